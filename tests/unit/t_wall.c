/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of the book on the wall: its parts, and the steps that they come to in a window. */
#include <config.h>

#include <check.h>
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "desk.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"
#include "text/utf8.h"
#include "ui/wall_steps.h"

static const struct { int rows, cols; } windows[] = {
	{ 12, 40 }, { 24, 80 }, { 50, 200 }, { 6, 20 }, { 7, 23 }, { 30, 41 }, { 9, 100 },
};

static struct doc *parsed(const char *markdown)
{
	struct err err = { .text = "" };
	struct doc *doc = NULL;

	ck_assert_msg(doc_parse(&doc, slice_of(markdown), 1, &err), "%s", err.text);
	return doc;
}

/* The parts of a document, as "text 0-2, figure 2-4". */
static const char *parts_of(const char *markdown, size_t asks)
{
	static const char *const kinds[] = { "text", "figure", "question" };
	static char said[1024];
	struct wall_page page;
	struct buf out;

	wall_page_of(&page, "Title", parsed(markdown), asks);
	buf_init(&out, sizeof(said) - 1);
	for (size_t i = 0; i < page.count; i++)
		buf_addf(&out, "%s%s %zu-%zu", i ? ", " : "", kinds[page.parts[i].kind],
			 page.parts[i].from, page.parts[i].to);
	memcpy(said, out.data, out.len + 1);
	buf_release(&out);
	wall_page_release(&page);
	return said;
}

#define HUNDRED "Some one hundred bytes are a sentence or two of a book that is read by many people in a room at once. "
#define LONG HUNDRED HUNDRED HUNDRED

START_TEST(a_part_is_a_heading_and_a_few_sentences)
{
	ck_assert_str_eq(parts_of("# Head\n\n" LONG "\n\n" LONG "\n", 9), "text 0-2, text 2-3");
	ck_assert_str_eq(parts_of("# Head\n\n## Under\n\n" LONG "\n", 9), "text 0-3");
	ck_assert_str_eq(parts_of("Short.\n\nShort.\n\n" LONG "\n\nShort.\n", 9), "text 0-2, text 2-3, text 3-4");
	/* What leads to a list stays with it. */
	ck_assert_str_eq(parts_of(LONG "as here:\n\n- one\n- two\n\nShort.\n", 9), "text 0-2, text 2-3");
	ck_assert_str_eq(parts_of(LONG "\n\n### By design\n\nShort.\n", 9), "text 0-1, text 1-3");
	ck_assert_str_eq(parts_of("Short.\n\n---\n\nShort.\n", 9), "text 0-1, text 2-3");
	ck_assert_str_eq(parts_of("Short.\n\n```figure\n+-+\n```\n\nCaption.\n\nShort.\n", 9),
			 "text 0-1, figure 1-3, text 3-4");
	ck_assert_str_eq(parts_of("Short.\n\nWho?\n\nWhy?\n", 1), "text 0-1, question 1-3");
	ck_assert_str_eq(parts_of("", 9), "text 0-1");
	ck_assert_str_eq(parts_of("---\n", 9), "question 0-1");
}
END_TEST

static void add_shown(struct buf *out, struct slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!isspace((unsigned char)text.data[i]))
			buf_add_char(out, text.data[i]);
}

static struct slice row_text(const struct wall_row *row)
{
	return row->line ? slice_part(row->line->text, row->from, row->to) : slice_of("");
}

static void check_step(const struct wall_steps *w, size_t i, const char *what)
{
	const struct wall_step *step = &w->steps[i];
	bool figure = step->kind == WALL_FIGURE;

	ck_assert_msg(step->count > 0 && step->count <= (size_t)w->room.rows, "%s, step %zu has %zu rows", what,
		      i, step->count);
	ck_assert_msg(figure || w->rows[step->row].line, "%s, step %zu begins with an empty row", what, i);
	ck_assert_msg(figure || w->rows[step->row + step->count - 1].line,
		      "%s, step %zu ends with an empty row", what, i);
	for (size_t k = step->row; k < step->row + step->count; k++)
		ck_assert_msg(figure || w->rows[k].indent + text_width(row_text(&w->rows[k])) <= w->room.cols,
			      "%s, step %zu: a row is too wide", what, i);
	ck_assert_uint_eq(wall_steps_find(w, step->block, step->offset), i);
}

