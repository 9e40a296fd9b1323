/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merging steps, notes and replies: which versions stand, and under which id.
 *
 * Everything here depends only on the set of all versions of both, what both have seen, and what was
 * erased: so it does not matter who merges whose copy.  Each copy tells (model.h) which versions
 * stand in it, and which it has seen.  Merging is then:
 *
 * - A version stands when it does so in every copy that has seen it.  In one that has seen it and
 *   where it does not stand, something else has come of it, or it was erased.
 * - Of those that stand and were begun under one id, the latest (by the clock of the words, then by
 *   name and bytes) keeps it.  Each of the others gets an id that is made from what it says.
 * - What came of a step, and members that are not known, stay with the id.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "answers/merge_own.h"
#include "answers/replay.h"
#include "base/mem.h"

enum { OURS, THEIRS, SIDES };

/* A version of an item. */
struct slot {
	struct model_item item;	/* its id is that under which it stood, until all is done */
	int side;
	bool lives;
	const char *had;	/* the id under which OURS has it, or NULL */
	char *id;		/* that it gets */
	bool parted;		/* another keeps its home */
	bool moved;		/* and another is at home where it would go */
};

/* What hangs under an id. */
struct hung {
	const char *id;
	int side;
	struct model_entry *happened;	/* or NULL */
	struct extras extras;
	bool came;		/* THEIRS brought something */
};

struct items_merge {
	struct merge *m;
	struct slot *slots;		/* by name, the latest first */
	size_t count;
	struct slot **homes;		/* those that stand, by home, the latest first */
	size_t standing;
	struct hung *hung;		/* by id */
	size_t hung_count;
};

