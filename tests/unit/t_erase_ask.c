/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of workbook/erase: what can be erased, what is said before, and that it is done. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "desk.h"
#include "fault.h"
#include "hunt.h"
#include "scratch.h"
#include "suite.h"
#include "workbook/beside.h"
#include "workbook/erase.h"
#include "workbook/preface.h"

#define SAID_MAX 65536
#define SECRET "the caretaker's grievance"

static void setup(void)
{
	desk_setup();
}

static void write_later(struct workbook *wb, const char *id, int days, const char *text)
{
	fault_clock(DESK_NOW + days * 24 * 3600);
	desk_write(wb, id, text);
}

/* "label|label|" */
static const char *labels(const struct erase *e)
{
	static char said[SAID_MAX];
	size_t len = 0;

	said[0] = '\0';
	for (size_t i = 0; i < erase_count(e); i++)
		len += (size_t)snprintf(said + len, sizeof(said) - len, "%s|", erase_label(e, i));
	return said;
}

/* What is said before I is erased: the blocks, each ended by LF. */
static const char *asked(struct erase *e, struct workbook *wb, size_t i)
{
	static char said[SAID_MAX];
	struct doc *doc = erase_ask(e, wb, i);
	struct buf out;

	buf_init(&out, sizeof(said) - 1);
	for (size_t k = 0; k < doc_count(doc); k++) {
		doc_text(doc, k, &out);
		buf_add_char(&out, '\n');
	}
	memcpy(said, out.data, out.len + 1);
	buf_release(&out);
	doc_free(doc);
	return said;
}

static void ck_has(const char *text, const char *words)
{
	ck_assert_msg(strstr(text, words), "it does not say '%s':\n%s", words, text);
}

static void ck_not(const char *text, const char *words)
{
	ck_assert_msg(!strstr(text, words), "it says '%s':\n%s", words, text);
}

/* Erases I of what can be erased on the page ID, and returns what was said. */
static const char *erase(struct workbook *wb, const char *id, size_t i, enum erase_reach reach,
			 enum erase_end wanted)
{
	static char text[SAID_MAX];
	struct erase *e = erase_new(wb, desk_page(wb, id));
	struct buf said;

	buf_init(&said, sizeof(text) - 1);
	doc_free(erase_ask(e, wb, i));
	ck_assert_int_eq(workbook_erase(wb, e, reach, &said), wanted);
	memcpy(text, said.data, said.len + 1);
	buf_release(&said);
	erase_free(e);
	return text;
}

START_TEST(what_stands_on_the_page_is_offered)
{
	struct workbook *wb = desk_create("w.json", desk_book());
	struct erase *e;

	e = erase_new(wb, desk_page(wb, "ask"));
	ck_assert_str_eq(labels(e), "All that I ever wrote, on every page|");
	erase_free(e);
	desk_write(wb, "ask", "  First\n\n\tline,  and a sentence that is rather longer than one row of a list is.");
	write_later(wb, "ask", 1, "");
	write_later(wb, "ask", 2, "Later.");
	e = erase_new(wb, desk_page(wb, "ask"));
	ck_assert_str_eq(labels(e), "What I wrote on 25 November 2026: Later.|"
			 "What I wrote on 23 November 2026: First line, and a sentence that is rather longer "
			 "than one ro…|"
			 "All that I wrote on the page: Asking|All that I ever wrote, on every page|");
	erase_free(e);
	e = erase_new(wb, desk_page(wb, "reading"));
	ck_assert_str_eq(labels(e), "All that I ever wrote, on every page|");
	erase_free(e);
	workbook_free(wb);
}
END_TEST

