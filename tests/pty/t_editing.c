/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Selecting, cutting, pasting and undoing with what terminals send for these keys; and a paste
 * from elsewhere, with and without marks around it. */
#include <config.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "base/mem.h"
#include "steps.h"

#define SPREAD "How far is leadership distributed in your school today?"

static void open_box(struct play *p, const char *term)
{
	char setting[64];
	const char *const environment[] = { setting, NULL };
	struct play_setting s = { .environment = environment };

	snprintf(setting, sizeof(setting), "TERM=%s", term);
	steps_begin(p, &s);
	steps_turn_to(p, SPREAD);
	play_keys(p, "Enter");
	play_wait_for(p, SAYS_WRITING);
}

/* The signs on the screen that are reversed, as one text. */
static const char *reversed(struct play *p)
{
	static char text[512];
	size_t len = 0;

	play_settle(p);
	for (int row = 0; row < p->rows; row++)
		for (int col = 0; col < p->cols && len < sizeof(text) - 1; col++) {
			VTermScreenCell cell;

			vterm_screen_get_cell(p->screen, (VTermPos){ row, col }, &cell);
			if (cell.attrs.reverse)
				text[len++] = cell.chars[0] ? (char)cell.chars[0] : ' ';
		}
	text[len] = '\0';
	return text;
}

static const char *const terminals[] = { "xterm-256color", "tmux-256color", "linux", "vt220" };

START_TEST(the_keys_of_a_terminal_select_and_undo)
{
	struct play p;

	open_box(&p, terminals[_i]);
	play_type(&p, "one two six");
	play_wait_for(&p, "one two six");
	play_type(&p, "\033[1;6D");	/* Ctrl-Shift-Left */
	play_wait_for(&p, "Ctrl-X cut");
	ck_assert_str_eq(reversed(&p), "six");
	play_type(&p, "\033[1;2D");	/* Shift-Left */
	ck_assert_str_eq(reversed(&p), " six");
	play_type(&p, "\030");
	play_wait_for(&p, "Ctrl-V pastes it.");
	ck_assert_str_eq(reversed(&p), "");
	play_type(&p, "\033[1;5D\026");	/* Ctrl-Left, Ctrl-V */
	play_wait_for(&p, "one sixtwo");
	play_type(&p, "\032\032");
	play_wait_for(&p, "one two six");
	ck_assert_str_eq(reversed(&p), " six");
	play_type(&p, "\031");
	play_wait_gone(&p, "one two six");
	play_type(&p, "\032");
	play_wait_for(&p, "one two six");
	play_type(&p, "\033[D\033[1;2H");	/* Left, Shift-Home */
	ck_assert_str_eq(reversed(&p), "one two");
	play_type(&p, "all");
	play_wait_for(&p, "all six");
	play_type(&p, "\033[3;5~");	/* Ctrl-Delete */
	play_wait_gone(&p, "six");
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"), "all");
}
END_TEST

/* A terminal without marks sends a paste as if somebody typed in great haste. */
START_TEST(a_paste_without_marks_is_one_too)
{
	struct play p;

	open_box(&p, "xterm-256color");
	play_type(&p, "Mine. ");
	play_wait_for(&p, "Mine.");
	play_settle(&p);
	play_type(&p, "It\u2019s \u201Cfine\u201D.\rSecond line, t\u0177.\r\rLast one.");
	play_wait_for(&p, "Last one.");
	play_settle(&p);
	play_type(&p, "\032");
	play_wait_gone(&p, "Last one.");
	play_type(&p, "\031");
	play_wait_for(&p, "Last one.");
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"),
			 "Mine. It\u2019s \u201Cfine\u201D.\nSecond line, t\u0177.\n\nLast one.");
}
END_TEST

START_TEST(a_paste_is_undone_in_one_go)
{
	static const char page[] = "One \u00ABtwo\u00BB.\r\nLine\u00A0\u00A0two.\r\n\033[1mBold\033[0m.";
	struct play p;

	open_box(&p, "xterm-256color");
	play_type(&p, "Mine. ");
	play_paste(&p, page, sizeof(page) - 1);
	play_wait_for(&p, "Bold.");
	play_type(&p, "\032");
	play_wait_gone(&p, "Bold.");
	ck_assert(play_shows(&p, "Mine."));
	play_type(&p, "\031");
	play_wait_for(&p, "Bold.");
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"), "Mine. One \u00ABtwo\u00BB.\nLine  two.\nBold.");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("editing");
	TCase *tcase = tcase_create("editing");

	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, scratch_open, scratch_close);
	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, the_keys_of_a_terminal_select_and_undo, 0, (int)ARRAY_LEN(terminals));
	tcase_add_test(tcase, a_paste_without_marks_is_one_too);
	tcase_add_test(tcase, a_paste_is_undone_in_one_go);
	return suite_run(suite);
}
