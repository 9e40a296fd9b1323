/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of workbook/guide: the guide holds what a facilitator needs of any book, the sheets hold what
 * is asked, and neither a page nor a search shows the notes to readers. */
#include <config.h>

#include <check.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "fault.h"
#include "outline.h"
#include "pack/pack.h"
#include "scratch.h"
#include "suite.h"
#include "workbook/guide.h"
#include "workbook/search.h"
#include "workbook/workbook.h"

#define BOOK "---\nid: book\nversion: 1\ntitle: A book\nsource: A source\nlanguages: cy en\n" \
	"chapters: one two\n---\n"
#define ONE "---\nid: one\ntitle: One\n---\n# One\n\nText.\n\n"
#define ALL_LINES 4096

static void setup(void)
{
	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C.UTF-8"));
	scratch_open();
	fault_reset();
}

static struct pack *load_from(const char *folder)
{
	struct err err = { .text = "" };
	struct pack *pack = NULL;

	ck_assert_msg(pack_load(&pack, fault_sys(), folder, &err), "%s", err.text);
	return pack;
}

/* A book whose first chapter ends as REST has it, and whose second has nothing to answer. */
static struct pack *load(const char *rest)
{
	char one[8192];

	snprintf(one, sizeof(one), ONE "%s", rest);
	scratch_put("pack.md", BOOK);
	scratch_put("one.md", one);
	scratch_put("two.md", "---\nid: two\ntitle: Two\n---\n# Two\n\nText.\n");
	return load_from(scratch_path(""));
}

static struct pack *load_shipped(void)
{
	const char *content = getenv("CONTENT");
	char folder[4096];

	ck_assert_msg(content, "CONTENT must name the folder of the books");
	snprintf(folder, sizeof(folder), "%s/distributing-leadership", content);
	return load_from(folder);
}

/* What the guide says behind its advice on any session. */
static const char *of_book(struct doc *guide)
{
	const char *said = outline_of(guide), *at = strstr(said, "\n##One\n");

	return at ? at + 1 : "";
}

static const char whole[] =
	"## Reading\n\n```page id=reading\n```\n\nText.\n\n```facilitator\nRead *aloud*.\n```\n\n"
	"## Silent\n\n```page id=silent\n```\n\nText.\n\n"
	"## Asking\n\nWho leads?\n\nAnd why?\n\n```answer id=asking kind=people lines=3\nThink.\n\nAgain.\n```\n\n"
	"```facilitator alone=3 pairs=4 together=8\n- Let it be quiet.\n- Wait.\n```\n\n"
	"## Bare\n\nWhat?\n\n```answer id=bare kind=now lines=1\n```\n\n"
	"## Looking\n\nA condition.\n\n```lens id=looking lines=2\nWhat do you see?\n```\n\n"
	"## Guarding\n\nA caution.\n\n```guard id=guarding lines=2\nLook again.\n```\n\n"
	"```facilitator together=1\n```\n";

START_TEST(the_guide_holds_what_a_facilitator_needs)
{
	struct pack *pack = load(whole);
	const char *said = of_book(guide_make(pack));

	ck_assert_str_eq(said, "##One\n"
			 "###Reading\nPage 2.\nRead aloud.\n"
			 "###Asking\nPage 4. 15 minutes: 3 alone, 4 in pairs, 8 together.\nWho leads?\nAnd why?\n"
			 "* Let it be quiet.\n\nWait.\nA hint, for those who ask for one:\nThink.\nAgain.\n"
			 "###Bare\nPage 5.\nWhat?\n"
			 "###Looking\nPage 6.\nWhat do you see?\n"
			 "###Guarding\nPage 7. 1 minute: 1 together.\nLook again.\n");
	pack_free(pack);
}
END_TEST

START_TEST(the_guide_begins_with_how_to_run_a_session)
{
	static const char *const wanted[] = {
		"#Facilitator's guide\nA book\nA source\n", "##Before the session\n* ", "##On the wall\n* ",
		"##To say before people share\n* ", "leaderplus present", "leaderplus pack guide --handout",
	};
	struct pack *pack = load("");
	const char *said = outline_of(guide_make(pack));

	for (size_t i = 0; i < ARRAY_LEN(wanted); i++)
		ck_assert_msg(strstr(said, wanted[i]), "it lacks %s:\n%s", wanted[i], said);
	ck_assert_ptr_null(strstr(said, "##One"));
	pack_free(pack);
}
END_TEST

