/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plain conversation on a terminal: lines and nothing else, a screenful at a time, and how
 * it is turned on. */
#include <config.h>

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>

#include "../unit/hunt.h"
#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "base/buf.h"
#include "talk.h"
#include "text/utf8.h"

static int print_conversation(void)
{
	struct play p;
	size_t i;

	talk_begin(&p, &talk_usual);
	talk_tell(&p, "write", WORDS);
	talk_tell(&p, "ŷ 領導", WORDS);
	talk_tell(&p, ".", COMMAND);
	talk_tell(&p, "summary", NUMBER);
	talk_tell(&p, "1", MORE);
	for (i = 0; i < p.output_len; i++) {
		unsigned char c = (unsigned char)play_output(&p)[i];
		bool end = c == '\r' && play_output(&p)[i + 1] == '\n';	/* the terminal's own */

		if ((c < 0x20 && c != '\n' && !end) || c == 0x7F)
			play_fail(&p, "byte %zu is %#x", i, c);
	}
	return talk_quit(&p);
}

START_TEST(no_control_character_leaves_it)
{
	ck_assert_int_eq(print_conversation(), 0);
	ck_assert_str_eq(steps_saved("spread-now"), "ŷ 領導");
}
END_TEST

static const struct { int rows, cols; } sizes[] = { { 24, 80 }, { 12, 40 }, { 50, 200 }, { 6, 38 } };

/* The rows from FROM on, of which there are at most ROWS, each at most COLS wide. */
static void check_screenful(struct play *p, const char *from, int rows, int cols)
{
	int count = 0;

	from += strcspn(from, "\n") + 1;	/* the end of what was typed */
	while (*from) {
		size_t len = strcspn(from, "\r\n");

		if (text_width((struct slice){ from, len }) > cols)
			play_fail(p, "a row is too wide: '%.*s'", (int)len, from);
		from += len + strspn(from + len, "\r");
		count += *from == '\n';
		from += *from == '\n';
	}
	if (count >= rows)
		play_fail(p, "%d rows are no screenful of %d", count, rows);
}

START_TEST(a_page_is_read_a_screenful_at_a_time)
{
	const struct play_setting setting = {
		.arguments = talk_usual.arguments, .rows = sizes[_i].rows, .cols = sizes[_i].cols,
	};
	int screenfuls = 0;
	struct play p;

	talk_start(&p, &setting, sizes[_i].rows >= 24 ? NUMBER : MORE_FIRST);
	while (!talk_ends(&p, NUMBER)) {
		talk_type(&p, "");
		talk_wait(&p, NULL);
	}
	talk_type(&p, "4");
	talk_wait(&p, NULL);
	for (;;) {
		check_screenful(&p, talk_said(&p), sizes[_i].rows, sizes[_i].cols);
		screenfuls++;
		if (talk_ends(&p, COMMAND))
			break;
		talk_type(&p, "");
		talk_wait(&p, NULL);
	}
	ck_assert_int_gt(screenfuls, sizes[_i].rows == 50 ? 0 : 1);
	ck_assert(strstr(play_output(&p), "synchronises"));	/* its last row */
	ck_assert_int_eq(talk_quit(&p), 0);
}
END_TEST

/* At `more:` a command ends the reading and is done. */
START_TEST(reading_ends_with_a_command_or_ctrl_c)
{
	struct play p;

	talk_begin(&p, &talk_usual);
	talk_tell(&p, "go 4", MORE);
	talk_tell(&p, "where", COMMAND);
	ck_assert(talk_says(&p, "page 4 of 41"));
	ck_assert(!talk_says(&p, "superleader"));
	talk_tell(&p, "again", MORE);
	talk_key(&p, "Ctrl-C");
	talk_wait(&p, COMMAND);
	ck_assert(talk_says(&p, "Nothing is lost. To quit"));
	talk_tell(&p, "where", COMMAND);
	talk_key(&p, "Ctrl-C");
	talk_wait(&p, COMMAND);
	ck_assert(talk_says(&p, "Nothing is lost. To quit"));
	ck_assert_int_eq(talk_quit(&p), 0);
}
END_TEST

START_TEST(ctrl_c_at_a_question_says_how_to_quit)
{
	struct play p;

	talk_begin(&p, &talk_usual);
	talk_tell(&p, "settings", NUMBER);
	talk_key(&p, "Ctrl-C");
	talk_wait(&p, NUMBER);
	ck_assert(talk_says(&p, "Nothing is lost. back goes back. To quit"));
	talk_tell(&p, "help", NUMBER);
	ck_assert(talk_says(&p, "Each number stands for the line behind it."));
	talk_key(&p, "Ctrl-C");
	talk_wait(&p, NUMBER);
	play_keys(&p, "Ctrl-C");
	ck_assert_int_eq(play_end(&p), 0);
}
END_TEST

