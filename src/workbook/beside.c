/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands beside the words under a page. */
#include <config.h>

#include "workbook/beside.h"

#include "workbook/entry.h"
#include "workbook/workbook_own.h"

/* Where the page keeps what is written under it. */
struct spot {
	const struct answers *answers;	/* NULL while looking around, and under pages without a box */
	enum answers_part part;
	const char *id;
};

static struct spot spot_of(const struct workbook *wb, size_t page)
{
	const struct pack_page *at = pack_page(wb->pack, page);
	struct spot spot = { 0 };

	if (!wb->store || !workbook_has_box(wb, page))
		return spot;
	spot.answers = store_answers(wb->store);
	spot.part = entry_part(at);
	spot.id = entry_id(spot.answers, at);
	return spot;
}

static bool may_change(const struct workbook *wb, size_t page)
{
	return !workbook_locked(wb) && workbook_has_box(wb, page);
}

/* A change of the page's words; without words. */
static struct answers_change change_at(const struct workbook *wb, size_t page)
{
	struct spot spot = spot_of(wb, page);

	return (struct answers_change){
		.part = spot.part,
		.id = spot.id,
		.now = wb->sys->now(),
		.same_hand = store_same_hand(wb->store),
		.foreign = store_foreign(wb->store),
	};
}

size_t beside_count(const struct workbook *wb, size_t page, enum item_kind kind)
{
	struct spot s = spot_of(wb, page);

	return s.answers ? answers_items(s.answers, s.part, s.id, kind) : 0;
}

const struct item *beside_item(const struct workbook *wb, size_t page, enum item_kind kind,
			       size_t i)
{
	struct spot s = spot_of(wb, page);

	return answers_item(s.answers, s.part, s.id, kind, i);
}

const struct item *beside_find(const struct workbook *wb, size_t page, enum item_kind kind,
			       const char *id)
{
	struct spot s = spot_of(wb, page);

	return s.answers ? answers_find_item(s.answers, s.part, s.id, kind, id) : NULL;
}

const struct item *beside_put(struct workbook *wb, size_t page, enum item_kind kind,
			      const char *id, const struct slice text[ITEM_TEXTS])
{
	struct spot s = spot_of(wb, page);
	struct item_change change = {
		.part = s.part, .id = s.id, .kind = kind, .item = id, .now = wb->sys->now(),
	};

	if (!may_change(wb, page))
		return NULL;
	for (size_t i = ITEM_AT + 1; i < ITEM_TEXTS; i++)
		change.text[i] = text[i];
	return answers_put_item(store_answers(wb->store), wb->sys, &change);
}

bool beside_remove(struct workbook *wb, size_t page, const char *id, struct err *err)
{
	struct spot s = spot_of(wb, page);
	struct answers_erasure what = { .scope = SCOPE_ITEM, .part = s.part, .id = s.id, .layer = id };

	return !may_change(wb, page) || answers_forget(store_answers(wb->store), &what, err);
}

size_t beside_happened(const struct workbook *wb, size_t page, const char *step)
{
	struct spot s = spot_of(wb, page);

	return s.answers ? answers_happened(s.answers, s.part, s.id, step) : 0;
}

const struct layer *beside_happened_layer(const struct workbook *wb, size_t page,
					  const char *step, size_t i)
{
	struct spot s = spot_of(wb, page);

	return answers_happened_layer(s.answers, s.part, s.id, step, i);
}

void beside_write_happened(struct workbook *wb, size_t page, const char *step,
			   const char *question, struct slice text)
{
	struct answers_change change;

	if (!may_change(wb, page))
		return;
	change = change_at(wb, page);
	change.question = slice_of(question);
	change.text = text;
	answers_write_happened(store_answers(wb->store), wb->sys, step, &change);
}

void beside_set_rests(struct workbook *wb, size_t page, const struct item *rests, size_t count)
{
	struct answers_change change;

	if (!may_change(wb, page))
		return;
	change = change_at(wb, page);
	answers_set_rests(store_answers(wb->store), wb->sys, &change, rests, count);
}

bool beside_is_shared(const struct workbook *wb, size_t page, enum audience audience)
{
	struct spot s = spot_of(wb, page);

	return s.answers && answers_is_shared(s.answers, s.part, s.id, audience);
}

bool beside_has_share(const struct workbook *wb, size_t page)
{
	struct spot s = spot_of(wb, page);

	return s.answers && answers_has_share(s.answers, s.part, s.id);
}

void beside_set_share(struct workbook *wb, size_t page, const bool chosen[AUDIENCE_COUNT])
{
	struct spot s = spot_of(wb, page);

	if (may_change(wb, page))
		answers_set_share(store_answers(wb->store), s.part, s.id, chosen);
}
