/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of text/edit and text/undo: what is selected, what is undone and done again. */
#include <config.h>

#include <check.h>
#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/edit.h"
#include "text/utf8.h"
#include "suite.h"

#define WIDTH 20
#define MANY (SIZE_MAX / 2)

static void start(void)
{
	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C.UTF-8"));
}

/* ---- a script of keys ---- */

static bool insert_joined(struct editor_text *e, struct slice text)
{
	bool fits;

	e->joined = true;
	fits = edit_insert(e, text);
	e->joined = false;
	return fits;
}

/* Each sign of KEYS is one: lower letters, blanks, marks and what is no ASCII are typed. */
static bool press(struct editor_text *e, struct slice key)
{
	switch (key.data[0]) {
	case '<': return edit_move(e, EDIT_LEFT, WIDTH);
	case '>': return edit_move(e, EDIT_RIGHT, WIDTH);
	case '^': return edit_move(e, EDIT_UP, WIDTH);
	case 'V': return edit_move(e, EDIT_DOWN, WIDTH);
	case '[': return edit_move(e, EDIT_TEXT_START, WIDTH);
	case ']': return edit_move(e, EDIT_TEXT_END, WIDTH);
	case '(': return edit_select(e, EDIT_LEFT, WIDTH);
	case ')': return edit_select(e, EDIT_RIGHT, WIDTH);
	case '{': return edit_select(e, EDIT_WORD_LEFT, WIDTH);
	case '}': return edit_select(e, EDIT_WORD_RIGHT, WIDTH);
	case '+': return edit_select(e, EDIT_DOWN, WIDTH);
	case '-': return edit_select(e, EDIT_UP, WIDTH);
	case 'A': edit_select_all(e); return true;
	case 'M': edit_mark(e); return true;
	case 'G': edit_place(e, WIDTH, 0, 1); return true;
	case 'E': edit_unselect(e); return true;
	case 'B': return edit_delete_back(e);
	case 'D': return edit_delete(e);
	case 'W': return edit_delete_to(e, EDIT_WORD_LEFT, WIDTH);
	case 'K': return edit_delete_to(e, EDIT_ROW_END, WIDTH);
	case 'C': return edit_delete_selected(e);
	case 'P': return edit_insert(e, slice_of("pasted"));
	case 'N': return edit_insert(e, slice_of("line\n"));
	case 'J': return insert_joined(e, slice_of(" on"));
	case 'O': return insert_joined(e, slice_of("\u00E9"));
	case 'R': return edit_replace(e, slice_of("all\r\nnew"));
	case 'U': return edit_undo(e);
	case 'Y': return edit_redo(e);
	case '.': e->now += UNDO_PAUSE - 1; return true;
	case ':': e->now += UNDO_PAUSE; return true;
	case ';': e->now -= 1; return true;
	default: return edit_insert(e, key);
	}
}

/* Presses KEYS, all of which do something but those behind a '!'. */
static void press_all(struct editor_text *e, const char *keys, int row)
{
	struct slice s = slice_of(keys);
	bool does = true;

	for (size_t at = 0, next = 0; at < s.len; at = next) {
		utf8_next(s, &next);
		if (s.data[at] == '!') {
			does = false;
			continue;
		}
		ck_assert_msg(press(e, slice_part(s, at, next)) == does, "row %d, key %zu of %s", row,
			      at, keys);
		does = true;
	}
}

/* The text with | at the cursor and * at the mark, for free(). */
static char *picture(const struct editor_text *e)
{
	struct buf b;

	buf_init(&b, MANY);
	for (size_t i = 0; i <= e->text.len; i++) {
		if (i == e->mark && e->mark != e->cursor)
			buf_add_char(&b, '*');
		if (i == e->cursor)
			buf_add_char(&b, '|');
		if (i < e->text.len)
			buf_add_char(&b, e->text.data[i]);
	}
	return buf_steal(&b);
}

struct keys_case {
	const char *text, *keys, *after;
};

