/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/store: words are in the journal before they are in the file, and never
 * in neither; what is told about them is true. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "answers/json.h"
#include "answers/store.h"
#include "base/mem.h"
#include "fault.h"
#include "scratch.h"
#include "shelf.h"

static void *no_memory(size_t size)
{
	(void)size;
	return NULL;
}

START_TEST(words_in_the_journal_come_back)
{
	struct store *s = shelf_begun();

	ck_assert_int_eq(store_state(s), STORE_CHANGED);
	store_keep(s);
	ck_assert_int_eq(store_state(s), STORE_SAFE);
	ck_assert(shelf_in_journal(SHELF_WORDS) && !shelf_in_file(SHELF_WORDS));
	store_close(s);
	s = shelf_open("w.json", NULL);
	ck_assert(store_came_back(s));
	ck_assert_int_eq(store_state(s), STORE_SAFE);
	shelf_save(s);
	ck_assert_int_eq(store_state(s), STORE_SAVED);
	ck_assert(shelf_in_file(SHELF_WORDS) && !shelf_in_journal(""));
	store_close(s);
	s = shelf_open("w.json", NULL);
	ck_assert(!store_came_back(s));
	ck_assert_int_eq(store_state(s), STORE_CLEAN);
	store_close(s);
}
END_TEST

/* Only what is new is written, and nothing at all where nothing is. */
START_TEST(what_is_safe_is_left_alone)
{
	struct store *s = shelf_begun();

	store_keep(s);
	fault_reset();
	store_keep(s);
	ck_assert_int_eq(fault_calls(FAULT_ANY), 0);
	store_begin_save(s);
	ck_assert_int_eq(store_state(s), STORE_SAVED);
	fault_reset();
	store_begin_save(s);
	store_keep(s);
	ck_assert_int_eq(fault_calls(FAULT_ANY), 0);
	store_stop(s);	/* looks whether it is all there */
	ck_assert_int_eq(fault_calls(FAULT_WRITE) + fault_calls(FAULT_RENAME), 0);
	store_close(s);
}
END_TEST

/* Keeps words and saves them while the call NTH fails: they are in the file, or in the
 * journal as before.  Returns false when there was no such call. */
static bool save_failing(int nth, enum fault_span span)
{
	struct store *s = shelf_begun();
	struct err err = { .text = "" };
	bool saved, failing;

	store_keep(s);
	fault_reset();
	fault_at(FAULT_ANY, nth, EIO, span);
	saved = store_save(s, &err);
	failing = fault_hits() > 0;
	fault_reset();
	ck_assert_msg(saved ? shelf_in_file(SHELF_WORDS) : shelf_in_journal(SHELF_WORDS), "call %d: %s", nth, err.text);
	ck_assert_int_eq(store_state(s), saved ? STORE_SAVED : STORE_FAILED);
	store_close(s);
	s = shelf_open("w.json", NULL);
	ck_assert_msg(shelf_in_file(SHELF_WORDS) || store_came_back(s), "call %d", nth);
	store_close(s);
	scratch_close();
	scratch_open();
	return failing;
}

START_TEST(a_failed_save_leaves_the_journal)
{
	int calls = 1;

	while (save_failing(calls, FAULT_FROM) && save_failing(calls, FAULT_ONCE))
		calls++;
	ck_assert_int_gt(calls, 20);
}
END_TEST

/* A record in the journal is no reason to take back that the file could not be saved. */
START_TEST(not_saved_stays_though_words_are_kept)
{
	struct store *s = shelf_begun();
	struct err err;

	fault_at(FAULT_RENAME, 1, ENOSPC, FAULT_FROM);
	ck_assert(!store_save(s, &err));
	shelf_write(s, "later words");
	store_keep(s);
	ck_assert(shelf_in_journal("later words"));
	ck_assert_int_eq(store_state(s), STORE_FAILED);
	ck_assert_str_ne(store_trouble(s), "");
	fault_reset();
	store_begin_save(s);
	ck_assert_int_eq(store_state(s), STORE_SAVED);
	ck_assert_str_eq(store_trouble(s), "");
	ck_assert(shelf_in_file("later words"));
	store_close(s);
}
END_TEST

