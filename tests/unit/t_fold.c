/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding for search: what is the same, what is not, and where it came from. */
#include <config.h>

#include <check.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/fold.h"
#include "text/utf8.h"

#include "hostile.h"
#include "suite.h"

#define TEXTS 2000

/* TYPED is found in TEXT as the clusters WHOLE; NULL: not at all. */
static const struct { const char *text, *typed, *whole; } cases[] = {
	{ "The Head speaks.", "head", "Head" },
	{ "the head speaks", "HEAD", "head" },
	{ "a to z", "A TO Z", "a to z" },
	{ "caf\xC3\xA9", "cafe", "caf\xC3\xA9" },
	{ "cafe\xCC\x81s", "cafe", "cafe\xCC\x81" },
	{ "cafe", "CAF\xC3\x89", "cafe" },
	{ "t\xC5\xB7 mawr", "ty", "t\xC5\xB7" },
	{ "Stra\xC3\x9F" "e", "strasse", "Stra\xC3\x9F" "e" },
	{ "STRASSE", "stra\xC3\x9F" "e", "STRASSE" },
	{ "o\xEF\xAC\x83" "ce", "office", "o\xEF\xAC\x83" "ce" },
	{ "\xEF\xBC\xB7ide", "wide", "\xEF\xBC\xB7ide" },
	{ "\xCF\x83\xCE\xBF\xCF\x86\xCF\x8C\xCF\x82", "\xCE\xA3\xCE\x9F\xCE\xA6\xCE\x9F\xCE\xA3",
	  "\xCF\x83\xCE\xBF\xCF\x86\xCF\x8C\xCF\x82" },
	{ "\xC4\xB0stanbul", "istanbul", "\xC4\xB0stanbul" },
	{ "don\xE2\x80\x99t", "don't", "don\xE2\x80\x99t" },
	{ "\xE2\x80\x9Cours\xE2\x80\x9D", "\"ours\"", "\xE2\x80\x9Cours\xE2\x80\x9D" },
	{ "work\xE2\x80\x93life", "work-life", "work\xE2\x80\x93life" },
	{ "and so on\xE2\x80\xA6", "on...", "on\xE2\x80\xA6" },
	{ "distri\xC2\xAD" "buted", "distributed", "distri\xC2\xAD" "buted" },
	{ "the \n\n school", "the school", "the \n\n school" },
	{ "the\xC2\xA0school", "the school", "the\xC2\xA0school" },
	{ "the school", "the  \t school", "the school" },
	{ "\xE9\xA2\x86\xE5\xAF\xBC\xE5\x8A\x9B", "\xE5\xAF\xBC", "\xE5\xAF\xBC" },
	{ "\xD9\x83\xD9\x90\xD8\xAA\xD8\xA7\xD8\xA8", "\xD9\x83\xD8\xAA\xD8\xA7\xD8\xA8",
	  "\xD9\x83\xD9\x90\xD8\xAA\xD8\xA7\xD8\xA8" },	/* an Arabic vowel sign */
	{ "\xE3\x81\x8C", "\xE3\x81\x8B", "\xE3\x81\x8C" },	/* begins so, decomposed */
	{ "\xE3\x81\x8B\xE3\x81\xAA", "\xE3\x81\x8C\xE3\x81\xAA", NULL },	/* ka is not ga */
	{ "\xE0\xB8\x81\xE0\xB8\xB4\xE0\xB8\x99", "\xE0\xB8\x81\xE0\xB8\xB5", NULL },	/* Thai vowels */
	{ "leader", "leaders", NULL },
	{ "the school", "theschool", NULL },
	{ "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7 x", "\xF0\x9F\x91\xA7",
	  "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7" },	/* a part: the whole cluster */
};

static struct slice needle_of(struct fold *f, const char *typed, enum fold_blanks blanks)
{
	fold_init(f);
	fold_make(f, slice_of(typed), blanks);
	return fold_needle(f);
}

START_TEST(the_same_letters_are_found)
{
	struct slice text = slice_of(cases[_i].text);
	struct fold f, n;
	struct slice needle = needle_of(&n, cases[_i].typed, FOLD_BLANKS);
	struct fold_from match;
	size_t at = 0;

	fold_init(&f);
	fold_make(&f, text, FOLD_BLANKS);
	ck_assert_msg(fold_find(&f, needle, &at, &match) == (cases[_i].whole != NULL), "'%s' in '%s'",
		      cases[_i].typed, cases[_i].text);
	if (cases[_i].whole)
		ck_assert_msg(slice_is(slice_part(text, match.start, match.end), cases[_i].whole),
			      "'%s' in '%s': %zu to %zu", cases[_i].typed, cases[_i].text, match.start,
			      match.end);
	fold_release(&n);
	fold_release(&f);
}
END_TEST

