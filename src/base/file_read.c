/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole files read with a limit. */
#include <config.h>

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "base/intl.h"

enum {
	CHUNK_LEN = 16384,
	/* O_NONBLOCK: a pipe put in the file's place must not hold us up. */
	READ_FLAGS = O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY
};

static bool fail(const char *path, struct err *err)
{
	return err_set(err, ERR_IO, _("cannot read '%s': %s"), path, strerror(errno));
}

static bool fail_too_big(const char *path, size_t max, struct err *err)
{
	return err_set(err, ERR_TOO_BIG,
		       _("'%s' is larger than the %zu bytes that are read at most"), path, max);
}

static bool check(const struct sys *sys, int fd, const char *path, size_t max, struct err *err)
{
	struct stat st;

	if (sys->fstat(fd, &st) != 0)
		return fail(path, err);
	if (!S_ISREG(st.st_mode))
		return err_set(err, ERR_IO, _("cannot read '%s': it is not a file"), path);
	if (st.st_size > 0 && (unsigned long long)st.st_size > max)
		return fail_too_big(path, max, err);
	return true;
}

/* The size told before is not believed: the file may grow meanwhile. */
static bool read_all(const struct sys *sys, int fd, const char *path, size_t max,
		     struct buf *out, struct err *err)
{
	char bytes[CHUNK_LEN];
	ssize_t n;

	while ((n = sys_read(sys, fd, bytes, sizeof(bytes))) > 0) {
		if ((size_t)n > max - out->len)
			return fail_too_big(path, max, err);
		buf_add(out, bytes, (size_t)n);
		if (out->full)
			return fail_too_big(path, out->max, err);
	}
	return n == 0 || fail(path, err);
}

static enum file_found read_open(const struct sys *sys, int fd, const char *path, size_t max,
				 struct buf *out, struct err *err)
{
	bool done = check(sys, fd, path, max, err) && read_all(sys, fd, path, max, out, err);

	(void)sys_close(sys, fd);	/* nothing was written: nothing can be lost here */
	if (!done)
		buf_clear(out);
	return done ? FILE_READ : FILE_FAILED;
}

enum file_found file_read(const struct sys *sys, const char *path, size_t max,
			  struct buf *out, struct err *err)
{
	int fd;

	buf_clear(out);
	fd = sys_open(sys, AT_FDCWD, path, READ_FLAGS, 0);
	if (fd >= 0)
		return read_open(sys, fd, path, max, out, err);
	if (errno == ENOENT)
		return FILE_ABSENT;
	fail(path, err);
	return FILE_FAILED;
}

enum file_found file_read_at(const struct sys *sys, int dir, const char *name,
			     size_t max, struct buf *out, struct err *err)
{
	int fd;

	buf_clear(out);
	if (strchr(name, '/')) {
		err_set(err, ERR_IO, _("cannot read '%s': a plain name is needed"), name);
		return FILE_FAILED;
	}
	fd = sys_open(sys, dir, name, READ_FLAGS | O_NOFOLLOW, 0);
	if (fd >= 0)
		return read_open(sys, fd, name, max, out, err);
	if (errno == ENOENT)
		return FILE_ABSENT;
	if (errno == ELOOP)
		err_set(err, ERR_IO, _("cannot read '%s': it is a link to somewhere else"), name);
	else
		fail(name, err);
	return FILE_FAILED;
}
