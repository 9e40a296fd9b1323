/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Versions that were seen: an array in the order of their names. */
#include <config.h>

#include "answers/seen.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void seen_add(struct seen *seen, const char *name, int64_t clock)
{
	seen->items = mem_grow(seen->items, seen->count, &seen->cap, sizeof(*seen->items));
	seen->items[seen->count++] = (struct seen_name){ mem_string(name), clock };
}

void seen_unite(struct seen *to, const struct seen *from)
{
	for (size_t i = 0; i < from->count; i++)
		seen_add(to, from->items[i].name, from->items[i].clock);
}

static int compare(const void *left, const void *right)
{
	const struct seen_name *a = left, *b = right;
	int order = strcmp(a->name, b->name);

	return order ? order : (a->clock < b->clock) - (a->clock > b->clock);
}

void seen_settle(struct seen *seen)
{
	size_t kept = 0;

	if (!seen->count)
		return;
	qsort(seen->items, seen->count, sizeof(*seen->items), compare);
	for (size_t i = 1; i < seen->count; i++) {
		if (strcmp(seen->items[kept].name, seen->items[i].name) == 0)
			free(seen->items[i].name);
		else
			seen->items[++kept] = seen->items[i];
	}
	seen->count = kept + 1;
}

static int compare_key(const void *name, const void *item)
{
	return strcmp(name, ((const struct seen_name *)item)->name);
}

struct seen_name *seen_find(const struct seen *seen, const char *name)
{
	return seen->count ? bsearch(name, seen->items, seen->count, sizeof(*seen->items), compare_key) :
			     NULL;
}

void seen_prune(struct seen *seen)
{
	size_t kept = 0;

	for (size_t i = 0; i < seen->count; i++) {
		if (seen->items[i].clock < 0)
			free(seen->items[i].name);
		else
			seen->items[kept++] = seen->items[i];
	}
	seen->count = kept;
}

bool seen_equal(const struct seen *a, const struct seen *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (strcmp(a->items[i].name, b->items[i].name) != 0 || a->items[i].clock != b->items[i].clock)
			return false;
	return true;
}

void seen_release(struct seen *seen)
{
	for (size_t i = 0; i < seen->count; i++)
		free(seen->items[i].name);
	free(seen->items);
	*seen = (struct seen){ 0 };
}
