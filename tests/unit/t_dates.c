/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days as people type them, in English; tests/screen/t_dates_welsh has the other languages. */
#include <config.h>

#include <check.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "suite.h"
#include "typed.h"
#include "workbook/dates.h"


static void setup(void)
{
	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C.UTF-8"));
}

/* Today is Thursday 26 November 2026. */
static const struct typed english[] = {
	{ "15 Jan", "2027-01-15" }, { "15 January 2027", "2027-01-15" }, { "Jan 15", "2027-01-15" },
	{ "2027-01-15", "2027-01-15" }, { "15/1/2027", "2027-01-15" }, { "15/1", "2027-01-15" },
	{ "15.1.2027", "2027-01-15" }, { "15.1.", "2027-01-15" }, { "15-1-2027", "2027-01-15" },
	{ "15.1.27", "2027-01-15" }, { "15 Jan 27", "2027-01-15" }, { "15 Jan '27", "2027-01-15" },
	{ "15-Jan-2027", "2027-01-15" }, { "2027/1/15", "2027-01-15" }, { "3/4", "2027-04-03" },
	{ "15 Sept", "2027-09-15" }, { "15 septem", "2027-09-15" }, { "1 may", "2027-05-01" },
	{ "  15TH   of JANUARY,2027 ", "2027-01-15" }, { "15jan2027", "2027-01-15" },
	{ "the 1st of March", "2027-03-01" }, { "March 2nd, 2027", "2027-03-02" },
	{ "3rd Mar.", "2027-03-03" }, { "J\xC3\xA1nuary 15", "2027-01-15" },
	{ "\xEF\xBC\x91\xEF\xBC\x95\xC2\xA0Jan", "2027-01-15" },	/* wide figures */
	{ "Fri 15 Jan", "2027-01-15" }, { "Friday, January 15th, 2027", "2027-01-15" },
	{ "on Friday the 15th of January", "2027-01-15" }, { "Fri. 15/1/2027", "2027-01-15" },
	{ "26 Nov", "2026-11-26" }, { "25 Nov", "2027-11-25" }, { "27 Nov", "2026-11-27" },
	{ "31 Dec", "2026-12-31" }, { "1 Jan", "2027-01-01" }, { "29 Feb", "2028-02-29" },
	{ "the first of March", "2027-03-01" }, { "first of March 2028", "2028-03-01" },
	{ "end of January", "2027-01-31" }, { "by the end of Nov", "2026-11-30" },
	{ "the end of February", "2027-02-28" }, { "end of Feb 2028", "2028-02-29" },
	{ "start of Nov", "2027-11-01" }, { "beginning of December", "2026-12-01" },
	{ "today", "2026-11-26" }, { "Tomorrow", "2026-11-27" },
	{ "in 3 weeks", "2026-12-17" }, { "3 weeks", "2026-12-17" }, { "in three weeks' time", "2026-12-17" },
	{ "in a week\xE2\x80\x99s time", "2026-12-03" }, { "a week from now", "2026-12-03" },
	{ "in a month", "2026-12-26" }, { "in two days", "2026-11-28" }, { "in 10 days", "2026-12-06" },
	{ "in a couple of months", "2027-01-26" }, { "in a fortnight", "2026-12-10" },
	{ "in a year", "2027-11-26" }, { "within 6 wks", "2027-01-07" },
	{ "next week", "2026-12-03" }, { "next month", "2026-12-26" }, { "next year", "2027-11-26" },
	{ "Monday", "2026-11-30" }, { "next Monday", "2026-11-30" }, { "on mon", "2026-11-30" },
	{ "Thursday", "2026-12-03" }, { "wed", "2026-12-02" }, { "Fri", "2026-11-27" },
};

START_TEST(english_is_understood)
{
	ck_assert_msg(strcmp(parsed(english[_i].text, today), english[_i].day) == 0, "'%s': %s",
		      english[_i].text, parsed(english[_i].text, today));
}
END_TEST

/* The same of a day that has been. */
static const struct typed past[] = {
	{ "15 Jan", "2026-01-15" }, { "26 Nov", "2026-11-26" }, { "27 Nov", "2025-11-27" },
	{ "29 Feb", "2024-02-29" }, { "3 December 2025", "2025-12-03" }, { "3/4", "2026-04-03" },
	{ "today", "2026-11-26" }, { "yesterday", "2026-11-25" }, { "Thursday", "2026-11-26" },
	{ "on Monday", "2026-11-23" }, { "last Friday", "2026-11-20" }, { "2 weeks ago", "2026-11-12" },
	{ "a month ago", "2026-10-26" }, { "last week", "2026-11-19" },
	{ "tomorrow", "That day is still to come: Friday 27 November 2026. Write one that has been, "
		      "like '15 January' or 'yesterday'." },
	{ "end of term", "'term' is not understood in 'end of term'. Write a day like '15 January' or "
			 "'yesterday'." },
	{ "", "No day is written here. Write one like '15 January' or 'yesterday'." },
};

