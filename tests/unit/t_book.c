/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of pack: what a loaded book holds, and the book that is shipped. */
#include <config.h>

#include <check.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "doc/layout.h"
#include "fault.h"
#include "pack/pack.h"
#include "scratch.h"
#include "suite.h"
#include "text/safe.h"
#include "text/utf8.h"

#define BOOK "---\nid: book\nversion: 1\ntitle: A book\nlanguages: en\nchapters: one\n---\n"
#define FRONT "---\nid: one\ntitle: One\n---\n"
#define ROOM 38		/* cells and rows of a window of 40 by 12 that a question has */
#define ROOM_ROWS 5
#define NOTE_ROWS 20	/* of that width that notes have */
#define FIGURE_MAX 36

static void setup(void)
{
	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C.UTF-8"));
	scratch_open();
	fault_reset();
}

static struct pack *load_from(const char *folder)
{
	struct err err = { .text = "untouched" };
	struct pack *pack = NULL;

	ck_assert_msg(pack_load(&pack, fault_sys(), folder, &err), "%s", err.text);
	ck_assert_str_eq(err.text, "untouched");
	ck_assert_int_eq(fault_open_files(), 0);
	return pack;
}

static struct pack *load(const char *pack_md, const char *one)
{
	scratch_put("pack.md", pack_md);
	scratch_put("one.md", one);
	return load_from(scratch_path(""));
}

static const char *text_of(const struct doc *doc)
{
	static char text[8192];
	struct buf all;

	buf_init(&all, sizeof(text) - 1);
	for (size_t i = 0; doc && i < doc_count(doc); i++) {
		if (i)
			buf_add_char(&all, '|');
		doc_text(doc, i, &all);
	}
	memcpy(text, all.data, all.len + 1);
	buf_release(&all);
	return text;
}

/* All mean the same: id "book", version "1", title "A: book", one chapter. */
static const struct { const char *row, *pack_md, *one, *title; } fronts[] = {
	{ "plain", "---\nid: book\nversion: 1\ntitle: A: book\nlanguages: en cy\nchapters: one\n---\n",
	  "---\nid: one\ntitle: One\n---\nText.\n", "One" },
	{ "double quotes",
	  "---\nid: \"book\"\nversion: \"1\"\ntitle: \"A: book\"\nlanguages: \"en\"\nchapters: \"one\"\n---\n",
	  "---\nid: \"one\"\ntitle: \"One\"\n---\nText.\n", "One" },
	{ "single quotes",
	  "---\nid: 'book'\nversion: '1'\ntitle: 'A: book'\nlanguages: 'en'\nchapters: 'one'\n---\n",
	  "---\nid: 'one'\ntitle: 'One'\n---\nText.\n", "One" },
	{ "quotes of two kinds",
	  "---\nid: book\nversion: 1\ntitle: A: book\nchapters: one\n---\n",
	  "---\nid: one\ntitle: \"One'\n---\nText.\n", "\"One'" },
	{ "one quote only", "---\nid: book\nversion: 1\ntitle: A: book\nchapters: one\n---\n",
	  "---\nid: one\ntitle: \"\n---\nText.\n", "\"" },
	{ "another order",
	  "---\nchapters: one\nlanguages: en\ntitle: A: book\nversion: 1\nid: book\n---\n",
	  "---\ntitle: One\nid: one\n---\nText.\n", "One" },
	{ "CR LF",
	  "---\r\nid: book\r\nversion: 1\r\ntitle: A: book\r\nlanguages: en\r\nchapters: one\r\n---\r\n",
	  "---\r\nid: one\r\ntitle: One\r\n---\r\nText.\r\n", "One" },
	{ "blanks", "---\n id :  book \nversion:1\ntitle:  A: book\t\nchapters:   one  \n--- \n",
	  "---\n\nid:one\n\ntitle:\tOne\n  ---\nText.\n", "One" },
	{ "unknown keys",
	  "---\nid: book\nauthor: x\nversion: 1\nwww: http://x/\ntitle: A: book\nchapters: one\n---\n",
	  "---\nid: one\nnote: y\ntitle: One\n---\nText.\n", "One" },
	{ "words behind pack.md's front matter",
	  "---\nid: book\nversion: 1\ntitle: A: book\nchapters: one\n---\n\nFor authors.\n",
	  "---\nid: one\ntitle: One\n---\nText.", "One" },
	{ "no line end at the end", "---\nid: book\nversion: 1\ntitle: A: book\nchapters: one\n---",
	  "---\nid: one\ntitle: One\n---\nText.", "One" },
};

