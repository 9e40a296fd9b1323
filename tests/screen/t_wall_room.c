/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words from the room and voices of a group on the wall: the box, the clicker in it, what shows. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/desk.h"
#include "../unit/fault.h"
#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "base/mem.h"
#include "look.h"
#include "stage.h"

#define SPREAD "How far is leadership distributed in your school today?"
#define ROOM "talk.room.json"

static void open_question(struct stage *s, enum stage_begin begin)
{
	stage_open(s, begin);
	stage_page(s, "spread-now");
}

static const char *said(const struct stage *s)
{
	return workbook_text(s->wb, s->wall.page);
}

static void check_blank(struct stage *s)
{
	const char *all = stage_dump(s);

	ck_assert_msg(all[strspn(all, " \n")] == '\0', "something shows:\n%s", all);
}

/* ---- the box ---- */

START_TEST(the_file_is_begun_with_the_first_word)
{
	struct stage s;

	open_question(&s, STAGE_WALL);
	stage_keys(&s, "<PgDn><PgUp>t<Esc>");
	ck_assert(!scratch_has(ROOM));
	stage_keys(&s, "w<Esc>w  <Enter> <Ctrl-S><PgDn>");
	ck_assert(!scratch_has(ROOM));
	stage_keys(&s, "w");
	check_shows(&s, SPREAD);
	check_hides(&s, "nothing is kept");
	stage_keys(&s, "T");
	ck_assert(scratch_has(ROOM));
	stage_keys(&s, "he cook.<Enter>The caretaker.");
	check_shows(&s, "not saved yet");
	stage_keys(&s, "<PgDn>");
	check_shows(&s, "page 11 of 41");
	ck_assert_str_eq(said(&s), "The cook.\nThe caretaker.");
	ck_assert_ptr_nonnull(strstr(scratch_get(ROOM), "The caretaker."));
	/* Another time another voice is typed below. */
	stage_keys(&s, "wYear 5.<PgUp>");
	ck_assert_str_eq(said(&s), "The cook.\nThe caretaker.\nYear 5.");
	/* A line can be put right. */
	stage_keys(&s, "w<Ctrl-Home><Right><Right><Right><Right>new <Esc>");
	ck_assert_str_eq(said(&s), "The new cook.\nThe caretaker.\nYear 5.\n");
	stage_close(&s);
}
END_TEST

/* Whoever looks around was told that nothing is kept, and names no file. */
START_TEST(a_room_that_nobody_named_says_where_it_is_kept)
{
	static const int rows[] = { 24, 12 }, cols[] = { 80, 40 };
	struct stage s;

	setenv("HOME", scratch_path("home"), 1);
	open_question(&s, STAGE_WALL);
	stage_size(&s, rows[_i], cols[_i]);
	s.wall.room = NULL;
	stage_keys(&s, "w");
	check_shows(&s, "Words are kept in ~/.local/share/");
	check_shows(&s, "leaderplus/rooms");
	stage_keys(&s, "The cook.");
	check_shows(&s, "The cook.");
	check_shows(&s, "leaderplus/rooms");
	stage_keys(&s, "<PgDn>w");
	check_hides(&s, "Words are kept in");
	stage_close(&s);
}
END_TEST

START_TEST(a_clicker_leaves_the_box_or_blanks_it)
{
	static const char *const leaving[] = { "<PgDn>", "<PgUp>", "<Esc>", "<Tab>", "<Shift-Tab>" };
	struct stage s;

	open_question(&s, STAGE_WALL);
	for (size_t i = 0; i < ARRAY_LEN(leaving); i++) {
		stage_keys(&s, "w<F5><F5>x");
		ck_assert_int_eq(stage_focus(&s), FOCUS_BOX);
		stage_keys(&s, leaving[i]);
		check_shows(&s, "page 11 of 41");
	}
	stage_keys(&s, "w.");
	check_blank(&s);
	stage_keys(&s, "<PgDn>");
	check_shows(&s, SPREAD);
	ck_assert_int_eq(stage_focus(&s), FOCUS_BOX);
	stage_keys(&s, "3.50 a day.");
	check_shows(&s, "3.50 a day.");
	/* Nor is a full stop that is pasted a clicker's. */
	stage_keys(&s, "<Enter>");
	stage_paste(&s, ".");
	check_shows(&s, "3.50 a day.");
	stage_keys(&s, "<Enter>.");
	check_blank(&s);
	stage_keys(&s, ".<Ctrl-Q>");
	ck_assert(s.app.quit);
	ck_assert_ptr_nonnull(strstr(scratch_get(ROOM), "3.50 a day."));
	stage_close(&s);
}
END_TEST

