/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the Markdown and text writers: what is written says what went in. */
#include <config.h>

#include <check.h>
#include <cmark.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "doc/doc.h"
#include "doc/write.h"
#include "hostile.h"
#include "suite.h"

#define MANY ((size_t)8 << 20)

static void start(void)
{
	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C.UTF-8"));
}

/* Appends the text below NODE, paragraphs apart by an empty line; false when there is
 * anything but plain text and hard breaks, and emphasis where that is EMPH. */
static bool flatten(cmark_node *node, bool emph, struct buf *out)
{
	cmark_iter *iter = cmark_iter_new(node);
	cmark_event_type event;
	size_t from = out->len;
	bool plain = true;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *at = cmark_iter_get_node(iter);

		if (event != CMARK_EVENT_ENTER || at == node)
			continue;
		switch (cmark_node_get_type(at)) {
		case CMARK_NODE_PARAGRAPH:
			if (out->len > from)
				buf_add_str(out, "\n\n");
			break;
		case CMARK_NODE_TEXT:
			buf_add_str(out, cmark_node_get_literal(at));
			break;
		case CMARK_NODE_LINEBREAK:
			buf_add_char(out, '\n');
			break;
		case CMARK_NODE_EMPH:
			plain = plain && emph;
			break;
		default:
			plain = false;
		}
	}
	cmark_iter_free(iter);
	return plain;
}

static void check_words(struct slice text, const char *where, int row)
{
	struct doc *doc = doc_new();
	struct buf markdown, is, should;
	cmark_node *root, *first;
	bool plain = true;

	buf_init(&markdown, MANY);
	buf_init(&is, MANY);
	buf_init(&should, MANY);
	doc_add_words(doc, text);
	expect_words(&should, text);
	write_markdown(doc, &markdown);
	root = cmark_parse_document(markdown.data, markdown.len, CMARK_OPT_DEFAULT);
	first = cmark_node_first_child(root);
	if (first) {
		plain = cmark_node_get_type(first) == CMARK_NODE_BLOCK_QUOTE &&
			!cmark_node_next(first) && flatten(first, false, &is);
	}
	ck_assert_msg(plain && slice_equal(slice_buf(&is), slice_buf(&should)),
		      "%s %d: '%s' was written as '%s' and came back as '%s'", where, row,
		      should.data, markdown.data, is.data);
	cmark_node_free(root);
	buf_release(&markdown);
	buf_release(&is);
	buf_release(&should);
	doc_free(doc);
}

START_TEST(each_hostile_line_stays_words)
{
	struct buf b;
	size_t i;
	int row;

	start();
	buf_init(&b, MANY);
	for (row = 0; row < (int)ARRAY_LEN(hostile); row++) {
		static const char *const forms[][2] = {
			{ "", "" }, { "x\n", "" }, { "x\n", "\nx" }, { "x", "" }, { "x ", " x" },
			{ "\n\n", "\n\n" }, { " ", " " }, { "- ", "" }, { "*", "*" },
		};

		for (i = 0; i < ARRAY_LEN(forms); i++) {
			buf_clear(&b);
			buf_addf(&b, "%s%s%s", forms[i][0], hostile[row], forms[i][1]);
			check_words(slice_buf(&b), "row", row);
		}
	}
	buf_release(&b);
}
END_TEST

START_TEST(any_words_come_back_from_markdown)
{
	struct dice dice = { 23 };
	struct buf b;
	int round;

	start();
	buf_init(&b, MANY);
	for (round = 0; round < 4000; round++) {
		hostile_text(&b, &dice);
		check_words(slice_buf(&b), "seed 23 round", round);
	}
	buf_release(&b);
}
END_TEST

/* A document of everything that can be built: LINE, where one paragraph is
 * looked for, and WORDS. */
static struct doc *build_all(struct slice line, struct slice words)
{
	struct doc *doc = doc_new();

	doc_add_heading(doc, 3, line);
	doc_add_item(doc, line);
	doc_add_note(doc, line);
	doc_add_words(doc, words);
	doc_add_rule(doc);
	doc_add_words(doc, words);
	return doc;
}

