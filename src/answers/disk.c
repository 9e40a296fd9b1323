/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a word reaches the disk: the steps of a save, the file for a conflict, the journal. */
#include <config.h>

#include "answers/disk.h"

#include <fcntl.h>
#include <stdlib.h>

#include "answers/answers.h"
#include "answers/disk_own.h"
#include "answers/hand.h"
#include "answers/sidecar.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/lock.h"
#include "base/mem.h"

enum {
	NAME_TRIES = 9,		/* for one second */
	REFUSED_MAX = 3,	/* saves, until it is believed that the name cannot be taken */
	RESERVE_LEAST = 16384	/* bytes: below it, no smaller room is tried */
};

/* Whose bytes stand at the target. */
enum whose {
	WHOSE_OURS,	/* ours, or none: what was removed is written again */
	WHOSE_FOREIGN,
	WHOSE_UNKNOWN	/* it could not be read: the error is set */
};

static const char *target(const struct disk *d)
{
	return d->conflict ? d->conflict : d->path;
}

/* Something else than a file has taken the name. */
static bool is_no_file(const struct disk *d)
{
	struct stat st;

	return d->sys->fstatat(AT_FDCWD, target(d), &st, 0) == 0 && !S_ISREG(st.st_mode);
}

static enum whose judge(struct disk *d, struct hash found)
{
	if (d->has_tried && hash_equal(found, d->tried))
		d->saved = d->tried;
	return hash_equal(found, d->saved) ? WHOSE_OURS : WHOSE_FOREIGN;
}

/* By the content: times miss two or three foreign changes in five.  BYTES is empty, and gets
 * it. */
static enum whose compare_bytes(struct disk *d, struct buf *bytes, struct err *err)
{
	enum whose whose = WHOSE_OURS;

	switch (file_read(d->sys, target(d), ANSWERS_FILE_MAX, bytes, err)) {
	case FILE_READ:
		whose = judge(d, hash_of(slice_buf(bytes)));
		break;
	case FILE_ABSENT:
		break;
	case FILE_FAILED:
		whose = err->kind == ERR_TOO_BIG || is_no_file(d) ? WHOSE_FOREIGN : WHOSE_UNKNOWN;
		break;
	}
	return whose;
}

/* The same for a save, which may meet what is not ours. */
static enum whose compare_disk(struct disk *d, struct err *err)
{
	struct buf bytes;
	enum whose whose;

	buf_init(&bytes, ANSWERS_FILE_MAX);
	whose = compare_bytes(d, &bytes, err);
	if (whose == WHOSE_FOREIGN && bytes.len && !d->conflict)
		disk_meet(d, MET_AT_NAME, &bytes);
	buf_release(&bytes);
	return whose;
}

bool disk_is_foreign(struct disk *d)
{
	struct err ignored;
	struct buf bytes;
	bool foreign;

	buf_init(&bytes, ANSWERS_FILE_MAX);
	foreign = compare_bytes(d, &bytes, &ignored) == WHOSE_FOREIGN;
	buf_release(&bytes);
	return foreign;
}

static void saved(struct disk *d, struct hash hash)
{
	d->saved = hash;
	d->has_tried = false;
	d->mixed = false;
	d->keeps = DISK_KEEPS_BACKUP;
	d->saved_at = d->sys->now();
	if (!d->conflict)
		hand_keep(d->sys, d->state_folder, d->path, hash, d->foreign);
}

/* From here on our words go to a file of their own.  The name is kept even where it
 * could not be written: the next save tries it again, instead of leaving a trail. */
static bool save_conflict(struct disk *d, struct slice bytes, struct hash hash, struct err *err)
{
	char host[SIDECAR_HOST_SIZE];
	time_t now = d->sys->now();
	bool created = false;

	sidecar_host(host);
	for (int n = 1; n <= NAME_TRIES && !created; n++) {
		free(d->conflict);
		d->conflict = sidecar_conflict(d->side, host, now, n);
		created = file_create(d->sys, d->conflict, bytes, err);
		if (!created && err->kind != ERR_CHANGED)
			break;
	}
	d->tried = hash;
	d->has_tried = true;
	if (created)
		saved(d, hash);
	return created;
}

