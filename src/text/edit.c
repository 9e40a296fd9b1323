/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editable text: changes, their undoing, and what is selected. */
#include <config.h>

#include "text/edit.h"

#include "text/clean.h"
#include "text/utf8.h"

void edit_open(struct editor_text *e, struct slice text)
{
	/* What was written once is kept, even when it is longer than can be typed. */
	*e = (struct editor_text){ .cursor = text.len, .mark = EDIT_NO_MARK, .goal = -1 };
	buf_init(&e->text, text.len > EDIT_MAX ? text.len : EDIT_MAX);
	buf_add_slice(&e->text, text);
	undo_init(&e->undo);
	wrap_init(&e->wrap);
}

void edit_release(struct editor_text *e)
{
	buf_release(&e->text);
	undo_release(&e->undo);
	wrap_release(&e->wrap);
}

struct slice edit_text(const struct editor_text *e)
{
	return slice_buf(&e->text);
}

static struct undo_place place(const struct editor_text *e)
{
	return (struct undo_place){ e->cursor, e->mark };
}

/* The one way in which text changes; false when it would become too long. */
static bool splice(struct editor_text *e, size_t at, size_t cut, struct slice put)
{
	if (!buf_splice(&e->text, at, cut, put.data, put.len))
		return false;
	if (e->wrap_width)
		wrap_change(&e->wrap, edit_text(e), e->wrap_width, at, cut, put.len);
	e->goal = -1;
	edit_unselect(e);
	return true;
}

/* A change that can be undone.  The cursor goes to CURSOR, or where the new bytes have
 * joined what stands there, to the end of that cluster. */
static bool change_to(struct editor_text *e, enum undo_kind kind, size_t from, size_t to,
		      struct slice put, size_t cursor)
{
	struct undo_place before = place(e);
	struct buf cut;
	bool fits;

	buf_init(&cut, to - from);
	buf_add_slice(&cut, slice_part(edit_text(e), from, to));
	fits = splice(e, from, to - from, put);
	if (fits) {
		e->cursor = cluster_ceil(edit_text(e), cursor);
		undo_note(&e->undo, kind, e->now, from, slice_buf(&cut), put, before, place(e));
	}
	buf_release(&cut);
	return fits;
}

static bool change(struct editor_text *e, enum undo_kind kind, size_t from, size_t to,
		   struct slice put)
{
	return change_to(e, kind, from, to, put, from + put.len);
}

static bool is_one_code(struct slice text)
{
	size_t at = 0;

	return text.len && (utf8_next(text, &at), at == text.len);
}

static enum undo_kind kind_of(const struct editor_text *e, struct slice put)
{
	if (e->joined)
		return UNDO_MORE;
	return is_one_code(put) ? UNDO_TYPING : UNDO_WHOLE;
}

bool edit_insert(struct editor_text *e, struct slice text)
{
	struct buf clean;
	size_t from, to;
	bool fits;

	edit_selection(e, &from, &to);
	buf_init(&clean, e->text.max);
	clean_add(&clean, text);
	fits = !clean.full &&
	       (!clean.len || change(e, kind_of(e, slice_buf(&clean)), from, to, slice_buf(&clean)));
	buf_release(&clean);
	return fits;
}

/* Where the cursor's place in the text is once that becomes NEW: what is alike at the ends of
 * both stays what it is. */
static size_t moved(const struct editor_text *e, struct slice new)
{
	struct slice old = edit_text(e);
	size_t least = old.len < new.len ? old.len : new.len, start = 0, end = 0;

	while (start < least && old.data[start] == new.data[start])
		start++;
	while (end < least - start && old.data[old.len - end - 1] == new.data[new.len - end - 1])
		end++;
	if (e->cursor <= start)
		return e->cursor;
	return e->cursor >= old.len - end ? new.len - (old.len - e->cursor) : new.len - end;
}

bool edit_replace(struct editor_text *e, struct slice text)
{
	struct buf clean;
	bool fits;

	buf_init(&clean, e->text.max);
	clean_add(&clean, text);
	fits = !clean.full;
	if (fits && !slice_equal(slice_buf(&clean), edit_text(e)))
		change_to(e, UNDO_WHOLE, 0, e->text.len, slice_buf(&clean), moved(e, slice_buf(&clean)));
	buf_release(&clean);
	return fits;
}

static bool cut_out(struct editor_text *e, enum undo_kind kind, size_t from, size_t to)
{
	return from < to && change(e, kind, from, to, (struct slice){ "", 0 });
}

bool edit_delete_selected(struct editor_text *e)
{
	size_t from, to;

	return edit_selection(e, &from, &to) && cut_out(e, UNDO_WHOLE, from, to);
}

bool edit_delete_back(struct editor_text *e)
{
	return edit_delete_selected(e) ||
	       cut_out(e, UNDO_DELETING, cluster_prev(edit_text(e), e->cursor), e->cursor);
}

bool edit_delete(struct editor_text *e)
{
	return edit_delete_selected(e) ||
	       cut_out(e, UNDO_DELETING, e->cursor, cluster_next(edit_text(e), e->cursor));
}

bool edit_delete_to(struct editor_text *e, enum edit_move move, int width)
{
	bool word = move == EDIT_WORD_LEFT || move == EDIT_WORD_RIGHT;
	enum undo_kind kind = word ? UNDO_DELETING : UNDO_WHOLE;
	size_t to = edit_target(e, move, width);
	const struct wrap *w = edit_rows(e, width);
	struct wrap_row row = w->rows[wrap_row_of(w, e->cursor)];

	/* The cursor cannot stand behind a word that is broken at the row's end, but a
	 * deletion to the end takes all of the row. */
	if (move == EDIT_ROW_END && !row.hard && row.end == row.next)
		to = row.next;
	if (edit_delete_selected(e))
		return true;
	return e->cursor < to ? cut_out(e, kind, e->cursor, to) : cut_out(e, kind, to, e->cursor);
}

bool edit_undo(struct editor_text *e)
{
	const struct undo_step *step = undo_back(&e->undo);

	if (!step)
		return false;
	splice(e, step->at, step->put.len, slice_buf(&step->cut));
	e->cursor = step->before.cursor;
	e->mark = step->before.mark;
	return true;
}

bool edit_redo(struct editor_text *e)
{
	const struct undo_step *step = undo_again(&e->undo);

	if (!step)
		return false;
	splice(e, step->at, step->cut.len, slice_buf(&step->put));
	e->cursor = step->after.cursor;
	return true;
}

bool edit_selection(const struct editor_text *e, size_t *from, size_t *to)
{
	size_t mark = e->mark == EDIT_NO_MARK ? e->cursor : e->mark;

	*from = mark < e->cursor ? mark : e->cursor;
	*to = mark < e->cursor ? e->cursor : mark;
	return *from < *to;
}

struct slice edit_selected(const struct editor_text *e)
{
	size_t from, to;

	edit_selection(e, &from, &to);
	return slice_part(edit_text(e), from, to);
}

void edit_select_all(struct editor_text *e)
{
	undo_close(&e->undo);
	e->mark = 0;
	e->cursor = e->text.len;
	e->marking = false;
	e->goal = -1;
}

void edit_mark(struct editor_text *e)
{
	undo_close(&e->undo);
	e->mark = e->cursor;
	e->marking = true;
}

void edit_unselect(struct editor_text *e)
{
	e->mark = EDIT_NO_MARK;
	e->marking = false;
}
