/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a workbook file: whose it is, who may write, what is in it and in its journal. */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answers/format.h"
#include "answers/hand.h"
#include "answers/replay.h"
#include "answers/sidecar.h"
#include "answers/origin.h"
#include "answers/store_own.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"

void store_deny(struct store *s, const char *why)
{
	if (!s->read_only)
		s->read_only = mem_string(why);
	s->disk.journals = false;
	lock_release(&s->lock);
}

void store_warn(struct store *s, const char *what)
{
	if (s->warned < STORE_WARNINGS)
		s->warnings[s->warned++] = mem_string(what);
}

void store_check_modes(struct store *s)
{
	struct stat st;

	if (s->lock.fd >= 0 && s->sys->fstat(s->lock.fd, &st) == 0 && (st.st_mode & 077))
		store_warn(s, _("this disk or stick keeps no permissions: whoever can use it, or this "
				"computer, can read your words"));
}

/* What may be known of the file before it is touched, the lock included: a lock of
 * root's beside somebody's file would keep its owner out. */
static bool check_file(struct store *s, enum store_mode mode, struct err *err)
{
	struct stat st;

	if (s->sys->fstatat(AT_FDCWD, s->disk.path, &st, 0) != 0) {
		if (errno == ENOENT && s->source != STORE_FILE)
			return true;
		return err_set(err, ERR_IO, _("cannot open the workbook '%s': %s"), s->disk.path,
			       strerror(errno));
	}
	if (S_ISDIR(st.st_mode))
		return err_set(err, ERR_IO, _("cannot open the workbook '%s': it is a folder; please name a "
					      "file in it"), s->disk.path);
	if (!S_ISREG(st.st_mode))
		return err_set(err, ERR_IO, _("cannot open the workbook '%s': it is not a file"),
			       s->disk.path);
	if (mode == STORE_READ) {
		store_deny(s, s->source == STORE_FILE ? _("opened for reading only") :
		     _("this is what can still be read, and the file is left as it is"));
		return true;
	}
	if (st.st_uid != geteuid())
		return err_set(err, ERR_IO,
			       _("'%s' belongs to another user (number %lu); start leaderplus as "
				 "that user, without sudo"),
			       s->disk.path, (unsigned long)st.st_uid);
	if (!(st.st_mode & S_IWUSR))
		store_deny(s, _("the file is write-protected; you can read here"));
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

/* Takes the lock on this side; ERR_LOCKED has been dealt with. */
static bool take_lock(struct store *s, struct err *why)
{
	char *path = sidecar_path(s->disk.side, SIDECAR_LOCK);
	bool locked = lock_take(&s->lock, s->sys, path, why);

	if (!locked && why->kind == ERR_LOCKED) {
		store_deny(s, _("already open in another window; you can read here"));
		store_warn(s, why->text);
		s->held = true;
	}
	store_check_modes(s);
	free(path);
	return locked;
}

/* The folder takes no new files, WHY says so: lock and journal lie in the state folder, if
 * its owner agreed to that. */
static void go_aside(struct store *s, const struct err *why)
{
	struct err reason;
	struct buf said;

	lock_release(&s->lock);
	s->could_agree = s->elsewhere && !s->disk.state_folder;
	if (!s->disk.state_folder) {
		store_deny(s, s->could_agree ? _("its folder takes no new files, which saving needs") :
		     why->text);
		return;
	}
	if (!file_make_folder(s->sys, s->disk.state_folder, &reason)) {
		store_deny(s, reason.text);
		return;
	}
	free(s->disk.side);
	s->disk.side = hand_path(s->disk.state_folder, s->disk.path);
	if (!take_lock(s, &reason)) {
		store_deny(s, reason.text);
		return;
	}
	s->disk.in_place = s->disk.journals = true;
	buf_init(&said, sizeof(why->text));
	buf_addf(&said, _("no file can be made in the folder of this one, so it is written over, and "
			  "its lock and journal lie in '%s'"), s->disk.state_folder);
	store_warn(s, said.data);
	buf_release(&said);
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

/* After sweeping: a save that was cut short leaves a second name, too. */
static void check_names(struct store *s)
{
	struct stat st;

	if (s->sys->fstatat(AT_FDCWD, s->disk.path, &st, 0) == 0 && st.st_nlink > 1 &&
	    !only_backup(s, &st))
		store_warn(s, _("this file has a second name (a hard link), which will keep the words "
				"as they are now"));
}

/* Without a lock we go on where only locking is impossible: the comparison before
 * each save protects. */
static void take_place(struct store *s)
{
	struct err why;
	bool locked = take_lock(s, &why);

	if (s->held)
		return;
	s->disk.journals = locked;
	if (!can_save(s, &why)) {
		if (why.kind == ERR_IN_PLACE)
			go_aside(s, &why);
		else
			store_deny(s, why.text);
	} else if (!locked) {
		store_warn(s, _("files cannot be locked here; open this workbook in one window only"));
	}
}

/* The bytes of the file as they stand: none where another source is to make up for it. */
static bool read_file(struct store *s, struct buf *bytes, struct err *err)
{
	enum file_found found = file_read(s->sys, s->disk.path, ANSWERS_FILE_MAX, bytes, err);

	if (found == FILE_ABSENT && s->source == STORE_FILE)
		return err_set(err, ERR_IO, _("cannot open the workbook '%s': %s"), s->disk.path,
			       strerror(ENOENT));
	if (found == FILE_FAILED)
		return false;
	s->disk.saved = hash_of(slice_buf(bytes));
	if (found == FILE_READ && s->source != STORE_FILE)
		s->disk.keeps = DISK_KEEPS_BROKEN;
	return true;
}

/* Whether the file is what a write over it that was cut short has left: a journal has all of it
 * then, beside the file or where the folder took no new files at that time. */
static bool read_overwritten(struct store *s)
{
	char *other = store_other_side(s);

	s->whole = origin_overwritten(s->sys, s->disk.side, &s->answers) ||
		   (other && origin_overwritten(s->sys, other, &s->answers));
	free(other);
	s->disk.mixed = s->whole;
	if (s->whole)
		s->disk.keeps = DISK_KEEPS_NOTHING;	/* a mixture is no backup */
	return s->whole;
}

static bool fail_format(const struct store *s, enum format format, struct err *err)
{
	return err_set(err, ERR_USAGE, _("'%s' is not opened: %s"), s->disk.path, format_says(format));
}

/* Before anything is put beside it: whether what it begins with is a kind that was asked for. */
static bool check_format(const struct store *s, struct err *err)
{
	static const unsigned kinds[] = {
		[FORMAT_NONE] = ~0u,	/* there is more to be said of it */
		[FORMAT_WORKBOOK] = 1u << KIND_WORKBOOK, [FORMAT_MENTOR] = 1u << KIND_COPY,
		[FORMAT_ROOM] = 1u << KIND_ROOM, [FORMAT_REVIEW] = 0,
	};
	enum format format = format_begins(s->sys, s->disk.path);

	return (s->kinds & kinds[format]) || fail_format(s, format, err);
}

/* The same of what was read. */
static bool check_kind(const struct store *s, struct err *err)
{
	static const enum format formats[KIND_COUNT] = {
		[KIND_WORKBOOK] = FORMAT_WORKBOOK, [KIND_COPY] = FORMAT_MENTOR, [KIND_ROOM] = FORMAT_ROOM,
	};

	return (s->kinds & 1u << answers_kind(s->answers)) ||
		fail_format(s, formats[answers_kind(s->answers)], err);
}

/* Whether damaged BYTES say that they were no workbook: a workbook made of them would give out
 * the words of others as its writer's. */
static bool was_another_kind(struct slice bytes)
{
	return format_look(bytes) > FORMAT_WORKBOOK;
}

/* What cannot be read, and WHY. */
static bool fail_damaged(const struct store *s, struct slice bytes, const struct err *why, struct err *err)
{
	if (was_another_kind(bytes) && (why->kind == ERR_SYNTAX || why->kind == ERR_TOO_BIG))
		return err_set(err, ERR_USAGE, _("'%s' is damaged: %s; it is no workbook and is left as it "
						 "is: ask for a new copy, or look whether '%s.bak' can be "
						 "opened"), s->disk.path, why->text, s->disk.path);
	return err_set(err, why->kind, _("cannot open the workbook '%s': %s"), s->disk.path, why->text);
}

static bool load(struct store *s, struct err *err)
{
	struct err why = { 0 };
	struct buf bytes;
	bool ok;

	buf_init(&bytes, ANSWERS_FILE_MAX);
	ok = read_file(s, &bytes, err);
	if (ok && s->source == STORE_FILE &&
	    !answers_read(&s->answers, slice_buf(&bytes), &why)) {
		ok = read_overwritten(s) || fail_damaged(s, slice_buf(&bytes), &why, err);
	} else if (ok && (s->source == STORE_SALVAGE || s->source == STORE_NEW) &&
		   was_another_kind(slice_buf(&bytes))) {
		ok = err_set(err, ERR_USAGE, _("'%s' is no workbook, and is left as it is"),
			     s->disk.path);
	} else if (ok && s->source != STORE_FILE && s->source != STORE_NEW) {
		ok = origin_read(s->sys, s->disk.path, s->disk.side, s->source, &s->answers, err);
	}
	buf_release(&bytes);
	return ok && check_kind(s, err);
}

static void check_answers(struct store *s)
{
	if (answers_is_newer(s->answers))
		store_deny(s, _("a newer version of leaderplus wrote this file; you can read here"));
	else if (answers_is_full(s->answers))
		store_deny(s, _("the clock in this file has run out, so it seems damaged; you can read here"));
	/* Without a lock another window of this very installation may go on from the same layer. */
	s->same_hand = s->source == STORE_FILE && !s->whole && s->lock.fd >= 0 &&
		       hand_is_ours(s->sys, s->disk.state_folder, s->disk.path, s->disk.saved,
				    &s->disk.foreign);
	if (!s->same_hand)
		s->disk.foreign = answers_clock(s->answers);
}

/* Without an agreement the state folder is used only for what lies there by an earlier one. */
static bool has_agreed(const struct sys *sys, const struct store_place *place,
		       enum store_mode mode, const char *path)
{
	char *side, *lock;
	bool agreed;

	if (!place->state_folder || mode != STORE_WRITE_HERE)
		return place->state_folder;
	side = hand_path(place->state_folder, path);
	lock = sidecar_path(side, SIDECAR_LOCK);
	agreed = file_exists(sys, lock);
	free(lock);
	free(side);
	return agreed;
}

struct store *store_new(const struct sys *sys, const struct store_place *place,
			enum store_mode mode, struct err *err)
{
	char *path = file_resolve(sys, place->path, err);
	struct store *s;

	if (!path)
		return NULL;
	s = MEM_NEW(struct store);
	s->sys = sys;
	s->elsewhere = place->state_folder ? mem_string(place->state_folder) : NULL;
	disk_init(&s->disk, sys, path,
		  has_agreed(sys, place, mode, path) ? mem_string(place->state_folder) : NULL);
	s->lock.fd = -1;
	return s;
}

/* The file itself, or what makes up for it: s->source. */
static bool open_it(struct store *s, enum store_mode mode, struct err *err)
{
	bool takes;

	if (!check_file(s, mode, err) || !check_format(s, err))
		return false;
	takes = !s->read_only;
	if (takes)
		take_place(s);
	if (!load(s, err))
		return false;
	check_answers(s);
	store_check_backup(s);
	if (!s->read_only)
		disk_know_folder(&s->disk);
	store_is_saved(s);
	if (!s->held && !answers_is_newer(s->answers) && s->source != STORE_JOURNAL)
		store_recover(s);
	if (takes && !s->held) {
		store_sweep(s);
		check_names(s);
	}
	/* What came from elsewhere is not in the file yet. */
	if (s->source != STORE_FILE || s->whole)
		s->in_file = -1;
	if (s->disk.journals && s->source == STORE_JOURNAL)
		store_submit(s, DISK_RESERVE, 0);
	s->came_back = s->came_back || s->whole;
	if (mode != STORE_READ)
		store_warn_of_conflict(s);
	return true;
}

/* Opens S, which is one of the KINDS; it is closed when that fails. */
static bool open_new(struct store **store, struct store *s, enum store_mode mode, unsigned kinds,
		     struct err *err)
{
	if (!s)
		return false;
	s->kinds = kinds;
	if (!open_it(s, mode, err)) {
		store_close(s);
		return false;
	}
	*store = s;
	return true;
}

bool store_open_kinds(struct store **store, const struct sys *sys, const struct store_place *place,
		      enum store_mode mode, unsigned kinds, struct err *err)
{
	return open_new(store, store_new(sys, place, mode, err), mode, kinds, err);
}

bool store_repair(struct store **store, const struct sys *sys, const struct store_place *place,
		  enum store_mode mode, enum store_source source, struct err *err)
{
	struct store *s = store_new(sys, place, mode, err);

	if (s)
		s->source = source;
	/* What makes up for a mentor's copy is one. */
	return open_new(store, s, mode, 1u << KIND_WORKBOOK |
			(source == STORE_FILE ? 0 : 1u << KIND_COPY), err);
}

bool store_renew(struct store **store, const struct sys *sys, const struct store_place *place,
		 const char *pack_id, const char *pack_version, enum store_mode mode,
		 struct err *err)
{
	struct store *s = store_new(sys, place, mode, err);

	if (s) {
		s->source = STORE_NEW;
		s->answers = answers_new(sys, pack_id, pack_version);
	}
	return open_new(store, s, mode, 1u << KIND_WORKBOOK, err);
}

bool store_open(struct store **store, const struct sys *sys, const struct store_place *place,
		enum store_mode mode, struct err *err)
{
	return store_repair(store, sys, place, mode, STORE_FILE, err);
}

/* Whether the lock is free now; somebody else may be faster all the same. */
static bool is_free(const struct store *s)
{
	char *path = sidecar_path(s->disk.side, SIDECAR_LOCK);
	struct err ignored;
	struct lock lock;
	bool taken = lock_take(&lock, s->sys, path, &ignored);

	if (taken)
		lock_release(&lock);
	free(path);
	return taken;
}

/* Opens the file again, with all that has changed since.  What was for reading only has
 * nothing to save. */
static void open_again(struct store *s, bool agreed)
{
	const struct store_place place = { s->disk.path, s->elsewhere };
	enum store_mode mode = agreed || s->disk.state_folder ? STORE_WRITE : STORE_WRITE_HERE;
	struct store *fresh, old;
	struct err why;

	if (!store_open_kinds(&fresh, s->sys, &place, mode, s->kinds, &why)) {
		free(s->read_only);
		s->read_only = mem_string(why.text);
		s->held = s->could_agree = false;
		return;
	}
	fresh->writer = s->writer;
	s->writer = NULL;
	old = *s;
	*s = *fresh;
	*fresh = old;
	store_close(fresh);
}

bool store_take_over(struct store *s)
{
	if (!s->held || !is_free(s))
		return false;
	open_again(s, false);
	return !s->held;
}

bool store_could_agree(const struct store *s)
{
	return s->could_agree;
}

void store_agree(struct store *s)
{
	if (s->could_agree)
		open_again(s, true);
}
