/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another copy of the workbook that is open: comparing the two, and bringing it in. */
#include <config.h>

#include "workbook/bring.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "answers/contains.h"
#include "answers/sidecar.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/intl.h"
#include "base/mem.h"
#include "workbook/copies.h"
#include "workbook/summary.h"

enum bring_kind bring_compare(const struct answers *a, const struct answers *b)
{
	bool has_b, has_a;

	if (!answers_is_same_workbook(a, b))
		return BRING_ANOTHER;
	has_b = answers_contains(a, b);
	has_a = answers_contains(b, a);
	if (has_b)
		return has_a ? BRING_SAME : BRING_LESS;
	return has_a ? BRING_MORE : BRING_APART;
}

/* A copy of A, which stays. */
static bool copy(const struct answers *a, struct answers **out, struct err *err)
{
	struct buf bytes;
	bool ok;

	buf_init(&bytes, ANSWERS_FILE_MAX);
	ok = answers_print(a, &bytes, err) && answers_read(out, slice_buf(&bytes), err);
	buf_release(&bytes);
	return ok;
}

/* What would come of bringing OTHER in: by trying.  Where that cannot be, bringing it in will say why. */
static bool foresee(const struct answers *a, const struct answers *other, struct merge_news *news)
{
	struct answers *trial;
	struct err ignored;
	bool tried;

	if (!copy(a, &trial, &ignored))
		return false;
	tried = answers_kind(other) == KIND_COPY ? answers_merge_replies(trial, other, news, &ignored) :
		answers_merge(trial, other, false, news, &ignored);
	answers_free(trial);
	return tried;
}

/* Whether replies that COPY has are new to A. */
static enum bring_kind compare_replies(const struct answers *a, const struct answers *other)
{
	struct merge_news news = { 0 };

	if (!answers_is_same_workbook(a, other))
		return BRING_STRANGE;
	return foresee(a, other, &news) && !merge_is_news(&news) ? BRING_NO_REPLIES : BRING_REPLIES;
}

/* Whether something is said in OTHER, and all of it stands in A. */
static bool has_all_said(const struct answers *a, const struct answers *other)
{
	bool any = false;

	for (enum answers_part part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < answers_count(other, part); i++) {
			const char *id = answers_entry_id(other, part, i);

			for (size_t k = 0; k < answers_items(other, part, id, ITEM_REPLY); k++) {
				any = true;
				if (!answers_find_item(a, part, id, ITEM_REPLY,
						       answers_item(other, part, id, ITEM_REPLY, k)->id))
					return false;
			}
		}
	return any;
}

/* What the reader should know of beforehand. */
static void look_ahead(struct bring *b, struct workbook *wb)
{
	const struct answers *a = workbook_answers(wb), *other = store_answers(b->store);

	if (foresee(a, other, &b->news.merged))
		news_add(&b->news, workbook_pack(wb), a, other);
}

/* What this version does not know well enough to say who has what. */
static bool check_other(const struct answers *a, const char *path, struct err *err)
{
	if (answers_is_newer(a))
		return err_set(err, ERR_NEWER, _("a newer version of leaderplus wrote '%s'; please bring it "
						 "in with that"), path);
	if (answers_is_full(a))
		return err_set(err, ERR_SYNTAX, _("the clock in '%s' has run out, so it seems damaged"),
			       path);
	return true;
}

bool bring_open(struct bring *b, struct workbook *wb, const struct sys *sys, const char *path,
		struct err *err)
{
	struct answers *other;
	struct store *store;

	if (!copies_open(&store, sys, path, COPIES_BRING, err))
		return false;
	other = store_answers(store);
	if (!check_other(other, path, err)) {
		store_close(store);
		return false;
	}
	*b = (struct bring){ .path = mem_string(path), .store = store };
	if (copies_is_same(sys, path, workbook_path(wb)))
		b->kind = BRING_SELF;
	else if (answers_kind(other) == KIND_COPY)
		b->kind = compare_replies(workbook_answers(wb), other);
	else
		b->kind = bring_compare(workbook_answers(wb), other);
	b->said = b->kind == BRING_NO_REPLIES && has_all_said(workbook_answers(wb), other);
	if (b->kind == BRING_SAME || b->kind == BRING_LESS || b->kind == BRING_MORE || b->kind == BRING_APART)
		look_ahead(b, wb);
	return true;
}

void bring_release(struct bring *b)
{
	news_release(&b->news);
	store_close(b->store);
	free(b->path);
	*b = (struct bring){ 0 };
}

bool bring_has_more(const struct bring *b)
{
	return b->kind == BRING_MORE || b->kind == BRING_APART || b->kind == BRING_ANOTHER ||
		b->kind == BRING_REPLIES;
}

