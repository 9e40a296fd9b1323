/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares two texts of one workbook, member by member, by a reader and a list of members of its
 * own (tests/unit/peek): what src/answers does not know has the same bytes in the same order,
 * what it knows says the same, and nothing is lost. */
#ifndef UNIT_ROUND_H
#define UNIT_ROUND_H

#include "base/buf.h"

/* What was changed between the two texts that are compared. */
struct change {
	const char *part, *entry, *layer;	/* NULL: no words */
	const char *text;
	bool place;
};

/* How it was; what fails is named by the seed. */
struct round {
	unsigned long long seed;
	const struct change *change;
	const char *was;	/* the whole file */
};

/* IS: the whole file as it came back. */
void round_compare(const struct round *r, struct slice is);
/* How many items LIST has. */
size_t round_count(struct slice list);

#endif
