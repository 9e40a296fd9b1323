/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What came into a workbook from another copy, page by page. */
#include <config.h>

#include "workbook/news.h"

#include <stdlib.h>
#include <string.h>

#include "answers/items.h"
#include "base/intl.h"
#include "base/mem.h"
#include "workbook/preface.h"

/* A version of something: a layer or an item.  All is lent. */
struct version {
	const char *id;
	int64_t clock;
	const char *text;
};

struct versions {
	struct version *items;
	size_t count, cap;
};

/* An entry. */
struct where {
	enum answers_part part;
	const char *id;
};

static void add_version(struct versions *v, const char *id, int64_t clock, const char *text)
{
	v->items = mem_grow(v->items, v->count, &v->cap, sizeof(*v->items));
	v->items[v->count++] = (struct version){ id, clock, text };
}

static void add_layer(struct versions *v, const struct layer *layer)
{
	add_version(v, layer->id, layer->clock, layer->text);
}

static void add_items(struct versions *v, const struct answers *a, struct where at,
		      enum item_kind kind)
{
	for (size_t i = 0; i < answers_items(a, at.part, at.id, kind); i++) {
		const struct item *item = answers_item(a, at.part, at.id, kind, i);

		/* A change takes a new clock, whichever of the texts it is in. */
		add_version(v, item->id, item->clock, item->text[ITEM_AT]);
		if (kind != ITEM_STEP)
			continue;
		for (size_t k = 0; k < answers_happened(a, at.part, at.id, item->id); k++)
			add_layer(v, answers_happened_layer(a, at.part, at.id, item->id, k));
	}
}

/* All of KIND under the entry. */
static void collect(struct versions *v, const struct answers *a, struct where at,
		    enum news_kind kind)
{
	switch (kind) {
	case NEWS_WORDS:
		for (size_t i = 0; i < answers_layers(a, at.part, at.id); i++)
			add_layer(v, answers_layer(a, at.part, at.id, i));
		break;
	case NEWS_STEPS:
		add_items(v, a, at, ITEM_STEP);
		break;
	case NEWS_NOTES:
		add_items(v, a, at, ITEM_NOTE);
		break;
	case NEWS_REPLIES:
		add_items(v, a, at, ITEM_REPLY);
		break;
	case NEWS_FEWER:
	case NEWS_GONE:
	case NEWS_ORDER:
	case NEWS_KINDS:
		break;
	}
}

static int compare_version(const void *left, const void *right)
{
	const struct version *a = left, *b = right;
	int order = strcmp(a->id, b->id);

	if (!order)
		order = (a->clock > b->clock) - (a->clock < b->clock);
	return order ? order : strcmp(a->text, b->text);
}

/* Whether AFTER has something of KIND that BEFORE has not. */
static bool has_new(const struct answers *before, const struct answers *after, struct where at,
		    enum news_kind kind)
{
	struct versions old = { 0 }, now = { 0 };
	bool is_new = false;

	collect(&old, before, at, kind);
	collect(&now, after, at, kind);
	if (old.count)
		qsort(old.items, old.count, sizeof(*old.items), compare_version);
	for (size_t i = 0; i < now.count && !is_new; i++)
		is_new = !old.count || !bsearch(&now.items[i], old.items, old.count,
						sizeof(*old.items), compare_version);
	free(old.items);
	free(now.items);
	return is_new;
}

static bool is_narrower(const struct answers *before, const struct answers *after, struct where at)
{
	for (enum audience i = 0; i < AUDIENCE_COUNT; i++)
		if (answers_is_shared(before, at.part, at.id, i) &&
		    !answers_is_shared(after, at.part, at.id, i))
			return true;
	return false;
}

/* Whether the words that show under AT are others than before, and not those that were written last by
 * their time.  Times of one form stand in the order of their bytes. */
static bool has_other_order(const struct answers *before, const struct answers *after, struct where at)
{
	const struct layer *newest = answers_newest(after, at.part, at.id);
	size_t count = answers_layers(after, at.part, at.id);
	bool later = false;

	for (size_t i = 0; i + 1 < count; i++)
		later = later || strcmp(answers_layer(after, at.part, at.id, i)->at, newest->at) > 0;
	return later && has_new(before, after, at, NEWS_WORDS);
}

