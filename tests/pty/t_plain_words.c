/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plain conversation on a terminal: Ctrl-C and Ctrl-D, and what becomes of words when it is
 * stopped, killed or cannot save. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "preload.h"
#include "talk.h"

START_TEST(ctrl_c_takes_no_words_and_twice_quits)
{
	struct play p;

	talk_begin(&p, &talk_usual);
	talk_tell(&p, "write", WORDS);
	talk_tell(&p, "This is kept.", WORDS);
	play_type(&p, "This is not");
	play_wait_for(&p, "This is not");
	talk_key(&p, "Ctrl-C");
	talk_wait(&p, WORDS);
	ck_assert(talk_says(&p, "was not taken; those before it are kept"));
	talk_tell(&p, "This is.", WORDS);
	talk_key(&p, "Ctrl-C");
	talk_wait(&p, WORDS);
	play_keys(&p, "Ctrl-C");
	ck_assert_int_eq(play_end(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"), "This is kept.\nThis is.");
}
END_TEST

START_TEST(ctrl_d_ends_words_and_then_the_conversation)
{
	struct play p;

	talk_begin(&p, &talk_usual);
	talk_tell(&p, "write", WORDS);
	talk_tell(&p, "One line.", WORDS);
	talk_key(&p, "Ctrl-D");
	talk_wait(&p, COMMAND);
	ck_assert(talk_says(&p, "Your words are saved."));
	play_keys(&p, "Ctrl-D");
	ck_assert_int_eq(play_end(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"), "One line.");
}
END_TEST

static void write_two_lines(struct play *p, const struct play_setting *setting)
{
	talk_begin(p, setting);
	talk_tell(p, "write", WORDS);
	talk_tell(p, "The first line.", WORDS);
	talk_tell(p, "The second.", WORDS);
}

/* On a terminal somebody can be asked. */
START_TEST(a_box_with_words_is_asked_about)
{
	struct play p;

	talk_begin(&p, &talk_usual);
	talk_tell(&p, "write", WORDS);
	talk_tell(&p, "The first.", WORDS);
	talk_tell(&p, ".", COMMAND);
	talk_tell(&p, "write", NUMBER);
	talk_tell(&p, "3", NUMBER);
	ck_assert(talk_says(&p, "The first."));
	talk_tell(&p, "1", WORDS);
	talk_tell(&p, "The second.", WORDS);
	talk_tell(&p, ".", COMMAND);
	ck_assert_str_eq(steps_saved("spread-now"), "The first.\nThe second.");
	talk_tell(&p, "write", NUMBER);
	talk_tell(&p, "2", WORDS);
	talk_tell(&p, "All new.", WORDS);
	talk_tell(&p, ".", COMMAND);
	ck_assert_str_eq(steps_saved("spread-now"), "All new.");
	talk_tell(&p, "write", NUMBER);
	talk_tell(&p, "5", COMMAND);
	ck_assert_str_eq(steps_saved("spread-now"), "All new.");
	talk_tell(&p, "write", NUMBER);
	talk_tell(&p, "4", COMMAND);
	ck_assert(talk_says(&p, "The box is empty now."));
	talk_tell(&p, "undo", COMMAND);
	ck_assert_str_eq(steps_saved("spread-now"), "All new.");
	talk_tell(&p, "nonsense", COMMAND);
	ck_assert_int_eq(talk_quit(&p), 0);
}
END_TEST

static const int stops[] = { SIGTERM, SIGHUP, SIGQUIT };

START_TEST(a_signal_saves_and_ends)
{
	struct play p;

	write_two_lines(&p, &talk_usual);
	play_signal(&p, stops[_i]);
	ck_assert_int_eq(play_end(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"), "The first line.\nThe second.");
}
END_TEST

START_TEST(a_closed_window_saves_and_ends)
{
	const struct play_setting setting = { .arguments = talk_usual.arguments, .no_signals = _i == 1,
					      .by_shell = _i == 2 };
	struct play p;

	write_two_lines(&p, &setting);
	play_hang_up(&p);
	play_end(&p);
	ck_assert_str_eq(steps_saved("spread-now"), "The first line.\nThe second.");
}
END_TEST

/* Nothing is lost but the line that was not ended. */
START_TEST(a_killed_conversation_puts_its_lines_back)
{
	struct play p;

	write_two_lines(&p, &talk_usual);
	play_type(&p, "The third");
	play_wait_for(&p, "The third");
	play_signal(&p, SIGKILL);
	ck_assert_int_eq(play_end(&p), 128 + SIGKILL);
	ck_assert_ptr_null(steps_saved("spread-now"));
	talk_start(&p, &talk_usual, COMMAND);
	ck_assert(talk_says(&p, "We put your last sentences back."));
	ck_assert_str_eq(steps_saved("spread-now"), "The first line.\nThe second.");
	talk_tell(&p, "words", COMMAND);
	ck_assert(talk_says(&p, "The second."));
	ck_assert_int_eq(talk_quit(&p), 0);
}
END_TEST

START_TEST(suspended_it_has_saved_and_goes_on)
{
	const struct play_setting setting = { .arguments = talk_usual.arguments, .by_shell = true };
	struct play p;

	write_two_lines(&p, &setting);
	play_keys(&p, "Ctrl-Z");
	play_wait_stopped(&p);
	ck_assert_str_eq(steps_saved("spread-now"), "The first line.\nThe second.");
	talk_answer_at(&p, 0);
	play_signal(&p, SIGCONT);
	talk_wait(&p, WORDS);
	talk_tell(&p, "The third.", WORDS);
	talk_tell(&p, ".", COMMAND);
	ck_assert_int_eq(talk_quit(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"), "The first line.\nThe second.\nThe third.");
}
END_TEST

/* The folder is gone for a while, as that of a memory stick may be. */
START_TEST(a_save_that_fails_is_told_and_tried_again)
{
	struct play p;

	write_two_lines(&p, &talk_usual);
	ck_assert_int_eq(rename(scratch_path("data"), scratch_path("away")), 0);
	talk_tell(&p, ".", COMMAND);
	ck_assert(talk_says(&p, "NOT SAVED: "));
	ck_assert(!talk_says(&p, "Your words are saved."));
	talk_tell(&p, "where", COMMAND);
	ck_assert(talk_says(&p, "NOT SAVED: "));
	talk_tell(&p, "quit", NUMBER);
	ck_assert(talk_says(&p, "Your last words are not saved: "));
	talk_tell(&p, "1", NUMBER);
	ck_assert(talk_says(&p, "That did not help: "));
	talk_tell(&p, "3", COMMAND);
	ck_assert_int_eq(rename(scratch_path("away"), scratch_path("data")), 0);
	talk_tell(&p, "save", COMMAND);
	ck_assert(talk_says(&p, "Everything is saved"));
	ck_assert_int_eq(talk_quit(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"), "The first line.\nThe second.");
}
END_TEST

START_TEST(a_copy_can_be_saved_elsewhere)
{
	struct play p;

	write_two_lines(&p, &talk_usual);
	ck_assert_int_eq(rename(scratch_path("data"), scratch_path("away")), 0);
	talk_tell(&p, ".", COMMAND);
	talk_tell(&p, "quit", NUMBER);
	talk_tell(&p, "2", FOLDER);
	talk_type(&p, scratch_path("copy.json"));
	play_wait_end(&p, PLAY_PATIENCE);
	ck_assert_int_eq(scratch_mode("copy.json"), 0600);
	ck_assert_str_eq(steps_words("copy.json", "spread-now"), "The first line.\nThe second.");
	ck_assert(talk_says(&p, scratch_path("copy.json")));
	ck_assert_int_eq(play_end(&p), 0);
}
END_TEST

/* From the first line on the disk is full, the journal's room too. */
static void arm(struct preload *l, int call)
{
	preload_begin(l, "calls");
	preload_add(l, "SHIM_FOLDER=%s", scratch_path("data"));
	preload_add(l, "SHIM_LOG=%s", scratch_path("log"));
	preload_add(l, "SHIM_CALL=%d", call);
	preload_add(l, "SHIM_HOW=%d", ENOSPC);
	preload_add(l, "SHIM_FROM=1");
}

static int calls_so_far(void)
{
	const char *log = scratch_get("log");
	int calls = 0;

	for (; *log; log++)
		calls += *log == '\n';
	return calls;
}

START_TEST(what_cannot_be_saved_at_all_is_told_by_the_status)
{
	struct play_setting setting = { .arguments = talk_usual.arguments };
	struct preload l;
	struct play p;
	int calls;

	talk_begin(&p, &talk_usual);
	ck_assert_int_eq(talk_quit(&p), 0);
	arm(&l, 100000);
	setting.environment = l.lines;
	talk_start(&p, &setting, COMMAND);
	talk_tell(&p, "write", WORDS);
	calls = calls_so_far();
	ck_assert_int_gt(calls, 10);
	talk_tell(&p, ".", COMMAND);
	ck_assert_int_eq(talk_quit(&p), 0);

	arm(&l, calls + 1);
	talk_start(&p, &setting, COMMAND);
	talk_tell(&p, "write", WORDS);
	ck_assert(!talk_says(&p, "NOT SAVED"));
	talk_tell(&p, "Lost, and told so.", WORDS);
	ck_assert(talk_says(&p, "NOT SAVED: "));
	talk_tell(&p, ".", COMMAND);
	talk_tell(&p, "quit", NUMBER);
	ck_assert(talk_says(&p, "Quit without these last words"));
	talk_type(&p, "4");
	ck_assert_int_eq(play_end(&p), 1);
}
END_TEST

START_TEST(a_second_window_reads_and_then_takes_over)
{
	struct play first, second;

	talk_begin(&first, &talk_usual);
	talk_start(&second, &talk_usual, MORE_FIRST);
	ck_assert(talk_says(&second, "already open in another window"));
	talk_tell(&second, "go 11", COMMAND);
	talk_tell(&second, "write", COMMAND);
	ck_assert(talk_says(&second, "For reading only: already open in another window"));
	talk_tell(&first, "write", WORDS);
	talk_tell(&first, "From the first.", WORDS);
	talk_tell(&first, ".", COMMAND);
	ck_assert_int_eq(talk_quit(&first), 0);
	talk_answer_at(&second, 0);
	play_wait_for(&second, "The other window is closed. You can write here now.");
	talk_wait(&second, COMMAND);
	talk_tell(&second, "words", COMMAND);
	ck_assert(talk_says(&second, "From the first."));
	talk_tell(&second, "write", NUMBER);
	talk_tell(&second, "1", WORDS);
	talk_tell(&second, "From the second.", WORDS);
	ck_assert_int_eq((play_keys(&second, "Ctrl-D Ctrl-D"), play_end(&second)), 0);
	ck_assert_str_eq(steps_saved("spread-now"), "From the first.\nFrom the second.");
}
END_TEST

/* A terminal takes no more in one line, and that is told. */
START_TEST(a_line_that_the_terminal_cut_is_told)
{
	char line[5002];
	struct play p;

	talk_begin(&p, &talk_usual);
	talk_tell(&p, "write", WORDS);
	memset(line, 'x', 5000);
	strcpy(line + 5000, "\n");
	talk_answer_at(&p, 4000);
	play_bytes(&p, line, 5001);
	talk_wait(&p, WORDS);
	ck_assert(talk_says(&p, "as long as a line can be that is typed here"));
	talk_tell(&p, "A shorter one.", WORDS);
	ck_assert(!talk_says(&p, "as long as a line"));
	talk_tell(&p, ".", COMMAND);
	ck_assert_int_eq(talk_quit(&p), 0);
	ck_assert_uint_ge(strlen(steps_saved("spread-now")), 4095 + strlen("\nA shorter one."));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("plain_words");
	TCase *tcase = tcase_create("words");

	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, scratch_open, scratch_close);
	tcase_add_test(tcase, ctrl_c_takes_no_words_and_twice_quits);
	tcase_add_test(tcase, ctrl_d_ends_words_and_then_the_conversation);
	tcase_add_test(tcase, a_box_with_words_is_asked_about);
	tcase_add_loop_test(tcase, a_signal_saves_and_ends, 0, 3);
	tcase_add_loop_test(tcase, a_closed_window_saves_and_ends, 0, 3);
	tcase_add_test(tcase, a_killed_conversation_puts_its_lines_back);
	tcase_add_test(tcase, suspended_it_has_saved_and_goes_on);
	tcase_add_test(tcase, a_save_that_fails_is_told_and_tried_again);
	tcase_add_test(tcase, a_copy_can_be_saved_elsewhere);
	tcase_add_test(tcase, what_cannot_be_saved_at_all_is_told_by_the_status);
	tcase_add_test(tcase, a_second_window_reads_and_then_takes_over);
	tcase_add_test(tcase, a_line_that_the_terminal_cut_is_told);
	tcase_set_timeout(tcase, 120);
	return suite_run(suite);
}
