/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holding answers up to conditions and cautions, and noting what one notices. */
#include <config.h>

#include <stdlib.h>

#include "base/intl.h"
#include "base/mem.h"
#include "ui/chooser.h"
#include "ui/form.h"
#include "ui/reading.h"
#include "ui/screens.h"
#include "workbook/lens.h"

enum { CONDITIONS_MAX = 6 };	/* fields that a form has */

/* What one form writes: field I is about lens[I]. */
struct holding {
	size_t answer;
	size_t lens[CONDITIONS_MAX];
	size_t count;
	bool listed;		/* it was chosen from the list of answers */
};

static size_t *to_size(size_t n)
{
	size_t *copy = MEM_NEW(size_t);

	*copy = n;
	return copy;
}

static void keep_notes(struct app *app, void *context, const struct form *form)
{
	struct holding *h = context;

	for (size_t i = 0; i < h->count; i++)
		lens_write(app->wb, h->lens[i], h->answer, form_text(form, i));
}

static void show_answers(struct app *app, size_t lens, size_t mark);

static void notes_done(struct app *app, void *context)
{
	struct holding h = *(struct holding *)context;

	app_begin_save(app);
	app_pop(app);
	if (!h.listed)
		return;
	app_pop(app);
	show_answers(app, h.lens[0], h.answer);
}

static void push_form(struct app *app, const char *title, struct doc *intro, struct holding *h,
		      const char *label)
{
	static const struct form_ops ops = { .keep = keep_notes, .done = notes_done };
	struct form *form = form_new(title, intro, &ops, h);

	for (size_t i = 0; i < h->count; i++) {
		const char *name = pack_page(workbook_pack(app->wb), h->lens[i])->title;

		form_add(form, FORM_WORDS, label ? label : name, label ? label : name,
			 lens_note(app->wb, h->lens[i], h->answer));
	}
	workbook_prepare(app->wb, h->answer);
	form_push(app, form);
}

static bool can_note(const struct app *app)
{
	return !workbook_locked(app->wb);
}

static void answer_chosen(struct app *app, void *context, int tag)
{
	size_t lens = *(size_t *)context;
	const char *title = pack_page(workbook_pack(app->wb), lens)->title;
	struct doc *doc = lens_doc(app->wb, lens, (size_t)tag, false);
	struct holding *h;

	if (!lens_takes_notes(app->wb, lens) || !can_note(app)) {
		reading_push(app, title, "", doc, FOCUS_TEXT);
		return;
	}
	h = MEM_NEW(struct holding);
	*h = (struct holding){ .answer = (size_t)tag, .lens = { lens }, .count = 1, .listed = true };
	push_form(app, title, doc, h, _("What I notice"));
}

static struct doc *intro_of(const struct app *app, size_t lens)
{
	const struct pack_page *page = pack_page(workbook_pack(app->wb), lens);
	struct doc *intro = doc_new();

	if (page->aside)
		doc_add_blocks(intro, page->aside, 0, doc_count(page->aside));
	doc_add_paragraph(intro, slice_of(lens_takes_notes(app->wb, lens) ?
		_("Which of your answers would you like to hold up to this?") :
		_("Which of your answers would you like to read again beside this?")));
	return intro;
}

static void show_answers(struct app *app, size_t lens, size_t mark)
{
	const char *title = pack_page(workbook_pack(app->wb), lens)->title;
	size_t count = pack_page_count(workbook_pack(app->wb));
	struct chooser *c = chooser_new(title, intro_of(app, lens), answer_chosen);
	struct buf label;

	buf_init(&label, (size_t)1024 * 1024);
	for (size_t i = lens_next_answer(app->wb, 0); i < count; i = lens_next_answer(app->wb, i + 1)) {
		buf_clear(&label);
		lens_tell(app->wb, lens, i, &label);
		chooser_add(c, 0, label.data, (int)i);
	}
	buf_release(&label);
	chooser_context(c, to_size(lens), free);
	if (mark < count)
		chooser_mark(c, (int)mark);
	chooser_push(app, c);
}

void push_lens(struct app *app, size_t lens)
{
	size_t count = pack_page_count(workbook_pack(app->wb));

	if (app_refuses_covered(app))
		return;
	app_begin_save(app);
	if (lens_next_answer(app->wb, 0) < count)
		show_answers(app, lens, count);
	else
		app_say(app, _("Nothing of yours stands under the questions yet. You can come back here."));
}

void push_through(struct app *app, size_t answer)
{
	size_t count = pack_page_count(workbook_pack(app->wb));
	struct holding *h;

	if (app_refuses_covered(app))
		return;
	if (!lens_is_answer(app->wb, answer)) {
		app_say(app, _("Nothing of yours stands here yet. Enter starts writing."));
		return;
	}
	if (!can_note(app)) {
		reading_push(app, _("Through the conditions"), "", lens_all_doc(app->wb, answer), FOCUS_TEXT);
		return;
	}
	h = MEM_NEW(struct holding);
	h->answer = answer;
	for (size_t i = lens_next_condition(app->wb, 0); i < count && h->count < CONDITIONS_MAX;
	     i = lens_next_condition(app->wb, i + 1))
		h->lens[h->count++] = i;
	push_form(app, _("Through the conditions"), lens_all_doc(app->wb, answer), h, NULL);
}
