/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One entry of a summary: its layers, and what hangs under it. */
#include <config.h>

#include "workbook/summary_own.h"

#include <string.h>
#include <strings.h>

#include "base/intl.h"
#include "workbook/entry.h"
#include "workbook/replies.h"
#include "workbook/steps.h"

/* ---- languages: three meet here ---- */

/* The document's own is the program's, as its title is. */
void summary_in_program(struct making *m)
{
	doc_language(m->doc, NULL);
}

void summary_in_book(struct making *m)
{
	doc_language(m->doc, pack_language(m->pack));
}

/* Whether TEXT is what PAGE, or NULL, says now: else an earlier edition worded it, or one in
 * another language. */
static bool is_of_book(const struct pack_page *page, const char *text)
{
	return page && (strcmp(text, page->wording) == 0 || strcmp(text, page->title) == 0);
}

void summary_in_wording(struct making *m, const struct pack_page *page, const char *text)
{
	doc_language(m->doc, is_of_book(page, text) ? pack_language(m->pack) : DOC_UNKNOWN);
}

static bool program_speaks_as_book(const struct making *m)
{
	const char *book = pack_language(m->pack);
	size_t len = strcspn(book, "-");
	struct buf program;
	bool agree;

	buf_init(&program, 256);
	intl_tag(&program);
	agree = strncasecmp(program.data, book, len) == 0 &&
		(!program.data[len] || program.data[len] == '-');
	buf_release(&program);
	return agree;
}

/* Nothing says what language a reader writes.  Where program and book agree, she has chosen it;
 * else her words are of a language unknown, so that no screen reader pronounces them by the
 * rules of a wrong one (WCAG 2.2, 3.1.2). */
void summary_in_words(struct making *m, const struct pack_page *page, const char *question)
{
	bool known = program_speaks_as_book(m) && is_of_book(page, question);

	doc_language(m->doc, known ? NULL : DOC_UNKNOWN);
}

void summary_in_own(struct making *m)
{
	doc_language(m->doc, program_speaks_as_book(m) ? NULL : DOC_UNKNOWN);
}

void summary_add_section(struct making *m, bool *headed, const char *title)
{
	if (!*headed)
		doc_add_heading(m->doc, 2, slice_of(title));
	*headed = true;
}

/* ---- layers ---- */

/* How a layer is called. */
enum saying { SAID_NEWEST, SAID_EARLIER, SAID_FIRST, SAID_NOW, SAID_EMPTIED, SAID_OPEN };

static void say_dated(enum saying say, const char *date, struct buf *out)
{
	switch (say) {
	case SAID_NEWEST:
		buf_addf(out, _("Written on %s"), date);
		break;
	case SAID_EARLIER:
		buf_addf(out, _("Earlier, on %s"), date);
		break;
	case SAID_FIRST:
		buf_addf(out, _("At first, on %s"), date);
		break;
	case SAID_NOW:
		buf_addf(out, _("Now, on %s"), date);
		break;
	case SAID_EMPTIED:
		buf_addf(out, _("Emptied on %s. Earlier words are kept."), date);
		break;
	case SAID_OPEN:
		buf_addf(out, _("Left open on purpose, on %s."), date);
		break;
	}
}

/* "" where there is nothing to say without the day. */
static const char *undated(enum saying say)
{
	static const char *const words[] = {
		[SAID_NEWEST] = "", [SAID_EARLIER] = N_("Earlier"), [SAID_FIRST] = N_("At first"),
		[SAID_NOW] = N_("Now"), [SAID_EMPTIED] = N_("Emptied. Earlier words are kept."),
		[SAID_OPEN] = N_("Left open on purpose."),
	};

	return _(words[say]);
}

static void add_day(struct making *m, enum saying say, const struct layer *layer)
{
	struct buf date, line;

	buf_init(&date, 128);
	buf_init(&line, 512);
	layer_day(m->answers, layer, &date);
	if (m->choice->has[SUMMARY_DATES])
		say_dated(say, date.data, &line);
	else
		buf_add_str(&line, undated(say));
	summary_in_program(m);
	doc_add_note(m->doc, slice_buf(&line));
	buf_release(&line);
	buf_release(&date);
}

/* In answer to what, unless the heading says so, and the words. */
static void add_answer(struct making *m, const struct pack_page *page, const struct layer *layer,
		       const char *heading)
{
	if (strcmp(layer->question, heading) != 0) {
		summary_in_wording(m, page, layer->question);
		doc_add_note(m->doc, slice_of(layer->question));
	}
	summary_in_words(m, page, layer->question);
	doc_add_words_of(m->doc, workbook_whose(m->reader), NULL, slice_of(layer->text));
}

