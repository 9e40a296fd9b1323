/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holding answers up to conditions and cautions, as both faces do it.
 *
 * A lens is the page of a condition or of a caution; an answer is the page of a question with
 * words.  What the reader notices in an answer through a condition is a note under that answer
 * (ITEM_NOTE).  In one sitting it is amended; in a later one it is a note of its own, and the
 * earlier ones are shown beside it.  A caution asks about the idea, so nothing is noted through
 * it: the answer is opened beside it, and that is all.
 *
 * Nobody asks while words are covered.  Documents are for the caller to free.
 */
#ifndef WORKBOOK_LENS_H
#define WORKBOOK_LENS_H

#include "workbook/workbook.h"

/* The first answer, or condition, at the page FROM or behind it; the count of pages: none. */
size_t lens_next_answer(const struct workbook *wb, size_t from);
size_t lens_next_condition(const struct workbook *wb, size_t from);
bool lens_is_answer(const struct workbook *wb, size_t page);
/* Whether answers are held up to PAGE: it is a condition or a caution. */
bool lens_is(const struct workbook *wb, size_t page);
/* Whether what is noticed through it is noted: it is a condition. */
bool lens_takes_notes(const struct workbook *wb, size_t page);

/* Appends the question of an answer, and whether something was noticed in it through LENS. */
void lens_tell(const struct workbook *wb, size_t lens, size_t answer, struct buf *out);
/* What the lens asks, under its title where it shall be TITLED, the answer, and what was noticed
 * in it in earlier sittings. */
struct doc *lens_doc(const struct workbook *wb, size_t lens, size_t answer, bool titled);
/* The answer, and of each condition what it asks and what was noticed earlier. */
struct doc *lens_all_doc(const struct workbook *wb, size_t answer);

/* What was noticed in this sitting, "" for nothing; lent until the next change. */
const char *lens_note(const struct workbook *wb, size_t lens, size_t answer);
/* Puts TEXT in its place, in memory (workbook_keep follows). */
void lens_write(struct workbook *wb, size_t lens, size_t answer, struct slice text);

#endif
