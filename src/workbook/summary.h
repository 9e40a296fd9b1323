/* SPDX-License-Identifier: GPL-3.0-or-later */
/* My reflections: a workbook as a document, for its writer or for her mentor.
 *
 * A description in the reader's own words, never an assessment: nothing in it is counted, scored
 * or compared.  The document is built once, from a choice, and every face and form shows that one.
 *
 * For the writer it is a private copy, from which nothing is left out unless she says so: earlier
 * layers, and words under pages that the book no longer has, are in it too.  For her mentor it
 * holds what is marked for her (answers/items.h) and not a byte of anything else: neither words nor
 * that there are any.  What such a copy lacks is told to its writer alone (summary_absent).
 */
#ifndef WORKBOOK_SUMMARY_H
#define WORKBOOK_SUMMARY_H

#include "workbook/workbook.h"

enum summary_reader { SUMMARY_ME, SUMMARY_MENTOR };

/* What of each answer. */
enum summary_layers {
	SUMMARY_NEWEST,
	SUMMARY_MOVED,		/* the first and the newest, where they differ */
	SUMMARY_EARLIER		/* all that there are */
};

enum summary_part {
	SUMMARY_CONDITIONS,	/* what was noticed through them: notes, and their own boxes */
	SUMMARY_CAUTIONS,
	SUMMARY_STEPS,
	SUMMARY_DATES,
	SUMMARY_BLANK,		/* questions without words; those left open on purpose are answers */
	SUMMARY_FIND_OUT,	/* what to find out, and from whom, at the end */
	SUMMARY_REPLIES,	/* what others said, beside what it answers */
	SUMMARY_PARTS
};

struct summary_choice {
	enum summary_reader reader;
	enum summary_layers layers;
	bool by_condition;		/* what was looked at through one stands below it; else by chapter */
	bool has[SUMMARY_PARTS];
	bool without[PACK_PAGES_MAX];	/* chapters that are left out */
};

/* For the writer everything; for her mentor the newest words, and what hangs under them, but not
 * what others said. */
void summary_choose(struct summary_choice *choice, enum summary_reader reader);

/* The document, for the caller to free; of a mentor's copy all of it, whatever the choice. */
struct doc *summary_make(struct workbook *wb, const struct summary_choice *choice);
/* The private copy with everything in it. */
struct doc *summary_private(struct workbook *wb);
/* For the writer's eyes, before a mentor's copy leaves: what of hers is not in it, by title.
 * NULL for other copies. */
struct doc *summary_absent(struct workbook *wb, const struct summary_choice *choice);
/* The words alone, of any ANSWERS, for who has WB open: what stands between its head and its end. */
struct doc *summary_words(const struct workbook *wb, const struct answers *answers);

#endif
