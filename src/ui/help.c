/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Help: every command with a sentence, to be read or run. */
#include <config.h>

#include "base/intl.h"
#include "ui/chooser.h"
#include "ui/screens.h"

static void help_chosen(struct app *app, void *context, int tag)
{
	(void)context;
	if (tag == CMD_NONE) {
		app_say(app, _("That key does nothing on the screen that you came from."));
		return;
	}
	app_pop(app);
	app_command(app, (enum command)tag);
}

/* Commands that mean something at FOCUS can be run from the list; the others
 * are there to be read. */
void push_help(struct app *app)
{
	struct screen *top = app_top(app);
	enum focus focus = top->ops->focus(top->state, app);
	struct doc *intro;
	struct chooser *c;
	struct buf label;

	if (chooser_back_to(app, help_chosen))
		return;
	intro = doc_new();
	doc_add_paragraph(intro, slice_of(_("Everything you can do here, each with its key. "
					    "Enter does the marked one; Esc goes back.")));
	c = chooser_new(_("Help"), intro, help_chosen);
	buf_init(&label, 4096);
	for (size_t i = 0; i < keys_count(); i++) {
		const struct key_row *row = keys_row(i);

		if (!row->help || row->command == CMD_HELP)
			continue;
		buf_clear(&label);
		buf_addf(&label, "%s: %s", _(row->keys), _(row->help));
		chooser_add(c, 0, label.data, row->focus & focus ? (int)row->command : CMD_NONE);
	}
	buf_release(&label);
	chooser_push(app, c);
}
