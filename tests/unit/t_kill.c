/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kills at any moment: a child that saves and keeps words without a pause is killed, and
 * the file is whole and holds every save that the child acknowledged, the file and its
 * journal every word that it called kept.
 *
 * A trial is one kill.  The trials of a round are one workbook's: each child opens what
 * the one before left behind.
 */
#include <config.h>

#include <check.h>
#include <glob.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "answers/store.h"
#include "base/file.h"
#include "scratch.h"
#include "soak.h"
#include "suite.h"

enum {
	KILLS = 1000,		/* unless SOAK_TRIALS is set */
	ROUND = 16,		/* kills of one workbook */
	QUESTIONS = 3,		/* word N stands under question N % 3 */
	LIVES_MS = 6,		/* of a child, at most */
	WORDS_MAX = 20000	/* of one child */
};

/* What a child tells, in memory that outlives it. */
struct told {
	atomic_uint begun, kept, saved;	/* numbers of words: all up to this one */
	atomic_int trouble;		/* the child stands still, and says why */
	char why[300];
};

struct round {
	struct told *told;
	struct dice dice;
	unsigned long long seed;	/* of the workbook's first kill */
	unsigned long kills;		/* of this workbook */
	unsigned start;			/* the last word that is left of the children before */
	size_t layers;			/* that were there after the last kill */
	unsigned long saves, keeps, at_work;	/* over all rounds: is anything tested? */
};

/* The store of one child, and how far it has come. */
struct life {
	struct store *store;
	struct told *told;
	struct dice dice;
	unsigned first;			/* its first word; those before were there */
	unsigned number, saved;		/* all from FIRST to these are written, saved */
	int64_t *clocks;		/* of each word from FIRST on */
};

static const char *where(const struct round *r)
{
	return soak_again(r->seed, r->kills);
}

static const char *question(unsigned number)
{
	static const char *const ids[QUESTIONS] = { "one", "two", "three" };

	return ids[number % QUESTIONS];
}

/* The words of a number: nothing else looks like them. */
static void words_of(struct buf *b, unsigned number)
{
	struct dice d = dice_of(number);
	unsigned len = roll(&d, 150) ? roll(&d, 600) : 40000 + roll(&d, 60000);

	buf_init(b, ANSWERS_TEXT_MAX);
	buf_addf(b, "%u:", number);
	while (b->len < len)
		buf_addf(b, " %x", roll(&d, 1u << 30));
}

/* The child. */

static void stand_still(struct told *told, const char *what, const char *why)
{
	snprintf(told->why, sizeof(told->why), "%s: %s", what, why);
	atomic_store(&told->trouble, 1);
	for (;;)
		pause();
}

static void write_words(struct life *l)
{
	struct answers_change change = {
		.part = PART_ANSWERS, .question = slice_of("Q?"), .now = time(NULL),
		.same_hand = store_same_hand(l->store),
	};
	struct buf words;

	l->number++;
	change.id = question(l->number);
	words_of(&words, l->number);
	change.text = slice_buf(&words);
	atomic_store(&l->told->begun, l->number);
	if (!answers_write(store_answers(l->store), sys_real(), &change))
		stand_still(l->told, "writing", "nothing changed");
	l->clocks[l->number - l->first] = answers_words_clock(store_answers(l->store));
	buf_release(&words);
}

/* What the store says is safe, and no more. */
static void tell(struct life *l)
{
	enum store_state state = store_state(l->store);

	if (state == STORE_FAILED)
		stand_still(l->told, "saving", store_trouble(l->store));
	if (store_conflict(l->store))
		stand_still(l->told, "conflict", store_conflict(l->store));
	while (l->saved < l->number && l->clocks[l->saved + 1 - l->first] <= store_in_file(l->store))
		l->saved++;
	if (l->saved >= l->first)
		atomic_store(&l->told->saved, l->saved);
	if (state == STORE_SAFE || state == STORE_SAVED)
		atomic_store(&l->told->kept, l->number);
}

/* With the writer, and sometimes without waiting: more is written meanwhile. */
static void wait_for_writer(struct life *l)
{
	struct pollfd done = { .fd = store_fd(l->store), .events = POLLIN };

	if (done.fd >= 0 && roll(&l->dice, 4))
		poll(&done, 1, -1);
	store_pump(l->store);
}

