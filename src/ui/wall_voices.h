/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people said to a question, on the wall: a few voices at a time, as they fit. */
#ifndef UI_WALL_VOICES_H
#define UI_WALL_VOICES_H

#include "ui/app.h"

/* The question and its COUNT VOICES go to the end of DOC. */
void wall_add_voices(struct doc *doc, struct slice question, char *const *voices, size_t count);
/* Shows DOC, which is taken over; TITLE is what stands above it on later screens. */
void push_wall_said(struct app *app, const char *title, struct doc *doc);

#endif
