/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing in a box on the screen: selecting, cutting, copying, pasting, undoing; what is
 * seen of it, and what is said. */
#include <config.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "../unit/desk.h"
#include "../unit/fault.h"
#include "../unit/suite.h"
#include "base/mem.h"
#include "stage.h"
#include "text/utf8.h"

static void check_text(struct stage *s, const char *id, const char *text)
{
	app_save(&s->app);
	ck_assert_str_eq(desk_text(s->wb, id), text);
}

/* A box with TEXT in it, being written in, the cursor at the end. */
static void open_box(struct stage *s, const char *text)
{
	stage_open(s, STAGE_BLANK);
	stage_page(s, "spread-now");
	stage_keys(s, "<Enter>");
	stage_keys(s, text);
}

/* What is reversed on the screen, row by row, | between rows and _ for a blank. */
static const char *reversed(struct stage *s)
{
	static char text[4096];
	struct buf out;

	buf_init(&out, sizeof(text) - 1);
	for (int row = 0; row < s->rows; row++) {
		size_t before = out.len;

		for (int col = 0; col < s->cols; col++) {
			const struct cell *cell = surface_at(&s->surface, row, col);

			if (cell->style & STYLE_REVERSE)
				buf_add_str(&out, strcmp(cell->text, " ") == 0 ? "_" : cell->text);
		}
		if (out.len > before)
			buf_add_char(&out, '|');
	}
	memcpy(text, out.data, out.len + 1);
	buf_release(&out);
	return text;
}

struct seen_case {
	const char *keys, *seen;
};

static const struct seen_case seen_cases[] = {
	{ "one two", "" },
	{ "one two<Shift-Left><Shift-Left>", "wo|" },
	{ "one two<Shift-Left><Shift-Left><Shift-Right>", "o|" },
	{ "one two<Shift-Left><Left>", "" },
	{ "one two<Shift-Left><Esc>", "" },
	{ "one<Enter><Enter>two<Shift-Up><Shift-Up>", "_|_|two|" },
	{ "one<Enter><Enter>two<Ctrl-Shift-Home>", "one_|_|two|" },
	{ "one<Enter><Enter>two<Shift-Home>", "two|" },
	{ "one<Enter>two<Home><Shift-Left>", "_|" },
	{ "one<Enter>two<Up><Home><Shift-End>", "one|" },
	{ "one two six<Ctrl-Left><Ctrl-Shift-Left>", "two_|" },
	{ "one two<Ctrl-Home><Ctrl-Shift-Right>", "one|" },
	{ "one<Enter>two<Enter>six<Ctrl-Shift-Up><Ctrl-Shift-Up>", "two_|six|" },
	{ "one<Enter>two<Up><Home><Ctrl-Shift-Down>", "one_|" },
	{ "one<Enter>two<Ctrl-Home><Ctrl-Shift-End>", "one_|two|" },
	{ "one<Enter>two<Up><Home><Shift-Down>", "one_|" },
	{ "\u4F60\u597D<Shift-Left>", "\u597D|" },
	{ "e\u0301<Shift-Left>", "e\u0301|" },
};

START_TEST(what_is_selected_is_reversed)
{
	const struct seen_case *c = &seen_cases[_i];
	struct stage s;

	open_box(&s, c->keys);
	ck_assert_msg(strcmp(reversed(&s), c->seen) == 0, "%s shows %s, not %s", c->keys,
		      reversed(&s), c->seen);
	stage_close(&s);
}
END_TEST

/* A long selection: of each row, what shows of it, whatever part of the box is in sight. */
START_TEST(long_selections_show_where_one_is)
{
	struct stage s;

	open_box(&s, "");
	stage_size(&s, 12, 40);
	for (int i = 0; i < 30; i++)
		stage_keys(&s, "a line of words that wraps for it is long <Enter>");
	stage_keys(&s, "<Ctrl-Shift-Home>");
	check_shows(&s, "a line of words");
	ck_assert_msg(strncmp(reversed(&s), "a_line_of_words_that_wraps_for_it_is|long__|a_line", 50) == 0,
		      "%s\n%s", reversed(&s), stage_dump(&s));
	ck_assert_str_eq(stage_cursor(&s), "a");
	stage_close(&s);
}
END_TEST

