/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ways through the screens of copies: one to take along, a workbook that somebody has already, and a
 * stick that is looked for. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../unit/desk.h"
#include "../unit/fault.h"
#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "base/mem.h"
#include "stage.h"
#include "ui/screens.h"

#define TAKE "?take my<Enter><Ctrl-U>"
#define ALREADY "<Down><Down><Enter><Ctrl-U>"

static void check_same_files(const char *a, const char *b)
{
	ck_assert_msg(strcmp(scratch_get(a), scratch_get(b)) == 0, "%s is not as %s", a, b);
}

static void make_stick(void)
{
	ck_assert_int_eq(mkdir("stick", 0700), 0);
}

/* What was typed a moment ago comes along. */
START_TEST(a_copy_is_put_on_the_stick)
{
	struct stage s;

	make_stick();
	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "formal-roles");
	stage_keys(&s, "<Enter>Six posts.<F1>take my<Enter><Ctrl-U>stick<Enter>");
	check_shows(&s, "A copy to take along");
	check_shows(&s, "Only your login can open it.");
	check_shows(&s, "stick/workbook.json");
	stage_keys(&s, "<PgDn>");
	check_shows(&s, "A copy is a second workbook");
	check_same_files("stick/workbook.json", "w.json");
	ck_assert_int_eq(scratch_mode("stick/workbook.json"), 0600);
	ck_assert_ptr_nonnull(strstr(scratch_get("stick/workbook.json"), "Six posts."));
	/* Back where one was, and in the same file. */
	stage_keys(&s, "<Esc>");
	check_shows(&s, "Six posts.");
	ck_assert_int_eq(s.app.depth, 1);
	ck_assert_str_eq(workbook_path(s.wb), "w.json");
	stage_close(&s);
}
END_TEST

START_TEST(no_copy_goes_over_a_file)
{
	static const struct { const char *file, *told; } rows[] = {
		{ "w.json", "The file of your workbook itself is w.json." },
		{ "more.json", "A newer copy of this workbook" },
		{ "apart.json", "It has words that are not here" },
		{ "same.json", "with all that you wrote: same.json" },
		{ "less.json", "An older copy of this workbook" },
		{ "other.json", "Another workbook stands there" },
		{ "torn.json", "cannot be read as a workbook" },
	};
	struct stage s;
	char *other;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char *before;

		stage_open(&s, STAGE_COPIES);
		scratch_put("same.json", scratch_get("w.json"));
		scratch_put("less.json", scratch_get("w.json"));
		other = mem_string(scratch_get("w.json"));
		memset(strstr(other, workbook_answers(s.wb) ? answers_id(workbook_answers(s.wb)) : ""), 'a', 8);
		scratch_put("other.json", other);
		scratch_put("torn.json", "torn");
		if (strcmp(rows[i].file, "less.json") == 0)
			desk_write(s.wb, "formal-roles", "Later.");
		before = mem_string(scratch_get(rows[i].file));
		stage_keys(&s, TAKE);
		stage_keys(&s, rows[i].file);
		stage_keys(&s, "<Enter>");
		check_shows(&s, rows[i].told);
		stage_keys(&s, "<End><Enter>");
		ck_assert(stage_focus(&s) & FOCUS_FIELD);
		ck_assert(!scratch_has("workbook-2026-11-23.json"));
		stage_keys(&s, "<Enter><Home><Enter>");
		check_shows(&s, "A copy to take along");
		ck_assert_int_eq(s.app.depth, 2);
		check_same_files("workbook-2026-11-23.json", "w.json");
		if (strcmp(rows[i].file, "w.json") != 0)
			ck_assert_str_eq(scratch_get(rows[i].file), before);
		free(before);
		free(other);
		stage_close(&s);
		stage_teardown();
		stage_setup();
	}
}
END_TEST

