/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of text/edit and text/word: changes and moves of a writing box. */
#include <config.h>

#include <check.h>
#include <limits.h>
#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "pieces.h"
#include "suite.h"
#include "text/edit.h"
#include "text/safe.h"
#include "text/utf8.h"

#define WIDTH 10

static void start(void)
{
	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C.UTF-8"));
}

/* Opens TEXT with the cursor where its | stands. */
static void open_at(struct editor_text *e, const char *text)
{
	size_t at = strcspn(text, "|");
	struct buf b;

	start();
	buf_init(&b, EDIT_MAX);
	buf_add(&b, text, at);
	buf_add_str(&b, text + at + 1);
	edit_open(e, slice_buf(&b));
	e->cursor = at;
	buf_release(&b);
}

/* The text with a | at the cursor, for free(). */
static char *with_cursor(const struct editor_text *e)
{
	struct buf b;

	buf_init(&b, SIZE_MAX / 2);
	buf_add(&b, e->text.data, e->cursor);
	buf_add_char(&b, '|');
	buf_add(&b, e->text.data + e->cursor, e->text.len - e->cursor);
	return buf_steal(&b);
}

static void expect(const struct editor_text *e, const char *text, int row)
{
	char *is = with_cursor(e);

	ck_assert_msg(strcmp(is, text) == 0, "row %d: '%s' should be '%s'", row, is, text);
	free(is);
}

START_TEST(text_opens_with_the_cursor_at_its_end)
{
	struct editor_text e;

	edit_open(&e, slice_of("one\ntwo"));
	expect(&e, "one\ntwo|", 0);
	ck_assert(slice_is(edit_text(&e), "one\ntwo"));
	edit_release(&e);
	edit_open(&e, slice_of(""));
	expect(&e, "|", 1);
	ck_assert(!edit_delete_back(&e) && !edit_delete(&e));
	ck_assert(!edit_move(&e, EDIT_LEFT, WIDTH) && !edit_move(&e, EDIT_DOWN, WIDTH));
	edit_release(&e);
}
END_TEST

/* ---- insertion ---- */

struct insert_case {
	const char *text, *put, *after;
};

static const struct insert_case insert_cases[] = {
	{ "a|b", "x", "ax|b" },
	{ "|", "dydd da", "dydd da|" },
	{ "a|", "\r\n", "a\n|" },
	{ "a|", "x\ry\r\rz\n\r\n", "ax\ny\n\nz\n\n|" },
	{ "a|", "\x1B[31mx\x7F\x01\t", "ax\t|" },
	{ "a|", "\x01", "a|" },
	{ "a|", "b\xFF", "ab\uFFFD|" },
	{ "e|x", "\u0301", "e\u0301|x" },
	{ "\U0001F469|\U0001F467x", "\u200D", "\U0001F469\u200D\U0001F467|x" },
	{ "|\u0301", "e", "e\u0301|" },
	{ "|" FLAG FLAG, "\U0001F1EC", "\U0001F1EC\U0001F1EB|\U0001F1F7" FLAG },
	{ "\u0E01|\u0E19", "\u0E34", "\u0E01\u0E34|\u0E19" },
	{ "\u05E9|\u05DD", "\u05DC\u05D5", "\u05E9\u05DC\u05D5|\u05DD" },
};

START_TEST(insertions_keep_clusters)
{
	const struct insert_case *c = &insert_cases[_i];
	struct editor_text e;

	open_at(&e, c->text);
	ck_assert(edit_insert(&e, slice_of(c->put)));
	expect(&e, c->after, _i);
	edit_release(&e);
}
END_TEST

/* A family typed piece by piece is one step of the cursor in the end. */
START_TEST(a_family_grows_piece_by_piece)
{
	static const char *const typed[] = {
		"\U0001F469", "\u200D", "\U0001F469", "\u200D", "\U0001F467",
	};
	struct editor_text e;

	open_at(&e, "a|b");
	for (size_t i = 0; i < ARRAY_LEN(typed); i++)
		ck_assert(edit_insert(&e, slice_of(typed[i])));
	expect(&e, "a" FAMILY "|b", 0);
	ck_assert(edit_move(&e, EDIT_LEFT, WIDTH));
	expect(&e, "a|" FAMILY "b", 1);
	ck_assert(edit_delete(&e));
	expect(&e, "a|b", 2);
	edit_release(&e);
}
END_TEST

