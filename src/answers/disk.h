/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a store has on disk, and the steps that reach it: the file, the conflict
 * file, the journal, and what has to go when words are erased.
 *
 * Everything that may be slow happens here, on values that nobody else touches
 * meanwhile: a struct disk is lent whole to the writer thread for the time of a job.
 */
#ifndef ANSWERS_DISK_H
#define ANSWERS_DISK_H

#include <stdint.h>
#include <time.h>

#include "answers/journal.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/sys.h"

/* What becomes of what stands at path when the next save takes its name. */
enum disk_keeps {
	DISK_KEEPS_BACKUP,	/* FILE.bak */
	DISK_KEEPS_BROKEN,	/* FILE.broken-TIME: it could not be read */
	DISK_KEEPS_NOTHING	/* it is kept already */
};

enum disk_job {
	DISK_RESERVE,	/* room in the journal, before typing begins */
	DISK_KEEP,	/* what is unsaved into the journal */
	DISK_SAVE,	/* the whole workbook into the file; the journal is emptied */
	DISK_BRING,	/* the same with another copy merged in; ERR_CHANGED when somebody else has changed
			 * the file, and nothing is done then */
	DISK_CREATE,	/* the same where nothing may stand yet; ERR_CHANGED when something does */
	DISK_ERASE	/* the same, and nothing beside the file keeps what was in it; ERR_CHANGED
			 * when somebody else has changed it, and nothing is done then */
};

/* Another hand's file that a save came upon; it is for the caller to merge. */
enum disk_met {
	MET_NOTHING,
	MET_AT_NAME,	/* it stands at path, and nothing was saved: false */
	MET_BESIDE	/* it took the name in the same moment, and is kept aside; ours has the name */
};

/* How far DISK_ERASE came with the file itself. */
enum disk_reached {
	REACHED_NOTHING,	/* it is as it was */
	REACHED_UNKNOWN,	/* it may be new */
	REACHED_FILE,		/* it is new, but a power cut may bring the old one back */
	REACHED_DISK		/* it is new, and synced with its folder */
};

struct disk {
	const struct sys *sys;
	char *path;		/* links resolved */
	char *side;		/* what the names of lock and journal begin with: path, or the
				 * place of this workbook in the state folder */
	char *other_side;	/* where these could lie instead, or NULL; for DISK_ERASE */
	char *state_folder;	/* or NULL */
	/* The folder of path, as it was at opening: a stick that was pulled leaves another one
	 * under the same name. */
	bool knows_folder;
	dev_t device;
	ino_t folder;
	char *conflict;		/* what takes our words instead of path, or NULL */
	char *stray;		/* the side whose journal was read and is not ours, or NULL */
	enum disk_keeps keeps;
	bool spares_backup;	/* FILE.bak may have words that path has not: it is kept, too */
	bool in_place;		/* nothing can be made in the folder: path is written over */
	bool over;		/* the last save was such a one */
	int64_t foreign;	/* up to this clock another hand wrote what is in path: no sitting of
				 * ours shall take it for its own */
	bool mixed;		/* path may hold neither the old nor the new: the journal keeps all */
	struct hash apart;	/* of one that cannot be merged: it is given way to */
	bool has_apart;
	bool meets_none;	/* somebody changes path for each of our saves, and is given way to */
	int refused;		/* saves in a row that could not take the name */
	struct hash saved;	/* of path (of conflict) as loaded or last saved */
	/* Of the bytes of a save that failed when it may have been in place already: found
	 * on disk they are ours too. */
	struct hash tried;
	bool has_tried;
	time_t saved_at;
	struct journal journal;
	bool journals;		/* it holds the lock, so the journal is ours */

	/* One job: what to do, and what came of it. */
	enum disk_job job;
	struct buf bytes;	/* to be kept or saved */
	size_t reserve;		/* bytes, for DISK_RESERVE */
	bool ok;
	struct err err;		/* when not ok */
	enum disk_reached reached;	/* by DISK_ERASE, ok or not */
	enum disk_met met;	/* by DISK_SAVE and DISK_ERASE, and the bytes of what it met: */
	struct buf theirs;
};

void disk_init(struct disk *d, const struct sys *sys, char *path, char *state_folder);
void disk_release(struct disk *d);
/* Whether what stands where the next save goes is somebody else's. */
bool disk_is_foreign(struct disk *d);

/* Remembers the folder of path. */
void disk_know_folder(struct disk *d);

/* Does d->job with d->bytes and sets d->ok and d->err; a writer_job for DISK. */
void disk_run(void *disk);

#endif
