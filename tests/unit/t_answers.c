/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/answers: layers begun and amended, clock, place, what is not printed. */
#include <config.h>

#include <check.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "answers/answers.h"
#include "answers/json.h"
#include "answers/model.h"
#include "answers/stamp.h"
#include "base/mem.h"
#include "book.h"
#include "suite.h"

/* Writes TEXT to the question "one". */
static bool write_one(struct answers *a, const char *text, time_t now, bool same_hand)
{
	struct answers_change change = {
		.part = PART_ANSWERS, .id = "one", .question = slice_of("Q?"),
		.text = slice_of(text), .now = now, .same_hand = same_hand,
	};

	return answers_write(a, sys_real(), &change);
}

/* BOOK whose newest layer, of NOW, says "two"; EXTRA are members of it that are not known. */
static char *book_with(const char *extra)
{
	char *known = changed(book, ",\"rooms\":[{ \"quote\":\"\\u00e9\" }],\"oval\":false", extra);
	char *json = changed(known, "two \\u00e9", "two");

	free(known);
	return json;
}

START_TEST(a_sitting_amends_or_adds)
{
	static const struct {
		const char *extra, *text;
		time_t after;	/* after the newest layer was written */
		bool same_hand, written;
		size_t layers;
	} rows[] = {
		{ "", "x", 0, true, true, 2 }, { "", "x", 1, true, true, 2 },
		{ "", "x", ANSWERS_SITTING, true, true, 2 },
		{ "", "x", ANSWERS_SITTING + 1, true, true, 3 },
		{ "", "x", -1, true, true, 3 }, { "", "x", 1, false, true, 3 },
		{ "", "two", 1, false, false, 2 }, { "", "two", 1, true, false, 2 },
		{ "", "two ", 1, true, true, 2 }, { "", "two ", 1, false, true, 3 },
		{ "", "", 1, true, true, 2 }, { "", " \n", 1, true, true, 2 },
		{ "", "", 1, false, true, 3 },
		{ ",\"oval\":true", "x", 1, true, true, 3 },	/* it may speak of the text */
		{ ",\"oval\":true", "two", 1, true, false, 2 },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char *json = book_with(rows[i].extra);
		struct answers *a = read_ok(json);
		bool written = write_one(a, rows[i].text, NOW + rows[i].after, rows[i].same_hand);
		const struct layer *layer = answers_newest(a, PART_ANSWERS, "one");

		ck_assert_msg(written == rows[i].written, "row %zu", i);
		ck_assert_msg(answers_layers(a, PART_ANSWERS, "one") == rows[i].layers, "row %zu", i);
		ck_assert_msg(strcmp(layer->text, rows[i].text) == 0, "row %zu: %s", i, layer->text);
		ck_assert_int_eq(layer->clock, written ? 32 : 7);	/* 31 is a step's */
		free(print_ok(a));
		answers_free(a);
		free(json);
	}
}
END_TEST

/* What was written through this object is amended whatever the hand, for eight hours
 * after the last change, even when the wall clock is set back. */
START_TEST(own_layers_are_amended)
{
	struct answers *a = answers_new(sys_real(), "p", "1");
	char *id;

	ck_assert(!write_one(a, "", NOW, false));
	ck_assert(!write_one(a, " \t\r\n ", NOW, false));
	ck_assert_uint_eq(answers_count(a, PART_ANSWERS), 0);
	ck_assert(write_one(a, "a", NOW, false));
	id = mem_string(answers_newest(a, PART_ANSWERS, "one")->id);
	ck_assert(write_one(a, "ab", NOW + ANSWERS_SITTING, false));
	ck_assert(write_one(a, "abc", NOW + 2 * ANSWERS_SITTING, false));
	ck_assert(write_one(a, "abcd", NOW, false));
	ck_assert(write_one(a, "", NOW, false));
	ck_assert(!write_one(a, "  ", NOW, false));
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), 1);
	ck_assert_str_eq(answers_newest(a, PART_ANSWERS, "one")->id, id);
	ck_assert_str_eq(answers_newest(a, PART_ANSWERS, "one")->at, "2026-11-23T19:04:11Z");
	ck_assert_int_eq(answers_newest(a, PART_ANSWERS, "one")->clock, 5);
	ck_assert(write_one(a, "x", NOW + ANSWERS_SITTING + 1, false));
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), 2);
	ck_assert_str_eq(answers_layer(a, PART_ANSWERS, "one", 0)->text, "");
	free(id);
	answers_free(a);
}
END_TEST

