/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes JSON of a random shape: what tests/unit/random_book makes workbooks with. */
#ifndef UNIT_RANDOM_JSON_H
#define UNIT_RANDOM_JSON_H

#include "random_book.h"

/* What writes a file, and how deep it is in it. */
struct pen {
	struct buf *out;
	struct dice *d;
	const struct book_shape *shape;
	unsigned depth;
};

/* An object of the format: its known members, of which those from OPTIONAL on may be
 * absent; ODD is a name that is known elsewhere, but not here. */
struct kind {
	const char *const *names;
	unsigned count, optional;
	void (*put)(struct pen *p, unsigned member, unsigned index);
	const char *odd;
};

void pen_put(struct pen *p, const char *s);
/* One time in so many. */
bool pen_chance(struct pen *p, unsigned sides);
/* Up to MOST, or MOST itself. */
unsigned pen_some(struct pen *p, unsigned most);
void pen_blanks(struct pen *p);
void pen_string(struct pen *p, const char *text);
/* BEGIN, which makes it one of a kind, and LETTERS more. */
void pen_text(struct pen *p, const char *begin, unsigned letters);
/* The whole number VALUE, in one of its forms. */
void pen_whole(struct pen *p, unsigned value);
void pen_colon(struct pen *p);
/* What stands before a member; *COUNT of them stand there already. */
void pen_comma(struct pen *p, unsigned *count);
/* One of KIND, number INDEX of its list, with unknown members between the known. */
void pen_object(struct pen *p, const struct kind *kind, unsigned index);

#endif
