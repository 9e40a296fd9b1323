/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a page says of earlier words; they themselves are a screen (push_before). */
#ifndef UI_BEFORE_H
#define UI_BEFORE_H

#include "ui/app.h"

/* "I wrote about this before: 3 October 2026 (F6)", in at most COLS cells: appends it where
 * earlier words stand under PAGE and are not covered, and returns whether they do. */
bool before_footer(const struct app *app, size_t page, int cols, struct buf *out);

#endif
