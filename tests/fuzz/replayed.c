/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds of a workbook into which a journal was replayed. */
#include <config.h>

#include "replayed.h"

#include <inttypes.h>
#include <string.h>

#include "answers/model.h"
#include "base/hash.h"
#include "fuzz.h"

static const struct model_layer *with_id(const struct model_entry *entry, const char *id)
{
	for (size_t i = 0; entry && i < entry->count; i++)
		if (strcmp(entry->layers[i].shown.id, id) == 0)
			return &entry->layers[i];
	return NULL;
}

static bool extras_same(const struct extras *a, const struct extras *b)
{
	for (size_t i = 0; a->count == b->count && i < a->count; i++)
		if (strcmp(a->items[i].name, b->items[i].name) != 0 ||
		    strcmp(a->items[i].json, b->items[i].json) != 0)
			return false;
	return a->count == b->count;
}

/* But for id and clock, which are made new where they have to be. */
static bool words_same(const struct model_layer *a, const struct model_layer *b)
{
	return strcmp(a->shown.text, b->shown.text) == 0 &&
	       strcmp(a->shown.question, b->shown.question) == 0 &&
	       strcmp(a->shown.at, b->shown.at) == 0 && a->shown.open == b->shown.open &&
	       model_items_equal(&a->rests, &b->rests) && extras_same(&a->extras, &b->extras);
}

static bool is_blank(const struct model_layer *layer)
{
	return strspn(layer->shown.text, " \t\r\n") == strlen(layer->shown.text);
}

/* What stood before stands, or has given way to a later state of itself. */
static void check_stands(const struct model_entry *was, const struct model_entry *journal,
			 const struct model_entry *now, const struct ids *forgotten,
			 bool same_base)
{
	fuzz_must_of(now && extras_same(&was->extras, &now->extras), "every entry is there",
		     slice_of(was->id));
	for (size_t i = 0; i < was->count; i++) {
		const struct model_layer *old = &was->layers[i], *found = with_id(now, old->shown.id);
		const struct model_layer *next = with_id(journal, old->shown.id);

		fuzz_must_of((found != NULL) == !ids_have(forgotten, old->shown.id),
			     "every layer is there, unless it was erased", slice_of(old->shown.id));
		if (!found)
			continue;
		if (found->shown.clock == old->shown.clock)
			fuzz_must_of(words_same(old, found), "a layer is as it was",
				     slice_of(old->shown.id));
		else
			fuzz_must_of(same_base && !old->extras.count && next &&
				     next->shown.clock > old->shown.clock &&
				     next->shown.clock == found->shown.clock &&
				     words_same(next, found),
				     "a layer gives way to a later one of its id", slice_of(old->shown.id));
	}
}

/* Under its own id, or under the one that is made of it where that is taken. */
static bool is_forgotten_id(const struct answers *a, const char *id, int64_t clock)
{
	char made[ID_SIZE];
	struct buf b;

	buf_init(&b, FUZZ_MANY);
	buf_addf(&b, "%s %" PRId64, id, clock);
	id_of_hash(hash_of(slice_buf(&b)), made);
	buf_release(&b);
	return ids_have(&a->forgotten, id) || ids_have(&a->forgotten, made);
}

static bool is_forgotten(const struct answers *a, const struct layer *layer)
{
	return is_forgotten_id(a, layer->id, layer->clock);
}

static bool has_text(const struct model_entry *entry, const char *text)
{
	for (size_t i = 0; entry && i < entry->count; i++)
		if (strcmp(entry->layers[i].shown.text, text) == 0)
			return true;
	return false;
}

/* Blanks are all the same, left open or not. */
static bool text_same(const struct model_layer *a, const struct model_layer *b)
{
	return (strcmp(a->shown.text, b->shown.text) == 0 || (is_blank(a) && is_blank(b))) &&
	       a->shown.open == b->shown.open && model_items_equal(&a->rests, &b->rests);
}

/* Whether the file has not seen LAYER, and is to have it. */
static bool is_wanted(const struct answers *all, const struct model_entry *was,
		      const struct model_layer *layer)
{
	const struct model_layer *old = with_id(was, layer->shown.id);

	return (!old || old->shown.clock < layer->shown.clock ||
		(old->shown.clock == layer->shown.clock && !text_same(old, layer))) &&
	       !is_forgotten(all, &layer->shown);
}

/* No words of the journal are lost, and its newest are the newest, unless all that the
 * journal has are those of the file. */
static void check_comes(const struct answers *all, const struct model_entry *was,
			const struct model_entry *journal, const struct model_entry *now,
			bool same_base)
{
	const struct model_layer *last = journal->count ? &journal->layers[journal->count - 1] : NULL;

	for (size_t i = 0; i < journal->count; i++) {
		const struct model_layer *layer = &journal->layers[i];

		if (!is_blank(layer) && is_wanted(all, was, layer))
			fuzz_must_of(has_text(now, layer->shown.text),
				     "what is in the journal comes back", slice_of(layer->shown.text));
	}
	if (!same_base && last && !is_blank(last) && is_wanted(all, was, last))
		fuzz_must_of(strcmp(now->layers[now->count - 1].shown.text, last->shown.text) == 0,
			     "the newest words are the newest", slice_of(last->shown.text));
}

