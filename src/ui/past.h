/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be undone in the boxes that are not on the screen: a reader who turned the page
 * and comes back finds it again, until the program ends.
 *
 * A past belongs to a page and to the text that its box had: with another text, brought in
 * from elsewhere, it is forgotten.  Who erases words for good must past_release too.
 */
#ifndef UI_PAST_H
#define UI_PAST_H

#include "text/edit.h"

struct past_box {
	size_t page;
	struct buf text;	/* as it was left */
	struct undo undo;
};

struct past {
	struct past_box *boxes;
	size_t count, cap;
};

void past_init(struct past *past);
void past_release(struct past *past);	/* and it may be used again */
/* Takes what can be undone out of E, the box of PAGE, before it closes. */
void past_keep(struct past *past, size_t page, struct editor_text *e);
/* Gives it back to E, which was just opened. */
void past_give_back(struct past *past, size_t page, struct editor_text *e);

#endif
