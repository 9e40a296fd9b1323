/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text of its own to read: my reflections, what there is to know about the workbook. */
#ifndef UI_READING_H
#define UI_READING_H

#include "ui/app.h"
#include "ui/view.h"

/* TITLE and RIGHT, which may be "", go into the title bar, copied; DOC is taken over.  FOCUS is
 * FOCUS_TEXT with what else it is.  Returns its view, lent: a place to begin at may be set.
 * NULL where no more screens can be opened. */
struct view *reading_push(struct app *app, const char *title, const char *right, struct doc *doc,
			  unsigned focus);

#endif
