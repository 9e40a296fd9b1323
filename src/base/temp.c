/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Temporary files: named by chance, made private, synced and checked. */
#include <config.h>

#include "base/temp.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum {
	TRIES = 16,	/* names that may be taken before we give up */
	RANDOM_LEN = 8,
	EXTRA_LEN = 14,	/* ".", ".XXXXXXXX.tmp" */
	NAME_LEN = 255	/* NAME_MAX of every file system in use */
};

void temp_init(struct temp *t, const struct sys *sys, int dir)
{
	*t = (struct temp){ .sys = sys, .dir = dir, .fd = -1 };
}

/* How much of NAME fits, cut where a character starts. */
static size_t fitting_len(const char *name)
{
	size_t len = strlen(name);

	if (len <= NAME_LEN - EXTRA_LEN)
		return len;
	len = NAME_LEN - EXTRA_LEN;
	while (len && ((unsigned char)name[len] & 0xC0) == 0x80)
		len--;
	return len;
}

static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";

static char *draw_name(const struct sys *sys, const char *name)
{
	unsigned char dice[RANDOM_LEN];
	struct buf b;
	size_t i;

	sys->random(dice, sizeof(dice));
	buf_init(&b, NAME_LEN);
	buf_add_char(&b, '.');
	buf_add(&b, name, fitting_len(name));
	buf_add_char(&b, '.');
	for (i = 0; i < sizeof(dice); i++)
		buf_add_char(&b, letters[dice[i] % (sizeof(letters) - 1)]);
	buf_add_str(&b, ".tmp");
	return buf_steal(&b);
}

/* Ends one try: an unused name is kept, a taken one makes room for the next. */
static bool tried(struct temp *t, char *name, bool done)
{
	bool taken = !done && errno == EEXIST;
	int error = errno;

	if (done)
		t->name = name;
	else
		free(name);
	errno = error;
	return !taken;
}

bool temp_make(struct temp *t, const char *name)
{
	const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY;
	char *draw;
	int i;

	for (i = 0; i < TRIES; i++) {
		draw = draw_name(t->sys, name);
		t->fd = sys_open(t->sys, t->dir, draw, flags, 0600);
		if (tried(t, draw, t->fd >= 0))
			break;
	}
	return t->fd >= 0 && sys_make_private(t->sys, t->fd);
}

bool temp_link(struct temp *t, const char *name, const struct stat *st)
{
	char *draw;
	int i;

	t->st = *st;
	for (i = 0; i < TRIES; i++) {
		draw = draw_name(t->sys, name);
		if (tried(t, draw, t->sys->linkat(t->dir, name, t->dir, draw, 0) == 0))
			break;
	}
	return t->name != NULL;
}

bool temp_write(struct temp *t, struct slice bytes)
{
	if (!sys_write_all(t->sys, t->fd, bytes.data, bytes.len))
		return false;
	t->written += bytes.len;
	return true;
}

bool temp_finish(struct temp *t)
{
	int fd = t->fd;

	if (!sys_sync(t->sys, fd) || t->sys->fstat(fd, &t->st) != 0)
		return false;
	if ((size_t)t->st.st_size != t->written) {
		errno = EIO;
		return false;
	}
	t->own = t->st;
	t->fd = -1;
	return sys_close(t->sys, fd);
}

/* A network file system may do what it says it could not: the file itself knows. */
static bool has_name(const struct temp *t, const char *name)
{
	int error = errno;
	struct stat st;
	bool has = t->sys->fstatat(t->dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
		   st.st_dev == t->st.st_dev && st.st_ino == t->st.st_ino;

	errno = error;
	return has;
}

bool temp_rename(struct temp *t, const char *name)
{
	/* The temporary name is left in t: where both names are links to one file,
	 * rename does nothing and drop has to remove it. */
	return t->sys->renameat(t->dir, t->name, t->dir, name) == 0 || has_name(t, name);
}

bool temp_swap(struct temp *t, const char *name)
{
	if (!t->sys->exchangeat) {
		errno = EINVAL;
		return false;
	}
	if (t->sys->exchangeat(t->dir, t->name, name) != 0 && !has_name(t, name))
		return false;
	/* From here on the temporary name is another file's. */
	if (t->sys->fstatat(t->dir, t->name, &t->st, AT_SYMLINK_NOFOLLOW) != 0)
		memset(&t->st, 0, sizeof(t->st));
	return true;
}

bool temp_is_ours(const struct temp *t)
{
	return t->st.st_dev == t->own.st_dev && t->st.st_ino == t->own.st_ino;
}

void temp_leave(struct temp *t)
{
	free(t->name);
	t->name = NULL;
}

bool temp_name_new(struct temp *t, const char *name)
{
	struct stat st;

	if (t->sys->linkat(t->dir, t->name, t->dir, name, 0) == 0 || has_name(t, name))
		return true;
	if (!temp_cannot_link(errno))
		return false;
	if (t->sys->fstatat(t->dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0)
		errno = EEXIST;
	if (errno != ENOENT)
		return false;
	return temp_rename(t, name);
}

void temp_drop(struct temp *t)
{
	int error = errno;

	if (t->fd >= 0)
		(void)sys_close(t->sys, t->fd);
	if (t->name)
		(void)t->sys->unlinkat(t->dir, t->name, 0);
	free(t->name);
	t->name = NULL;
	t->fd = -1;
	errno = error;
}

char *temp_target(const char *name)
{
	size_t len = strlen(name);
	const char *tail = name + len - (EXTRA_LEN - 1);	/* ".XXXXXXXX.tmp" */

	if (len <= EXTRA_LEN || name[0] != '.' || tail[0] != '.' ||
	    strspn(tail + 1, letters) != RANDOM_LEN || strcmp(tail + 1 + RANDOM_LEN, ".tmp") != 0)
		return NULL;
	return mem_copy(name + 1, (size_t)(tail - name) - 1);
}

bool temp_cannot_link(int error)
{
	return error == EPERM || error == EOPNOTSUPP || error == ENOTSUP || error == EMLINK ||
	       error == ENOSYS || error == EXDEV;
}
