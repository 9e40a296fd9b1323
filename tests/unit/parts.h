/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a workbook holds, as a plain list: layers, and layers of what came of a step, each with a key
 * that says where it stands. */
#ifndef UNIT_PARTS_H
#define UNIT_PARTS_H

#include "answers/answers.h"

struct part {
	char *key;	/* the part, the page, ids from the outside in; blanks between them */
	char *value;	/* all that it says */
	int64_t clock;
};

struct parts {
	struct part *items;
	size_t count, cap;
};

struct parts parts_of(const struct answers *a);	/* for parts_release */
void parts_release(struct parts *parts);
const struct part *parts_find(const struct parts *parts, const char *key);	/* or NULL */

#endif
