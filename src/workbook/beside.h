/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands beside the words under a page (answers/items.h): steps, notes and replies, what
 * passages rest on, and for whom they are marked.
 *
 * A page is any with a box; its entry is found under old ids of the page, too.  Without a store,
 * or where it is for reading only (workbook_locked), nothing is changed.  What is lent lives
 * until the next change.  As with workbook_write, changes are in memory: workbook_keep follows.
 */
#ifndef WORKBOOK_BESIDE_H
#define WORKBOOK_BESIDE_H

#include "answers/items.h"
#include "workbook/workbook.h"

size_t beside_count(const struct workbook *wb, size_t page, enum item_kind kind);
const struct item *beside_item(const struct workbook *wb, size_t page, enum item_kind kind,
			       size_t i);
/* The one with that id, or NULL. */
const struct item *beside_find(const struct workbook *wb, size_t page, enum item_kind kind,
			       const char *id);
/* Puts TEXT (but [ITEM_AT]) into the item ID, or into a new one where that is NULL; the item, or
 * NULL where nothing was begun because all is blank, or nothing can be changed. */
const struct item *beside_put(struct workbook *wb, size_t page, enum item_kind kind,
			      const char *id, const struct slice text[ITEM_TEXTS]);
/* Takes an item away; it does not come back out of a journal or another copy. */
bool beside_remove(struct workbook *wb, size_t page, const char *id, struct err *err);

/* What came of a step, from the oldest, and writing it: QUESTION is what was asked.  Blanks
 * alone write nothing. */
size_t beside_happened(const struct workbook *wb, size_t page, const char *step);
const struct layer *beside_happened_layer(const struct workbook *wb, size_t page,
					  const char *step, size_t i);
void beside_write_happened(struct workbook *wb, size_t page, const char *step,
			   const char *question, struct slice text);

/* What passages of the newest words rest on: answers_rests of entry_newest; this sets them. */
void beside_set_rests(struct workbook *wb, size_t page, const struct item *rests, size_t count);

/* For whom the page's words are marked; nobody but the reader at first. */
bool beside_is_shared(const struct workbook *wb, size_t page, enum audience audience);
bool beside_has_share(const struct workbook *wb, size_t page);	/* it was ever chosen */
void beside_set_share(struct workbook *wb, size_t page, const bool chosen[AUDIENCE_COUNT]);

#endif
