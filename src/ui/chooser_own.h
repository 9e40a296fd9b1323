/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two halves of a chooser share: ui/chooser.c (what it holds, and keys) and
 * ui/chooser_draw.c (how it looks).  For these two alone. */
#ifndef UI_CHOOSER_OWN_H
#define UI_CHOOSER_OWN_H

#include "ui/chooser.h"

struct line {
	char *label;
	size_t from, to;	/* bytes of the label that stand out */
	size_t sentence;	/* byte of the label where its sentence begins */
	int indent;
	int tag;
	bool gap;	/* an empty row before it */
	bool hidden;	/* by the filter */
};

#define NO_LINE ((size_t)-1)

struct chooser {
	char *title;
	struct doc *intro, *outro;
	chooser_chosen *chosen;
	void *context;		/* NULL, or for RELEASE */
	chooser_release *release;
	struct line *lines;
	size_t count, cap;
	bool gap;		/* before the next line to be added */
	size_t marked;		/* NO_LINE: none shows */
	size_t top;		/* first row of the flow that shows */
	bool still;		/* PgDn and PgUp leave the mark where it is */
	bool turned;		/* by a screenful: the mark is to go to what shows */
	bool loose;		/* scrolled away from the marked line, to read the words */
	struct buf filter;	/* what was typed: the lines that have all of its words show */
	/* As last drawn: */
	int height;		/* rows for the flow */
	size_t rows;		/* of the whole flow */
	size_t first, last;	/* of the marked line */
	int at;			/* of the surface: its first row */
	size_t *shown;		/* by row: the line, or NO_LINE */
};

void chooser_draw(void *state, struct app *app, struct area *area);

#endif
