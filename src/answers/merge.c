/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merging two copies of a workbook: what may be merged, entries, and all that stands beside them.
 *
 * Both sides are copied first.  The copy of A takes what the copy of B has, and takes the place of A
 * when all has gone well.
 */
#include <config.h>

#include "answers/merge.h"

#include <stdlib.h>
#include <string.h>

#include "answers/identity.h"
#include "answers/merge_own.h"
#include "base/intl.h"
#include "base/mem.h"

static int compare_entries(const void *left, const void *right)
{
	const struct model_entry *a = left, *b = right;

	return strcmp(a->id, b->id);
}

static bool same_order(const struct model_part *a, const struct model_part *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (strcmp(a->entries[i].id, b->entries[i].id) != 0)
			return false;
	return true;
}

static void sort_entries(struct model_part *part)
{
	if (part->count)
		qsort(part->entries, part->count, sizeof(*part->entries), compare_entries);
}

/* Whoever FROM allows and TO does not, or the other way round, sees it no more. */
static void merge_share(struct merge *m, struct model_entry *to, const struct model_entry *from)
{
	struct ids both = { 0 };

	if (!from->has_share)
		return;
	for (size_t i = 0; i < from->share.count; i++)
		if (!to->has_share || ids_have(&to->share, from->share.items[i]))
			ids_add(&both, from->share.items[i]);
	ids_settle(&both);
	if (!to->has_share)
		m->news.other = true;
	else if (both.count < to->share.count)
		m->news.narrowed++;
	else if (both.count < from->share.count)
		m->news.held++;
	if (!to->has_share || !ids_equal(&both, &to->share))
		to->share_clock = m->clock;
	ids_release(&to->share);
	to->share = both;
	to->has_share = true;
}

/* Items of KIND, ITEM_HUNG: of all kinds. */
static void merge_hung(struct merge *m, struct model_entry *to, struct model_entry *from, int kind)
{
	struct seen seen = { 0 };

	for (int i = 0; i < ITEM_HUNG; i++)
		if (kind == ITEM_HUNG || kind == i)
			merge_items(m, i, to, from, &seen);
	seen_unite(&seen, &to->seen);
	seen_unite(&seen, &from->seen);
	seen_release(&to->seen);
	to->seen = seen;
	model_settle_seen(to, m->forgotten);
}

struct merge_news merge_all_hung(struct model_entry *to, struct model_entry *from,
				 const struct ids *forgotten)
{
	struct err ignored;
	struct merge m = { .forgotten = forgotten, .err = &ignored };

	merge_hung(&m, to, from, ITEM_HUNG);
	return m.news;
}

static void merge_entry(struct merge *m, struct model_entry *to, struct model_entry *from)
{
	m->news.layers += merge_layers(m, to, from);
	merge_hung(m, to, from, ITEM_HUNG);
	merge_share(m, to, from);
}

/* An entry that was not there keeps the order of its members. */
static void add_entry(struct merge *m, struct model_part *to, struct model_entry *from)
{
	struct model_entry *entry = model_add_entry(to, from->id);

	merge_entry(m, entry, from);
	entry->extras = from->extras;
	from->extras = (struct extras){ 0 };
	m->news.other = m->news.other || entry->extras.count;
}

static void merge_part(struct merge *m, struct model_part *to, struct model_part *from)
{
	bool same = same_order(to, from);
	size_t known = to->count;

	if (!same)
		sort_entries(to);
	for (size_t i = 0; i < from->count; i++) {
		struct model_entry *theirs = &from->entries[i];
		struct model_entry *ours = same ? &to->entries[i] : known ?
			bsearch(theirs, to->entries, known, sizeof(*to->entries), compare_entries) : NULL;

		if (ours) {
			merge_entry(m, ours, theirs);
			merge_extras(m, &ours->extras, &theirs->extras);
		} else {
			add_entry(m, to, theirs);
		}
	}
	if (!same)
		sort_entries(to);
}

