/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The workbook: path, place and boxes. */
#include <config.h>

#include "workbook/workbook_own.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "workbook/entry.h"

/* Goes to PLACE, as far as the book still has it. */
static bool find_page(struct workbook *wb, struct answers_place place)
{
	if (!*place.page || !pack_find(wb->pack, place.page, &wb->here))
		return false;
	wb->paragraph = place.paragraph > 0 ? (size_t)place.paragraph : 0;
	return true;
}

/* Takes the place from the file. */
static void find_place(struct workbook *wb)
{
	struct stat st;

	if (!find_page(wb, answers_place(store_answers(wb->store))))
		return;
	wb->was_left = true;
	if (wb->sys->fstatat(AT_FDCWD, store_path(wb->store), &st, 0) == 0)
		wb->left_at = st.st_mtime;
}

/* What is in the file already is of an earlier sitting; what comes back out of the journal is not.
 * A copy is read from its first page. */
static void begin_sitting(struct workbook *wb)
{
	wb->since = store_in_file(wb->store);
	if (wb->since < 0)	/* there was no file */
		wb->since = answers_clock(store_answers(wb->store));
	if (!workbook_on_path(wb, wb->here) && !workbook_turn(wb, wb->here, false, &wb->here))
		(void)workbook_turn(wb, wb->here, true, &wb->here);
}

struct workbook *workbook_new(const struct sys *sys, struct pack *pack, struct store *store)
{
	struct workbook *wb = MEM_NEW(struct workbook);

	wb->sys = sys;
	wb->pack = pack;
	wb->store = store;
	if (store) {
		find_place(wb);
		begin_sitting(wb);
	}
	return wb;
}

void workbook_free(struct workbook *wb)
{
	if (!wb)
		return;
	store_close(wb->store);
	pack_free(wb->pack);
	free(wb->copy);
	free(wb);
}

const struct pack *workbook_pack(const struct workbook *wb)
{
	return wb->pack;
}

struct answers *workbook_answers(const struct workbook *wb)
{
	return wb->store ? store_answers(wb->store) : NULL;
}

const char *workbook_path(const struct workbook *wb)
{
	return wb->store ? store_path(wb->store) : NULL;
}

time_t workbook_now(const struct workbook *wb)
{
	return wb->sys->now();
}

bool workbook_begin_store(struct workbook *wb, struct store *store, bool opened)
{
	if (!opened)
		return false;
	store_close(wb->store);
	wb->store = store;
	if (wb->uses_writer)
		store_use_writer(store);
	if (!wb->was_left)
		find_place(wb);
	begin_sitting(wb);
	return true;
}

bool workbook_keep_in(struct workbook *wb, const struct store_place *place, enum store_mode mode,
		      struct err *err)
{
	struct store_place fresh = *place;
	struct store *store = NULL;
	bool opened;

	if (mode == STORE_WRITE_HERE)
		fresh.state_folder = NULL;
	if (store_look(wb->sys, place->path) != STORE_ABSENT)
		opened = store_open(&store, wb->sys, place, mode, err);
	else
		opened = store_create(&store, wb->sys, &fresh, pack_id(wb->pack),
				      pack_version(wb->pack), err);
	return workbook_begin_store(wb, store, opened);
}

bool workbook_repair(struct workbook *wb, const struct store_place *place, enum store_mode mode,
		     enum store_source source, struct err *err)
{
	struct store *store = NULL;
	bool opened = source == STORE_NEW ?
		store_renew(&store, wb->sys, place, pack_id(wb->pack), pack_version(wb->pack), mode,
			    err) :
		store_repair(&store, wb->sys, place, mode, source, err);

	wb->repaired = opened;
	wb->source = source;
	return workbook_begin_store(wb, store, opened);
}

bool workbook_was_repaired(const struct workbook *wb, enum store_source *source)
{
	*source = wb->source;
	return wb->repaired;
}

bool workbook_is_held(const struct workbook *wb)
{
	return wb->store && store_is_held(wb->store);
}

bool workbook_take_over(struct workbook *wb)
{
	if (!wb->store || !store_take_over(wb->store))
		return false;
	if (!wb->moved)
		find_place(wb);
	begin_sitting(wb);
	return true;
}

bool workbook_could_agree(const struct workbook *wb)
{
	return wb->store && store_could_agree(wb->store);
}

void workbook_agree(struct workbook *wb)
{
	store_agree(wb->store);
}

size_t workbook_here(const struct workbook *wb)
{
	return wb->here;
}

size_t workbook_paragraph(const struct workbook *wb)
{
	return wb->paragraph;
}

void workbook_go(struct workbook *wb, size_t page, size_t paragraph)
{
	wb->here = page;
	wb->paragraph = paragraph;
	wb->moved = true;
	if (!workbook_locked(wb))
		answers_set_place(store_answers(wb->store), pack_page(wb->pack, page)->id,
				  (long)paragraph);
}

bool workbook_has_moved(const struct workbook *wb)
{
	return wb->moved;
}

bool workbook_was_left(const struct workbook *wb, time_t *when)
{
	*when = wb->left_at;
	return wb->was_left;
}

bool workbook_is_copy(const struct workbook *wb)
{
	return wb->store && answers_kind(store_answers(wb->store)) == KIND_COPY;
}

