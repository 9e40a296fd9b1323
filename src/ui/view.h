/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text to read: a document laid out for a width, and where one is in it.
 *
 * The position is a place in the text (block and byte), so that another width
 * keeps the paragraph being read at the top.
 */
#ifndef UI_VIEW_H
#define UI_VIEW_H

#include "doc/doc.h"
#include "doc/layout.h"
#include "ui/surface.h"

/* Words of the text that stand out, until they no longer matter. */
struct view_mark {
	char *words;		/* NULL: none */
	size_t block;		/* in which they stand */
	/* For the width: bytes of the block's rows, one behind the other. */
	size_t start, end;
};

struct view {
	struct doc *doc;	/* owned */
	struct layout *layout;	/* for width, or NULL */
	int width;
	int gap;		/* empty rows between paragraphs; 0 and 1: the usual one */
	int height;		/* rows that the last draw had */
	size_t top;		/* row of the layout at the top */
	size_t block;		/* the same as a place in the text, for the next width */
	size_t offset;		/* bytes of the block above the top row */
	bool to_end;		/* the next fit shows the end */
	struct view_mark mark;
};

void view_open(struct view *r, struct doc *doc, size_t block);	/* takes DOC */
/* Puts another document in its place, position kept as far as it goes. */
void view_change(struct view *r, struct doc *doc);
void view_release(struct view *r);

/* With GAP empty rows between paragraphs from the next measuring on (area->gap). */
void view_space(struct view *r, int gap);
/* Lays out for WIDTH and returns the rows that the whole text takes. */
size_t view_measure(struct view *r, int width);
/* Lays out for WIDTH x HEIGHT, before drawing. */
void view_fit(struct view *r, int width, int height);
void view_to_end(struct view *r);
void view_go(struct view *r, size_t block);	/* puts it at the top, as far as that goes */
/* The same with the row OFFSET bytes into it, which view->offset tells, of another width too. */
void view_go_into(struct view *r, size_t block, size_t offset);
/* Moves by ROWS (negative: up); false when already at that end. */
bool view_scroll(struct view *r, long rows);
bool view_at_end(const struct view *r);
size_t view_block(const struct view *r);	/* at the top */
/* Puts BLOCK at the top, as far as the first place of WORDS in it stays in view; that stands
 * out, and the cursor is on it, until view_unmark. */
void view_mark(struct view *r, size_t block, struct slice words);
void view_unmark(struct view *r);

/* Draws and puts the cursor on the mark, else on the first cell of the first row with text. */
void view_draw(const struct view *r, struct surface *s, int row, int col);
/* One row of a layout at ROW, COL; returns where its text begins. */
int view_draw_row(struct surface *s, const struct layout_row *row, int at, int col);

#endif