bool merge_is_news(const struct merge_news *news)
{
	for (int kind = 0; kind < ITEM_HUNG; kind++)
		if (news->items[kind])
			return true;
	return news->layers || news->erased || news->narrowed || news->other;
}

void merge_add_news(struct merge_news *news, const struct merge_news *more)
{
	for (int kind = 0; kind < ITEM_HUNG; kind++)
		news->items[kind] += more->items[kind];
	news->layers += more->layers;
	news->erased += more->erased;
	news->narrowed += more->narrowed;
	news->held += more->held;
	news->homeless += more->homeless;
	news->apart += more->apart;
	news->lost += more->lost;
	news->gone += more->gone;
	news->other = news->other || more->other;
}

bool answers_is_same_workbook(const struct answers *a, const struct answers *b)
{
	struct ids ids = { 0 };
	bool same = false;

	identity_ids(b, &ids);
	for (size_t i = 0; i < ids.count && !same; i++)
		same = identity_is(a, ids.items[i]);
	ids_release(&ids);
	return same;
}

/* What the file does not hold of a layer, and of a choice. */
static void copy_hands(struct model_entry *to, const struct model_entry *from)
{
	to->share_clock = from->share_clock;
	for (size_t i = 0; i < from->count; i++)
		to->layers[i].own = from->layers[i].own;
	for (int kind = 0; kind < ITEM_HUNG; kind++)
		for (size_t i = 0; i < from->items[kind].count; i++)
			to->items[kind].items[i].own = from->items[kind].items[i].own;
	for (size_t i = 0; i < from->items[ITEM_STEP].count; i++)
		if (from->items[ITEM_STEP].items[i].happened)
			copy_hands(model_happened(&to->items[ITEM_STEP].items[i]),
				   from->items[ITEM_STEP].items[i].happened);
}

/* A copy of A, which has the same order. */
static bool copy(const struct answers *a, struct answers **out, struct err *err)
{
	struct buf bytes;
	bool ok;

	buf_init(&bytes, ANSWERS_FILE_MAX);
	ok = answers_print(a, &bytes, err) && answers_read(out, slice_buf(&bytes), err);
	buf_release(&bytes);
	if (!ok)
		return false;
	for (int part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < a->parts[part].count; i++)
			copy_hands(&(*out)->parts[part].entries[i], &a->parts[part].entries[i]);
	(*out)->clock = a->clock;
	(*out)->words = a->words;
	return true;
}

static size_t drop_forgotten(struct answers *a)
{
	size_t dropped = 0;

	for (int part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < a->parts[part].count; i++)
			dropped += model_drop_forgotten(&a->parts[part].entries[i], &a->forgotten);
	return dropped;
}

static bool has_seen(const struct model_entry *entry, const char *name)
{
	return entry && seen_find(&entry->seen, name);
}

/* What hangs under ENTRY and was erased where OURS (NULL: it is not there) is, by somebody who had
 * never seen this version, or what came of it. */
static size_t count_lost_under(const struct model_entry *ours, const struct model_entry *entry,
			       const struct ids *forgotten)
{
	size_t lost = 0;

	for (int kind = 0; kind < ITEM_HUNG; kind++)
		for (size_t i = 0; i < entry->items[kind].count; i++) {
			const struct model_item *item = &entry->items[kind].items[i];

			if (!model_is_forgotten(item, forgotten))
				continue;
			lost += *item->by && !ids_have(forgotten, item->by) && !has_seen(ours, item->by);
			for (size_t k = 0; item->happened && k < item->happened->count; k++)
				lost += !ids_have(forgotten, item->happened->layers[k].shown.id);
		}
	return lost;
}

bool merge_takes_away(const struct answers *a, const struct answers *b, enum answers_part part,
		      const char *id)
{
	return count_lost_under(model_find_entry(&b->parts[part], id),
				model_find_entry(&a->parts[part], id), &b->forgotten) > 0;
}

