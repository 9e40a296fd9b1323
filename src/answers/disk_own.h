/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of the disk: what its files share. */
#ifndef ANSWERS_DISK_OWN_H
#define ANSWERS_DISK_OWN_H

#include "answers/disk.h"
#include "base/file.h"

/* Brings d->bytes into the file, or into a conflict file.  For DISK_ERASE there are neither
 * these nor a backup: ERR_CHANGED where somebody else has the name. */
bool disk_save(struct disk *d, struct err *err);
bool disk_open_journal(struct disk *d, struct err *err);

/* A save has come upon BYTES of another hand: keeps them in d->theirs, where they may be merged.
 * Nothing else changes. */
void disk_meet(struct disk *d, enum disk_met met, const struct buf *bytes);
/* While our words go to a conflict file: whether something else stands at path than what could
 * not be merged, so that it is met. */
bool disk_meet_again(struct disk *d);

/* The job DISK_ERASE; sets d->reached. */
bool disk_erase(struct disk *d, struct err *err);
/* Tells CONTEXT each path that it would remove.  False leaves errno. */
bool disk_erase_list(const struct disk *d, void (*tell)(void *context, const char *path),
		     void *context);

/* A second name for PATH, which is to be replaced: FILE.broken-TIME, or FILE.conflict-*. */
bool disk_keep_aside(const struct disk *d, const char *path, bool is_broken, struct err *err);
/* What another window saved between our last look and the moment when we took the name, as it
 * was told that its words are safe: a name of its own.  False: it has its old one again. */
bool disk_keep_theirs(const struct disk *d, struct file_new *out, struct err *err);

#endif
