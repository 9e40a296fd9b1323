/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list to choose from, with words above and below it. */
#include <config.h>

#include "ui/chooser.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "text/wrap.h"
#include "ui/view.h"

#define MARK_WIDTH 2	/* "> " before the marked line */

struct line {
	char *label;
	int indent;
	int tag;
	bool gap;	/* an empty row before it */
};

/* One row on the screen: of the words above or below, or of a line. */
struct flow_row {
	const struct layout_row *words;	/* NULL: a row of a line, or an empty one */
	size_t line;			/* index, or NO_LINE */
	struct slice text;
	bool first;			/* the line's first row */
};

#define NO_LINE ((size_t)-1)

struct chooser {
	char *title;
	struct doc *intro, *outro;
	chooser_chosen *chosen;
	void *context;
	struct line *lines;
	size_t count, cap;
	bool gap;		/* before the next line to be added */
	size_t marked;
	size_t top;		/* first row of the flow that shows */
	bool loose;		/* scrolled away from the marked line, to read the words */
	/* As last drawn: */
	int height;		/* rows for the flow */
	size_t rows;		/* of the whole flow */
	size_t first, last;	/* of the marked line */
	int at;			/* of the surface: its first row */
	size_t *shown;		/* by row: the line, or NO_LINE */
};

/* Everything that could show, row by row, made anew for each draw. */
struct flow {
	struct flow_row *rows;
	size_t count, cap;
	struct layout *intro, *outro;
};

struct chooser *chooser_new(const char *title, struct doc *intro, chooser_chosen *chosen)
{
	struct chooser *c = MEM_NEW(struct chooser);

	c->title = mem_string(title);
	c->intro = intro;
	c->chosen = chosen;
	c->marked = NO_LINE;
	return c;
}

void chooser_context(struct chooser *c, void *context)
{
	c->context = context;
}

void chooser_outro(struct chooser *c, struct doc *outro)
{
	c->outro = outro;
}

void chooser_add(struct chooser *c, int indent, const char *label, int tag)
{
	if (c->marked == NO_LINE)
		c->marked = 0;
	c->lines = mem_grow(c->lines, c->count, &c->cap, sizeof(*c->lines));
	c->lines[c->count++] = (struct line){ mem_string(label), indent, tag, c->gap };
	c->gap = false;
}

void chooser_add_gap(struct chooser *c)
{
	c->gap = true;
}

void chooser_mark(struct chooser *c, int tag)
{
	for (size_t i = 0; i < c->count; i++)
		if (c->lines[i].tag == tag)
			c->marked = i;
}

static void chooser_close(void *state)
{
	struct chooser *c = state;

	for (size_t i = 0; i < c->count; i++)
		free(c->lines[i].label);
	free(c->lines);
	free(c->shown);
	free(c->context);
	free(c->title);
	doc_free(c->intro);
	doc_free(c->outro);
	free(c);
}

static void add_row(struct flow *f, struct flow_row row)
{
	f->rows = mem_grow(f->rows, f->count, &f->cap, sizeof(*f->rows));
	f->rows[f->count++] = row;
}

static void add_words(struct flow *f, const struct layout *layout)
{
	for (size_t i = 0; i < layout_count(layout); i++)
		add_row(f, (struct flow_row){ layout_row(layout, i), NO_LINE, { "", 0 }, false });
}

static void add_empty(struct flow *f)
{
	add_row(f, (struct flow_row){ NULL, NO_LINE, { "", 0 }, false });
}

static void add_label(struct flow *f, const struct chooser *c, size_t i, int width, bool airy)
{
	const struct line *line = &c->lines[i];
	struct slice text = slice_of(line->label);
	struct wrap wrap;

	if ((line->gap || (airy && i)) && f->count)
		add_empty(f);
	if (line->gap && airy && f->count)
		add_empty(f);
	wrap_init(&wrap);
	wrap_text(&wrap, text, width - MARK_WIDTH - line->indent);
	for (size_t k = 0; k < wrap.count; k++)
		add_row(f, (struct flow_row){ NULL, i, slice_part(text, wrap.rows[k].start,
								  wrap.rows[k].end), k == 0 });
	wrap_release(&wrap);
}

