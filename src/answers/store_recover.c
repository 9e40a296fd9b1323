/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the journals of a workbook file that is opened, and goes back into it. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "answers/hand.h"
#include "answers/replay.h"
#include "answers/sidecar.h"
#include "answers/store_own.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"

enum { ASIDE_TRIES = 9 };	/* names for one second */

/* A journal of another workbook is somebody's words too: it is put aside before ours may
 * be written over it. */
static bool put_aside(struct store *s, struct slice payload, struct err *err)
{
	char host[SIDECAR_HOST_SIZE], *aside;
	bool put = false;

	sidecar_host(host);
	for (int n = 1; n <= ASIDE_TRIES && !put; n++) {
		aside = sidecar_conflict(s->disk.side, host, s->sys->now(), n);
		put = file_create(s->sys, aside, payload, err);
		free(aside);
		if (!put && err->kind != ERR_CHANGED)
			break;
	}
	if (put)
		store_warn(s, _("last sentences of another workbook were found; they are in a file "
				"beside this one with 'conflict' in its name"));
	return put;
}

bool store_clear_journal(struct store *s, struct err *err)
{
	char *path = sidecar_path(s->disk.side, SIDECAR_JOURNAL);
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

/* Puts the last sentences of RECORD back, in memory; the next save brings them into the file. */
static void apply(struct store *s, const struct journal_record *record)
{
	struct slice payload = slice_buf(&record->payload);
	bool same_base = hash_equal(record->base, s->disk.saved);
	bool back = false;
	struct err why;

	if (!replay_apply(s->answers, payload, same_base, &back, &why) && !s->read_only &&
	    !put_aside(s, payload, &why))
		store_deny(s, why.text);
	s->came_back = s->came_back || back;
	s->in_journal = answers_words_clock(s->answers);
}

/* The journal of SIDE may be read another time, so nothing is written over it until then. */
static void spare(struct store *s, const char *side, const char *why)
{
	bool own = strcmp(side, s->disk.side) == 0;

	if (own && s->disk.in_place && !s->read_only)
		store_deny(s, why);	/* a file that is written over is first whole in the journal */
	if (own)
		s->disk.journals = false;
	store_warn(s, why);
}

/* Whether there was a record in the journal of SIDE. */
static bool recover(struct store *s, const char *side)
{
	char *path = sidecar_path(side, SIDECAR_JOURNAL);
	struct journal_record record;
	struct err why;
	bool found = false;

	switch (journal_read(s->sys, path, &record, &why)) {
	case JOURNAL_RECORD:
		apply(s, &record);
		buf_release(&record.payload);
		found = true;
		break;
	case JOURNAL_NOTHING:
		break;
	case JOURNAL_FAILED:
		spare(s, side, why.text);
		break;
	}
	free(path);
	return found;
}

char *store_other_side(const struct store *s)
{
	char *state = s->elsewhere ? hand_path(s->elsewhere, s->disk.path) : NULL;

	if (!state || strcmp(state, s->disk.side) != 0)
		return state;
	free(state);
	return mem_string(s->disk.path);
}

/* Both journals: beside the file, and where the folder took no new files at some time. */
void store_recover(struct store *s)
{
	char *other = store_other_side(s);

	if (recover(s, s->disk.side) && s->disk.journals)
		store_submit(s, DISK_RESERVE, 0);	/* opens it, for the save to empty */
	if (other && recover(s, other) && !s->read_only)
		s->disk.stray = mem_string(other);
	free(other);
}
