/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All voices in memory. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "workbook/voices.h"

static const char *keep(struct voices_list *list, struct slice text)
{
	list->strings = mem_grow(list->strings, list->string_count, &list->string_cap,
				 sizeof(*list->strings));
	return list->strings[list->string_count++] = mem_copy(text.data, text.len);
}

/* Adds ITEM, whose question's strings are in *QUESTION already. */
static void add(struct voices_list *list, const struct voices_item *question,
		const struct voices_item *item)
{
	struct voices_item kept = *question, *last = list->count ? &list->items[list->count - 1] : NULL;

	if (last && hash_equal(last->hash, item->hash)) {
		last->people++;
		return;
	}
	kept.hash = item->hash;
	kept.people = 1;
	kept.text = (struct slice){ keep(list, item->text), item->text.len };
	list->items = mem_grow(list->items, list->count, &list->cap, sizeof(*list->items));
	list->items[list->count++] = kept;
}

bool voices_list(struct voices *v, struct voices_list *list, struct err *err)
{
	struct voices_item item, question = { .page = NULL };
	enum voices_kind kind;
	size_t bytes = 0;
	bool ok = true;

	*list = (struct voices_list){ 0 };
	while (ok && (kind = voices_next(v, &item, err)) != VOICES_END) {
		if (kind == VOICES_QUESTION) {
			question = item;
			question.language = keep(list, slice_of(item.language));
			question.id = keep(list, slice_of(item.id));
			question.question = keep(list, slice_of(item.question));
		} else if (kind == VOICES_VOICE) {
			add(list, &question, &item);
			bytes += item.text.len;
		}
		ok = kind != VOICES_FAILED;
		if (ok && (bytes > VOICES_LIST_MAX || list->count > REVIEW_MAX))
			ok = err_set(err, ERR_TOO_BIG, _("these are too many words to be looked at one "
							 "by one; gather fewer copies at a time"));
	}
	if (!ok)
		voices_list_release(list);
	return ok;
}

void voices_list_release(struct voices_list *list)
{
	for (size_t i = 0; i < list->string_count; i++)
		free(list->strings[i]);
	free(list->strings);
	free(list->items);
	*list = (struct voices_list){ 0 };
}