enum doc_whose workbook_whose(const struct workbook *wb)
{
	return workbook_is_copy(wb) ? WHOSE_WRITERS : WHOSE_READERS;
}

bool workbook_on_path(const struct workbook *wb, size_t page)
{
	const struct layer *newest;

	if (!workbook_is_copy(wb))
		return true;
	if (!workbook_has_box(wb, page))
		return false;
	newest = entry_newest(store_answers(wb->store), pack_page(wb->pack, page));
	return newest && (newest->open || workbook_has_words(wb, page));
}

bool workbook_turn(const struct workbook *wb, size_t page, bool back, size_t *to)
{
	size_t count = pack_page_count(wb->pack);

	for (size_t at = back ? page - 1 : page + 1; at < count; at = back ? at - 1 : at + 1)
		if (workbook_on_path(wb, at)) {
			*to = at;
			return true;
		}
	return false;
}

bool workbook_has_box(const struct workbook *wb, size_t page)
{
	return pack_page(wb->pack, page)->kind != PAGE_READ;
}

const char *workbook_shut(const struct workbook *wb)
{
	if (!wb->store)
		return _("nothing is kept while you look around");
	return store_read_only(wb->store);
}

const char *workbook_locked(const struct workbook *wb)
{
	if (!workbook_shut(wb) && workbook_is_copy(wb))
		return _("this is a copy that somebody gave you, and only its writer can change the words");
	return workbook_shut(wb);
}

const char *workbook_text(const struct workbook *wb, size_t page)
{
	const struct layer *layer = NULL;

	if (wb->store && workbook_has_box(wb, page) && !workbook_is_again(wb, page))
		layer = entry_newest(store_answers(wb->store), pack_page(wb->pack, page));
	return layer && !layer->open ? layer->text : "";
}

bool workbook_has_words(const struct workbook *wb, size_t page)
{
	return wb->store && entry_has_words(store_answers(wb->store), pack_page(wb->pack, page));
}

bool workbook_is_emptied(const struct workbook *wb, size_t page)
{
	return workbook_has_box(wb, page) && !workbook_is_again(wb, page) &&
		!workbook_is_open(wb, page) && !*workbook_text(wb, page) && workbook_has_words(wb, page);
}

/* TEXT goes under the page, as what is OPEN on purpose or not.  Whether anything changed. */
static bool write_under(struct workbook *wb, size_t page, struct slice text, bool open)
{
	const struct pack_page *at = pack_page(wb->pack, page);
	struct answers_change change = {
		.part = entry_part(at),
		.question = slice_of(at->wording),
		.text = text,
		.now = wb->sys->now(),
		.open = open,
		.again = workbook_is_again(wb, page),
	};

	if (workbook_locked(wb) || !workbook_has_box(wb, page))
		return false;
	change.id = entry_id(store_answers(wb->store), at);
	change.same_hand = store_same_hand(wb->store);
	change.foreign = store_foreign(wb->store);
	if (!slice_trim(text).len)	/* nothing but blanks: emptied */
		change.text = slice_of("");
	if (!answers_write(store_answers(wb->store), wb->sys, &change))
		return false;
	if (change.again)
		wb->writes_again = false;
	return true;
}

void workbook_write(struct workbook *wb, size_t page, struct slice text)
{
	write_under(wb, page, text, false);
}

void workbook_leave_open(struct workbook *wb, size_t page, struct slice reason)
{
	write_under(wb, page, reason, true);
}

bool workbook_is_open(const struct workbook *wb, size_t page)
{
	const struct layer *layer = NULL;

	if (wb->store && workbook_has_box(wb, page))
		layer = entry_newest(store_answers(wb->store), pack_page(wb->pack, page));
	return layer && layer->open;
}

const char *workbook_reason(const struct workbook *wb, size_t page)
{
	return workbook_is_open(wb, page) ?
		entry_newest(store_answers(wb->store), pack_page(wb->pack, page))->text : "";
}

void workbook_write_again(struct workbook *wb, size_t page)
{
	wb->writes_again = !workbook_locked(wb) && workbook_has_box(wb, page) &&
			   entry_has_words(store_answers(wb->store), pack_page(wb->pack, page));
	wb->again = page;
}

void workbook_look(struct workbook *wb)
{
	wb->writes_again = false;
}

bool workbook_is_again(const struct workbook *wb, size_t page)
{
	return wb->writes_again && wb->again == page;
}

void workbook_cover(struct workbook *wb, bool covered)
{
	wb->covered = covered;
}

bool workbook_is_covered(const struct workbook *wb)
{
	return wb->covered;
}

const char *workbook_cover_words(void)
{
	return _("Your words are covered.");
}

bool workbook_merge(struct workbook *wb, const struct answers *sum, struct err *err)
{
	int64_t clock = answers_place(store_answers(wb->store)).clock;
	struct merge_news ignored;	/* the caller knows already what came in */
	struct answers_place now;

	/* It may have been made one with another workbook of the same person. */
	if (!store_merge(wb->store, sum, true, &ignored, err))
		return false;
	begin_sitting(wb);
	now = answers_place(store_answers(wb->store));
	if (now.clock > clock)
		find_page(wb, now);
	return true;
}