START_TEST(words_reach_the_journal_within_a_second)
{
	time_t now = DESK_NOW;
	struct stage s;

	open_question(&s, STAGE_WALL);
	stage_keys(&s, "wThe cook.");
	while (!*said(&s)) {
		ck_assert_int_eq(app_idle_in(&s.app), 1);
		fault_clock(now += app_idle_in(&s.app));
		app_idle(&s.app);
	}
	ck_assert_int_le((int)(now - DESK_NOW), 1);
	ck_assert_str_eq(said(&s), "The cook.");
	ck_assert(workbook_words_are_safe(s.wb));
	stage_close(&s);
}
END_TEST

/* Help, lists and the timer can lie on a box; no second box does. */
START_TEST(there_is_one_box)
{
	struct stage s;

	open_question(&s, STAGE_WALL);
	stage_keys(&s, "wone<F1>");
	for (int i = 0; i < 12 && strncmp(stage_cursor(&s), "t", 1) != 0; i++)
		stage_keys(&s, "<Down>");
	stage_keys(&s, "<Enter>");
	check_shows(&s, "Think alone");
	stage_keys(&s, "wtwo<PgDn>");
	ck_assert_str_eq(said(&s), "onetwo");
	check_shows(&s, "page 11 of 41");
	stage_close(&s);
}
END_TEST

START_TEST(another_page_asks_for_a_question)
{
	struct stage s;

	stage_open(&s, STAGE_WALL);
	stage_page(&s, "not-delegation");
	stage_keys(&s, "w");
	check_shows(&s, "to which question?");
	stage_keys(&s, "<Home><Enter>The cook.<PgDn>");
	stage_page(&s, "spread-now");
	ck_assert_str_eq(said(&s), "The cook.");
	/* From the title page too. */
	stage_keys(&s, "<Esc>w");
	check_shows(&s, "to which question?");
	stage_close(&s);
}
END_TEST

START_TEST(what_cannot_be_kept_is_not_typed)
{
	struct stage s, other;

	open_question(&s, STAGE_WALL);
	s.wall.room = "workbook.json";
	stage_keys(&s, "w");
	check_shows(&s, "Nothing can be written down");
	ck_assert_int_eq(stage_focus(&s), FOCUS_WALL);
	ck_assert_ptr_null(workbook_path(s.wb));
	s.wall.room = ROOM;
	stage_keys(&s, "w");
	ck_assert_int_eq(stage_focus(&s), FOCUS_BOX);
	fault_at(FAULT_FSYNC, fault_calls(FAULT_FSYNC) + 1, EIO, FAULT_FROM);
	stage_keys(&s, "The");
	check_shows(&s, "Nothing can be written down");
	stage_paste(&s, "The cook.");
	check_shows(&s, "Nothing can be written down");
	check_hides(&s, "cook");
	ck_assert_ptr_null(workbook_path(s.wb));
	fault_reset();
	fault_clock(DESK_NOW);
	stage_keys(&s, "The cook.");
	check_shows(&s, "The cook.");
	/* Another wall is told. */
	open_question(&other, STAGE_WALL);
	stage_keys(&other, "w");
	check_shows(&other, "Nothing can be written down");
	stage_close(&other);
	stage_close(&s);
}
END_TEST

START_TEST(a_save_that_fails_shows)
{
	struct stage s;

	open_question(&s, STAGE_WALL);
	stage_keys(&s, "wThe cook.");
	fault_at(FAULT_FSYNC, 1, 5, FAULT_FROM);
	stage_keys(&s, "<Ctrl-S>");
	check_shows(&s, "NOT SAVED: ");
	fault_reset();
	fault_clock(DESK_NOW);
	stage_keys(&s, "<Ctrl-S>");
	check_shows(&s, "Everything is saved.");
	stage_close(&s);
}
END_TEST