/* In FROM, and by TO. */
static size_t count_lost(const struct answers *to, const struct answers *from)
{
	size_t lost = 0;

	for (int part = 0; part < PART_COUNT && to->forgotten.count; part++)
		for (size_t i = 0; i < from->parts[part].count; i++) {
			const struct model_entry *entry = &from->parts[part].entries[i];

			lost += count_lost_under(model_find_entry(&to->parts[part], entry->id), entry,
						 &to->forgotten);
		}
	return lost;
}

/* Both forget what each has; FROM says then what TO may take. */
static bool merge_forgotten(struct merge *m, struct answers *to, struct answers *from)
{
	size_t ours = to->forgotten.count, theirs = from->forgotten.count;

	m->news.lost = count_lost(to, from);
	m->news.gone = count_lost(from, to);
	for (size_t i = 0; i < theirs; i++)
		ids_add(&to->forgotten, from->forgotten.items[i]);
	for (size_t i = 0; i < ours; i++)
		ids_add(&from->forgotten, to->forgotten.items[i]);
	ids_settle(&to->forgotten);
	ids_settle(&from->forgotten);
	if (to->forgotten.count > ANSWERS_FORGOTTEN_MAX)
		return err_set(m->err, ERR_TOO_BIG, _("a workbook can remember %d erased parts, and this "
						      "would be more"), ANSWERS_FORGOTTEN_MAX);
	m->news.erased = drop_forgotten(to);
	(void)drop_forgotten(from);
	return true;
}

static void take_text(char **to, char **from)
{
	char *other = *to;

	*to = *from;
	*from = other;
}

/* The smaller id stays, and the other one is remembered. */
static bool merge_ids(struct merge *m, struct answers *to, struct answers *from)
{
	int order = strcmp(to->id, from->id);

	if (order > 0)
		take_text(&to->id, &from->id);
	return identity_unite(&to->extras, &from->extras, order ? from->id : NULL, m->err);
}

static void merge_pack(struct answers *to, struct answers *from)
{
	int order = strcmp(to->pack_version, from->pack_version);

	if (!order)
		order = strcmp(to->pack_id, from->pack_id);
	if (order < 0) {
		take_text(&to->pack_version, &from->pack_version);
		take_text(&to->pack_id, &from->pack_id);
	}
	if (strcmp(to->language, from->language) < 0)
		take_text(&to->language, &from->language);
}

static bool merge_all(struct merge *m, struct answers *to, struct answers *from)
{
	if (!merge_forgotten(m, to, from) || !merge_ids(m, to, from))
		return false;
	merge_pack(to, from);
	merge_place(m, &to->place, &from->place);
	merge_extras(m, &to->extras, &from->extras);
	merge_extras(m, &to->pack_extras, &from->pack_extras);
	merge_extras(m, &to->place_extras, &from->place_extras);
	for (int part = 0; part < PART_COUNT; part++)
		merge_part(m, &to->parts[part], &from->parts[part]);
	return true;
}

static bool check_newer(const struct answers *a, const struct answers *b, struct err *err)
{
	if (answers_is_newer(a) || answers_is_newer(b))
		return err_set(err, ERR_NEWER, _("a newer version of leaderplus wrote one of these files; please "
						 "bring them together with that"));
	if (answers_is_full(a) || answers_is_full(b))
		return err_set(err, ERR_SYNTAX, _("the clock in one of these files has run out, so it seems "
						  "damaged"));
	return true;
}

/* Whether RESULT can be a file. */
static bool check_result(const struct merge *m, const struct answers *result)
{
	struct buf bytes;
	bool ok;

	if (m->failed)
		return false;
	buf_init(&bytes, ANSWERS_FILE_MAX);
	ok = answers_print(result, &bytes, m->err);
	buf_release(&bytes);
	return ok;
}

static void swap(struct answers *a, struct answers *b)
{
	struct answers other = *a;

	*a = *b;
	*b = other;
}

