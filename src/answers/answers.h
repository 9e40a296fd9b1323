/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader wrote: the model of a workbook file (design 4.2).
 *
 * A workbook holds entries in three parts: answers to questions, notes on
 * conditions (lenses) and on cautions (guards), each under the id of a page.
 * An entry has layers: a layer is what was written in one sitting, with the
 * wording of the question as it was answered.  Writing again adds; only
 * answers_forget takes words away.  What hangs under an entry beside its layers (steps,
 * notes, replies), what a layer's words rest on, and for whom they are marked: answers/items.h.
 *
 * Every change takes a new clock, one more than the greatest in the file, so
 * wrong wall clocks lose nothing.  The newest layer is the one with the
 * greatest (clock, id).
 *
 * Members that this version does not know are kept byte for byte in the
 * object where they stood.  `get`-like functions lend until the next change;
 * writing copies.
 *
 * What is erased for good leaves its ids in the list "forgotten", which only grows, so
 * that it does not come back out of a journal, a backup or another copy.  A layer
 * whose id stands in that list is left out when a file is read, whoever put it back; the
 * file itself loses it with the next save.  Members that this version does not know are
 * kept as they are, whatever ids stand in them, until they are erased.
 */
#ifndef ANSWERS_ANSWERS_H
#define ANSWERS_ANSWERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/report.h"
#include "base/sys.h"

#define ANSWERS_FILE_MAX ((size_t)16 * 1024 * 1024)
#define ANSWERS_TEXT_MAX ((size_t)256 * 1024)	/* bytes in one box */
#define ANSWERS_FORGOTTEN_MAX 10000	/* ids of what was erased for good */
#define ANSWERS_SITTING (8 * 60 * 60)		/* seconds: a later change begins a layer */

struct answers;

/* What kind of file it is.  All three are one model, journalled and saved alike. */
enum answers_kind {
	KIND_WORKBOOK,	/* "leaderplus-workbook": all that its writer wrote */
	KIND_COPY,	/* "leaderplus-share" for a mentor (design 4.5): what was marked for her, under
			 * the id of the workbook, and what she replied */
	KIND_ROOM,	/* "leaderplus-room": what a room of people said, one line a voice */
	KIND_COUNT
};

enum answers_part {
	PART_ANSWERS,	/* "answers": under a question's id */
	PART_LENSES,	/* "lenses": what was noticed through a condition */
	PART_GUARDS,	/* "guards": what a caution made the reader look at */
	PART_COUNT
};

struct layer {
	const char *id;
	int64_t clock;
	const char *at;		/* RFC 3339, UTC: "2026-11-23T19:04:11Z" */
	const char *question;	/* the wording that was answered, plain text */
	const char *text;	/* "" when its writer emptied the box */
	bool open;		/* left open on purpose; the text is the reason, "" without one */
};

struct answers_place {
	int64_t clock;
	const char *page;	/* id of a page, "" when nowhere yet */
	long paragraph;		/* block of the page at the top of the screen, from 0 */
};

/* An empty workbook with a new id, for the pack PACK_ID at PACK_VERSION. */
struct answers *answers_new(const struct sys *sys, const char *pack_id, const char *pack_version);
/* The same for another kind of file. */
struct answers *answers_new_kind(const struct sys *sys, enum answers_kind kind,
				 const char *pack_id, const char *pack_version);
void answers_free(struct answers *a);	/* NULL is allowed */

/* Reads a workbook, or a file of another kind, strictly (answers/json.h).  A file of a newer
 * version opens too, and answers_is_newer says so: it must not be written. */
bool answers_read(struct answers **a, struct slice json, struct err *err);
/* Tells REPORT everything that is wrong with a workbook file, in no order, and what is
 * worth knowing (it is newer, its clock has run out); behind a fault in the JSON itself
 * nothing more can be told.  Whether nothing is wrong; false without a fault: there was no
 * memory. */
bool answers_check(struct slice json, const struct report *report);
/* Appends the JSON of the whole workbook, ended by LF; ERR_TOO_BIG above
 * ANSWERS_FILE_MAX.  The result is read back and compared before it is given out. */
bool answers_print(const struct answers *a, struct buf *out, struct err *err);

enum answers_kind answers_kind(const struct answers *a);
const char *answers_id(const struct answers *a);
const char *answers_pack_id(const struct answers *a);
/* Of a KIND_COPY: in which its writer read the book, BCP 47; else "". */
const char *answers_language(const struct answers *a);
/* The greatest clock in the file; whatever changes from here on gets a greater one. */
int64_t answers_clock(const struct answers *a);
bool answers_is_newer(const struct answers *a);
/* Whether the clock has come so near to 2^53, which JSON numbers keep exactly, that
 * nothing may be written any more; only a damaged file is ever there. */