/* All that a page has, and nothing twice: the rows of all steps against those of its layout. */
static void check_words(const struct wall_steps *w, const char *what)
{
	struct buf wanted, shown;

	buf_init(&wanted, SIZE_MAX / 2);
	buf_init(&shown, SIZE_MAX / 2);
	for (size_t i = 0; i < layout_count(w->layout); i++)
		if (w->room.cols >= 36 || doc_kind(w->page.doc, layout_row(w->layout, i)->block) != DOC_FENCE)
			add_shown(&wanted, layout_row(w->layout, i)->text);
	for (size_t i = 0; i < w->row_count; i++)
		if (w->room.cols >= 36 || !w->rows[i].line ||
		    doc_kind(w->page.doc, w->rows[i].line->block) != DOC_FENCE)
			add_shown(&shown, row_text(&w->rows[i]));
	ck_assert_msg(slice_equal(slice_buf(&wanted), slice_buf(&shown)), "%s: has\n%s\nshows\n%s", what,
		      wanted.data, shown.data);
	buf_release(&shown);
	buf_release(&wanted);
}

static void make(struct wall_steps *w, const struct pack *pack, size_t page, size_t window)
{
	struct wall_page of;

	wall_page_open(&of, pack, page);
	wall_steps_make(w, &of, windows[window].rows, windows[window].cols);
}

START_TEST(every_page_comes_to_steps_that_fit)
{
	struct pack *pack = desk_shipped();
	struct wall_steps w;
	char what[64];

	for (size_t page = 0; page < pack_page_count(pack); page++)
		for (size_t i = 0; i < ARRAY_LEN(windows); i++) {
			snprintf(what, sizeof(what), "page %zu at %dx%d", page + 1, windows[i].cols,
				 windows[i].rows);
			make(&w, pack, page, i);
			for (size_t k = 0; k < w.count; k++)
				check_step(&w, k, what);
			check_words(&w, what);
			wall_steps_release(&w);
		}
	pack_free(pack);
}
END_TEST

/* In another window the same words are found again. */
START_TEST(a_place_is_found_in_every_window)
{
	struct pack *pack = desk_shipped();

	for (size_t page = 0; page < pack_page_count(pack); page++)
		for (size_t i = 0; i < ARRAY_LEN(windows); i++) {
			struct wall_steps here, there;

			make(&here, pack, page, i);
			make(&there, pack, page, (i + 1) % ARRAY_LEN(windows));
			for (size_t k = 0; k < here.count; k++) {
				const struct wall_step *at = &here.steps[k];
				size_t n = wall_steps_find(&there, at->block, at->offset);
				const struct wall_step *found = &there.steps[n];

				ck_assert(found->block < at->block || found->offset <= at->offset);
				ck_assert(n + 1 == there.count || there.steps[n + 1].block > at->block ||
					  there.steps[n + 1].offset > at->offset);
			}
			ck_assert_uint_eq(wall_steps_find(&there, SIZE_MAX, 0), there.count - 1);
			wall_steps_release(&there);
			wall_steps_release(&here);
		}
	pack_free(pack);
}
END_TEST

/* The steps of a text in the window, rows apart by '/', steps by '|'. */
static const char *steps_of(const char *markdown, int rows, int cols)
{
	static char said[8192];
	struct wall_page page;
	struct wall_steps w;
	struct buf out;

	wall_page_of(&page, "Title", parsed(markdown), 9);
	wall_steps_make(&w, &page, rows, cols);
	buf_init(&out, sizeof(said) - 1);
	for (size_t i = 0; i < w.count; i++) {
		buf_add_str(&out, i ? " | " : "");
		for (size_t k = 0; k < w.steps[i].count; k++) {
			const struct wall_row *row = &w.rows[w.steps[i].row + k];

			buf_add_str(&out, k ? "/" : "");
			for (int n = 0; n < row->indent; n++)
				buf_add_char(&out, '_');
			buf_add_slice(&out, row_text(row));
		}
	}
	memcpy(said, out.data, out.len + 1);
	buf_release(&out);
	wall_steps_release(&w);
	return said;
}