static void act(struct life *l)
{
	struct err err;

	switch (roll(&l->dice, 8)) {
	case 0:
		store_prepare(l->store, roll(&l->dice, 100000));
		break;
	case 1:
	case 2:
		if (!store_save(l->store, &err))
			stand_still(l->told, "saving", err.text);
		break;
	case 3:
	case 4:
		store_begin_save(l->store);
		wait_for_writer(l);
		break;
	case 5:
		store_stop(l->store);
		break;
	default:
		store_keep(l->store);
		wait_for_writer(l);
		break;
	}
}

static void open_store(struct life *l, bool remembers)
{
	struct store_place place = { scratch_path("w"), remembers ? scratch_path("state") : NULL };
	struct err err;
	bool ok;

	if (!scratch_has("w"))
		ok = store_create(&l->store, sys_real(), &place, "p", "1", &err);
	else
		ok = store_open(&l->store, sys_real(), &place, STORE_WRITE, &err);
	if (!ok)
		stand_still(l->told, "opening", err.text);
	if (store_read_only(l->store))
		stand_still(l->told, "opening", store_read_only(l->store));
	if (store_warning(l->store, 0))
		stand_still(l->told, "opening", store_warning(l->store, 0));
}

static void live(struct life *l)
{
	bool remembers = roll(&l->dice, 2);

	l->clocks = calloc(WORDS_MAX, sizeof(*l->clocks));
	open_store(l, remembers);
	if (roll(&l->dice, 2))
		store_use_writer(l->store);
	while (l->number + 4 < l->first + WORDS_MAX) {
		for (unsigned n = roll(&l->dice, 3) + 1; n > 0; n--)
			write_words(l);
		act(l);
		tell(l);
	}
	for (;;)
		pause();
}

/* The parent. */

static void sleep_us(long us)
{
	nanosleep(&(struct timespec){ .tv_nsec = us * 1000 }, NULL);
}

static void kill_one(struct round *r)
{
	struct life life = { .told = r->told, .dice = dice_of(r->seed + r->kills), .first = r->start + 1,
			     .number = r->start, .saved = r->start };
	long lives = (long)roll(&r->dice, LIVES_MS * 1000);
	bool from_first_word = roll(&r->dice, 4);
	pid_t child = fork();

	ck_assert_int_ge(child, 0);
	if (child == 0) {
		live(&life);
		_exit(0);
	}
	while (from_first_word && atomic_load(&r->told->begun) == r->start &&
	       !atomic_load(&r->told->trouble))
		sleep_us(50);
	sleep_us(lives);
	ck_assert_int_eq(kill(child, SIGKILL), 0);
	ck_assert_int_eq(waitpid(child, NULL, 0), child);
	ck_assert_msg(!atomic_load(&r->told->trouble), "%s: %s", where(r), r->told->why);
}

/* The number of the words under ID, 0: none; they are whole. */
static unsigned number_in(const struct answers *a, const char *id, const struct round *r)
{
	const struct layer *layer = answers_newest(a, PART_ANSWERS, id);
	unsigned number = 0;
	struct buf words;

	if (!layer)
		return 0;
	ck_assert_msg(sscanf(layer->text, "%u:", &number) == 1, "%s: '%.40s'", where(r), layer->text);
	words_of(&words, number);
	ck_assert_msg(strcmp(words.data, layer->text) == 0, "%s: words %u are changed", where(r), number);
	buf_release(&words);
	return number;
}

/* The number up to which every word is in A: it is a workbook as it was at some time. */
static unsigned all_up_to(const struct answers *a, const struct round *r, const char *what)
{
	unsigned found[QUESTIONS], newest = 0;

	for (unsigned q = 0; q < QUESTIONS; q++) {
		found[q] = number_in(a, question(q), r);
		newest = found[q] > newest ? found[q] : newest;
	}
	for (unsigned n = newest; n > 0 && n + QUESTIONS > newest; n--)
		ck_assert_msg(found[n % QUESTIONS] == n, "%s: %s has words %u, not %u", where(r),
			      what, found[n % QUESTIONS], n);
	return newest;
}

static size_t count_layers(const struct answers *a)
{
	size_t layers = 0;

	for (unsigned q = 0; q < QUESTIONS; q++)
		layers += answers_layers(a, PART_ANSWERS, question(q));
	return layers;
}

