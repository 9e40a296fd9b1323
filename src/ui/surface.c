/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grid of cells that screens draw into; knows no terminal. */
#include <config.h>

#include "ui/surface.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/safe.h"
#include "text/utf8.h"

#define WIDE 2	/* cells of the widest sign */

void surface_init(struct surface *s)
{
	memset(s, 0, sizeof(*s));
}

void surface_release(struct surface *s)
{
	free(s->cells);
	surface_init(s);
}

void surface_clear(struct surface *s)
{
	for (int i = 0; i < s->rows * s->cols; i++)
		s->cells[i] = (struct cell){ .text = " ", .width = 1 };
	s->cursor_row = s->cursor_col = 0;
}

void surface_resize(struct surface *s, int rows, int cols)
{
	if (rows != s->rows || cols != s->cols) {
		s->rows = rows;
		s->cols = cols;
		s->cells = mem_resize(s->cells, (size_t)rows * (size_t)cols, sizeof(*s->cells));
	}
	surface_clear(s);
}

static struct cell *cell_at(const struct surface *s, int row, int col)
{
	return &s->cells[row * s->cols + col];
}

/* Signs that ask for another drawing of an emoji.  Terminals disagree on how wide
 * that makes it, so they are not sent: the emoji shows as its parts. */
static bool redraws_emoji(const struct cell *cell, struct slice mark)
{
	return slice_is(mark, "\xEF\xB8\x8F") ||			/* U+FE0F */
		(cell->width == 2 && slice_is(mark, "\xE2\x80\x8D"));	/* U+200D */
}

/* A mark joins the cell before it, as far as there is room. */
static void join(struct surface *s, int row, int col, struct slice mark)
{
	struct cell *cell;
	size_t len;

	if (col <= 0)
		return;
	cell = cell_at(s, row, col - 1);
	if (!cell->width && col > 1)
		cell = cell_at(s, row, col - 2);
	if (redraws_emoji(cell, mark))
		return;
	len = strlen(cell->text);
	if (len + mark.len < CELL_TEXT) {
		memcpy(cell->text + len, mark.data, mark.len);
		cell->text[len + mark.len] = '\0';
	}
}

/* Puts safe code points up to column END - 1. */
static int put_points(struct surface *s, int row, int col, int end, struct slice text,
		      unsigned style)
{
	for (size_t at = 0, next = 0; at < text.len; at = next) {
		struct slice point;
		struct cell *cell;
		int width;

		width = safe_code_width(utf8_next(text, &next));
		point = slice_part(text, at, next);
		if (width <= 0 || point.len >= CELL_TEXT) {
			join(s, row, col, point);
			continue;
		}
		if (col + width > end)
			break;
		cell = cell_at(s, row, col);
		memcpy(cell->text, point.data, point.len);
		cell->text[point.len] = '\0';
		cell->width = width;
		cell->style = style;
		for (int i = 1; i < width; i++)
			*cell_at(s, row, col + i) = (struct cell){ .width = 0, .style = style };
		col += width;
	}
	return col;
}

/* Puts TEXT, which is valid UTF-8. */
static int put_valid(struct surface *s, int row, int col, int end, struct slice text,
		     unsigned style)
{
	struct buf safe;
	int width;

	if (end > s->cols)
		end = s->cols;
	if (row < 0 || row >= s->rows || col < 0)
		return col;
	buf_init(&safe, 1 << 16);
	for (size_t at = 0, next; at < text.len; at = next) {
		struct slice cluster;

		next = cluster_next(text, at);
		cluster = slice_part(text, at, next);
		width = text_width(cluster);
		if (col + width > end && width <= WIDE)
			break;
		buf_clear(&safe);
		safe_add_cluster(&safe, cluster);
		col = put_points(s, row, col, end, slice_buf(&safe), style);
		if (width > WIDE && col == end)
			break;	/* of many pictures those that fit */
	}
	buf_release(&safe);
	return col;
}

/* The sign that stands for rules, over the cells that TEXT would take. */
static int put_rule(struct surface *s, int row, int col, int end, struct slice text)
{
	unsigned style = *s->rule == ' ' ? STYLE_PLAIN : STYLE_RULE;

	for (int cells = text_width(text); cells > 0 && col < end; cells--)
		col = put_valid(s, row, col, end, slice_of(s->rule), style);
	return col;
}

int surface_put(struct surface *s, int row, int col, int end, struct slice text, unsigned style)
{
	struct buf mended;

	if (s->rule && style & STYLE_RULE)
		return put_rule(s, row, col, end, text);
	if (utf8_check(text) == text.len)
		return put_valid(s, row, col, end, text, style);
	buf_init(&mended, text.len * 3);
	utf8_repair(&mended, text);
	col = put_valid(s, row, col, end, slice_buf(&mended), style);
	buf_release(&mended);
	return col;
}

int surface_put_marked(struct surface *s, int row, int col, int end, struct slice text,
		       unsigned style, size_t from, size_t to, unsigned mark)
{
	from = from < text.len ? from : text.len;
	to = to < from ? from : to < text.len ? to : text.len;
	col = surface_put(s, row, col, end, slice_part(text, 0, from), style);
	col = surface_put(s, row, col, end, slice_part(text, from, to), style | mark);
	return surface_put(s, row, col, end, slice_part(text, to, text.len), style);
}

void surface_fill(struct surface *s, int row, int col, int cols, const char *text, unsigned style)
{
	for (int i = 0; i < cols; i++)
		surface_put(s, row, col + i, col + i + 1, slice_of(text), style);
}

void surface_cursor(struct surface *s, int row, int col)
{
	s->cursor_row = row < 0 ? 0 : row >= s->rows ? s->rows - 1 : row;
	s->cursor_col = col < 0 ? 0 : col >= s->cols ? s->cols - 1 : col;
}

const struct cell *surface_at(const struct surface *s, int row, int col)
{
	return cell_at(s, row, col);
}

void surface_dump(const struct surface *s, struct buf *out)
{
	for (int row = 0; row < s->rows; row++) {
		int last = s->cols;

		while (last > 0 && strcmp(cell_at(s, row, last - 1)->text, " ") == 0)
			last--;
		for (int col = 0; col < last; col++)
			buf_add_str(out, cell_at(s, row, col)->text);
		buf_add_char(out, '\n');
	}
}
