/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding words in the book and in what the reader wrote. */
#include <config.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "desk.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"
#include "text/utf8.h"
#include "workbook/preface.h"
#include "workbook/search.h"

static time_t now;

static void setup(void)
{
	desk_setup();
	now = DESK_NOW;
}

/* Writes in a sitting of its own. */
static void write_later(struct workbook *wb, const char *id, const char *text)
{
	now += DESK_SITTING;
	fault_clock(now);
	desk_write(wb, id, text);
}

/* What is found, a line each: "PLACE|where|context" with the match in [ ]. */
static const char *found(const struct workbook *wb, const char *words)
{
	static const char *const places[] = { "page", "hint", "box", "earlier" };
	static char said[65536];
	struct search *s = search_new(wb, words);
	struct buf out;

	buf_init(&out, sizeof(said) - 1);
	for (size_t i = 0; i < search_count(s); i++) {
		const struct search_hit *hit = search_hit(s, i);
		struct slice context = slice_of(hit->context);

		buf_addf(&out, "%s|%s|", places[hit->place], hit->where);
		buf_add_slice(&out, slice_part(context, 0, hit->context_start));
		buf_add_char(&out, '[');
		buf_add_slice(&out, slice_part(context, hit->context_start, hit->context_end));
		buf_add_char(&out, ']');
		buf_add_slice(&out, slice_part(context, hit->context_end, context.len));
		buf_add_char(&out, '\n');
	}
	memcpy(said, out.data, out.len + 1);
	buf_release(&out);
	search_free(s);
	return said;
}

START_TEST(the_book_is_searched)
{
	struct workbook *wb = workbook_new(fault_sys(), desk_book(), NULL);

	ck_assert_str_eq(found(wb, "BEGINS"), "page|Beginning|It [begins].\n");
	ck_assert_str_eq(found(wb, "who  leads"), "page|Asking|[Who leads] here?\n");
	ck_assert_str_eq(found(wb, "think of"), "hint|Asking (hint)|[Think of] a week.\n");
	ck_assert_str_eq(found(wb, "do you see"), "page|Seeing|What [do you see]?\n");
	ck_assert_str_eq(found(wb, "look"),
			 "page|Looking|[Look]ing\npage|Looking|[Look].\n"
			 "page|Caring|Where would you [look] again?\n");
	ck_assert_str_eq(found(wb, "nowhere"), "");
	workbook_free(wb);
}
END_TEST

START_TEST(own_words_are_searched)
{
	struct workbook *wb = desk_create("w.json", desk_book());

	desk_write(wb, "ask", "Ren\xC3\xA9" "e leads.\n\nShe begins\nthe day.");
	desk_write(wb, "care", "I would look at the day.");
	ck_assert_str_eq(found(wb, "renee"),
			 "box|Asking (what I wrote on 23 November 2026)|[Ren\xC3\xA9" "e] leads.\n");
	ck_assert_str_eq(found(wb, "begins"), "page|Beginning|It [begins].\n"
			 "box|Asking (what I wrote on 23 November 2026)|She [begins] the day.\n");
	ck_assert_str_eq(found(wb, "begins the day"),
			 "box|Asking (what I wrote on 23 November 2026)|She [begins the day].\n");
	ck_assert_str_eq(found(wb, "at the day"),
			 "box|Caring (what I wrote on 23 November 2026)|I would look [at the day].\n");
	workbook_free(wb);
}
END_TEST

