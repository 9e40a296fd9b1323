/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What came into a workbook from another copy, told page by page: where, and never how much. */
#ifndef WORKBOOK_NEWS_H
#define WORKBOOK_NEWS_H

#include "answers/items.h"
#include "answers/merge.h"
#include "doc/doc.h"
#include "pack/pack.h"

enum news_kind {
	NEWS_WORDS,	/* layers */
	NEWS_STEPS,	/* and what came of them */
	NEWS_NOTES,	/* what was noticed while something was held up to another page */
	NEWS_REPLIES,
	NEWS_FEWER,	/* fewer people may see the page's words now */
	NEWS_GONE,	/* what was written here under something, or changed, went with what the other copy
			 * has erased */
	NEWS_ORDER,	/* what shows in the box now was not written last by its day */
	NEWS_KINDS
};

struct news {
	struct merge_news merged;	/* by all that came in */
	struct news_page {
		size_t page;		/* of the book, behind its last: of none */
		const char *title;	/* lent by the pack, or translated */
		bool has[NEWS_KINDS];
		bool marked[AUDIENCE_COUNT];	/* words that were not, are */
	} *pages;			/* in the order of the book; those that have something */
	size_t count, cap;
};

/* Adds to N, which is fresh or has been added to, what only the OTHER copy tells that comes into BEFORE.  For
 * news_release, and good for as long as PACK. */
void news_add(struct news *n, const struct pack *pack, const struct answers *before,
	      const struct answers *other);
/* Likewise, for whom words are marked in AFTER, which came of the two, that were not in the one that had
 * them. */
void news_add_marks(struct news *n, const struct pack *pack, const struct answers *before,
		    const struct answers *other, const struct answers *after);
/* Adds what AFTER has that BEFORE had not, or had an older version of.  MERGED is what answers_merge said
 * of it. */
void news_find(struct news *n, const struct pack *pack, const struct answers *before,
	       const struct answers *after, const struct merge_news *merged);
void news_release(struct news *n);

/* Appends to DOC the pages on which something is gone, or would be. */
void news_tell_gone(const struct news *n, struct doc *doc);
/* Appends it to DOC in sentences and lists of titles; where there is none, that. */
void news_tell(const struct news *n, struct doc *doc);

#endif
