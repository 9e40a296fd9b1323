/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The help list gets shorter as one types, and runs what is marked. */
#include <config.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/suite.h"
#include "stage.h"
#include "ui/chooser.h"

/* The line with the mark, without it. */
static const char *marked(struct stage *s)
{
	const char *mark = strstr(stage_dump(s), "> ");

	return mark ? mark + 2 : "";
}

/* PgDn passes no line by. */
START_TEST(page_down_shows_each_line)
{
	struct buf seen;
	struct stage s;
	int turns = 0;

	buf_init(&seen, 1000000);
	stage_open(&s, STAGE_PAGE);
	stage_size(&s, 12, 40);
	stage_keys(&s, "?");
	for (; turns < 100 && (!turns || stage_shows(&s, "more below")); turns++) {
		buf_add_str(&seen, stage_dump(&s));
		stage_keys(&s, "<PgDn>");
	}
	buf_add_str(&seen, stage_dump(&s));
	ck_assert_int_gt(turns, 5);
	stage_keys(&s, "<Home>");
	for (int i = 0; i < 200; i++) {
		char line[256];

		snprintf(line, sizeof(line), "%.*s", (int)strcspn(marked(&s), "\n"), marked(&s));
		ck_assert_msg(strstr(seen.data, line), "%s", line);
		stage_keys(&s, "<Down>");
	}
	buf_release(&seen);
	stage_close(&s);
}
END_TEST

START_TEST(typing_leaves_the_lines_with_all_words)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_keys(&s, "?");
	check_shows(&s, "First what works on the screen that you came from");
	ck_assert_int_eq(stage_focus(&s), FOCUS_FILTER);
	stage_keys(&s, "con");
	check_shows(&s, "Lines with: con");
	check_shows(&s, "> c: Contents");
	check_hides(&s, "First what works");
	check_hides(&s, "Draw the screen again");
	stage_keys(&s, "  where");
	check_shows(&s, "Lines with: con where");
	check_shows(&s, "Contents: where you are");
	stage_keys(&s, "zz");
	check_shows(&s, "No line here has: con wherezz");
	check_hides(&s, "> ");
	stage_keys(&s, "<Enter><Down><Up><End><PgDn><Home>");	/* nothing is marked */
	check_shows(&s, "No line here has: con wherezz");
	stage_keys(&s, "<Backspace><Backspace>");
	check_shows(&s, "> c: Contents");
	stage_close(&s);
}
END_TEST

START_TEST(what_belongs_to_other_screens_says_so)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_keys(&s, "?saw, heard<Enter>");
	check_shows(&s, "This works on other screens, not on the one that you came from.");
	check_shows(&s, "Lines with: saw, heard");
	/* No screen is meant where there is nothing selected. */
	stage_keys(&s, "<Esc><Esc>?copy what is sel<Enter>");
	check_hides(&s, "other screens");
	check_shows(&s, "This works in a box, while something in it is selected.");
	stage_close(&s);
}
END_TEST

/* Where the answers are below the window, the first Enter shows them and says so. */
START_TEST(enter_says_what_it_does_below_a_long_step)
{
	struct stage s;

	stage_open(&s, STAGE_DUE);
	stage_page(&s, "support-others");
	stage_size(&s, 7, 40);
	stage_keys(&s, "s<Down><Enter>");
	check_hides(&s, "Change it");
	stage_keys(&s, "<Enter>");
	check_shows(&s, "> Change it");
	check_shows(&s, "Enter again chooses what is marked.");
	stage_keys(&s, "<Enter>");
	check_hides(&s, "Change it");
	check_hides(&s, "Enter again");
	/* In a larger window they show: it chooses at once. */
	stage_keys(&s, "<Esc><Esc><Esc>s<Down><Enter>");
	check_hides(&s, "Change it");
	stage_size(&s, 24, 80);
	check_shows(&s, "> Change it");
	stage_keys(&s, "<Enter>");
	check_hides(&s, "> Change it");
	check_hides(&s, "Enter again");
	stage_close(&s);
}
END_TEST

