/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reader does, in steps that several tests take; and what is in her file then. */
#ifndef TESTS_STEPS_H
#define TESTS_STEPS_H

#include "play.h"

#define WORKBOOK "data/leaderplus/workbook.json"	/* in the scratch folder */

/* Words on the screens of the book, here in one place. */
#define SAYS_FIRST "Where shall your writing be kept?"
#define SAYS_BACK "Welcome back."
#define SAYS_WRITING "Tab finish writing"
#define SAYS_READING "Enter write"
#define SAYS_UNSAVED "not saved yet"
#define SAYS_SAFE "safe, saving"

/* Starts for the first time, and chooses this computer. */
void steps_begin(struct play *p, const struct play_setting *setting);
/* Starts again and carries on where the last sitting ended. */
void steps_carry_on(struct play *p, const struct play_setting *setting);
/* The page that the title bar tells, from 1, and of how many. */
void steps_page(struct play *p, int *page, int *pages);
/* Turns pages until WORDS are on the screen. */
void steps_turn_to(struct play *p, const char *words);
/* On a page with a box: goes into it, and types. */
void steps_write(struct play *p, const char *text);
void steps_leave_box(struct play *p);	/* Tab, and until all is saved */
int steps_quit(struct play *p);		/* Ctrl-Q; play_end */

/* The newest words under the page ID in the file NAME of the scratch folder, read with cJSON
 * alone: NULL when there are none.  Good until the next call. */
const char *steps_words(const char *name, const char *id);
const char *steps_saved(const char *id);	/* in WORKBOOK */
/* Whether they are there, and begin so. */
bool steps_saved_begins(const char *id, const char *words);

#endif
