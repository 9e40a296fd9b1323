/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page's entry in the answers: which part, and under which of its ids. */
#ifndef WORKBOOK_ENTRY_H
#define WORKBOOK_ENTRY_H

#include "answers/answers.h"
#include "pack/pack.h"

/* The part for a page with a box. */
enum answers_part entry_part(const struct pack_page *page);
/* The id under which the file keeps this page: an old id where words stand
 * under it, else the page's own.  Lent by the page. */
const char *entry_id(const struct answers *a, const struct pack_page *page);
/* The newest layer under the page, or NULL. */
const struct layer *entry_newest(const struct answers *a, const struct pack_page *page);
/* When LAYER of A was written, -1: unknown.  In a mentor's copy, which tells the day alone, at noon of
 * that day here, so that it is the same day wherever it is read. */
time_t layer_when(const struct answers *a, const struct layer *layer);
/* Appends that day, or that it is unknown. */
void layer_day(const struct answers *a, const struct layer *layer, struct buf *out);
/* Whether it is an answer: neither emptied nor left open on purpose. */
bool layer_has_words(const struct layer *layer);
/* Whether any words of the reader, new or earlier, stand under the page. */
bool entry_has_words(const struct answers *a, const struct pack_page *page);
/* Whether the entry ID of PART is shown under a page of PACK, and under which. */
bool entry_in_pack(const struct answers *a, const struct pack *pack, enum answers_part part,
		   const char *id, size_t *page);

#endif
