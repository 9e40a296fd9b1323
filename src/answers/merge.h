/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making one workbook of two copies of it (design 4.4).
 *
 * Merging is commutative, associative and idempotent, byte for byte as answers_print writes its
 * outcome: it does not matter who merges whose copy, in which order, or how often.
 *
 * - Layers, and layers of what came of a step, are united by id within their entry (the same id
 *   under another page is another layer).  Of two versions of one id the greater (clock, bytes)
 *   wins, bytes being what the program writes for it alone, without members that it does not know.
 *   What passages rest on belongs to its version.
 * - Steps, notes and replies have versions (model.h), for they are changed in place: no words of one
 *   are lost that nobody saw before writing others in their place.  A version stands in the outcome
 *   when it stands in every copy that has seen it.  Where several that were begun under one id stand,
 *   the one with the greatest (clock of its words, name, bytes) keeps it, each of the others gets an
 *   id made from what it says, and remembers in "of" the one it was begun under.  What came of a
 *   step, and members that are not known, stay with the id; writing what came of one that was parted
 *   makes the id its own.
 *
 *   What was seen is a set of names and clocks for each entry, "seen", and not a list for each item of
 *   what it came from: an item that is erased would take that list along, older words of it would come
 *   back out of old copies, and who merged first would matter.  Two who came to the same words by
 *   themselves have both: that they are equal does not show any more once one of them goes on, so
 *   leaving one out would make the order matter too.
 * - The place: likewise.  Of the ids of the book with its version, the greater (version, id).
 * - For whom an entry is marked: never chosen yields to a choice; of two choices what both allow.
 * - "forgotten" has all ids of both, and what has one of them is gone.
 * - Members that this version does not know: by name, in each object; of one name the greater bytes.
 * - "former_ids" has all of both; of two of "group_key" the smaller stays (answers/identity.h).
 * - Entries, and members that are not known, keep their order where it is the same in both; else
 *   they stand in the order of their names.  An entry of which nothing is left stays, empty.
 *
 * The clock of the outcome (answers_clock) is the greater of both.
 */
#ifndef ANSWERS_MERGE_H
#define ANSWERS_MERGE_H

#include "answers/answers.h"
#include "answers/items.h"

/* What has come in with a merge, or gone.  It is for choosing words ("some words", "a reply"); how
 * much it was is shown to nobody. */
struct merge_news {
	size_t layers;		/* that A had not, or had an older version of */
	size_t items[ITEM_HUNG];	/* likewise; what came of a step counts as the step */
	size_t erased;		/* of A's, that B has erased for good */
	size_t narrowed;	/* entries of A that fewer may see now */
	size_t held;		/* entries of B that fewer may see than there, for A had chosen so: A
				 * stays as it was */
	size_t homeless;	/* replies that were not taken: what they answer is not here, or not any
				 * more */
	size_t apart;		/* versions of items that got an id of their own: both stand now */
	size_t lost;		/* parts of B that A never had and that did not come in: A has erased what
				 * they hang under, or come from */
	size_t gone;		/* parts of A that go though whoever erased what they hang under, or come from,
				 * in B never had them; ERASED counts them, too */
	bool other;		/* anything else has changed: the place, who may see what A had not
				 * chosen, members that this version does not know */
};

/* Whether any of it has changed A. */
bool merge_is_news(const struct merge_news *news);
/* Adds what MORE tells to NEWS. */
void merge_add_news(struct merge_news *news, const struct merge_news *more);

/* Unites B into A.  B is not changed, and NEWS (NULL is allowed) says what came in.  With MINE they
 * may be two workbooks of one person, each with an id of its own: the smaller id stays, the other is
 * kept in former_ids.
 *
 * True: what A lent is gone.  False: A is as it was.  ERR_USAGE: files of two kinds, or another
 * workbook and not MINE (answers_is_same_workbook); ERR_NEWER: a later version wrote one of them;
 * ERR_SYNTAX: a clock has run out; ERR_TOO_BIG: together they are more than a file may hold. */
bool answers_merge(struct answers *a, const struct answers *b, bool mine, struct merge_news *news,
		   struct err *err);

/* The same; what A lent stays good until *OLD, which holds A as it was, is freed. */
bool answers_merge_kept(struct answers *a, const struct answers *b, bool mine,
			struct merge_news *news, struct answers **old, struct err *err);

/* Brings home what a mentor replied in COPY, a KIND_COPY that was made from A: replies alone, whatever
 * else stands in COPY, and only under entries that A has, to a layer that stands there (or to none in
 * particular).  Errors as above. */
bool answers_merge_replies(struct answers *a, const struct answers *copy, struct merge_news *news,
			   struct err *err);
bool answers_merge_replies_kept(struct answers *a, const struct answers *copy,
				struct merge_news *news, struct answers **old, struct err *err);

/* Whether some of the entry ID of A, which has it, goes when B comes in, though whoever erased in B had
 * never had it (merge_news.gone). */
bool merge_takes_away(const struct answers *a, const struct answers *b, enum answers_part part,
		      const char *id);

/* Whether they are the same workbook, by the ids that they have or had. */
bool answers_is_same_workbook(const struct answers *a, const struct answers *b);

#endif
