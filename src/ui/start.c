/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beginning: where words are kept, and coming back. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "ui/chooser.h"
#include "ui/field.h"
#include "ui/paths.h"
#include "ui/screens.h"

enum start_choice { START_HERE, START_ELSEWHERE, START_LOOKING, START_NAMED, START_QUIT };
enum back_choice { BACK_CARRY_ON, BACK_CONTENTS, BACK_REFLECTIONS, BACK_AGREE };

/* Whether words are kept now, where, and what there is to know about the place. */
static void add_kept(struct app *app, struct buf *out)
{
	if (workbook_locked(app->wb))
		buf_addf(out, _("For reading only: %s."), workbook_locked(app->wb));
	else
		buf_addf(out, _("Your words are kept in %s."), workbook_path(app->wb));
	for (size_t i = 0; workbook_warning(app->wb, i); i++) {
		buf_add_char(out, ' ');
		/* TRANSLATORS: what follows is a warning about the file. */
		buf_addf(out, _("Please note: %s."), workbook_warning(app->wb, i));
	}
}

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
		add_kept(app, &said);
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
	switch ((enum start_choice)tag) {
	case START_HERE:
		keep_in(app, &app->home, STORE_WRITE);
		break;
	case START_ELSEWHERE:
		ask_folder(app);
		break;
	case START_LOOKING:
		show_page(app, workbook_here(app->wb));
		break;
	case START_NAMED:
		keep_in(app, &app->place, app->mode);
		break;
	case START_QUIT:
		app->quit = true;
		break;
	}
}

static struct doc *who_can_read(void)
{
	struct doc *outro = doc_new();

	doc_add_paragraph(outro, slice_of(_("Anyone who can use this login can open what is "
					    "kept here.")));
	return outro;
}

void push_first_start(struct app *app)
{
	struct doc *intro = doc_new();
	struct chooser *c;

	if (!app->depth)
		doc_add_heading(intro, 1, slice_of(_("Leader plus: a workbook for thinking about "
						     "leadership")));
	else
		doc_add_paragraph(intro, slice_of(_("Nothing is kept while you look around. Choose a "
						    "place, and you can write.")));
	doc_add_paragraph(intro, slice_of(_("Nothing is scored. Nothing is sent anywhere.")));
	doc_add_heading(intro, 2, slice_of(_("Where shall your writing be kept?")));
	c = chooser_new(app->depth ? _("Your writing") : _("Welcome"), intro, start_chosen);
	if (app->home.path)
		chooser_add(c, 0, _("On this computer, for a login only you use"), START_HERE);
	chooser_add(c, 0, _("On a memory stick, or in another folder"), START_ELSEWHERE);
	chooser_add(c, 0, _("Just look around, nothing is kept"), START_LOOKING);
	chooser_outro(c, who_can_read());
	chooser_push(app, c);
}

void push_ask_create(struct app *app)
{
	struct doc *intro = doc_new();
	struct buf text;
	struct chooser *c;

	buf_init(&text, 8192);
	buf_addf(&text, _("There is no workbook yet at %s."), app->place.path);
	doc_add_paragraph(intro, slice_buf(&text));
	buf_release(&text);
	c = chooser_new(_("Welcome"), intro, start_chosen);
	chooser_add(c, 0, _("Begin a new workbook there"), START_NAMED);
	chooser_add(c, 0, _("Just look around, nothing is kept"), START_LOOKING);
	chooser_add(c, 0, _("Leave, and change nothing"), START_QUIT);
	chooser_outro(c, who_can_read());
	chooser_push(app, c);
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

/* "Welcome back. You were at: Not delegation, 14 November." */
static void add_welcome(struct doc *intro, struct app *app)
{
	const char *title = pack_page(workbook_pack(app->wb), workbook_here(app->wb))->title;
	struct buf text, date;
	time_t when;

	buf_init(&text, 8192);
	buf_init(&date, 256);
	if (workbook_came_back(app->wb))
		doc_add_paragraph(intro, slice_of(_("We put your last sentences back.")));
	if (!workbook_was_left(app->wb, &when)) {
		buf_add_str(&text, _("Welcome back."));
	} else if (when) {
		workbook_date(when, &date);
		/* TRANSLATORS: a page's title, then a date. */
		buf_addf(&text, _("Welcome back. You were at: %s (%s)."), title, date.data);
	} else {
		buf_addf(&text, _("Welcome back. You were at: %s."), title);
	}
	doc_add_paragraph(intro, slice_buf(&text));
	if (workbook_locked(app->wb)) {
		buf_clear(&text);
		buf_addf(&text, _("For reading only: %s."), workbook_locked(app->wb));
		doc_add_paragraph(intro, slice_buf(&text));
	}
	for (size_t i = 0; workbook_warning(app->wb, i); i++) {
		buf_clear(&text);
		/* TRANSLATORS: what follows is a warning about the file. */
		buf_addf(&text, _("Please note: %s."), workbook_warning(app->wb, i));
		doc_add_paragraph(intro, slice_buf(&text));
	}
	buf_release(&date);
	buf_release(&text);
}

void push_welcome_back(struct app *app)
{
	struct doc *intro = doc_new();
	struct chooser *c;

	add_welcome(intro, app);
	c = chooser_new(_("Welcome back"), intro, back_chosen);
	chooser_add(c, 0, _("Carry on"), BACK_CARRY_ON);
	chooser_add(c, 0, _("Contents"), BACK_CONTENTS);
	chooser_add(c, 0, _("My reflections"), BACK_REFLECTIONS);
	if (workbook_could_agree(app->wb))
		chooser_add(c, 0, _("Write here, with a lock and a journal kept on this computer"),
			    BACK_AGREE);
	chooser_push(app, c);
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
	if (!workbook_locked(app->wb)) {
		app_say(app, _("The other window is closed. You can write here now."));
		return;
	}
	buf_init(&said, 8192);
	buf_addf(&said, _("The other window is closed, but you can only read here: %s."),
		 workbook_locked(app->wb));
	app_say(app, said.data);
	buf_release(&said);
}