bool answers_is_full(const struct answers *a);

/* The entries of a part, in the order of the file. */
size_t answers_count(const struct answers *a, enum answers_part part);
const char *answers_entry_id(const struct answers *a, enum answers_part part, size_t i);

/* Whether an entry of that id is there, with layers or without. */
bool answers_has(const struct answers *a, enum answers_part part, const char *id);

/* The layers of an entry from the oldest (0) to the newest; no entry, no layers. */
size_t answers_layers(const struct answers *a, enum answers_part part, const char *id);
const struct layer *answers_layer(const struct answers *a, enum answers_part part,
				  const char *id, size_t i);
/* NULL when nothing was ever written there. */
const struct layer *answers_newest(const struct answers *a, enum answers_part part, const char *id);

struct answers_change {
	enum answers_part part;
	const char *id;		/* of the page */
	struct slice question;	/* plain text, UTF-8 */
	struct slice text;	/* UTF-8, at most ANSWERS_TEXT_MAX */
	time_t now;
	bool same_hand;		/* the file was last saved by this installation */
	int64_t foreign;	/* what has a clock up to this was written by another one */
	bool open;		/* left open on purpose, for the reason TEXT, which may be blank */
	bool again;		/* written without a look at what stands: a layer of its own */
};

/* Writes TEXT.  Amends the newest layer when this sitting wrote it: written
 * through this very object, or same_hand, and at most ANSWERS_SITTING ago, under the
 * same question, without a reply to it and without members that this version does not know
 * (neither the words of a question that is left open now, nor the reason of one that was, are
 * amended); else
 * begins a new layer that holds the whole text, and whose passages rest on what they rested on
 * before.  Text equal to the newest changes nothing (but with `again`), nor do blanks where
 * nothing stood or where the question is open.  Returns whether anything changed.  Text that is too long or no UTF-8 is kept, but answers_print will refuse. */
bool answers_write(struct answers *a, const struct sys *sys, const struct answers_change *change);

/* That of the last change to any words since it was read, 0: none. */
int64_t answers_words_clock(const struct answers *a);

/* What can be erased. */
enum answers_scope {
	SCOPE_LAYER,	/* one layer; an entry of which nothing is left goes too */
	SCOPE_ENTRY,	/* an answer, lens or guard with all that hangs under it */
	SCOPE_ALL,	/* all entries, and what stands beside them */
	SCOPE_ITEM	/* one step, note or reply (answers/items.h) of an entry; likewise */
};

struct answers_erasure {
	enum answers_scope scope;
	enum answers_part part;	/* but for SCOPE_ALL */
	const char *id;		/* of the page, likewise */
	const char *layer;	/* its id, for SCOPE_LAYER; that of the item, for SCOPE_ITEM */
};

/* Forgets WHAT, and with it every object in members that this version does not know: the
 * ids of all of them join the list.  SCOPE_ALL keeps the ids of the workbook and of its
 * pack, the place, the list itself, and the members "former_ids" and "group_key", which hold
 * ids alone and let other copies know this workbook again.
 *
 * Layers of other entries with such an id stay, under a new one.
 *
 * The change takes a new clock, which the place carries from then on: no clock is ever
 * used a second time, though the layer with the greatest may be gone.  What is not there
 * changes nothing.  False (ERR_TOO_BIG: more than ANSWERS_FORGOTTEN_MAX ids would be
 * forgotten; ERR_IO: memory is short): A is as it was. */
bool answers_forget(struct answers *a, const struct answers_erasure *what, struct err *err);
/* Whether ID is that of something that was erased for good. */
bool answers_is_forgotten(const struct answers *a, const char *id);

/* Another layer that holds the words of one. */
struct answers_twin {
	enum answers_part part;
	const char *id;		/* of the page */
	const struct layer *layer;
	bool equal;		/* these words only; else they stand among others */
};

/* Tells CONTEXT each layer but the one that WHAT names (SCOPE_LAYER) whose text holds the
 * whole text of it, blanks at both ends left aside.  Blank text stands nowhere else. */
void answers_same_words(const struct answers *a, const struct answers_erasure *what,
			void (*tell)(void *context, const struct answers_twin *twin),
			void *context);

struct answers_place answers_place(const struct answers *a);
/* Returns whether that is another place than before. */
bool answers_set_place(struct answers *a, const char *page, long paragraph);

/* Seconds since the epoch of an RFC 3339 time in UTC, -1 when it is none. */
time_t answers_time(const char *at);

#endif
