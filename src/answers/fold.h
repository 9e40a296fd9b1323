/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathering copies for the group, any number of them, in bounded memory (design 4.5).
 *
 * What comes out is a fold: a header line (fold_head), then a line each person, which is her newest
 * copy as voice_print has it, in the order of their keys.  A fold is gathered like the copies in it, and it
 * does not matter in which order or by which ways copies come together: a fold of folds is byte
 * for byte the fold of all.  Nothing in it is left out for being said by few, so it is private.
 *
 *	struct fold *fold = fold_new(&request);
 *	fold_add_path(fold, "copies", &err) && ...
 *	while ((got = fold_next(fold, &line, &err)) == SORT_RECORD)
 *		...
 *	fold_free(fold);
 *
 * What is no copy, or a broken one, or one for another book, is told and passed over whole.
 */
#ifndef ANSWERS_FOLD_H
#define ANSWERS_FOLD_H

#include "answers/voice.h"
#include "base/sort.h"

#define FOLD_DEPTH 16		/* folders inside one another */
#define FOLD_TOLD_MAX 20	/* lines of one file that are named; the others are passed over as well */

struct fold_request {
	const struct sys *sys;
	const char *folder;	/* for temporary files */
	size_t memory;		/* bytes; above them there are some */
	const char *pack_id;	/* the book whose copies are gathered; NULL: of all */
	const char *out;	/* not looked at where it lies in a folder; or NULL */
	/* What is passed over: its file, NULL where the words name it already, and its line. */
	struct report passed;
	void (*tick)(void *context);	/* called now and then; or NULL */
	void *context;
};

struct fold;

struct fold *fold_new(const struct fold_request *request);	/* whose strings are borrowed */
void fold_free(struct fold *f);		/* NULL is allowed */

/* Takes what is in the file PATH: a copy, or lines with a copy or a fold's header each; or what is in
 * the files of a folder and of those in it, but for hidden ones, links, and names that end in
 * ".review".  False only where nothing more can be taken, for want of room. */
bool fold_add_path(struct fold *f, const char *path, struct err *err);
/* The same with lines out of an open descriptor, called NAME. */
bool fold_add_lines(struct fold *f, int fd, const char *name, struct err *err);
bool fold_add(struct fold *f, const struct voice_copy *copy, struct err *err);
/* Whether the file PATH begins as a fold does. */
bool fold_is_fold(const struct sys *sys, const char *path);
/* Tells REPORT what is wrong with the fold PATH, by line.  False where it cannot be read. */
bool fold_check(const struct sys *sys, const char *path, const struct report *report,
		struct err *err);
/* Whether anything was passed over, and whether no copy came in. */
bool fold_has_passed(const struct fold *f);
bool fold_is_empty(const struct fold *f);

/* The first line of every fold, with its LF; always the same. */
struct slice fold_head(void);
/* The next line, without LF, lent until the next call; nothing can be added from here on. */
enum sort_got fold_next(struct fold *f, struct slice *line, struct err *err);

#endif
