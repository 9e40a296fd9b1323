/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a list looks: its words and lines as one flow of rows, the marked line in view. */
#include <config.h>

#include "ui/chooser_own.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "text/wrap.h"
#include "ui/view.h"

#define MARK_WIDTH 2	/* "> " before the marked line */

/* One row on the screen: of the words above or below, or of a line. */
struct flow_row {
	const struct layout_row *words;	/* NULL: a row of a line, or an empty one */
	size_t line;			/* index, or NO_LINE */
	struct slice text;
	bool first;			/* the line's first row */
	size_t start;			/* of the text in the line's label */
};

/* Everything that could show, row by row, made anew for each draw. */
struct flow {
	struct flow_row *rows;
	size_t count, cap;
	struct layout *intro, *outro;
};

static void add_row(struct flow *f, struct flow_row row)
{
	f->rows = mem_grow(f->rows, f->count, &f->cap, sizeof(*f->rows));
	f->rows[f->count++] = row;
}

static void add_words(struct flow *f, const struct layout *layout)
{
	for (size_t i = 0; i < layout_count(layout); i++)
		add_row(f, (struct flow_row){ layout_row(layout, i), NO_LINE, { "", 0 }, false, 0 });
}

static void add_empty(struct flow *f)
{
	add_row(f, (struct flow_row){ NULL, NO_LINE, { "", 0 }, false, 0 });
}

static void add_label(struct flow *f, const struct chooser *c, size_t i, int width, bool airy)
{
	const struct line *line = &c->lines[i];
	struct slice text = slice_of(line->label);
	struct wrap wrap;

	if (line->hidden)
		return;
	if ((line->gap || (airy && i)) && f->count)
		add_empty(f);
	if (line->gap && airy && f->count)
		add_empty(f);
	wrap_init(&wrap);
	wrap_text(&wrap, text, width - MARK_WIDTH - line->indent);
	for (size_t k = 0; k < wrap.count; k++)
		add_row(f, (struct flow_row){ NULL, i, slice_part(text, wrap.rows[k].start,
								  wrap.rows[k].end), k == 0,
					      wrap.rows[k].start });
	wrap_release(&wrap);
}

/* While lines are filtered, in the place of the words above them. */
static struct doc *filter_words(const struct chooser *c)
{
	struct doc *doc = doc_new();
	struct buf text;

	buf_init(&text, c->filter.len + 1024);
	/* TRANSLATORS: %s is what was typed. */
	buf_addf(&text, c->marked == NO_LINE ? _("No line here has: %s") : _("Lines with: %s"),
		 c->filter.data);
	buf_addf(&text, ". %s", _("Backspace widens, Esc shows them all."));
	doc_add_paragraph(doc, slice_buf(&text));
	buf_release(&text);
	return doc;
}

static void flow_make(struct flow *f, const struct chooser *c, int width, int gap)
{
	memset(f, 0, sizeof(*f));
	if (c->filter.len) {
		struct doc *words = filter_words(c);

		f->intro = layout_new_spaced(words, width, gap);
		doc_free(words);
		add_words(f, f->intro);
		add_empty(f);
	} else if (c->intro) {
		f->intro = layout_new_spaced(c->intro, width, gap);
		add_words(f, f->intro);
		add_empty(f);
	}
	for (size_t i = 0; i < c->count; i++)
		add_label(f, c, i, width, gap > 1);
	if (c->outro && !c->filter.len) {
		add_empty(f);
		f->outro = layout_new_spaced(c->outro, width, gap);
		add_words(f, f->outro);
	}
}

static void flow_release(struct flow *f)
{
	layout_free(f->intro);
	layout_free(f->outro);
	free(f->rows);
}

static void find_marked(struct chooser *c, const struct flow *f)
{
	c->rows = f->count;
	c->first = c->last = 0;
	for (size_t i = 0; i < f->count; i++) {
		if (f->rows[i].line != c->marked || c->marked == NO_LINE)
			continue;
		if (f->rows[i].first)
			c->first = i;
		c->last = i;
	}
}

/* Scrolls as little as keeps the marked line in view, unless the words are being read. */
static void keep_in_view(struct chooser *c)
{
	size_t height = (size_t)c->height;

	if (!c->loose) {
		if (c->last >= c->top + height)
			c->top = c->last - height + 1;
		if (c->first < c->top)
			c->top = c->first;
	}
	if (c->top + height > c->rows)
		c->top = c->rows > height ? c->rows - height : 0;
}

/* Behind PgDn and PgUp: the first line that begins in view. */
static void mark_what_shows(struct chooser *c, const struct flow *f)
{
	for (size_t i = c->top; c->turned && i < f->count && i < c->top + (size_t)c->height; i++)
		if (f->rows[i].first) {
			c->marked = f->rows[i].line;
			c->loose = c->turned = false;
			find_marked(c, f);
		}
	c->turned = false;
}

static void draw_line(const struct chooser *c, const struct flow_row *row, struct area *area,
		      int at)
{
	const struct line *line = &c->lines[row->line];
	bool marked = row->line == c->marked;
	int col = area->left + MARK_WIDTH + line->indent;
	struct surface *s = area->surface;

	if (marked && row->first)
		surface_put(s, at, area->left + line->indent, s->cols, slice_of(">"), STYLE_STRONG);
	surface_put_marked(s, at, col, s->cols, row->text, marked ? STYLE_REVERSE : STYLE_PLAIN,
			   line->from > row->start ? line->from - row->start : 0,
			   line->to > row->start ? line->to - row->start : 0,
			   STYLE_STRONG | STYLE_EMPH);
	if (marked && row->first)
		surface_cursor(s, at, col);
}

/* On the first row with text; a marked line that shows takes it. */
static void put_cursor(const struct chooser *c, const struct flow *f, struct area *area)
{
	for (size_t i = c->top; i < f->count; i++)
		if (f->rows[i].words ? f->rows[i].words->text.len > 0 : f->rows[i].line != NO_LINE) {
			int indent = f->rows[i].words ? f->rows[i].words->indent :
				MARK_WIDTH + c->lines[f->rows[i].line].indent;

			surface_cursor(area->surface, area->top + (int)(i - c->top),
				       area->left + indent);
			return;
		}
}

void chooser_draw(void *state, struct app *app, struct area *area)
{
	struct chooser *c = state;
	struct flow f;

	(void)app;
	c->height = area->rows;
	flow_make(&f, c, area->cols, area->gap);
	find_marked(c, &f);
	keep_in_view(c);
	mark_what_shows(c, &f);
	put_cursor(c, &f, area);
	c->at = area->top;
	c->shown = mem_resize(c->shown, (size_t)area->rows, sizeof(*c->shown));
	for (int i = 0; i < area->rows; i++)
		c->shown[i] = NO_LINE;
	for (int i = 0; i < area->rows && c->top + (size_t)i < f.count; i++) {
		const struct flow_row *row = &f.rows[c->top + (size_t)i];

		c->shown[i] = row->line;
		if (row->words)
			view_draw_row(area->surface, row->words, area->top + i, area->left);
		else if (row->line != NO_LINE)
			draw_line(c, row, area, area->top + i);
	}
	area->more_below = c->top + (size_t)area->rows < f.count;
	flow_release(&f);
}
