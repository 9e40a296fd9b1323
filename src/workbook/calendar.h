/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The days on which a reader means to look again, as a calendar file (workbook/ics.h).
 *
 * Calendars are often kept elsewhere, by a school or a company, and show themselves to others: a
 * day has the line "To look at again" and none of the reader's words, unless she wants them there.
 */
#ifndef WORKBOOK_CALENDAR_H
#define WORKBOOK_CALENDAR_H

#include "workbook/workbook.h"

/* Appends one with the steps whose day is still ahead or that are due; without such a step it is
 * a calendar without days.  WORDS: with what the steps say. */
void calendar_write(const struct workbook *wb, bool words, struct buf *out);
bool calendar_is_empty(const struct workbook *wb);
/* The same as the file PATH, 0600; one that is there is left alone (ERR_CHANGED) unless OVER. */
bool calendar_save(const struct workbook *wb, const struct sys *sys, bool words, const char *path,
		   bool over, struct err *err);
/* The same, and what to say of it, done or not, in whole sentences at the end of SAID. */
bool calendar_copy(const struct workbook *wb, const struct sys *sys, bool words, const char *path,
		   struct buf *said);

/* What both faces ask before: where such a file may end up; and the two answers. */
const char *calendar_question(void);
const char *calendar_answer(bool words);
/* That there is none to be saved. */
const char *calendar_nothing(void);

#endif