START_TEST(front_matter_may_look_like_this)
{
	const char *row = fronts[_i].row;
	struct pack *pack = load(fronts[_i].pack_md, fronts[_i].one);

	ck_assert_msg(strcmp(pack_id(pack), "book") == 0, "%s: %s", row, pack_id(pack));
	ck_assert_msg(strcmp(pack_version(pack), "1") == 0, "%s: %s", row, pack_version(pack));
	ck_assert_msg(strcmp(pack_title(pack), "A: book") == 0, "%s: %s", row, pack_title(pack));
	ck_assert_msg(strcmp(pack_language(pack), "en") == 0, "%s: %s", row, pack_language(pack));
	ck_assert_msg(pack_chapter_count(pack) == 1 && pack_page_count(pack) == 1, "%s", row);
	ck_assert_msg(strcmp(pack_chapter(pack, 0)->id, "one") == 0, "%s", row);
	ck_assert_msg(strcmp(pack_chapter(pack, 0)->title, fronts[_i].title) == 0, "%s: %s", row,
		      pack_chapter(pack, 0)->title);
	ck_assert_msg(strcmp(text_of(pack_page(pack, 0)->body), "Text.") == 0, "%s: %s", row,
		      text_of(pack_page(pack, 0)->body));
	pack_free(pack);
}
END_TEST

START_TEST(language_is_the_first_that_is_named)
{
	struct pack *pack = load("---\nid: book\nversion: 1\ntitle: A\nlanguages: cy en\n"
				 "chapters: one\n---\n", FRONT "Text.\n");

	ck_assert_str_eq(pack_language(pack), "cy");
	pack_free(pack);
	pack_free(NULL);
}
END_TEST

/* A chapter with a page of every kind. */
static const char *const full =
	FRONT "# One\n\nIt *begins*.\n\n## Reading\n\n```page id=reading was=old-reading\n```\n\nText.\n\n"
	"```figure\n +--+\n```\n\nA box.\n\n### Smaller\n\nMore.\n\n"
	"## Asking\n\nWho leads?\n\nAnd *why*?\n\n"
	"```answer id=asking kind=people lines=3 was=ask,old-ask\nThink of a week.\n\nOr a day.\n```\n\n"
	"```facilitator together=120 alone=3\nIn pairs.\n```\n\n"
	"## No hint\n\nWhat now?\n\n```answer kind=intent id=no-hint\n```\n\n"
	"## Looking\n\nA condition.\n\n```lens id=looking lines=40\nWhat do you see?\n```\n\n"
	"## Guarding\n\n```guard id=guarding\nWhere might you look again?\n```\n\nA caution.\n";

static const struct {
	const char *id, *title;
	enum page_kind kind;
	enum page_asks asks;
	int lines;
	const char *body, *aside, *wording, *facilitator;
	struct pack_phases phases;
} pages[] = {
	{ "one", "One", PAGE_READ, ASKS_NOTHING, 8, "One|It begins.", "", "", "", { 0 } },
	{ "reading", "Reading", PAGE_READ, ASKS_NOTHING, 8,
	  "Reading|Text.| +--+\n|A box.|Smaller|More.", "", "", "", { 0 } },
	{ "asking", "Asking", PAGE_QUESTION, ASKS_PEOPLE, 3, "Who leads?|And why?",
	  "Think of a week.|Or a day.", "Who leads?\n\nAnd why?", "In pairs.",
	  { .alone = 3, .together = 120 } },
	{ "no-hint", "No hint", PAGE_QUESTION, ASKS_INTENT, 8, "What now?", "", "What now?", "",
	  { 0 } },
	{ "looking", "Looking", PAGE_CONDITION, ASKS_NOTHING, 40, "Looking|A condition.",
	  "What do you see?", "What do you see?", "", { 0 } },
	{ "guarding", "Guarding", PAGE_CAUTION, ASKS_NOTHING, 8, "Guarding|A caution.",
	  "Where might you look again?", "Where might you look again?", "", { 0 } },
};

