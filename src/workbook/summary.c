/* SPDX-License-Identifier: GPL-3.0-or-later */
/* My reflections: a workbook as a document, its parts in their order. */
#include <config.h>

#include "workbook/summary_own.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "workbook/entry.h"
#include "workbook/given.h"
#include "workbook/preface.h"

static bool is_mentors(const struct making *m)
{
	return m->choice->reader == SUMMARY_MENTOR;
}

/* Whether the page has something to tell that was not told. */
static bool is_next(const struct making *m, const struct summary_entry *e)
{
	return e->page->kind != PAGE_READ && !m->told[e->index] && summary_takes(m, e) &&
		summary_tells(m, e);
}

/* What stands under a page: a question under the wording that was answered, a condition or
 * caution under its title.  A section for it is begun where none is. */
static void add_page(struct making *m, size_t page, bool *headed, const char *title)
{
	struct summary_entry e = summary_entry(m, page);

	if (!is_next(m, &e))
		return;
	summary_add_section(m, headed, title);
	summary_add_entry(m, &e, 3, NULL);
}

/* ---- by chapter ---- */

static void add_chapter(struct making *m, const struct pack_chapter *chapter)
{
	bool headed = false;

	for (size_t i = chapter->first; i < chapter->first + chapter->count; i++) {
		if (pack_page(m->pack, i)->asks == ASKS_INTENT)
			continue;
		summary_in_book(m);
		add_page(m, i, &headed, chapter->title);
	}
}

static void add_intents(struct making *m)
{
	bool headed = false;

	for (size_t i = 0; i < pack_page_count(m->pack); i++) {
		if (pack_page(m->pack, i)->asks != ASKS_INTENT)
			continue;
		summary_in_program(m);
		add_page(m, i, &headed, _("What might change, in my words"));
	}
}

/* ---- by condition ---- */

static bool is_noted(const struct making *m, const struct summary_entry *e, const char *on)
{
	for (size_t i = 0; i < answers_items(m->answers, e->part, e->id, ITEM_NOTE); i++) {
		const struct item *note = answers_item(m->answers, e->part, e->id, ITEM_NOTE, i);
		size_t page;

		if (pack_find(m->pack, note->text[NOTE_ON], &page) &&
		    strcmp(pack_page(m->pack, page)->id, on) == 0)
			return true;
	}
	return false;
}

/* The answers that were looked at through the condition or caution ON; in full where they come
 * first. */
static void add_looked_at(struct making *m, const struct pack_page *on, bool *headed)
{
	if (!summary_takes_note(m, on->id))
		return;
	for (size_t i = 0; i < pack_page_count(m->pack); i++) {
		struct summary_entry e = summary_entry(m, i);

		if (e.page->kind == PAGE_READ || !is_noted(m, &e, on->id) || !summary_takes(m, &e) ||
		    !summary_tells(m, &e))
			continue;
		summary_in_book(m);
		summary_add_section(m, headed, on->title);
		if (m->told[i])
			summary_add_again(m, &e, 3, on->id);
		else
			summary_add_entry(m, &e, 3, on->id);
	}
}

static void add_condition(struct making *m, size_t page)
{
	struct summary_entry e = summary_entry(m, page);
	bool headed = false;

	summary_in_book(m);
	if (is_next(m, &e)) {
		summary_add_section(m, &headed, e.page->title);
		summary_add_entry(m, &e, 0, NULL);
	}
	add_looked_at(m, e.page, &headed);
}

static void add_others(struct making *m)
{
	bool headed = false;

	for (size_t i = 0; i < pack_page_count(m->pack); i++) {
		if (pack_page(m->pack, i)->asks == ASKS_INTENT)
			continue;
		summary_in_program(m);
		add_page(m, i, &headed, _("Other answers"));
	}
}

static void add_by_condition(struct making *m)
{
	for (size_t i = 0; i < pack_page_count(m->pack); i++)
		if (pack_page(m->pack, i)->kind == PAGE_CONDITION ||
		    pack_page(m->pack, i)->kind == PAGE_CAUTION)
			add_condition(m, i);
	add_others(m);
}

/* ---- the rest ---- */

/* Words under ids that this book does not have. */
static void add_strays(struct making *m)
{
	bool headed = false;

	for (enum answers_part part = 0; part < PART_COUNT; part++) {
		for (size_t i = 0; i < answers_count(m->answers, part); i++) {
			struct summary_entry e = { .part = part, .id = answers_entry_id(m->answers, part, i) };
			size_t page;

			if (entry_in_pack(m->answers, m->pack, part, e.id, &page) ||
			    preface_is(part, e.id) || !summary_takes(m, &e) || !summary_tells(m, &e))
				continue;
			summary_in_program(m);
			summary_add_section(m, &headed, _("Under pages that this book does not have"));
			summary_add_entry(m, &e, 3, NULL);
		}
	}
}

/* What she said to her mentor before her answers: in her own copy with all its layers. */
static void add_kept_prefaces(struct making *m)
{
	bool headed = false;

	for (enum preface i = 0; i < PREFACE_COUNT; i++) {
		struct summary_entry e = { .part = PART_ANSWERS, .id = preface_id(i) };

		if (!summary_tells(m, &e))
			continue;
		summary_in_program(m);
		summary_add_section(m, &headed, _("Said to my mentor"));
		summary_add_entry(m, &e, 3, NULL);
	}
}

