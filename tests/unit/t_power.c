/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/store: the power is cut at any time, and the disk has any part of what it
 * was not made to sync.  Words that were told to be safe or saved are there. */
#include <config.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answers/store.h"
#include "base/file.h"
#include "book.h"
#include "met.h"
#include "scratch.h"
#include "soak.h"
#include "suite.h"
#include "trace.h"

enum { TRIALS = 2 };	/* unless SOAK_TRIALS is set */

static int promised;	/* the number that was told to be safe; 0: none was */
static int written;	/* the greatest that was written */
static unsigned states;

static int number(struct store *s)
{
	const struct layer *layer = answers_newest(store_answers(s), PART_ANSWERS, "one");

	return layer ? atoi(layer->text) : 0;
}

static bool open_at(struct store **s, const struct sys *sys, const char *name,
		    enum store_mode mode, struct err *err)
{
	struct store_place place = { scratch_path(name), NULL };

	return store_open(s, sys, &place, mode, err);
}

/* After the cut: the file is read, and has what was promised or what came later. */
static void check_cut(enum store_mode mode)
{
	struct store *s = NULL;
	struct err err = { .text = "" };

	if (!promised && !scratch_has("cut/w.json"))
		return;
	ck_assert_msg(open_at(&s, sys_real(), "cut/w.json", mode, &err), "promised %d: %s", promised,
		      err.text);
	ck_assert_msg(number(s) >= promised && number(s) <= written, "promised %d, there is %d",
		      promised, number(s));
	if (mode == STORE_WRITE) {
		ck_assert_msg(!store_read_only(s), "%s", store_read_only(s));
		ck_assert_msg(store_save(s, &err), "%s", err.text);
	}
	store_close(s);
}

static void watch(void)
{
	if (++states % SOAK_EVERY)
		return;
	check_cut(STORE_READ);
	if (states % 8 == 0) {	/* somebody goes on there, and comes back */
		check_cut(STORE_WRITE);
		check_cut(STORE_READ);
	}
}

static void write_next(struct store *s)
{
	struct answers_change change = {
		.part = PART_ANSWERS, .id = "one", .question = slice_of("Q?"), .now = NOW,
	};
	struct buf text;

	buf_init(&text, 8192);
	buf_addf(&text, "%d ", ++written);
	while (text.len < (size_t)written * 700 % 3000)
		buf_addf(&text, "word%d ", written);
	change.text = slice_buf(&text);
	ck_assert(answers_write(store_answers(s), trace_sys(), &change));
	buf_release(&text);
}

static void keep_next(struct store *s)
{
	write_next(s);
	store_keep(s);
	ck_assert_int_eq(store_state(s), STORE_SAFE);
	promised = written;
	trace_look();
}

static void save_next(struct store *s)
{
	struct err err = { .text = "" };

	write_next(s);
	ck_assert_msg(store_save(s, &err), "%s", err.text);
	promised = written;
	trace_look();
}

static struct store *begin(unsigned long long seed)
{
	struct store_place place = { scratch_path("w.json"), NULL };
	struct store *s = NULL;
	struct err err = { .text = "" };

	promised = written = 0;
	trace_reset(seed, watch);
	ck_assert_msg(store_create(&s, trace_sys(), &place, "p", "1", &err), "%s", err.text);
	return s;
}

START_TEST(no_cut_takes_a_word)
{
	struct store *s = begin(soak_seed() + (unsigned long long)_i);

	store_prepare(s, 0);
	save_next(s);
	keep_next(s);
	keep_next(s);
	save_next(s);
	keep_next(s);
	store_close(s);		/* killed */
	ck_assert_msg(open_at(&s, trace_sys(), "w.json", STORE_WRITE, &(struct err){ 0 }), "%d", _i);
	ck_assert_int_eq(number(s), written);
	save_next(s);
	keep_next(s);
	store_stop(s);
	trace_look();
	store_close(s);
	ck_assert_uint_gt(trace_shown(), 400);
}
END_TEST

/* Nothing can take the name: the file is written over, and the journal has all of it. */
START_TEST(no_cut_takes_a_word_where_it_is_written_over)
{
	struct store *s = begin(soak_seed() + (unsigned long long)_i);
	struct err err;

	store_prepare(s, 0);
	save_next(s);
	trace_refuse("w.json");
	write_next(s);
	ck_assert(!store_save(s, &err) && !store_save(s, &err));
	save_next(s);
	ck_assert(store_wrote_over(s));
	keep_next(s);
	save_next(s);
	keep_next(s);
	store_close(s);
	ck_assert_uint_gt(trace_shown(), 400);
}
END_TEST