static const struct keys_case keys_cases[] = {
	/* a run of typing is a step */
	{ "", "one twoU", "|" },
	{ "", "one twoUY", "one two|" },
	{ "", "one.twoU", "|" },
	{ "", "one:twoU", "one|" },
	{ "", "one;twoU", "one|" },
	{ "", "one:two:sixUUYUU", "|" },
	{ "", "one\ntwoU", "one\n|" },
	{ "", "one\ntwoUU", "|" },
	{ "ab", "x<yU", "ab|x" },
	{ "ab", "x<yUU", "ab|" },
	{ "ab", "x<>yU", "abx|" },
	{ "ab", "x<>yUY", "abxy|" },
	{ "ab", "x!>yU", "ab|" },
	{ "", "\u00E9t\u00E9U", "|" },
	{ "", "e\u0301nU", "|" },
	/* of deleting too */
	{ "one two", "BBBU", "one two|" },
	{ "one two", "BBBUY", "one |" },
	{ "one two", "<<<<<DDDU", "on|e two" },
	{ "one two", "<<<BBDDU", "one |two" },
	{ "one two six", "WWU", "one two six|" },
	{ "one two", "BB:BU", "one t|" },
	{ "one two", "BB<BU", "one |t" },
	{ "one two", "BxBU", "one twx|" },
	{ "one two", "BxBUU", "one tw|" },
	{ "one two", "BxBUUU", "one two|" },
	{ "one\ntwo", "[KDKUUU", "|one\ntwo" },
	{ "one\ntwo", "[KDKU", "|two" },
	/* a paste, a cut and a whole new text are each one */
	{ "", "aPbU", "apasted|" },
	{ "", "aPbUU", "a|" },
	{ "", "PPU", "pasted|" },
	/* and what goes on with a paste is part of it, however long it takes */
	{ "", "aPJObU", "apasted on\u00E9|" },
	{ "", "aPJObUU", "a|" },
	{ "", "aPJObUUY", "apasted on\u00E9|" },
	{ "", "aPJObUUU", "|" },
	{ "", "NJNOU", "line\n on|" },
	{ "", "NJNOUU", "|" },
	{ "", "P:J;OU", "|" },
	{ "one two", "(((PJU", "one |two*" },
	{ "one two", "(((PJUY", "one pasted on|" },
	/* but with nothing else */
	{ "", "PPJU", "pasted|" },
	{ "", "aJU", "a|" },
	{ "", "aJJU", "a|" },
	{ "", "aOOU", "a|" },
	{ "a", "BJU", "|" },
	{ "ab", "P<>JU", "abpasted|" },
	{ "ab", "P<JU", "abpaste|d" },
	{ "\u0301x", "[PJU", "pasted\u0301|x" },
	{ "\u0301x", "[PJUU", "|\u0301x" },
	{ "ab", "PUJU", "ab|" },
	{ "ab", "PxUJU", "abpasted|" },
	{ "ab", "PJUJU!U", "ab|" },
	{ "one two", "((CU", "one t|wo*" },
	{ "one two", "((CBU", "one t|" },
	{ "one two", "<RU", "one tw|o" },
	{ "one two", "<RUY", "all\nnew|" },
	{ "one two", "[RUY", "|all\nnew" },
	{ "a", "R", "a|ll\nnew" },
	{ "", "RUY", "|all\nnew" },
	{ "one two and more", "RU", "one two and more|" },
	{ "one two and more", "R", "all\nnew|" },
	{ "all\nnew", "R!U", "all\nnew|" },
	/* what is typed replaces what is selected, in one step with what follows */
	{ "one two", "(((sixU", "one |two*" },
	{ "one two", "(((sixUY", "one six|" },
	{ "one two", "(((PU", "one |two*" },
	{ "one two", "{{BU", "|one two*" },
	{ "one two", "{{D", "|" },
	{ "one two", "{W", "one |" },
	{ "one two", "[}K", "| two" },
	{ "one two", "[}x", "x| two" },
	/* what was undone is forgotten by a change, not by a move */
	{ "", "ab:cdU<x!Y", "ax|b" },
	{ "", "ab:cdU<Y", "abcd|" },
	{ "", "abU!UY!Y", "ab|" },
	{ "", "!U!Y", "|" },
	/* typing behind an undo is a step */
	{ "", "ab:cdUxU", "ab|" },
	{ "", "abU:abUYxU", "ab|" },
	/* moves and the selection */
	{ "one two", "(((", "one |two*" },
	{ "one two", "((()", "one t|wo*" },
	{ "one two", "(((<", "one |two" },
	{ "one two", "(((>", "one two|" },
	{ "one two", "[)))>", "one| two" },
	{ "one two", "[)))<", "|one two" },
	{ "one two", "((()))", "one two|" },
	{ "one two", "(((E", "one |two" },
	{ "one two", "(((G", "o|ne two" },
	{ "one two", "(((]", "one two|" },
	{ "one two", "A", "*one two|" },
	{ "one two", "[A<", "|one two" },
	{ "one two", "AB", "|" },
	{ "one two", "ABU", "*one two|" },
	{ "one two", "M<<", "one t|wo*" },
	{ "one two", "M<<>", "one tw|o*" },
	{ "one two", "M[C", "|" },
	{ "one two", "M<<E<", "one |two" },
	{ "one two", "M<<x<", "one t|x" },
	{ "abc\n\nxyz", "<--", "ab|c\n\nxy*z" },
	{ "abc\n\nxyz", "<--++", "abc\n\nxy|z" },
	{ "abc\n\nxyz", "[>++", "a*bc\n\nx|yz" },
	{ "abc\n\nxyz", "[>++^", "abc\n|\nxyz" },
};

