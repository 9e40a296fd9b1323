/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of a workbook's way through the program: read, changed, printed and read again, in
 * memory and through the store.  What this version does not know stays byte for byte where
 * it stood, what it knows says the same, and nothing is lost.
 *
 * SOAK_TRIALS and SOAK_SEED: see trials.h.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "answers/answers.h"
#include "peek.h"
#include "random_book.h"
#include "round.h"
#include "shelf.h"
#include "trials.h"

#define NOW ((time_t)1795460651)
enum { USUAL = 700 };

/* A random place to write: an entry that is there, or a new one. */
static const char *choose_entry(const struct answers *a, enum answers_part part, struct dice *d)
{
	size_t count = answers_count(a, part);

	if (!count || !roll(d, 4))
		return "a-new-page";
	return answers_entry_id(a, part, roll(d, (unsigned)count));
}

/* Writes words and sets the place, and says in CHANGE what was done; WORDS holds them. */
static void change_book(struct answers *a, struct dice *d, struct buf *words,
			struct change *change, unsigned long long seed)
{
	static const char *const names[] = { "answers", "lenses", "guards" };
	enum answers_part part = (enum answers_part)roll(d, PART_COUNT);
	const char *entry = choose_entry(a, part, d);
	const struct layer *newest = answers_newest(a, part, entry);
	int64_t clock = answers_clock(a);
	struct answers_change what = {
		.part = part, .id = entry, .now = NOW + roll(d, 100), .same_hand = roll(d, 2),
		.question = slice_of(newest && roll(d, 2) ? newest->question : "And now?"),
	};

	*change = (struct change){ 0 };
	buf_add_str(words, "Words, ");
	random_letters(words, d, roll(d, 60));
	what.text = slice_buf(words);
	if (answers_write(a, fault_sys(), &what)) {
		newest = answers_newest(a, part, entry);
		ck_assert_msg(newest->clock > clock, "SOAK_SEED=%llu: clock", seed);
		*change = (struct change){ names[part], entry, newest->id, newest->text, false };
	}
	change->place = answers_set_place(a, "here", roll(d, 100));
}

static char *print(const struct answers *a, unsigned long long seed)
{
	struct err err = { .text = "" };
	struct buf b;

	buf_init(&b, ANSWERS_FILE_MAX);
	ck_assert_msg(answers_print(a, &b, &err), "SOAK_SEED=%llu SOAK_TRIALS=1: %s", seed, err.text);
	return buf_steal(&b);
}

static struct answers *read_book(struct slice json, unsigned long long seed)
{
	struct answers *a = NULL;
	struct err err = { .text = "" };

	ck_assert_msg(answers_read(&a, json, &err), "SOAK_SEED=%llu SOAK_TRIALS=1: %s", seed,
		      err.text);
	return a;
}

/* Read and printed, and then changed, printed, and read and printed once more. */
static void round_in_memory(struct slice json, struct dice *d, unsigned long long seed)
{
	struct answers *a = read_book(json, seed);
	struct change change;
	struct round r = { .seed = seed, .was = json.data };
	char *first = print(a, seed), *second, *third;
	struct buf words;

	round_compare(&r, slice_of(first));
	if (!answers_is_full(a)) {
		buf_init(&words, ANSWERS_TEXT_MAX);
		change_book(a, d, &words, &change, seed);
		second = print(a, seed);
		r.change = &change;
		round_compare(&r, slice_of(second));
		buf_release(&words);
		free(first);
		first = second;
	}
	answers_free(a);
	a = read_book(slice_of(first), seed);
	third = print(a, seed);
	ck_assert_msg(strcmp(first, third) == 0, "SOAK_SEED=%llu SOAK_TRIALS=1: not stable", seed);
	answers_free(a);
	free(first);
	free(third);
}

/* Nothing of a newer version's file is touched, whatever is tried. */
static void check_newer(struct slice json, unsigned long long seed)
{
	struct answers *a = read_book(json, seed);
	struct err err = { .text = "" };
	struct buf b;

	buf_init(&b, ANSWERS_FILE_MAX);
	ck_assert_msg(answers_is_newer(a), "SOAK_SEED=%llu SOAK_TRIALS=1", seed);
	ck_assert_msg(!answers_print(a, &b, &err) && err.kind == ERR_NEWER && !b.len,
		      "SOAK_SEED=%llu SOAK_TRIALS=1: printed", seed);
	buf_release(&b);
	answers_free(a);
}

START_TEST(a_workbook_comes_back)
{
	struct trials t = trials_wanted(USUAL);
	struct buf json;

	ck_assert_msg(!t.all, "SOAK_TRIALS must be a number here");
	buf_init(&json, ANSWERS_FILE_MAX);
	for (size_t i = 0; i < t.count; i++) {
		struct dice d = trials_dice(&t, i);
		struct book_shape shape = { .entries = 2, .layers = 3, .items = 2,
					    .letters = 60 };

		shape.newer = roll(&d, 10) == 0;
		random_book(&json, &d, &shape);
		if (shape.newer)
			check_newer(slice_buf(&json), t.seed + i);
		else
			round_in_memory(slice_buf(&json), &d, t.seed + i);
	}
	buf_release(&json);
}
END_TEST

