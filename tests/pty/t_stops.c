/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever stops the program while somebody types, at any moment: not one letter is lost
 * that it had read.  (What it says then, t_stop knows.)
 */
#include <config.h>

#include <check.h>
#include <glob.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "play_screen.h"
#include "steps.h"
#include "typist.h"

enum {
	TRIALS = 24,		/* unless SOAK_TRIALS is set */
	PATIENCE = 5000,	/* milliseconds for the program to end; what it took is told */
	LAST_WORDS = 1000	/* bytes, more than leaving the screen and one line take */
};

static void hang_up(struct play *p)
{
	play_hang_up(p);
}

static void end(struct play *p)
{
	play_signal(p, SIGTERM);
}

static void hang_up_signal(struct play *p)
{
	play_signal(p, SIGHUP);
}

static void interrupt(struct play *p)
{
	play_signal(p, SIGINT);
}

static void suspend(struct play *p)
{
	play_signal(p, SIGTSTP);
	play_wait_stopped(p);
}

static void suspend_and_hang_up(struct play *p)
{
	suspend(p);
	play_hang_up(p);
}

static void freeze_and_hang_up(struct play *p)
{
	play_signal(p, SIGSTOP);
	play_wait_stopped(p);
	play_hang_up(p);
}

/* Words are in the file before it stands still, for it may never go on. */
static void suspend_and_kill(struct play *p)
{
	suspend(p);
	play_signal(p, SIGKILL);
}

static void suspend_and_go_on(struct play *p)
{
	suspend(p);
	play_signal(p, SIGCONT);
	play_wait_for(p, SAYS_WRITING);
	play_signal(p, SIGTERM);
}

static const struct stop {
	const char *name;
	void (*stop)(struct play *p);
	struct play_setting setting;
} stops[] = {
	{ "TERM", end, { 0 } },
	{ "HUP", hang_up_signal, { 0 } },
	{ "INT", interrupt, { 0 } },
	{ "closed terminal", hang_up, { 0 } },
	{ "closed terminal of a shell", hang_up, { .by_shell = true } },
	{ "dropped connection", hang_up, { .no_signals = true } },
	{ "suspended, then closed", suspend_and_hang_up, { .by_shell = true } },
	{ "frozen, then closed", freeze_and_hang_up, { .by_shell = true } },
	{ "suspended, then killed", suspend_and_kill, { .by_shell = true } },
	{ "suspended, continued, TERM", suspend_and_go_on, { .by_shell = true } },
};
enum { STOPS = sizeof(stops) / sizeof(stops[0]) };

struct outcome {
	long took;	/* milliseconds from the stop to the end */
	size_t seen;	/* letters that were to be kept */
};

static void check_quiet(const struct stop *s, struct play *p, unsigned long long seed)
{
	const char *left = play_output(p), *next;

	if (p->master < 0 || s->stop == suspend_and_kill)
		return;
	while ((next = strstr(left + 1, "\033[?2004l")))
		left = next;
	ck_assert_msg(*left == '\033' && strlen(left) < LAST_WORDS,
		      "%s: %s: something is drawn behind the end: %s", soak_again(seed, 1), s->name, left);
	ck_assert_msg(!strstr(left, "Try once more"), "%s: %s: a question", soak_again(seed, 1), s->name);
}

static void stop_a_typist(unsigned long long seed, void *row)
{
	const struct stop *s = &stops[seed % STOPS];
	struct dice dice = dice_of(seed);
	struct outcome *o = row;
	struct typist t;
	struct play p;
	char *kept;
	long from;
	int status;

	typist_begin(&t, &p, &dice, &s->setting);
	typist_type(&t, 100 + (long)roll(&dice, 4000));
	typist_look(&t);
	o->seen = t.seen;
	from = typist_now();
	s->stop(&p);
	play_wait_end(&p, PATIENCE);
	o->took = typist_now() - from;
	check_quiet(s, &p, seed);
	status = play_end(&p);
	ck_assert_msg(status < 128 || s->stop == suspend_and_kill, "%s: %s: ended by %d",
		      soak_again(seed, 1), s->name, status);
	kept = typist_kept();
	ck_assert_msg(kept || !t.seen, "%s: %s: nothing is kept", soak_again(seed, 1), s->name);
	ck_assert_msg(!kept || (strlen(kept) >= t.seen && strlen(kept) <= t.typed &&
				strncmp(kept, t.text, strlen(kept)) == 0),
		      "%s: %s: seen were %zu of '%s', kept is '%s'", soak_again(seed, 1), s->name,
		      t.seen, t.text, kept);
	free(kept);
}

