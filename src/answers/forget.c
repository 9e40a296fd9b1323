/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing for good, in memory: what goes, the ids that stay, and who else has the words. */
#include <config.h>

#include "answers/answers.h"

#include <inttypes.h>
#include <string.h>

#include "answers/identity.h"
#include "answers/json.h"
#include "answers/model.h"
#include "base/hash.h"
#include "base/intl.h"
#include "base/mem.h"

_Static_assert(ANSWERS_FORGOTTEN_MAX <= JSON_MEMBERS, "the list can be read again");

/* Adds the ids of ITEM and of all objects in it.  The tree is at most JSON_DEPTH deep. */
static void add_tree(struct ids *ids, const cJSON *item)
{
	for (const cJSON *n = item->child; n; n = n->next) {
		size_t len = cJSON_IsString(n) ? strlen(n->valuestring) : 0;

		if (len && len <= MODEL_TEXT_MAX && n->string && strcmp(n->string, "id") == 0)
			ids_add(ids, n->valuestring);
		add_tree(ids, n);
	}
}

static bool add_extras(struct ids *ids, const struct extras *extras, struct err *err)
{
	for (size_t i = 0; i < extras->count; i++) {
		cJSON *tree = json_parse(slice_of(extras->items[i].json), NULL, err);

		if (!tree)
			return false;
		add_tree(ids, tree);
		cJSON_Delete(tree);
	}
	return true;
}

static bool add_items(struct ids *ids, const struct model_items *items, struct err *err);

static bool add_layer(struct ids *ids, const struct model_layer *layer, struct err *err)
{
	ids_add(ids, layer->shown.id);
	return add_items(ids, &layer->rests, err) && add_extras(ids, &layer->extras, err);
}

static bool add_entry(struct ids *ids, const struct model_entry *entry, struct err *err)
{
	for (size_t i = 0; i < entry->count; i++)
		if (!add_layer(ids, &entry->layers[i], err))
			return false;
	for (int kind = 0; kind < ITEM_HUNG; kind++)
		if (!add_items(ids, &entry->items[kind], err))
			return false;
	for (size_t i = 0; i < entry->seen.count; i++)
		ids_add(ids, entry->seen.items[i].name);
	return add_extras(ids, &entry->extras, err);
}

static bool add_item(struct ids *ids, const struct model_item *item, struct err *err)
{
	if (*item->shown.id)
		ids_add(ids, item->shown.id);
	if (*item->by)
		ids_add(ids, item->by);
	return (!item->happened || add_entry(ids, item->happened, err)) &&
	       add_extras(ids, &item->extras, err);
}

static bool add_items(struct ids *ids, const struct model_items *items, struct err *err)
{
	for (size_t i = 0; i < items->count; i++)
		if (!add_item(ids, &items->items[i], err))
			return false;
	return true;
}

/* What stands beside the entries and goes with them; members that hold no words, only what other
 * copies know it by, stay. */
static struct extras going(const struct extras *extras)
{
	struct extras some = { 0 };

	for (size_t i = 0; i < extras->count; i++)
		if (!identity_is_member(extras->items[i].name))
			extras_add(&some, extras->items[i].name, slice_of(extras->items[i].json));
	return some;
}

static bool add_all(struct ids *ids, const struct answers *a, struct err *err)
{
	struct extras some = going(&a->extras);
	bool ok = add_extras(ids, &some, err);

	extras_release(&some);
	for (int part = 0; part < PART_COUNT && ok; part++)
		for (size_t i = 0; i < a->parts[part].count && ok; i++)
			ok = add_entry(ids, &a->parts[part].entries[i], err);
	return ok;
}

/* Where LAYER stands in ENTRY (NULL: nowhere); ENTRY's count: nowhere. */
static size_t layer_index(const struct model_entry *entry, const char *layer)
{
	size_t i = 0;

	while (entry && i < entry->count && strcmp(entry->layers[i].shown.id, layer) != 0)
		i++;
	return i;
}

/* Where what WHAT is about stands. */
struct spot {
	struct model_entry *entry;
	size_t layer;			/* SCOPE_LAYER */
	struct model_items *items;	/* SCOPE_ITEM, and the one of them: */
	size_t item;
};

