/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many trials of one kind, some of them chosen by chance, each in a process of its own. */
#include <config.h>

#include "trial.h"

#include <check.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../unit/scratch.h"
#include "../unit/soak.h"

enum { JOBS_MAX = 32, FAILURES_MAX = 20, WORDS = 512 };

/* What the trial does; of each in memory that outlives it, for an assertion ends it at once. */
static char before[WORDS], *described = before;

/* Those that are under way. */
struct running {
	pid_t pid;
	uint64_t number;
	char *words;
};

struct round {
	const struct trials *trials;
	uint64_t seed;
	struct running running[JOBS_MAX];
	int busy;
	size_t made, failures;
};

/* SplitMix64. */
uint64_t trial_random(uint64_t *state)
{
	uint64_t z = *state += 0x9E3779B97F4A7C15u;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}

void trial_describe(const char *message, ...)
{
	va_list list;

	va_start(list, message);
	vsnprintf(described, WORDS, message, list);
	va_end(list);
}

void trial_fail(const char *message, ...)
{
	char text[8192];
	va_list list;

	va_start(list, message);
	vsnprintf(text, sizeof(text), message, list);
	va_end(list);
	fprintf(stderr, "# %s: %s\n", described, text);
	_exit(1);
}

static void become_trial(const struct trials *t, uint64_t number)
{
	setenv("TMPDIR", scratch_path(""), 1);
	scratch_open();
	alarm(TRIAL_PATIENCE);
	trial_describe("%s %llu", t->name, (unsigned long long)number);
	t->run(number, t->context);
	scratch_close();
	_exit(0);
}

static void begin(struct round *r, uint64_t number)
{
	struct running *one = &r->running[r->busy++];

	one->number = number;
	one->words = mmap(NULL, WORDS, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	ck_assert(one->words != MAP_FAILED);
	described = one->words;
	one->pid = fork();
	ck_assert_int_ge(one->pid, 0);
	if (one->pid == 0)
		become_trial(r->trials, number);
}

static void await_one(struct round *r)
{
	int status, i = 0;
	pid_t pid = wait(&status);

	while (i < r->busy && r->running[i].pid != pid)
		i++;
	if (i == r->busy)
		return;
	r->made++;
	if (status != 0) {
		r->failures++;
		fprintf(stderr, "# %s failed with status %#x in: %s; to see it again: "
			"TRIAL_ONLY=%llu, SOAK_SEED=%llu\n", r->trials->name, (unsigned)status,
			r->running[i].words, (unsigned long long)r->running[i].number,
			(unsigned long long)r->seed);
	}
	munmap(r->running[i].words, WORDS);
	r->running[i] = r->running[--r->busy];
}

static void make(struct round *r, uint64_t number)
{
	if (r->failures >= FAILURES_MAX)
		return;
	if (r->busy == r->trials->jobs)
		await_one(r);
	begin(r, number);
}

/* WANTED of those that there are, each at most once. */
static void make_some(struct round *r, size_t wanted)
{
	size_t count = r->trials->count;
	uint64_t state = r->seed, *numbers = malloc(count * sizeof(*numbers));

	ck_assert_ptr_nonnull(numbers);
	for (size_t i = 0; i < count; i++)
		numbers[i] = i;
	for (size_t i = 0; i < wanted; i++) {
		size_t other = i + trial_random(&state) % (count - i);
		uint64_t number = numbers[other];

		numbers[other] = numbers[i];
		make(r, number);
	}
	free(numbers);
}

static void make_all(struct round *r)
{
	const struct trials *t = r->trials;
	const char *asked = getenv("SOAK_TRIALS"), *only = getenv("TRIAL_ONLY");
	bool all = asked && strcmp(asked, "all") == 0;
	size_t wanted = all ? t->nightly : soak_trials(t->usual);
	uint64_t state = r->seed;

	if (asked && !all && t->share)
		wanted = (wanted + t->share - 1) / t->share;
	if (only && *only) {
		uint64_t number = strtoull(only, NULL, 10);

		if (!t->count || number < t->count)
			make(r, number);
	} else if (!t->count) {
		for (size_t i = 0; i < wanted; i++)
			make(r, trial_random(&state));
	} else if (all || wanted >= t->count) {
		for (size_t i = 0; i < t->count; i++)
			make(r, i);
	} else {
		make_some(r, wanted);
	}
	while (r->busy)
		await_one(r);
}

void trials_run(const struct trials *t)
{
	struct round r = { .trials = t, .seed = soak_seed() };
	const char *asked = getenv("SOAK_TRIALS");

	ck_assert_int_le(t->jobs, JOBS_MAX);
	make_all(&r);
	if (asked || r.failures)
		fprintf(stderr, "# %s: %zu trials, %zu failed; SOAK_TRIALS=%s SOAK_SEED=%llu\n",
			t->name, r.made, r.failures, asked ? asked : "",
			(unsigned long long)r.seed);
	ck_assert_msg(!r.failures, "%s: %zu of %zu trials failed (see standard error), "
		      "SOAK_TRIALS=%s SOAK_SEED=%llu", t->name, r.failures, r.made,
		      asked ? asked : "", (unsigned long long)r.seed);
}
