/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of doc/: reading, building, looking, and what is refused. */
#include <config.h>

#include <check.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "doc/doc.h"
#include "pieces.h"
#include "suite.h"

#define MANY ((size_t)8 << 20)

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

/* Each block as its kind's letter (and a heading's level), its text in brackets. */
static void describe(const struct doc *doc, struct buf *out)
{
	static const char kinds[] = "HPFLQRWX";
	size_t i;

	buf_clear(out);
	for (i = 0; i < doc_count(doc); i++) {
		buf_add_char(out, kinds[doc_kind(doc, i)]);
		if (doc_level(doc, i))
			buf_addf(out, "%d", doc_level(doc, i));
		buf_add_char(out, '[');
		doc_text(doc, i, out);
		buf_add_char(out, ']');
	}
}

struct parse_case {
	const char *markdown, *blocks;
};

static const struct parse_case parse_cases[] = {
	{ "", "" },
	{ "\n\n", "" },
	{ "# One\n\ntwo\nthree  \nfour", "H1[One]P[two three\nfour]" },
	{ "A *b **c*** `d` [e](http://x) **f**", "P[A b c d e f]" },
	{ "She said \"yes\" -- and 'no'", "P[She said \u201Cyes\u201D \u2013 and \u2018no\u2019]" },
	{ "```x y=1\n a\n\n```", "F[ a\n\n]" },
	{ "- a\n- b\n\n  c\n", "L[a\n\nb\n\nc]" },
	{ "-\ta\n\t- b\n", "L[a\n\nb]" },
	{ "1. a\n2. b", "L[a\n\nb]" },
	{ "> a\n>\n> ```\n> b\n> ```\n>\n> c", "Q[a\n\nb\n\nc]" },
	{ "***", "R[]" },
	{ "<p>raw</p>\n\nx", "X[]P[x]" },
	{ "a <b>c</b>", "P[a c]" },
	{ "> a\n>\n> <div>", "Q[a]" },
	{ "![alt *text*](a.png \"t\") b", "P[alt text b]" },
	{ "[![a *b* c](d)](http://e) ![f [g](http://h)](i)", "P[a b c f g]" },
	{ "a\r\nb\rc", "P[a b c]" },
	/* what the door refuses, plain and as a reference */
	{ "a\x1B[0m", "P[a^[[0m]" },
	{ "a&#27;&#x202E;b", "P[a^[\\u{202E}b]" },
	{ "`a\u202Eb`", "P[a\\u{202E}b]" },
	{ "a&#10;b&#9;c", "P[a b       c]" },
	{ "a*\u0301b*", "P[a\\u{0301}b]" },
	{ "[a](x)&#x301;b", "P[a\u0301b]" },
	{ "a\xFFz", "P[a\uFFFDz]" },
	{ "```\n\ta\n```", "F[    a\n]" },
};

START_TEST(markdown_becomes_blocks)
{
	const struct parse_case *c = &parse_cases[_i];
	struct doc *doc;
	struct buf b;

	start();
	doc = parse(c->markdown);
	buf_init(&b, MANY);
	describe(doc, &b);
	ck_assert_msg(slice_is(slice_buf(&b), c->blocks), "row %d: '%s'", _i, b.data);
	buf_release(&b);
	doc_free(doc);
}
END_TEST

START_TEST(markdown_is_parsed_by_its_length)
{
	struct doc *doc = NULL;
	struct err err;
	struct buf b;

	start();
	buf_init(&b, MANY);
	ck_assert(doc_parse(&doc, (struct slice){ "one\n\ntwo", 3 }, 1, &err));
	describe(doc, &b);
	ck_assert_str_eq(b.data, "P[one]");
	doc_free(doc);
	ck_assert(doc_parse(&doc, (struct slice){ "a\0b", 3 }, 1, &err));
	describe(doc, &b);
	ck_assert_str_eq(b.data, "P[a^@b]");
	doc_free(doc);
	buf_release(&b);
}
END_TEST

