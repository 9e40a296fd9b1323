/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/store: what is only read is not written, and words of others stay theirs. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "answers/store.h"
#include "base/mem.h"
#include "book.h"
#include "fault.h"
#include "scratch.h"
#include "shelf.h"

/* Where nothing may be written, nothing is, whoever asks. */
START_TEST(a_workbook_to_read_writes_nothing)
{
	struct store_place place;
	struct store *s = NULL;
	struct err err;

	store_close(shelf_create("w.json", NULL));
	place = shelf_place("w.json", NULL);
	ck_assert(store_open(&s, fault_sys(), &place, STORE_READ, &err));
	shelf_write(s, SHELF_WORDS);
	fault_reset();
	store_prepare(s, 10);
	store_keep(s);
	store_begin_save(s);
	store_stop(s);
	ck_assert(!store_pump(s));
	ck_assert_int_eq(store_fd(s), -1);
	ck_assert(!store_save(s, &err));
	ck_assert_int_eq(fault_calls(FAULT_ANY), 0);
	store_close(s);
}
END_TEST

/* The first reason is told, also when there is another. */
START_TEST(the_first_reason_to_read_is_told)
{
	char *newer = changed(book, "\"version\":1", "\"version\":2");
	struct store_place place;
	struct store *s = NULL;
	struct err err;

	scratch_put("w.json", newer);
	place = shelf_place("w.json", NULL);
	ck_assert(store_open(&s, fault_sys(), &place, STORE_READ, &err));
	ck_assert_ptr_nonnull(strstr(store_read_only(s), "for reading only"));
	store_close(s);
	free(newer);
}
END_TEST

/* A record in the journal of W.JSON, of the workbook in OTHER. */
static void strange_journal(void)
{
	struct store *s = shelf_create("w.json", NULL);

	shelf_write(s, SHELF_WORDS);
	store_keep(s);
	store_close(s);
	scratch_put("w.json", book);
}

static int count_conflicts(void)
{
	glob_t found = { 0 };
	int count = glob(scratch_path("w.json.conflict-*"), 0, NULL, &found) == 0 ?
		    (int)found.gl_pathc : 0;

	globfree(&found);
	return count;
}

/* Words of another workbook are kept in a file of their own before their place is taken. */
START_TEST(a_strange_journal_is_put_aside)
{
	struct store *s;

	strange_journal();
	fault_reset();
	fault_clock(1795460651);
	s = shelf_open("w.json", NULL);
	ck_assert(!store_came_back(s));
	ck_assert_ptr_nonnull(strstr(store_warning(s, 0), "another workbook"));
	ck_assert_int_eq(count_conflicts(), 1);
	shelf_write(s, "ours");
	shelf_save(s);
	ck_assert(!shelf_in_journal(""));
	store_close(s);
}
END_TEST

/* Where that cannot be, nothing is written: their place is not ours to take. */
START_TEST(a_strange_journal_that_cannot_be_put_aside_stays)
{
	struct store *s;

	strange_journal();
	fault_reset();
	fault_at(FAULT_LINK, 1, ENOSPC, FAULT_FROM);
	s = shelf_open("w.json", NULL);
	ck_assert_ptr_nonnull(store_read_only(s));
	shelf_write(s, "ours");
	store_keep(s);
	store_close(s);
	ck_assert(shelf_in_journal(SHELF_WORDS));
	ck_assert_int_eq(count_conflicts(), 0);
}
END_TEST

/* Nor where the file is only read. */
START_TEST(a_reader_leaves_a_strange_journal_alone)
{
	struct store_place place;
	struct store *s = NULL;
	struct err err;

	strange_journal();
	place = shelf_place("w.json", NULL);
	ck_assert(store_open(&s, fault_sys(), &place, STORE_READ, &err));
	ck_assert(!store_came_back(s));
	store_close(s);
	ck_assert(shelf_in_journal(SHELF_WORDS));
	ck_assert_int_eq(count_conflicts(), 0);
}
END_TEST

/* The words in the journal are shown to those who only read. */
START_TEST(a_reader_sees_what_the_journal_has)
{
	struct store_place place;
	struct store *s = shelf_begun();
	struct err err;

	store_keep(s);
	store_close(s);
	place = shelf_place("w.json", NULL);
	ck_assert(store_open(&s, fault_sys(), &place, STORE_READ, &err));
	ck_assert(store_came_back(s));
	store_close(s);
	ck_assert(shelf_in_journal(SHELF_WORDS) && !shelf_in_file(SHELF_WORDS));
}
END_TEST

/* A second window neither shows nor touches the journal that the first is writing. */
START_TEST(a_second_window_leaves_the_journal_alone)
{
	struct store *s = shelf_begun(), *second;

	store_keep(s);
	second = shelf_open("w.json", NULL);
	ck_assert_ptr_nonnull(store_read_only(second));
	ck_assert(!store_came_back(second));
	store_close(second);
	ck_assert(shelf_in_journal(SHELF_WORDS));
	store_close(s);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
		a_workbook_to_read_writes_nothing, the_first_reason_to_read_is_told,
		a_strange_journal_is_put_aside, a_strange_journal_that_cannot_be_put_aside_stays,
		a_reader_leaves_a_strange_journal_alone, a_reader_sees_what_the_journal_has,
		a_second_window_leaves_the_journal_alone
	};

	return shelf_run("store, read only", tests, ARRAY_LEN(tests));
}
