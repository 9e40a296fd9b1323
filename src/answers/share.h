/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What leaves of a workbook: copies for a mentor and for the group (design 4.5).
 *
 * Only entries that are marked for that audience leave, and of each the newest layer.  Where that
 * is blank, for its writer emptied the box, nothing of the entry does.  A question that was left
 * open on purpose leaves for a mentor, as left open, with the reason; never for the group.
 *
 * Nothing else of the file leaves: no place, step, note, reply, mark or passage marked, no member
 * that this version does not know, no list of what was forgotten.
 *
 * The same workbook always gives the same copy: entries stand in the order of their ids, which
 * does not tell when they were begun.
 */
#ifndef ANSWERS_SHARE_H
#define ANSWERS_SHARE_H

#include "answers/items.h"
#include "answers/voice.h"

struct share_choice {
	const char *language;	/* in which the writer reads the book, BCP 47 */
	bool earlier;		/* for a mentor: the layers before the newest, too */
	/* An entry that stays although it is marked; NULL: none. */
	const char *but;
	enum answers_part but_part;
};

/* Whether anything that is marked for AUDIENCE leaves. */
bool share_has_any(const struct answers *a, enum audience audience,
		   const struct share_choice *choice);

/* A mentor's copy: a KIND_COPY under the id of A, for answers_free.  Layers keep their ids, so that
 * replies find home.  Of their time the day remains, that of the people here, as noon in UTC; "" where
 * A does not tell it.  Clocks begin at 1 and tell nothing but which layer of an entry is newer. */
struct answers *share_for_mentor(const struct answers *a, const struct share_choice *choice);

/* A copy for the group: fills COPY, which is empty but for its key, for voice_release.  It has no
 * layers, only the newest words; no id of A or of anything in it, and no day. */
void share_for_group(const struct answers *a, const struct share_choice *choice,
		     struct voice_copy *copy);

#endif
