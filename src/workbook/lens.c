/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holding answers up to conditions and cautions. */
#include <config.h>

#include "workbook/lens.h"

#include <string.h>

#include "base/intl.h"
#include "workbook/beside.h"
#include "workbook/entry.h"

static const struct pack_page *page_at(const struct workbook *wb, size_t page)
{
	return pack_page(workbook_pack(wb), page);
}

bool lens_is_answer(const struct workbook *wb, size_t page)
{
	return page_at(wb, page)->kind == PAGE_QUESTION && *workbook_text(wb, page);
}

bool lens_is(const struct workbook *wb, size_t page)
{
	return page_at(wb, page)->kind == PAGE_CONDITION || page_at(wb, page)->kind == PAGE_CAUTION;
}

bool lens_takes_notes(const struct workbook *wb, size_t page)
{
	return page_at(wb, page)->kind == PAGE_CONDITION;
}

size_t lens_next_answer(const struct workbook *wb, size_t from)
{
	while (from < pack_page_count(workbook_pack(wb)) && !lens_is_answer(wb, from))
		from++;
	return from;
}

size_t lens_next_condition(const struct workbook *wb, size_t from)
{
	while (from < pack_page_count(workbook_pack(wb)) && !lens_takes_notes(wb, from))
		from++;
	return from;
}

/* Whether NOTE is about LENS, under any id that it has had, and says something. */
static bool is_about(const struct pack_page *lens, const struct item *note)
{
	bool about = strcmp(note->text[NOTE_ON], lens->id) == 0;

	for (char **was = lens->was; was && *was && !about; was++)
		about = strcmp(note->text[NOTE_ON], *was) == 0;
	return about;
}

static bool is_blank(const char *text)
{
	return slice_trim(slice_of(text)).len == 0;
}

/* Of this sitting: begun so lately, or, where the clock was set back, in a time to come. */
static bool is_of_now(const struct workbook *wb, const struct item *note)
{
	time_t at = answers_time(note->text[NOTE_AT]);

	return at >= 0 && workbook_now(wb) <= at + ANSWERS_SITTING;
}

/* The note that is amended, or NULL. */
static const struct item *find_note(const struct workbook *wb, size_t lens, size_t answer)
{
	for (size_t i = beside_count(wb, answer, ITEM_NOTE); i-- > 0; ) {
		const struct item *note = beside_item(wb, answer, ITEM_NOTE, i);

		if (is_about(page_at(wb, lens), note))
			return is_of_now(wb, note) ? note : NULL;
	}
	return NULL;
}

const char *lens_note(const struct workbook *wb, size_t lens, size_t answer)
{
	const struct item *note = find_note(wb, lens, answer);

	return note ? note->text[NOTE_TEXT] : "";
}

void lens_write(struct workbook *wb, size_t lens, size_t answer, struct slice text)
{
	const struct item *note = find_note(wb, lens, answer);
	struct slice texts[ITEM_TEXTS] = {
		[NOTE_ON] = slice_of(page_at(wb, lens)->id),
		[NOTE_TEXT] = slice_trim(text).len ? text : slice_of(""),
	};

	if (note || texts[NOTE_TEXT].len)
		beside_put(wb, answer, ITEM_NOTE, note ? note->id : NULL, texts);
}

static bool has_notes(const struct workbook *wb, size_t lens, size_t answer)
{
	for (size_t i = 0; i < beside_count(wb, answer, ITEM_NOTE); i++) {
		const struct item *note = beside_item(wb, answer, ITEM_NOTE, i);

		if (is_about(page_at(wb, lens), note) && !is_blank(note->text[NOTE_TEXT]))
			return true;
	}
	return false;
}

void lens_tell(const struct workbook *wb, size_t lens, size_t answer, struct buf *out)
{
	if (lens_takes_notes(wb, lens) && has_notes(wb, lens, answer))
		/* TRANSLATORS: a question, in which something was noticed before. */
		buf_addf(out, _("%s (with what you noticed)"), page_at(wb, answer)->wording);
	else
		buf_add_str(out, page_at(wb, answer)->wording);
}

/* A date, and what was noticed then. */
static void add_note(struct doc *doc, const struct item *note)
{
	time_t when = answers_time(note->text[NOTE_AT]);
	struct buf date, line;

	buf_init(&date, 128);
	buf_init(&line, 512);
	if (when >= 0) {
		workbook_date(when, &date);
		buf_addf(&line, _("What I noticed on %s"), date.data);
	} else {
		buf_add_str(&line, _("What I noticed earlier"));
	}
	doc_add_note(doc, slice_buf(&line));
	doc_add_words(doc, slice_of(note->text[NOTE_TEXT]));
	buf_release(&line);
	buf_release(&date);
}

static void add_earlier(struct doc *doc, const struct workbook *wb, size_t lens, size_t answer)
{
	const struct item *now = workbook_locked(wb) ? NULL : find_note(wb, lens, answer);

	for (size_t i = 0; i < beside_count(wb, answer, ITEM_NOTE); i++) {
		const struct item *note = beside_item(wb, answer, ITEM_NOTE, i);

		if (note != now && is_about(page_at(wb, lens), note) && !is_blank(note->text[NOTE_TEXT]))
			add_note(doc, note);
	}
}

static void add_lens(struct doc *doc, const struct workbook *wb, size_t lens, bool titled)
{
	const struct pack_page *page = page_at(wb, lens);

	if (titled)
		doc_add_heading(doc, 2, slice_of(page->title));
	if (page->aside)
		doc_add_blocks(doc, page->aside, 0, doc_count(page->aside));
}

static void add_answer(struct doc *doc, const struct workbook *wb, size_t answer)
{
	doc_add_note(doc, slice_of(entry_newest(workbook_answers(wb), page_at(wb, answer))->question));
	doc_add_words(doc, slice_of(workbook_text(wb, answer)));
}

struct doc *lens_doc(const struct workbook *wb, size_t lens, size_t answer, bool titled)
{
	struct doc *doc = doc_new();

	add_lens(doc, wb, lens, titled);
	add_answer(doc, wb, answer);
	if (lens_takes_notes(wb, lens))
		add_earlier(doc, wb, lens, answer);
	return doc;
}

struct doc *lens_all_doc(const struct workbook *wb, size_t answer)
{
	size_t count = pack_page_count(workbook_pack(wb));
	struct doc *doc = doc_new();

	add_answer(doc, wb, answer);
	for (size_t i = lens_next_condition(wb, 0); i < count; i = lens_next_condition(wb, i + 1)) {
		add_lens(doc, wb, i, true);
		add_earlier(doc, wb, i, answer);
	}
	return doc;
}
