/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of the store: its state, and the first save of a new file. */
#ifndef ANSWERS_STORE_SAVE_H
#define ANSWERS_STORE_SAVE_H

#include "answers/store.h"
#include "base/hash.h"
#include "base/lock.h"

enum { STORE_WARNINGS = 2 };

struct store {
	const struct sys *sys;
	char *path;		/* links resolved */
	char *state_folder;	/* or NULL */
	struct lock lock;
	struct answers *answers;
	char *read_only;	/* why nothing is saved, or NULL */
	char *warnings[STORE_WARNINGS];
	size_t warned;
	char *conflict;		/* what takes our words instead of path, or NULL */
	struct hash saved;	/* of path (of conflict) as loaded or last saved */
	/* Of the bytes of a save that failed when it may have been in place already: found
	 * on disk they are ours too. */
	struct hash tried;
	bool has_tried;
	bool same_hand;
	time_t saved_at;
};

/* Saves where nothing may stand yet; ERR_CHANGED when something does. */
bool store_save_new(struct store *s, struct err *err);

#endif
