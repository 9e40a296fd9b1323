/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader means to try. */
#include <config.h>

#include "workbook/steps.h"

#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "text/fold.h"

static const struct {
	const char *label, *brief;
} parts[STEP_TEXTS] = {
	[STEP_WHEN] = { N_("When"), N_("When") },
	[STEP_THEN] = { N_("I will"), N_("I will") },
	/* TRANSLATORS: the second of each is shorter, for where there is little room. */
	[STEP_OBSTACLE] = { N_("What may get in the way"), N_("In the way") },
	[STEP_WITH] = { N_("Who will know"), N_("Who knows") },
	[STEP_LOOK] = { N_("Look again on"), N_("Look again") },
};

const char *steps_label(int part)
{
	return _(parts[part].label);
}

const char *steps_brief(int part)
{
	return _(parts[part].brief);
}

const char *steps_title(void)
{
	return _("What I mean to try");
}

const char *steps_question(void)
{
	return _("What happened?");
}

/* TEXT without the words that stand before it anyway: who is asked "When" may type "When the
 * bell rings". */
static struct slice without_label(struct slice text, const char *label)
{
	struct fold have, want;
	struct fold_from at;
	size_t from = 0;

	fold_init(&have);
	fold_init(&want);
	fold_make(&have, text, FOLD_BLANKS);
	fold_make(&want, slice_of(label), FOLD_BLANKS);
	buf_add_char(&want.text, ' ');
	if (fold_find(&have, slice_buf(&want.text), &from, &at) && at.start == 0 &&
	    slice_trim(slice_part(text, at.end, text.len)).len)
		text = slice_trim(slice_part(text, at.end, text.len));
	fold_release(&want);
	fold_release(&have);
	return text;
}

/* The part as it stands in a sentence: its last stop or comma is the sentence's. */
static void add_part(const struct item *step, int part, struct buf *out)
{
	struct slice text = without_label(slice_trim(slice_of(step->text[part])),
					  steps_label(part));
	size_t len = text.len;

	while (len && strchr(".,; ", text.data[len - 1]))
		len--;
	if (!(text.len - len > 1 && text.data[text.len - 1] == '.'))	/* three dots stay */
		text = slice_part(text, 0, len);
	for (size_t i = 0; i < text.len; i++)
		buf_add_char(out, text.data[i] == '\n' || text.data[i] == '\t' ? ' ' : text.data[i]);
}

static bool has_part(const struct item *step, int part)
{
	return slice_trim(slice_of(step->text[part])).len > 0;
}

/* "What may get in the way: time". */
static void add_labelled(const struct item *step, int part, struct buf *out)
{
	struct buf day;

	buf_init(&day, ANSWERS_TEXT_MAX);
	if (part == STEP_LOOK)
		steps_tell_day(step->text[part], &day);
	else
		buf_add_slice(&day, slice_trim(slice_of(step->text[part])));
	/* TRANSLATORS: what a part of a step is called, and the part. */
	buf_addf(out, _("%s: %s"), steps_label(part), day.data);
	buf_release(&day);
}

static bool has_sentence(const struct item *step)
{
	return has_part(step, STEP_WHEN) || has_part(step, STEP_THEN);
}

static void add_sentence(const struct item *step, struct buf *out)
{
	struct buf when, then;

	buf_init(&when, ANSWERS_TEXT_MAX * 2);
	buf_init(&then, ANSWERS_TEXT_MAX * 2);
	add_part(step, STEP_WHEN, &when);
	add_part(step, STEP_THEN, &then);
	if (when.len && then.len)
		buf_addf(out, _("When %1$s, I will %2$s."), when.data, then.data);
	else if (when.len)
		buf_addf(out, _("When %s ..."), when.data);
	else
		buf_addf(out, _("I will %s."), then.data);
	buf_release(&then);
	buf_release(&when);
}

void steps_tell(const struct item *step, struct buf *out)
{
	if (has_sentence(step)) {
		add_sentence(step, out);
		return;
	}
	for (int part = STEP_OBSTACLE; part <= STEP_LOOK; part++)
		if (has_part(step, part)) {
			add_labelled(step, part, out);
			return;
		}
	buf_add_str(out, _("Nothing stands in it yet."));
}

void steps_tell_day(const char *day, struct buf *out)
{
	struct tm tm = { .tm_hour = 12, .tm_isdst = -1 };
	int len = 0;

	if (sscanf(day, "%4d-%2d-%2d%n", &tm.tm_year, &tm.tm_mon, &tm.tm_mday, &len) == 3 &&
	    !day[len]) {
		tm.tm_year -= 1900;
		tm.tm_mon--;
		workbook_date(mktime(&tm), out);
	} else {
		buf_add_str(out, day);
	}
}

/* ---- as a document ---- */

static void add_parts(struct doc *doc, const struct item *step, bool dates)
{
	struct buf text;

	buf_init(&text, ANSWERS_TEXT_MAX * 8);
	if (has_sentence(step))
		add_sentence(step, &text);
	for (int part = STEP_OBSTACLE; part <= STEP_LOOK; part++) {
		if (!has_part(step, part) || (part == STEP_LOOK && !dates))
			continue;
		if (text.len)
			buf_add_char(&text, '\n');
		add_labelled(step, part, &text);
	}
	doc_add_words(doc, slice_buf(&text));
	buf_release(&text);
}

static void add_happened(struct doc *doc, const struct layer *layer, bool dates)
{
	time_t when = answers_time(layer->at);
	struct buf date, note;

	buf_init(&date, 256);
	buf_init(&note, 1024);
	if (dates && when >= 0) {
		workbook_date(when, &date);
		/* TRANSLATORS: %s is a date. */
		buf_addf(&note, _("What happened, written on %s"), date.data);
	} else {
		buf_add_str(&note, _("What happened"));
	}
	doc_add_note(doc, slice_buf(&note));
	doc_add_words(doc, slice_of(layer->text));
	buf_release(&note);
	buf_release(&date);
}

void steps_add(struct doc *doc, const struct workbook *wb, size_t page, const struct item *step,
	       unsigned show)
{
	size_t count = beside_happened(wb, page, step->id);
	const char *shown = "";

	add_parts(doc, step, show & STEPS_DATES);
	for (size_t i = count; i-- > 0; ) {
		const struct layer *layer = beside_happened_layer(wb, page, step->id, i);

		/* A later sitting begins with the words of the one before, and most only add. */
		if (*layer->text && strncmp(shown, layer->text, strlen(layer->text)) != 0) {
			add_happened(doc, layer, show & STEPS_DATES);
			shown = layer->text;
		}
		if (!(show & STEPS_EARLIER))
			return;
	}
}
