/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One chapter's Markdown to pages. */
#include <config.h>

#include "pack/chapter.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"

#define BOX_LINES 8	/* where the author names none */
#define BOX_LINES_MAX 40

/* A level-2 section, or the opening: blocks FROM..TO of the chapter. */
struct section {
	const struct source *src;
	const struct doc *doc;
	size_t from, to;
	struct pack_page *page;
	bool fenced;		/* its page, answer, lens or guard was met */
};

/* The fences that make a page, and what kind of page each makes. */
static const struct {
	const char *name;
	enum page_kind kind;
} page_fences[] = {
	{ "page", PAGE_READ },
	{ "answer", PAGE_QUESTION },
	{ "lens", PAGE_CONDITION },
	{ "guard", PAGE_CAUTION },
};

static const struct {
	const char *name;
	enum page_asks asks;
} kinds[] = {
	{ "now", ASKS_NOW },
	{ "people", ASKS_PEOPLE },
	{ "intent", ASKS_INTENT },
};

static char *text_of(const struct doc *doc, size_t from, size_t to)
{
	struct buf text;

	buf_init(&text, PACK_FILE_MAX);
	for (size_t i = from; i < to; i++) {
		if (doc_kind(doc, i) == DOC_FENCE)
			continue;	/* a figure: its caption says the same */
		if (text.len)
			buf_add_str(&text, "\n\n");
		doc_text(doc, i, &text);
	}
	return buf_steal(&text);
}

/* "a,b" to the NULL-ended list of a page's earlier ids. */
static bool read_was(struct pack_page *page, struct slice value)
{
	size_t count = 1, n = 0, start = 0;

	if (page->was)
		return false;
	for (size_t i = 0; i < value.len; i++)
		count += value.data[i] == ',';
	page->was = mem_zero(count + 1, sizeof(*page->was));
	for (size_t i = 0; i <= value.len; i++) {
		struct slice id;

		if (i < value.len && value.data[i] != ',')
			continue;
		id = slice_part(value, start, i);
		if (!pack_id_valid(id))
			return false;
		page->was[n++] = mem_copy(id.data, id.len);
		start = i + 1;
	}
	return true;
}

/* A whole number from 1 to MAX, into *NUMBER, which is 0 as long as it was not read. */
static bool read_number(struct slice value, int max, int *number)
{
	int n = 0;

	if (*number)
		return false;
	for (size_t i = 0; i < value.len; i++) {
		if (value.data[i] < '0' || value.data[i] > '9')
			return false;
		n = n * 10 + value.data[i] - '0';
		if (n > max)
			return false;
	}
	*number = n;
	return n >= 1;
}

static bool read_kind(struct pack_page *page, struct slice value)
{
	if (page->kind != PAGE_QUESTION || page->asks != ASKS_NOTHING)
		return false;
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (slice_is(value, kinds[i].name))
			page->asks = kinds[i].asks;
	return page->asks != ASKS_NOTHING;
}

/* One attribute of a page fence; false when it is unknown or wrong. */
static bool read_attribute(struct pack_page *page, struct slice name, struct slice value)
{
	if (slice_is(name, "id")) {
		if (page->id || !pack_id_valid(value))
			return false;
		page->id = mem_copy(value.data, value.len);
		return true;
	}
	if (slice_is(name, "was"))
		return read_was(page, value);
	if (slice_is(name, "kind"))
		return read_kind(page, value);
	if (slice_is(name, "lines"))
		return page->kind != PAGE_READ && read_number(value, BOX_LINES_MAX, &page->lines);
	return false;
}

static bool check_block(const struct section *s, const struct doc *doc, size_t block,
			struct err *err)
{
	return !doc_has_html(doc, block) ||
		source_error(s->src, doc_line(doc, block), err, _("raw HTML is not allowed"));
}

/* The Markdown inside a fence: a hint, a prompt, notes. */
static bool read_inner(struct section *s, size_t block, struct doc **doc, struct err *err)
{
	struct err why;

	if (!doc_parse(doc, doc_literal(s->doc, block), doc_line(s->doc, block) + 1, &why))
		return source_error_all(s->src, why.kind, err, why.text);
	for (size_t i = 0; i < doc_count(*doc); i++)
		if (!check_block(s, *doc, i, err))
			return false;
	return true;
}

