/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of steps: their sentences, which of them are due on which day, what happened, and the
 * calendar of their days. */
#include <config.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "desk.h"
#include "doc/write.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"
#include "workbook/calendar.h"
#include "workbook/steps.h"

#define DAY (24 * 60 * 60)

/* A new step under "intend"; its id, which lives until the next call. */
static const char *put(struct workbook *wb, const char *when, const char *then, const char *look)
{
	static char id[ID_SIZE];
	struct slice text[ITEM_TEXTS];
	const struct item *step;

	for (int i = 0; i < ITEM_TEXTS; i++)
		text[i] = slice_of("");
	text[STEP_WHEN] = slice_of(when);
	text[STEP_THEN] = slice_of(then);
	text[STEP_LOOK] = slice_of(look);
	step = beside_put(wb, desk_page(wb, "intend"), ITEM_STEP, NULL, text);
	ck_assert_ptr_nonnull(step);
	memcpy(id, step->id, sizeof(id));
	return id;
}

static const struct item *find(const struct workbook *wb, const char *id)
{
	return beside_find(wb, desk_page(wb, "intend"), ITEM_STEP, id);
}

static void set(struct workbook *wb, const char *id, int part, const char *text)
{
	steps_set(wb, desk_page(wb, "intend"), id, part, slice_of(text));
}

static const char *told(const struct item *step, void (*tell)(const struct item *, struct buf *))
{
	static char text[4096];
	struct buf out;

	buf_init(&out, sizeof(text) - 1);
	tell(step, &out);
	memcpy(text, out.data, out.len + 1);
	buf_release(&out);
	return text;
}

/* Both, as text. */
static const char *shown(const struct workbook *wb, const char *id, unsigned show)
{
	static char text[1 << 16];
	struct doc *doc = doc_new();
	struct buf out;

	buf_init(&out, sizeof(text) - 1);
	steps_add(doc, wb, desk_page(wb, "intend"), find(wb, id), show);
	write_text(doc, 72, &out);
	memcpy(text, out.data, out.len + 1);
	buf_release(&out);
	doc_free(doc);
	return text;
}

static const struct { const char *when, *then, *sentence; } sentences[] = {
	{ "the bell rings", "ask Year 5", "When the bell rings, I will ask Year 5." },
	{ "the bell rings,", "ask Year 5.", "When the bell rings, I will ask Year 5." },
	{ "When the bell rings", "I will ask Year 5", "When the bell rings, I will ask Year 5." },
	{ " WHEN  the bell rings ;", "i will ask", "When the bell rings, I will ask." },
	{ "the bell rings", "", "When the bell rings ..." },
	{ "", "ask Year 5", "I will ask Year 5." },
	{ "whenever it rains", "I willingly stay", "When whenever it rains, I will I willingly stay." },
	{ "when", "I will", "When when, I will I will." },
	{ "it rains", "wait ...", "When it rains, I will wait." },
	{ "it rains", "wait?", "When it rains, I will wait?" },
	{ "it rains!", "wait!", "When it rains!, I will wait!" },
	{ "two\nlines", "a\ttab", "When two lines, I will a tab." },
	{ "100%s", "%n", "When 100%s, I will %n." },
};

START_TEST(a_step_is_a_sentence)
{
	struct workbook *wb = desk_create("w.json", desk_book());
	const char *id = put(wb, sentences[_i].when, sentences[_i].then, "");

	ck_assert_str_eq(told(find(wb, id), steps_tell), sentences[_i].sentence);
	ck_assert_str_eq(told(find(wb, id), steps_tell_line), sentences[_i].sentence);
	workbook_free(wb);
}
END_TEST

START_TEST(every_part_may_be_blank)
{
	struct workbook *wb = desk_create("w.json", desk_book());
	const char *id = put(wb, "", "", "2027-01-15");

	ck_assert_str_eq(told(find(wb, id), steps_tell), "Look again on: Friday 15 January 2027");
	ck_assert_str_eq(told(find(wb, id), steps_tell_line), "Look again on: Friday 15 January 2027");
	set(wb, id, STEP_OBSTACLE, "time");
	ck_assert_str_eq(told(find(wb, id), steps_tell), "What may get in the way: time");
	ck_assert_str_eq(told(find(wb, id), steps_tell_line),
			 "What may get in the way: time Look again on: Friday 15 January 2027.");
	set(wb, id, STEP_LOOK, "");
	set(wb, id, STEP_OBSTACLE, " ");
	ck_assert_str_eq(told(find(wb, id), steps_tell), "Nothing stands in it yet.");
	set(wb, id, STEP_LOOK, "some day");	/* from elsewhere */
	ck_assert_str_eq(told(find(wb, id), steps_tell), "Look again on: some day");
	workbook_free(wb);
}
END_TEST

