/* SPDX-License-Identifier: GPL-3.0-or-later */
/* About the workbook's file: where it is, how to take it along, whether it is in order. */
#include <config.h>

#include "workbook/about.h"

#include "base/file.h"
#include "base/intl.h"
#include "base/report.h"

#define FAULTS_MAX 100	/* behind them nobody reads on */

static void add(struct doc *doc, const char *text)
{
	doc_add_paragraph(doc, slice_of(text));
}

static void add_head(struct doc *doc, const char *text)
{
	doc_add_heading(doc, 2, slice_of(text));
}

static void add_file(struct doc *doc, const struct workbook *wb, const char *looking)
{
	const char *path = workbook_path(wb);
	struct buf text;

	if (!path) {
		add(doc, looking);
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

static void add_take(struct doc *doc)
{
	struct buf text;

	buf_init(&text, 4096);
	/* TRANSLATORS: %s is a command of the plain lines. */
	buf_addf(&text, _("'Take my workbook with me', in the list of help, puts a copy on a memory stick or in "
			  "another folder; in plain lines '%s' does. Where leaderplus is installed, open it "
			  "there by its name:"), "take");
	doc_add_paragraph(doc, slice_buf(&text));
	buf_release(&text);
}

struct doc *about_doc(const struct workbook *wb, const char *looking)
{
	struct doc *doc = doc_new();

	doc_add_heading(doc, 1, slice_of(_("Where my words are kept")));
	add_file(doc, wb, looking);
	add_head(doc, _("On another computer"));
	add_take(doc);
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
	return doc;
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
static bool look_at_file(const struct sys *sys, const char *path, struct doc *doc, bool *wrong,
			 struct err *err)
{
	struct faults faults = { .doc = doc };
	const struct report report = { add_fault, &faults };
	struct buf bytes;
	bool ok;

	buf_init(&bytes, ANSWERS_FILE_MAX);
	ok = file_read(sys, path, ANSWERS_FILE_MAX, &bytes, err) == FILE_READ;
	if (ok && !answers_check(slice_buf(&bytes), &report) && !faults.wrong)
		ok = err_set(err, ERR_IO, _("not enough memory to read the file"));
	*wrong = faults.wrong;
	buf_release(&bytes);
	return ok;
}

struct doc *about_check(const struct sys *sys, const struct workbook *wb, const char *advice)
{
	struct doc *doc = doc_new(), *found = doc_new();
	struct err err = { .text = "" };
	struct buf text;
	bool ok, wrong;

	buf_init(&text, 16384);
	ok = look_at_file(sys, workbook_path(wb), found, &wrong, &err);
	doc_add_heading(doc, 1, slice_of(_("The file of my workbook")));
	add(doc, workbook_path(wb));
	if (!ok)
		buf_addf(&text, _("It could not be looked at: %s."), *err.text ? err.text :
			 _("it is not there"));
	else if (wrong)
		buf_add_str(&text, advice);
	else
		buf_add_str(&text, _("It is in order: it can be read, from the first line to the last."));
	doc_add_paragraph(doc, slice_buf(&text));
	doc_add_blocks(doc, found, 0, doc_count(found));
	buf_release(&text);
	doc_free(found);
	return doc;
}

const char *about_no_file(void)
{
	return _("There is no file: nothing is kept while you look around.");
}
