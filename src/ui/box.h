/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The writing box: an editable text, the part of it that shows, and what keys
 * do in it, among them cutting, copying and pasting by the clipboard of struct app.
 * A field is a box of one line: line feeds and tabs are left out.
 */
#ifndef UI_BOX_H
#define UI_BOX_H

#include "text/edit.h"
#include "ui/app.h"
#include "ui/key.h"
#include "ui/surface.h"

struct box {
	struct editor_text text;
	int width;		/* cells that the last draw had */
	int height;		/* rows */
	size_t top;		/* first row shown */
	size_t rows;		/* of the whole text, as last drawn */
	int row, col;		/* of the surface, where it was last drawn */
	bool line;		/* a field */
	size_t mark_from, mark_to;	/* bytes that stand out: what was looked for */
};

void box_open(struct box *b, struct slice text);	/* cursor at the end */
void box_release(struct box *b);

/* What a key did. */
enum box_did {
	BOX_NOTHING,	/* the command is not for a box */
	BOX_MOVED,	/* or could not move */
	BOX_CHANGED,
	BOX_FULL	/* refused: the box would pass EDIT_MAX */
};
/* Both say what the reader cannot see: that nothing can be undone, that it was too much. */
enum box_did box_command(struct box *b, struct app *app, enum command command);
enum box_did box_type(struct box *b, struct app *app, struct slice text);
/* TEXT takes the place of all that is in it, as one step. */
enum box_did box_replace(struct box *b, struct app *app, struct slice text);
/* Puts the cursor at a cell of the last draw, a move as others are: once selecting was begun, up
 * to there.  False where the box is not. */
bool box_click(struct box *b, int row, int col);
/* FOCUS_SELECTED while text is selected, or begins to be; else 0. */
unsigned box_focus(const struct box *b);
/* The focus goes elsewhere: nothing stays selected, and what comes next is another step. */
void box_leave(struct box *b);
/* Without the focus: shows the boxful before or behind; false when there is none. */
bool box_leaf(struct box *b, int direction);
/* Up or down by a boxful; false when there is no more text that way. */
bool box_page(struct box *b, int direction);

/* Without the focus: the bytes FROM..TO stand out, in view and with the cursor on them, until
 * box_unmark. */
void box_mark(struct box *b, size_t from, size_t to);	/* and the cursor is there */
void box_unmark(struct box *b);
bool box_is_marked(const struct box *b);

/* Draws the text at ROW, COL in ROWS x COLS cells.  With the focus the cursor's
 * row is in view and the cursor is put; without, box_leaf decides what shows.  What is selected
 * is reversed, line ends as a blank. */
void box_draw(struct box *b, struct surface *s, int row, int col, int rows, int cols, bool focus);
bool box_more_above(const struct box *b);	/* as last drawn */
bool box_more_below(const struct box *b);

#endif
