/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A second reader of JSON, for tests: it shares nothing with src/answers, and takes for
 * granted that what it is given is valid.
 *
 * Values are slices of the text, without blanks around them.  AT begins as 0 and says how
 * far an object or list has been read.
 */
#ifndef UNIT_PEEK_H
#define UNIT_PEEK_H

#include "base/buf.h"

struct peek_member {
	struct buf name;	/* as it reads without escapes; released at the end of a walk */
	struct slice value;
};

/* The next member of OBJECT, false behind the last. */
bool peek_next(struct slice object, size_t *at, struct peek_member *member);
/* The next item of LIST, false behind the last. */
bool peek_item(struct slice list, size_t *at, struct slice *item);
/* The value of the member NAME, empty where there is none. */
struct slice peek_find(struct slice object, const char *name);
/* Replaces OUT by what the string QUOTED says. */
void peek_text(struct buf *out, struct slice quoted);
/* Whether two strings, written in whatever way, say the same. */
bool peek_same_text(struct slice a, struct slice b);

#endif
