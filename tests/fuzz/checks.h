/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds of everything that goes out: to a screen, as text, as Markdown, as HTML.
 * The rules are written here a second time, and differently, on purpose. */
#ifndef FUZZ_CHECKS_H
#define FUZZ_CHECKS_H

#include "base/buf.h"

/* Valid UTF-8 without any character that a terminal or a reader could be misled by. */
void check_safe(struct slice s);
/* The same for one line: no line feed either. */
void check_line(struct slice s);

/* Appends S without blanks and line ends, so that wrapping makes no difference. */
void squeeze(struct buf *out, struct slice s);
/* WORDS, made safe, stand in TEXT, which is squeezed. */
void check_has(const struct buf *text, struct slice words);

/* A page that write_html made: nothing but the elements and attributes that it uses.
 * Appends the text of the body, squeezed. */
void check_html(struct slice page, struct buf *text);
/* Appends the text that CommonMark finds in a file, squeezed. */
void read_markdown(struct slice file, struct buf *text);

#endif