START_TEST(what_is_cut_is_pasted_elsewhere)
{
	struct stage s;

	open_box(&s, "Leave the room<Enter>more often.");
	stage_keys(&s, "<Ctrl-Shift-Home><Ctrl-X>");
	check_shows(&s, "Ctrl-V pastes it.");
	check_text(&s, "spread-now", "");
	stage_keys(&s, "<Tab>");
	stage_page(&s, "formal-roles");
	stage_keys(&s, "<Enter>x<Ctrl-V>y<Ctrl-V>");
	check_text(&s, "formal-roles", "xLeave the room\nmore often.yLeave the room\nmore often.");
	/* Into a line, without its line ends. */
	stage_keys(&s, "<Tab><F8><Enter><Enter><Enter><Ctrl-U><Ctrl-V>");
	ck_assert_int_eq(stage_focus(&s), FOCUS_FIELD);
	check_shows(&s, "Leave the roommore often.");
	stage_keys(&s, "<Ctrl-Shift-Left><Ctrl-C>");
	check_shows(&s, "Ctrl-V pastes it.");
	stage_keys(&s, "<Home><Ctrl-V>");
	check_shows(&s, "often.Leave the room");
	stage_close(&s);
}
END_TEST

START_TEST(ctrl_c_copies_only_what_is_selected)
{
	struct stage s;

	open_box(&s, "one two");
	stage_keys(&s, "<Ctrl-C>");
	check_shows(&s, "Nothing is lost. Ctrl-Q quits.");
	stage_keys(&s, "<Ctrl-V>");
	check_shows(&s, "Nothing was cut or copied here yet.");
	stage_keys(&s, "<Ctrl-X>");
	check_shows(&s, "Nothing is selected.");
	check_text(&s, "spread-now", "one two");
	stage_keys(&s, "<Shift-Left><Shift-Left><Ctrl-C>");
	check_shows(&s, "Ctrl-V pastes it.");
	check_hides(&s, "Ctrl-Q quits.");
	ck_assert_str_eq(reversed(&s), "wo|");
	/* Pasting replaces what is selected. */
	stage_keys(&s, "<Shift-Left><Ctrl-V>!");
	check_text(&s, "spread-now", "one wo!");
	stage_close(&s);
}
END_TEST

START_TEST(esc_drops_the_selection_first)
{
	struct stage s;

	open_box(&s, "one two<Shift-Left><Shift-Left>");
	check_shows(&s, "Ctrl-X cut");
	check_shows(&s, "Esc stop selecting");
	ck_assert_int_eq(stage_focus(&s) & (FOCUS_BOX | FOCUS_SELECTED), FOCUS_BOX | FOCUS_SELECTED);
	stage_keys(&s, "<Esc>");
	check_hides(&s, "Ctrl-X cut");
	ck_assert_int_eq(stage_focus(&s) & (FOCUS_BOX | FOCUS_SELECTED), FOCUS_BOX);
	ck_assert_str_eq(stage_cursor(&s), "w");
	stage_keys(&s, "<Esc>");
	ck_assert_int_eq(stage_focus(&s) & (FOCUS_BOX | FOCUS_ASKED), FOCUS_ASKED);
	/* Leaving by Tab drops it too. */
	stage_keys(&s, "<Enter><Shift-Left><Tab>");
	ck_assert_str_eq(reversed(&s), "");
	stage_keys(&s, "<Enter>x");
	check_text(&s, "spread-now", "one xtwo");
	stage_close(&s);
}
END_TEST