static int compare_clocks(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

/* The latest first; of one version the one that was changed last. */
static int compare_slots(const void *left, const void *right)
{
	const struct slot *a = left, *b = right;
	int order = strcmp(model_item_name(&a->item), model_item_name(&b->item));

	if (!order)
		order = compare_clocks(b->item.worded, a->item.worded);
	if (!order)
		order = model_compare_words(&b->item, &a->item);
	if (!order)
		order = compare_clocks(b->item.shown.clock, a->item.shown.clock);
	if (!order)
		order = model_compare_texts(&b->item, &a->item);
	return order ? order : a->side - b->side;
}

static int compare_hung(const void *left, const void *right)
{
	const struct hung *a = left, *b = right;
	int order = strcmp(a->id, b->id);

	return order ? order : a->side - b->side;
}

/* Those that were begun under one id, the latest first. */
static int compare_homes(const void *left, const void *right)
{
	const struct model_item *a = &(*(struct slot *const *)left)->item;
	const struct model_item *b = &(*(struct slot *const *)right)->item;
	int order = strcmp(model_item_home(a), model_item_home(b));

	if (!order)
		order = compare_clocks(b->worded, a->worded);
	if (!order)
		order = strcmp(model_item_name(b), model_item_name(a));
	return order ? order : model_compare_words(b, a);
}

/* Takes all items out of FROM, with what hangs under them apart. */
static void collect(struct items_merge *im, int side, struct model_items *from)
{
	for (size_t i = 0; i < from->count; i++) {
		struct slot *slot = &im->slots[im->count++];
		struct hung *hung = &im->hung[im->hung_count++];

		*slot = (struct slot){ .item = from->items[i], .side = side };
		*hung = (struct hung){ slot->item.shown.id, side, slot->item.happened, slot->item.extras, false };
		slot->item.happened = NULL;
		slot->item.extras = (struct extras){ 0 };
	}
	from->count = 0;
}

/* The greatest clock of the name of FIRST that the copy of SIDE has seen, -1: none. */
static int64_t seen_clock(const struct slot *first, const struct slot *end, int side,
			  const struct seen *seen)
{
	const struct seen_name *name = seen_find(seen, model_item_name(&first->item));
	int64_t clock = name ? name->clock : -1;

	for (; first < end; first++)
		if (first->side == side && first->item.worded > clock)
			clock = first->item.worded;
	return clock;
}

/* Those from FIRST on that have one name and one clock: all, or none, stand. */
static void judge_version(struct slot *first, struct slot *end, const int64_t seen[SIDES])
{
	bool stands[SIDES] = { false, false };
	struct slot *kept = NULL;

	for (struct slot *s = first; s < end; s++)
		stands[s->side] = true;
	for (int side = 0; side < SIDES; side++)
		if (!stands[side] && seen[side] >= first->item.worded)
			return;
	for (struct slot *s = first; s < end; s++) {
		if (!kept || model_compare_words(&kept->item, &s->item) != 0) {
			kept = s;
			kept->lives = true;
		}
		if (s->side == OURS && !kept->had)
			kept->had = s->item.shown.id;
	}
}

/* Says which of the slots stand; SEEN takes all names. */
static void judge(struct items_merge *im, const struct model_entry *to, const struct model_entry *from,
		  struct seen *seen)
{
	struct slot *end = im->slots + im->count, *next, *last;

	for (struct slot *s = im->slots; s < end; s = next) {
		int64_t clocks[SIDES];

		for (next = s; next < end && strcmp(model_item_name(&next->item), model_item_name(&s->item)) == 0; )
			next++;
		clocks[OURS] = seen_clock(s, next, OURS, &to->seen);
		clocks[THEIRS] = seen_clock(s, next, THEIRS, &from->seen);
		for (struct slot *k = s; k < next; k = last) {
			for (last = k; last < next && last->item.worded == k->item.worded; )
				last++;
			judge_version(k, last, clocks);
		}
		seen_add(seen, model_item_name(&s->item), s->item.worded);
	}
}

static int compare_home(const void *id, const void *slot)
{
	return strcmp(id, model_item_home(&(*(struct slot *const *)slot)->item));
}

static bool is_home(const struct items_merge *im, const char *id)
{
	return bsearch(id, im->homes, im->standing, sizeof(struct slot *), compare_home) != NULL;
}

/* Gives each that stands its id. */
static void place(struct items_merge *im)
{
	for (size_t i = 0; i < im->count; i++)
		if (im->slots[i].lives)
			im->homes[im->standing++] = &im->slots[i];
	if (im->standing)
		qsort(im->homes, im->standing, sizeof(struct slot *), compare_homes);
	for (size_t i = 0; i < im->standing; i++) {
		struct slot *slot = im->homes[i];
		const char *home = model_item_home(&slot->item);

		slot->parted = i && strcmp(model_item_home(&im->homes[i - 1]->item), home) == 0;
		slot->id = slot->parted ? model_parted_id(&slot->item) : mem_string(home);
		/* Only where what was seen is not known any more, in a file that was damaged. */
		while (slot->parted && is_home(im, slot->id)) {
			char *id = slot->id;

			slot->id = replay_other_id(id, slot->item.worded);
			slot->moved = true;
			free(id);
		}
		slot->lives = !ids_have(im->m->forgotten, slot->id);
	}
}

/* Makes one of two that hang under one id. */
static void unite_hung(struct merge *m, struct hung *to, struct hung *from)
{
	if (from->happened && !to->happened) {
		to->happened = MEM_NEW(struct model_entry);
		to->happened->id = mem_string("");
	}
	if (from->happened) {
		to->came = merge_layers(m, to->happened, from->happened) > 0;
		model_release_entry(from->happened);
		free(from->happened);
		from->happened = NULL;
	}
	merge_extras(m, &to->extras, &from->extras);
	extras_release(&from->extras);
}

static void settle_hung(struct items_merge *im)
{
	size_t kept = 0;

	qsort(im->hung, im->hung_count, sizeof(struct hung), compare_hung);
	for (size_t i = 1; i < im->hung_count; i++)
		if (strcmp(im->hung[kept].id, im->hung[i].id) == 0)
			unite_hung(im->m, &im->hung[kept], &im->hung[i]);
		else
			im->hung[++kept] = im->hung[i];
	im->hung_count = kept + 1;
}

static int compare_hung_id(const void *id, const void *hung)
{
	return strcmp(id, ((const struct hung *)hung)->id);
}

static struct hung *find_hung(struct items_merge *im, const char *id)
{
	return bsearch(id, im->hung, im->hung_count, sizeof(struct hung), compare_hung_id);
}

static bool holds_any(const struct hung *hung)
{
	return (hung->happened && hung->happened->count) || hung->extras.count;
}

/* What hangs under the id that SLOT gets goes along. */
static void hang(struct items_merge *im, struct slot *slot)
{
	struct hung *hung = find_hung(im, slot->id);

	if (!hung)
		return;
	slot->item.happened = hung->happened;
	slot->item.extras = hung->extras;
	hung->happened = NULL;
	hung->extras = (struct extras){ 0 };
}

/* Only in a file that somebody has changed by hand does a version go under which something hangs: it
 * stays. */
static void keep_hung(struct items_merge *im)
{
	for (size_t i = 0; i < im->count; i++) {
		struct slot *slot = &im->slots[i];
		struct hung *hung = slot->lives || slot->id ? NULL : find_hung(im, slot->item.shown.id);

		if (!hung || !holds_any(hung))
			continue;
		slot->id = mem_string(slot->item.shown.id);
		slot->parted = *slot->item.of;
		slot->lives = true;
		slot->had = slot->side == OURS ? slot->item.shown.id : NULL;
		hang(im, slot);
	}
}

static void put(struct items_merge *im, enum item_kind kind, struct slot *slot, struct model_entry *entry)
{
	struct model_items *to = &entry->items[kind];
	/* One that is known has kept its id, under which something, or nothing, hung. */
	struct hung *hung = find_hung(im, slot->id);
	bool known = slot->had && strcmp(slot->had, slot->id) == 0;

	if (slot->side == THEIRS || !known || hung->came)
		im->m->news.items[kind]++;
	if (slot->parted && !known)
		im->m->news.apart++;
	if (slot->parted && !*slot->item.of) {
		free(slot->item.of);
		slot->item.of = mem_string(slot->item.shown.id);
	} else if (!slot->parted) {
		*slot->item.of = '\0';
	}
	to->items = mem_grow(to->items, to->count, &to->cap, sizeof(struct model_item));
	to->items[to->count] = slot->item;
	to->items[to->count].shown.id = mem_string(slot->id);
	if (slot->moved)
		model_settle_in(entry, &to->items[to->count]);
	to->count++;
}

static void release(struct items_merge *im)
{
	struct model_items gone = { 0 };

	for (size_t i = 0; i < im->count; i++) {
		struct slot *slot = &im->slots[i];

		free(slot->id);
		if (slot->lives) {
			model_replace(&slot->item.shown.id, NULL);
			continue;
		}
		gone.items = mem_grow(gone.items, gone.count, &gone.cap, sizeof(struct model_item));
		gone.items[gone.count++] = slot->item;
	}
	model_release_items(&gone);
	for (size_t i = 0; i < im->hung_count; i++) {
		if (im->hung[i].happened) {
			model_release_entry(im->hung[i].happened);
			free(im->hung[i].happened);
		}
		extras_release(&im->hung[i].extras);
	}
	free(im->hung);
	free(im->homes);
	free(im->slots);
}

void merge_items(struct merge *m, enum item_kind kind, struct model_entry *to,
		 struct model_entry *from, struct seen *seen)
{
	size_t all = to->items[kind].count + from->items[kind].count;
	struct items_merge im = { .m = m };

	if (!all)
		return;
	im.slots = mem_zero(all, sizeof(struct slot));
	im.homes = mem_zero(all, sizeof(struct slot *));
	im.hung = mem_zero(all, sizeof(struct hung));
	collect(&im, OURS, &to->items[kind]);
	collect(&im, THEIRS, &from->items[kind]);
	qsort(im.slots, im.count, sizeof(struct slot), compare_slots);
	settle_hung(&im);
	judge(&im, to, from, seen);
	place(&im);
	for (size_t i = 0; i < im.count; i++)
		if (im.slots[i].lives)
			hang(&im, &im.slots[i]);
	keep_hung(&im);
	for (size_t i = 0; i < im.count; i++)
		if (im.slots[i].lives)
			put(&im, kind, &im.slots[i], to);
	release(&im);
	model_sort_items(&to->items[kind]);
}