static void flow_make(struct flow *f, const struct chooser *c, int width, int gap)
{
	memset(f, 0, sizeof(*f));
	if (c->intro) {
		f->intro = layout_new_spaced(c->intro, width, gap);
		add_words(f, f->intro);
		add_empty(f);
	}
	for (size_t i = 0; i < c->count; i++)
		add_label(f, c, i, width, gap > 1);
	if (c->outro) {
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

static void draw_line(const struct chooser *c, const struct flow_row *row, struct area *area,
		      int at)
{
	const struct line *line = &c->lines[row->line];
	bool marked = row->line == c->marked;
	int col = area->left + MARK_WIDTH + line->indent;
	struct surface *s = area->surface;

	if (marked && row->first)
		surface_put(s, at, area->left + line->indent, s->cols, slice_of(">"), STYLE_STRONG);
	surface_put(s, at, col, s->cols, row->text, marked ? STYLE_REVERSE : STYLE_PLAIN);
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

static void chooser_draw(void *state, struct app *app, struct area *area)
{
	struct chooser *c = state;
	struct flow f;

	(void)app;
	c->height = area->rows;
	flow_make(&f, c, area->cols, area->gap);
	find_marked(c, &f);
	keep_in_view(c);
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

/* Moves the mark by STEP lines, as far as there are lines; false when it stays. */
static bool move(struct chooser *c, long step)
{
	size_t was = c->marked;

	if (!c->count)
		return false;
	if (step < 0)
		c->marked -= (size_t)-step < was ? (size_t)-step : was;
	else
		c->marked = (size_t)step < c->count - was ? was + (size_t)step : c->count - 1;
	c->loose = c->loose && c->marked == was;
	return c->marked != was;
}

/* Scrolls the words by STEP rows, mark or no mark; false when there are no more. */
static bool scroll(struct chooser *c, long step)
{
	size_t was = c->top, last = c->rows > (size_t)c->height ? c->rows - (size_t)c->height : 0;

	if (step < 0)
		c->top -= (size_t)-step < was ? (size_t)-step : was;
	else if (was < last)
		c->top = (size_t)step < last - was ? was + (size_t)step : last;
	c->loose = c->loose || c->top != was;
	return c->top != was;
}

static bool is_in_view(const struct chooser *c)
{
	return c->last >= c->top && c->first < c->top + (size_t)c->height;
}

/* Up and Down: through the rows of the marked line where they do not all show, or back to
 * it; then from line to line, then through the words beyond the last line. */
static void step(struct chooser *c, long lines)
{
	long rows = lines < 0 ? -1 : 1;

	/* What has not been drawn yet, for keys come fast, is all in view. */
	if (c->height && (lines < 0 ? c->first < c->top : c->last >= c->top + (size_t)c->height))
		scroll(c, rows);
	else if (!move(c, lines))
		scroll(c, lines);
}

static bool chooser_command(void *state, struct app *app, enum command command)
{
	struct chooser *c = state;
	long screenful = c->height > 1 ? c->height - 1 : 1;

	switch (command) {
	case CMD_UP:
		step(c, -1);
		return true;
	case CMD_DOWN:
		step(c, 1);
		return true;
	case CMD_BACK:
		step(c, -screenful);
		return true;
	case CMD_ONWARD:
		step(c, screenful);
		return true;
	case CMD_TOP:
		move(c, LONG_MIN / 2);
		scroll(c, LONG_MIN / 2);
		return true;
	case CMD_BOTTOM:
		move(c, LONG_MAX / 2);
		scroll(c, LONG_MAX / 2);
		return true;
	case CMD_CHOOSE:
		if (c->loose && !is_in_view(c))
			c->loose = false;	/* first shows what would be chosen */
		else if (c->marked != NO_LINE)
			c->chosen(app, c->context, c->lines[c->marked].tag);
		return true;
	default:
		return false;
	}
}

/* A click chooses, as Enter does on the marked line. */
static void chooser_click(void *state, struct app *app, int row, int col)
{
	struct chooser *c = state;

	(void)col;
	if (row < c->at || row >= c->at + c->height || c->shown[row - c->at] == NO_LINE)
		return;
	c->marked = c->shown[row - c->at];
	c->loose = false;
	c->chosen(app, c->context, c->lines[c->marked].tag);
}

static void chooser_title(const void *state, const struct app *app, struct buf *middle,
			  struct buf *right)
{
	(void)app;
	(void)right;
	buf_add_str(middle, ((const struct chooser *)state)->title);
}

static unsigned chooser_focus(const void *state, const struct app *app)
{
	(void)state;
	(void)app;
	return FOCUS_LIST;
}

static const struct screen_ops chooser_ops = {
	.title = chooser_title,
	.focus = chooser_focus,
	.draw = chooser_draw,
	.command = chooser_command,
	.close = chooser_close,
	.click = chooser_click,
};

bool chooser_back_to(struct app *app, chooser_chosen *chosen)
{
	size_t at = app->depth;

	while (at > 0 && !(app->stack[at - 1].ops == &chooser_ops &&
			   ((struct chooser *)app->stack[at - 1].state)->chosen == chosen))
		at--;
	while (at && app->depth > at)
		app_pop(app);
	return at > 0;
}

void chooser_push(struct app *app, struct chooser *c)
{
	app_push(app, &chooser_ops, c);
}

void chooser_replace(struct app *app, struct chooser *c)
{
	app_replace(app, &chooser_ops, c);
}
