/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding words in the book and in what the reader wrote. */
#include <config.h>

#include "workbook/search.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "text/fold.h"
#include "text/utf8.h"
#include "answers/items.h"
#include "workbook/entry.h"
#include "workbook/preface.h"

#define BEFORE 30	/* characters of context, about */
#define BEHIND 60

struct search {
	struct fold needle;	/* what was typed */
	struct slice *words;	/* of it; lent by needle */
	size_t word_count, word_cap;
	struct search_hit *hits;
	size_t count, cap;
	bool apart, more;
	/* While looking: */
	const struct workbook *wb;
	struct fold fold;	/* of the paragraph */
};

/* Where a paragraph stands. */
struct spot {
	enum search_place place;
	size_t page, block;
	const struct layer *layer;	/* of the reader's own words */
	enum answers_part part;		/* of an entry that no page of the book has */
	const char *id;
	size_t offset;			/* of the paragraph in them */
	bool item;		/* it stands beside the words */
	enum item_kind kind;	/* what it is then */
};

/* ---- what to look for ---- */

static void split_words(struct search *s)
{
	struct slice rest = fold_needle(&s->needle);

	while (rest.len) {
		const char *blank = memchr(rest.data, ' ', rest.len);
		size_t len = blank ? (size_t)(blank - rest.data) : rest.len;

		s->words = mem_grow(s->words, s->word_count, &s->word_cap, sizeof(*s->words));
		s->words[s->word_count++] = slice_part(rest, 0, len);
		rest = slice_trim(slice_part(rest, len, rest.len));
	}
}

/* The first match in the paragraph that was folded last. */
static bool find_piece(const struct search *s, struct fold_from *match)
{
	size_t at = 0;

	return fold_find(&s->fold, fold_needle(&s->needle), &at, match);
}

/* The first of the words that stands in it, when all do. */
static bool find_words(const struct search *s, struct fold_from *match)
{
	size_t first = SIZE_MAX;

	for (size_t i = 0; i < s->word_count; i++) {
		struct fold_from here;
		size_t at = 0;

		if (!fold_find(&s->fold, s->words[i], &at, &here))
			return false;
		if (at - s->words[i].len < first) {
			first = at - s->words[i].len;
			*match = here;
		}
	}
	return s->word_count > 0;
}

/* ---- what is shown of a match ---- */

/* Up to BEFORE characters back from AT, to the beginning of a word where there is one. */
static size_t context_from(struct slice text, size_t at)
{
	size_t from = at, word = at;

	for (int i = 0; i < BEFORE && from > 0; i++) {
		from = cluster_prev(text, from);
		if (from == 0 || strchr(" \n\t", text.data[from - 1]))
			word = from;
	}
	return word < at ? word : from;
}

static size_t context_to(struct slice text, size_t at)
{
	size_t to = at, word = at;

	for (int i = 0; i < BEHIND && to < text.len; i++) {
		to = cluster_next(text, to);
		if (to == text.len || strchr(" \n\t", text.data[to]))
			word = to;
	}
	return word > at ? word : to;
}

/* Appends TEXT on one line, a run of blanks as one. */
static void add_flat(struct buf *out, struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = strchr("\n\t\r", text.data[i]) && text.data[i] ? ' ' : text.data[i];

		if (c != ' ' || (out->len && out->data[out->len - 1] != ' '))
			buf_add_char(out, c);
	}
}

static void make_context(struct search_hit *hit)
{
	struct slice text = slice_of(hit->text);
	size_t from = context_from(text, hit->start), to = context_to(text, hit->end);
	struct buf out;

	buf_init(&out, text.len + 16);
	if (slice_trim(slice_part(text, 0, from)).len)
		buf_add_str(&out, "…");
	add_flat(&out, slice_part(text, from, hit->start));
	hit->context_start = out.len;
	add_flat(&out, slice_part(text, hit->start, hit->end));
	hit->context_end = out.len;
	add_flat(&out, slice_part(text, hit->end, to));
	while (out.len > hit->context_end && out.data[out.len - 1] == ' ')
		buf_splice(&out, out.len - 1, 1, "", 0);
	if (slice_trim(slice_part(text, to, text.len)).len)
		buf_add_str(&out, "…");
	hit->context = buf_steal(&out);
}