/* A step without any words in the box is something, too; so is why a question was left open. */
START_TEST(what_hangs_beside_can_be_erased)
{
	struct workbook *wb = desk_create("w.json", desk_book());
	struct slice text[ITEM_TEXTS] = { [STEP_THEN] = slice_of(SECRET) };
	struct erase *e;

	ck_assert_ptr_nonnull(beside_put(wb, desk_page(wb, "ask"), ITEM_STEP, NULL, text));
	desk_save(wb);
	workbook_leave_open(wb, desk_page(wb, "intend"), slice_of(SECRET));
	desk_save(wb);
	e = erase_new(wb, desk_page(wb, "intend"));
	ck_assert_str_eq(labels(e), "Left open on 23 November 2026: " SECRET "|"
			 "All that I wrote on the page: Intending|All that I ever wrote, on every page|");
	erase_free(e);
	erase(wb, "intend", 0, ERASE_THIS, ERASE_DONE);
	ck_assert(!workbook_is_open(wb, desk_page(wb, "intend")));
	ck_assert_int_eq(hunt_files("grievance"), 1);
	e = erase_new(wb, desk_page(wb, "ask"));
	ck_assert_str_eq(labels(e), "All that I wrote on the page: Asking|All that I ever wrote, on every page|");
	ck_has(asked(e, wb, 0), "whatever else stands under that page");
	erase_free(e);
	erase(wb, "ask", 0, ERASE_THIS, ERASE_DONE);
	ck_assert_int_eq(hunt_files("grievance"), 0);
	workbook_free(wb);
}
END_TEST

START_TEST(strays_are_offered)
{
	struct workbook *wb;
	struct erase *e;

	scratch_put("w.json", "{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"w\","
		    "\"pack\":{\"id\":\"book\",\"version\":\"1\"},\"guards\":{\"gone\":{\"layers\":["
		    "{\"id\":\"a\",\"clock\":1,\"at\":\"2026-10-03T10:00:00Z\",\"question\":\"Who was it?\","
		    "\"text\":\"" SECRET "\"}]}}}");
	wb = desk_open("w.json", desk_book(), STORE_WRITE);
	e = erase_new(wb, desk_page(wb, "ask"));
	ck_assert_str_eq(labels(e), "All under a page that this book does not have: Who was it?|"
			 "All that I ever wrote, on every page|");
	ck_has(asked(e, wb, 0), "A page that this book does not have (what I wrote on 3 October 2026): " SECRET);
	erase_free(e);
	erase(wb, "ask", 0, ERASE_THIS, ERASE_DONE);
	ck_assert_int_eq(hunt_files("grievance"), 0);
	workbook_free(wb);
}
END_TEST

START_TEST(boxes_for_a_mentor_are_called_by_their_names)
{
	struct workbook *wb = desk_create("w.json", desk_book());
	struct erase *e;

	preface_write(wb, PREFACE_TALK, slice_of(SECRET));
	e = erase_new(wb, desk_page(wb, "ask"));
	ck_assert_str_eq(labels(e), "All that I wrote for my mentor's copy: What I want to talk about|"
			 "All that I ever wrote, on every page|");
	ck_has(asked(e, wb, 0), "What I want to talk about (what I wrote on 23 November 2026): " SECRET);
	erase_free(e);
	workbook_free(wb);
}
END_TEST

START_TEST(it_is_said_what_will_be_gone)
{
	struct workbook *wb = desk_create("w.json", desk_book());
	const char *said;
	struct erase *e;

	desk_write(wb, "ask", SECRET);
	desk_save(wb);
	write_later(wb, "ask", 1, "Later.");
	desk_save(wb);
	scratch_put("w.json.broken-20261123T190411Z", SECRET);
	e = erase_new(wb, desk_page(wb, "ask"));
	said = asked(e, wb, 1);
	ck_has(said, "This will be gone for good, and nothing brings it back:\n"
	       "What I wrote on 23 November 2026: " SECRET "\n");
	ck_has(said, scratch_path("w.json.bak"));
	ck_has(said, scratch_path("w.json.broken-20261123T190411Z"));
	ck_has(said, "Disks, backups of this computer, and copies that you saved or gave away may keep the words");
	ck_not(said, "The same words");
	ck_assert_str_eq(erase_reach_label(e, ERASE_THIS), "Erase this for good");
	ck_assert_ptr_null(erase_reach_label(e, ERASE_SAME));
	ck_assert_ptr_null(erase_reach_label(e, ERASE_EVERYWHERE));
	said = asked(e, wb, 2);
	ck_has(said, "Asking (what I wrote on 24 November 2026): Later.\n");
	ck_has(said, "Asking (what I wrote on 23 November 2026): " SECRET);
	ck_has(said, "whatever else stands under that page");
	said = asked(e, wb, 3);
	ck_has(said, "All that I ever wrote, on every page\nYour workbook stays, without words");
	erase_free(e);
	workbook_free(wb);
}
END_TEST

