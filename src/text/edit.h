/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editable text: bytes of UTF-8, a cursor on a cluster boundary, a part that may be
 * selected, what can be undone, and the moves of a writing box.  Knows no screen: a move
 * by rows is told the width.
 *
 * Text is copied in on edit_open and read with edit_text; edit_release frees.
 * A change that would pass EDIT_MAX bytes is refused whole (false).
 *
 * What is selected lies between the mark and the cursor.  A change takes its place or takes
 * it away; a move without edit_select drops it, unless marking was begun with edit_mark.
 */
#ifndef TEXT_EDIT_H
#define TEXT_EDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "base/buf.h"
#include "text/undo.h"
#include "text/wrap.h"

#define EDIT_MAX ((size_t)256 * 1024)	/* bytes in one box */
#define EDIT_NO_MARK SIZE_MAX

struct editor_text {
	struct buf text;
	size_t cursor;		/* byte offset, always a cluster boundary */
	size_t mark;		/* the other end of what is selected, or EDIT_NO_MARK */
	bool marking;		/* every move leaves the mark where it is */
	int goal;		/* column that Up and Down aim at, -1: the cursor's own */
	time_t now;		/* seconds, set by who types: a pause ends a step of undo */
	bool joined;		/* so is this: what is inserted goes on from what was just inserted */
	struct undo undo;
	struct wrap wrap;	/* rows of text at wrap_width, when that is not 0 */
	int wrap_width;		/* 0: rows are stale */
};

enum edit_move {
	EDIT_LEFT, EDIT_RIGHT,		/* a cluster */
	EDIT_UP, EDIT_DOWN,		/* a row */
	EDIT_ROW_START, EDIT_ROW_END,	/* Home, End */
	EDIT_TEXT_START, EDIT_TEXT_END,
	EDIT_WORD_LEFT, EDIT_WORD_RIGHT,	/* UAX #29 words */
	/* To the start of a paragraph, a line that is not blank; down also to the text's end. */
	EDIT_PARAGRAPH_UP, EDIT_PARAGRAPH_DOWN
};
#define EDIT_MOVES (EDIT_PARAGRAPH_DOWN + 1)

void edit_open(struct editor_text *e, struct slice text);	/* cursor at the end */
void edit_release(struct editor_text *e);
struct slice edit_text(const struct editor_text *e);	/* until the next change */

/* Puts TEXT, cleaned (text/clean.h), in the place of what is selected, or in at the
 * cursor, and moves behind it.  More than one character at once is a step of its own, with what
 * is joined to it. */
bool edit_insert(struct editor_text *e, struct slice text);
/* The whole text gives way to TEXT, cleaned, in one step; the cursor stays, as far as it can. */
bool edit_replace(struct editor_text *e, struct slice text);
/* Each takes what is selected instead, when something is. */
bool edit_delete_back(struct editor_text *e);	/* Backspace; false at the start */
bool edit_delete(struct editor_text *e);	/* Delete; false at the end */
/* Deletes from the cursor to where MOVE would lead; false when that is nothing. */
bool edit_delete_to(struct editor_text *e, enum edit_move move, int width);

/* Takes the last step back, or does it again, cursor and selection as they were; false
 * when there is none. */
bool edit_undo(struct editor_text *e);
bool edit_redo(struct editor_text *e);

/* What is selected, until the next change; empty when nothing is. */
struct slice edit_selected(const struct editor_text *e);
/* Where it lies; false, and both at the cursor, when nothing is selected. */
bool edit_selection(const struct editor_text *e, size_t *from, size_t *to);
bool edit_delete_selected(struct editor_text *e);	/* in a step of its own */
void edit_select_all(struct editor_text *e);
void edit_mark(struct editor_text *e);		/* moves select from here on */
void edit_unselect(struct editor_text *e);	/* the cursor stays */

/* Moves the cursor; false when it stays.  WIDTH is the box's, in cells.  Left and Right
 * from a selection lead to its ends. */
bool edit_move(struct editor_text *e, enum edit_move move, int width);
/* The same, and what it passes becomes part of the selection. */
bool edit_select(struct editor_text *e, enum edit_move move, int width);
/* Moves up (negative) or down by ROWS, as far as there are rows. */
bool edit_move_rows(struct editor_text *e, int rows, int width);
/* Where MOVE, not one by rows, leads from the cursor. */
size_t edit_target(struct editor_text *e, enum edit_move move, int width);

/* The rows at WIDTH, kept until text or width changes. */
const struct wrap *edit_rows(struct editor_text *e, int width);
/* Where the cursor stands: row in edit_rows, column in cells (less than WIDTH). */
void edit_where(struct editor_text *e, int width, size_t *row, int *col);
/* Puts the cursor before the cluster that the byte AT lies in. */
void edit_go(struct editor_text *e, size_t at);
/* Puts the cursor on the cluster at ROW and column COL, as near as it can. */
void edit_place(struct editor_text *e, int width, size_t row, int col);

#endif