/* Nothing comes from nowhere, and all that comes is newer than what stood in the file.
 * Returns whether words came. */
static bool check_origin(const struct answers *all, int64_t clock, const struct model_entry *was,
			 const struct model_entry *journal, const struct model_entry *now)
{
	bool words = false;

	for (size_t i = 0; i < now->count; i++) {
		const struct model_layer *layer = &now->layers[i];
		const struct model_layer *old = with_id(was, layer->shown.id);
		bool found = false;

		if (old && old->shown.clock == layer->shown.clock)
			continue;
		for (size_t k = 0; journal && k < journal->count; k++)
			found = found || (words_same(&journal->layers[k], layer) &&
					  is_wanted(all, was, &journal->layers[k]));
		fuzz_must_of(found, "what is new was in the journal", slice_of(layer->shown.text));
		fuzz_must_of(layer->shown.clock > clock, "what is new has a new clock",
			     slice_of(layer->shown.id));
		words = words || !is_blank(layer);
	}
	return words;
}

/* ---- what hangs under an entry ---- */

/* What A (or NULL) says came of a step, but for what was erased, says B, too. */
static bool has_happened(const struct ids *forgotten, const struct model_entry *a,
			 const struct model_entry *b)
{
	for (size_t i = 0; a && i < a->count; i++) {
		const struct model_layer *other = with_id(b, a->layers[i].shown.id);

		if (!ids_have(forgotten, a->layers[i].shown.id) &&
		    (!other || other->shown.clock != a->layers[i].shown.clock ||
		     !words_same(&a->layers[i], other)))
			return false;
	}
	return true;
}

/* But for id and clock. */
static bool item_same(const struct ids *forgotten, const struct model_item *a,
		      const struct model_item *b)
{
	for (size_t i = 0; i < a->texts; i++)
		if (strcmp(a->shown.text[i], b->shown.text[i]) != 0)
			return false;
	return extras_same(&a->extras, &b->extras) && has_happened(forgotten, a->happened, b->happened) &&
	       has_happened(forgotten, b->happened, a->happened);
}

static bool item_wanted(const struct answers *all, const struct model_items *was,
			const struct model_item *item)
{
	const struct model_item *old = model_find_item(was, item->shown.id);

	return (!old || old->shown.clock < item->shown.clock ||
		(old->shown.clock == item->shown.clock && !item_same(&all->forgotten, old, item))) &&
	       !is_forgotten_id(all, item->shown.id, item->shown.clock);
}

static bool has_words(const struct model_item *item)
{
	for (size_t i = ITEM_AT + 1; i < item->texts; i++)
		if (item->shown.text[i][strspn(item->shown.text[i], " \t\r\n")])
			return true;
	return false;
}

/* As check_stands, check_comes and check_origin do for layers. */
static bool check_items(const struct answers *all, int64_t clock, const struct model_items *was,
			const struct model_items *journal, const struct model_items *now, bool same_base)
{
	bool words = false;

	for (size_t i = 0; i < was->count; i++) {
		const struct model_item *old = &was->items[i], *found = model_find_item(now, old->shown.id);

		fuzz_must_of((found != NULL) == !ids_have(&all->forgotten, old->shown.id),
			     "every item is there, unless it was erased", slice_of(old->shown.id));
		fuzz_must_of(!found || (found->shown.clock == old->shown.clock ?
					item_same(&all->forgotten, old, found) : same_base),
			     "an item is as it was, or gives way", slice_of(old->shown.id));
	}
	for (size_t i = 0; i < journal->count; i++) {
		bool found = !item_wanted(all, was, &journal->items[i]);

		for (size_t k = 0; k < now->count; k++)
			found = found || item_same(&all->forgotten, &journal->items[i], &now->items[k]);
		fuzz_must_of(found, "an item in the journal comes back", slice_of(journal->items[i].shown.id));
	}
	for (size_t i = 0; i < now->count; i++) {
		const struct model_item *item = &now->items[i], *old = model_find_item(was, item->shown.id);
		bool found = old && old->shown.clock == item->shown.clock;

		if (found)
			continue;
		for (size_t k = 0; k < journal->count; k++)
			found = found || (item_same(&all->forgotten, &journal->items[k], item) &&
					  item_wanted(all, was, &journal->items[k]));
		fuzz_must_of(found && item->shown.clock > clock, "a new item was in the journal, and has a "
			     "new clock", slice_of(item->shown.id));
		words = words || has_words(item);
	}
	return words;
}

