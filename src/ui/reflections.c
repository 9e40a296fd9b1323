/* SPDX-License-Identifier: GPL-3.0-or-later */
/* My reflections: the summary on the screen. */
#include <config.h>

#include <stdint.h>
#include <string.h>

#include "base/intl.h"
#include "ui/reading.h"
#include "ui/screens.h"
#include "workbook/summary.h"

static struct view *push(struct app *app)
{
	struct view *view;

	app_begin_save(app);
	view = reading_push(app, _("My reflections"), _("private copy"), summary_private(app->wb),
			    FOCUS_TEXT | FOCUS_COPY);
	app_again(app, push_reflections);
	return view;
}

void push_reflections(struct app *app)
{
	if (!app_refuses_covered(app))
		push(app);
}

/* The first block in which TEXT stands, 0: there is none. */
static size_t block_with(const struct doc *doc, struct slice text)
{
	size_t found = 0;
	struct buf here;

	buf_init(&here, SIZE_MAX / 2);
	for (size_t i = 0; i < doc_count(doc) && !found && text.len; i++) {
		buf_clear(&here);
		doc_text(doc, i, &here);
		if (memmem(here.data, here.len, text.data, text.len))
			found = i;
	}
	buf_release(&here);
	return found;
}

/* The first block of words that is PARAGRAPH, else the first in which it stands; 0: there is
 * none. */
static size_t block_of(const struct doc *doc, const char *paragraph)
{
	size_t found = 0;
	struct doc *wanted = doc_new();	/* the same way in for both */
	struct buf here, there;

	buf_init(&here, SIZE_MAX / 2);
	buf_init(&there, SIZE_MAX / 2);
	doc_add_words(wanted, slice_of(paragraph));
	if (doc_count(wanted))
		doc_text(wanted, 0, &there);
	for (size_t i = 0; i < doc_count(doc) && !found; i++) {
		buf_clear(&here);
		if (doc_kind(doc, i) == DOC_WORDS)
			doc_text(doc, i, &here);
		if (here.len && slice_equal(slice_buf(&here), slice_buf(&there)))
			found = i;
	}
	if (!found)
		found = block_with(doc, slice_buf(&there));
	buf_release(&there);
	buf_release(&here);
	doc_free(wanted);
	return found;
}

void push_reflections_found(struct app *app, const struct search_hit *hit)
{
	struct view *view = push(app);

	if (view)
		view_mark(view, block_of(view->doc, hit->text),
			  slice_part(slice_of(hit->text), hit->start, hit->end));
}
