/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The model's parts: growing, sorting, comparing and freeing them. */
#include <config.h>

#include "answers/model.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void extras_add(struct extras *extras, const char *name, struct slice json)
{
	extras->items = mem_grow(extras->items, extras->count, &extras->cap,
				 sizeof(*extras->items));
	extras->items[extras->count++] = (struct extra){
		.name = mem_string(name),
		.json = mem_copy(json.data, json.len),
	};
}

struct extra *extras_find(const struct extras *extras, const char *name)
{
	for (size_t i = 0; i < extras->count; i++)
		if (strcmp(extras->items[i].name, name) == 0)
			return &extras->items[i];
	return NULL;
}

void extras_put(struct extras *extras, const char *name, const char *json)
{
	struct extra *extra = extras_find(extras, name);
	char *copy;

	if (!extra) {
		extras_add(extras, name, slice_of(json));
		return;
	}
	copy = mem_string(json);
	free(extra->json);
	extra->json = copy;
}

struct model_entry *model_find_entry(const struct model_part *part, const char *id)
{
	for (size_t i = 0; i < part->count; i++)
		if (strcmp(part->entries[i].id, id) == 0)
			return &part->entries[i];
	return NULL;
}

struct model_entry *model_add_entry(struct model_part *part, const char *id)
{
	part->entries = mem_grow(part->entries, part->count, &part->cap, sizeof(*part->entries));
	part->entries[part->count] = (struct model_entry){ .id = mem_string(id) };
	return &part->entries[part->count++];
}

struct model_layer *model_add_layer(struct model_entry *entry)
{
	entry->layers = mem_grow(entry->layers, entry->count, &entry->cap, sizeof(*entry->layers));
	entry->layers[entry->count] = (struct model_layer){ 0 };
	return &entry->layers[entry->count++];
}

int model_compare_layer_ids(const void *left, const void *right)
{
	const struct model_layer *a = left, *b = right;

	return strcmp(a->shown.id, b->shown.id);
}

static int compare_age(const void *left, const void *right)
{
	const struct model_layer *a = left, *b = right;

	if (a->shown.clock != b->shown.clock)
		return a->shown.clock < b->shown.clock ? -1 : 1;
	return model_compare_layer_ids(left, right);
}

bool model_sort_layers(struct model_entry *entry)
{
	if (entry->count < 2)
		return true;
	qsort(entry->layers, entry->count, sizeof(*entry->layers), model_compare_layer_ids);
	for (size_t i = 1; i < entry->count; i++)
		if (model_compare_layer_ids(&entry->layers[i - 1], &entry->layers[i]) == 0)
			return false;
	qsort(entry->layers, entry->count, sizeof(*entry->layers), compare_age);
	return true;
}

static void swap_layers(struct model_layer *a, struct model_layer *b)
{
	struct model_layer other = *a;

	*a = *b;
	*b = other;
}

void model_settle_layer(struct model_entry *entry, struct model_layer *layer)
{
	struct model_layer *end = entry->layers + entry->count;

	for (; layer + 1 < end && compare_age(layer, layer + 1) > 0; layer++)
		swap_layers(layer, layer + 1);
	for (; layer > entry->layers && compare_age(layer - 1, layer) > 0; layer--)
		swap_layers(layer - 1, layer);
}

bool extras_equal(const struct extras *a, const struct extras *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (strcmp(a->items[i].name, b->items[i].name) != 0 ||
		    strcmp(a->items[i].json, b->items[i].json) != 0)
			return false;
	return true;
}

static bool layer_equal(const struct model_layer *a, const struct model_layer *b)
{
	return a->shown.clock == b->shown.clock && strcmp(a->shown.id, b->shown.id) == 0 &&
	       strcmp(a->shown.at, b->shown.at) == 0 &&
	       strcmp(a->shown.question, b->shown.question) == 0 &&
	       strcmp(a->shown.text, b->shown.text) == 0 && a->shown.open == b->shown.open &&
	       model_items_equal(&a->rests, &b->rests) && extras_equal(&a->extras, &b->extras);
}

bool model_layers_equal(const struct model_entry *a, const struct model_entry *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!layer_equal(&a->layers[i], &b->layers[i]))
			return false;
	return true;
}

bool model_same_words(const struct model_entry *a, const struct model_entry *b)
{
	for (int kind = 0; kind < ITEM_HUNG; kind++)
		if (!model_items_equal(&a->items[kind], &b->items[kind]))
			return false;
	return model_layers_equal(a, b);
}

static bool entry_equal(const struct model_entry *a, const struct model_entry *b)
{
	if (strcmp(a->id, b->id) != 0 || !model_same_words(a, b) || a->has_share != b->has_share)
		return false;
	return ids_equal(&a->share, &b->share) && seen_equal(&a->seen, &b->seen) &&
	       extras_equal(&a->extras, &b->extras);
}

