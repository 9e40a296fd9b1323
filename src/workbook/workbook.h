/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The workbook: where pack and answers meet, without a screen.
 *
 * A workbook is a path of pages, the reader's place on it, and what she wrote
 * under the pages that have a box.  Without a store (just looking around)
 * boxes are read-only.  Pages are numbered from 0 in the order of the book.
 *
 * What a writer gave to her mentor (a store of KIND_COPY) is opened as a workbook, too: its path has
 * only the pages under which words stand, its boxes are read-only for ever, and all that can be
 * added are replies (workbook/replies.h).  No place is kept in it: nobody is told how the mentor
 * read.
 *
 * Calling order: workbook_new, then anything, then workbook_free.  Words are
 * given to workbook_write at the latest a second after they were typed, reach the
 * journal with workbook_keep, and the file with workbook_begin_save or
 * workbook_save.
 */
#ifndef WORKBOOK_WORKBOOK_H
#define WORKBOOK_WORKBOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "answers/store.h"
#include "doc/doc.h"
#include "pack/pack.h"
#include "workbook/day.h"

struct workbook;

/* Takes PACK and STORE (which may be NULL) over. */
struct workbook *workbook_new(const struct sys *sys, struct pack *pack, struct store *store);
void workbook_free(struct workbook *wb);	/* never saves */

const struct pack *workbook_pack(const struct workbook *wb);
struct answers *workbook_answers(const struct workbook *wb);	/* NULL when looking around */
const char *workbook_path(const struct workbook *wb);	/* of the file, NULL likewise */
time_t workbook_now(const struct workbook *wb);

/* Begins to keep words in the file that PLACE names: opens the workbook there or makes one.
 * MODE is one for writing.  Only while looking around. */
bool workbook_keep_in(struct workbook *wb, const struct store_place *place, enum store_mode mode,
		      struct err *err);
/* The same for a file that is damaged or gone, with the words from SOURCE (store_repair). */
bool workbook_repair(struct workbook *wb, const struct store_place *place, enum store_mode mode,
		     enum store_source source, struct err *err);
/* Whether that was done in this sitting, and with which words. */
bool workbook_was_repaired(const struct workbook *wb, enum store_source *source);

/* Whether it is for reading only as long as another window has it open. */
bool workbook_is_held(const struct workbook *wb);
/* Takes it over when that window has been closed (store_take_over): true when it was, and
 * then all that was lent is gone. */
bool workbook_take_over(struct workbook *wb);
/* Whether it could be written with lock and journal in the state folder, which its owner has
 * not agreed to; and what happens when she does (store_agree). */
bool workbook_could_agree(const struct workbook *wb);
void workbook_agree(struct workbook *wb);

/* The place.  The paragraph is the block of the page at the top of the screen. */
size_t workbook_here(const struct workbook *wb);
size_t workbook_paragraph(const struct workbook *wb);
void workbook_go(struct workbook *wb, size_t page, size_t paragraph);
/* Whether the reader has gone to a page in this sitting. */
bool workbook_has_moved(const struct workbook *wb);
/* Whether an earlier sitting left a place, and about when (0: unknown). */
bool workbook_was_left(const struct workbook *wb, time_t *when);

/* Whether it is a mentor's copy. */
bool workbook_is_copy(const struct workbook *wb);
/* Whose the words under its pages are, for who has it open. */
enum doc_whose workbook_whose(const struct workbook *wb);
/* Whether the page is on the path; and whether one stands before it (BACK) or behind it, and
 * which. */
bool workbook_on_path(const struct workbook *wb, size_t page);
bool workbook_turn(const struct workbook *wb, size_t page, bool back, size_t *to);

/* Boxes. */
bool workbook_has_box(const struct workbook *wb, size_t page);
/* Why the box cannot be written in now, or NULL. */
const char *workbook_locked(const struct workbook *wb);
/* Why nothing at all can be kept now, replies to a copy neither, or NULL. */
const char *workbook_shut(const struct workbook *wb);
/* The newest words under the page; lent.  "" when there are none, when the question is left open,
 * and while the reader writes again without looking first. */
const char *workbook_text(const struct workbook *wb, size_t page);
/* Whether words of the reader, these or earlier ones, stand under the page. */
bool workbook_has_words(const struct workbook *wb, size_t page);
/* Whether the box is empty now, and earlier words of another sitting are kept. */
bool workbook_is_emptied(const struct workbook *wb, size_t page);
/* Keeps TEXT in memory as what stands under the page. */
void workbook_write(struct workbook *wb, size_t page, struct slice text);

/* A question is left open on purpose: a third state beside blank and written.  The reason may be
 * blank.  Words that are written under the page end it. */
void workbook_leave_open(struct workbook *wb, size_t page, struct slice reason);
bool workbook_is_open(const struct workbook *wb, size_t page);
const char *workbook_reason(const struct workbook *wb, size_t page);	/* lent; "" without one */

