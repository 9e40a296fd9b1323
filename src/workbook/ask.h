/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked outside the book: where words shall be kept, what shall make up for a damaged
 * file, what to do about words that cannot be saved.  The full screen and the plain conversation
 * ask the same in the same words; what an answer leads to is theirs.
 */
#ifndef WORKBOOK_ASK_H
#define WORKBOOK_ASK_H

#include "workbook/workbook.h"

enum ask_answer {
	/* Where words are kept. */
	ASK_HERE,		/* in the workbook of this computer */
	ASK_ELSEWHERE,		/* in another folder, which is still to be named */
	ASK_LOOKING,		/* nowhere */
	ASK_NAMED,		/* in the file that was asked for */
	/* What makes up for a file. */
	ASK_BACKUP, ASK_JOURNAL, ASK_SALVAGE,
	ASK_READ,		/* what can be found, for reading only */
	ASK_NEW,		/* nothing: it is begun anew */
	/* What to do about words that cannot be saved. */
	ASK_AGAIN,		/* try once more, then quit */
	ASK_COPY,		/* put a copy in another folder, then quit */
	ASK_STAY,
	ASK_LEAVE		/* quit, and change nothing */
};

/* How a sitting begins. */
enum ask_begin {
	BEGIN_FIRST_START,	/* asks where words shall be kept */
	BEGIN_ASK_CREATE,	/* a named file that is not there yet */
	BEGIN_REPAIR,		/* a file that is damaged or gone */
	BEGIN_WELCOME_BACK
};

struct ask {
	const char *title;	/* a word or two, translated */
	struct doc *intro;
	struct doc *outro;	/* below the answers, or NULL */
	struct ask_line {
		char *label;
		enum ask_answer answer;
	} *lines;
	size_t count, cap;
};

/* All for ask_free.  HOME: the workbook of this computer, NULL where no home is known;
 * LOOKING: asked again, by somebody who has looked around. */
struct ask *ask_first_start(const char *home, bool looking);
struct ask *ask_create(const char *path);
/* The file PATH is damaged or gone; TROUBLE says what is wrong. */
struct ask *ask_repair(const struct sys *sys, const char *path, const char *trouble);
struct ask *ask_unsaved(const struct workbook *wb);
void ask_free(struct ask *ask);

/* From which source, and in which mode (MODE: where it can be written), ANSWER repairs. */
enum store_source ask_source(enum ask_answer answer);
enum store_mode ask_mode(enum ask_answer answer, enum store_mode mode);

#endif
