/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal: what is written and not yet in the workbook file (design 4.3, step 2).
 *
 * FILE.journal holds two halves that are written alternately, so that the older
 * record is whole while the newer is being written.  Their blocks are reserved
 * before typing begins: a full disk cannot stop a write into them.  Halves that
 * become too small give way to a larger pair behind them; the file never shrinks,
 * for giving blocks back would give the reservation back.  The pairs have fixed
 * places: the first begins the file with halves of 64 KiB, those of each next one
 * are four times as large, and a half of the fifth takes JOURNAL_MAX.
 *
 * A record stands at the beginning of a half:
 *
 *	bytes  0..7	magic, which no text can hold; its last byte is the version, 1
 *	       8..15	sequence, little endian, greater than that of the record before
 *	      16..23	length of the payload in bytes, little endian
 *	      24..55	hash of the file that it builds on
 *	      56..87	hash (BLAKE2b-256) of the whole record with these bytes zero
 *	      88..	the payload: a workbook object with only what is unsaved
 *
 * The valid record with the greatest sequence counts; what is torn or zeroed is
 * none.  Emptying overwrites with zeros: everything but the newest record, sync,
 * the newest record, sync; so an older record never comes back in a power cut.
 *
 * A write is true only once its sync is.  After one that failed the next is written
 * whole to the same half: its pages are dirty again, so its sync is not about an
 * error that was told already.
 *
 * File systems that never write in place (btrfs, ZFS) may ask for room for every write:
 * there a full disk stops the journal too, which the failing write says.
 */
#ifndef ANSWERS_JOURNAL_H
#define ANSWERS_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/sys.h"

enum { JOURNAL_BLOCK = 4096 };	/* halves begin at multiples of it */
#define JOURNAL_MAX ((size_t)16 * 1024 * 1024)	/* payload of one record, as of one workbook */

struct journal {
	const struct sys *sys;
	char *path;		/* NULL: closed */
	int fd;			/* -1: the file was removed and could not be made again */
	dev_t device;		/* which file fd is */
	ino_t inode;
	size_t end;		/* of the file, as far as it is reserved or was there at opening */
	size_t half;		/* bytes reserved for each half, 0: none yet */
	size_t at[2];		/* where the halves begin */
	int next;		/* the half that the next record goes to */
	uint64_t sequence;	/* the greatest that was tried or found */
	size_t newest, newest_len;	/* the place of the record that counts, length 0: none */
	size_t used[2];		/* bytes of each half that may not be zero */
	size_t old;		/* the same outside of them, from the beginning of the file */
};

struct journal_record {
	struct hash base;	/* of the file that it builds on */
	struct buf payload;	/* for buf_release */
};

enum journal_found { JOURNAL_RECORD, JOURNAL_NOTHING, JOURNAL_FAILED };

/* Reads the newest whole record in PATH; no file, or none in it: JOURNAL_NOTHING.
 * Takes no lock and changes nothing.  RECORD is set with JOURNAL_RECORD only. */
enum journal_found journal_read(const struct sys *sys, const char *path,
				struct journal_record *record, struct err *err);

/* Opens or makes PATH (0600, a regular file of one's own, no link followed, no file that
 * is something else) for writing.  The newest record in it stays until the next
 * is there; everything else is zeroed. */
bool journal_open(struct journal *j, const struct sys *sys, const char *path, struct err *err);
void journal_close(struct journal *j);	/* harmless on one that is closed or all zero */

/* Makes sure that a payload of LEN bytes will fit, whatever fills the disk later. */
bool journal_reserve(struct journal *j, size_t len, struct err *err);
/* Writes and syncs a record; reserves first where need be, and makes the file again
 * where somebody removed it.  False: the record before it is as it was. */
bool journal_write(struct journal *j, struct hash base, struct slice payload, struct err *err);
/* Zeroes everything that was ever written, and syncs.  The blocks stay. */
bool journal_empty(struct journal *j, struct err *err);

#endif