static const char *heading_of(const struct making *m, const struct summary_entry *e)
{
	const struct layer *newest = answers_newest(m->answers, e->part, e->id);

	if (e->page && (e->page->kind != PAGE_QUESTION || !newest))
		return e->page->kind == PAGE_QUESTION ? e->page->wording : e->page->title;
	return newest ? newest->question : e->id;
}

static enum saying saying_of(const struct layer *layer, bool newest)
{
	if (layer->open)
		return SAID_OPEN;
	if (!*layer->text)
		return SAID_EMPTIED;
	return newest ? SAID_NEWEST : SAID_EARLIER;
}

static void add_label(struct making *m, const char *label)
{
	summary_in_program(m);
	doc_add_note(m->doc, slice_of(label));
}

static void add_reply(struct making *m, const struct summary_entry *e, const struct item *reply)
{
	struct buf label;

	if (!m->choice->has[SUMMARY_REPLIES])
		return;
	buf_init(&label, ANSWERS_TEXT_MAX * 2);
	if (m->choice->has[SUMMARY_DATES])
		replies_tell(reply, &label);
	else if (*reply->text[REPLY_FROM])
		/* TRANSLATORS: %s is whoever said it, in the writer's words. */
		buf_addf(&label, _("What was said to me by %s"), reply->text[REPLY_FROM]);
	else
		buf_add_str(&label, _("What was said to me"));
	add_label(m, label.data);
	doc_language(m->doc, DOC_UNKNOWN);
	replies_add_words(m->doc, m->reader, reply);
	if (answers_kind(m->answers) == KIND_WORKBOOK &&
	    replies_moved_on(m->answers, e->part, e->id, reply))
		add_label(m, _("I have written on since the words that this answers."));
	buf_release(&label);
}

/* Those to one layer. */
static void add_replies(struct making *m, const struct summary_entry *e, const char *layer)
{
	for (size_t i = 0; i < answers_items(m->answers, e->part, e->id, ITEM_REPLY); i++) {
		const struct item *reply = answers_item(m->answers, e->part, e->id, ITEM_REPLY, i);

		if (strcmp(reply->text[REPLY_TO], layer) == 0)
			add_reply(m, e, reply);
	}
}

static void add_layer(struct making *m, const struct summary_entry *e, size_t i, enum saying say,
		      const char *heading)
{
	const struct layer *layer = answers_layer(m->answers, e->part, e->id, i);

	add_day(m, say, layer);
	if (*layer->text)
		add_answer(m, e->page, layer, heading);
	summary_add_rests(m, e, layer);
	add_replies(m, e, layer->id);
}

static void add_moved(struct making *m, const struct summary_entry *e, const char *heading)
{
	size_t count = answers_layers(m->answers, e->part, e->id), first, last;

	if (summary_moved(m, e, &first, &last)) {
		summary_in_program(m);
		doc_add_note(m->doc, slice_of(_("How my thinking moved")));
		add_layer(m, e, first, SAID_FIRST, heading);
		add_layer(m, e, last, SAID_NOW, heading);
	} else if (count && summary_takes_layer(m, e, count - 1)) {
		const struct layer *newest = answers_layer(m->answers, e->part, e->id, count - 1);

		add_layer(m, e, count - 1, newest->open ? SAID_OPEN : SAID_NEWEST, heading);
	}
}

static void add_layers(struct making *m, const struct summary_entry *e, const char *heading)
{
	size_t count = answers_layers(m->answers, e->part, e->id);

	if (m->choice->layers == SUMMARY_MOVED) {
		add_moved(m, e, heading);
		return;
	}
	for (size_t i = count; i-- > 0; )
		if (summary_takes_layer(m, e, i))
			add_layer(m, e, i, saying_of(answers_layer(m->answers, e->part, e->id, i),
						     i + 1 == count), heading);
}

/* ---- what hangs under them ---- */

/* Words of hers under what they are; blank ones are left out. */
static void add_part(struct making *m, const char *label, const char *text)
{
	if (!slice_trim(slice_of(text)).len)
		return;
	add_label(m, label);
	summary_in_own(m);
	doc_add_words(m->doc, slice_of(text));
}

/* Whether note I is the last on its page. */
static bool is_newest_note(const struct making *m, const struct summary_entry *e, size_t i)
{
	const char *on = answers_item(m->answers, e->part, e->id, ITEM_NOTE, i)->text[NOTE_ON];

	for (size_t k = i + 1; k < answers_items(m->answers, e->part, e->id, ITEM_NOTE); k++)
		if (strcmp(answers_item(m->answers, e->part, e->id, ITEM_NOTE, k)->text[NOTE_ON], on) == 0)
			return false;
	return true;
}

