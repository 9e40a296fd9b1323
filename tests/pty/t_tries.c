/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What I mean to try, on a terminal: the words of a step, and of what happened, outlive a
 * program that is killed while they are typed. */
#include <config.h>

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "talk.h"

#define BARRIERS "to get past the barriers of"
#define PLACE "page 31 of 41"

/* On the page that asks what might change. */
static void go_there(struct play *p)
{
	steps_begin(p, NULL);
	play_keys(p, "F3");
	play_wait_for(p, "Type them and press Enter.");
	play_type(p, BARRIERS);
	play_keys(p, "Enter");
	play_wait_for(p, "Found:");
	play_keys(p, "Enter");
	play_wait_for(p, PLACE);
}

/* Killed as soon as the screen says that the words are safe. */
static void kill_when_safe(struct play *p)
{
	play_wait_for(p, SAYS_SAFE);
	play_signal(p, SIGKILL);
	ck_assert_int_eq(play_end(p), 128 + SIGKILL);
}

static void come_back(struct play *p)
{
	play_start_until(p, NULL, SAYS_BACK);
	ck_assert_msg(play_shows(p, "We put your last sentences back."), "%s", play_screen(p));
	play_keys(p, "Enter");
	play_wait_for(p, PLACE);
	play_keys(p, "s");
	play_wait_for(p, "A new step");
}

START_TEST(a_killed_step_comes_back)
{
	struct play p;

	go_there(&p);
	play_keys(&p, "s");
	play_wait_for(&p, "A new step");
	play_keys(&p, "Enter");
	play_wait_for(&p, "Who will know:");
	play_type(&p, "yr ŵyn ar y bryn");
	play_keys(&p, "Tab");
	play_type(&p, "listen, 領導力");
	play_wait_for(&p, "領導力");
	kill_when_safe(&p);
	ck_assert_ptr_null(strstr(scratch_get(WORKBOOK), "bryn"));
	come_back(&p);
	ck_assert_msg(play_shows(&p, "When yr ŵyn ar y bryn, I will listen, 領導力."), "%s", play_screen(&p));
	/* And what happened, likewise. */
	play_keys(&p, "Enter");
	play_wait_for(&p, "Write what happened");
	play_keys(&p, "Down Enter");
	play_wait_for(&p, "What happened?");
	play_type(&p, "They came. \U0001F331");
	play_wait_for(&p, "They came.");
	kill_when_safe(&p);
	come_back(&p);
	play_keys(&p, "Enter");
	play_wait_for(&p, "They came.");
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_ptr_nonnull(strstr(scratch_get(WORKBOOK), "They came. \U0001F331"));
}
END_TEST

START_TEST(a_killed_conversation_keeps_the_parts)
{
	struct play p;

	talk_begin(&p, &talk_usual);
	talk_tell(&p, "go 31", COMMAND);
	talk_tell(&p, "steps", NUMBER);
	talk_tell(&p, "1", WORDS);
	talk_tell(&p, "the bell rings", WORDS);
	talk_tell(&p, "ask first", WORDS);
	play_type(&p, "half a li");
	play_wait_for(&p, "half a li");
	play_signal(&p, SIGKILL);
	ck_assert_int_eq(play_end(&p), 128 + SIGKILL);
	ck_assert_ptr_null(strstr(scratch_get(WORKBOOK), "the bell rings"));
	talk_start(&p, &talk_usual, COMMAND);
	ck_assert(talk_says(&p, "We put your last sentences back."));
	talk_tell(&p, "steps", NUMBER);
	ck_assert(talk_says(&p, "When the bell rings, I will ask first."));
	talk_tell(&p, "1", NUMBER);
	talk_tell(&p, "2", WORDS);
	talk_tell(&p, "Nobody ran.", WORDS);
	play_signal(&p, SIGKILL);
	ck_assert_int_eq(play_end(&p), 128 + SIGKILL);
	talk_start(&p, &talk_usual, COMMAND);
	talk_tell(&p, "steps", NUMBER);
	talk_tell(&p, "1", NUMBER);
	ck_assert(talk_says(&p, "Nobody ran."));
	talk_tell(&p, "back", NUMBER);
	talk_tell(&p, "back", COMMAND);
	ck_assert_int_eq(talk_quit(&p), 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("tries");
	TCase *tcase = tcase_create("tries");

	tcase_set_timeout(tcase, 60);
	tcase_add_checked_fixture(tcase, scratch_open, scratch_close);
	tcase_add_test(tcase, a_killed_step_comes_back);
	tcase_add_test(tcase, a_killed_conversation_keeps_the_parts);
	suite_add_tcase(suite, tcase);
	return suite_run(suite);
}
