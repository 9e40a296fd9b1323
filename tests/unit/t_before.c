/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of what I wrote before: the layers under a page by date. */
#include <config.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "desk.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"
#include "text/safe.h"
#include "workbook/before.h"

#define SAID_MAX 65536

static time_t now;

static void setup(void)
{
	desk_setup();
	now = DESK_NOW;
}

/* Writes in a sitting of its own, HOURS later. */
static void write_later(struct workbook *wb, const char *id, int hours, const char *text)
{
	now += hours * 3600;
	fault_clock(now);
	desk_write(wb, id, text);
}

/* The document as lines: "# heading", "> words" or a paragraph; "|" where a part begins. */
static const char *outline(struct workbook *wb, const char *id)
{
	static char said[SAID_MAX];
	struct before_parts parts;
	struct doc *doc = before_doc(wb, desk_page(wb, id), &parts);
	struct buf out;

	buf_init(&out, sizeof(said) - 1);
	for (size_t i = 0; doc && i < doc_count(doc); i++) {
		if (i == parts.newest || i == parts.earlier)
			buf_add_str(&out, "|\n");
		for (int k = 0; k < doc_level(doc, i); k++)
			buf_add_char(&out, '#');
		buf_add_str(&out, doc_kind(doc, i) == DOC_WORDS ? "> " : "");
		doc_text(doc, i, &out);
		buf_add_char(&out, '\n');
	}
	memcpy(said, out.data, out.len + 1);
	buf_release(&out);
	doc_free(doc);
	return said;
}

/* The date of the words before the newest, "-" where there are none. */
static const char *date_of(struct workbook *wb, const char *id)
{
	static char said[256];
	struct buf out;

	buf_init(&out, sizeof(said) - 1);
	if (!before_date(wb, desk_page(wb, id), &out))
		buf_add_char(&out, '-');
	memcpy(said, out.data, out.len + 1);
	buf_release(&out);
	return said;
}

START_TEST(nothing_written_is_no_document)
{
	struct workbook *wb = desk_create("w.json", desk_book());

	ck_assert_str_eq(outline(wb, "ask"), "");
	ck_assert_str_eq(outline(wb, "reading"), "");
	ck_assert_str_eq(date_of(wb, "ask"), "-");
	ck_assert_str_eq(date_of(wb, "reading"), "-");
	workbook_free(wb);
	wb = workbook_new(fault_sys(), desk_book(), NULL);
	ck_assert_str_eq(outline(wb, "ask"), "");
	ck_assert_str_eq(date_of(wb, "ask"), "-");
	workbook_free(wb);
}
END_TEST

START_TEST(what_stands_alone_is_said_to)
{
	struct workbook *wb = desk_create("w.json", desk_book());

	desk_write(wb, "ask", "She leads.");
	ck_assert_str_eq(outline(wb, "ask"), "##Who leads here?\n|\n###What I wrote on 23 November 2026\n"
			 "> She leads.\n|\nNothing earlier is kept here.\n");
	ck_assert_str_eq(date_of(wb, "ask"), "-");
	workbook_free(wb);
}
END_TEST

START_TEST(the_newest_stands_first)
{
	struct workbook *wb = desk_create("w.json", desk_book());

	desk_write(wb, "see", "First.\n\nAnd more.");
	write_later(wb, "see", 24, "Second.");
	write_later(wb, "see", 72, "Third.");
	write_later(wb, "see", 1, "Third, amended.");
	ck_assert_str_eq(outline(wb, "see"), "##Seeing\n|\n###What I wrote on 27 November 2026\n"
			 "> Third, amended.\n|\n###What I wrote on 24 November 2026\n> Second.\n"
			 "###What I wrote on 23 November 2026\n> First.\n\nAnd more.\n");
	ck_assert_str_eq(date_of(wb, "see"), "24 November 2026");
	workbook_free(wb);
}
END_TEST

/* 19:04, then 04:04, 13:04 and 22:04 of the day after. */
START_TEST(a_day_that_two_share_has_times)
{
	struct workbook *wb = desk_create("w.json", desk_book());

	desk_write(wb, "ask", "a");
	for (int k = 0; k < 3; k++)
		write_later(wb, "ask", 9, (char[]){ (char)('b' + k), '\0' });
	ck_assert_str_eq(outline(wb, "ask"), "##Who leads here?\n|\n"
			 "###What I wrote on 24 November 2026, 22:04\n> d\n|\n"
			 "###What I wrote on 24 November 2026, 13:04\n> c\n"
			 "###What I wrote on 24 November 2026, 04:04\n> b\n"
			 "###What I wrote on 23 November 2026\n> a\n");
	workbook_free(wb);
}
END_TEST

START_TEST(an_emptied_box_is_told)
{
	struct workbook *wb = desk_create("w.json", desk_book());

	desk_write(wb, "ask", "Once.");
	write_later(wb, "ask", 24, "");
	ck_assert_str_eq(date_of(wb, "ask"), "23 November 2026");
	write_later(wb, "ask", 24, "Again.");
	ck_assert_str_eq(outline(wb, "ask"), "##Who leads here?\n|\n###What I wrote on 25 November 2026\n"
			 "> Again.\n|\n###Emptied on 24 November 2026\n"
			 "###What I wrote on 23 November 2026\n> Once.\n");
	ck_assert_str_eq(date_of(wb, "ask"), "23 November 2026");
	workbook_free(wb);
}
END_TEST

