/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The writing box: an editable text and the part of it that shows. */
#include <config.h>

#include "ui/box.h"

#include <string.h>

#include "base/mem.h"

static const struct {
	enum command command;
	enum edit_move move;
} moves[] = {
	{ CMD_BOX_LEFT, EDIT_LEFT },
	{ CMD_BOX_RIGHT, EDIT_RIGHT },
	{ CMD_BOX_UP, EDIT_UP },
	{ CMD_BOX_DOWN, EDIT_DOWN },
	{ CMD_ROW_START, EDIT_ROW_START },
	{ CMD_ROW_END, EDIT_ROW_END },
	{ CMD_TEXT_START, EDIT_TEXT_START },
	{ CMD_TEXT_END, EDIT_TEXT_END },
	{ CMD_WORD_LEFT, EDIT_WORD_LEFT },
	{ CMD_WORD_RIGHT, EDIT_WORD_RIGHT },
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

enum box_did box_command(struct box *b, enum command command)
{
	for (size_t i = 0; i < ARRAY_LEN(moves); i++)
		if (moves[i].command == command) {
			edit_move(&b->text, moves[i].move, b->width);
			return BOX_MOVED;
		}
	switch (command) {
	case CMD_NEW_LINE:
		return box_type(b, slice_of("\n"));
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
	default:
		return BOX_NOTHING;
	}
}

enum box_did box_type(struct box *b, struct slice text)
{
	return edit_insert(&b->text, text) ? BOX_CHANGED : BOX_FULL;
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

void box_draw(struct box *b, struct surface *s, int row, int col, int rows, int cols, bool focus)
{
	const struct wrap *wrap = edit_rows(&b->text, cols);
	struct slice text = edit_text(&b->text);
	size_t cursor_row = 0;
	int cursor_col = 0;

	b->width = cols;
	b->height = rows;
	b->rows = wrap->count;
	keep_filled(b, wrap->count);
	if (focus) {
		edit_where(&b->text, cols, &cursor_row, &cursor_col);
		keep_in_view(b, cursor_row);
	}
	for (int i = 0; i < rows && b->top + (size_t)i < wrap->count; i++) {
		const struct wrap_row *shown = &wrap->rows[b->top + (size_t)i];

		surface_put(s, row + i, col, col + cols,
			    slice_part(text, shown->start, shown->end), STYLE_PLAIN);
	}
	if (focus)
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
