/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of the journal: where records stand in its file, and their bytes. */
#ifndef ANSWERS_RECORD_H
#define ANSWERS_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "answers/journal.h"

enum {
	RECORD_MAGIC_LEN = 8,
	RECORD_HEAD = 88	/* bytes before the payload */
};

/* Two halves, one behind the other. */
struct record_pair {
	size_t at;	/* where the first begins */
	size_t half;	/* bytes of each */
};

/* The smallest pair whose halves take a payload of LEN, at most JOURNAL_MAX, bytes. */
struct record_pair record_pair_for(size_t len);
size_t record_places_end(void);	/* behind the largest pair */

/* A whole record as it stands in the file. */
struct record {
	uint64_t sequence;	/* 0: there is none */
	size_t at;
	struct buf bytes;	/* for buf_release */
};

void record_init(struct record *r);
/* Looks in all places for the valid record with the greatest sequence; R is fresh from
 * record_init.  False leaves errno. */
bool record_find(struct record *r, const struct sys *sys, int fd);
/* Moves what R holds to TO; R is none afterwards. */
void record_take(struct record *r, struct journal_record *to);

/* Initialises OUT and writes a record there. */
void record_print(struct buf *out, uint64_t sequence, struct hash base, struct slice payload);
/* Whether a file whose first bytes (at most RECORD_MAGIC_LEN) are FIRST may be a journal. */
bool record_may_begin(struct slice first);

#endif
