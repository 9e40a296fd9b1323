/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people said to a question, on the wall: a few voices at a time, as they fit. */
#ifndef UI_WALL_VOICES_H
#define UI_WALL_VOICES_H

#include "ui/app.h"

/* Where voices come from.  TAG is a question of theirs. */
struct wall_voices_kind {
	/* The voices under one question, for the caller to free; TITLE, for free(), is what stands
	 * above them on later screens. */
	struct doc *(*make)(const struct app *app, int tag, char **title);
	/* The question behind it, or before it where BY is -1; -1: there is none. */
	int (*next)(const struct app *app, int tag, int by);
};

/* The question and its COUNT VOICES go to the end of DOC. */
void wall_add_voices(struct doc *doc, struct slice question, char *const *voices, size_t count);
/* Shows those under TAG, in place of any that show.  Where they go ON the next question's
 * come behind them. */
void push_wall_said(struct app *app, const struct wall_voices_kind *kind, int tag, bool on);

#endif