START_TEST(blocks_know_their_lines_and_fences)
{
	static const char markdown[] =
		"# a\r\rb\u2028\n\x0B\n\n~~~ page  id=x&#27; y\r\nbody\n~~~\n> c";
	static const int lines[] = { 10, 12, 15, 18 };
	struct doc *doc = NULL, *copy = doc_new();
	struct err err;
	size_t i;

	start();
	ck_assert(doc_parse(&doc, slice_of(markdown), 10, &err));
	ck_assert_uint_eq(doc_count(doc), ARRAY_LEN(lines));
	for (i = 0; i < ARRAY_LEN(lines); i++)
		ck_assert_msg(doc_line(doc, i) == lines[i], "block %zu: line %d", i,
			      doc_line(doc, i));
	doc_add_blocks(copy, doc, 1, 4);
	doc_free(doc);
	ck_assert_uint_eq(doc_count(copy), 3);
	ck_assert_int_eq(doc_line(copy, 1), 15);
	ck_assert(slice_is(doc_info(copy, 1), "page  id=x^[ y"));
	ck_assert(slice_is(doc_literal(copy, 1), "body\n"));
	ck_assert(slice_is(doc_info(copy, 0), ""));
	ck_assert(slice_is(doc_literal(copy, 2), ""));
	doc_add_rule(copy);
	ck_assert_int_eq(doc_line(copy, 3), 0);
	doc_free(copy);
}
END_TEST

START_TEST(raw_html_is_told)
{
	static const char *const markdown[] = { "a <b>c", "<div>", "> <p>", "- a\n\n  <x>\n" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(markdown); i++) {
		struct doc *doc = parse(markdown[i]), *copy = doc_new();

		doc_add_blocks(copy, doc, 0, 1);
		ck_assert_msg(doc_has_html(copy, 0), "row %zu", i);
		doc_free(doc);
		doc_free(copy);
	}
	struct doc *doc = parse("a \\<b> `<c>`");

	ck_assert(!doc_has_html(doc, 0));
	doc_free(doc);
}
END_TEST

START_TEST(copies_are_whole)
{
	static const char markdown[] =
		"## h *i*\n\na **b *c*** [d](mailto:x@example.org) `e`  \nf\n\n- g\n  1) h\n  2) i\n"
		"- j\n\n> k\n>\n> - l\n\n```m\nn\n```\n\n---\n\n<p>\n";
	struct doc *doc = parse(markdown), *copy = doc_new();
	struct buf one, two;

	start();
	doc_add_words(copy, slice_of("mine"));
	doc_add_blocks(copy, doc, 0, doc_count(doc));
	doc_add_blocks(copy, copy, 0, 1);
	doc_add_blocks(copy, doc, 5, 3);
	buf_init(&one, MANY);
	buf_init(&two, MANY);
	describe(doc, &one);
	describe(copy, &two);
	doc_free(doc);
	ck_assert_uint_gt(one.len, 40);
	ck_assert(slice_starts(slice_buf(&two), "W[mine]"));
	ck_assert(slice_is(slice_part(slice_buf(&two), two.len - 7, two.len), "W[mine]"));
	ck_assert(slice_equal(slice_part(slice_buf(&two), 7, two.len - 7), slice_buf(&one)));
	doc_free(copy);
	buf_release(&one);
	buf_release(&two);
}
END_TEST

enum adder { HEADING, PARAGRAPH, NOTE, ITEM, WORDS };

static void add(struct doc *doc, enum adder adder, struct slice text)
{
	static void (*const adders[])(struct doc *, struct slice) = {
		NULL, doc_add_paragraph, doc_add_note, doc_add_item, doc_add_words,
	};

	if (adder == HEADING)
		doc_add_heading(doc, 2, text);
	else
		adders[adder](doc, text);
}

struct build_case {
	enum adder adder;
	const char *text, *blocks;
};