/* Somebody else has the name.  What is to be erased is not put into one more file, and what can
 * be merged need not be. */
static bool give_way(struct disk *d, struct slice bytes, struct hash hash, struct err *err)
{
	if (d->job == DISK_ERASE || d->job == DISK_BRING || d->met == MET_AT_NAME)
		return err_set(err, ERR_CHANGED, _("'%s' was changed by somebody else since it was "
						   "opened"), d->path);
	return save_conflict(d, bytes, hash, err);
}

bool disk_open_journal(struct disk *d, struct err *err)
{
	char *path;
	bool ok;

	if (d->journal.fd >= 0)
		return true;
	journal_close(&d->journal);	/* it may have been removed, and not be made again */
	path = sidecar_path(d->side, SIDECAR_JOURNAL);
	ok = journal_open(&d->journal, d->sys, path, err);
	free(path);
	return ok;
}

/* Ours and what stands at the name change places in one step.  No lock keeps others from putting
 * something there since our last look: few programs know it. */
static bool change_places(struct disk *d, struct file_new *out, struct err *err)
{
	enum file_found found;
	struct buf stood;
	bool known, ours;

	switch (file_swap(out, err)) {
	case FILE_SWAPPED:
		break;
	case FILE_NOT_HERE:
		return file_commit(out, err);
	case FILE_NO_TARGET:
		return file_commit_new(out, err);
	case FILE_NOT_SWAPPED:
		return false;
	}
	buf_init(&stood, ANSWERS_FILE_MAX);
	found = file_swapped_read(out, ANSWERS_FILE_MAX, &stood, err);
	known = found != FILE_FAILED;
	ours = found == FILE_ABSENT ||
		(known && judge(d, hash_of(slice_buf(&stood))) == WHOSE_OURS);
	if (known && !ours)
		disk_meet(d, MET_BESIDE, &stood);
	buf_release(&stood);
	if (known && !ours && d->job == DISK_BRING)
		known = give_way(d, (struct slice){ 0 }, d->saved, err);
	if (!known) {
		file_swap_back(out);
		return false;
	}
	return (ours || disk_keep_theirs(d, out, err)) && file_settle(out, err);
}

/* Before the first save after a repair: what could not be read is kept for good. */
static bool keep_broken(struct disk *d, struct err *err)
{
	if (file_exists(d->sys, d->path) && !disk_keep_aside(d, d->path, true, err))
		return false;
	d->keeps = DISK_KEEPS_NOTHING;
	return true;
}

/* The last version becomes .bak.  One that stands there and may have words of its own is kept
 * first; where that cannot be, it stays, and this version has none. */
static bool keep_backup(struct disk *d, struct file_new *out, struct err *err)
{
	char *backup = sidecar_path(d->path, SIDECAR_BACKUP);
	struct err ignored;

	if (d->spares_backup && (!file_exists(d->sys, backup) || disk_keep_aside(d, backup, false, &ignored)))
		d->spares_backup = false;
	free(backup);
	return d->spares_backup || file_keep_backup(out, err);
}

/* The last two steps: what stood there becomes .bak, ours takes the name. */
static bool take_name(struct disk *d, struct file_new *out, struct hash hash, struct err *err)
{
	if (!d->conflict && d->job != DISK_ERASE && d->keeps == DISK_KEEPS_BACKUP &&
	    !keep_backup(d, out, err))
		return false;
	d->tried = hash;
	d->has_tried = true;
	/* A conflict file is our own.  What erasing swapped away would still hold the words, should
	 * removing it fail. */
	if (d->conflict || d->job == DISK_ERASE ? !file_commit(out, err) : !change_places(d, out, err))
		return false;
	saved(d, hash);
	return true;
}

