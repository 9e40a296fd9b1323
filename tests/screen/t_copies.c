/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ways through the screens of copies: one to take along, one to bring in, a workbook that somebody
 * has already, and a stick that is looked for. */
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
#define BRING "?bring in<Enter><Ctrl-U>"
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

START_TEST(a_copy_with_more_comes_in)
{
	struct stage s;

	stage_open(&s, STAGE_COPIES);
	stage_page(&s, "formal-roles");
	stage_keys(&s, "?bring in<Enter><Ctrl-U>more.json<Enter>");
	check_shows(&s, "All that is here is in more.json, and more.");
	ck_assert_ptr_null(strstr(scratch_get("w.json"), "Six posts."));
	scratch_put("before.json", scratch_get("w.json"));
	stage_keys(&s, "<Enter>");
	check_shows(&s, "What came in");
	check_shows(&s, "Your words on these pages came in:");
	check_shows(&s, "it stays in w.json.bak until the next save");
	check_same_files("w.json.bak", "before.json");
	stage_keys(&s, "<Esc>");
	check_shows(&s, "Six posts.");
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "Six posts."));
	ck_assert_int_eq(s.app.depth, 1);
	/* Writing goes on where it stood. */
	stage_keys(&s, "<Enter> And one.<Tab>");
	ck_assert_str_eq(desk_text(s.wb, "formal-roles"), "Six posts. And one.");
	stage_close(&s);
}
END_TEST

START_TEST(it_comes_in_from_the_return_screen)
{
	struct stage s;

	stage_open(&s, STAGE_COPIES);
	while (s.app.depth)
		app_pop(&s.app);
	push_welcome_back(&s.app);
	stage_size(&s, 24, 80);
	stage_keys(&s, "<End><Enter><Ctrl-U>more.json<Enter><Enter>");
	check_shows(&s, "Your words on these pages came in:");
	ck_assert_str_eq(desk_text(s.wb, "formal-roles"), "Six posts.");
	stage_close(&s);
}
END_TEST

/* Undo would bring back what stood there before. */
START_TEST(what_could_be_undone_is_gone)
{
	struct stage s;

	stage_open(&s, STAGE_COPIES);
	stage_page(&s, "informal-leaders");
	stage_keys(&s, "<Enter>x<Backspace><Tab>");
	stage_page(&s, "spread-now");
	stage_keys(&s, BRING "more.json<Enter>");
	if (stage_shows(&s, "Bring its words in"))
		stage_keys(&s, "<Enter>");
	ck_assert_uint_eq(s.app.past.count, 0);
	stage_close(&s);
}
END_TEST

/* Nobody has to bring anything in, and what is read changes nothing. */
START_TEST(copies_apart_come_together_when_asked)
{
	struct stage s;
	char *ours, *theirs;

	stage_open(&s, STAGE_COPIES);
	ours = mem_string(scratch_get("w.json"));
	theirs = mem_string(scratch_get("apart.json"));
	stage_keys(&s, BRING "apart.json<Enter>");
	check_shows(&s, "There is something in apart.json that is not here");
	stage_keys(&s, "<End><Up><Enter>");
	check_shows(&s, "The words in the other copy");
	stage_keys(&s, "<PgDn>");
	check_shows(&s, "The secretary");
	stage_keys(&s, "<Esc><End><Enter><Esc>");
	ck_assert_int_eq(s.app.depth, 1);
	ck_assert_str_eq(scratch_get("w.json"), ours);
	/* Covered words stay covered, in other copies, too. */
	stage_keys(&s, "?cover<Enter>" BRING "apart.json<Enter><End><Up><Enter>");
	check_shows(&s, "Your words are covered.");
	ck_assert(!stage_shows(&s, "The secretary"));
	stage_keys(&s, "<Home><Enter>");
	check_shows(&s, "What came in");
	ck_assert(!stage_shows(&s, "The secretary"));
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "The secretary"));
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "lunch queue"));
	ck_assert_str_eq(scratch_get("w.json.bak"), ours);
	ck_assert_str_eq(scratch_get("apart.json"), theirs);
	free(ours);
	free(theirs);
	stage_close(&s);
}
END_TEST

/* Enter alone brings nothing of another workbook in. */
START_TEST(another_workbook_is_asked_about)
{
	struct stage s;
	char *ours, *other;

	stage_open(&s, STAGE_COPIES);
	ours = mem_string(scratch_get("w.json"));
	other = mem_string(scratch_get("more.json"));
	memset(strstr(other, answers_id(workbook_answers(s.wb))), 'a', 8);
	scratch_put("other.json", other);
	stage_keys(&s, BRING "other.json<Enter>");
	check_shows(&s, "Are both of these yours?");
	stage_keys(&s, "<Enter>");
	ck_assert(stage_focus(&s) & FOCUS_FIELD);
	ck_assert_str_eq(scratch_get("w.json"), ours);
	stage_keys(&s, "<Enter><Down>");
	check_shows(&s, "Yes, both are mine");
	stage_keys(&s, "<Enter>");
	check_shows(&s, "What came in");
	ck_assert_str_eq(desk_text(s.wb, "formal-roles"), "Six posts.");
	ck_assert_str_eq(scratch_get("w.json.bak"), ours);
	free(other);
	free(ours);
	stage_close(&s);
}
END_TEST

static void welcome(struct stage *s)
{
	show_welcome_back(&s->app);
	stage_size(s, 24, 80);
}

