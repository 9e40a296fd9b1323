/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quitting while the last words cannot be saved: asks, and offers another place. */
#include <config.h>

#include <stdlib.h>

#include "base/intl.h"
#include "ui/chooser.h"
#include "ui/field.h"
#include "ui/paths.h"
#include "ui/screens.h"

enum unsaved_choice { UNSAVED_AGAIN, UNSAVED_ELSEWHERE, UNSAVED_STAY, UNSAVED_LEAVE };

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
	switch ((enum unsaved_choice)tag) {
	case UNSAVED_AGAIN:
		if (app_save(app))
			app->quit = true;
		else
			say_again(app);
		break;
	case UNSAVED_ELSEWHERE:
		ask_folder(app);
		break;
	case UNSAVED_STAY:
		app_pop(app);
		break;
	case UNSAVED_LEAVE:
		app->quit = true;
		break;
	}
}

void push_unsaved(struct app *app)
{
	bool safe = workbook_words_are_safe(app->wb);
	struct doc *intro;
	struct buf text;
	struct chooser *c;

	if (chooser_back_to(app, unsaved_chosen))
		return;
	intro = doc_new();
	buf_init(&text, 8192);
	buf_addf(&text, _("Your last words are not saved: %s."), workbook_trouble(app->wb));
	doc_add_paragraph(intro, slice_buf(&text));
	buf_release(&text);
	if (safe)
		doc_add_paragraph(intro, slice_of(_("They are in its journal, from which the next start "
						    "puts them back.")));
	c = chooser_new(_("NOT SAVED"), intro, unsaved_chosen);
	chooser_add(c, 0, _("Try once more to save, then quit"), UNSAVED_AGAIN);
	chooser_add(c, 0, _("Save a copy in another folder, then quit"), UNSAVED_ELSEWHERE);
	chooser_add(c, 0, _("Stay in the workbook"), UNSAVED_STAY);
	chooser_add(c, 0, safe ? _("Quit without saving; the next start puts them back") :
		    _("Quit without these last words"), UNSAVED_LEAVE);
	chooser_push(app, c);
}
