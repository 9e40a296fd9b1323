/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which words are safe and which are not, and the jobs that make them so. */
#include <config.h>

#include "answers/store_own.h"

#include <stdlib.h>
#include <string.h>

#include "answers/replay.h"
#include "base/intl.h"
#include "base/mem.h"

#define JOURNAL_FIRST ((size_t)64 * 1024)	/* reserved before anything is typed */

void store_is_saved(struct store *s)
{
	s->in_file = s->in_journal = answers_clock(s->answers);
}

static bool wants_keep_now(const struct store *s)
{
	return s->failed && s->disk.journals && answers_words_clock(s->answers) > s->in_journal;
}

/* What an erasure has come to.  Where the file is as it was, nothing has changed; where
 * that is not known, or not for good, the next save decides it. */
static void take_erasure(struct store *s)
{
	const struct disk *d = &s->disk;

	if (d->reached == REACHED_NOTHING)
		return;
	if (d->reached == REACHED_DISK)
		s->in_file = s->in_journal = s->under_way;
	s->failed = d->reached != REACHED_DISK;
	if (s->failed)
		s->trouble = d->err;
	s->wants_keep = wants_keep_now(s);
}

static bool is_save(enum disk_job job)
{
	return job == DISK_SAVE || job == DISK_BRING || job == DISK_CREATE;
}

/* Takes in what the job under way has come to. */
static void take_outcome(struct store *s)
{
	struct disk *d = &s->disk;

	if (d->ok && d->job == DISK_KEEP)
		s->in_journal = s->under_way;
	if (d->ok && is_save(d->job)) {
		s->in_file = s->in_journal = s->under_way;
		s->meetings = 0;
		d->meets_none = false;
	}
	/* Without a journal the next save must come soon, and says itself how it went.  Only
	 * a save ends a failure; until one does, new words go into the journal. */
	s->met = d->job == DISK_SAVE && d->met != MET_NOTHING && store_meet(s);
	s->wants_save = s->wants_save || s->met;
	if (is_save(d->job) && !s->met) {
		s->failed = !d->ok;
		if (s->failed)
			s->trouble = d->err;
		s->wants_keep = wants_keep_now(s);
	} else if (d->job == DISK_ERASE) {
		take_erasure(s);
	} else if (!d->ok && !s->failed) {
		s->wants_save = true;
	}
	s->saved_at = d->saved_at;
	s->wrote_over = d->over;
	if (d->conflict)
		s->same_hand = false;
	free(s->conflict);
	s->conflict = d->conflict ? mem_string(d->conflict) : NULL;
}

void store_submit(struct store *s, enum disk_job job, int64_t clock)
{
	s->disk.job = job;
	s->under_way = clock;
	if (s->writer) {
		writer_submit(s->writer, disk_run, &s->disk);
		if (writer_busy(s->writer))
			return;
	}
	disk_run(&s->disk);
	take_outcome(s);
}

static bool is_busy(const struct store *s)
{
	return s->writer && writer_busy(s->writer);
}

void store_settle(struct store *s)
{
	if (is_busy(s) && writer_wait(s->writer))
		take_outcome(s);
}

/* What could not even be put into words for the disk. */
static void fail(struct store *s, const struct err *err)
{
	s->failed = true;
	s->trouble = *err;
}

static void submit_save(struct store *s)
{
	struct err err;

	s->wants_save = s->met = false;
	store_drop_old(s, false);
	buf_clear(&s->disk.bytes);
	if (answers_print(s->answers, &s->disk.bytes, &err))
		store_submit(s, DISK_SAVE, answers_clock(s->answers));
	else
		fail(s, &err);
}

/* What is not in the file; as long as that is a mixture, the whole workbook, as before such a
 * file was written over. */
static bool print_unsaved(struct store *s, struct err *err)
{
	buf_clear(&s->disk.bytes);
	return s->disk.mixed ? answers_print(s->answers, &s->disk.bytes, err) :
		replay_print(s->answers, s->in_file, &s->disk.bytes, err);
}

static void submit_keep(struct store *s)
{
	struct err err;

	s->wants_keep = false;
	if (print_unsaved(s, &err))
		store_submit(s, DISK_KEEP, answers_clock(s->answers));
	else
		fail(s, &err);
}

/* Begins what is wanted as soon as it can be begun. */
static void go_on(struct store *s)
{
	while (!is_busy(s) && (s->wants_save || s->wants_keep)) {
		if (s->wants_save && !(s->failed && s->wants_keep))
			submit_save(s);
		else
			submit_keep(s);
	}
}

void store_prepare(struct store *s, size_t len)
{
	if (s->read_only || is_busy(s))
		return;
	s->disk.reserve = len * 2 + JOURNAL_FIRST;
	store_submit(s, DISK_RESERVE, 0);
}

void store_keep(struct store *s)
{
	if (s->read_only || answers_words_clock(s->answers) <= s->in_journal)
		return;
	s->wants_keep = true;
	go_on(s);
}

void store_begin_save(struct store *s)
{
	if (s->read_only || (!s->failed && answers_clock(s->answers) <= s->in_file))
		return;
	s->wants_save = true;
	go_on(s);
}

bool store_pump(struct store *s)
{
	if (!s->writer || !writer_take(s->writer))
		return false;
	take_outcome(s);
	go_on(s);
	return true;
}

int store_fd(const struct store *s)
{
	return s->writer ? writer_fd(s->writer) : -1;
}

void store_use_writer(struct store *s)
{
	if (!s->writer)
		s->writer = writer_start();
}

bool store_save(struct store *s, struct err *err)
{
	if (s->read_only)
		return err_set(err, ERR_IO, _("nothing is saved here: %s"), s->read_only);
	store_settle(s);
	do {
		submit_save(s);
		store_settle(s);
	} while (s->met);
	if (s->failed)
		*err = s->trouble;
	return !s->failed;
}

void store_look_again(struct store *s)
{
	if (s->read_only)
		return;
	store_settle(s);
	s->wants_save = s->wants_save || disk_is_foreign(&s->disk);
	go_on(s);
}

bool store_is_replaced(struct store *s)
{
	store_settle(s);
	return s->saved_at && disk_is_foreign(&s->disk);
}

void store_stop(struct store *s)
{
	struct err ignored;

	if (s->read_only)
		return;
	store_settle(s);
	if (s->disk.journals && answers_words_clock(s->answers) > s->in_journal) {
		submit_keep(s);
		store_settle(s);
	}
	if (answers_clock(s->answers) > s->in_file || store_is_replaced(s))
		store_save(s, &ignored);
}

enum store_state store_state(const struct store *s)
{
	int64_t words = answers_words_clock(s->answers);

	if (s->failed)
		return STORE_FAILED;
	if (words <= s->in_file)
		return s->saved_at ? STORE_SAVED : STORE_CLEAN;
	return words <= s->in_journal ? STORE_SAFE : STORE_CHANGED;
}

const char *store_trouble(const struct store *s)
{
	return s->failed ? s->trouble.text : "";
}

bool store_words_are_safe(const struct store *s)
{
	int64_t words = answers_words_clock(s->answers);

	return words <= s->in_file || words <= s->in_journal;
}

int64_t store_in_file(const struct store *s)
{
	return s->in_file;
}

time_t store_saved_at(const struct store *s)
{
	return s->saved_at;
}

const char *store_conflict(const struct store *s)
{
	return s->conflict;
}