START_TEST(a_day_that_has_been_is_understood)
{
	struct err err = { .text = "" };
	struct day day;
	struct buf out;

	buf_init(&out, 1024);
	if (dates_parse_past(slice_of(past[_i].text), today, &day, &err))
		day_write(day, &out);
	else
		buf_add_str(&out, err.text);
	ck_assert_str_eq(out.data, past[_i].day);
	buf_release(&out);
}
END_TEST

#define SAY " Write one like '15 January' or 'in 3 weeks'."
#define UNCLEAR(text) "It is not clear which day '" text "' is." SAY

static const struct typed refused[] = {
	{ "", "No day is written here." SAY }, { " \t\n", "No day is written here." SAY },
	{ "end of term", "'term' is not understood in 'end of term'. "
	  "Write a day like '15 January' or 'in 3 weeks'." },
	{ "the end", UNCLEAR("the end") }, { "end of 15 January", UNCLEAR("end of 15 January") }, { "the", UNCLEAR("the") }, { "now", UNCLEAR("now") },
	{ "15 Janember 2027", "'Janember' is not understood in '15 Janember 2027'. "
	  "Write a day like '15 January' or 'in 3 weeks'." },
	{ "last Monday", "'last' is not understood in 'last Monday'. "
	  "Write a day like '15 January' or 'in 3 weeks'." },
	{ "15 Ja", "'Ja' is not understood in '15 Ja'. Write a day like '15 January' or 'in 3 weeks'." },
	{ "January", UNCLEAR("January") }, { "January 2027", UNCLEAR("January 2027") },
	{ "2027-01", UNCLEAR("2027-01") }, { "15", UNCLEAR("15") }, { "0 Jan", UNCLEAR("0 Jan") },
	{ "15 Jan 202", UNCLEAR("15 Jan 202") }, { "15 Jan 20270", UNCLEAR("15 Jan 20270") },
	{ "15 Jan 0000", UNCLEAR("15 Jan 0000") }, { "15 Jan 2027 16", UNCLEAR("15 Jan 2027 16") },
	{ "in 2.5 weeks", UNCLEAR("in 2.5 weeks") }, { "Monday week", UNCLEAR("Monday week") },
	{ "-3 weeks", "'-' is not understood in '-3 weeks'. "
	  "Write a day like '15 January' or 'in 3 weeks'." },
	{ "in 99999 weeks", UNCLEAR("in 99999 weeks") },
	{ "3 4 5 6 7 8 9 10 11 12 1 2 3 4 5 6 7 8", UNCLEAR("3 4 5 6 7 8 9 10 11 12 1 2 3 4 5 6 7 8") },
	{ "\x1B[31m", UNCLEAR("^[[31m") },
	{ "30 Feb", "February 2027 has 28 days." }, { "30 Feb 2028", "February 2028 has 29 days." },
	{ "29/2/2027", "February 2027 has 28 days." }, { "2100-02-29", "February 2100 has 28 days." },
	{ "31 November", "November 2026 has 30 days." }, { "32 Jan", "January 2027 has 31 days." },
	{ "1/15/2027", "Month 15 is not in the calendar. In figures the day stands before the month, as in 15.1.2027." },
	{ "1/0", "Month 0 is not in the calendar. In figures the day stands before the month, as in 15.1.2027." },
	{ "Monday 15 January 2027", "You wrote Monday, but it is Friday 15 January 2027." },
	{ "25 Nov 2026", "That day is past: Wednesday 25 November 2026. Write one that is still to come, "
	  "like '15 January' or 'in 3 weeks'." },
	{ "15/1/00", "That day is past: Saturday 15 January 2000. Write one that is still to come, "
	  "like '15 January' or 'in 3 weeks'." },
	{ "yesterday", "That day is past: Wednesday 25 November 2026. Write one that is still to come, "
	  "like '15 January' or 'in 3 weeks'." },
	{ "in 9999 years", "That is too far away: the calendar ends here with the year 9999." },
};

START_TEST(what_is_wrong_is_explained)
{
	ck_assert_str_eq(parsed(refused[_i].text, today), refused[_i].day);
}
END_TEST

