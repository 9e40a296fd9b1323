/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of workbook/bring: what another copy has is told, and comes in only where nothing goes. */
#include <config.h>

#include <check.h>
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
	struct err err = { .text = "" };
	struct bring b;
	bool backup;
	char *before;

	write_there(THERE, "care");
	before = mem_string(scratch_get("w.json"));
	ck_assert(bring_open(&b, wb, fault_sys(), scratch_path("copy.json"), &err));
	ck_assert_msg(bring_in(&b, wb, fault_sys(), &backup, &err), "%s", err.text);
	bring_release(&b);
	ck_assert(backup);
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
	struct err err;
	struct bring b;
	bool backup;

	write_there(THERE, NULL);
	for (int i = 0; i < 9; i++)
		workbook_go(wb, desk_page(wb, "end"), (size_t)i);
	desk_save(wb);
	ck_assert(bring_open(&b, wb, fault_sys(), scratch_path("copy.json"), &err));
	ck_assert_int_eq(b.kind, BRING_MORE);
	ck_assert(bring_in(&b, wb, fault_sys(), &backup, &err));
	bring_release(&b);
	ck_assert_uint_eq(workbook_here(wb), desk_page(wb, "end"));
	workbook_free(wb);
	wb = desk_open("w.json", desk_book(), STORE_WRITE);
	ck_assert_uint_eq(workbook_here(wb), desk_page(wb, "end"));
	workbook_free(wb);
}
END_TEST

START_TEST(what_would_lose_a_word_stays_out)
{
	struct workbook *wb = open_two();
	struct err err = { .text = "" };
	struct bring b;
	char *before;
	bool backup;

	write_there(THERE, NULL);
	desk_write(wb, "care", HERE);
	desk_save(wb);
	before = mem_string(scratch_get("w.json"));
	ck_assert(bring_open(&b, wb, fault_sys(), scratch_path("copy.json"), &err));
	ck_assert(!bring_in(&b, wb, fault_sys(), &backup, &err));
	ck_assert(!backup && *err.text);
	bring_release(&b);
	ck_assert_str_eq(scratch_get("w.json"), before);
	ck_assert_str_eq(desk_text(wb, "care"), HERE);
	free(before);
	workbook_free(wb);
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
		what_would_lose_a_word_stays_out, the_words_in_the_copy_can_be_read };
	Suite *suite = suite_create("bring");
	TCase *tc = tcase_create("bring");

	tcase_add_checked_fixture(tc, desk_setup, scratch_close);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
