/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brings steps, notes and replies of a journal back. */
#include <config.h>

#include <string.h>

#include "answers/merge_own.h"
#include "answers/replay.h"
#include "answers/replay_own.h"

static bool was_erased(const struct replay *r, const struct model_item *item)
{
	return model_is_forgotten(item, &r->to->forgotten) ||
	       replay_is_forgotten(&r->to->forgotten, item->shown.id, item->shown.clock);
}

/* All layers of ENTRY count as written here, but those that were erased. */
static void prepare_happened(const struct replay *r, struct model_entry *entry)
{
	(void)model_drop_forgotten(entry, &r->to->forgotten);
	for (size_t i = 0; i < entry->count; i++)
		entry->layers[i].own = true;
}

static bool has_words(enum item_kind kind, const struct item *item)
{
	for (size_t i = ITEM_AT + 1; i < item_form(kind)->texts; i++)
		if (slice_trim(slice_of(item->text[i])).len)
			return true;
	return false;
}

/* Makes MADE one that can join ITEMS beside STANDING (or NULL), which has its id: both are kept.
 * Returns whether there is need for it. */
static bool make_new_item(struct replay *r, const struct model_items *items,
			  const struct model_item *standing, struct model_item *made)
{
	struct item *item = &made->shown;

	if (standing) {
		model_replace(&item->id, replay_other_id(item->id, item->clock));
		if (model_find_item(items, item->id))
			return false;
		made->worded = item->clock;
	}
	if (!r->same_base || item->clock <= r->since) {
		replay_raise_clock(r->to, item->clock);
		item->clock = ++r->to->clock;
	}
	return true;
}

/* Whether STANDING (or NULL) is ITEM or what became of it later; with an equal clock somebody else
 * may have gone on from the same one. */
static bool has_item_come(const struct model_item *standing, const struct model_item *item)
{
	if (!standing || standing->shown.clock < item->shown.clock)
		return false;
	return standing->shown.clock > item->shown.clock || model_item_equal(standing, item);
}

/* ITEM's strings go to ENTRY, or stay where they are.  Members that this version does not know
 * stand in the journal too, as they stay where an item is changed. */
static void apply_item(struct replay *r, struct model_entry *entry, enum item_kind kind,
		       struct model_item *item)
{
	struct model_items *items = &entry->items[kind];
	struct model_item *standing = model_find_item(items, item->shown.id), old;

	if (item->happened)
		prepare_happened(r, item->happened);
	if (was_erased(r, item) ||
	    has_item_come(standing, item))
		return;
	if (!r->same_base || item->shown.clock <= r->since ||
	    (standing && !extras_equal(&standing->extras, &item->extras))) {
		if (!make_new_item(r, items, standing, item))
			return;
		standing = NULL;
	}
	replay_raise_clock(r->to, item->shown.clock);
	r->back = r->back || has_words(kind, &item->shown);
	if (!standing)
		standing = model_add_item(items, kind);
	old = *standing;
	*standing = *item;
	*item = old;
	model_sort_items(items);
}

/* Whether more than one hand has changed items of ENTRY: then their versions tell what came of what. */
static bool has_versions(const struct model_entry *entry)
{
	for (int kind = 0; kind < ITEM_HUNG; kind++)
		for (size_t i = 0; i < entry->items[kind].count; i++)
			if (*entry->items[kind].items[i].by || *entry->items[kind].items[i].of)
				return true;
	return entry->seen.count > 0;
}

/* All items of FROM are merged into ENTRY. */
static void merge_versions(struct replay *r, struct model_entry *entry, struct model_entry *from)
{
	struct merge_news news;

	for (int kind = 0; kind < ITEM_HUNG; kind++)
		for (size_t i = from->items[kind].count; i-- > 0; ) {
			struct model_item *item = &from->items[kind].items[i];

			if (item->happened)
				prepare_happened(r, item->happened);
			if (was_erased(r, item))
				model_drop_item(&from->items[kind], i);
			else
				replay_raise_clock(r->to, item->shown.clock);
		}
	news = merge_all_hung(entry, from, &r->to->forgotten);
	for (int kind = 0; kind < ITEM_HUNG; kind++)
		r->merges = r->merges || news.items[kind];
	r->back = r->back || r->merges;
}

void replay_items(struct replay *r, struct model_entry *entry, struct model_entry *from)
{
	if (has_versions(entry) || has_versions(from))
		merge_versions(r, entry, from);
	for (int kind = 0; kind < ITEM_HUNG; kind++)
		for (size_t i = 0; i < from->items[kind].count; i++)
			apply_item(r, entry, kind, &from->items[kind].items[i]);
}
