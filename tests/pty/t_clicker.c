/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A clicker in the hand of somebody who walks about: its keys, in any order and number, from the
 * workbook to the wall and back.  What the reader wrote never shows from F5 until R. */
#include <config.h>

#include <check.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "steps.h"

#define SPREAD "How far is leadership distributed in your school today?"
#define CURTAIN "Projecting has stopped. Press R to return to your workbook."
#define PRIVATE "Quagmire"	/* a word that no book has */

enum { BURSTS = 24, KEYS = 40 };

/* What clickers send: on, back, blank, and the button that alternates.  Some of each at once. */
static void click(struct play *p, unsigned *seed, int count)
{
	static const char *const keys[] = { "\033[6~", "\033[5~", ".", "b", "\033[15~", "\033" };

	for (int i = 0; i < count; i++) {
		const char *key = keys[rand_r(seed) % 6u];

		play_bytes(p, key, strlen(key));
	}
	play_settle(p);
}

/* Nothing that was sent since FROM, nor what shows, has a word of hers. */
static void check_private(struct play *p, size_t from)
{
	if (play_shows(p, PRIVATE) || strstr(play_output(p) + from, PRIVATE))
		play_fail(p, "what the reader wrote shows");
}

/* Stops projecting, whatever shows: where that is nothing, the first key brings it back. */
static void stop(struct play *p)
{
	/* Ends the blank, if there is one, and does nothing else; a second Ctrl-Q would quit. */
	play_keys(p, "F5");
	play_settle(p);
	play_keys(p, "Ctrl-Q");
	play_wait_for(p, CURTAIN);
}

static void begin(struct play *p)
{
	static const char *const environment[] = { "ESCDELAY=5", NULL };

	steps_begin(p, &(struct play_setting){ .environment = environment, .by_shell = true });
	steps_turn_to(p, SPREAD);
	steps_write(p, PRIVATE);
	steps_leave_box(p);
	ck_assert(play_shows(p, PRIVATE));
}

static void start(struct play *p, size_t *from)
{
	*from = p->output_len;
	play_keys(p, "F5");
	play_wait_gone(p, PRIVATE);
	play_wait_for(p, "page 11 of 41");
}

START_TEST(clicks_never_show_what_was_written)
{
	unsigned seed = 1;
	struct play p;
	size_t from;

	begin(&p);
	for (int round = 0; round < 2; round++) {
		start(&p, &from);
		for (int i = 0; i < BURSTS; i++) {
			click(&p, &seed, KEYS);
			check_private(&p, from);
			ck_assert(!p.over);
		}
		stop(&p);
		for (int i = 0; i < BURSTS / 4; i++) {
			click(&p, &seed, KEYS);
			check_private(&p, from);
			ck_assert(play_shows(&p, CURTAIN));
		}
		check_private(&p, from);
		play_keys(&p, "r");
		play_wait_for(&p, PRIVATE);
		if (round == 0) {	/* the next time out of the box */
			steps_write(&p, " and more");
			play_wait_for(&p, "and more");
		}
	}
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"), PRIVATE " and more");
}
END_TEST

/* In the workbook itself they turn pages, at most. */
START_TEST(clicks_before_f5_do_no_harm)
{
	static const char *const keys[] = { "PgDn", "PgUp", ".", "b", "Esc" };
	unsigned seed = 7;
	struct play p;

	begin(&p);
	for (int i = 0; i < 200; i++)
		play_keys(&p, keys[rand_r(&seed) % 5u]);
	play_settle(&p);
	ck_assert(!p.over);
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"), PRIVATE);
}
END_TEST

/* The process whose parent is PARENT, or 0. */
static pid_t child_of(pid_t parent)
{
	struct dirent *entry;
	DIR *proc = opendir("/proc");
	pid_t found = 0;

	while (proc && !found && (entry = readdir(proc))) {
		char name[300];
		int pid, above;
		FILE *stat;

		snprintf(name, sizeof(name), "/proc/%s/stat", entry->d_name);
		stat = fopen(name, "r");
		if (!stat)
			continue;
		if (fscanf(stat, "%d (%*[^)]) %*c %d", &pid, &above) == 2 && above == parent)
			found = (pid_t)pid;
		fclose(stat);
	}
	if (proc)
		closedir(proc);
	return found;
}

/* It is killed, or falls: the curtain says so, and hangs. */
START_TEST(the_curtain_hangs_whatever_becomes_of_the_projector)
{
	static const int signals[] = { SIGKILL, SIGSEGV, SIGTERM };
	struct play p;
	size_t from;

	begin(&p);
	start(&p, &from);
	play_keys(&p, _i == 1 ? "." : "PgDn");
	play_settle(&p);
	ck_assert_int_ne(child_of(p.pid), 0);
	ck_assert_int_eq(kill(child_of(p.pid), signals[_i]), 0);
	play_wait_for(&p, CURTAIN);
	if (signals[_i] == SIGKILL)
		play_wait_for(&p, "The projector was ended by a signal (9).");
	check_private(&p, from);
	ck_assert(p.full_screen);
	play_keys(&p, "PgDn r");
	play_wait_for(&p, PRIVATE);
	ck_assert_int_eq(steps_quit(&p), 0);
}
END_TEST

/* The window is closed, or the program told to end, on the wall and behind the curtain. */
START_TEST(the_end_meanwhile_loses_nothing)
{
	struct play p;
	size_t from;

	begin(&p);
	steps_write(&p, " and more");
	play_wait_for(&p, "and more");
	start(&p, &from);
	if (_i & 1)
		stop(&p);
	if (_i & 2)
		play_hang_up(&p);
	else
		play_signal(&p, SIGTERM);
	play_wait_end(&p, PLAY_PATIENCE);
	play_end(&p);
	ck_assert_str_eq(steps_saved("spread-now"), PRIVATE " and more");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("clicker");
	TCase *tcase = tcase_create("clicker");

	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, scratch_open, scratch_close);
	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, clicks_never_show_what_was_written);
	tcase_add_test(tcase, clicks_before_f5_do_no_harm);
	tcase_add_loop_test(tcase, the_curtain_hangs_whatever_becomes_of_the_projector, 0, 3);
	tcase_add_loop_test(tcase, the_end_meanwhile_loses_nothing, 0, 4);
	return suite_run(suite);
}
