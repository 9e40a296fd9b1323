/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks and journals made from a few bytes, so that what a search turns over is their
 * layers and records, not their spelling. */
#ifndef FUZZ_MADE_H
#define FUZZ_MADE_H

#include "base/hash.h"
#include "fuzz.h"

/* Appends a workbook file with the id "earlier" and few ids, clocks and texts, which meet
 * therefore: a byte says how many layers (below 16) and what else, then two or three bytes
 * are a layer; and likewise what hangs under the entries. */
void made_book(struct fuzz_bytes *in, struct buf *out);

/* Appends a journal file of records on BASE and other things, whole, torn and one over
 * the other, in the first four places of records, until the input ends. */
void made_journal(struct fuzz_bytes *in, struct hash base, struct buf *out);

#endif
