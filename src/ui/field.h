/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line to type in, with words above it: a folder's name. */
#ifndef UI_FIELD_H
#define UI_FIELD_H

#include "ui/app.h"

/* Called on Enter with what was typed, blanks at its ends left out; the field
 * stays on the screen until the function pops it.  TAG as given. */
typedef void field_entered(struct app *app, int tag, const char *text);

/* TITLE is copied, INTRO taken over, TEXT is what the line holds at first. */
void field_push(struct app *app, const char *title, struct doc *intro, const char *text,
		field_entered *entered, int tag);

#endif
