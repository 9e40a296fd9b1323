/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days of the calendar against those of the C library. */
#include <config.h>

#include <check.h>
#include <stdlib.h>
#include <time.h>

#include "base/mem.h"
#include "suite.h"
#include "workbook/day.h"

static struct day day_of(const char *text)
{
	struct day day = { 0, 0, 0 };

	ck_assert_msg(day_read(slice_of(text), &day), "'%s' is no day", text);
	return day;
}

static void expect(struct day day, const char *text)
{
	struct buf out;

	buf_init(&out, 64);
	day_write(day, &out);
	ck_assert_str_eq(out.data, text);
	buf_release(&out);
}

/* Every day from 1 January 1890 on for 300 years, one after the other. */
START_TEST(days_follow_as_the_library_has_them)
{
	const struct day first = day_of("1890-01-01");
	struct day day = first;
	struct tm tm = { .tm_year = -10, .tm_mday = 1, .tm_hour = 12 };
	time_t when = timegm(&tm);

	for (long i = 0; i < 300 * 366; i++) {
		struct day jumped = first;
		time_t at = when + i * 86400;

		gmtime_r(&at, &tm);
		if (!day_is(day) || day.year != tm.tm_year + 1900 || day.month != tm.tm_mon + 1 ||
		    day.day != tm.tm_mday || day_weekday(day) != (tm.tm_wday + 6) % 7)
			ck_abort_msg("day %ld is %d-%d-%d", i, day.year, day.month, day.day);
		if (!day_add_days(&jumped, i) || day_compare(jumped, day) != 0 ||
		    !day_add_days(&jumped, -i) || day_compare(jumped, first) != 0)
			ck_abort_msg("%ld days there or back lead elsewhere", i);
		jumped = day;
		if (!day_add_days(&day, 1) || day_compare(day, jumped) <= 0 || day_compare(jumped, day) >= 0)
			ck_abort_msg("day %ld has none behind it", i);
	}
}
END_TEST

static const struct { const char *from; long months; const char *to; } months[] = {
	{ "2027-01-31", 1, "2027-02-28" }, { "2028-01-31", 1, "2028-02-29" },
	{ "2027-01-31", 2, "2027-03-31" }, { "2027-03-31", 1, "2027-04-30" },
	{ "2026-11-30", 3, "2027-02-28" }, { "2026-12-15", 1, "2027-01-15" },
	{ "2028-02-29", 12, "2029-02-28" }, { "2028-02-29", 48, "2032-02-29" },
	{ "2027-01-15", 0, "2027-01-15" }, { "2027-01-15", -1, "2026-12-15" },
	{ "2096-02-29", 48, "2100-02-28" }, { "9998-12-31", 12, "9999-12-31" },
	{ "0001-02-15", -1, "0001-01-15" },
};

START_TEST(months_end_where_they_end)
{
	struct day day = day_of(months[_i].from);

	ck_assert(day_add_months(&day, months[_i].months));
	expect(day, months[_i].to);
}
END_TEST

START_TEST(the_calendar_has_ends)
{
	struct day day = day_of("9999-12-31");

	ck_assert(!day_add_days(&day, 1) && !day_add_months(&day, 1));
	ck_assert(!day_add_days(&day, 2147483647L) && !day_add_months(&day, 2147483647L));
	expect(day, "9999-12-31");
	ck_assert(day_add_days(&day, -3652058L));
	expect(day, "0001-01-01");
	ck_assert_int_eq(day_weekday(day), 0);
	ck_assert(!day_add_days(&day, -1) && !day_add_months(&day, -1));
	expect(day, "0001-01-01");
}
END_TEST

START_TEST(what_is_no_day_is_not_read)
{
	static const char *const wrong[] = { "", "2027-1-15", "2027-02-29", "2100-02-29", "2027-04-31",
		"2027-13-01", "2027-00-10", "2027-01-00", "2027-01-32", "0000-01-01", "2027/01/15",
		"2027-01-15 ", "2027-01-1x", "-027-01-15", "2027-01-+5", "20270115" };
	struct day day = { 1, 2, 3 };

	for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
		ck_assert_msg(!day_read(slice_of(wrong[i]), &day), "'%s'", wrong[i]);
	expect(day, "0001-02-03");
	expect(day_of("2000-02-29"), "2000-02-29");
}
END_TEST

/* Around midnight the day is that of the clock on the wall. */
START_TEST(today_is_that_of_the_people_here)
{
	static const struct { const char *zone; time_t when; const char *day; } cases[] = {
		{ "UTC0", 1798761599, "2026-12-31" }, { "UTC0", 1798761600, "2027-01-01" },
		{ "ZON-1", 1798758000, "2027-01-01" }, { "ZON5", 1798761600, "2026-12-31" },
		{ "ZON-14", 1798761599, "2027-01-01" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		setenv("TZ", cases[i].zone, 1);
		tzset();
		expect(day_local(cases[i].when), cases[i].day);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("day");
	TCase *tc = tcase_create("day");

	suite_add_tcase(suite, tc);
	tcase_add_test(tc, days_follow_as_the_library_has_them);
	tcase_add_loop_test(tc, months_end_where_they_end, 0, ARRAY_LEN(months));
	tcase_add_test(tc, the_calendar_has_ends);
	tcase_add_test(tc, what_is_no_day_is_not_read);
	tcase_add_test(tc, today_is_that_of_the_people_here);
	return suite_run(suite);
}
