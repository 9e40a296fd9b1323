/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What hangs under an entry, what passages rest on, and for whom an entry is marked. */
#include <config.h>

#include "answers/items.h"

#include <string.h>

#include "answers/model.h"
#include "base/hash.h"
#include "answers/stamp.h"
#include "base/mem.h"

static const struct model_items none;

static const struct model_items *find_items(const struct answers *a, enum answers_part part,
					    const char *id, enum item_kind kind)
{
	const struct model_entry *entry = model_find_entry(&a->parts[part], id);

	return entry ? &entry->items[kind] : &none;
}

size_t answers_items(const struct answers *a, enum answers_part part, const char *id,
		     enum item_kind kind)
{
	return find_items(a, part, id, kind)->count;
}

const struct item *answers_item(const struct answers *a, enum answers_part part, const char *id,
				enum item_kind kind, size_t i)
{
	return &find_items(a, part, id, kind)->items[i].shown;
}

const struct item *answers_find_item(const struct answers *a, enum answers_part part,
				     const char *id, enum item_kind kind, const char *item)
{
	struct model_item *found = model_find_item(find_items(a, part, id, kind), item);

	return found ? &found->shown : NULL;
}

/* The entry ID of PART, made where it is not there. */
static struct model_entry *entry_of(struct answers *a, enum answers_part part, const char *id)
{
	struct model_entry *entry = model_find_entry(&a->parts[part], id);

	return entry ? entry : model_add_entry(&a->parts[part], id);
}

/* Whether any of the texts that are given is not blank. */
static bool has_words(const struct item_change *change)
{
	for (size_t i = ITEM_AT + 1; i < ITEM_TEXTS; i++)
		if (slice_trim(change->text[i]).len)
			return true;
	return false;
}

/* Whether CHANGE says on which day a reply was given. */
static bool gives_day(const struct item_change *change)
{
	return change->kind == ITEM_REPLY && change->text[ITEM_AT].len;
}

static bool is_same(const struct model_item *item, const struct item_change *change)
{
	if (gives_day(change) && !slice_equal(change->text[ITEM_AT], slice_of(item->shown.text[ITEM_AT])))
		return false;
	for (size_t i = ITEM_AT + 1; i < item->texts; i++)
		if (!slice_equal(change->text[i], slice_of(item->shown.text[i])))
			return false;
	return true;
}

/* Whether CHANGE is more than that the writer was asked. */
static bool has_new_words(const struct model_item *item, const struct item_change *change)
{
	for (size_t i = gives_day(change) ? ITEM_AT : ITEM_AT + 1; i < item->texts; i++)
		if (model_is_word(item, i) && !slice_equal(change->text[i], slice_of(item->shown.text[i])))
			return true;
	return false;
}

static struct model_item *begin_item(struct answers *a, const struct sys *sys,
				     const struct item_change *change)
{
	struct model_items *items = &entry_of(a, change->part, change->id)->items[change->kind];
	struct model_item *item = model_add_item(items, change->kind);
	char id[ID_SIZE];

	id_random(sys, id);
	model_replace(&item->shown.id, mem_string(id));
	model_replace(&item->shown.text[ITEM_AT], stamp_of(change->now));
	item->own = true;
	model_sort_items(items);
	return model_find_item(items, id);
}

/* Moves a reply, whose day or clock has changed, to its place among the others. */
static const struct item *settle_reply(struct answers *a, const struct item_change *change,
				       const struct model_item *item)
{
	struct model_items *items = &entry_of(a, change->part, change->id)->items[ITEM_REPLY];
	const char *id = item->shown.id;	/* moves along */

	model_sort_items(items);
	return &model_find_item(items, id)->shown;
}

const struct item *answers_put_item(struct answers *a, const struct sys *sys,
				    const struct item_change *change)
{
	struct model_item *item = NULL;
	bool words;

	if (change->item)
		item = model_find_item(find_items(a, change->part, change->id, change->kind),
				       change->item);
	else if (has_words(change))
		item = begin_item(a, sys, change);
	if (!item)
		return NULL;
	if (is_same(item, change))
		return &item->shown;
	words = has_new_words(item, change);
	if (words && (!item->own || *item->of))
		model_new_version(entry_of(a, change->part, change->id), item, sys);
	item->own = item->own || words;
	for (size_t i = gives_day(change) ? ITEM_AT : ITEM_AT + 1; i < item->texts; i++)
		model_replace(&item->shown.text[i], model_text(change->text[i]));
	item->shown.clock = a->words = ++a->clock;
	if (words)
		item->worded = a->clock;
	return change->kind == ITEM_REPLY ? settle_reply(a, change, item) : &item->shown;
}