/* ---- what was said ---- */

START_TEST(what_was_said_is_shown_and_saved)
{
	struct stage s;

	open_question(&s, STAGE_WALL);
	stage_keys(&s, "wThe cook.<Enter><Enter>\x1b[31mThe caretaker.<PgDn><Esc><Down><Down><Enter>");
	check_shows(&s, "Save as a document");
	stage_keys(&s, "<Enter>");
	check_shows(&s, "• The cook.");
	check_shows(&s, "The caretaker.");
	stage_keys(&s, "b");
	check_blank(&s);
	stage_keys(&s, "b<PgDn>");
	check_shows(&s, "These were the last words. Esc goes back.");
	stage_keys(&s, "<Esc>");
	check_shows(&s, "Save as a document");
	stage_keys(&s, "<End><Enter><Ctrl-U>workbook<Enter>");
	check_shows(&s, "Not saved.");
	stage_keys(&s, "<Ctrl-U>words.md<Enter>");
	check_shows(&s, "Only your login can open it.");
	check_shows(&s, "Save as a document");
	ck_assert_ptr_nonnull(strstr(scratch_get("words.md"), "The cook."));
	ck_assert_ptr_null(strstr(scratch_get("words.md"), "\x1b"));
	stage_keys(&s, "<End><Enter><Ctrl-U>words.md<Enter>");
	check_shows(&s, "exists already");
	/* In the smallest window that has room for it nothing of that is cut. */
	stage_size(&s, 12, 40);
	stage_keys(&s, "<Ctrl-U>again.md<Enter>");
	check_shows(&s, "Saved as ");
	check_shows(&s, "Only your login can open it.");
	stage_keys(&s, "<End><Enter>");
	stage_keys(&s, "<Esc>");
	check_shows(&s, "Save as a document");
	stage_close(&s);
}
END_TEST

/* ---- what a group wrote ---- */

START_TEST(voices_show_in_steps_the_books_language_first)
{
	static const char *const words[] = {
		"The caretaker knew", "Lunch ^[[31mqueue^[[0m <b>", "On most days", "Year 5.", "Y gegin.",
	};
	static const int sizes[][2] = { { 12, 40 }, { 24, 80 }, { 6, 20 }, { 50, 200 } };

	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		size_t seen = 0, steps = 0;
		struct stage s;

		open_question(&s, STAGE_VOICES);
		stage_size(&s, sizes[i][0], sizes[i][1]);
		stage_keys(&s, "v");
		for (; !stage_shows(&s, "page 11 of 41"); steps++) {
			ck_assert_uint_lt(steps, 100);
			while (seen < ARRAY_LEN(words) && stage_shows(&s, words[seen]))
				seen++;
			stage_keys(&s, ".<Esc><PgDn>");
		}
		ck_assert_msg(seen == ARRAY_LEN(words), "%d x %d: '%s' never shows, or not in its place",
			      sizes[i][0], sizes[i][1], words[seen]);
		ck_assert_uint_gt(steps, 1);
		stage_close(&s);
	}
}
END_TEST

START_TEST(every_question_with_voices_is_listed_once)
{
	struct stage s;

	open_question(&s, STAGE_VOICES);
	stage_keys(&s, "<Esc><Down><Down><Down><Enter>");
	check_shows(&s, SPREAD);
	check_hides(&s, "I ba raddau?");
	check_shows(&s, "Who leads informally?");
	stage_keys(&s, "<Down><Enter>");
	check_shows(&s, "Ask the office first.");
	stage_keys(&s, "<Esc>");
	check_shows(&s, "What the group wrote");
	stage_page(&s, "not-delegation");
	stage_keys(&s, "v");
	check_shows(&s, "There is nothing from the group to show for this page.");
	stage_close(&s);
	/* Without a file there is nothing to choose. */
	open_question(&s, STAGE_WALL);
	stage_size(&s, 12, 40);
	stage_keys(&s, "v");
	check_shows(&s, "'present --voices FILE'");
	check_shows(&s, "takes what a group wrote.");
	stage_keys(&s, "<Esc>");
	check_hides(&s, "What the group wrote");
	stage_close(&s);
}
END_TEST