/* Checks the blocks of MARKDOWN against what build_all was given. */
static void check_all(const struct buf *markdown, struct slice line, struct slice words, int round)
{
	static const cmark_node_type types[] = {
		CMARK_NODE_HEADING, CMARK_NODE_LIST, CMARK_NODE_PARAGRAPH, CMARK_NODE_BLOCK_QUOTE,
		CMARK_NODE_THEMATIC_BREAK, CMARK_NODE_BLOCK_QUOTE,
	};
	cmark_node *root = cmark_parse_document(markdown->data, markdown->len, CMARK_OPT_DEFAULT);
	cmark_node *node = cmark_node_first_child(root);
	struct buf is, should;
	size_t i;

	buf_init(&is, MANY);
	buf_init(&should, MANY);
	for (i = 0; i < ARRAY_LEN(types); i++, node = cmark_node_next(node)) {
		bool list = types[i] == CMARK_NODE_LIST;
		struct slice text;

		ck_assert_msg(node && cmark_node_get_type(node) == types[i],
			      "seed 29 round %d block %zu: %s", round, i, markdown->data);
		if (types[i] == CMARK_NODE_THEMATIC_BREAK)
			continue;
		buf_clear(&is);
		expect_words(&should, i < 3 ? line : words);
		text = i == 0 ? slice_trim(slice_buf(&should)) : slice_buf(&should);
		ck_assert_msg(flatten(list ? cmark_node_first_child(node) : node, i == 2, &is) &&
			      slice_equal(slice_buf(&is), text),
			      "seed 29 round %d block %zu: '%s' in '%s'", round, i, is.data,
			      markdown->data);
	}
	ck_assert_ptr_null(node);
	cmark_node_free(root);
	buf_release(&is);
	buf_release(&should);
}

/* Side by side the blocks come back with their text. */
START_TEST(built_documents_come_back_from_markdown)
{
	struct dice dice = { 29 };
	struct buf words, line, markdown;
	int round;

	start();
	buf_init(&words, MANY);
	buf_init(&line, MANY);
	buf_init(&markdown, MANY);
	for (round = 0; round < 1000; round++) {
		struct doc *doc;
		size_t i;

		hostile_text(&words, &dice);
		buf_add_char(&words, '.');
		buf_clear(&line);
		for (i = 0; i < words.len; i++)
			buf_add_char(&line, strchr("\r\n", words.data[i]) ? '/' : words.data[i]);
		doc = build_all(slice_buf(&line), slice_buf(&words));
		buf_clear(&markdown);
		write_markdown(doc, &markdown);
		check_all(&markdown, slice_buf(&line), slice_buf(&words), round);
		doc_free(doc);
	}
	buf_release(&words);
	buf_release(&line);
	buf_release(&markdown);
}
END_TEST

/* Markdown that was read and is written as itself. */
static const char *const same[] = {
	"# One *two* **three** `four`\n",
	"a\nb\\\nc\n",
	"C\\# is 3.5 - 1. not a list! It\u2019s \u201Cthis\u201D & that\n\n1\\. nor this\n",
	"[a](http://x.org/?b&c) and [d](mailto:e@example.org)!\n",
	"an\\![a](http://x.org)\n",
	"`` ` `` ``` `` ``` `  b  ` \\` ` c`\n",
	"> a\n> \n> > b\n> \n> ```x y\n> c\n> \n> d\n> ```\n> \n> e\n",
	"  - a\n  - b\n      - c\n\nd\n",
	"2)  a\n3)  b\n",
	"  - a\n    \n    ````\n    ```\n    ````\n\n  - b\n",
	"~~~a`b \\\\ &amp;lt;\nx\n~~~\n\ny\n",
	"```figure\n +-+\n```\n\n*What it shows*\n",
	"a\n\n-----\n\nb\n",
	"",
};

START_TEST(markdown_is_written_as_it_was_read)
{
	struct doc *doc = NULL;
	struct err err;
	struct buf b;

	start();
	buf_init(&b, MANY);
	ck_assert(doc_parse(&doc, slice_of(same[_i]), 1, &err));
	write_markdown(doc, &b);
	ck_assert_str_eq(b.data, same[_i]);
	buf_release(&b);
	doc_free(doc);
}
END_TEST

START_TEST(text_is_the_rows)
{
	struct doc *doc = doc_new();
	struct buf b;

	start();
	buf_init(&b, MANY);
	doc_add_heading(doc, 1, slice_of("My reflections"));
	doc_add_note(doc, slice_of("3 October"));
	doc_add_words(doc, slice_of("On Tuesday the *group*\n\n  changed \x1B[2Jit"));
	doc_add_item(doc, slice_of("what I mean to try"));
	write_text(doc, 14, &b);
	ck_assert_str_eq(b.data, "My reflections\n\n3 October\n\n  On Tuesday\n  the *group*\n\n"
			 "    changed\n  ^[[2Jit\n\n\u2022 what I mean\n  to try\n");
	buf_release(&b);
	doc_free(doc);
}
END_TEST

static Suite *write_suite(void)
{
	Suite *s = suite_create("write");
	TCase *tc = tcase_create("write");

	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, each_hostile_line_stays_words);
	tcase_add_test(tc, any_words_come_back_from_markdown);
	tcase_add_test(tc, built_documents_come_back_from_markdown);
	tcase_add_loop_test(tc, markdown_is_written_as_it_was_read, 0, (int)ARRAY_LEN(same));
	tcase_add_test(tc, text_is_the_rows);
	suite_add_tcase(s, tc);
	return s;
}

int main(void)
{
	return suite_run(write_suite());
}