/* False where it is not there. */
static bool find(const struct answers *a, const struct answers_erasure *what, struct spot *spot)
{
	struct model_entry *entry = model_find_entry(&a->parts[what->part], what->id);

	spot->entry = entry;
	if (!entry || what->scope == SCOPE_ENTRY)
		return entry != NULL;
	if (what->scope == SCOPE_LAYER) {
		spot->layer = layer_index(entry, what->layer);
		return spot->layer < entry->count;
	}
	for (int kind = 0; kind < ITEM_HUNG; kind++) {
		struct model_item *item = model_find_item(&entry->items[kind], what->layer);

		if (!item)
			continue;
		spot->items = &entry->items[kind];
		spot->item = (size_t)(item - spot->items->items);
		return true;
	}
	return false;
}

static void drop_all(struct answers *a)
{
	struct extras kept = { 0 };

	for (int part = 0; part < PART_COUNT; part++)
		while (a->parts[part].count)
			model_drop_entry(&a->parts[part],
					 &a->parts[part].entries[a->parts[part].count - 1]);
	for (size_t i = 0; i < a->extras.count; i++)
		if (identity_is_member(a->extras.items[i].name))
			extras_add(&kept, a->extras.items[i].name,
				   slice_of(a->extras.items[i].json));
	extras_release(&a->extras);
	a->extras = kept;
}

/* A passage that was marked, and then taken out of the words, stands in its mark alone: with the
 * words that it was taken from, those of layer I, it goes. */
static void drop_marks(struct model_entry *entry, size_t i)
{
	const char *text = entry->layers[i].shown.text;

	for (size_t k = 0; k < entry->count; k++) {
		struct model_layer *layer = &entry->layers[k];

		for (size_t r = k == i ? 0 : layer->rests.count; r-- > 0; ) {
			const char *quote = layer->rests.items[r].shown.text[REST_QUOTE];

			if (*quote && strstr(text, quote) && !strstr(layer->shown.text, quote))
				model_drop_item(&layer->rests, r);
		}
	}
}

static void drop(struct answers *a, const struct answers_erasure *what, const struct spot *spot)
{
	if (what->scope == SCOPE_ALL) {
		drop_all(a);
		return;
	}
	if (what->scope == SCOPE_LAYER) {
		drop_marks(spot->entry, spot->layer);
		model_drop_layer(spot->entry, spot->layer);
	}
	if (what->scope == SCOPE_ITEM) {
		const struct model_item *item = &spot->items->items[spot->item];

		seen_add(&spot->entry->seen, model_item_name(item), item->worded);
		model_drop_item(spot->items, spot->item);
		model_settle_seen(spot->entry, &a->forgotten);
	}
	if (what->scope == SCOPE_ENTRY || model_is_empty(spot->entry))
		model_drop_entry(&a->parts[what->part], spot->entry);
}

/* Only within one list are ids told apart by reading: one that goes may stand elsewhere too,
 * in a file that somebody has copied together.  What stays there gets an id of its own. */
static void part_way(const struct answers *a, const char **id, const char *where, int64_t clock)
{
	char other[ID_SIZE];
	struct buf b;

	if (!ids_have(&a->forgotten, *id))
		return;
	buf_init(&b, SIZE_MAX / 2);
	buf_addf(&b, "%s %s %" PRId64, where, *id, clock);
	id_of_hash(hash_of(slice_buf(&b)), other);
	buf_release(&b);
	model_replace(id, mem_string(other));
}

static void part_layers(const struct answers *a, struct model_entry *entry, const char *where)
{
	for (size_t i = 0; i < entry->count; i++)
		part_way(a, &entry->layers[i].shown.id, where, entry->layers[i].shown.clock);
	model_sort_layers(entry);
}

/* What was parted from an item that goes is at home where it stands. */
static void part_items(const struct answers *a, struct model_entry *entry, struct model_items *items,
		       const char *where)
{
	for (size_t i = 0; i < items->count; i++) {
		struct model_item *item = &items->items[i];

		part_way(a, &item->shown.id, where, item->shown.clock);
		if ((*item->of && ids_have(&a->forgotten, item->of)) || ids_have(&a->forgotten, item->by)) {
			model_settle_in(entry, item);
			item->shown.clock = a->clock;
		}
		if (item->happened)
			part_layers(a, item->happened, item->shown.id);
	}
	model_sort_items(items);
}

