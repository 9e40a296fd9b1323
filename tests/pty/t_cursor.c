/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terminal's own cursor, which braille displays and screen readers follow: on every kind
 * of screen it shows, and stands on the first cell of the text that has the focus. */
#include <config.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "base/mem.h"
#include "steps.h"
#include "text/utf8.h"

static const struct { int rows, cols; } sizes[] = { { 24, 80 }, { 12, 40 }, { 50, 132 } };

/* What the cursor's row shows from the cursor on, cut to the cells of AT. */
static void check(struct play *p, const char *where, const char *at)
{
	struct slice seen;
	struct buf cells;
	int row, col;

	play_settle(p);
	play_cursor(p, &row, &col);
	if (!p->cursor_shows)
		play_fail(p, "%s: the cursor does not show", where);
	buf_init(&cells, 4096);
	for (int i = col; i < p->cols; i++) {
		VTermScreenCell cell;

		vterm_screen_get_cell(p->screen, (VTermPos){ row, i }, &cell);
		for (int k = 0; k < VTERM_MAX_CHARS_PER_CELL && cell.chars[k] && cell.width &&
		     cell.chars[k] != (uint32_t)-1; k++)
			utf8_add(&cells, cell.chars[k]);
		if (!cell.chars[0])
			buf_add_char(&cells, ' ');
	}
	seen = slice_buf(&cells);
	if (!slice_starts(seen, at) || (!*at && slice_trim(seen).len))
		play_fail(p, "%s: the cursor is at row %d, column %d, not at '%s' but at '%s'", where, row,
			  col, at, cells.data);
	buf_release(&cells);
}

/* Steps from the first start on; each begins where the one before ended. */
static const struct step {
	const char *name;
	const char *keys;	/* named keys, NULL: `text` is typed */
	const char *text;
	const char *until;	/* words on the screen then */
	const char *at;		/* what the cursor is on; "": behind what is written; NULL: on the
				 * words above a list where it does not fit, else on its line */
} steps[] = {
	{ "first start", "", NULL, "Screen reader", NULL },
	{ "its last line", "End", NULL, "> Just look", "Just look around" },
	{ "its first line", "Up Up Up", NULL, "> On this computer", "On this computer" },
	{ "a line further", "Down", NULL, "> On a memory", "On a memory stick" },
	{ "another folder", "Enter", NULL, "Type the name of a folder", "" },
	{ "a name typed", NULL, "stick", "stick", "" },
	{ "back in the list", "Esc", NULL, "Enter choose", "On a memory stick" },
	{ "the first page", "Up Enter", NULL, "page 1 of ", "Welcome" },
	{ "help", "F1", NULL, "First what works", "PgDn: Go on" },
	{ "help, filtered", NULL, "contents", "Lines with: contents", "c: Contents" },
	{ "nothing left", NULL, "zz", "No line here", "No line here" },
	{ "all help", "Esc", NULL, "First what works", "" },
	{ "the page again", "Esc", NULL, "page 1 of ", "Welcome" },
	{ "contents", "c", NULL, "you are here", "Welcome (you are here)" },
	{ "contents, further", "Down Down", NULL, "you are here", "1. From the few" },
	{ "a page chosen", "Enter", NULL, "page 3 of ", "1. From the few" },
	{ "find", "F3", NULL, "Which words shall be found", "" },
	{ "words to find", NULL, "superhero", "superhero", "" },
	{ "what was found", "Enter", NULL, "Found: superhero", "The myth of the superhero" },
	{ "the place", "Down Enter", NULL, "page 4 of ", "superhero" },
	{ "the same, read on", "Down", NULL, "page 4 of ", "" },
	{ "find again", "F3", NULL, "Enter alone looks again", "" },
	{ "a question found", NULL, "how far is leadership", "how far", "" },
	{ "its list", "Enter", NULL, "Found: how far", "" },
	{ "the question", "Enter", NULL, "page 11 of ", "How far" },
	{ "its hint", "h", NULL, "You might begin", "How far" },
	{ "the empty box", "Enter", NULL, SAYS_WRITING, "" },
	{ "words in it", NULL, "Tŷ Mawr: 領導", "領導", "" },
	{ "back in the words", "Home", NULL, "Mawr", "Tŷ Mawr" },
	{ "out of the box", "Tab", NULL, SAYS_READING, "How far" },
	{ "who they are for", "F8", NULL, "Who is it for?", "For me: a private" },
	{ "reflections", "Enter", NULL, "private copy", "My reflections" },
	{ "the form of a copy", "Enter", NULL, "In which form?", "A web page" },
	{ "its name", "Enter", NULL, "Where shall the copy be put?", "" },
	{ "the form again", "Esc", NULL, "In which form?", "A web page" },
	{ "the reflections again", "Esc", NULL, "private copy", "My reflections" },
	{ "for whom again", "Esc", NULL, "Who is it for?", "For me: a private" },
	{ "the question again", "Esc", NULL, SAYS_READING, "How far" },
	{ "help for covering", "F1", NULL, "First what works", "Enter: Write" },
	{ "the line for covering", NULL, "cover my", "Lines with: cover my", "Cover my words" },
	{ "words covered", "Enter", NULL, "Your words are covered. To show", "How far" },
	{ "uncovering", "F1", NULL, "First what works", "h: Show or fold" },
	{ "the line for uncovering", NULL, "cover my", "Lines with: cover my", "Cover my words" },
	{ "words again", "Enter", NULL, "Your words show again", "How far" },
	{ "help for the file", "F1", NULL, "First what works", "Enter: Write" },
	{ "the line for the file", NULL, "in order", "Lines with: in order", "Look whether" },
	{ "the file", "Enter", NULL, "The file of my workbook", "The file of my workbook" },
	{ "the question once more", "Esc", NULL, SAYS_READING, "How far" },
	{ "settings", "F9", NULL, "Enter changes", "Colours: the terminal" },
	{ "a setting's values", "Enter", NULL, "dark on white", "the terminal's own" },
	{ "a value further", "Down", NULL, "> dark on white", "dark on white" },
	{ "settings again", "Esc", NULL, "Enter changes", "Colours: the terminal" },
	{ "the question at last", "Esc", NULL, SAYS_READING, "How far" },
};