START_TEST(escape_shows_all_and_then_leaves)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_keys(&s, "?draw");
	check_shows(&s, "> Ctrl-L: Draw the screen again");
	stage_keys(&s, "<Esc>");
	ck_assert_int_eq(stage_focus(&s), FOCUS_FILTER);
	check_hides(&s, "Lines with");
	ck_assert_msg(strncmp(marked(&s), "Ctrl-L:", 7) == 0, "%s", stage_dump(&s));	/* it stays marked */
	stage_keys(&s, "<Esc>");
	ck_assert_int_eq(stage_focus(&s), FOCUS_PAGE);
	stage_keys(&s, "?draw<Ctrl-U>");
	check_hides(&s, "Lines with");
	stage_keys(&s, "<Backspace>");		/* nothing to delete: nothing happens */
	ck_assert_int_eq(stage_focus(&s), FOCUS_FILTER);
	stage_close(&s);
}
END_TEST

START_TEST(enter_runs_what_is_marked)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_keys(&s, "?document<Enter>");
	check_shows(&s, "private copy");
	stage_keys(&s, "<Esc>?scroll down<Enter>");
	ck_assert_int_eq(stage_focus(&s), FOCUS_PAGE);
	/* In a box the list runs what works there. */
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter><Ctrl-G>leave the box<Enter>");
	ck_assert(stage_focus(&s) & FOCUS_ASKED);
	stage_close(&s);
}
END_TEST

/* The arrows step over what is hidden. */
START_TEST(the_mark_moves_among_the_lines_that_show)
{
	struct stage s;
	int lines = 0;

	stage_open(&s, STAGE_PAGE);
	stage_keys(&s, "?page");
	for (int k = 0; k < 40; k++) {
		char line[256];

		snprintf(line, sizeof(line), "%.*s", (int)strcspn(marked(&s), "\n"), marked(&s));
		stage_keys(&s, "<Down>");
		lines += strncmp(marked(&s), line, strlen(line)) != 0;
		ck_assert_msg(*marked(&s), "%s", stage_dump(&s));
	}
	ck_assert_int_gt(lines, 3);
	ck_assert_int_lt(lines, 20);
	stage_keys(&s, "<Home>");
	ck_assert_msg(strncmp(marked(&s), "PgDn:", 5) == 0, "%s", stage_dump(&s));
	stage_close(&s);
}
END_TEST

/* A sentence names other keys only: its own stand before it. */
START_TEST(no_key_is_named_twice)
{
	for (size_t i = 0; i < keys_count(); i++) {
		const struct key_row *row = keys_row(i);
		const char *rest = row->help ? strchr(row->help, '(') : NULL;
		char words[256], *word, *save = NULL;

		if (!rest || row->command == CMD_HELP)	/* which is not in the list */
			continue;
		snprintf(words, sizeof(words), "%s", rest);
		for (word = strtok_r(words, " (),", &save); word; word = strtok_r(NULL, " (),", &save))
			ck_assert_msg(strcmp(word, row->keys), "%s: %s", row->keys, row->help);
	}
}
END_TEST

/* Whoever writes finds the moves, and the keys that work there. */
START_TEST(moves_in_a_box_are_found)
{
	static const char *const wanted[] = { "Ctrl-Left: In a box: a word back (Ctrl-Right",
		"Ctrl-Up: In a box: a paragraph", "Ctrl-Home: In a box: to the start", "Ctrl-Down", "Ctrl-End" };
	static const char *const keys[] = { "F2: Contents", "F8: My reflections", "F9: Settings", "F3: Find" };
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_size(&s, 80, 100);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter>one two<Ctrl-G>");
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		check_shows(&s, keys[i]);
	stage_keys(&s, "word");
	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++)
		check_shows(&s, wanted[i]);
	stage_keys(&s, " back<Enter>");
	ck_assert(stage_focus(&s) & FOCUS_BOX);
	ck_assert_str_eq(stage_cursor(&s), "t");
	stage_close(&s);
}
END_TEST

/* What begins as one types goes before what only has the words in it. */
START_TEST(the_mark_goes_to_what_begins_so)
{
	static const struct { const char *typed, *marks; } cases[] = {
		{ "go to the e", "End: Go to the end" },
		{ "SETTINGS", "F9: Settings" },
		{ "s", "Up: Scroll up" },
		{ "quit", "Ctrl-Q: Quit" },
		{ "find", "F3: Find words" },
		{ "copy ", "Ctrl-C: Copy what is selected" },
		{ "words you", "c: Contents" },		/* none does: the first */
	};
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_size(&s, 60, 100);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		stage_keys(&s, "?");
		stage_keys(&s, cases[i].typed);
		ck_assert_msg(!strncmp(marked(&s), cases[i].marks, strlen(cases[i].marks)), "%s\n%s",
			      cases[i].typed, stage_dump(&s));
		stage_keys(&s, "<Esc><Esc>");
	}
	stage_close(&s);
}
END_TEST