static void part_ways(const struct answers *a, enum answers_part part, struct model_entry *entry)
{
	struct buf where;

	buf_init(&where, SIZE_MAX / 2);
	buf_addf(&where, "%d %s", part, entry->id);
	part_layers(a, entry, where.data);
	for (int kind = 0; kind < ITEM_HUNG; kind++)
		part_items(a, entry, &entry->items[kind], where.data);
	model_settle_seen(entry, &a->forgotten);
	buf_release(&where);
}

/* Whether there is anything that SCOPE_ALL would take. */
static bool has_any(const struct answers *a)
{
	bool has = false;

	for (int part = 0; part < PART_COUNT; part++)
		has = has || a->parts[part].count;
	for (size_t i = 0; i < a->extras.count; i++)
		has = has || !identity_is_member(a->extras.items[i].name);
	return has;
}

bool answers_forget(struct answers *a, const struct answers_erasure *what, struct err *err)
{
	struct spot spot = { 0 };
	struct ids ids = { 0 };
	bool ok;

	if (what->scope == SCOPE_ALL ? !has_any(a) : !find(a, what, &spot))
		return true;
	for (size_t i = 0; i < a->forgotten.count; i++)
		ids_add(&ids, a->forgotten.items[i]);
	if (what->scope == SCOPE_ALL)
		ok = add_all(&ids, a, err);
	else if (what->scope == SCOPE_ENTRY)
		ok = add_entry(&ids, spot.entry, err);
	else if (what->scope == SCOPE_LAYER)
		ok = add_layer(&ids, &spot.entry->layers[spot.layer], err);
	else
		ok = add_item(&ids, &spot.items->items[spot.item], err);
	ids_settle(&ids);
	if (ok && ids.count > ANSWERS_FORGOTTEN_MAX)
		ok = err_set(err, ERR_TOO_BIG, _("a workbook can remember %d erased parts, and this "
						 "would be more; remove its file itself to be rid "
						 "of the words"), ANSWERS_FORGOTTEN_MAX);
	if (!ok) {
		ids_release(&ids);
		return false;
	}
	ids_release(&a->forgotten);
	a->forgotten = ids;
	a->place.clock = a->words = ++a->clock;
	drop(a, what, &spot);
	for (int part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < a->parts[part].count; i++)
			part_ways(a, (enum answers_part)part, &a->parts[part].entries[i]);
	return true;
}

bool answers_is_forgotten(const struct answers *a, const char *id)
{
	return ids_have(&a->forgotten, id);
}

struct search {
	struct slice words;	/* not blank */
	const struct model_layer *but;
	void (*tell)(void *context, const struct answers_twin *twin);
	void *context;
};

static void search_entry(const struct search *s, enum answers_part part,
			 const struct model_entry *entry)
{
	for (size_t i = 0; i < entry->count; i++) {
		const struct layer *layer = &entry->layers[i].shown;
		struct slice text = slice_trim(slice_of(layer->text));

		if (&entry->layers[i] != s->but &&
		    memmem(text.data, text.len, s->words.data, s->words.len))
			s->tell(s->context, &(struct answers_twin){
				.part = part, .id = entry->id, .layer = layer,
				.equal = text.len == s->words.len,
			});
	}
}

void answers_same_words(const struct answers *a, const struct answers_erasure *what,
			void (*tell)(void *context, const struct answers_twin *twin),
			void *context)
{
	const struct model_part *parts = a->parts;
	const struct model_entry *entry = model_find_entry(&parts[what->part], what->id);
	size_t at = layer_index(entry, what->layer);
	struct search s = { .tell = tell, .context = context };

	if (!entry || at == entry->count)
		return;
	s.but = &entry->layers[at];
	s.words = slice_trim(slice_of(s.but->shown.text));
	for (int part = 0; part < PART_COUNT && s.words.len; part++)
		for (size_t i = 0; i < parts[part].count; i++)
			search_entry(&s, (enum answers_part)part, &parts[part].entries[i]);
}