START_TEST(a_full_box_refuses_whole)
{
	char *big = mem_zero(EDIT_MAX + 1, 1);
	struct editor_text e;

	start();
	memset(big, 'x', EDIT_MAX);
	edit_open(&e, (struct slice){ big, EDIT_MAX - 2 });
	ck_assert(!edit_insert(&e, slice_of("\u4F60")));
	ck_assert_uint_eq(e.text.len, EDIT_MAX - 2);
	ck_assert_uint_eq(e.cursor, EDIT_MAX - 2);
	ck_assert(edit_insert(&e, slice_of("\u00E9")));
	ck_assert(!edit_insert(&e, slice_of("a")));
	ck_assert(!edit_insert(&e, (struct slice){ big, EDIT_MAX + 1 }));
	ck_assert(edit_delete_back(&e));
	ck_assert_uint_eq(e.text.len, EDIT_MAX - 2);
	edit_release(&e);
	/* What is longer already is kept. */
	edit_open(&e, (struct slice){ big, EDIT_MAX + 1 });
	ck_assert_uint_eq(e.text.len, EDIT_MAX + 1);
	edit_release(&e);
	free(big);
}
END_TEST

/* ---- moves and deletions, at WIDTH ---- */

enum act { MOVE, KILL_TO, BACKSPACE, DELETE };

struct act_case {
	const char *text;
	enum act act;
	enum edit_move move;
	const char *after;	/* NULL: nothing happens, and false is returned */
};

