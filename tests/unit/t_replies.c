/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of replies: their day, their order, and the words that they answer. */
#include <config.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "answers/items.h"
#include "base/file.h"
#include "base/mem.h"
#include "book.h"
#include "desk.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"
#include "workbook/before.h"
#include "workbook/beside.h"
#include "workbook/erase.h"
#include "workbook/given.h"
#include "workbook/preface.h"
#include "workbook/replies.h"
#include "workbook/said.h"
#include "workbook/summary.h"

static const char begun[] =
	"{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"w\","
	"\"pack\":{\"id\":\"p\",\"version\":\"1\"},\"answers\":{\"one\":{\"layers\":[{\"id\":\"a\","
	"\"clock\":2,\"at\":\"2026-11-23T19:00:00Z\",\"question\":\"Q?\",\"text\":\"first\"}]}}}";

static const struct item *put(struct answers *a, const char *id, const char *day, const char *text)
{
	const struct item_change change = {
		.part = PART_ANSWERS, .id = "one", .kind = ITEM_REPLY, .item = id, .now = NOW,
		.text = { [REPLY_AT] = slice_of(day), [REPLY_TO] = slice_of("a"),
			  [REPLY_TEXT] = slice_of(text) },
	};

	return answers_put_item(a, sys_real(), &change);
}

static const struct item *nth(const struct answers *a, size_t i)
{
	return answers_item(a, PART_ANSWERS, "one", ITEM_REPLY, i);
}

START_TEST(a_reply_has_the_day_on_which_it_was_given)
{
	struct answers *a = read_ok(begun), *again;
	char *second = mem_string(put(a, NULL, "2026-12-03T12:00:00Z", "second")->id);
	char *first = mem_string(put(a, NULL, "2026-11-03T12:00:00Z", "first")->id);
	char *third = mem_string(put(a, NULL, "2026-12-03T12:00:00Z", "third")->id), *json;

	ck_assert_str_eq(nth(a, 0)->text[REPLY_TEXT], "first");
	ck_assert_str_eq(nth(a, 1)->text[REPLY_TEXT], "second");
	ck_assert_str_eq(nth(a, 2)->text[REPLY_TEXT], "third");
	/* Without a day it keeps its own; the same changes nothing. */
	ck_assert_int_eq(put(a, first, "", "first, too")->clock, 6);
	ck_assert_str_eq(nth(a, 0)->text[REPLY_AT], "2026-11-03T12:00:00Z");
	ck_assert_int_eq(put(a, first, "2026-11-03T12:00:00Z", "first, too")->clock, 6);
	/* Another day is another place among them. */
	ck_assert_str_eq(put(a, third, "2026-11-01T12:00:00Z", "third")->id, third);
	ck_assert_str_eq(nth(a, 0)->id, third);
	ck_assert_int_eq(put(a, first, "2026-12-03T12:00:00Z", "first, too")->clock, 8);
	ck_assert_str_eq(nth(a, 1)->id, second);
	json = print_ok(a);	/* read back and compared */
	again = read_ok(json);
	ck_assert_str_eq(answers_item(again, PART_ANSWERS, "one", ITEM_REPLY, 1)->id, second);
	ck_assert_str_eq(put(again, NULL, "", "today")->text[REPLY_AT], "2026-11-23T19:04:11Z");
	answers_free(again);
	answers_free(a);
	free(json);
	free(third);
	free(first);
	free(second);
}
END_TEST

START_TEST(words_that_were_answered_are_amended_no_more)
{
	struct answers *a = read_ok(begun);
	struct answers_change change = {
		.part = PART_ANSWERS, .id = "one", .question = slice_of("Q?"),
		.text = slice_of("first, and more"), .now = NOW, .same_hand = true,
	};

	ck_assert(answers_write(a, sys_real(), &change));
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), 1);
	put(a, NULL, "", "What a choir!");
	change.text = slice_of("second");
	ck_assert(answers_write(a, sys_real(), &change));
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), 2);
	ck_assert_str_eq(answers_layer(a, PART_ANSWERS, "one", 0)->text, "first, and more");
	change.text = slice_of("second, and more");
	ck_assert(answers_write(a, sys_real(), &change));
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), 2);
	free(print_ok(a));
	answers_free(a);
}
END_TEST

/* ---- under a workbook ---- */

