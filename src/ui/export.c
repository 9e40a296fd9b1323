/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving a copy of my reflections: which form, and where. */
#include <config.h>

#include <stdlib.h>

#include "base/file.h"
#include "base/intl.h"
#include "ui/chooser.h"
#include "ui/field.h"
#include "ui/hand.h"
#include "ui/screens.h"
#include "workbook/paths.h"
#include "workbook/summary_words.h"

/* The first name of today that is free in the reader's own folder. */
static void suggest_free(struct app *app, enum export_format format, struct buf *out)
{
	bool taken = true;

	for (int n = 1; taken && n < 100; n++) {
		char *path;

		buf_clear(out);
		buf_add_str(out, "~/");
		summary_name(app->wb, &app->choice, format, n, out);
		path = path_expand(out->data);
		taken = file_exists(app->sys, path);
		free(path);
	}
}

/* Where *PATH is a folder, what would be suggested goes into it. */
static void add_name(struct app *app, enum export_format format, char **path)
{
	struct buf whole;

	buf_init(&whole, 8192);
	buf_addf(&whole, "%s/", *path);
	if (path_has_folder(app->sys, whole.data)) {
		summary_name(app->wb, &app->choice, format, 1, &whole);
		free(*path);
		*path = buf_steal(&whole);
	}
	buf_release(&whole);
}

static void save(struct app *app, enum export_format format, const char *path)
{
	struct buf said;

	buf_init(&said, 16384);
	if (export_copy(app->wb, app->sys, &app->choice, format, path, &said)) {
		app_pop(app);
		app_pop(app);
	}
	app_say(app, said.data);
	buf_release(&said);
}

void hand_copy(struct app *app)
{
	app_begin_save(app);
	save(app, (enum export_format)app->copy_format, app->copy_path);
	free(app->copy_path);
	app->copy_path = NULL;
	app_continue(app);
}

static void path_entered(struct app *app, int tag, const char *typed)
{
	char *path;

	if (!*typed) {
		app_say(app, _("Please type a name, or go back with Esc."));
		return;
	}
	path = path_expand(typed);
	add_name(app, (enum export_format)tag, &path);
	if (!export_is_converted((enum export_format)tag)) {
		save(app, (enum export_format)tag, path);
		free(path);
		return;
	}
	free(app->copy_path);
	app->copy_path = path;
	app->copy_format = tag;
	app->asks = ASK_CONVERTER;
}

static void format_chosen(struct app *app, void *context, int tag)
{
	struct doc *intro = doc_new();
	struct buf name;

	(void)context;
	buf_init(&name, 1024);
	suggest_free(app, (enum export_format)tag, &name);
	doc_add_paragraph(intro, slice_of(_("Where shall the copy be put? Change the name if you "
					    "like. ~ is your own folder.")));
	field_push(app, _("Save a copy"), intro, name.data, path_entered, tag);
	buf_release(&name);
}

void push_export(struct app *app)
{
	struct doc *intro;
	struct chooser *c;

	if (app_refuses_covered(app))
		return;
	if (!(app_focus(app) & FOCUS_COPY)) {	/* what leaves is shown first */
		if (workbook_is_copy(app->wb))
			push_document(app);
		else
			push_reflections(app);
		return;
	}
	intro = doc_new();
	doc_add_paragraph(intro, slice_of(workbook_is_copy(app->wb) ?
		_("All that you were given, and the replies, as you have just seen them. In which form?") :
		app->choice.reader == SUMMARY_MENTOR ?
		_("A copy for my mentor, without what is said above its line. In which form?") :
		_("A copy of my reflections, as you have just seen them. In which form?")));
	c = chooser_new(_("Save a copy"), intro, format_chosen);
	chooser_add(c, 0, _("A web page, to read in a browser or print"), EXPORT_HTML);
	chooser_add(c, 0, _("A Word document, to hand to someone or change"), EXPORT_DOCX);
	if (export_is_possible(EXPORT_PDF))
		chooser_add(c, 0, _("A PDF, which looks the same everywhere"), EXPORT_PDF);
	if (export_is_possible(EXPORT_ODT))
		chooser_add(c, 0, _("An OpenDocument text, for LibreOffice"), EXPORT_ODT);
	chooser_add(c, 0, _("Plain text"), EXPORT_TEXT);
	chooser_add(c, 0, _("Markdown, for other programs"), EXPORT_MARKDOWN);
	chooser_push(app, c);
	app_again(app, push_export);
}
