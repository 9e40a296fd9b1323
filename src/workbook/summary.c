/* SPDX-License-Identifier: GPL-3.0-or-later */
/* My reflections: a workbook as a document for its writer. */
#include <config.h>

#include "workbook/summary.h"

#include <string.h>
#include <strings.h>

#include "base/intl.h"
#include "workbook/entry.h"

/* What the parts of the making of one summary share. */
struct making {
	struct doc *doc;
	const struct pack *pack;
	const struct answers *answers;
};

/* Three languages meet here.  The document's own is the program's, as its title is. */
static void in_program(struct making *m)
{
	doc_language(m->doc, NULL);
}

static void in_book(struct making *m)
{
	doc_language(m->doc, pack_language(m->pack));
}

/* Whether TEXT is what PAGE, or NULL, says now: else an earlier edition worded it, or one in
 * another language. */
static bool is_of_book(const struct pack_page *page, const char *text)
{
	return page && (strcmp(text, page->wording) == 0 || strcmp(text, page->title) == 0);
}

static void in_wording(struct making *m, const struct pack_page *page, const char *text)
{
	doc_language(m->doc, is_of_book(page, text) ? pack_language(m->pack) : DOC_UNKNOWN);
}

/* Nothing says what language a reader writes.  Where program and book agree, she has chosen it;
 * else her words are of a language unknown, so that no screen reader pronounces them by the
 * rules of a wrong one (WCAG 2.2, 3.1.2). */
static void in_words(struct making *m, const struct pack_page *page, const struct layer *layer)
{
	const char *book = pack_language(m->pack);
	size_t len = strcspn(book, "-");
	struct buf program;
	bool agree;

	buf_init(&program, 256);
	intl_tag(&program);
	agree = strncasecmp(program.data, book, len) == 0 &&
		(!program.data[len] || program.data[len] == '-');
	doc_language(m->doc, agree && is_of_book(page, layer->question) ? NULL : DOC_UNKNOWN);
	buf_release(&program);
}

static void add_date(struct making *m, const struct layer *layer, bool newest)
{
	time_t when = answers_time(layer->at);
	struct buf date, line;

	buf_init(&date, 128);
	buf_init(&line, 512);
	if (when >= 0)
		workbook_date(when, &date);
	else
		/* TRANSLATORS: in the place of a date, where the file does not hold one. */
		buf_add_str(&date, _("an unknown day"));
	if (!*layer->text)
		buf_addf(&line, _("Emptied on %s. Earlier words are kept."), date.data);
	else if (newest)
		buf_addf(&line, _("Written on %s"), date.data);
	else
		buf_addf(&line, _("Earlier, on %s"), date.data);
	in_program(m);
	doc_add_note(m->doc, slice_buf(&line));
	buf_release(&line);
	buf_release(&date);
}

/* In answer to what, unless the heading says so, and the words. */
static void add_answer(struct making *m, const struct pack_page *page, const struct layer *layer,
		       const char *heading)
{
	if (strcmp(layer->question, heading) != 0) {
		in_wording(m, page, layer->question);
		doc_add_note(m->doc, slice_of(layer->question));
	}
	in_words(m, page, layer);
	doc_add_words(m->doc, slice_of(layer->text));
}

/* All layers of an entry, the newest first; PAGE is NULL where the book has none for them. */
static void add_entry(struct making *m, const struct pack_page *page, enum answers_part part,
		      const char *id, const char *heading)
{
	size_t count = answers_layers(m->answers, part, id);

	in_wording(m, page, heading);
	doc_add_heading(m->doc, 3, slice_of(heading));
	for (size_t i = count; i-- > 0; ) {
		const struct layer *layer = answers_layer(m->answers, part, id, i);

		add_date(m, layer, i + 1 == count);
		if (*layer->text)
			add_answer(m, page, layer, heading);
	}
}

/* The words under the pages of a chapter: a question stands under the wording
 * that was answered, a condition or caution under its title. */
static void add_chapter(struct making *m, const struct pack_chapter *chapter)
{
	bool headed = false;

	for (size_t i = chapter->first; i < chapter->first + chapter->count; i++) {
		const struct pack_page *page = pack_page(m->pack, i);
		bool asked = page->kind == PAGE_QUESTION;

		if (!entry_has_words(m->answers, page))
			continue;
		in_book(m);
		if (!headed)
			doc_add_heading(m->doc, 2, slice_of(chapter->title));
		headed = true;
		add_entry(m, page, entry_part(page), entry_id(m->answers, page),
			  asked ? entry_newest(m->answers, page)->question : page->title);
	}
}