START_TEST(pages_hold_their_parts)
{
	struct pack *pack = load(BOOK, full);

	ck_assert_uint_eq(pack_page_count(pack), ARRAY_LEN(pages));
	ck_assert_uint_eq(pack_chapter(pack, 0)->first, 0);
	ck_assert_uint_eq(pack_chapter(pack, 0)->count, ARRAY_LEN(pages));
	for (size_t i = 0; i < ARRAY_LEN(pages); i++) {
		const struct pack_page *page = pack_page(pack, i);

		ck_assert_str_eq(page->id, pages[i].id);
		ck_assert_str_eq(page->title, pages[i].title);
		ck_assert_int_eq(page->kind, pages[i].kind);
		ck_assert_int_eq(page->asks, pages[i].asks);
		ck_assert_msg(page->lines == pages[i].lines, "%s: %d", page->id, page->lines);
		ck_assert_str_eq(text_of(page->body), pages[i].body);
		ck_assert_str_eq(text_of(page->aside), pages[i].aside);
		ck_assert_msg(!page->aside == !*pages[i].aside, "%s", page->id);
		ck_assert_str_eq(page->wording, pages[i].wording);
		ck_assert_str_eq(text_of(page->facilitator), pages[i].facilitator);
		ck_assert_int_eq(page->phases.alone, pages[i].phases.alone);
		ck_assert_int_eq(page->phases.pairs, pages[i].phases.pairs);
		ck_assert_int_eq(page->phases.together, pages[i].phases.together);
		ck_assert_uint_eq(page->chapter, 0);
	}
	pack_free(pack);
}
END_TEST

START_TEST(pages_are_found_by_new_and_old_ids)
{
	static const struct { const char *id; size_t page; } found[] = {
		{ "one", 0 }, { "reading", 1 }, { "old-reading", 1 }, { "asking", 2 }, { "ask", 2 },
		{ "old-ask", 2 }, { "guarding", 5 },
	};
	static const char *const unknown[] = { "", "old", "ONE", "one ", "ask,old-ask", "book" };
	struct pack *pack = load(BOOK, full);
	size_t at = 99;

	for (size_t i = 0; i < ARRAY_LEN(unknown); i++)
		ck_assert_msg(!pack_find(pack, unknown[i], &at) && at == 99, "%s", unknown[i]);
	for (size_t i = 0; i < ARRAY_LEN(found); i++) {
		ck_assert_msg(pack_find(pack, found[i].id, &at), "%s", found[i].id);
		ck_assert_msg(at == found[i].page, "%s: %zu", found[i].id, at);
	}
	pack_free(pack);
}
END_TEST

START_TEST(chapters_count_their_pages)
{
	static const char *const ids[] = { "b", "a", "c" };
	static const size_t firsts[] = { 0, 1, 4 }, counts[] = { 1, 3, 1 };
	struct pack *pack;

	scratch_put("pack.md", "---\nid: book\nversion: 1\ntitle: A\nchapters: b a c\n---\n");
	scratch_put("a.md", "---\nid: a\ntitle: A\n---\nText.\n\n## One\n\n```page id=a1\n```\n\n"
			    "## Two\n\n```page id=a2\n```\n");
	scratch_put("b.md", "---\nid: b\ntitle: B\n---\nText.\n");
	scratch_put("c.md", "---\nid: c\ntitle: C\n---\nText.\n");
	pack = load_from(scratch_path(""));
	ck_assert_uint_eq(pack_chapter_count(pack), 3);
	for (size_t i = 0; i < 3; i++) {
		const struct pack_chapter *chapter = pack_chapter(pack, i);

		ck_assert_str_eq(chapter->id, ids[i]);
		ck_assert_msg(chapter->first == firsts[i] && chapter->count == counts[i], "%s: %zu, %zu",
			      ids[i], chapter->first, chapter->count);
		for (size_t k = 0; k < chapter->count; k++)
			ck_assert_uint_eq(pack_page(pack, chapter->first + k)->chapter, i);
	}
	pack_free(pack);
}
END_TEST

START_TEST(ids_are_lower_case_words)
{
	static const struct { const char *id; bool valid; } ids[] = {
		{ "a", true }, { "a-1", true }, { "-", true }, { "0", true }, { "", false },
		{ "A", false }, { "a b", false }, { "a_b", false }, { "\xC3\xA4", false }, { "a/", false },
		{ "..", false }, { "a.md", false },
	};
	char longest[66];

	for (size_t i = 0; i < ARRAY_LEN(ids); i++)
		ck_assert_msg(pack_id_valid(slice_of(ids[i].id)) == ids[i].valid, "%s", ids[i].id);
	memset(longest, 'x', 65);
	ck_assert(pack_id_valid((struct slice){ longest, 64 }));
	ck_assert(!pack_id_valid((struct slice){ longest, 65 }));
	ck_assert(!pack_id_valid((struct slice){ "a\0b", 3 }));
}
END_TEST

