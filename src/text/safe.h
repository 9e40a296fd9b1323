/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The door: the one place that makes text from files, arguments and other
 * programs safe to show on a terminal, in HTML, Markdown and plain exports.
 *
 * Graphic characters and LF pass; TAB becomes spaces to the next multiple of
 * eight counted in the line.  Everything else becomes a visible picture: ^[ for C0 and DEL,
 * \u{202E} for C1, bidi controls, zero-width and format characters, tags,
 * private use, unassigned and non-characters, and whatever this terminal's
 * wcwidth does not know.  ZWJ, ZWNJ and variation selectors pass where scripts
 * or emoji need them: after letters of scripts that join, between emoji, behind
 * a sign that has variants.  At most eight combining marks follow one base, the
 * rest become pictures, as does a mark without a base.
 * Safe text stays as it is when it passes the door again.
 * CR LF and CR become LF.  Invalid bytes become U+FFFD.
 */
#ifndef TEXT_SAFE_H
#define TEXT_SAFE_H

#include "base/buf.h"

/* Appends the safe form of S. */
void safe_add(struct buf *out, struct slice s);
/* The same on one line, LF and CR as pictures: a name with a line end in it makes no
 * line that looks like another message. */
void safe_add_line(struct buf *out, struct slice s);
/* Appends the safe form of one cluster of valid UTF-8 (an LF yields nothing, a
 * TAB one space): what a writing box shows in its place. */
void safe_add_cluster(struct buf *out, struct slice cluster);
/* The cells that it takes. */
int safe_cluster_width(struct slice cluster);
/* The cells of one code point that passes: wcwidth, or in a locale that knows
 * bytes only, where wcwidth knows nothing, what Unicode says. */
int safe_code_width(unsigned code);

#endif