START_TEST(every_match_is_found_once)
{
	struct fold f, n;
	struct slice needle = needle_of(&n, "aa", FOLD_BLANKS);
	struct fold_from match;
	size_t at = 0, starts = 0;

	fold_init(&f);
	fold_make(&f, slice_of("aaa \xC3\xA1" "a"), FOLD_BLANKS);
	while (fold_find(&f, needle, &at, &match))
		starts = starts * 10 + match.start;
	ck_assert_uint_eq(starts, 4);	/* at 0 and at 4 */
	fold_release(&n);
	fold_release(&f);
}
END_TEST

START_TEST(without_blanks_lines_do_not_count)
{
	struct fold f, n;
	struct slice needle = needle_of(&n, " the  school ", FOLD_NO_BLANKS);
	struct fold_from match;
	size_t at = 0;

	ck_assert(slice_is(needle, "theschool"));
	fold_init(&f);
	fold_make(&f, slice_of("All the sch\nool runs"), FOLD_NO_BLANKS);
	ck_assert(fold_find(&f, needle, &at, &match));
	ck_assert_uint_eq(match.start, 4);
	ck_assert_uint_eq(match.end, 15);
	fold_release(&n);
	fold_release(&f);
}
END_TEST

START_TEST(nothing_to_look_for_is_found_nowhere)
{
	static const char *const empty[] = { "", "  \n\t", "\xC2\xAD", "\xE2\x80\x8B", "\xCC\x81" };
	struct fold f;

	fold_init(&f);
	fold_make(&f, slice_of("some words"), FOLD_BLANKS);
	for (size_t i = 0; i < ARRAY_LEN(empty); i++) {
		struct fold_from match;
		size_t at = 0;
		struct fold n;
		struct slice needle = needle_of(&n, empty[i], FOLD_BLANKS);

		ck_assert_msg(!needle.len && !fold_find(&f, needle, &at, &match), "%zu: '%s'", i,
			      n.text.data);
		fold_release(&n);
	}
	fold_release(&f);
}
END_TEST

/* Whatever the text: folding again changes nothing, and each byte comes from a cluster, in order. */
START_TEST(hostile_text_folds_in_order)
{
	struct dice dice = { 1 };
	struct buf made;

	buf_init(&made, 1 << 16);
	for (int i = 0; i < TEXTS; i++) {
		struct slice text;
		struct fold f, again;
		struct buf valid;
		size_t last = 0;

		hostile_text(&made, &dice);
		buf_init(&valid, 1 << 20);
		utf8_repair(&valid, slice_buf(&made));
		text = slice_buf(&valid);
		fold_init(&f);
		fold_init(&again);
		fold_make(&f, text, FOLD_BLANKS);
		for (size_t k = 0; k < f.text.len; k++) {
			ck_assert_uint_ge(f.from[k].start, last);
			ck_assert_uint_eq(f.from[k].end, cluster_next(text, f.from[k].start));
			ck_assert_uint_eq(cluster_floor(text, f.from[k].start), f.from[k].start);
			last = f.from[k].start;
		}
		fold_make(&again, slice_buf(&f.text), FOLD_BLANKS);
		ck_assert_msg(slice_equal(slice_buf(&again.text), slice_buf(&f.text)), "%d: '%s', '%s'",
			      i, f.text.data, again.text.data);
		ck_assert_uint_eq(utf8_check(slice_buf(&f.text)), f.text.len);
		fold_release(&again);
		fold_release(&f);
		buf_release(&valid);
	}
	buf_release(&made);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { every_match_is_found_once, without_blanks_lines_do_not_count,
		nothing_to_look_for_is_found_nowhere, hostile_text_folds_in_order };
	Suite *suite = suite_create("fold");
	TCase *tc = tcase_create("fold");

	setlocale(LC_ALL, "C.UTF-8");
	tcase_add_loop_test(tc, the_same_letters_are_found, 0, ARRAY_LEN(cases));
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