/* Writing again without looking first: from now on the page's box is empty, and the first words
 * that are written there begin a layer of their own.  It ends with these, or with
 * workbook_look; of the pages only one is written so at a time.  Where nothing was ever written
 * it means nothing. */
void workbook_write_again(struct workbook *wb, size_t page);
void workbook_look(struct workbook *wb);
/* Whether earlier words under the page are hidden for it now. */
bool workbook_is_again(const struct workbook *wb, size_t page);

/* While somebody looks on: covered, the words stay where they are and are saved as ever, but
 * neither workbook_page_doc nor a search gives them out, and faces show none.  What is
 * shown in their place. */
void workbook_cover(struct workbook *wb, bool covered);
bool workbook_is_covered(const struct workbook *wb);
const char *workbook_cover_words(void);

/* Saving. */
enum workbook_state {
	STATE_LOOKING,		/* nothing is kept */
	STATE_READING,		/* the file cannot be written here */
	STATE_CLEAN,		/* nothing has changed since it was opened */
	STATE_CHANGED,		/* changes are in memory only */
	STATE_SAFE,		/* in the journal, synced; on their way into the file */
	STATE_SAVED,		/* in the file, synced */
	STATE_NOT_SAVED		/* the last try failed */
};
enum workbook_state workbook_state(const struct workbook *wb);
/* The state in words for a screen's edge: "saved 19:04".  Appends to OUT. */
void workbook_state_words(const struct workbook *wb, struct buf *out);
/* Why the last save failed and what to do, or "". */
const char *workbook_trouble(const struct workbook *wb);
/* Whether all that was given to workbook_write is in the journal at least. */
bool workbook_words_are_safe(const struct workbook *wb);

/* Lets the slow steps of saving be done by a thread: workbook_keep and
 * workbook_begin_save return at once, and workbook_pump takes in how they went
 * when workbook_fd (-1: none) is readable.  Without it they are done at once. */
void workbook_use_writer(struct workbook *wb);
int workbook_fd(const struct workbook *wb);
bool workbook_pump(struct workbook *wb);	/* true when something has ended */

/* A box is about to be written in: makes sure that the journal will hold it. */
void workbook_prepare(struct workbook *wb, size_t page);
/* Brings what is in memory only into the journal. */
void workbook_keep(struct workbook *wb);
/* Brings what has changed, the place too, into the file. */
void workbook_begin_save(struct workbook *wb);
/* Saves what has changed and waits for it. */
bool workbook_save(struct workbook *wb, struct err *err);
/* The process is about to end, or to be stopped: journal first, then the file. */
void workbook_stop(struct workbook *wb);
/* Puts the whole workbook, as it is in memory, into a new file PATH (ERR_CHANGED
 * when something stands there); the workbook's own file is left as it is. */
bool workbook_save_copy(struct workbook *wb, const char *path, struct err *err);
/* The file that the last such copy went to, or NULL. */
const char *workbook_copy(const struct workbook *wb);
/* A copy to take along, likewise a new file (copies_of_store): the workbook goes on in its own. */
bool workbook_take_copy(struct workbook *wb, const char *path, struct err *err);
/* Unites SUM, which has all that is in this workbook, with it (store_merge) and saves; what was lent
 * is gone.  The place is the later one of the two. */
bool workbook_merge(struct workbook *wb, const struct answers *sum, struct err *err);
/* Whether last sentences came out of the journal when it was opened. */
bool workbook_came_back(const struct workbook *wb);

/* Whether a save has merged words of somebody else, or of another copy, into the workbook since this was
 * asked last (store_take_news); the place and the like are no news.  What shows is to be looked up
 * again. */
bool workbook_has_met(struct workbook *wb, struct merge_news *news);
/* Looks whether somebody else has changed the file, and begins to save if so. */
void workbook_look_again(struct workbook *wb);
/* The file that takes the words since somebody else changed the workbook's own, or
 * NULL (store_conflict). */
const char *workbook_conflict(const struct workbook *wb);
/* Whether saves have to write over the file since this sitting began to (store_wrote_over). */
bool workbook_writes_over(const struct workbook *wb);
/* What the reader should know about the file, I from 0; NULL behind the last. */
const char *workbook_warning(const struct workbook *wb, size_t i);

/* What a page shows above its box: its prose, when UNFOLDED a question's hint,
 * and on a condition or caution the prompt.  The
 * caller frees. */
struct doc *workbook_page_doc(const struct workbook *wb, size_t page, bool unfolded);
/* The block of that document which the box answers: the question or the prompt. */
size_t workbook_prompt(const struct workbook *wb, size_t page);
/* The words above a page's box: "what I think now". */
const char *workbook_box_title(const struct workbook *wb, size_t page);

/* Dates as people write them, in local time: "3 October 2026", "19:04". */
void workbook_date(time_t when, struct buf *out);
void workbook_day(struct day day, struct buf *out);
void workbook_clock(time_t when, struct buf *out);

#endif
