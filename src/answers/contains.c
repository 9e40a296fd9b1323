/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether one copy of a workbook has all that another has. */
#include <config.h>

#include "answers/contains.h"

#include <stdlib.h>
#include <string.h>

#include "answers/identity.h"
#include "answers/model.h"

static bool has_extra(const struct extras *a, const struct extra *extra)
{
	for (size_t i = 0; i < a->count; i++)
		if (strcmp(a->items[i].name, extra->name) == 0)
			return strcmp(a->items[i].json, extra->json) >= 0;
	return false;
}

static bool has_extras(const struct extras *a, const struct extras *b)
{
	for (size_t i = 0; i < b->count; i++)
		if (!has_extra(a, &b->items[i]))
			return false;
	return true;
}

static bool same_layer(const struct model_layer *a, const struct model_layer *b)
{
	return strcmp(a->shown.text, b->shown.text) == 0 &&
	       strcmp(a->shown.question, b->shown.question) == 0 &&
	       strcmp(a->shown.at, b->shown.at) == 0 && a->shown.open == b->shown.open &&
	       model_items_equal(&a->rests, &b->rests);
}

static bool has_layer(const struct model_entry *entry, const struct model_layer *layer)
{
	for (size_t i = 0; entry && i < entry->count; i++) {
		const struct model_layer *ours = &entry->layers[i];

		if (strcmp(ours->shown.id, layer->shown.id) == 0)
			return has_extras(&ours->extras, &layer->extras) &&
			       (ours->shown.clock > layer->shown.clock ||
				(ours->shown.clock == layer->shown.clock && same_layer(ours, layer)));
	}
	return false;
}

/* Whether all layers of B (NULL: none) are in A, or forgotten. */
static bool has_layers(const struct ids *forgotten, const struct model_entry *a,
		       const struct model_entry *b)
{
	for (size_t i = 0; b && i < b->count; i++)
		if (!has_layer(a, &b->layers[i]) && !ids_have(forgotten, b->layers[i].shown.id))
			return false;
	return true;
}

/* Whether ENTRY has seen the version that is called NAME, and of it what has CLOCK. */
static bool has_seen(const struct model_entry *entry, const char *name, int64_t clock)
{
	const struct seen_name *seen = seen_find(&entry->seen, name);

	for (int kind = 0; kind < ITEM_HUNG; kind++)
		for (size_t i = 0; i < entry->items[kind].count; i++) {
			const struct model_item *item = &entry->items[kind].items[i];

			if (item->worded >= clock && strcmp(model_item_name(item), name) == 0)
				return true;
		}
	return seen && seen->clock >= clock;
}

/* Whether the version B stands in A, or what came of it, wherever that is. */
static bool has_version(const struct model_entry *a, enum item_kind kind, const struct model_item *b)
{
	bool stands = false;

	for (size_t i = 0; i < a->items[kind].count; i++) {
		const struct model_item *ours = &a->items[kind].items[i];

		if (ours->worded != b->worded || strcmp(model_item_name(ours), model_item_name(b)) != 0)
			continue;
		stands = true;
		if (model_compare_words(ours, b) == 0)
			return ours->shown.clock > b->shown.clock ||
			       (ours->shown.clock == b->shown.clock && model_compare_texts(ours, b) >= 0);
	}
	return !stands && has_seen(a, model_item_name(b), b->worded);
}

/* What came of a step has ids and clocks of its own. */
static bool has_item(const struct ids *forgotten, const struct model_entry *a, enum item_kind kind,
		     const struct model_item *b)
{
	static const struct extras none;
	const struct model_item *ours = model_find_item(&a->items[kind], b->shown.id);

	if (model_is_forgotten(b, forgotten))
		return true;
	return has_layers(forgotten, ours ? ours->happened : NULL, b->happened) &&
	       has_extras(ours ? &ours->extras : &none, &b->extras) && has_version(a, kind, b);
}

static bool has_items(const struct ids *forgotten, const struct model_entry *a,
		      const struct model_entry *b, enum item_kind kind)
{
	for (size_t i = 0; i < b->items[kind].count; i++)
		if (!has_item(forgotten, a, kind, &b->items[kind].items[i]))
			return false;
	return true;
}

/* Nor has B seen more than A: what stands in A would go. */
static bool has_all_seen(const struct ids *forgotten, const struct model_entry *a,
			 const struct model_entry *b)
{
	for (size_t i = 0; i < b->seen.count; i++)
		if (!ids_have(forgotten, b->seen.items[i].name) &&
		    !has_seen(a, b->seen.items[i].name, b->seen.items[i].clock))
			return false;
	return true;
}

/* Never chosen yields to a choice; of two choices the narrower has both. */
static bool has_share(const struct model_entry *a, const struct model_entry *b)
{
	if (!b->has_share)
		return true;
	for (size_t i = 0; i < a->share.count; i++)
		if (!ids_have(&b->share, a->share.items[i]))
			return false;
	return a->has_share;
}

static bool has_entry(const struct answers *a, const struct model_part *part,
		      const struct model_entry *b)
{
	static const struct model_entry none;
	const struct model_entry *found = model_find_entry(part, b->id), *ours = found ? found : &none;

	for (int kind = 0; kind < ITEM_HUNG; kind++)
		if (!has_items(&a->forgotten, ours, b, kind))
			return false;
	return has_layers(&a->forgotten, ours, b) && has_all_seen(&a->forgotten, ours, b) && has_share(ours, b) &&
	       has_extras(&ours->extras, &b->extras);
}

static bool has_forgotten(const struct ids *a, const struct ids *b)
{
	for (size_t i = 0; i < b->count; i++)
		if (!ids_have(a, b->items[i]))
			return false;
	return true;
}

/* All ids of B, and no greater key for a group. */
static bool has_identity(const struct answers *a, const struct answers *b)
{
	char *ours = identity_group_key(a), *theirs = identity_group_key(b);
	bool has = !theirs || (ours && strcmp(ours, theirs) <= 0);
	struct ids ids = { 0 };

	free(ours);
	free(theirs);
	identity_ids(b, &ids);
	for (size_t i = 0; i < ids.count && has; i++)
		has = identity_is(a, ids.items[i]);
	ids_release(&ids);
	return has;
}

static bool has_top_extras(const struct extras *a, const struct extras *b)
{
	for (size_t i = 0; i < b->count; i++)
		if (!identity_is_member(b->items[i].name) && !has_extra(a, &b->items[i]))
			return false;
	return true;
}

bool answers_contains(const struct answers *a, const struct answers *b)
{
	for (int part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < b->parts[part].count; i++)
			if (!has_entry(a, &a->parts[part], &b->parts[part].entries[i]))
				return false;
	return has_forgotten(&a->forgotten, &b->forgotten) && has_identity(a, b) &&
	       has_top_extras(&a->extras, &b->extras) && has_extras(&a->pack_extras, &b->pack_extras) &&
	       has_extras(&a->place_extras, &b->place_extras);
}
