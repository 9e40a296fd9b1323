/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding what someone said, and in a mentor's copy replying: which words it is about, and a form. */
#include <config.h>

#include "workbook/said.h"

#include <stdlib.h>

#include "base/intl.h"
#include "base/mem.h"
#include "ui/chooser.h"
#include "ui/form.h"
#include "ui/screens.h"

#define DAY_MAX 4096	/* bytes */

/* What one form writes; a mentor's reply is of the day on which it is written, and has no field
 * for that. */
struct writing {
	struct said said;
	bool has_day;
	bool misplaced;		/* the words are what was typed as a name */
};

/* Whether something was typed into the line for the name, and nothing into the box. */
static bool is_misplaced(const struct form *form)
{
	return form_changed(form, SAID_FROM) && slice_trim(form_text(form, SAID_FROM)).len &&
		!slice_trim(form_text(form, SAID_TEXT)).len;
}

static void keep(struct app *app, void *context, const struct form *form)
{
	struct writing *w = context;
	struct buf day;

	/* A name alone would not be kept, and it may be no name: the program may end before the
	 * writer is told that the words go elsewhere. */
	w->misplaced = is_misplaced(form);
	buf_clear(&w->said.from);
	buf_add_slice(&w->said.from, form_text(form, SAID_FROM));
	buf_clear(&w->said.text);
	buf_add_slice(&w->said.text, form_text(form, w->misplaced ? SAID_FROM : SAID_TEXT));
	if (w->misplaced)
		buf_clear(&w->said.from);
	if (w->has_day) {
		buf_init(&day, DAY_MAX);
		form_day(form, SAID_DAY, day_local(workbook_now(app->wb)), &day);
		(void)day_read(slice_buf(&day), &w->said.day);
		buf_release(&day);
	}
	said_keep(app->wb, &w->said);
}

static void release(void *context)
{
	said_free(&((struct writing *)context)->said);
}

static const char *lacks(void *context, const struct form *form, size_t *field)
{
	(void)context;
	*field = SAID_TEXT;
	return is_misplaced(form) ? _("The words go into this box; the line below is for the name. Esc once "
				      "more leaves, and nothing is kept.") : NULL;
}

static void said_chosen(struct app *app, void *context, int tag);

/* What was no words after all, as its writer has agreed. */
static void drop_misplaced(struct app *app, struct writing *w)
{
	if (!w->misplaced)
		return;
	buf_clear(&w->said.text);
	said_keep(app->wb, &w->said);
}

static void done(struct app *app, void *context)
{
	struct writing *w = context;
	struct replies_at at = { w->said.part, w->said.id };
	size_t page;
	bool on_page = replies_page(app->wb, at, &page), stands;
	struct buf said;

	drop_misplaced(app, w);
	stands = said_stands(app->wb, &w->said);
	buf_init(&said, 4096);
	buf_add_str(&said, said_done(app->wb, stands));
	if (stands && on_page)
		buf_addf(&said, " %s", _("F6 shows it."));
	app_begin_save(app);
	app_pop(app);
	if (chooser_back_to(app, said_chosen))
		app_pop(app);
	if (!on_page)
		(void)back_to_welcome(app);	/* which shows the reply, too */
	if (!app->message.len)
		app_say(app, said.data);
	buf_release(&said);
}

static void push_form(struct app *app, const struct said_list *list, size_t i)
{
	static const struct form_ops ops = { .keep = keep, .lacks = lacks, .done = done,
					    .release = release };
	struct writing *w = MEM_NEW(struct writing);
	struct form *form;
	struct buf day;

	said_begin(app->wb, list, i, &w->said);
	w->has_day = !workbook_is_copy(app->wb);
	form = form_new(said_title(app->wb), said_intro(app->wb, &w->said), &ops, w);
	form_add(form, FORM_WORDS, said_label(app->wb, SAID_TEXT), said_label(app->wb, SAID_TEXT),
		 w->said.text.data);
	form_add(form, FORM_LINE, said_label(app->wb, SAID_FROM), said_label(app->wb, SAID_FROM),
		 w->said.from.data);
	buf_init(&day, DAY_MAX);
	day_write(w->said.day, &day);
	if (w->has_day)
		form_add(form, FORM_PAST, said_label(app->wb, SAID_DAY), said_label(app->wb, SAID_DAY),
			 day.data);
	buf_release(&day);
	form_begin_at(form, SAID_TEXT);
	form_push(app, form);
}

static void said_chosen(struct app *app, void *context, int tag)
{
	push_form(app, context, (size_t)tag);
}

static void release_list(void *context)
{
	said_release(context);
	free(context);
}

void push_said_at(struct app *app, struct replies_at at)
{
	const char *why = replies_locked(app->wb);
	struct said_list *list;
	struct chooser *c;

	if (app_refuses_covered(app))
		return;
	if (workbook_state(app->wb) == STATE_LOOKING) {
		push_first_start(app);
		return;
	}
	if (why) {
		app_say_locked(app, why);
		return;
	}
	app_begin_save(app);	/* and what is being written is the newest */
	list = MEM_NEW(struct said_list);
	said_find(app->wb, at, list);
	if (list->count == 1) {
		push_form(app, list, 0);
		release_list(list);
		return;
	}
	c = chooser_new(said_title(app->wb), NULL, said_chosen);
	chooser_context(c, list, release_list);
	for (size_t i = 0; i < list->count; i++)
		chooser_add(c, 0, list->choices[i].label, (int)i);
	chooser_push(app, c);
}

void push_said(struct app *app, size_t page)
{
	push_said_at(app, replies_under(app->wb, page));
}
