/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads what makes up for a workbook file that is damaged or gone. */
#include <config.h>

#include "answers/origin.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "answers/journal.h"
#include "answers/model.h"
#include "answers/replay.h"
#include "answers/salvage.h"
#include "answers/sidecar.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"

static bool read_backup(const struct sys *sys, const char *path, struct answers **a,
			struct err *err)
{
	char *name = sidecar_path(path, SIDECAR_BACKUP);
	struct buf bytes;
	bool ok = false;

	buf_init(&bytes, ANSWERS_FILE_MAX);
	switch (file_read(sys, name, ANSWERS_FILE_MAX, &bytes, err)) {
	case FILE_READ:
		ok = answers_read(a, slice_buf(&bytes), err);
		break;
	case FILE_ABSENT:
		err_set(err, ERR_IO, _("cannot read '%s': %s"), name, strerror(ENOENT));
		break;
	case FILE_FAILED:
		break;
	}
	buf_release(&bytes);
	free(name);
	return ok;
}

bool origin_backup_is_older(const struct sys *sys, const char *path, const struct answers *a)
{
	char *name = sidecar_path(path, SIDECAR_BACKUP);
	struct answers *backup;
	struct err ignored;
	struct stat st;
	bool older = sys->fstatat(AT_FDCWD, name, &st, AT_SYMLINK_NOFOLLOW) != 0 ||
		     !S_ISREG(st.st_mode);	/* nothing that could be kept */

	if (!older && read_backup(sys, path, &backup, &ignored)) {
		older = strcmp(answers_id(backup), answers_id(a)) == 0 &&
			answers_clock(backup) <= answers_clock(a);
		answers_free(backup);
	}
	free(name);
	return older;
}

static bool read_journal(const struct sys *sys, const char *side, struct answers **a,
			 struct err *err)
{
	char *name = sidecar_path(side, SIDECAR_JOURNAL);
	struct journal_record record;
	bool ok = false;

	switch (journal_read(sys, name, &record, err)) {
	case JOURNAL_RECORD:
		ok = answers_read(a, slice_buf(&record.payload), err);
		buf_release(&record.payload);
		break;
	case JOURNAL_NOTHING:
		err_set(err, ERR_IO, _("there are no words in '%s'"), name);
		break;
	case JOURNAL_FAILED:
		break;
	}
	free(name);
	return ok;
}

/* Adds what BACKUP has and A, which was salvaged from DAMAGED, has not. */
static void add_backup(struct answers *a, const struct answers *backup, struct slice damaged)
{
	char made[ID_SIZE];
	struct err ignored;
	struct buf json;
	bool back;

	id_of_hash(hash_of(damaged), made);
	if (strcmp(a->id, made) == 0) {		/* its own could not be read */
		free(a->id);
		a->id = mem_string(backup->id);
	}
	buf_init(&json, ANSWERS_FILE_MAX);
	if (answers_print(backup, &json, &ignored))
		(void)replay_apply(a, slice_buf(&json), true, &back, &ignored);
	buf_release(&json);
}

static bool read_remains(const struct sys *sys, const char *path, struct answers **a,
			 struct err *err)
{
	struct answers *backup;
	struct err ignored;
	struct buf bytes;
	bool ok = false;

	buf_init(&bytes, ANSWERS_FILE_MAX);
	if (file_read(sys, path, ANSWERS_FILE_MAX, &bytes, err) == FILE_READ) {
		*a = salvage_read(slice_buf(&bytes));
		ok = *a || err_set(err, ERR_SYNTAX, _("nothing in '%s' can be read"), path);
	}
	if (ok && read_backup(sys, path, &backup, &ignored)) {
		add_backup(*a, backup, slice_buf(&bytes));
		answers_free(backup);
	}
	buf_release(&bytes);
	return ok;
}

bool origin_read(const struct sys *sys, const char *path, const char *side,
		 enum store_source source, struct answers **a, struct err *err)
{
	switch (source) {
	case STORE_BACKUP:
		return read_backup(sys, path, a, err);
	case STORE_JOURNAL:
		return read_journal(sys, side, a, err);
	case STORE_SALVAGE:
		return read_remains(sys, path, a, err);
	case STORE_FILE:
	case STORE_NEW:
	case STORE_SOURCES:
		break;
	}
	return err_set(err, ERR_USAGE, _("there is no such source"));
}

bool origin_overwritten(const struct sys *sys, const char *side, struct answers **a)
{
	char *name = sidecar_path(side, SIDECAR_JOURNAL);
	struct journal_record record;
	struct err ignored;
	bool whole = false;

	if (journal_read(sys, name, &record, &ignored) == JOURNAL_RECORD) {
		whole = hash_equal(record.base, hash_of(slice_buf(&record.payload))) &&
			answers_read(a, slice_buf(&record.payload), &ignored);
		buf_release(&record.payload);
	}
	free(name);
	return whole;
}

/* When the file NAME was last written, 0 where that is not known. */
static time_t written_at(const struct sys *sys, const char *path, const char *suffix)
{
	char *name = sidecar_path(path, suffix);
	bool known;
	struct stat st;

	known = sys->fstatat(AT_FDCWD, name, &st, 0) == 0;
	free(name);
	return known ? st.st_mtime : 0;
}

static bool has_any(const struct answers *a, enum answers_part part, const char *id)
{
	for (enum item_kind kind = 0; kind < ITEM_HUNG; kind++)
		if (answers_items(a, part, id, kind))
			return true;
	return answers_layers(a, part, id) > 0;
}

/* Whether somebody wrote anything in A. */
static bool has_words(const struct answers *a)
{
	for (enum answers_part part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < answers_count(a, part); i++)
			if (has_any(a, part, answers_entry_id(a, part, i)))
				return true;
	return false;
}

size_t store_offers(const struct sys *sys, const char *path,
		    struct store_offer offers[STORE_SOURCES])
{
	static const enum store_source sources[] = { STORE_SALVAGE, STORE_BACKUP, STORE_JOURNAL };
	static const char *const suffixes[] = { "", SIDECAR_BACKUP, SIDECAR_JOURNAL };
	struct err ignored;
	char *real = file_resolve(sys, path, &ignored);
	size_t count = 0;

	for (size_t i = 0; real && i < sizeof(sources) / sizeof(sources[0]); i++) {
		struct answers *a;

		/* The others have the words of the journal too. */
		if ((count && sources[i] == STORE_JOURNAL) ||
		    !origin_read(sys, real, real, sources[i], &a, &ignored))
			continue;
		if (sources[i] == STORE_BACKUP || has_words(a))
			offers[count++] = (struct store_offer){
				sources[i], written_at(sys, real, suffixes[i])
			};
		answers_free(a);
	}
	free(real);
	return count;
}
