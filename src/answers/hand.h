/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Knowing our own hand again: the hash of the last save of a workbook, kept in the state
 * folder in a file that is named by a hash of the workbook's path; and up to which clock what is
 * in it was written by another hand, for saving does not make that ours.
 *
 * Whatever fails here fails silently: a hand that is not known only begins new layers.
 * FOLDER may be NULL: nothing is kept, nothing is known.
 */
#ifndef ANSWERS_HAND_H
#define ANSWERS_HAND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/hash.h"
#include "base/sys.h"

/* Whether HASH is that of the bytes which this installation saved last at PATH, and *FOREIGN, the
 * clock up to which another hand wrote. */
bool hand_is_ours(const struct sys *sys, const char *folder, const char *path, struct hash hash,
		  int64_t *foreign);
void hand_keep(const struct sys *sys, const char *folder, const char *path, struct hash hash,
	       int64_t foreign);

/* The name in FOLDER, not NULL, of what is kept there about the workbook PATH: that of the
 * hash, and with a suffix (answers/sidecar.h) of its lock and journal where these cannot lie
 * beside it.  For free(). */
char *hand_path(const char *folder, const char *path);

#endif
