/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a form looks: all its rows on a surface of their own, of which a part shows. */
#include <config.h>

#include "ui/form_own.h"

#include <string.h>

#include "base/intl.h"
#include "doc/layout.h"
#include "text/utf8.h"
#include "ui/frame.h"
#include "ui/view.h"
#include "workbook/dates.h"

#define LINE_ROWS 3	/* of a line that wraps, at most */
#define WORDS_ROWS 8	/* of a box with words, at most */
#define TEXT_COLS 28	/* cells beside a label that are room enough */
#define BRIEF_COLS 14	/* beside a brief one; with less, the label stands above */

/* Where the parts stand, for one drawing. */
struct shape {
	const struct form *form;
	int cols;
	int beside;		/* the column of the fields, 0: under their labels */
	bool brief;
	int gap;		/* empty rows between fields */
	int words;		/* rows of a box with words */
	struct layout *intro;
};

static int label_width(const struct form *form, bool brief)
{
	int widest = 0;

	for (size_t i = 0; i < form->count; i++) {
		const struct form_field *field = &form->fields[i];
		int width = text_width(slice_of(brief ? field->brief : field->label));

		if (field->kind != FORM_WORDS && width > widest)
			widest = width;
	}
	return widest;
}

static void shape_make(struct shape *shape, const struct form *form, const struct area *area)
{
	int width = label_width(form, false);

	*shape = (struct shape){ .form = form, .cols = area->cols, .gap = area->gap > 1 };
	shape->brief = area->cols - width - 2 < TEXT_COLS;
	if (shape->brief)
		width = label_width(form, true);
	shape->beside = area->cols - width - 2 < BRIEF_COLS ? 0 : width + 2;
	shape->words = area->rows / 2 > WORDS_ROWS ? WORDS_ROWS : area->rows / 2 < 3 ? 3 :
		area->rows / 2;
	if (form->intro)
		shape->intro = layout_new_spaced(form->intro, area->cols, area->gap);
}

static int intro_rows(const struct shape *shape)
{
	size_t rows = shape->intro ? layout_count(shape->intro) : 0;

	return rows ? (int)rows + 1 : 0;
}

static int text_cols(const struct shape *shape, const struct form_field *field)
{
	return field->kind == FORM_WORDS || !shape->beside ? shape->cols :
		shape->cols - shape->beside;
}

static int text_rows(const struct shape *shape, struct form_field *field)
{
	size_t rows;

	if (field->kind == FORM_WORDS)
		return shape->words;
	rows = edit_rows(&field->box.text, text_cols(shape, field))->count;
	return rows > LINE_ROWS ? LINE_ROWS : (int)rows;
}

static bool has_hint(const struct form_field *field)
{
	return form_is_day(field) && !edit_text(&field->box.text).len;
}

/* Gives each field its rows; returns those of the whole form. */
static int place(const struct shape *shape, struct form *form)
{
	int row = intro_rows(shape);

	for (size_t i = 0; i < form->count; i++) {
		struct form_field *field = &form->fields[i];
		bool above = field->kind == FORM_WORDS || !shape->beside;

		field->top = row;
		field->bottom = row + above + text_rows(shape, field) + has_hint(field);
		row = field->bottom + shape->gap;
	}
	return row - (form->count ? shape->gap : 0);
}

bool form_in_view(const struct form *form)
{
	const struct form_field *field = &form->fields[form->focus];

	return !form->height || (field->bottom > form->top && field->top < form->top + form->height);
}

/* The field with the focus, or at least the row of its CURSOR. */
static void keep_in_view(struct form *form, int cursor)
{
	const struct form_field *field = &form->fields[form->focus];

	if (!form->loose) {
		if (field->bottom > form->top + form->height)
			form->top = field->bottom - form->height;
		if (field->top < form->top)
			form->top = field->top;
		if (cursor >= form->top + form->height)
			form->top = cursor - form->height + 1;
	}
	if (form->top + form->height > form->rows)
		form->top = form->rows > form->height ? form->rows - form->height : 0;
}

