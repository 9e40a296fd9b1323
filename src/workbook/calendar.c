/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The days on which a reader means to look again, as a calendar file. */
#include <config.h>

#include "workbook/calendar.h"

#include <string.h>

#include "base/file.h"
#include "base/intl.h"
#include "workbook/ics.h"
#include "workbook/paths.h"
#include "workbook/steps.h"
#include "workbook/tell.h"

#define CALENDAR_MAX ((size_t)64 * 1024 * 1024)
#define EVENT_MAX ((size_t)4 * 1024 * 1024)

static void add_summary(const struct item *step, bool words, struct buf *out)
{
	struct buf told;

	if (!words) {
		buf_add_str(out, _("To look at again"));
		return;
	}
	buf_init(&told, EVENT_MAX);
	steps_tell(step, &told);
	/* TRANSLATORS: an entry of a calendar: what the reader means to try follows. */
	buf_addf(out, _("To look at again: %s"), told.data);
	buf_release(&told);
}

/* The other parts, a line each. */
static void add_description(const struct item *step, struct buf *out)
{
	for (int part = STEP_OBSTACLE; part <= STEP_WITH; part++) {
		if (!*step->text[part])
			continue;
		if (out->len)
			buf_add_char(out, '\n');
		buf_addf(out, _("%s: %s"), steps_label(part), step->text[part]);
	}
}

static void add_event(const struct workbook *wb, const struct item *step, bool words,
		      struct buf *out)
{
	struct ics_event event = {
		.uid = step->id, .sequence = (unsigned long)step->clock, .stamp = workbook_now(wb),
	};
	struct buf summary, description;

	buf_init(&summary, EVENT_MAX);
	buf_init(&description, EVENT_MAX);
	add_summary(step, words, &summary);
	if (words)
		add_description(step, &description);
	event.summary = summary.data;
	event.description = description.len ? description.data : NULL;
	if (day_read(slice_of(step->text[STEP_LOOK]), &event.day))
		ics_add(out, &event);
	buf_release(&description);
	buf_release(&summary);
}

void calendar_write(const struct workbook *wb, bool words, struct buf *out)
{
	struct steps_list list;

	steps_find(wb, STEPS_DATED, steps_today(wb), &list);
	ics_begin(out);
	for (size_t i = 0; i < list.count; i++)
		add_event(wb, beside_find(wb, list.places[i].page, ITEM_STEP, list.places[i].id), words,
			  out);
	ics_end(out);
	steps_release(&list);
}

bool calendar_is_empty(const struct workbook *wb)
{
	struct steps_list list;
	bool empty;

	steps_find(wb, STEPS_DATED, steps_today(wb), &list);
	empty = !list.count;
	steps_release(&list);
	return empty;
}

bool calendar_save(const struct workbook *wb, const struct sys *sys, bool words, const char *path,
		   bool over, struct err *err)
{
	struct buf out;
	bool ok;

	buf_init(&out, CALENDAR_MAX);
	calendar_write(wb, words, &out);
	if (out.full)
		ok = err_set(err, ERR_TOO_BIG, _("the calendar is too large to be saved"));
	else if (over)
		ok = file_replace(sys, path, slice_buf(&out), err);
	else
		ok = file_create(sys, path, slice_buf(&out), err);
	buf_release(&out);
	return ok;
}

bool calendar_copy(const struct workbook *wb, const struct sys *sys, bool words, const char *path,
		   struct buf *said)
{
	const char *dot = strrchr(path, '.');
	struct err err;

	if (!dot || strcmp(dot, ".ics") != 0) {
		buf_add_str(said, _("Not saved. This is a calendar file: let its name end in .ics."));
		return false;
	}
	if (!calendar_save(wb, sys, words, path, false, &err)) {
		if (err.kind == ERR_CHANGED)
			buf_addf(said, _("Not saved: '%s' exists already. Choose another name."), path);
		else
			buf_addf(said, _("Not saved: %s."), err.text);
		return false;
	}
	tell_export(sys, path, said);
	return true;
}

const char *calendar_question(void)
{
	return _("A calendar file with the days on which you mean to look again. Open it with your "
		 "calendar. Whoever keeps that calendar, or may look into it, sees what stands "
		 "there.");
}

const char *calendar_answer(bool words)
{
	return words ? _("The days with my words, what I mean to try") :
		_("The days alone, as 'To look at again'");
}

const char *calendar_nothing(void)
{
	return _("No step has a day to look at it again.");
}
