/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands around every screen: title bar, the rule with the state of saving,
 * a remark when there is one, and the key bar.
 */
#ifndef UI_FRAME_H
#define UI_FRAME_H

#include "ui/app.h"

struct frame {
	struct app *app;
	struct surface *surface;
	struct area area;
	int rule;		/* the row of the rule */
	bool unsettled;
	bool typing;		/* set before frame_close: the words on saving stay as they were */
};

/* Draws all but the rule and tells the area that is left. */
void frame_open(struct frame *f, struct app *app, struct surface *surface, bool unsettled);
/* Draws the rule, which may say that there is more below. */
void frame_close(struct frame *f);
/* The whole of a window that is too small. */
void frame_draw_small(const struct app *app, struct surface *surface);

/* A rule over the text column: words at its left end and, where they fit, at its right. */
void frame_rule(struct surface *surface, int row, int left, int cols, const char *words,
		const char *right, unsigned right_style);

#endif
