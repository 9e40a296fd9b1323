/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words to the reader's own editor and back. */
#include <config.h>

#include "ui/hand.h"

#include "base/editor.h"
#include "base/intl.h"
#include "text/edit.h"
#include "text/handed.h"
#include "ui/screens.h"

void hand_ask(struct app *app)
{
	struct screen *top = app_top(app);

	if (!editor_command())
		app_say(app, _("No editor is set. To set one, put this line into the file ~/.profile: "
			       "export EDITOR=\"nano --softwrap\""));
	else if (!top->ops->hand_out)
		app_say(app, _("There is nothing to write on this page. PgDn goes on."));
	else if (top->ops->hand_out(top->state, app, NULL))
		app->asks = ASK_EDITOR;
}

static void stop(void *app)
{
	app_stop(app);
}

static void take_back(struct app *app, struct slice bytes, struct slice given)
{
	struct screen *top = app_top(app);
	struct buf text, was;

	buf_init(&text, bytes.len * 3);
	buf_init(&was, given.len * 3);
	handed_back(&text, bytes);
	handed_back(&was, given);
	if (!slice_equal(slice_buf(&text), slice_buf(&was)))
		top->ops->take_back(top->state, app, slice_buf(&text));
	buf_release(&was);
	buf_release(&text);
}

void hand_run(struct app *app)
{
	struct screen *top = app_top(app);
	struct editor editor = {
		.sys = app->sys, .command = editor_command(), .max = EDIT_MAX + 1,
		.fits = handed_fits, .stop = stop, .context = app,
	};
	struct buf words, given, back, said;
	enum editor_end end;
	struct err err;

	buf_init(&words, EDIT_MAX);
	buf_init(&given, EDIT_MAX + 1);
	buf_init(&back, EDIT_MAX + 1);
	top->ops->hand_out(top->state, app, &words);
	handed_out(&given, slice_buf(&words));
	app_begin_save(app);
	end = editor_run(&editor, slice_buf(&given), &back, &err);
	if (end == EDITOR_DONE) {
		take_back(app, slice_buf(&back), slice_buf(&given));
	} else if (end == EDITOR_AT_ONCE) {
		app_say(app, err.text);
	} else {
		buf_init(&said, sizeof(err.text) + 1024);
		buf_addf(&said, _("That does not work: %s."), err.text);
		app_say(app, said.data);
		buf_release(&said);
	}
	if (app->quit)
		app_stop(app);
	else
		app_continue(app);
	buf_release(&back);
	buf_release(&given);
	buf_release(&words);
}
