/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of base/buf. */
#include <config.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "suite.h"

START_TEST(buf_empty_is_a_string)
{
	struct buf b;
	char *stolen;

	buf_init(&b, 10);
	ck_assert_str_eq(b.data, "");
	buf_add(&b, NULL, 0);
	buf_clear(&b);
	buf_release(&b);
	ck_assert_str_eq(b.data, "");
	stolen = buf_steal(&b);
	ck_assert_str_eq(stolen, "");
	free(stolen);
}
END_TEST

START_TEST(buf_adds_of_all_kinds)
{
	struct buf b;
	char *stolen;

	buf_init(&b, 1000);
	buf_add(&b, "a\0b", 3);
	buf_add_char(&b, 'c');
	buf_add_str(&b, "de");
	buf_add_slice(&b, slice_of("f"));
	buf_addf(&b, "%s-%03d", "g", 7);
	buf_addf(&b, "%s", "");
	ck_assert_uint_eq(b.len, 12);
	ck_assert_mem_eq(b.data, "a\0bcdefg-007", 13);
	stolen = buf_steal(&b);
	ck_assert_mem_eq(stolen, "a\0bcdefg-007", 13);
	ck_assert_uint_eq(b.len, 0);
	buf_add_str(&b, "again");
	ck_assert_str_eq(b.data, "again");
	free(stolen);
	buf_release(&b);
}
END_TEST

/* What would pass the maximum is left out whole, and so is all after it. */
START_TEST(buf_maximum_is_hard)
{
	size_t max;

	for (max = 0; max < 140; max++) {
		struct buf b;
		size_t i;

		buf_init(&b, max);
		for (i = 0; i < max; i++)
			buf_add_char(&b, 'x');
		ck_assert_msg(b.len == max && !b.full, "maximum %zu", max);
		ck_assert_msg(!b.cap || b.cap > b.len, "maximum %zu", max);
		buf_add_str(&b, "yz");
		ck_assert_msg(b.full && b.len == max, "maximum %zu", max);
		buf_clear(&b);
		ck_assert(!b.full && !b.len && !*b.data);
		buf_release(&b);
	}
}
END_TEST

START_TEST(buf_stays_full)
{
	struct buf b;

	buf_init(&b, 5);
	buf_add_str(&b, "four");
	buf_add_str(&b, "too much");
	buf_add_str(&b, "x");
	ck_assert(b.full);
	ck_assert_str_eq(b.data, "four");
	buf_addf(&b, "%d", 1);
	ck_assert_str_eq(b.data, "four");
	buf_release(&b);
	ck_assert(!b.full);
}
END_TEST

START_TEST(buf_splices)
{
	static const struct {
		const char *text;
		size_t at, cut;
		const char *put;
		const char *want;	/* NULL: it does not fit into 8 */
	} rows[] = {
		{ "", 0, 0, "", "" },
		{ "", 0, 0, "new", "new" },
		{ "abcdef", 0, 0, "XY", "XYabcdef" },
		{ "abcdef", 6, 0, "XY", "abcdefXY" },
		{ "abcdef", 2, 2, "", "abef" },
		{ "abcdef", 2, 2, "XY", "abXYef" },
		{ "abcdef", 1, 4, "X", "aXf" },
		{ "abcdef", 1, 1, "XYZ", "aXYZcdef" },
		{ "abcdef", 0, 6, "", "" },
		{ "abcdef", 0, 6, "12345678", "12345678" },
		{ "abcdef", 3, 0, "XYZ", NULL },
		{ "abcdef", 0, 6, "123456789", NULL },
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(rows); i++) {
		struct buf b;
		bool done;

		buf_init(&b, 8);
		buf_add_str(&b, rows[i].text);
		done = buf_splice(&b, rows[i].at, rows[i].cut, rows[i].put, strlen(rows[i].put));
		ck_assert_msg(done == !!rows[i].want, "row %zu", i);
		ck_assert_msg(slice_is(slice_buf(&b), done ? rows[i].want : rows[i].text),
			      "row %zu: '%s'", i, b.data);
		ck_assert_msg(b.data[b.len] == '\0' && !b.full, "row %zu", i);
		buf_release(&b);
	}
}
END_TEST

START_TEST(buf_splice_makes_room)
{
	struct buf b;
	size_t i;

	buf_init(&b, 100000);
	buf_add_str(&b, "ab");
	for (i = 0; i < 1000; i++)
		ck_assert(buf_splice(&b, 1 + i * 64, 0, "0123456789abcdef0123456789abcdef"
				     "0123456789abcdef0123456789abcdeF", 64));
	ck_assert_uint_eq(b.len, 64002);
	ck_assert_mem_eq(b.data + 63996, "bcdeFb", 7);
	buf_release(&b);
}
END_TEST

START_TEST(slices_compare)
{
	struct slice none = { NULL, 0 };

	ck_assert(slice_equal(slice_of("ab"), slice_part(slice_of("xaby"), 1, 3)));
	ck_assert(!slice_equal(slice_of("ab"), slice_of("ac")));
	ck_assert(!slice_equal(slice_of("ab"), slice_of("abc")));
	ck_assert(slice_equal(none, slice_of("")));
	ck_assert(slice_is(none, ""));
	ck_assert(!slice_is(slice_of("a"), ""));
	ck_assert(slice_starts(slice_of("abc"), "ab"));
	ck_assert(slice_starts(slice_of("abc"), ""));
	ck_assert(!slice_starts(slice_of("a"), "ab"));
	ck_assert(!slice_starts(slice_of("xb"), "ab"));
	ck_assert(!slice_starts(slice_part(slice_of("ab"), 0, 1), "ab"));
}
END_TEST

START_TEST(slices_trim)
{
	static const struct { const char *bytes; size_t len; const char *want; } rows[] = {
		{ "", 0, "" },
		{ " ", 1, "" },
		{ " \t\r\n", 4, "" },
		{ "a", 1, "a" },
		{ "\n a b\t", 6, "a b" },
		{ "a ", 2, "a" },
		{ " a", 2, "a" },
		{ "\va\f", 3, "\va\f" },
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(rows); i++)
		ck_assert_msg(slice_is(slice_trim((struct slice){ rows[i].bytes, rows[i].len }),
				       rows[i].want), "row %zu", i);
	/* A NUL is not a blank. */
	ck_assert_uint_eq(slice_trim((struct slice){ "\0 ", 2 }).len, 1);
	ck_assert_uint_eq(slice_trim((struct slice){ " \0", 2 }).len, 1);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
		buf_empty_is_a_string, buf_adds_of_all_kinds, buf_maximum_is_hard, buf_stays_full,
		buf_splices, buf_splice_makes_room, slices_compare, slices_trim
	};
	Suite *suite = suite_create("buf");
	TCase *tc = tcase_create("buf");
	size_t i;

	for (i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
