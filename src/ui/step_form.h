/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a step, and what happened. */
#ifndef UI_STEP_FORM_H
#define UI_STEP_FORM_H

#include "ui/app.h"
#include "workbook/steps.h"

/* The parts of a step; one that is new has the id "". */
void push_step_form(struct app *app, const struct steps_place *at);
/* What happened, and whether to look again on another day.  The reader has been asked then. */
void push_happened_form(struct app *app, const struct steps_place *at);

/* Closes what is above the list of steps, which shows what stands in them now; MARK, or NULL,
 * is the marked one. */
void steps_show_list(struct app *app, const struct steps_place *mark);

#endif
