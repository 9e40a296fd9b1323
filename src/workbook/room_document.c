/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words from the room as a document. */
#include <config.h>

#include "workbook/room.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/intl.h"
#include "workbook/day.h"
#include "workbook/entry.h"
#include "workbook/export.h"
#include "workbook/paths.h"
#include "workbook/tell.h"

/* The newest words under an id of PART, NULL: none that are to be shown. */
static const struct layer *said(const struct answers *a, enum answers_part part, const char *id)
{
	const struct layer *newest = answers_newest(a, part, id);

	return newest && slice_trim(slice_of(newest->text)).len ? newest : NULL;
}

/* PAGE may be NULL.  Nobody knows in which languages a room speaks. */
static void add_question(struct doc *doc, const struct pack *pack, const struct pack_page *page,
			 const struct layer *layer)
{
	struct slice rest = slice_of(layer->text);
	bool of_book = page && strcmp(page->wording, layer->question) == 0;

	doc_language(doc, of_book ? pack_language(pack) : DOC_UNKNOWN);
	doc_add_heading(doc, 2, slice_of(layer->question));
	doc_language(doc, DOC_UNKNOWN);
	while (rest.len) {
		const char *end = memchr(rest.data, '\n', rest.len);
		size_t len = end ? (size_t)(end - rest.data) : rest.len;

		doc_add_item(doc, slice_trim(slice_part(rest, 0, len)));
		rest = slice_part(rest, end ? len + 1 : len, rest.len);
	}
}

static void add_pages(struct doc *doc, const struct pack *pack, const struct answers *a)
{
	for (size_t i = 0; i < pack_page_count(pack); i++) {
		const struct pack_page *page = pack_page(pack, i);
		const struct layer *layer = page->kind == PAGE_READ ? NULL :
			said(a, entry_part(page), entry_id(a, page));

		if (layer)
			add_question(doc, pack, page, layer);
	}
}

/* What stands under ids that this book does not have. */
static void add_others(struct doc *doc, const struct pack *pack, const struct answers *a)
{
	for (enum answers_part part = 0; part < PART_COUNT; part++) {
		for (size_t i = 0; i < answers_count(a, part); i++) {
			const char *id = answers_entry_id(a, part, i);
			const struct layer *layer = said(a, part, id);
			size_t page;

			if (layer && !entry_in_pack(a, pack, part, id, &page))
				add_question(doc, pack, NULL, layer);
		}
	}
}

/* Whether words were typed, and when the last were; *LAST is 0 where no time can be read. */
static bool any_said(const struct answers *a, time_t *last)
{
	bool any = false;

	*last = 0;
	for (enum answers_part part = 0; part < PART_COUNT; part++) {
		for (size_t i = 0; i < answers_count(a, part); i++) {
			const struct layer *layer = said(a, part, answers_entry_id(a, part, i));
			time_t at = layer ? answers_time(layer->at) : 0;

			any = any || layer;
			*last = at > *last ? at : *last;
		}
	}
	return any;
}

struct doc *room_document(const struct workbook *wb)
{
	const struct pack *pack = workbook_pack(wb);
	const struct answers *a = workbook_answers(wb);
	struct doc *doc = doc_new();
	time_t last = 0;
	bool any = a && any_said(a, &last);
	struct buf line;

	buf_init(&line, 4096);
	doc_add_heading(doc, 1, slice_of(_("Words from the room")));
	if (last) {
		workbook_date(last, &line);
		doc_add_note(doc, slice_buf(&line));
	}
	if (any) {
		add_pages(doc, pack, a);
		add_others(doc, pack, a);
	} else {
		doc_add_paragraph(doc, slice_of(_("Nothing was written down.")));
	}
	doc_language(doc, NULL);
	doc_add_rule(doc);
	buf_clear(&line);
	buf_addf(&line, _("The questions are from the workbook: %s."), pack_title(pack));
	doc_add_paragraph(doc, slice_buf(&line));
	buf_release(&line);
	return doc;
}

/* ---- saving it ---- */

void room_suggest(const struct workbook *wb, const struct sys *sys, struct buf *out)
{
	bool taken = true;
	struct buf name;

	buf_init(&name, 1024);
	for (int n = 1; taken && n < 100; n++) {
		char *path;

		buf_clear(&name);
		/* TRANSLATORS: the name of a file; a date follows. */
		buf_addf(&name, "~/%s-", _("words-from-the-room"));
		day_write(day_local(workbook_now(wb)), &name);
		if (n > 1)
			buf_addf(&name, "-%d", n);
		buf_add_str(&name, ".docx");
		path = path_expand(name.data);
		taken = file_exists(sys, path);
		free(path);
	}
	buf_add_slice(out, slice_buf(&name));
	buf_release(&name);
}

/* What the ending of PATH asks for, of what needs no other program. */
static bool find_format(const char *path, enum export_format *format)
{
	const char *dot = strrchr(path, '.'), *slash = strrchr(path, '/');

	return dot && (!slash || dot > slash) && export_by_name(dot + 1, format) &&
		!export_is_converted(*format);
}

bool room_save(const struct workbook *wb, const struct sys *sys, const char *typed,
	       struct buf *said_of_it)
{
	char *path = path_expand(typed);
	enum export_format format;
	struct doc *doc;
	struct err err;
	bool saved = false;

	if (!find_format(path, &format)) {
		buf_add_str(said_of_it, _("Not saved. Let the name end in .docx, .html, .md or .txt."));
		free(path);
		return false;
	}
	doc = room_document(wb);
	saved = export_save(sys, doc, format, path, false, &err);
	if (saved)
		tell_export(sys, path, said_of_it);
	else if (err.kind == ERR_CHANGED)
		buf_addf(said_of_it, _("No copy was made: '%s' exists already. Choose another name."), path);
	else
		buf_addf(said_of_it, _("Not saved: %s."), err.text);
	doc_free(doc);
	free(path);
	return saved;
}
