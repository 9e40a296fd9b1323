/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes at random. */
#include <config.h>

#include "writing.h"

#include <check.h>
#include <stdlib.h>

#include "base/mem.h"

static const char *const entries[] = { "one", "two" };

static struct slice make_text(struct hand *w, struct buf *out)
{
	buf_clear(out);
	buf_addf(out, "<%u> \"\\\u00e9", w->past.texts++);
	return slice_buf(out);
}

static const struct item *any_item(struct hand *w, const struct answers *a, enum answers_part part,
				   const char *id, enum item_kind kind)
{
	size_t count = answers_items(a, part, id, kind);

	return count ? answers_item(a, part, id, kind, roll(w->d, (unsigned)count)) : NULL;
}

struct erasing {
	struct history *history;
	const char *only;	/* the id of one, or NULL: all */
};

static void note_erased(void *context, const struct model_item *item, int number)
{
	const struct erasing *e = context;

	if (!e->only || strcmp(e->only, item->shown.id) == 0)
		e->history->erased[number] = true;
}

static void erase(struct hand *w, struct history *history, struct answers *a, enum answers_part part,
		  const char *id)
{
	const struct item *item = any_item(w, a, part, id, (enum item_kind)roll(w->d, ITEM_HUNG));
	size_t layers = answers_layers(a, part, id);
	struct answers_erasure what = { SCOPE_ENTRY, part, id, NULL };
	struct erasing erasing = { history, NULL };
	struct err err = { .text = "" };
	char *name = NULL;

	if (item && roll(w->d, 4)) {
		what.scope = SCOPE_ITEM;
		name = mem_string(item->id);
		erasing.only = name;
		versions_each(a, note_erased, &erasing);
	} else if (layers && roll(w->d, 4)) {
		what.scope = SCOPE_LAYER;
		name = mem_string(answers_layer(a, part, id, roll(w->d, (unsigned)layers))->id);
	} else if (!roll(w->d, 8)) {
		what.scope = SCOPE_ALL;
		versions_each(a, note_erased, &erasing);
	} else {
		for (enum item_kind kind = 0; kind < ITEM_HUNG; kind++)
			for (size_t i = 0; i < answers_items(a, part, id, kind); i++)
				history->erased[version_number(answers_item(a, part, id, kind, i), kind)] = true;
	}
	what.layer = name;
	ck_assert_msg(answers_forget(a, &what, &err), "SOAK_SEED=%llu SOAK_TRIALS=1: %s", w->seed, err.text);
	free(name);
}

static void put_item(struct hand *w, struct history *history, struct answers *a, enum answers_part part,
		     const char *id, struct buf *text)
{
	enum item_kind kind = (enum item_kind)roll(w->d, ITEM_HUNG);
	const struct item *old = roll(w->d, 4) ? any_item(w, a, part, id, kind) : NULL;
	struct item_change change = { .part = part, .id = id, .kind = kind, .now = w->now };
	char *name = old ? mem_string(old->id) : NULL;
	int words = kind == ITEM_STEP ? STEP_THEN : kind == ITEM_NOTE ? NOTE_TEXT : REPLY_TEXT;

	change.item = name;
	if (old && kind == ITEM_STEP && !roll(w->d, 3)) {
		change.text[STEP_THEN] = slice_of(old->text[STEP_THEN]);
		change.text[STEP_ASKED] = slice_of(roll(w->d, 2) ? "2026-12-01" : "2026-12-02");
	} else {
		w->past.before[w->past.texts] = old ? version_number(old, kind) : -1;
		history->known[w->past.texts] = true;
		change.text[words] = make_text(w, text);
	}
	(void)answers_put_item(a, w->sys, &change);
	free(name);
}

void hand_change(struct hand *w, struct history *history, struct answers *a, bool same_hand)
{
	enum answers_part part = (enum answers_part)roll(w->d, 2);
	const char *id = entries[roll(w->d, ARRAY_LEN(entries))];
	const bool chosen[AUDIENCE_COUNT] = { roll(w->d, 2), roll(w->d, 2) };
	struct answers_change words = { .part = part, .id = id, .question = slice_of("Q?"), .now = w->now,
					.same_hand = same_hand, .again = roll(w->d, 5) == 0 };
	const struct item rest = { .text = { "<", "saw", "pupils" } }, *step;
	struct buf text;

	buf_init(&text, 256);
	w->past.before[w->past.texts] = -1;
	words.text = make_text(w, &text);
	switch (roll(w->d, 11)) {
	case 0:
		(void)answers_set_share(a, part, id, chosen);
		break;
	case 1:
		if (roll(w->d, 2))
			erase(w, history, a, part, id);
		break;
	case 2:
		(void)answers_set_rests(a, w->sys, &words, &rest, 1);
		break;
	case 3:
		step = any_item(w, a, part, id, ITEM_STEP);
		if (step)
			(void)answers_write_happened(a, w->sys, step->id, &words);
		break;
	case 4:
		(void)answers_set_place(a, id, roll(w->d, 9));
		break;
	case 5:
	case 6:
	case 7:
	case 8:
		put_item(w, history, a, part, id, &text);
		break;
	default:
		(void)answers_write(a, w->sys, &words);
		break;
	}
	buf_release(&text);
}