static const struct build_case build_cases[] = {
	{ HEADING, "a *b*\n# c ", "H2[a *b* # c]" },
	{ PARAGRAPH, "- a\n<b>", "P[- a\n<b>]" },
	{ PARAGRAPH, "a\n\nb\n\n\n", "P[a]P[b]" },
	{ NOTE, "3 October\nlate", "P[3 October\nlate]" },
	{ ITEM, "a\n\nb", "L[a\n\nb]" },
	{ WORDS, "a\nb\n\n\n\nc", "W[a\nb\n\nc]" },
	{ WORDS, "\n\n  a  b \n", "W[  a  b ]" },
	{ WORDS, "a\n \nb", "W[a\n \nb]" },
	{ WORDS, "\ta\r\nb", "W[        a\nb]" },
	{ WORDS, "a\x1B]0;b\u202E", "W[a^[]0;b\\u{202E}]" },
	{ WORDS, "&amp; \\* \"--\"", "W[&amp; \\* \"--\"]" },
	{ HEADING, " \n", "" },
	{ PARAGRAPH, "", "" },
	{ NOTE, "\n\n", "" },
	{ ITEM, " ", "" },
	{ WORDS, " \n\t\n", "" },
};

START_TEST(built_blocks_are_literal)
{
	const struct build_case *c = &build_cases[_i];
	struct doc *doc = doc_new();
	struct buf b;

	start();
	add(doc, c->adder, slice_of(c->text));
	buf_init(&b, MANY);
	describe(doc, &b);
	ck_assert_msg(slice_is(slice_buf(&b), c->blocks), "row %d: '%s'", _i, b.data);
	buf_release(&b);
	doc_free(doc);
}
END_TEST

START_TEST(items_in_a_row_are_one_list)
{
	struct doc *doc = doc_new();
	struct buf b;

	doc_add_item(doc, slice_of("a"));
	doc_add_item(doc, slice_of("b"));
	doc_add_rule(doc);
	doc_add_item(doc, slice_of("c"));
	doc_add_blocks(doc, doc, 0, 1);
	doc_add_item(doc, slice_of("d"));
	doc_add_heading(doc, 9, slice_of("e"));
	doc_add_heading(doc, -1, slice_of("f"));
	buf_init(&b, MANY);
	describe(doc, &b);
	ck_assert_str_eq(b.data, "L[a\n\nb]R[]L[c]L[a\n\nb]L[d]H6[e]H1[f]");
	buf_release(&b);
	doc_free(doc);
}
END_TEST

/* The languages of all blocks, each ended by a blank. */
static void languages(const struct doc *doc, struct buf *out)
{
	buf_clear(out);
	for (size_t i = 0; i < doc_count(doc); i++)
		buf_addf(out, "%s ", doc_block_language(doc, i));
}

START_TEST(blocks_know_their_language)
{
	struct doc *doc = doc_new(), *copy = doc_new();
	char tag[] = "cy";
	struct buf b;

	start();
	buf_init(&b, MANY);
	doc_add_heading(doc, 1, slice_of("a"));
	doc_language(doc, tag);
	tag[0] = 'x';	/* the document has its own */
	doc_add_words(doc, slice_of("b\n\nc"));
	doc_add_paragraph(doc, slice_of("d\n\ne"));
	doc_language(doc, DOC_UNKNOWN);
	doc_add_rule(doc);
	doc_language(doc, "cy");
	doc_add_note(doc, slice_of("f"));
	doc_language(doc, "");
	doc_add_note(doc, slice_of("g"));
	doc_language(doc, "en");
	doc_language(doc, NULL);
	doc_add_note(doc, slice_of("h"));
	languages(doc, &b);
	ck_assert_str_eq(b.data, " cy cy cy und cy   ");

	doc_language(copy, "en");
	doc_add_blocks(copy, doc, 0, 2);
	doc_free(doc);
	doc_add_blocks(copy, copy, 1, 2);
	doc_language(copy, "fr");
	doc_add_blocks(copy, copy, 0, 1);
	languages(copy, &b);
	ck_assert_str_eq(b.data, "en cy cy en ");
	doc_free(copy);
	buf_release(&b);
}
END_TEST

