/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of the book for a wall. */
#include <config.h>

#include "workbook/wall.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* The part that blocks may still be added to. */
struct open_part {
	struct wall_page *page;
	bool open;
	bool headed;	/* it has nothing but headings yet */
	bool leads;	/* its last words lead to what follows: they end in a colon */
	size_t len;	/* of its text */
};

static void add_part(struct open_part *o, enum wall_kind kind, size_t from, size_t to)
{
	struct wall_page *w = o->page;

	w->parts = mem_grow(w->parts, w->count, &w->cap, sizeof(*w->parts));
	w->parts[w->count++] = (struct wall_part){ kind, from, to };
	*o = (struct open_part){ .page = w };
}

static bool is_figure(const struct doc *doc, size_t block)
{
	return doc_kind(doc, block) == DOC_FENCE;
}

/* Returns the block behind the figure and its caption. */
static size_t add_figure(struct open_part *o, size_t block, size_t asks)
{
	const struct doc *doc = o->page->doc;
	size_t to = block + 1;

	if (to < asks && slice_starts(doc_info(doc, block), "figure") &&
	    doc_kind(doc, to) == DOC_PARAGRAPH)
		to++;
	add_part(o, WALL_FIGURE, block, to);
	return to;
}

static void add_block(struct open_part *o, size_t block)
{
	const struct doc *doc = o->page->doc;
	bool heading = doc_kind(doc, block) == DOC_HEADING;
	struct slice words;
	struct buf text;
	bool joins;

	buf_init(&text, SIZE_MAX / 2);
	doc_text(doc, block, &text);
	words = slice_trim(slice_buf(&text));
	joins = o->open && (o->headed || (!heading && (o->leads || o->len + words.len <= WALL_FEW)));
	if (joins)
		o->page->parts[o->page->count - 1].to = block + 1;
	else
		add_part(o, WALL_TEXT, block, block + 1);
	o->headed = heading && (o->headed || !joins);
	o->open = true;
	o->leads = words.len && words.data[words.len - 1] == ':';
	o->len += words.len;
	buf_release(&text);
}

void wall_page_of(struct wall_page *w, const char *title, struct doc *doc, size_t asks)
{
	struct open_part open = { .page = w };
	size_t count, i = 0;

	*w = (struct wall_page){ .doc = doc, .title = mem_string(title) };
	if (!doc_count(doc))
		doc_add_heading(doc, 2, slice_of(title));
	count = doc_count(doc);
	asks = asks < count ? asks : count;
	while (i < asks) {
		if (is_figure(doc, i)) {
			i = add_figure(&open, i, asks);
			continue;
		}
		if (doc_kind(doc, i) == DOC_RULE || doc_kind(doc, i) == DOC_HTML)
			open = (struct open_part){ .page = w };
		else
			add_block(&open, i);
		i++;
	}
	if (asks < count || !w->count)
		add_part(&open, WALL_QUESTION, asks < count ? asks : 0, count);
}

void wall_page_open(struct wall_page *w, const struct pack *pack, size_t page)
{
	const struct pack_page *at = pack_page(pack, page);
	struct doc *doc = doc_new();
	size_t asks;

	doc_add_blocks(doc, at->body, 0, doc_count(at->body));
	asks = at->kind == PAGE_QUESTION ? 0 : doc_count(doc);
	if (at->aside && at->kind != PAGE_QUESTION)
		doc_add_blocks(doc, at->aside, 0, doc_count(at->aside));
	wall_page_of(w, at->title, doc, asks);
}

void wall_page_release(struct wall_page *w)
{
	doc_free(w->doc);
	free(w->title);
	free(w->parts);
	*w = (struct wall_page){ 0 };
}
