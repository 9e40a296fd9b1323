/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of doc/layout: which rows a document has at a width. */
#include <config.h>

#include <check.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "doc/doc.h"
#include "doc/layout.h"
#include "hostile.h"
#include "suite.h"
#include "text/utf8.h"

#define MANY ((size_t)8 << 20)
#define RULE "\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500"

static void start(void)
{
	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C.UTF-8"));
}

static struct doc *parse(const char *markdown)
{
	struct doc *doc = NULL;
	struct err err;

	ck_assert_msg(doc_parse(&doc, slice_of(markdown), 1, &err), "%s: %s", markdown, err.text);
	return doc;
}

/* Each row as its indent, text and LF; what is styled in {letters ... }. */
static void describe(const struct layout *layout, struct buf *out)
{
	static const char letters[] = "esh?r";
	size_t i, j;
	int bit;

	buf_clear(out);
	for (i = 0; i < layout_count(layout); i++) {
		const struct layout_row *row = layout_row(layout, i);
		size_t at = 0;

		buf_addf(out, "%*s", row->indent, "");
		for (j = 0; j < row->span_count; at += row->spans[j++].len) {
			struct span span = row->spans[j];

			buf_add_str(out, span.style ? "{" : "");
			for (bit = 0; bit < 5; bit++) {
				if (span.style & 1U << bit)
					buf_add_char(out, letters[bit]);
			}
			buf_add_str(out, span.style ? " " : "");
			buf_add_slice(out, slice_part(row->text, at, at + span.len));
			buf_add_str(out, span.style ? "}" : "");
		}
		buf_add_char(out, '\n');
	}
}

struct layout_case {
	int width;
	const char *markdown, *rows;
};

static const struct layout_case layout_cases[] = {
	{ 20, "", "" },
	{ 20, "# One *two*\n\nthree\n# Four", "{h One }{eh two}\n\nthree\n\n{h Four}\n" },
	{ 8, "## Long *heading here*", "{h Long}\n{eh heading}\n{eh here}\n" },
	{ 20, "a *b **c*** **d** `e` [f](http://g) h", "a {e b }{es c} {s d} e f h\n" },
	{ 7, "a *bcd efg* h", "a {e bcd}\n{e efg} h\n" },
	{ 20, "a\nb\\\nc", "a b\nc\n" },
	{ 12, "- one two three\n- four", "\u2022 one two\n  three\n\u2022 four\n" },
	{ 20, "- a\n\n- b", "\u2022 a\n\n\u2022 b\n" },
	{ 20, "- a\n\n  b\n- c", "\u2022 a\n\n  b\n\n\u2022 c\n" },
	{ 20, "- a\n  - b\n    - c d e f g h i j k\n- l",
	  "\u2022 a\n  \u2022 b\n    \u2022 c d e f g h i\n      j k\n\u2022 l\n" },
	{ 20, "9. a b c d e f g h i j\n9. k", "9. a b c d e f g h i\n   j\n10. k\n" },
	{ 20, "0) a\n   - b\n1) c", "0) a\n   \u2022 b\n1) c\n" },
	{ 20, "> # a\n>\n> b", "  {h a}\n\n  b\n" },
	{ 20, "- - a\n- > b\n- ```\n  c\n  ```\n-\n- d",
	  "\u2022 \u2022 a\n\u2022   b\n\u2022 c\n\u2022\n\u2022 d\n" },
	{ 20, "- -\n- >", "\u2022 \u2022\n\u2022\n" },
	{ 20, "- > - a", "\u2022   \u2022 a\n" },
	{ 20, "> a\n>\n> - b\n> - c\n>\n> > d", "  a\n\n  \u2022 b\n  \u2022 c\n\n    d\n" },
	{ 12, "> a *long quote* of words", "  a {e long}\n  {e quote} of\n  words\n" },
	{ 20, "a\n\n---\n\nb", "a\n\n{r " RULE "}\n\nb\n" },
	{ 3, "---", "{r \u2500\u2500\u2500}\n" },
	{ 20, "```x\none *two*\n\n    three four five six\n```\nb",
	  "one *two*\n\n    three four five \n\nb\n" },
	{ 8, "a\n\n```figure\n +----+\n\n +----+\n```\n\nb", "a\n\n +----+\n\n +----+\n\nb\n" },
	{ 6, "a\n\n```figure\n +----+\n\n +----+\n```\n\nb", "a\n\nb\n" },
	{ 6, "```figure wide\n +----+\n```\n\nb", "b\n" },
	{ 6, "```figures\n +----+\n```\n", " +----\n" },
	{ 20, "<p>\n\na <b>b</b>\n\n<p>\n\nc", "a b\n\nc\n" },
	/* where the indent leaves less than eight cells, there is none */
	{ 9, "> aaaaa bbb", "aaaaa bbb\n" },
	{ 10, "> aaaaa bb", "  aaaaa bb\n" },
	{ 9, "- aaaaa bbb", "\u2022 aaaaa\nbbb\n" },
	{ 2, "- ab", "ab\n" },
	{ 1, "- a b", "a\nb\n" },
	{ 0, "ab\n***", "a\nb\n\n{r \u2500}\n" },
	{ 11, "> > a b c d e\n\n> - aa bbbb", "a b c d e\n\n\u2022 aa bbbb\n" },
};