/* Nobody sees an entry but those whom the journal lets, on what it was written on, or both. */
static bool check_share(const struct model_entry *was, const struct model_entry *journal,
			const struct model_entry *now, bool same_base)
{
	bool journals = journal->has_share && (same_base || !was->has_share);
	bool both = journal->has_share && was->has_share && !same_base;

	fuzz_must_of(now->has_share == (was->has_share || journal->has_share), "a choice stays one",
		     slice_of(now->id));
	for (size_t i = 0; i < now->share.count; i++) {
		const char *who = now->share.items[i];

		fuzz_must_of((journals || ids_have(&was->share, who)) &&
			     ((!journals && !both) || ids_have(&journal->share, who)),
			     "nobody sees more", slice_of(who));
	}
	fuzz_must_of(!journals || now->share.count == journal->share.count, "the journal's choice counts",
		     slice_of(now->id));
	return was->has_share != now->has_share || !ids_equal(&was->share, &now->share);
}

/* What hangs under the entries; returns whether words came, and in *SHARES whether somebody else
 * may, or may not, see one. */
static bool check_hung(const struct answers *was, const struct answers *journal,
		       const struct answers *now, bool same_base, bool *shares)
{
	static const struct model_entry none;
	bool words = false;

	for (int part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < now->parts[part].count; i++) {
			const struct model_entry *entry = &now->parts[part].entries[i];
			const struct model_entry *old = model_find_entry(&was->parts[part], entry->id);
			const struct model_entry *from = model_find_entry(&journal->parts[part], entry->id);

			for (int kind = 0; kind < ITEM_HUNG; kind++)
				words |= check_items(now, was->clock, &(old ? old : &none)->items[kind],
						     &(from ? from : &none)->items[kind], &entry->items[kind],
						     same_base);
			*shares |= check_share(old ? old : &none, from ? from : &none, entry, same_base);
		}
	return words;
}

static void check_rest(const struct answers *was, const struct answers *journal,
		       const struct answers *now, bool shares)
{
	const struct answers *from = journal->place.clock > was->place.clock ? journal : was;

	fuzz_must(strcmp(was->id, now->id) == 0 && strcmp(was->pack_id, now->pack_id) == 0 &&
		  strcmp(was->pack_version, now->pack_version) == 0 &&
		  extras_same(&was->extras, &now->extras) &&
		  extras_same(&was->pack_extras, &now->pack_extras) &&
		  extras_same(&was->place_extras, &now->place_extras), "the rest is as it was");
	fuzz_must((now->forgotten.count > was->forgotten.count || shares ? now->place.clock > was->clock :
		   from == was || from->place.clock > was->clock ?
		   now->place.clock == from->place.clock : now->place.clock > was->clock) &&
		  now->place.paragraph == from->place.paragraph &&
		  strcmp(now->place.page, from->place.page) == 0, "the place is the newer one");
}

/* What was erased stays so, and nothing else is. */
static void check_forgotten(const struct answers *was, const struct answers *journal,
			    const struct answers *now)
{
	const struct ids *lists[] = { &was->forgotten, &journal->forgotten };

	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < lists[k]->count; i++)
			fuzz_must(ids_have(&now->forgotten, lists[k]->items[i]), "nothing is erased in vain");
	for (size_t i = 0; i < now->forgotten.count; i++)
		fuzz_must(ids_have(lists[0], now->forgotten.items[i]) ||
			  ids_have(lists[1], now->forgotten.items[i]), "nothing else is erased");
}

void check_replayed(const struct answers *was, const struct answers *journal,
		    const struct answers *now, bool same_base, bool back)
{
	bool shares = false, words = check_hung(was, journal, now, same_base, &shares);

	check_rest(was, journal, now, shares);
	check_forgotten(was, journal, now);
	for (int part = 0; part < PART_COUNT; part++) {
		const struct model_part *old = &was->parts[part], *from = &journal->parts[part];
		const struct model_part *all = &now->parts[part];

		for (size_t i = 0; i < old->count; i++)
			check_stands(&old->entries[i], model_find_entry(from, old->entries[i].id),
				     model_find_entry(all, old->entries[i].id), &now->forgotten,
				     same_base);
		for (size_t i = 0; i < from->count; i++)
			check_comes(now, model_find_entry(old, from->entries[i].id), &from->entries[i],
				    model_find_entry(all, from->entries[i].id), same_base);
		for (size_t i = 0; i < all->count; i++)
			words |= check_origin(now, was->clock, model_find_entry(old, all->entries[i].id),
					      model_find_entry(from, all->entries[i].id),
					      &all->entries[i]);
	}
	fuzz_must(words == back, "it is told whether words came back");
	fuzz_must(model_equal(was, now) == (now->clock == was->clock),
		  "the clock tells whether anything changed");
	fuzz_must(!back || now->words > was->clock, "words that came back are to be saved");
}
