/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks that lie somewhere else, on a memory stick for example: finding them, and making a
 * copy of one.  Nothing here writes over a file, and nothing that is found is changed.
 */
#ifndef WORKBOOK_COPIES_H
#define WORKBOOK_COPIES_H

#include <time.h>

#include "answers/store.h"
#include "base/err.h"

#define COPIES_MAX 200	/* found in one folder */

struct copy {
	char *path;
	time_t at;	/* when it was last written */
	bool gone;	/* of conflicts_find: bringing it in takes away what was written here (merge_news.gone) */
	bool erased;	/* likewise: it has nothing but that something was erased or removed in it */
	bool lost;	/* of bring_together: something in it was not taken over (merge_news.lost) */
};

struct copies {
	struct copy *items;	/* the one that was written last first */
	size_t count, cap;
	char *damaged;		/* of conflicts_find: one that cannot be read; NULL: none */
};

/* The workbook that TYPED names, or all in the folder of that name whose names end in ".json";
 * at least one.  KINDS: other files, too, as store_open_kinds has them.  False: there is none, and ERR
 * says why, for a file that is damaged, too.  C is fresh, and for copies_release then as well. */
bool copies_find(struct copies *c, const struct sys *sys, const char *typed, unsigned kinds,
		 struct err *err);
/* The kinds: to go on in it, and to bring it in. */
#define COPIES_OPEN (1u << KIND_WORKBOOK)
#define COPIES_BRING (1u << KIND_WORKBOOK | 1u << KIND_COPY)
void copies_release(struct copies *c);
/* Whether both are names of one file. */
bool copies_is_same(const struct sys *sys, const char *a, const char *b);
/* Leaves out the file PATH itself, by whatever name, where C has more than one file. */
void copies_leave_out(struct copies *c, const struct sys *sys, const char *path);

/* Opens PATH, one of the KINDS, for reading only, with its journal; nothing is changed.  ERR says what may
 * be done with one that is damaged. */
bool copies_open(struct store **store, const struct sys *sys, const char *path, unsigned kinds,
		 struct err *err);

/* Copies the workbook FROM, with the last sentences in its journal, into the new file TO, whose
 * folder is made where absent: byte for byte where the journal has nothing.  ERR_CHANGED where
 * something stands there.  WARNING, NULL or a sentence for free(), tells what could not be
 * read. */
bool copies_make(const struct sys *sys, const char *from, const char *to, char **warning,
		 struct err *err);
/* Copies what is open, with every word in memory, into the new file TO; its own file stays as
 * it is. */
bool copies_of_store(const struct sys *sys, struct store *store, const char *to, struct err *err);

/* A name beside PATH that is free: workbook-2026-11-23.json; for free(). */
char *copies_beside(const struct sys *sys, const char *path);

#endif
