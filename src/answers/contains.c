/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether one copy of a workbook has all that another has. */
#include <config.h>

#include "answers/contains.h"

#include <string.h>

#include "answers/model.h"

static bool has_extra(const struct extras *a, const struct extra *extra)
{
	for (size_t i = 0; i < a->count; i++)
		if (strcmp(a->items[i].name, extra->name) == 0)
			return strcmp(a->items[i].json, extra->json) == 0;
	return false;
}

static bool has_extras(const struct extras *a, const struct extras *b)
{
	for (size_t i = 0; i < b->count; i++)
		if (!has_extra(a, &b->items[i]))
			return false;
	return true;
}

static bool is_same(const struct model_layer *a, const struct model_layer *b)
{
	return strcmp(a->shown.text, b->shown.text) == 0 &&
	       strcmp(a->shown.question, b->shown.question) == 0 &&
	       strcmp(a->shown.at, b->shown.at) == 0 &&
	       has_extras(&a->extras, &b->extras) && has_extras(&b->extras, &a->extras);
}

static bool has_layer(const struct model_entry *entry, const struct model_layer *layer)
{
	for (size_t i = 0; entry && i < entry->count; i++) {
		const struct model_layer *ours = &entry->layers[i];

		if (strcmp(ours->shown.id, layer->shown.id) == 0)
			return ours->shown.clock > layer->shown.clock ||
			       (ours->shown.clock == layer->shown.clock && is_same(ours, layer));
	}
	return false;
}

static bool has_entry(const struct answers *a, const struct model_part *part,
		      const struct model_entry *b)
{
	static const struct extras none;
	const struct model_entry *ours = model_find_entry(part, b->id);

	for (size_t i = 0; i < b->count; i++)
		if (!has_layer(ours, &b->layers[i]) &&
		    !ids_have(&a->forgotten, b->layers[i].shown.id))
			return false;
	return has_extras(ours ? &ours->extras : &none, &b->extras);
}

static bool has_forgotten(const struct ids *a, const struct ids *b)
{
	for (size_t i = 0; i < b->count; i++)
		if (!ids_have(a, b->items[i]))
			return false;
	return true;
}

bool answers_contains(const struct answers *a, const struct answers *b)
{
	for (int part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < b->parts[part].count; i++)
			if (!has_entry(a, &a->parts[part], &b->parts[part].entries[i]))
				return false;
	return has_forgotten(&a->forgotten, &b->forgotten) && has_extras(&a->extras, &b->extras) &&
	       has_extras(&a->pack_extras, &b->pack_extras);
}
