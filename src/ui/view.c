/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text to read: a document laid out for a width, and where one is in it. */
#include <config.h>

#include "ui/view.h"

#include <string.h>

void view_open(struct view *r, struct doc *doc, size_t block)
{
	memset(r, 0, sizeof(*r));
	r->doc = doc;
	r->block = block;
}

void view_release(struct view *r)
{
	layout_free(r->layout);
	doc_free(r->doc);
	memset(r, 0, sizeof(*r));
}

void view_change(struct view *r, struct doc *doc)
{
	layout_free(r->layout);
	doc_free(r->doc);
	r->layout = NULL;
	r->doc = doc;
}

static size_t last_top(const struct view *r)
{
	size_t rows = layout_count(r->layout);

	return rows > (size_t)r->height ? rows - (size_t)r->height : 0;
}

/* Remembers the top row as a place in the text. */
static void remember(struct view *r)
{
	size_t row = r->top;

	r->offset = 0;
	if (row >= layout_count(r->layout))
		return;
	r->block = layout_row(r->layout, row)->block;
	while (row > 0 && layout_row(r->layout, row - 1)->block == r->block)
		r->offset += layout_row(r->layout, --row)->text.len;
}

/* The row that shows the remembered place. */
static size_t find(const struct view *r)
{
	size_t block = r->block, row = layout_row_of_block(r->layout, block), seen = 0;

	/* A figure that this width leaves out: its caption. */
	while (row == layout_count(r->layout) && block + 1 < doc_count(r->doc))
		row = layout_row_of_block(r->layout, ++block);
	if (row == layout_count(r->layout))
		return 0;
	while (block == r->block && row + 1 < layout_count(r->layout) &&
	       layout_row(r->layout, row + 1)->block == block) {
		seen += layout_row(r->layout, row)->text.len;
		if (seen > r->offset)
			break;
		row++;
	}
	return row;
}

void view_space(struct view *r, int gap)
{
	if (gap != r->gap) {
		layout_free(r->layout);
		r->layout = NULL;
	}
	r->gap = gap;
}

size_t view_measure(struct view *r, int width)
{
	if (!r->layout || width != r->width) {
		layout_free(r->layout);
		r->layout = layout_new_spaced(r->doc, width, r->gap > 1 ? r->gap : 1);
		r->width = width;
		r->top = r->block || r->offset ? find(r) : 0;
	}
	return layout_count(r->layout);
}

void view_fit(struct view *r, int width, int height)
{
	view_measure(r, width);
	if (height != r->height)
		r->top = r->block || r->offset ? find(r) : 0;
	r->height = height > 0 ? height : 1;
	if (r->to_end || r->top > last_top(r))
		r->top = last_top(r);
	if (r->to_end)
		remember(r);
	r->to_end = false;
}

void view_to_end(struct view *r)
{
	r->to_end = true;
}

void view_go(struct view *r, size_t block)
{
	r->block = block;
	r->offset = 0;
	if (r->layout)
		r->top = find(r);
}

bool view_scroll(struct view *r, long rows)
{
	size_t last, was = r->top;

	if (!r->layout)
		return false;
	last = last_top(r);
	if (rows < 0)
		r->top -= (size_t)-rows < r->top ? (size_t)-rows : r->top;
	else
		r->top = (size_t)rows < last - r->top ? r->top + (size_t)rows : last;
	if (r->top != was)
		remember(r);
	return r->top != was;
}

bool view_at_end(const struct view *r)
{
	return !r->layout || r->top >= last_top(r);
}

size_t view_block(const struct view *r)
{
	return r->block;
}

int view_draw_row(struct surface *s, const struct layout_row *row, int at, int col)
{
	size_t from = 0;
	int start = col + row->indent, put = start;

	for (size_t i = 0; i < row->span_count; i++) {
		const struct span *span = &row->spans[i];

		put = surface_put(s, at, put, s->cols,
				  slice_part(row->text, from, from + span->len), span->style);
		from += span->len;
	}
	return start;
}

static int blanks_before(struct slice text)
{
	int n = 0;

	while ((size_t)n < text.len && text.data[n] == ' ')
		n++;
	return n;
}

void view_draw(const struct view *r, struct surface *s, int row, int col)
{
	bool placed = false;

	surface_cursor(s, row, col);
	for (int i = 0; i < r->height && r->top + (size_t)i < layout_count(r->layout); i++) {
		const struct layout_row *shown = layout_row(r->layout, r->top + (size_t)i);
		int start = view_draw_row(s, shown, row + i, col);

		if (slice_trim(shown->text).len && !placed) {
			surface_cursor(s, row + i, start + blanks_before(shown->text));
			placed = true;
		}
	}
}
