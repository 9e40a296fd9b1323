/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads and prints items: steps, notes, replies, and what passages rest on. */
#include <config.h>

#include "answers/codec.h"

#include <stdlib.h>
#include <string.h>

#include "answers/codec_own.h"
#include "base/intl.h"

/* The texts of an item are its first members here; behind them: */
enum { BEHIND_ID, BEHIND_CLOCK, BEHIND_BY, BEHIND_WORDED, BEHIND_OF, BEHIND_HAPPENED, BEHIND };

/* The members of an item of KIND; returns how many. */
static size_t make_fields(enum item_kind kind, struct field fields[ITEM_TEXTS + BEHIND])
{
	const struct item_form *form = item_form(kind);
	struct field *behind = fields + form->texts;

	for (size_t i = 0; i < form->texts; i++)
		fields[i] = (struct field){
			form->names[i], WANT_TEXT, form->required >> i & 1, 0,
			form->brief >> i & 1 ? MODEL_TEXT_MAX : ANSWERS_TEXT_MAX,
		};
	if (kind == ITEM_REST)
		return form->texts;
	behind[BEHIND_ID] = (struct field){ "id", WANT_TEXT, true, 1, MODEL_TEXT_MAX };
	behind[BEHIND_CLOCK] = (struct field){ "clock", WANT_NUMBER, true, 0, MODEL_CLOCK_MAX };
	behind[BEHIND_BY] = (struct field){ "by", WANT_TEXT, false, 1, MODEL_TEXT_MAX };
	behind[BEHIND_WORDED] = (struct field){ "worded", WANT_NUMBER, false, 0, MODEL_CLOCK_MAX };
	behind[BEHIND_OF] = (struct field){ "of", WANT_TEXT, false, 1, MODEL_TEXT_MAX };
	behind[BEHIND_HAPPENED] = (struct field){ "happened", WANT_ARRAY, false, 0, 0 };
	return form->texts + (kind == ITEM_STEP ? BEHIND : BEHIND_HAPPENED);
}

static void take_text(char **to, struct node node)
{
	if (!node.item)
		return;
	free(*to);
	*to = codec_text(node);
}

static void read_version(struct model_item *item, const struct node *behind)
{
	int64_t worded = behind[BEHIND_WORDED].item ? codec_number(behind[BEHIND_WORDED]) :
						      item->shown.clock;

	/* No change has a clock above that of the item. */
	item->worded = worded < item->shown.clock ? worded : item->shown.clock;
	take_text(&item->by, behind[BEHIND_BY]);
	take_text(&item->of, behind[BEHIND_OF]);
	if (strcmp(item->of, item->shown.id) == 0)
		*item->of = '\0';
}

static bool read_item(struct reader *r, struct node node, enum item_kind kind,
		      struct model_items *items)
{
	static const struct field whole = { .want = WANT_OBJECT };
	struct model_item *item = model_add_item(items, kind);
	struct field fields[ITEM_TEXTS + BEHIND];
	struct node found[ITEM_TEXTS + BEHIND], *behind = found + item->texts;
	bool ok;

	if (!reader_check(r, node, &whole))
		return false;
	ok = reader_members(r, node, fields, make_fields(kind, fields), found, &item->extras);
	if (kind == ITEM_STEP && behind[BEHIND_HAPPENED].item)
		ok = codec_read_layers(r, behind[BEHIND_HAPPENED], "happened", model_happened(item)) && ok;
	if (!ok)
		return false;
	for (size_t i = 0; i < item->texts; i++)
		if (found[i].item)
			model_replace(&item->shown.text[i], codec_text(found[i]));
	if (kind == ITEM_REST)
		return true;
	model_replace(&item->shown.id, codec_text(behind[BEHIND_ID]));
	item->shown.clock = codec_number(behind[BEHIND_CLOCK]);
	read_version(item, behind);
	return true;
}

bool codec_read_items(struct reader *r, struct node list, enum item_kind kind,
		      struct model_items *items)
{
	size_t outer = reader_enter(r, item_form(kind)->list), index = 0;
	bool ok = true;

	for (struct node n = reader_first(list); n.item && (ok || reader_goes_on(r));
	     n = reader_next(r, n)) {
		size_t inner = reader_enter_item(r, index++);

		ok = read_item(r, n, kind, items) && ok;
		reader_leave(r, inner);
	}
	if (ok && kind != ITEM_REST && !model_sort_items(items))
		ok = reader_fail(r, list, ERR_SYNTAX, _("two of these have the same id"));
	reader_leave(r, outer);
	return ok;
}

static void put_texts(struct builder *b, cJSON *object, enum item_kind kind,
		      const struct model_item *item)
{
	const struct item_form *form = item_form(kind);

	if (kind != ITEM_REST) {
		build_text(b, object, "id", item->shown.id);
		build_number(b, object, "clock", item->shown.clock);
		if (*item->by)
			build_text(b, object, "by", item->by);
		if (item->worded != item->shown.clock)
			build_number(b, object, "worded", item->worded);
		if (*item->of)
			build_text(b, object, "of", item->of);
	}
	for (size_t i = 0; i < form->texts; i++)
		if (*item->shown.text[i] || form->required >> i & 1)
			build_text(b, object, form->names[i], item->shown.text[i]);
}

static void put_item(struct builder *b, cJSON *list, enum item_kind kind,
		     const struct model_item *item)
{
	cJSON *object = build_object(b, list, NULL);

	put_texts(b, object, kind, item);
	if (item->happened && item->happened->count)
		codec_put_layers(b, object, "happened", item->happened, 0);
	codec_put_extras(b, object, &item->extras);
}

void codec_put_items(struct builder *b, cJSON *object, enum item_kind kind,
		     const struct model_items *items, int64_t since)
{
	cJSON *list = NULL;

	for (size_t i = 0; i < items->count; i++) {
		if (items->items[i].shown.clock <= since)
			continue;
		if (!list)
			list = build_array(b, object, item_form(kind)->list);
		put_item(b, list, kind, &items->items[i]);
	}
}

bool codec_read_seen(struct reader *r, struct node object, struct seen *seen)
{
	static const struct field clock = { .want = WANT_NUMBER, .min = 0, .max = MODEL_CLOCK_MAX };
	size_t outer = reader_enter(r, "seen");
	bool ok = true;

	for (struct node n = reader_first(object); n.item && (ok || reader_goes_on(r));
	     n = reader_next(r, n)) {
		size_t inner = reader_enter(r, n.item->string);

		if (!*n.item->string || strlen(n.item->string) > MODEL_TEXT_MAX)
			ok = reader_fail(r, n, ERR_SYNTAX, _("this is not the name of a version"));
		else if (reader_check(r, n, &clock))
			seen_add(seen, n.item->string, codec_number(n));
		else
			ok = false;
		reader_leave(r, inner);
	}
	reader_leave(r, outer);
	seen_settle(seen);
	return ok;
}

void codec_put_seen(struct builder *b, cJSON *object, const struct seen *seen)
{
	cJSON *list = seen->count ? build_object(b, object, "seen") : NULL;

	for (size_t i = 0; i < seen->count; i++)
		build_number(b, list, seen->items[i].name, seen->items[i].clock);
}