static void add_prefaces(struct making *m)
{
	for (enum preface i = 0; i < PREFACE_COUNT; i++) {
		const char *text = preface_text(m->wb, i);

		if (!slice_trim(slice_of(text)).len)
			continue;
		summary_in_program(m);
		doc_add_heading(m->doc, 2, slice_of(preface_title(i)));
		summary_in_own(m);
		doc_add_words(m->doc, slice_of(text));
	}
}

/* A question that was left open on purpose is an answer; her mentor learns of none that is
 * not marked. */
static void add_open(struct making *m)
{
	bool headed = false;

	for (size_t i = 0; m->choice->has[SUMMARY_BLANK] && i < pack_page_count(m->pack); i++) {
		const struct pack_page *page = pack_page(m->pack, i);
		const struct layer *newest;

		if (page->kind != PAGE_QUESTION || m->choice->without[page->chapter])
			continue;
		newest = entry_newest(m->answers, page);
		if (newest && (*newest->text || newest->open))
			continue;
		summary_in_program(m);
		summary_add_section(m, &headed, _("Questions still open"));
		summary_in_book(m);
		doc_add_item(m->doc, slice_of(page->wording));
	}
}

static bool has_everything(const struct summary_choice *choice)
{
	for (size_t i = 0; i < ARRAY_LEN(choice->without); i++)
		if (choice->without[i])
			return false;
	return choice->layers == SUMMARY_EARLIER && choice->has[SUMMARY_CONDITIONS] &&
		choice->has[SUMMARY_CAUTIONS] && choice->has[SUMMARY_STEPS];
}

static void add_title(struct making *m)
{
	bool dated = m->choice->has[SUMMARY_DATES];
	struct buf date, line;

	buf_init(&date, 128);
	buf_init(&line, 512);
	workbook_date(workbook_now(m->wb), &date);
	if (is_mentors(m) && dated)
		buf_addf(&line, _("For my mentor, %s"), date.data);
	else if (is_mentors(m))
		buf_add_str(&line, _("For my mentor"));
	else if (dated)
		buf_addf(&line, _("My private copy, made on %s."), date.data);
	else
		buf_add_str(&line, _("My private copy."));
	summary_in_program(m);
	doc_add_heading(m->doc, 1, slice_of(_("My reflections")));
	doc_add_note(m->doc, slice_buf(&line));
	buf_release(&line);
	buf_release(&date);
}

static void add_head(struct making *m)
{
	doc_add_paragraph(m->doc, slice_of(has_everything(m->choice) ?
		_("It holds everything that I wrote, and may name people: to be read through before "
		  "anyone else sees it.") :
		_("It holds what I chose of what I wrote, and may name people: to be read through "
		  "before anyone else sees it.")));
	doc_add_paragraph(m->doc, slice_of(_("This is a description in my own words. "
					     "It is not an assessment.")));
}

static void add_mentors_head(struct making *m)
{
	doc_add_paragraph(m->doc, slice_of(_("These are my own words. They are not an assessment: "
					     "please do not grade them.")));
	doc_add_paragraph(m->doc, slice_of(_("I should like to hear what you think: by e-mail, or "
					     "written in the margin.")));
}

static void add_source(struct making *m)
{
	struct buf line;

	buf_init(&line, 4096);
	summary_in_program(m);
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

static void add_entries(struct making *m)
{
	if (m->choice->by_condition)
		add_by_condition(m);
	else
		for (size_t i = 0; i < pack_chapter_count(m->pack); i++)
			add_chapter(m, pack_chapter(m->pack, i));
	add_intents(m);
	add_strays(m);
	if (!is_mentors(m))
		add_kept_prefaces(m);
	summary_add_find_out(m);
	add_open(m);
}

struct doc *summary_make(struct workbook *wb, const struct summary_choice *choice)
{
	struct making m = {
		.wb = wb,
		.reader = wb,
		.choice = choice,
		.doc = doc_new(),
		.pack = workbook_pack(wb),
		.answers = workbook_answers(wb),
	};

	if (workbook_is_copy(wb)) {
		doc_free(m.doc);
		return given_document(wb);
	}
	add_title(&m);
	if (is_mentors(&m))
		add_mentors_head(&m);
	else
		add_head(&m);
	if (!m.answers) {
		doc_add_paragraph(m.doc, slice_of(_("Nothing is kept while you look around.")));
		return m.doc;
	}
	m.told = mem_zero(pack_page_count(m.pack), sizeof(*m.told));
	if (is_mentors(&m))
		add_prefaces(&m);
	add_entries(&m);
	add_source(&m);
	free(m.told);
	return m.doc;
}

struct doc *summary_words(const struct workbook *wb, const struct answers *answers)
{
	struct summary_choice choice;
	struct making m = {
		.reader = wb,
		.choice = &choice,
		.doc = doc_new(),
		.pack = workbook_pack(wb),
		.answers = answers,
	};

	summary_choose(&choice, SUMMARY_ME);
	choice.has[SUMMARY_BLANK] = false;
	m.told = mem_zero(pack_page_count(m.pack), sizeof(*m.told));
	add_entries(&m);
	free(m.told);
	return m.doc;
}

struct doc *summary_private(struct workbook *wb)
{
	struct summary_choice choice;

	summary_choose(&choice, SUMMARY_ME);
	return summary_make(wb, &choice);
}