static struct workbook *with_twins(void)
{
	struct workbook *wb = desk_create("w.json", desk_book());

	desk_write(wb, "ask", SECRET);
	desk_write(wb, "see", " " SECRET "\n");
	write_later(wb, "ask", 1, "And so: " SECRET "!");
	desk_write(wb, "intend", "Words that stay.");
	desk_save(wb);
	return wb;
}

START_TEST(the_same_words_elsewhere_are_named)
{
	struct workbook *wb = with_twins();
	struct erase *e = erase_new(wb, desk_page(wb, "ask"));
	const char *said = asked(e, wb, 1);

	ck_has(said, "The same words, and no others, also stand here:\n"
	       "Seeing (what I wrote on 23 November 2026): " SECRET "\n");
	ck_has(said, "Among other words they also stand here:\n"
	       "Asking (what I wrote on 24 November 2026): And so: " SECRET "!\n");
	ck_assert_str_eq(erase_reach_label(e, ERASE_THIS), "Erase this alone for good");
	ck_assert_ptr_nonnull(erase_reach_label(e, ERASE_SAME));
	ck_assert_ptr_nonnull(erase_reach_label(e, ERASE_EVERYWHERE));
	/* What is erased anyway is not named twice. */
	said = asked(e, wb, 2);
	ck_not(said, "Among other words");
	ck_has(said, "Seeing (what I wrote on 23 November 2026)");
	ck_assert_ptr_null(erase_reach_label(e, ERASE_EVERYWHERE));
	said = asked(e, wb, 0);
	ck_not(said, "also stand here");
	erase_free(e);
	workbook_free(wb);
}
END_TEST

static const struct { enum erase_reach reach; const char *ask, *see; int files; } reaches[] = {
	{ ERASE_THIS, "And so: " SECRET "!", " " SECRET "\n", 1 },
	{ ERASE_SAME, "And so: " SECRET "!", "", 1 },
	{ ERASE_EVERYWHERE, "", "", 0 },
};

START_TEST(it_is_erased_as_far_as_was_chosen)
{
	struct workbook *wb = with_twins();

	ck_has(erase(wb, "ask", 1, reaches[_i].reach, ERASE_DONE), "Erased for good.");
	ck_assert_str_eq(desk_text(wb, "ask"), reaches[_i].ask);
	ck_assert_str_eq(desk_text(wb, "see"), reaches[_i].see);
	ck_assert_str_eq(desk_text(wb, "intend"), "Words that stay.");
	ck_assert_int_eq(hunt_files("grievance"), reaches[_i].files);
	ck_assert(!scratch_has("w.json.bak"));
	workbook_free(wb);
}
END_TEST

/* In a file that was copied together two layers may have one id: the second gets another when
 * the first is gone, and is erased all the same. */
START_TEST(twins_with_one_id_are_erased)
{
	static const char layer[] = "{\"layers\":[{\"id\":\"a\",\"clock\":1,\"at\":\"2026-10-03T10:00:00Z\","
		"\"question\":\"?\",\"text\":\"" SECRET "\"}]}";
	char json[2048];
	struct workbook *wb;

	snprintf(json, sizeof(json), "{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"w\","
		 "\"pack\":{\"id\":\"book\",\"version\":\"1\"},\"answers\":{\"ask\":%s,\"intend\":%s}}", layer,
		 layer);
	scratch_put("w.json", json);
	wb = desk_open("w.json", desk_book(), STORE_WRITE);
	erase(wb, "ask", 0, ERASE_SAME, ERASE_DONE);
	ck_assert_str_eq(desk_text(wb, "ask"), "");
	ck_assert_str_eq(desk_text(wb, "intend"), "");
	ck_assert_int_eq(hunt_files("grievance"), 0);
	workbook_free(wb);
}
END_TEST

