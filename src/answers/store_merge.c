/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two copies of a workbook become one: that which was brought, and that which a save came upon. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "answers/model.h"
#include "answers/store_own.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"

enum { MEETINGS_MAX = 100 };	/* somebody who changes the file for each of our saves */

void store_drop_old(struct store *s, bool all)
{
	if (!all && answers_words_clock(s->answers) <= s->old_words)
		return;
	while (s->old_count)
		answers_free(s->old[--s->old_count]);
}

static void keep_old(struct store *s, struct answers *old)
{
	s->old = mem_grow(s->old, s->old_count, &s->old_cap, sizeof(struct answers *));
	s->old[s->old_count++] = old;
	s->old_words = answers_words_clock(s->answers);
}

/* The words that were being written when another hand's came in, and are not in the file yet, are the
 * newest still: OLD is the entry as it was. */
static void stay_newest(struct answers *a, struct model_entry *entry, const struct model_entry *old,
			int64_t in_file)
{
	const struct model_layer *was = old && old->count ? &old->layers[old->count - 1] : NULL;

	for (size_t i = 0; was && was->own && was->shown.clock > in_file && i + 1 < entry->count; i++)
		if (strcmp(entry->layers[i].shown.id, was->shown.id) == 0) {
			entry->layers[i].shown.clock = a->words = ++a->clock;
			model_settle_layer(entry, &entry->layers[i]);
			return;
		}
}

static void all_stay_newest(struct store *s, const struct answers *old)
{
	struct answers *a = s->answers;

	for (int part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < a->parts[part].count; i++) {
			struct model_entry *entry = &a->parts[part].entries[i];

			stay_newest(a, entry, model_find_entry(&old->parts[part], entry->id), s->in_file);
		}
}

/* Whether THEIRS has another version, not older than MINE, that was begun under its id and did not
 * come of it. */
static bool has_rival(const struct model_entry *entry, enum item_kind kind,
		      const struct model_item *mine)
{
	const struct seen_name *seen = seen_find(&entry->seen, model_item_name(mine));
	const struct model_items *theirs = &entry->items[kind];

	if (seen && seen->clock >= mine->worded)
		return false;
	for (size_t i = 0; i < theirs->count; i++) {
		const struct model_item *other = &theirs->items[i];

		if (strcmp(model_item_home(other), mine->shown.id) == 0 && other->worded >= mine->worded &&
		    strcmp(model_item_name(other), model_item_name(mine)) != 0)
			return true;
	}
	return false;
}

/* A step, a note or a reply that we are changing, and that a form may be open on, keeps its id: it is
 * the later version. */
static void keep_ids(struct answers *a, struct model_items *ours, const struct model_entry *theirs,
		     enum item_kind kind)
{
	for (size_t i = 0; i < ours->count; i++) {
		struct model_item *mine = &ours->items[i];

		if (mine->own && !*mine->of && has_rival(theirs, kind, mine))
			mine->worded = mine->shown.clock = a->words = ++a->clock;
	}
	model_sort_items(ours);
}

static void keep_all_ids(struct answers *a, const struct answers *theirs)
{
	if (a->clock < theirs->clock)
		a->clock = theirs->clock;
	for (int part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < a->parts[part].count; i++) {
			struct model_entry *entry = &a->parts[part].entries[i];
			const struct model_entry *other = model_find_entry(&theirs->parts[part], entry->id);

			for (int kind = 0; other && kind < ITEM_HUNG; kind++)
				keep_ids(a, &entry->items[kind], other, kind);
		}
}

/* Whether BYTES, another hand's, are in memory now too. */
static bool unite(struct store *s, struct slice bytes)
{
	struct answers *theirs, *old;
	struct merge_news news;
	struct err ignored;
	bool united;

	if (s->meetings++ >= MEETINGS_MAX || !answers_read(&theirs, bytes, &ignored))
		return false;
	if (answers_is_same_workbook(s->answers, theirs))
		keep_all_ids(s->answers, theirs);
	united = answers_merge_kept(s->answers, theirs, false, &news, &old, &ignored);
	answers_free(theirs);
	if (!united)
		return false;
	all_stay_newest(s, old);
	keep_old(s, old);
	merge_add_news(&s->news, &news);
	s->has_news = s->has_news || merge_is_news(&news) || news.lost;
	return true;
}

