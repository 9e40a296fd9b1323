/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of text/: UTF-8, clusters, the door, widths and ASCII. */
#include <config.h>

#include <check.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unigbrk.h>
#include <wchar.h>

#include "text/safe.h"
#include "text/utf8.h"
#include "pieces.h"
#include "suite.h"

#define MANY ((size_t)1 << 20)

#define EIGHT_MARKS "\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308"

static void start(void)
{
	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C.UTF-8"));
}

/* ---- UTF-8 ---- */

struct utf8_case {
	const char *text;
	size_t valid;
	const char *mended;
};

static const struct utf8_case utf8_cases[] = {
	{ "", 0, "" },
	{ "t\u0177", 3, "t\u0177" },
	{ "a\xFFz", 1, "a\uFFFDz" },
	{ "\xC3", 0, "\uFFFD" },
	{ "ab\xE4\xBD", 2, "ab\uFFFD\uFFFD" },
	{ "\xC0\x80", 0, "\uFFFD\uFFFD" },
	{ "\xED\xA0\x80", 0, "\uFFFD\uFFFD\uFFFD" },
	{ "\xF4\x90\x80\x80", 0, "\uFFFD\uFFFD\uFFFD\uFFFD" },
	{ "\xF0\x9F\x98\x80", 4, "\U0001F600" },
	{ "\x80\x80" "a", 0, "\uFFFD\uFFFDa" },
};

START_TEST(utf8_is_checked_and_mended)
{
	const struct utf8_case *c = &utf8_cases[_i];
	struct buf out;

	start();
	buf_init(&out, MANY);
	ck_assert_msg(utf8_check(slice_of(c->text)) == c->valid, "row %d", _i);
	utf8_repair(&out, slice_of(c->text));
	ck_assert_msg(slice_is(slice_buf(&out), c->mended), "row %d: %s", _i, out.data);
	buf_release(&out);
}
END_TEST

START_TEST(code_points_are_read_and_written)
{
	static const unsigned codes[] = { 0, 0x7F, 0x80, 0x7FF, 0x800, 0xFFFD, 0x10000, 0x10FFFF };
	struct buf out;
	size_t at = 0;

	buf_init(&out, MANY);
	for (size_t i = 0; i < ARRAY_LEN(codes); i++)
		utf8_add(&out, codes[i]);
	for (size_t i = 0; i < ARRAY_LEN(codes); i++)
		ck_assert_uint_eq(utf8_next(slice_buf(&out), &at), codes[i]);
	ck_assert_uint_eq(at, out.len);
	buf_clear(&out);
	utf8_add(&out, 0xD800);
	utf8_add(&out, 0x110000);
	ck_assert_str_eq(out.data, "\uFFFD\uFFFD");
	buf_release(&out);
}
END_TEST

/* ---- clusters ---- */

/* Texts with a | at each boundary. */
static const char *const cluster_cases[] = {
	"a|b",
	"e\u0301|x",
	"\u0301|a",
	"a|\n|\u0301",
	"a|\r\n|b",
	FAMILY "|" FAMILY,
	"\U0001F469\u200D|a",
	"a\u200D|\U0001F469",
	"\U0001F469\U0001F3FD\u200D\U0001F33E|.",
	"\u2764\uFE0F\u200D\U0001F525|x",
	FLAG "|" FLAG "|\U0001F1EB",
	"a|" FLAG "|" FLAG "|" FLAG "|a",
	"\u1100\u1161\u11A8|\u1100",
	"\u0E01\u0E34|\u0E19\u0E33",
	"\u06001|2",
	"1\uFE0F\u20E3|2",
};

START_TEST(clusters_are_what_people_call_characters)
{
	char text[256], marks[256] = { 0 };
	struct slice s = { text, 0 };
	size_t floor = 0;

	for (const char *c = cluster_cases[_i]; *c; c++) {
		if (*c == '|')
			marks[s.len] = 1;
		else
			text[s.len++] = *c;
	}
	marks[0] = marks[s.len] = 1;
	for (size_t at = 0; at <= s.len; at++) {
		ck_assert_msg(at == 0 || cluster_prev(s, at) == floor, "row %d prev %zu", _i, at);
		if (marks[at] && at)
			ck_assert_msg(cluster_next(s, floor) == at, "row %d next %zu", _i, floor);
		if (marks[at])
			floor = at;
		ck_assert_msg(cluster_floor(s, at) == floor, "row %d floor %zu", _i, at);
	}
	ck_assert_uint_eq(cluster_next(s, s.len), s.len);
	ck_assert_uint_eq(cluster_prev(s, 0), 0);
}
END_TEST

