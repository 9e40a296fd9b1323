/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of text/wrap: where rows break, and that they cover the text. */
#include <config.h>

#include <check.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "pieces.h"
#include "suite.h"
#include "text/safe.h"
#include "text/utf8.h"
#include "text/wrap.h"

#define MANY ((size_t)1 << 20)

static void start(void)
{
	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C.UTF-8"));
}

/* What each row shows, ended by ~ where the break is soft and by $ where hard. */
struct wrap_case {
	int width;
	const char *text, *rows;
};

static const struct wrap_case wrap_cases[] = {
	{ 10, "", "$" },
	{ 10, "\n", "$$" },
	{ 10, "one two", "one two$" },
	{ 7, "one two", "one two$" },
	{ 6, "one two", "one~two$" },
	{ 10, "one\ntwo\n", "one$two$$" },
	{ 10, "one\r\ntwo", "one$two$" },
	{ 3, "one   two", "one~two$" },
	{ 5, "one   two", "one~two$" },
	{ 5, "one      ", "one  $" },
	{ 2, "    a", "~a$" },
	{ 5, "  a b  c", "  a b~c$" },
	{ 13, "the file .profile", "the~file .profile$" },
	{ 10, "a file.json of", "a~file.json~of$" },
	{ 4, "So. \u4F60.\u4F60", "So.~\u4F60.~\u4F60$" },
	{ 4, "wordlessly", "word~less~ly$" },
	{ 6, "a wordlessly", "a~wordle~ssly$" },
	{ 5, "well-known", "well-~known$" },
	{ 4, "a/b (c) d", "a/b~(c)~d$" },
	{ 4, "a \u201Cb\u201D c", "a~\u201Cb\u201D~c$" },
	{ 4, "a\u00A0b c", "a\u00A0b~c$" },
	{ 5, "\u4F60\u597D\u4E16\u754C\u3002", "\u4F60\u597D~\u4E16~\u754C\u3002$" },
	{ 1, "\u4F60\u597D", "\u4F60~\u597D$" },
	{ 1, "a\u4F60b", "a~\u4F60~b$" },
	{ 4, FAMILY "x", FAMILY "~x$" },
	{ 4, FLAG FLAG FLAG, FLAG FLAG "~" FLAG "$" },
	{ 3, FLAG FLAG FLAG, FLAG "~" FLAG "~" FLAG "$" },
	{ 2, "e\u0301e\u0301e\u0301", "e\u0301e\u0301~e\u0301$" },
	{ 2, "\u0E01\u0E34\u0E19\u0E02", "\u0E01\u0E34\u0E19~\u0E02$" },
	{ 6, "a\u202Eb", "a~\u202E~b$" },
	{ 3, "a\tbcd", "a~bcd$" },
	{ 7, "\u3000\u4F60\u3000 \u3000\u597D", "\u3000\u4F60~\u597D$" },
};

START_TEST(rows_break_where_they_should)
{
	const struct wrap_case *c = &wrap_cases[_i];
	struct slice text = slice_of(c->text);
	struct wrap w;
	struct buf shown;

	start();
	buf_init(&shown, MANY);
	wrap_init(&w);
	wrap_text(&w, text, c->width);
	for (size_t i = 0; i < w.count; i++) {
		buf_add_slice(&shown, slice_part(text, w.rows[i].start, w.rows[i].end));
		buf_add_char(&shown, w.rows[i].hard ? '$' : '~');
	}
	ck_assert_msg(slice_is(slice_buf(&shown), c->rows), "row %d: %s", _i, shown.data);
	wrap_release(&w);
	buf_release(&shown);
}
END_TEST

START_TEST(every_place_has_its_row)
{
	struct slice text = slice_of("one two\n\nthree");
	static const size_t rows[] = { 0, 0, 0, 0, 1, 1, 1, 1, 2, 3, 3, 3, 3, 3, 3 };
	struct wrap w;

	start();
	wrap_init(&w);
	wrap_text(&w, text, 5);
	for (size_t at = 0; at <= text.len; at++)
		ck_assert_msg(wrap_row_of(&w, at) == rows[at], "place %zu", at);
	wrap_release(&w);
}
END_TEST

static void check_row(struct slice text, struct wrap_row row, int width, int round)
{
	struct slice shown = slice_part(text, row.start, row.end);

	ck_assert_msg(row.start <= row.end && row.end <= row.next, "seed 3 round %d", round);
	ck_assert_msg(row.hard || row.next > row.start, "seed 3 round %d", round);
	ck_assert_msg(cluster_floor(text, row.next) == row.next, "seed 3 round %d", round);
	ck_assert_msg(!memchr(shown.data, '\n', shown.len), "seed 3 round %d", round);
	ck_assert_msg(text_width(shown) <= width || cluster_next(shown, 0) == shown.len,
		      "seed 3 round %d: '%.*s'", round, (int)shown.len, shown.data);
	if (!row.hard)
		ck_assert_msg(text.data[row.next - 1] != '\n', "seed 3 round %d", round);
	else if (row.next < text.len)
		ck_assert_msg(text.data[row.next - 1] == '\n', "seed 3 round %d", round);
}

