/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/json: the strict check, its limits and messages, and byte ranges. */
#include <config.h>

#include <check.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "answers/json.h"
#include "base/mem.h"
#include "json_cases.h"
#include "pieces.h"
#include "suite.h"

#define TEXT_MAX ((size_t)64 * 1024 * 1024)

static struct slice text_of(const struct json_case *c)
{
	return (struct slice){ c->text, c->len ? c->len : strlen(c->text) };
}

/* TEXT at the very end of its memory, so that a step too far is seen by the sanitizer. */
static struct slice tight(struct slice text)
{
	char *copy = mem_resize(NULL, text.len, 1);

	if (text.len)
		memcpy(copy, text.data, text.len);
	return (struct slice){ copy, text.len };
}

static void check_case(size_t i)
{
	const struct json_case *c = &json_cases[i];
	struct err err = { .text = "untouched" };
	struct slice text = tight(text_of(c));
	bool ok = json_check(text, NULL, &err);
	cJSON *tree;

	ck_assert_msg(ok == (c->verdict == GOOD), "case %zu, %s: %s", i, c->text, err.text);
	ck_assert_msg(ok == (strcmp(err.text, "untouched") == 0), "case %zu: %s", i, err.text);
	ck_assert_msg(ok || err.kind == ERR_SYNTAX, "case %zu: %s", i, err.text);
	if (c->verdict == OURS)
		ck_assert_msg(strstr(err.text, "second time") || strstr(err.text, "u0000"),
			      "case %zu: %s", i, err.text);
	tree = json_parse(text, NULL, &err);
	ck_assert_msg(ok == (tree != NULL), "case %zu: cJSON differs", i);
	cJSON_Delete(tree);
	free((void *)(uintptr_t)text.data);
}

START_TEST(accepts_and_refuses)
{
	for (size_t i = 0; i < ARRAY_LEN(json_cases); i++)
		check_case(i);
}
END_TEST