static bool read_page_fence(struct section *s, size_t block, enum page_kind kind,
			    struct err *err)
{
	struct slice info = doc_info(s->doc, block), name, value;
	int line = doc_line(s->doc, block);
	size_t at = 0;

	if (s->fenced)
		return source_error(s->src, line, err, _("a second page fence in one section"));
	if (s->page->id)	/* the chapter's own: this is the opening */
		return source_error(s->src, line, err,
				    _("a page fence before the first section"));
	s->fenced = true;
	s->page->kind = kind;
	source_attribute(info, &at, &name, &value);
	while (source_attribute(info, &at, &name, &value))
		if (!read_attribute(s->page, name, value))
			return source_error(s->src, line, err,
					    _("unknown or wrong attribute on a page fence"));
	if (!s->page->id)
		return source_error(s->src, line, err, _("the page fence has no id"));
	if (kind == PAGE_QUESTION && s->page->asks == ASKS_NOTHING)
		return source_error(s->src, line, err,
				    _("a question needs kind=now, kind=people or kind=intent"));
	if (kind == PAGE_READ)
		return !slice_trim(doc_literal(s->doc, block)).len ||
			source_error(s->src, line, err, _("a 'page' fence is empty"));
	return read_inner(s, block, &s->page->aside, err);
}

static bool read_phase(struct pack_phases *phases, struct slice name, struct slice value)
{
	if (slice_is(name, "alone"))
		return read_number(value, PACK_MINUTES_MAX, &phases->alone);
	if (slice_is(name, "pairs"))
		return read_number(value, PACK_MINUTES_MAX, &phases->pairs);
	return slice_is(name, "together") &&
		read_number(value, PACK_MINUTES_MAX, &phases->together);
}

static bool read_facilitator(struct section *s, size_t block, struct err *err)
{
	struct slice info = doc_info(s->doc, block), name, value;
	int line = doc_line(s->doc, block);
	size_t at = 0;

	if (s->page->facilitator)
		return source_error(s->src, line, err, _("a second 'facilitator' fence"));
	source_attribute(info, &at, &name, &value);
	while (source_attribute(info, &at, &name, &value))
		if (!read_phase(&s->page->phases, name, value))
			return source_error(s->src, line, err,
					    _("a 'facilitator' fence takes alone=, pairs= and "
					      "together=, each with 1 to 120 minutes"));
	return read_inner(s, block, &s->page->facilitator, err);
}

/* A figure keeps its place in the body; its caption must follow. */
static bool read_figure(struct section *s, size_t block, struct err *err)
{
	if (block + 1 >= s->to || doc_kind(s->doc, block + 1) != DOC_PARAGRAPH)
		return source_error(s->src, doc_line(s->doc, block), err,
				    _("a figure needs a paragraph after it, its caption"));
	doc_add_blocks(s->page->body, s->doc, block, block + 1);
	return true;
}

static bool read_fence(struct section *s, size_t block, struct err *err)
{
	struct slice name, value;
	size_t at = 0;

	if (!source_attribute(doc_info(s->doc, block), &at, &name, &value))
		name = slice_of("");
	for (size_t i = 0; i < ARRAY_LEN(page_fences); i++)
		if (slice_is(name, page_fences[i].name))
			return read_page_fence(s, block, page_fences[i].kind, err);
	if (slice_is(name, "facilitator"))
		return read_facilitator(s, block, err);
	if (slice_is(name, "figure"))
		return read_figure(s, block, err);
	return source_error(s->src, doc_line(s->doc, block), err, _("a fence of unknown name"));
}

static bool read_block(struct section *s, size_t block, struct err *err)
{
	if (!check_block(s, s->doc, block, err))
		return false;
	if (doc_kind(s->doc, block) == DOC_FENCE)
		return read_fence(s, block, err);
	doc_add_blocks(s->page->body, s->doc, block, block + 1);
	return true;
}

static bool read_blocks(struct section *s, struct err *err)
{
	bool ok = true;

	for (size_t i = s->from; i < s->to && (ok || s->src->report); i++)
		ok = read_block(s, i, err) && ok;
	return ok;
}

