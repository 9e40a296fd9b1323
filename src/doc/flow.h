/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The flow of rows: text in, rows of a layout out.
 *
 *	flow_begin(&f, layout, width);
 *	flow_block(&f, 0);
 *	flow_add(&f, text, style);		any number of times
 *	flow_wrap(&f);				a paragraph ends: its rows
 *	flow_row(&f, line);			or a row as it is
 *	...
 *	flow_end(&f);				the layout can be read
 *
 * Rows stand behind `indent` cells, unless that leaves less than
 * FLOW_ROOM_MIN: then they begin at the edge.  A marker waits for the first
 * row and hangs to its left.
 */
#ifndef DOC_FLOW_H
#define DOC_FLOW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "doc/layout.h"
#include "text/span.h"
#include "text/wrap.h"

#define FLOW_ROOM_MIN 8

struct layout {
	struct buf text;	/* of all rows, one behind the other */
	struct span *spans;	/* of all rows, likewise */
	size_t span_count, span_cap;
	struct layout_row *rows;	/* text.data and spans are set by flow_end */
	size_t count, cap;
	size_t *first;		/* each block's first row, or the count */
	size_t blocks;
};

struct flow {
	struct layout *layout;
	int width;
	size_t block;
	bool gap;		/* empty rows come before the next one */
	int gap_rows;		/* how many */
	bool begun;		/* the block has a row */
	int indent;		/* cells, of all containers */
	struct buf marker;	/* that no row has taken yet */
	int marker_at;		/* the cell where it begins */
	struct buf text;	/* the paragraph so far */
	struct span *spans;	/* its styles */
	size_t span_count, span_cap;
	struct wrap wrap;
};

/* Where rows can stand. */
struct room {
	int indent, cells;
	int hang;	/* cells on the left that the waiting marker takes */
};

void flow_begin(struct flow *f, struct layout *layout, int width);
void flow_block(struct flow *f, size_t block);	/* what follows belongs to BLOCK */
/* Indents by MARKER, which waits for a row; returns its cells. */
int flow_mark(struct flow *f, const char *marker);
void flow_unmark(struct flow *f);	/* a marker that still waits gets a row of its own */
struct room flow_room(const struct flow *f);
void flow_add(struct flow *f, struct slice text, unsigned style);
void flow_wrap(struct flow *f);
void flow_row(struct flow *f, struct slice text);	/* plain, not wrapped */
void flow_end(struct flow *f);

#endif