/* The shipped book, as shared/content-map.md has it: ids never change. */
static const struct { const char *id; enum page_kind kind; enum page_asks asks; } shipped[] = {
	{ "welcome", PAGE_READ, ASKS_NOTHING }, { "foreword", PAGE_READ, ASKS_NOTHING },
	{ "ch1", PAGE_READ, ASKS_NOTHING }, { "superhero-myth", PAGE_READ, ASKS_NOTHING },
	{ "new-shapes", PAGE_READ, ASKS_NOTHING }, { "starting-point", PAGE_READ, ASKS_NOTHING },
	{ "distributed-leadership", PAGE_READ, ASKS_NOTHING },
	{ "not-delegation", PAGE_READ, ASKS_NOTHING }, { "person-plus", PAGE_READ, ASKS_NOTHING },
	{ "ch1-questions", PAGE_READ, ASKS_NOTHING }, { "spread-now", PAGE_QUESTION, ASKS_NOW },
	{ "formal-roles", PAGE_QUESTION, ASKS_PEOPLE },
	{ "informal-leaders", PAGE_QUESTION, ASKS_PEOPLE },
	{ "more-distributed", PAGE_QUESTION, ASKS_INTENT },
	{ "ch2", PAGE_READ, ASKS_NOTHING }, { "practice", PAGE_READ, ASKS_NOTHING },
	{ "arden", PAGE_READ, ASKS_NOTHING }, { "is-the-head-redundant", PAGE_READ, ASKS_NOTHING },
	{ "ch2-questions", PAGE_READ, ASKS_NOTHING }, { "kind-of-head", PAGE_QUESTION, ASKS_NOW },
	{ "leadership-style", PAGE_QUESTION, ASKS_NOW }, { "room-to-lead", PAGE_QUESTION, ASKS_NOW },
	{ "support-others", PAGE_QUESTION, ASKS_INTENT },
	{ "ch3", PAGE_READ, ASKS_NOTHING }, { "design-default-desperation", PAGE_READ, ASKS_NOTHING },
	{ "boundaries", PAGE_READ, ASKS_NOTHING }, { "three-barriers", PAGE_READ, ASKS_NOTHING },
	{ "where-next", PAGE_READ, ASKS_NOTHING }, { "ch3-questions", PAGE_READ, ASKS_NOTHING },
	{ "barriers-here", PAGE_QUESTION, ASKS_NOW }, { "overcoming", PAGE_QUESTION, ASKS_INTENT },
	{ "major-challenge", PAGE_QUESTION, ASKS_NOW },
	{ "conditions", PAGE_READ, ASKS_NOTHING }, { "condition-practice", PAGE_CONDITION, ASKS_NOTHING },
	{ "condition-interactions", PAGE_CONDITION, ASKS_NOTHING },
	{ "condition-situation", PAGE_CONDITION, ASKS_NOTHING },
	{ "cautions", PAGE_READ, ASKS_NOTHING }, { "caution-blueprint", PAGE_CAUTION, ASKS_NOTHING },
	{ "caution-checklist", PAGE_CAUTION, ASKS_NOTHING },
	{ "caution-guarantee", PAGE_CAUTION, ASKS_NOTHING },
	{ "mirror", PAGE_READ, ASKS_NOTHING },
};

static struct pack *load_shipped(void)
{
	const char *content = getenv("CONTENT");
	char folder[4096];

	ck_assert_msg(content, "CONTENT must name the folder of the books");
	snprintf(folder, sizeof(folder), "%s/distributing-leadership", content);
	return load_from(folder);
}

START_TEST(shipped_book_has_these_pages)
{
	struct pack *pack = load_shipped();

	ck_assert_str_eq(pack_id(pack), "distributing-leadership");
	ck_assert_str_eq(pack_language(pack), "en");
	ck_assert_uint_eq(pack_chapter_count(pack), 8);
	ck_assert_uint_eq(pack_page_count(pack), 41);
	ck_assert_uint_eq(ARRAY_LEN(shipped), 41);
	for (size_t i = 0; i < ARRAY_LEN(shipped); i++) {
		const struct pack_page *page = pack_page(pack, i);

		ck_assert_msg(strcmp(page->id, shipped[i].id) == 0, "page %zu: %s", i + 1, page->id);
		ck_assert_msg(page->kind == shipped[i].kind && page->asks == shipped[i].asks,
			      "%s: kind %d, asks %d", page->id, page->kind, page->asks);
		ck_assert_msg(*page->title, "%s", page->id);
		ck_assert_msg(page->kind == PAGE_READ || page->aside, "%s: no hint", page->id);
	}
	pack_free(pack);
}
END_TEST

