/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What I wrote before: the layers under a page by date, the newest first, as both faces show
 * them.  Nothing here has passed text/safe.h but what is in the document; nobody asks while
 * words are covered.
 */
#ifndef WORKBOOK_BEFORE_H
#define WORKBOOK_BEFORE_H

#include "workbook/workbook.h"

/* The parts of the document, by blocks. */
struct before_parts {
	size_t newest;	/* behind the heading: what was written last */
	size_t earlier;	/* what was written before that, or that nothing was */
};

/* Under what the page has, a heading; then for each layer, but one whose words the next has again,
 * when it was written, the question where its wording was another then, the words, and replies to
 * them.  For the caller to free; NULL where nothing was ever written. */
struct doc *before_doc(const struct workbook *wb, size_t page, struct before_parts *parts);

/* Whether words stand under the page that were written before its newest ones; appends when
 * the last of these were. */
bool before_date(const struct workbook *wb, size_t page, struct buf *date);

/* Appends when layer I of an entry was written: "3 October 2026", and where the one before or
 * behind it has that date too, the time of day. */
void before_when(const struct answers *a, enum answers_part part, const char *id, size_t i,
		 struct buf *out);

/* Appends "What I wrote on 3 October 2026", or what LAYER is instead of words. */
void before_name(const struct layer *layer, const char *when, struct buf *out);
/* The same for whoever reads A: a mentor did not write what stands in her copy. */
void before_tell(const struct answers *a, const struct layer *layer, const char *when,
		 struct buf *out);

#endif