START_TEST(markdown_has_its_rows)
{
	const struct layout_case *c = &layout_cases[_i];
	struct doc *doc;
	struct layout *layout;
	struct buf b;

	start();
	doc = parse(c->markdown);
	layout = layout_new(doc, c->width);
	doc_free(doc);
	buf_init(&b, MANY);
	describe(layout, &b);
	ck_assert_msg(slice_is(slice_buf(&b), c->rows), "row %d:\n%s", _i, b.data);
	buf_release(&b);
	layout_free(layout);
}
END_TEST

START_TEST(words_and_notes_have_their_rows)
{
	struct doc *doc = doc_new();
	struct layout *layout;
	struct buf b;

	start();
	doc_add_note(doc, slice_of("3 October"));
	doc_add_words(doc, slice_of("  *one*\ntwo  three\n\n\n- four five six"));
	doc_add_item(doc, slice_of("a\nb"));
	doc_add_item(doc, slice_of("c"));
	doc_add_rule(doc);
	doc_add_item(doc, slice_of("d\n\ne"));
	layout = layout_new(doc, 14);
	buf_init(&b, MANY);
	describe(layout, &b);
	ck_assert_str_eq(b.data, "{e 3 October}\n\n    *one*\n  two  three\n\n"
			 "  - four five\n  six\n\n"
			 "\u2022 a\n  b\n\u2022 c\n\n{r " RULE "}\n\n\u2022 d\n\n  e\n");
	buf_release(&b);
	layout_free(layout);
	doc_free(doc);
}
END_TEST

START_TEST(lines_to_write_on_fill_the_width)
{
	struct doc *doc = doc_new();
	struct layout *layout;
	struct buf b;

	start();
	doc_add_paragraph(doc, slice_of("Who?"));
	doc_add_lines(doc, 2);
	doc_add_lines(doc, 0);
	doc_add_item(doc, slice_of("a"));
	ck_assert_uint_eq(doc_count(doc), 4);
	ck_assert_int_eq(doc_kind(doc, 2), DOC_LINE);
	layout = layout_new(doc, 5);
	buf_init(&b, MANY);
	describe(layout, &b);
	ck_assert_str_eq(b.data, "Who?\n\n_____\n\n_____\n\n\u2022 a\n");
	buf_release(&b);
	layout_free(layout);
	doc_free(doc);
}
END_TEST

START_TEST(rows_know_their_blocks)
{
	static const char markdown[] =
		"# a\n\nb c\n\n```figure\nwide\n```\n\n- d\n- e\n\n<p>\n\n---\n";
	static const size_t first[] = { 0, 2, 8, 4, 8, 7 };
	static const size_t blocks[] = { 0, 0, 1, 1, 3, 3, 3, 5 };
	struct doc *doc;
	struct layout *layout;
	size_t i;

	start();
	doc = parse(markdown);
	layout = layout_new(doc, 3);
	ck_assert_uint_eq(layout_count(layout), ARRAY_LEN(blocks));
	for (i = 0; i < ARRAY_LEN(first); i++)
		ck_assert_msg(layout_row_of_block(layout, i) == first[i], "block %zu", i);
	ck_assert_uint_eq(layout_row_of_block(layout, 99), 8);
	for (i = 0; i < ARRAY_LEN(blocks); i++) {
		const struct layout_row *row = layout_row(layout, i);

		ck_assert_msg(row->block == blocks[i], "row %zu", i);
		ck_assert_msg(row->starts == (first[row->block] == i), "row %zu", i);
	}
	layout_free(layout);
	layout_free(NULL);
	doc_free(doc);
}
END_TEST

