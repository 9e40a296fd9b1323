/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A screen: a table of functions and its state, on the stack of screens in
 * struct app.
 *
 * A key becomes a command (ui/keys.h) or text, and goes to the top screen; what
 * the screen leaves alone the app handles (quit, help, save).  Handlers change
 * state and never draw; draw is called once after each key with the area that
 * is the screen's, and ends by putting the cursor on the first cell of the
 * focused text.  A prompt is a pushed screen, never a loop of its own.
 *
 * A new screen is one file with a const struct screen_ops and a function that
 * pushes it.
 */
#ifndef UI_SCREEN_H
#define UI_SCREEN_H

#include <stdbool.h>

#include "base/buf.h"
#include "ui/keys.h"
#include "ui/surface.h"

struct app;

/* The part of the surface between the title and the rule above the key bar. */
struct area {
	struct surface *surface;
	int top, rows;
	int left, cols;		/* the column of text, as wide as the settings let it be */
	int gap;		/* empty rows between paragraphs: 2 where there shall be air */
	bool more_below;	/* set by the screen: the rule says so */
};

struct screen_ops {
	/* Draws the whole window, with nothing around it: then title, draw and footer are not called,
	 * and no window is too small to come here.  NULL: mostly. */
	void (*paint)(void *state, struct app *app, struct surface *surface);
	/* Sees each key before it is a command or text; true: that was all of it.  NULL: never. */
	bool (*key)(void *state, struct app *app, const struct key *key);
	/* What the title bar says: the middle and the right part; append to both. */
	void (*title)(const void *state, const struct app *app, struct buf *middle,
		      struct buf *right);
	unsigned (*focus)(const void *state, const struct app *app);	/* enum focus */
	void (*draw)(void *state, struct app *app, struct area *area);
	/* Appends what stands below the rule while there is no remark, in at most COLS cells; called
	 * before draw.  NULL: nothing. */
	void (*footer)(void *state, struct app *app, int cols, struct buf *out);
	/* Returns false for a command that the app should handle. */
	bool (*command)(void *state, struct app *app, enum command command);
	/* Typed or pasted text, valid UTF-8; NULL where nothing can be typed. */
	void (*type)(void *state, struct app *app, struct slice text);
	/* Gives words that are only in this screen to the workbook; NULL: none ever. */
	void (*settle)(void *state, struct app *app);
	/* Whether there are such words now; NULL: never. */
	bool (*unsettled)(const void *state, const struct app *app);
	void (*close)(void *state);	/* frees the state */
	/* Seconds until what it shows changes by itself, -1: not before the next key.  NULL: never. */
	int (*wakes_in)(const void *state, const struct app *app);
	/* The mouse was pressed at a cell of the last draw; NULL: means nothing. */
	void (*click)(void *state, struct app *app, int row, int col);
	/* Appends the words that an editor is to have; false, having said why, where there are
	 * none to write.  OUT may be NULL: only asks.  NULL: never. */
	bool (*hand_out)(void *state, struct app *app, struct buf *out);
	/* TEXT, valid UTF-8, takes their place in one change. */
	void (*take_back)(void *state, struct app *app, struct slice text);
};

struct screen {
	const struct screen_ops *ops;
	void *state;
	void (*again)(struct app *app);	/* pushes the same anew, in another language; or NULL */
};

#endif
