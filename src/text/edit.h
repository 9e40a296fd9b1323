/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editable text: bytes of UTF-8, a cursor on a cluster boundary, and the
 * moves of a writing box.  Knows no screen: a move by rows is told the width.
 *
 * Text is copied in on edit_open and read with edit_text; edit_release frees.
 * A change that would pass EDIT_MAX bytes is refused whole (false).
 */
#ifndef TEXT_EDIT_H
#define TEXT_EDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "text/wrap.h"

#define EDIT_MAX ((size_t)256 * 1024)	/* bytes in one box */

struct editor_text {
	struct buf text;
	size_t cursor;		/* byte offset, always a cluster boundary */
	int goal;		/* column that Up and Down aim at, -1: the cursor's own */
	struct wrap wrap;	/* rows of text at wrap_width, when that is not 0 */
	int wrap_width;		/* 0: rows are stale */
};

enum edit_move {
	EDIT_LEFT, EDIT_RIGHT,		/* a cluster */
	EDIT_UP, EDIT_DOWN,		/* a row */
	EDIT_ROW_START, EDIT_ROW_END,	/* Home, End */
	EDIT_TEXT_START, EDIT_TEXT_END,
	EDIT_WORD_LEFT, EDIT_WORD_RIGHT	/* UAX #29 words */
};

void edit_open(struct editor_text *e, struct slice text);	/* cursor at the end */
void edit_release(struct editor_text *e);
struct slice edit_text(const struct editor_text *e);	/* until the next change */

/* Puts TEXT in at the cursor, cleaned (text/clean.h), and moves behind it. */
bool edit_insert(struct editor_text *e, struct slice text);
bool edit_delete_back(struct editor_text *e);	/* Backspace; false at the start */
bool edit_delete(struct editor_text *e);	/* Delete; false at the end */
/* Deletes from the cursor to where MOVE would lead; false when that is nothing. */
bool edit_delete_to(struct editor_text *e, enum edit_move move, int width);

/* Moves the cursor; false when it stays.  WIDTH is the box's, in cells. */
bool edit_move(struct editor_text *e, enum edit_move move, int width);
/* Moves up (negative) or down by ROWS, as far as there are rows. */
bool edit_move_rows(struct editor_text *e, int rows, int width);

/* The rows at WIDTH, kept until text or width changes. */
const struct wrap *edit_rows(struct editor_text *e, int width);
/* Where the cursor stands: row in edit_rows, column in cells (less than WIDTH). */
void edit_where(struct editor_text *e, int width, size_t *row, int *col);
/* Puts the cursor on the cluster at ROW and column COL, as near as it can. */
void edit_place(struct editor_text *e, int width, size_t row, int col);

#endif