/* Disk full, folder read-only, stick pulled. */
START_TEST(a_copy_that_cannot_be_made_is_told)
{
	static const int errors[] = { ENOSPC, EROFS, ENODEV };
	struct stage s;

	for (size_t i = 0; i < ARRAY_LEN(errors); i++) {
		make_stick();
		stage_open(&s, STAGE_PAGE);
		stage_keys(&s, TAKE "stick");
		fault_at(FAULT_WRITE, fault_calls(FAULT_WRITE) + 1, errors[i], FAULT_FROM);
		stage_keys(&s, "<Enter>");
		check_shows(&s, "No copy was made:");
		check_shows(&s, strerror(errors[i]));
		ck_assert(!scratch_has("stick/workbook.json"));
		ck_assert(stage_focus(&s) & FOCUS_FIELD);
		fault_reset();
		fault_clock(DESK_NOW);
		stage_keys(&s, "<Enter>");
		check_same_files("stick/workbook.json", "w.json");
		stage_close(&s);
		stage_teardown();
		stage_setup();
	}
	stage_open(&s, STAGE_PAGE);
	stage_keys(&s, TAKE "nowhere<Enter>");
	check_shows(&s, "There is no such folder.");
	ck_assert(!scratch_has("nowhere"));
	stage_close(&s);
}
END_TEST

/* The workbook's own disk is full: the copy has what its file has not, and says so. */
START_TEST(words_that_could_not_be_saved_come_along)
{
	struct stage s;

	make_stick();
	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "formal-roles");
	stage_keys(&s, "<Enter>Six posts.");
	fault_at(FAULT_FSYNC, fault_calls(FAULT_FSYNC) + 1, ENOSPC, FAULT_FROM);
	stage_keys(&s, "<F1>take my<Enter><Ctrl-U>stick");
	fault_reset();
	fault_clock(DESK_NOW);
	ck_assert_ptr_null(strstr(scratch_get("w.json"), "Six posts."));
	stage_keys(&s, "<Enter>");
	check_shows(&s, "Your last words are in the copy, but not saved in your workbook itself");
	ck_assert_ptr_nonnull(strstr(scratch_get("stick/workbook.json"), "Six posts."));
	stage_close(&s);
}
END_TEST

START_TEST(where_there_is_nothing_to_take_or_bring)
{
	static const struct { enum stage_begin begin; const char *keys, *told; } rows[] = {
		{ STAGE_LOOKING, "?take my<Enter>", "There is no file" },
		{ STAGE_LOOKING, "?bring in<Enter>", "There is no file" },
		{ STAGE_READING, "?bring in<Enter>", "For reading only" },
	};
	struct stage s;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		stage_open(&s, rows[i].begin);
		stage_keys(&s, rows[i].keys);
		check_shows(&s, rows[i].told);
		ck_assert_int_eq(s.app.depth, 1);
		stage_close(&s);
		stage_teardown();
		stage_setup();
	}
	/* What is only read can be taken along. */
	make_stick();
	stage_open(&s, STAGE_READING);
	stage_keys(&s, TAKE "stick<Enter>");
	check_same_files("stick/workbook.json", "w.json");
	stage_close(&s);
}
END_TEST

START_TEST(a_workbook_is_copied_here)
{
	struct stage s;

	stage_open(&s, STAGE_ALREADY);
	stage_keys(&s, ALREADY "w.json<Enter><Down><Enter>");
	check_shows(&s, "Your words are kept in home.json.");
	check_shows(&s, "page 8 of 41");	/* where it was left */
	ck_assert_ptr_nonnull(strstr(scratch_get("home.json"), "The caretaker"));
	ck_assert_int_eq(scratch_mode("home.json"), 0600);
	ck_assert_str_eq(workbook_path(s.wb), "home.json");
	ck_assert(!scratch_has("c"));	/* nothing was remembered */
	stage_close(&s);
}
END_TEST

/* Somebody was faster: what stands there is not touched. */
START_TEST(no_workbook_is_copied_over_another)
{
	struct stage s;

	stage_open(&s, STAGE_ALREADY);
	stage_keys(&s, ALREADY "w.json<Enter><Down>");
	scratch_put("home.json", "somebody's");
	stage_keys(&s, "<Enter>");
	check_shows(&s, "'home.json' exists already");
	ck_assert_str_eq(scratch_get("home.json"), "somebody's");
	ck_assert_ptr_null(workbook_path(s.wb));
	stage_close(&s);
}
END_TEST