typedef bool merge_take(struct merge *m, struct answers *to, struct answers *from);

/* Merges what TAKE takes of B into A, both as copies until it is done; then *OLD is A as it was. */
static bool merge(struct answers *a, const struct answers *b, merge_take *take,
		  struct merge_news *news, struct answers **old, struct err *err)
{
	struct merge m = { .clock = a->clock > b->clock ? a->clock : b->clock, .err = err };
	struct answers *to, *from;
	bool ok;

	if (!copy(a, &to, err))
		return false;
	if (!copy(b, &from, err)) {
		answers_free(to);
		return false;
	}
	to->clock = m.clock;
	m.forgotten = &to->forgotten;
	ok = take(&m, to, from) && check_result(&m, to);
	if (ok) {
		m.news.other = m.news.other || (!merge_is_news(&m.news) && !model_equal(a, to));
		swap(a, to);
		*old = to;
		if (news)
			*news = m.news;
	} else {
		answers_free(to);
	}
	answers_free(from);
	return ok;
}

bool answers_merge_kept(struct answers *a, const struct answers *b, bool mine,
			struct merge_news *news, struct answers **old, struct err *err)
{
	if (a->kind != b->kind)
		return err_set(err, ERR_USAGE, _("these are two kinds of files, which cannot be brought "
						 "together"));
	if (!mine && !answers_is_same_workbook(a, b))
		return err_set(err, ERR_USAGE, _("these are two workbooks, not copies of one"));
	return check_newer(a, b, err) && merge(a, b, merge_all, news, old, err);
}

bool answers_merge(struct answers *a, const struct answers *b, bool mine, struct merge_news *news,
		   struct err *err)
{
	struct answers *old;

	if (!answers_merge_kept(a, b, mine, news, &old, err))
		return false;
	answers_free(old);
	return true;
}

/* Whether what REPLY answers stands in ENTRY. */
static bool has_home(const struct model_entry *entry, const struct model_item *reply)
{
	const char *to = reply->shown.text[REPLY_TO];

	for (size_t i = 0; i < entry->count; i++)
		if (strcmp(entry->layers[i].shown.id, to) == 0)
			return true;
	return !*to;
}

static void take_replies(struct merge *m, const struct answers *to, struct model_entry *ours,
			 struct model_entry *theirs)
{
	struct model_items *replies = &theirs->items[ITEM_REPLY];

	for (size_t i = replies->count; i-- > 0; ) {
		bool erased = model_is_forgotten(&replies->items[i], &to->forgotten);

		if (!erased && ours && has_home(ours, &replies->items[i]))
			continue;
		m->news.homeless += !erased;
		model_drop_item(replies, i);
	}
	if (ours)
		merge_hung(m, ours, theirs, ITEM_REPLY);
}

static bool take_all_replies(struct merge *m, struct answers *to, struct answers *from)
{
	for (int part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < from->parts[part].count; i++) {
			struct model_entry *theirs = &from->parts[part].entries[i];

			take_replies(m, to, model_find_entry(&to->parts[part], theirs->id), theirs);
		}
	return true;
}

bool answers_merge_replies_kept(struct answers *a, const struct answers *copy,
				struct merge_news *news, struct answers **old, struct err *err)
{
	if (a->kind != KIND_WORKBOOK || copy->kind != KIND_COPY)
		return err_set(err, ERR_USAGE, _("replies come out of a mentor's copy into a workbook"));
	if (!identity_is(a, copy->id))
		return err_set(err, ERR_USAGE, _("this is a copy of another workbook"));
	return check_newer(a, copy, err) && merge(a, copy, take_all_replies, news, old, err);
}

bool answers_merge_replies(struct answers *a, const struct answers *copy, struct merge_news *news,
			   struct err *err)
{
	struct answers *old;

	if (!answers_merge_replies_kept(a, copy, news, &old, err))
		return false;
	answers_free(old);
	return true;
}