START_TEST(no_letter_is_lost)
{
	unsigned long trials = soak_trials(TRIALS), seen = 0;
	long *took = calloc(trials, sizeof(*took));
	struct outcome *o;

	typist_prepare();
	o = crowd_run(trials, sizeof(*o), stop_a_typist);
	for (unsigned long k = 0; k < trials; k++) {
		took[k] = o[k].took;
		seen += o[k].seen;
	}
	crowd_sort(took, trials);
	printf("# %lu stops from seed %llu: %lu letters read, none lost; ended after median %ld ms, "
	       "max %ld ms\n", trials, soak_seed(), seen, took[trials / 2], took[trials - 1]);
	ck_assert_uint_gt(seen, trials);
	crowd_free(o, trials, sizeof(*o));
	free(took);
}
END_TEST

/* The terminal is the shell's while the program stands still, and as it was afterwards. */
START_TEST(suspending_gives_the_terminal_back)
{
	struct play p;
	struct dice dice = dice_of(1);
	struct typist t;

	typist_prepare();
	typist_begin(&t, &p, &dice, &(struct play_setting){ .by_shell = true });
	play_type(&p, "before");
	play_wait_for(&p, "before");
	suspend(&p);
	ck_assert(!p.full_screen);
	ck_assert(steps_saved_begins(TYPIST_PAGE, "before"));
	play_resize(&p, 30, 100);
	play_signal(&p, SIGCONT);
	play_wait_for(&p, "before");
	ck_assert(p.full_screen);
	ck_assert(play_shows(&p, SAYS_WRITING));
	play_type(&p, ", behind");
	play_wait_for(&p, "before, behind");
	play_paste(&p, "\rpasted", 7);
	play_wait_for(&p, "pasted");
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert(steps_saved_begins(TYPIST_PAGE, "before, behind"));
}
END_TEST

/* Stopped without being asked, it paints again what others may have painted over. */
START_TEST(going_on_paints_everything)
{
	struct play p;
	struct dice dice = dice_of(1);
	struct typist t;

	typist_prepare();
	typist_begin(&t, &p, &dice, &(struct play_setting){ .by_shell = true });
	play_type(&p, "before");
	play_wait_for(&p, "before");
	play_signal(&p, SIGSTOP);
	play_wait_stopped(&p);
	vterm_input_write(p.vt, "\033[H\033[2Jjunk", 11);
	ck_assert(play_shows(&p, "junk") && !play_shows(&p, "before"));
	play_signal(&p, SIGCONT);
	play_wait_for(&p, "before");
	ck_assert(!play_shows(&p, "junk"));
	ck_assert_int_eq(steps_quit(&p), 0);
}
END_TEST

static int count(const char *text, const char *what)
{
	int n = 0;

	for (; (text = strstr(text, what)); text++)
		n++;
	return n;
}

/* Nobody would ever continue a program that leads its session: it does not stop. */
START_TEST(without_a_shell_it_goes_on)
{
	struct play p;
	struct dice dice = dice_of(1);
	struct typist t;

	typist_prepare();
	typist_begin(&t, &p, &dice, NULL);
	play_type(&p, "before");
	play_wait_for(&p, "before");
	play_signal(&p, SIGTSTP);
	/* What is typed until it has the terminal again is thrown away, as when quitting. */
	for (int i = 0; i < 100 && count(play_output(&p), "\033[?2004h") < 2; i++)
		play_screen_read(&p, 100);
	play_settle(&p);
	play_type(&p, ", behind");
	play_wait_for(&p, "before, behind");
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert(steps_saved_begins(TYPIST_PAGE, "before, behind"));
}
END_TEST

/* While it stood still, somebody else changed the file. */
START_TEST(going_on_looks_at_the_file)
{
	struct play p;
	struct dice dice = dice_of(1);
	struct typist t;
	glob_t found;

	typist_prepare();
	typist_begin(&t, &p, &dice, &(struct play_setting){ .by_shell = true });
	play_type(&p, "before");
	play_wait_for(&p, "before");
	suspend(&p);
	scratch_put(WORKBOOK, "{ \"theirs\": true }\n");
	play_signal(&p, SIGCONT);
	play_wait_for(&p, ".conflict-");
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_str_eq(scratch_get(WORKBOOK), "{ \"theirs\": true }\n");
	ck_assert_int_eq(glob(scratch_path(WORKBOOK ".conflict-*"), 0, NULL, &found), 0);
	globfree(&found);
}
END_TEST

static void setup(void)
{
	if (access("/dev/shm", W_OK | X_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 0);
	scratch_open();
}

int main(void)
{
	Suite *suite = suite_create("stops");
	TCase *tc = tcase_create("stops");

	tcase_add_checked_fixture(tc, setup, scratch_close);
	tcase_set_timeout(tc, soak_timeout(240));
	tcase_add_test(tc, no_letter_is_lost);
	tcase_add_test(tc, suspending_gives_the_terminal_back);
	tcase_add_test(tc, going_on_paints_everything);
	tcase_add_test(tc, without_a_shell_it_goes_on);
	tcase_add_test(tc, going_on_looks_at_the_file);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