START_TEST(a_workbook_is_opened_where_it_is)
{
	static const char *const answers[] = { "<Enter>", "<Down><Enter>", "<Esc>" };
	struct stage s;

	for (size_t i = 0; i < ARRAY_LEN(answers); i++) {
		stage_open(&s, STAGE_ALREADY);
		stage_keys(&s, ALREADY ".<Enter><End><Enter><Enter>");
		ck_assert_str_eq(workbook_path(s.wb), "./w.json");
		check_shows(&s, "Shall leaderplus look for your workbook there");
		ck_assert(!scratch_has("c"));
		stage_keys(&s, answers[i]);
		check_shows(&s, "page 8 of 41");
		ck_assert_int_eq(scratch_has("c/config"), i == 0);
		ck_assert(i || strstr(scratch_get("c/config"), "/w.json\n"));
		ck_assert(i || s.app.settings.workbook[0] == '/');
		ck_assert(!scratch_has("home.json"));
		stage_close(&s);
		stage_teardown();
		stage_setup();
	}
}
END_TEST

/* Who has looked around before stays where she is. */
START_TEST(who_has_leafed_stays_there)
{
	struct stage s;

	stage_open(&s, STAGE_ALREADY);
	stage_keys(&s, "<End><Enter>");
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter>" ALREADY "w.json<Enter><Enter><End><Enter>");
	check_shows(&s, "page 11 of 41");
	check_shows(&s, "lunch queue");
	stage_close(&s);
}
END_TEST

START_TEST(a_stick_is_looked_for)
{
	struct stage s;

	stage_open(&s, STAGE_AWAY);
	settings_set(&s.app.settings, SETTING_WORKBOOK, "/gone/w.json");
	stage_keys(&s, "<Enter>");
	check_shows(&s, "It is not there.");
	ck_assert(!scratch_has("stick"));
	make_stick();
	stage_keys(&s, "<Enter>");
	check_shows(&s, "It is not there.");
	ck_assert(!scratch_has("stick/w.json"));
	ck_assert(!workbook_path(s.wb));
	stage_keys(&s, "<Down><Down><Down><Enter>");
	ck_assert(s.app.quit);
	stage_close(&s);
	stage_teardown();
	stage_setup();
	/* It comes. */
	stage_open(&s, STAGE_COPIES);
	make_stick();
	ck_assert_int_eq(rename("more.json", "stick/w.json"), 0);
	stage_close(&s);
	s.wb = NULL;
	stage_open(&s, STAGE_AWAY);
	stage_keys(&s, "<Enter>");
	check_shows(&s, "Your words are kept in stick/w.json.");
	ck_assert_str_eq(desk_text(s.wb, "formal-roles"), "Six posts.");
	stage_close(&s);
	stage_teardown();
	stage_setup();
	/* Another place takes its turn, and the settings do not speak of the stick any more. */
	stage_open(&s, STAGE_AWAY);
	settings_set(&s.app.settings, SETTING_WORKBOOK, "/gone/w.json");
	stage_keys(&s, "<Down><Down><Enter><Enter>");
	check_shows(&s, "Your words are kept in home.json.");
	ck_assert_str_eq(s.app.settings.workbook, "");
	ck_assert_str_eq(scratch_get("c/config"), "workbook =\n");
	stage_close(&s);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { a_copy_is_put_on_the_stick, no_copy_goes_over_a_file,
		a_copy_that_cannot_be_made_is_told, words_that_could_not_be_saved_come_along,
		where_there_is_nothing_to_take_or_bring, a_workbook_is_copied_here,
		no_workbook_is_copied_over_another, a_workbook_is_opened_where_it_is,
		who_has_leafed_stays_there, a_stick_is_looked_for };
	Suite *suite = suite_create("copies");
	TCase *tc = tcase_create("copies");

	tcase_add_checked_fixture(tc, stage_setup, stage_teardown);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	check_set_max_msg_size(LONG_MESSAGE);
	return suite_run(suite);
}
