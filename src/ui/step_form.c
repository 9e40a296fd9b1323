/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a step, and what happened. */
#include <config.h>

#include "ui/step_form.h"

#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "ui/form.h"

#define DAY_MAX 8192	/* bytes */
#define LOOK_SIZE 16	/* "2027-01-15" */

/* What one form writes. */
struct writing {
	struct steps_place at;	/* id "": nothing was begun yet */
	bool written;		/* what happened, in this form */
	bool dated;		/* likewise, when to look again */
	char look[LOOK_SIZE];	/* the day that stood there, "" for none */
};

static struct writing *writing_new(const struct steps_place *at)
{
	struct writing *w = MEM_NEW(struct writing);

	w->at = *at;
	return w;
}

static const struct item *step_of(const struct app *app, const struct writing *w)
{
	return *w->at.id ? beside_find(app->wb, w->at.page, ITEM_STEP, w->at.id) : NULL;
}

/* ---- a step ---- */

static void keep_step(struct app *app, void *context, const struct form *form)
{
	struct writing *w = context;
	const struct item *step = step_of(app, w);
	struct slice text[ITEM_TEXTS];
	struct buf day;

	buf_init(&day, DAY_MAX);
	for (int i = 0; i < ITEM_TEXTS; i++)
		text[i] = slice_of(step ? step->text[i] : "");
	for (int i = STEPS_FIRST; i < STEP_LOOK; i++)
		text[i] = form_text(form, (size_t)(i - STEPS_FIRST));
	form_day(form, STEP_LOOK - STEPS_FIRST, steps_today(app->wb), &day);
	text[STEP_LOOK] = slice_buf(&day);
	/* One that was taken away meanwhile, by another copy, is begun anew: no word is lost. */
	step = beside_put(app->wb, w->at.page, ITEM_STEP, step ? w->at.id : NULL, text);
	if (step && strlen(step->id) < sizeof(w->at.id))
		memcpy(w->at.id, step->id, strlen(step->id) + 1);
	buf_release(&day);
}

static void step_done(struct app *app, void *context)
{
	struct steps_place at = ((struct writing *)context)->at;

	app_begin_save(app);
	steps_show_list(app, &at);
}

void push_step_form(struct app *app, const struct steps_place *at)
{
	static const struct form_ops ops = { .keep = keep_step, .done = step_done };
	const struct item *step = *at->id ? beside_find(app->wb, at->page, ITEM_STEP, at->id) : NULL;
	struct form *form = form_new(steps_title(), NULL, &ops, writing_new(at));

	workbook_prepare(app->wb, at->page);
	for (int i = STEPS_FIRST; i <= STEPS_LAST; i++)
		form_add(form, i == STEP_LOOK ? FORM_DAY : FORM_LINE, steps_label(i), steps_brief(i),
			 step ? step->text[i] : "");
	form_push(app, form);
}

/* ---- what happened ---- */

enum { HAPPENED_WORDS, HAPPENED_LOOK };

static void keep_happened(struct app *app, void *context, const struct form *form)
{
	struct writing *w = context;
	struct slice text = form_text(form, HAPPENED_WORDS);
	struct buf day;

	if (!step_of(app, w))
		return;
	buf_init(&day, DAY_MAX);
	if (w->written || form_changed(form, HAPPENED_WORDS)) {
		w->written = true;
		steps_write_happened(app->wb, w->at.page, w->at.id, text);
		if (slice_trim(text).len)
			steps_set_asked(app->wb, w->at.page, w->at.id);
	}
	if (w->dated || form_changed(form, HAPPENED_LOOK)) {
		w->dated = true;
		form_day(form, HAPPENED_LOOK, steps_today(app->wb), &day);
		steps_set(app->wb, w->at.page, w->at.id, STEP_LOOK,
			  day.len ? slice_buf(&day) : slice_of(w->look));
	}
	buf_release(&day);
}

static void happened_done(struct app *app, void *context)
{
	struct steps_place at = ((struct writing *)context)->at;

	steps_set_asked(app->wb, at.page, at.id);
	app_begin_save(app);
	steps_show_list(app, &at);
}

void push_happened_form(struct app *app, const struct steps_place *at)
{
	static const struct form_ops ops = { .keep = keep_happened, .done = happened_done };
	const struct item *step = beside_find(app->wb, at->page, ITEM_STEP, at->id);
	const char *happened = steps_happened(app->wb, at->page, at->id);
	struct writing *w = writing_new(at);
	struct doc *intro = doc_new();
	struct form *form;

	doc_add_note(intro, slice_of(pack_page(workbook_pack(app->wb), at->page)->title));
	steps_add(intro, app->wb, at->page, step,
		  STEPS_DATES | (*happened ? STEPS_BEFORE : STEPS_EARLIER));
	if (strlen(step->text[STEP_LOOK]) < LOOK_SIZE)
		strcpy(w->look, step->text[STEP_LOOK]);
	form = form_new(steps_title(), intro, &ops, w);
	workbook_prepare(app->wb, at->page);
	form_add(form, FORM_WORDS, steps_question(), steps_question(), happened);
	form_add(form, FORM_DAY, steps_label(STEP_LOOK), steps_brief(STEP_LOOK), "");
	form_push(app, form);
}