/* The library's breaks over the whole text are the measure. */
START_TEST(clusters_agree_with_the_whole_text)
{
	struct dice d = { 20260901 };
	struct buf b;

	start();
	buf_init(&b, MANY);
	for (int round = 0; round < 1000; round++) {
		char breaks[1024] = { 0 };
		size_t floor = 0;

		random_text(&b, &d, 24);
		u8_grapheme_breaks((const uint8_t *)b.data, b.len, breaks);
		breaks[b.len] = 1;
		for (size_t at = 1; at <= b.len; at++) {
			if (cluster_prev(slice_buf(&b), at) != floor)
				ck_abort_msg("seed 20260901 round %d prev %zu", round, at);
			if (!breaks[at])
				continue;
			if (cluster_next(slice_buf(&b), floor) != at ||
			    cluster_floor(slice_buf(&b), at) != at)
				ck_abort_msg("seed 20260901 round %d next %zu", round, floor);
			floor = at;
		}
	}
	buf_release(&b);
}
END_TEST

/* ---- the door ---- */

struct safe_case {
	const char *text, *shown;
};

static const struct safe_case safe_cases[] = {
	{ "Pwy wyt ti? \u0175\u0177", "Pwy wyt ti? \u0175\u0177" },
	{ "\u4F60\u597D\n\u05E9\u05DC\u05D5\u05DD", "\u4F60\u597D\n\u05E9\u05DC\u05D5\u05DD" },
	{ "a\tb", "a       b" },
	{ "1234567\tb", "1234567 b" },
	{ "12345678\tb", "12345678        b" },
	{ "\u4F60\t|\n\t|", "\u4F60      |\n        |" },
	{ "a\r\nb\rc\n", "a\nb\nc\n" },
	{ "\x1B[31m", "^[[31m" },
	{ "\x01\x7F", "^A^?" },
	{ "\xC2\x9B" "2J", "\\u{009B}2J" },
	{ "x\u202Ey\u2066", "x\\u{202E}y\\u{2066}" },
	{ "co\u00ADop", "co\\u{00AD}op" },
	{ "a\u200Bb\uFEFF", "a\\u{200B}b\\u{FEFF}" },
	{ "\u2028\u2029", "\\u{2028}\\u{2029}" },
	{ "\uFFF9\U000E0041", "\\u{FFF9}\\u{E0041}" },
	{ "\uE000\u0378\U0010FFFF", "\\u{E000}\\u{0378}\\u{10FFFF}" },
	{ "a\xFF", "a\uFFFD" },
	{ "e\u0301", "e\u0301" },
	{ "\u0301e", "\\u{0301}e" },
	{ "\x1B\u0301", "^[\\u{0301}" },
	{ "a" EIGHT_MARKS "\u0309\u030A", "a" EIGHT_MARKS "\\u{0309}\\u{030A}" },
	{ "a\u0301\u0301\u0301\u0301b\u0302\u0302\u0302\u0302\u0302",
	  "a\u0301\u0301\u0301\u0301b\u0302\u0302\u0302\u0302\u0302" },
	{ FAMILY " " FLAG, FAMILY " " FLAG },
	{ "\u2764\uFE0F\u200D\U0001F525", "\u2764\uFE0F\u200D\U0001F525" },
	{ "\U0001F469\U0001F3FD\u200D\U0001F33E", "\U0001F469\U0001F3FD\u200D\U0001F33E" },
	{ "1\uFE0F\u20E3", "1\uFE0F\u20E3" },
	{ "\U0001F469\u200Da", "\U0001F469\\u{200D}a" },
	{ "a\u200Db\u200Cc", "a\\u{200D}b\\u{200C}c" },
	{ "a\u200D\u0301", "a\\u{200D}\\u{0301}" },
	{ "a\uFE0F", "a\\u{FE0F}" },
	{ "\uFE0F", "\\u{FE0F}" },
	{ "\u0645\u06CC\u200C\u062E", "\u0645\u06CC\u200C\u062E" },
	{ "\u0645\u200C\u200C", "\u0645\u200C\\u{200C}" },
	{ "\u0645\u200D\u200C", "\u0645\u200D\\u{200C}" },
	{ "\u1000\u200C\u1000 \u1780\u200C\u1780", "\u1000\u200C\u1000 \u1780\u200C\u1780" },
	{ "\u0915\u094D\u200D\u0937", "\u0915\u094D\u200D\u0937" },
	{ "\u1100\u1161\u11A8", "\u1100\u1161\u11A8" },
	{ "\u1161", "\\u{1161}" },
	{ "\u0930\u200D\u094D", "\u0930\u200D\u094D" },
	{ "\uA992\uA9C0\u200D\uA992", "\uA992\uA9C0\u200D\uA992" },
	{ "\U0001F469\u200D\u200D\U0001F467", "\U0001F469\\u{200D}\\u{200D}\U0001F467" },
	{ "\U0001F469\u200C\U0001F467", "\U0001F469\\u{200C}\U0001F467" },
	{ "\u2268\uFE00\uFE00a\u0301\uFE00", "\u2268\uFE00\\u{FE00}a\u0301\\u{FE00}" },
	{ "\u4F60\U000E0100a\U000E0100", "\u4F60\U000E0100a\\u{E0100}" },
	{ "\u3164\u115F\u034F", "\\u{3164}\\u{115F}\\u{034F}" },
	{ "\u2764\uFE0F\uFE0F\U0001F3FD\u200D\U0001F469",
	  "\u2764\uFE0F\\u{FE0F}\U0001F3FD\\u{200D}\U0001F469" },
	{ "\U0001F469" EIGHT_MARKS "\u200D\U0001F467\u0301",
	  "\U0001F469" EIGHT_MARKS "\u200D\U0001F467\u0301" },
	{ "\U0001F469" EIGHT_MARKS "\u0301\u200D\U0001F467",
	  "\U0001F469" EIGHT_MARKS "\\u{0301}\\u{200D}\U0001F467" },
};

