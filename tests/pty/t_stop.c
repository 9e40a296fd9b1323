/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever stops the program: no word is lost, and nothing that was typed for it
 * reaches the shell. */
#include <config.h>

#include <check.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../unit/scratch.h"
#include "steps.h"

#define SPREAD "How far is leadership distributed in your school today?"
#define WORDS "Wrth gwrs: 領導 \U0001F331, and the last word"

enum { SOON = 1000 };	/* milliseconds in which a stopped program has ended */

static void write_unsaved(struct play *p)
{
	steps_begin(p, NULL);
	steps_turn_to(p, SPREAD);
	steps_write(p, WORDS);
	play_wait_for(p, WORDS);
	play_wait_for(p, SAYS_UNSAVED);
	ck_assert_ptr_null(steps_saved("spread-now"));
}

static const int stops[] = { SIGTERM, SIGHUP, SIGINT };

START_TEST(a_signal_saves_and_ends)
{
	struct play p;
	int took;

	write_unsaved(&p);
	play_signal(&p, stops[_i]);
	took = play_wait_end(&p, PLAY_PATIENCE);
	ck_assert_msg(took <= SOON, "%s: ended after %d ms", strsignal(stops[_i]), took);
	ck_assert_msg(!p.full_screen, "%s: the terminal is left in disorder", strsignal(stops[_i]));
	ck_assert_ptr_nonnull(strstr(play_output(&p), "\033[?2004l"));
	ck_assert_int_lt(play_end(&p), 128);
	ck_assert_str_eq(steps_saved("spread-now"), WORDS);
}
END_TEST

START_TEST(a_signal_among_keys_saves_all_that_was_read)
{
	struct play p;
	int status;

	write_unsaved(&p);
	play_type(&p, ", and one more");
	play_wait_for(&p, "one more");
	play_signal(&p, stops[_i]);
	play_type(&p, "zzz");
	status = play_end(&p);
	ck_assert_int_lt(status, 128);
	ck_assert_int_eq(strncmp(steps_saved("spread-now"), WORDS ", and one more",
				 strlen(WORDS ", and one more")), 0);
}
END_TEST

START_TEST(a_closed_window_saves_and_ends)
{
	struct play p;
	int took;

	write_unsaved(&p);
	play_hang_up(&p);
	took = play_wait_end(&p, PLAY_PATIENCE);
	ck_assert_msg(took <= SOON, "ended after %d ms", took);
	ck_assert_int_lt(play_end(&p), 128);
	ck_assert_str_eq(steps_saved("spread-now"), WORDS);
}
END_TEST

START_TEST(a_killed_program_loses_no_box_that_was_left)
{
	struct play p;

	write_unsaved(&p);
	steps_leave_box(&p);
	play_signal(&p, SIGKILL);
	ck_assert_int_eq(play_end(&p), 128 + SIGKILL);
	ck_assert_str_eq(steps_saved("spread-now"), WORDS);
	steps_carry_on(&p, NULL);
	ck_assert(play_shows(&p, WORDS));
	steps_write(&p, ", and a new one");
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"), WORDS ", and a new one");
}
END_TEST

/* Stopped in the middle of a save at any time, the file is whole: old or new. */
START_TEST(a_killed_program_leaves_a_whole_file)
{
	struct play p;

	write_unsaved(&p);
	steps_leave_box(&p);
	for (int round = 0; round < 8; round++) {
		const char *saved;

		play_keys(&p, "Enter");
		play_wait_for(&p, SAYS_WRITING);
		play_type(&p, "+");
		play_wait_for(&p, SAYS_UNSAVED);
		play_keys(&p, "Tab");
		nanosleep(&(struct timespec){ .tv_nsec = round * 700000L }, NULL);
		play_signal(&p, SIGKILL);
		ck_assert_int_eq(play_end(&p), 128 + SIGKILL);
		saved = steps_saved("spread-now");
		ck_assert_ptr_nonnull(saved);
		ck_assert_int_eq(strncmp(saved, WORDS, strlen(WORDS)), 0);
		steps_carry_on(&p, NULL);
		play_wait_for(&p, SAYS_READING);
	}
	ck_assert_int_eq(steps_quit(&p), 0);
}
END_TEST

START_TEST(what_is_typed_behind_quit_reaches_no_shell)
{
	struct play p;

	write_unsaved(&p);
	play_type(&p, "\021rm -rf everything\r\rexit\r\004");
	play_wait_end(&p, PLAY_PATIENCE);
	ck_assert_int_eq(play_left_over(&p), 0);
	ck_assert_int_eq(play_end(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"), WORDS);
}
END_TEST

START_TEST(a_burst_of_typing_is_kept_whole)
{
	enum { LEN = 20000 };
	char *text = malloc(LEN + 1);
	struct play p;

	for (int i = 0; i < LEN; i++)
		text[i] = i % 11 == 10 ? ' ' : (char)('a' + i % 26);
	text[LEN] = '\0';
	steps_begin(&p, NULL);
	steps_turn_to(&p, SPREAD);
	steps_write(&p, text);
	play_type(&p, "\033");
	play_wait_for(&p, SAYS_READING);
	play_wait_gone(&p, SAYS_UNSAVED);
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"), text);
	free(text);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("stop");
	TCase *tcase = tcase_create("stop");
	SRunner *sr = srunner_create(suite);
	int failed;

	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, scratch_open, scratch_close);
	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, a_signal_saves_and_ends, 0, 3);
	tcase_add_loop_test(tcase, a_signal_among_keys_saves_all_that_was_read, 0, 3);
	tcase_add_test(tcase, a_closed_window_saves_and_ends);
	tcase_add_test(tcase, a_killed_program_loses_no_box_that_was_left);
	tcase_add_test(tcase, a_killed_program_leaves_a_whole_file);
	tcase_add_test(tcase, what_is_typed_behind_quit_reaches_no_shell);
	tcase_add_test(tcase, a_burst_of_typing_is_kept_whole);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
