/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of workbook/bring: what another copy has is told, and comes in whole or not at all. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "book.h"
#include "desk.h"
#include "doc/write.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"
#include "workbook/bring.h"
#include "workbook/conflicts.h"
#include "workbook/tell.h"

#define WORDS "Words that took an evening."
#define HERE "Words that were added here."
#define THERE "Words that were added there."

/* w.json, open, and the copy copy.json. */
static struct workbook *open_two(void)
{
	struct workbook *wb = desk_create("w.json", desk_book());

	desk_write(wb, "ask", WORDS);
	workbook_go(wb, desk_page(wb, "reading"), 0);
	desk_save(wb);
	scratch_put("copy.json", scratch_get("w.json"));
	return wb;
}

static void write_there(const char *words, const char *page)
{
	struct workbook *wb = desk_open("copy.json", desk_book(), STORE_WRITE);

	desk_write(wb, "see", words);
	if (page)
		workbook_go(wb, desk_page(wb, page), 1);
	desk_save(wb);
	workbook_free(wb);
}

static void check_kind(struct workbook *wb, const char *name, enum bring_kind kind)
{
	struct err err = { .text = "" };
	struct bring b;

	ck_assert_msg(bring_open(&b, wb, fault_sys(), scratch_path(name), &err), "%s", err.text);
	ck_assert_int_eq(b.kind, kind);
	ck_assert_str_eq(b.path, scratch_path(name));
	bring_release(&b);
}

/* Brings NAME in, which must succeed and leave the file as it was. */
static void bring(const char *name, struct workbook *wb, bool mine)
{
	struct err err = { .text = "" };
	struct brought brought;
	struct bring b;

	ck_assert_msg(bring_open(&b, wb, fault_sys(), scratch_path(name), &err), "%s", err.text);
	ck_assert_msg(bring_in(&b, wb, fault_sys(), mine, &brought, &err), "%s", err.text);
	ck_assert(brought.backup);
	ck_assert_uint_gt(brought.news.count, 0);
	brought_release(&brought);
	bring_release(&b);
}

START_TEST(what_the_copy_has_is_told)
{
	struct workbook *wb = open_two();
	char *json;

	check_kind(wb, "w.json", BRING_SELF);
	check_kind(wb, "copy.json", BRING_SAME);
	write_there(THERE, NULL);
	check_kind(wb, "copy.json", BRING_MORE);
	desk_write(wb, "ask", HERE);
	check_kind(wb, "copy.json", BRING_APART);
	desk_save(wb);
	scratch_put("copy.json", scratch_get("w.json"));
	desk_write(wb, "care", HERE);
	check_kind(wb, "copy.json", BRING_LESS);
	json = changed(scratch_get("copy.json"), answers_id(workbook_answers(wb)), "another");
	scratch_put("copy.json", json);
	check_kind(wb, "copy.json", BRING_ANOTHER);
	free(json);
	workbook_free(wb);
}
END_TEST

/* The words of a copy that was cut short are in its journal. */
START_TEST(a_journal_counts)
{
	struct workbook *wb = open_two(), *other;

	ck_assert(!scratch_has("copy.json.journal"));
	other = desk_open("copy.json", desk_book(), STORE_WRITE);
	desk_write(other, "see", THERE);
	workbook_keep(other);
	workbook_free(other);
	ck_assert_ptr_null(strstr(scratch_get("copy.json"), THERE));
	check_kind(wb, "copy.json", BRING_MORE);
	workbook_free(wb);
}
END_TEST

START_TEST(what_cannot_be_judged_is_told)
{
	static const struct { const char *text, *told; } rows[] = {
		{ NULL, "No such file" }, { "torn", "line 1" },
		{ "{\"format\":\"leaderplus-parcel\",\"version\":1}", "not a leaderplus workbook" },
		{ "{\"format\":\"leaderplus-share\",\"version\":1,\"for\":\"group\",\"key\":\"k\"}",
		  "leaderplus collate" },
		{ "{\"format\":\"leaderplus-room\",\"version\":1,\"id\":\"x\",\"pack\":{\"id\":\"p\","
		  "\"version\":\"1\"}}", "words of a room" },
		{ "{\"format\":\"leaderplus-workbook\",\"version\":2,\"id\":\"x\",\"pack\":{\"id\":\"p\","
		  "\"version\":\"1\"}}", "a newer version" },
		{ "{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"x\",\"pack\":{\"id\":\"p\","
		  "\"version\":\"1\"},\"place\":{\"clock\":9007199254740991,\"page\":\"\",\"paragraph\":0}}",
		  "has run out" },
	};
	struct workbook *wb = open_two();

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct err err = { .text = "" };
		struct bring b;

		if (rows[i].text)
			scratch_put("other.json", rows[i].text);
		ck_assert(!bring_open(&b, wb, fault_sys(), scratch_path("other.json"), &err));
		ck_assert_msg(strstr(err.text, rows[i].told) != NULL, "%zu: %s", i, err.text);
	}
	workbook_free(wb);
}
END_TEST

