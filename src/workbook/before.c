/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What I wrote before: the layers under a page by date. */
#include <config.h>

#include "workbook/before.h"

#include <string.h>

#include "base/intl.h"
#include "workbook/entry.h"
#include "workbook/replies.h"

static bool same_day(const struct answers *a, const struct layer *layer, const struct layer *next)
{
	struct buf one, other;
	bool same;

	buf_init(&one, 256);
	buf_init(&other, 256);
	layer_day(a, layer, &one);
	layer_day(a, next, &other);
	same = slice_equal(slice_buf(&one), slice_buf(&other));
	buf_release(&other);
	buf_release(&one);
	return same;
}

void before_when(const struct answers *a, enum answers_part part, const char *id, size_t i,
		 struct buf *out)
{
	const struct layer *layer = answers_layer(a, part, id, i);
	time_t when = layer_when(a, layer);
	struct buf day, clock;
	bool shared = false;

	/* The clocks of computers are seldom so wrong that a day lies between. */
	if (i > 0)
		shared = same_day(a, layer, answers_layer(a, part, id, i - 1));
	if (i + 1 < answers_layers(a, part, id))
		shared = shared || same_day(a, layer, answers_layer(a, part, id, i + 1));
	buf_init(&day, 256);
	buf_init(&clock, 256);
	layer_day(a, layer, &day);
	/* A mentor's copy has no time of day. */
	if (shared && when >= 0 && answers_kind(a) != KIND_COPY) {
		workbook_clock(when, &clock);
		/* TRANSLATORS: a date, and a time of day: "3 October 2026, 19:04". */
		buf_addf(out, _("%s, %s"), day.data, clock.data);
	} else {
		buf_add_slice(out, slice_buf(&day));
	}
	buf_release(&clock);
	buf_release(&day);
}

void before_name(const struct layer *layer, const char *when, struct buf *out)
{
	if (layer->open)
		/* TRANSLATORS: a question that was left without an answer on purpose; %s is a date. */
		buf_addf(out, _("Left open on %s"), when);
	else if (*layer->text)
		/* TRANSLATORS: a heading above the reader's own words; %s is a date. */
		buf_addf(out, _("What I wrote on %s"), when);
	else
		buf_addf(out, _("Emptied on %s"), when);
}

void before_tell(const struct answers *a, const struct layer *layer, const char *when,
		 struct buf *out)
{
	if (answers_kind(a) == KIND_COPY && *layer->text && !layer->open)
		/* TRANSLATORS: a heading above words of somebody else; %s is a date. */
		buf_addf(out, _("Written on %s"), when);
	else
		before_name(layer, when, out);
}

/* What is being shown. */
struct showing {
	const struct workbook *wb;
	const struct answers *answers;
	const struct pack_page *page;
	enum answers_part part;
	const char *id;
	size_t count;	/* of its layers */
	struct doc *doc;
};

/* Whether anything was ever written under the page, or said about it. */
static bool begin(struct showing *s, const struct workbook *wb, size_t page)
{
	*s = (struct showing){ .wb = wb, .answers = workbook_answers(wb) };
	if (!s->answers || !workbook_has_box(wb, page))
		return false;
	s->page = pack_page(workbook_pack(wb), page);
	s->part = entry_part(s->page);
	s->id = entry_id(s->answers, s->page);
	s->count = answers_layers(s->answers, s->part, s->id);
	return s->count > 0 || answers_items(s->answers, s->part, s->id, ITEM_REPLY) > 0;
}

/* Whether the layer behind I has its words again, as where only what they rest on was marked. */
static bool is_repeated(const struct showing *s, size_t i)
{
	const struct layer *layer, *next;

	if (i + 1 >= s->count)
		return false;
	layer = answers_layer(s->answers, s->part, s->id, i);
	next = answers_layer(s->answers, s->part, s->id, i + 1);
	return layer->open == next->open && strcmp(layer->text, next->text) == 0;
}

/* With the replies to its words, to whichever of the layers that have them. */
static void add_layer(const struct showing *s, size_t i)
{
	const struct layer *layer = answers_layer(s->answers, s->part, s->id, i);
	struct buf when, line;

	buf_init(&when, 512);
	buf_init(&line, strlen(layer->question) + 1024);
	before_when(s->answers, s->part, s->id, i, &when);
	before_tell(s->answers, layer, when.data, &line);
	doc_add_heading(s->doc, 3, slice_buf(&line));
	if (*layer->text && *layer->question && strcmp(layer->question, s->page->wording) != 0) {
		buf_clear(&line);
		/* TRANSLATORS: %s is the wording of a question that has been changed since. */
		buf_addf(&line, _("The question was then: %s"), layer->question);
		doc_add_note(s->doc, slice_buf(&line));
	}
	doc_add_words_of(s->doc, workbook_whose(s->wb), NULL, slice_of(layer->text));
	replies_add(s->doc, s->wb, (struct replies_at){ s->part, s->id }, layer->id);
	for (size_t k = i; k-- > 0 && is_repeated(s, k); )
		replies_add(s->doc, s->wb, (struct replies_at){ s->part, s->id },
			    answers_layer(s->answers, s->part, s->id, k)->id);
	buf_release(&line);
	buf_release(&when);
}

struct doc *before_doc(const struct workbook *wb, size_t page, struct before_parts *parts)
{
	struct showing s;

	if (!begin(&s, wb, page))
		return NULL;
	s.doc = doc_new();
	doc_add_heading(s.doc, 2, slice_of(s.page->kind == PAGE_QUESTION ? s.page->wording :
					   s.page->title));
	parts->newest = doc_count(s.doc);
	if (s.count)
		add_layer(&s, s.count - 1);
	/* Replies to what is not there any more. */
	replies_add(s.doc, wb, (struct replies_at){ s.part, s.id }, NULL);
	parts->earlier = doc_count(s.doc);
	for (size_t i = s.count; i-- > 1; )
		if (!is_repeated(&s, i - 1))
			add_layer(&s, i - 1);
	if (doc_count(s.doc) == parts->earlier)
		doc_add_paragraph(s.doc, slice_of(workbook_is_copy(wb) ?
						   _("Nothing earlier is in this copy.") :
						   _("Nothing earlier is kept here.")));
	return s.doc;
}

bool before_date(const struct workbook *wb, size_t page, struct buf *date)
{
	struct showing s;

	if (!begin(&s, wb, page))
		return false;
	for (size_t i = s.count; i-- > 1; ) {
		const struct layer *layer = answers_layer(s.answers, s.part, s.id, i - 1);

		if (!*layer->text || layer->open || is_repeated(&s, i - 1))
			continue;
		layer_day(s.answers, layer, date);
		return true;
	}
	return false;
}