START_TEST(words_know_whose_they_are)
{
	struct doc *doc = doc_new(), *copy = doc_new();

	doc_add_words_of(doc, WHOSE_OTHERS, "Ms Hughes", slice_of("Why?"));
	doc_add_blocks(copy, doc, 0, 1);
	doc_free(doc);
	ck_assert(doc_whose(copy, 0) == WHOSE_OTHERS && strcmp(doc_name(copy, 0), "Ms Hughes") == 0);
	doc_free(copy);
}
END_TEST

START_TEST(a_list_has_one_language)
{
	struct doc *doc = doc_new();
	struct buf b;

	start();
	buf_init(&b, MANY);
	doc_add_item(doc, slice_of("a"));
	doc_language(doc, "cy");
	doc_add_item(doc, slice_of("b"));
	doc_language(doc, "");
	doc_language(doc, "cy");
	doc_add_item(doc, slice_of("c"));
	doc_language(doc, "");
	doc_add_item(doc, slice_of("d"));
	describe(doc, &b);
	ck_assert_str_eq(b.data, "L[a]L[b\n\nc]L[d]");
	languages(doc, &b);
	ck_assert_str_eq(b.data, " cy  ");
	doc_free(doc);
	buf_release(&b);
}
END_TEST

/* PIECE again and again, then TAIL. */
struct limit_case {
	const char *name, *piece;
	size_t times;
	const char *tail;
	const char *message;	/* NULL: passes */
};

static const struct limit_case limit_cases[] = {
	{ "16 quotes", ">", 16, "a", NULL },
	{ "17 quotes", ">", 17, "a", "line 7: nested deeper than 16" },
	{ "50,000 quotes", ">", 50000, "a", "line 7: nested deeper than 16" },
	{ "quotes and blanks", "> ", 130000, "", "line 7: nested deeper than 16" },
	{ "17 bullets", "- ", 17, "a", "line 7: nested deeper than 16" },
	{ "16 bullets", "+ ", 16, "a", NULL },
	{ "100,000 bullets", "* ", 100000, "a", "line 7: nested deeper than 16" },
	{ "numbers", "1) ", 80000, "a", "line 7: nested deeper than 16" },
	{ "a rule", "- ", 120000, "-", NULL },
	{ "a drawing of 24 marks", "```\n", 1,
	  "- - - - - - - - - - - - - - - - - - - - - - - >\n```", NULL },
	{ "15 in emphasis", "> ", 15, "*a*", NULL },
	{ "16 and emphasis", "> ", 16, "*a*", "line 7: nested deeper than 16" },
	{ "deep emphasis", "*a **a ", 18000, "b", NULL },
	{ "as large as may be", "a ", 128 * 1024, "", NULL },
	{ "a byte more", "a ", 128 * 1024, "b", "larger than 256 KiB" },
	{ "tabs", "\t", 256 * 1024, "", NULL },
	{ "what grows", "\xC2\x80", 128 * 1024, "", NULL },
	{ "images", "![[]()", 40000, "", "more than 1000 images" },
	{ "numbers", "1.\n", 5000, "", NULL },
	{ "more numbers", "1.\n", 5001, "", "more than 5000 numbered items" },
	{ "closers", "a]", 130000, "", NULL },
	{ "openers", "[a", 130000, "", NULL },
	{ "links", "[a](b", 52000, "", NULL },
	{ "stars", "*", 262144, "", NULL },
	{ "back-ticks", "`a``", 65000, "", NULL },
	{ "comments", "<!--", 65000, "", NULL },
	{ "quotation marks", "\"a ", 87000, "", NULL },
	{ "definitions", "[a]: b \"\n", 29000, "", NULL },
};

