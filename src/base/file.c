/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole files replaced in one step, or created. */
#include <config.h>

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"

enum { COPY_LEN = 16384 };

static bool fail(struct file_new *out, struct err *err)
{
	int error = errno;

	err_set(err, ERR_IO, _("cannot save '%s': %s"), out->path, strerror(error));
	file_cancel(out);
	return false;
}

/* Whether a step failed with ERROR because it cannot be done in this folder at all. */
static bool is_impossible(int error)
{
	static const int impossible[] = { EACCES, EPERM, EXDEV, EBUSY, EOPNOTSUPP, ENOSYS, EINVAL };

	for (size_t i = 0; i < ARRAY_LEN(impossible); i++)
		if (error == impossible[i])
			return true;
	return false;
}

/* The same where nothing can be made, or renamed, in the folder. */
static bool fail_to_replace(struct file_new *out, struct err *err)
{
	bool impossible = is_impossible(errno);

	fail(out, err);
	if (impossible)
		err->kind = ERR_IN_PLACE;
	return false;
}

static bool fail_not_file(struct file_new *out, struct err *err)
{
	err_set(err, ERR_IO, _("cannot save '%s': what stands there is not a file"), out->path);
	file_cancel(out);
	return false;
}

static bool open_folder(struct file_new *out)
{
	const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
	char *slash = strrchr(out->path, '/');
	char *folder;

	out->name = slash ? slash + 1 : out->path;
	if (!slash)
		folder = mem_string(".");
	else if (slash == out->path)
		folder = mem_string("/");
	else
		folder = mem_copy(out->path, (size_t)(slash - out->path));
	out->dir = sys_open(out->sys, AT_FDCWD, folder, flags, 0);
	free(folder);
	return out->dir >= 0;
}