/* The same where the locale knows bytes only. */
START_TEST(the_door_shows_what_is_harmless)
{
	const struct safe_case *c = &safe_cases[_i];
	struct buf out;

	start();
	buf_init(&out, MANY);
	safe_add(&out, slice_of(c->text));
	ck_assert_msg(slice_is(slice_buf(&out), c->shown), "row %d: %s", _i, out.data);
	buf_clear(&out);
	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C"));
	safe_add(&out, slice_of(c->text));
	start();
	ck_assert_msg(slice_is(slice_buf(&out), c->shown), "row %d in C: %s", _i, out.data);
	buf_clear(&out);
	safe_add_cluster(&out, slice_of(""));
	ck_assert_uint_eq(out.len, 0);
	buf_release(&out);
}
END_TEST

START_TEST(the_door_keeps_a_message_on_a_line)
{
	struct buf out;

	start();
	buf_init(&out, MANY);
	safe_add_line(&out, slice_of("a\nb\r\nc\rd\te\xFF\u2028"));
	ck_assert_str_eq(out.data, "a^Jb^M^Jc^Md       e\uFFFD\\u{2028}");
	buf_release(&out);
}
END_TEST

/* The set that reliability.md refuses, written a second time. */
static bool is_refused(unsigned c)
{
	return (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x61C ||
	       (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
	       (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x206F) || c == 0xFEFF ||
	       (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F) ||
	       (c >= 0xD800 && c <= 0xF8FF) || c >= 0xF0000 || (c & 0xFFFE) == 0xFFFE;
}

/* The width of what the door shows of an x and C behind it, as the terminal has
 * it; -1 when something bad slips through. */
static int shown_width(struct buf *in, struct buf *out, unsigned c)
{
	size_t at = 0;
	int width = 0;

	buf_clear(in);
	buf_clear(out);
	buf_add_char(in, 'x');
	utf8_add(in, c);
	safe_add(out, slice_buf(in));
	while (at < out->len) {
		unsigned shown = utf8_next(slice_buf(out), &at);
		int cells = shown == '\n' ? 0 : wcwidth((wchar_t)shown);

		if (is_refused(shown) || cells < 0)
			return -1;
		width += cells;
	}
	return width;
}

/* Only failures are told to Check in the long loops: it writes a note to a file
 * at each assertion. */
START_TEST(no_code_point_slips_through)
{
	struct buf in, out;

	start();
	buf_init(&in, 64);
	buf_init(&out, 64);
	for (unsigned c = 0; c < 0x110000; c += c < 0x3200 || c >> 8 == 0xE00 ? 1 : 0x13) {
		int width = shown_width(&in, &out, c);

		if (width < 0 || text_width(slice_buf(&out)) != width)
			ck_abort_msg("%04X is shown as %s", c, out.data);
	}
	buf_release(&in);
	buf_release(&out);
}
END_TEST

/* Cluster by cluster what a writing box shows. */
static void show_clusters(struct buf *out, struct slice s, int *width)
{
	size_t at = 0;

	while (at < s.len) {
		size_t next = cluster_next(s, at);
		struct slice cluster = slice_part(s, at, next);
		size_t before = out->len;

		safe_add_cluster(out, cluster);
		*width += safe_cluster_width(cluster);
		if (s.data[next - 1] == '\n')
			ck_assert_uint_eq(before, out->len);
		at = next;
	}
}

START_TEST(the_door_is_the_same_in_every_use)
{
	struct dice d = { 7 };
	struct buf in, out, again, box;

	start();
	buf_init(&in, MANY);
	buf_init(&out, MANY);
	buf_init(&again, MANY);
	buf_init(&box, MANY);
	for (int round = 0; round < 1000; round++) {
		int width = 0;

		random_text(&in, &d, 24);
		buf_clear(&out);
		buf_clear(&again);
		buf_clear(&box);
		safe_add(&out, slice_buf(&in));
		safe_add(&again, slice_buf(&out));
		ck_assert_msg(slice_equal(slice_buf(&out), slice_buf(&again)), "seed 7 round %d: %s",
			      round, in.data);
		show_clusters(&box, slice_buf(&in), &width);
		ck_assert_msg(text_width(slice_buf(&in)) == width, "seed 7 round %d", round);
		ck_assert_msg(text_width(slice_buf(&box)) == width, "seed 7 round %d: %s", round,
			      in.data);
		if (!strpbrk(in.data, "\t\r\n"))
			ck_assert_msg(slice_equal(slice_buf(&out), slice_buf(&box)),
				      "seed 7 round %d: %s", round, in.data);
	}
	buf_release(&in);
	buf_release(&out);
	buf_release(&again);
	buf_release(&box);
}
END_TEST

/* ---- widths ---- */

struct fit_case {
	const char *text;
	int width;	/* of all */
	int cells;	/* to fit in */
	size_t fits;	/* bytes */
};

static const struct fit_case fit_cases[] = {
	{ "", 0, 5, 0 },
	{ "abc", 3, 2, 2 },
	{ "abc", 3, 0, 0 },
	{ "abc", 3, -1, 0 },
	{ "ab", 2, 9, 2 },
	{ "e\u0301x", 2, 1, 3 },
	{ "\u4F60\u597D", 4, 3, 3 },
	{ FAMILY "x", 7, 5, 0 },
	{ FAMILY "x", 7, 6, sizeof(FAMILY) - 1 },
	{ "a\nb", 2, 1, 2 },
	{ "\x1B[", 3, 1, 0 },
	{ "\u202E", 8, 8, 3 },
	{ "\t|", 2, 1, 1 },
};

START_TEST(widths_are_those_of_the_terminal)
{
	const struct fit_case *c = &fit_cases[_i];

	start();
	ck_assert_msg(text_width(slice_of(c->text)) == c->width, "row %d: %d", _i,
		      text_width(slice_of(c->text)));
	ck_assert_msg(text_fit(slice_of(c->text), c->cells) == c->fits, "row %d", _i);
}
END_TEST

START_TEST(widths_hold_in_a_locale_of_bytes)
{
	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C"));
	ck_assert_int_eq(text_width(slice_of("\u00E9\u4F60e\u0301")), 4);
	ck_assert_int_eq(text_width(slice_of("\u202E")), 8);
	start();
}
END_TEST

static const struct safe_case ascii_cases[] = {
	{ "plain ~", "plain ~" },
	{ "\u201Cyes\u201D \u2018no\u2019", "\"yes\" 'no'" },
	{ "a\u2013b \u2014 c\u2026", "a-b - c." },
	{ "\u250C\u2500\u2510\n\u2502x\u2502", "+-+\n|x|" },
	{ "\u2022 one \u2192 two \u2190", "* one > two <" },
	{ "\u0175 \u0177 e\u0301 \u00FC \u00F8 \u0142 \u00D0", "w y e u o l D" },
	{ "\u4F60\u597D", "????" },
	{ "\uFF21", "A " },
	{ FAMILY, "??????" },
	{ "\uFB01 \u00BD \u00A0.", "? ?  ." },
	{ "\u0645", "?" },
	{ "\x1B\t|", "^[ |" },
};

START_TEST(ascii_is_near_and_as_wide)
{
	const struct safe_case *c = &ascii_cases[_i];
	struct buf out;

	start();
	buf_init(&out, MANY);
	text_to_ascii(&out, slice_of(c->text));
	ck_assert_msg(slice_is(slice_buf(&out), c->shown), "row %d: %s", _i, out.data);
	ck_assert_msg(text_width(slice_buf(&out)) == text_width(slice_of(c->text)), "row %d", _i);
	buf_release(&out);
}
END_TEST

static bool is_printable(const char *s)
{
	while (*s >= 0x20 && *s < 0x7F)
		s++;
	return !*s;
}

/* Every sign, so that the table is in order and no width changes. */
START_TEST(ascii_keeps_every_width)
{
	struct buf in, out;

	start();
	buf_init(&in, 64);
	buf_init(&out, 64);
	for (unsigned c = 0x20; c < 0x1FB00; c += c < 0x3200 ? 1 : 0x13) {
		bool box = c >= 0x2500 && c < 0x2580;

		buf_clear(&in);
		buf_clear(&out);
		utf8_add(&in, c);
		text_to_ascii(&out, slice_buf(&in));
		if (!is_printable(out.data) ||
		    (int)out.len != text_width(slice_buf(&in)) || (box && strchr(out.data, '?')))
			ck_abort_msg("%04X becomes %s", c, out.data);
	}
	buf_release(&in);
	buf_release(&out);
}
END_TEST

static Suite *text_suite(void)
{
	Suite *s = suite_create("text");
	TCase *tc = tcase_create("text");

	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, utf8_is_checked_and_mended, 0, (int)ARRAY_LEN(utf8_cases));
	tcase_add_test(tc, code_points_are_read_and_written);
	tcase_add_loop_test(tc, clusters_are_what_people_call_characters, 0,
			    (int)ARRAY_LEN(cluster_cases));
	tcase_add_test(tc, clusters_agree_with_the_whole_text);
	tcase_add_test(tc, the_door_keeps_a_message_on_a_line);
	tcase_add_loop_test(tc, the_door_shows_what_is_harmless, 0, (int)ARRAY_LEN(safe_cases));
	tcase_add_test(tc, no_code_point_slips_through);
	tcase_add_test(tc, the_door_is_the_same_in_every_use);
	tcase_add_loop_test(tc, widths_are_those_of_the_terminal, 0, (int)ARRAY_LEN(fit_cases));
	tcase_add_test(tc, widths_hold_in_a_locale_of_bytes);
	tcase_add_loop_test(tc, ascii_is_near_and_as_wide, 0, (int)ARRAY_LEN(ascii_cases));
	tcase_add_test(tc, ascii_keeps_every_width);
	suite_add_tcase(s, tc);
	return s;
}

int main(void)
{
	return suite_run(text_suite());
}
