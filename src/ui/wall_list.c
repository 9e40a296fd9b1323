/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list on the wall. */
#include <config.h>

#include "ui/wall_list.h"

#include <stdlib.h>

#include "base/mem.h"
#include "text/utf8.h"
#include "text/wrap.h"
#include "ui/wall.h"

#define MARK_WIDTH 2	/* "> " */
#define HEAD_MAX 4096

struct line {
	char *label;
	int indent, tag;
};

struct wall_lines {
	struct line *items;
	size_t count, cap;
};

struct wall_list {
	const struct wall_list_kind *kind;
	size_t marked;		/* a line's number */
	size_t top;		/* the row at the top of the window */
	size_t height;		/* rows that the last draw had for lines */
};

/* What stands in one row of the window. */
struct list_row {
	size_t line;		/* NO_LINE: of the head, or empty */
	struct slice text;	/* lent */
	bool first;		/* of the line */
};

#define NO_LINE ((size_t)-1)

struct list_rows {
	struct wall_lines lines;
	struct buf head;
	struct list_row *items;
	size_t count, cap;
	int width;		/* of the widest, mark and all */
};

void wall_line(struct wall_lines *lines, int indent, const char *label, int tag)
{
	lines->items = mem_grow(lines->items, lines->count, &lines->cap, sizeof(*lines->items));
	lines->items[lines->count++] = (struct line){ mem_string(label), indent, tag };
}

static void release_lines(struct wall_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		free(lines->items[i].label);
	free(lines->items);
}

static struct wall_lines fill(const struct wall_list *l, const struct app *app)
{
	struct wall_lines lines = { 0 };

	l->kind->fill(app, &lines);
	return lines;
}

/* ---- drawing ---- */

static void add_rows(struct list_rows *r, size_t line, struct slice text, int cols, int indent)
{
	struct wrap wrap;
	int width;

	wrap_init(&wrap);
	wrap_text(&wrap, text, cols - indent > 1 ? cols - indent : 1);
	for (size_t i = 0; i < wrap.count; i++) {
		struct slice row = slice_part(text, wrap.rows[i].start, wrap.rows[i].end);

		width = indent + text_width(row);
		r->width = width > r->width ? width : r->width;
		r->items = mem_grow(r->items, r->count, &r->cap, sizeof(*r->items));
		r->items[r->count++] = (struct list_row){ line, row, i == 0 };
	}
	wrap_release(&wrap);
}

static void make_rows(struct list_rows *r, const struct wall_list *l, const struct app *app, int cols)
{
	*r = (struct list_rows){ .lines = fill(l, app) };
	buf_init(&r->head, HEAD_MAX);
	if (l->kind->head)
		l->kind->head(app, &r->head);
	if (r->head.len) {
		add_rows(r, NO_LINE, slice_buf(&r->head), cols, 0);
		add_rows(r, NO_LINE, slice_of(""), cols, 0);
	}
	for (size_t i = 0; i < r->lines.count; i++)
		add_rows(r, i, slice_of(r->lines.items[i].label), cols,
			 MARK_WIDTH + r->lines.items[i].indent);
}

static void release_rows(struct list_rows *r)
{
	release_lines(&r->lines);
	buf_release(&r->head);
	free(r->items);
}

/* Scrolls as little as keeps the marked line in view, with the head where it is the first. */
static void keep_in_view(struct wall_list *l, const struct list_rows *r)
{
	size_t first = 0, last = 0;

	for (size_t i = 0; i < r->count; i++)
		if (r->items[i].line == l->marked) {
			first = r->items[i].first ? i : first;
			last = i;
		}
	if (last >= l->top + l->height)
		l->top = last - l->height + 1;
	if (first < l->top)
		l->top = l->marked && first ? first : 0;
	if (l->top + l->height > r->count)
		l->top = r->count > l->height ? r->count - l->height : 0;
}

