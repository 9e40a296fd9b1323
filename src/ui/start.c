/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beginning: where words are kept, and coming back. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "ui/chooser.h"
#include "ui/field.h"
#include "ui/screens.h"
#include "workbook/paths.h"
#include "workbook/tell.h"

enum back_choice { BACK_CARRY_ON, BACK_CONTENTS, BACK_REFLECTIONS, BACK_AGREE };

/* Keeps words in PLACE from now on and goes to the book. */
static void keep_in(struct app *app, const struct store_place *place, enum store_mode mode)
{
	size_t here = workbook_here(app->wb);
	bool leafed = app->depth > 1;
	struct buf said;
	struct err err;

	buf_init(&said, 8192);
	if (!workbook_keep_in(app->wb, place, mode, &err)) {
		buf_addf(&said, _("That does not work: %s."), err.text);
	} else {
		app->damaged = false;
		tell_kept(app->wb, &said);
		show_page(app, leafed ? here : workbook_here(app->wb));
	}
	app_say(app, said.data);
	buf_release(&said);
}

static void folder_entered(struct app *app, int tag, const char *typed)
{
	struct store_place place = { NULL, app->home.state_folder };
	char *path;

	(void)tag;
	if (!*typed)
		return;
	path = path_workbook(typed);
	place.path = path;
	if (path_has_folder(app->sys, path))
		keep_in(app, &place, STORE_WRITE_HERE);
	else
		app_say(app, _("There is no such folder. Is the stick plugged in? Nothing was made."));
	free(path);
}

static void ask_folder(struct app *app)
{
	struct doc *intro = doc_new();

	char *stick = path_stick(app->sys);

	doc_add_paragraph(intro, slice_of(_("Type the name of a folder that is there, for example "
					    "the one under which your memory stick appears. A "
					    "workbook that is in it already is opened.")));
	field_push(app, _("Another folder"), intro, stick ? stick : "", folder_entered, 0);
	free(stick);
}

static void start_chosen(struct app *app, void *context, int tag)
{
	(void)context;
	switch (tag) {
	case ASK_HERE:
		keep_in(app, &app->home, STORE_WRITE);
		break;
	case ASK_ELSEWHERE:
		ask_folder(app);
		break;
	case ASK_LOOKING:
		show_page(app, workbook_here(app->wb));
		break;
	case ASK_NAMED:
		keep_in(app, &app->place, app->mode);
		break;
	case ASK_LEAVE:
		app->quit = true;
		break;
	}
}

void push_first_start(struct app *app)
{
	struct ask *ask = ask_first_start(app->home.path, app->depth > 0);
	struct doc *intro;

	if (!app->depth) {
		intro = doc_new();
		doc_add_paragraph(intro, slice_of(_("Screen reader or braille? Press P for plain "
						    "lines.")));
		doc_add_blocks(intro, ask->intro, 0, doc_count(ask->intro));
		doc_free(ask->intro);
		ask->intro = intro;
		app->offers_plain = true;
	}
	chooser_push(app, chooser_ask(ask, start_chosen));
	app_again(app, push_first_start);
}

void push_ask_create(struct app *app)
{
	chooser_push(app, chooser_ask(ask_create(app->place.path), start_chosen));
	app_again(app, push_ask_create);
}

/* The owner agrees that lock and journal lie on this computer. */
static void agree(struct app *app)
{
	workbook_agree(app->wb);
	if (workbook_locked(app->wb))
		app_say(app, workbook_locked(app->wb));
	show_welcome_back(app);
}

static void back_chosen(struct app *app, void *context, int tag)
{
	(void)context;
	if (tag == BACK_AGREE) {
		agree(app);
		return;
	}
	show_page(app, workbook_here(app->wb));
	if (tag == BACK_CONTENTS)
		push_contents(app);
	if (tag == BACK_REFLECTIONS)
		push_reflections(app);
}

void push_welcome_back(struct app *app)
{
	struct chooser *c = chooser_new(_("Welcome back"), tell_welcome(app->wb), back_chosen);

	chooser_add(c, 0, _("Carry on"), BACK_CARRY_ON);
	chooser_add(c, 0, _("Contents"), BACK_CONTENTS);
	chooser_add(c, 0, _("My reflections"), BACK_REFLECTIONS);
	if (workbook_could_agree(app->wb))
		chooser_add(c, 0, _("Write here, with a lock and a journal kept on this computer"),
			    BACK_AGREE);
	chooser_push(app, c);
	app_again(app, push_welcome_back);
}

void show_welcome_back(struct app *app)
{
	while (app->depth)
		app_pop(app);
	push_welcome_back(app);
}

void show_taken_over(struct app *app)
{
	struct buf said;

	if (app->depth == 1 && chooser_back_to(app, back_chosen))
		show_welcome_back(app);
	else
		show_page(app, workbook_here(app->wb));
	app_begin_save(app);	/* what came back from the journal goes into the file */
	buf_init(&said, 8192);
	tell_taken_over(app->wb, &said);
	app_say(app, said.data);
	buf_release(&said);
}