START_TEST(places_lead_there)
{
	struct workbook *wb = desk_create("w.json", desk_book());
	static const struct { const char *words, *page; } cases[] = {
		{ "it begins", "start" }, { "think of a", "ask" }, { "what do you see", "see" },
		{ "second day", "ask" },
	};

	desk_write(wb, "ask", "The first.\n \nThe second day.");
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct search *s = search_new(wb, cases[i].words);
		const struct search_hit *hit = search_hit(s, 0);
		struct doc *doc = workbook_page_doc(wb, hit->page, true);
		struct buf text;

		ck_assert_uint_eq(search_count(s), 1);
		ck_assert_uint_eq(hit->page, desk_page(wb, cases[i].page));
		buf_init(&text, 4096);
		doc_text(doc, hit->block, &text);
		if (hit->place == SEARCH_BOX) {
			ck_assert_uint_eq(hit->block, workbook_prompt(wb, hit->page));
			ck_assert(slice_is(slice_part(slice_of(desk_text(wb, "ask")), hit->box_start,
						      hit->box_end), "second day"));
		} else {
			ck_assert_str_eq(text.data, hit->text);
		}
		buf_release(&text);
		doc_free(doc);
		search_free(s);
	}
	workbook_free(wb);
}
END_TEST

/* Earlier words are found unless they stand in the newer ones, too. */
START_TEST(earlier_words_are_found_once)
{
	struct workbook *wb = desk_create("w.json", desk_book());

	desk_write(wb, "ask", "The caretaker.\n\nThe choir, then.");
	write_later(wb, "ask", "The caretaker.\n\nThe choir, now.");
	ck_assert_str_eq(found(wb, "caretaker"),
			 "box|Asking (what I wrote on 24 November 2026)|The [caretaker].\n");
	ck_assert_str_eq(found(wb, "choir"),
			 "box|Asking (what I wrote on 24 November 2026)|The [choir], now.\n"
			 "earlier|Asking (what I wrote on 23 November 2026)|The [choir], then.\n");
	write_later(wb, "ask", "");
	ck_assert_str_eq(found(wb, "caretaker"),
			 "earlier|Asking (what I wrote on 24 November 2026)|The [caretaker].\n");
	workbook_free(wb);
}
END_TEST

START_TEST(words_under_lost_pages_are_found)
{
	struct workbook *wb = desk_create("w.json", desk_book());
	struct search *s;

	desk_write(wb, "ask", "The caretaker.");
	desk_save(wb);
	workbook_free(wb);
	wb = desk_open("w.json", desk_shipped(), STORE_READ);
	ck_assert_str_eq(found(wb, "the caretaker."), "earlier|A page that this book does not have "
			 "(what I wrote on 23 November 2026)|[The caretaker.]\n");
	s = search_new(wb, "the caretaker.");
	ck_assert_uint_eq(search_hit(s, 0)->page, pack_page_count(workbook_pack(wb)));
	search_free(s);
	workbook_free(wb);
}
END_TEST

START_TEST(words_to_a_mentor_are_found_under_their_name)
{
	struct workbook *wb = desk_create("w.json", desk_book());

	preface_write(wb, PREFACE_WORKING, slice_of("The caretaker."));
	ck_assert_str_eq(found(wb, "the caretaker."), "earlier|What I am working on "
			 "(what I wrote on 23 November 2026)|[The caretaker.]\n");
	workbook_free(wb);
}
END_TEST

/* As one piece first; when that is nowhere, all the words in one paragraph. */
START_TEST(words_may_stand_apart)
{
	struct workbook *wb = desk_create("w.json", desk_book());
	struct search *s = search_new(wb, "you look");

	ck_assert(search_count(s) == 1 && !search_is_apart(s));
	search_free(s);
	s = search_new(wb, "again where");
	ck_assert(search_count(s) == 1 && search_is_apart(s));
	search_free(s);
	ck_assert_str_eq(found(wb, "again where"), "page|Caring|[Where] would you look again?\n");
	s = search_new(wb, "again nowhere");
	ck_assert(search_count(s) == 0 && !search_is_apart(s) && !search_is_empty(s));
	search_free(s);
	workbook_free(wb);
}
END_TEST

