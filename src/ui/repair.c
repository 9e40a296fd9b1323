/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook that is damaged or gone: what can make up for it. */
#include <config.h>

#include "base/intl.h"
#include "ui/chooser.h"
#include "ui/screens.h"

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
	enum ask_answer answer = (enum ask_answer)tag;

	(void)context;
	if (answer == ASK_LEAVE)
		app->quit = true;
	else
		go_on_with(app, ask_source(answer), ask_mode(answer, app->mode));
}

void push_repair(struct app *app, const char *trouble)
{
	app->damaged = true;
	chooser_push(app, chooser_ask(ask_repair(app->sys, app->place.path, trouble), repair_chosen));
}
