/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plain model of versions of steps, notes and replies: sets of what was written and erased.
 *
 * Each text of one is "<NUMBER> ...", and stands once in all the world.
 */
#ifndef UNIT_VERSIONS_H
#define UNIT_VERSIONS_H

#include "answers/items.h"
#include "answers/model.h"

enum { TEXTS = 1024 };

/* All that was written anywhere. */
struct past {
	unsigned texts;
	int before[TEXTS];	/* in whose place a text was written, -1: it began an item */
};

/* What was ever written or erased in a file, or in what came into it. */
struct history {
	bool known[TEXTS], erased[TEXTS];
	bool odd;		/* a journal was put back on another file than its own */
};
void history_unite(struct history *to, const struct history *from);

int version_number(const struct item *item, enum item_kind kind);
/* Tells CONTEXT each item of A, and the number of its text. */
typedef void versions_tell(void *context, const struct model_item *item, int number);
void versions_each(const struct answers *a, versions_tell *tell, void *context);

/* What is wrong with RESULT, which A, of the history X, and B, of Y, were merged into, or NULL.  What
 * stood in one of them stands there, once, unless something that one of them knew was written in its
 * place, or it was erased. */
const char *versions_wrong(const struct past *past, const struct history *x, const struct history *y,
			   const struct answers *a, const struct answers *b,
			   const struct answers *result);

#endif
