/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of the store: what its files share. */
#ifndef ANSWERS_STORE_OWN_H
#define ANSWERS_STORE_OWN_H

#include "answers/disk.h"
#include "answers/store.h"
#include "answers/writer.h"
#include "base/lock.h"

enum { STORE_WARNINGS = 6 };

struct store {
	const struct sys *sys;
	struct disk disk;	/* the writer's while a job is under way, but for path */
	struct writer *writer;	/* NULL: jobs are done at once */
	struct lock lock;
	struct answers *answers;
	char *elsewhere;	/* the state folder, agreed to or not; NULL: none is known */
	bool could_agree;	/* it would do for lock and journal, if its owner agreed */
	unsigned kinds;		/* which files it opens: 1 << enum answers_kind, or-ed */
	enum store_source source;	/* of what was in memory at opening */
	bool whole;		/* the file was a mixture, and the journal had all of it */
	char *read_only;	/* why nothing is saved, or NULL */
	bool held;		/* the reason is another window, which may go away */
	char *warnings[STORE_WARNINGS];
	size_t warned;
	bool same_hand;
	bool came_back;		/* words came out of the journal */

	/* How far the words have come, by the workbook's clock. */
	int64_t in_file;	/* everything up to it is in the file */
	int64_t in_journal;	/* or in the journal */
	int64_t under_way;	/* what the job under way will bring there */
	bool wants_keep, wants_save;	/* as soon as the job under way has ended */
	bool failed;
	bool met;		/* the last save came upon another hand's file, and is to be done again */
	int meetings;		/* in a row, without a save that ended well */
	struct merge_news news;	/* of all of them, until it is taken */
	bool has_news;
	/* What was merged, as it was: words that were lent stand there until words change. */
	struct answers **old;
	size_t old_count, old_cap;
	int64_t old_words;
	struct err trouble;	/* of the last job, when it failed */
	char *conflict;		/* as the disk had it after the last job */
	time_t saved_at;
	bool wrote_over;
};

/* A store for the file at PLACE, links resolved, with nothing in it; NULL and ERR where they
 * lead nowhere. */
struct store *store_new(const struct sys *sys, const struct store_place *place,
			enum store_mode mode, struct err *err);
/* From here on nothing is saved; the first reason is the one that is told. */
void store_deny(struct store *s, const char *why);
/* What the reader should know once; when there are too many, the last are not told. */
void store_warn(struct store *s, const char *what);
/* Warns of words that went to a file of their own, where this one has not all of them: they would be
 * forgotten there. */
void store_warn_of_conflict(struct store *s);
/* Removes what saves that were cut short have left, where we hold the lock; what one found in the
 * place of the file and is nowhere else gets the name of a conflict file. */
void store_sweep(struct store *s);
/* Warns where others can open the lock, which was made for its owner alone a moment ago. */
void store_check_modes(struct store *s);
/* Sees to it that no copy beside the file which has words of its own is replaced, and warns. */
void store_check_backup(struct store *s);
/* Puts the last sentences of both journals back, in memory: that beside the file, and that where
 * the folder took no new files at some time. */
void store_recover(struct store *s);
/* Before a new workbook is begun: its journal may hold the words of one that went away.  They are
 * put aside. */
bool store_clear_journal(struct store *s, struct err *err);

/* Where lock and journal do not lie, but might: the state folder, or beside the file; NULL
 * where no state folder is known.  For free(). */
char *store_other_side(const struct store *s);

/* Merges what a job that has ended came upon, or remembers that it cannot be merged: false. */
bool store_unite(struct store *s);
/* The same for a save, and says whether it is to be done again: it is, too, where what stands
 * at the name has to be given way to. */
bool store_meet(struct store *s);
/* Frees what was lent before words changed; ALL: whether they did or not. */
void store_drop_old(struct store *s, bool all);

/* Remembers that everything in memory is in the file. */
void store_is_saved(struct store *s);
/* Does a job, at once or through the writer; nothing is under way. */
void store_submit(struct store *s, enum disk_job job, int64_t clock);
/* Waits for the job under way, if any, and takes its outcome in. */
void store_settle(struct store *s);

#endif
