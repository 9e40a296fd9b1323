/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Layout: a document to rows for a width.  Screen, plain mode and text export
 * use the same rows.
 *
 * A row is an indent (cells of blanks, or of a marker such as a bullet, which
 * is part of the text), text and its styles.  Blocks are apart by one empty
 * row.  Headings are STYLE_HEADING; a level-1 heading is followed by an empty
 * row like any block.  A fence with the info "figure" keeps its rows and is left
 * out where it is wider than the width (its caption, the paragraph after it,
 * says the same); any other fence keeps its rows, cut at the width.  A line to
 * write on (DOC_LINE) is a row of underscores.  Words
 * (DOC_WORDS) and quotes are indented by two cells.  An indent that leaves less
 * than eight cells is dropped; only a single cluster may be wider than a row.
 */
#ifndef DOC_LAYOUT_H
#define DOC_LAYOUT_H

#include <stddef.h>

#include "doc/doc.h"
#include "text/span.h"

struct layout_row {
	int indent;		/* cells before the text */
	struct slice text;	/* safe to show; lent by the layout */
	const struct span *spans;	/* cover the text exactly */
	size_t span_count;
	size_t block;		/* the block of the document that it shows */
	bool starts;		/* whether it is its block's first row */
};

struct layout;

/* WIDTH in cells, at least 1.  The document may be freed before the layout. */
struct layout *layout_new(const struct doc *doc, int width);
/* The same with GAP empty rows where there is one. */
struct layout *layout_new_spaced(const struct doc *doc, int width, int gap);
void layout_free(struct layout *layout);
size_t layout_count(const struct layout *layout);
const struct layout_row *layout_row(const struct layout *layout, size_t row);
/* The first row of BLOCK, or the count when it has none. */
size_t layout_row_of_block(const struct layout *layout, size_t block);

#endif
