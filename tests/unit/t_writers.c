/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several processes write into one workbook at the same time, where files can be locked
 * and where they cannot: every word that one of them was told is saved, or kept, is in the
 * file, or in the journal, or, where its writer died in the very moment in which another one took the
 * name, in what that one kept aside.  Who comes upon the words of another merges them.
 */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <glob.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "answers/journal.h"
#include "answers/store.h"
#include "base/file.h"
#include "scratch.h"
#include "soak.h"
#include "suite.h"

enum {
	TRIALS = 200,		/* unless SOAK_TRIALS is set */
	WRITERS_MAX = 8,
	WORDS = 8,		/* of each writer */
	TRIES = 20000		/* of one writer to get the workbook for itself */
};

/* What the writers tell, in memory that outlives them. */
struct told {
	atomic_int safe[WRITERS_MAX][WORDS];	/* each word: it was called saved or kept */
	atomic_int conflicts, merges, waits, trouble;
	char why[300];
};

struct writer {
	struct told *told;
	const struct sys *sys;
	struct dice dice;
	unsigned number;	/* of the writer */
	unsigned words;		/* written up to now */
	unsigned unsafe;	/* the first of them that is not called safe yet */
};

static const char *where(unsigned long long seed)
{
	return soak_again(seed, 1);
}

static void word_of(char word[32], unsigned writer, unsigned number)
{
	snprintf(word, 32, "(writer%u word%u)", writer, number);
}

static int cannot_lock(int fd, int operation)
{
	(void)fd;
	(void)operation;
	errno = ENOLCK;
	return -1;
}

/* A writer. */

static void pause_a_little(struct writer *w, unsigned most_us)
{
	nanosleep(&(struct timespec){ .tv_nsec = (long)roll(&w->dice, most_us + 1) * 1000 }, NULL);
}

static void give_up(struct writer *w, const char *what, const char *why)
{
	snprintf(w->told->why, sizeof(w->told->why), "writer %u, %s: %s", w->number, what, why);
	atomic_store(&w->told->trouble, 1);
	_exit(1);
}

/* Opens the workbook, or makes it where no other writer was quicker. */
static struct store *try_open(struct writer *w, const char *state)
{
	struct store_place place = { scratch_path("w"), state };
	struct store *s;
	struct err err;

	if (!scratch_has("w")) {
		if (store_create(&s, w->sys, &place, "p", "1", &err))
			return s;
		if (err.kind != ERR_CHANGED && err.kind != ERR_LOCKED)
			give_up(w, "creating", err.text);
		if (!scratch_has("w"))
			return NULL;
	}
	if (!store_open(&s, w->sys, &place, STORE_WRITE, &err))
		give_up(w, "opening", err.text);
	if (!store_read_only(s))
		return s;
	store_close(s);
	atomic_fetch_add(&w->told->waits, 1);
	return NULL;
}

static struct store *open_at_last(struct writer *w)
{
	const char *state = roll(&w->dice, 2) ? scratch_path("state") : NULL;
	struct store *s = NULL;

	for (int tries = 0; !s && tries < TRIES; tries++) {
		s = try_open(w, state);
		if (!s)
			pause_a_little(w, 2000);
	}
	if (!s)
		give_up(w, "waiting", "the workbook is never free");
	return s;
}

/* Adds a word to what stands under one of the questions. */
static void write_word(struct writer *w, struct store *s)
{
	static const char *const ids[] = { "one", "two", "three" };
	struct answers_change change = {
		.part = PART_ANSWERS, .id = ids[roll(&w->dice, 3)], .question = slice_of("Q?"),
		.now = time(NULL), .same_hand = store_same_hand(s),
	};
	const struct layer *before = answers_newest(store_answers(s), PART_ANSWERS, change.id);
	char word[32];
	struct buf text;

	word_of(word, w->number, w->words++);
	buf_init(&text, ANSWERS_TEXT_MAX);
	buf_addf(&text, "%s%s", before ? before->text : "", word);
	change.text = slice_buf(&text);
	if (!answers_write(store_answers(s), w->sys, &change))
		give_up(w, "writing", "nothing changed");
	buf_release(&text);
}

static void tell(struct writer *w, const struct store *s)
{
	enum store_state state = store_state(s);

	if (state != STORE_SAVED && state != STORE_SAFE)
		return;
	for (; w->unsafe < w->words; w->unsafe++)
		atomic_store(&w->told->safe[w->number][w->unsafe], 1);
}

static void act(struct writer *w, struct store *s)
{
	struct err ignored;

	switch (roll(&w->dice, 4)) {
	case 0:
		store_keep(s);
		break;
	case 1:
		store_stop(s);
		break;
	default:
		(void)store_save(s, &ignored);
		break;
	}
}

/* One sitting: writes some words, and ends with a save, without one, or by dying. */
static void sit(struct writer *w)
{
	struct store *s = open_at_last(w);
	struct merge_news news;
	struct err ignored;

	for (unsigned n = roll(&w->dice, 4) + 1; n > 0 && w->words < WORDS; n--) {
		pause_a_little(w, 300);
		write_word(w, s);
		pause_a_little(w, 300);
		act(w, s);
		tell(w, s);
	}
	if (roll(&w->dice, 2) && store_save(s, &ignored))
		tell(w, s);
	if (store_conflict(s))
		atomic_fetch_add(&w->told->conflicts, 1);
	if (store_take_news(s, &news))
		atomic_fetch_add(&w->told->merges, 1);
	w->unsafe = w->words;	/* what is not safe now never will be */
	if (!roll(&w->dice, 12))
		_exit(0);
	store_close(s);
}

