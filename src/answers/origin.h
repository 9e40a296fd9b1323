/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a workbook's words can come from when its file cannot be read. */
#ifndef ANSWERS_ORIGIN_H
#define ANSWERS_ORIGIN_H

#include "answers/store.h"

/* Reads the workbook at PATH from SOURCE, which is not STORE_FILE; SIDE is what the name of
 * its journal begins with. */
bool origin_read(const struct sys *sys, const char *path, const char *side,
		 enum store_source source, struct answers **a, struct err *err);

/* Whether the journal at SIDE holds the whole file, as it was about to be written over when the
 * program ended (answers/disk.c); reads it. */
bool origin_overwritten(const struct sys *sys, const char *side, struct answers **a);

/* Whether FILE.bak of PATH, if there is one, is what a save of A has left there: the same
 * workbook, and no later. */
bool origin_backup_is_older(const struct sys *sys, const char *path, const struct answers *a);

#endif
