/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of folders and files as people type them. */
#ifndef UI_PATHS_H
#define UI_PATHS_H

/* TYPED with "~/" at its start as the home folder; for free(). */
char *path_expand(const char *typed);
/* The workbook's file for what was typed: a name that ends in ".json" is the
 * file, anything else its folder; for free(). */
char *path_workbook(const char *typed);

#endif
