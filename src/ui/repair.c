/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook that is damaged or gone: what can make up for it. */
#include <config.h>

#include <stdlib.h>

#include "base/file.h"
#include "base/intl.h"
#include "ui/chooser.h"
#include "ui/screens.h"

enum repair_choice { REPAIR_BACKUP, REPAIR_JOURNAL, REPAIR_SALVAGE, REPAIR_READ, REPAIR_NEW,
		     REPAIR_LEAVE };

static void go_on_with(struct app *app, enum store_source source, enum store_mode mode)
{
	struct buf said;
	struct err err;

	if (workbook_repair(app->wb, &app->place, mode, source, &err)) {
		app->damaged = false;
		show_welcome_back(app);
		app_begin_save(app);
		return;
	}
	buf_init(&said, 8192);
	buf_addf(&said, _("That does not work: %s."), err.text);
	app_say(app, said.data);
	buf_release(&said);
}

static void repair_chosen(struct app *app, void *context, int tag)
{
	(void)context;
	switch ((enum repair_choice)tag) {
	case REPAIR_BACKUP:
		go_on_with(app, STORE_BACKUP, app->mode);
		break;
	case REPAIR_JOURNAL:
		go_on_with(app, STORE_JOURNAL, app->mode);
		break;
	case REPAIR_SALVAGE:
		go_on_with(app, STORE_SALVAGE, app->mode);
		break;
	case REPAIR_READ:
		go_on_with(app, STORE_SALVAGE, STORE_READ);
		break;
	case REPAIR_NEW:
		go_on_with(app, STORE_NEW, app->mode);
		break;
	case REPAIR_LEAVE:
		app->quit = true;
		break;
	}
}

static void add_backup(struct chooser *c, time_t at)
{
	struct buf label, date, time;

	buf_init(&label, 1024);
	buf_init(&date, 256);
	buf_init(&time, 256);
	workbook_date(at, &date);
	workbook_clock(at, &time);
	/* TRANSLATORS: a date and a time of day. */
	buf_addf(&label, _("Go on with the copy from before the last save (%s, %s)"), date.data,
		 time.data);
	chooser_add(c, 0, label.data, REPAIR_BACKUP);
	buf_release(&time);
	buf_release(&date);
	buf_release(&label);
}

static void add_offer(struct chooser *c, const struct store_offer *offer)
{
	switch (offer->source) {
	case STORE_BACKUP:
		add_backup(c, offer->at);
		break;
	case STORE_JOURNAL:
		chooser_add(c, 0, _("Go on with the last sentences alone, from the journal"),
			    REPAIR_JOURNAL);
		break;
	case STORE_SALVAGE:
		chooser_add(c, 0, _("Go on with all that can be found in it and beside it"),
			    REPAIR_SALVAGE);
		break;
	default:
		break;
	}
}

void push_repair(struct app *app, const char *trouble)
{
	struct store_offer offers[STORE_SOURCES];
	size_t count = store_offers(app->sys, app->place.path, offers);
	bool there = file_exists(app->sys, app->place.path);
	struct doc *intro = doc_new(), *outro = doc_new();
	struct chooser *c;
	struct buf text;

	app->damaged = true;
	buf_init(&text, 8192);
	/* TRANSLATORS: what follows says what is wrong with the workbook's file. */
	buf_addf(&text, _("Something is wrong with your workbook: %s."), trouble);
	doc_add_paragraph(intro, slice_buf(&text));
	buf_release(&text);
	doc_add_paragraph(intro, slice_of(_("Nothing has been changed. What would you like to do?")));
	doc_add_paragraph(outro, slice_of(there ?
		_("When you go on, the damaged file is kept for good beside the new one, with 'broken' "
		  "in its name.") :
		_("When you go on, the file is made again.")));
	c = chooser_new(there ? _("Damaged workbook") : _("Missing workbook"), intro, repair_chosen);
	for (size_t i = 0; i < count; i++)
		add_offer(c, &offers[i]);
	if (count && offers[0].source == STORE_SALVAGE)
		chooser_add(c, 0, _("Only read what can be found, and change nothing"), REPAIR_READ);
	chooser_add(c, 0, _("Leave, and change nothing"), REPAIR_LEAVE);
	chooser_add(c, 0, _("Begin anew, with empty boxes"), REPAIR_NEW);
	chooser_outro(c, outro);
	chooser_push(app, c);
}
