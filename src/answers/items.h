/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What hangs under an entry beside its layers (design 4.2): steps, notes and replies; what
 * the words of a layer rest on; and for whom an entry is marked.
 *
 * All are items: an id, a clock, and some texts, of which each may be "" (the file leaves it out
 * then).  Which text is which, the enums below say.  Items of an entry stand in the order in
 * which they were begun, replies by day and those of a day by clock.  A change takes a new clock, as that of a layer does; what is
 * taken away goes with answers_forget.
 */
#ifndef ANSWERS_ITEMS_H
#define ANSWERS_ITEMS_H

#include "answers/answers.h"

enum item_kind {
	ITEM_STEP,	/* what the writer means to try */
	ITEM_NOTE,	/* what came to mind when an answer was held up to a condition or caution */
	ITEM_REPLY,	/* what somebody else said, unaltered */
	ITEM_HUNG,	/* how many kinds hang under an entry */
	ITEM_REST = ITEM_HUNG,	/* what a passage of a layer rests on; has neither id nor clock */
	ITEM_KINDS
};

enum { ITEM_AT };	/* the first text of steps, notes and replies: when it was begun, RFC 3339 */
enum { STEP_AT = ITEM_AT, STEP_WHEN, STEP_THEN, STEP_OBSTACLE, STEP_WITH,
       STEP_LOOK,	/* the day to look again, "2027-01-15" */
       STEP_ASKED,	/* the day on which the writer was asked what happened */
       STEP_TEXTS };
enum { NOTE_AT = ITEM_AT, NOTE_ON,	/* the id of the condition's or caution's page */
       NOTE_TEXT, NOTE_TEXTS };
enum { REPLY_AT = ITEM_AT,	/* not when it was begun, but the day on which it was given, as a time:
				 * "2026-12-03T12:00:00Z" is 3 December for whoever reads it */
       REPLY_FROM,	/* who, in the writer's words */
       REPLY_TO,	/* the id of the layer that it answers */
       REPLY_TEXT, REPLY_TEXTS };
enum { REST_QUOTE,	/* the passage */
       REST_ON,		/* "saw", "heard" or "suppose" */
       REST_MISSING,	/* whose view is missing: "pupils", "staff", ... */
       REST_TEXTS };
enum { ITEM_TEXTS = STEP_TEXTS };	/* the most that any kind has */

struct item {
	const char *id;		/* "" for a rest */
	int64_t clock;
	const char *text[ITEM_TEXTS];	/* never NULL */
};

size_t answers_items(const struct answers *a, enum answers_part part, const char *id,
		     enum item_kind kind);
const struct item *answers_item(const struct answers *a, enum answers_part part, const char *id,
				enum item_kind kind, size_t i);
/* The one with the id ITEM, or NULL. */
const struct item *answers_find_item(const struct answers *a, enum answers_part part,
				     const char *id, enum item_kind kind, const char *item);

struct item_change {
	enum answers_part part;
	const char *id;			/* of the entry, which need not be there yet */
	enum item_kind kind;		/* but ITEM_REST */
	const char *item;		/* its id, NULL: a new one */
	/* But ITEM_AT, which is set when it is begun; that of a reply may be given, "": as it is. */
	struct slice text[ITEM_TEXTS];
	time_t now;
};

/* Puts the texts into the item, or begins one.  Texts equal to those that stand change
 * nothing, nor do none but blanks begin one; NULL then, where there is no such item.  The
 * item, lent until the next change. */
const struct item *answers_put_item(struct answers *a, const struct sys *sys,
				    const struct item_change *change);

/* What came of a step, in layers as those of an entry, from the oldest. */
size_t answers_happened(const struct answers *a, enum answers_part part, const char *id,
			const char *step);
const struct layer *answers_happened_layer(const struct answers *a, enum answers_part part,
					   const char *id, const char *step, size_t i);
/* Writes what happened under the step, as answers_write does under an entry: CHANGE names the
 * step's entry. */
bool answers_write_happened(struct answers *a, const struct sys *sys, const char *step,
			    const struct answers_change *change);

/* What passages of LAYER, one that answers.h lent, rest on. */
size_t answers_rests(const struct layer *layer);
const struct item *answers_rest(const struct layer *layer, size_t i);
/* Puts RESTS (COUNT of them; their texts are copied, what is blank throughout is left out) in the
 * place of those of the newest layer of an entry.  Where that is not our own any more
 * (SAME_HAND: the file was last saved by this installation), a new layer with the same words
 * takes them, and all is as with answers_write.  Returns whether anything changed; where nothing
 * was ever written nothing does. */
bool answers_set_rests(struct answers *a, const struct sys *sys,
		       const struct answers_change *change, const struct item *rests, size_t count);

/* For whom an entry is marked, beside its writer. */
enum audience { AUDIENCE_MENTOR, AUDIENCE_GROUP, AUDIENCE_COUNT };
/* How it is called in files and commands: "mentor". */
const char *audience_name(enum audience audience);
bool answers_is_shared(const struct answers *a, enum answers_part part, const char *id,
		       enum audience audience);
/* Whether it was ever chosen. */
bool answers_has_share(const struct answers *a, enum answers_part part, const char *id);
/* Marks it, or takes the mark away; an audience that this version does not know keeps its own.
 * Returns whether anything changed: that nothing was chosen before is a change, too. */
bool answers_set_share(struct answers *a, enum answers_part part, const char *id,
		       const bool chosen[AUDIENCE_COUNT]);

#endif