bool bring_has_words(const struct bring *b)
{
	const struct merge_news *news = &b->news.merged;
	bool has = news->layers;

	for (int kind = 0; kind < ITEM_HUNG; kind++)
		has = has || news->items[kind];
	return has;
}

/* The hash of the file PATH and SUFFIX; false where there is none that can be read. */
static bool hash_file(const struct sys *sys, const char *path, const char *suffix, struct hash *hash)
{
	char *name = sidecar_path(path, suffix);
	struct err ignored;
	struct buf bytes;
	bool known;

	buf_init(&bytes, ANSWERS_FILE_MAX);
	known = file_read(sys, name, ANSWERS_FILE_MAX, &bytes, &ignored) == FILE_READ;
	if (known)
		*hash = hash_of(slice_buf(&bytes));
	buf_release(&bytes);
	free(name);
	return known;
}

void brought_release(struct brought *brought)
{
	news_release(&brought->news);
}

bool bring_begin(struct bringing *all, struct workbook *wb, struct err *err)
{
	*all = (struct bringing){ .wb = wb };
	return copy(workbook_answers(wb), &all->sum, err);
}

bool bring_add(struct bringing *all, const struct bring *b, bool mine, struct err *err)
{
	const struct answers *other = store_answers(b->store);
	struct merge_news news = { 0 };
	struct answers *old;

	if (!(answers_kind(other) == KIND_COPY ?
	      answers_merge_replies_kept(all->sum, other, &news, &old, err) :
	      answers_merge_kept(all->sum, other, mine, &news, &old, err)))
		return false;
	news_add(&all->news, workbook_pack(all->wb), old, other);
	if (answers_kind(other) != KIND_COPY)
		news_add_marks(&all->news, workbook_pack(all->wb), old, other, all->sum);
	answers_free(old);
	merge_add_news(&all->news.merged, &news);
	return true;
}

bool bring_end(struct bringing *all, const struct sys *sys, struct brought *brought,
	       struct err *err)
{
	const char *path = workbook_path(all->wb);
	struct hash before, kept;
	bool known = hash_file(sys, path, "", &before), ended;

	const struct merge_news merged = all->news.merged;

	news_find(&all->news, workbook_pack(all->wb), workbook_answers(all->wb), all->sum, &merged);
	ended = workbook_merge(all->wb, all->sum, err);
	brought->news = all->news;
	all->news = (struct news){ 0 };
	if (!ended)
		brought_release(brought);
	brought->backup = ended && known && hash_file(sys, path, SIDECAR_BACKUP, &kept) &&
		hash_equal(before, kept);
	return ended;
}

void bring_stop(struct bringing *all)
{
	news_release(&all->news);
	answers_free(all->sum);
	all->sum = NULL;
}

bool bring_in(const struct bring *b, struct workbook *wb, const struct sys *sys, bool mine,
	      struct brought *brought, struct err *err)
{
	struct bringing all;
	bool brought_in = bring_begin(&all, wb, err) && bring_add(&all, b, mine, err) &&
		bring_end(&all, sys, brought, err);

	bring_stop(&all);
	return brought_in;
}

static bool add_file(struct bringing *all, const struct sys *sys, struct copy *copy, struct err *err)
{
	size_t lost = all->news.merged.lost;
	struct bring b;
	bool added;

	if (!bring_open(&b, all->wb, sys, copy->path, err))
		return false;
	added = bring_add(all, &b, false, err);
	copy->lost = all->news.merged.lost > lost;
	bring_release(&b);
	return added;
}

bool bring_together(struct copies *copies, struct workbook *wb, const struct sys *sys,
		    struct brought *brought, struct err *err)
{
	struct bringing all;
	bool together = bring_begin(&all, wb, err);

	for (size_t i = 0; together && i < copies->count; i++)
		together = add_file(&all, sys, &copies->items[i], err);
	together = together && bring_end(&all, sys, brought, err);
	bring_stop(&all);
	return together;
}

struct doc *bring_words(const struct bring *b, struct workbook *wb)
{
	struct doc *doc = summary_words(wb, store_answers(b->store)), *whole = doc_new();
	struct buf text;

	buf_init(&text, 16384);
	doc_add_heading(whole, 1, slice_of(_("The words in the other copy")));
	buf_addf(&text, _("They stand in %s, where nothing is changed by reading them."), b->path);
	doc_add_paragraph(whole, slice_buf(&text));
	doc_add_blocks(whole, doc, 0, doc_count(doc));
	buf_release(&text);
	doc_free(doc);
	return whole;
}
