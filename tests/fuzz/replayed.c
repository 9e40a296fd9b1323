/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds of a workbook into which a journal was replayed. */
#include <config.h>

#include "replayed.h"

#include <string.h>

#include "answers/model.h"
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
	       strcmp(a->shown.at, b->shown.at) == 0 && extras_same(&a->extras, &b->extras);
}

static bool is_blank(const struct model_layer *layer)
{
	return strspn(layer->shown.text, " \t\r\n") == strlen(layer->shown.text);
}

/* What stood before stands, or has given way to a later state of itself. */
static void check_stands(const struct model_entry *was, const struct model_entry *journal,
			 const struct model_entry *now, bool same_base)
{
	fuzz_must_of(now && extras_same(&was->extras, &now->extras), "every entry is there",
		     slice_of(was->id));
	for (size_t i = 0; i < was->count; i++) {
		const struct model_layer *old = &was->layers[i], *found = with_id(now, old->shown.id);
		const struct model_layer *next = with_id(journal, old->shown.id);

		fuzz_must_of(found != NULL, "every layer is there", slice_of(old->shown.id));
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

static bool is_forgotten(const struct answers *a, const char *id)
{
	struct buf quoted;
	bool found = false;

	buf_init(&quoted, FUZZ_MANY);
	buf_addf(&quoted, "\"%s\"", id);
	for (size_t i = 0; i < a->extras.count; i++)
		found = found || (strcmp(a->extras.items[i].name, "forgotten") == 0 &&
				  strstr(a->extras.items[i].json, quoted.data));
	buf_release(&quoted);
	return found;
}

static bool has_text(const struct model_entry *entry, const char *text)
{
	for (size_t i = 0; entry && i < entry->count; i++)
		if (strcmp(entry->layers[i].shown.text, text) == 0)
			return true;
	return false;
}

/* Whether the file has not seen LAYER, and is to have it. */
static bool is_wanted(const struct answers *book, const struct model_entry *was,
		      const struct model_layer *layer)
{
	const struct model_layer *old = with_id(was, layer->shown.id);

	return (!old || old->shown.clock < layer->shown.clock) &&
	       !is_forgotten(book, layer->shown.id);
}

/* No words of the journal are lost, and its newest are the newest, unless all that the
 * journal has are those of the file. */
static void check_comes(const struct answers *book, const struct model_entry *was,
			const struct model_entry *journal, const struct model_entry *now,
			bool same_base)
{
	const struct model_layer *last = journal->count ? &journal->layers[journal->count - 1] : NULL;

	for (size_t i = 0; i < journal->count; i++) {
		const struct model_layer *layer = &journal->layers[i];

		if (!is_blank(layer) && is_wanted(book, was, layer))
			fuzz_must_of(has_text(now, layer->shown.text),
				     "what is in the journal comes back", slice_of(layer->shown.text));
	}
	if (!same_base && last && !is_blank(last) && is_wanted(book, was, last))
		fuzz_must_of(strcmp(now->layers[now->count - 1].shown.text, last->shown.text) == 0,
			     "the newest words are the newest", slice_of(last->shown.text));
}

/* Nothing comes from nowhere, and all that comes is newer than what stood in the file.
 * Returns whether words came. */
static bool check_origin(const struct answers *book, const struct model_entry *was,
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
					  is_wanted(book, was, &journal->layers[k]));
		fuzz_must_of(found, "what is new was in the journal", slice_of(layer->shown.text));
		fuzz_must_of(layer->shown.clock > book->clock, "what is new has a new clock",
			     slice_of(layer->shown.id));
		words = words || !is_blank(layer);
	}
	return words;
}

static void check_rest(const struct answers *was, const struct answers *journal,
		       const struct answers *now)
{
	const struct answers *from = journal->place.clock > was->place.clock ? journal : was;

	fuzz_must(strcmp(was->id, now->id) == 0 && strcmp(was->pack_id, now->pack_id) == 0 &&
		  strcmp(was->pack_version, now->pack_version) == 0 &&
		  extras_same(&was->extras, &now->extras) &&
		  extras_same(&was->pack_extras, &now->pack_extras) &&
		  extras_same(&was->place_extras, &now->place_extras), "the rest is as it was");
	fuzz_must((from == was || from->place.clock > was->clock ?
		   now->place.clock == from->place.clock : now->place.clock > was->clock) &&
		  now->place.paragraph == from->place.paragraph &&
		  strcmp(now->place.page, from->place.page) == 0, "the place is the newer one");
}

void check_replayed(const struct answers *was, const struct answers *journal,
		    const struct answers *now, bool same_base, bool back)
{
	bool words = false;

	check_rest(was, journal, now);
	for (int part = 0; part < PART_COUNT; part++) {
		const struct model_part *old = &was->parts[part], *from = &journal->parts[part];
		const struct model_part *all = &now->parts[part];

		for (size_t i = 0; i < old->count; i++)
			check_stands(&old->entries[i], model_find_entry(from, old->entries[i].id),
				     model_find_entry(all, old->entries[i].id), same_base);
		for (size_t i = 0; i < from->count; i++)
			check_comes(was, model_find_entry(old, from->entries[i].id), &from->entries[i],
				    model_find_entry(all, from->entries[i].id), same_base);
		for (size_t i = 0; i < all->count; i++)
			words |= check_origin(was, model_find_entry(old, all->entries[i].id),
					      model_find_entry(from, all->entries[i].id),
					      &all->entries[i]);
	}
	fuzz_must(words == back, "it is told whether words came back");
	fuzz_must(model_equal(was, now) == (now->clock == was->clock),
		  "the clock tells whether anything changed");
	fuzz_must(!back || now->words > was->clock, "words that came back are to be saved");
}
