/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store: one open workbook file, and how a word reaches the disk (design 4.3).
 *
 * Opening takes FILE.lock (held until close; without it the store is for
 * reading only and says why), loads the file strictly and remembers the hash
 * of its bytes.  Saving writes the whole workbook to a temporary file beside
 * FILE, syncs and checks it, keeps the old version as FILE.bak, takes the name
 * by rename and syncs the folder.  No failure, at any step, harms what was
 * saved before.
 *
 * Before renaming, the hash of the file on disk is compared with that of what
 * was loaded or last saved.  When somebody else changed it, and it is a copy of the same
 * workbook that this version can read, what it has is merged into ours (answers/merge.h), and both are
 * saved (store_take_news); the words that were being written stay the newest of their page.  Else it is left alone: ours goes to FILE.conflict-HOST-TIME, and later
 * saves go there too (store_conflict) until FILE can be merged.  A file that was removed
 * meanwhile is written again.
 *
 * Where no file can be made in the folder, the file is written over, after the whole workbook
 * has gone into the journal; that and the lock then lie in the state folder of this computer,
 * if its owner agreed.
 *
 * A file that cannot be read is never overwritten: opening it fails.  What can make up for it
 * is offered (store_offers); the first save after such a repair keeps the file as
 * FILE.broken-TIME.  Opening fails too for what is no regular file or, for writing, what
 * belongs to another user.
 */
#ifndef ANSWERS_STORE_H
#define ANSWERS_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "answers/answers.h"
#include "answers/merge.h"
#include "base/err.h"
#include "base/sys.h"

struct store;

enum store_mode {
	STORE_WRITE,	/* lock, and save; falls back to reading where it cannot */
	/* The same, but the owner has not agreed that anything is kept in the state folder: it
	 * is used only where an earlier agreement has left a lock. */
	STORE_WRITE_HERE,
	STORE_READ	/* no lock, nothing is ever written: commands that only read */
};

/* How far a workbook at PATH exists. */
enum store_found {
	STORE_PRESENT,	/* FILE is there */
	STORE_ABSENT,	/* neither FILE nor a sidecar: a first start */
	STORE_REMAINS	/* no FILE, but FILE.bak, words in FILE.journal or a FILE.conflict-*: not a
			 * first start */
};
enum store_found store_look(const struct sys *sys, const char *path);

/* Where the workbook of this computer lives, for free(); NULL where no home is known. */
char *store_default_path(void);

struct store_place {
	const char *path;
	/* A folder of this computer in which something about the workbook may be kept: the hash
	 * of the last save, so that a later sitting knows its own hand, and lock and journal
	 * where they cannot lie beside it.  NULL: none is known. */
	const char *state_folder;
};

/* Opens a workbook; ERR_USAGE for another kind of file. */
bool store_open(struct store **store, const struct sys *sys, const struct store_place *place,
		enum store_mode mode, struct err *err);
/* The same for files of the KINDS, 1 << enum answers_kind each, or-ed. */
bool store_open_kinds(struct store **store, const struct sys *sys, const struct store_place *place,
		      enum store_mode mode, unsigned kinds, struct err *err);
/* Makes PATH, with an empty workbook saved at once; folders are made where
 * absent.  ERR_CHANGED when something stands there. */
bool store_create(struct store **store, const struct sys *sys, const struct store_place *place,
		  const char *pack_id, const char *pack_version, struct err *err);
/* The same with FIRST, which is taken over, whatever comes of it. */
bool store_create_with(struct store **store, const struct sys *sys,
		       const struct store_place *place, struct answers *first, struct err *err);

/* What a workbook's words can come from. */
enum store_source {
	STORE_FILE,
	STORE_BACKUP,	/* FILE.bak, and the last sentences in the journal */
	STORE_JOURNAL,	/* these alone */
	STORE_SALVAGE,	/* what can still be read in FILE (answers/salvage.h), and what FILE.bak and
			 * the journal have beside that */
	STORE_NEW,	/* nothing: it is begun anew */
	STORE_SOURCES
};
struct store_offer {
	enum store_source source;
	time_t at;	/* when it was written, 0: unknown */
};
/* Which sources can make up for the file at PATH, which is damaged or gone, the fullest first;
 * STORE_FILE and STORE_NEW are none of them.  Returns how many. */
size_t store_offers(const struct sys *sys, const char *path,
		    struct store_offer offers[STORE_SOURCES]);
/* As store_open, with the words from SOURCE.  The file, if there is one, stays as it is until
 * the first save, and is then kept as FILE.broken-TIME. */
bool store_repair(struct store **store, const struct sys *sys, const struct store_place *place,
		  enum store_mode mode, enum store_source source, struct err *err);

/* The same with an empty workbook, as store_create makes one: where nothing can be found, or its
 * owner wants none of it. */
bool store_renew(struct store **store, const struct sys *sys, const struct store_place *place,
		 const char *pack_id, const char *pack_version, enum store_mode mode,
		 struct err *err);

void store_close(struct store *store);	/* never saves; NULL is allowed */

struct answers *store_answers(struct store *store);
const char *store_path(const struct store *store);
/* Why nothing can be saved here ("already open in another window", ...), or NULL. */
const char *store_read_only(const struct store *store);
/* Whether it is for reading only as long as another window has it open. */
bool store_is_held(const struct store *store);
/* Takes a workbook over that another window had open, when that is closed: file and journal
 * are read again, and what store_answers lent is gone.  True when it was; there may be another
 * reason for reading only then, as that the file cannot be read any more. */
bool store_take_over(struct store *store);
/* Whether it is for reading only because its owner has not agreed that lock and journal lie in
 * the state folder; agreeing opens it again (what was lent is gone), perhaps with another
 * reason for reading only. */