/* Noon in UTC of 23 November, and the days around it. */
#define NOON (DESK_NOW - 7 * 60 * 60)

static const struct {
	const char *row, *look, *asked, *zone;
	time_t now;
	bool due;
} days[] = {
	{ "no day", "", "", "UTC", NOON, false },
	{ "no day of the calendar", "2026-02-30", "", "UTC", NOON, false },
	{ "words", "soon", "", "UTC", NOON, false },
	{ "tomorrow", "2026-11-24", "", "UTC", NOON, false },
	{ "today", "2026-11-23", "", "UTC", NOON, true },
	{ "yesterday", "2026-11-22", "", "UTC", NOON, true },
	{ "years ago", "2019-01-01", "", "UTC", NOON, true },
	{ "asked on the day", "2026-11-22", "2026-11-22", "UTC", NOON, false },
	{ "asked later", "2026-11-22", "2026-11-23", "UTC", NOON, false },
	{ "asked before the day that was set then", "2026-11-22", "2026-11-01", "UTC", NOON, true },
	{ "asked, says a file, on no day", "2026-11-22", "once", "UTC", NOON, true },
	{ "the clock was set back since it was asked", "2026-11-24", "2026-11-24", "UTC", NOON, false },
	{ "and is right again", "2026-11-24", "2026-11-24", "UTC", NOON + DAY, false },
	{ "a minute before midnight", "2026-11-24", "", "UTC", DESK_NOW + 17700, false },
	{ "midnight", "2026-11-24", "", "UTC", DESK_NOW + 17749, true },
	{ "already tomorrow in the east", "2026-11-24", "", "ZON-13", NOON, true },
	{ "still yesterday in the west", "2026-11-23", "", "ZON+13", NOON, false },
};

START_TEST(a_step_is_due_from_its_day_on)
{
	struct workbook *wb = desk_create("w.json", desk_book());
	const char *id = put(wb, "", "wait", days[_i].look);

	set(wb, id, STEP_ASKED, days[_i].asked);
	setenv("TZ", days[_i].zone, 1);
	tzset();
	fault_clock(days[_i].now);
	ck_assert_msg(steps_is_due(find(wb, id), steps_today(wb)) == days[_i].due, "%s", days[_i].row);
	ck_assert_msg(steps_any_due(wb) == days[_i].due, "%s", days[_i].row);
	workbook_cover(wb, true);
	ck_assert(!steps_any_due(wb));
	workbook_free(wb);
	setenv("TZ", "UTC", 1);
	tzset();
}
END_TEST

START_TEST(who_was_asked_is_not_asked_again)
{
	struct workbook *wb = desk_create("w.json", desk_book());
	size_t page = desk_page(wb, "intend");
	const char *id = put(wb, "", "wait", "2026-11-23");

	ck_assert(steps_any_due(wb));
	steps_set_asked(wb, page, id);
	ck_assert_str_eq(find(wb, id)->text[STEP_ASKED], "2026-11-23");
	ck_assert_str_eq(find(wb, id)->text[STEP_THEN], "wait");
	ck_assert(!steps_any_due(wb));
	fault_clock(DESK_NOW + 400 * DAY);
	ck_assert(!steps_any_due(wb));
	fault_clock(DESK_NOW - 400 * DAY);
	ck_assert(!steps_any_due(wb));
	fault_clock(DESK_NOW);
	set(wb, id, STEP_LOOK, "2026-12-01");	/* another day */
	ck_assert(!steps_any_due(wb));
	fault_clock(DESK_NOW + 8 * DAY);
	ck_assert(steps_any_due(wb));
	workbook_free(wb);
}
END_TEST

START_TEST(those_that_are_due_come_by_their_day)
{
	struct workbook *wb = desk_create("w.json", desk_book());
	static const char *const look[] = { "2026-11-20", "", "2026-11-01", "2027-05-01", "2026-11-20" };
	char ids[5][ID_SIZE];
	struct steps_list list;

	for (size_t i = 0; i < 5; i++) {
		fault_clock(DESK_NOW + (time_t)i);
		strcpy(ids[i], put(wb, "", "wait", look[i]));
	}
	steps_find(wb, STEPS_DUE, steps_today(wb), &list);
	ck_assert_uint_eq(list.count, 3);
	ck_assert_str_eq(list.places[0].id, ids[2]);
	ck_assert_str_eq(list.places[1].id, ids[0]);
	ck_assert_str_eq(list.places[2].id, ids[4]);
	ck_assert_uint_eq(list.places[0].page, desk_page(wb, "intend"));
	steps_release(&list);
	steps_set_asked(wb, desk_page(wb, "intend"), ids[2]);
	steps_find(wb, STEPS_DATED, steps_today(wb), &list);
	ck_assert_uint_eq(list.count, 3);
	ck_assert_str_eq(list.places[2].id, ids[3]);
	steps_release(&list);
	steps_find(wb, STEPS_ALL, steps_today(wb), &list);
	ck_assert_uint_eq(list.count, 5);
	for (size_t i = 0; i < 5; i++)
		ck_assert_str_eq(list.places[i].id, ids[i]);
	steps_release(&list);
	workbook_free(wb);
}
END_TEST