START_TEST(keys_are_undone_as_people_think)
{
	const struct keys_case *c = &keys_cases[_i];
	struct editor_text e;
	char *is;

	start();
	edit_open(&e, slice_of(c->text));
	press_all(&e, c->keys, _i);
	is = picture(&e);
	ck_assert_msg(strcmp(is, c->after) == 0, "row %d: '%s' and %s give '%s', not '%s'", _i,
		      c->text, c->keys, is, c->after);
	free(is);
	edit_release(&e);
}
END_TEST

/* ---- a box that is full ---- */

START_TEST(what_is_refused_changes_nothing)
{
	struct slice big = { mem_zero(EDIT_MAX + 1, 1), EDIT_MAX };
	struct editor_text e;

	start();
	memset((char *)big.data, 'x', EDIT_MAX + 1);
	edit_open(&e, big);
	ck_assert(edit_delete_back(&e) && edit_undo(&e));
	ck_assert_uint_eq(e.text.len, EDIT_MAX);
	ck_assert(edit_redo(&e) && edit_select(&e, EDIT_LEFT, WIDTH));
	ck_assert(!edit_insert(&e, slice_of("abc")));
	ck_assert(!edit_replace(&e, (struct slice){ big.data, EDIT_MAX + 1 }));
	ck_assert_uint_eq(e.text.len, EDIT_MAX - 1);
	ck_assert(slice_is(edit_selected(&e), "x"));
	/* The selection makes room; and of what was refused nothing is to be undone. */
	ck_assert(edit_insert(&e, slice_of("ab")));
	ck_assert_uint_eq(e.text.len, EDIT_MAX);
	ck_assert(edit_undo(&e) && edit_undo(&e) && !edit_undo(&e));
	ck_assert(slice_equal(edit_text(&e), big));
	edit_release(&e);
	free((char *)big.data);
}
END_TEST
static Suite *undo_suite(void)
{
	Suite *s = suite_create("undo");
	TCase *tc = tcase_create("undo");

	tcase_add_loop_test(tc, keys_are_undone_as_people_think, 0, (int)ARRAY_LEN(keys_cases));
	tcase_add_test(tc, what_is_refused_changes_nothing);
	suite_add_tcase(s, tc);
	return s;
}

int main(void)
{
	return suite_run(undo_suite());
}
