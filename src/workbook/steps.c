/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader means to try. */
#include <config.h>

#include "workbook/steps.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "text/fold.h"
#include "workbook/dates.h"

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

/* The part as it stands in a sentence: its last stop or comma is the sentence's own. */
static void add_part(const struct item *step, int part, struct buf *out)
{
	struct slice text = without_label(slice_trim(slice_of(step->text[part])),
					  steps_label(part));
	size_t len = text.len;

	while (len && strchr(".,; ", text.data[len - 1]))
		len--;
	for (size_t i = 0; i < len; i++)
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
	/* A sentence that ends otherwise needs no full stop. */
	if (out->len > 1 && out->data[out->len - 1] == '.' && strchr("?!", out->data[out->len - 2]))
		buf_splice(out, out->len - 1, 1, "", 0);
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

void steps_tell_line(const struct item *step, struct buf *out)
{
	steps_tell(step, out);
	if (!has_part(step, STEP_LOOK) || !(has_sentence(step) || has_part(step, STEP_OBSTACLE) ||
					    has_part(step, STEP_WITH)))
		return;
	buf_add_char(out, ' ');
	add_labelled(step, STEP_LOOK, out);
	buf_add_char(out, '.');
}

void steps_tell_day(const char *text, struct buf *out)
{
	struct day day;

	if (day_read(slice_of(text), &day))
		dates_echo(day, out);
	else
		buf_add_str(out, text);
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

		if (i + 1 == count && show & STEPS_BEFORE)
			continue;
		/* Written on elsewhere, words begin as those before them did. */
		if (*layer->text && strncmp(shown, layer->text, strlen(layer->text)) != 0) {
			add_happened(doc, layer, show & STEPS_DATES);
			shown = layer->text;
		}
		if (!(show & (STEPS_EARLIER | STEPS_BEFORE)))
			return;
	}
}

/* ---- finding them ---- */

bool steps_belong(const struct workbook *wb, size_t page)
{
	return workbook_has_box(wb, page) &&
		(pack_page(workbook_pack(wb), page)->asks == ASKS_INTENT ||
		 beside_count(wb, page, ITEM_STEP) > 0);
}

struct day steps_today(const struct workbook *wb)
{
	return day_local(workbook_now(wb));
}

static bool has_day(const struct item *step, int part, struct day *day)
{
	return day_read(slice_of(step->text[part]), day);
}

bool steps_is_due(const struct item *step, struct day today)
{
	struct day look, asked;

	return has_day(step, STEP_LOOK, &look) && day_compare(look, today) <= 0 &&
		!(has_day(step, STEP_ASKED, &asked) && day_compare(asked, look) >= 0);
}

static bool belongs(const struct item *step, enum steps_which which, struct day today)
{
	struct day look;

	return which == STEPS_ALL || steps_is_due(step, today) ||
		(which == STEPS_DATED && has_day(step, STEP_LOOK, &look) &&
		 day_compare(look, today) > 0);
}

/* A step while the list is made. */
struct step_found {
	struct steps_place place;
	const struct item *step;
	size_t nth;		/* in the order of the book */
};

struct all_found {
	struct step_found *items;
	size_t count, cap;
};

static void add_found(struct all_found *f, size_t page, const struct item *step)
{
	struct step_found *found;

	if (strlen(step->id) >= sizeof(found->place.id))
		return;
	f->items = mem_grow(f->items, f->count, &f->cap, sizeof(*f->items));
	found = &f->items[f->count];
	*found = (struct step_found){ .place.page = page, .step = step, .nth = f->count };
	memcpy(found->place.id, step->id, strlen(step->id) + 1);
	f->count++;
}

/* By day; those of a day stay in the order of the book. */
static int compare_days(const void *left, const void *right)
{
	const struct step_found *a = left, *b = right;
	int order = strcmp(a->step->text[STEP_LOOK], b->step->text[STEP_LOOK]);

	return order ? order : a->nth < b->nth ? -1 : a->nth > b->nth;
}

void steps_find(const struct workbook *wb, enum steps_which which, struct day today,
		struct steps_list *list)
{
	struct all_found f = { 0 };

	*list = (struct steps_list){ 0 };
	for (size_t page = 0; page < pack_page_count(workbook_pack(wb)); page++)
		for (size_t i = 0; i < beside_count(wb, page, ITEM_STEP); i++) {
			const struct item *step = beside_item(wb, page, ITEM_STEP, i);

			if (belongs(step, which, today))
				add_found(&f, page, step);
		}
	if (which != STEPS_ALL && f.count)
		qsort(f.items, f.count, sizeof(*f.items), compare_days);
	for (size_t i = 0; i < f.count; i++) {
		list->places = mem_grow(list->places, list->count, &list->cap, sizeof(*list->places));
		list->places[list->count++] = f.items[i].place;
	}
	free(f.items);
}

void steps_release(struct steps_list *list)
{
	free(list->places);
	*list = (struct steps_list){ 0 };
}

bool steps_any_due(const struct workbook *wb)
{
	struct steps_list list;
	bool any;

	if (workbook_is_covered(wb))
		return false;
	steps_find(wb, STEPS_DUE, steps_today(wb), &list);
	any = list.count > 0;
	steps_release(&list);
	return any;
}

/* ---- changing them ---- */

void steps_set(struct workbook *wb, size_t page, const char *id, int part, struct slice text)
{
	const struct item *step = beside_find(wb, page, ITEM_STEP, id);
	struct slice texts[ITEM_TEXTS];

	if (!step)
		return;
	for (int i = 0; i < ITEM_TEXTS; i++)
		texts[i] = i == part ? text : slice_of(step->text[i]);
	beside_put(wb, page, ITEM_STEP, id, texts);
}

void steps_set_asked(struct workbook *wb, size_t page, const char *id)
{
	struct buf today;

	buf_init(&today, 64);
	day_write(steps_today(wb), &today);
	steps_set(wb, page, id, STEP_ASKED, slice_buf(&today));
	buf_release(&today);
}

const char *steps_happened(const struct workbook *wb, size_t page, const char *id)
{
	size_t count = beside_happened(wb, page, id);
	const struct layer *newest;
	time_t passed;

	if (!count)
		return "";
	newest = beside_happened_layer(wb, page, id, count - 1);
	passed = workbook_now(wb) - answers_time(newest->at);
	return passed >= -ANSWERS_SITTING && passed < ANSWERS_SITTING ? newest->text : "";
}

void steps_write_happened(struct workbook *wb, size_t page, const char *id, struct slice text)
{
	if (slice_trim(text).len || *steps_happened(wb, page, id))
		beside_write_happened(wb, page, id, steps_question(), text);
}
