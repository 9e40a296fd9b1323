/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of text/clean: what comes in of what is typed or pasted. */
#include <config.h>

#include <check.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "pieces.h"
#include "text/clean.h"
#include "text/utf8.h"
#include "suite.h"
#include "trials.h"

#define MANY ((size_t)64 << 20)
#define NB "\u00A0"

struct clean_case {
	const char *text, *clean;
};

static const struct clean_case clean_cases[] = {
	{ "", "" },
	{ "Un d\u00E9jeuner \u4F60\u597D " FAMILY "\n\tx", "Un d\u00E9jeuner \u4F60\u597D " FAMILY "\n\tx" },
	/* line ends */
	{ "a\r\nb\rc\nd\r\r\ne", "a\nb\nc\nd\n\ne" },
	{ "a\vb\fc\u2028d\u2029e\xC2\x85""f", "a\nb\nc\nd\ne\nf" },
	{ "a\n\r", "a\n\n" },
	/* what a word processor means */
	{ "\u201Cwell\u201D \u2018so\u2019 \u2013 \u2014 \u2026", "\u201Cwell\u201D \u2018so\u2019 \u2013 \u2014 \u2026" },
	{ "Pourquoi" NB "? \u00AB" NB "Bien" NB "\u00BB 5" NB "km", "Pourquoi" NB "? \u00AB" NB "Bien" NB "\u00BB 5" NB "km" },
	{ "a" NB NB NB "b", "a   b" },
	{ "a " NB "b" NB " c", "a  b  c" },
	{ "a\n" NB "b" NB "\nc\t" NB "d" NB "\te", "a\n b \nc\t d \te" },
	{ "a" NB "\r\nb", "a \nb" },
	{ "a" NB "\u00AD b", "a  b" },
	{ NB, NB },
	{ "\uF0B7\tone \uF0FC two \uF0E0 three", "\u2022\tone \u2713 two \u2192 three" },
	{ "co\u00ADoper\u00ADate\u200B \uFEFFx", "cooperate x" },
	{ "\u202Fa\u2060b\u200Fc", "\u202Fa\u2060b\u200Fc" },
	/* terminal sequences */
	{ "a\033[31mred\033[0m b", "ared b" },
	{ "\033[1;2;3 q.\033[?2004h.\033[200~x", "..x" },
	{ "a\033]0;title\007b\033]8;;http://x\033\\link", "ablink" },
	{ "a\033P1$r0m\033\\b\033_x\033\\c\033^y\033\\d\033Xz\xC2\x9C""e", "abcde" },
	{ "a\033(Bb\0337c\033=d\033#8e", "abcde" },
	{ "a\xC2\x9B""31mb\xC2\x9D""0;t\xC2\x9C""c\xC2\x90""q\033\\d", "abcd" },
	{ "a\033]0;it goes on\nwithout an end", "a0;it goes on\nwithout an end" },
	{ "a\033]x\n\\b", "ax\n\\b" },
	{ "a\033[31", "a31" },
	{ "a\033[3\u00E9", "a3\u00E9" },
	{ "a\033[12;\nb", "a12;\nb" },
	{ "a\033", "a" },
	{ "a\033\u4F60", "a\u4F60" },
	{ "a\033\033[1mb", "ab" },
	{ "a\033]x\033[1mb", "axb" },
	/* the rest */
	{ "a\001b\177c\xC2\x81""d\010", "abcd" },
	{ "a\xFFz\xC3", "a\uFFFDz\uFFFD" },
	{ "a\u202Eb\u200Dc\uE000", "a\u202Eb\u200Dc\uE000" },
};

static void start(void)
{
	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C.UTF-8"));
}

START_TEST(what_comes_in)
{
	const struct clean_case *c = &clean_cases[_i];
	struct buf out;

	start();
	buf_init(&out, MANY);
	buf_add_str(&out, "as it was" NB);
	clean_add(&out, slice_of(c->text));
	ck_assert_msg(!out.full && slice_starts(slice_buf(&out), "as it was" NB) &&
		      slice_is(slice_part(slice_buf(&out), 11, out.len), c->clean),
		      "row %d: '%s' should be '%s'", _i, out.data, c->clean);
	buf_release(&out);
}
END_TEST

START_TEST(a_null_byte_goes)
{
	struct buf out;

	buf_init(&out, MANY);
	clean_add(&out, (struct slice){ "a\0b\033\0c", 6 });
	ck_assert_str_eq(out.data, "abc");
	buf_release(&out);
}
END_TEST

START_TEST(a_full_one_says_so)
{
	struct buf out;

	buf_init(&out, 3);
	clean_add(&out, slice_of("a\r\nb"));
	ck_assert(!out.full);
	buf_clear(&out);
	clean_add(&out, slice_of("abcd"));
	ck_assert(out.full);
	buf_release(&out);
}
END_TEST

/* Everything that ends a sequence or is none, in any order. */
static void random_paste(struct buf *out, struct dice *d)
{
	static const char *const parts[] = {
		"\033", "\033[", "\033]", "\033P", "\033\\", "\007", "0;1", "m", "\xC2\x9B", "\xC2\x9C",
		NB, " ", "\u00AD", "\u2028", "\v",
	};

	buf_clear(out);
	for (unsigned n = roll(d, 20); n > 0; n--)
		buf_add_str(out, roll(d, 3) ? parts[roll(d, ARRAY_LEN(parts))] : random_piece(d));
}

/* In any order: clean once is clean for good, and no control is left. */
START_TEST(what_is_clean_stays)
{
	struct trials t = trials_wanted(3000);
	struct buf in, once, twice;

	start();
	buf_init(&in, MANY);
	buf_init(&once, MANY);
	buf_init(&twice, MANY);
	for (size_t i = 0; i < t.count; i++) {
		struct dice d = trials_dice(&t, i);

		random_paste(&in, &d);
		buf_clear(&once);
		buf_clear(&twice);
		clean_add(&once, slice_buf(&in));
		clean_add(&twice, slice_buf(&once));
		ck_assert_msg(slice_equal(slice_buf(&once), slice_buf(&twice)),
			      "SOAK_SEED=%llu SOAK_TRIALS=1: '%s', then '%s'", t.seed + i,
			      once.data, twice.data);
		ck_assert_msg(utf8_check(slice_buf(&once)) == once.len, "seed %llu", t.seed + i);
		for (size_t at = 0; at < once.len;) {
			unsigned code = utf8_next(slice_buf(&once), &at);

			ck_assert_msg(code == '\n' || code == '\t' || (code >= 0x20 && code < 0x7F) ||
				      code >= 0xA0, "SOAK_SEED=%llu SOAK_TRIALS=1: U+%04X",
				      t.seed + i, code);
		}
	}
	buf_release(&twice);
	buf_release(&once);
	buf_release(&in);
}
END_TEST

static Suite *clean_suite(void)
{
	Suite *s = suite_create("clean");
	TCase *tc = tcase_create("clean");

	tcase_add_loop_test(tc, what_comes_in, 0, (int)ARRAY_LEN(clean_cases));
	tcase_add_test(tc, a_null_byte_goes);
	tcase_add_test(tc, a_full_one_says_so);
	tcase_add_test(tc, what_is_clean_stays);
	suite_add_tcase(s, tc);
	return s;
}

int main(void)
{
	trials_begin();
	return suite_run(clean_suite());
}