START_TEST(a_question_that_was_left_open_is_told)
{
	struct workbook *wb = desk_create("w.json", desk_book());

	desk_write(wb, "ask", "Once.");
	now += 24 * 3600;
	fault_clock(now);
	workbook_leave_open(wb, desk_page(wb, "ask"), slice_of("It is too early."));
	write_later(wb, "ask", 24, "Again.");
	now += 24 * 3600;
	fault_clock(now);
	workbook_leave_open(wb, desk_page(wb, "ask"), slice_of(""));
	ck_assert_str_eq(outline(wb, "ask"), "##Who leads here?\n|\n###Left open on 26 November 2026\n"
			 "|\n###What I wrote on 25 November 2026\n> Again.\n"
			 "###Left open on 24 November 2026\n> It is too early.\n"
			 "###What I wrote on 23 November 2026\n> Once.\n");
	ck_assert_str_eq(date_of(wb, "ask"), "25 November 2026");
	workbook_free(wb);
}
END_TEST

#define L(id, clock, at, question, text) "{\"id\":\"" id "\",\"clock\":" clock ",\"at\":\"" at \
	"\",\"question\":\"" question "\",\"text\":\"" text "\"}"
#define HEAD "{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"w\"," \
	"\"pack\":{\"id\":\"book\",\"version\":\"1\"},\"answers\":"

/* The wording of a question is said where it is another now; and under an old id, too. */
START_TEST(another_wording_is_told)
{
	struct workbook *wb;

	scratch_put("w.json", HEAD "{\"old-intend\":{\"layers\":["
		    L("a", "1", "2026-10-03T10:00:00Z", "What will you do?", "Old.") ","
		    L("b", "2", "2026-10-05T10:00:00Z", "What might you do?", "New.") ","
		    L("c", "3", "in May", "", "Undated.") "]}}}");
	wb = desk_open("w.json", desk_book(), STORE_WRITE);
	ck_assert_str_eq(outline(wb, "intend"), "##What might you do?\n|\n###What I wrote on an unknown day\n"
			 "> Undated.\n|\n###What I wrote on 5 October 2026\n> New.\n"
			 "###What I wrote on 3 October 2026\nThe question was then: What will you do?\n"
			 "> Old.\n");
	workbook_free(wb);
}
END_TEST

/* What only rests on something else since stands once, with the replies to it. */
START_TEST(the_same_words_stand_once)
{
	struct workbook *wb;

	scratch_put("w.json", HEAD "{\"ask\":{\"replies\":[{\"id\":\"r\",\"clock\":9,\"at\":\"2026-11-30T12:00:00Z\","
		    "\"from\":\"Ms Hughes\",\"to\":\"b\",\"text\":\"Why?\"}],\"layers\":["
		    L("a", "1", "2026-10-03T10:00:00Z", "Who leads here?", "Old.") ","
		    L("b", "2", "2026-10-05T10:00:00Z", "Who leads here?", "Now.") ","
		    L("c", "3", "2026-10-07T10:00:00Z", "Who leads here?", "Now.") "]},"
		    "\"intend\":{\"layers\":[" L("d", "4", "2026-10-05T10:00:00Z", "", "Same.") ","
		    L("e", "5", "2026-10-07T10:00:00Z", "", "Same.") "]}}}");
	wb = desk_open("w.json", desk_book(), STORE_WRITE);
	ck_assert_str_eq(outline(wb, "ask"), "##Who leads here?\n|\n###What I wrote on 7 October 2026\n"
			 "> Now.\nReply from Ms Hughes, 30 November 2026\n> Why?\n|\n"
			 "###What I wrote on 3 October 2026\n> Old.\n");
	ck_assert_str_eq(date_of(wb, "ask"), "3 October 2026");
	ck_assert_str_eq(outline(wb, "intend"), "##What might you do?\n|\n###What I wrote on 7 October 2026\n"
			 "> Same.\n|\nNothing earlier is kept here.\n");
	ck_assert_str_eq(date_of(wb, "intend"), "-");
	workbook_free(wb);
}
END_TEST

/* Words and wordings from a file pass the door, and none becomes markup. */
START_TEST(hostile_words_stay_words)
{
	struct workbook *wb = desk_create("w.json", desk_book());
	struct before_parts parts;
	struct buf text, safe;
	struct doc *doc;

	buf_init(&text, SAID_MAX);
	buf_init(&safe, SAID_MAX);
	desk_write(wb, "ask", "\x1B[31m# red\n* \xE2\x80\xAE" "evil <b>");
	write_later(wb, "ask", 24, "Later.");
	doc = before_doc(wb, desk_page(wb, "ask"), &parts);
	for (size_t i = 0; i < doc_count(doc); i++) {
		buf_clear(&text);
		buf_clear(&safe);
		doc_text(doc, i, &text);
		safe_add(&safe, slice_buf(&text));
		ck_assert_str_eq(text.data, safe.data);
	}
	ck_assert_msg(strstr(outline(wb, "ask"), "> ^[[31m# red\n* \\u{202E}evil <b>\n"), "%s",
		      outline(wb, "ask"));
	doc_free(doc);
	buf_release(&safe);
	buf_release(&text);
	workbook_free(wb);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { nothing_written_is_no_document, what_stands_alone_is_said_to,
		the_newest_stands_first, a_day_that_two_share_has_times, an_emptied_box_is_told,
		a_question_that_was_left_open_is_told,
		another_wording_is_told, the_same_words_stand_once, hostile_words_stay_words };
	Suite *suite = suite_create("before");
	TCase *tc = tcase_create("before");

	tcase_add_checked_fixture(tc, setup, scratch_close);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