/* On the page NOTED, whose title the reader has just read; or, where that is NULL, on any. */
static void add_notes(struct making *m, const struct summary_entry *e, const char *noted)
{
	struct buf label;

	buf_init(&label, 8192);
	for (size_t i = 0; i < answers_items(m->answers, e->part, e->id, ITEM_NOTE); i++) {
		const struct item *note = answers_item(m->answers, e->part, e->id, ITEM_NOTE, i);
		const char *on = note->text[NOTE_ON];
		size_t page;
		bool known = pack_find(m->pack, on, &page);

		if (!summary_takes_note(m, on) ||
		    (m->choice->layers != SUMMARY_EARLIER && !is_newest_note(m, e, i)) ||
		    (noted && known && strcmp(pack_page(m->pack, page)->id, noted) != 0))
			continue;
		buf_clear(&label);
		if (known)
			/* TRANSLATORS: %s is the title of a condition or caution, whose question was held
			 * up to an answer. */
			buf_addf(&label, _("What I noticed through: %s"), pack_page(m->pack, page)->title);
		else
			buf_add_str(&label, _("What I noticed"));
		add_part(m, label.data, note->text[NOTE_TEXT]);
	}
	buf_release(&label);
}

/* A step of a page that the book does not have, or of no workbook. */
static void add_stray_step(struct making *m, const struct summary_entry *e,
			   const struct item *step)
{
	for (int part = STEP_WHEN; part <= STEP_LOOK; part++)
		if (part != STEP_LOOK || m->choice->has[SUMMARY_DATES])
			add_part(m, steps_label(part), step->text[part]);
	for (size_t i = answers_happened(m->answers, e->part, e->id, step->id); i-- > 0; ) {
		add_part(m, steps_question(),
			 answers_happened_layer(m->answers, e->part, e->id, step->id, i)->text);
		if (m->choice->layers != SUMMARY_EARLIER)
			break;
	}
}

static void add_steps(struct making *m, const struct summary_entry *e)
{
	unsigned show = (m->choice->has[SUMMARY_DATES] ? STEPS_DATES : 0) |
		(m->choice->layers == SUMMARY_EARLIER ? STEPS_EARLIER : 0);
	size_t count = answers_items(m->answers, e->part, e->id, ITEM_STEP);
	bool labelled = false;

	if (!m->choice->has[SUMMARY_STEPS])
		return;
	for (size_t i = 0; i < count; i++) {
		const struct item *step = answers_item(m->answers, e->part, e->id, ITEM_STEP, i);

		/* Behind what happened the next step would read as more of it. */
		if (!labelled)
			add_label(m, steps_title());
		labelled = !answers_happened(m->answers, e->part, e->id, step->id);
		summary_in_own(m);
		if (m->wb && e->page)
			steps_add(m->doc, m->wb, e->index, step, show);
		else
			add_stray_step(m, e, step);
	}
}

/* Replies to layers that are not in the document. */
static void add_other_replies(struct making *m, const struct summary_entry *e)
{
	for (size_t i = 0; i < answers_items(m->answers, e->part, e->id, ITEM_REPLY); i++) {
		const struct item *reply = answers_item(m->answers, e->part, e->id, ITEM_REPLY, i);
		bool told = false;

		for (size_t k = 0; k < answers_layers(m->answers, e->part, e->id); k++)
			told = told || (summary_takes_layer(m, e, k) &&
					strcmp(answers_layer(m->answers, e->part, e->id, k)->id,
					       reply->text[REPLY_TO]) == 0);
		if (!told)
			add_reply(m, e, reply);
	}
}

/* ---- an entry ---- */

static const char *add_heading(struct making *m, const struct summary_entry *e, int level)
{
	const char *heading = heading_of(m, e);

	if (!level)
		return e->page ? e->page->title : "";
	summary_in_wording(m, e->page, heading);
	doc_add_heading(m->doc, level, slice_of(heading));
	return heading;
}

static bool add_hidden(struct making *m, const struct summary_entry *e)
{
	if (!summary_hides(m, e))
		return false;
	summary_in_program(m);
	doc_add_note(m->doc, slice_of(_("I am writing here again without looking first; until then my "
					"earlier words are hidden.")));
	return true;
}

void summary_add_entry(struct making *m, const struct summary_entry *e, int level,
		       const char *noted)
{
	const char *heading = add_heading(m, e, level);

	if (e->page)
		m->told[e->index] = true;
	if (add_hidden(m, e))
		return;
	add_layers(m, e, heading);
	add_notes(m, e, noted);
	add_steps(m, e);
	add_other_replies(m, e);
}

void summary_add_again(struct making *m, const struct summary_entry *e, int level,
		       const char *noted)
{
	const struct layer *newest = answers_newest(m->answers, e->part, e->id);
	const char *heading = add_heading(m, e, level);

	if (add_hidden(m, e))
		return;
	if (newest && *newest->text)
		add_answer(m, e->page, newest, heading);
	add_notes(m, e, noted);
}