/* A reply to the words under PAGE, given on 3 December 2026. */
static const struct item *reply_to(struct workbook *wb, const char *page, const char *from,
				   const char *text)
{
	const struct answers *a = workbook_answers(wb);
	struct replies_at at = replies_under(wb, desk_page(wb, page));
	const struct layer *newest = answers_newest(a, at.part, at.id);
	const struct reply_words words = {
		slice_of(from), { 2026, 12, 3 }, newest ? newest->id : "", slice_of(text) };

	return replies_put(wb, at, NULL, &words);
}

/* What is told of the replies under PAGE, one behind the other; good until the next call. */
static const char *told(const struct workbook *wb, const char *page)
{
	static char out[4096];
	struct replies_at at = replies_under(wb, desk_page(wb, page));
	const struct answers *a = workbook_answers(wb);
	struct doc *doc = doc_new();
	struct buf text;

	for (size_t i = 0; i < answers_layers(a, at.part, at.id); i++)
		replies_add(doc, wb, at, answers_layer(a, at.part, at.id, i)->id);
	replies_add(doc, wb, at, NULL);
	buf_init(&text, sizeof(out));
	for (size_t i = 0; i < doc_count(doc); i++) {
		doc_text(doc, i, &text);
		buf_add_char(&text, '|');
	}
	ck_assert(!text.full);
	strcpy(out, text.data);
	buf_release(&text);
	doc_free(doc);
	return out;
}

START_TEST(a_reply_stands_beside_the_words_that_it_answers)
{
	struct workbook *wb = desk_create("w.json", desk_book());

	ck_assert_ptr_null(reply_to(wb, "ask", "Ms Hughes", " \n"));
	ck_assert_ptr_null(reply_to(wb, "reading", "Ms Hughes", "No box."));
	desk_write(wb, "ask", "The cook.");
	ck_assert_str_eq(reply_to(wb, "ask", "Ms\nHughes", "Why her?")->text[REPLY_AT],
			 "2026-12-03T12:00:00Z");
	ck_assert_str_eq(told(wb, "ask"), "Reply from Ms Hughes, 3 December 2026|Why her?|");
	/* In the same sitting, too. */
	desk_write(wb, "ask", "The cook, and the choir.");
	ck_assert_str_eq(told(wb, "ask"), "Reply from Ms Hughes, 3 December 2026|Why her?|"
			 "I have written on since the words that this answers.|");
	ck_assert_ptr_nonnull(reply_to(wb, "ask", "", "I see."));
	ck_assert_str_eq(told(wb, "ask"), "Reply from Ms Hughes, 3 December 2026|Why her?|"
			 "I have written on since the words that this answers.|Reply, 3 December 2026|I see.|");
	/* To words that were never written here. */
	ck_assert_ptr_nonnull(reply_to(wb, "see", "B", "Look."));
	ck_assert_str_eq(told(wb, "see"), "Reply from B, 3 December 2026|Look.|");
	desk_save(wb);
	workbook_free(wb);
}
END_TEST

/* Wherever it is read: it is nobody's noon, but a day. */
START_TEST(the_day_is_the_same_everywhere)
{
	static const char *const zones[] = { "UTC", "Pacific/Auckland", "Pacific/Honolulu" };
	struct workbook *wb = desk_create("w.json", desk_book());
	const struct item *reply;

	setenv("TZ", zones[_i], 1);
	tzset();
	reply = reply_to(wb, "ask", "B", "Look.");
	ck_assert_str_eq(told(wb, "ask"), "Reply from B, 3 December 2026|Look.|");
	ck_assert_str_eq(reply->text[REPLY_AT], "2026-12-03T12:00:00Z");
	workbook_free(wb);
}
END_TEST

