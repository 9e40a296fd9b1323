/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One open workbook file: opening, looking, and what the reader is told about it. */
#include <config.h>

#include "answers/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answers/hand.h"
#include "answers/replay.h"
#include "answers/sidecar.h"
#include "answers/store_own.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/xdg.h"

enum { ASIDE_TRIES = 9 };	/* names for one second */

enum store_found store_look(const struct sys *sys, const char *path)
{
	struct err ignored;
	char *real = file_resolve(sys, path, &ignored);
	char *backup;
	enum store_found found = STORE_ABSENT;

	if (!real)
		return STORE_PRESENT;	/* links that lead nowhere: not a first start */
	backup = sidecar_path(real, SIDECAR_BACKUP);
	if (file_exists(sys, real))
		found = STORE_PRESENT;
	else if (file_exists(sys, backup) || sidecar_any_conflict(real))
		found = STORE_REMAINS;
	free(backup);
	free(real);
	return found;
}

char *store_default_path(void)
{
	char *folder = xdg_data_folder();
	char *path = folder ? sidecar_path(folder, "/workbook.json") : NULL;

	free(folder);
	return path;
}

/* From here on nothing is saved; the first reason is the one that is told. */
static void deny(struct store *s, const char *why)
{
	if (!s->read_only)
		s->read_only = mem_string(why);
	lock_release(&s->lock);
}

static void warn(struct store *s, const char *what)
{
	s->warnings[s->warned++] = mem_string(what);
}

/* Whether all names of the file but one are backups that a failed save left. */
static bool only_backup(const struct store *s, const struct stat *st)
{
	char *backup = sidecar_path(s->disk.path, SIDECAR_BACKUP);
	struct stat other;
	bool same = st->st_nlink == 2 &&
		    s->sys->fstatat(AT_FDCWD, backup, &other, AT_SYMLINK_NOFOLLOW) == 0 &&
		    other.st_dev == st->st_dev && other.st_ino == st->st_ino;

	free(backup);
	return same;
}

/* What may be known of the file before it is touched, the lock included: a lock of
 * root's beside somebody's file would keep its owner out. */
static bool check_file(struct store *s, enum store_mode mode, struct err *err)
{
	struct stat st;

	if (s->sys->fstatat(AT_FDCWD, s->disk.path, &st, 0) != 0)
		return err_set(err, ERR_IO, _("cannot open the workbook '%s': %s"), s->disk.path,
			       strerror(errno));
	if (!S_ISREG(st.st_mode))
		return err_set(err, ERR_IO, _("cannot open the workbook '%s': it is not a file"),
			       s->disk.path);
	if (mode == STORE_READ) {
		deny(s, _("opened for reading only"));
		return true;
	}
	if (st.st_uid != geteuid())
		return err_set(err, ERR_IO,
			       _("'%s' belongs to another user (number %lu); start leaderplus as "
				 "that user, without sudo"),
			       s->disk.path, (unsigned long)st.st_uid);
	if (!(st.st_mode & S_IWUSR))
		deny(s, _("the file is write-protected; you can read here"));
	if (st.st_nlink > 1 && !only_backup(s, &st))
		warn(s, _("this file has a second name (a hard link), which will keep the words "
			  "as they are now"));
	return true;
}

/* Whether a new file could be made beside the workbook, which is what saving needs. */
static bool can_save(const struct store *s, struct err *why)
{
	struct file_new probe;

	if (!file_begin(&probe, s->sys, s->disk.path, why))
		return false;
	file_cancel(&probe);
	return true;
}

/* Without a lock we go on where only locking is impossible: the comparison before
 * each save protects. */
static void take_lock(struct store *s)
{
	char *path = sidecar_path(s->disk.path, SIDECAR_LOCK);
	struct err why;
	bool locked = lock_take(&s->lock, s->sys, path, &why);

	free(path);
	if (!locked && why.kind == ERR_LOCKED) {
		deny(s, _("already open in another window; you can read here"));
		s->held = true;
		return;
	}
	if (!can_save(s, &why))
		deny(s, why.text);
	else if (!locked)
		warn(s, _("files cannot be locked here; open this workbook in one window only"));
	s->disk.journals = locked && !s->read_only;
}

static bool load(struct store *s, struct err *err)
{
	struct err why = { 0 };
	struct buf bytes;
	bool ok = false;

	buf_init(&bytes, ANSWERS_FILE_MAX);
	switch (file_read(s->sys, s->disk.path, ANSWERS_FILE_MAX, &bytes, err)) {
	case FILE_READ:
		ok = answers_read(&s->answers, slice_buf(&bytes), &why) ||
		     err_set(err, why.kind, _("cannot open the workbook '%s': %s"), s->disk.path,
			     why.text);
		break;
	case FILE_ABSENT:
		err_set(err, ERR_IO, _("cannot open the workbook '%s': %s"), s->disk.path,
			strerror(ENOENT));
		break;
	case FILE_FAILED:
		break;
	}
	s->disk.saved = hash_of(slice_buf(&bytes));
	buf_release(&bytes);
	return ok;
}

/* A journal of another workbook is somebody's words too: it is put aside before ours may
 * be written over it. */
static bool put_aside(struct store *s, struct slice payload, struct err *err)
{
	char host[SIDECAR_HOST_SIZE], *aside;
	bool put = false;

	sidecar_host(host);
	for (int n = 1; n <= ASIDE_TRIES && !put; n++) {
		aside = sidecar_conflict(s->disk.path, host, s->sys->now(), n);
		put = file_create(s->sys, aside, payload, err);
		free(aside);
		if (!put && err->kind != ERR_CHANGED)
			break;
	}
	if (put)
		warn(s, _("last sentences of another workbook were found; they are in a file "
			  "beside this one with 'conflict' in its name"));
	return put;
}

