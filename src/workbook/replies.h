/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What others said about the words under an entry: replies (answers/items.h, ITEM_REPLY).
 *
 * In a workbook its writer types or pastes them, and they stand unaltered: a reply can be changed in
 * the sitting in which it was begun (until the program ends; one that came back out of the journal
 * belongs to the sitting that finds it), and after that it can only be erased for good.  In a
 * mentor's copy the mentor writes them, and can change them in any sitting; what was taken home
 * already stays there until the copy is brought in again, and the later words take its place.
 *
 * A reply has the day on which it was given, and answers one layer.  When other words stand
 * there since, whoever shows it says so (replies_moved_on).
 *
 * Nothing here has passed text/safe.h but what is in documents; nobody asks while words are
 * covered.  What is lent lives until the next change.
 */
#ifndef WORKBOOK_REPLIES_H
#define WORKBOOK_REPLIES_H

#include "answers/items.h"
#include "workbook/day.h"
#include "workbook/workbook.h"

/* Where replies stand: an entry, under a page of the book or not. */
struct replies_at {
	enum answers_part part;
	const char *id;		/* NULL: nowhere, as under a page without a box */
};

struct replies_at replies_under(const struct workbook *wb, size_t page);
/* The page of the book under which it is; false where there is none. */
bool replies_page(const struct workbook *wb, struct replies_at at, size_t *page);

enum { REPLIES_GIVERS = 4 };	/* people that are named on one line, at most */

/* From the one given first to the one given last. */
size_t replies_count(const struct workbook *wb, struct replies_at at);
const struct item *replies_item(const struct workbook *wb, struct replies_at at, size_t i);
const struct item *replies_find(const struct workbook *wb, struct replies_at at, const char *id);

/* Why none can be added here ("opened for reading only"), or NULL. */
const char *replies_locked(const struct workbook *wb);
/* Whether it was begun or changed in this sitting; whether it can be changed. */
bool replies_is_new(const struct workbook *wb, const struct item *reply);
bool replies_can_change(const struct workbook *wb, const struct item *reply);
/* Who gave the last one of those that can be changed, "" for nobody. */
const char *replies_giver(const struct workbook *wb);
/* Room for what will be typed is reserved in the journal. */
void replies_prepare(struct workbook *wb);

struct reply_words {
	struct slice from;
	struct day day;		/* on which it was given */
	const char *to;		/* the id of the layer that it answers, "" for none */
	struct slice text;
};
/* Puts WORDS into the reply ID, or into a new one where that is NULL; the reply.  NULL: there are
 * no words to begin it with, or it cannot be changed. */
const struct item *replies_put(struct workbook *wb, struct replies_at at, const char *id,
			       const struct reply_words *words);
/* Takes one that can be changed away. */
bool replies_remove(struct workbook *wb, struct replies_at at, const char *id, struct err *err);

/* The day on which it was given, as its giver's calendar had it; false: the file does not say. */
bool replies_day(const struct item *reply, struct day *day);
/* Appends "3 December 2026". */
void replies_tell_day(const struct item *reply, struct buf *out);
/* Appends "Reply from Ms Hughes, 3 December 2026", on one line. */
void replies_tell(const struct item *reply, struct buf *out);
/* Appends "Replies from Mr Lee, Ms Hughes", from who gave the last one, at most MOST of them, and
 * where there are more that there are.  False, and nothing, where fewer than two people gave any. */
bool replies_tell_givers(const struct workbook *wb, struct replies_at at, size_t most,
			 struct buf *out);
/* Whether other words stand in the place of those that it answers. */
bool replies_moved_on(const struct answers *a, enum answers_part part, const char *id,
		      const struct item *reply);

/* Adds the words of REPLY: who reads them in WB wrote them only where that is a mentor's copy, and in
 * this sitting, for a copy may have gone from hand to hand. */
void replies_add_words(struct doc *doc, const struct workbook *wb, const struct item *reply);
/* Adds the replies to the layer LAYER of an entry: under each name and day its words, and where
 * they moved on, that they did.  LAYER NULL: those to layers that are not there. */
void replies_add(struct doc *doc, const struct workbook *wb, struct replies_at at, const char *layer);

#endif
