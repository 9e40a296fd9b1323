/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a mentor was given to read (workbook_is_copy), in words that both faces say.
 *
 * Some of it may belong to no page: what the writer said before her answers, and words under pages
 * that the book at hand does not have.  These are shown before the pages, and can be replied to
 * there.
 */
#ifndef WORKBOOK_GIVEN_H
#define WORKBOOK_GIVEN_H

#include "workbook/replies.h"

/* What belongs to no page; ids are lent until the next change. */
struct given {
	struct replies_at *items;
	size_t count, cap;
};
void given_find(const struct workbook *wb, struct given *given);
void given_release(struct given *given);
/* What it is called: "What I am working on"; lent. */
const char *given_title(const struct workbook *wb, struct replies_at at);

/* Whose words these are, what can be done, how the file goes back, and what belongs to no page.
 * The caller frees. */
struct doc *given_intro(const struct workbook *wb);
/* All of it, and the replies.  Likewise. */
struct doc *given_document(const struct workbook *wb);
/* On leaving: appends where the replies are, and what to do with the file. */
void given_tell_end(const struct workbook *wb, struct buf *out);

#endif