START_TEST(steps_belong_to_what_might_change)
{
	struct workbook *wb = desk_create("w.json", desk_book());
	struct slice text[ITEM_TEXTS] = { 0 };

	ck_assert(steps_belong(wb, desk_page(wb, "intend")));
	ck_assert(!steps_belong(wb, desk_page(wb, "ask")));
	ck_assert(!steps_belong(wb, desk_page(wb, "reading")));
	for (int i = 0; i < ITEM_TEXTS; i++)
		text[i] = slice_of("x");
	ck_assert_ptr_nonnull(beside_put(wb, desk_page(wb, "ask"), ITEM_STEP, NULL, text));
	ck_assert(steps_belong(wb, desk_page(wb, "ask")));	/* what stands there can be seen */
	workbook_free(wb);
	wb = workbook_new(fault_sys(), desk_book(), NULL);
	ck_assert(steps_belong(wb, desk_page(wb, "intend")));
	ck_assert(!steps_any_due(wb));
	steps_set(wb, desk_page(wb, "intend"), "none", STEP_WHEN, slice_of("x"));
	workbook_free(wb);
}
END_TEST

START_TEST(what_happened_is_kept_with_its_step)
{
	struct workbook *wb = desk_create("w.json", desk_book());
	size_t page = desk_page(wb, "intend");
	const char *id = put(wb, "the bell rings", "ask", "2026-11-23");

	steps_write_happened(wb, page, id, slice_of("  "));
	ck_assert_uint_eq(beside_happened(wb, page, id), 0);
	steps_write_happened(wb, page, id, slice_of("They show"));
	steps_write_happened(wb, page, id, slice_of("They showed me."));
	ck_assert_uint_eq(beside_happened(wb, page, id), 1);
	ck_assert_str_eq(steps_happened(wb, page, id), "They showed me.");
	ck_assert_str_eq(beside_happened_layer(wb, page, id, 0)->question, "What happened?");
	ck_assert_str_eq(find(wb, id)->text[STEP_WHEN], "the bell rings");
	fault_clock(DESK_NOW + DESK_SITTING);
	ck_assert_str_eq(steps_happened(wb, page, id), "");	/* another look, another box */
	steps_write_happened(wb, page, id, slice_of(""));
	ck_assert_uint_eq(beside_happened(wb, page, id), 1);
	steps_write_happened(wb, page, id, slice_of("Again."));
	ck_assert_uint_eq(beside_happened(wb, page, id), 2);
	desk_save(wb);
	workbook_free(wb);
	wb = desk_open("w.json", desk_book(), STORE_READ);
	ck_assert_uint_eq(beside_happened(wb, page, id), 2);
	ck_assert_str_eq(beside_happened_layer(wb, page, id, 0)->text, "They showed me.");
	workbook_free(wb);
}
END_TEST

static void ck_has(const char *text, const char *words)
{
	ck_assert_msg(strstr(text, words), "it does not say '%s':\n%s", words, text);
}

static void ck_has_not(const char *text, const char *words)
{
	ck_assert_msg(!strstr(text, words), "it says '%s':\n%s", words, text);
}

START_TEST(a_document_shows_what_was_asked_for)
{
	struct workbook *wb = desk_create("w.json", desk_book());
	size_t page = desk_page(wb, "intend");
	const char *id = put(wb, "the bell rings", "ask", "2027-01-15"), *text;

	set(wb, id, STEP_OBSTACLE, "time");
	set(wb, id, STEP_WITH, "Megan");
	text = shown(wb, id, 0);
	ck_has(text, "When the bell rings, I will ask.\n");
	ck_has(text, "What may get in the way: time\n");
	ck_has(text, "Who will know: Megan\n");
	ck_has_not(text, "2027");
	ck_has(shown(wb, id, STEPS_DATES), "Look again on: Friday 15 January 2027\n");
	steps_write_happened(wb, page, id, slice_of("Older words."));
	fault_clock(DESK_NOW + DESK_SITTING);
	steps_write_happened(wb, page, id, slice_of("Newer words."));
	text = shown(wb, id, 0);
	ck_has(text, "What happened\n");
	ck_has(text, "Newer words.");
	ck_has_not(text, "Older");
	ck_has_not(text, "2026");
	text = shown(wb, id, STEPS_DATES | STEPS_EARLIER);
	ck_has(text, "What happened, written on 24 November 2026\n");
	ck_has(text, "What happened, written on 23 November 2026\n");
	ck_has(text, "Older words.");
	text = shown(wb, id, STEPS_BEFORE);
	ck_has(text, "Older words.");
	ck_has_not(text, "Newer words.");
	fault_clock(DESK_NOW + 2 * DESK_SITTING);
	steps_write_happened(wb, page, id, slice_of("Newer words. And more."));
	text = shown(wb, id, STEPS_EARLIER);
	text = strstr(text, "Newer words.");
	ck_assert_ptr_nonnull(text);
	ck_has_not(text + 1, "Newer words.");	/* they are not said twice */
	ck_has(text, "Older words.");
	workbook_free(wb);
}
END_TEST

