/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reader does while the system fails under the program, and whether all was true
 * that the program told her.
 *
 * The workbook is WORKBOOK (steps.h).  Calling order: one of the ways to sit, then its check.
 * Both end the trial (trial.h) where something is wrong.
 */
#ifndef TESTS_SITTING_H
#define TESTS_SITTING_H

#include <stdbool.h>

#include "steps.h"

/* Words by which it is seen how far a text came.  They are written in this order. */
enum { OAK = 1, ELM = 2, ASH = 4, YEW = 8 };

struct sitting {
	const char *const *environment;	/* of the program under the shim, ended by NULL */
	unsigned sure;		/* words that were safe when it began */
	bool takes_copy;	/* where nothing can be saved, she has a copy put elsewhere */
	/* What the fault was, as far as it excuses anything: */
	int may_die;		/* the program may be ended by this signal, 0: by none */
	bool may_litter;	/* temporary files may be left */
	bool harmless;		/* nothing fails: all must go well */

	/* What came of it. */
	int status;		/* as play_end tells */
	bool full_screen;	/* the terminal was left in it */
	unsigned typed;		/* words that were on the screen */
	unsigned safe, saved;	/* words that the screen said are so */
	bool reading;		/* for reading only */
	bool copied;		/* a copy was taken to COPY */
	char *said;		/* by a command, on both outputs */
};

#define SITTING_PAGE "spread-now"
#define SITTING_COPY "copy.json"

/* What the screen says of the words. */
enum told { TOLD_NOTHING, TOLD_SAFE, TOLD_SAVED, TOLD_TROUBLE };
enum told sitting_told(struct play *p);

/* The words that are in the file, or in one for a conflict; and in the journal too. */
unsigned sitting_saved(void);
unsigned sitting_kept(void);

/* Makes the prepared folders "empty", "saved" (OAK), "alone" (the same without a journal) and
 * "kept" (OAK saved, ELM in the journal) inside of FOLDER, by the program, nothing failing. */
void sitting_prepare(const char *folder);
/* Takes the prepared folder into the scratch folder, in place of what was there. */
void sitting_lay_out(const char *folder, const char *name);
/* The same into a folder "data" that is there. */
void sitting_fetch(const char *folder, const char *name);

/* Opens, writes ASH, leaves the box, writes YEW, quits. */
void sitting_write(struct sitting *s);
void sitting_look(struct sitting *s);	/* opens and quits */
void sitting_begin(struct sitting *s);	/* begins a new workbook and quits */
void sitting_check(struct sitting *s);	/* then starts it again with nothing failing */

void sitting_summary(struct sitting *s);	/* into a new file */
void sitting_summary_over(struct sitting *s);	/* over one that is there */
void sitting_examine(struct sitting *s);	/* leaderplus check */
void sitting_check_command(struct sitting *s);

#endif
