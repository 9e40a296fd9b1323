/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing for good, on disk: the file without the words, then everything else that may
 * still hold them. */
#include <config.h>

#include "answers/disk_own.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "answers/answers.h"
#include "answers/sidecar.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/lock.h"
#include "base/mem.h"

enum { LEFT_MAX = 65536 };

struct erasing {
	struct disk *d;
	struct stat file;	/* what stood at the path, st_nlink 0: nothing */
	char **paths;		/* of the sidecars that go: first those beside the path */
	size_t count, cap;
	size_t beside;
	struct hash saved, tried;	/* as they were for the disk */
	bool has_tried;
	struct buf left;	/* what may still hold the words, in words */
};

struct telling {
	void (*tell)(void *context, const char *path);
	void *context;
};

static bool is_lock(const char *path)
{
	size_t len = strlen(path), end = strlen(SIDECAR_LOCK);

	return len > end && strcmp(path + len - end, SIDECAR_LOCK) == 0;
}

/* Whatever it holds; but a conflict file that was opened as a workbook has a lock, and those
 * are never removed. */
static void tell_sidecar(void *telling, enum sidecar_kind kind, const char *path)
{
	const struct telling *t = telling;

	(void)kind;
	if (!is_lock(path))
		t->tell(t->context, path);
}

static bool each_beside(const struct disk *d, struct telling *t)
{
	char *backup = sidecar_path(d->path, SIDECAR_BACKUP);

	if (file_exists(d->sys, backup))
		t->tell(t->context, backup);
	free(backup);
	return sidecar_each(d->path, tell_sidecar, t);
}

/* In the state folder, which need not be there. */
static bool each_elsewhere(const struct disk *d, struct telling *t)
{
	const char *sides[] = { d->side, d->other_side };

	for (size_t i = 0; i < ARRAY_LEN(sides); i++)
		if (sides[i] && strcmp(sides[i], d->path) != 0 &&
		    !sidecar_each(sides[i], tell_sidecar, t) && errno != ENOENT)
			return false;
	return true;
}

bool disk_erase_list(const struct disk *d, void (*tell)(void *context, const char *path),
		     void *context)
{
	struct telling t = { tell, context };

	return each_beside(d, &t) && each_elsewhere(d, &t);
}

static void add_path(void *context, const char *path)
{
	struct erasing *e = context;

	e->paths = mem_grow(e->paths, e->count, &e->cap, sizeof(*e->paths));
	e->paths[e->count++] = mem_string(path);
}

static void leave(struct erasing *e, const char *what)
{
	if (e->left.len)
		buf_add_str(&e->left, "; ");
	buf_add_str(&e->left, what);
}

static void leave_path(struct erasing *e, const char *path, const char *why)
{
	struct buf what;

	buf_init(&what, LEFT_MAX);
	buf_addf(&what, _("'%s' (%s)"), path, why);
	leave(e, what.data);
	buf_release(&what);
}

static bool fail_to_look(const struct erasing *e, struct err *err)
{
	return err_set(err, ERR_IO, _("nothing was erased: cannot look for what is kept of '%s': %s"),
		       e->d->path, strerror(errno));
}

/* Before anything is done: what there is to be done. */
static bool look(struct erasing *e, struct err *err)
{
	const struct disk *d = e->d;
	struct telling t = { add_path, e };

	if (!each_beside(d, &t))
		return fail_to_look(e, err);
	e->beside = e->count;
	if (!each_elsewhere(d, &t))
		return fail_to_look(e, err);
	if (d->sys->fstatat(AT_FDCWD, d->path, &e->file, AT_SYMLINK_NOFOLLOW) == 0)
		return true;
	e->file.st_nlink = 0;
	return errno == ENOENT || fail_to_look(e, err);
}

/* What a save that failed with KIND has done to the file. */
static enum disk_reached how_far(const struct erasing *e, enum err_kind kind)
{
	struct disk *d = e->d;
	enum disk_reached reached = REACHED_UNKNOWN;
	struct err ignored;
	struct buf bytes;
	struct hash now;

	if (kind == ERR_CHANGED)
		return REACHED_NOTHING;
	buf_init(&bytes, ANSWERS_FILE_MAX);
	switch (file_read(d->sys, d->path, ANSWERS_FILE_MAX, &bytes, &ignored)) {
	case FILE_READ:
		now = hash_of(slice_buf(&bytes));
		if (hash_equal(now, e->saved) || (e->has_tried && hash_equal(now, e->tried)))
			reached = REACHED_NOTHING;
		else if (hash_equal(now, hash_of(slice_buf(&d->bytes))))
			reached = REACHED_FILE;
		break;
	case FILE_ABSENT:
		reached = e->file.st_nlink ? REACHED_UNKNOWN : REACHED_NOTHING;
		break;
	case FILE_FAILED:
		break;
	}
	buf_release(&bytes);
	return reached;
}