/* Before a new workbook is begun: its journal may hold those of one that went away. */
static bool clear_journal(struct store *s, struct err *err)
{
	char *path = sidecar_path(s->disk.path, SIDECAR_JOURNAL);
	struct journal_record record;
	struct err ignored;
	bool ok = true;

	if (journal_read(s->sys, path, &record, &ignored) == JOURNAL_RECORD) {
		if (record.payload.len)
			ok = put_aside(s, slice_buf(&record.payload), err);
		buf_release(&record.payload);
	}
	free(path);
	return ok;
}

/* Puts last sentences back, in memory; the next save brings them into the file. */
static void recover(struct store *s)
{
	char *path = sidecar_path(s->disk.path, SIDECAR_JOURNAL);
	struct journal_record record;
	struct err why;

	switch (journal_read(s->sys, path, &record, &why)) {
	case JOURNAL_RECORD:
		if (!replay_apply(s->answers, slice_buf(&record.payload),
				  hash_equal(record.base, s->disk.saved), &s->came_back, &why) &&
		    !s->read_only && !put_aside(s, slice_buf(&record.payload), &why)) {
			s->disk.journals = false;
			deny(s, why.text);
		}
		buf_release(&record.payload);
		s->in_journal = answers_words_clock(s->answers);
		if (s->disk.journals)
			store_submit(s, DISK_RESERVE, 0);	/* opens it, for the save to empty */
		break;
	case JOURNAL_NOTHING:
		break;
	case JOURNAL_FAILED:
		warn(s, why.text);
		break;
	}
	free(path);
}

static void check_answers(struct store *s)
{
	if (answers_is_newer(s->answers))
		deny(s, _("a newer version of leaderplus wrote this file; you can read here"));
	else if (answers_is_full(s->answers))
		deny(s, _("the clock in this file has run out, so it seems damaged; you can read here"));
	s->same_hand = hand_is_ours(s->sys, s->disk.state_folder, s->disk.path, s->disk.saved);
}

/* A store for the file at PLACE, links resolved; NULL and ERR where they lead nowhere. */
static struct store *store_new(const struct sys *sys, const struct store_place *place,
			       struct err *err)
{
	char *path = file_resolve(sys, place->path, err);
	struct store *s;

	if (!path)
		return NULL;
	s = MEM_NEW(struct store);
	s->sys = sys;
	disk_init(&s->disk, sys, path,
		  place->state_folder ? mem_string(place->state_folder) : NULL);
	s->lock.fd = -1;
	return s;
}

bool store_open(struct store **store, const struct sys *sys, const struct store_place *place,
		enum store_mode mode, struct err *err)
{
	struct store *s = store_new(sys, place, err);

	if (!s)
		return false;
	if (!check_file(s, mode, err)) {
		store_close(s);
		return false;
	}
	if (!s->read_only)
		take_lock(s);
	if (!load(s, err)) {
		store_close(s);
		return false;
	}
	check_answers(s);
	store_is_saved(s);
	if (!s->held && !answers_is_newer(s->answers))
		recover(s);
	*store = s;
	return true;
}

static bool make_folder(const struct store *s, struct err *err)
{
	char *folder = sidecar_folder(s->disk.path);
	bool made = file_make_folder(s->sys, folder, err);

	free(folder);
	return made;
}

static bool create(struct store *s, struct err *err)
{
	struct err why;
	char *path;
	bool locked;

	if (file_exists(s->sys, s->disk.path))
		return err_set(err, ERR_CHANGED, _("'%s' exists already"), s->disk.path);
	if (!make_folder(s, err))
		return false;
	path = sidecar_path(s->disk.path, SIDECAR_LOCK);
	locked = lock_take(&s->lock, s->sys, path, &why);
	free(path);
	if (!locked && why.kind == ERR_LOCKED)
		return err_set(err, ERR_LOCKED, "%s", why.text);
	s->disk.journals = locked;
	if (!clear_journal(s, err))
		return false;
	if (!answers_print(s->answers, &s->disk.bytes, err))
		return false;
	store_submit(s, DISK_CREATE, answers_clock(s->answers));
	if (s->failed) {
		*err = s->trouble;
		return false;
	}
	if (!locked)
		warn(s, _("files cannot be locked here; open this workbook in one window only"));
	return true;
}

bool store_create(struct store **store, const struct sys *sys, const struct store_place *place,
		  const char *pack_id, const char *pack_version, struct err *err)
{
	struct store *s = store_new(sys, place, err);

	if (!s)
		return false;
	s->answers = answers_new(sys, pack_id, pack_version);
	if (!create(s, err)) {
		store_close(s);
		return false;
	}
	s->same_hand = true;
	*store = s;
	return true;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	writer_stop(store->writer);
	lock_release(&store->lock);
	answers_free(store->answers);
	for (size_t i = 0; i < store->warned; i++)
		free(store->warnings[i]);
	free(store->read_only);
	free(store->conflict);
	disk_release(&store->disk);
	free(store);
}

struct answers *store_answers(struct store *store)
{
	return store->answers;
}

const char *store_path(const struct store *store)
{
	return store->disk.path;
}

bool store_came_back(const struct store *store)
{
	return store->came_back;
}

const char *store_read_only(const struct store *store)
{
	return store->read_only;
}

const char *store_warning(const struct store *store, size_t i)
{
	return i < store->warned ? store->warnings[i] : NULL;
}

bool store_same_hand(const struct store *store)
{
	return store->same_hand;
}
