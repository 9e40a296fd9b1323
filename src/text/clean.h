/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed or pasted, made fit to be somebody's writing: graphic characters, LF and
 * TAB.  What came from a web page or a word processor brings more along:
 *
 * - CR LF, CR, VT and FF (Word's line and page breaks), NEL and Unicode's own line and
 *   paragraph separators are LF;
 * - terminal sequences go whole (ECMA-48: ESC [ up to its final byte, ESC ] and the other
 *   strings up to BEL or ESC \, ESC and one more); of one that does not end only its
 *   beginning goes, for what follows may be words;
 * - other control characters go, as do soft hyphens, zero-width spaces and byte order
 *   marks, which nobody sees and no search finds;
 * - a no-break space beside another blank or at a line's end, as Word writes them to
 *   indent, is a space; a single one between two characters stays (French before a colon,
 *   a number and its unit), and no row ends there;
 * - bytes that are no UTF-8 are U+FFFD.
 *
 * All else stays: curly quotes, dashes, joiners, marks, signs of direction.
 */
#ifndef TEXT_CLEAN_H
#define TEXT_CLEAN_H

#include "base/buf.h"

/* Appends TEXT, cleaned; stops early when OUT is full.  Clean text stays as it is. */
void clean_add(struct buf *out, struct slice text);

#endif
