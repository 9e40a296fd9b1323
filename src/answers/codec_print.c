/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints the workbook file, and what of it is newer than it. */
#include <config.h>

#include "answers/codec.h"
#include "answers/codec_own.h"

void codec_put_extras(struct builder *b, cJSON *object, const struct extras *extras)
{
	for (size_t i = 0; i < extras->count; i++)
		build_raw(b, object, extras->items[i].name, extras->items[i].json);
}

static void put_known_layer(struct builder *b, cJSON *object, const struct model_layer *layer)
{
	build_text(b, object, "id", layer->shown.id);
	build_number(b, object, "clock", layer->shown.clock);
	build_text(b, object, "at", layer->shown.at);
	build_text(b, object, "question", layer->shown.question);
	build_text(b, object, "text", layer->shown.text);
	if (layer->shown.open)
		build_true(b, object, "open");
	codec_put_items(b, object, ITEM_REST, &layer->rests, -1);
}

static void put_layer(struct builder *b, cJSON *list, const struct model_layer *layer)
{
	cJSON *object = build_object(b, list, NULL);

	put_known_layer(b, object, layer);
	codec_put_extras(b, object, &layer->extras);
}

bool codec_print_layer(const struct model_layer *layer, struct buf *out, struct err *err)
{
	struct builder b;

	put_known_layer(&b, build_begin(&b), layer);
	return build_print(&b, out, err);
}

void codec_put_layers(struct builder *b, cJSON *object, const char *name,
		      const struct model_entry *entry, size_t first)
{
	cJSON *list = build_array(b, object, name);

	for (size_t i = first; i < entry->count; i++)
		put_layer(b, list, &entry->layers[i]);
}

void codec_put_ids(struct builder *b, cJSON *object, const char *name, const struct ids *ids)
{
	cJSON *list = build_array(b, object, name);

	for (size_t i = 0; i < ids->count; i++)
		build_text(b, list, NULL, ids->items[i]);
}

/* The layers of each entry are in the order of their clocks. */
static size_t first_since(const struct model_entry *entry, int64_t since)
{
	size_t first = entry->count;

	while (first > 0 && entry->layers[first - 1].shown.clock > since)
		first--;
	return first;
}

/* The known members of ENTRY, as far as their clock is above SINCE. */
static void put_known(struct builder *b, cJSON *object, const struct model_entry *entry,
		      int64_t since)
{
	size_t first = first_since(entry, since);

	if (first < entry->count)
		codec_put_layers(b, object, "layers", entry, first);
	if (entry->has_share && entry->share_clock > since)
		codec_put_ids(b, object, "share", &entry->share);
	for (int kind = 0; kind < ITEM_HUNG; kind++)
		codec_put_items(b, object, kind, &entry->items[kind], since);
	codec_put_seen(b, object, &entry->seen);
}

/* Begins the pack's object, which is lent. */
static cJSON *put_head(struct builder *b, cJSON *top, const struct answers *a)
{
	cJSON *pack;

	build_text(b, top, "format", codec_format(a->kind));
	build_number(b, top, "version", CODEC_VERSION);
	if (a->kind == KIND_COPY) {
		build_text(b, top, "for", audience_name(AUDIENCE_MENTOR));
		build_text(b, top, "language", a->language);
	}
	build_text(b, top, "id", a->id);
	pack = build_object(b, top, "pack");
	build_text(b, pack, "id", a->pack_id);
	build_text(b, pack, "version", a->pack_version);
	return pack;
}

/* Whether there is a place to tell: what leaves for a mentor has none. */
static bool has_place(const struct answers *a)
{
	return a->kind != KIND_COPY || a->place.clock || *a->place.page || a->place_extras.count;
}

static void put_place(struct builder *b, cJSON *object, const struct answers_place *place)
{
	build_number(b, object, "clock", place->clock);
	build_text(b, object, "page", place->page);
	build_number(b, object, "paragraph", place->paragraph);
}

bool codec_print_place(const struct answers_place *place, struct buf *out, struct err *err)
{
	struct builder b;

	put_place(&b, build_begin(&b), place);
	return build_print(&b, out, err);
}

bool codec_print(const struct answers *a, struct buf *out, struct err *err)
{
	struct builder b;
	cJSON *top = build_begin(&b), *place;

	codec_put_extras(&b, put_head(&b, top, a), &a->pack_extras);
	if (has_place(a)) {
		place = build_object(&b, top, "place");
		put_place(&b, place, &a->place);
		codec_put_extras(&b, place, &a->place_extras);
	}
	for (int part = 0; part < PART_COUNT; part++) {
		cJSON *object = build_object(&b, top, codec_part_name(part));

		for (size_t i = 0; i < a->parts[part].count; i++) {
			const struct model_entry *entry = &a->parts[part].entries[i];
			cJSON *put = build_object(&b, object, entry->id);

			put_known(&b, put, entry, -1);
			codec_put_extras(&b, put, &entry->extras);
		}
	}
	if (a->forgotten.count)
		codec_put_ids(&b, top, "forgotten", &a->forgotten);
	codec_put_extras(&b, top, &a->extras);
	return build_print(&b, out, err);
}

bool codec_is_newer(const struct model_entry *entry, int64_t since)
{
	for (int kind = 0; kind < ITEM_HUNG; kind++)
		for (size_t i = 0; i < entry->items[kind].count; i++)
			if (entry->items[kind].items[i].shown.clock > since)
				return true;
	return first_since(entry, since) < entry->count ||
	       (entry->has_share && entry->share_clock > since);
}

bool codec_print_since(const struct answers *a, int64_t since, struct buf *out, struct err *err)
{
	struct builder b;
	cJSON *top = build_begin(&b);

	put_head(&b, top, a);
	if (a->place.clock > since) {
		put_place(&b, build_object(&b, top, "place"), &a->place);
		if (a->forgotten.count)
			codec_put_ids(&b, top, "forgotten", &a->forgotten);
	}
	for (int part = 0; part < PART_COUNT; part++) {
		cJSON *object = build_object(&b, top, codec_part_name(part));

		for (size_t i = 0; i < a->parts[part].count; i++) {
			const struct model_entry *entry = &a->parts[part].entries[i];

			if (codec_is_newer(entry, since))
				put_known(&b, build_object(&b, object, entry->id), entry, since);
		}
	}
	return build_print(&b, out, err);
}