/* Whether a file may take the name: what stands there is a file or nothing. */
static bool check_target(struct file_new *out, struct err *err)
{
	struct stat st;

	if (!*out->name) {
		errno = EISDIR;
		return fail(out, err);
	}
	if (out->sys->fstatat(out->dir, out->name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT || fail(out, err);
	return S_ISREG(st.st_mode) || fail_not_file(out, err);
}

bool file_begin(struct file_new *out, const struct sys *sys, const char *path, struct err *err)
{
	*out = (struct file_new){ .sys = sys, .dir = -1 };
	temp_init(&out->temp, sys, -1);
	out->path = file_resolve(sys, path, err);
	if (!out->path)
		return false;
	if (!open_folder(out))
		return fail(out, err);
	out->temp.dir = out->dir;
	return check_target(out, err) &&
		(temp_make(&out->temp, out->name) || fail_to_replace(out, err));
}

bool file_write(struct file_new *out, struct slice bytes, struct err *err)
{
	return temp_write(&out->temp, bytes) || fail(out, err);
}

bool file_finish(struct file_new *out, struct err *err)
{
	return temp_finish(&out->temp) || fail(out, err);
}

/* Writes all that the descriptor FD gives into T. */
static bool copy_bytes(struct temp *t, int fd)
{
	char bytes[COPY_LEN];
	ssize_t n;

	while ((n = sys_read(t->sys, fd, bytes, sizeof(bytes))) > 0)
		if (!temp_write(t, (struct slice){ bytes, (size_t)n }))
			return false;
	return n == 0;
}

static bool copy_file(struct temp *t, const char *name)
{
	const int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY;
	int fd = sys_open(t->sys, t->dir, name, flags, 0);
	bool copied;
	int error;

	if (fd < 0)
		return false;
	copied = temp_make(t, name) && copy_bytes(t, fd) && temp_finish(t);
	error = errno;
	(void)sys_close(t->sys, fd);
	errno = error;
	return copied;
}

/* A second, temporary name for the file NAME, or a copy where that cannot be or
 * where others could read it: the copy is 0600. */
static bool duplicate(struct temp *t, const char *name, const struct stat *st)
{
	if ((st->st_mode & 07777) != 0600)
		return copy_file(t, name);
	if (temp_link(t, name, st))
		return true;
	return temp_cannot_link(errno) && copy_file(t, name);
}

bool file_keep_backup(struct file_new *out, struct err *err)
{
	struct stat st;
	struct temp t;
	char *backup;
	bool kept;

	if (out->sys->fstatat(out->dir, out->name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT || fail(out, err);
	if (!S_ISREG(st.st_mode))
		return fail_not_file(out, err);
	backup = mem_zero(strlen(out->name) + sizeof(".bak"), 1);
	stpcpy(stpcpy(backup, out->name), ".bak");
	temp_init(&t, out->sys, out->dir);
	kept = duplicate(&t, out->name, &st) && temp_rename(&t, backup);
	temp_drop(&t);
	free(backup);
	return kept || fail_to_replace(out, err);
}

/* The new file has its name: makes that last. */
bool file_settle(struct file_new *out, struct err *err)
{
	bool synced;

	temp_drop(&out->temp);	/* first, so that the second name is gone for good too */
	synced = sys_sync_folder(out->sys, out->dir);
	if (!synced) {
		int error = errno;

		err_set(err, ERR_IO,
			_("'%s' is written, but its folder could not be synced: %s"),
			out->path, strerror(error));
	}
	file_cancel(out);
	return synced;
}

bool file_commit(struct file_new *out, struct err *err)
{
	return temp_rename(&out->temp, out->name) ? file_settle(out, err) : fail_to_replace(out, err);
}

static bool fail_taken(struct file_new *out, struct err *err)
{
	err_set(err, ERR_CHANGED, _("'%s' exists already"), out->path);
	file_cancel(out);
	return false;
}

bool file_commit_new(struct file_new *out, struct err *err)
{
	if (temp_name_new(&out->temp, out->name))
		return file_settle(out, err);
	return errno == EEXIST ? fail_taken(out, err) : fail(out, err);
}

enum file_swapped file_swap(struct file_new *out, struct err *err)
{
	if (temp_swap(&out->temp, out->name))
		return FILE_SWAPPED;
	if (errno == ENOENT)
		return FILE_NO_TARGET;
	if (is_impossible(errno))
		return FILE_NOT_HERE;	/* renaming may be possible, or says that it is not */
	fail(out, err);
	return FILE_NOT_SWAPPED;
}

enum file_found file_swapped_read(struct file_new *out, size_t max, struct buf *bytes,
				  struct err *err)
{
	return file_read_at(out->sys, out->dir, out->temp.name, max, bytes, err);
}

bool file_swapped_keep(struct file_new *out, const char *path, struct err *err)
{
	const char *slash = strrchr(path, '/');

	/* Synced before the temporary name goes: a power cut might take that alone. */
	if (temp_name_new(&out->temp, slash ? slash + 1 : path) && sys_sync_folder(out->sys, out->dir))
		return true;
	return err_set(err, errno == EEXIST ? ERR_CHANGED : ERR_IO, _("cannot save '%s': %s"), path,
		       strerror(errno));
}

void file_swap_back(struct file_new *out)
{
	(void)temp_swap(&out->temp, out->name);
	if (!temp_is_ours(&out->temp))
		temp_leave(&out->temp);
	file_cancel(out);
}

/* A copy, for what stands there may yet be written over; a second name where there can be none. */
static bool copy_or_link(struct temp *t, const char *name, const struct stat *st)
{
	const struct sys *sys = t->sys;
	int dir = t->dir;

	if (copy_file(t, name))
		return true;
	temp_drop(t);
	temp_init(t, sys, dir);
	return temp_link(t, name, st);
}

bool file_keep_aside(const struct sys *sys, const char *path, const char *aside, struct err *err)
{
	struct file_new out = { .sys = sys, .dir = -1, .path = mem_string(aside) };
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	struct stat st;

	temp_init(&out.temp, sys, -1);
	if (!open_folder(&out))
		return fail(&out, err);
	out.temp.dir = out.dir;
	if (sys->fstatat(out.dir, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return fail(&out, err);
	if (!S_ISREG(st.st_mode))
		return fail_not_file(&out, err);
	return copy_or_link(&out.temp, name, &st) ? file_commit_new(&out, err) : fail(&out, err);
}

void file_cancel(struct file_new *out)
{
	int error = errno;

	if (!out->path)
		return;
	temp_drop(&out->temp);
	if (out->dir >= 0)
		(void)sys_close(out->sys, out->dir);
	free(out->path);
	out->path = NULL;
	out->dir = -1;
	errno = error;
}

bool file_replace(const struct sys *sys, const char *path, struct slice bytes, struct err *err)
{
	struct file_new out;

	return file_begin(&out, sys, path, err) && file_write(&out, bytes, err) &&
	       file_finish(&out, err) && file_commit(&out, err);
}

bool file_create(const struct sys *sys, const char *path, struct slice bytes, struct err *err)
{
	struct file_new out;

	return file_begin(&out, sys, path, err) && file_write(&out, bytes, err) &&
	       file_finish(&out, err) && file_commit_new(&out, err);
}