static void add_intents(struct making *m)
{
	bool headed = false;

	for (size_t i = 0; i < pack_page_count(m->pack); i++) {
		const struct pack_page *page = pack_page(m->pack, i);
		const struct layer *layer;

		if (page->asks != ASKS_INTENT)
			continue;
		layer = entry_newest(m->answers, page);
		if (!layer || !*layer->text)
			continue;
		in_program(m);
		if (!headed)
			doc_add_heading(m->doc, 2, slice_of(_("What might change, in my words")));
		headed = true;
		add_answer(m, page, layer, "");
	}
}

static bool any_words(const struct making *m, enum answers_part part, const char *id)
{
	for (size_t i = 0; i < answers_layers(m->answers, part, id); i++)
		if (*answers_layer(m->answers, part, id, i)->text)
			return true;
	return false;
}

/* Words under ids that this book does not have. */
static void add_strays(struct making *m)
{
	bool headed = false;

	for (enum answers_part part = 0; part < PART_COUNT; part++) {
		for (size_t i = 0; i < answers_count(m->answers, part); i++) {
			const char *id = answers_entry_id(m->answers, part, i);
			size_t page;

			if (entry_in_pack(m->answers, m->pack, part, id, &page) || !any_words(m, part, id))
				continue;
			in_program(m);
			if (!headed)
				doc_add_heading(m->doc, 2,
						slice_of(_("Under pages that this book does not have")));
			headed = true;
			add_entry(m, NULL, part, id, answers_newest(m->answers, part, id)->question);
		}
	}
}

static void add_open(struct making *m)
{
	bool headed = false;

	for (size_t i = 0; i < pack_page_count(m->pack); i++) {
		const struct pack_page *page = pack_page(m->pack, i);
		const struct layer *newest;

		if (page->kind != PAGE_QUESTION)
			continue;
		newest = entry_newest(m->answers, page);
		if (newest && *newest->text)
			continue;
		in_program(m);
		if (!headed)
			doc_add_heading(m->doc, 2, slice_of(_("Questions still open")));
		headed = true;
		in_book(m);
		doc_add_item(m->doc, slice_of(page->wording));
	}
}

static void add_head(struct making *m, time_t now)
{
	struct buf date, line;

	buf_init(&date, 128);
	buf_init(&line, 512);
	workbook_date(now, &date);
	buf_addf(&line, _("My private copy, made on %s."), date.data);
	doc_add_heading(m->doc, 1, slice_of(_("My reflections")));
	doc_add_note(m->doc, slice_buf(&line));
	doc_add_paragraph(m->doc, slice_of(_("It holds everything that I wrote, and may name "
					     "people: to be read through before anyone else "
					     "sees it.")));
	doc_add_paragraph(m->doc, slice_of(_("This is a description in my own words. "
					     "It is not an assessment.")));
	buf_release(&line);
	buf_release(&date);
}

static void add_source(struct making *m)
{
	struct buf line;

	buf_init(&line, 4096);
	in_program(m);
	doc_add_rule(m->doc);
	buf_addf(&line, _("Written with the workbook: %s."), pack_title(m->pack));
	doc_add_paragraph(m->doc, slice_buf(&line));
	if (*pack_source(m->pack)) {
		buf_clear(&line);
		buf_addf(&line, _("The ideas that it retells: %s."), pack_source(m->pack));
		doc_add_paragraph(m->doc, slice_buf(&line));
	}
	buf_release(&line);
}

static void add_all_words(struct making *m)
{
	for (size_t i = 0; i < pack_chapter_count(m->pack); i++)
		add_chapter(m, pack_chapter(m->pack, i));
	add_intents(m);
	add_strays(m);
}

struct doc *summary_words(const struct pack *pack, const struct answers *answers)
{
	struct making m = { .doc = doc_new(), .pack = pack, .answers = answers };

	add_all_words(&m);
	return m.doc;
}

struct doc *summary_private(struct workbook *wb)
{
	struct making m = {
		.doc = doc_new(),
		.pack = workbook_pack(wb),
		.answers = workbook_answers(wb),
	};

	add_head(&m, workbook_now(wb));
	if (!m.answers) {
		doc_add_paragraph(m.doc, slice_of(_("Nothing is kept while you look around.")));
		return m.doc;
	}
	add_all_words(&m);
	add_open(&m);
	add_source(&m);
	return m.doc;
}
