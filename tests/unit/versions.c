/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must stand when two copies are merged, by sets of numbers. */
#include <config.h>

#include "versions.h"

#include <stdlib.h>

void history_unite(struct history *to, const struct history *from)
{
	for (int i = 0; i < TEXTS; i++) {
		to->known[i] = to->known[i] || from->known[i];
		to->erased[i] = to->erased[i] || from->erased[i];
	}
	to->odd = to->odd || from->odd;
}

int version_number(const struct item *item, enum item_kind kind)
{
	return atoi(item->text[kind == ITEM_STEP ? STEP_THEN : kind == ITEM_NOTE ? NOTE_TEXT : REPLY_TEXT] + 1);
}

static void each_of_entry(const struct model_entry *entry, versions_tell *tell, void *context)
{
	for (enum item_kind kind = 0; kind < ITEM_HUNG; kind++)
		for (size_t i = 0; i < entry->items[kind].count; i++)
			tell(context, &entry->items[kind].items[i],
			     version_number(&entry->items[kind].items[i].shown, kind));
}

void versions_each(const struct answers *a, versions_tell *tell, void *context)
{
	for (int part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < a->parts[part].count; i++)
			each_of_entry(&a->parts[part].entries[i], tell, context);
}

struct fates {
	const struct past *past;
	const struct answers *result;
	struct history both;
	int stand[TEXTS], stood[TEXTS];
	const char *wrong;
};

static void count_stand(void *context, const struct model_item *item, int number)
{
	(void)item;
	((struct fates *)context)->stand[number]++;
}

static void count_stood(void *context, const struct model_item *item, int number)
{
	(void)item;
	((struct fates *)context)->stood[number]++;
}

/* Whether something that was known was written in the place of NUMBER. */
static bool is_past(const struct fates *f, int number)
{
	for (unsigned i = 0; i < f->past->texts; i++)
		for (int at = f->both.known[i] ? f->past->before[i] : -1; at >= 0; at = f->past->before[at])
			if (at == number)
				return true;
	return false;
}

static void check_fate(void *context, const struct model_item *item, int number)
{
	struct fates *f = context;
	bool gone = f->both.erased[number] || is_past(f, number);
	bool dropped = model_is_forgotten(item, &f->result->forgotten);

	if (!gone && !dropped && !f->stand[number])
		f->wrong = "words are lost";
	/* A journal that is put back on another file does not know what became of its words. */
	if (f->both.odd)
		return;
	if (gone && f->stand[number])
		f->wrong = "words came back";
	if (!gone && f->stand[number] > 1)
		f->wrong = "words stand twice";
}

const char *versions_wrong(const struct past *past, const struct history *x, const struct history *y,
			   const struct answers *a, const struct answers *b,
			   const struct answers *result)
{
	struct fates f = { .past = past, .result = result, .both = *x };

	history_unite(&f.both, y);
	versions_each(result, count_stand, &f);
	versions_each(a, count_stood, &f);
	versions_each(b, count_stood, &f);
	for (unsigned i = 0; i < past->texts; i++)
		if (f.stand[i] && !f.stood[i])
			f.wrong = "words out of nothing";
	versions_each(a, check_fate, &f);
	versions_each(b, check_fate, &f);
	return f.wrong;
}