/* The next start goes on at the screenful that was being read. */
START_TEST(it_goes_on_where_reading_stopped)
{
	struct play p;

	talk_begin(&p, &talk_usual);
	talk_tell(&p, "go 4", MORE);
	talk_tell(&p, "", MORE);
	ck_assert(talk_says(&p, "starting afresh"));
	ck_assert_int_eq(talk_quit(&p), 0);
	talk_start(&p, &talk_usual, MORE_FIRST);
	ck_assert(talk_says(&p, "You were at: The myth of the superhero head"));
	ck_assert(talk_says(&p, "From where you stopped; again shows the whole page."));
	ck_assert(!talk_says(&p, "Every society has its taboos"));
	talk_tell(&p, "again", MORE);
	ck_assert(talk_says(&p, "Every society has its taboos"));
	ck_assert_int_eq(talk_quit(&p), 0);
}
END_TEST

START_TEST(a_dumb_terminal_brings_plain_lines)
{
	const char *const environment[] = { "TERM=dumb", NULL };
	struct play p;

	talk_start(&p, &(struct play_setting){ .environment = environment }, NUMBER);
	ck_assert(talk_says(&p, "in plain lines"));
	ck_assert(!strchr(play_output(&p), '\033'));
	ck_assert_int_eq(talk_quit(&p), 0);
	ck_assert(!scratch_has(WORKBOOK));
}
END_TEST

static const char *const settings[] = { "LEADERPLUS_PLAIN=1", "ACCESSIBLE=1", "ACCESSIBLE=true" };

START_TEST(the_environment_brings_plain_lines)
{
	const char *const environment[] = { settings[_i], NULL };
	struct play p;

	talk_start(&p, &(struct play_setting){ .environment = environment }, NUMBER);
	ck_assert(!strchr(play_output(&p), '\033'));
	ck_assert_int_eq(talk_quit(&p), 0);
}
END_TEST

START_TEST(zero_brings_the_full_screen)
{
	const char *const environment[] = { "LEADERPLUS_PLAIN=0", "ACCESSIBLE=1", NULL };
	struct play p;

	play_start_until(&p, &(struct play_setting){ .environment = environment }, SAYS_FIRST);
	ck_assert(p.full_screen);
	ck_assert_int_eq(steps_quit(&p), 0);
}
END_TEST

