/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days of the calendar, without a time and without a time zone.
 *
 * The calendar is the Gregorian one, from the first day of the year 1 to the last of 9999:
 * what "2027-01-15" can say.  All functions but day_is and day_read want such a day.
 */
#ifndef WORKBOOK_DAY_H
#define WORKBOOK_DAY_H

#include <stdbool.h>
#include <time.h>

#include "base/buf.h"

struct day {
	int year;
	int month;	/* from 1 */
	int day;	/* from 1 */
};

bool day_is(struct day day);	/* whether the calendar has it */
int day_month_length(int year, int month);
int day_weekday(struct day day);	/* 0 is Monday, 6 Sunday */
int day_compare(struct day a, struct day b);	/* below, at or above 0, as strcmp has it */

/* COUNT days or months later; a month that is too short ends earlier: a month after 31 January
 * is the last of February.  False, and nothing changes, where the calendar ends before. */
bool day_add_days(struct day *day, long count);
bool day_add_months(struct day *day, long count);

/* The day that it is at WHEN for the people here. */
struct day day_local(time_t when);

/* As the file of a workbook has it: "2027-01-15". */
void day_write(struct day day, struct buf *out);
bool day_read(struct slice text, struct day *day);	/* false: that is no day, and *DAY is as before */

#endif
