/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quitting while the last words cannot be saved: asks, and offers another place. */
#include <config.h>

#include <stdlib.h>

#include "base/intl.h"
#include "ui/chooser.h"
#include "ui/field.h"
#include "ui/screens.h"
#include "workbook/paths.h"

static void folder_entered(struct app *app, int tag, const char *typed)
{
	struct buf said;
	struct err err;
	char *path;

	(void)tag;
	if (!*typed)
		return;
	path = path_workbook(typed);
	if (workbook_save_copy(app->wb, path, &err)) {
		app->quit = true;
	} else {
		buf_init(&said, 8192);
		buf_addf(&said, _("Not saved there: %s."), err.text);
		app_say(app, said.data);
		buf_release(&said);
	}
	free(path);
}

static void ask_folder(struct app *app)
{
	struct doc *intro = doc_new();

	char *stick = path_stick(app->sys);

	doc_add_paragraph(intro, slice_of(_("Type a folder in which a copy of your whole workbook "
					    "can be put.")));
	field_push(app, _("Another folder"), intro, stick ? stick : "~/", folder_entered, 0);
	free(stick);
}

static void say_again(struct app *app)
{
	struct buf said;

	buf_init(&said, 8192);
	buf_addf(&said, _("That did not help: %s."), workbook_trouble(app->wb));
	app_say(app, said.data);
	buf_release(&said);
}

static void unsaved_chosen(struct app *app, void *context, int tag)
{
	(void)context;
	switch (tag) {
	case ASK_AGAIN:
		if (app_save(app))
			app->quit = true;
		else
			say_again(app);
		break;
	case ASK_COPY:
		ask_folder(app);
		break;
	case ASK_STAY:
		app_pop(app);
		break;
	case ASK_LEAVE:
		app->quit = true;
		break;
	}
}

void push_unsaved(struct app *app)
{
	if (chooser_back_to(app, unsaved_chosen))
		return;
	chooser_push(app, chooser_ask(ask_unsaved(app->wb), unsaved_chosen));
	app_again(app, push_unsaved);
}