START_TEST(it_is_where_the_focus_is)
{
	const struct play_setting setting = { .rows = sizes[_i].rows, .cols = sizes[_i].cols };
	struct play p;

	play_start(&p, &setting);
	for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
		if (steps[i].keys && *steps[i].keys)
			play_keys(&p, steps[i].keys);
		else if (!steps[i].keys)
			play_type(&p, steps[i].text);
		play_wait_for(&p, steps[i].until);
		if (strcmp(steps[i].name, "all help") != 0 && strcmp(steps[i].name, "its list") != 0 &&
		    strcmp(steps[i].name, "the same, read on") != 0)
			check(&p, steps[i].name, steps[i].at ? steps[i].at :
			      sizes[_i].rows < 20 ? "Screen reader" : "On this computer");
	}
	ck_assert_int_eq(steps_quit(&p), 0);

	play_start_until(&p, &setting, SAYS_BACK);
	check(&p, "welcome back", "Carry on");
	ck_assert_int_eq(steps_quit(&p), 0);
}
END_TEST

/* A file that is not there yet, and one that cannot be read. */
START_TEST(it_is_on_the_first_choice)
{
	static const char *const names[] = { "new.json", "torn.json" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		const char *const arguments[] = { scratch_path(names[i]), NULL };
		const struct play_setting setting = { .rows = sizes[_i].rows, .cols = sizes[_i].cols,
			.arguments = arguments };
		struct play p;

		scratch_put("torn.json", "{");
		play_start_until(&p, &setting, i ? "Something is wrong" : "There is no workbook");
		play_keys(&p, "End");
		play_wait_for(&p, i ? "> Begin anew" : "> Leave");
		check(&p, names[i], i ? "Begin anew" : "Leave, and change nothing");
		ck_assert_int_eq(steps_quit(&p), 0);
	}
}
END_TEST

/* Quitting while nothing can be saved: the folder is gone for a while, as that of a memory stick
 * may be.  What is not saved comes first, the lines behind it where they fit. */
START_TEST(it_is_where_what_is_not_saved_is_told)
{
	const struct play_setting setting = { .rows = sizes[_i].rows, .cols = sizes[_i].cols };
	struct play p;

	play_start_until(&p, &setting, "Screen reader");
	play_keys(&p, "End Up Up Up");
	play_wait_for(&p, "> On this computer");
	play_keys(&p, "Enter");
	play_wait_for(&p, "page 1 of ");
	steps_turn_to(&p, SAYS_READING);
	steps_write(&p, "Words");
	ck_assert_int_eq(rename(scratch_path("data"), scratch_path("away")), 0);
	play_keys(&p, "Ctrl-Q");
	play_wait_for(&p, "Your last words are not saved");
	check(&p, "what is not saved", play_shows(&p, "> Try once more") ? "Try once more" : "Your last words");
	play_keys(&p, "End");
	play_wait_for(&p, "> Quit without");
	check(&p, "its last line", "Quit without");
	play_keys(&p, "Up Up");
	play_wait_for(&p, "> Save a copy");
	check(&p, "two lines up", "Save a copy");
	play_keys(&p, "Enter");
	play_wait_for(&p, "Type a folder");
	check(&p, "the other folder", "");
	play_keys(&p, "Esc");
	play_wait_for(&p, "> Save a copy");
	check(&p, "the list again", "Save a copy");
	play_keys(&p, "Up");
	play_wait_for(&p, "> Try once more");
	play_keys(&p, "Enter");
	play_wait_for(&p, "That did not help");
	check(&p, "tried in vain", "Try once more");
	play_keys(&p, "Esc");
	play_wait_for(&p, SAYS_WRITING);
	check(&p, "the box", "");
	play_keys(&p, "Home");
	check(&p, "the words in it", "Words");
	ck_assert_int_eq(rename(scratch_path("away"), scratch_path("data")), 0);
	ck_assert_int_eq(steps_quit(&p), 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("cursor");
	TCase *tc = tcase_create("cursor");

	tcase_add_checked_fixture(tc, scratch_open, scratch_close);
	tcase_add_loop_test(tc, it_is_where_the_focus_is, 0, ARRAY_LEN(sizes));
	tcase_add_loop_test(tc, it_is_on_the_first_choice, 0, ARRAY_LEN(sizes));
	tcase_add_loop_test(tc, it_is_where_what_is_not_saved_is_told, 0, ARRAY_LEN(sizes));
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
