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
#include "shelf.h"
#include "trials.h"

#define NOW ((time_t)1795460651)
enum { USUAL = 1000 };

/* What was changed between the two texts that are compared. */
struct change {
	const char *part, *entry, *layer;	/* NULL: no words */
	const char *text;
	bool place;
};

/* Two texts of one workbook: as it was, and as it came back. */
struct round {
	unsigned long long seed;
	const struct change *change;
	const char *was;	/* the whole file */
};

enum sort { TEXT, NUMBER, OBJECT, PART, LAYERS };

struct known {
	const char *name;
	enum sort sort;
	const struct known *members;	/* of OBJECT */
};

static const struct known pack_known[] = { { "id", TEXT, NULL }, { "version", TEXT, NULL }, { 0 } };
static const struct known place_known[] = {
	{ "clock", NUMBER, NULL }, { "page", TEXT, NULL }, { "paragraph", NUMBER, NULL }, { 0 }
};
static const struct known layer_known[] = {
	{ "id", TEXT, NULL }, { "clock", NUMBER, NULL }, { "at", TEXT, NULL },
	{ "question", TEXT, NULL }, { "text", TEXT, NULL }, { 0 }
};
static const struct known entry_known[] = { { "layers", LAYERS, NULL }, { 0 } };
static const struct known top_known[] = {
	{ "format", TEXT, NULL }, { "version", NUMBER, NULL }, { "id", TEXT, NULL },
	{ "pack", OBJECT, pack_known }, { "place", OBJECT, place_known }, { "answers", PART, NULL },
	{ "lenses", PART, NULL }, { "guards", PART, NULL }, { 0 }
};

#define must_be(r, what, name, value) \
	ck_assert_msg(what, "SOAK_SEED=%llu SOAK_TRIALS=1: %s: %.*s", (r)->seed, name, \
		      (value).len < 500 ? (int)(value).len : 500, (value).data)

static void compare_object(const struct round *r, struct slice was, struct slice is,
			   const struct known *known);

static const struct known *find_known(const struct known *known, const char *name)
{
	for (; known->name; known++)
		if (strcmp(known->name, name) == 0)
			return known;
	return NULL;
}

/* The next member of OBJECT that is not in KNOWN. */
static bool next_unknown(struct slice object, const struct known *known, size_t *at,
			 struct peek_member *member)
{
	while (peek_next(object, at, member))
		if (!find_known(known, member->name.data))
			return true;
	return false;
}

/* The same ones, in the same order, with the same bytes. */
static void compare_unknown(const struct round *r, struct slice was, struct slice is,
			    const struct known *known)
{
	struct peek_member before, after;
	size_t in = 0, out = 0;

	while (next_unknown(was, known, &in, &before)) {
		must_be(r, next_unknown(is, known, &out, &after), "lost", before.value);
		must_be(r, slice_equal(slice_buf(&before.name), slice_buf(&after.name)), "renamed",
			slice_buf(&before.name));
		must_be(r, slice_equal(before.value, after.value), "changed", before.value);
	}
	must_be(r, !next_unknown(is, known, &out, &after), "added", after.value);
}

static bool text_is(struct slice quoted, const char *text)
{
	struct buf plain;
	bool is;

	buf_init(&plain, quoted.len);
	if (quoted.len)
		peek_text(&plain, quoted);
	is = slice_is(slice_buf(&plain), text);
	buf_release(&plain);
	return is;
}

/* The layer of LIST whose id says the same as ID, empty where there is none. */
static struct slice find_layer(struct slice list, struct slice id)
{
	struct slice layer;
	size_t at = 0;

	while (list.len && peek_item(list, &at, &layer))
		if (peek_same_text(peek_find(layer, "id"), id))
			return layer;
	return (struct slice){ "", 0 };
}

static size_t count_items(struct slice list)
{
	struct slice item;
	size_t at = 0, count = 0;

	while (list.len && peek_item(list, &at, &item))
		count++;
	return count;
}

/* Clocks never fall from a layer to the next. */
static void check_order(const struct round *r, struct slice list)
{
	struct slice layer;
	double last = 0;
	size_t at = 0;

	while (list.len && peek_item(list, &at, &layer)) {
		double clock = strtod(peek_find(layer, "clock").data, NULL);

		must_be(r, clock >= last, "out of order", layer);
		last = clock;
	}
}

