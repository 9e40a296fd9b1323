/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two halves of a form share: ui/form.c (what it holds, and keys) and ui/form_draw.c
 * (how it looks).  For these two alone. */
#ifndef UI_FORM_OWN_H
#define UI_FORM_OWN_H

#include "ui/box.h"
#include "ui/form.h"

#define FORM_FIELDS 6

struct form_field {
	enum form_kind kind;
	const char *label, *brief;
	struct box box;
	char *first;		/* what stood in it when the form was opened; a day as the file has it */
	struct buf shown;	/* the same as it is shown */
	/* As last drawn, rows of the whole form: */
	int top, bottom;	/* with its label; the one behind it */
};

struct form {
	char *title;
	struct doc *intro;
	const struct form_ops *ops;
	void *context;
	struct form_field fields[FORM_FIELDS];
	size_t count;
	size_t focus;
	bool changed;		/* since the workbook was given it */
	bool warned;		/* that a day was not understood: Esc leaves now */
	bool stayed;		/* that something is missing was said: Esc leaves now */
	bool loose;		/* scrolled away from the field, to read the words */
	int top;		/* first row that shows */
	/* As last drawn: */
	int rows;		/* of the whole form */
	int at, height, left;	/* on the surface */
};

bool form_is_day(const struct form_field *field);
void form_draw(void *state, struct app *app, struct area *area);
/* Whether the field with the focus shows. */
bool form_in_view(const struct form *form);

#endif