static bool replace(struct erasing *e, struct err *err)
{
	struct disk *d = e->d;
	struct err why = { 0 };

	e->saved = d->saved;
	e->tried = d->tried;
	e->has_tried = d->has_tried;
	if (disk_save(d, &why)) {
		d->reached = REACHED_DISK;
		return true;
	}
	d->reached = how_far(e, why.kind);
	if (d->reached != REACHED_FILE)
		return err_set(err, why.kind, _("nothing was erased: %s"), why.text);
	d->saved = hash_of(slice_buf(&d->bytes));
	return err_set(err, why.kind, _("the words are not erased for good yet, please erase once "
					"more: %s"), why.text);
}

/* Whether the file ST, one name of which has just gone, has one that we do not know: none
 * of the paths from NEXT on. */
static bool has_other_name(const struct erasing *e, const struct stat *st, size_t next)
{
	const struct sys *sys = e->d->sys;
	struct stat other;

	if (st->st_nlink <= 1)
		return false;
	for (size_t i = next; i < e->count; i++)
		if (sys->fstatat(AT_FDCWD, e->paths[i], &other, AT_SYMLINK_NOFOLLOW) == 0 &&
		    other.st_dev == st->st_dev && other.st_ino == st->st_ino)
			return false;
	return true;
}

static void leave_other_name(struct erasing *e, const char *path)
{
	struct buf what;

	buf_init(&what, LEFT_MAX);
	buf_addf(&what, _("a second name (a hard link) of '%s'"), path);
	leave(e, what.data);
	buf_release(&what);
}

/* What stood at the path, when it had other names and still stands under them. */
static void check_old(struct erasing *e)
{
	if (!e->d->over && has_other_name(e, &e->file, 0))
		leave_other_name(e, e->d->path);
}

static void remove_one(struct erasing *e, size_t i)
{
	const struct sys *sys = e->d->sys;
	const char *path = e->paths[i];
	struct stat st;

	if (sys->fstatat(AT_FDCWD, path, &st, AT_SYMLINK_NOFOLLOW) != 0 ||
	    sys->unlinkat(AT_FDCWD, path, 0) != 0) {
		if (errno != ENOENT)
			leave_path(e, path, strerror(errno));
		return;
	}
	if (has_other_name(e, &st, i + 1))
		leave_other_name(e, path);
}

/* A name whose removal is not synced may come back. */
static void sync_folder_of(struct erasing *e, const char *path)
{
	const struct sys *sys = e->d->sys;
	char *folder = sidecar_folder(path);
	int fd = sys_open(sys, AT_FDCWD, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

	if (fd < 0 || !sys_sync_folder(sys, fd))
		leave_path(e, folder, strerror(errno));
	if (fd >= 0)
		(void)sys_close(sys, fd);
	free(folder);
}

/* With or without a lock: what stood there was read when the file was opened. */
static void zero_journal(struct erasing *e)
{
	struct disk *d = e->d;
	char *path = sidecar_path(d->side, SIDECAR_JOURNAL);
	bool there = d->journal.fd >= 0 || file_exists(d->sys, path);
	struct err why;

	if (there && !(disk_open_journal(d, &why) && journal_empty(&d->journal, &why)))
		leave(e, why.text);
	if (!d->journals)
		journal_close(&d->journal);
	free(path);
}

static bool zero(const struct sys *sys, const char *path, struct err *err)
{
	struct journal journal;
	bool zeroed;

	if (!journal_open(&journal, sys, path, err))
		return false;
	zeroed = journal_empty(&journal, err);
	journal_close(&journal);
	return zeroed;
}

/* One on the other side, unless a window there is using it. */
static void zero_other_journal(struct erasing *e)
{
	const struct sys *sys = e->d->sys;
	char *path = sidecar_path(e->d->other_side, SIDECAR_JOURNAL);
	char *lock_path = sidecar_path(e->d->other_side, SIDECAR_LOCK);
	struct lock lock = { .fd = -1 };
	struct err why = { 0 };

	if (file_exists(sys, path)) {
		if (!lock_take(&lock, sys, lock_path, &why) && why.kind == ERR_LOCKED)
			leave_path(e, path, why.text);
		else if (!zero(sys, path, &why))
			leave(e, why.text);
	}
	lock_release(&lock);
	free(lock_path);
	free(path);
}

static bool finish(struct erasing *e, struct err *err)
{
	const struct disk *d = e->d;

	zero_journal(e);
	if (d->other_side)
		zero_other_journal(e);
	check_old(e);
	for (size_t i = 0; i < e->count; i++)
		remove_one(e, i);
	if (e->beside)
		sync_folder_of(e, d->path);
	if (e->count > e->beside)
		sync_folder_of(e, e->paths[e->beside]);
	return !e->left.len ||
	       err_set(err, ERR_IO, _("erased from '%s', but the words may still be here: %s"),
		       d->path, e->left.data);
}

bool disk_erase(struct disk *d, struct err *err)
{
	struct erasing e = { .d = d };
	bool ok;

	d->reached = REACHED_NOTHING;
	buf_init(&e.left, LEFT_MAX);
	ok = look(&e, err) && replace(&e, err) && finish(&e, err);
	for (size_t i = 0; i < e.count; i++)
		free(e.paths[i]);
	free(e.paths);
	buf_release(&e.left);
	return ok;
}
