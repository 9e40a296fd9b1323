/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving a copy of my reflections: which form, and where. */
#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/intl.h"
#include "ui/chooser.h"
#include "ui/field.h"
#include "ui/paths.h"
#include "ui/screens.h"
#include "workbook/export.h"
#include "workbook/summary.h"

static void path_entered(struct app *app, int tag, const char *typed)
{
	struct doc *doc;
	struct buf said;
	struct err err;
	char *path;

	if (!*typed)
		return;
	path = path_expand(typed);
	doc = summary_private(app->wb);
	buf_init(&said, 8192);
	if (export_save(app->sys, doc, (enum export_format)tag,
			pack_language(workbook_pack(app->wb)), path, false, &err)) {
		buf_addf(&said, _("Saved as %s. Only your login can open it."), path);
		app_pop(app);
		app_pop(app);
	} else {
		buf_addf(&said, _("Not saved: %s."), err.text);
	}
	app_say(app, said.data);
	buf_release(&said);
	doc_free(doc);
	free(path);
}

/* ~/my-reflections-2026-11-23.html */
static void suggest(struct app *app, enum export_format format, struct buf *out)
{
	const char *ending = format == EXPORT_TEXT ? "txt" : export_name(format);
	time_t now = workbook_now(app->wb);
	struct tm tm;
	char date[32] = "";

	if (localtime_r(&now, &tm))
		strftime(date, sizeof(date), "-%Y-%m-%d", &tm);
	buf_addf(out, "~/%s%s.%s", _("my-reflections"), date, ending);
}

static void format_chosen(struct app *app, void *context, int tag)
{
	struct doc *intro = doc_new();
	struct buf name;

	(void)context;
	buf_init(&name, 1024);
	suggest(app, (enum export_format)tag, &name);
	doc_add_paragraph(intro, slice_of(_("Where shall the copy be put? Change the name if you "
					    "like. Esc goes back. ~ is your own folder.")));
	field_push(app, _("Save a copy"), intro, name.data, path_entered, tag);
	buf_release(&name);
}

void push_export(struct app *app)
{
	struct doc *intro = doc_new();
	struct chooser *c;

	doc_add_paragraph(intro, slice_of(_("A copy of my reflections, with everything in it. "
					    "In which form?")));
	c = chooser_new(_("Save a copy"), intro, format_chosen);
	chooser_add(c, 0, _("A web page, to read in a browser or print"), EXPORT_HTML);
	chooser_add(c, 0, _("Plain text"), EXPORT_TEXT);
	chooser_add(c, 0, _("Markdown, for other programs"), EXPORT_MARKDOWN);
	chooser_push(app, c);
}
