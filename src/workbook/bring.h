/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another copy of the workbook that is open: what it has that this one has not, and the other
 * way round; and bringing it in.
 *
 * Here no two copies are made one: a copy is brought in only where it has all that this one
 * has.  Nothing but bring_in changes anything.
 *
 *	if (!bring_open(&b, wb, sys, path, err))
 *		return false;
 *	switch (b.kind) ...
 *	bring_release(&b);
 */
#ifndef WORKBOOK_BRING_H
#define WORKBOOK_BRING_H

#include "workbook/workbook.h"

enum bring_kind {
	BRING_SELF,	/* it is the very file of this workbook */
	BRING_SAME,	/* each has all that is in the other */
	BRING_LESS,	/* all that is in the copy is here, and more */
	BRING_MORE,	/* all that is here is in the copy, and more */
	BRING_APART,	/* both have words of their own */
	BRING_ANOTHER	/* it is a copy of another workbook */
};

struct bring {
	char *path;
	struct store *store;	/* for reading only, with what is in its journal */
	enum bring_kind kind;
};

/* Reads PATH and compares it with WB, which has a file.  False: it is no workbook, or one that
 * cannot be read here; ERR_NEWER where a later version wrote it.  B is not to be released then. */
bool bring_open(struct bring *b, struct workbook *wb, const struct sys *sys, const char *path,
		struct err *err);
void bring_release(struct bring *b);

/* What the two have of each other; "A" is the workbook that is open. */
enum bring_kind bring_compare(const struct answers *a, const struct answers *b);

/* Puts the copy, of BRING_MORE, in the place of the workbook, all of which has been saved.  What
 * workbook_text lent is gone, and the place is where the one who wrote last was.  *BACKUP: the
 * file as it was stays beside it, with .bak at the end of its name.  False: nothing has changed. */
bool bring_in(struct bring *b, struct workbook *wb, const struct sys *sys, bool *backup,
	      struct err *err);

/* The words in the copy, to be read; the caller frees. */
struct doc *bring_words(const struct bring *b, struct workbook *wb);

#endif
