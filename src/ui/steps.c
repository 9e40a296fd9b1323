/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What I mean to try: the list of steps, one of them, and what to do with it. */
#include <config.h>

#include "workbook/steps.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "ui/chooser.h"
#include "ui/screens.h"
#include "ui/step_form.h"

#define LINE_LEN ((size_t)1024 * 1024)
#define TAG_DUE (-1)
#define TAG_NEW 1000000		/* and the page under which it is to stand */

enum step_choice { STEP_CHANGE, STEP_HAPPENED, STEP_REMOVE };

static void release_list(void *context)
{
	steps_release(context);
	free(context);
}

/* Whether anything can be written; who looks around is asked where to keep words. */
static bool may_write(struct app *app)
{
	const char *why = workbook_locked(app->wb);
	struct buf said;

	if (why && workbook_state(app->wb) == STATE_LOOKING) {
		push_first_start(app);
	} else if (why) {
		buf_init(&said, 8192);
		/* TRANSLATORS: %s says why. */
		buf_addf(&said, _("You can only read here: %s."), why);
		app_say(app, said.data);
		buf_release(&said);
	}
	return !why;
}

static const struct item *step_at(const struct app *app, const struct steps_place *at)
{
	return beside_find(app->wb, at->page, ITEM_STEP, at->id);
}

static struct steps_place *place_new(const struct steps_place *at)
{
	struct steps_place *place = MEM_NEW(struct steps_place);

	*place = *at;
	return place;
}

static void add_step(struct chooser *c, struct app *app, const struct steps_place *at, int tag)
{
	struct buf line;

	buf_init(&line, LINE_LEN);
	steps_tell_line(step_at(app, at), &line);
	chooser_add(c, 0, line.data, tag);
	buf_release(&line);
}

/* ---- one step ---- */

static void push_step(struct app *app, const struct steps_place *at);

static void removal_chosen(struct app *app, void *context, int tag)
{
	struct steps_place at = *(struct steps_place *)context;
	struct err err;

	app_pop(app);
	if (tag != STEP_REMOVE)
		return;
	if (!beside_remove(app->wb, at.page, at.id, &err)) {
		app_say(app, err.text);
		return;
	}
	app_begin_save(app);
	steps_show_list(app, NULL);
	app_say(app, _("The step is removed."));
}

static void ask_removal(struct app *app, const struct steps_place *at)
{
	struct doc *intro = doc_new();
	struct chooser *c;

	doc_add_paragraph(intro, slice_of(_("Remove this step, and what you wrote of what happened?")));
	steps_add(intro, app->wb, at->page, step_at(app, at), STEPS_DATES);
	c = chooser_new(steps_title(), intro, removal_chosen);
	chooser_add(c, 0, _("Keep it"), STEP_CHANGE);
	chooser_add(c, 0, _("Remove it"), STEP_REMOVE);
	chooser_context(c, place_new(at), free);
	chooser_push(app, c);
}

static void step_chosen(struct app *app, void *context, int tag)
{
	struct steps_place at = *(struct steps_place *)context;

	if (!step_at(app, &at) || !may_write(app))
		return;
	if (tag == STEP_CHANGE)
		push_step_form(app, &at);
	else if (tag == STEP_HAPPENED)
		push_happened_form(app, &at);
	else
		ask_removal(app, &at);
}

static void push_step(struct app *app, const struct steps_place *at)
{
	struct doc *intro = doc_new();
	struct chooser *c;

	doc_add_note(intro, slice_of(pack_page(workbook_pack(app->wb), at->page)->title));
	steps_add(intro, app->wb, at->page, step_at(app, at), STEPS_DATES | STEPS_EARLIER);
	c = chooser_new(steps_title(), intro, step_chosen);
	chooser_add(c, 0, _("Change it"), STEP_CHANGE);
	chooser_add(c, 0, _("Write what happened"), STEP_HAPPENED);
	chooser_add(c, 0, _("Remove it"), STEP_REMOVE);
	chooser_read_first(c);
	chooser_context(c, place_new(at), free);
	chooser_push(app, c);
}

/* ---- the list ---- */