START_TEST(a_reply_is_changed_in_its_sitting_alone)
{
	struct workbook *wb = desk_create("w.json", desk_book());
	struct replies_at at = replies_under(wb, desk_page(wb, "ask"));
	struct reply_words words = { slice_of("B"), { 2026, 12, 3 }, "", slice_of("Look again.") };
	struct err err;
	char *id = mem_string(reply_to(wb, "ask", "B", "Look.")->id);

	ck_assert_str_eq(replies_giver(wb), "B");
	desk_save(wb);
	ck_assert_ptr_nonnull(replies_put(wb, at, id, &words));
	workbook_keep(wb);
	workbook_free(wb);	/* as if it had been killed */
	wb = desk_open("w.json", desk_book(), STORE_WRITE);
	ck_assert(workbook_came_back(wb));
	at = replies_under(wb, desk_page(wb, "ask"));
	ck_assert(replies_is_new(wb, replies_find(wb, at, id)));
	words.text = slice_of("Look again, and twice.");
	ck_assert_ptr_nonnull(replies_put(wb, at, id, &words));
	desk_save(wb);
	workbook_free(wb);
	wb = desk_open("w.json", desk_book(), STORE_WRITE);
	at = replies_under(wb, desk_page(wb, "ask"));
	words.text = slice_of("Never said.");
	ck_assert_ptr_null(replies_put(wb, at, id, &words));
	ck_assert(replies_remove(wb, at, id, &err));
	ck_assert_str_eq(replies_find(wb, at, id)->text[REPLY_TEXT], "Look again, and twice.");
	ck_assert_str_eq(replies_giver(wb), "");
	ck_assert(replies_remove(wb, at, reply_to(wb, "ask", "C", "No.")->id, &err));
	ck_assert_uint_eq(replies_count(wb, at), 1);
	workbook_free(wb);
	free(id);
}
END_TEST

START_TEST(a_reply_is_erased_for_good)
{
	struct workbook *wb = desk_create("w.json", desk_book());
	struct erase *e;
	struct buf said;
	size_t i = 0;

	desk_write(wb, "ask", "The cook.");
	reply_to(wb, "ask", "Ms Hughes", "Never mind her.");
	reply_to(wb, "ask", "B", "Stay.");
	desk_save(wb);
	desk_write(wb, "ask", "The cook, and others.");
	desk_save(wb);	/* both are in the .bak now */
	e = erase_new(wb, desk_page(wb, "ask"));
	while (i < erase_count(e) && strcmp(erase_label(e, i), "Reply from Ms Hughes, 3 December 2026: "
					    "Never mind her.") != 0)
		i++;
	ck_assert_uint_lt(i, erase_count(e));
	doc_free(erase_ask(e, wb, i));
	buf_init(&said, 4096);
	ck_assert_int_eq(workbook_erase(wb, e, ERASE_THIS, &said), ERASE_DONE);
	ck_assert_str_eq(told(wb, "ask"), "Reply from B, 3 December 2026|Stay.|I have written on since "
			 "the words that this answers.|");
	ck_assert_ptr_null(strstr(scratch_get("w.json"), "Never mind"));
	ck_assert(!file_exists(sys_real(), scratch_path("w.json.bak")));
	ck_assert_str_eq(desk_text(wb, "ask"), "The cook, and others.");
	buf_release(&said);
	erase_free(e);
	workbook_free(wb);
}
END_TEST

/* ---- under a mentor's copy ---- */

static struct workbook *copy_of(enum store_mode mode)
{
	desk_put_copy("c.json", "book", "ask", "Who leads here?", "The cook.");
	return desk_open_copy("c.json", desk_book(), mode);
}

START_TEST(a_copy_is_read_and_its_words_cannot_be_changed)
{
	static const bool chosen[AUDIENCE_COUNT] = { true, true };
	struct workbook *wb = copy_of(STORE_WRITE);
	char *before = mem_string(scratch_get("c.json"));
	size_t ask = desk_page(wb, "ask"), to;
	struct slice texts[ITEM_TEXTS] = { [NOTE_ON] = slice_of("see"), [NOTE_TEXT] = slice_of("x") };

	ck_assert(workbook_is_copy(wb));
	ck_assert_ptr_null(workbook_shut(wb));
	ck_assert_ptr_nonnull(strstr(workbook_locked(wb), "only its writer"));
	ck_assert_str_eq(desk_text(wb, "ask"), "The cook.");
	desk_write(wb, "ask", "Somebody else.");
	workbook_leave_open(wb, ask, slice_of("no"));
	workbook_write_again(wb, ask);
	preface_write(wb, PREFACE_WORKING, slice_of("no"));
	beside_set_share(wb, ask, chosen);
	ck_assert_ptr_null(beside_put(wb, ask, ITEM_NOTE, NULL, texts));
	ck_assert_str_eq(desk_text(wb, "ask"), "The cook.");
	/* Only what has words, and nobody learns where the mentor was. */
	ck_assert_uint_eq(workbook_here(wb), ask);
	ck_assert(!workbook_turn(wb, ask, false, &to) && !workbook_turn(wb, ask, true, &to));
	ck_assert(!workbook_on_path(wb, desk_page(wb, "intend")));
	ck_assert(!workbook_on_path(wb, desk_page(wb, "start")));
	workbook_go(wb, desk_page(wb, "end"), 0);
	ck_assert_int_eq(workbook_state(wb), STATE_CLEAN);
	desk_save(wb);
	ck_assert_str_eq(scratch_get("c.json"), before);
	workbook_free(wb);
	free(before);
}
END_TEST

