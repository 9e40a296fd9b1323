/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Versions of items: how one is called, when a new one begins, and which were seen. */
#include <config.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answers/model.h"
#include "base/hash.h"
#include "base/mem.h"

enum { BY_BYTES = 6 };	/* two of the few hands of one item never draw the same */

const char *model_item_home(const struct model_item *item)
{
	return *item->of ? item->of : item->shown.id;
}

const char *model_item_name(const struct model_item *item)
{
	return *item->by ? item->by : model_item_home(item);
}

bool model_is_word(const struct model_item *item, size_t text)
{
	/* The time at which a step or a note was begun is nobody's words; the day of a reply is. */
	if (text == ITEM_AT)
		return item->texts == item_form(ITEM_REPLY)->texts;
	return text != STEP_ASKED;	/* nothing else has so many texts */
}

int model_compare_words(const struct model_item *a, const struct model_item *b)
{
	int order = 0;

	for (size_t i = 0; i < a->texts && !order; i++)
		if (model_is_word(a, i))
			order = strcmp(a->shown.text[i], b->shown.text[i]);
	return order;
}

int model_compare_texts(const struct model_item *a, const struct model_item *b)
{
	int order = 0;

	for (size_t i = 0; i < a->texts && !order; i++)
		order = strcmp(a->shown.text[i], b->shown.text[i]);
	return order;
}

static void set_by(struct model_item *item, const unsigned char bytes[BY_BYTES])
{
	char by[2 * BY_BYTES + 1];

	for (size_t i = 0; i < BY_BYTES; i++)
		snprintf(by + 2 * i, 3, "%02x", bytes[i]);
	free(item->by);
	item->by = mem_string(by);
	free(item->of);
	item->of = mem_string("");
}

void model_new_version(struct model_entry *entry, struct model_item *item, const struct sys *sys)
{
	unsigned char bytes[BY_BYTES];

	seen_add(&entry->seen, model_item_name(item), item->worded);
	seen_settle(&entry->seen);
	sys->random(bytes, sizeof(bytes));
	set_by(item, bytes);
}

void model_settle_in(struct model_entry *entry, struct model_item *item)
{
	struct hash hash;
	struct buf b;

	buf_init(&b, 4 * MODEL_TEXT_MAX);
	buf_addf(&b, "%s %s %" PRId64, item->shown.id, model_item_name(item), item->worded);
	hash = hash_of(slice_buf(&b));
	buf_release(&b);
	seen_add(&entry->seen, model_item_name(item), item->worded);
	seen_settle(&entry->seen);
	set_by(item, hash.bytes);
	item->own = false;
}

char *model_parted_id(const struct model_item *item)
{
	char id[ID_SIZE];
	struct buf b;

	buf_init(&b, SIZE_MAX / 2);
	buf_addf(&b, "%s %s %" PRId64, model_item_home(item), model_item_name(item), item->worded);
	for (size_t i = 0; i < item->texts; i++) {
		buf_add_char(&b, '\n');
		if (model_is_word(item, i))
			buf_add_str(&b, item->shown.text[i]);
	}
	id_of_hash(hash_of(slice_buf(&b)), id);
	buf_release(&b);
	return mem_string(id);
}

void model_settle_seen(struct model_entry *entry, const struct ids *forgotten)
{
	seen_settle(&entry->seen);
	for (int kind = 0; kind < ITEM_HUNG && entry->seen.count; kind++)
		for (size_t i = 0; i < entry->items[kind].count; i++) {
			const struct model_item *item = &entry->items[kind].items[i];
			struct seen_name *name = seen_find(&entry->seen, model_item_name(item));

			if (name && name->clock <= item->worded)
				name->clock = -1;
		}
	for (size_t i = 0; i < entry->seen.count; i++)
		if (ids_have(forgotten, entry->seen.items[i].name))
			entry->seen.items[i].clock = -1;
	seen_prune(&entry->seen);
}

bool model_is_forgotten(const struct model_item *item, const struct ids *forgotten)
{
	return ids_have(forgotten, item->shown.id) || (*item->of && ids_have(forgotten, item->of)) ||
	       (*item->by && ids_have(forgotten, item->by));
}
