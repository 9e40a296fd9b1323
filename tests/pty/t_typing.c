/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Killed while somebody types: how many seconds of typing are gone, and what the next
 * start says. */
#include <config.h>

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "steps.h"
#include "typist.h"

enum {
	TRIALS = 12,		/* unless SOAK_TRIALS is set */
	LOST_MAX = 2000,	/* milliseconds */
	LOST_P95 = 1000,
	FEW = 20,		/* trials, of which a percentile says nothing */
	MOMENT = 50		/* in which neither the clock's ticks nor this program's own count */
};

struct outcome {
	long lost;	/* milliseconds from the first letter that was seen and is gone to the kill */
	long slow;	/* the longest that the program took to show a letter */
	bool back;	/* the next start put words back */
};

/* What is missing counts from when the program had shown it: before, it was the machine
 * that was slow. */
static long lost(const struct typist *t, const char *kept, long killed, unsigned long long seed)
{
	size_t len = kept ? strlen(kept) : 0;

	ck_assert_msg(len <= t->typed && strncmp(kept ? kept : "", t->text, len) == 0,
		      "%s: typed was '%s', kept is '%s'", soak_again(seed, 1), t->text, kept);
	return len < t->seen ? killed - t->seen_at[len] : 0;
}

/* It says that words were put back when they were, and never that it is open elsewhere. */
static void start_again(const char *kept, const char *saved, struct outcome *o)
{
	struct play p;

	play_start_until(&p, NULL, SAYS_BACK);
	o->back = kept && (!saved || strcmp(kept, saved) != 0);
	if (o->back)
		play_wait_for(&p, "We put your last sentences back.");
	play_settle(&p);
	if (play_shows(&p, "another window") || play_shows(&p, "in use") ||
	    (!o->back && play_shows(&p, "sentences")))
		play_fail(&p, "it says what is not so");
	ck_assert_int_eq(steps_quit(&p), 0);
	saved = steps_saved(TYPIST_PAGE);
	ck_assert_msg(!kept || (saved && strcmp(saved, kept) == 0), "back is '%s', kept was '%s'",
		      saved, kept);
}

static void kill_a_typist(unsigned long long seed, void *row)
{
	struct dice dice = dice_of(seed);
	struct outcome *o = row;
	struct typist t;
	struct play p;
	char *kept, *saved;
	long killed;

	typist_begin(&t, &p, &dice, NULL);
	typist_type(&t, 200 + (long)roll(&dice, 4000));
	typist_look(&t);
	killed = typist_now();
	play_signal(&p, SIGKILL);
	o->slow = typist_slow(&t);
	ck_assert_int_eq(play_end(&p), 128 + SIGKILL);
	kept = typist_kept();
	saved = steps_saved(TYPIST_PAGE) ? strdup(steps_saved(TYPIST_PAGE)) : NULL;
	o->lost = lost(&t, kept, killed, seed);
	ck_assert_msg(o->lost <= LOST_MAX + o->slow, "%s: %ld ms are lost, showing took up to %ld",
		      soak_again(seed, 1), o->lost, o->slow);
	start_again(kept, saved, o);
	free(saved);
	free(kept);
}

START_TEST(at_most_a_second_of_typing_is_lost)
{
	unsigned long trials = soak_trials(TRIALS), back = 0;
	long *all = calloc(trials, sizeof(*all)), *fair = calloc(trials, sizeof(*fair));
	struct outcome *o;
	size_t p95 = trials * 95 / 100;

	typist_prepare();
	o = crowd_run(trials, sizeof(*o), kill_a_typist);
	for (unsigned long k = 0; k < trials; k++) {
		all[k] = o[k].lost;
		fair[k] = o[k].lost > o[k].slow + MOMENT ? o[k].lost - o[k].slow - MOMENT : 0;
		back += o[k].back;
	}
	crowd_sort(all, trials);
	crowd_sort(fair, trials);
	printf("# %lu kills from seed %llu: lost typing median %ld ms, p95 %ld ms, max %ld ms; "
	       "put back in %lu, never 'in use'\n", trials, soak_seed(), all[trials / 2], all[p95],
	       all[trials - 1], back);
	ck_assert_msg(trials < FEW || fair[p95] <= LOST_P95, "p95 is %ld ms", fair[p95]);
	ck_assert_msg(trials < 8 || back * 2 > trials, "words were put back only %lu times", back);
	crowd_free(o, trials, sizeof(*o));
	free(fair);
	free(all);
}
END_TEST

static void setup(void)
{
	/* What a kill loses is the program's doing, not the disk's. */
	if (access("/dev/shm", W_OK | X_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 0);
	scratch_open();
}

int main(void)
{
	Suite *suite = suite_create("typing");
	TCase *tc = tcase_create("typing");

	tcase_add_checked_fixture(tc, setup, scratch_close);
	tcase_set_timeout(tc, soak_timeout(240));
	tcase_add_test(tc, at_most_a_second_of_typing_is_lost);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
