/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bringing in another copy of the workbook. */
#include <config.h>

#include <stdlib.h>

#include "base/intl.h"
#include "base/mem.h"
#include "ui/chooser.h"
#include "ui/found.h"
#include "ui/reading.h"
#include "ui/screens.h"
#include "workbook/about.h"
#include "workbook/bring.h"
#include "workbook/conflicts.h"
#include "workbook/tell.h"

static void bring_free(void *context)
{
	bring_release(context);
	free(context);
}

void free_conflicts(void *conflicts)
{
	copies_release(conflicts);
	free(conflicts);
}

static void say_failure(struct app *app, const char *why)
{
	struct buf said;

	buf_init(&said, 8192);
	buf_addf(&said, _("Nothing was brought in: %s."), why);
	app_say(app, said.data);
	buf_release(&said);
}

/* DOC, which is taken over, tells what came in.  What could be undone belongs to the words as they
 * were. */
static void show_brought(struct app *app, struct doc *doc)
{
	past_release(&app->past);
	show_page(app, workbook_here(app->wb));
	reading_push(app, _("Bring in a copy"), "", doc, FOCUS_TEXT);
}

/* What is asked of another workbook is whether both are the reader's. */
static void bring(struct app *app, const struct bring *b)
{
	struct brought brought;
	struct err err;

	if (!bring_in(b, app->wb, app->sys, b->kind == BRING_ANOTHER, &brought, &err)) {
		say_failure(app, err.text);
		return;
	}
	show_brought(app, tell_brought(app->wb, &brought));
	brought_release(&brought);
}

void bring_conflicts(struct app *app, struct copies *conflicts)
{
	struct brought brought;
	struct err err;
	struct doc *doc;

	if (!app_save(app)) {
		say_failure(app, workbook_trouble(app->wb));
	} else if (!bring_together(conflicts, app->wb, app->sys, &brought, &err)) {
		say_failure(app, err.text);
	} else {
		doc = tell_together(app->wb, &brought, conflicts);
		brought_release(&brought);
		show_brought(app, doc);	/* CONFLICTS may go with the screen */
	}
}

static void bring_chosen(struct app *app, void *context, int tag)
{
	if (tag == ASK_BRING)
		bring(app, context);
	else if (tag == ASK_STAY)
		app_pop(app);
	else if (!app_refuses_covered(app))
		reading_push(app, _("Bring in a copy"), "", bring_words(context, app->wb), FOCUS_TEXT);
}

static void say_copy(struct app *app, const struct bring *b)
{
	struct buf said;

	buf_init(&said, 16384);
	tell_copy(b, &said);
	app_say(app, said.data);
	buf_release(&said);
}

void bring_found(struct app *app, const struct copy *copy)
{
	struct bring *b = MEM_NEW(struct bring);
	struct chooser *c;
	struct err err;

	if (!bring_open(b, app->wb, app->sys, copy->path, &err)) {
		say_failure(app, err.text);
		free(b);
	} else if (bring_has_more(b)) {
		c = chooser_ask(ask_bring(b), bring_chosen);
		chooser_context(c, b, bring_free);
		chooser_push(app, c);
	} else {
		say_copy(app, b);
		bring_free(b);
	}
}

static void ask_name(struct app *app)
{
	found_push(app, FOUND_BRING, tell_find_copy());
}

static void together_chosen(struct app *app, void *context, int tag)
{
	if (tag == ASK_BRING)
		bring_conflicts(app, context);
	else if (tag == ASK_ELSEWHERE)
		ask_name(app);
	else
		app_pop(app);
}

/* What lies beside the workbook comes first, if anything does. */
static void ask_which_copy(struct app *app)
{
	struct copies *conflicts = MEM_NEW(struct copies);
	struct chooser *c;

	conflicts_find(conflicts, app->sys, app->wb);
	if (!conflicts->count) {
		free_conflicts(conflicts);
		ask_name(app);
		return;
	}
	c = chooser_ask(ask_together(conflicts), together_chosen);
	chooser_context(c, conflicts, free_conflicts);
	chooser_push(app, c);
}

void push_bring(struct app *app)
{
	struct buf said;

	buf_init(&said, 8192);
	if (!workbook_path(app->wb))
		buf_add_str(&said, about_no_file());
	else if (workbook_locked(app->wb))
		buf_addf(&said, _("For reading only: %s."), workbook_locked(app->wb));
	else if (!app_save(app))
		buf_addf(&said, _("Nothing can be brought in while your words are not saved: %s."),
			 workbook_trouble(app->wb));
	if (said.len)
		app_say(app, said.data);
	else
		ask_which_copy(app);
	buf_release(&said);
}
