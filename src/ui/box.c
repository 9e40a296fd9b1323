/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The writing box: an editable text and the part of it that shows. */
#include <config.h>

#include "ui/box.h"

#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "text/clean.h"
#include "text/utf8.h"

static const struct {
	enum command move, select;
	enum edit_move to;
} moves[] = {
	{ CMD_BOX_LEFT, CMD_SELECT_LEFT, EDIT_LEFT },
	{ CMD_BOX_RIGHT, CMD_SELECT_RIGHT, EDIT_RIGHT },
	{ CMD_BOX_UP, CMD_SELECT_UP, EDIT_UP },
	{ CMD_BOX_DOWN, CMD_SELECT_DOWN, EDIT_DOWN },
	{ CMD_ROW_START, CMD_SELECT_ROW_START, EDIT_ROW_START },
	{ CMD_ROW_END, CMD_SELECT_ROW_END, EDIT_ROW_END },
	{ CMD_TEXT_START, CMD_SELECT_TEXT_START, EDIT_TEXT_START },
	{ CMD_TEXT_END, CMD_SELECT_TEXT_END, EDIT_TEXT_END },
	{ CMD_WORD_LEFT, CMD_SELECT_WORD_LEFT, EDIT_WORD_LEFT },
	{ CMD_WORD_RIGHT, CMD_SELECT_WORD_RIGHT, EDIT_WORD_RIGHT },
	{ CMD_PARAGRAPH_UP, CMD_SELECT_PARAGRAPH_UP, EDIT_PARAGRAPH_UP },
	{ CMD_PARAGRAPH_DOWN, CMD_SELECT_PARAGRAPH_DOWN, EDIT_PARAGRAPH_DOWN },
};

void box_open(struct box *b, struct slice text)
{
	*b = (struct box){ .width = 1, .height = 1 };
	edit_open(&b->text, text);
}

void box_release(struct box *b)
{
	edit_release(&b->text);
}

static enum box_did changed(bool was)
{
	return was ? BOX_CHANGED : BOX_MOVED;
}

/* The same, and says WHY where nothing was changed. */
static enum box_did changed_or(bool was, struct app *app, const char *why)
{
	if (!was)
		app_say(app, why);
	return changed(was);
}

static bool move(struct box *b, enum command command)
{
	for (size_t i = 0; i < ARRAY_LEN(moves); i++) {
		if (moves[i].move == command)
			edit_move(&b->text, moves[i].to, b->width);
		else if (moves[i].select == command)
			edit_select(&b->text, moves[i].to, b->width);
		else
			continue;
		return true;
	}
	return false;
}

static bool copy(struct box *b, struct app *app)
{
	struct slice text = edit_selected(&b->text);

	if (!text.len) {
		app_say(app, _("Nothing is selected. Shift with the arrows selects; so does the help "
			       "list (Ctrl-G)."));
		return false;
	}
	buf_clear(&app->clipboard);
	buf_add_slice(&app->clipboard, text);
	app_say(app, _("Ctrl-V pastes it."));
	return true;
}

static enum box_did paste(struct box *b, struct app *app)
{
	if (app->clipboard.len)
		return box_type(b, app, slice_buf(&app->clipboard));
	app_say(app, _("Nothing was cut or copied here yet. To paste from elsewhere, use the keys or "
		       "the menu of your terminal, often Ctrl-Shift-V."));
	return BOX_MOVED;
}

static enum box_did clipboard_command(struct box *b, struct app *app, enum command command)
{
	switch (command) {
	case CMD_CUT:
		return changed(copy(b, app) && edit_delete_selected(&b->text));
	case CMD_COPY:
		if (copy(b, app))
			b->text.marking = false;
		return BOX_MOVED;
	case CMD_PASTE:
		return paste(b, app);
	case CMD_SELECT:
		edit_mark(&b->text);
		app_say(app, _("Move to the other end; then Ctrl-X cuts, Ctrl-C copies. Esc stops."));
		return BOX_MOVED;
	case CMD_SELECT_ALL:
		edit_select_all(&b->text);
		return BOX_MOVED;
	case CMD_UNSELECT:
		edit_unselect(&b->text);
		return BOX_MOVED;
	default:
		return BOX_NOTHING;
	}
}

enum box_did box_command(struct box *b, struct app *app, enum command command)
{
	if (move(b, command))
		return BOX_MOVED;
	b->text.now = workbook_now(app->wb);
	switch (command) {
	case CMD_NEW_LINE:
		return box_type(b, app, slice_of("\n"));
	case CMD_DELETE_BACK:
		return changed(edit_delete_back(&b->text));
	case CMD_DELETE:
		return changed(edit_delete(&b->text));
	case CMD_DELETE_ROW_END:
		return changed(edit_delete_to(&b->text, EDIT_ROW_END, b->width));
	case CMD_DELETE_ROW_START:
		return changed(edit_delete_to(&b->text, EDIT_ROW_START, b->width));
	case CMD_DELETE_WORD:
		return changed(edit_delete_to(&b->text, EDIT_WORD_LEFT, b->width));
	case CMD_DELETE_NEXT_WORD:
		return changed(edit_delete_to(&b->text, EDIT_WORD_RIGHT, b->width));
	case CMD_UNDO:
		return changed_or(edit_undo(&b->text), app, _("There is nothing to undo here."));
	case CMD_REDO:
		return changed_or(edit_redo(&b->text), app, _("Nothing was undone that could be done again."));
	default:
		return clipboard_command(b, app, command);
	}
}

