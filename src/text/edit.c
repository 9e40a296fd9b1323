/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editable text: changes, and moves by cluster and by row. */
#include <config.h>

#include "text/edit.h"

#include "text/clean.h"
#include "text/safe.h"
#include "text/utf8.h"
#include "text/word.h"

void edit_open(struct editor_text *e, struct slice text)
{
	/* What was written once is kept, even when it is longer than can be typed. */
	*e = (struct editor_text){ .cursor = text.len, .goal = -1 };
	buf_init(&e->text, text.len > EDIT_MAX ? text.len : EDIT_MAX);
	buf_add_slice(&e->text, text);
	wrap_init(&e->wrap);
}

void edit_release(struct editor_text *e)
{
	buf_release(&e->text);
	wrap_release(&e->wrap);
}

struct slice edit_text(const struct editor_text *e)
{
	return slice_buf(&e->text);
}

/* The end of the cluster that AT lies in; AT itself on a boundary. */
static size_t cluster_ceil(struct slice text, size_t at)
{
	size_t floor = cluster_floor(text, at);

	return floor < at ? cluster_next(text, floor) : at;
}

/* The one way in which text changes.  The cursor goes behind the new bytes,
 * which may have joined what stands there: then to the end of that cluster. */
static bool change(struct editor_text *e, size_t at, size_t cut, struct slice put)
{
	if (!buf_splice(&e->text, at, cut, put.data, put.len))
		return false;
	if (e->wrap_width)
		wrap_change(&e->wrap, edit_text(e), e->wrap_width, at, cut, put.len);
	e->cursor = cluster_ceil(edit_text(e), at + put.len);
	e->goal = -1;
	return true;
}

static bool cut_out(struct editor_text *e, size_t from, size_t to)
{
	return from < to && change(e, from, to - from, (struct slice){ "", 0 });
}

bool edit_insert(struct editor_text *e, struct slice text)
{
	struct buf clean;
	bool fits;

	buf_init(&clean, e->text.max);
	clean_add(&clean, text);
	fits = !clean.full && (!clean.len || change(e, e->cursor, 0, slice_buf(&clean)));
	buf_release(&clean);
	return fits;
}

bool edit_delete_back(struct editor_text *e)
{
	return cut_out(e, cluster_prev(edit_text(e), e->cursor), e->cursor);
}

bool edit_delete(struct editor_text *e)
{
	return cut_out(e, e->cursor, cluster_next(edit_text(e), e->cursor));
}

const struct wrap *edit_rows(struct editor_text *e, int width)
{
	if (width < 1)
		width = 1;
	if (e->wrap_width != width)
		wrap_text(&e->wrap, edit_text(e), width);
	e->wrap_width = width;
	return &e->wrap;
}

static struct wrap_row row_at_cursor(struct editor_text *e, int width)
{
	const struct wrap *w = edit_rows(e, width);

	return w->rows[wrap_row_of(w, e->cursor)];
}

/* The column of the cursor, not yet kept inside the box. */
static int cursor_col(struct editor_text *e, int width)
{
	struct wrap_row row = row_at_cursor(e, width);

	return text_width(slice_part(edit_text(e), row.start, e->cursor));
}

/* The last place in ROW where the cursor can stand: the one behind a row that
 * ends softly belongs to the next. */
static size_t row_last(struct slice text, struct wrap_row row)
{
	bool line_feed = row.next > row.start && text.data[row.next - 1] == '\n';

	return row.hard && !line_feed ? row.next : cluster_prev(text, row.next);
}

static size_t row_place(struct slice text, struct wrap_row row, int col)
{
	size_t at = row.start, last = row_last(text, row);

	while (at < last) {
		size_t next = cluster_next(text, at);

		col -= safe_cluster_width(slice_part(text, at, next));
		if (col < 0)
			break;
		at = next;
	}
	return at;
}

void edit_where(struct editor_text *e, int width, size_t *row, int *col)
{
	*row = wrap_row_of(edit_rows(e, width), e->cursor);
	*col = cursor_col(e, width);
	if (*col >= width)
		*col = width > 0 ? width - 1 : 0;
}

void edit_place(struct editor_text *e, int width, size_t row, int col)
{
	const struct wrap *w = edit_rows(e, width);

	if (row >= w->count)
		row = w->count - 1;
	e->cursor = row_place(edit_text(e), w->rows[row], col);
	e->goal = -1;
}

bool edit_move_rows(struct editor_text *e, int rows, int width)
{
	const struct wrap *w = edit_rows(e, width);
	int goal = e->goal < 0 ? cursor_col(e, width) : e->goal;
	size_t from = wrap_row_of(w, e->cursor), to;
	size_t before = e->cursor;

	if (rows < 0)
		to = from - ((size_t)-(long long)rows < from ? (size_t)-(long long)rows : from);
	else
		to = w->count - 1 - from > (size_t)rows ? from + (size_t)rows : w->count - 1;
	if (to == from)
		return false;
	edit_place(e, width, to, goal);
	e->goal = goal;
	return e->cursor != before;
}

/* Where a move within the text leads that does not go by columns. */
static size_t target(struct editor_text *e, enum edit_move move, int width)
{
	struct slice text = edit_text(e);

	switch (move) {
	case EDIT_LEFT:
		return cluster_prev(text, e->cursor);
	case EDIT_RIGHT:
		return cluster_next(text, e->cursor);
	case EDIT_ROW_START:
		return row_at_cursor(e, width).start;
	case EDIT_ROW_END:
		return row_last(text, row_at_cursor(e, width));
	case EDIT_TEXT_START:
		return 0;
	case EDIT_TEXT_END:
		return text.len;
	case EDIT_WORD_LEFT:
		return cluster_floor(text, word_start_before(text, e->cursor));
	case EDIT_WORD_RIGHT:
		return cluster_ceil(text, word_end_after(text, e->cursor));
	case EDIT_UP:
	case EDIT_DOWN:
		break;
	}
	return e->cursor;
}

bool edit_move(struct editor_text *e, enum edit_move move, int width)
{
	size_t before = e->cursor;

	if (move == EDIT_UP || move == EDIT_DOWN)
		return edit_move_rows(e, move == EDIT_UP ? -1 : 1, width);
	e->cursor = target(e, move, width);
	e->goal = -1;
	return e->cursor != before;
}

/* The cursor cannot stand behind a word that is broken at the row's end, but a
 * deletion to the end takes all of the row. */
static bool is_broken_word(struct wrap_row row)
{
	return !row.hard && row.end == row.next;
}

bool edit_delete_to(struct editor_text *e, enum edit_move move, int width)
{
	struct wrap_row row = row_at_cursor(e, width);
	size_t from = e->cursor, to;

	edit_move(e, move, width);
	to = e->cursor;
	e->cursor = from;
	if (move == EDIT_ROW_END && is_broken_word(row))
		to = row.next;
	return from < to ? cut_out(e, from, to) : cut_out(e, to, from);
}
