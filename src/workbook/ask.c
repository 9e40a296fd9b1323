/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked outside the book. */
#include <config.h>

#include "workbook/ask_own.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"

struct ask *ask_begin(const char *title)
{
	struct ask *ask = MEM_NEW(struct ask);

	ask->title = title;
	ask->intro = doc_new();
	return ask;
}

void ask_add(struct ask *ask, const char *label, enum ask_answer answer)
{
	ask->lines = mem_grow(ask->lines, ask->count, &ask->cap, sizeof(*ask->lines));
	ask->lines[ask->count++] = (struct ask_line){ mem_string(label), answer };
}

void ask_free(struct ask *ask)
{
	for (size_t i = 0; i < ask->count; i++)
		free(ask->lines[i].label);
	free(ask->lines);
	doc_free(ask->intro);
	doc_free(ask->outro);
	free(ask);
}

static struct doc *who_can_read(void)
{
	struct doc *outro = doc_new();

	doc_add_paragraph(outro, slice_of(_("Anyone who can use this login can open what is "
					    "kept here.")));
	return outro;
}

struct ask *ask_first_start(const char *home, bool looking)
{
	struct ask *ask = ask_begin(looking ? _("Your writing") : _("Welcome"));

	if (looking)
		doc_add_paragraph(ask->intro, slice_of(_("Nothing is kept while you look around. "
							 "Choose a place, and you can write.")));
	else
		doc_add_heading(ask->intro, 1, slice_of(_("Leader plus: a workbook for thinking "
							  "about leadership")));
	doc_add_paragraph(ask->intro, slice_of(_("Nothing is scored. Nothing is sent anywhere.")));
	doc_add_heading(ask->intro, 2, slice_of(_("Where shall your writing be kept?")));
	if (home)
		ask_add(ask, _("On this computer, for a login only you use"), ASK_HERE);
	ask_add(ask, _("On a memory stick, or in another folder"), ASK_ELSEWHERE);
	ask_add(ask, _("I already have a workbook"), ASK_ALREADY);
	ask_add(ask, _("Just look around, nothing is kept"), ASK_LOOKING);
	ask->outro = who_can_read();
	return ask;
}

struct ask *ask_create(const char *path)
{
	struct ask *ask = ask_begin(_("Welcome"));
	struct buf text;

	buf_init(&text, 8192);
	buf_addf(&text, _("There is no workbook yet at %s."), path);
	doc_add_paragraph(ask->intro, slice_buf(&text));
	buf_release(&text);
	ask_add(ask, _("Begin a new workbook there"), ASK_NAMED);
	ask_add(ask, _("Just look around, nothing is kept"), ASK_LOOKING);
	ask_add(ask, _("Leave, and change nothing"), ASK_LEAVE);
	ask->outro = who_can_read();
	return ask;
}

static void add_backup(struct ask *ask, time_t at)
{
	struct buf label, date, time;

	buf_init(&label, 1024);
	buf_init(&date, 256);
	buf_init(&time, 256);
	workbook_date(at, &date);
	workbook_clock(at, &time);
	/* TRANSLATORS: a date and a time of day. */
	buf_addf(&label, _("Go on with the copy from before the last save (%s, %s)"), date.data,
		 time.data);
	ask_add(ask, label.data, ASK_BACKUP);
	buf_release(&time);
	buf_release(&date);
	buf_release(&label);
}

static void add_offer(struct ask *ask, const struct store_offer *offer)
{
	switch (offer->source) {
	case STORE_BACKUP:
		add_backup(ask, offer->at);
		break;
	case STORE_JOURNAL:
		ask_add(ask, _("Go on with the last sentences alone, from the journal"), ASK_JOURNAL);
		break;
	case STORE_SALVAGE:
		ask_add(ask, _("Go on with all that can be found in it and beside it"), ASK_SALVAGE);
		break;
	default:
		break;
	}
}

struct ask *ask_repair(const struct sys *sys, const char *path, const char *trouble)
{
	struct store_offer offers[STORE_SOURCES];
	size_t count = store_offers(sys, path, offers);
	bool there = file_exists(sys, path);
	struct ask *ask = ask_begin(there ? _("Damaged workbook") : _("Missing workbook"));
	struct buf text;

	buf_init(&text, 8192);
	/* TRANSLATORS: what follows says what is wrong with the workbook's file. */
	buf_addf(&text, _("Something is wrong with your workbook: %s."), trouble);
	doc_add_paragraph(ask->intro, slice_buf(&text));
	buf_release(&text);
	doc_add_paragraph(ask->intro, slice_of(_("Nothing has been changed. What would you like to "
						 "do?")));
	ask->outro = doc_new();
	doc_add_paragraph(ask->outro, slice_of(there ?
		_("When you go on, the damaged file is kept for good beside the new one, with 'broken' "
		  "in its name.") :
		_("When you go on, the file is made again.")));
	for (size_t i = 0; i < count; i++)
		add_offer(ask, &offers[i]);
	if (count && offers[0].source == STORE_SALVAGE)
		ask_add(ask, _("Only read what can be found, and change nothing"), ASK_READ);
	ask_add(ask, _("Leave, and change nothing"), ASK_LEAVE);
	ask_add(ask, _("Begin anew, with empty boxes"), ASK_NEW);
	return ask;
}

struct ask *ask_unsaved(const struct workbook *wb)
{
	bool safe = workbook_words_are_safe(wb);
	struct ask *ask = ask_begin(_("NOT SAVED"));
	struct buf text;

	buf_init(&text, 8192);
	buf_addf(&text, _("Your last words are not saved: %s."), workbook_trouble(wb));
	doc_add_paragraph(ask->intro, slice_buf(&text));
	buf_release(&text);
	if (safe)
		doc_add_paragraph(ask->intro, slice_of(_("They are in its journal, from which the "
							 "next start puts them back.")));
	ask_add(ask, _("Try once more to save, then quit"), ASK_AGAIN);
	ask_add(ask, _("Save a copy in another folder, then quit"), ASK_COPY);
	ask_add(ask, _("Stay in the workbook"), ASK_STAY);
	ask_add(ask, safe ? _("Quit without saving; the next start puts them back") :
	    _("Quit without these last words"), ASK_LEAVE);
	return ask;
}

enum store_source ask_source(enum ask_answer answer)
{
	switch (answer) {
	case ASK_BACKUP:
		return STORE_BACKUP;
	case ASK_JOURNAL:
		return STORE_JOURNAL;
	case ASK_SALVAGE:
	case ASK_READ:
		return STORE_SALVAGE;
	default:
		return STORE_NEW;
	}
}

enum store_mode ask_mode(enum ask_answer answer, enum store_mode mode)
{
	return answer == ASK_READ ? STORE_READ : mode;
}
