/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many random cases a test runs: few in `make check`, as many as one likes outside.
 *
 * SOAK_TRIALS: how many, "all" (or 0) for every one where they can be counted.  SOAK_SEED:
 * where chance begins.  Case I of a run has the seed SOAK_SEED + I, so that a failure,
 * which names it, is seen again with SOAK_SEED=that SOAK_TRIALS=1.
 */
#ifndef UNIT_TRIALS_H
#define UNIT_TRIALS_H

#include <check.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "pieces.h"

struct trials {
	unsigned long long seed;
	size_t count;		/* of random cases */
	bool all;		/* every case there is, instead */
};

static inline unsigned long long trials_number(const char *name, unsigned long long usual)
{
	const char *value = getenv(name);
	unsigned long long number;
	char *end;

	if (!value || !*value)
		return usual;
	number = strtoull(value, &end, 10);
	ck_assert_msg(!*end && value[0] != '-', "%s=%s is no number", name, value);
	return number;
}

static inline struct trials trials_wanted(size_t usual)
{
	const char *value = getenv("SOAK_TRIALS");
	struct trials t = { .seed = trials_number("SOAK_SEED", 1) };

	if (!value || strcmp(value, "all") != 0)
		t.count = (size_t)trials_number("SOAK_TRIALS", soak_usual(usual));
	t.all = !t.count;
	return t;
}

/* Of case I: cases that follow each other have nothing in common. */
static inline struct dice trials_dice(const struct trials *t, size_t i)
{
	unsigned long long seed = (t->seed + i + 0x9E3779B97F4A7C15ULL) * 0xBF58476D1CE4E5B9ULL;

	return (struct dice){ (seed ^ seed >> 29) * 0x94D049BB133111EBULL };
}

/* For the beginning of main: long runs are not ended by the clock. */
static inline void trials_begin(void)
{
	if (getenv("SOAK_TRIALS"))
		setenv("CK_DEFAULT_TIMEOUT", "0", 1);
}

#endif
