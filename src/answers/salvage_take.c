/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts together what was whole in a damaged workbook. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "answers/json.h"
#include "answers/piece.h"
#include "answers/salvage_own.h"

enum { LAYERS_MAX = JSON_VALUES / 6 };	/* each is an object with five members at least */

static void swap_layers(struct model_layer *a, struct model_layer *b)
{
	struct model_layer c = *a;

	*a = *b;
	*b = c;
}

static bool has_extra(const struct extras *extras, const char *name)
{
	for (size_t i = 0; i < extras->count; i++)
		if (strcmp(extras->items[i].name, name) == 0)
			return true;
	return false;
}

/* Where more has come than a workbook can have, none was here: nothing more is looked at. */
static void give_up(struct salvage *s)
{
	s->effort = 0;
}

static void take_extra(struct salvage *s, struct extras *to, const struct extra *extra)
{
	if (to->count == JSON_MEMBERS)
		give_up(s);
	else if (!has_extra(to, extra->name))
		extras_add(to, extra->name, slice_of(extra->json));
}

void salvage_extras(struct salvage *s, struct extras *to, const struct extras *from)
{
	for (size_t i = 0; i < from->count && s->effort; i++)
		take_extra(s, to, &from->items[i]);
}

/* One with an id beside another, for now. */
static void take_layers(struct salvage *s, struct model_entry *to, struct model_entry *from)
{
	if (s->layers + from->count > LAYERS_MAX) {
		give_up(s);
		return;
	}
	for (size_t i = 0; i < from->count; i++)
		swap_layers(model_add_layer(to), &from->layers[i]);
	s->layers += from->count;
}

/* Of those with one id the newest stays. */
static void take_item(struct model_items *to, enum item_kind kind, struct model_item *from)
{
	struct model_item *standing = model_find_item(to, from->shown.id), old;

	if (standing && standing->shown.clock >= from->shown.clock)
		return;
	if (!standing)
		standing = model_add_item(to, kind);
	old = *standing;
	*standing = *from;
	*from = old;
}

static void take_items(struct salvage *s, struct model_items *to, enum item_kind kind,
		       struct model_items *from)
{
	if (s->layers + from->count > LAYERS_MAX) {
		give_up(s);
		return;
	}
	for (size_t i = 0; i < from->count; i++)
		take_item(to, kind, &from->items[i]);
	s->layers += from->count;
}

/* Nobody sees more than all that was found allows. */
static void take_share(struct model_entry *to, const struct model_entry *from)
{
	struct ids both = { 0 };

	if (!from->has_share)
		return;
	for (size_t i = 0; i < from->share.count; i++)
		if (!to->has_share || ids_have(&to->share, from->share.items[i]))
			ids_add(&both, from->share.items[i]);
	ids_settle(&both);
	ids_release(&to->share);
	to->share = both;
	to->has_share = true;
}

/* The one entry of a piece joins what was found. */
void salvage_entry(struct salvage *s, struct model_entry *from)
{
	struct model_part *part = &s->found->parts[s->part];
	struct model_entry *to = model_find_entry(part, from->id);

	if (!to && part->count == JSON_MEMBERS) {
		give_up(s);
		return;
	}
	if (!to)
		to = model_add_entry(part, from->id);
	take_layers(s, to, from);
	for (int kind = 0; kind < ITEM_HUNG; kind++)
		take_items(s, &to->items[kind], kind, &from->items[kind]);
	take_share(to, from);
	seen_unite(&to->seen, &from->seen);
	for (size_t i = 0; i < from->extras.count && s->effort; i++) {
		struct answers *renamed = piece_renamed(&from->extras.items[i]);

		if (renamed)
			take_layers(s, to, &renamed->parts[PART_ANSWERS].entries[0]);
		else
			take_extra(s, &to->extras, &from->extras.items[i]);
		answers_free(renamed);
	}
}

static int compare_versions(const void *left, const void *right)
{
	const struct layer *a = &((const struct model_layer *)left)->shown;
	const struct layer *b = &((const struct model_layer *)right)->shown;
	int order = strcmp(a->id, b->id);

	if (!order && a->clock != b->clock)
		order = a->clock > b->clock ? -1 : 1;
	return order ? order : strcmp(a->text, b->text);
}

/* Of the layers with one id the newest stays. */
static void settle_entry(struct model_entry *entry)
{
	size_t kept = 0;

	for (int kind = 0; kind < ITEM_HUNG; kind++)
		(void)model_sort_items(&entry->items[kind]);
	if (!entry->count)
		return;
	qsort(entry->layers, entry->count, sizeof(*entry->layers), compare_versions);
	for (size_t i = 1; i < entry->count; i++)
		if (strcmp(entry->layers[kept].shown.id, entry->layers[i].shown.id) != 0)
			swap_layers(&entry->layers[++kept], &entry->layers[i]);
	while (entry->count > kept + 1)
		model_drop_layer(entry, entry->count - 1);
	(void)model_sort_layers(entry);
}

void salvage_settle(struct salvage *s)
{
	s->layers = 0;
	ids_settle(&s->found->forgotten);
	for (int part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < s->found->parts[part].count; i++) {
			struct model_entry *entry = &s->found->parts[part].entries[i];

			settle_entry(entry);
			(void)model_drop_forgotten(entry, &s->found->forgotten);
			s->layers += entry->count;
			for (int kind = 0; kind < ITEM_HUNG; kind++)
				s->layers += entry->items[kind].count;
		}
}
