/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The moves of the editable text: by cluster, word, row and paragraph. */
#include <config.h>

#include "text/edit.h"

#include <string.h>

#include "text/safe.h"
#include "text/utf8.h"
#include "text/word.h"

/* The one way in which the cursor moves without a change; false when nothing does. */
static bool go(struct editor_text *e, size_t to, bool select)
{
	bool moved = to != e->cursor, keep = select || e->marking;

	if (select && e->mark == EDIT_NO_MARK)
		e->mark = e->cursor;
	if (!keep) {
		moved = moved || e->mark != EDIT_NO_MARK;
		e->mark = EDIT_NO_MARK;
	}
	e->cursor = to;
	if (moved)
		undo_close(&e->undo);
	return moved;
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

void edit_go(struct editor_text *e, size_t at)
{
	go(e, cluster_floor(edit_text(e), at), false);
	e->goal = -1;
}

void edit_place(struct editor_text *e, int width, size_t row, int col)
{
	const struct wrap *w = edit_rows(e, width);

	if (row >= w->count)
		row = w->count - 1;
	go(e, row_place(edit_text(e), w->rows[row], col), false);
	e->goal = -1;
}

static bool move_rows(struct editor_text *e, int rows, int width, bool select)
{
	const struct wrap *w = edit_rows(e, width);
	int goal = e->goal < 0 ? cursor_col(e, width) : e->goal;
	size_t from = wrap_row_of(w, e->cursor), to;
	bool moved;

	if (rows < 0)
		to = from - ((size_t)-(long long)rows < from ? (size_t)-(long long)rows : from);
	else
		to = w->count - 1 - from > (size_t)rows ? from + (size_t)rows : w->count - 1;
	if (to == from)
		return go(e, e->cursor, select);
	moved = go(e, row_place(edit_text(e), w->rows[to], goal), select);
	e->goal = goal;
	return moved;
}

bool edit_move_rows(struct editor_text *e, int rows, int width)
{
	return move_rows(e, rows, width, false);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* The start of the line that AT is in, and of the first that is not blank at or behind
 * AT, a line's start; the text's end when there is none. */
static size_t line_start(struct slice text, size_t at)
{
	while (at > 0 && text.data[at - 1] != '\n')
		at--;
	return at;
}

static size_t words_from(struct slice text, size_t at)
{
	while (at < text.len && is_blank(text.data[at]))
		at++;
	return at < text.len ? line_start(text, at) : text.len;
}

static size_t paragraph_up(struct slice text, size_t at)
{
	while (at > 0 && is_blank(text.data[at - 1]))
		at--;
	return line_start(text, at);
}

static size_t paragraph_down(struct slice text, size_t at)
{
	const char *end = memchr(text.data + at, '\n', text.len - at);

	return end ? words_from(text, (size_t)(end - text.data) + 1) : text.len;
}

size_t edit_target(struct editor_text *e, enum edit_move move, int width)
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
	case EDIT_PARAGRAPH_UP:
		return paragraph_up(text, e->cursor);
	case EDIT_PARAGRAPH_DOWN:
		return paragraph_down(text, e->cursor);
	case EDIT_UP:
	case EDIT_DOWN:
		break;
	}
	return e->cursor;
}

static bool move_by(struct editor_text *e, enum edit_move move, int width, bool select)
{
	size_t to, from;

	if (move == EDIT_UP || move == EDIT_DOWN)
		return move_rows(e, move == EDIT_UP ? -1 : 1, width, select);
	if (!select && !e->marking && edit_selection(e, &from, &to) &&
	    (move == EDIT_LEFT || move == EDIT_RIGHT))
		to = move == EDIT_LEFT ? from : to;
	else
		to = edit_target(e, move, width);
	e->goal = -1;
	return go(e, to, select);
}

bool edit_move(struct editor_text *e, enum edit_move move, int width)
{
	return move_by(e, move, width, false);
}

bool edit_select(struct editor_text *e, enum edit_move move, int width)
{
	return move_by(e, move, width, true);
}
