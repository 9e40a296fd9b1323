/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing for good: what can be erased, what will be gone then, and doing it.  Both faces ask
 * the same in the same words.
 *
 *	if ((why = erase_why_not(wb)))
 *		... say that nothing can be erased here, and why ...
 *	e = erase_new(wb, page);
 *	... choose I of erase_count(e), by erase_label(e, i) ...
 *	doc = erase_ask(e, wb, i);		what will be gone; asked once
 *	... choose a reach, by erase_reach_label(e, reach) ...
 *	end = workbook_erase(wb, e, reach, &said);
 *	erase_free(e);
 *
 * Save first; nothing may be written from erase_new on.  Labels have not passed text/safe.h.
 */
#ifndef WORKBOOK_ERASE_H
#define WORKBOOK_ERASE_H

#include "workbook/workbook.h"

struct erase;

/* Why nothing can be erased here ("nothing is kept while you look around"), or NULL. */
const char *erase_why_not(const struct workbook *wb);

/* What can be erased by somebody who is at PAGE: each layer with words under it, the newest
 * first, each reply, all of them together, what stands under pages that the book does not have, and all that
 * was written.  Copies what it needs. */
struct erase *erase_new(const struct workbook *wb, size_t page);
void erase_free(struct erase *e);	/* NULL is allowed */
size_t erase_count(const struct erase *e);	/* 0: there is no workbook */
/* "What I wrote on 3 October 2026: On Tuesday the…" */
const char *erase_label(const struct erase *e, size_t i);

/* I is to be erased: in sentences, what will be gone, where the same words stand, which files
 * are removed, and what cannot be reached.  For the caller to free. */
struct doc *erase_ask(struct erase *e, struct workbook *wb, size_t i);

enum erase_reach {
	ERASE_THIS,	/* what was chosen, and no more */
	ERASE_SAME,	/* and layers that hold these words alone */
	ERASE_EVERYWHERE	/* and layers in which they stand among others */
};
/* "Erase this for good"; NULL where that would be no more than the reach before it. */
const char *erase_reach_label(const struct erase *e, enum erase_reach reach);

enum erase_end {
	ERASE_DONE,
	ERASE_PARTLY,	/* some words are gone from the workbook, but not all, or not for good yet: doing
			 * the same again with E does what is left */
	ERASE_NOTHING
};
/* Does it, and waits; appends to SAID what there is to say then, in whole sentences.  But for
 * ERASE_NOTHING all that was lent by the answers is gone, and whoever keeps words of the
 * reader's own to undo, to paste or to show has to forget them. */
enum erase_end workbook_erase(struct workbook *wb, struct erase *e, enum erase_reach reach,
			      struct buf *said);

#endif
