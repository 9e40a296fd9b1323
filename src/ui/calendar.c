/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving the days to look again as a calendar file: with which words, and where. */
#include <config.h>

#include "workbook/calendar.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/intl.h"
#include "ui/chooser.h"
#include "ui/field.h"
#include "ui/screens.h"
#include "workbook/paths.h"

static void path_entered(struct app *app, int tag, const char *typed)
{
	struct buf said;
	char *path;

	if (!*typed) {
		app_say(app, _("Please type a name, or go back with Esc."));
		return;
	}
	path = path_expand(typed);
	buf_init(&said, 16384);
	if (calendar_copy(app->wb, app->sys, tag != 0, path, &said)) {
		app_pop(app);
		app_pop(app);
	}
	app_say(app, said.data);
	buf_release(&said);
	free(path);
}

/* The first name that is free in the reader's own folder. */
static void suggest(struct app *app, struct buf *out)
{
	bool taken = true;

	for (int n = 1; taken && n < 100; n++) {
		char *path;

		buf_clear(out);
		buf_addf(out, "~/%s", _("look-again"));
		if (n > 1)
			buf_addf(out, "-%d", n);
		buf_add_str(out, ".ics");
		path = path_expand(out->data);
		taken = file_exists(app->sys, path);
		free(path);
	}
}

static void words_chosen(struct app *app, void *context, int tag)
{
	struct doc *intro = doc_new();
	struct buf name;

	(void)context;
	buf_init(&name, 1024);
	suggest(app, &name);
	doc_add_paragraph(intro, slice_of(_("Where shall the calendar file be put? Change the name if "
					    "you like. ~ is your own folder.")));
	field_push(app, _("Calendar file"), intro, name.data, path_entered, tag);
	buf_release(&name);
}

void push_calendar(struct app *app)
{
	struct doc *intro;
	struct chooser *c;

	if (app_refuses_covered(app))
		return;
	app_begin_save(app);
	if (calendar_is_empty(app->wb)) {
		app_say(app, calendar_nothing());
		return;
	}
	intro = doc_new();
	doc_add_paragraph(intro, slice_of(calendar_question()));
	c = chooser_new(_("Calendar file"), intro, words_chosen);
	chooser_add(c, 0, calendar_answer(false), false);
	chooser_add(c, 0, calendar_answer(true), true);
	chooser_push(app, c);
	app_again(app, push_calendar);
}