/* Whether ROW keeps to WIDTH, or what does not fit is one cluster alone. */
static bool fits(const struct layout_row *row, int width)
{
	size_t last = cluster_prev(row->text, row->text.len);

	if (row->indent + text_width(row->text) <= width)
		return true;
	return !row->indent && text_width(slice_part(row->text, 0, last)) < width &&
	       text_width(slice_part(row->text, last, row->text.len)) > 1;
}

static void check_row(const struct layout_row *row, int width, int round)
{
	size_t i, len = 0;

	ck_assert_msg(row->indent >= 0 && fits(row, width), "seed 41 round %d: %d cells and '%.*s'",
		      round, row->indent, (int)row->text.len, row->text.data);
	ck_assert_msg(!memchr(row->text.data, '\n', row->text.len), "seed 41 round %d", round);
	for (i = 0; i < row->span_count; i++) {
		ck_assert_msg(row->spans[i].len, "seed 41 round %d", round);
		len += row->spans[i].len;
	}
	ck_assert_msg(len == row->text.len, "seed 41 round %d", round);
}

/* Appends S without blanks and line feeds. */
static void add_dense(struct buf *out, struct slice s)
{
	size_t i, at = 0;

	for (i = 0; i < s.len; i = at) {
		utf8_next(s, &at);
		if (!strchr(" \n", s.data[i]) && !slice_is(slice_part(s, i, at), "\u3000"))
			buf_add_slice(out, slice_part(s, i, at));
	}
}

START_TEST(rows_fit_and_say_it_all)
{
	struct dice dice = { 41 };
	struct buf b, text, is, should;
	int round;

	start();
	buf_init(&b, MANY);
	buf_init(&text, MANY);
	buf_init(&is, MANY);
	buf_init(&should, MANY);
	for (round = 0; round < 1500; round++) {
		int width = (int)roll(&dice, 50) + 1;
		struct doc *doc;
		struct layout *layout;
		struct err err;
		size_t i, read;

		hostile_text(&b, &dice);
		if (!doc_parse(&doc, slice_buf(&b), 1, &err))
			continue;
		read = doc_count(doc);
		doc_add_words(doc, slice_buf(&b));
		layout = layout_new(doc, width);
		buf_clear(&is);
		for (i = 0; i < layout_count(layout); i++) {
			check_row(layout_row(layout, i), width, round);
			if (layout_row(layout, i)->block == read)
				add_dense(&is, layout_row(layout, i)->text);
		}
		buf_clear(&text);
		buf_clear(&should);
		if (doc_count(doc) > read)
			doc_text(doc, read, &text);
		add_dense(&should, slice_buf(&text));
		ck_assert_msg(slice_equal(slice_buf(&is), slice_buf(&should)),
			      "seed 41 round %d: '%s' for '%s'", round, is.data, should.data);
		layout_free(layout);
		doc_free(doc);
	}
	buf_release(&b);
	buf_release(&text);
	buf_release(&is);
	buf_release(&should);
}
END_TEST

static Suite *layout_suite(void)
{
	Suite *s = suite_create("layout");
	TCase *tc = tcase_create("layout");

	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, markdown_has_its_rows, 0, (int)ARRAY_LEN(layout_cases));
	tcase_add_test(tc, words_and_notes_have_their_rows);
	tcase_add_test(tc, lines_to_write_on_fill_the_width);
	tcase_add_test(tc, rows_know_their_blocks);
	tcase_add_test(tc, rows_fit_and_say_it_all);
	suite_add_tcase(s, tc);
	return s;
}

int main(void)
{
	return suite_run(layout_suite());
}