START_TEST(what_has_more_comes_in)
{
	struct workbook *wb = open_two();
	char *before;

	write_there(THERE, "care");
	before = mem_string(scratch_get("w.json"));
	bring("copy.json", wb, false);
	ck_assert_str_eq(scratch_get("w.json.bak"), before);
	ck_assert_str_eq(desk_text(wb, "see"), THERE);
	ck_assert_str_eq(desk_text(wb, "ask"), WORDS);
	ck_assert_uint_eq(workbook_here(wb), desk_page(wb, "care"));
	ck_assert_uint_eq(workbook_paragraph(wb), 1);
	workbook_free(wb);
	wb = desk_open("w.json", desk_book(), STORE_WRITE);
	ck_assert_str_eq(desk_text(wb, "see"), THERE);
	workbook_free(wb);
	free(before);
}
END_TEST

/* Who has turned pages since stays where she is. */
START_TEST(the_later_place_counts)
{
	struct workbook *wb = open_two();

	write_there(THERE, NULL);
	for (int i = 0; i < 9; i++)
		workbook_go(wb, desk_page(wb, "end"), (size_t)i);
	desk_save(wb);
	check_kind(wb, "copy.json", BRING_MORE);
	bring("copy.json", wb, false);
	ck_assert_uint_eq(workbook_here(wb), desk_page(wb, "end"));
	workbook_free(wb);
	wb = desk_open("w.json", desk_book(), STORE_WRITE);
	ck_assert_uint_eq(workbook_here(wb), desk_page(wb, "end"));
	workbook_free(wb);
}
END_TEST

START_TEST(both_have_words_and_both_stay)
{
	struct workbook *wb = open_two(), *other;
	char *one, *two;

	write_there(THERE, NULL);
	desk_write(wb, "care", HERE);
	desk_save(wb);
	one = mem_string(scratch_get("w.json"));
	two = mem_string(scratch_get("copy.json"));
	check_kind(wb, "copy.json", BRING_APART);
	bring("copy.json", wb, false);
	ck_assert_str_eq(scratch_get("w.json.bak"), one);
	ck_assert_str_eq(scratch_get("copy.json"), two);
	ck_assert_str_eq(desk_text(wb, "ask"), WORDS);
	ck_assert_str_eq(desk_text(wb, "care"), HERE);
	ck_assert_str_eq(desk_text(wb, "see"), THERE);
	check_kind(wb, "copy.json", BRING_LESS);
	/* The other way round the same comes of it. */
	scratch_put("one.json", one);
	other = desk_open("copy.json", desk_book(), STORE_WRITE);
	bring("one.json", other, false);
	ck_assert_str_eq(scratch_get("copy.json"), scratch_get("w.json"));
	check_kind(other, "w.json", BRING_SAME);
	workbook_free(other);
	workbook_free(wb);
	free(one);
	free(two);
}
END_TEST

/* One page, written in on both sides: none of the two goes. */
START_TEST(both_versions_of_a_page_stay)
{
	struct workbook *wb = open_two(), *other = desk_open("copy.json", desk_book(), STORE_WRITE);

	fault_clock(DESK_NOW + DESK_SITTING);
	desk_write(wb, "ask", HERE);
	desk_write(other, "ask", THERE);
	desk_save(wb);
	desk_save(other);
	bring("copy.json", wb, false);
	ck_assert_uint_eq(answers_layers(workbook_answers(wb), PART_ANSWERS, "ask"), 3);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), HERE));
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), THERE));
	workbook_free(other);
	workbook_free(wb);
}
END_TEST

