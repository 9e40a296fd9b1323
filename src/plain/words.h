/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every way of writing in a box has in common. */
#ifndef PLAIN_WORDS_H
#define PLAIN_WORDS_H

#include "plain/talk.h"

/* Whether the reader's words are covered, which is said then. */
bool words_are_covered(struct talk *t);
/* Whether the box of this page can be written in; otherwise says why not, or asks for what it
 * takes. */
bool words_can_be_written(struct talk *t);
/* Takes words for a mentor's copies, behind OLD and then what comes BEFORE the first line. */
void words_write_preface(struct talk *t, enum preface which, const char *old, const char *before);
/* The two boxes before a mentor's copy, where they can be written in; false: their writer wants
 * back. */
bool words_preface(struct talk *t);
/* Whether any words can be changed, likewise. */
bool words_may_change(struct talk *t);
/* Takes words on what happened with a step, behind those of this sitting. */
void words_write_happened(struct talk *t, const struct steps_place *at);
/* Takes what somebody said, behind what SAID has; and gives it to the workbook. */
void words_write_said(struct talk *t, struct said *said);
void words_keep_said(struct talk *t);
/* Saves, and says what has become of the box, in which OLD stood: that is what undo brings back,
 * unless nothing has changed. */
void words_written(struct talk *t, const char *old);

#endif
