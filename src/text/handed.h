/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text as it is handed to an editor, and as it comes back.
 *
 * Editors want a last line with an end; boxes do not.  So one line feed is added on the
 * way out and one taken off on the way back, and an untouched text comes back as it was.
 */
#ifndef TEXT_HANDED_H
#define TEXT_HANDED_H

#include <stdbool.h>

#include "base/buf.h"

/* Appends TEXT as a file of lines; an empty text is an empty file. */
void handed_out(struct buf *out, struct slice text);
/* Appends what the bytes of such a file say: valid UTF-8 with U+FFFD for what is none,
 * CR LF and CR as LF, no byte order mark, and no control characters but LF and TAB. */
void handed_back(struct buf *out, struct slice bytes);
/* Whether a box can hold that. */
bool handed_fits(struct slice bytes);

#endif
