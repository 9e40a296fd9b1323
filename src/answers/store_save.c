/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a word reaches the disk: the steps of a save, and the file for a conflict. */
#include <config.h>

#include "answers/store_save.h"

#include <fcntl.h>
#include <stdlib.h>

#include "answers/hand.h"
#include "answers/sidecar.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"

enum { CONFLICT_TRIES = 9 };	/* names for one second */

/* Whose bytes stand at the target. */
enum disk {
	DISK_OURS,	/* ours, or none: what was removed is written again */
	DISK_FOREIGN,
	DISK_UNKNOWN	/* it could not be read: the error is set */
};

static const char *target(const struct store *s)
{
	return s->conflict ? s->conflict : s->path;
}

/* Something else than a file has taken the name. */
static bool is_no_file(const struct store *s)
{
	struct stat st;

	return s->sys->fstatat(AT_FDCWD, target(s), &st, 0) == 0 && !S_ISREG(st.st_mode);
}

static enum disk judge(struct store *s, struct hash found)
{
	if (s->has_tried && hash_equal(found, s->tried))
		s->saved = s->tried;
	return hash_equal(found, s->saved) ? DISK_OURS : DISK_FOREIGN;
}

/* By the content: times miss two or three foreign changes in five. */
static enum disk compare_disk(struct store *s, struct err *err)
{
	enum disk disk = DISK_OURS;
	struct buf bytes;

	buf_init(&bytes, ANSWERS_FILE_MAX);
	switch (file_read(s->sys, target(s), ANSWERS_FILE_MAX, &bytes, err)) {
	case FILE_READ:
		disk = judge(s, hash_of(slice_buf(&bytes)));
		break;
	case FILE_ABSENT:
		break;
	case FILE_FAILED:
		disk = err->kind == ERR_TOO_BIG || is_no_file(s) ? DISK_FOREIGN : DISK_UNKNOWN;
		break;
	}
	buf_release(&bytes);
	return disk;
}

static void saved(struct store *s, struct hash hash)
{
	s->saved = hash;
	s->has_tried = false;
	s->saved_at = s->sys->now();
	if (!s->conflict)
		hand_keep(s->sys, s->state_folder, s->path, hash);
}

/* From here on our words go to a file of their own.  The name is kept even where it
 * could not be written: the next save tries it again, instead of leaving a trail. */
static bool save_conflict(struct store *s, struct slice bytes, struct hash hash, struct err *err)
{
	char host[SIDECAR_HOST_SIZE];
	time_t now = s->sys->now();
	bool created = false;

	sidecar_host(host);
	s->same_hand = false;
	for (int n = 1; n <= CONFLICT_TRIES && !created; n++) {
		free(s->conflict);
		s->conflict = sidecar_conflict(s->path, host, now, n);
		created = file_create(s->sys, s->conflict, bytes, err);
		if (!created && err->kind != ERR_CHANGED)
			break;
	}
	s->tried = hash;
	s->has_tried = true;
	if (created)
		saved(s, hash);
	return created;
}

/* The last two steps: what stood there becomes .bak, ours takes the name. */
static bool take_name(struct store *s, struct file_new *out, struct hash hash, struct err *err)
{
	if (!s->conflict && !file_keep_backup(out, err))
		return false;
	s->tried = hash;
	s->has_tried = true;
	if (!file_commit(out, err))
		return false;
	saved(s, hash);
	return true;
}

static bool save_bytes(struct store *s, struct slice bytes, struct err *err)
{
	struct hash hash = hash_of(bytes);
	struct file_new out;

	if (is_no_file(s))
		return save_conflict(s, bytes, hash, err);
	if (!file_begin(&out, s->sys, target(s), err) || !file_write(&out, bytes, err) ||
	    !file_finish(&out, err))
		return false;
	switch (compare_disk(s, err)) {
	case DISK_OURS:
		return take_name(s, &out, hash, err);
	case DISK_FOREIGN:
		file_cancel(&out);
		return save_conflict(s, bytes, hash, err);
	case DISK_UNKNOWN:
		break;
	}
	file_cancel(&out);
	return false;
}

static bool save_first(struct store *s, struct slice bytes, struct err *err)
{
	if (!file_create(s->sys, s->path, bytes, err))
		return false;
	saved(s, hash_of(bytes));
	return true;
}

/* Prints the whole workbook in memory and gives it to WRITE. */
static bool save(struct store *s, bool (*write)(struct store *, struct slice, struct err *),
		 struct err *err)
{
	struct buf bytes;
	bool ok;

	buf_init(&bytes, ANSWERS_FILE_MAX);
	ok = answers_print(s->answers, &bytes, err) && write(s, slice_buf(&bytes), err);
	buf_release(&bytes);
	return ok;
}

bool store_save_new(struct store *s, struct err *err)
{
	return save(s, save_first, err);
}

bool store_save(struct store *store, struct err *err)
{
	if (store->read_only)
		return err_set(err, ERR_IO, _("nothing is saved here: %s"), store->read_only);
	return save(store, save_bytes, err);
}