static struct model_item *find_step(const struct answers *a, enum answers_part part,
				    const char *id, const char *step)
{
	return model_find_item(find_items(a, part, id, ITEM_STEP), step);
}

size_t answers_happened(const struct answers *a, enum answers_part part, const char *id,
			const char *step)
{
	const struct model_item *item = find_step(a, part, id, step);

	return item && item->happened ? item->happened->count : 0;
}

const struct layer *answers_happened_layer(const struct answers *a, enum answers_part part,
					   const char *id, const char *step, size_t i)
{
	return &find_step(a, part, id, step)->happened->layers[i].shown;
}

bool answers_write_happened(struct answers *a, const struct sys *sys, const char *step,
			    const struct answers_change *change)
{
	struct model_item *item = find_step(a, change->part, change->id, step);

	if (!item || !model_write(a, sys, model_happened(item), change))
		return false;
	item->shown.clock = a->clock;
	if (*item->of)
		model_settle_in(entry_of(a, change->part, change->id), item);
	return true;
}

/* LAYER is lent from within its model_layer, of which it is the first member. */
static const struct model_items *rests_of(const struct layer *layer)
{
	return &((const struct model_layer *)layer)->rests;
}

size_t answers_rests(const struct layer *layer)
{
	return rests_of(layer)->count;
}

const struct item *answers_rest(const struct layer *layer, size_t i)
{
	return &rests_of(layer)->items[i].shown;
}

static void add_rest(struct model_items *rests, const struct item *rest)
{
	struct model_item *added;
	bool blank = true;

	for (size_t i = 0; i < REST_TEXTS; i++)
		blank = blank && !slice_trim(slice_of(rest->text[i])).len;
	if (blank)
		return;
	added = model_add_item(rests, ITEM_REST);
	for (size_t i = 0; i < REST_TEXTS; i++)
		model_replace(&added->shown.text[i], model_text(slice_of(rest->text[i])));
}

bool answers_set_rests(struct answers *a, const struct sys *sys,
		       const struct answers_change *change, const struct item *rests, size_t count)
{
	struct model_entry *entry = model_find_entry(&a->parts[change->part], change->id);
	struct model_items next = { 0 };
	struct model_layer *layer;

	if (!entry || !entry->count)
		return false;
	for (size_t i = 0; i < count; i++)
		add_rest(&next, &rests[i]);
	layer = &entry->layers[entry->count - 1];
	if (model_items_equal(&layer->rests, &next)) {
		model_release_items(&next);
		return false;
	}
	if (layer->extras.count || !model_is_own(layer, change))
		layer = model_write_again(a, sys, entry, change->now);
	else
		layer->shown.clock = a->words = ++a->clock;
	model_release_items(&layer->rests);
	layer->rests = next;
	return true;
}

const char *audience_name(enum audience audience)
{
	return audience == AUDIENCE_MENTOR ? "mentor" : "group";
}

bool answers_is_shared(const struct answers *a, enum answers_part part, const char *id,
		       enum audience audience)
{
	const struct model_entry *entry = model_find_entry(&a->parts[part], id);

	return entry && ids_have(&entry->share, audience_name(audience));
}

bool answers_has_share(const struct answers *a, enum answers_part part, const char *id)
{
	const struct model_entry *entry = model_find_entry(&a->parts[part], id);

	return entry && entry->has_share;
}

static bool is_audience(const char *name)
{
	for (enum audience i = 0; i < AUDIENCE_COUNT; i++)
		if (strcmp(audience_name(i), name) == 0)
			return true;
	return false;
}

bool answers_set_share(struct answers *a, enum answers_part part, const char *id,
		       const bool chosen[AUDIENCE_COUNT])
{
	struct model_entry *entry = entry_of(a, part, id);
	struct ids share = { 0 };

	for (size_t i = 0; i < entry->share.count; i++)
		if (!is_audience(entry->share.items[i]))
			ids_add(&share, entry->share.items[i]);
	for (enum audience i = 0; i < AUDIENCE_COUNT; i++)
		if (chosen[i])
			ids_add(&share, audience_name(i));
	ids_settle(&share);
	if (entry->has_share && ids_equal(&share, &entry->share)) {
		ids_release(&share);
		return false;
	}
	ids_release(&entry->share);
	entry->share = share;
	entry->has_share = true;
	/* No clock is used twice: the place carries this one into the file. */
	a->place.clock = a->words = entry->share_clock = ++a->clock;
	return true;
}