/* TOUCHED: the words of this entry were changed. */
static void compare_layers(const struct round *r, struct slice was, struct slice is, bool touched)
{
	size_t at = 0, count = count_items(was), new = 0;
	struct slice layer;

	while (was.len && peek_item(was, &at, &layer)) {
		struct slice id = peek_find(layer, "id"), same = find_layer(is, id);
		bool amended = touched && text_is(id, r->change->layer);

		must_be(r, same.len, "lost", layer);
		if (amended)
			compare_unknown(r, layer, same, layer_known);
		else
			compare_object(r, layer, same, layer_known);
	}
	check_order(r, is);
	for (at = 0; touched && is.len && peek_item(is, &at, &layer);)
		if (text_is(peek_find(layer, "id"), r->change->layer)) {
			must_be(r, text_is(peek_find(layer, "text"), r->change->text), "not these words",
				layer);
			new = !find_layer(was, peek_find(layer, "id")).len;
			touched = false;
		}
	must_be(r, !touched, "no new words", is);
	must_be(r, count_items(is) == count + new, "not as many layers", is);
}

static void compare_part(const struct round *r, const char *name, struct slice was,
			 struct slice is)
{
	bool here = r->change && r->change->part && strcmp(r->change->part, name) == 0;
	struct peek_member before, after;
	size_t in = 0, out = 0;

	while (was.len && peek_next(was, &in, &before)) {
		bool touched = here && slice_is(slice_buf(&before.name), r->change->entry);

		must_be(r, peek_next(is, &out, &after), "lost", before.value);
		must_be(r, slice_equal(slice_buf(&before.name), slice_buf(&after.name)), "renamed",
			slice_buf(&before.name));
		compare_unknown(r, before.value, after.value, entry_known);
		compare_layers(r, peek_find(before.value, "layers"), peek_find(after.value, "layers"),
			       touched);
		here = here && !touched;
	}
	if (here) {
		must_be(r, peek_next(is, &out, &after), "no new entry", is);
		compare_layers(r, (struct slice){ "", 0 }, peek_find(after.value, "layers"), true);
	}
	must_be(r, !peek_next(is, &out, &after), "added", after.value);
}

static void compare_known(const struct round *r, const struct known *known, struct slice was,
			  struct slice is)
{
	switch (known->sort) {
	case TEXT:
		must_be(r, peek_same_text(was, is), known->name, was);
		break;
	case NUMBER:
		must_be(r, strtod(was.data, NULL) == strtod(is.data, NULL), known->name, was);
		break;
	case OBJECT:
		if (known->members == place_known && r->change && r->change->place)
			compare_unknown(r, was, is, known->members);
		else
			compare_object(r, was, is, known->members);
		break;
	case PART:
		compare_part(r, known->name, was, is);
		break;
	case LAYERS:
		break;	/* compare_part sees to them */
	}
}

static void compare_object(const struct round *r, struct slice was, struct slice is,
			   const struct known *known)
{
	compare_unknown(r, was, is, known);
	for (; known->name; known++) {
		struct slice before = peek_find(was, known->name), after = peek_find(is, known->name);

		must_be(r, after.len, known->name, was);
		if (before.len || known->sort == PART)
			compare_known(r, known, before, after);
	}
}

static void compare(const struct round *r, struct slice is)
{
	compare_object(r, slice_trim(slice_of(r->was)), slice_trim(is), top_known);
}

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

	compare(&r, slice_of(first));
	if (!answers_is_full(a)) {
		buf_init(&words, ANSWERS_TEXT_MAX);
		change_book(a, d, &words, &change, seed);
		second = print(a, seed);
		r.change = &change;
		compare(&r, slice_of(second));
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
		struct book_shape shape = { .entries = 3, .layers = 3, .letters = 60 };

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
		compare(&r, slice_of(saved));
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
		struct book_shape shape = { .entries = 3, .layers = 3, .letters = 60 };

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
	ck_assert_uint_eq(count_items(list), 3);
	ck_assert(peek_item(list, &at, &item) && slice_is(item, "1"));
	ck_assert(peek_item(list, &at, &item) && slice_is(item, "\"]\\\"\""));
	ck_assert(peek_item(list, &at, &item) && slice_is(item, "{\"b\":[2 ,3]}"));
	ck_assert(!peek_item(list, &at, &item));
	ck_assert_uint_eq(count_items(slice_of("[ ]")), 0);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { the_second_reader_is_right, a_workbook_comes_back,
		a_file_comes_back };

	trials_begin();
	return shelf_run("round", tests, ARRAY_LEN(tests));
}
