/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a page for the wall comes to in a window: steps, each a screen.
 *
 * A part that fits is one step, with empty rows around it.  One that does not is broken between
 * its paragraphs, and a paragraph that fills more than the window at the end of a sentence, or
 * where not even one fits, of a row.  No step is empty.
 *
 * A step is known by the place where it begins (block, and byte of the block's text), so that
 * in another window that one is found again which shows the same words.
 */
#ifndef UI_WALL_STEPS_H
#define UI_WALL_STEPS_H

#include "doc/layout.h"
#include "ui/surface.h"
#include "workbook/wall.h"

#define WALL_COLS_MAX 66	/* of the column of text */

/* Where in a window of so many rows and columns the words stand; above and below there is room
 * for a line each, in the same column. */
struct wall_room {
	int top, rows;
	int left, cols;
};
struct wall_room wall_room(int rows, int cols);

struct wall_row {
	const struct layout_row *line;	/* of the layout, which no width breaks; NULL: empty */
	size_t from, to;		/* bytes of it */
	int indent;
};

struct wall_step {
	enum wall_kind kind;
	size_t block, offset;
	size_t row, count;	/* its rows */
	bool headed;		/* it begins with a heading */
};

struct wall_steps {
	struct wall_page page;
	struct wall_room room;
	struct layout *layout;
	struct wall_row *rows;
	size_t row_count, row_cap;
	struct wall_step *steps;	/* at least one */
	size_t count, cap;
};

/* PAGE is taken over; wall_steps_release ends it. */
void wall_steps_make(struct wall_steps *w, struct wall_page *page, int rows, int cols);
void wall_steps_release(struct wall_steps *w);
/* The step that shows the place; SIZE_MAX as BLOCK: the last. */
size_t wall_steps_find(const struct wall_steps *w, size_t block, size_t offset);
/* Draws the step I in the middle of its room, in STYLE and what its words have beside, and puts
 * the cursor on its first cell. */
void wall_steps_draw(const struct wall_steps *w, size_t i, struct surface *s, unsigned style);

#endif
