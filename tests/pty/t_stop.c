/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever stops the program: no word is lost, and nothing that was typed for it
 * reaches the shell. */
#include <config.h>

#include <check.h>
#include <glob.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../unit/scratch.h"
#include "../unit/suite.h"
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
	ck_assert_ptr_null(steps_saved("spread-now"));
}

static const int stops[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT };

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
	ck_assert(steps_saved_begins("spread-now", WORDS ", and one more"));
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
	play_wait_for(&p, WORDS);
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
		play_keys(&p, "Enter");
		play_wait_for(&p, SAYS_WRITING);
		play_type(&p, "+");
		play_settle(&p);
		play_keys(&p, "Tab");
		nanosleep(&(struct timespec){ .tv_nsec = round * 700000L }, NULL);
		play_signal(&p, SIGKILL);
		ck_assert_int_eq(play_end(&p), 128 + SIGKILL);
		ck_assert(steps_saved_begins("spread-now", WORDS));
		steps_carry_on(&p, NULL);
		play_wait_for(&p, SAYS_READING);
	}
	ck_assert_int_eq(steps_quit(&p), 0);
}
END_TEST

/* Not even the box was left: what was typed is in the journal. */
START_TEST(a_killed_program_puts_last_sentences_back)
{
	struct play p;

	write_unsaved(&p);
	play_wait_for(&p, SAYS_SAFE);
	play_signal(&p, SIGKILL);
	ck_assert_int_eq(play_end(&p), 128 + SIGKILL);
	ck_assert(!steps_saved_begins("spread-now", WORDS));
	play_start_until(&p, NULL, SAYS_BACK);
	play_wait_for(&p, "We put your last sentences back.");
	play_wait_for(&p, "saved ");
	ck_assert(steps_saved_begins("spread-now", WORDS));
	ck_assert_int_eq(steps_quit(&p), 0);
	play_start_until(&p, NULL, SAYS_BACK);
	ck_assert(!play_shows(&p, "sentences"));
	ck_assert_int_eq(steps_quit(&p), 0);
}
END_TEST

/* The folder is gone for a while, as that of a memory stick may be. */
START_TEST(a_save_that_fails_is_told_and_tried_again)
{
	struct play p;

	write_unsaved(&p);
	ck_assert_int_eq(rename(scratch_path("data"), scratch_path("away")), 0);
	play_keys(&p, "Tab");
	play_wait_for(&p, "NOT SAVED");
	ck_assert(play_shows(&p, WORDS));
	play_keys(&p, "Ctrl-Q");
	play_wait_for(&p, "Your last words are not saved: ");
	play_wait_for(&p, "> Try once more to save, then quit");
	play_keys(&p, "Enter");
	play_settle(&p);
	ck_assert(!p.over && play_shows(&p, "> Try once more"));
	ck_assert_int_eq(rename(scratch_path("away"), scratch_path("data")), 0);
	play_keys(&p, "Enter");
	ck_assert_int_eq(play_end(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"), WORDS);
}
END_TEST

START_TEST(a_copy_can_be_saved_elsewhere)
{
	struct play p;

	write_unsaved(&p);
	ck_assert_int_eq(rename(scratch_path("data"), scratch_path("away")), 0);
	play_keys(&p, "Ctrl-Q");
	play_wait_for(&p, "> Try once more to save, then quit");
	play_keys(&p, "Down");
	play_wait_for(&p, "> Save a copy in another folder, then quit");
	play_keys(&p, "Enter");
	play_wait_for(&p, "~/");
	play_keys(&p, "Ctrl-U");
	play_type(&p, scratch_path("copy.json"));
	play_wait_for(&p, "copy.json");
	play_keys(&p, "Enter");
	play_wait_end(&p, PLAY_PATIENCE);
	ck_assert_int_eq(scratch_mode("copy.json"), 0600);
	ck_assert_ptr_nonnull(strstr(scratch_get("copy.json"), WORDS));
	ck_assert_msg(strstr(play_last_words(&p), scratch_path("copy.json")),
		      "on leaving it says nothing of the copy: %s", play_last_words(&p));
	play_end(&p);
}
END_TEST

/* Somebody else, or a synchronising program, changes the file meanwhile. */
START_TEST(a_file_that_others_change_is_left_alone)
{
	struct play p;
	const char *name;
	glob_t found;

	write_unsaved(&p);
	scratch_put(WORKBOOK, "{ \"theirs\": true }\n");
	play_keys(&p, "Tab");
	play_wait_gone(&p, SAYS_UNSAVED);
	play_wait_for(&p, ".conflict-");
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_str_eq(scratch_get(WORKBOOK), "{ \"theirs\": true }\n");
	ck_assert_int_eq(glob(scratch_path(WORKBOOK ".conflict-*"), 0, NULL, &found), 0);
	ck_assert_uint_eq(found.gl_pathc, 1);
	name = found.gl_pathv[0] + strlen(scratch_path("")) + 1;
	ck_assert_ptr_nonnull(strstr(scratch_get(name), WORDS));
	ck_assert_int_eq(scratch_mode(name), 0600);
	globfree(&found);
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
	ck_assert(steps_saved_begins("spread-now", text));
	ck_assert_uint_eq(strlen(steps_saved("spread-now")), LEN);
	free(text);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("stop");
	TCase *tcase = tcase_create("stop");

	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, scratch_open, scratch_close);
	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, a_signal_saves_and_ends, 0, 4);
	tcase_add_loop_test(tcase, a_signal_among_keys_saves_all_that_was_read, 0, 4);
	tcase_add_test(tcase, a_closed_window_saves_and_ends);
	tcase_add_test(tcase, a_killed_program_loses_no_box_that_was_left);
	tcase_add_test(tcase, a_killed_program_leaves_a_whole_file);
	tcase_add_test(tcase, a_killed_program_puts_last_sentences_back);
	tcase_add_test(tcase, a_save_that_fails_is_told_and_tried_again);
	tcase_add_test(tcase, a_copy_can_be_saved_elsewhere);
	tcase_add_test(tcase, a_file_that_others_change_is_left_alone);
	tcase_add_test(tcase, what_is_typed_behind_quit_reaches_no_shell);
	tcase_add_test(tcase, a_burst_of_typing_is_kept_whole);
	return suite_run(suite);
}
