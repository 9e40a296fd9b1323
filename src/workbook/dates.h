/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The day on which a reader means to look again, as people type it.
 *
 * Understood are, in the language of the program and always in English too:
 *
 *	15 January 2027   15 Jan   15th of January   Jan 15, 2027   Friday 15 January
 *	the first of January   end of January 2027
 *	2027-01-15   15/1/2027   15.1.27   15/1		the day stands before the month
 *	today   tomorrow   in 3 weeks   in a month   two days   next week
 *	Monday   next Monday				the next one behind today
 *
 * Capitals, accents, blanks, commas and little words do not matter.  A day without a year is
 * the next one that comes, today included.  What cannot be told from a calendar ("end of
 * term") and days that are past are explained and not taken; whoever shows dates_echo of
 * what was taken lets the reader see what was made of 3/4.
 */
#ifndef WORKBOOK_DATES_H
#define WORKBOOK_DATES_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "workbook/day.h"

/* TEXT may be any bytes.  TODAY comes from day_local.  On failure *ERR holds whole sentences
 * for the reader, capital and full stop included, that say what was not understood and show
 * how it can be written; *DAY is as before. */
bool dates_parse(struct slice text, struct day today, struct day *day, struct err *err);

/* The same for the day on which something was: without a year, or by its name, the last one that
 * came, today included; "2 weeks ago", "yesterday"; days that are still to come are not taken. */
bool dates_parse_past(struct slice text, struct day today, struct day *day, struct err *err);

/* Adds the day in full, "Friday 15 January 2027"; dates_parse understands it. */
void dates_echo(struct day day, struct buf *out);

/* Two ways to write a day, for a hint beside the field: "15 January", "in 3 weeks". */
#define DATES_EXAMPLES 2
const char *dates_example(int i);
const char *dates_past_example(int i);	/* the same: "15 January", "yesterday" */

#endif