static void nothing(struct app *app, void *context, int tag)
{
	(void)app;
	(void)context;
	(void)tag;
}

START_TEST(case_and_accents_make_no_difference)
{
	static const char *const typed[] = { "TY", "tŷ", "TŶ MAWR", "mawr ty", "tŷ   mawr " };

	for (size_t i = 0; i < sizeof(typed) / sizeof(*typed); i++) {
		struct stage s;
		struct chooser *c;

		stage_open(&s, STAGE_PAGE);
		c = chooser_new("Rooms", NULL, nothing);
		chooser_add(c, 0, "the hall", 0);
		chooser_add(c, 0, "Tŷ Mawr", 1);
		chooser_push_filtered(&s.app, c);
		stage_keys(&s, typed[i]);
		check_shows(&s, "> Tŷ Mawr");
		check_hides(&s, "the hall");
		stage_close(&s);
		stage_teardown();
		stage_setup();
	}
}
END_TEST

/* A paste goes in as one line, cut where it is too long, never inside a character. */
START_TEST(pastes_are_cut_whole)
{
	struct buf long_one;
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_keys(&s, "?");
	stage_paste(&s, "draw\r\nthe\tscreen");
	check_shows(&s, "> Ctrl-L: Draw the screen again");
	buf_init(&long_one, 1 << 20);
	while (long_one.len < 100000)
		buf_add_str(&long_one, "領");
	stage_paste(&s, long_one.data);
	check_shows(&s, "No line here has: draw the screen領");
	check_hides(&s, "\xEF\xBF\xBD");
	for (int k = 0; k < 200; k++)
		stage_keys(&s, "<Backspace>");
	check_hides(&s, "No line here has");
	stage_keys(&s, "<Home>");
	check_shows(&s, "First what works");
	buf_release(&long_one);
	stage_close(&s);
}
END_TEST

/* The cursor is on the marked line; where there is none, on what says so. */
START_TEST(the_cursor_is_on_the_mark)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_size(&s, 12, 40);
	stage_keys(&s, "?draw");
	ck_assert_str_eq(stage_cursor(&s), "C");
	stage_keys(&s, "zz");
	ck_assert_str_eq(stage_cursor(&s), "N");
	stage_close(&s);
}
END_TEST

/* All that the command line can do for a reader. */
START_TEST(everything_is_in_the_list)
{
	static const char *const wanted[] = { "save a copy", "where my words are kept",
		"to another computer", "other ways to start", "is in order", "my reflections",
		"cover my words", "quit", "find words" };
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++) {
		stage_keys(&s, "?");
		stage_keys(&s, wanted[i]);
		check_shows(&s, "Lines with:");
		stage_keys(&s, "<Esc><Esc>");
	}
	stage_keys(&s, "?other ways<Enter>");
	stage_size(&s, 60, 100);
	check_shows(&s, "Your words are in this file: w.json");
	check_shows(&s, "leaderplus --plain");
	check_shows(&s, "leaderplus summary -o my-reflections.html");
	check_shows(&s, PACKAGE_STRING);
	stage_keys(&s, "<Enter>");	/* no copy of this is saved */
	check_shows(&s, "About my workbook");
	stage_close(&s);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { page_down_shows_each_line, typing_leaves_the_lines_with_all_words,
		what_belongs_to_other_screens_says_so,
		enter_says_what_it_does_below_a_long_step,
		escape_shows_all_and_then_leaves, enter_runs_what_is_marked,
		the_mark_moves_among_the_lines_that_show,
		the_mark_goes_to_what_begins_so, no_key_is_named_twice, moves_in_a_box_are_found,
		case_and_accents_make_no_difference,
		pastes_are_cut_whole, the_cursor_is_on_the_mark, everything_is_in_the_list };
	Suite *suite = suite_create("filter");
	TCase *tc = tcase_create("filter");

	tcase_add_checked_fixture(tc, stage_setup, stage_teardown);
	for (size_t i = 0; i < sizeof(tests) / sizeof(*tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	check_set_max_msg_size(LONG_MESSAGE);
	return suite_run(suite);
}
