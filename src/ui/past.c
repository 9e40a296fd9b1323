/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be undone in the boxes that are not on the screen. */
#include <config.h>

#include "ui/past.h"

#include <stdlib.h>

#include "base/mem.h"

void past_init(struct past *past)
{
	*past = (struct past){ 0 };
}

/* Takes box I out of the list; its undo is the caller's. */
static void take_out(struct past *past, size_t i)
{
	buf_release(&past->boxes[i].text);
	past->boxes[i] = past->boxes[--past->count];
}

void past_release(struct past *past)
{
	while (past->count) {
		undo_release(&past->boxes[past->count - 1].undo);
		take_out(past, past->count - 1);
	}
	free(past->boxes);
	past_init(past);
}

void past_keep(struct past *past, size_t page, struct editor_text *e)
{
	struct past_box *box;

	if (!e->undo.count)
		return;
	past->boxes = mem_grow(past->boxes, past->count, &past->cap, sizeof(*past->boxes));
	box = &past->boxes[past->count++];
	*box = (struct past_box){ .page = page, .undo = e->undo };
	buf_init(&box->text, e->text.len);
	buf_add_slice(&box->text, edit_text(e));
	undo_init(&e->undo);
}

void past_give_back(struct past *past, size_t page, struct editor_text *e)
{
	for (size_t i = past->count; i > 0; i--) {
		struct past_box *box = &past->boxes[i - 1];

		if (box->page != page)
			continue;
		if (slice_equal(slice_buf(&box->text), edit_text(e))) {
			undo_release(&e->undo);
			e->undo = box->undo;
			undo_close(&e->undo);
		} else {
			undo_release(&box->undo);
		}
		take_out(past, i - 1);
	}
}