/* When it was written cannot be told, so it may be long ago. */
START_TEST(a_layer_without_a_time_is_left_alone)
{
	struct answers *a = read_ok(book);
	struct answers_change change = {
		.part = PART_LENSES, .id = "practice", .question = slice_of(""),
		.text = slice_of("x"), .now = 0, .same_hand = true,
	};

	ck_assert(answers_write(a, sys_real(), &change));
	ck_assert_uint_eq(answers_layers(a, PART_LENSES, "practice"), 2);
	answers_free(a);
}
END_TEST

START_TEST(other_words_asked_begin_a_layer)
{
	struct answers *a = answers_new(sys_real(), "p", "1");
	struct answers_change change = {
		.part = PART_LENSES, .id = "one", .question = slice_of("Other?"),
		.text = slice_of("b"), .now = NOW, .same_hand = true,
	};

	ck_assert(write_one(a, "a", NOW, true));
	ck_assert(answers_write(a, sys_real(), &change));
	change.part = PART_ANSWERS;
	ck_assert(answers_write(a, sys_real(), &change));
	ck_assert_uint_eq(answers_layers(a, PART_LENSES, "one"), 1);
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), 2);
	ck_assert_str_eq(answers_newest(a, PART_ANSWERS, "one")->question, "Other?");
	answers_free(a);
}
END_TEST

/* Lent strings may be given back. */
START_TEST(words_may_be_lent_by_the_model_itself)
{
	struct answers *a = answers_new(sys_real(), "p", "1");
	struct answers_change change = { .part = PART_ANSWERS, .id = "one", .now = NOW };

	ck_assert(write_one(a, "some words", NOW, false));
	change.question = slice_of(answers_newest(a, PART_ANSWERS, "one")->question);
	change.text = slice_part(slice_of(answers_newest(a, PART_ANSWERS, "one")->text), 5, 10);
	ck_assert(answers_write(a, sys_real(), &change));
	ck_assert_str_eq(answers_newest(a, PART_ANSWERS, "one")->text, "words");
	ck_assert(answers_set_place(a, "page", 1));
	ck_assert(answers_set_place(a, answers_place(a).page, 2));
	ck_assert_str_eq(answers_place(a).page, "page");
	answers_free(a);
}
END_TEST

START_TEST(the_place_moves)
{
	struct answers *a = read_ok(book);

	ck_assert(!answers_set_place(a, "myth", 3));
	ck_assert_int_eq(answers_place(a).clock, 12);
	ck_assert(answers_set_place(a, "myth", 4));
	ck_assert_int_eq(answers_place(a).clock, 32);	/* one more than a step's, unknown to us */
	ck_assert(answers_set_place(a, "", 4));
	ck_assert_int_eq(answers_place(a).clock, 33);
	answers_free(a);
}
END_TEST

/* What could not be read back is not given out: no valid UTF-8, too long a box. */
START_TEST(print_refuses_what_it_could_not_read)
{
	struct answers *a = answers_new(sys_real(), "p", "1");
	char *text = mem_zero(ANSWERS_TEXT_MAX + 2, 1);
	struct err err;
	struct buf b;

	buf_init(&b, ANSWERS_FILE_MAX);
	memset(text, 1, ANSWERS_TEXT_MAX);	/* six bytes each in JSON */
	ck_assert(write_one(a, text, NOW, false));
	free(print_ok(a));
	memset(text, 'x', ANSWERS_TEXT_MAX + 1);
	ck_assert(write_one(a, text, NOW, false));
	ck_assert(!answers_print(a, &b, &err));
	ck_assert_int_eq(err.kind, ERR_TOO_BIG);
	ck_assert(write_one(a, "\xFF", NOW, false));
	ck_assert(!answers_print(a, &b, &err));
	ck_assert_int_eq(err.kind, ERR_SYNTAX);
	ck_assert(b.len == 0 && !b.full);
	free(text);
	answers_free(a);
}
END_TEST

START_TEST(a_zero_byte_cuts_nothing)
{
	struct answers *a = answers_new(sys_real(), "p", "1");
	struct answers_change change = {
		.part = PART_ANSWERS, .id = "one", .question = slice_of(""),
		.text = { "\0kept\0lost", 10 }, .now = NOW,
	};

	ck_assert(answers_write(a, sys_real(), &change));
	ck_assert_str_eq(answers_newest(a, PART_ANSWERS, "one")->text,
			 "\xEF\xBF\xBDkept\xEF\xBF\xBDlost");
	answers_free(a);
}
END_TEST

