/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a mentor was given to read. */
#include <config.h>

#include "workbook/given.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "workbook/entry.h"
#include "workbook/preface.h"
#include "workbook/summary.h"
#include "workbook/tell.h"

static void add(struct given *given, enum answers_part part, const char *id)
{
	given->items = mem_grow(given->items, given->count, &given->cap, sizeof(*given->items));
	given->items[given->count++] = (struct replies_at){ part, id };
}

/* What she said before her answers comes first, in its order. */
void given_find(const struct workbook *wb, struct given *given)
{
	const struct answers *a = workbook_answers(wb);
	size_t page;

	*given = (struct given){ 0 };
	for (enum preface which = 0; which < PREFACE_COUNT; which++)
		if (answers_layers(a, PART_ANSWERS, preface_id(which)))
			add(given, PART_ANSWERS, preface_id(which));
	for (enum answers_part part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < answers_count(a, part); i++) {
			const char *id = answers_entry_id(a, part, i);

			if (answers_layers(a, part, id) && !preface_is(part, id) &&
			    !entry_in_pack(a, workbook_pack(wb), part, id, &page))
				add(given, part, id);
		}
}

void given_release(struct given *given)
{
	free(given->items);
	*given = (struct given){ 0 };
}

const char *given_title(const struct workbook *wb, struct replies_at at)
{
	const struct layer *newest = answers_newest(workbook_answers(wb), at.part, at.id);

	if (!preface_is(at.part, at.id) && newest && *newest->question)
		return newest->question;
	return preface_or_stray(at.part, at.id);
}

static void add_text(struct doc *doc, const char *text)
{
	doc_add_paragraph(doc, slice_of(text));
}

static void add_entry(struct doc *doc, const struct workbook *wb, struct replies_at at)
{
	const struct answers *a = workbook_answers(wb);

	doc_add_heading(doc, 3, slice_of(given_title(wb, at)));
	for (size_t i = answers_layers(a, at.part, at.id); i-- > 0; ) {
		const struct layer *layer = answers_layer(a, at.part, at.id, i);

		doc_add_words_of(doc, workbook_whose(wb), NULL, slice_of(layer->text));
		replies_add(doc, wb, at, layer->id);
	}
	replies_add(doc, wb, at, NULL);
}

/* How the replies go back, or that there can be none. */
static void add_way_back(struct doc *doc, const struct workbook *wb)
{
	struct buf text;

	buf_init(&text, 16384);
	if (replies_locked(wb))
		buf_addf(&text, _("You can only read here: %s."), replies_locked(wb));
	else
		buf_addf(&text, _("You can reply; what they wrote cannot be changed. Nothing is sent from here: "
				  "your replies are kept in this file, %s. When you are done, give it back the "
				  "way it came to you."), workbook_path(wb));
	doc_add_paragraph(doc, slice_buf(&text));
	for (size_t i = 0; workbook_warning(wb, i); i++) {
		buf_clear(&text);
		tell_warning(wb, i, &text);
		doc_add_paragraph(doc, slice_buf(&text));
	}
	buf_release(&text);
}

struct doc *given_intro(const struct workbook *wb)
{
	struct doc *doc = doc_new();
	struct given given;

	if (workbook_came_back(wb))
		add_text(doc, _("We put your last sentences back."));
	add_text(doc, _("Somebody wrote this in a workbook of their own, and gave it to you to read. Their "
			"name is not in the file."));
	add_way_back(doc, wb);
	given_find(wb, &given);
	for (size_t i = 0; i < given.count; i++)
		add_entry(doc, wb, given.items[i]);
	given_release(&given);
	return doc;
}

struct doc *given_document(const struct workbook *wb)
{
	struct doc *doc = doc_new(), *words = summary_words(wb, workbook_answers(wb));
	struct buf line;

	buf_init(&line, 8192);
	doc_add_heading(doc, 1, slice_of(_("What a mentor was given to read")));
	add_text(doc, _("These are somebody's own words, with the replies. They are not an assessment."));
	doc_add_blocks(doc, words, 0, doc_count(words));
	doc_language(doc, NULL);
	doc_add_rule(doc);
	buf_addf(&line, _("Written with the workbook: %s."), pack_title(workbook_pack(wb)));
	doc_add_paragraph(doc, slice_buf(&line));
	buf_release(&line);
	doc_free(words);
	return doc;
}

void given_tell_end(const struct workbook *wb, struct buf *out)
{
	buf_addf(out, _("Your replies are in %s. Give that file back the way it came to you."),
		 workbook_path(wb));
}