/* What stands at NAME as bytes, without any journal. */
static unsigned look_at_file(const struct round *r, const char *name)
{
	struct answers *a;
	struct err err;
	struct buf bytes;
	unsigned number;

	buf_init(&bytes, ANSWERS_FILE_MAX);
	ck_assert_int_eq(file_read(sys_real(), scratch_path(name), ANSWERS_FILE_MAX, &bytes, &err),
			 FILE_READ);
	ck_assert_msg(answers_read(&a, slice_buf(&bytes), &err), "%s: '%s' is damaged: %s", where(r),
		      name, err.text);
	number = all_up_to(a, r, name);
	answers_free(a);
	buf_release(&bytes);
	return number;
}

/* As the next start will find it. */
static unsigned look_at_store(struct round *r)
{
	struct store_place place = { scratch_path("w"), NULL };
	struct store *s;
	struct err err;
	unsigned number;
	size_t layers;

	ck_assert_msg(store_open(&s, sys_real(), &place, STORE_READ, &err), "%s: %s", where(r),
		      err.text);
	number = all_up_to(store_answers(s), r, "the file with its journal");
	layers = count_layers(store_answers(s));
	ck_assert_msg(layers >= r->layers, "%s: %zu layers are left of %zu", where(r), layers, r->layers);
	r->layers = layers;
	store_close(s);
	return number;
}

static bool has_conflict(void)
{
	glob_t found;
	bool has = glob(scratch_path("w.conflict-*"), 0, NULL, &found) == 0;

	if (has)
		globfree(&found);
	return has;
}

static void look(struct round *r)
{
	unsigned saved = atomic_load(&r->told->saved), kept = atomic_load(&r->told->kept);
	unsigned begun = atomic_load(&r->told->begun), file, all;

	ck_assert_msg(!has_conflict(), "%s: a conflict with nobody", where(r));
	if (!scratch_has("w")) {
		ck_assert_msg(!begun, "%s: the file is gone", where(r));
		return;
	}
	file = look_at_file(r, "w");
	ck_assert_msg(file >= saved && file <= begun, "%s: saved were words %u, the file has %u",
		      where(r), saved, file);
	if (r->kills % 4 == 0 && scratch_has("w.bak"))
		ck_assert_msg(look_at_file(r, "w.bak") <= begun, "%s: .bak", where(r));
	all = look_at_store(r);
	ck_assert_msg(all >= file && all >= kept && all <= begun,
		      "%s: kept were words %u, the file has %u, with the journal %u", where(r), kept,
		      file, all);
	ck_assert_msg(begun == r->start || scratch_count_ending(".tmp") <= 2,
		      "%s: what saves before left is not removed", where(r));
	r->saves += saved > r->start;
	r->keeps += kept > r->start && all > file;
	r->at_work += begun > kept;
	/* What is left now must be there after the next kill. */
	r->start = all;
	atomic_store(&r->told->saved, file);
	atomic_store(&r->told->kept, all);
	atomic_store(&r->told->begun, all);
}

static void begin_round(struct round *r, unsigned long long seed)
{
	scratch_close();
	scratch_open();
	memset(r->told, 0, sizeof(*r->told));
	r->seed = seed;
	r->kills = 0;
	r->start = 0;
	r->layers = 0;
}

START_TEST(nothing_acknowledged_is_lost)
{
	unsigned long kills = soak_trials(KILLS);
	unsigned long long seed = soak_seed();
	struct round r = { 0 };

	r.told = mmap(NULL, sizeof(*r.told), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	ck_assert(r.told != MAP_FAILED);
	for (unsigned long k = 0; k < kills; k++) {
		if (k % ROUND == 0)
			begin_round(&r, seed + k);
		r.dice = dice_of(~(seed + k));
		r.kills++;
		kill_one(&r);
		look(&r);
	}
	printf("# %lu kills from seed %llu: %lu after an acknowledged save, %lu with more in the "
	       "journal, %lu at work\n", kills, seed, r.saves, r.keeps, r.at_work);
	if (kills >= ROUND)
		ck_assert_msg(r.saves && r.keeps && r.at_work, "the kills hit nothing");
	munmap(r.told, sizeof(*r.told));
}
END_TEST

static void setup(void)
{
	/* Where syncing costs nothing: a kill does not ask what is on the disk. */
	if (access("/dev/shm", W_OK | X_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 0);
	scratch_open();
}

int main(void)
{
	Suite *suite = suite_create("kill");
	TCase *tc = tcase_create("kill");

	tcase_add_checked_fixture(tc, setup, scratch_close);
	tcase_set_timeout(tc, soak_timeout(600));
	tcase_add_test(tc, nothing_acknowledged_is_lost);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
