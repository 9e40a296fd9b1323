/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replaying a journal into a workbook (design 4.3, step 5), and what goes into one. */
#ifndef ANSWERS_REPLAY_H
#define ANSWERS_REPLAY_H

#include "answers/answers.h"

/* Appends a workbook object with only what codec_print_since writes: whose clock is above SINCE (answers_clock when the file was read or saved last); nothing at all where there
 * are none (OUT stays as it was).  Unknown members are left out, but for those of the layers.
 * The result is read back and compared before it is given out. */
bool replay_print(const struct answers *a, int64_t since, struct buf *out, struct err *err);

/* Puts into A what the workbook object in JSON, a journal's payload, holds.  A layer
 * whose id stands in A with a greater clock, or with an equal one and the same words, is
 * dropped, and so is one that was erased for good (answers_forget), under its own id or under
 * one that was made from it.
 * Otherwise:
 *
 * - SAME_BASE (the journal builds on the very file that A was read from) and its clock is
 *   above A's, as that of all that was written on the file is: it takes the place of the one
 *   with its id, or joins the others, as it is.  But one with members that this version
 *   does not know, which may speak about its text, keeps its place;
 * - else its text becomes a new layer, the newest, unless the newest text is equal (blanks
 *   equal nothing) and this journal will not replace it.  It keeps its id where that is free;
 *   else the id is made from its old one and clock, so that replaying the same journal again
 *   adds nothing.
 *
 * Steps, notes and replies come back likewise where only one hand has changed them under the entry; else
 * their versions are merged (merge.h).  Only with those of their id are they
 * compared, and members that this version does not know keep one its place only where they
 * are others in the journal.  A choice for whom an entry is counts where SAME_BASE; else the entry is for those
 * only whom both allow.
 *
 * A list "forgotten" in it joins A's, and what it names is gone from A too.
 *
 * The place is taken over when its clock is greater; where that is not above A's, it gets a
 * new one.  All these layers count as written through A: the sitting goes on for what is left
 * of its eight hours, which are counted from the layers' own times.  No other file can hold
 * another version of them, for only the holder of the lock replays.
 *
 * *BACK says whether any words came back (blank layers and the place are none);
 * answers_clock tells whether anything changed.  A payload of another workbook id is refused
 * with ERR_SYNTAX, as is a clock that has run out; one of a newer version with ERR_NEWER;
 * what cannot be read as answers_read says.  A is as it was then. */
bool replay_apply(struct answers *a, struct slice json, bool same_base, bool *back,
		  struct err *err);

/* The id that what has ID and CLOCK gets where its own id is taken, for free(). */
char *replay_other_id(const char *id, int64_t clock);

#endif
