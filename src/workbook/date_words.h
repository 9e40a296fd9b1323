/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words that dates are made of, in the language of the program and always in English too.
 *
 * A word can mean several things: in Welsh, Mawrth is March and Tuesday.  What a word of a
 * date means is for workbook/dates.h to find out from those around it.
 */
#ifndef WORKBOOK_DATE_WORDS_H
#define WORKBOOK_DATE_WORDS_H

#include <stddef.h>

#include "base/buf.h"

enum date_kind {
	DATE_LOOSE,	/* says nothing: "the", "on", the "th" of 15th */
	DATE_MONTH,	/* 1 to 12 */
	DATE_WEEKDAY,	/* 0 is Monday */
	DATE_UNIT,	/* enum date_unit */
	DATE_COUNT,	/* a number in words */
	DATE_NEAR,	/* days from today: 1 is tomorrow */
	DATE_AGO,	/* "ago", "last": what is counted is counted back; means nothing else */
	DATE_EDGE	/* of a month: 0 is its first day, 1 its last */
};
enum date_unit { UNIT_DAY, UNIT_WEEK, UNIT_FORTNIGHT, UNIT_MONTH, UNIT_YEAR };

struct date_meaning {
	enum date_kind kind;
	int value;
};
#define DATE_MEANINGS 6		/* of one word, at most */

/* What WORD can mean; it is folded (text/fold.h).  Months and days of the week are known by
 * their first three letters or more.  0: the word is not known. */
size_t date_word(struct slice word, struct date_meaning out[DATE_MEANINGS]);

/* As they stand in a date that is shown. */
const char *date_month(int month);	/* from 1: "January" */
const char *date_weekday(int weekday);	/* 0: "Monday" */

#endif