START_TEST(nothing_typed_finds_nothing)
{
	static const char *const empty[] = { "", "  ", "\t\n", "\xC2\xAD" };
	struct workbook *wb = workbook_new(fault_sys(), desk_book(), NULL);

	for (size_t i = 0; i < ARRAY_LEN(empty); i++) {
		struct search *s = search_new(wb, empty[i]);

		ck_assert_msg(search_is_empty(s) && !search_count(s), "%zu", i);
		search_free(s);
	}
	ck_assert_str_eq(found(wb, "begins\xFF"), "");	/* no text: not a mere "begins" */
	workbook_free(wb);
}
END_TEST

START_TEST(contexts_are_one_short_line)
{
	struct workbook *wb = desk_create("w.json", desk_book());

	desk_write(wb, "ask", "One two three four five six seven eight nine ten\televen\ntwelve "
		   "needle thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty "
		   "twentyone twentytwo twentythree");
	ck_assert_str_eq(found(wb, "needle"), "box|Asking (what I wrote on 23 November 2026)|"
			 "\xE2\x80\xA6" "eight nine ten eleven twelve [needle] thirteen fourteen fifteen "
			 "sixteen seventeen eighteen\xE2\x80\xA6\n");
	workbook_free(wb);
}
END_TEST

/* A word of ten thousand letters, and more hits than anybody reads. */
START_TEST(large_texts_are_searched)
{
	struct workbook *wb = desk_create("w.json", desk_book());
	struct search *s;
	struct buf text;

	buf_init(&text, 1 << 18);
	while (text.len < 10000)
		buf_add_str(&text, "\xC3\xA9");
	buf_add_str(&text, "needle");
	while (text.len < 20000)
		buf_add_str(&text, "\xC3\xA9");
	desk_write(wb, "ask", text.data);
	s = search_new(wb, "needle");
	ck_assert_uint_eq(search_count(s), 1);
	ck_assert_uint_eq(search_hit(s, 0)->box_start, 10000);
	ck_assert_uint_lt(strlen(search_hit(s, 0)->context), 300);
	ck_assert(!search_has_more(s));
	search_free(s);
	buf_clear(&text);
	for (int i = 0; i < SEARCH_HITS_MAX + 1; i++)
		buf_add_str(&text, "needle\n\n");
	desk_write(wb, "ask", text.data);
	s = search_new(wb, "needle");
	ck_assert_uint_eq(search_count(s), SEARCH_HITS_MAX);
	ck_assert(search_has_more(s));
	search_free(s);
	buf_release(&text);
	workbook_free(wb);
}
END_TEST

/* Each word of the shipped book leads to the place where it stands. */
START_TEST(every_word_of_the_book_is_found)
{
	struct workbook *wb = workbook_new(fault_sys(), desk_shipped(), NULL);

	for (size_t page = 0; page < pack_page_count(workbook_pack(wb)); page += 5) {
		struct doc *doc = workbook_page_doc(wb, page, true);
		struct buf text;
		bool met = false;
		struct search *s;

		buf_init(&text, 1 << 16);
		doc_text(doc, doc_count(pack_page(workbook_pack(wb), page)->body) - 1, &text);
		s = search_new(wb, text.data);
		for (size_t i = 0; i < search_count(s); i++)
			met = met || search_hit(s, i)->page == page;
		ck_assert_msg(met && !search_is_apart(s), "page %zu: %s", page, text.data);
		search_free(s);
		buf_release(&text);
		doc_free(doc);
	}
	workbook_free(wb);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { the_book_is_searched, own_words_are_searched, places_lead_there,
		earlier_words_are_found_once, words_under_lost_pages_are_found,
		words_to_a_mentor_are_found_under_their_name, words_may_stand_apart,
		nothing_typed_finds_nothing, contexts_are_one_short_line, large_texts_are_searched,
		every_word_of_the_book_is_found };
	Suite *suite = suite_create("search");
	TCase *tc = tcase_create("search");

	tcase_add_checked_fixture(tc, setup, scratch_close);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
