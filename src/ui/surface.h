/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grid of cells that screens draw into; knows no terminal.
 *
 * Every text put here passes the door of text/safe.h, cluster by cluster, so
 * whatever a screen draws is safe to show.  Cells hold one code point that
 * takes room, with the marks that combine with it; a wide one is followed by a
 * cell of width 0.  Drawing outside the grid is cut off.
 */
#ifndef UI_SURFACE_H
#define UI_SURFACE_H

#include "base/buf.h"
#include "text/span.h"

#define CELL_TEXT 24

struct cell {
	char text[CELL_TEXT];	/* UTF-8, NUL at the end */
	int width;		/* cells: 1, 2, or 0 behind a wide one */
	unsigned style;		/* enum style, or-ed */
};

struct surface {
	int rows, cols;
	struct cell *cells;	/* rows * cols, row by row */
	int cursor_row, cursor_col;
	/* One cell that is put for each of STYLE_RULE, whatever was to be there; NULL: as it is. */
	const char *rule;
};

void surface_init(struct surface *s);
void surface_release(struct surface *s);
void surface_resize(struct surface *s, int rows, int cols);	/* and clears */
void surface_clear(struct surface *s);

/* Writes TEXT (no LF; invalid bytes become U+FFFD) from COL on, at most to column END - 1, and
 * returns the column behind it.  A cluster that does not fit is left out, and
 * all behind it; of one that is shown as a row of pictures, those are put that fit. */
int surface_put(struct surface *s, int row, int col, int end, struct slice text, unsigned style);
/* The same, with the bytes FROM..TO of TEXT, whole clusters, in STYLE and MARK. */
int surface_put_marked(struct surface *s, int row, int col, int end, struct slice text,
		       unsigned style, size_t from, size_t to, unsigned mark);
/* Repeats TEXT, one cell wide, over COLS cells. */
void surface_fill(struct surface *s, int row, int col, int cols, const char *text, unsigned style);
void surface_cursor(struct surface *s, int row, int col);	/* kept inside the grid */
const struct cell *surface_at(const struct surface *s, int row, int col);

/* The grid as lines of text, blanks at their ends left out. */
void surface_dump(const struct surface *s, struct buf *out);

#endif
