/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk with one folder that holds one file, in memory, whose power can be cut.
 *
 * What is written and not synced may be on the disk or not, sector by sector (512 bytes),
 * in any combination; the same holds for the file's length, and for its name until the
 * folder is synced (the way of ALICE, Pillai et al., OSDI 2014).  Before each sync, and in
 * disk_look, the watcher is shown the states that may be on disk: all of them where
 * they are few, else those that are cut at any place, that lack one sector or
 * have only one, and a sample drawn from the seed.
 *
 * Reading, within the watcher, reads the state that is shown.
 */
#ifndef TESTS_DISK_H
#define TESTS_DISK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/sys.h"

#define DISK_FILE "folder/file"

const struct sys *disk_sys(void);
/* An empty, roomy disk.  WATCH(ARG) may be NULL. */
void disk_reset(unsigned long long seed, void (*watch)(const void *), const void *arg);
void disk_look(void);	/* shows the states that may be on disk now */
unsigned long disk_shown(void);	/* states since disk_reset */

/* No block more is given out.  Those that the file has stay its own. */
void disk_fill(bool full);
void disk_refuse(int error);	/* what reserving says, 0: it works */
void disk_short(size_t len);	/* no write moves more, 0: all of it */
/* The NTH sync from now fails: some of what was to be synced is on disk, and nobody
 * will write the rest any more. */
void disk_fail_sync(int nth);
/* All calls but NTH - 1 fail from now on. */
void disk_kill(int nth);
/* As disk_kill; then only what is on disk by chance is left. */
void disk_cut(int nth);
bool disk_is_dead(void);	/* whether that came to pass */
/* Calls work again, after a cut with what is on disk. */
void disk_revive(void);

/* The file as it is read; LEN is its length. */
unsigned char *disk_bytes(size_t *len);
int disk_open_files(void);

#endif
