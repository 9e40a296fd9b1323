/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of the screen of a page: what its files share. */
#ifndef UI_PAGE_H
#define UI_PAGE_H

#include "ui/app.h"
#include "ui/box.h"
#include "ui/view.h"

struct page_screen {
	size_t page;
	struct view view;
	struct box box;		/* meaningful where the page has one */
	struct box reason;	/* for reading only: why the question is left open */
	struct past *past;	/* of the app: what can be undone outlives the screen */
	bool has_box;
	bool writing;		/* the focus is in the box */
	bool changed;		/* the box holds words that the workbook has not */
	bool again;		/* it is written without a look at what stands there */
	bool unfolded;		/* the hint shows */
	unsigned met;		/* as app.h has it, when the box was filled */
	bool covered;		/* as the words were when they were last drawn */
	bool before;		/* earlier words stood here when the box was not being written in */
	bool past_box;		/* the box was left forward, and nothing has moved since: what comes
				 * next is the next page */
};

/* Gives what the box holds to the workbook. */
void page_settle(void *state, struct app *app);
/* What stands where the box is: its words, or why the question is left open. */
struct box *page_shown(struct page_screen *p, const struct app *app);
/* Words have come in from another hand: they show, unless the box is being written in. */
void page_note_met(struct page_screen *p, struct app *app);
/* The words have been covered, or show again: the writing ends, and what is shown changes. */
void page_note_cover(struct page_screen *p, struct app *app);

/* Those of struct screen_ops. */
void page_title(const void *state, const struct app *app, struct buf *middle, struct buf *right);
unsigned page_focus(const void *state, const struct app *app);
void page_draw(void *state, struct app *app, struct area *area);
void page_footer(void *state, struct app *app, int cols, struct buf *out);

#endif
