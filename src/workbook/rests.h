/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What passages of one's words rest on (seen, heard or supposed), and whose view is missing.
 *
 * Passages are the sentences of the newest words under a page, roughly: they end with a line, or
 * with a full stop, question or exclamation mark before a blank.  Behind them come the passages
 * that were marked otherwise: what somebody selected, or words that have changed since.
 *
 * The program marks nothing by itself.  Nobody asks while words are covered.
 */
#ifndef WORKBOOK_RESTS_H
#define WORKBOOK_RESTS_H

#include "workbook/workbook.h"

enum rests_on { RESTS_SAW, RESTS_HEARD, RESTS_SUPPOSE, RESTS_ON_COUNT };
enum rests_view {
	VIEW_PUPILS, VIEW_STAFF, VIEW_PARENTS, VIEW_GOVERNORS, VIEW_OTHERS, VIEW_COUNT
};

struct rests {
	bool on[RESTS_ON_COUNT];	/* one at most is set */
	bool missing[VIEW_COUNT];
};

/* All of them, *COUNT, each and the list itself for free(). */
char **rests_passages(const struct workbook *wb, size_t page, size_t *count);
void rests_free(char **passages, size_t count);
/* What the passage that says exactly QUOTE is marked with; all false: nothing. */
struct rests rests_of(const struct workbook *wb, size_t page, const char *quote);
/* Marks it, in memory (workbook_keep follows); all false takes the mark away. */
void rests_mark(struct workbook *wb, size_t page, const char *quote, const struct rests *rests);

/* "I saw it myself", "the pupils". */
const char *rests_on_words(enum rests_on on);
const char *rests_view_words(enum rests_view view);
/* Appends what a mark says as a sentence, nothing for none: "I heard it from somebody. Whose
 * view is missing: the pupils, the staff." */
void rests_tell(const struct rests *rests, struct buf *out);
/* What ITEM, of answers_rest, says. */
struct item;
struct rests rests_read(const struct item *item);

#endif