/* A page may have more than one entry, under old ids. */
static struct news_page *page_of(struct news *n, const struct pack *pack, struct where at)
{
	size_t page;
	const char *title;

	if (pack_find(pack, at.id, &page)) {
		title = pack_page(pack, page)->title;
	} else {
		page = pack_page_count(pack);
		title = preface_or_stray(at.part, at.id);
	}
	for (size_t i = 0; i < n->count; i++)
		if (n->pages[i].page == page && strcmp(n->pages[i].title, title) == 0)
			return &n->pages[i];
	n->pages = mem_grow(n->pages, n->count, &n->cap, sizeof(*n->pages));
	n->pages[n->count] = (struct news_page){ .page = page, .title = title };
	return &n->pages[n->count++];
}

static void look_at(struct news *n, const struct pack *pack, const struct answers *before,
		    const struct answers *after, struct where at)
{
	bool has[NEWS_KINDS], any = false;
	struct news_page *page;

	for (enum news_kind i = 0; i < NEWS_KINDS; i++) {
		/* has_new finds nothing of the kinds that collect() has nothing of. */
		has[i] = i == NEWS_FEWER ? is_narrower(before, after, at) :
			i == NEWS_ORDER ? has_other_order(before, after, at) : has_new(before, after, at, i);
		any = any || has[i];
	}
	if (!any)
		return;
	page = page_of(n, pack, at);
	for (enum news_kind i = 0; i < NEWS_KINDS; i++)
		page->has[i] = page->has[i] || has[i];
}

void news_add(struct news *n, const struct pack *pack, const struct answers *before,
	      const struct answers *other)
{
	for (enum answers_part part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < answers_count(before, part); i++) {
			struct where at = { part, answers_entry_id(before, part, i) };

			if (merge_takes_away(before, other, part, at.id))
				page_of(n, pack, at)->has[NEWS_GONE] = true;
		}
}

/* That nothing was chosen yields to a choice. */
static bool is_marked_now(const struct answers *before, const struct answers *other,
			  const struct answers *after, struct where at, enum audience audience)
{
	bool ours = answers_layers(before, at.part, at.id) &&
		!answers_is_shared(before, at.part, at.id, audience);
	bool theirs = !answers_is_shared(other, at.part, at.id, audience) &&
		has_new(before, after, at, NEWS_WORDS);

	return answers_layers(after, at.part, at.id) &&
		answers_is_shared(after, at.part, at.id, audience) && (ours || theirs);
}

void news_add_marks(struct news *n, const struct pack *pack, const struct answers *before,
		    const struct answers *other, const struct answers *after)
{
	for (enum answers_part part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < answers_count(after, part); i++) {
			struct where at = { part, answers_entry_id(after, part, i) };

			for (enum audience k = 0; k < AUDIENCE_COUNT; k++)
				if (is_marked_now(before, other, after, at, k))
					page_of(n, pack, at)->marked[k] = true;
		}
}

static int compare_page(const void *left, const void *right)
{
	const struct news_page *a = left, *b = right;

	if (a->page != b->page)
		return a->page < b->page ? -1 : 1;
	return strcmp(a->title, b->title);
}

void news_find(struct news *n, const struct pack *pack, const struct answers *before,
	       const struct answers *after, const struct merge_news *merged)
{
	n->merged = *merged;
	for (enum answers_part part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < answers_count(after, part); i++) {
			struct where at = { part, answers_entry_id(after, part, i) };

			look_at(n, pack, before, after, at);
		}
	if (n->count)
		qsort(n->pages, n->count, sizeof(*n->pages), compare_page);
}

void news_release(struct news *n)
{
	free(n->pages);
	*n = (struct news){ 0 };
}

/* ---- telling ---- */