static pid_t begin(struct writer w)
{
	pid_t pid = fork();

	ck_assert_int_ge(pid, 0);
	if (pid)
		return pid;
	while (w.words < WORDS)
		sit(&w);
	_exit(0);
}

/* The parent. */

/* Adds the bytes of a workbook that must be whole. */
static void add_workbook(struct buf *all, const char *path, unsigned long long seed)
{
	struct answers *a;
	struct buf bytes;
	struct err err;

	buf_init(&bytes, ANSWERS_FILE_MAX);
	ck_assert_msg(file_read(sys_real(), path, ANSWERS_FILE_MAX, &bytes, &err) == FILE_READ,
		      "%s: '%s' is gone", where(seed), path);
	ck_assert_msg(answers_read(&a, slice_buf(&bytes), &err), "%s: '%s' is damaged: %s",
		      where(seed), path, err.text);
	answers_free(a);
	buf_add(all, bytes.data, bytes.len);
	buf_release(&bytes);
}

static void add_journal(struct buf *all)
{
	struct journal_record record;
	struct err err;

	if (journal_read(sys_real(), scratch_path("w.journal"), &record, &err) != JOURNAL_RECORD)
		return;
	buf_add(all, record.payload.data, record.payload.len);
	buf_release(&record.payload);
}

static void add_conflicts(struct buf *all, unsigned long long seed)
{
	glob_t found;

	if (glob(scratch_path("w.conflict-*"), 0, NULL, &found) != 0)
		return;
	for (size_t i = 0; i < found.gl_pathc; i++)
		add_workbook(all, found.gl_pathv[i], seed);
	globfree(&found);
}

static void look(struct told *told, unsigned long long seed, unsigned writers, bool locks)
{
	struct buf all;
	char word[32];

	ck_assert_msg(!atomic_load(&told->trouble), "%s: %s", where(seed), told->why);
	ck_assert_msg(!atomic_load(&told->conflicts), "%s: a conflict where all can be merged",
		      where(seed));
	ck_assert_msg(!locks || !atomic_load(&told->merges), "%s: somebody met in spite of the lock",
		      where(seed));
	buf_init(&all, 4 * ANSWERS_FILE_MAX);
	add_workbook(&all, scratch_path("w"), seed);
	add_conflicts(&all, seed);
	add_journal(&all);
	for (unsigned p = 0; p < writers; p++)
		for (unsigned n = 0; n < WORDS; n++) {
			word_of(word, p, n);
			ck_assert_msg(!atomic_load(&told->safe[p][n]) || strstr(all.data, word),
				      "%s: %s, %u writers: '%s' was safe and is nowhere", where(seed),
				      locks ? "locked" : "without locks", writers, word);
		}
	buf_release(&all);
}

static void one_trial(struct told *told, unsigned long long seed, unsigned long sums[3])
{
	struct dice dice = dice_of(seed);
	unsigned writers = 2 + roll(&dice, WRITERS_MAX - 1);
	bool locks = roll(&dice, 2);
	struct sys sys = *sys_real();
	pid_t pids[WRITERS_MAX];

	if (!locks)
		sys.flock = cannot_lock;
	memset(told, 0, sizeof(*told));
	scratch_close();
	scratch_open();
	for (unsigned p = 0; p < writers; p++)
		pids[p] = begin((struct writer){ .told = told, .sys = &sys, .number = p,
						 .dice = dice_of(seed * WRITERS_MAX + p) });
	for (unsigned p = 0; p < writers; p++)
		ck_assert_int_eq(waitpid(pids[p], NULL, 0), pids[p]);
	look(told, seed, writers, locks);
	for (unsigned p = 0; p < writers; p++)
		for (unsigned n = 0; n < WORDS; n++)
			sums[0] += (unsigned long)atomic_load(&told->safe[p][n]);
	sums[1] += (unsigned long)atomic_load(&told->merges);
	sums[2] += (unsigned long)atomic_load(&told->waits);
}

START_TEST(no_word_of_many_writers_is_lost)
{
	unsigned long trials = soak_trials(TRIALS), sums[3] = { 0 };
	unsigned long long seed = soak_seed();
	struct told *told = mmap(NULL, sizeof(*told), PROT_READ | PROT_WRITE,
				 MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	ck_assert(told != MAP_FAILED);
	for (unsigned long k = 0; k < trials; k++)
		one_trial(told, seed + k, sums);
	printf("# %lu interleavings from seed %llu: %lu words were safe, %lu sittings merged "
	       "another's, %lu times a writer waited\n", trials, seed, sums[0], sums[1], sums[2]);
	if (trials >= 20)
		ck_assert_msg(sums[0] && sums[1] && sums[2], "the writers never met");
	munmap(told, sizeof(*told));
}
END_TEST

static void setup(void)
{
	/* Where syncing costs nothing: what counts is who comes between whom. */
	if (access("/dev/shm", W_OK | X_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 0);
	scratch_open();
}

int main(void)
{
	Suite *suite = suite_create("writers");
	TCase *tc = tcase_create("writers");

	tcase_add_checked_fixture(tc, setup, scratch_close);
	tcase_set_timeout(tc, soak_timeout(600));
	tcase_add_test(tc, no_word_of_many_writers_is_lost);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
