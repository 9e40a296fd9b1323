/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was done to a text, step by step. */
#include <config.h>

#include "text/undo.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"

void undo_init(struct undo *u)
{
	*u = (struct undo){ 0 };
}

static void forget_from(struct undo *u, size_t first)
{
	while (u->count > first) {
		struct undo_step *step = &u->steps[--u->count];

		buf_release(&step->cut);
		buf_release(&step->put);
	}
}

void undo_release(struct undo *u)
{
	forget_from(u, 0);
	free(u->steps);
	undo_init(u);
}

static bool rested(const struct undo_step *last, time_t when)
{
	return when < last->when || when - last->when >= UNDO_PAUSE;
}

/* Makes LAST longer by a change that goes on with it; false when it does not. */
static bool grow(struct undo_step *last, enum undo_kind kind, size_t at, struct slice cut,
		 struct slice put)
{
	enum undo_kind goes_on = kind == UNDO_MORE ? UNDO_WHOLE : kind;

	if (goes_on != last->kind || kind == UNDO_WHOLE)
		return false;
	if (kind != UNDO_DELETING && !cut.len && at == last->at + last->put.len) {
		buf_add_slice(&last->put, put);
	} else if (kind == UNDO_DELETING && at == last->at) {
		buf_add_slice(&last->cut, cut);
	} else if (kind == UNDO_DELETING && at + cut.len == last->at) {
		buf_splice(&last->cut, 0, 0, cut.data, cut.len);
		last->at = at;
	} else {
		return false;
	}
	return true;
}

static struct undo_step *begin(struct undo *u, enum undo_kind kind, size_t at, struct slice cut,
			       struct slice put, struct undo_place before)
{
	struct undo_step *step;

	u->steps = mem_grow(u->steps, u->count, &u->cap, sizeof(*u->steps));
	step = &u->steps[u->count++];
	*step = (struct undo_step){ .kind = kind, .at = at, .before = before };
	buf_init(&step->cut, SIZE_MAX / 2);
	buf_init(&step->put, SIZE_MAX / 2);
	buf_add_slice(&step->cut, cut);
	buf_add_slice(&step->put, put);
	return step;
}

void undo_note(struct undo *u, enum undo_kind kind, time_t when, size_t at, struct slice cut,
	       struct slice put, struct undo_place before, struct undo_place after)
{
	struct undo_step *step = NULL;

	forget_from(u, u->done);
	if (u->count && !u->closed && (kind == UNDO_MORE || !rested(&u->steps[u->count - 1], when)))
		step = &u->steps[u->count - 1];
	if (!step || !grow(step, kind, at, cut, put))
		step = begin(u, kind == UNDO_MORE ? UNDO_WHOLE : kind, at, cut, put, before);
	step->when = when;
	step->after = after;
	u->done = u->count;
	u->closed = kind == UNDO_TYPING && put.len && put.data[put.len - 1] == '\n';
}

void undo_close(struct undo *u)
{
	u->closed = true;
}

const struct undo_step *undo_back(struct undo *u)
{
	undo_close(u);
	return u->done ? &u->steps[--u->done] : NULL;
}

const struct undo_step *undo_again(struct undo *u)
{
	undo_close(u);
	return u->done < u->count ? &u->steps[u->done++] : NULL;
}
