/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps of the plain conversation on a terminal (play.h): lines are typed, and prompts waited
 * for. */
#ifndef TESTS_TALK_H
#define TESTS_TALK_H

#include <stdbool.h>

#include "steps.h"

#define COMMAND "command: "
#define WORDS "your words: "
#define NUMBER "number: "
#define MORE "more: "
#define MORE_FIRST "or a command): "
#define FOLDER "folder: "
#define SURE "sure: "

extern const struct play_setting talk_usual;	/* --plain */

/* Starts and waits for PROMPT. */
void talk_start(struct play *p, const struct play_setting *setting, const char *prompt);
/* A new workbook of this computer, and a page with a box. */
void talk_begin(struct play *p, const struct play_setting *setting);

void talk_type(struct play *p, const char *line);	/* and Enter */
void talk_key(struct play *p, const char *key);		/* as play_keys; an answer begins here */
/* From here on, BYTES of output later, is the answer. */
void talk_answer_at(struct play *p, size_t bytes);
/* Waits until PROMPT (NULL: any) stands at the end of the answer to what was typed last. */
void talk_wait(struct play *p, const char *prompt);
/* Types LINE and waits for PROMPT. */
void talk_tell(struct play *p, const char *line, const char *prompt);
bool talk_ends(struct play *p, const char *prompt);	/* what was written so far */

/* What was written since the last line was typed, and whether it has WORDS. */
const char *talk_said(struct play *p);
bool talk_says(struct play *p, const char *words);

int talk_quit(struct play *p);	/* the exit status */

#endif