static char *calendar(const struct workbook *wb, bool words)
{
	struct buf out;

	buf_init(&out, 1 << 20);
	calendar_write(wb, words, &out);
	ck_assert(!out.full);
	return buf_steal(&out);
}

START_TEST(a_calendar_holds_no_words_unless_they_are_wanted)
{
	struct workbook *wb = desk_create("w.json", desk_book());
	const char *id = put(wb, "the bell rings", "ask Mr Price", "2027-01-15");
	char *text, *uid = strdup(id);

	set(wb, id, STEP_WITH, "Megan");
	set(wb, put(wb, "", "do nothing on a day", ""), STEP_WITH, "Nobody");
	ck_assert(!calendar_is_empty(wb));
	text = calendar(wb, false);
	ck_has(text, "SUMMARY:To look at again\r\n");
	ck_has(text, "DTSTART;VALUE=DATE:20270115\r\n");
	ck_has(text, uid);
	ck_has_not(text, "Price");
	ck_has_not(text, "Megan");
	ck_has_not(text, "bell");
	free(text);
	text = calendar(wb, true);
	ck_has(text, "SUMMARY:To look at again: When the bell rings\\, I will ask Mr Price.\r\n");
	ck_has(text, "DESCRIPTION:Who will know: Megan\r\n");
	ck_has_not(text, "Nobody");
	free(text);
	fault_clock(DESK_NOW + 100 * DAY);	/* past, and not asked since: still there */
	ck_assert(!calendar_is_empty(wb));
	steps_set_asked(wb, desk_page(wb, "intend"), uid);
	ck_assert(calendar_is_empty(wb));
	free(uid);
	workbook_free(wb);
}
END_TEST

START_TEST(a_calendar_is_saved_privately_and_over_nothing)
{
	struct workbook *wb = desk_create("w.json", desk_book());
	char *path = strdup(scratch_path("days.ics"));
	struct buf said;

	put(wb, "", "wait", "2027-01-15");
	buf_init(&said, 16384);
	ck_assert(!calendar_copy(wb, fault_sys(), false, scratch_path("days.txt"), &said));
	ck_assert_str_eq(said.data, "Not saved. This is a calendar file: let its name end in .ics.");
	buf_clear(&said);
	ck_assert(calendar_copy(wb, fault_sys(), false, path, &said));
	ck_has(said.data, "days.ics. Only your login can open it.");
	ck_has(scratch_get("days.ics"), "BEGIN:VCALENDAR\r\n");
	buf_clear(&said);
	ck_assert(!calendar_copy(wb, fault_sys(), true, path, &said));
	ck_has(said.data, "exists already. Choose another name.");
	ck_has_not(scratch_get("days.ics"), "wait");
	buf_release(&said);
	free(path);
	workbook_free(wb);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("steps");
	TCase *tc = tcase_create("steps");

	tcase_add_checked_fixture(tc, desk_setup, scratch_close);
	tcase_add_loop_test(tc, a_step_is_a_sentence, 0, (int)ARRAY_LEN(sentences));
	tcase_add_test(tc, every_part_may_be_blank);
	tcase_add_loop_test(tc, a_step_is_due_from_its_day_on, 0, (int)ARRAY_LEN(days));
	tcase_add_test(tc, who_was_asked_is_not_asked_again);
	tcase_add_test(tc, those_that_are_due_come_by_their_day);
	tcase_add_test(tc, steps_belong_to_what_might_change);
	tcase_add_test(tc, what_happened_is_kept_with_its_step);
	tcase_add_test(tc, a_document_shows_what_was_asked_for);
	tcase_add_test(tc, a_calendar_holds_no_words_unless_they_are_wanted);
	tcase_add_test(tc, a_calendar_is_saved_privately_and_over_nothing);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