static bool part_equal(const struct model_part *a, const struct model_part *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!entry_equal(&a->entries[i], &b->entries[i]))
			return false;
	return true;
}

static bool place_equal(const struct answers_place *a, const struct answers_place *b)
{
	return a->clock == b->clock && a->paragraph == b->paragraph &&
	       strcmp(a->page, b->page) == 0;
}

bool model_equal(const struct answers *a, const struct answers *b)
{
	if (a->kind != b->kind || strcmp(a->language, b->language) != 0 ||
	    strcmp(a->id, b->id) != 0 || strcmp(a->pack_id, b->pack_id) != 0 ||
	    strcmp(a->pack_version, b->pack_version) != 0 || !place_equal(&a->place, &b->place))
		return false;
	for (int part = 0; part < PART_COUNT; part++)
		if (!part_equal(&a->parts[part], &b->parts[part]))
			return false;
	return ids_equal(&a->forgotten, &b->forgotten) && extras_equal(&a->extras, &b->extras) &&
	       extras_equal(&a->pack_extras, &b->pack_extras) &&
	       extras_equal(&a->place_extras, &b->place_extras);
}

/* Strings that are lent as const are ours all the same. */
static void free_string(const char *s)
{
	free((void *)(uintptr_t)s);
}

void model_replace(const char **string, char *next)
{
	free_string(*string);
	*string = next;
}

void extras_release(struct extras *extras)
{
	for (size_t i = 0; i < extras->count; i++) {
		free(extras->items[i].name);
		free(extras->items[i].json);
	}
	free(extras->items);
	*extras = (struct extras){ 0 };
}

static void free_layer(struct model_layer *layer)
{
	free_string(layer->shown.id);
	free_string(layer->shown.at);
	free_string(layer->shown.question);
	free_string(layer->shown.text);
	model_release_items(&layer->rests);
	extras_release(&layer->extras);
}

void model_release_entry(struct model_entry *entry)
{
	for (size_t i = 0; i < entry->count; i++)
		free_layer(&entry->layers[i]);
	for (int kind = 0; kind < ITEM_HUNG; kind++)
		model_release_items(&entry->items[kind]);
	free(entry->layers);
	free(entry->id);
	ids_release(&entry->share);
	seen_release(&entry->seen);
	extras_release(&entry->extras);
}

bool model_is_empty(const struct model_entry *entry)
{
	for (int kind = 0; kind < ITEM_HUNG; kind++)
		if (entry->items[kind].count)
			return false;
	return !entry->count && !entry->has_share && !entry->seen.count && !entry->extras.count;
}

void model_drop_layer(struct model_entry *entry, size_t i)
{
	free_layer(&entry->layers[i]);
	entry->count--;
	memmove(&entry->layers[i], &entry->layers[i + 1],
		(entry->count - i) * sizeof(*entry->layers));
}

/* What is gone was seen. */
static size_t drop_forgotten_items(struct model_entry *entry, struct model_items *items,
				   const struct ids *forgotten)
{
	size_t dropped = 0;

	for (size_t i = items->count; i-- > 0;) {
		struct model_item *item = &items->items[i];

		if (item->happened)
			dropped += model_drop_forgotten(item->happened, forgotten);
		if (!model_is_forgotten(item, forgotten))
			continue;
		seen_add(&entry->seen, model_item_name(item), item->worded);
		model_drop_item(items, i);
		dropped++;
	}
	return dropped;
}

size_t model_drop_forgotten(struct model_entry *entry, const struct ids *forgotten)
{
	size_t before = entry->count, dropped = 0;

	for (size_t i = before; i-- > 0;)
		if (ids_have(forgotten, entry->layers[i].shown.id))
			model_drop_layer(entry, i);
	for (int kind = 0; kind < ITEM_HUNG; kind++)
		dropped += drop_forgotten_items(entry, &entry->items[kind], forgotten);
	model_settle_seen(entry, forgotten);
	return before - entry->count + dropped;
}

void model_drop_entry(struct model_part *part, struct model_entry *entry)
{
	size_t behind = (size_t)(&part->entries[part->count] - (entry + 1));

	model_release_entry(entry);
	memmove(entry, entry + 1, behind * sizeof(*entry));
	part->count--;
}

static void free_part(struct model_part *part)
{
	for (size_t i = 0; i < part->count; i++)
		model_release_entry(&part->entries[i]);
	free(part->entries);
}

void answers_free(struct answers *a)
{
	if (!a)
		return;
	for (int part = 0; part < PART_COUNT; part++)
		free_part(&a->parts[part]);
	ids_release(&a->forgotten);
	extras_release(&a->extras);
	extras_release(&a->pack_extras);
	extras_release(&a->place_extras);
	free_string(a->place.page);
	free(a->pack_id);
	free(a->pack_version);
	free(a->language);
	free(a->id);
	free(a);
}