static bool replace(struct disk *d, struct slice bytes, struct hash hash, struct err *err)
{
	struct file_new out;

	if (!file_begin(&out, d->sys, target(d), err) || !file_write(&out, bytes, err) ||
	    !file_finish(&out, err))
		return false;
	switch (compare_disk(d, err)) {
	case WHOSE_OURS:
		return take_name(d, &out, hash, err);
	case WHOSE_FOREIGN:
		file_cancel(&out);
		return give_way(d, bytes, hash, err);
	case WHOSE_UNKNOWN:
		break;
	}
	file_cancel(&out);
	return false;
}

/* What a write over the file that failed has left there is ours too. */
static void know_mixture(struct disk *d)
{
	struct err ignored;
	struct buf found;

	buf_init(&found, ANSWERS_FILE_MAX);
	d->has_tried = file_read(d->sys, d->path, ANSWERS_FILE_MAX, &found, &ignored) == FILE_READ;
	if (d->has_tried)
		d->tried = hash_of(slice_buf(&found));
	buf_release(&found);
}

/* The last resort.  The whole workbook is in the journal before the file is touched, in a
 * record that builds on itself: store_open knows by that what to put over a mixture. */
static bool overwrite(struct disk *d, struct slice bytes, struct hash hash, struct err *err)
{
	enum whose whose = compare_disk(d, err);

	if (whose == WHOSE_FOREIGN)
		return give_way(d, bytes, hash, err);
	if (whose == WHOSE_UNKNOWN || !disk_open_journal(d, err) ||
	    !journal_write(&d->journal, hash, bytes, err))
		return false;
	if (!file_overwrite(d->sys, d->path, bytes, err)) {
		d->mixed = true;
		know_mixture(d);
		return false;
	}
	saved(d, hash);
	d->over = true;
	return true;
}

/* Whether nothing can take the name of path.  Without a journal it is not written over. */
static bool must_overwrite(const struct disk *d)
{
	return d->in_place || (d->refused >= REFUSED_MAX && d->journals);
}

bool disk_save(struct disk *d, struct err *err)
{
	struct slice bytes = slice_buf(&d->bytes);
	struct hash hash = hash_of(bytes);

	d->over = false;
	d->met = MET_NOTHING;
	if (d->conflict && disk_meet_again(d))
		return give_way(d, bytes, hash, err);
	if (is_no_file(d))
		return give_way(d, bytes, hash, err);
	if (!d->conflict && d->keeps == DISK_KEEPS_BROKEN && !keep_broken(d, err))
		return false;
	if (!must_overwrite(d)) {
		bool done = replace(d, bytes, hash, err);

		d->refused = !done && err->kind == ERR_IN_PLACE ? d->refused + 1 : 0;
		if (done || d->conflict || !must_overwrite(d))
			return done;
	}
	return d->conflict ? replace(d, bytes, hash, err) : overwrite(d, bytes, hash, err);
}

static bool create(struct disk *d, struct slice bytes, struct err *err)
{
	if (!file_create(d->sys, d->path, bytes, err))
		return false;
	saved(d, hash_of(bytes));
	return true;
}

/* The same for a journal on the other side, unless a window there is using it. */
static void empty_stray(struct disk *d)
{
	char *lock_name = sidecar_path(d->stray, SIDECAR_LOCK);
	char *name = sidecar_path(d->stray, SIDECAR_JOURNAL);
	struct journal journal;
	struct err ignored;
	struct lock lock;

	if (lock_take(&lock, d->sys, lock_name, &ignored)) {
		if (journal_open(&journal, d->sys, name, &ignored)) {
			journal_empty(&journal, &ignored);
			journal_close(&journal);
		}
		lock_release(&lock);
	}
	free(name);
	free(lock_name);
	free(d->stray);
	d->stray = NULL;
}

/* What is in the file now need not be in the journal.  Should emptying fail, what
 * stays there is older than the file, and will be dropped when it is read. */
