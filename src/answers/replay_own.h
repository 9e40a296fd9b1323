/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of replaying: what its files share. */
#ifndef ANSWERS_REPLAY_OWN_H
#define ANSWERS_REPLAY_OWN_H

#include "answers/model.h"

struct replay {
	struct answers *to;
	bool same_base;
	int64_t since;		/* the workbook's clock: what was written on it has a greater */
	/* A later layer of the entry has come already.  If the text of this one is there and
	 * not the newest, it was the newest when its turn was. */
	bool had_its_turn;
	bool forgets;		/* what the workbook did not know to be erased */
	bool shares;		/* somebody else may, or may not, see an entry */
	bool merges;		/* versions of items came in */
	bool back;		/* words came back */
};

void replay_raise_clock(struct answers *a, int64_t clock);
/* Whether what has ID and CLOCK was erased for good, under its own id or as what it became. */
bool replay_is_forgotten(const struct ids *forgotten, const char *id, int64_t clock);

/* What hangs under FROM goes to ENTRY, or stays where it is. */
void replay_items(struct replay *r, struct model_entry *entry, struct model_entry *from);

#endif
