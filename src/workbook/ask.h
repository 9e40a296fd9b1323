/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked outside the book: where words shall be kept, what shall make up for a damaged
 * file, what to do about words that cannot be saved.  The full screen and the plain conversation
 * ask the same in the same words; what an answer leads to is theirs.
 */
#ifndef WORKBOOK_ASK_H
#define WORKBOOK_ASK_H

#include "workbook/bring.h"
#include "workbook/copies.h"
#include "workbook/workbook.h"

enum ask_answer {
	/* Where words are kept. */
	ASK_HERE,		/* in the workbook of this computer */
	ASK_ELSEWHERE,		/* in another folder, which is still to be named */
	ASK_ALREADY,		/* in a workbook that is somewhere already, and still to be named */
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
	ASK_LEAVE,		/* quit, and change nothing */
	/* Of a workbook that is somewhere already. */
	ASK_THERE,		/* open it where it is */
	ASK_COPY_HERE,		/* copy it to this computer */
	ASK_REMEMBER,		/* look for it there by itself from now on */
	ASK_LOOK_AGAIN,		/* whether what was looked for there has come */
	ASK_ANOTHER_PLACE,	/* look for it there no longer */
	/* Of copies. */
	ASK_BESIDE,		/* put one beside what stands there */
	ASK_BRING,		/* bring its words in */
	ASK_READ_COPY,		/* read its words */
	ASK_COPIES		/* and above: one of several, from the first */
};

/* How a sitting begins. */
enum ask_begin {
	BEGIN_FIRST_START,	/* asks where words shall be kept */
	BEGIN_ASK_CREATE,	/* a named file that is not there yet */
	BEGIN_AWAY,		/* a file that was remembered is not there now */
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
/* Which of several workbooks: ASK_COPIES and its index.  TITLE: what for, translated. */
struct ask *ask_which(const struct copies *copies, const char *title);
/* The workbook COPY: to be opened where it is, or copied to HOME (NULL: no home is known). */
struct ask *ask_already(const struct copy *copy, const char *home);
/* Whether the start shall look for the workbook PATH by itself; and what to do where it did, and
 * the file is not there. */
struct ask *ask_remember(const char *path);
struct ask *ask_away(const char *path);
/* Something stands at PATH, where a copy was to go: COPY, or NULL where it cannot be read and
 * TROUBLE says why.  BESIDE is the free name that is offered. */
struct ask *ask_taken(const char *path, const struct bring *copy, const char *trouble,
		      const char *beside);
/* The copy B (bring_has_more); for BRING_ANOTHER whether both are the reader's own. */
struct ask *ask_bring(const struct bring *b);
/* What lies beside the workbook because it was changed in two places: ASK_BRING, ASK_STAY, or
 * ASK_ELSEWHERE for another copy. */
struct ask *ask_together(const struct copies *conflicts);
void ask_free(struct ask *ask);

/* From which source, and in which mode (MODE: where it can be written), ANSWER repairs. */
enum store_source ask_source(enum ask_answer answer);
enum store_mode ask_mode(enum ask_answer answer, enum store_mode mode);

#endif
