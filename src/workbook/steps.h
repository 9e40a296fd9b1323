/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader means to try: steps under the questions that ask for it.
 *
 * A step is "when ..., I will ...", what may get in the way, who will know, and a day on which
 * to look again; each part may be blank (answers/items.h, ITEM_STEP).
 *
 * Both faces, the command line and documents show steps in these words.
 */
#ifndef WORKBOOK_STEPS_H
#define WORKBOOK_STEPS_H

#include "workbook/beside.h"

/* What a part (STEP_WHEN to STEP_LOOK) is called, without a colon: "What may get in the way"; and
 * shorter, where there is little room. */
const char *steps_label(int part);
const char *steps_brief(int part);
const char *steps_title(void);		/* "What I mean to try" */
const char *steps_question(void);	/* "What happened?" */

/* In one line: "When ..., I will ...".  Appends to OUT. */
void steps_tell(const struct item *step, struct buf *out);
/* A day of the file in words: "15 January 2027"; what is no day stays as it is. */
void steps_tell_day(const char *day, struct buf *out);

/* A step with all its parts and what happened, as blocks at the end of DOC. */
enum steps_show {
	STEPS_DATES = 1 << 0,	/* the day to look again, and when it was written what happened */
	STEPS_EARLIER = 1 << 1	/* what was written of it in earlier sittings, too */
};
void steps_add(struct doc *doc, const struct workbook *wb, size_t page, const struct item *step,
	       unsigned show);

#endif
