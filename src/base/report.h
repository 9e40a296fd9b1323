/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that is wrong, told one by one, where an error value stops at the first.
 *
 * Readers of files take a struct report where somebody wants to know all (`leaderplus
 * check`); they then go on after what is wrong, as far as that has a meaning, and what
 * they have read is good for nothing else.
 */
#ifndef BASE_REPORT_H
#define BASE_REPORT_H

#include <stdbool.h>
#include <stddef.h>

struct finding {
	const char *file;	/* the name of a file in a folder, or NULL: the path itself */
	size_t line;		/* 0: none in particular */
	size_t column;		/* 0: none in particular */
	bool note;		/* nothing is wrong, but it is worth knowing */
	const char *what;	/* worded as in base/err.h */
};

struct report {
	void (*add)(void *context, const struct finding *finding);	/* copies */
	void *context;
};

/* Keeps the first of what is told, for whoever wants to name one fault and its place. */
struct report_first {
	bool any;
	size_t line, column;
	char what[512];		/* "" where nothing was told */
};
struct report report_first(struct report_first *first);	/* empties it */

#endif
