/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ways through the screens that bring in a copy, another workbook, and what a program that keeps
 * folders alike has left. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/desk.h"
#include "../unit/fault.h"
#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "base/mem.h"
#include "stage.h"
#include "ui/screens.h"

#define BRING "?bring in<Enter><Ctrl-U>"

START_TEST(a_copy_with_more_comes_in)
{
	struct stage s;

	stage_open(&s, STAGE_COPIES);
	stage_page(&s, "formal-roles");
	/* In a folder the one that is open is not offered. */
	stage_keys(&s, "?bring in<Enter><Ctrl-U>.<Enter>");
	check_shows(&s, "more.json");
	check_hides(&s, "w.json");
	stage_keys(&s, "<Esc><Esc>?bring in<Enter><Ctrl-U>more.json<Enter>");
	check_shows(&s, "All that is here is in more.json, and more.");
	ck_assert_ptr_null(strstr(scratch_get("w.json"), "Six posts."));
	scratch_put("before.json", scratch_get("w.json"));
	stage_keys(&s, "<Enter>");
	check_shows(&s, "What came in");
	check_shows(&s, "Your words on these pages came in:");
	check_shows(&s, "it stays in w.json.bak until the next save");
	ck_assert_str_eq(scratch_get("w.json.bak"), scratch_get("before.json"));
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
/* In a small window PgDn shows the next part of what is asked, and Enter behind it first shows what it would
 * choose, and is no other choice than at the beginning. */
START_TEST(page_down_reads_and_chooses_nothing)
{
	struct stage s;
	char *ours;
	int turns = 0;

	stage_open(&s, STAGE_OTHERS);
	stage_size(&s, 12, 40);
	ours = mem_string(scratch_get("w.json"));
	stage_keys(&s, BRING "other.json<Enter>");
	for (; turns < 20 && !stage_shows(&s, "until the next save."); turns++)
		stage_keys(&s, "<PgDn>");
	ck_assert_int_le(turns, 4);
	stage_keys(&s, "<PgDn><PgDn><Enter>");
	if (!(stage_focus(&s) & FOCUS_FIELD))
		stage_keys(&s, "<Enter>");
	ck_assert(stage_focus(&s) & FOCUS_FIELD);
	ck_assert_str_eq(scratch_get("w.json"), ours);
	free(ours);
	stage_close(&s);
}
END_TEST

START_TEST(page_down_begins_nothing_anew)
{
	struct stage s;

	stage_open(&s, STAGE_DAMAGED);
	stage_size(&s, 12, 40);
	for (int i = 0; i < 30; i++)
		stage_keys(&s, "<PgDn>");
	stage_keys(&s, "<Enter><Enter><Enter>");
	ck_assert_msg(*desk_text(s.wb, "spread-now") || *desk_text(s.wb, "informal-leaders"), "%s",
		      stage_dump(&s));
	stage_close(&s);
}
END_TEST

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
	/* It is all here now: nothing is offered any more, neither there nor where a copy is asked for. */
	stage_keys(&s, "<Esc>" BRING);
	ck_assert(stage_focus(&s) & FOCUS_FIELD);
	stage_keys(&s, "<Esc>");
	welcome(&s);
	check_shows(&s, "Welcome back");
	ck_assert(!stage_shows(&s, "Bring these words together"));
	stage_close(&s);
}
END_TEST

/* What cannot be read is named, and nothing is offered. */
START_TEST(a_damaged_copy_beside_it_is_named)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	scratch_put("w (1).json", "torn");
	welcome(&s);
	check_shows(&s, "it cannot be read.");
	check_shows(&s, "leaderplus check");
	ck_assert(!stage_shows(&s, "Bring these words together"));
	/* Bringing it in by its name says what to do, too. */
	stage_keys(&s, "<Enter>" BRING "w (1).json<Enter>");
	check_shows(&s, "leaderplus check");
	stage_close(&s);
}
END_TEST

/* Who has gone on finds it where copies are brought in. */
START_TEST(a_conflict_comes_before_other_copies)
{
	struct stage s;

	stage_open(&s, STAGE_CONFLICT);
	stage_keys(&s, "<Enter>?bring in<Enter>");
	check_shows(&s, "This workbook was changed in two places at once.");
	stage_keys(&s, "<Down><Enter>");
	ck_assert(stage_focus(&s) & FOCUS_FIELD);
	stage_keys(&s, "<Esc><End><Enter>");
	ck_assert_int_eq(s.app.depth, 1);
	ck_assert_ptr_null(strstr(scratch_get("w.json"), "The secretary"));
	stage_keys(&s, "?bring in<Enter><Home><Enter>");
	check_shows(&s, "What came in");
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "The secretary"));
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

int main(void)
{
	const TTest *const tests[] = { a_copy_with_more_comes_in,
		it_comes_in_from_the_return_screen, what_could_be_undone_is_gone,
		copies_apart_come_together_when_asked, another_workbook_is_asked_about, page_down_reads_and_chooses_nothing, page_down_begins_nothing_anew,
		a_conflict_is_offered_at_the_start, a_damaged_copy_beside_it_is_named, a_conflict_comes_before_other_copies,
		a_conflict_that_cannot_be_saved_stays,
		who_only_reads_is_offered_nothing, what_cannot_come_in_is_told,
		a_copy_that_cannot_be_saved_stays_out };
	Suite *suite = suite_create("bring");
	TCase *tc = tcase_create("bring");

	tcase_add_checked_fixture(tc, stage_setup, stage_teardown);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	check_set_max_msg_size(LONG_MESSAGE);
	return suite_run(suite);
}
