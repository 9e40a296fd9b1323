/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Somebody who writes at the speed of people, and many of them at once. */
#include <config.h>

#include "typist.h"

#include <check.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../unit/scratch.h"
#include "answers/store.h"
#include "play_screen.h"
#include "steps.h"

#define SPREAD "How far is leadership distributed in your school today?"

enum {
	CROWD = 12,	/* processes at once */
	TAIL = 24,	/* the letters that are looked for on the screen */
	BOOK_LEN = 65536
};

static char book[BOOK_LEN];	/* the workbook that all begin with */

long typist_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void typist_prepare(void)
{
	struct play p;

	steps_begin(&p, NULL);
	steps_turn_to(&p, SPREAD);
	ck_assert_int_eq(steps_quit(&p), 0);
	snprintf(book, sizeof(book), "%s", scratch_get(WORKBOOK));
}

void typist_unpack(void)
{
	ck_assert_int_eq(mkdir(scratch_path("data"), 0700), 0);
	ck_assert_int_eq(mkdir(scratch_path("data/leaderplus"), 0700), 0);
	scratch_put(WORKBOOK, book);
}

void typist_begin(struct typist *t, struct play *p, struct dice *dice,
		  const struct play_setting *setting)
{
	*t = (struct typist){ .p = p, .dice = dice };
	steps_carry_on(p, setting);
	steps_write(p, "");
}

/* Whether the last of the first COUNT letters stand on the screen, behind each other. */
static bool shows(struct typist *t, size_t count)
{
	char tail[TAIL + 1];
	size_t from = count > TAIL ? count - TAIL : 0;

	while (t->text[from] == ' ')
		from++;
	snprintf(tail, sizeof(tail), "%.*s", (int)(count - from), t->text + from);
	return play_shows(t->p, tail);
}

/* A blank is seen when the letter behind it is. */
static void look(struct typist *t)
{
	size_t count = t->typed;
	long now = typist_now();

	while (count > t->seen && (t->text[count - 1] == ' ' || !shows(t, count)))
		count--;
	while (t->seen < count)
		t->seen_at[t->seen++] = now;
}

void typist_look(struct typist *t)
{
	play_screen_read(t->p, 0);
	look(t);
}

/* For so many milliseconds, but not beyond END. */
static void watch_for(struct typist *t, long milliseconds, long end)
{
	long until = typist_now() + milliseconds;

	until = until < end ? until : end;
	for (long now = typist_now(); now < until; now = typist_now())
		if (play_screen_read(t->p, (int)(until - now)))
			look(t);
}

/* The next letter: of words that differ by their numbers. */
static char next_letter(struct typist *t)
{
	char word[12];
	size_t start = t->typed;

	while (start > 0 && t->text[start - 1] != ' ')
		start--;
	if (t->typed == start)
		return (char)('a' + roll(t->dice, 26));
	snprintf(word, sizeof(word), "%c%zu%c", t->text[start], start, t->text[start]);
	return t->typed - start < strlen(word) ? word[t->typed - start] : ' ';
}

void typist_type(struct typist *t, long milliseconds)
{
	long end = typist_now() + milliseconds, pace = 100;
	unsigned left = 0;

	while (typist_now() < end) {
		if (left-- == 0) {
			left = 10 + roll(t->dice, 60);
			pace = 1000 / (long)(5 + roll(t->dice, 36));
			if (t->typed && roll(t->dice, 2))
				watch_for(t, (long)roll(t->dice, 1500), end);
			continue;
		}
		ck_assert_uint_lt(t->typed, TYPIST_MAX);
		t->text[t->typed] = next_letter(t);
		t->typed_at[t->typed] = typist_now();
		play_bytes(t->p, &t->text[t->typed++], 1);
		watch_for(t, pace, end);
	}
}

long typist_slow(const struct typist *t)
{
	long slow = 0;

	for (size_t i = 0; i < t->seen; i++)
		if (t->seen_at[i] - t->typed_at[i] > slow && t->text[i] != ' ')
			slow = t->seen_at[i] - t->typed_at[i];
	return slow;
}

char *typist_kept(void)
{
	struct store_place place = { scratch_path(WORKBOOK), NULL };
	const struct layer *layer;
	struct store *s;
	struct err err;
	char *text;

	ck_assert_msg(store_open(&s, sys_real(), &place, STORE_READ, &err), "%s", err.text);
	layer = answers_newest(store_answers(s), PART_ANSWERS, TYPIST_PAGE);
	text = layer ? strdup(layer->text) : NULL;
	store_close(s);
	return text;
}

/* What the processes of a crowd share, before the rows. */
struct crowd {
	atomic_ulong next;		/* trial */
	atomic_bool failed;
	unsigned long trials;
	unsigned long long seeds[CROWD];	/* of what is under way */
	char rows[] __attribute__((aligned(16)));
};

static void work(struct crowd *c, int i, size_t size, void (*one)(unsigned long long, void *))
{
	unsigned long k;

	setenv("TMPDIR", scratch_path(""), 1);
	while (!atomic_load(&c->failed) && (k = atomic_fetch_add(&c->next, 1)) < c->trials) {
		scratch_open();
		typist_unpack();
		c->seeds[i] = soak_seed() + k;
		one(c->seeds[i], c->rows + k * size);
		scratch_close();
	}
	_exit(0);
}

void *crowd_run(unsigned long trials, size_t size, void (*one)(unsigned long long seed, void *row))
{
	struct crowd *c = mmap(NULL, sizeof(*c) + trials * size, PROT_READ | PROT_WRITE,
			       MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pid_t pids[CROWD];
	int status, failed = 0;

	ck_assert(c != MAP_FAILED);
	c->trials = trials;
	fflush(stdout);
	for (int i = 0; i < CROWD; i++) {
		pids[i] = fork();
		ck_assert_int_ge(pids[i], 0);
		if (pids[i] == 0)
			work(c, i, size, one);
	}
	for (int i = 0; i < CROWD; i++) {
		ck_assert_int_eq(waitpid(pids[i], &status, 0), pids[i]);
		if (!status)
			continue;
		failed = status;
		atomic_store(&c->failed, true);
		printf("# failed: %s\n", soak_again(c->seeds[i], 1));
	}
	fflush(stdout);
	/* The message has been told where it failed. */
	if (failed)
		_exit(1);
	return c->rows;
}

void crowd_free(void *rows, unsigned long trials, size_t size)
{
	struct crowd *c = (struct crowd *)((char *)rows - offsetof(struct crowd, rows));

	munmap(c, sizeof(*c) + trials * size);
}

static int compare(const void *a, const void *b)
{
	long x = *(const long *)a, y = *(const long *)b;

	return (x > y) - (x < y);
}

void crowd_sort(long *numbers, size_t count)
{
	qsort(numbers, count, sizeof(*numbers), compare);
}