/* Does the command whose sentence begins with WORDS in the help list. */
static void from_help(struct stage *s, const char *words)
{
	stage_keys(s, "<Ctrl-G>");
	for (int i = 0; i < 100; i++) {
		char *row = NULL;
		struct buf b;
		bool found;

		buf_init(&b, 4096);
		for (int col = s->surface.cursor_col; col < s->cols; col++)
			buf_add_str(&b, surface_at(&s->surface, s->surface.cursor_row, col)->text);
		row = buf_steal(&b);
		found = strncmp(row, words, strlen(words)) == 0;
		free(row);
		if (found) {
			stage_keys(s, "<Enter>");
			return;
		}
		stage_keys(s, "<Down>");
	}
	ck_abort_msg("no such row of help: %s\n%s", words, stage_dump(s));
}

START_TEST(the_help_list_selects)
{
	struct stage s;

	open_box(&s, "one two six");
	from_help(&s, "Start selecting");
	check_shows(&s, "Move to the other end");
	stage_keys(&s, "<Ctrl-Left><Left>");
	ck_assert_str_eq(reversed(&s), "_six|");
	from_help(&s, "Ctrl-C: Copy");
	ck_assert_str_eq(reversed(&s), "_six|");
	stage_keys(&s, "<Home>");
	ck_assert_str_eq(reversed(&s), "");
	stage_keys(&s, "<End>");
	from_help(&s, "Ctrl-V: Paste");
	check_text(&s, "spread-now", "one two six six");
	from_help(&s, "Ctrl-Z: Undo");
	check_text(&s, "spread-now", "one two six");
	from_help(&s, "Ctrl-Y: Do again");
	check_text(&s, "spread-now", "one two six six");
	from_help(&s, "Select the whole text");
	ck_assert_str_eq(reversed(&s), "one_two_six_six|");
	from_help(&s, "Ctrl-X: Cut");
	check_text(&s, "spread-now", "");
	/* Esc ends what was begun and nothing was selected. */
	from_help(&s, "Start selecting");
	stage_keys(&s, "<Esc>");
	ck_assert_int_eq(stage_focus(&s) & (FOCUS_BOX | FOCUS_SELECTED), FOCUS_BOX);
	stage_close(&s);
}
END_TEST

START_TEST(undo_is_told_and_saved)
{
	struct stage s;

	open_box(&s, "");
	stage_keys(&s, "<Ctrl-Z>");
	check_shows(&s, "There is nothing to undo here.");
	stage_keys(&s, "<Ctrl-Y>");
	check_shows(&s, "Nothing was undone that could be done again.");
	stage_keys(&s, "one");
	fault_clock(DESK_NOW + 60);
	stage_keys(&s, " two");
	check_text(&s, "spread-now", "one two");
	stage_keys(&s, "<Ctrl-Z>");
	check_text(&s, "spread-now", "one");
	stage_keys(&s, "<Ctrl-Z>");
	check_text(&s, "spread-now", "");
	stage_keys(&s, "<Ctrl-Y><Ctrl-Y>");
	check_text(&s, "spread-now", "one two");
	check_hides(&s, "Nothing was undone");
	stage_keys(&s, "<Backspace>");
	fault_clock(DESK_NOW + 120);
	stage_keys(&s, "<Backspace><Ctrl-Z>");
	check_text(&s, "spread-now", "one tw");
	stage_close(&s);
}
END_TEST

START_TEST(a_paste_is_one_step)
{
	struct stage s;

	open_box(&s, "so ");
	stage_paste(&s, "one\r\ntwo\033[1m\nsix");
	stage_keys(&s, "!");
	check_text(&s, "spread-now", "so one\ntwo\nsix!");
	stage_keys(&s, "<Ctrl-Z>");
	check_text(&s, "spread-now", "so one\ntwo\nsix");
	stage_keys(&s, "<Ctrl-Z>");
	check_text(&s, "spread-now", "so ");
	stage_close(&s);
}
END_TEST

