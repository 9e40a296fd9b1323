/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads single members of a damaged workbook, each as a workbook of its own. */
#include <config.h>

#include "answers/piece.h"

#include <string.h>

#include "answers/codec.h"

int piece_part(struct slice name)
{
	for (int part = 0; part < PART_COUNT; part++)
		if (slice_equal(name, slice_of(codec_part_name(part))))
			return part;
	return -1;
}

/* Whether a brace that is missing, or one too many, has let something take in what stood behind
 * it: an entry or a part is among its unknown members, or deeper.  (In words every quote has a
 * backslash before it.) */
static bool took_too_much(const struct extras *extras)
{
	for (size_t i = 0; i < extras->count; i++)
		if (piece_part(slice_of(extras->items[i].name)) >= 0 ||
		    (extras->items[i].json[0] == '{' && strstr(extras->items[i].json, "\"layers\"")))
			return true;
	return false;
}

static struct answers *read_member(struct slice member)
{
	struct answers *piece = NULL;
	struct err ignored;
	struct buf json;

	buf_init(&json, member.len + 256);
	buf_add_str(&json, "{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"x\",");
	if (strncmp(member.data, "\"pack\"", 6) != 0)
		buf_add_str(&json, "\"pack\":{\"id\":\"unknown\",\"version\":\"\"},");
	buf_add_slice(&json, member);
	buf_add_char(&json, '}');
	if (!answers_read(&piece, slice_buf(&json), &ignored))
		piece = NULL;
	buf_release(&json);
	return piece;
}

struct answers *piece_renamed(const struct extra *extra)
{
	bool single = extra->json[0] == '{';
	struct answers *piece = NULL;
	struct buf member;

	if (!single && extra->json[0] != '[')
		return NULL;
	buf_init(&member, strlen(extra->json) + 64);
	buf_addf(&member, "\"%s\":{\"x\":{\"layers\":%s%s%s}}", codec_part_name(PART_ANSWERS),
		 single ? "[" : "", extra->json, single ? "]" : "");
	piece = read_member(slice_buf(&member));
	buf_release(&member);
	if (!piece || piece->parts[PART_ANSWERS].entries[0].count)
		return piece;
	answers_free(piece);
	return NULL;
}

/* Members of the workbook itself are no layers. */
static bool has_layers(const struct extras *extras)
{
	bool has = false;

	for (size_t i = 0; i < extras->count && !has; i++) {
		struct answers *renamed = piece_renamed(&extras->items[i]);

		has = renamed != NULL;
		answers_free(renamed);
	}
	return has;
}

static bool are_layers_sound(const struct model_entry *entry)
{
	for (size_t i = 0; i < entry->count; i++)
		if (took_too_much(&entry->layers[i].extras))
			return false;
	return true;
}

static bool are_items_sound(const struct model_items *items)
{
	for (size_t i = 0; i < items->count; i++)
		if (took_too_much(&items->items[i].extras) ||
		    (items->items[i].happened && !are_layers_sound(items->items[i].happened)))
			return false;
	return true;
}

static bool is_part_sound(const struct model_part *part)
{
	const struct model_entry *entry = part->entries;

	if (!part->count)
		return true;
	for (int kind = 0; kind < ITEM_HUNG; kind++)
		if (!are_items_sound(&entry->items[kind]))
			return false;
	return are_layers_sound(entry) && !took_too_much(&entry->extras);
}

static bool is_sound(const struct answers *piece)
{
	for (int part = 0; part < PART_COUNT; part++)
		if (!is_part_sound(&piece->parts[part]))
			return false;
	return !took_too_much(&piece->extras) && !took_too_much(&piece->pack_extras) &&
	       !took_too_much(&piece->place_extras) && !has_layers(&piece->extras);
}

struct answers *piece_read(struct slice member)
{
	struct answers *piece = read_member(member);

	if (!piece || is_sound(piece))
		return piece;
	answers_free(piece);
	return NULL;
}