static void steps_chosen(struct app *app, void *context, int tag)
{
	const struct steps_list *list = context;
	struct steps_place at = { 0 };

	if (tag == TAG_DUE) {
		push_due(app);
	} else if (tag >= TAG_NEW) {
		at.page = (size_t)(tag - TAG_NEW);
		if (may_write(app))
			push_step_form(app, &at);
	} else if (step_at(app, &list->places[tag])) {
		at = list->places[tag];
		push_step(app, &at);
	}
}

/* The steps under PAGE, and a new one; ALONE: the list is about this page. */
static void add_page(struct chooser *c, struct app *app, const struct steps_list *list,
		     size_t page, bool alone)
{
	struct buf label;

	if (!steps_belong(app->wb, page))
		return;
	if (!alone)
		chooser_add_gap(c);
	for (size_t i = 0; i < list->count; i++)
		if (list->places[i].page == page)
			add_step(c, app, &list->places[i], (int)i);
	buf_init(&label, 4096);
	if (alone)
		buf_add_str(&label, _("A new step"));
	else
		/* TRANSLATORS: the title of a page. */
		buf_addf(&label, _("A new step: %s"), pack_page(workbook_pack(app->wb), page)->title);
	chooser_add(c, 0, label.data, TAG_NEW + (int)page);
	buf_release(&label);
}

static void push_list(struct app *app, const struct steps_place *mark)
{
	struct steps_list *list = MEM_NEW(struct steps_list);
	size_t here = workbook_here(app->wb);
	bool alone = steps_belong(app->wb, here);
	struct doc *intro = doc_new();
	struct chooser *c;

	steps_find(app->wb, STEPS_ALL, steps_today(app->wb), list);
	doc_add_paragraph(intro, slice_of(_("When something happens, I will do something: small "
					    "steps, in my words. Any part may stay blank.")));
	c = chooser_new(steps_title(), intro, steps_chosen);
	chooser_context(c, list, release_list);
	if (steps_any_due(app->wb))
		chooser_add(c, 0, _("To look at again"), TAG_DUE);
	for (size_t page = 0; page < pack_page_count(workbook_pack(app->wb)); page++)
		if (!alone || page == here)
			add_page(c, app, list, page, alone);
	for (size_t i = 0; mark && i < list->count; i++)
		if (strcmp(list->places[i].id, mark->id) == 0)
			chooser_mark(c, (int)i);
	chooser_push(app, c);
	app_again(app, push_steps);
}

void push_steps(struct app *app)
{
	if (app_refuses_covered(app))
		return;
	app_begin_save(app);
	if (chooser_back_to(app, steps_chosen))
		app_pop(app);	/* it may show what stood there before */
	push_list(app, NULL);
}

/* ---- what is to be looked at again ---- */

static void due_chosen(struct app *app, void *context, int tag)
{
	const struct steps_list *list = context;
	struct steps_place at = list->places[tag];

	if (step_at(app, &at) && may_write(app))
		push_happened_form(app, &at);
}

/* False where there is none. */
static bool push_due_list(struct app *app)
{
	struct steps_list *list = MEM_NEW(struct steps_list);
	struct doc *intro;
	struct chooser *c;

	steps_find(app->wb, STEPS_DUE, steps_today(app->wb), list);
	if (!list->count) {
		release_list(list);
		return false;
	}
	intro = doc_new();
	doc_add_paragraph(intro, slice_of(_("You meant to look at this again. What happened? Enter "
					    "opens it; Esc leaves it for another day.")));
	c = chooser_new(_("To look at again"), intro, due_chosen);
	chooser_context(c, list, release_list);
	for (size_t i = 0; i < list->count; i++)
		add_step(c, app, &list->places[i], (int)i);
	chooser_push(app, c);
	app_again(app, push_due);
	return true;
}

void push_due(struct app *app)
{
	if (!app_refuses_covered(app))
		push_due_list(app);
}

void steps_show_list(struct app *app, const struct steps_place *mark)
{
	if (chooser_back_to(app, due_chosen)) {
		app_pop(app);
		if (push_due_list(app))
			return;
	}
	if (chooser_back_to(app, steps_chosen)) {
		app_pop(app);
		push_list(app, mark);
	} else if (!back_to_welcome(app)) {
		show_page(app, workbook_here(app->wb));
	}
}