static void draw_hint(struct surface *s, const struct form_field *field, int col, int end)
{
	struct buf hint;

	buf_init(&hint, 1024);
	/* TRANSLATORS: two ways to write a day, '15 January' and 'in 3 weeks'. */
	buf_addf(&hint, _("as in %1$s, or %2$s"), dates_example(0),
		 field->kind == FORM_PAST ? dates_past_example(1) : dates_example(1));
	if (text_width(slice_buf(&hint)) > end - col) {
		buf_clear(&hint);
		/* TRANSLATORS: a way to write a day, '15 January'; it must not look like one that
		 * was typed. */
		buf_addf(&hint, _("as in %s"), dates_example(0));
	}
	surface_put(s, field->bottom - 1, col, end, slice_buf(&hint), STYLE_EMPH);
	buf_release(&hint);
}

static void draw_field(const struct shape *shape, struct surface *s, struct form_field *field,
		       bool focus)
{
	const char *label = shape->brief ? field->brief : field->label;
	unsigned style = focus ? STYLE_STRONG : STYLE_PLAIN;
	bool above = field->kind == FORM_WORDS || !shape->beside;
	int col = above ? 0 : shape->beside, row = field->top + above;
	int cursor_row = s->cursor_row, cursor_col = s->cursor_col, end;

	if (field->kind == FORM_WORDS) {
		frame_rule(s, field->top, 0, shape->cols, field->label, "", STYLE_PLAIN);
	} else {
		end = surface_put(s, field->top, 0, shape->cols, slice_of(label), style);
		surface_put(s, field->top, end, shape->cols, slice_of(":"), style);
	}
	if (has_hint(field))
		draw_hint(s, field, col, shape->cols);
	box_draw(&field->box, s, row, col, field->bottom - has_hint(field) - row,
		 text_cols(shape, field), focus);
	if (!focus)
		surface_cursor(s, cursor_row, cursor_col);
}

/* The first cell that is not blank, of the rows that show. */
static void cursor_to_text(struct surface *s, const struct area *area)
{
	for (int row = area->top; row < area->top + area->rows; row++)
		for (int col = area->left; col < area->left + area->cols; col++)
			if (strcmp(surface_at(s, row, col)->text, " ") != 0) {
				surface_cursor(s, row, col);
				return;
			}
}

/* The rows from TOP on, where they belong. */
static void copy(const struct form *form, const struct surface *from, struct area *area)
{
	struct surface *to = area->surface;

	for (int i = 0; i < area->rows && form->top + i < from->rows; i++)
		for (int col = 0; col < from->cols; col++)
			to->cells[(area->top + i) * to->cols + area->left + col] =
				from->cells[(form->top + i) * from->cols + col];
	surface_cursor(to, area->top + from->cursor_row - form->top, area->left + from->cursor_col);
}

void form_draw(void *state, struct app *app, struct area *area)
{
	struct form *form = state;
	struct surface all;
	struct shape shape;

	(void)app;
	shape_make(&shape, form, area);
	form->rows = place(&shape, form);
	form->at = area->top;
	form->left = area->left;
	form->height = area->rows;
	surface_init(&all);
	all.rule = area->surface->rule;
	surface_resize(&all, form->rows, area->cols);
	for (size_t i = 0; shape.intro && i < layout_count(shape.intro); i++)
		view_draw_row(&all, layout_row(shape.intro, i), (int)i, 0);
	for (size_t i = 0; i < form->count; i++)
		draw_field(&shape, &all, &form->fields[i], i == form->focus);
	keep_in_view(form, all.cursor_row);
	copy(form, &all, area);
	if (all.cursor_row < form->top || all.cursor_row >= form->top + area->rows)
		cursor_to_text(area->surface, area);
	area->more_below = form->top + area->rows < form->rows;
	surface_release(&all);
	layout_free(shape.intro);
}
