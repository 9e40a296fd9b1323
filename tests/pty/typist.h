/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Somebody who writes into a box at the speed of people, and sees what appears: which
 * letters the program has read, and when.
 *
 * Many can write at once: crowd_run does trials in several processes, each with a scratch
 * folder of its own.
 */
#ifndef TESTS_TYPIST_H
#define TESTS_TYPIST_H

#include "../unit/soak.h"
#include "play.h"

enum { TYPIST_MAX = 2000 };	/* letters */

struct typist {
	struct play *p;
	struct dice *dice;
	char text[TYPIST_MAX + 1];	/* all that was typed: words that are nowhere else */
	size_t typed, seen;		/* letters; the first SEEN were on the screen */
	long typed_at[TYPIST_MAX], seen_at[TYPIST_MAX];	/* typist_now */
};

long typist_now(void);	/* milliseconds */

/* In an empty folder: a workbook that was left on a page with a box, as typist_prepare has
 * made it (once, before the crowd). */
#define TYPIST_PAGE "spread-now"
void typist_prepare(void);
void typist_unpack(void);
/* Opens it and goes into the box. */
void typist_begin(struct typist *t, struct play *p, struct dice *dice,
		  const struct play_setting *setting);
/* Types in bursts of 5 to 40 letters a second, with pauses, for MILLISECONDS. */
void typist_type(struct typist *t, long milliseconds);
/* Takes in what the screen shows now. */
void typist_look(struct typist *t);
/* The longest that any letter took to be seen. */
long typist_slow(const struct typist *t);
/* What FILE and its journal hold under the page, as the next start would find it; for
 * free().  NULL: nothing. */
char *typist_kept(void);

/* Calls ONE for each trial with its seed and the row of ROWS that is its own: rows of
 * SIZE bytes in memory that the processes share.  What fails in one of them fails the test.
 * The caller frees ROWS with crowd_free. */
void *crowd_run(unsigned long trials, size_t size,
		void (*one)(unsigned long long seed, void *row));
void crowd_free(void *rows, unsigned long trials, size_t size);
/* Sorts COUNT numbers. */
void crowd_sort(long *numbers, size_t count);

#endif