/* What could not be read is still there when what makes up for it has its name. */
static char torn[4096];

static void watch_repair(void)
{
	bool there = strcmp(scratch_get("cut/w.json"), torn) == 0 ||
		     strcmp(scratch_get("cut/w.json.broken-20261123T190411Z"), torn) == 0;

	states++;
	ck_assert_msg(there, "%s", scratch_get("cut/w.json"));
	ck_assert(scratch_has("cut/w.json.bak"));
}

static time_t stopped(void)
{
	return NOW;
}

/* Where a workbook is that was saved so many times and closed. */
static struct store_place begin_closed(int saves)
{
	static char path[4096];
	struct store *s = begin(1);

	snprintf(path, sizeof(path), "%s", scratch_path("w.json"));
	trace_reset(1, NULL);
	while (saves--)
		save_next(s);
	store_close(s);
	return (struct store_place){ path, NULL };
}

START_TEST(no_cut_takes_what_could_not_be_read)
{
	struct store_place place = begin_closed(2);
	struct store *s;
	struct err err = { .text = "" };
	struct sys sys;

	snprintf(torn, sizeof(torn), "%.1000s", scratch_get("w.json"));
	scratch_put("w.json", torn);
	trace_reset(1, watch_repair);
	sys = *trace_sys();
	sys.now = stopped;
	ck_assert_msg(store_repair(&s, &sys, &place, STORE_WRITE, STORE_BACKUP, &err), "%s", err.text);
	ck_assert_msg(store_save(s, &err), "%s", err.text);
	trace_look();
	store_close(s);
	ck_assert_uint_gt(states, 20);
}
END_TEST

/* Another program, which knows no lock, puts a copy of its own there just before ours takes the name.
 * From then on its words are there, or are found by the next start. */
static bool others_saved;

static int exchange_late(int dir, const char *one, const char *other)
{
	char *json;
	struct err err;

	if (!others_saved) {
		json = with_theirs("w.json", "two");
		ck_assert(file_replace(trace_sys(), scratch_path("w.json"), slice_of(json), &err));
		free(json);
		others_saved = true;
	}
	return trace_sys()->exchangeat(dir, one, other);
}

static void watch_theirs(void)
{
	struct store *s;
	struct err err = { .text = "" };
	glob_t found;
	bool there = false;

	if (!others_saved || ++states % SOAK_EVERY)
		return;
	ck_assert_msg(open_at(&s, sys_real(), "cut/w.json", STORE_WRITE, &err), "%s", err.text);
	store_close(s);
	ck_assert_int_eq(glob(scratch_path("cut/w.json*"), 0, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc && !there; i++)
		there = strstr(scratch_get(strstr(found.gl_pathv[i], "cut/")), THEIRS) &&
			!strstr(found.gl_pathv[i], ".bak");
	globfree(&found);
	ck_assert(there);
	ck_assert_int_eq(glob(scratch_path("cut/.w.json*.tmp"), 0, NULL, &found), GLOB_NOMATCH);
}

START_TEST(no_cut_takes_what_another_saved_meanwhile)
{
	struct store_place place = begin_closed(1);
	struct store *s;
	struct err err = { .text = "" };
	struct sys sys;

	others_saved = false;
	states = 0;
	trace_reset(1, watch_theirs);
	sys = *trace_sys();
	sys.exchangeat = exchange_late;
	ck_assert_msg(store_open(&s, &sys, &place, STORE_WRITE, &err), "%s", err.text);
	save_next(s);
	store_close(s);
	ck_assert_uint_gt(states, 20);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("power");
	TCase *tc = tcase_create("power");
	int count = (int)soak_trials(TRIALS);

	if (access("/dev/shm", W_OK | X_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 0);
	tcase_add_checked_fixture(tc, scratch_open, scratch_close);
	tcase_set_timeout(tc, 600);
	tcase_add_loop_test(tc, no_cut_takes_a_word, 0, count);
	tcase_add_loop_test(tc, no_cut_takes_a_word_where_it_is_written_over, 0, count);
	tcase_add_test(tc, no_cut_takes_what_could_not_be_read);
	tcase_add_test(tc, no_cut_takes_what_another_saved_meanwhile);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
