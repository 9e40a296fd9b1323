/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that draw what they do, and so can be run for a minute or for a night.
 *
 * Such a test runs SOAK_TRIALS trials (unless that is set: its small number for `make
 * check`), and trial K draws everything from dice_of(SOAK_SEED + K).  So the trial that
 * failed, which soak_again names, is run alone by its own seed and SOAK_TRIALS=1.
 * `make soak` (tests/soak.sh) runs all of them.
 */
#ifndef TESTS_SOAK_H
#define TESTS_SOAK_H

#include <stdio.h>
#include <stdlib.h>

#include <sanitized.h>

/* Under a sanitizer all takes up to ten times as long: of much alike every so manieth is tried there. */
enum { SOAK_EVERY = SANITIZED ? 5 : 1 };

struct dice {
	unsigned long long state;	/* begins as the seed */
};

static inline unsigned roll(struct dice *d, unsigned sides)
{
	d->state = d->state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned)(d->state >> 33) % sides;
}

/* Seeds that follow each other give dice that have nothing in common. */
static inline struct dice dice_of(unsigned long long seed)
{
	seed = (seed + 0x9E3779B97F4A7C15ULL) * 0xBF58476D1CE4E5B9ULL;
	return (struct dice){ (seed ^ seed >> 29) * 0x94D049BB133111EBULL };
}

/* How many are run where nobody asks for more: OTHERWISE, but under a sanitizer. */
static inline unsigned long soak_usual(unsigned long otherwise)
{
	return (otherwise + SOAK_EVERY - 1) / SOAK_EVERY;
}

static inline unsigned long soak_trials(unsigned long otherwise)
{
	const char *value = getenv("SOAK_TRIALS");

	return value && *value ? strtoul(value, NULL, 10) : soak_usual(otherwise);
}

static inline unsigned long long soak_seed(void)
{
	const char *value = getenv("SOAK_SEED");

	return value && *value ? strtoull(value, NULL, 10) : 1;
}

/* For tcase_set_timeout: a long run takes as long as it takes. */
static inline double soak_timeout(double otherwise)
{
	return getenv("SOAK_TRIALS") ? 0 : otherwise;
}

/* For messages: which trial it was, and how to run COUNT trials from SEED again. */
static inline const char *soak_again(unsigned long long seed, unsigned long count)
{
	static char text[120];

	snprintf(text, sizeof(text), "trial %lld of those from seed %llu (SOAK_SEED=%llu SOAK_TRIALS=%lu)",
		 (long long)(seed + count - 1 - soak_seed()), soak_seed(), seed, count);
	return text;
}

#endif