static void empty_journal(struct disk *d)
{
	struct err ignored;

	if (d->journal.fd >= 0)
		journal_empty(&d->journal, &ignored);
	if (d->stray)
		empty_stray(d);
}

static bool keep(struct disk *d, struct err *err)
{
	struct slice bytes = slice_buf(&d->bytes);

	if (!d->journals)
		return err_set(err, ERR_IO, _("there can be no journal here"));
	return disk_open_journal(d, err) &&
		journal_write(&d->journal, d->mixed ? hash_of(bytes) : d->saved, bytes, err);
}

/* On a disk that is nearly full less room than was asked for is better than none. */
static bool reserve_some(struct disk *d, struct err *err)
{
	size_t len = d->reserve;

	while (!journal_reserve(&d->journal, len, err)) {
		if (len < RESERVE_LEAST)
			return false;
		len /= 2;
	}
	return true;
}

static bool reserve(struct disk *d, struct err *err)
{
	return !d->journals || (disk_open_journal(d, err) && reserve_some(d, err));
}

static bool stat_folder(const struct disk *d, struct stat *st)
{
	char *folder = sidecar_folder(d->path);
	bool known = d->sys->fstatat(AT_FDCWD, folder, st, 0) == 0;

	free(folder);
	return known;
}

void disk_know_folder(struct disk *d)
{
	struct stat st;

	d->knows_folder = stat_folder(d, &st);
	if (!d->knows_folder)
		return;
	d->device = st.st_dev;
	d->folder = st.st_ino;
}

/* Whether the folder of path is the one that it was, or at least has our file in it: a stick
 * may come back under another number.  What cannot be known, the next steps tell. */
static bool is_in_place(struct disk *d, struct err *err)
{
	struct err ignored;
	struct buf bytes;
	struct stat st;
	bool ours;

	if (!d->knows_folder || !stat_folder(d, &st) ||
	    (st.st_dev == d->device && st.st_ino == d->folder))
		return true;
	buf_init(&bytes, ANSWERS_FILE_MAX);
	ours = file_read(d->sys, d->path, ANSWERS_FILE_MAX, &bytes, &ignored) == FILE_READ &&
	       judge(d, hash_of(slice_buf(&bytes))) == WHOSE_OURS;
	buf_release(&bytes);
	if (ours)
		disk_know_folder(d);
	return ours || err_set(err, ERR_IO, _("'%s' is in another folder now, under the same name; was "
					      "a stick pulled, please put it back"), d->path);
}

static void run_job(struct disk *d)
{
	switch (d->job) {
	case DISK_RESERVE:
		d->ok = reserve(d, &d->err);
		break;
	case DISK_KEEP:
		d->ok = keep(d, &d->err);
		break;
	case DISK_SAVE:
	case DISK_BRING:
		d->ok = disk_save(d, &d->err);
		break;
	case DISK_CREATE:
		d->ok = create(d, slice_buf(&d->bytes), &d->err);
		break;
	case DISK_ERASE:
		d->ok = disk_erase(d, &d->err);
		break;
	}
	if (d->ok && (d->job == DISK_SAVE || d->job == DISK_BRING || d->job == DISK_CREATE))
		empty_journal(d);
}

void disk_run(void *disk)
{
	struct disk *d = disk;

	d->ok = is_in_place(d, &d->err);
	if (d->ok)
		run_job(d);
}

void disk_init(struct disk *d, const struct sys *sys, char *path, char *state_folder)
{
	*d = (struct disk){ .sys = sys, .path = path, .state_folder = state_folder };
	d->side = mem_string(path);
	d->journal.fd = -1;
	buf_init(&d->bytes, ANSWERS_FILE_MAX);
	buf_init(&d->theirs, ANSWERS_FILE_MAX);
}

void disk_release(struct disk *d)
{
	journal_close(&d->journal);
	buf_release(&d->bytes);
	buf_release(&d->theirs);
	free(d->stray);
	free(d->conflict);
	free(d->state_folder);
	free(d->other_side);
	free(d->side);
	free(d->path);
}
