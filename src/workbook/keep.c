/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The workbook: how its words are saved, and how far they have come. */
#include <config.h>

#include "workbook/workbook_own.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "workbook/copies.h"

void workbook_use_writer(struct workbook *wb)
{
	wb->uses_writer = true;
	if (wb->store)
		store_use_writer(wb->store);
}

int workbook_fd(const struct workbook *wb)
{
	return wb->store ? store_fd(wb->store) : -1;
}

bool workbook_pump(struct workbook *wb)
{
	return wb->store && store_pump(wb->store);
}

void workbook_prepare(struct workbook *wb, size_t page)
{
	if (!workbook_locked(wb))
		store_prepare(wb->store, strlen(workbook_text(wb, page)));
}

void workbook_keep(struct workbook *wb)
{
	if (!workbook_shut(wb))
		store_keep(wb->store);
}

void workbook_begin_save(struct workbook *wb)
{
	if (!workbook_shut(wb))
		store_begin_save(wb->store);
}

/* And still stands there. */
static bool all_is_saved(struct workbook *wb)
{
	return answers_clock(store_answers(wb->store)) <= store_in_file(wb->store) &&
		!store_is_replaced(wb->store);
}

bool workbook_save(struct workbook *wb, struct err *err)
{
	return workbook_shut(wb) || all_is_saved(wb) || store_save(wb->store, err);
}

void workbook_stop(struct workbook *wb)
{
	if (!workbook_shut(wb))
		store_stop(wb->store);
}

bool workbook_came_back(const struct workbook *wb)
{
	return wb->store && store_came_back(wb->store);
}

bool workbook_save_copy(struct workbook *wb, const char *path, struct err *err)
{
	struct buf json;
	bool ok;

	buf_init(&json, ANSWERS_FILE_MAX);
	ok = answers_print(store_answers(wb->store), &json, err) &&
		file_create(wb->sys, path, slice_buf(&json), err);
	buf_release(&json);
	if (ok) {
		free(wb->copy);
		wb->copy = mem_string(path);
	}
	return ok;
}

const char *workbook_copy(const struct workbook *wb)
{
	return wb->copy;
}

bool workbook_take_copy(struct workbook *wb, const char *path, struct err *err)
{
	return copies_of_store(wb->sys, wb->store, path, err);
}

enum workbook_state workbook_state(const struct workbook *wb)
{
	static const enum workbook_state states[] = {
		[STORE_CLEAN] = STATE_CLEAN,
		[STORE_CHANGED] = STATE_CHANGED,
		[STORE_SAFE] = STATE_SAFE,
		[STORE_SAVED] = STATE_SAVED,
		[STORE_FAILED] = STATE_NOT_SAVED,
	};

	if (!wb->store)
		return STATE_LOOKING;
	if (store_read_only(wb->store))
		return STATE_READING;
	return states[store_state(wb->store)];
}

void workbook_state_words(const struct workbook *wb, struct buf *out)
{
	struct buf at;

	switch (workbook_state(wb)) {
	case STATE_LOOKING:
		buf_add_str(out, _("nothing is kept"));
		break;
	case STATE_READING:
		buf_add_str(out, _("reading only"));
		break;
	case STATE_CLEAN:
		buf_add_str(out, _("all is saved"));
		break;
	case STATE_CHANGED:
		buf_add_str(out, _("not saved yet"));
		break;
	case STATE_SAFE:
		buf_add_str(out, _("safe, saving"));
		break;
	case STATE_NOT_SAVED:
		buf_add_str(out, _("NOT SAVED"));
		break;
	case STATE_SAVED:
		buf_init(&at, 64);
		workbook_clock(store_saved_at(wb->store), &at);
		if (store_conflict(wb->store))
			buf_addf(out, _("saved %s in another file"), at.data);
		else if (store_wrote_over(wb->store))
			buf_addf(out, _("saved %s in place"), at.data);
		else	/* TRANSLATORS: %s is a time of day, 19:04. */
			buf_addf(out, _("saved %s"), at.data);
		buf_release(&at);
		break;
	}
}

const char *workbook_trouble(const struct workbook *wb)
{
	return wb->store ? store_trouble(wb->store) : "";
}

bool workbook_has_met(struct workbook *wb, struct merge_news *news)
{
	if (!wb->store || !store_take_news(wb->store, news))
		return false;
	news->other = false;
	return merge_is_news(news) || news->lost;
}

void workbook_look_again(struct workbook *wb)
{
	if (!workbook_shut(wb))
		store_look_again(wb->store);
}

bool workbook_words_are_safe(const struct workbook *wb)
{
	return wb->store && store_words_are_safe(wb->store);
}

const char *workbook_conflict(const struct workbook *wb)
{
	return wb->store ? store_conflict(wb->store) : NULL;
}

bool workbook_writes_over(const struct workbook *wb)
{
	return wb->store && store_wrote_over(wb->store) && !store_is_in_place(wb->store);
}

const char *workbook_warning(const struct workbook *wb, size_t i)
{
	return wb->store ? store_warning(wb->store, i) : NULL;
}
