/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing for good: in memory only once it is done on disk. */
#include <config.h>

#include "answers/store_own.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "answers/disk_own.h"
#include "answers/model.h"
#include "base/intl.h"

static void find_other_side(struct store *s)
{
	free(s->disk.other_side);
	s->disk.other_side = store_other_side(s);
}

bool store_erase_list(struct store *s, void (*tell)(void *context, const char *path),
		      void *context, struct err *err)
{
	store_settle(s);
	find_other_side(s);
	return disk_erase_list(&s->disk, tell, context) ||
	       err_set(err, ERR_IO, _("cannot look for what is kept of '%s': %s"), s->disk.path,
		       strerror(errno));
}

static bool may_erase(const struct store *s, struct err *err)
{
	if (s->read_only)
		return err_set(err, ERR_IO, _("nothing can be erased here: %s"), s->read_only);
	if (s->conflict)
		return err_set(err, ERR_CHANGED, _("nothing can be erased here: somebody else has "
						   "changed '%s', and your words are in '%s'"),
			       s->disk.path, s->conflict);
	/* What could not be read is kept by the first save, and told with the rest then. */
	if (s->disk.keeps != DISK_KEEPS_BACKUP)
		return err_set(err, ERR_IO, _("nothing can be erased before the repaired workbook is "
					      "saved"));
	return true;
}

/* *COPY is what the workbook will be, and the disk gets its bytes. */
static bool print_without(struct store *s, const struct answers_erasure *what,
			  struct answers **copy, struct err *err)
{
	struct buf *bytes = &s->disk.bytes;
	bool ok;

	buf_clear(bytes);
	if (!answers_print(s->answers, bytes, err) || !answers_read(copy, slice_buf(bytes), err))
		return false;
	buf_clear(bytes);
	ok = answers_forget(*copy, what, err) && answers_print(*copy, bytes, err);
	if (!ok)
		answers_free(*copy);
	return ok;
}

/* The file is without the words: so is memory, from now on. */
static void forget(struct store *s, const struct answers_erasure *what, struct answers **copy)
{
	struct answers *old = s->answers;
	struct err ignored;

	if (answers_forget(old, what, &ignored))
		return;
	s->answers = *copy;
	*copy = old;
}

static bool erase(struct store *s, const struct answers_erasure *what, struct err *err)
{
	struct answers *copy;

	if (!print_without(s, what, &copy, err))
		return false;
	store_submit(s, DISK_ERASE, answers_clock(copy));
	store_settle(s);
	if (s->disk.reached >= REACHED_FILE)
		forget(s, what, &copy);
	answers_free(copy);
	if (!s->disk.ok)
		*err = s->disk.err;
	return s->disk.ok;
}

/* The step, note or reply ID of ENTRY; NULL: neither it nor, where it is NULL, the entry is there. */
static const struct model_item *find_item(const struct model_entry *entry, const char *id)
{
	const struct model_item *item = NULL;

	for (int kind = 0; entry && kind < ITEM_HUNG && !item; kind++)
		item = model_find_item(&entry->items[kind], id);
	return item;
}

/* Whether what WHAT names is other than it was in OLD: the reader has not seen it so.  Under a page from
 * which all was erased new words may have come; an item that was erased comes back nowhere. */
static bool has_changed(const struct answers *old, const struct answers *now,
			const struct answers_erasure *what)
{
	const struct model_entry *before, *after;
	const struct model_item *one, *other;

	if (what->scope != SCOPE_ITEM && what->scope != SCOPE_ENTRY)
		return false;
	before = model_find_entry(&old->parts[what->part], what->id);
	after = model_find_entry(&now->parts[what->part], what->id);
	if (what->scope == SCOPE_ENTRY)
		return after && !(before && model_same_words(before, after));
	one = find_item(before, what->layer);
	other = find_item(after, what->layer);
	return one && other && !model_item_equal(one, other);
}

/* Nothing was erased, for somebody else has changed the file: whether that is merged now. */
static bool has_met(struct store *s)
{
	return s->disk.reached == REACHED_NOTHING && s->disk.met == MET_AT_NAME && store_unite(s);
}

bool store_erase(struct store *s, const struct answers_erasure *what, struct err *err)
{
	struct err why;

	store_settle(s);
	if (!may_erase(s, err))
		return false;
	find_other_side(s);
	s->disk.met = MET_NOTHING;
	s->disk.reached = REACHED_NOTHING;
	if (erase(s, what, &why))
		return true;
	if (has_met(s)) {
		if (has_changed(s->old[s->old_count - 1], s->answers, what))
			return err_set(err, ERR_CHANGED, _("nothing was erased: it was changed in another place "
							   "meanwhile; please look at it again"));
		return erase(s, what, err);
	}
	*err = why;
	return false;
}
