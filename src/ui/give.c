/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A copy for my mentor or the group: for whom, what is in it, and where it is put. */
#include <config.h>

#include <stdlib.h>

#include "base/intl.h"
#include "ui/chooser.h"
#include "ui/field.h"
#include "ui/reading.h"
#include "ui/screens.h"

/* ---- where ---- */

static void path_entered(struct app *app, int tag, const char *typed)
{
	enum share_kind kind = (enum share_kind)tag;
	struct buf why;
	char *path;

	if (!*typed) {
		app_say(app, _("Please type a name, or go back with Esc."));
		return;
	}
	path = share_path(app->wb, kind, typed);
	buf_init(&why, 16384);
	if (share_copy(app->wb, kind, path, &why)) {
		for (int levels = 3; levels; levels--)	/* the line, what is in it, for whom */
			app_pop(app);
		reading_push(app, share_title(kind), "", share_told(app->wb, kind, path), FOCUS_TEXT);
	} else {
		app_say(app, why.data);
	}
	buf_release(&why);
	free(path);
}

static void ask_where(struct app *app)
{
	struct doc *intro = doc_new();
	struct buf name;

	buf_init(&name, 1024);
	share_suggest(app->wb, app->leaving, "~/", &name);
	doc_add_paragraph(intro, slice_of(_("Where shall the copy be put? Change the name if you "
					    "like. ~ is your own folder.")));
	field_push(app, share_title(app->leaving), intro, name.data, path_entered, app->leaving);
	buf_release(&name);
}

/* ---- what is in it ---- */

static void push_leaving(struct app *app)
{
	reading_push(app, share_title(app->leaving), "", share_preview(app->wb, app->leaving),
		     FOCUS_TEXT | FOCUS_LEAVING);
	app_again(app, push_leaving);
}

/* ---- for whom ---- */

static void kind_chosen(struct app *app, void *context, int tag)
{
	struct buf why;

	(void)context;
	app->leaving = (enum share_kind)tag;
	buf_init(&why, 4096);
	if (share_is_possible(app->wb, app->leaving, &why))
		push_leaving(app);
	else
		app_say(app, why.data);
	buf_release(&why);
}

void push_give(struct app *app)
{
	struct chooser *c;

	if (app_refuses_covered(app))
		return;
	if (app_focus(app) & FOCUS_LEAVING) {
		ask_where(app);
		return;
	}
	app_begin_save(app);
	if (chooser_back_to(app, kind_chosen))
		return;
	c = chooser_new(_("A copy for others"), share_ask(), kind_chosen);
	for (int i = 0; i < SHARE_KINDS; i++)
		chooser_add(c, 0, share_line((enum share_kind)i), i);
	chooser_push(app, c);
	app_again(app, push_give);
}
