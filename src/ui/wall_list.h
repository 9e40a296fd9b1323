/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list on the wall: large, in the middle, a line of it marked.
 *
 * A kind of list is a const table; its lines are made anew at every draw and key, so that they
 * always say what is so.  TAG is the line's own number, given with it.
 */
#ifndef UI_WALL_LIST_H
#define UI_WALL_LIST_H

#include "ui/app.h"

struct wall_lines;

struct wall_list_kind {
	unsigned focus;
	void (*head)(const struct app *app, struct buf *out);	/* what stands above it; or NULL */
	void (*fill)(const struct app *app, struct wall_lines *lines);
	int (*begins)(const struct app *app);	/* the tag that is marked first; NULL: the first */
	void (*chosen)(struct app *app, int tag);
	/* What it answers to itself; NULL: nothing. */
	bool (*command)(struct app *app, enum command command);
};

/* For fill. */
void wall_line(struct wall_lines *lines, int indent, const char *label, int tag);

void wall_list_push(struct app *app, const struct wall_list_kind *kind);

#endif