/* Opened for writing, changed and saved; what the file then holds. */
static void round_on_disk(struct slice json, struct dice *d, unsigned long long seed)
{
	struct change change = { 0 };
	struct round r = { .seed = seed, .was = json.data, .change = &change };
	struct buf words;
	struct store *s;
	char *saved, *again;

	scratch_put("book.json", json.data);
	s = shelf_open("book.json", NULL);
	buf_init(&words, ANSWERS_TEXT_MAX);
	if (!answers_is_full(store_answers(s))) {
		change_book(store_answers(s), d, &words, &change, seed);
		shelf_save(s);
		saved = mem_string(scratch_get("book.json"));
		round_compare(&r, slice_of(saved));
		ck_assert_msg(strcmp(scratch_get("book.json.bak"), json.data) == 0,
			      "SOAK_SEED=%llu SOAK_TRIALS=1: the backup", seed);
		store_close(s);
		s = shelf_open("book.json", NULL);
		again = print(store_answers(s), seed);
		ck_assert_msg(strcmp(saved, again) == 0 &&
			      strcmp(scratch_get("book.json"), saved) == 0,
			      "SOAK_SEED=%llu SOAK_TRIALS=1: opened again", seed);
		free(again);
		free(saved);
	} else {
		ck_assert_ptr_nonnull(store_read_only(s));
	}
	store_close(s);
	buf_release(&words);
}

static void newer_on_disk(struct slice json, unsigned long long seed)
{
	struct store *s;
	struct err err;

	scratch_put("book.json", json.data);
	s = shelf_open("book.json", NULL);
	ck_assert_msg(store_read_only(s) != NULL, "SOAK_SEED=%llu SOAK_TRIALS=1", seed);
	shelf_write(s, "These words have no place.");
	ck_assert_msg(!store_save(s, &err), "SOAK_SEED=%llu SOAK_TRIALS=1", seed);
	store_keep(s);
	store_stop(s);
	store_close(s);
	ck_assert_msg(strcmp(scratch_get("book.json"), json.data) == 0,
		      "SOAK_SEED=%llu SOAK_TRIALS=1: a newer file was written", seed);
	ck_assert(!scratch_has("book.json.bak") && !scratch_has("book.json.journal"));
}

START_TEST(a_file_comes_back)
{
	struct trials t = trials_wanted(USUAL / 4);
	struct buf json;

	buf_init(&json, ANSWERS_FILE_MAX);
	for (size_t i = 0; i < t.count; i++) {
		struct dice d = trials_dice(&t, i);
		struct book_shape shape = { .entries = 2, .layers = 3, .items = 2,
					    .letters = 60 };

		shape.newer = roll(&d, 10) == 0;
		random_book(&json, &d, &shape);
		if (shape.newer)
			newer_on_disk(slice_buf(&json), t.seed + i);
		else
			round_on_disk(slice_buf(&json), &d, t.seed + i);
		scratch_close();
		scratch_open();
		fault_reset();
	}
	buf_release(&json);
}
END_TEST

/* The second reader of JSON is right where it matters here. */
START_TEST(the_second_reader_is_right)
{
	struct slice json = slice_of("{ \"a\\n\" : [1, \"]\\\"\", {\"b\":[2 ,3]} ],\"\\u00e9\":-1e5,"
				     "\"x\":{\"a\\n\":0},\"t\":\"\\ud83d\\uDE00\\/\" }");
	struct slice list = peek_find(json, "a\n"), item;
	size_t at = 0;

	ck_assert(slice_is(list, "[1, \"]\\\"\", {\"b\":[2 ,3]} ]"));
	ck_assert(slice_is(peek_find(json, "\xC3\xA9"), "-1e5"));
	ck_assert(slice_is(peek_find(json, "x"), "{\"a\\n\":0}"));
	ck_assert(peek_same_text(peek_find(json, "t"), slice_of("\"\xF0\x9F\x98\x80/\"")));
	ck_assert_uint_eq(peek_find(json, "no").len, 0);
	ck_assert_uint_eq(round_count(list), 3);
	ck_assert(peek_item(list, &at, &item) && slice_is(item, "1"));
	ck_assert(peek_item(list, &at, &item) && slice_is(item, "\"]\\\"\""));
	ck_assert(peek_item(list, &at, &item) && slice_is(item, "{\"b\":[2 ,3]}"));
	ck_assert(!peek_item(list, &at, &item));
	ck_assert_uint_eq(round_count(slice_of("[ ]")), 0);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { the_second_reader_is_right, a_workbook_comes_back,
		a_file_comes_back };

	trials_begin();
	return shelf_run("round", tests, ARRAY_LEN(tests));
}
