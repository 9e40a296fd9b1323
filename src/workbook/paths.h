/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of folders and files as people type them. */
#ifndef WORKBOOK_PATHS_H
#define WORKBOOK_PATHS_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/sys.h"

/* TYPED with "~/" at its start as the home folder; for free(). */
char *path_expand(const char *typed);
/* The other way: appends PATH, in which "~" is the home folder. */
void path_add_short(struct slice path, struct buf *out);
/* Whether the folder of the file PATH is there. */
bool path_has_folder(const struct sys *sys, const char *path);
/* The file PATH with the whole name of its folder, as "/home/ann/copy.md"; for free(). */
char *path_whole(const char *path);
/* PATH as one word for a shell, in quotes where it needs them; appends to OUT. */
void path_add_word(const char *path, struct buf *out);
/* The folder of a memory stick that is plugged in, where desktops put them; for
 * free(), NULL when there is none, or more than one. */
char *path_stick(const struct sys *sys);
/* The workbook's file for what was typed: a name that ends in ".json" is the
 * file, anything else its folder; for free(). */
char *path_workbook(const char *typed);

#endif