/* In less than a few seconds, also under valgrind: the time limit is the test. */
START_TEST(markdown_has_limits)
{
	const struct limit_case *c = &limit_cases[_i];
	struct doc *doc = NULL;
	struct err err = { 0 };
	struct buf b;
	size_t i;
	bool ok;

	start();
	buf_init(&b, MANY);
	for (i = 0; i < c->times; i++)
		buf_add_str(&b, c->piece);
	buf_add_str(&b, c->tail);
	ok = doc_parse(&doc, slice_buf(&b), 7, &err);
	ck_assert_msg(ok == !c->message, "%s: %s", c->name, err.text);
	if (!ok) {
		ck_assert_msg(slice_starts(slice_of(err.text), c->message), "%s: %s", c->name,
			      err.text);
		ck_assert_int_eq(err.kind, ERR_TOO_BIG);
		ck_assert_ptr_null(doc);
	}
	doc_free(doc);
	buf_release(&b);
}
END_TEST

START_TEST(lists_nest_by_indent_to_the_limit)
{
	struct doc *doc = NULL;
	struct err err;
	struct buf b;
	int i;

	buf_init(&b, MANY);
	for (i = 0; i < 16; i++)
		buf_addf(&b, "%*s- a\n", i * 2, "");
	ck_assert(doc_parse(&doc, slice_buf(&b), 1, &err));
	doc_free(doc);
	buf_addf(&b, "%*s- a\n", i * 2, "");
	ck_assert(!doc_parse(&doc, slice_buf(&b), 1, &err));
	ck_assert_msg(slice_starts(slice_of(err.text), "line 17: "), "%s", err.text);
	buf_release(&b);
}
END_TEST

/* The text of a document is through the door, whatever went in. */
START_TEST(no_control_comes_through)
{
	struct dice dice = { 5 };
	struct buf b, text;
	int round;

	start();
	buf_init(&b, MANY);
	buf_init(&text, MANY);
	for (round = 0; round < 400; round++) {
		struct doc *doc;
		struct err err;
		size_t i;

		random_text(&b, &dice, 60);
		if (!doc_parse(&doc, slice_buf(&b), 1, &err))
			continue;
		add(doc, (enum adder)roll(&dice, 5), slice_buf(&b));
		describe(doc, &text);
		for (i = 0; i < text.len; i++)
			ck_assert_msg(((unsigned char)text.data[i] >= ' ' && text.data[i] != 0x7F) ||
				      text.data[i] == '\n', "seed 5 round %d", round);
		ck_assert_msg(!strstr(text.data, "\u202E") && !strstr(text.data, "\u2028") &&
			      !strstr(text.data, "\xC2\x85"), "seed 5 round %d", round);
		doc_free(doc);
	}
	buf_release(&b);
	buf_release(&text);
}
END_TEST

static Suite *doc_suite(void)
{
	Suite *s = suite_create("doc");
	TCase *tc = tcase_create("doc");

	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, markdown_becomes_blocks, 0, (int)ARRAY_LEN(parse_cases));
	tcase_add_test(tc, markdown_is_parsed_by_its_length);
	tcase_add_test(tc, blocks_know_their_lines_and_fences);
	tcase_add_test(tc, raw_html_is_told);
	tcase_add_test(tc, copies_are_whole);
	tcase_add_loop_test(tc, built_blocks_are_literal, 0, (int)ARRAY_LEN(build_cases));
	tcase_add_test(tc, items_in_a_row_are_one_list);
	tcase_add_test(tc, blocks_know_their_language);
	tcase_add_test(tc, words_know_whose_they_are);
	tcase_add_test(tc, a_list_has_one_language);
	tcase_add_test(tc, lists_nest_by_indent_to_the_limit);
	tcase_add_test(tc, no_control_comes_through);
	suite_add_tcase(s, tc);
	tc = tcase_create("limits");
	tcase_set_timeout(tc, 8);
	tcase_add_loop_test(tc, markdown_has_limits, 0, (int)ARRAY_LEN(limit_cases));
	suite_add_tcase(s, tc);
	return s;
}

int main(void)
{
	return suite_run(doc_suite());
}
