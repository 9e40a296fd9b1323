/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Somebody has a workbook already: finding it, and opening it there or copying it here. */
#include <config.h>

#include <stdlib.h>

#include "base/intl.h"
#include "base/mem.h"
#include "ui/chooser.h"
#include "ui/found.h"
#include "ui/screens.h"
#include "workbook/tell.h"

static void say_failure(struct app *app, const struct err *err)
{
	struct buf said;

	buf_init(&said, 8192);
	buf_addf(&said, _("That does not work: %s."), err->text);
	app_say(app, said.data);
	buf_release(&said);
}

/* WARNING, of the copy, goes. */
static void say_warning(struct app *app, char *warning)
{
	struct buf said;

	if (!warning)
		return;
	buf_init(&said, 8192);
	buf_addf(&said, _("Please note: %s."), warning);
	app_say(app, said.data);
	buf_release(&said);
	free(warning);
}

static void copy_here(struct app *app, const char *path)
{
	char *warning;
	struct err err;

	if (!copies_make(app->sys, path, app->home.path, &warning, &err)) {
		say_failure(app, &err);
		return;
	}
	start_keeping(app, &app->home, STORE_WRITE);
	say_warning(app, warning);
}

static void already_chosen(struct app *app, void *context, int tag)
{
	char *path = mem_string(context);	/* which goes with its screen */

	if (tag == ASK_COPY_HERE)
		copy_here(app, path);
	else
		start_keeping_there(app, path);
	free(path);
}

void already_found(struct app *app, const struct copy *copy)
{
	struct chooser *c = chooser_ask(ask_already(copy, app->home.path), already_chosen);

	chooser_context(c, mem_string(copy->path), free);
	chooser_push(app, c);
}

void push_already(struct app *app)
{
	found_push(app, FOUND_ALREADY, tell_find_workbook());
}