/* What another hand wrote is not for us to amend, in this sitting or the next. */
static void know_foreign(struct store *s)
{
	s->same_hand = false;
	s->disk.foreign = answers_clock(s->answers);
}

bool store_unite(struct store *s)
{
	struct disk *d = &s->disk;
	struct hash hash = hash_of(slice_buf(&d->theirs));
	bool at_name = d->met == MET_AT_NAME, united = unite(s, slice_buf(&d->theirs));

	d->met = MET_NOTHING;
	if (united) {
		know_foreign(s);
		s->in_file = -1;	/* not all, and clocks do not tell what */
		if (at_name) {
			d->saved = hash;
			d->has_tried = false;
			free(d->conflict);
			d->conflict = NULL;
		}
	} else {
		d->apart = hash;
		d->has_apart = true;
		d->meets_none = s->meetings > MEETINGS_MAX;
	}
	buf_release(&d->theirs);
	return united;
}

bool store_meet(struct store *s)
{
	bool at_name = s->disk.met == MET_AT_NAME;

	return store_unite(s) || at_name;
}

bool store_take_news(struct store *s, struct merge_news *news)
{
	bool has = s->has_news;

	*news = s->news;
	s->news = (struct merge_news){ 0 };
	s->has_news = false;
	return has;
}

/* Whether the file is, byte for byte, what it was. */
static bool is_as_it_was(const struct store *s)
{
	struct err ignored;
	struct buf bytes;
	bool same;

	buf_init(&bytes, ANSWERS_FILE_MAX);
	same = file_read(s->sys, s->disk.path, ANSWERS_FILE_MAX, &bytes, &ignored) == FILE_READ &&
		hash_equal(hash_of(slice_buf(&bytes)), s->disk.saved);
	buf_release(&bytes);
	return same;
}

/* What is open is saved, with what somebody else may have put into the file. */
static bool may_merge(struct store *s, struct err *err)
{
	if (s->read_only)
		return err_set(err, ERR_IO, _("nothing can be brought in here: %s"), s->read_only);
	store_settle(s);
	if ((s->failed || disk_is_foreign(&s->disk) || answers_clock(s->answers) > s->in_file) &&
	    !store_save(s, err))
		return false;
	if (s->conflict)
		return err_set(err, ERR_CHANGED, _("somebody else has changed '%s' since it was opened"),
			       s->disk.path);
	return true;
}

static bool save_brought(struct store *s, struct err *err)
{
	buf_clear(&s->disk.bytes);
	if (!answers_print(s->answers, &s->disk.bytes, err))
		return false;
	store_submit(s, DISK_BRING, answers_clock(s->answers));
	store_settle(s);
	if (s->failed)
		*err = s->trouble;
	return !s->failed;
}

static void swap(struct answers *a, struct answers *b)
{
	struct answers other = *a;

	*a = *b;
	*b = other;
}

/* Saves what was merged into what S had, which is OLD now. */
static bool finish(struct store *s, struct answers *old, const struct merge_news *news,
		   struct err *err)
{
	int64_t foreign = s->disk.foreign;
	bool same_hand = s->same_hand, saved;

	if (news->layers || news->items[ITEM_STEP])
		know_foreign(s);
	saved = !merge_is_news(news) || save_brought(s, err);
	if (!saved) {
		swap(s->answers, old);
		s->same_hand = same_hand;
		s->disk.foreign = foreign;
		/* Where the name was taken but not for good, the next save takes it back. */
		s->failed = !is_as_it_was(s);
	}
	answers_free(old);
	return saved;
}

bool store_merge(struct store *s, const struct answers *other, bool mine, struct merge_news *news,
		 struct err *err)
{
	struct answers *old;

	return may_merge(s, err) && answers_merge_kept(s->answers, other, mine, news, &old, err) &&
	       finish(s, old, news, err);
}