static const struct act_case act_cases[] = {
	{ "ae\u0301|", BACKSPACE, 0, "a|" },
	{ FAMILY "|a", BACKSPACE, 0, "|a" },
	{ FLAG FLAG "|", BACKSPACE, 0, FLAG "|" },
	{ "e\n|\u0301x", BACKSPACE, 0, "e\u0301|x" },
	{ "\u4F60\u597D|", BACKSPACE, 0, "\u4F60|" },
	{ "|a", BACKSPACE, 0, NULL },
	{ "a|\u0E01\u0E34x", DELETE, 0, "a|x" },
	{ "e|\n\u0301x", DELETE, 0, "e\u0301|x" },
	{ "a|\r\nb", DELETE, 0, "a|b" },
	{ "a|", DELETE, 0, NULL },
	{ "a" FAMILY "|", MOVE, EDIT_LEFT, "a|" FAMILY },
	{ "|" FLAG FLAG, MOVE, EDIT_RIGHT, FLAG "|" FLAG },
	{ "a|", MOVE, EDIT_RIGHT, NULL },
	{ "one two three f|our", MOVE, EDIT_ROW_START, "one two |three four" },
	{ "one t|wo three four", MOVE, EDIT_ROW_END, "one two| three four" },
	{ "one two|   three four", MOVE, EDIT_ROW_END, "one two  | three four" },
	{ "|wordlessness", MOVE, EDIT_ROW_END, "wordlessn|ess" },
	{ "o|ne\ntwo", MOVE, EDIT_ROW_END, "one|\ntwo" },
	{ "o|ne            \ntwo", MOVE, EDIT_ROW_END, "one            |\ntwo" },
	{ "one two |thr", MOVE, EDIT_ROW_END, "one two thr|" },
	{ "one|", MOVE, EDIT_ROW_END, NULL },
	{ "a\nb|c", MOVE, EDIT_TEXT_START, "|a\nbc" },
	{ "a|\nbc", MOVE, EDIT_TEXT_END, "a\nbc|" },
	{ "abc\nd|ef", MOVE, EDIT_UP, "a|bc\ndef" },
	{ "a|bc\nd", MOVE, EDIT_DOWN, "abc\nd|" },
	{ "abc|\n\u4F60\u597D", MOVE, EDIT_DOWN, "abc\n\u4F60|\u597D" },
	{ "one two th|ree four", MOVE, EDIT_UP, "on|e two three four" },
	{ "wordless|nesses", MOVE, EDIT_DOWN, "wordlessnesses|" },
	{ "wordlessnesse|s\nwordlessness", MOVE, EDIT_UP, "wor|dlessnesses\nwordlessness" },
	{ "abc|", MOVE, EDIT_UP, NULL },
	{ "abc|", MOVE, EDIT_DOWN, NULL },
	{ "|one, two", MOVE, EDIT_WORD_RIGHT, "one|, two" },
	{ "one|, (two)", MOVE, EDIT_WORD_RIGHT, "one, (two|)" },
	{ "one|. \n\n - \u0175y", MOVE, EDIT_WORD_RIGHT, "one. \n\n - \u0175y|" },
	{ "one| ...", MOVE, EDIT_WORD_RIGHT, "one ...|" },
	{ "|can't 3.5 x", MOVE, EDIT_WORD_RIGHT, "can't| 3.5 x" },
	{ "can't| 3.5 x", MOVE, EDIT_WORD_RIGHT, "can't 3.5| x" },
	{ "|\u4F60\u597D", MOVE, EDIT_WORD_RIGHT, "\u4F60|\u597D" },
	{ "| " FAMILY " x", MOVE, EDIT_WORD_RIGHT, " " FAMILY "| x" },
	{ "one, two|", MOVE, EDIT_WORD_LEFT, "one, |two" },
	{ "one, |two", MOVE, EDIT_WORD_LEFT, "|one, two" },
	{ "one t|wo", MOVE, EDIT_WORD_LEFT, "one |two" },
	{ "o|ne two", MOVE, EDIT_WORD_RIGHT, "one| two" },
	{ "o|ne\ntwo", MOVE, EDIT_PARAGRAPH_DOWN, "one\n|two" },
	{ "o|ne\n\n \t\n  two\nx", MOVE, EDIT_PARAGRAPH_DOWN, "one\n\n \t\n|  two\nx" },
	{ "one\n|\n\ntwo", MOVE, EDIT_PARAGRAPH_DOWN, "one\n\n\n|two" },
	{ "o|ne", MOVE, EDIT_PARAGRAPH_DOWN, "one|" },
	{ "o|ne\n \n", MOVE, EDIT_PARAGRAPH_DOWN, "one\n \n|" },
	{ "one|", MOVE, EDIT_PARAGRAPH_DOWN, NULL },
	{ "one\ntw|o", MOVE, EDIT_PARAGRAPH_UP, "one\n|two" },
	{ "one two |three", MOVE, EDIT_PARAGRAPH_UP, "|one two three" },
	{ "one\n\n \n|two", MOVE, EDIT_PARAGRAPH_UP, "|one\n\n \ntwo" },
	{ "x\none\n|\n\ntwo", MOVE, EDIT_PARAGRAPH_UP, "x\n|one\n\n\ntwo" },
	{ "\n \n|one", MOVE, EDIT_PARAGRAPH_UP, "|\n \none" },
	{ "|one", MOVE, EDIT_PARAGRAPH_UP, NULL },
	{ "(one\n\n\u201C|", MOVE, EDIT_WORD_LEFT, "(|one\n\n\u201C" },
	{ "... |", MOVE, EDIT_WORD_LEFT, "|... " },
	{ "|one", MOVE, EDIT_WORD_LEFT, NULL },
	{ "one, two|!", KILL_TO, EDIT_WORD_LEFT, "one, |!" },
	{ "one, |two!", KILL_TO, EDIT_WORD_RIGHT, "one, |!" },
	{ "one t|wo\nx", KILL_TO, EDIT_ROW_END, "one t|\nx" },
	{ "wor|dlessnesses", KILL_TO, EDIT_ROW_END, "wor|sses" },
	{ "wor|dlessnesses", KILL_TO, EDIT_ROW_START, "|dlessnesses" },
	{ "one tw|o three", KILL_TO, EDIT_ROW_END, "one tw| three" },
	{ "one t|wo", KILL_TO, EDIT_ROW_START, "|wo" },
	{ "one|\ntwo", KILL_TO, EDIT_ROW_END, NULL },
	{ "|one", KILL_TO, EDIT_UP, NULL },
	{ "on|e\ntwo", KILL_TO, EDIT_TEXT_END, "on|" },
	{ "e|ab\u0301", KILL_TO, EDIT_TEXT_START, "|ab\u0301" },
};

static bool act(struct editor_text *e, const struct act_case *c)
{
	switch (c->act) {
	case MOVE:
		return edit_move(e, c->move, WIDTH);
	case KILL_TO:
		return edit_delete_to(e, c->move, WIDTH);
	case BACKSPACE:
		return edit_delete_back(e);
	case DELETE:
		break;
	}
	return edit_delete(e);
}

START_TEST(keys_do_what_hands_expect)
{
	const struct act_case *c = &act_cases[_i];
	struct editor_text e;

	open_at(&e, c->text);
	ck_assert_msg(act(&e, c) == (c->after != NULL), "row %d", _i);
	expect(&e, c->after ? c->after : c->text, _i);
	edit_release(&e);
}
END_TEST

