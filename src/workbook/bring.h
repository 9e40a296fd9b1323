/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another copy of the workbook that is open, or one for a mentor with replies in it: what it has that
 * the workbook has not, and bringing that in.
 *
 * What comes in is united with what is here (answers/merge.h): no word of either is lost but what was erased
 * in one of them, with what hangs under it, and the copy stays as it is.  Nothing but bring_end and bring_in changes anything.
 *
 *	if (!bring_open(&b, wb, sys, path, err))
 *		return false;
 *	switch (b.kind) ...
 *	bring_release(&b);
 */
#ifndef WORKBOOK_BRING_H
#define WORKBOOK_BRING_H

#include "workbook/news.h"
#include "workbook/workbook.h"

enum bring_kind {
	BRING_SELF,	/* it is the very file of this workbook */
	BRING_SAME,	/* each has all that is in the other */
	BRING_LESS,	/* all that is in the copy is here, and more */
	BRING_MORE,	/* all that is here is in the copy, and more */
	BRING_APART,	/* both have something of their own */
	BRING_ANOTHER,	/* it is another workbook: it comes in only if both are one person's */
	BRING_REPLIES,	/* a mentor's copy of this workbook, with replies that are not here */
	BRING_NO_REPLIES,	/* the same without */
	BRING_STRANGE	/* a mentor's copy of another workbook */
};

struct bring {
	char *path;
	struct store *store;	/* for reading only, with what is in its journal */
	enum bring_kind kind;
	bool said;		/* of BRING_NO_REPLIES: something was said in it, and all of that is here */
	struct news news;	/* of a copy of this workbook: what would come of bringing it in, and the pages
				 * from which something would go (news_tell_gone) */
};

/* Reads PATH and compares it with WB, which has a file.  False: it is neither a workbook nor a copy
 * for a mentor, or one that cannot be read here; ERR_NEWER where a later version wrote it.  B is not
 * to be released then. */
bool bring_open(struct bring *b, struct workbook *wb, const struct sys *sys, const char *path,
		struct err *err);
void bring_release(struct bring *b);
/* Whether there is something in it that could come in. */
bool bring_has_more(const struct bring *b);
/* Whether words, or what hangs under them, would. */
bool bring_has_words(const struct bring *b);

/* What the two have of each other; "A" is the workbook that is open. */
enum bring_kind bring_compare(const struct answers *a, const struct answers *b);

/* What came in. */
struct brought {
	struct news news;
	bool backup;	/* the file as it was stays beside it, with .bak at the end of its name */
};
void brought_release(struct brought *brought);

/* Several copies that come in at once, so that the file as it was stays as .bak: begin, add
 * each, end; release whatever came of it.  What is added is in memory only, beside the workbook. */
struct bringing {
	struct workbook *wb;
	struct answers *sum;		/* what is open, with all that was added */
	struct news news;
};
bool bring_begin(struct bringing *all, struct workbook *wb, struct err *err);
/* B has more.  MINE: a BRING_ANOTHER is the reader's own, too.  False: ALL is as it was. */
bool bring_add(struct bringing *all, const struct bring *b, bool mine, struct err *err);
/* Puts it into the workbook, all of which has been saved, and saves.  What workbook_text lent is
 * gone, and the place is where the one who wrote last was.  False: nothing has changed; BROUGHT is
 * not to be released then. */
bool bring_end(struct bringing *all, const struct sys *sys, struct brought *brought,
	       struct err *err);
void bring_stop(struct bringing *all);

/* All of these for one copy. */
bool bring_in(const struct bring *b, struct workbook *wb, const struct sys *sys, bool mine,
	      struct brought *brought, struct err *err);
/* And for several, all of this workbook: all come in, or none; those are marked (copy.lost) of which
 * something did not. */
struct copies;
bool bring_together(struct copies *copies, struct workbook *wb, const struct sys *sys,
		    struct brought *brought, struct err *err);

/* The words in the copy, to be read; the caller frees. */
struct doc *bring_words(const struct bring *b, struct workbook *wb);

#endif