bool store_could_agree(const struct store *store);
void store_agree(struct store *store);
/* Whether the last save had to write over the file; and whether a warning told of that when the
 * file was opened. */
bool store_wrote_over(const struct store *store);
bool store_is_in_place(const struct store *store);
/* What the reader should know once about where the file lies (it cannot be locked, it
 * has a second name), from I = 0 until NULL. */
const char *store_warning(const struct store *store, size_t i);
/* The file that takes our words since a conflict was met, or NULL. */
const char *store_conflict(const struct store *store);
/* Whether this installation saved the file last, before it was opened (for
 * answers_change.same_hand).  Stays as it was then: other hands' layers that were in the
 * file do not become ours by saving it. */
bool store_same_hand(const struct store *store);
/* Up to which clock another hand wrote what is in the file (for answers_change.foreign); it is
 * remembered beside the hash by which we know our own hand. */
int64_t store_foreign(const struct store *store);

/* How far the words have come; the screen says no more than this. */
enum store_state {
	STORE_CLEAN,	/* nothing was written since it was opened */
	STORE_CHANGED,	/* words are in memory only */
	STORE_SAFE,	/* every word is in the synced journal; a save is to come */
	STORE_SAVED,	/* every word is in the file; file and folder are synced */
	STORE_FAILED	/* the last try to save failed: store_trouble says why */
};
enum store_state store_state(const struct store *store);
const char *store_trouble(const struct store *store);	/* "" unless STORE_FAILED */
/* Whether every word is on the disk, in the journal at least, however the last save went. */
bool store_words_are_safe(const struct store *store);
/* When the last save of this process ended, 0 for none. */
time_t store_saved_at(const struct store *store);
/* The clock up to which everything is in the file. */
int64_t store_in_file(const struct store *store);
/* Whether opening found last sentences in the journal and put them back. */
bool store_came_back(const struct store *store);

/* The slow steps go through a thread from now on (answers/writer.h): the three
 * calls that begin something return at once.  Where there can be no thread, and
 * without this call, they return when it is done. */
void store_use_writer(struct store *store);
/* Readable when a job has ended and store_pump should be called; -1: never. */
int store_fd(const struct store *store);
/* Takes in what has ended and begins what was waiting; true when something ended. */
bool store_pump(struct store *store);

/* A box with LEN bytes in it was opened: reserves room for its words in the journal. */
void store_prepare(struct store *store, size_t len);
/* Begins to bring what is in memory only into the journal. */
void store_keep(struct store *store);
/* Begins to bring everything into the file. */
void store_begin_save(struct store *store);

/* Saves and waits for it.  True: file and folder are synced.  False: what stands on
 * disk is as it was, the words are in memory. */
bool store_save(struct store *store, struct err *err);
/* Erasing for good (answers_forget).  These are the steps: the workbook is saved without
 * WHAT and without keeping a .bak, as safely as ever; then the journal is filled with
 * zeros; then FILE.bak, FILE.broken-*, FILE.conflict-* and temporary files left behind are
 * removed, whatever they hold, those in the state folder too, and the folders are
 * synced.  Nothing is in doubt after a crash: FILE has all of the words or none, and what
 * was forgotten is dropped wherever it is read.  The next save keeps a .bak again.
 *
 * Waits for what is under way, and until it is done.  True: neither FILE nor the journal has
 * the words, and every file that store_erase_list tells is gone.  False says which of
 * these it was:
 * - nothing was erased, on disk or in memory (nothing is saved here, a conflict, what was to go has
 *   changed in another place meanwhile and is merged now, a disk
 *   that is full, a list of erased ids that is);
 * - erased from FILE, but the words may still be in what the message names (where it
 *   has no room for all, store_erase_list tells the rest), a second name of FILE too;
 * - not for good yet: FILE has its new content, but a power cut may bring back the old one,
 *   and nothing else has been removed.
 * In the last two cases erasing the same again does what is left to do.  Other names of
 * FILE, backups of the computer, copies given away and the disk itself may keep the words. */
bool store_erase(struct store *store, const struct answers_erasure *what, struct err *err);
/* Tells CONTEXT the path of each file that store_erase would remove now, for the reader to
 * know before.  False: the folder could not be read to its end. */
bool store_erase_list(struct store *store, void (*tell)(void *context, const char *path),
		      void *context, struct err *err);
/* Unites OTHER, another copy of this workbook (or with MINE another workbook of the same person), into
 * what is open, and saves it; what was in the file before stays beside it as FILE.bak.  NEWS as for
 * answers_merge; where nothing came in nothing is saved.
 *
 * True: file and folder are synced, and what store_answers lent is gone.  False: nothing has changed,
 * on disk or in memory (but for what somebody else put into the file, which is merged first); but
 * where only the syncing of the folder failed, STORE_FAILED tells that the file has to be saved
 * again.  ERR_CHANGED: somebody else has changed it in this very moment, or our words go to another
 * file (store_conflict). */
bool store_merge(struct store *s, const struct answers *other, bool mine, struct merge_news *news,
		 struct err *err);
/* Whether a save, or waiting for one, has merged what somebody else had put into the file, since
 * this was asked last; NEWS says what it was.  Nothing that was lent is gone by it before the next
 * change, but what is lent from then on may be new: what shows has to be looked up again. */
bool store_take_news(struct store *s, struct merge_news *news);
/* Where somebody else has changed the file since it was loaded or saved last, begins to save
 * (as a conflict), though no word is new. */
void store_look_again(struct store *store);
/* Whether somebody else has put a file in the place of what was saved since it was opened: what
 * stood there is in memory only, until it is saved.  Waits for a job under way. */
bool store_is_replaced(struct store *store);
/* The process is about to end, with no time to lose: journal first, then a save. */
void store_stop(struct store *store);

#endif
