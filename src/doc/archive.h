/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ZIP archive in memory, for documents that are one.  The same parts give the same bytes:
 * each is dated 1980, when the dates of ZIP begin, and nothing tells of this computer.
 *
 *	archive_begin(&a, out);
 *	archive_add(&a, "word/document.xml", slice_buf(&xml));
 *	archive_end(&a);
 *
 * It is appended to OUT whole.  Where it does not fit, or there was no memory to press it,
 * out->full is set instead.
 */
#ifndef DOC_ARCHIVE_H
#define DOC_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct archive {
	void *zip;		/* minizip's own */
	struct buf *out;
	struct buf bytes;	/* of the archive so far */
	size_t at;		/* where the next one goes */
	bool failed;
};

void archive_begin(struct archive *a, struct buf *out);	/* *A stays where it is until the end */
void archive_add(struct archive *a, const char *name, struct slice bytes);
void archive_end(struct archive *a);

#endif