START_TEST(p_at_the_first_start_goes_on_in_plain_lines)
{
	struct play p;

	play_start_until(&p, NULL, "Screen reader or braille? Press P for plain lines.");
	play_wait_for(&p, "P plain lines");
	talk_answer_at(&p, 0);
	play_type(&p, _i ? "P" : "p");
	talk_wait(&p, NUMBER);
	ck_assert(!p.full_screen);
	talk_tell(&p, "1", MORE_FIRST);
	ck_assert(!strchr(talk_said(&p), '\033'));
	talk_tell(&p, "go 11", COMMAND);
	talk_tell(&p, "write", WORDS);
	talk_tell(&p, "In lines.", WORDS);
	talk_tell(&p, ".", COMMAND);
	ck_assert_int_eq(talk_quit(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"), "In lines.");
}
END_TEST

/* What was set before goes along. */
START_TEST(p_takes_the_settings_along)
{
	struct play p;

	play_start_until(&p, NULL, "Screen reader or braille? Press P for plain lines.");
	play_keys(&p, "F9");
	play_wait_for(&p, "Mouse: off");
	play_keys(&p, "Down Down Down Down Enter");
	play_wait_for(&p, "Mouse: on");
	play_keys(&p, "Esc");
	play_wait_for(&p, "Press P for plain lines.");
	talk_answer_at(&p, 0);
	play_type(&p, "p");
	talk_wait(&p, NUMBER);
	talk_tell(&p, "4", MORE_FIRST);
	talk_tell(&p, "settings", NUMBER);
	ck_assert(talk_says(&p, "Mouse: on"));
	talk_tell(&p, "back", COMMAND);
	ck_assert_int_eq(talk_quit(&p), 0);
}
END_TEST

/* Once: the next time the page is shown whole. */
START_TEST(go_leads_to_the_place_that_was_found)
{
	struct play p;

	talk_begin(&p, &talk_usual);
	talk_tell(&p, "find starting afresh", COMMAND);
	ck_assert(talk_says(&p, "Page 4, The myth of the superhero head"));
	talk_tell(&p, "go 4", NULL);
	ck_assert(talk_says(&p, "From where it was found; again shows the whole page."));
	ck_assert(talk_says(&p, "starting afresh"));
	ck_assert(!talk_says(&p, "Every society has its taboos"));
	talk_tell(&p, "again", MORE);
	ck_assert(talk_says(&p, "Every society has its taboos"));
	talk_tell(&p, "go 4", MORE);
	ck_assert(!talk_says(&p, "From where"));
	ck_assert(talk_says(&p, "Every society has its taboos"));
	ck_assert_int_eq(talk_quit(&p), 0);
}
END_TEST

/* In a window of few rows the question of the first start needs more than one screenful. */
START_TEST(a_question_can_be_answered_while_it_is_read)
{
	const struct play_setting setting = {
		.arguments = talk_usual.arguments, .rows = 12, .cols = 40,
	};
	struct play p;

	talk_start(&p, &setting, MORE_FIRST);
	talk_tell(&p, "1", MORE);
	ck_assert(talk_says(&p, "Your words are kept in"));
	ck_assert(scratch_has(WORKBOOK));
	ck_assert_int_eq(talk_quit(&p), 0);
}
END_TEST

/* What is typed before it is asked for shows before the prompt. */
START_TEST(each_answer_begins_a_line)
{
	struct play p;

	talk_begin(&p, &talk_usual);
	talk_answer_at(&p, 0);
	play_type(&p, "words\nwords\nwords\nwhere\n");
	play_wait_for(&p, "The file: ");
	talk_wait(&p, COMMAND);
	ck_assert(!talk_says(&p, "command: The"));
	ck_assert(!talk_says(&p, "command: 1."));
	ck_assert_int_eq(talk_quit(&p), 0);
}
END_TEST

/* What will be gone is read to its end before anything can be erased. */
START_TEST(nothing_is_erased_unread)
{
	const struct play_setting setting = { .arguments = talk_usual.arguments, .rows = 12, .cols = 60 };
	struct play p;

	talk_start(&p, &setting, MORE_FIRST);
	talk_tell(&p, "", NUMBER);
	talk_type(&p, "1");
	talk_wait(&p, NULL);
	talk_tell(&p, "go 11", COMMAND);
	talk_tell(&p, "write", WORDS);
	talk_tell(&p, "She left.", WORDS);
	talk_tell(&p, ".", COMMAND);
	talk_type(&p, "erase");
	while (talk_wait(&p, NULL), !talk_ends(&p, NUMBER))
		talk_type(&p, "");
	talk_tell(&p, "1", MORE);
	talk_tell(&p, "erase for good", COMMAND);
	ck_assert(talk_says(&p, "Nothing was erased."));
	ck_assert_str_eq(steps_saved("spread-now"), "She left.");
	talk_type(&p, "erase");
	while (talk_wait(&p, NULL), !talk_ends(&p, NUMBER))
		talk_type(&p, "");
	talk_tell(&p, "1", MORE);
	while (talk_wait(&p, NULL), talk_ends(&p, MORE))
		talk_type(&p, "");
	talk_tell(&p, "erase for good", COMMAND);
	ck_assert(talk_says(&p, "Erased for good."));
	ck_assert_int_eq(hunt_files("She left."), 0);
	ck_assert_int_eq(talk_quit(&p), 0);
	ck_assert_int_eq(hunt_files("She left."), 0);
}
END_TEST

/* Once a place is chosen, P is a letter like others. */
START_TEST(p_does_nothing_later)
{
	struct play p;

	steps_begin(&p, NULL);
	play_keys(&p, "p");
	play_settle(&p);
	ck_assert(!p.over && p.full_screen);
	play_keys(&p, "F2");
	play_wait_for(&p, "Contents");
	play_keys(&p, "p P");
	play_settle(&p);
	ck_assert(!p.over && p.full_screen);
	ck_assert_int_eq(steps_quit(&p), 0);
}
END_TEST

static bool journal_has(const char *words)
{
	FILE *in = fopen(scratch_path(WORKBOOK ".journal"), "r");
	static char bytes[1024 * 1024];	/* with the room that is kept in it */
	size_t len = in ? fread(bytes, 1, sizeof(bytes), in) : 0;

	if (in)
		fclose(in);
	return memmem(bytes, len, words, strlen(words)) != NULL;
}

/* Nobody reads what is written: the words are kept in spite of it, and a signal ends it. */
START_TEST(it_ends_although_nothing_can_be_written)
{
	struct play p;

	talk_begin(&p, &talk_usual);
	talk_tell(&p, "write", WORDS);
	/* Stopped by another than the conversation, as by a multiplexer. */
	ck_assert_int_eq(tcflow(p.terminal, TCOOFF), 0);
	play_type(&p, "Nobody sees this.\n");
	for (int i = 0; !journal_has("Nobody sees this."); i++) {
		if (i == 100)
			play_fail(&p, "the journal has no such words");
		play_settle(&p);
	}
	play_signal(&p, SIGTERM);
	ck_assert_int_eq(play_end(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"), "Nobody sees this.");
}
END_TEST

static bool output_can_be_stopped(const struct play *p)
{
	struct termios modes;

	ck_assert_int_eq(tcgetattr(p->terminal, &modes), 0);
	return modes.c_iflag & IXON;
}

/* Ctrl-S would look like a program that hangs. */
START_TEST(ctrl_s_stops_nothing)
{
	const struct play_setting setting = {
		.arguments = talk_usual.arguments, .by_shell = true,
	};
	struct play p;

	talk_begin(&p, &setting);
	ck_assert(!output_can_be_stopped(&p));
	play_bytes(&p, "\x13", 1);
	talk_tell(&p, "where", COMMAND);
	talk_key(&p, "Ctrl-Z");
	play_wait_stopped(&p);
	ck_assert(output_can_be_stopped(&p));
	play_signal(&p, SIGCONT);
	talk_wait(&p, COMMAND);
	ck_assert(!output_can_be_stopped(&p));
	talk_type(&p, "quit");
	play_wait_end(&p, PLAY_PATIENCE);
	ck_assert(output_can_be_stopped(&p));
	ck_assert_int_eq(play_end(&p), 0);
}
END_TEST

/* An editor has the terminal as the conversation found it; afterwards it is the conversation's. */
START_TEST(ctrl_s_works_in_an_editor_as_usual)
{
	struct play_setting setting = { .arguments = talk_usual.arguments };
	const char *environment[] = { NULL, NULL };
	struct buf script, visual;
	struct play p;

	buf_init(&script, 10000);
	buf_init(&visual, 10000);
	buf_addf(&script, "#!/bin/sh\nstty -a >'%s'\necho edited >\"$1\"\n", scratch_path("modes"));
	buf_addf(&visual, "VISUAL='%s'", scratch_path("editor"));
	scratch_put("editor", script.data);
	ck_assert_int_eq(chmod(scratch_path("editor"), 0700), 0);
	environment[0] = visual.data;
	setting.environment = environment;
	talk_begin(&p, &setting);
	talk_tell(&p, "edit", COMMAND);
	ck_assert_str_eq(steps_saved("spread-now"), "edited");
	ck_assert_msg(strstr(scratch_get("modes"), " ixon"), "%s", scratch_get("modes"));
	ck_assert(!output_can_be_stopped(&p));
	ck_assert_int_eq(talk_quit(&p), 0);
	buf_release(&visual);
	buf_release(&script);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("plain");
	TCase *tcase = tcase_create("lines");

	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, scratch_open, scratch_close);
	tcase_add_test(tcase, no_control_character_leaves_it);
	tcase_add_loop_test(tcase, a_page_is_read_a_screenful_at_a_time, 0, 4);
	tcase_add_test(tcase, reading_ends_with_a_command_or_ctrl_c);
	tcase_add_test(tcase, ctrl_c_at_a_question_says_how_to_quit);
	tcase_add_test(tcase, it_goes_on_where_reading_stopped);
	tcase_add_test(tcase, a_dumb_terminal_brings_plain_lines);
	tcase_add_loop_test(tcase, the_environment_brings_plain_lines, 0, 3);
	tcase_add_test(tcase, zero_brings_the_full_screen);
	tcase_add_test(tcase, p_takes_the_settings_along);
	tcase_add_loop_test(tcase, p_at_the_first_start_goes_on_in_plain_lines, 0, 2);
	tcase_add_test(tcase, nothing_is_erased_unread);
	tcase_add_test(tcase, p_does_nothing_later);
	tcase_add_test(tcase, go_leads_to_the_place_that_was_found);
	tcase_add_test(tcase, a_question_can_be_answered_while_it_is_read);
	tcase_add_test(tcase, each_answer_begins_a_line);
	tcase_add_test(tcase, it_ends_although_nothing_can_be_written);
	tcase_add_test(tcase, ctrl_s_stops_nothing);
	tcase_add_test(tcase, ctrl_s_works_in_an_editor_as_usual);
	return suite_run(suite);
}