START_TEST(a_file_is_at_most_16_mib)
{
	struct answers *a = answers_new(sys_real(), "p", "1");
	char *text = mem_zero(ANSWERS_TEXT_MAX + 1, 1);
	struct err err;
	struct buf b;

	buf_init(&b, 2 * ANSWERS_FILE_MAX);
	memset(text, 'x', ANSWERS_TEXT_MAX);
	for (int i = 0; i < 64; i++) {
		char id[8] = { (char)('A' + i) };
		struct answers_change change = {
			.part = PART_GUARDS, .id = id, .question = slice_of(""),
			.text = slice_of(text), .now = NOW,
		};

		ck_assert(answers_write(a, sys_real(), &change));
		if (i == 62)
			ck_assert_msg(answers_print(a, &b, &err), "%s", err.text);
	}
	buf_clear(&b);
	buf_add_str(&b, "before");
	ck_assert(!answers_print(a, &b, &err));
	ck_assert_int_eq(err.kind, ERR_TOO_BIG);
	ck_assert_str_eq(b.data, "before");
	buf_release(&b);
	free(text);
	answers_free(a);
}
END_TEST

/* A model whose print reads back as another one is not given out. */
START_TEST(print_is_read_back)
{
	struct answers *a = read_ok(book);
	struct model_layer *layers = a->parts[PART_ANSWERS].entries[0].layers;
	struct model_layer first = layers[0];
	struct err err;
	struct buf b;

	layers[0] = layers[1];
	layers[1] = first;
	buf_init(&b, ANSWERS_FILE_MAX);
	ck_assert(!answers_print(a, &b, &err));
	ck_assert_msg(strstr(err.text, "read back"), "%s", err.text);
	ck_assert_uint_eq(b.len, 0);
	answers_free(a);
}
END_TEST

START_TEST(print_appends_or_leaves_alone)
{
	struct answers *a = answers_new(sys_real(), "p", "1");
	struct err err;
	struct buf b;

	buf_init(&b, 400);
	buf_add_str(&b, "before");
	ck_assert(answers_print(a, &b, &err));
	ck_assert_int_eq(strncmp(b.data, "before{\n", 8), 0);
	ck_assert_int_eq(b.data[b.len - 1], '\n');
	buf_splice(&b, 6, b.len - 6, "", 0);
	b.max = 100;
	ck_assert(!answers_print(a, &b, &err));
	ck_assert_int_eq(err.kind, ERR_TOO_BIG);
	ck_assert_str_eq(b.data, "before");
	buf_release(&b);
	answers_free(a);
}
END_TEST

/* cJSON's memory: one call fails, or all from there on. */
static int calls_left;
static bool for_good;

static void *scarce(size_t size)
{
	bool fails = for_good ? calls_left <= 0 : calls_left == 0;

	calls_left--;
	return fails ? NULL : malloc(size);
}

/* Whatever allocation fails, nothing is given out and (under a leak checker) nothing lost. */
static void print_with_little_memory(const struct answers *a)
{
	cJSON_Hooks hooks = { scarce, free };
	bool ok = false;
	int failed;

	for (failed = 0; !ok; failed++) {
		struct err err = { .text = "" };
		struct buf b;

		buf_init(&b, ANSWERS_FILE_MAX);
		calls_left = failed;
		cJSON_InitHooks(&hooks);
		ok = answers_print(a, &b, &err);
		cJSON_InitHooks(NULL);
		ck_assert_msg(ok || (err.kind == ERR_IO && strstr(err.text, "memory") && !b.len),
			      "call %d: %s", failed, err.text);
		buf_release(&b);
	}
	ck_assert_int_gt(failed, 100);
}

static void count_finding(void *context, const struct finding *finding)
{
	(void)finding;
	++*(int *)context;
}

/* It is not the file that is wrong: the caller hears false, and of no fault. */
START_TEST(no_memory_for_checking_is_no_fault)
{
	cJSON_Hooks hooks = { scarce, free };
	int count = 0;
	const struct report report = { count_finding, &count };
	bool ok;

	calls_left = 0;
	for_good = true;
	cJSON_InitHooks(&hooks);
	ok = answers_check(slice_of(book), &report);
	cJSON_InitHooks(NULL);
	ck_assert(!ok);
	ck_assert_int_eq(count, 0);
}
END_TEST

static void count_any(void *context, const struct finding *finding)
{
	ck_assert_str_ne(finding->what, "");
	++*(int *)context;
}