static void check_figures(const struct pack_page *page)
{
	for (size_t i = 0; i < doc_count(page->body); i++) {
		struct slice left = doc_literal(page->body, i);

		if (doc_kind(page->body, i) != DOC_FENCE)
			continue;
		for (size_t at = 0; at < left.len; ) {
			const char *end = memchr(left.data + at, '\n', left.len - at);
			size_t stop = end ? (size_t)(end - left.data) : left.len;
			int width = text_width(slice_part(left, at, stop));

			ck_assert_msg(width <= FIGURE_MAX, "%s: a figure of %d columns", page->id, width);
			at = stop + 1;
		}
	}
}

/* What passes the door unchanged shows as it was written. */
static void check_words(const struct pack_page *page, const struct doc *doc)
{
	struct buf text, safe;

	buf_init(&text, PACK_FILE_MAX);
	buf_init(&safe, PACK_FILE_MAX * 8);
	for (size_t i = 0; doc && i < doc_count(doc); i++) {
		doc_text(doc, i, &text);
		ck_assert_msg(!doc_has_html(doc, i), "%s", page->id);
	}
	safe_add(&safe, slice_buf(&text));
	ck_assert_msg(slice_equal(slice_buf(&text), slice_buf(&safe)), "%s: %s", page->id, safe.data);
	for (size_t at = 0; at < text.len; ) {
		unsigned code = utf8_next(slice_buf(&text), &at);

		ck_assert_msg(code == '\n' || safe_code_width(code) > 0, "%s: U+%04X", page->id, code);
		/* What the door shows in the place of a character that it refuses. */
		ck_assert_msg(code != 0xFFFD, "%s: U+FFFD", page->id);
	}
	ck_assert_msg(!strstr(text.data, "\\u{") && !strstr(text.data, "^["), "%s", page->id);
	buf_release(&safe);
	buf_release(&text);
}

START_TEST(shipped_pages_fit)
{
	struct pack *pack = load_shipped();

	for (size_t i = 0; i < pack_page_count(pack); i++) {
		const struct pack_page *page = pack_page(pack, i);
		struct layout *layout = layout_new(page->body, ROOM);

		check_figures(page);
		check_words(page, page->body);
		check_words(page, page->aside);
		check_words(page, page->facilitator);
		if (page->kind == PAGE_QUESTION)
			ck_assert_msg(layout_count(layout) <= ROOM_ROWS, "%s: the question takes %zu rows",
				      page->id, layout_count(layout));
		layout_free(layout);
	}
	pack_free(pack);
}
END_TEST

/* Each page with a box has notes and what time they take, and a glance finds one's place in
 * them: two screenfuls of the smallest window that people use. */
START_TEST(shipped_notes_suit_a_lectern)
{
	struct pack *pack = load_shipped();

	for (size_t i = 0; i < pack_page_count(pack); i++) {
		const struct pack_page *page = pack_page(pack, i);
		const struct pack_phases *phases = &page->phases;
		struct layout *layout;

		if (page->kind == PAGE_READ)
			continue;
		ck_assert_msg(page->facilitator && phases->alone && phases->pairs && phases->together,
			      "%s: notes or minutes are missing", page->id);
		ck_assert_msg(phases->alone + phases->pairs + phases->together <= 25, "%s: %d minutes",
			      page->id, phases->alone + phases->pairs + phases->together);
		layout = layout_new(page->facilitator, ROOM);
		ck_assert_msg(layout_count(layout) <= NOTE_ROWS, "%s: the notes take %zu rows", page->id,
			      layout_count(layout));
		layout_free(layout);
	}
	pack_free(pack);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { language_is_the_first_that_is_named, pages_hold_their_parts,
		pages_are_found_by_new_and_old_ids, chapters_count_their_pages, ids_are_lower_case_words,
		shipped_book_has_these_pages, shipped_pages_fit,
		shipped_notes_suit_a_lectern };
	Suite *suite = suite_create("book");
	TCase *tc = tcase_create("book");

	tcase_add_checked_fixture(tc, setup, scratch_close);
	tcase_add_loop_test(tc, front_matter_may_look_like_this, 0, ARRAY_LEN(fronts));
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