/* As the pages of the book do; a clicker cannot choose the next line of a list. */
START_TEST(behind_the_words_of_a_question_come_those_of_the_next)
{
	struct stage s;
	int steps = 0;

	open_question(&s, STAGE_VOICES);
	stage_keys(&s, "<Esc><Down><Down><Down><Enter><Enter>");
	for (; !stage_shows(&s, "Ask the office first."); steps++) {
		ck_assert_int_lt(steps, 20);
		check_hides(&s, "What the group wrote");
		stage_keys(&s, "<PgDn>");
	}
	stage_keys(&s, "<PgDn><PgDn>");
	check_shows(&s, "These were the last words. Esc goes back.");
	check_shows(&s, "Ask the office first.");
	while (steps--) {
		stage_keys(&s, "<PgUp>");
		check_hides(&s, "Ask the office first.");
	}
	check_shows(&s, SPREAD);
	stage_keys(&s, "<PgUp>");
	check_shows(&s, "What the group wrote");
	stage_close(&s);
	/* So do words from the room. */
	open_question(&s, STAGE_WALL);
	stage_keys(&s, "wThe cook.<PgDn><PgDn>wThe bursar.<PgDn><Esc><Down><Down><Enter><Enter>");
	check_shows(&s, "The cook.");
	stage_keys(&s, "<PgDn>");
	check_shows(&s, "The bursar.");
	stage_keys(&s, "<PgUp>");
	check_shows(&s, "The cook.");
	stage_close(&s);
}
END_TEST

/* One screen of voices and one timer, however often they are asked for. */
START_TEST(voices_and_the_timer_are_there_once)
{
	struct stage s;
	char *step;

	open_question(&s, STAGE_VOICES);
	stage_size(&s, 12, 40);
	stage_keys(&s, "v<PgDn>");
	step = mem_string(stage_dump(&s));
	stage_keys(&s, "vvvvvvvvv");
	ck_assert_str_eq(stage_dump(&s), step);
	free(step);
	stage_keys(&s, "<Esc>");
	check_shows(&s, "page 11 of 41");
	stage_keys(&s, "vtvtvtvt");
	check_shows(&s, "Think alone: ");
	ck_assert(s.wall.phases.runs);
	stage_keys(&s, "<Esc>");
	ck_assert(!s.wall.phases.runs);
	stage_keys(&s, "<Esc>");
	check_shows(&s, "page 11 of 41");
	stage_keys(&s, "tvtv<Esc>");
	check_shows(&s, "Think alone: ");
	ck_assert(s.wall.phases.runs);
	/* The other way round, the words of the room give way to those of the group. */
	stage_keys(&s, "<Esc>wThe cook.<PgDn><Esc><Down><Down><Enter><Enter>v");
	check_hides(&s, "The cook.");
	stage_keys(&s, "<Esc>");
	check_shows(&s, "Save as a document");
	stage_close(&s);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("wall-room");
	TCase *tc = tcase_create("wall-room");

	tcase_add_checked_fixture(tc, stage_setup, stage_teardown);
	tcase_add_test(tc, the_file_is_begun_with_the_first_word);
	tcase_add_loop_test(tc, a_room_that_nobody_named_says_where_it_is_kept, 0, 2);
	tcase_add_test(tc, a_clicker_leaves_the_box_or_blanks_it);
	tcase_add_test(tc, words_reach_the_journal_within_a_second);
	tcase_add_test(tc, there_is_one_box);
	tcase_add_test(tc, another_page_asks_for_a_question);
	tcase_add_test(tc, what_cannot_be_kept_is_not_typed);
	tcase_add_test(tc, a_save_that_fails_shows);
	tcase_add_test(tc, what_was_said_is_shown_and_saved);
	tcase_add_test(tc, voices_show_in_steps_the_books_language_first);
	tcase_add_test(tc, every_question_with_voices_is_listed_once);
	tcase_add_test(tc, behind_the_words_of_a_question_come_those_of_the_next);
	tcase_add_test(tc, voices_and_the_timer_are_there_once);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
