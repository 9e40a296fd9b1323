/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking the workbook along: a copy in another folder, never over a file. */
#include <config.h>

#include <stdlib.h>

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "ui/chooser.h"
#include "ui/field.h"
#include "ui/reading.h"
#include "ui/screens.h"
#include "workbook/about.h"
#include "workbook/paths.h"
#include "workbook/tell.h"

/* Puts a copy into the new file PATH, and ends LEVELS screens where it is there. */
static void take(struct app *app, const char *path, int levels)
{
	struct buf said;
	struct err err;

	if (workbook_take_copy(app->wb, path, &err)) {
		for (; levels; levels--)
			app_pop(app);
		reading_push(app, _("Take my workbook with me"), "", tell_taken(app->wb, app->sys, path),
			     FOCUS_TEXT);
		return;
	}
	buf_init(&said, 8192);
	buf_addf(&said, _("No copy was made: %s."), err.text);
	app_say(app, said.data);
	buf_release(&said);
}

static void taken_chosen(struct app *app, void *context, int tag)
{
	char *beside = mem_string(context);	/* which goes with its screen */

	if (tag == ASK_BESIDE)
		take(app, beside, 2);
	else
		app_pop(app);
	free(beside);
}

/* Something stands at PATH. */
static void push_taken(struct app *app, const char *path)
{
	char *beside = copies_beside(app->sys, path);
	struct bring copy;
	struct err why;
	bool known = bring_open(&copy, app->wb, app->sys, path, &why);
	struct chooser *c = chooser_ask(ask_taken(path, known ? &copy : NULL, why.text, beside),
					taken_chosen);

	if (known)
		bring_release(&copy);
	chooser_context(c, beside, free);
	chooser_push(app, c);
}

static void folder_entered(struct app *app, int tag, const char *typed)
{
	char *path;

	(void)tag;
	if (!*typed)
		return;
	path = path_workbook(typed);
	if (!path_has_folder(app->sys, path))
		app_say(app, _("There is no such folder. Is the stick plugged in? Nothing was made."));
	else if (file_exists(app->sys, path))
		push_taken(app, path);
	else
		take(app, path, 1);
	free(path);
}

void push_take(struct app *app)
{
	struct doc *intro;
	char *stick;

	if (!workbook_path(app->wb)) {
		app_say(app, about_no_file());
		return;
	}
	(void)app_save(app);	/* what could not be saved is in the copy all the same */
	intro = doc_new();
	stick = path_stick(app->sys);
	doc_add_paragraph(intro, slice_of(tell_find_folder()));
	field_push(app, _("Take my workbook with me"), intro, stick ? stick : "~/", folder_entered, 0);
	free(stick);
}
