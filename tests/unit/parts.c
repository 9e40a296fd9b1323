/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a workbook holds, as a plain list. */
#include <config.h>

#include "parts.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answers/items.h"
#include "base/mem.h"

#define PART_TEXTS (1 << 20)	/* bytes of all that one says */

static void add(struct parts *l, int64_t clock, char *key, char *value)
{
	l->items = mem_grow(l->items, l->count, &l->cap, sizeof(*l->items));
	l->items[l->count++] = (struct part){ key, value, clock };
}

static char *text_of(const char *format, ...) __attribute__((format(printf, 1, 2)));
static char *text_of(const char *format, ...)
{
	char text[256];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	return mem_string(text);
}

static void add_layer(struct parts *l, const char *where, const struct layer *layer)
{
	struct buf b;

	buf_init(&b, PART_TEXTS);
	buf_addf(&b, "%s|%s|%s|%d", layer->at, layer->question, layer->text, layer->open);
	for (size_t i = 0; i < answers_rests(layer); i++)
		buf_addf(&b, "|%s", answers_rest(layer, i)->text[REST_QUOTE]);
	add(l, layer->clock, text_of("%s %s", where, layer->id), buf_steal(&b));
}

static void add_happened(struct parts *l, const struct answers *a, enum answers_part part, const char *id,
			 const struct item *item)
{
	char *step = text_of("%d %s %s happened", part, id, item->id);

	for (size_t i = 0; i < answers_happened(a, part, id, item->id); i++)
		add_layer(l, step, answers_happened_layer(a, part, id, item->id, i));
	free(step);
}

static void add_entry(struct parts *l, const struct answers *a, enum answers_part part, const char *id)
{
	char *where = text_of("%d %s", part, id);

	for (size_t i = 0; i < answers_layers(a, part, id); i++)
		add_layer(l, where, answers_layer(a, part, id, i));
	for (size_t i = 0; i < answers_items(a, part, id, ITEM_STEP); i++)
		add_happened(l, a, part, id, answers_item(a, part, id, ITEM_STEP, i));
	free(where);
}

struct parts parts_of(const struct answers *a)
{
	struct parts l = { 0 };

	for (enum answers_part part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < answers_count(a, part); i++)
			add_entry(&l, a, part, answers_entry_id(a, part, i));
	return l;
}

void parts_release(struct parts *l)
{
	for (size_t i = 0; i < l->count; i++) {
		free(l->items[i].key);
		free(l->items[i].value);
	}
	free(l->items);
}

const struct part *parts_find(const struct parts *l, const char *key)
{
	for (size_t i = 0; i < l->count; i++)
		if (strcmp(l->items[i].key, key) == 0)
			return &l->items[i];
	return NULL;
}
