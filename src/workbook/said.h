/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding what someone said, in words: what both faces ask, in a workbook its writer and in a
 * mentor's copy the mentor.
 *
 *	said_find(wb, at, &list)		what can be added or changed
 *	... one of them is chosen, where there are more ...
 *	said_begin(wb, &list, i, &said)		what its fields begin with
 *	... SAID_TEXT, SAID_FROM, SAID_DAY are typed, and whenever they have changed:
 *	said_keep(wb, &said)
 *	said_free(&said)
 */
#ifndef WORKBOOK_SAID_H
#define WORKBOOK_SAID_H

#include "base/hash.h"
#include "workbook/replies.h"

/* Fields, by their words: "What was said" or "Your reply", "From whom" or "Your name", "When".  In
 * this order: whoever begins to type at once writes what was said, and no name. */
enum said_field { SAID_TEXT, SAID_FROM, SAID_DAY };
const char *said_title(const struct workbook *wb);
const char *said_label(const struct workbook *wb, enum said_field field);

/* What can be added, to each layer with words from the newest, and what can be changed. */
struct said_list {
	enum answers_part part;
	char *id;		/* of the entry */
	struct said_choice {
		char *label;	/* "About what I wrote on 3 October 2026" */
		char *to;	/* the layer that a new one answers, "" for none */
		char *reply;	/* the one that can be changed, else NULL */
	} *choices;
	size_t count, cap;
};
void said_find(const struct workbook *wb, struct replies_at at, struct said_list *list);
void said_release(struct said_list *list);

/* One that is being written. */
struct said {
	enum answers_part part;
	char *id;		/* of the entry */
	char *to;
	char reply[ID_SIZE];	/* "": it is not begun yet */
	struct buf from, text;	/* as they were typed */
	struct day day;
};
/* Fills *SAID with what stands there now; a new one with who gave the last one, in a mentor's copy,
 * and with today. */
void said_begin(struct workbook *wb, const struct said_list *list, size_t i, struct said *said);
void said_free(struct said *said);	/* what it holds */
/* Above the fields: under which page, and what it answers.  The caller frees. */
struct doc *said_intro(const struct workbook *wb, const struct said *said);
/* Gives it to the workbook.  What has no words is not begun, or goes again. */
void said_keep(struct workbook *wb, struct said *said);
bool said_stands(const struct workbook *wb, const struct said *said);
/* "It stands beside what you wrote, and F6 shows it.": without the keys that do it. */
const char *said_done(const struct workbook *wb, bool stands);

#endif