static char *name_place(const struct search *s, const struct spot *spot)
{
	const struct pack *pack = workbook_pack(s->wb);
	const char *title = spot->page < pack_page_count(pack) ? pack_page(pack, spot->page)->title :
			    preface_or_stray(spot->part, spot->id);
	struct buf out, date;

	buf_init(&out, 8192);
	buf_init(&date, 256);
	if (spot->item) {
		/* TRANSLATORS: a page's title. */
		buf_addf(&out, spot->kind == ITEM_STEP ? _("%s (what I mean to try)") :
			 spot->kind == ITEM_NOTE ? _("%s (what I noticed)") : _("%s (what somebody said)"),
			 title);
	} else if (spot->layer) {
		layer_day(workbook_answers(s->wb), spot->layer, &date);
		/* TRANSLATORS: a page's title, and a date. */
		buf_addf(&out, spot->layer->open ? _("%s (left open on %s)") :
			 workbook_is_copy(s->wb) ? _("%s (written on %s)") : _("%s (what I wrote on %s)"),
			 title, date.data);
	} else if (spot->place == SEARCH_HINT) {
		/* TRANSLATORS: a page's title. */
		buf_addf(&out, _("%s (hint)"), title);
	} else {
		buf_add_str(&out, title);
	}
	buf_release(&date);
	return buf_steal(&out);
}

/* ---- looking ---- */

static void look(struct search *s, struct slice text, const struct spot *spot)
{
	struct fold_from match;
	struct search_hit *hit;

	fold_make(&s->fold, text, FOLD_BLANKS);
	if (!(s->apart ? find_words(s, &match) : find_piece(s, &match)))
		return;
	s->more = s->more || s->count == SEARCH_HITS_MAX;
	if (s->count == SEARCH_HITS_MAX)
		return;
	s->hits = mem_grow(s->hits, s->count, &s->cap, sizeof(*s->hits));
	hit = &s->hits[s->count++];
	*hit = (struct search_hit){
		.place = spot->place, .page = spot->page, .block = spot->block,
		.start = match.start, .end = match.end,
		.box_start = spot->offset + match.start, .box_end = spot->offset + match.end,
		.text = mem_copy(text.data, text.len),
	};
	hit->where = name_place(s, spot);
	make_context(hit);
}

/* BASE: the block of the page's document that DOC begins with. */
static void look_in_doc(struct search *s, const struct doc *doc, struct spot spot, size_t base)
{
	struct buf text;

	buf_init(&text, SIZE_MAX / 2);
	for (size_t i = 0; doc && i < doc_count(doc); i++) {
		if (doc_kind(doc, i) == DOC_HTML || doc_kind(doc, i) == DOC_FENCE)
			continue;
		buf_clear(&text);
		doc_text(doc, i, &text);
		spot.block = base + i;
		look(s, slice_buf(&text), &spot);
	}
	buf_release(&text);
}

/* The end of the paragraph that begins at AT, and in *NEXT where the next one does. */
static size_t paragraph_end(struct slice text, size_t at, size_t *next)
{
	size_t end = at;

	while (end < text.len) {
		size_t line = end + 1;

		if (text.data[end++] != '\n')
			continue;
		while (line < text.len && strchr(" \t\r", text.data[line]))
			line++;
		if (line < text.len && text.data[line] == '\n') {
			*next = line + 1;
			return end - 1;
		}
	}
	*next = text.len;
	return text.len;
}

/* Whether the PARAGRAPH of layer I stands in a newer one, too. */
static bool stands_in_newer(const struct search *s, enum answers_part part, const char *id, size_t i,
			    struct slice paragraph)
{
	const struct answers *answers = workbook_answers(s->wb);

	for (size_t k = i + 1; k < answers_layers(answers, part, id); k++) {
		const char *text = answers_layer(answers, part, id, k)->text;

		if (memmem(text, strlen(text), paragraph.data, paragraph.len))
			return true;
	}
	return false;
}

/* The layers of an entry, the newest first. */
static void look_in_entry(struct search *s, enum answers_part part, const char *id, struct spot spot)
{
	const struct answers *answers = workbook_answers(s->wb);
	size_t layers = answers_layers(answers, part, id);
	bool shown = spot.page < pack_page_count(workbook_pack(s->wb));

	for (size_t i = layers; i-- > 0; ) {
		struct slice text;

		spot.layer = answers_layer(answers, part, id, i);
		spot.place = shown && i + 1 == layers && !spot.layer->open ? SEARCH_BOX : SEARCH_EARLIER;
		text = slice_of(spot.layer->text);
		for (size_t at = 0, next; at < text.len; at = next) {
			size_t end = paragraph_end(text, at, &next);
			struct slice paragraph = slice_part(text, at, end);

			spot.offset = at;
			if (!stands_in_newer(s, part, id, i, paragraph))
				look(s, paragraph, &spot);
		}
	}
}