START_TEST(undo_reaches_behind_leaving_the_box)
{
	struct stage s;

	open_box(&s, "one");
	stage_keys(&s, "<Tab><Enter> two<Tab><Enter><Ctrl-Z>");
	check_text(&s, "spread-now", "one");
	/* And behind a page that was turned. */
	stage_keys(&s, "<Tab>");
	stage_page(&s, "formal-roles");
	stage_keys(&s, "<Enter>roles<Tab><Right><Left>");
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter><Ctrl-Z>");
	check_text(&s, "spread-now", "");
	stage_keys(&s, "<Ctrl-Y><Ctrl-Y>");
	check_text(&s, "spread-now", "one two");
	stage_keys(&s, "<Tab>");
	stage_page(&s, "formal-roles");
	stage_keys(&s, "<Enter><Ctrl-Z>");
	check_text(&s, "formal-roles", "");
	stage_close(&s);
}
END_TEST

/* What was written on another day is undone to, when this day emptied the box. */
START_TEST(an_emptied_box_is_filled_again)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "informal-leaders");
	stage_keys(&s, "<Enter><Ctrl-Shift-Home><Delete><Tab>");
	check_text(&s, "informal-leaders", "");
	stage_page(&s, "spread-now");
	stage_page(&s, "informal-leaders");
	stage_keys(&s, "<Enter><Ctrl-Z>");
	check_text(&s, "informal-leaders", "The caretaker, and the two who run the choir.");
	stage_close(&s);
}
END_TEST

/* Where the words are others than those that were left, nothing of theirs is undone. */
START_TEST(another_text_has_no_past)
{
	struct stage s;

	open_box(&s, "one<Tab>");
	stage_page(&s, "formal-roles");
	desk_write(s.wb, "spread-now", "brought in");
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter><Ctrl-Z>");
	check_shows(&s, "There is nothing to undo here.");
	check_text(&s, "spread-now", "brought in");
	stage_close(&s);
}
END_TEST

START_TEST(undo_shows_in_the_bar)
{
	struct stage s;

	open_box(&s, "");
	check_shows(&s, "Ctrl-Z undo");
	stage_keys(&s, "<Tab>");
	check_hides(&s, "Ctrl-Z");
	stage_close(&s);
}
END_TEST

struct delete_case {
	const char *keys, *text;
};

static const struct delete_case delete_cases[] = {
	{ "one two six<Ctrl-Left><Ctrl-Delete>", "one two " },
	{ "one two six<Ctrl-Left><Ctrl-W>", "one six" },
	{ "one two<Ctrl-Shift-Left><Backspace>", "one " },
	{ "one two<Ctrl-Shift-Left><Enter>x", "one \nx" },
	{ "one two<Ctrl-Shift-Left><Ctrl-K>", "one " },
	{ "one<Enter>two<Enter>six<Ctrl-Up><Ctrl-Up>x", "one\nxtwo\nsix" },
	{ "one<Enter>two<Enter>six<Ctrl-Home><Ctrl-Down>x", "one\nxtwo\nsix" },
	{ "\u4F60\u597D<Shift-Left>x", "\u4F60x" },
};

START_TEST(keys_change_the_text)
{
	const struct delete_case *c = &delete_cases[_i];
	struct stage s;

	open_box(&s, c->keys);
	check_text(&s, "spread-now", c->text);
	stage_close(&s);
}
END_TEST

/* ---- the cursor and the cells ---- */

static const char *const walks[] = {
	"Mae'r \u0175yl yn y t\u0177: popeth yn iawn, \u201Ca mwy\u201D.\n\nAil baragraff.",
	"\u9818\u5C0E\u4E0D\u662F\u8077\u4F4D\uFF0C\u800C\u662F\u5BE6\u8E10\u3002ab\u9818\u5C0E",
	"\u0E01\u0E32\u0E23\u0E40\u0E1B\u0E47\u0E19\u0E1C\u0E39\u0E49\u0E19\u0E33\u0E44\u0E21\u0E48\u0E43\u0E0A\u0E48",
	"\u05E9\u05B8\u05DC\u05D5\u05B9\u05DD \u05D0\u05D1\u05D2 abc \u0633\u0644\u0627\u0645",
	"te\u0301s\u0327t e\u0301\u0327\u0308x n\u0303",
	"\U0001F469\u200D\U0001F469\u200D\U0001F467 \U0001F44D\U0001F3FDa\U0001F1EB\U0001F1F7\U0001F1EC\U0001F1E7 \U0001F331",
	NULL,	/* a word of 10,000 letters */
};

