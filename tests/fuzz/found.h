/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The record that counts in a journal file, found in another way than answers/record.c does. */
#ifndef FUZZ_FOUND_H
#define FUZZ_FOUND_H

#include <stdbool.h>

#include "base/hash.h"
#include "fuzz.h"

struct found {
	uint64_t sequence;	/* 0: none */
	size_t at, len;		/* of the whole record */
	struct hash base;
	struct slice payload;	/* lent by the file */
};

struct found find_record(struct slice file);

/* Whether FILE begins as a journal or as one that was emptied: nothing else is written over. */
bool may_be_ours(struct slice file);

#endif
