/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of the book for a wall: what a room looks at together, one thing at a time.
 *
 * A part is a heading with a few sentences, a figure with its caption, or what the page asks.
 * Hints and the facilitator's notes are no part of it, and nothing here knows what anybody
 * wrote: a pack is all that it is made of.
 */
#ifndef WORKBOOK_WALL_H
#define WORKBOOK_WALL_H

#include "pack/pack.h"

#define WALL_FEW ((size_t)300)	/* bytes: paragraphs that together are no longer stay together */

enum wall_kind {
	WALL_TEXT,
	WALL_FIGURE,	/* kept as it is drawn; the block behind it is its caption */
	WALL_QUESTION
};

struct wall_part {
	enum wall_kind kind;
	size_t from, to;	/* blocks of the document, TO not included */
};

struct wall_page {
	struct doc *doc;
	char *title;
	struct wall_part *parts;	/* in order; at least one */
	size_t count, cap;
};

/* PAGE of the book; wall_page_release ends it. */
void wall_page_open(struct wall_page *w, const struct pack *pack, size_t page);
/* Any other document, which is taken over; its blocks from ASKS on are a question. */
void wall_page_of(struct wall_page *w, const char *title, struct doc *doc, size_t asks);
void wall_page_release(struct wall_page *w);

#endif
