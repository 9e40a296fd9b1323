/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was done to a text, step by step, so that it can be undone and done again.
 *
 * A step is one change: bytes that went and bytes that came, at one place, and where the
 * cursor and the mark stood before and after.  Changes that people think of as one grow
 * one step: a run of typing up to a line's end, a run of deleting; until the cursor moves
 * or the hands rest.  Steps know no text: who keeps one takes them back or does them again.
 */
#ifndef TEXT_UNDO_H
#define TEXT_UNDO_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "base/buf.h"

#define UNDO_PAUSE 5	/* seconds of rest that end a run */

enum undo_kind {
	UNDO_TYPING,	/* runs on where what is typed follows what was */
	UNDO_DELETING,	/* runs on to both sides */
	UNDO_WHOLE,	/* a paste, a cut: a step of its own */
	UNDO_MORE	/* the rest of a paste: runs on from the UNDO_WHOLE that it follows */
};

struct undo_place {
	size_t cursor, mark;
};

struct undo_step {
	enum undo_kind kind;
	time_t when;		/* of its last change */
	size_t at;
	struct buf cut, put;	/* bytes that went; bytes that came in their place */
	struct undo_place before, after;
};

struct undo {
	struct undo_step *steps;
	size_t count, cap;
	size_t done;		/* the steps behind these are undone */
	bool closed;		/* the next change begins a step */
};

void undo_init(struct undo *u);
void undo_release(struct undo *u);

/* Notes that CUT gave way to PUT at byte AT; forgets what was undone.  Copies both. */
void undo_note(struct undo *u, enum undo_kind kind, time_t when, size_t at, struct slice cut,
	       struct slice put, struct undo_place before, struct undo_place after);
/* The run that goes on ends here. */
void undo_close(struct undo *u);
/* The step to take back / to do again; NULL when there is none.  Lent until the next note. */
const struct undo_step *undo_back(struct undo *u);
const struct undo_step *undo_again(struct undo *u);

#endif