/* What a question's prose or a prompt comes to, and what it may not lack. */
static bool finish_page(struct section *s, struct err *err)
{
	struct pack_page *page = s->page;
	int line = doc_line(s->doc, s->from);

	if (page->kind == PAGE_QUESTION) {
		struct doc *question = doc_new();

		page->wording = text_of(page->body, 1, doc_count(page->body));
		doc_add_blocks(question, page->body, 1, doc_count(page->body));
		doc_free(page->body);
		page->body = question;
	} else if (page->kind == PAGE_READ) {
		page->wording = mem_string("");
	} else {
		page->wording = text_of(page->aside, 0, doc_count(page->aside));
	}
	if (page->kind != PAGE_READ && !*page->wording)
		return source_error(s->src, line, err, _("the box has no question or prompt"));
	if (!page->lines)
		page->lines = BOX_LINES;
	if (page->aside && !doc_count(page->aside)) {
		doc_free(page->aside);
		page->aside = NULL;
	}
	return true;
}

/* NULL when the book is full. */
static struct pack_page *add_page(struct page_list *list, size_t chapter)
{
	struct pack_page *page;

	if (list->count == PACK_PAGES_MAX)
		return NULL;
	list->items = mem_grow(list->items, list->count, &list->cap, sizeof(*list->items));
	page = &list->items[list->count++];
	memset(page, 0, sizeof(*page));
	page->chapter = chapter;
	page->body = doc_new();
	return page;
}

static bool read_opening(struct page_list *list, struct section *s, size_t chapter,
			 struct err *err)
{
	struct slice id = source_key(s->src, "id"), title = source_key(s->src, "title");

	s->page = add_page(list, chapter);
	if (!s->page)
		return source_error(s->src, s->src->body_line, err, _("too many pages"));
	s->page->id = mem_copy(id.data, id.len);
	s->page->title = mem_copy(title.data, title.len);
	if (s->from == s->to)
		return source_error(s->src, s->src->body_line, err,
				    _("the chapter has no opening text"));
	return read_blocks(s, err) && finish_page(s, err);
}

static bool read_section(struct page_list *list, struct section *s, size_t chapter,
			 struct err *err)
{
	s->page = add_page(list, chapter);
	if (!s->page)
		return source_error(s->src, doc_line(s->doc, s->from), err, _("too many pages"));
	s->page->title = text_of(s->doc, s->from, s->from + 1);
	if (!*s->page->title)
		return source_error(s->src, doc_line(s->doc, s->from), err,
				    _("the section has no title"));
	if (!read_blocks(s, err))
		return false;
	if (!s->fenced)
		return source_error(s->src, doc_line(s->doc, s->from), err,
				    _("the section has no 'page', 'answer', 'lens' or 'guard'"));
	return finish_page(s, err);
}

static size_t section_end(const struct doc *doc, size_t from)
{
	size_t i = from;

	while (i < doc_count(doc) && !(doc_kind(doc, i) == DOC_HEADING && doc_level(doc, i) == 2))
		i++;
	return i;
}

bool chapter_read(struct page_list *list, const struct source *src, size_t chapter,
		  struct err *err)
{
	struct doc *doc;
	struct err why;
	struct section s;
	bool ok;

	if (!doc_parse(&doc, src->body, src->body_line, &why))
		return source_error_all(src, why.kind, err, why.text);
	s = (struct section){ .src = src, .doc = doc, .to = section_end(doc, 0) };
	ok = read_opening(list, &s, chapter, err);
	while (s.to < doc_count(doc) &&
	       (ok || (src->report && list->count < PACK_PAGES_MAX))) {
		s = (struct section){ .src = src, .doc = doc, .from = s.to,
				      .to = section_end(doc, s.to + 1) };
		ok = read_section(list, &s, chapter, err) && ok;
	}
	doc_free(doc);
	return ok;
}

void page_list_release(struct page_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		struct pack_page *page = &list->items[i];

		for (char **was = page->was; was && *was; was++)
			free(*was);
		free(page->was);
		free(page->id);
		free(page->title);
		free(page->wording);
		doc_free(page->body);
		doc_free(page->aside);
		doc_free(page->facilitator);
	}
	free(list->items);
	*list = (struct page_list){ 0 };
}
