/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form: words above, and fields one under another, each with its label in the same row as
 * far as there is room, so that a screen reader says both.
 *
 * Tab and Enter go from field to field, and behind the last the form is done; so it is with Esc.
 * It all scrolls, the field with the focus in view.  What is typed goes to the workbook as what is
 * typed in a box does: with `keep`, at the latest a second later.
 */
#ifndef UI_FORM_H
#define UI_FORM_H

#include "ui/app.h"
#include "workbook/day.h"

struct form;

struct form_ops {
	/* The fields have changed: gives them to the workbook. */
	void (*keep)(struct app *app, void *context, const struct form *form);
	/* What is missing, in words, where the form must not be left so, and the FIELD that takes it;
	 * else NULL.  It stays open then, and Esc once more leaves it.  NULL: nothing ever is. */
	const char *(*lacks)(void *context, const struct form *form, size_t *field);
	/* The reader is done; everything was kept.  Pops the form. */
	void (*done)(struct app *app, void *context);
	/* Frees what CONTEXT holds; NULL: nothing. */
	void (*release)(void *context);
};

enum form_kind {
	FORM_LINE,
	FORM_WORDS,	/* a box of some rows, with line ends */
	FORM_DAY,	/* a day as people type it (workbook/dates.h); a day of the file is shown in full */
	FORM_PAST	/* the same, of one that has been */
};

/* TITLE is copied, INTRO taken over; CONTEXT is released with free(). */
struct form *form_new(const char *title, struct doc *intro, const struct form_ops *ops,
		      void *context);
/* LABEL, and BRIEF where there is little room, are lent for ever: translations.  TEXT is what
 * stands in it at first. */
void form_add(struct form *form, enum form_kind kind, const char *label, const char *brief,
	      const char *text);
/* Field I has the focus when it is pushed, and shows. */
void form_begin_at(struct form *form, size_t i);
void form_push(struct app *app, struct form *form);

/* What stands in field I; lent until it changes. */
struct slice form_text(const struct form *form, size_t i);
bool form_changed(const struct form *form, size_t i);	/* other than at first */
/* Appends the day in field I as the file has it, "" for none; what was there at first where
 * it is not understood. */
void form_day(const struct form *form, size_t i, struct day today, struct buf *out);

#endif
