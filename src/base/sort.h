/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sorting more records than memory takes: an external merge sort.
 *
 * A record is any bytes, and records come out in the order of their bytes, as memcmp has it in
 * every locale; of two that begin alike the shorter comes first.  What is above the memory that is
 * given goes to temporary files, sorted; they are 0600 and have no name any more, so that they are gone
 * with the process, however it ends.  Their number grows with the logarithm of what is sorted.
 *
 *	struct sort *sort = sort_new(sys, "/tmp", 8 << 20);
 *	... sort_add(sort, record, &err) ...
 *	while ((got = sort_next(sort, &record, &err)) == SORT_RECORD)
 *		...
 *	sort_free(sort);
 */
#ifndef BASE_SORT_H
#define BASE_SORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/sys.h"

#define SORT_RECORD_MAX ((size_t)32 * 1024 * 1024)	/* bytes; ERR_TOO_BIG above */

struct sort;

enum sort_got { SORT_RECORD, SORT_END, SORT_FAILED };

/* Temporary files go to FOLDER.  MEMORY is in bytes; a single record may take more. */
struct sort *sort_new(const struct sys *sys, const char *folder, size_t memory);
void sort_free(struct sort *s);	/* NULL is allowed */

/* Takes a copy.  After a failure, or after sort_next, the sort is only for sort_free. */
bool sort_add(struct sort *s, struct slice record, struct err *err);
/* The next record, lent until the next call. */
enum sort_got sort_next(struct sort *s, struct slice *record, struct err *err);

#endif