START_TEST(rows_cover_the_text_and_fit)
{
	struct dice d = { 3 };
	struct wrap w;
	struct buf b;

	start();
	buf_init(&b, MANY);
	wrap_init(&w);
	for (int round = 0; round < 1500; round++) {
		int width = 1 + (int)roll(&d, 12);
		size_t at = 0;

		random_text(&b, &d, 40);
		wrap_text(&w, slice_buf(&b), width);
		for (size_t i = 0; i < w.count; i++) {
			ck_assert_msg(w.rows[i].start == at, "seed 3 round %d", round);
			check_row(slice_buf(&b), w.rows[i], width, round);
			at = w.rows[i].next;
		}
		ck_assert_msg(at == b.len && w.rows[w.count - 1].hard, "seed 3 round %d", round);
		if (b.len && b.data[b.len - 1] == '\n')
			ck_assert_msg(w.rows[w.count - 1].start == b.len, "seed 3 round %d", round);
	}
	wrap_release(&w);
	buf_release(&b);
}
END_TEST

/* Cuts at one boundary to another and puts a piece or more there. */
static void random_change(struct buf *b, struct dice *d, size_t *at, size_t *cut, size_t *added)
{
	struct buf put;

	buf_init(&put, MANY);
	random_text(&put, d, 2);
	*at = cluster_floor(slice_buf(b), roll(d, (unsigned)b->len + 1));
	*cut = cluster_floor(slice_buf(b), *at + roll(d, (unsigned)(b->len - *at) + 1) / 4) - *at;
	*added = put.len;
	ck_assert(buf_splice(b, *at, *cut, put.data, put.len));
	buf_release(&put);
}

static bool same_row(struct wrap_row a, struct wrap_row b)
{
	return a.start == b.start && a.end == b.end && a.next == b.next && a.hard == b.hard;
}

START_TEST(changed_rows_are_those_of_the_whole)
{
	struct dice d = { 11 };
	struct wrap w, whole;
	struct buf b;

	start();
	buf_init(&b, MANY);
	wrap_init(&w);
	wrap_init(&whole);
	for (int round = 0; round < 150; round++) {
		int width = 1 + (int)roll(&d, 12);

		random_text(&b, &d, 60);
		wrap_text(&w, slice_buf(&b), width);
		for (int step = 0; step < 20; step++) {
			size_t at, cut, added;

			random_change(&b, &d, &at, &cut, &added);
			wrap_change(&w, slice_buf(&b), width, at, cut, added);
			wrap_text(&whole, slice_buf(&b), width);
			ck_assert_msg(w.count == whole.count, "seed 11 round %d step %d: %zu, %zu",
				      round, step, w.count, whole.count);
			for (size_t i = 0; i < w.count; i++)
				ck_assert_msg(same_row(w.rows[i], whole.rows[i]),
					      "seed 11 round %d step %d row %zu", round, step, i);
		}
	}
	wrap_release(&w);
	wrap_release(&whole);
	buf_release(&b);
}
END_TEST

/* The break of the first row is decided by what is typed at the start of the
 * fourth: the emoji with a joiner that joins nothing yet is ten cells wide. */
START_TEST(a_change_reaches_three_rows_back)
{
	static const char before[] = "aa (((\U0001F469\u200D" "0123456789";
	size_t at = sizeof(before) - 1 - 10;
	struct wrap w;
	struct buf b;

	start();
	buf_init(&b, MANY);
	wrap_init(&w);
	buf_add_str(&b, before);
	wrap_text(&w, slice_buf(&b), 10);
	ck_assert_uint_eq(w.count, 4);
	ck_assert_uint_eq(w.rows[3].start, at);
	ck_assert(buf_splice(&b, at, 0, "\U0001F467", 4));
	wrap_change(&w, slice_buf(&b), 10, at, 0, 4);
	ck_assert_uint_eq(w.count, 2);
	ck_assert_uint_eq(w.rows[1].start, at + 4);
	wrap_release(&w);
	buf_release(&b);
}
END_TEST

START_TEST(blanks_without_end_hang)
{
	struct wrap w;
	struct buf b;

	start();
	buf_init(&b, MANY);
	wrap_init(&w);
	buf_addf(&b, "one%2000s", "two");
	wrap_text(&w, slice_buf(&b), 10);
	ck_assert_uint_eq(w.count, 2);
	ck_assert_uint_eq(w.rows[0].end, 3);
	ck_assert_uint_eq(w.rows[1].start, b.len - 3);
	wrap_release(&w);
	buf_release(&b);
}
END_TEST

/* A long line costs its length, not its square: the time limit is the test. */
START_TEST(long_lines_are_no_trouble)
{
	static const char *const parts[] = { "a", " ", FLAG, "\u0301", "\u4F60", "\u200D", "ab " };
	struct wrap w;
	struct buf b;

	start();
	buf_init(&b, MANY);
	wrap_init(&w);
	while (b.len < 100000)
		buf_add_str(&b, parts[_i]);
	wrap_text(&w, slice_buf(&b), 80);
	ck_assert_uint_eq(w.rows[w.count - 1].next, b.len);
	wrap_release(&w);
	buf_release(&b);
}
END_TEST

static Suite *wrap_suite(void)
{
	Suite *s = suite_create("wrap");
	TCase *tc = tcase_create("wrap");

	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, rows_break_where_they_should, 0, (int)ARRAY_LEN(wrap_cases));
	tcase_add_test(tc, every_place_has_its_row);
	tcase_add_test(tc, rows_cover_the_text_and_fit);
	tcase_add_test(tc, changed_rows_are_those_of_the_whole);
	tcase_add_test(tc, a_change_reaches_three_rows_back);
	tcase_add_test(tc, blanks_without_end_hang);
	suite_add_tcase(s, tc);
	tc = tcase_create("long");
	tcase_set_timeout(tc, 5);
	tcase_add_loop_test(tc, long_lines_are_no_trouble, 0, 7);
	suite_add_tcase(s, tc);
	return s;
}

int main(void)
{
	return suite_run(wrap_suite());
}