START_TEST(another_workbook_comes_in_only_where_both_are_mine)
{
	struct workbook *wb = open_two(), *other = desk_create("other.json", desk_book());
	struct err err = { .text = "" };
	struct brought brought;
	struct bring b;
	char *before;

	desk_write(other, "see", THERE);
	desk_save(other);
	before = mem_string(scratch_get("w.json"));
	ck_assert(bring_open(&b, wb, fault_sys(), scratch_path("other.json"), &err));
	ck_assert_int_eq(b.kind, BRING_ANOTHER);
	ck_assert(!bring_in(&b, wb, fault_sys(), false, &brought, &err));
	ck_assert(*err.text);
	bring_release(&b);
	ck_assert_str_eq(scratch_get("w.json"), before);
	ck_assert_str_eq(desk_text(wb, "see"), "");
	bring("other.json", wb, true);
	ck_assert_str_eq(desk_text(wb, "see"), THERE);
	ck_assert_str_eq(desk_text(wb, "ask"), WORDS);
	/* From now on they know each other, and the copy that was made before, too. */
	check_kind(wb, "other.json", BRING_LESS);
	check_kind(wb, "copy.json", BRING_LESS);
	workbook_free(other);
	workbook_free(wb);
	free(before);
}
END_TEST

/* A mentor's copy of the workbook ID with one reply to the layer TO. */
static void put_copy(const char *name, const char *id, const char *to)
{
	struct buf json;

	buf_init(&json, 1 << 16);
	buf_addf(&json, "{\"format\":\"leaderplus-share\",\"version\":1,\"id\":\"%s\",\"for\":\"mentor\","
		 "\"pack\":{\"id\":\"small\",\"version\":\"1\"},\"language\":\"en\",\"answers\":{\"ask\":"
		 "{\"layers\":[{\"id\":\"%s\",\"clock\":1,\"at\":\"2026-11-23T12:00:00Z\",\"question\":\"?\","
		 "\"text\":\"Not her words.\"}],\"replies\":[{\"id\":\"r1\",\"clock\":2,\"at\":"
		 "\"2026-11-24T12:00:00Z\",\"from\":\"my mentor\",\"to\":\"%s\",\"text\":\"Who decided?\"}]}}}\n",
		 id, to, to);
	scratch_put(name, json.data);
	buf_release(&json);
}

static void check_said(struct workbook *wb, const char *words)
{
	struct buf out;
	struct bring b;
	struct err err;

	ck_assert(bring_open(&b, wb, fault_sys(), scratch_path("reply.json"), &err));
	buf_init(&out, 1 << 16);
	tell_copy(&b, &out);
	ck_assert_msg(strstr(out.data, words) != NULL, "%s", out.data);
	buf_release(&out);
	bring_release(&b);
}

START_TEST(replies_come_home_and_nothing_else)
{
	struct workbook *wb = open_two();
	const char *layer = answers_newest(workbook_answers(wb), PART_ANSWERS, "ask")->id;
	char *to = mem_string(layer), *changed_id;

	put_copy("reply.json", answers_id(workbook_answers(wb)), to);
	check_kind(wb, "reply.json", BRING_REPLIES);
	bring("reply.json", wb, false);
	ck_assert_uint_eq(answers_items(workbook_answers(wb), PART_ANSWERS, "ask", ITEM_REPLY), 1);
	ck_assert_str_eq(answers_item(workbook_answers(wb), PART_ANSWERS, "ask", ITEM_REPLY, 0)->
			 text[REPLY_TEXT], "Who decided?");
	ck_assert_str_eq(desk_text(wb, "ask"), WORDS);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "Who decided?"));
	check_kind(wb, "reply.json", BRING_NO_REPLIES);
	check_said(wb, "All that was said in it is here already.");
	put_copy("reply.json", answers_id(workbook_answers(wb)), "gone");
	changed_id = changed(scratch_get("reply.json"), "\"r1\"", "\"r2\"");
	scratch_put("reply.json", changed_id);
	free(changed_id);
	check_kind(wb, "reply.json", BRING_NO_REPLIES);
	check_said(wb, "Nothing was said in it that could be brought in.");
	put_copy("reply.json", "another", to);
	check_kind(wb, "reply.json", BRING_STRANGE);
	free(to);
	workbook_free(wb);
}
END_TEST

/* Several at once: what was in the file before the first is in .bak. */
START_TEST(several_come_together)
{
	struct workbook *wb = open_two(), *other;
	struct err err = { .text = "" };
	struct brought brought;
	struct copies copies;
	char *before;

	write_there(THERE, NULL);
	rename(scratch_path("copy.json"), scratch_path("w (1).json"));
	scratch_put("w (2).json", scratch_get("w.json"));
	other = desk_open("w (2).json", desk_book(), STORE_WRITE);
	desk_write(other, "care", HERE);
	desk_save(other);
	workbook_free(other);
	before = mem_string(scratch_get("w.json"));
	conflicts_find(&copies, fault_sys(), wb);
	ck_assert_uint_eq(copies.count, 2);
	ck_assert_msg(bring_together(&copies, wb, fault_sys(), &brought, &err), "%s", err.text);
	ck_assert(brought.backup);
	ck_assert_uint_eq(brought.news.count, 2);
	brought_release(&brought);
	ck_assert_str_eq(scratch_get("w.json.bak"), before);
	ck_assert_str_eq(desk_text(wb, "see"), THERE);
	ck_assert_str_eq(desk_text(wb, "care"), HERE);
	copies_release(&copies);
	conflicts_find(&copies, fault_sys(), wb);
	ck_assert_uint_eq(copies.count, 0);
	ck_assert(scratch_has("w (1).json") && scratch_has("w (2).json"));
	copies_release(&copies);
	free(before);
	workbook_free(wb);
}
END_TEST

