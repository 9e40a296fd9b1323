/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A set of ids: an array in the order of their bytes. */
#include <config.h>

#include "answers/ids.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void ids_add(struct ids *ids, const char *id)
{
	ids->items = mem_grow(ids->items, ids->count, &ids->cap, sizeof(*ids->items));
	ids->items[ids->count++] = mem_string(id);
}

static int compare(const void *left, const void *right)
{
	char *const *a = left, *const *b = right;

	return strcmp(*a, *b);
}

void ids_settle(struct ids *ids)
{
	size_t kept = 0;

	if (!ids->count)
		return;
	qsort(ids->items, ids->count, sizeof(*ids->items), compare);
	for (size_t i = 1; i < ids->count; i++) {
		if (strcmp(ids->items[kept], ids->items[i]) == 0)
			free(ids->items[i]);
		else
			ids->items[++kept] = ids->items[i];
	}
	ids->count = kept + 1;
}

static int compare_key(const void *id, const void *item)
{
	return strcmp(id, *(char *const *)item);
}

bool ids_have(const struct ids *ids, const char *id)
{
	return ids->count &&
	       bsearch(id, ids->items, ids->count, sizeof(*ids->items), compare_key) != NULL;
}

bool ids_equal(const struct ids *a, const struct ids *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (strcmp(a->items[i], b->items[i]) != 0)
			return false;
	return true;
}

void ids_release(struct ids *ids)
{
	for (size_t i = 0; i < ids->count; i++)
		free(ids->items[i]);
	free(ids->items);
	*ids = (struct ids){ 0 };
}
