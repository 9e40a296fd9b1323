/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each terminal that schools may have, played by the sequences of its own description: what
 * its keys send comes to what they are for. */
#include <config.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "base/mem.h"
#include "steps.h"

#include <curses.h>	/* last: they define words such as lines */
#include <term.h>

#define SPREAD "How far is leadership distributed in your school today?"

static const char *const terms[] = {
	"xterm-256color", "tmux-256color", "linux", "vt220", "xterm-direct", "xterm", "screen-256color",
	"rxvt-unicode-256color",
};

/* Sends what the key NAME of the terminal sends; false where it has no such key. */
static bool press(struct play *p, const char *name)
{
	const char *bytes = tigetstr(name);

	if (!bytes || bytes == (const char *)-1)
		return false;
	play_bytes(p, bytes, strlen(bytes));
	return true;
}

/* Whether the terminal NAME is described here; one that is not is told. */
static bool know(const char *name)
{
	int found = 0;

	if (setupterm(name, 1, &found) == OK)
		return true;
	/* ncurses-term has the one, ncurses-base all that must be here. */
	ck_assert_msg(strcmp(name, "xterm-direct") == 0 || strncmp(name, "rxvt", 4) == 0 || found < 0,
		      "%s is not described", name);
	fprintf(stderr, "%s is not described here: it was NOT tested\n", name);
	return false;
}

static void start_on(struct play *p, const char *name)
{
	char variable[100];

	snprintf(variable, sizeof(variable), "TERM=%s", name);
	steps_begin(p, &(struct play_setting){ .environment = (const char *[]){ variable, NULL } });
	steps_turn_to(p, SPREAD);
	steps_write(p, "");
}

/* Moves and deletes: from "abcdef" to what the keys there are make of it. */
static void edit_on(struct play *p, const char *name, char *wanted)
{
	play_type(p, "abcdef");
	play_wait_for(p, "abcdef");
	ck_assert_msg(press(p, "kcub1") && press(p, "kcub1") && press(p, "kcuf1") && press(p, "kbs"), "%s", name);
	strcpy(wanted, "abcdf");
	if (press(p, "kdch1"))
		strcpy(wanted, "abcd");
	play_type(p, "\r2\r");
	ck_assert(press(p, "kcuu1") && press(p, "kcuu1") && press(p, "kcud1"));
	play_type(p, "x");	/* the column is the last row's: its start */
	strcat(wanted, "\nx2\n");
	if (press(p, "kend") && press(p, "khome")) {
		play_type(p, "y");
		wanted[strlen(wanted) - 3] = '\0';
		strcat(wanted, "yx2\n");
	}
	play_settle(p);
}

/* What the terminal has of F2, F8, Shift-Tab and the pages. */
static void go_about(struct play *p)
{
	if (press(p, "kf2")) {
		play_wait_for(p, "you are here");
		play_bytes(p, "\033", 1);
		play_wait_gone(p, "you are here");
	}
	if (press(p, "kf8")) {
		play_wait_for(p, "My reflections");
		play_bytes(p, "\033", 1);
		play_wait_gone(p, "My reflections");
	}
	play_bytes(p, "\t", 1);
	play_wait_for(p, SAYS_READING);
	ck_assert(press(p, "knp"));
	play_wait_gone(p, SPREAD);
	ck_assert(press(p, "kpp"));
	play_wait_for(p, SPREAD);
}

START_TEST(its_keys_do_what_they_are_for)
{
	const char *saved;
	char wanted[200];
	struct play p;

	if (!know(terms[_i]))
		return;
	start_on(&p, terms[_i]);
	edit_on(&p, terms[_i], wanted);
	go_about(&p);
	ck_assert_int_eq(steps_quit(&p), 0);
	saved = steps_saved("spread-now");
	ck_assert_msg(saved && strcmp(saved, wanted) == 0, "%s: saved '%s', wanted '%s'", terms[_i], saved, wanted);
}
END_TEST

/* With marks, and without, as the Linux console and the vt220 paste. */
START_TEST(a_paste_is_text)
{
	static const char pasted[] = "one two\tthree\rc q\t? h\r\tthe end of it, so long that it";
	struct play p;

	if (!know(terms[_i / 2]))
		return;
	start_on(&p, terms[_i / 2]);
	if (_i % 2)
		play_bytes(&p, "\033[200~", 6);
	play_bytes(&p, pasted, sizeof(pasted) - 1);
	if (_i % 2)
		play_bytes(&p, "\033[201~", 6);
	play_wait_for(&p, "so long that it");
	play_settle(&p);
	ck_assert(play_shows(&p, SAYS_WRITING));
	play_type(&p, "!\t");
	play_wait_for(&p, SAYS_READING);
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"), "one two\tthree\nc q\t? h\n\tthe end of it, so long that it!");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("terms");
	TCase *tcase = tcase_create("terms");

	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, scratch_open, scratch_close);
	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, its_keys_do_what_they_are_for, 0, ARRAY_LEN(terms));
	tcase_add_loop_test(tcase, a_paste_is_text, 0, 2 * ARRAY_LEN(terms));
	return suite_run(suite);
}
