/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a path leads: links resolved, folders made. */
#include <config.h>

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/intl.h"
#include "base/mem.h"

enum {
	MAX_LINKS = 5,
	MAX_TARGET_LEN = 65536
};

/* How much of PATH, LEN long, names the folder of its last part; 0: no folder. */
static size_t folder_len(const char *path, size_t len)
{
	while (len && path[len - 1] != '/')
		len--;
	while (len > 1 && path[len - 1] == '/')
		len--;
	return len;
}

static char *folder_of(const char *path)
{
	size_t len = folder_len(path, strlen(path));

	return len ? mem_copy(path, len) : mem_string(".");
}

/* What the link at PATH says; NULL and errno. */
static char *read_link(const struct sys *sys, const char *path)
{
	size_t size = 256;
	char *target = NULL;
	ssize_t n;

	do {
		size *= 2;
		target = mem_resize(target, size, 1);
		n = sys->readlinkat(AT_FDCWD, path, target, size);
	} while (n >= 0 && (size_t)n >= size && size < MAX_TARGET_LEN);
	if (n >= 0 && (size_t)n < size) {
		target[n] = '\0';
		return target;
	}
	if (n >= 0)
		errno = ENAMETOOLONG;
	free(target);
	return NULL;
}

/* In a folder that everybody may write, a link may be somebody's trap. */
static bool may_follow(const struct sys *sys, const char *path, const struct stat *link)
{
	char *folder = folder_of(path);
	struct stat st;
	bool known = sys->fstatat(AT_FDCWD, folder, &st, 0) == 0;
	uid_t me = geteuid();

	free(folder);
	if (!known)
		return false;
	if (!(st.st_mode & S_IWOTH) || (st.st_uid == me && link->st_uid == me))
		return true;
	errno = EACCES;
	return false;
}

/* Where the link at PATH, whose status is ST, leads; NULL and errno. */
static char *follow(const struct sys *sys, const char *path, const struct stat *st)
{
	const char *slash = strrchr(path, '/');
	struct buf b;
	char *target;

	if (!may_follow(sys, path, st))
		return NULL;
	target = read_link(sys, path);
	if (!target || target[0] == '/')
		return target;
	buf_init(&b, SIZE_MAX);	/* the system has limited both parts */
	if (slash)
		buf_add(&b, path, (size_t)(slash + 1 - path));
	buf_add_str(&b, target);
	free(target);
	return buf_steal(&b);
}

char *file_resolve(const struct sys *sys, const char *path, struct err *err)
{
	char *at = mem_string(path);
	char *next = NULL;
	struct stat st;
	int links;

	for (links = 0;; links++) {
		if (sys->fstatat(AT_FDCWD, at, &st, AT_SYMLINK_NOFOLLOW) != 0) {
			if (errno == ENOENT)
				return at;
			break;
		}
		if (!S_ISLNK(st.st_mode))
			return at;
		errno = ELOOP;
		next = links < MAX_LINKS ? follow(sys, at, &st) : NULL;
		if (!next)
			break;
		free(at);
		at = next;
	}
	err_set(err, ERR_IO, _("cannot find out where '%s' leads: %s"), path, strerror(errno));
	free(at);
	return NULL;
}

bool file_exists(const struct sys *sys, const char *path)
{
	struct stat st;

	return sys->fstatat(AT_FDCWD, path, &st, AT_SYMLINK_NOFOLLOW) == 0 ||
	       (errno != ENOENT && errno != ENOTDIR);
}

static bool is_folder(const struct sys *sys, const char *path)
{
	struct stat st;

	if (sys->fstatat(AT_FDCWD, path, &st, 0) != 0)
		return false;
	errno = ENOTDIR;
	return S_ISDIR(st.st_mode);
}

static bool sync_folder_of(const struct sys *sys, const char *path)
{
	char *folder = folder_of(path);
	int fd = sys_open(sys, AT_FDCWD, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
	bool synced = fd >= 0 && sys_sync_folder(sys, fd);
	int error = errno;

	if (fd >= 0)
		(void)sys_close(sys, fd);
	free(folder);
	errno = error;
	return synced;
}

/* Makes the one folder PATH, unless it is there; *MADE: it was not. */
static bool make_one(const struct sys *sys, const char *path, bool *made)
{
	if (is_folder(sys, path))
		return true;
	if (errno != ENOENT)
		return false;
	if (sys->mkdirat(AT_FDCWD, path, 0700) != 0)
		return errno == EEXIST && is_folder(sys, path);	/* another was faster */
	*made = true;
	if (sys->fchmodat(AT_FDCWD, path, 0700, 0) != 0 && !sys_keeps_no_modes(errno))
		return false;
	return sync_folder_of(sys, path);
}

/* Takes away PATH and those above it, down to a length of FIRST, which is not 0. */
static void unmake(const struct sys *sys, char *path, size_t first)
{
	size_t len = strlen(path);

	while (len >= first) {
		path[len] = '\0';
		(void)sys->unlinkat(AT_FDCWD, path, AT_REMOVEDIR);
		len = folder_len(path, len);
	}
}

bool file_make_folder(const struct sys *sys, const char *path, struct err *err)
{
	char *at = mem_string(path);
	size_t first = 0;	/* length of the first that was made, 0: none yet */
	size_t len = 0;
	bool done = *path;

	errno = ENOENT;
	while (done && path[len]) {
		bool made = false;

		len += strspn(path + len, "/");
		len += strcspn(path + len, "/");
		at[len] = '\0';
		done = make_one(sys, at, &made);
		if (made && !first)
			first = len;
		if (done)
			at[len] = path[len];
	}
	if (!done) {
		err_set(err, ERR_IO, _("cannot make the folder '%s': %s"), path, strerror(errno));
		if (first)
			unmake(sys, at, first);
	}
	free(at);
	return done;
}
