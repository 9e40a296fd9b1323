/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in a summary: for whom it is, and what its writer chose. */
#include <config.h>

#include "workbook/summary_own.h"

#include <string.h>

#include "workbook/entry.h"

void summary_choose(struct summary_choice *choice, enum summary_reader reader)
{
	*choice = (struct summary_choice){ .reader = reader };
	choice->layers = reader == SUMMARY_ME ? SUMMARY_EARLIER : SUMMARY_NEWEST;
	choice->has[SUMMARY_CONDITIONS] = choice->has[SUMMARY_CAUTIONS] = true;
	choice->has[SUMMARY_STEPS] = true;
	choice->has[SUMMARY_REPLIES] = reader == SUMMARY_ME;
	choice->has[SUMMARY_DATES] = choice->has[SUMMARY_BLANK] = reader == SUMMARY_ME;
}

struct summary_entry summary_entry(const struct making *m, size_t page)
{
	const struct pack_page *at = pack_page(m->pack, page);

	return (struct summary_entry){
		.page = at, .index = page, .part = entry_part(at), .id = entry_id(m->answers, at),
	};
}

bool summary_may_have(const struct making *m, const struct summary_entry *e)
{
	return m->choice->reader == SUMMARY_ME ||
		answers_is_shared(m->answers, e->part, e->id, AUDIENCE_MENTOR);
}

static bool leaves_chapters_out(const struct making *m)
{
	for (size_t i = 0; i < pack_chapter_count(m->pack); i++)
		if (m->choice->without[i])
			return true;
	return false;
}

bool summary_takes(const struct making *m, const struct summary_entry *e)
{
	bool chapter = e->page ? !m->choice->without[e->page->chapter] : !leaves_chapters_out(m);

	return chapter && summary_may_have(m, e) &&
		(e->part != PART_LENSES || m->choice->has[SUMMARY_CONDITIONS]) &&
		(e->part != PART_GUARDS || m->choice->has[SUMMARY_CAUTIONS]);
}

bool summary_hides(const struct making *m, const struct summary_entry *e)
{
	return m->wb && e->page && workbook_is_again(m->wb, e->index);
}

/* Words that answer; a reason for leaving a question open does not. */
static bool answers_in(const struct layer *layer)
{
	return *layer->text && !layer->open;
}

bool summary_moved(const struct making *m, const struct summary_entry *e, size_t *first,
		   size_t *last)
{
	size_t count = answers_layers(m->answers, e->part, e->id);
	const struct layer *newest, *oldest = NULL;

	if (!count)
		return false;
	newest = answers_layer(m->answers, e->part, e->id, count - 1);
	for (*first = 0; *first + 1 < count; ++*first) {
		oldest = answers_layer(m->answers, e->part, e->id, *first);
		if (answers_in(oldest))
			break;
	}
	*last = count - 1;
	return *first < *last && answers_in(newest) && strcmp(newest->text, oldest->text) != 0;
}

static bool has_words(const struct making *m, const struct summary_entry *e)
{
	for (size_t i = 0; i < answers_layers(m->answers, e->part, e->id); i++) {
		const struct layer *layer = answers_layer(m->answers, e->part, e->id, i);

		if (*layer->text || layer->open)
			return true;
	}
	return false;
}

bool summary_takes_layer(const struct making *m, const struct summary_entry *e, size_t i)
{
	size_t count = answers_layers(m->answers, e->part, e->id), first, last;
	const struct layer *layer = answers_layer(m->answers, e->part, e->id, i);

	if (summary_hides(m, e))
		return false;
	if (m->choice->layers == SUMMARY_EARLIER)	/* that a box was emptied, too */
		return has_words(m, e);
	if (m->choice->layers == SUMMARY_MOVED && i + 1 < count)
		return summary_moved(m, e, &first, &last) && i == first;
	return i + 1 == count && (*layer->text || layer->open);
}

bool summary_takes_note(const struct making *m, const char *on)
{
	size_t page;

	if (!pack_find(m->pack, on, &page))
		return m->choice->has[SUMMARY_CONDITIONS] && m->choice->has[SUMMARY_CAUTIONS];
	return m->choice->has[pack_page(m->pack, page)->kind == PAGE_CAUTION ? SUMMARY_CAUTIONS :
			      SUMMARY_CONDITIONS];
}

static bool takes_any_note(const struct making *m, const struct summary_entry *e)
{
	for (size_t i = 0; i < answers_items(m->answers, e->part, e->id, ITEM_NOTE); i++)
		if (summary_takes_note(m, answers_item(m->answers, e->part, e->id, ITEM_NOTE,
						       i)->text[NOTE_ON]))
			return true;
	return false;
}

bool summary_tells(const struct making *m, const struct summary_entry *e)
{
	if (summary_hides(m, e))
		return m->choice->reader == SUMMARY_ME;
	for (size_t i = 0; i < answers_layers(m->answers, e->part, e->id); i++)
		if (summary_takes_layer(m, e, i))
			return true;
	return takes_any_note(m, e) ||
		(m->choice->has[SUMMARY_STEPS] &&
		 answers_items(m->answers, e->part, e->id, ITEM_STEP)) ||
		(m->choice->has[SUMMARY_REPLIES] &&
		 answers_items(m->answers, e->part, e->id, ITEM_REPLY));
}

bool summary_has_own(const struct making *m, const struct summary_entry *e)
{
	bool any = has_words(m, e);

	for (enum item_kind kind = 0; kind < ITEM_HUNG && !any; kind++)
		any = answers_items(m->answers, e->part, e->id, kind) > 0;
	return any;
}