static const struct { struct day today; struct typed typed; } borders[] = {
	{ { 2027, 1, 31 }, { "in a month", "2027-02-28" } },
	{ { 2028, 1, 31 }, { "next month", "2028-02-29" } },
	{ { 2027, 1, 31 }, { "in 2 months", "2027-03-31" } },
	{ { 2026, 12, 31 }, { "tomorrow", "2027-01-01" } },
	{ { 2026, 12, 31 }, { "1 Jan", "2027-01-01" } },
	{ { 2026, 12, 31 }, { "31/12", "2026-12-31" } },
	{ { 2026, 12, 31 }, { "30 Dec", "2027-12-30" } },
	{ { 2026, 12, 31 }, { "in a week", "2027-01-07" } },
	{ { 2028, 2, 29 }, { "in a year", "2029-02-28" } },
	{ { 2028, 2, 29 }, { "29 Feb", "2028-02-29" } },
	{ { 2028, 3, 1 }, { "29 Feb", "2032-02-29" } },
	{ { 2096, 3, 1 }, { "29 Feb", "2104-02-29" } },
	{ { 2028, 2, 28 }, { "tomorrow", "2028-02-29" } },
	{ { 2027, 2, 28 }, { "tomorrow", "2027-03-01" } },
	{ { 2027, 2, 10 }, { "30 Feb", "February 2027 has 28 days." } },
	{ { 9999, 12, 31 }, { "tomorrow", "That is too far away: the calendar ends here with the year 9999." } },
	{ { 9999, 12, 31 }, { "next Monday", "That is too far away: the calendar ends here with the year 9999." } },
	{ { 9999, 12, 31 }, { "1 Jan", "That is too far away: the calendar ends here with the year 9999." } },
};

START_TEST(months_and_years_end)
{
	ck_assert_str_eq(parsed(borders[_i].typed.text, borders[_i].today), borders[_i].typed.day);
}
END_TEST

/* The day of the week counts from the day behind today, whichever day today is. */
START_TEST(a_day_of_the_week_is_the_next_one)
{
	static const char *const names[] = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
		"Saturday", "Sunday" };
	struct day now = today, day = today;
	struct err err;

	for (int i = 0; i < 14; i++, day_add_days(&now, 1))
		for (int weekday = 0; weekday < 7; weekday++) {
			struct day last = now;

			ck_assert(dates_parse(slice_of(names[weekday]), now, &day, &err));
			ck_assert(day_add_days(&last, 7));
			ck_assert_int_eq(day_weekday(day), weekday);
			ck_assert_int_gt(day_compare(day, now), 0);
			ck_assert_int_le(day_compare(day, last), 0);
		}
}
END_TEST

START_TEST(each_day_of_forty_years_comes_back)
{
	echoes_come_back();
}
END_TEST

START_TEST(the_day_is_shown_in_full)
{
	struct day day = { 2027, 1, 1 };

	for (int i = 0; i < 366; i++, day_add_days(&day, 1)) {
		struct tm tm = { .tm_year = day.year - 1900, .tm_mon = day.month - 1, .tm_mday = day.day,
			.tm_hour = 12 };
		char expected[128];
		struct buf echo;

		ck_assert(timegm(&tm) != -1);	/* fills in the day of the week */
		strftime(expected, sizeof(expected), "%A %-d %B %Y", &tm);
		buf_init(&echo, 256);
		dates_echo(day, &echo);
		ck_assert_str_eq(echo.data, expected);
		buf_release(&echo);
	}
}
END_TEST

START_TEST(names_and_their_beginnings_are_clear)
{
	names_are_clear();
}
END_TEST

/* Blanks at the ends do not count, but what stands behind many of them does. */
START_TEST(the_end_of_a_long_text_counts)
{
	struct buf text;

	buf_init(&text, 4096);
	buf_add_str(&text, "15 Jan");
	while (text.len < 1000)
		buf_add_str(&text, " ");
	ck_assert_str_eq(parsed(text.data, today), "2027-01-15");
	buf_add_str(&text, "x");
	ck_assert_str_eq(parsed(text.data, today), UNCLEAR("15 Jan"));
	buf_release(&text);
}
END_TEST

START_TEST(the_examples_work)
{
	examples_work();
}
END_TEST

START_TEST(hostile_text_is_explained)
{
	try_hostile();
}
END_TEST

START_TEST(a_megabyte_is_explained)
{
	static const char *const parts[] = { "x", "1", " ", "-", "\xFF", "\xCC\x81", "january ", "\xF0\x9F\x91\xA9\xE2\x80\x8D" };

	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		struct buf text;

		buf_init(&text, 1 << 20);
		while (!text.full)
			buf_add_str(&text, parts[i]);
		try_text(slice_buf(&text));
		ck_assert_uint_lt(strlen(parsed(text.data, today)), 512);
		buf_release(&text);
	}
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { a_day_of_the_week_is_the_next_one, each_day_of_forty_years_comes_back,
		the_day_is_shown_in_full, names_and_their_beginnings_are_clear, the_examples_work,
		hostile_text_is_explained, a_megabyte_is_explained, the_end_of_a_long_text_counts };
	Suite *suite = suite_create("dates");
	TCase *tc = tcase_create("dates");

	tcase_add_checked_fixture(tc, setup, NULL);
	tcase_add_loop_test(tc, english_is_understood, 0, ARRAY_LEN(english));
	tcase_add_loop_test(tc, a_day_that_has_been_is_understood, 0, ARRAY_LEN(past));
	tcase_add_loop_test(tc, what_is_wrong_is_explained, 0, ARRAY_LEN(refused));
	tcase_add_loop_test(tc, months_and_years_end, 0, ARRAY_LEN(borders));
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
