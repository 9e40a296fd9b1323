/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Soft wrapping (UAX #14): text to rows of at most WIDTH cells.
 *
 * Rows are byte ranges of the text.  A row ends at a line feed or at the last
 * permitted break that fits; blanks at such a break hang over the edge and
 * belong to the row that they end.  A word wider than a row is broken between
 * clusters.  Text that ends in LF, and empty text, has an empty last row, so
 * every cursor position has a row.
 */
#ifndef TEXT_WRAP_H
#define TEXT_WRAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct wrap_row {
	size_t start;	/* first byte */
	size_t end;	/* behind the last byte to show: no LF, no hanging blanks */
	size_t next;	/* start of the next row, or the text's length */
	bool hard;	/* ended by a line feed or by the end of the text */
};

struct wrap {
	struct wrap_row *rows;
	size_t count;	/* at least 1 after wrap_text */
	size_t cap;
};

void wrap_init(struct wrap *w);
void wrap_release(struct wrap *w);
/* Replaces the rows of W by those of TEXT (valid UTF-8) at WIDTH >= 1 cells. */
void wrap_text(struct wrap *w, struct slice text, int width);
/* Brings W, the rows of a text at WIDTH, up to date after CUT bytes at AT gave
 * way to ADDED others: TEXT is the new text.  The same as wrap_text, but costs
 * only the rows that changed. */
void wrap_change(struct wrap *w, struct slice text, int width,
		 size_t at, size_t cut, size_t added);
/* The row that shows the cursor position AT: the one that starts there when AT
 * lies on a boundary. */
size_t wrap_row_of(const struct wrap *w, size_t at);

#endif