static void draw_row(const struct wall_list *l, const struct list_rows *r, size_t i, int at, int left,
		     unsigned ink, struct surface *s)
{
	const struct list_row *row = &r->items[i];
	const bool marked = row->line == l->marked;
	int col = left;

	if (row->line == NO_LINE) {
		surface_put(s, at, col, s->cols, row->text, STYLE_HEADING | ink);
		return;
	}
	col += r->lines.items[row->line].indent;
	if (marked && row->first)
		surface_put(s, at, col, s->cols, slice_of(">"), STYLE_STRONG);
	col += MARK_WIDTH;
	surface_put(s, at, col, s->cols, row->text, marked ? STYLE_REVERSE : ink);
	if (marked && row->first)
		surface_cursor(s, at, col);
}

static void list_paint(void *state, struct app *app, struct surface *surface)
{
	struct wall_list *l = state;
	const struct wall_room room = wall_room(surface->rows, surface->cols);
	int top = room.top, left = room.left;
	struct list_rows r;
	struct buf bar;

	if (!wall_fits(app, surface))
		return;
	make_rows(&r, l, app, room.cols);
	l->height = (size_t)room.rows;
	keep_in_view(l, &r);
	if (r.count < l->height)
		top += (int)(l->height - r.count) / 2;
	if (r.width < room.cols)
		left += (room.cols - r.width) / 2;
	for (size_t i = 0; i < l->height && l->top + i < r.count; i++)
		draw_row(l, &r, l->top + i, top + (int)i, left, wall_ink(app), surface);
	release_rows(&r);
	buf_init(&bar, 4096);
	keys_bar(l->kind->focus, room.cols, &bar);
	wall_draw_bottom(app, surface, bar.data, false);
	buf_release(&bar);
}

/* ---- keys ---- */

static void choose(struct wall_list *l, struct app *app, const struct wall_lines *lines)
{
	if (l->marked < lines->count)
		l->kind->chosen(app, lines->items[l->marked].tag);	/* which may close L */
}

static void mark(struct wall_list *l, const struct wall_lines *lines, long by)
{
	if (by < 0)
		l->marked -= (size_t)-by < l->marked ? (size_t)-by : l->marked;
	else
		l->marked = (size_t)by < lines->count - l->marked ? l->marked + (size_t)by :
			lines->count - 1;
}

static bool move(struct wall_list *l, const struct wall_lines *lines, enum command command)
{
	const long all = (long)lines->count, screen = l->height > 2 ? (long)l->height - 1 : 1;

	switch (command) {
	case CMD_UP:
		mark(l, lines, -1);
		return true;
	case CMD_DOWN:
		mark(l, lines, 1);
		return true;
	case CMD_BACK:
		mark(l, lines, -screen);
		return true;
	case CMD_ONWARD:
		mark(l, lines, screen);
		return true;
	case CMD_TOP:
		mark(l, lines, -all);
		return true;
	case CMD_BOTTOM:
		mark(l, lines, all);
		return true;
	default:
		return false;
	}
}

static bool list_command(void *state, struct app *app, enum command command)
{
	struct wall_list *l = state;
	struct wall_lines lines;
	bool done = true;

	if (l->kind->command && l->kind->command(app, command))
		return true;
	lines = fill(l, app);
	if (lines.count && l->marked >= lines.count)
		l->marked = lines.count - 1;
	if (command == CMD_CHOOSE)
		choose(l, app, &lines);
	else
		done = lines.count && move(l, &lines, command);
	release_lines(&lines);
	return done || wall_common(app, command);
}

static unsigned list_focus(const void *state, const struct app *app)
{
	(void)app;
	return ((const struct wall_list *)state)->kind->focus;
}

static const struct screen_ops list_ops = {
	.focus = list_focus,
	.paint = list_paint,
	.key = wall_number,
	.command = list_command,
	.close = free,
};

void wall_list_push(struct app *app, const struct wall_list_kind *kind)
{
	struct wall_list *l = MEM_NEW(struct wall_list);
	struct wall_lines lines;

	l->kind = kind;
	lines = fill(l, app);
	for (size_t i = 0; kind->begins && i < lines.count; i++)
		if (lines.items[i].tag == kind->begins(app))
			l->marked = i;
	release_lines(&lines);
	app_push(app, &list_ops, l);
}