/* Reading stops at the first fault, checking tells them all. */
START_TEST(every_fault_around_the_erased_is_told)
{
	static const struct { const char *find, *put; int count; } rows[] = {
		{ "[ \"x\" ]", "[1,2,\"x\"]", 2 }, { "\"id\":\"book\"", "\"id\":1", 1 },
		{ "[ \"x\" ]", "[\"x\",\"y\",\"\"]", 1 },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char *json = changed(book, rows[i].find, rows[i].put);
		int count = 0;
		const struct report report = { count_any, &count };
		struct answers *a;
		struct err err;

		ck_assert(!answers_read(&a, slice_of(json), &err));
		ck_assert(!answers_check(slice_of(json), &report));
		ck_assert_msg(count == rows[i].count, "row %zu: %d", i, count);
		free(json);
	}
}
END_TEST

START_TEST(no_memory_for_cjson_is_told)
{
	struct answers *a = read_ok(book);

	for_good = false;
	print_with_little_memory(a);
	for_good = true;
	print_with_little_memory(a);
	answers_free(a);
}
END_TEST

START_TEST(times_are_read)
{
	static const struct { const char *at; time_t want; } rows[] = {
		{ "2026-11-23T19:04:11Z", NOW }, { "2026-11-23t19:04:11z", NOW },
		{ "2026-11-23 19:04:11Z", NOW }, { "2026-11-23T19:04:11+00:00", NOW },
		{ "2026-11-23T19:04:11-00:00", NOW }, { "2026-11-23T19:04:11.5Z", NOW },
		{ "2026-11-23T19:04:11.123456789Z", NOW }, { "1970-01-01T00:00:00Z", 0 },
		{ "2024-02-29T00:00:00Z", 1709164800 }, { "2000-02-29T23:59:59Z", 951868799 },
		{ "2016-12-31T23:59:60Z", 1483228799 }, { "9999-12-31T23:59:59Z", 253402300799 },
		{ "", -1 }, { "yesterday", -1 }, { "2026-11-23", -1 }, { "2026-11-23T19:04:11", -1 },
		{ "2026-11-23T19:04Z", -1 }, { "2026-11-23T19:04:11+01:00", -1 },
		{ "2026-11-23T19:04:11.Z", -1 }, { "2026-11-23T19:04:11.-5Z", -1 }, { "2026-11-23T19:04:11Zz", -1 },
		{ "2026-11-23T19:04:11Z ", -1 }, { " 2026-11-23T19:04:11Z", -1 },
		{ "2026-13-23T19:04:11Z", -1 }, { "2026-00-23T19:04:11Z", -1 },
		{ "2026-11-31T19:04:11Z", -1 }, { "2025-02-29T19:04:11Z", -1 },
		{ "2026-11-00T19:04:11Z", -1 }, { "2026-11-32T19:04:11Z", -1 },
		{ "2026-11-23T24:04:11Z", -1 }, { "2026-11-23T19:60:11Z", -1 },
		{ "2026-11-23T19:04:61Z", -1 }, { "2026-1-23T19:04:11Z", -1 },
		{ "26-11-23T19:04:11Z", -1 }, { "2026-11-23T1a:04:11Z", -1 },
		{ "2026/11/23T19:04:11Z", -1 }, { "1969-12-31T23:59:59Z", -1 },
		{ "12026-11-23T19:04:11Z", -1 }, { "2026-11-23", -1 }, { "2026-11-23T", -1 },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		ck_assert_msg(answers_time(rows[i].at) == rows[i].want, "%s: %lld", rows[i].at,
			      (long long)answers_time(rows[i].at));
}
END_TEST

START_TEST(times_are_written)
{
	static const struct { time_t when; const char *want; } rows[] = {
		{ NOW, "2026-11-23T19:04:11Z" }, { 0, "1970-01-01T00:00:00Z" },
		{ -1, "1970-01-01T00:00:00Z" }, { 253402300799, "9999-12-31T23:59:59Z" },
		{ 253402300800, "9999-12-31T23:59:59Z" }, { INT64_MAX, "9999-12-31T23:59:59Z" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char *stamp = stamp_of(rows[i].when);

		ck_assert_str_eq(stamp, rows[i].want);
		free(stamp);
	}
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { a_sitting_amends_or_adds, own_layers_are_amended, a_layer_without_a_time_is_left_alone,
		other_words_asked_begin_a_layer,
		words_may_be_lent_by_the_model_itself, the_place_moves,
		print_refuses_what_it_could_not_read, a_zero_byte_cuts_nothing, a_file_is_at_most_16_mib,
		print_appends_or_leaves_alone, print_is_read_back, no_memory_for_cjson_is_told,
		no_memory_for_checking_is_no_fault, every_fault_around_the_erased_is_told,
		times_are_read, times_are_written };
	Suite *suite = suite_create("answers");
	TCase *tc = tcase_create("answers");

	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