/* One of several has gone meanwhile: nothing comes in by half. */
START_TEST(all_come_or_none)
{
	struct workbook *wb = open_two();
	struct err err = { .text = "" };
	struct brought brought;
	struct copies copies;
	char *before;

	write_there(THERE, NULL);
	scratch_put("w (1).json", scratch_get("copy.json"));
	scratch_put("w (2).json", scratch_get("copy.json"));
	conflicts_find(&copies, fault_sys(), wb);
	ck_assert_uint_eq(copies.count, 2);
	before = mem_string(scratch_get("w.json"));
	scratch_put(strrchr(copies.items[1].path, '/') + 1, "torn");
	ck_assert(!bring_together(&copies, wb, fault_sys(), &brought, &err));
	ck_assert_ptr_nonnull(strstr(err.text, copies.items[1].path));
	ck_assert_str_eq(scratch_get("w.json"), before);
	ck_assert_str_eq(desk_text(wb, "see"), "");
	copies_release(&copies);
	free(before);
	workbook_free(wb);
}
END_TEST

/* A disk that is full, and every other step that may fail: all is as it was, and trying again
 * brings all in. */
START_TEST(what_cannot_be_saved_stays_out)
{
	static const enum fault_kind kinds[] = { FAULT_OPEN, FAULT_WRITE, FAULT_RENAME };

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		struct workbook *wb = open_two();
		struct err err = { .text = "" };
		struct brought brought;
		struct bring b;
		char *before;

		write_there(THERE, NULL);
		desk_write(wb, "care", HERE);
		desk_save(wb);
		before = mem_string(scratch_get("w.json"));
		ck_assert(bring_open(&b, wb, fault_sys(), scratch_path("copy.json"), &err));
		fault_at(kinds[i], fault_calls(kinds[i]) + 1, ENOSPC, FAULT_FROM);
		ck_assert(!bring_in(&b, wb, fault_sys(), false, &brought, &err));
		ck_assert_ptr_nonnull(strstr(err.text, strerror(ENOSPC)));
		ck_assert_str_eq(scratch_get("w.json"), before);
		ck_assert_str_eq(desk_text(wb, "see"), "");
		ck_assert_str_eq(desk_text(wb, "care"), HERE);
		fault_reset();
		fault_clock(DESK_NOW);
		bring_release(&b);
		bring("copy.json", wb, false);
		ck_assert_str_eq(desk_text(wb, "see"), THERE);
		workbook_free(wb);
		free(before);
		scratch_close();
		desk_setup();
	}
}
END_TEST

START_TEST(the_words_in_the_copy_can_be_read)
{
	struct workbook *wb = open_two();
	struct doc *doc;
	struct buf text;
	struct bring b;
	struct err err;

	write_there(THERE, NULL);
	ck_assert(bring_open(&b, wb, fault_sys(), scratch_path("copy.json"), &err));
	doc = bring_words(&b, wb);
	buf_init(&text, 1 << 20);
	write_text(doc, 72, &text);
	ck_assert_ptr_nonnull(strstr(text.data, THERE));
	ck_assert_ptr_nonnull(strstr(text.data, WORDS));
	ck_assert_ptr_nonnull(strstr(text.data, "The words in the other copy"));
	buf_release(&text);
	doc_free(doc);
	bring_release(&b);
	workbook_free(wb);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { what_the_copy_has_is_told, a_journal_counts,
		what_cannot_be_judged_is_told, what_has_more_comes_in, the_later_place_counts,
		both_have_words_and_both_stay, both_versions_of_a_page_stay,
		another_workbook_comes_in_only_where_both_are_mine, replies_come_home_and_nothing_else,
		several_come_together, all_come_or_none, what_cannot_be_saved_stays_out, the_words_in_the_copy_can_be_read };
	Suite *suite = suite_create("bring");
	TCase *tc = tcase_create("bring");

	tcase_add_checked_fixture(tc, desk_setup, scratch_close);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
