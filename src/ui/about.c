/* SPDX-License-Identifier: GPL-3.0-or-later */
/* About the workbook's file: where it is, how to take it along, whether it is in order. */
#include <config.h>

#include "base/file.h"
#include "base/intl.h"
#include "base/report.h"
#include "ui/reading.h"
#include "ui/screens.h"

#define FAULTS_MAX 100	/* behind them nobody reads on */

static void add(struct doc *doc, const char *text)
{
	doc_add_paragraph(doc, slice_of(text));
}

static void add_head(struct doc *doc, const char *text)
{
	doc_add_heading(doc, 2, slice_of(text));
}

static void add_file(struct doc *doc, const struct app *app)
{
	const char *path = workbook_path(app->wb);
	struct buf text;

	if (!path) {
		add(doc, _("Nothing is kept while you look around. To write, choose a place first: Enter "
			   "on a page with a box asks where."));
		return;
	}
	buf_init(&text, 16384);
	buf_addf(&text, _("Your words are in this file: %s"), path);
	doc_add_paragraph(doc, slice_buf(&text));
	buf_release(&text);
	add(doc, _("Beside it lie the same name with .bak, a copy from before the last save, and with "
		   ".journal, your last sentences until they are saved."));
	add(doc, _("None of them is encrypted. Other logins cannot open them, but anyone who can use "
		   "this login can, and so can whoever looks after this computer or its backups. Nothing "
		   "is sent anywhere."));
}

static void add_summary(struct doc *doc)
{
	struct buf text;

	buf_init(&text, 512);
	buf_addf(&text, "leaderplus summary -o %s.html", _("my-reflections"));
	add(doc, text.data);
	buf_release(&text);
}

void push_about(struct app *app)
{
	struct doc *doc = doc_new();

	doc_add_heading(doc, 1, slice_of(_("Where my words are kept")));
	add_file(doc, app);
	add_head(doc, _("On another computer"));
	add(doc, _("Quit, and copy the file to a memory stick, for example. Where leaderplus is "
		   "installed, open it there by its name:"));
	add(doc, "leaderplus workbook.json");
	add(doc, _("Then write in one of the two only: the other does not know what is new in it."));
	add_head(doc, _("As plain lines, for screen readers and braille displays"));
	add(doc, "leaderplus --plain");
	add_head(doc, _("My reflections as a document, without opening the workbook"));
	add_summary(doc);
	add_head(doc, _("The program"));
	add(doc, PACKAGE_STRING);
	add(doc, _("It is free software, under the GNU General Public License, version 3 or later. "
		   "The manual: man leaderplus"));
	reading_push(app, _("About my workbook"), "", doc, FOCUS_TEXT);
}

struct faults {
	struct doc *doc;
	size_t count;
	bool wrong;
};

static void add_fault(void *context, const struct finding *finding)
{
	struct faults *faults = context;
	struct buf text;

	faults->wrong = faults->wrong || !finding->note;
	if (faults->count++ >= FAULTS_MAX)
		return;
	buf_init(&text, 16384);
	if (finding->note)
		buf_addf(&text, _("Worth knowing: %s"), finding->what);
	else if (finding->line)
		buf_addf(&text, _("Line %zu: %s"), finding->line, finding->what);
	else
		buf_add_str(&text, finding->what);
	doc_add_item(faults->doc, slice_buf(&text));
	buf_release(&text);
}

/* Adds what is wrong with the file to DOC; false, and ERR, when it cannot be told. */
static bool look_at_file(const struct app *app, struct doc *doc, bool *wrong, struct err *err)
{
	struct faults faults = { .doc = doc };
	const struct report report = { add_fault, &faults };
	struct buf bytes;
	bool ok;

	buf_init(&bytes, ANSWERS_FILE_MAX);
	ok = file_read(app->sys, workbook_path(app->wb), ANSWERS_FILE_MAX, &bytes, err) == FILE_READ;
	if (ok && !answers_check(slice_buf(&bytes), &report) && !faults.wrong)
		ok = err_set(err, ERR_IO, _("not enough memory to read the file"));
	*wrong = faults.wrong;
	buf_release(&bytes);
	return ok;
}

void push_check(struct app *app)
{
	struct err err = { .text = "" };
	struct doc *doc, *found;
	struct buf text;
	bool ok, wrong;

	if (!workbook_path(app->wb)) {
		app_say(app, _("There is no file: nothing is kept while you look around."));
		return;
	}
	if (!workbook_locked(app->wb))
		app_save(app);
	doc = doc_new();
	found = doc_new();
	buf_init(&text, 16384);
	ok = look_at_file(app, found, &wrong, &err);
	doc_add_heading(doc, 1, slice_of(_("The file of my workbook")));
	add(doc, workbook_path(app->wb));
	if (!ok)
		buf_addf(&text, _("It could not be looked at: %s."), *err.text ? err.text :
			 _("it is not there"));
	else if (wrong)
		buf_add_str(&text, _("This is not as it should be. The workbook goes on as long as it is "
				     "open; please save a copy of your reflections (F8, then Enter)."));
	else
		buf_add_str(&text, _("It is in order: it can be read, from the first line to the last."));
	doc_add_paragraph(doc, slice_buf(&text));
	doc_add_blocks(doc, found, 0, doc_count(found));
	buf_release(&text);
	doc_free(found);
	reading_push(app, _("About my workbook"), "", doc, FOCUS_TEXT);
}