START_TEST(up_and_down_keep_their_column)
{
	struct editor_text e;

	open_at(&e, "abcd|ef\n\nab\nabcdef");
	ck_assert(edit_move(&e, EDIT_DOWN, WIDTH) && edit_move(&e, EDIT_DOWN, WIDTH));
	expect(&e, "abcdef\n\nab|\nabcdef", 0);
	ck_assert(edit_move(&e, EDIT_DOWN, WIDTH));
	expect(&e, "abcdef\n\nab\nabcd|ef", 1);
	ck_assert(edit_move_rows(&e, -2, WIDTH));
	expect(&e, "abcdef\n|\nab\nabcdef", 2);
	ck_assert(edit_move_rows(&e, INT_MIN, WIDTH));
	expect(&e, "abcd|ef\n\nab\nabcdef", 3);
	ck_assert(edit_move_rows(&e, INT_MAX, WIDTH));
	expect(&e, "abcdef\n\nab\nabcd|ef", 4);
	ck_assert(edit_move(&e, EDIT_UP, WIDTH) && edit_move(&e, EDIT_LEFT, WIDTH));
	ck_assert(edit_move(&e, EDIT_DOWN, WIDTH));
	expect(&e, "abcdef\n\nab\na|bcdef", 5);
	edit_move(&e, EDIT_TEXT_END, WIDTH);
	edit_move(&e, EDIT_UP, WIDTH);
	ck_assert(edit_insert(&e, slice_of("x")));
	ck_assert(edit_move(&e, EDIT_DOWN, WIDTH));
	expect(&e, "abcdef\n\nabx\nabc|def", 6);
	edit_release(&e);
}
END_TEST

struct where_case {
	const char *text;
	size_t row;
	int col;
};

static const struct where_case where_cases[] = {
	{ "|", 0, 0 },
	{ "abc|", 0, 3 },
	{ "0123456789|", 0, 9 },
	{ "0123456789|\nx", 0, 9 },
	{ "0123456789|x", 1, 0 },
	{ "abc\n|", 1, 0 },
	{ "one two| three", 0, 7 },
	{ "one two |three", 1, 0 },
	{ "\u4F60\u597D|", 0, 4 },
	{ "a\t|b", 0, 2 },
	{ FAMILY "|", 0, 6 },
	{ "one                |", 0, 9 },
};

START_TEST(the_cursor_is_seen_where_it_is)
{
	const struct where_case *c = &where_cases[_i];
	struct editor_text e;
	size_t row;
	int col;

	open_at(&e, c->text);
	edit_where(&e, WIDTH, &row, &col);
	ck_assert_msg(row == c->row && col == c->col, "row %d: %zu, %d", _i, row, col);
	edit_release(&e);
}
END_TEST

struct place_case {
	size_t row;
	int col;
	const char *after;
};

static const struct place_case place_cases[] = {
	{ 0, 0, "|one two three\n\u4F60\u597D" },
	{ 0, 3, "one| two three\n\u4F60\u597D" },
	{ 0, 99, "one two| three\n\u4F60\u597D" },
	{ 1, 1, "one two t|hree\n\u4F60\u597D" },
	{ 1, 99, "one two three|\n\u4F60\u597D" },
	{ 2, 1, "one two three\n|\u4F60\u597D" },
	{ 2, 2, "one two three\n\u4F60|\u597D" },
	{ 9, 4, "one two three\n\u4F60\u597D|" },
	{ 0, -1, "|one two three\n\u4F60\u597D" },
};

START_TEST(the_cursor_can_be_put_on_a_cell)
{
	const struct place_case *c = &place_cases[_i];
	struct editor_text e;

	start();
	edit_open(&e, slice_of("one two three\n\u4F60\u597D"));
	edit_place(&e, WIDTH, c->row, c->col);
	expect(&e, c->after, _i);
	edit_release(&e);
}
END_TEST

/* ---- anything, in any order ---- */

static void random_step(struct editor_text *e, struct dice *d, int width)
{
	enum edit_move move = (enum edit_move)roll(d, EDIT_MOVES);

	switch (roll(d, 12)) {
	case 0:
		edit_delete_back(e);
		break;
	case 1:
		edit_delete(e);
		break;
	case 2:
		edit_delete_to(e, roll(d, 8) ? EDIT_WORD_LEFT : move, width);
		break;
	case 3:
		edit_move_rows(e, (int)roll(d, 9) - 4, width);
		break;
	case 4:
		edit_place(e, width, roll(d, 6), (int)roll(d, 12));
		break;
	case 5: case 6: case 7:
		edit_move(e, move, width);
		break;
	default:
		edit_insert(e, slice_of(random_piece(d)));
	}
}

