/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many trials of one kind: which of them are made, several at once, each in a process and
 * a scratch folder of its own.
 *
 * SOAK_TRIALS says how many are made, a number or "all" (unset: what the test calls usual),
 * SOAK_SEED which (unset: always the same); TRIAL_ONLY makes a single one, by its number.
 * A trial that fails says its number, and these variables, on standard error.
 */
#ifndef TESTS_TRIAL_H
#define TESTS_TRIAL_H

#include <stddef.h>
#include <stdint.h>

#define TRIAL_PATIENCE 120	/* seconds after which a trial counts as hanging */

struct trials {
	const char *name;
	size_t count;	/* all that there are, numbered from 0; 0: without end, by chance */
	size_t usual;	/* made when nothing else is said */
	size_t nightly;	/* made with "all", where they are without end */
	size_t share;	/* one is made for so many that are asked for; 0: as many */
	int jobs;	/* made at once */
	void (*run)(uint64_t number, const void *context);	/* fails by trial_fail or Check */
	const void *context;
};

/* Makes them in the scratch folder, which is open; fails the test when one failed. */
void trials_run(const struct trials *t);

/* Inside of a trial: ends it, telling MESSAGE (as printf). */
void trial_fail(const char *message, ...) __attribute__((format(printf, 1, 2), noreturn));
#define trial_assert(holds, ...) ((holds) ? (void)0 : trial_fail(__VA_ARGS__))
/* What the trial is, for those messages. */
void trial_describe(const char *message, ...) __attribute__((format(printf, 1, 2)));

/* The next of the numbers that follow from *STATE. */
uint64_t trial_random(uint64_t *state);

#endif
