/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of a file or a pipe, one at a time, in as much memory as the longest may take.
 *
 *	struct lines in;
 *	struct slice line;
 *	if (!lines_open(&in, sys, path, 1 << 20, err))
 *		return false;
 *	while ((got = lines_next(&in, &line, err)) == LINES_LINE)
 *		...
 *	lines_close(&in);
 */
#ifndef BASE_LINES_H
#define BASE_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/sys.h"

struct lines {
	const struct sys *sys;
	const char *name;	/* for messages; borrowed */
	int fd;
	bool owned;		/* lines_close closes it */
	size_t number;		/* of the line that was read last, from 1 */
	struct buf line;
	char *chunk;		/* what was read, from at on not yet taken */
	size_t at, len;
};

enum lines_got {
	LINES_LINE,
	LINES_LONG,	/* it has more than MAX bytes and is passed over; go on */
	LINES_END,
	LINES_FAILED
};

/* Opens the regular file PATH for lines of at most MAX bytes; nothing else is waited for. */
bool lines_open(struct lines *l, const struct sys *sys, const char *path, size_t max,
		struct err *err);
/* The same for an open descriptor, which stays open; NAME is for messages. */
void lines_of(struct lines *l, const struct sys *sys, int fd, const char *name, size_t max);
/* A line without its LF, lent until the next call; so is the last one without an LF. */
enum lines_got lines_next(struct lines *l, struct slice *line, struct err *err);
void lines_close(struct lines *l);

#endif
