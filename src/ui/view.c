/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text to read: a document laid out for a width, and where one is in it. */
#include <config.h>

#include "ui/view.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/fold.h"
#include "text/utf8.h"

#define STYLE_FOUND (STYLE_REVERSE | STYLE_STRONG)

void view_open(struct view *r, struct doc *doc, size_t block)
{
	memset(r, 0, sizeof(*r));
	r->doc = doc;
	r->block = block;
}

void view_release(struct view *r)
{
	view_unmark(r);
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

/* Finds the words of the mark in the rows of its block.  Where rows end does not matter, as
 * blanks do not. */
static void find_mark(struct view *r)
{
	struct fold rows, words;
	struct fold_from match = { 0, 0 };
	struct buf text;
	size_t at = 0;

	fold_init(&rows);
	fold_init(&words);
	buf_init(&text, SIZE_MAX / 2);
	for (size_t i = layout_row_of_block(r->layout, r->mark.block); i < layout_count(r->layout) &&
	     layout_row(r->layout, i)->block == r->mark.block; i++)
		buf_add_slice(&text, layout_row(r->layout, i)->text);
	fold_make(&rows, slice_buf(&text), FOLD_NO_BLANKS);
	fold_make(&words, slice_of(r->mark.words), FOLD_NO_BLANKS);
	if (fold_find(&rows, fold_needle(&words), &at, &match)) {
		r->mark.start = match.start;
		r->mark.end = match.end;
	} else {
		r->mark.start = r->mark.end = 0;
	}
	buf_release(&text);
	fold_release(&words);
	fold_release(&rows);
}

/* The bytes of the mark that ROW shows; false when it shows none. */
static bool mark_in(const struct view *r, size_t row, size_t *from, size_t *to)
{
	size_t first = layout_row_of_block(r->layout, r->mark.block), before = 0, len;

	if (!r->mark.words || layout_row(r->layout, row)->block != r->mark.block)
		return false;
	for (size_t i = first; i < row; i++)
		before += layout_row(r->layout, i)->text.len;
	len = layout_row(r->layout, row)->text.len;
	*from = r->mark.start > before ? r->mark.start - before : 0;
	*to = r->mark.end > before ? r->mark.end - before : 0;
	*to = *to < len ? *to : len;
	return *from < *to;
}

/* Scrolls down to the mark where it does not show. */
static void seek_mark(struct view *r)
{
	size_t from, to, rows = layout_count(r->layout);

	for (size_t row = r->top; row < rows; row++)
		if (mark_in(r, row, &from, &to)) {
			if (row >= r->top + (size_t)r->height)
				r->top = row;
			break;
		}
}

size_t view_measure(struct view *r, int width)
{
	if (!r->layout || width != r->width) {
		layout_free(r->layout);
		r->layout = layout_new_spaced(r->doc, width, r->gap > 1 ? r->gap : 1);
		r->width = width;
		if (r->mark.words)
			find_mark(r);
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
	if (r->mark.words)
		seek_mark(r);
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

void view_go_into(struct view *r, size_t block, size_t offset)
{
	r->block = block;
	r->offset = offset;
	if (r->layout)
		r->top = find(r);
}

void view_go(struct view *r, size_t block)
{
	view_go_into(r, block, 0);
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

void view_mark(struct view *r, size_t block, struct slice words)
{
	view_unmark(r);
	view_go(r, block);
	r->mark = (struct view_mark){
		.words = mem_copy(words.data, words.len), .block = block,
	};
	layout_free(r->layout);
	r->layout = NULL;
}

void view_unmark(struct view *r)
{
	if (r->mark.words && r->layout)
		remember(r);	/* what is read now is what has been found */
	free(r->mark.words);
	r->mark = (struct view_mark){ .words = NULL };
}

/* The bytes FROM..TO stand out. */
static int draw_row(struct surface *s, const struct layout_row *row, int at, int col, size_t from,
		    size_t to)
{
	size_t before = 0;
	int start = col + row->indent, put = start;

	for (size_t i = 0; i < row->span_count; i++) {
		const struct span *span = &row->spans[i];

		put = surface_put_marked(s, at, put, s->cols,
					 slice_part(row->text, before, before + span->len), span->style,
					 from > before ? from - before : 0,
					 to > before ? to - before : 0, STYLE_FOUND);
		before += span->len;
	}
	return start;
}

int view_draw_row(struct surface *s, const struct layout_row *row, int at, int col)
{
	return draw_row(s, row, at, col, 0, 0);
}

static int blanks_before(struct slice text)
{
	int n = 0;

	while ((size_t)n < text.len && text.data[n] == ' ')
		n++;
	return n;
}

/* Draws the row I from the top; where the mark begins in it, the cursor goes there. */
static int draw_shown(const struct view *r, struct surface *s, int row, int col, int i, bool *marked)
{
	size_t at = r->top + (size_t)i, from = 0, to = 0;
	const struct layout_row *shown = layout_row(r->layout, at);
	bool has = mark_in(r, at, &from, &to);
	int start = draw_row(s, shown, row + i, col, from, to);

	if (has && !*marked) {
		surface_cursor(s, row + i, start + text_width(slice_part(shown->text, 0, from)));
		*marked = true;
	}
	return start;
}

void view_draw(const struct view *r, struct surface *s, int row, int col)
{
	bool placed = false, marked = false;

	surface_cursor(s, row, col);
	for (int i = 0; i < r->height && r->top + (size_t)i < layout_count(r->layout); i++) {
		const struct layout_row *shown = layout_row(r->layout, r->top + (size_t)i);
		int start = draw_shown(r, s, row, col, i, &marked);

		if (slice_trim(shown->text).len && !placed && !marked)
			surface_cursor(s, row + i, start + blanks_before(shown->text));
		placed = placed || slice_trim(shown->text).len;
	}
}