START_TEST(a_conflict_is_offered_at_the_start)
{
	struct stage s;

	stage_open(&s, STAGE_CONFLICT);
	check_shows(&s, "This workbook was changed in two places at once.");
	check_shows(&s, "w (conflicted copy 2026-11-23 190411).json");
	check_shows(&s, "Bring these words together");
	/* Enter goes on as ever, and nothing is changed. */
	stage_keys(&s, "<Enter>");
	ck_assert(stage_focus(&s) & FOCUS_PAGE);
	ck_assert_ptr_null(strstr(scratch_get("w.json"), "The secretary"));
	welcome(&s);
	stage_keys(&s, "<Down><Enter>");
	check_shows(&s, "What came in");
	check_shows(&s, "remove it yourself when you like");
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "The secretary"));
	ck_assert(scratch_has("w (conflicted copy 2026-11-23 190411).json"));
	/* It is all here now: nothing is offered any more. */
	welcome(&s);
	check_shows(&s, "Welcome back");
	ck_assert(!stage_shows(&s, "Bring these words together"));
	stage_close(&s);
}
END_TEST

START_TEST(a_conflict_that_cannot_be_saved_stays)
{
	struct stage s;
	char *before;

	stage_open(&s, STAGE_CONFLICT);
	before = mem_string(scratch_get("w.json"));
	fault_at(FAULT_WRITE, fault_calls(FAULT_WRITE) + 1, ENOSPC, FAULT_FROM);
	stage_keys(&s, "<Down><Enter>");
	check_shows(&s, "Nothing was brought in:");
	check_shows(&s, strerror(ENOSPC));
	ck_assert_str_eq(scratch_get("w.json"), before);
	fault_reset();
	fault_clock(DESK_NOW);
	stage_keys(&s, "<Enter>");
	check_shows(&s, "What came in");
	free(before);
	stage_close(&s);
}
END_TEST

START_TEST(who_only_reads_is_offered_nothing)
{
	struct stage s;

	struct store_place place = { "w.json", NULL };
	struct store *store;
	struct err err;

	stage_open(&s, STAGE_CONFLICT);
	app_release(&s.app);
	workbook_free(s.wb);
	ck_assert(store_open(&store, fault_sys(), &place, STORE_READ, &err));
	s.wb = workbook_new(fault_sys(), desk_shipped(), store);
	app_init(&s.app, fault_sys(), s.wb, (struct store_place){ "home.json", NULL });
	welcome(&s);
	check_shows(&s, "Welcome back");
	ck_assert(!stage_shows(&s, "Bring these words together"));
	stage_close(&s);
}
END_TEST

START_TEST(what_cannot_come_in_is_told)
{
	static const struct { const char *file, *text, *told; } rows[] = {
		{ "nothing.json", NULL, "there is nothing at 'nothing.json'" },
		{ "torn.json", "torn", "cannot open the workbook" },
		{ "share.json", "{\"format\":\"leaderplus-parcel\",\"version\":1}", "not a leaderplus workbook" },
		{ "newer.json", "{\"format\":\"leaderplus-workbook\",\"version\":2,\"id\":\"x\",\"pack\":"
		  "{\"id\":\"p\",\"version\":\"1\"}}", "a newer version of leaderplus wrote" },
		{ "group.json", "{\"format\":\"leaderplus-share\",\"version\":1,\"for\":\"group\"}",
		  "leaderplus collate" },
		{ "mentor.json", "{\"format\":\"leaderplus-share\",\"version\":1,\"for\":\"mentor\",\"id\":"
		  "\"x\",\"pack\":{\"id\":\"p\",\"version\":\"1\"},\"language\":\"en\"}",
		  "made from another workbook" },
	};
	struct stage s;
	char *before;

	stage_open(&s, STAGE_COPIES);
	before = mem_string(scratch_get("w.json"));
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (rows[i].text)
			scratch_put(rows[i].file, rows[i].text);
		stage_keys(&s, BRING);
		stage_keys(&s, rows[i].file);
		stage_keys(&s, "<Enter>");
		check_shows(&s, rows[i].told);
		stage_keys(&s, "<Esc>");
		ck_assert_int_eq(s.app.depth, 1);
		ck_assert_str_eq(scratch_get("w.json"), before);
	}
	free(before);
	stage_close(&s);
}
END_TEST

START_TEST(a_copy_that_cannot_be_saved_stays_out)
{
	struct stage s;
	char *before;

	stage_open(&s, STAGE_COPIES);
	before = mem_string(scratch_get("w.json"));
	stage_keys(&s, BRING "more.json<Enter>");
	fault_at(FAULT_WRITE, fault_calls(FAULT_WRITE) + 1, ENOSPC, FAULT_FROM);
	stage_keys(&s, "<Enter>");
	check_shows(&s, "Nothing was brought in:");
	check_shows(&s, strerror(ENOSPC));
	ck_assert_str_eq(scratch_get("w.json"), before);
	ck_assert_str_eq(desk_text(s.wb, "formal-roles"), "");
	fault_reset();
	fault_clock(DESK_NOW);
	stage_keys(&s, "<Enter>");
	ck_assert_str_eq(desk_text(s.wb, "formal-roles"), "Six posts.");
	free(before);
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
		where_there_is_nothing_to_take_or_bring, a_copy_with_more_comes_in,
		it_comes_in_from_the_return_screen, what_could_be_undone_is_gone,
		copies_apart_come_together_when_asked,
		another_workbook_is_asked_about, a_conflict_is_offered_at_the_start,
		a_conflict_that_cannot_be_saved_stays, who_only_reads_is_offered_nothing, what_cannot_come_in_is_told,
		a_copy_that_cannot_be_saved_stays_out, a_workbook_is_copied_here,
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