START_TEST(a_reply_goes_into_the_copy)
{
	struct workbook *wb = copy_of(STORE_WRITE);
	struct replies_at at = { PART_ANSWERS, preface_id(PREFACE_WORKING) };
	const struct reply_words words = {
		slice_of("Ms Hughes"), { 2026, 12, 4 }, "p", slice_of("Say it.") };
	size_t page;

	ck_assert_ptr_nonnull(reply_to(wb, "ask", "Ms Hughes", "\033[31mWhy her?"));
	workbook_keep(wb);
	workbook_free(wb);	/* as if it had been killed */
	ck_assert_ptr_null(strstr(scratch_get("c.json"), "Why her?"));
	wb = desk_open_copy("c.json", desk_book(), STORE_WRITE);
	ck_assert(workbook_came_back(wb));
	ck_assert_str_eq(replies_giver(wb), "Ms Hughes");
	ck_assert(!replies_page(wb, at, &page));
	ck_assert_ptr_nonnull(replies_put(wb, at, NULL, &words));
	desk_save(wb);
	workbook_free(wb);
	ck_assert_ptr_nonnull(strstr(scratch_get("c.json"), "leaderplus-share"));
	wb = desk_open_copy("c.json", desk_book(), STORE_READ);
	ck_assert_ptr_nonnull(replies_locked(wb));
	ck_assert_ptr_null(reply_to(wb, "ask", "Ms Hughes", "More."));
	ck_assert_str_eq(told(wb, "ask"), "Reply from Ms Hughes, 3 December 2026|^[[31mWhy her?|");
	ck_assert_str_eq(replies_item(wb, at, 0)->text[REPLY_TEXT], "Say it.");
	workbook_free(wb);
}
END_TEST

/* A mentor may come back to what she said, on another day; only new words are of that day. */
START_TEST(a_reply_to_a_copy_is_changed_in_any_sitting)
{
	struct workbook *wb = copy_of(STORE_WRITE);
	char *id = mem_string(reply_to(wb, "ask", "Ms Hughes", "Why her?")->id);
	struct replies_at at;
	struct said_list list;
	struct said said;
	struct err err;

	desk_save(wb);
	workbook_free(wb);
	wb = desk_open_copy("c.json", desk_book(), STORE_WRITE);
	at = replies_under(wb, desk_page(wb, "ask"));
	ck_assert_str_eq(replies_giver(wb), "Ms Hughes");
	said_find(wb, at, &list);
	ck_assert_uint_eq(list.count, 2);
	said_begin(wb, &list, 1, &said);
	buf_add_str(&said.from, ", Llanelli");
	said_keep(wb, &said);
	ck_assert_str_eq(told(wb, "ask"), "Reply from Ms Hughes, Llanelli, 3 December 2026|Why her?|");
	buf_add_str(&said.text, " Why now?");
	said_keep(wb, &said);
	said_keep(wb, &said);
	ck_assert_str_eq(told(wb, "ask"),
			 "Reply from Ms Hughes, Llanelli, 23 November 2026|Why her? Why now?|");
	ck_assert_str_eq(said.reply, id);
	said_free(&said);
	said_release(&list);
	desk_save(wb);
	workbook_free(wb);
	wb = desk_open_copy("c.json", desk_book(), STORE_READ);
	at = replies_under(wb, desk_page(wb, "ask"));
	ck_assert(!replies_can_change(wb, replies_find(wb, at, id)));
	workbook_free(wb);
	wb = desk_open_copy("c.json", desk_book(), STORE_WRITE);
	at = replies_under(wb, desk_page(wb, "ask"));
	ck_assert(replies_remove(wb, at, id, &err));
	ck_assert_uint_eq(replies_count(wb, at), 0);
	workbook_free(wb);
	free(id);
}
END_TEST

