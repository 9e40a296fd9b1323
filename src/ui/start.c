/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beginning: where words are kept, and coming back. */
#include <config.h>

#include <stdlib.h>

#include "base/intl.h"
#include "base/mem.h"
#include "ui/chooser.h"
#include "ui/field.h"
#include "ui/screens.h"
#include "workbook/conflicts.h"
#include "workbook/paths.h"
#include "workbook/settings_words.h"
#include "workbook/steps.h"
#include "workbook/tell.h"

enum back_choice {
	BACK_CARRY_ON, BACK_TOGETHER, BACK_CONTENTS, BACK_REFLECTIONS, BACK_BRING, BACK_AGREE, BACK_DUE
};

bool start_keeping(struct app *app, const struct store_place *place, enum store_mode mode)
{
	size_t here = workbook_here(app->wb);
	bool leafed = workbook_has_moved(app->wb), kept;
	struct buf said;
	struct err err;

	buf_init(&said, 8192);
	kept = workbook_keep_in(app->wb, place, mode, &err);
	if (!kept) {
		buf_addf(&said, _("That does not work: %s."), err.text);
	} else {
		app->damaged = false;
		tell_kept(app->wb, &said);
		show_page(app, leafed ? here : workbook_here(app->wb));
	}
	app_say(app, said.data);
	buf_release(&said);
	return kept;
}

/* From now on the start looks for PATH, or with "" for the workbook of this computer. */
static void remember(struct app *app, const char *path)
{
	struct buf said;

	buf_init(&said, 8192);
	settings_remember(&app->settings, app->sys, app->settings_path, path, &said);
	if (said.len)
		app_say(app, said.data);
	buf_release(&said);
}

static void remember_chosen(struct app *app, void *context, int tag)
{
	char *path = path_whole(workbook_path(app->wb));

	(void)context;
	app_pop(app);
	remember(app, tag == ASK_REMEMBER ? path : "");
	free(path);
}

void start_keeping_there(struct app *app, const char *path)
{
	const struct store_place place = { path, app->home.state_folder };
	char *whole;

	if (!start_keeping(app, &place, STORE_WRITE_HERE))
		return;
	whole = path_whole(workbook_path(app->wb));
	if (settings_could_remember(&app->settings, app->settings_path, whole, app->home.path))
		chooser_push(app, chooser_ask(ask_remember(whole), remember_chosen));
	free(whole);
}

static void folder_entered(struct app *app, int tag, const char *typed)
{
	char *path;

	(void)tag;
	if (!*typed)
		return;
	path = path_workbook(typed);
	if (path_has_folder(app->sys, path))
		start_keeping_there(app, path);
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
		if (start_keeping(app, &app->home, STORE_WRITE))
			remember(app, "");
		break;
	case ASK_ELSEWHERE:
		ask_folder(app);
		break;
	case ASK_ALREADY:
		push_already(app);
		break;
	case ASK_LOOKING:
		show_page(app, workbook_here(app->wb));
		break;
	case ASK_NAMED:
		start_keeping(app, &app->place, app->mode);
		break;
	case ASK_LOOK_AGAIN:
		if (store_look(app->sys, app->place.path) == STORE_ABSENT)
			app_say(app, _("It is not there. Nothing was made."));
		else
			start_keeping(app, &app->place, app->mode);
		break;
	case ASK_ANOTHER_PLACE:
		push_first_start(app);
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

void push_away(struct app *app)
{
	chooser_push(app, chooser_ask(ask_away(app->place.path), start_chosen));
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
	if (tag == BACK_TOGETHER) {
		bring_conflicts(app, context);
		return;
	}
	if (tag == BACK_AGREE) {
		agree(app);
		return;
	}
	if (tag == BACK_DUE) {
		push_due(app);
		return;
	}
	show_page(app, workbook_here(app->wb));
	if (tag == BACK_CONTENTS)
		push_contents(app);
	if (tag == BACK_REFLECTIONS)
		push_reflections(app);
	if (tag == BACK_BRING)
		push_bring(app);
}

/* What lies beside the workbook, where it can be brought in. */
static struct copies *find_conflicts(struct app *app)
{
	struct copies *conflicts = MEM_NEW(struct copies);

	if (!workbook_locked(app->wb))
		conflicts_find(conflicts, app->sys, app->wb);
	return conflicts;
}

void push_welcome_back(struct app *app)
{
	struct copies *conflicts;
	struct doc *intro;
	struct chooser *c;

	if (workbook_is_copy(app->wb)) {
		push_copy(app);
		return;
	}
	conflicts = find_conflicts(app);
	intro = tell_welcome(app->wb);

	tell_conflicts(conflicts, intro);
	tell_damaged(conflicts, intro);
	c = chooser_new(_("Welcome back"), intro, back_chosen);
	chooser_context(c, conflicts, free_conflicts);
	chooser_add(c, 0, _("Carry on"), BACK_CARRY_ON);
	if (conflicts->count)
		chooser_add(c, 0, _("Bring these words together"), BACK_TOGETHER);
	if (steps_any_due(app->wb) && !workbook_locked(app->wb))
		chooser_add(c, 0, _("Look at what I meant to try"), BACK_DUE);
	chooser_add(c, 0, _("Contents"), BACK_CONTENTS);
	chooser_add(c, 0, _("My reflections"), BACK_REFLECTIONS);
	chooser_add(c, 0, _("Bring in a copy"), BACK_BRING);
	if (workbook_could_agree(app->wb))
		chooser_add(c, 0, _("Write here, with a lock and a journal kept on this computer"),
			    BACK_AGREE);
	if (conflicts->count)
		chooser_read_first(c);
	chooser_push(app, c);
	app_again(app, push_welcome_back);
}

void show_welcome_back(struct app *app)
{
	while (app->depth)
		app_pop(app);
	push_welcome_back(app);
}

bool back_to_welcome(struct app *app)
{
	if (!(workbook_is_copy(app->wb) ? back_to_copy(app) : chooser_back_to(app, back_chosen)))
		return false;
	show_welcome_back(app);
	return true;
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
