/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of salvaging: what its files share. */
#ifndef ANSWERS_SALVAGE_OWN_H
#define ANSWERS_SALVAGE_OWN_H

#include "answers/model.h"

struct salvage {
	struct slice text;
	char *bytes;		/* of text */
	size_t at;
	size_t effort;		/* bytes that may still be looked at for a closing brace */
	int part;		/* in which we are, -1: in none yet */
	struct slice entry;	/* the entry that we are in, empty: in none */
	struct answers *found;
	bool known_only;	/* an item with members that are not known is none */
	size_t layers;		/* and items that were found */
};

/* FROM, or what it holds, joins what was found.  Where more has come than a workbook can have,
 * the effort is 0 from then on. */
void salvage_extras(struct salvage *s, struct extras *to, const struct extras *from);
void salvage_entry(struct salvage *s, struct model_entry *from);
/* One layer and item for each id, and none that was erased for good, wherever the list of it
 * stands. */
void salvage_settle(struct salvage *s);

#endif
