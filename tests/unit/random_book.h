/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbook files of a random shape, with members of later versions at every level.
 *
 * Known members stand in any order, their names and texts written with any escapes, their
 * numbers in any form; unknown ones hold whatever JSON can: numbers that no double holds,
 * characters of every plane, lists down to the depth that is allowed.  No name stands twice
 * in an object, and no two layers, steps, notes or replies of an entry have the same id.
 */
#ifndef UNIT_RANDOM_BOOK_H
#define UNIT_RANDOM_BOOK_H

#include "base/buf.h"
#include "pieces.h"

struct book_shape {
	unsigned entries;	/* at most, in a part */
	unsigned layers;	/* at most, in an entry */
	unsigned items;		/* at most, in each other list */
	unsigned letters;	/* at most, in a text */
	bool full;		/* no member is left out, and each most is met */
	bool newer;		/* of a version after ours */
};

/* Replaces OUT by a workbook. */
void random_book(struct buf *out, struct dice *d, const struct book_shape *shape);
/* Appends LETTERS random code points, of any plane but not U+0000, as UTF-8. */
void random_letters(struct buf *out, struct dice *d, unsigned letters);

#endif
