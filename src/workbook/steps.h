/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader means to try: steps under the questions that ask for it.
 *
 * A step is "when ..., I will ...", what may get in the way, who will know, and a day on which
 * to look again; each part may be blank (answers/items.h, ITEM_STEP).  A step is due from that
 * day on, until its writer was asked what happened.  Nobody counts how long it is past.
 *
 * Both faces and the command line show steps in these words.
 */
#ifndef WORKBOOK_STEPS_H
#define WORKBOOK_STEPS_H

#include "base/hash.h"
#include "workbook/beside.h"
#include "workbook/day.h"

/* The parts in the order in which they are asked for: STEP_WHEN to STEP_LOOK. */
#define STEPS_FIRST STEP_WHEN
#define STEPS_LAST STEP_LOOK
/* What a part is called, without a colon: "What may get in the way"; and shorter, where there is
 * little room. */
const char *steps_label(int part);
const char *steps_brief(int part);
const char *steps_title(void);		/* "What I mean to try" */
const char *steps_question(void);	/* "What happened?" */

/* Whether the page's question asks for steps, or steps stand under it anyway. */
bool steps_belong(const struct workbook *wb, size_t page);

/* In one line: "When ..., I will ...".  Appends to OUT. */
void steps_tell(const struct item *step, struct buf *out);
/* The same, and the day to look again where there is one. */
void steps_tell_line(const struct item *step, struct buf *out);
/* A day of the file in words: "Friday 15 January 2027"; what is no day stays as it is. */
void steps_tell_day(const char *day, struct buf *out);

/* A step with all its parts and what happened, as blocks at the end of DOC. */
enum steps_show {
	STEPS_DATES = 1 << 0,	/* the day to look again, and when it was written what happened */
	STEPS_EARLIER = 1 << 1,	/* what was written of it in earlier sittings, too */
	STEPS_BEFORE = 1 << 2	/* the same, without the newest, which is being written */
};
void steps_add(struct doc *doc, const struct workbook *wb, size_t page, const struct item *step,
	       unsigned show);

/* Where a step is. */
struct steps_place {
	size_t page;
	char id[ID_SIZE];
};
struct steps_list {
	struct steps_place *places;
	size_t count, cap;
};
/* All steps of the book in the order of its pages; those that are due TODAY, the day that came
 * first before others; or those whose day is still ahead or that are due, likewise. */
enum steps_which { STEPS_ALL, STEPS_DUE, STEPS_DATED };
void steps_find(const struct workbook *wb, enum steps_which which, struct day today,
		struct steps_list *list);
void steps_release(struct steps_list *list);

bool steps_is_due(const struct item *step, struct day today);
/* The day that it is for the reader. */
struct day steps_today(const struct workbook *wb);
/* Whether any step of the book is due now.  Words that are covered hide that, too. */
bool steps_any_due(const struct workbook *wb);

/* Changes one part of a step; the others stay. */
void steps_set(struct workbook *wb, size_t page, const char *id, int part, struct slice text);
/* The writer was asked today what happened. */
void steps_set_asked(struct workbook *wb, size_t page, const char *id);
/* The words on what happened that were written in the last hours, with which its box begins: to
 * look again later is to write anew.  "" for none; lent. */
const char *steps_happened(const struct workbook *wb, size_t page, const char *id);
/* Writes what happened; blanks alone write nothing but in the place of words of that box. */
void steps_write_happened(struct workbook *wb, size_t page, const char *id, struct slice text);

#endif
