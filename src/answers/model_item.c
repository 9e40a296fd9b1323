/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The model's items: their forms, growing, sorting, comparing and freeing them. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "answers/model.h"
#include "base/mem.h"

#define BIT(text) (1u << (text))

static const struct item_form forms[ITEM_KINDS] = {
	[ITEM_STEP] = {
		.list = "steps",
		.texts = STEP_TEXTS,
		.names = { [STEP_AT] = "at", [STEP_WHEN] = "when", [STEP_THEN] = "then",
			   [STEP_OBSTACLE] = "obstacle", [STEP_WITH] = "with", [STEP_LOOK] = "look",
			   [STEP_ASKED] = "asked" },
		.brief = BIT(STEP_AT) | BIT(STEP_LOOK) | BIT(STEP_ASKED),
	},
	[ITEM_NOTE] = {
		.list = "notes",
		.texts = NOTE_TEXTS,
		.names = { [NOTE_AT] = "at", [NOTE_ON] = "on", [NOTE_TEXT] = "text" },
		.required = BIT(NOTE_ON) | BIT(NOTE_TEXT),
		.brief = BIT(NOTE_AT) | BIT(NOTE_ON),
	},
	[ITEM_REPLY] = {
		.list = "replies",
		.texts = REPLY_TEXTS,
		.names = { [REPLY_AT] = "at", [REPLY_FROM] = "from", [REPLY_TO] = "to",
			   [REPLY_TEXT] = "text" },
		.required = BIT(REPLY_TEXT),
		.brief = BIT(REPLY_AT) | BIT(REPLY_TO),
	},
	[ITEM_REST] = {
		.list = "rests",
		.texts = REST_TEXTS,
		.names = { [REST_QUOTE] = "quote", [REST_ON] = "on", [REST_MISSING] = "missing" },
		.brief = BIT(REST_ON),
	},
};

const struct item_form *item_form(enum item_kind kind)
{
	return &forms[kind];
}

struct model_item *model_add_item(struct model_items *items, enum item_kind kind)
{
	struct model_item *item;

	items->items = mem_grow(items->items, items->count, &items->cap, sizeof(*items->items));
	item = &items->items[items->count++];
	*item = (struct model_item){ .shown.id = mem_string(""), .by = mem_string(""), .of = mem_string("") };
	for (size_t i = 0; i < ITEM_TEXTS; i++)
		item->shown.text[i] = i < forms[kind].texts ? mem_string("") : "";
	item->texts = forms[kind].texts;
	return item;
}

struct model_item *model_find_item(const struct model_items *items, const char *id)
{
	for (size_t i = 0; i < items->count; i++)
		if (strcmp(items->items[i].shown.id, id) == 0)
			return &items->items[i];
	return NULL;
}

int model_compare_item_ids(const void *left, const void *right)
{
	const struct model_item *a = left, *b = right;

	return strcmp(a->shown.id, b->shown.id);
}

static int compare_begun(const void *left, const void *right)
{
	const struct model_item *a = left, *b = right;
	int order = strcmp(a->shown.text[ITEM_AT], b->shown.text[ITEM_AT]);

	return order ? order : model_compare_item_ids(left, right);
}

/* Replies have a day and no time: those of one day stand as they came. */
static int compare_said(const void *left, const void *right)
{
	const struct model_item *a = left, *b = right;
	int order = strcmp(a->shown.text[ITEM_AT], b->shown.text[ITEM_AT]);

	if (!order && a->shown.clock != b->shown.clock)
		return a->shown.clock < b->shown.clock ? -1 : 1;
	return order ? order : model_compare_item_ids(left, right);
}

bool model_sort_items(struct model_items *items)
{
	if (items->count < 2)
		return true;
	qsort(items->items, items->count, sizeof(*items->items), model_compare_item_ids);
	for (size_t i = 1; i < items->count; i++)
		if (model_compare_item_ids(&items->items[i - 1], &items->items[i]) == 0)
			return false;
	qsort(items->items, items->count, sizeof(*items->items),
	      items->items[0].texts == forms[ITEM_REPLY].texts ? compare_said : compare_begun);
	return true;
}

static void release_item(struct model_item *item)
{
	model_replace(&item->shown.id, NULL);
	free(item->by);
	free(item->of);
	for (size_t i = 0; i < item->texts; i++)
		model_replace(&item->shown.text[i], NULL);
	if (item->happened) {
		model_release_entry(item->happened);
		free(item->happened);
	}
	extras_release(&item->extras);
}

void model_drop_item(struct model_items *items, size_t i)
{
	release_item(&items->items[i]);
	items->count--;
	memmove(&items->items[i], &items->items[i + 1],
		(items->count - i) * sizeof(*items->items));
}

void model_release_items(struct model_items *items)
{
	for (size_t i = 0; i < items->count; i++)
		release_item(&items->items[i]);
	free(items->items);
	*items = (struct model_items){ 0 };
}

void model_copy_item(struct model_items *to, enum item_kind kind, const struct model_item *from)
{
	struct model_item *item = model_add_item(to, kind);

	model_replace(&item->shown.id, mem_string(from->shown.id));
	item->shown.clock = from->shown.clock;
	item->worded = from->worded;
	for (size_t i = 0; i < item->texts; i++)
		model_replace(&item->shown.text[i], mem_string(from->shown.text[i]));
}

static bool happened_equal(const struct model_entry *a, const struct model_entry *b)
{
	static const struct model_entry none;

	return model_layers_equal(a ? a : &none, b ? b : &none);
}

bool model_item_equal(const struct model_item *a, const struct model_item *b)
{
	for (size_t i = 0; i < ITEM_TEXTS; i++)
		if (strcmp(a->shown.text[i], b->shown.text[i]) != 0)
			return false;
	return a->shown.clock == b->shown.clock && a->worded == b->worded &&
	       strcmp(a->shown.id, b->shown.id) == 0 &&
	       strcmp(a->by, b->by) == 0 && strcmp(a->of, b->of) == 0 &&
	       happened_equal(a->happened, b->happened) && extras_equal(&a->extras, &b->extras);
}

bool model_items_equal(const struct model_items *a, const struct model_items *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!model_item_equal(&a->items[i], &b->items[i]))
			return false;
	return true;
}

struct model_entry *model_happened(struct model_item *step)
{
	if (!step->happened) {
		step->happened = MEM_NEW(struct model_entry);
		step->happened->id = mem_string("");
	}
	return step->happened;
}