static char *walk_text(int i)
{
	char *word;

	if (walks[i])
		return mem_string(walks[i]);
	word = mem_zero(10001, 1);
	for (int k = 0; k < 10000; k++)
		word[k] = (char)('a' + (k * 7 + k / 26) % 26);
	return word;
}

/* The cells that a terminal gives to the code points of CLUSTER. */
static int cells_of(struct slice cluster)
{
	size_t at = 0;
	int cells = 0;

	while (at < cluster.len)
		cells += wcwidth((wchar_t)utf8_next(cluster, &at));
	return cells;
}

/* From letter to letter the cursor goes by its cells, or to the next row, and stands on it. */
START_TEST(the_cursor_stands_on_its_letter)
{
	char *text = walk_text(_i / 2);
	struct slice all = slice_of(text);
	struct stage s;
	int row = 0, col = -1, left;

	open_box(&s, "");
	if (_i % 2)
		stage_size(&s, 12, 40);
	stage_paste(&s, text);
	stage_keys(&s, "<Ctrl-Home>");
	left = s.surface.cursor_col;
	for (size_t at = 0, next; at < all.len; at = next) {
		struct slice cluster;
		size_t first = 0;

		next = cluster_next(all, at);
		cluster = slice_part(all, at, next);
		utf8_next(cluster, &first);
		if (!strchr(" \n", cluster.data[0])) {
			ck_assert_msg(col < 0 || s.surface.cursor_col == left ||
				      (s.surface.cursor_row == row && s.surface.cursor_col == col),
				      "at byte %zu the cursor is in column %d, not %d or %d:\n%s", at,
				      s.surface.cursor_col, col, left, stage_dump(&s));
			ck_assert_msg(strncmp(stage_cursor(&s), cluster.data, first) == 0,
				      "at byte %zu the cursor is on %s:\n%s", at, stage_cursor(&s),
				      stage_dump(&s));
		}
		row = s.surface.cursor_row;
		col = cluster.data[0] == '\n' ? -1 : s.surface.cursor_col + cells_of(cluster);
		stage_keys(&s, "<Right>");
	}
	app_save(&s.app);
	ck_assert_str_eq(desk_text(s.wb, "spread-now"), text);
	stage_keys(&s, "!<Ctrl-Z><Ctrl-Home>?");
	app_save(&s.app);
	ck_assert_str_eq(desk_text(s.wb, "spread-now") + 1, text);
	stage_close(&s);
	free(text);
}
END_TEST

static Suite *box_suite(void)
{
	const TTest *const tests[] = {
		long_selections_show_where_one_is, what_is_cut_is_pasted_elsewhere,
		ctrl_c_copies_only_what_is_selected, esc_drops_the_selection_first,
		the_help_list_selects, undo_is_told_and_saved, a_paste_is_one_step,
		undo_reaches_behind_leaving_the_box, an_emptied_box_is_filled_again,
		another_text_has_no_past, undo_shows_in_the_bar };
	Suite *s = suite_create("box");
	TCase *tc = tcase_create("box");

	tcase_add_checked_fixture(tc, stage_setup, stage_teardown);
	tcase_add_loop_test(tc, what_is_selected_is_reversed, 0, (int)ARRAY_LEN(seen_cases));
	tcase_add_loop_test(tc, keys_change_the_text, 0, (int)ARRAY_LEN(delete_cases));
	tcase_add_loop_test(tc, the_cursor_stands_on_its_letter, 0, 2 * (int)ARRAY_LEN(walks));
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(s, tc);
	return s;
}

int main(void)
{
	check_set_max_msg_size(LONG_MESSAGE);
	return suite_run(box_suite());
}
