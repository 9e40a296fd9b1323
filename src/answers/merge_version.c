/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merging what has a clock, layers and the place; and members that this version does not know. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "answers/codec.h"
#include "answers/merge_own.h"
#include "base/mem.h"

static int compare_names(const void *left, const void *right)
{
	const struct extra *a = left, *b = right;

	return strcmp(a->name, b->name);
}

static bool same_names(const struct extras *a, const struct extras *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (strcmp(a->items[i].name, b->items[i].name) != 0)
			return false;
	return true;
}

/* The greater of two values stays. */
static bool take_value(struct extra *to, const struct extra *from)
{
	char *copy;

	if (strcmp(to->json, from->json) >= 0)
		return false;
	copy = mem_string(from->json);
	free(to->json);
	to->json = copy;
	return true;
}

static void sort_names(struct extras *extras)
{
	if (extras->count)
		qsort(extras->items, extras->count, sizeof(*extras->items), compare_names);
}

void merge_extras(struct merge *m, struct extras *to, const struct extras *from)
{
	bool same = same_names(to, from);
	size_t known = to->count;

	if (!same)
		sort_names(to);
	for (size_t i = 0; i < from->count; i++) {
		const struct extra *theirs = &from->items[i];
		struct extra *ours = same ? &to->items[i] : known ?
			bsearch(theirs, to->items, known, sizeof(*to->items), compare_names) : NULL;

		if (!ours)
			extras_add(to, theirs->name, slice_of(theirs->json));
		if (!ours || take_value(ours, theirs))
			m->news.other = true;
	}
	if (!same)
		sort_names(to);
}

/* Whether the bytes THEIRS are greater than OURS; both go. */
static bool is_greater(struct merge *m, bool printed, struct buf *ours, struct buf *theirs)
{
	size_t least = ours->len < theirs->len ? ours->len : theirs->len;
	int order = printed ? memcmp(theirs->data, ours->data, least) : 0;
	bool greater = order ? order > 0 : theirs->len > ours->len;

	buf_release(ours);
	buf_release(theirs);
	m->failed = m->failed || !printed;
	return printed && greater;
}

/* Whether THEIRS wins over OURS, of the same id. */
static bool is_later_layer(struct merge *m, const struct model_layer *ours,
			   const struct model_layer *theirs)
{
	struct buf a, b;
	bool printed;

	if (ours->shown.clock != theirs->shown.clock)
		return theirs->shown.clock > ours->shown.clock;
	buf_init(&a, ANSWERS_FILE_MAX);
	buf_init(&b, ANSWERS_FILE_MAX);
	printed = codec_print_layer(ours, &a, m->err) && codec_print_layer(theirs, &b, m->err);
	return is_greater(m, printed, &a, &b);
}

void merge_place(struct merge *m, struct answers_place *to, struct answers_place *from)
{
	struct answers_place ours = *to;
	bool later = from->clock > to->clock, printed;
	struct buf a, b;

	if (from->clock == to->clock) {
		buf_init(&a, ANSWERS_FILE_MAX);
		buf_init(&b, ANSWERS_FILE_MAX);
		printed = codec_print_place(to, &a, m->err) && codec_print_place(from, &b, m->err);
		later = is_greater(m, printed, &a, &b);
	}
	if (!later)
		return;
	*to = *from;
	*from = ours;
	m->news.other = true;
}

static void swap_layers(struct model_layer *a, struct model_layer *b)
{
	struct model_layer other = *a;

	*a = *b;
	*b = other;
}

/* Returns whether THEIRS was later. */
static bool merge_layer(struct merge *m, struct model_layer *ours, struct model_layer *theirs)
{
	bool later = is_later_layer(m, ours, theirs);

	if (later)
		swap_layers(ours, theirs);
	merge_extras(m, &ours->extras, &theirs->extras);
	return later;
}

size_t merge_layers(struct merge *m, struct model_entry *to, struct model_entry *from)
{
	size_t known = to->count, came = 0;

	if (known)
		qsort(to->layers, known, sizeof(*to->layers), model_compare_layer_ids);
	for (size_t i = 0; i < from->count; i++) {
		struct model_layer *theirs = &from->layers[i];
		struct model_layer *ours = known ? bsearch(theirs, to->layers, known,
			sizeof(*to->layers), model_compare_layer_ids) : NULL;

		if (!ours)
			swap_layers(model_add_layer(to), theirs);
		if (!ours || merge_layer(m, ours, theirs))
			came++;
	}
	model_sort_layers(to);
	return came;
}
