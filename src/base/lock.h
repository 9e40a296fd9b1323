/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A kernel lock on a sidecar file (flock): gone with the process, never
 * removed.  PID, host and start time stand inside for the message only.
 */
#ifndef BASE_LOCK_H
#define BASE_LOCK_H

#include "base/err.h"
#include "base/sys.h"

struct lock {
	const struct sys *sys;
	int fd;		/* -1: not held */
};

/* Takes PATH (created 0600; what another program has written there stays).  Held by another process: false with ERR_LOCKED.
 * A file system that cannot lock, or a folder that cannot be written: ERR_IO. */
bool lock_take(struct lock *lock, const struct sys *sys, const char *path, struct err *err);
void lock_release(struct lock *lock);	/* harmless when not held */

#endif
