/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for a workbook that lies somewhere. */
#include <config.h>

#include "ui/found.h"

#include <stdlib.h>

#include "base/intl.h"
#include "base/mem.h"
#include "ui/chooser.h"
#include "ui/field.h"
#include "workbook/paths.h"

static const struct {
	const char *title;
	void (*found)(struct app *app, const struct copy *copy);
	unsigned files;
} kinds[] = {
	[FOUND_ALREADY] = { N_("I already have a workbook"), already_found, COPIES_OPEN },
	[FOUND_BRING] = { N_("Bring in a copy"), bring_found, COPIES_BRING },
};

/* Several that were found, and what for. */
struct several {
	struct copies copies;
	enum found_for what;
};

static void several_free(void *several)
{
	copies_release(&((struct several *)several)->copies);
	free(several);
}

static void one_chosen(struct app *app, void *context, int tag)
{
	const struct several *s = context;
	const struct copy *chosen = &s->copies.items[tag - ASK_COPIES];
	/* What it leads to may close the list. */
	const struct copy copy = { .path = mem_string(chosen->path), .at = chosen->at };

	kinds[s->what].found(app, &copy);
	free(copy.path);
}

static void push_several(struct app *app, const struct copies *copies, enum found_for what)
{
	struct chooser *c = chooser_ask(ask_which(copies, _(kinds[what].title)), one_chosen);
	struct several *s = MEM_NEW(struct several);

	*s = (struct several){ *copies, what };
	chooser_context(c, s, several_free);
	chooser_keep_still(c, false);
	chooser_push(app, c);
}

static void name_entered(struct app *app, int tag, const char *typed)
{
	enum found_for what = (enum found_for)tag;
	struct copies copies;
	struct buf said;
	struct err err;
	bool found;

	if (!*typed)
		return;
	found = copies_find(&copies, app->sys, typed, kinds[what].files, &err);
	/* What is open does not come into itself. */
	if (found && what == FOUND_BRING)
		copies_leave_out(&copies, app->sys, workbook_path(app->wb));
	if (!found) {
		buf_init(&said, 8192);
		buf_addf(&said, _("That does not work: %s."), err.text);
		app_say(app, said.data);
		buf_release(&said);
	} else if (copies.count > 1) {
		push_several(app, &copies, what);
		return;		/* the list has them now */
	} else {
		kinds[what].found(app, &copies.items[0]);
	}
	copies_release(&copies);
}

void found_push(struct app *app, enum found_for what, const char *words)
{
	char *stick = path_stick(app->sys);
	struct doc *intro = doc_new();

	doc_add_paragraph(intro, slice_of(words));
	field_push(app, _(kinds[what].title), intro, stick ? stick : "~/", name_entered, (int)what);
	free(stick);
}
