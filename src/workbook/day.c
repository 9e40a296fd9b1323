/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days of the calendar. */
#include <config.h>

#include "workbook/day.h"

#define YEAR_LAST 9999
#define CYCLE 400		/* years, after which all begins anew */
#define CYCLE_DAYS 146097L

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int day_month_length(int year, int month)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return lengths[month - 1] + (month == 2 && is_leap(year));
}

bool day_is(struct day day)
{
	return day.year >= 1 && day.year <= YEAR_LAST && day.month >= 1 && day.month <= 12 &&
		day.day >= 1 && day.day <= day_month_length(day.year, day.month);
}

/* The days before the first of YEAR, from the first of the year 1. */
static long days_before(int year)
{
	long past = year - 1;

	return past * 365 + past / 4 - past / 100 + past / 400;
}

/* Monday, 1 January of the year 1, is 0. */
static long number_of(struct day day)
{
	long number = days_before(day.year) + day.day - 1;

	for (int month = 1; month < day.month; month++)
		number += day_month_length(day.year, month);
	return number;
}

static struct day numbered(long number)
{
	int year = (int)(number * CYCLE / CYCLE_DAYS) + 1;	/* or one beside it */
	struct day day = { year, 1, 1 };

	while (days_before(day.year + 1) <= number)
		day.year++;
	while (days_before(day.year) > number)
		day.year--;
	number -= days_before(day.year);
	while (number >= day_month_length(day.year, day.month))
		number -= day_month_length(day.year, day.month++);
	day.day += (int)number;
	return day;
}

int day_weekday(struct day day)
{
	return (int)(number_of(day) % 7);
}

int day_compare(struct day a, struct day b)
{
	if (a.year != b.year)
		return a.year - b.year;
	return a.month != b.month ? a.month - b.month : a.day - b.day;
}

bool day_add_days(struct day *day, long count)
{
	long room = days_before(YEAR_LAST + 1) - 1 - number_of(*day);

	if (count > room || count < -number_of(*day))
		return false;
	*day = numbered(number_of(*day) + count);
	return true;
}

bool day_add_months(struct day *day, long count)
{
	long now = day->year * 12L + day->month - 1, then;
	int length;

	if (count < 12 - now || count > YEAR_LAST * 12L + 11 - now)
		return false;
	then = now + count;
	day->year = (int)(then / 12);
	day->month = (int)(then % 12) + 1;
	length = day_month_length(day->year, day->month);
	if (day->day > length)
		day->day = length;
	return true;
}

struct day day_local(time_t when)
{
	struct tm tm;
	struct day first = { 1, 1, 1 }, day;

	if (!localtime_r(&when, &tm))
		return first;
	day = (struct day){ tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday };
	return day_is(day) ? day : first;
}

void day_write(struct day day, struct buf *out)
{
	buf_addf(out, "%04d-%02d-%02d", day.year, day.month, day.day);
}

/* The number in LEN digits at TEXT, or -1. */
static int digits(const char *text, int len)
{
	int number = 0;

	for (int i = 0; i < len; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		number = number * 10 + text[i] - '0';
	}
	return number;
}

bool day_read(struct slice text, struct day *day)
{
	struct day read;

	if (text.len != 10 || text.data[4] != '-' || text.data[7] != '-')
		return false;
	read = (struct day){ digits(text.data, 4), digits(text.data + 5, 2), digits(text.data + 8, 2) };
	if (!day_is(read))
		return false;
	*day = read;
	return true;
}
