/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTF-8 and grapheme clusters.
 *
 * A cluster (grapheme cluster, UAX #29) is what people call a character: the
 * unit by which a cursor moves and Backspace deletes.  Its width is in terminal
 * cells, as wcwidth measures and as ncurses paints: the sum over its code
 * points, so a ZWJ family is as wide as its members.
 *
 * All functions want valid UTF-8; check with utf8_check first.
 */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Offset of the first byte that is not valid UTF-8, or s.len. */
size_t utf8_check(struct slice s);
/* Appends S with each invalid byte replaced by U+FFFD. */
void utf8_repair(struct buf *out, struct slice s);
/* Reads one code point at *AT and moves *AT behind it. */
unsigned utf8_next(struct slice s, size_t *at);
void utf8_add(struct buf *out, unsigned code);

/* The cluster boundary after / before AT (offsets in bytes; s.len and 0 at the
 * ends).  CR LF is one cluster, LF one of its own.  cluster_next takes AT for a
 * boundary, so that a walk through a text costs its length; the other two take
 * any AT. */
size_t cluster_next(struct slice s, size_t at);
size_t cluster_prev(struct slice s, size_t at);
/* The nearest boundary at or before AT. */
size_t cluster_floor(struct slice s, size_t at);
/* The nearest boundary at or behind AT. */
size_t cluster_ceil(struct slice s, size_t at);

/* Cells that S takes on a terminal, as it is shown (see text/safe.h); a line
 * feed takes none. */
int text_width(struct slice s);
/* The longest start of S that ends at a cluster boundary and fits WIDTH cells. */
size_t text_fit(struct slice s, int width);

/* Appends S in ASCII for terminals that know no other: quotes, dashes and boxes
 * as their nearest sign, accents dropped, the rest '?' once a cell, so that the
 * width stays the same. */
void text_to_ascii(struct buf *out, struct slice s);

#endif