START_TEST(phases_are_in_words)
{
	static const struct { const char *fence, *said; } rows[] = {
		{ "", "Page 2.\n" },
		{ " alone=1", "Page 2. 1 minute: 1 alone.\n" },
		{ " pairs=2", "Page 2. 2 minutes: 2 in pairs.\n" },
		{ " together=120", "Page 2. 120 minutes: 120 together.\n" },
		{ " together=2 alone=1", "Page 2. 3 minutes: 1 alone, 2 together.\n" },
		{ " pairs=2 together=1", "Page 2. 3 minutes: 2 in pairs, 1 together.\n" },
		{ " alone=120 pairs=120 together=120",
		  "Page 2. 360 minutes: 120 alone, 120 in pairs, 120 together.\n" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char text[512];
		struct pack *pack;
		const char *said;

		snprintf(text, sizeof(text), "## A\n\nWho?\n\n```answer id=a kind=now\n```\n\n"
			 "```facilitator%s\nNotes.\n```\n", rows[i].fence);
		pack = load(text);
		said = of_book(guide_make(pack));
		ck_assert_msg(strstr(said, rows[i].said), "'%s': %s", rows[i].fence, said);
		pack_free(pack);
	}
}
END_TEST

START_TEST(sheets_hold_the_questions_and_room_to_write)
{
	struct pack *pack = load(whole);
	struct doc *sheets = guide_handout(pack);
	size_t lines = 0;
	const char *said;

	for (size_t i = 0; i < doc_count(sheets); i++)
		lines += doc_kind(sheets, i) == DOC_LINE;
	ck_assert_uint_eq(lines, 3 + 1 + 2 + 2);
	said = outline_of(sheets);
	ck_assert_ptr_nonnull(strstr(said, "##One\n###Asking\nWho leads?\nAnd why?\n\n\n\n###Bare\nWhat?\n\n"
				     "###Looking\nWhat do you see?\n\n\n###Guarding\nLook again.\n\n\n"));
	ck_assert_msg(slice_starts(slice_of(said), "#A book\nA source\n"), "%s", said);
	ck_assert_ptr_null(strstr(said, "quiet"));
	ck_assert_ptr_null(strstr(said, "Think."));
	ck_assert_ptr_null(strstr(said, "Two"));
	pack_free(pack);
}
END_TEST

/* The book's words are marked as the book's, ours are not. */
START_TEST(each_speaks_its_language)
{
	struct pack *pack = load(whole);
	struct doc *docs[] = { guide_make(pack), guide_handout(pack) };

	for (size_t d = 0; d < ARRAY_LEN(docs); d++) {
		bool book = false, ours = false;

		for (size_t i = 0; i < doc_count(docs[d]); i++) {
			struct buf text;
			const char *language = doc_block_language(docs[d], i);
			bool is_ours;

			buf_init(&text, ALL_LINES);
			doc_text(docs[d], i, &text);
			is_ours = strstr(text.data, "Page ") || strstr(text.data, "hint") ||
				  strstr(text.data, "guide") || strstr(text.data, "sheet is yours");
			if (is_ours)
				ck_assert_msg(!*language, "'%s' is in '%s'", text.data, language);
			if (strstr(text.data, "Who leads?") || strcmp(text.data, "One") == 0 ||
			    strstr(text.data, "Guarding") || strstr(text.data, "A book"))
				ck_assert_msg(strcmp(language, "cy") == 0, "'%s' is in '%s'", text.data, language);
			book = book || strcmp(language, "cy") == 0;
			ours = ours || is_ours;
			buf_release(&text);
		}
		ck_assert(book && ours);
		doc_free(docs[d]);
	}
	pack_free(pack);
}
END_TEST

/* The first words of a page's notes. */
static void read_notes(const struct pack_page *page, struct buf *out)
{
	buf_clear(out);
	doc_text(page->facilitator, 0, out);
	out->data[strcspn(out->data, "\n")] = '\0';
	out->len = strlen(out->data);
}

static void check_unseen(const struct workbook *wb, const char *notes)
{
	struct search *search = search_new(wb, notes);

	ck_assert_msg(search_count(search) == 0, "a search finds '%s'", notes);
	search_free(search);
	for (size_t i = 0; i < pack_page_count(workbook_pack(wb)); i++) {
		const char *said = outline_of(workbook_page_doc(wb, i, true));

		ck_assert_msg(!strstr(said, notes), "page %zu shows '%s'", i + 1, notes);
	}
}

START_TEST(readers_never_see_the_notes)
{
	struct pack *pack = load_shipped();
	char *guide = mem_string(outline_of(guide_make(pack)));
	char *sheets = mem_string(outline_of(guide_handout(pack)));
	struct workbook *wb = workbook_new(fault_sys(), pack, NULL);
	size_t count = 0;
	struct buf notes;

	buf_init(&notes, ALL_LINES);
	for (size_t i = 0; i < pack_page_count(pack); i++) {
		const struct pack_page *page = pack_page(pack, i);

		if (page->kind == PAGE_QUESTION) {
			ck_assert_msg(strstr(guide, page->wording), "the guide lacks '%s'", page->wording);
			ck_assert_msg(strstr(sheets, page->wording), "the sheets lack '%s'", page->wording);
		}
		if (!page->facilitator)
			continue;
		read_notes(page, &notes);
		ck_assert_msg(strstr(guide, notes.data), "the guide lacks '%s'", notes.data);
		ck_assert_msg(!strstr(sheets, notes.data), "the sheets show '%s'", notes.data);
		check_unseen(wb, notes.data);
		count++;
	}
	ck_assert_uint_eq(count, 17);
	buf_release(&notes);
	free(guide);
	free(sheets);
	workbook_free(wb);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { the_guide_holds_what_a_facilitator_needs,
		the_guide_begins_with_how_to_run_a_session, phases_are_in_words,
		sheets_hold_the_questions_and_room_to_write, each_speaks_its_language,
		readers_never_see_the_notes };
	Suite *suite = suite_create("guide");
	TCase *tc = tcase_create("guide");

	tcase_add_checked_fixture(tc, setup, scratch_close);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