static void check_state(struct editor_text *e, int width, int round, int step)
{
	struct slice text = edit_text(e);
	const struct wrap *w = edit_rows(e, width);
	struct wrap whole;
	size_t row;
	int col;

	ck_assert_msg(utf8_check(text) == text.len, "seed 5 round %d step %d", round, step);
	ck_assert_msg(cluster_floor(text, e->cursor) == e->cursor,
		      "seed 5 round %d step %d: cursor in a cluster", round, step);
	ck_assert_msg(!memchr(text.data, '\r', text.len), "seed 5 round %d step %d", round, step);
	wrap_init(&whole);
	wrap_text(&whole, text, width);
	ck_assert_msg(w->count == whole.count, "seed 5 round %d step %d", round, step);
	for (size_t i = 0; i < w->count; i++)
		ck_assert_msg(w->rows[i].start == whole.rows[i].start &&
			      w->rows[i].next == whole.rows[i].next,
			      "seed 5 round %d step %d row %zu", round, step, i);
	wrap_release(&whole);
	edit_where(e, width, &row, &col);
	ck_assert_msg(row < w->count && col >= 0 && col < width, "seed 5 round %d step %d", round,
		      step);
}

START_TEST(any_writing_leaves_all_in_order)
{
	struct dice d = { 5 };

	start();
	for (int round = 0; round < 60; round++) {
		struct editor_text e;
		int width = 1 + (int)roll(&d, 14);

		edit_open(&e, slice_of(""));
		for (int step = 0; step < 80; step++) {
			if (!roll(&d, 40))
				width = 1 + (int)roll(&d, 14);
			random_step(&e, &d, width);
			check_state(&e, width, round, step);
		}
		edit_release(&e);
	}
}
END_TEST

/* Left and Right are each other's reverse, and Home and End stay in the row. */
START_TEST(moves_come_back)
{
	struct dice d = { 9 };
	struct buf b;

	start();
	buf_init(&b, EDIT_MAX);
	for (int round = 0; round < 300; round++) {
		struct editor_text e;
		size_t before, row, other;
		int col;

		random_text(&b, &d, 30);
		edit_open(&e, slice_buf(&b));
		e.cursor = cluster_floor(slice_buf(&b), roll(&d, (unsigned)b.len + 1));
		before = e.cursor;
		if (edit_move(&e, EDIT_RIGHT, WIDTH))
			ck_assert_msg(edit_move(&e, EDIT_LEFT, WIDTH), "seed 9 round %d", round);
		ck_assert_msg(e.cursor == before, "seed 9 round %d", round);
		edit_where(&e, WIDTH, &row, &col);
		edit_move(&e, EDIT_ROW_END, WIDTH);
		edit_where(&e, WIDTH, &other, &col);
		ck_assert_msg(other == row && e.cursor >= before, "seed 9 round %d", round);
		edit_move(&e, EDIT_ROW_START, WIDTH);
		edit_where(&e, WIDTH, &other, &col);
		ck_assert_msg(other == row && e.cursor <= before, "seed 9 round %d", round);
		edit_release(&e);
	}
	buf_release(&b);
}
END_TEST

static Suite *edit_suite(void)
{
	Suite *s = suite_create("edit");
	TCase *tc = tcase_create("edit");

	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, text_opens_with_the_cursor_at_its_end);
	tcase_add_loop_test(tc, insertions_keep_clusters, 0, (int)ARRAY_LEN(insert_cases));
	tcase_add_test(tc, a_family_grows_piece_by_piece);
	tcase_add_test(tc, a_full_box_refuses_whole);
	tcase_add_loop_test(tc, keys_do_what_hands_expect, 0, (int)ARRAY_LEN(act_cases));
	tcase_add_test(tc, up_and_down_keep_their_column);
	tcase_add_loop_test(tc, the_cursor_is_seen_where_it_is, 0, (int)ARRAY_LEN(where_cases));
	tcase_add_loop_test(tc, the_cursor_can_be_put_on_a_cell, 0, (int)ARRAY_LEN(place_cases));
	tcase_add_test(tc, any_writing_leaves_all_in_order);
	tcase_add_test(tc, moves_come_back);
	suite_add_tcase(s, tc);
	return s;
}

int main(void)
{
	return suite_run(edit_suite());
}
