/* SPDX-License-Identifier: GPL-3.0-or-later */
/* My reflections: who they are for, what is in them, and the summary on the screen. */
#include <config.h>

#include <stdint.h>
#include <string.h>

#include "base/intl.h"
#include "ui/chooser.h"
#include "ui/reading.h"
#include "ui/screens.h"
#include "workbook/summary_words.h"

static struct view *push(struct app *app)
{
	struct view *view;

	app_begin_save(app);
	view = reading_push(app, _("My reflections"), summary_title(&app->choice),
			    summary_preview(app->wb, &app->choice), FOCUS_TEXT | FOCUS_COPY);
	app_again(app, push_preview);
	return view;
}

void push_preview(struct app *app)
{
	push(app);
}

/* ---- what is in them ---- */

#define TAG_SHOW LINE_COUNT	/* the line that goes on */

static void show_choices(struct app *app, int marked);
static void show_chapters(struct app *app, int marked);

static void layers_chosen(struct app *app, void *context, int tag)
{
	(void)context;
	app->choice.layers = (enum summary_layers)tag;
	show_choices(app, LINE_LAYERS);
}

static void push_layers(struct app *app)
{
	struct chooser *c = chooser_new(_("What is in it"), NULL, layers_chosen);

	for (int i = SUMMARY_NEWEST; i <= SUMMARY_EARLIER; i++)
		chooser_add(c, 0, summary_layers_line((enum summary_layers)i), i);
	chooser_mark(c, (int)app->choice.layers);
	chooser_push(app, c);
	app_again(app, push_layers);
}

static void push_chapters(struct app *app)
{
	show_chapters(app, -1);
}

static void push_choices(struct app *app)
{
	show_choices(app, TAG_SHOW);
}

/* Behind the chapters' own lines: back to the choice. */
#define TAG_BACK PACK_PAGES_MAX

static void chapter_chosen(struct app *app, void *context, int tag)
{
	(void)context;
	if (tag == TAG_BACK) {
		show_choices(app, LINE_CHAPTERS);
		return;
	}
	app->choice.without[tag] = !app->choice.without[tag];
	show_chapters(app, tag);
}

/* In place of the list that shows how it was. */
static void show_chapters(struct app *app, int marked)
{
	const struct pack *pack = workbook_pack(app->wb);
	struct chooser *c;

	if (chooser_back_to(app, chapter_chosen))
		app_pop(app);
	c = chooser_new(_("What is in it"), NULL, chapter_chosen);
	for (size_t i = 0; i < pack_chapter_count(pack); i++) {
		struct buf line;

		if (!summary_has_chapter(pack, i))
			continue;
		buf_init(&line, 8192);
		summary_tell_chapter(&app->choice, pack, i, &line);
		chooser_add(c, 0, line.data, (int)i);
		buf_release(&line);
	}
	chooser_add(c, 0, _("So it shall be"), TAG_BACK);
	if (marked >= 0)
		chooser_mark(c, marked);
	chooser_push(app, c);
	app_again(app, push_chapters);
}

static void choice_chosen(struct app *app, void *context, int tag)
{
	(void)context;
	if (tag == TAG_SHOW && app->choice.reader == SUMMARY_MENTOR && !workbook_locked(app->wb)) {
		push_preface(app, PREFACE_WORKING);
	} else if (tag == TAG_SHOW) {
		push(app);
	} else if (tag == LINE_LAYERS) {
		push_layers(app);
	} else if (tag == LINE_CHAPTERS) {
		push_chapters(app);
	} else {
		summary_turn(&app->choice, (enum summary_line)tag);
		show_choices(app, tag);
	}
}

/* Likewise. */
static void show_choices(struct app *app, int marked)
{
	struct doc *intro = doc_new();
	struct chooser *c;

	if (chooser_back_to(app, choice_chosen))
		app_pop(app);
	doc_add_paragraph(intro, slice_of(_("What shall be in it? Enter changes the marked line.")));
	c = chooser_new(_("What is in it"), intro, choice_chosen);
	chooser_add(c, 0, _("Go on"), TAG_SHOW);
	for (int i = 0; i < LINE_COUNT; i++) {
		struct buf line;

		buf_init(&line, 4096);
		summary_tell_line(&app->choice, (enum summary_line)i, &line);
		chooser_add(c, 0, line.data, i);
		buf_release(&line);
	}
	chooser_mark(c, marked);
	chooser_push(app, c);
	app_again(app, push_choices);
}

/* ---- who they are for ---- */

static void for_chosen(struct app *app, void *context, int tag)
{
	(void)context;
	summary_begin(&app->choice, (enum summary_for)tag);
	if (tag == FOR_ME)
		push(app);
	else
		push_choices(app);
}

void push_reflections(struct app *app)
{
	struct chooser *c;

	if (app_refuses_covered(app) || chooser_back_to(app, for_chosen))
		return;
	c = chooser_new(_("My reflections"), summary_ask_for(), for_chosen);
	for (int i = 0; i < FOR_COUNT; i++)
		chooser_add(c, 0, summary_for_line((enum summary_for)i), i);
	chooser_push(app, c);
	app_again(app, push_reflections);
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
	struct view *view;

	summary_begin(&app->choice, FOR_ME);
	view = push(app);
	if (view)
		view_mark(view, block_of(view->doc, hit->text),
			  slice_part(slice_of(hit->text), hit->start, hit->end));
}