/* What cannot even be put into words for the journal is told. */
START_TEST(words_that_cannot_be_printed_are_told)
{
	cJSON_Hooks hooks = { no_memory, free };
	struct store *s = shelf_begun();

	cJSON_InitHooks(&hooks);
	store_keep(s);
	cJSON_InitHooks(NULL);
	ck_assert_int_eq(store_state(s), STORE_FAILED);
	ck_assert_ptr_nonnull(strstr(store_trouble(s), "memory"));
	shelf_save(s);
	ck_assert_int_eq(store_state(s), STORE_SAVED);
	store_close(s);
}
END_TEST

/* When the journal cannot be written either, the next save is tried all the same. */
START_TEST(neither_file_nor_journal_is_told)
{
	struct store *s = shelf_begun();
	struct err err;

	fault_at(FAULT_RENAME, 1, EIO, FAULT_FROM);
	fault_at(FAULT_PWRITE, 1, EIO, FAULT_FROM);
	ck_assert(!store_save(s, &err));
	store_keep(s);
	ck_assert_int_eq(store_state(s), STORE_FAILED);
	ck_assert(!shelf_in_journal(SHELF_WORDS) && !shelf_in_file(SHELF_WORDS));
	fault_reset();
	store_begin_save(s);
	ck_assert_int_eq(store_state(s), STORE_SAVED);
	store_close(s);
}
END_TEST

/* What took the journal's name after the workbook was opened. */
START_TEST(a_journal_that_went_away_is_not_missed)
{
	for (int prepared = 0; prepared < 2; prepared++) {
		struct store *s = shelf_begun();

		ck_assert_int_eq(mkdir(scratch_path("w.json.journal"), 0700), 0);
		if (prepared)
			store_prepare(s, 10);
		store_keep(s);
		ck_assert_int_eq(store_state(s), STORE_SAVED);
		ck_assert(shelf_in_file(SHELF_WORDS));
		store_close(s);
		scratch_close();
		scratch_open();
	}
}
END_TEST

static void open_nothing(void)
{
	ck_assert_int_eq(mkdir(scratch_path("w.json.journal"), 0700), 0);
}

static void lock_nothing(void)
{
	fault_at(FAULT_FLOCK, 1, ENOLCK, FAULT_FROM);
}

/* Where there can be no journal, the file has the words at once. */
static void check_without_journal(void (*prepare)(void), bool there)
{
	struct store *s;

	store_close(shelf_create("w.json", NULL));
	prepare();
	s = shelf_open("w.json", NULL);
	shelf_write(s, SHELF_WORDS);
	store_keep(s);
	ck_assert(shelf_in_file(SHELF_WORDS));
	ck_assert_int_eq(store_state(s), STORE_SAVED);
	shelf_write(s, "later words");
	store_prepare(s, 10);
	store_stop(s);
	ck_assert(shelf_in_file("later words"));
	ck_assert_int_eq(store_state(s), STORE_SAVED);
	ck_assert_int_eq(scratch_has("w.json.journal"), there);
	store_close(s);
}

START_TEST(without_a_journal_the_file_is_saved)
{
	check_without_journal(open_nothing, true);
}
END_TEST

START_TEST(without_a_lock_there_is_no_journal)
{
	check_without_journal(lock_nothing, false);
}
END_TEST

START_TEST(stopping_saves)
{
	struct store *s = shelf_begun();

	store_stop(s);
	ck_assert_int_eq(store_state(s), STORE_SAVED);
	ck_assert(shelf_in_file(SHELF_WORDS) && !shelf_in_journal(""));
	store_close(s);
}
END_TEST

/* There may be no time for the second: the journal is written before anything is. */
START_TEST(stopping_keeps_first)
{
	struct store *s = shelf_begun();

	fault_at(FAULT_RENAME, 1, EROFS, FAULT_FROM);
	store_stop(s);
	ck_assert_int_eq(store_state(s), STORE_FAILED);
	ck_assert(shelf_in_journal(SHELF_WORDS) && !shelf_in_file(SHELF_WORDS));
	store_close(s);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
		words_in_the_journal_come_back, what_is_safe_is_left_alone,
		a_failed_save_leaves_the_journal, not_saved_stays_though_words_are_kept,
		words_that_cannot_be_printed_are_told, neither_file_nor_journal_is_told,
		a_journal_that_went_away_is_not_missed, without_a_journal_the_file_is_saved,
		without_a_lock_there_is_no_journal,
		stopping_saves, stopping_keeps_first
	};

	return shelf_run("store, journal", tests, ARRAY_LEN(tests));
}
