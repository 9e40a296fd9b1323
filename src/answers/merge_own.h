/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of merging: what its files share. */
#ifndef ANSWERS_MERGE_OWN_H
#define ANSWERS_MERGE_OWN_H

#include "answers/merge.h"
#include "answers/model.h"

struct merge {
	struct merge_news news;
	int64_t clock;		/* of the outcome */
	bool failed;		/* memory was short when bytes were compared; ERR says so */
	const struct ids *forgotten;	/* by both */
	struct err *err;
};

/* FROM's members join TO's. */
void merge_extras(struct merge *m, struct extras *to, const struct extras *from);
/* The rest take what they need out of FROM: it is only for being freed afterwards.  What was
 * erased for good has gone from both before. */
void merge_place(struct merge *m, struct answers_place *to, struct answers_place *from);
/* Returns how many came in. */
size_t merge_layers(struct merge *m, struct model_entry *to, struct model_entry *from);
/* Merges all that hangs under FROM into TO, for what comes out of a journal; what was FORGOTTEN has gone
 * from both. */
struct merge_news merge_all_hung(struct model_entry *to, struct model_entry *from,
				 const struct ids *forgotten);
/* SEEN takes what both have seen; the caller puts it into TO when all kinds are done. */
void merge_items(struct merge *m, enum item_kind kind, struct model_entry *to,
		 struct model_entry *from, struct seen *seen);

#endif
