/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What someone said, on a terminal: its words outlive a program that is killed while they are
 * typed, in a workbook and in a mentor's copy. */
#include <config.h>

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/desk.h"
#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "base/mem.h"
#include "talk.h"

#define QUESTION "How far is leadership distributed in your school today?"

/* Killed as soon as the screen says that the words are safe. */
static void kill_when_safe(struct play *p)
{
	play_wait_for(p, SAYS_SAFE);
	play_signal(p, SIGKILL);
	ck_assert_int_eq(play_end(p), 128 + SIGKILL);
}

START_TEST(a_killed_reply_comes_back_and_goes_on)
{
	struct play p;

	steps_begin(&p, NULL);
	steps_turn_to(&p, QUESTION);
	play_keys(&p, "?");
	play_wait_for(&p, "Type a word");
	play_type(&p, "someone said");
	play_keys(&p, "Enter");
	play_wait_for(&p, "From whom");
	play_type(&p, "Pwy sy'n arwain? \xe9\xa0\x98\xe5\xb0\x8e");
	play_wait_for(&p, "Pwy sy'n arwain?");
	kill_when_safe(&p);
	ck_assert_ptr_null(strstr(scratch_get(WORKBOOK), "arwain"));
	play_start_until(&p, NULL, SAYS_BACK);
	ck_assert_msg(play_shows(&p, "We put your last sentences back."), "%s", play_screen(&p));
	play_keys(&p, "Enter");
	play_wait_for(&p, "Reply, ");
	play_keys(&p, "F6");
	play_wait_for(&p, "Pwy sy'n arwain? \xe9\xa0\x98\xe5\xb0\x8e");
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_ptr_nonnull(strstr(scratch_get(WORKBOOK), "Pwy sy'n arwain? \xe9\xa0\x98\xe5\xb0\x8e"));
}
END_TEST

START_TEST(a_killed_mentor_finds_her_words)
{
	char *path = mem_string(scratch_path("c.json"));
	const char *const arguments[] = { path, NULL };
	const struct play_setting setting = { .arguments = arguments };
	struct play p;

	desk_put_copy("c.json", "distributing-leadership", "spread-now", QUESTION, "The caretaker.");
	play_start_until(&p, &setting, "Somebody wrote this");
	play_keys(&p, "End Up Up Up Enter");
	play_wait_for(&p, "Enter reply");
	play_keys(&p, "Enter");
	play_wait_for(&p, "Your name");
	play_type(&p, "Which doors does he open?");
	play_wait_for(&p, "Which doors");
	kill_when_safe(&p);
	ck_assert_ptr_null(strstr(scratch_get("c.json"), "doors"));
	play_start_until(&p, &setting, "We put your last sentences back.");
	play_keys(&p, "End Up Up Up Enter");
	play_wait_for(&p, "Reply, ");
	play_keys(&p, "Ctrl-Q");
	(void)play_wait_end(&p, PLAY_PATIENCE);
	ck_assert_ptr_nonnull(strstr(play_last_words(&p), "Give that file back"));
	ck_assert_int_eq(play_end(&p), 0);
	ck_assert_ptr_nonnull(strstr(scratch_get("c.json"), "Which doors does he open?"));
	ck_assert_ptr_nonnull(strstr(scratch_get("c.json"), "The caretaker."));
	free(path);
}
END_TEST

START_TEST(a_killed_conversation_keeps_the_lines)
{
	struct play p;

	talk_begin(&p, &talk_usual);
	talk_tell(&p, "go 11", COMMAND);
	talk_tell(&p, "said", WORDS);
	talk_tell(&p, "Who opens the doors?", WORDS);
	play_type(&p, "half a li");
	play_wait_for(&p, "half a li");
	play_signal(&p, SIGKILL);
	ck_assert_int_eq(play_end(&p), 128 + SIGKILL);
	ck_assert_ptr_null(strstr(scratch_get(WORKBOOK), "doors"));
	talk_start(&p, &talk_usual, COMMAND);
	ck_assert(talk_says(&p, "We put your last sentences back."));
	talk_tell(&p, "go 11", COMMAND);
	talk_tell(&p, "before", COMMAND);
	ck_assert(talk_says(&p, "Who opens the doors?"));
	ck_assert_int_eq(talk_quit(&p), 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("said");
	TCase *tcase = tcase_create("said");

	tcase_set_timeout(tcase, 60);
	tcase_add_checked_fixture(tcase, scratch_open, scratch_close);
	tcase_add_test(tcase, a_killed_reply_comes_back_and_goes_on);
	tcase_add_test(tcase, a_killed_mentor_finds_her_words);
	tcase_add_test(tcase, a_killed_conversation_keeps_the_lines);
	suite_add_tcase(suite, tcase);
	return suite_run(suite);
}