START_TEST(messages_name_the_place)
{
	static const struct { const char *text, *message; } rows[] = {
		{ "", "line 1, column 1: the file ends here too early" },
		{ "[1,\n 2,\n  x]", "line 3, column 3: no value begins like this" },
		{ "[\"\xC3\xA9\xE2\x82\xAC\" 1]", "line 1, column 7: a comma or ] should stand here" },
		{ "{\"a\":1 \"b\"}", "line 1, column 8: a comma or } should stand here" },
		{ "{\"a\" 1}", "line 1, column 6: a colon should stand here" },
		{ "{\n\ta:1}", "line 2, column 2: a name in double quotes should stand here" },
		{ "{\"a\":1,\n \"a\":2}", "line 2, column 2: this name stands here for the second time" },
		{ "{\"z\":1,\"b\":1,\"b\":2,\"a\":1,\"z\":2,\"a\":2}",
		  "line 1, column 14: this name stands here for the second time" },
		{ "[01]", "line 1, column 2: this is not how a number is written" },
		{ "[\"a\\q\"]", "line 1, column 4: a backslash that begins no known escape" },
		{ "[\"a\\u12\"]", "line 1, column 4: \\u needs four hexadecimal digits" },
		{ "[\"a\\u0000\"]", "line 1, column 4: the character \\u0000 cannot be kept" },
		{ "[\"\\uD800\"]", "line 1, column 3: half of a character: a surrogate without its partner" },
		{ "[\"\\uDC00\"]", "line 1, column 3: half of a character: a surrogate without its partner" },
		{ "[\"a\nb\"]", "line 1, column 4: a control character inside a text must be escaped" },
		{ "[\"a", "line 1, column 2: this text has no closing quote" },
		{ "[tru]", "line 1, column 2: only true, false and null may stand without quotes" },
		{ "[]\n[]", "line 2, column 1: something follows the end of the value" },
		{ "\xEF\xBB\xBF[]", "line 1, column 1: the file begins with a byte order mark; "
				    "save it as UTF-8 without one" },
		{ "[\"\xC3\xA9\",\n\"\xFF\"]", "line 2, column 2: these bytes are not UTF-8" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct err err;

		ck_assert_msg(!json_check(slice_of(rows[i].text), NULL, &err), "row %zu", i);
		ck_assert_str_eq(err.text, rows[i].message);
	}
}
END_TEST

START_TEST(zero_bytes_are_named)
{
	struct err err;

	ck_assert(!json_check((struct slice){ "[\n\0]", 4 }, NULL, &err));
	ck_assert_str_eq(err.text, "line 2, column 1: a zero byte");
}
END_TEST

static void note_place(void *context, const struct finding *finding)
{
	struct buf *said = context;

	buf_addf(said, "line %zu, column %zu: %s", finding->line, finding->column, finding->what);
}

/* Going from place to place, on and back, ends where counting from the beginning does. */
START_TEST(places_are_found_from_anywhere)
{
	struct buf text, said;
	const struct report report = { note_place, &said };

	buf_init(&text, TEXT_MAX);
	buf_init(&said, TEXT_MAX);
	for (unsigned long long seed = 1; seed <= 200; seed++) {
		struct dice d = { seed };
		struct json_place place = JSON_START;
		struct err err;

		random_text(&text, &d, 60);
		for (int jump = 0; jump < 20; jump++) {
			size_t at = roll(&d, (unsigned)text.len + 1);

			buf_clear(&said);
			json_tell(slice_buf(&text), &place, at, "x", &report);
			json_fail(slice_buf(&text), at, ERR_SYNTAX, "x", &err);
			ck_assert_msg(strcmp(said.data, err.text) == 0, "seed %llu: %s, not %s", seed,
				      said.data, err.text);
		}
	}
	buf_release(&text);
	buf_release(&said);
}
END_TEST

static void repeat(struct buf *b, const char *what, size_t count)
{
	while (count--)
		buf_add_str(b, what);
}

/* OPEN, then COUNT times ITEM, then CLOSE. */
static void check_limit(const char *open, const char *item, size_t count, const char *close,
			bool want)
{
	struct err err = { .text = "fine" };
	struct buf b;
	cJSON *tree;

	buf_init(&b, TEXT_MAX);
	buf_add_str(&b, open);
	repeat(&b, item, count);
	buf_add_str(&b, close);
	tree = json_parse(slice_buf(&b), NULL, &err);
	ck_assert_msg((tree != NULL) == want, "%s%zu x %s: %s", open, count, item, err.text);
	ck_assert(want || err.kind == ERR_TOO_BIG);
	cJSON_Delete(tree);
	buf_release(&b);
}

/* COUNT arrays in each other, and the same of objects. */
static void check_depth(size_t count, bool want)
{
	struct err err = { .text = "fine" };
	struct buf b;

	buf_init(&b, TEXT_MAX);
	repeat(&b, "[", count);
	repeat(&b, "]", count);
	ck_assert_msg(json_check(slice_buf(&b), NULL, &err) == want, "%zu: %s", count, err.text);
	buf_clear(&b);
	repeat(&b, "{\"a\":", count);
	buf_add_str(&b, "1");
	repeat(&b, "}", count);
	ck_assert_msg(json_check(slice_buf(&b), NULL, &err) == want, "%zu: %s", count, err.text);
	ck_assert(want || err.kind == ERR_TOO_BIG);
	buf_release(&b);
}

START_TEST(depth_is_limited)
{
	check_depth(JSON_DEPTH, true);
	check_depth(JSON_DEPTH + 1, false);
	check_depth(100000, false);
	check_limit("", "[", 100000, "", false);	/* and never closed */
	check_limit("", "[{\"\":", 50000, "\n", false);
	check_limit("[", "[]", 0, "[[]]]", true);
	check_limit("[0", ",[[[[]]]]", 100, "]", true);	/* beside, not inside */
}
END_TEST

START_TEST(sizes_are_limited)
{
	check_limit("\"", "x", JSON_STRING, "\"", true);
	check_limit("\"", "x", JSON_STRING + 1, "\"", false);
	check_limit("\"", "\\u0001", (size_t)256 * 1024, "\"", true);
	check_limit("[1", "0", JSON_NUMBER - 1, "]", true);
	check_limit("[1", "0", JSON_NUMBER, "]", false);
	check_limit("[0", ",0", JSON_MEMBERS - 1, "]", true);
	check_limit("[0", ",0", JSON_MEMBERS, "]", false);
}
END_TEST

/* OBJECTS objects with MEMBERS members each, whose names begin alike; the last member
 * of the last object is named LAST. */
static void add_objects(struct buf *b, size_t objects, size_t members, const char *last)
{
	buf_add_char(b, '[');
	for (size_t i = 0; i < objects; i++) {
		buf_add_str(b, i ? ",{" : "{");
		for (size_t j = 0; j + 1 < members; j++)
			buf_addf(b, "\"a name that begins like all others %zu\":0,", j * 7919 % members);
		buf_addf(b, "\"%s\":0}", i + 1 < objects ? "last" : last);
	}
	buf_add_char(b, ']');
}

START_TEST(many_members_are_checked_fast)
{
	struct err err;
	struct buf b;

	buf_init(&b, TEXT_MAX);
	add_objects(&b, 19, JSON_MEMBERS, "last");
	ck_assert_msg(json_check(slice_buf(&b), NULL, &err), "%s", err.text);
	buf_clear(&b);
	add_objects(&b, 19, JSON_MEMBERS, "a \\u006eame that begins like all others 7919");
	ck_assert(!json_check(slice_buf(&b), NULL, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "second time"));
	buf_clear(&b);
	add_objects(&b, 1, JSON_MEMBERS + 1, "last");
	ck_assert(!json_check(slice_buf(&b), NULL, &err));
	ck_assert_int_eq(err.kind, ERR_TOO_BIG);
	buf_release(&b);
}
END_TEST

/* COUNT values in all: the arrays themselves count too. */
static void check_values(size_t count, bool want)
{
	struct err err = { .text = "fine" };
	struct buf b;

	buf_init(&b, TEXT_MAX);
	buf_add_char(&b, '[');
	for (size_t left = count - 1; left;) {
		size_t here = left < 5000 ? left : 5000;

		buf_add_str(&b, left == count - 1 ? "[" : ",[");
		for (size_t i = 1; i < here; i++)
			buf_add_str(&b, i > 1 ? ",0" : "0");
		buf_add_char(&b, ']');
		left -= here;
	}
	buf_add_char(&b, ']');
	ck_assert_msg(json_check(slice_buf(&b), NULL, &err) == want, "%zu: %s", count, err.text);
	ck_assert(want || err.kind == ERR_TOO_BIG);
	buf_release(&b);
}

START_TEST(values_are_limited)
{
	check_values(JSON_VALUES, true);
	check_values(JSON_VALUES + 1, false);
}
END_TEST

static void add_blanks(struct buf *b, struct dice *d)
{
	static const char *const blanks[] = { "", "", " ", "\n", "\t\r\n  " };

	buf_add_str(b, blanks[roll(d, ARRAY_LEN(blanks))]);
}

static void add_value(struct buf *b, struct dice *d, int depth)
{
	static const char *const plain[] = {
		"1.0", "1E2", "9007199254740993", "-0", "true", "false", "null", "\"\"",
		"\"\\u00e9\\ud83d\\ude00\"", "\"[{,:}]\\\"\\\\\"", "\"\xC3\xA9\"", "[]", "{}", "[ ]",
		"{\n}",
	};
	unsigned count = depth ? roll(d, 5) : 0;
	bool object = roll(d, 2);

	if (!count) {
		buf_add_str(b, plain[roll(d, ARRAY_LEN(plain))]);
		return;
	}
	buf_add_char(b, object ? '{' : '[');
	for (unsigned i = 0; i < count; i++) {
		if (i)
			buf_add_char(b, ',');
		add_blanks(b, d);
		if (object)
			buf_addf(b, "\"%s%u\" :", i % 2 ? "\\u0061" : "\xC3\xA9", i);
		add_blanks(b, d);
		add_value(b, d, depth - 1);
		add_blanks(b, d);
	}
	buf_add_char(b, object ? '}' : ']');
}

/* Walks TREE in step with RANGES; returns the index behind it. */
static size_t check_ranges(const cJSON *tree, struct slice text, const struct json_ranges *ranges,
			   size_t at, unsigned long long seed)
{
	const struct json_range *range = &ranges->items[at];
	struct slice part;
	struct err err;
	cJSON *own;
	size_t next = at + 1;

	ck_assert_msg(at < ranges->count, "seed %llu", seed);
	part = slice_part(text, range->start, range->end);
	own = json_parse(part, NULL, &err);
	ck_assert_msg(own && cJSON_Compare(own, tree, true), "seed %llu, value %zu: %.*s", seed, at,
		      (int)part.len, part.data);
	ck_assert_msg(slice_trim(part).len == part.len, "seed %llu, value %zu", seed, at);
	cJSON_Delete(own);
	for (const cJSON *child = tree->child; child; child = child->next)
		next = check_ranges(child, text, ranges, next, seed);
	ck_assert_msg(range->next == next, "seed %llu, value %zu", seed, at);
	return next;
}

START_TEST(ranges_follow_the_tree)
{
	for (unsigned long long seed = 1; seed <= 200; seed++) {
		struct dice d = { seed };
		struct json_ranges ranges;
		struct err err = { .text = "" };
		struct buf b;
		cJSON *tree;

		buf_init(&b, TEXT_MAX);
		add_blanks(&b, &d);
		add_value(&b, &d, 5);
		add_blanks(&b, &d);
		tree = json_parse(slice_buf(&b), &ranges, &err);
		ck_assert_msg(tree != NULL, "seed %llu: %s", seed, err.text);
		ck_assert(check_ranges(tree, slice_buf(&b), &ranges, 0, seed) == ranges.count);
		cJSON_Delete(tree);
		free(ranges.items);
		buf_release(&b);
	}
}
END_TEST

START_TEST(ranges_are_empty_after_a_failure)
{
	struct json_ranges ranges;
	struct err err;

	ck_assert(!json_check(slice_of("[1,2,[3,x]]"), &ranges, &err));
	ck_assert(!ranges.items && !ranges.count && !ranges.cap);
	ck_assert_ptr_null(json_parse(slice_of("[1,2,[3,x]]"), &ranges, &err));
	ck_assert(!ranges.items);
}
END_TEST

static const char sample[] =
	"{\"a\": [1.5e3, -0, true, null],\n \"\\u00e9\": {\"b\": \"\\ud83d\\ude00 \xC3\xA9\"}}";

/* Whatever part of a file reached the disk, it is not taken for the whole. */
START_TEST(every_cut_is_found)
{
	struct err err;

	ck_assert(json_check(slice_of(sample), NULL, &err));
	for (size_t len = 0; len < strlen(sample); len++) {
		struct slice text = tight((struct slice){ sample, len });

		ck_assert_msg(!json_check(text, NULL, &err), "cut at %zu", len);
		free((void *)(uintptr_t)text.data);
	}
}
END_TEST

/* What the check lets through, cJSON reads to its end. */
START_TEST(damage_is_found_or_harmless)
{
	for (size_t at = 0; at < strlen(sample); at++)
		for (int bit = 0; bit < 8; bit++) {
			char text[sizeof(sample)];
			struct err err;
			cJSON *tree;
			bool ok;

			memcpy(text, sample, sizeof(sample));
			text[at] = (char)(text[at] ^ (1 << bit));
			ok = json_check((struct slice){ text, strlen(sample) }, NULL, &err);
			tree = json_parse((struct slice){ text, strlen(sample) }, NULL, &err);
			ck_assert_msg(ok == (tree != NULL), "bit %d of byte %zu", bit, at);
			cJSON_Delete(tree);
		}
}
END_TEST

static void *no_memory(size_t size)
{
	(void)size;
	return NULL;
}

START_TEST(no_memory_for_the_tree_is_told)
{
	cJSON_Hooks none = { no_memory, free };
	struct json_ranges ranges;
	struct err err = { .kind = ERR_SYNTAX };
	cJSON *tree;

	cJSON_InitHooks(&none);
	tree = json_parse(slice_of(sample), &ranges, &err);
	cJSON_InitHooks(NULL);
	ck_assert_ptr_null(tree);
	ck_assert_int_eq(err.kind, ERR_IO);
	ck_assert_ptr_null(ranges.items);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { accepts_and_refuses, messages_name_the_place, zero_bytes_are_named,
		places_are_found_from_anywhere, depth_is_limited, sizes_are_limited, many_members_are_checked_fast,
		values_are_limited, ranges_follow_the_tree, ranges_are_empty_after_a_failure,
		every_cut_is_found, damage_is_found_or_harmless, no_memory_for_the_tree_is_told };
	Suite *suite = suite_create("json");
	TCase *tc = tcase_create("json");

	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