START_TEST(everything_can_be_erased)
{
	struct workbook *wb = with_twins();

	erase(wb, "reading", 0, ERASE_THIS, ERASE_DONE);
	ck_assert_str_eq(desk_text(wb, "intend"), "");
	ck_assert_int_eq(hunt_files("grievance") + hunt_files("Words that stay"), 0);
	workbook_free(wb);
}
END_TEST

START_TEST(nothing_is_erased_where_nothing_can_be)
{
	struct workbook *wb = workbook_new(fault_sys(), desk_book(), NULL);
	struct workbook *reader;
	struct erase *e;

	ck_has(erase_why_not(wb), "nothing is kept while you look around");
	e = erase_new(wb, 0);
	ck_assert_uint_eq(erase_count(e), 0);
	erase_free(e);
	workbook_free(wb);
	wb = with_twins();
	ck_assert_ptr_null(erase_why_not(wb));
	reader = desk_open("w.json", desk_book(), STORE_WRITE);
	ck_has(erase_why_not(reader), "already open in another window");
	workbook_free(reader);
	scratch_put("w.json", "{\"somebody\":\"else\"}");
	desk_write(wb, "ask", "More.");
	workbook_begin_save(wb);
	ck_has(erase_why_not(wb), "another program has changed your workbook");
	workbook_free(wb);
}
END_TEST

START_TEST(a_full_disk_erases_nothing)
{
	struct workbook *wb = with_twins();

	fault_at(FAULT_FSYNC, fault_calls(FAULT_FSYNC) + 1, ENOSPC, FAULT_FROM);
	ck_has(erase(wb, "ask", 1, ERASE_EVERYWHERE, ERASE_NOTHING), "nothing was erased");
	ck_assert_str_eq(desk_text(wb, "ask"), "And so: " SECRET "!");
	workbook_free(wb);
}
END_TEST

/* What is left is told, and the same once more does it. */
START_TEST(what_is_left_is_erased_by_another_try)
{
	struct workbook *wb = with_twins();
	struct erase *e = erase_new(wb, desk_page(wb, "ask"));
	struct buf said;

	desk_write(wb, "intend", "Words that stay, too.");
	desk_save(wb);		/* and leaves a backup */
	buf_init(&said, SAID_MAX);
	doc_free(erase_ask(e, wb, 1));
	fault_at(FAULT_UNLINK, fault_calls(FAULT_UNLINK) + 1, EACCES, FAULT_FROM);
	ck_assert_int_eq(workbook_erase(wb, e, ERASE_EVERYWHERE, &said), ERASE_PARTLY);
	ck_has(said.data, "Not everything is erased for good yet: ");
	ck_has(said.data, "w.json.bak");
	ck_assert_int_ge(hunt_files("grievance"), 1);
	ck_assert_int_eq(workbook_erase(wb, e, ERASE_EVERYWHERE, &said), ERASE_PARTLY);
	buf_clear(&said);
	fault_reset();
	ck_assert_int_eq(workbook_erase(wb, e, ERASE_EVERYWHERE, &said), ERASE_DONE);
	ck_assert_int_eq(hunt_files("grievance"), 0);
	ck_assert_str_eq(desk_text(wb, "see"), "");
	ck_assert_str_eq(desk_text(wb, "intend"), "Words that stay, too.");
	buf_release(&said);
	erase_free(e);
	workbook_free(wb);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { what_stands_on_the_page_is_offered, what_hangs_beside_can_be_erased,
		strays_are_offered, boxes_for_a_mentor_are_called_by_their_names,
		it_is_said_what_will_be_gone, the_same_words_elsewhere_are_named,
		twins_with_one_id_are_erased, everything_can_be_erased, nothing_is_erased_where_nothing_can_be,
		a_full_disk_erases_nothing, what_is_left_is_erased_by_another_try };
	Suite *suite = suite_create("erase ask");
	TCase *tc = tcase_create("erase ask");

	tcase_add_checked_fixture(tc, setup, scratch_close);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	tcase_add_loop_test(tc, it_is_erased_as_far_as_was_chosen, 0, ARRAY_LEN(reaches));
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
