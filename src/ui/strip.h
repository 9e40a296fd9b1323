/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strip below a box: what stands beside the words of a page, as far as there is room. */
#ifndef UI_STRIP_H
#define UI_STRIP_H

#include "ui/app.h"

/* Draws the steps under PAGE in the last rows of the area, which is left that much smaller.
 * Nothing where the page has none to show, or there is no room. */
void strip_draw(const struct app *app, size_t page, struct area *area);

#endif