static void look_in_paragraphs(struct search *s, struct slice text, const struct spot *spot)
{
	for (size_t at = 0, next; at < text.len; at = next) {
		size_t end = paragraph_end(text, at, &next);

		look(s, slice_part(text, at, end), spot);
	}
}

/* What is no word of anybody: times, days, ids. */
static bool is_for_the_file(enum item_kind kind, size_t text)
{
	return text == ITEM_AT || (kind == ITEM_NOTE && text == NOTE_ON) ||
		(kind == ITEM_REPLY && text == REPLY_TO) ||
		(kind == ITEM_STEP && (text == STEP_LOOK || text == STEP_ASKED));
}

/* What stands beside the words of an entry. */
static void look_in_items(struct search *s, enum answers_part part, const char *id, struct spot spot)
{
	const struct answers *answers = workbook_answers(s->wb);

	spot.place = SEARCH_EARLIER;
	for (int kind = 0; kind < ITEM_HUNG; kind++)
		for (size_t i = 0; i < answers_items(answers, part, id, kind); i++) {
			const struct item *item = answers_item(answers, part, id, kind, i);

			spot.kind = kind;
			spot.item = true;
			for (size_t k = 0; k < ITEM_TEXTS; k++)
				if (!is_for_the_file(kind, k))
					look_in_paragraphs(s, slice_of(item->text[k]), &spot);
			for (size_t k = 0; kind == ITEM_STEP && k < answers_happened(answers, part, id, item->id); k++)
				look_in_paragraphs(s, slice_of(answers_happened_layer(answers, part, id, item->id,
										       k)->text), &spot);
		}
}

static void look_in_page(struct search *s, size_t i)
{
	const struct answers *answers = workbook_answers(s->wb);
	const struct pack_page *page = pack_page(workbook_pack(s->wb), i);
	struct spot spot = { .place = SEARCH_PAGE, .page = i };

	look_in_doc(s, page->body, spot, 0);
	spot.place = page->kind == PAGE_QUESTION ? SEARCH_HINT : SEARCH_PAGE;
	look_in_doc(s, page->aside, spot, doc_count(page->body));
	spot.block = workbook_prompt(s->wb, i);
	if (answers && page->kind != PAGE_READ && !workbook_is_covered(s->wb) &&
	    !workbook_is_again(s->wb, i)) {
		look_in_entry(s, entry_part(page), entry_id(answers, page), spot);
		look_in_items(s, entry_part(page), entry_id(answers, page), spot);
	}
}

static void look_in_strays(struct search *s)
{
	const struct answers *answers = workbook_answers(s->wb);
	const struct pack *pack = workbook_pack(s->wb);
	struct spot spot = { .page = pack_page_count(pack) };

	for (enum answers_part part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; answers && i < answers_count(answers, part); i++) {
			const char *id = answers_entry_id(answers, part, i);
			size_t page;

			if (entry_in_pack(answers, pack, part, id, &page))
				continue;
			spot.part = part;
			spot.id = id;
			look_in_entry(s, part, id, spot);
			look_in_items(s, part, id, spot);
		}
}

static void look_everywhere(struct search *s)
{
	for (size_t i = 0; i < pack_page_count(workbook_pack(s->wb)); i++)
		look_in_page(s, i);
	if (!workbook_is_covered(s->wb))
		look_in_strays(s);
}

struct search *search_new(const struct workbook *wb, const char *words)
{
	struct search *s = MEM_NEW(struct search);
	struct buf valid;

	s->wb = wb;
	fold_init(&s->needle);
	fold_init(&s->fold);
	buf_init(&valid, SIZE_MAX / 2);
	utf8_repair(&valid, slice_of(words));
	fold_make(&s->needle, slice_buf(&valid), FOLD_BLANKS);
	buf_release(&valid);
	split_words(s);
	if (s->word_count)
		look_everywhere(s);
	if (!s->count && s->word_count > 1) {
		s->apart = true;
		look_everywhere(s);
		s->apart = s->count > 0;
	}
	fold_release(&s->fold);
	s->wb = NULL;
	return s;
}

void search_free(struct search *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->count; i++) {
		free(s->hits[i].text);
		free(s->hits[i].where);
		free(s->hits[i].context);
	}
	free(s->hits);
	free(s->words);
	fold_release(&s->needle);
	free(s);
}

bool search_is_empty(const struct search *s)
{
	return !s->word_count;
}

bool search_is_apart(const struct search *s)
{
	return s->apart;
}

bool search_has_more(const struct search *s)
{
	return s->more;
}

size_t search_count(const struct search *s)
{
	return s->count;
}

const struct search_hit *search_hit(const struct search *s, size_t i)
{
	return &s->hits[i];
}