/* What may stand in one line of TEXT. */
static bool type_line(struct box *b, struct slice text)
{
	struct buf clean, line;
	bool fits;

	buf_init(&clean, EDIT_MAX);
	buf_init(&line, EDIT_MAX);
	clean_add(&clean, text);
	for (size_t i = 0; i < clean.len; i++)
		if (clean.data[i] != '\n' && clean.data[i] != '\t')
			buf_add_char(&line, clean.data[i]);
	fits = !clean.full && edit_insert(&b->text, slice_buf(&line));
	buf_release(&line);
	buf_release(&clean);
	return fits;
}

static enum box_did say_full(struct app *app)
{
	app->refused = true;
	app_say(app, _("A box holds about 40,000 words; nothing was added, and what you wrote is "
		       "safe. Paste less at a time."));
	return BOX_FULL;
}

enum box_did box_type(struct box *b, struct app *app, struct slice text)
{
	b->text.now = workbook_now(app->wb);
	b->text.joined = app->joined;
	if (b->line ? type_line(b, text) : edit_insert(&b->text, text))
		return BOX_CHANGED;
	return say_full(app);
}

enum box_did box_replace(struct box *b, struct app *app, struct slice text)
{
	b->text.now = workbook_now(app->wb);
	return edit_replace(&b->text, text) ? BOX_CHANGED : say_full(app);
}

bool box_click(struct box *b, int row, int col)
{
	if (row < b->row || row >= b->row + b->height || col < b->col - 1 || col > b->col + b->width)
		return false;
	undo_close(&b->text.undo);
	edit_place(&b->text, b->width, b->top + (size_t)(row - b->row), col < b->col ? 0 : col - b->col);
	return true;
}

unsigned box_focus(const struct box *b)
{
	return b->text.marking || edit_selected(&b->text).len ? FOCUS_SELECTED : 0;
}

void box_leave(struct box *b)
{
	edit_unselect(&b->text);
	undo_close(&b->text.undo);
	b->top = 0;
}

bool box_page(struct box *b, int direction)
{
	int rows = b->height > 1 ? b->height - 1 : 1;

	return edit_move_rows(&b->text, direction * rows, b->width);
}

bool box_leaf(struct box *b, int direction)
{
	size_t step = b->height > 1 ? (size_t)b->height - 1 : 1, was = b->top;

	if (direction < 0)
		b->top -= step < was ? step : was;
	else if (box_more_below(b))
		b->top += step;
	return b->top != was;
}

/* Shows no empty rows while text is hidden above. */
static void keep_filled(struct box *b, size_t count)
{
	if (b->top + (size_t)b->height > count)
		b->top = count > (size_t)b->height ? count - (size_t)b->height : 0;
}

static void keep_in_view(struct box *b, size_t row)
{
	if (row < b->top)
		b->top = row;
	if (row >= b->top + (size_t)b->height)
		b->top = row - (size_t)b->height + 1;
}

void box_mark(struct box *b, size_t from, size_t to)
{
	b->mark_from = from;
	b->mark_to = to;
	if (from < to)
		edit_go(&b->text, from);
}

void box_unmark(struct box *b)
{
	box_mark(b, 0, 0);
}

bool box_is_marked(const struct box *b)
{
	return b->mark_from < b->mark_to;
}

/* The bytes FROM..TO of the text in those of a row. */
static void in_row(const struct wrap_row *row, size_t *from, size_t *to)
{
	*from = (*from < row->start ? row->start : *from < row->end ? *from : row->end) - row->start;
	*to = (*to < row->start ? row->start : *to < row->end ? *to : row->end) - row->start;
}

/* Draws a row, what is selected reversed; or what was looked for, while nothing is. */
static void draw_row(const struct box *b, struct surface *s, int at, int col, int end,
		     const struct wrap_row *row)
{
	struct slice text = slice_part(edit_text(&b->text), row->start, row->end);
	bool found = box_is_marked(b), past_end;
	size_t from, to;

	edit_selection(&b->text, &from, &to);
	past_end = row->hard && row->next > row->end && from < row->next && to >= row->next;
	if (found) {
		from = b->mark_from;
		to = b->mark_to;
	}
	in_row(row, &from, &to);
	col = surface_put_marked(s, at, col, end, text, STYLE_PLAIN, from, to,
				 found ? STYLE_REVERSE | STYLE_STRONG : STYLE_REVERSE);
	if (past_end && !found)
		surface_put(s, at, col, end, slice_of(" "), STYLE_REVERSE);
}

/* Where the mark begins. */
static void where_mark(const struct box *b, const struct wrap *wrap, size_t *row, int *col)
{
	*row = wrap_row_of(wrap, b->mark_from);
	*col = text_width(slice_part(edit_text(&b->text), wrap->rows[*row].start, b->mark_from));
}

void box_draw(struct box *b, struct surface *s, int row, int col, int rows, int cols, bool focus)
{
	const struct wrap *wrap = edit_rows(&b->text, cols);
	size_t cursor_row = 0;
	int cursor_col = 0;

	b->row = row;
	b->col = col;
	b->width = cols;
	b->height = rows;
	b->rows = wrap->count;
	keep_filled(b, wrap->count);
	if (focus) {
		edit_where(&b->text, cols, &cursor_row, &cursor_col);
		keep_in_view(b, cursor_row);
	} else if (box_is_marked(b)) {
		where_mark(b, wrap, &cursor_row, &cursor_col);
		keep_in_view(b, cursor_row);
	}
	for (int i = 0; i < rows && b->top + (size_t)i < wrap->count; i++)
		draw_row(b, s, row + i, col, col + cols, &wrap->rows[b->top + (size_t)i]);
	if (focus || box_is_marked(b))
		surface_cursor(s, row + (int)(cursor_row - b->top), col + cursor_col);
}

bool box_more_above(const struct box *b)
{
	return b->top > 0;
}

bool box_more_below(const struct box *b)
{
	return b->rows > b->top + (size_t)b->height;
}
