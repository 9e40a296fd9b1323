/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of the workbook: what its files share. */
#ifndef WORKBOOK_WORKBOOK_OWN_H
#define WORKBOOK_WORKBOOK_OWN_H

#include "workbook/workbook.h"

struct workbook {
	const struct sys *sys;
	struct pack *pack;
	struct store *store;	/* NULL while looking around */
	size_t here;
	size_t paragraph;
	time_t left_at;		/* when an earlier sitting ended, 0: never or unknown */
	bool was_left;
	bool covered;
	bool writes_again;	/* without a look at what stands under `again`, until words stand there */
	size_t again;
	int64_t since;		/* the file's clock when this sitting began */
	bool moved;		/* the reader has gone to a page in this sitting */
	char *copy;		/* where the words went when they could not be saved, or NULL */
	bool uses_writer;	/* of a store that is opened later, too */
	bool repaired;		/* the file was damaged or gone, and the words come from */
	enum store_source source;
};

/* STORE, where it was OPENED, takes the place of what was open; returns OPENED. */
bool workbook_begin_store(struct workbook *wb, struct store *store, bool opened);

#endif
