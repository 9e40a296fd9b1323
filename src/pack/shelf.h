/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Books on this computer: those that are installed, and a new one to begin from. */
#ifndef PACK_SHELF_H
#define PACK_SHELF_H

#include "base/buf.h"
#include "base/err.h"
#include "base/sys.h"

/* Appends the folder in which pack_open looks for NAME. */
void shelf_folder(const char *name, struct buf *out);
/* The names of the books in FOLDER, which lies in none (NULL: those that are installed), sorted:
 * its folders that hold a pack.md.  For shelf_free; NULL, and *COUNT 0, where there are none. */
char **shelf_names(const struct sys *sys, const char *folder, size_t *count);
void shelf_free(char **names, size_t count);

/* Makes FOLDER, or takes it where it is empty, and puts a small book into it that shows each kind of
 * page, in the program's language; files are 0600.  Where that fails what was made is gone again. */
bool shelf_begin(const struct sys *sys, const char *folder, struct err *err);

#endif