START_TEST(what_does_not_fit_is_broken_at_sentences)
{
	/* Four rows of 18 cells. */
	ck_assert_str_eq(steps_of("Many lead here. Some of them know it, some do not, and who asks? Nobody yet.",
				  6, 20),
			 "Many lead here./Some of them know/it, some do not,/and who asks? | Nobody yet.");
	ck_assert_str_eq(steps_of("A sentence that goes on and on and has no end before the window has one of its "
				  "own.", 6, 20),
			 "A sentence that/goes on and on and/has no end before/the window has one | of its own.");
	/* A paragraph is not begun at the foot of a window that has another. */
	ck_assert_str_eq(steps_of("One.\n\nTwo rows of words,\nthese and those.\n", 6, 20),
			 "One.//Two rows of words,/these and those.");
	ck_assert_str_eq(steps_of("One.\n\nThree rows of words, these and those, and more.\n", 6, 20),
			 "One. | Three rows of/words, these and/those, and more.");
	/* But a heading is never alone. */
	ck_assert_str_eq(steps_of("# Head\n\nThree rows of words, these and those, and more.\n", 6, 20),
			 "Head//Three rows of/words, these and | those, and more.");
	ck_assert_str_eq(steps_of("1. first of all\n   this\n2. then\n", 6, 20),
			 "1. first of all/___this/2. then");
	ck_assert_str_eq(steps_of("- a word\n- another, longer than a row\n", 6, 20),
			 "• a word/• another,/__longer than a/__row");
}
END_TEST

START_TEST(a_figure_is_kept_or_left_to_its_caption)
{
	const char *figure = "```figure\n+------+\n|      |\n+------+\n```\n\nA box.\n";
	const char *wide = "```figure\n+----------------------+\n```\n\nA box.\n";

	ck_assert_str_eq(steps_of(figure, 10, 20), "+------+/|      |/+------+//A box.");
	ck_assert_str_eq(steps_of(figure, 6, 20), "+------+/|      |/+------+ | A box.");
	ck_assert_str_eq(steps_of(wide, 10, 20), "A box.");
}
END_TEST

/* Neither the hint of a question nor anything a reader may have written is in it. */
START_TEST(a_page_shows_the_book_alone)
{
	struct pack *pack = desk_book();
	struct wall_page page;
	struct buf text;
	size_t at;

	buf_init(&text, 65536);
	for (at = 0; at < pack_page_count(pack); at++) {
		wall_page_open(&page, pack, at);
		for (size_t i = 0; i < doc_count(page.doc); i++) {
			doc_text(page.doc, i, &text);
			buf_add_char(&text, '\n');
		}
		wall_page_release(&page);
	}
	ck_assert_ptr_nonnull(strstr(text.data, "Who leads here?"));
	ck_assert_ptr_nonnull(strstr(text.data, "What do you see?"));
	ck_assert_ptr_null(strstr(text.data, "Think of a week."));
	ck_assert_ptr_null(strstr(text.data, "Or not do."));
	buf_release(&text);
	pack_free(pack);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("wall");
	TCase *tc = tcase_create("wall");

	tcase_add_checked_fixture(tc, desk_setup, scratch_close);
	tcase_add_test(tc, a_part_is_a_heading_and_a_few_sentences);
	tcase_add_test(tc, every_page_comes_to_steps_that_fit);
	tcase_add_test(tc, a_place_is_found_in_every_window);
	tcase_add_test(tc, what_does_not_fit_is_broken_at_sentences);
	tcase_add_test(tc, a_figure_is_kept_or_left_to_its_caption);
	tcase_add_test(tc, a_page_shows_the_book_alone);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