static void tell_kind(const struct news *n, enum news_kind kind, const char *words, struct doc *doc)
{
	bool told = false;

	for (size_t i = 0; i < n->count; i++) {
		if (!n->pages[i].has[kind])
			continue;
		if (!told)
			doc_add_paragraph(doc, slice_of(words));
		told = true;
		doc_add_item(doc, slice_of(n->pages[i].title));
	}
}

/* WORDS, and the pages that are marked for these. */
static bool tell_marked(const struct news *n, bool mentor, bool group, const char *words, struct doc *doc)
{
	bool told = false;

	for (size_t i = 0; i < n->count; i++) {
		const bool *marked = n->pages[i].marked;

		if (marked[AUDIENCE_MENTOR] != mentor || marked[AUDIENCE_GROUP] != group)
			continue;
		if (!told)
			doc_add_paragraph(doc, slice_of(words));
		told = true;
		doc_add_item(doc, slice_of(n->pages[i].title));
	}
	return told;
}

static void tell_marks(const struct news *n, struct doc *doc)
{
	bool told = tell_marked(n, true, true, _("Words on these pages are marked for your mentor and the group now, "
						 "as in one of the copies:"), doc);

	told = tell_marked(n, true, false, _("Words on these pages are marked for your mentor now, as in one of "
					     "the copies:"), doc) || told;
	told = tell_marked(n, false, true, _("Words on these pages are marked for the group now, as in one of "
					     "the copies:"), doc) || told;
	if (told)
		doc_add_paragraph(doc, slice_of(_("If that is not what you want, take the mark away (F7).")));
}

void news_tell_gone(const struct news *n, struct doc *doc)
{
	tell_kind(n, NEWS_GONE, _("It stands on these pages:"), doc);
}

void news_tell(const struct news *n, struct doc *doc)
{
	static const char *const words[NEWS_KINDS] = {
		[NEWS_WORDS] = N_("Your words on these pages came in:"),
		[NEWS_STEPS] = N_("What you mean to try, or what happened with it, came in on these pages:"),
		[NEWS_NOTES] = N_("What you noticed on these pages, looking at them again, came in:"),
		[NEWS_REPLIES] = N_("What someone said to you came in on these pages:"),
		[NEWS_FEWER] = N_("Fewer people may see your words on these pages now, as you chose in "
				  "the other copy:"),
		[NEWS_GONE] = N_("Something that you erased or removed in the other copy is gone from these "
				 "pages, too, with what you wrote under it or changed in it here since:"),
		[NEWS_ORDER] = N_("These pages were written on in both copies, and the box shows words "
				  "that are older than others. Those are one key away (F6):"),
	};

	for (enum news_kind i = 0; i < NEWS_KINDS; i++)
		tell_kind(n, i, _(words[i]), doc);
	tell_marks(n, doc);
	if (n->merged.apart)
		doc_add_paragraph(doc, slice_of(_("Where a step, a note or a reply had been changed in both "
						  "copies, both stand now. Look which to keep; the other one can "
						  "be erased.")));
	if (n->merged.lost)
		doc_add_paragraph(doc, slice_of(_("Something had been written in the other copy under, or in the "
						  "place of, something that you erased or removed here. It is not "
						  "taken over, and still stands in that file.")));
	if (n->merged.held)
		doc_add_paragraph(doc, slice_of(_("Where you chose here that fewer people may see your "
						  "words than in the other copy, that has stayed so.")));
	if (n->merged.erased && !n->merged.gone)
		doc_add_paragraph(doc, slice_of(_("What you had erased or removed in the other copy is "
						  "gone from here, too.")));
	if (n->merged.homeless)
		doc_add_paragraph(doc, slice_of(_("Something that was said answers words that are not here "
						  "any more. It was left in the other copy.")));
	if (!merge_is_news(&n->merged) && !n->merged.lost)
		doc_add_paragraph(doc, slice_of(_("There was nothing in it that is not here.")));
	else if (!n->count && !n->merged.erased && merge_is_news(&n->merged))
		doc_add_paragraph(doc, slice_of(_("No words of yours came in, but what else was new in it "
						  "did, as the place where you were.")));
}
