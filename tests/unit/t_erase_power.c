/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/store_erase: the power is cut at any time, and the disk has any part of what
 * it was not made to sync.  All is erased or nothing; what was told to be erased is nowhere. */
#include <config.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answers/store_own.h"
#include "base/mem.h"
#include "book.h"
#include "fault.h"
#include "hunt.h"
#include "scratch.h"
#include "shelf.h"
#include "suite.h"
#include "trace.h"

#define SECRET "the caretaker's grievance"
#define OTHER "words that stay"

static char *erased;	/* the id of what is erased, NULL: not begun */
static const char *last;	/* what stood there, and was told to be safe */
static bool told;	/* that it is */

static void check_cut(void)
{
	const struct store_place place = { scratch_path("cut/w.json"), NULL };
	struct err err = { .text = "" };
	const struct layer *layer;
	struct store *s;
	int found = 0;

	ck_assert_msg(store_open(&s, sys_real(), &place, STORE_READ, &err), "%s", err.text);
	layer = answers_newest(store_answers(s), PART_ANSWERS, "one");
	ck_assert_msg(!layer == answers_is_forgotten(store_answers(s), erased), "half of it");
	ck_assert(!layer || (!told && strcmp(layer->text, last) == 0));
	layer = answers_newest(store_answers(s), PART_LENSES, "see");
	ck_assert_msg(layer && strcmp(layer->text, OTHER) == 0, "more than that");
	store_close(s);
	if (told)
		hunt_each(scratch_path("cut"), SECRET, hunt_count, &found);
	ck_assert_msg(found == 0, "it is in %d files", found);
}

static void watch(void)
{
	if (erased)
		check_cut();
}

static void write_under(struct store *s, enum answers_part part, const char *id, const char *text)
{
	struct answers_change change = {
		.part = part, .id = id, .question = slice_of("Q?"), .text = slice_of(text), .now = NOW,
	};

	ck_assert(answers_write(store_answers(s), fault_sys(), &change));
}

/* The words are in the file, its backup, a conflict file and what a save has left. */
static void prepare(void)
{
	struct store *s = shelf_create("w.json", NULL);

	write_under(s, PART_LENSES, "see", OTHER);
	shelf_write(s, SECRET);
	shelf_save(s);
	shelf_write(s, SECRET " again");
	shelf_save(s);
	store_close(s);
	scratch_put("w.json.conflict-x", SECRET);
	scratch_put("w.json.broken-x", SECRET);
}

static struct store *open_watched(unsigned long long seed)
{
	const struct store_place place = { scratch_path("w.json"), NULL };
	struct err err = { .text = "" };
	struct store *s = NULL;

	trace_reset(seed, watch);
	ck_assert_msg(store_open(&s, trace_sys(), &place, STORE_WRITE, &err), "%s", err.text);
	return s;
}

/* So many records are in the journal; the file is written over in its place, or not. */
static void erase(int kept, bool over)
{
	struct answers_erasure what = { SCOPE_ENTRY, PART_ANSWERS, "one", NULL };
	struct err err = { .text = "" };
	struct store *s;

	prepare();
	s = open_watched((unsigned long long)kept + 1);
	last = SECRET " again";
	for (int i = 0; i < kept; i++) {
		last = i % 2 ? SECRET " once more" : SECRET " at last";
		write_under(s, PART_ANSWERS, "one", last);
		store_keep(s);
		ck_assert_int_eq(store_state(s), STORE_SAFE);
	}
	s->disk.in_place = over;
	told = false;
	erased = mem_string(answers_newest(store_answers(s), PART_ANSWERS, "one")->id);
	ck_assert_msg(store_erase(s, &what, &err), "%s", err.text);
	told = true;
	trace_look();
	ck_assert_uint_gt(trace_shown(), 20);
	store_close(s);
	free(erased);
	erased = NULL;
}

START_TEST(no_cut_makes_a_half)
{
	erase(_i, false);
}
END_TEST

START_TEST(no_cut_makes_a_half_where_it_is_written_over)
{
	erase(_i, true);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("store, power cuts at erasing");
	TCase *tc = tcase_create("store, power cuts at erasing");

	tcase_add_checked_fixture(tc, shelf_setup, scratch_close);
	tcase_add_loop_test(tc, no_cut_makes_a_half, 0, 4);
	tcase_add_loop_test(tc, no_cut_makes_a_half_where_it_is_written_over, 0, 4);
	tcase_set_timeout(tc, 120);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