/* Whose the words in DOC, which goes, are: "writer's, Ms Hughes, ". */
static const char *whose(struct doc *doc)
{
	static char out[256];

	*out = '\0';
	for (size_t i = 0; i < doc_count(doc); i++) {
		if (doc_kind(doc, i) != DOC_WORDS)
			continue;
		strcat(out, doc_whose(doc, i) == WHOSE_READERS ? "reader's" :
		       doc_whose(doc, i) == WHOSE_WRITERS ? "writer's" : doc_name(doc, i));
		strcat(out, ", ");
	}
	doc_free(doc);
	return out;
}

static const char *whose_here(const struct workbook *wb)
{
	struct before_parts parts;

	return whose(before_doc(wb, desk_page(wb, "ask"), &parts));
}

/* A mentor knows her own words while she writes them; later they may be another mentor's. */
START_TEST(words_are_whose_they_are)
{
	struct workbook *wb = copy_of(STORE_WRITE);

	reply_to(wb, "ask", "Ms\nHughes", "Why her?");
	ck_assert_str_eq(whose_here(wb), "writer's, reader's, ");
	ck_assert_str_eq(whose(given_intro(wb)), "writer's, ");
	ck_assert_str_eq(whose(given_document(wb)), "writer's, reader's, writer's, ");
	desk_save(wb);
	workbook_free(wb);
	wb = desk_open_copy("c.json", desk_book(), STORE_WRITE);
	ck_assert_str_eq(whose_here(wb), "writer's, Ms Hughes, ");
	ck_assert_str_eq(whose(given_document(wb)), "writer's, Ms Hughes, writer's, ");
	workbook_free(wb);
	wb = desk_create("w.json", desk_book());
	desk_write(wb, "ask", "The cook.");
	reply_to(wb, "ask", "Ms Hughes", "Why her?");
	reply_to(wb, "ask", "", "I see.");
	ck_assert_str_eq(whose_here(wb), "reader's, Ms Hughes, , ");
	ck_assert_str_eq(whose(summary_private(wb)), "reader's, Ms Hughes, , ");
	workbook_free(wb);
}
END_TEST

START_TEST(a_damaged_copy_comes_back_from_its_backup)
{
	const struct store_place place = { scratch_path("c.json"), NULL };
	struct workbook *wb = copy_of(STORE_WRITE);
	struct err err = { .text = "" };

	ck_assert_ptr_nonnull(reply_to(wb, "ask", "Ms Hughes", "Why her?"));
	desk_save(wb);
	workbook_free(wb);
	scratch_put("c.json", "{");
	wb = workbook_new(fault_sys(), desk_book(), NULL);
	ck_assert_msg(workbook_repair(wb, &place, STORE_WRITE, STORE_BACKUP, &err), "%s", err.text);
	ck_assert(workbook_is_copy(wb) && workbook_locked(wb) && !workbook_shut(wb));
	ck_assert_str_eq(desk_text(wb, "ask"), "The cook.");
	workbook_free(wb);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("replies");
	TCase *replies = tcase_create("replies"), *desk = tcase_create("desk");

	tcase_add_test(replies, a_reply_has_the_day_on_which_it_was_given);
	tcase_add_test(replies, words_that_were_answered_are_amended_no_more);
	tcase_add_checked_fixture(desk, desk_setup, scratch_close);
	tcase_add_test(desk, a_reply_stands_beside_the_words_that_it_answers);
	tcase_add_loop_test(desk, the_day_is_the_same_everywhere, 0, 3);
	tcase_add_test(desk, a_reply_is_changed_in_its_sitting_alone);
	tcase_add_test(desk, a_reply_is_erased_for_good);
	tcase_add_test(desk, a_copy_is_read_and_its_words_cannot_be_changed);
	tcase_add_test(desk, a_reply_goes_into_the_copy);
	tcase_add_test(desk, a_reply_to_a_copy_is_changed_in_any_sitting);
	tcase_add_test(desk, words_are_whose_they_are);
	tcase_add_test(desk, a_damaged_copy_comes_back_from_its_backup);
	suite_add_tcase(suite, replies);
	suite_add_tcase(suite, desk);
	return suite_run(suite);
}
