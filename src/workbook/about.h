/* SPDX-License-Identifier: GPL-3.0-or-later */
/* About the workbook's file, as both faces show it; the caller frees the documents.
 */
#ifndef WORKBOOK_ABOUT_H
#define WORKBOOK_ABOUT_H

#include "workbook/workbook.h"

/* Where words are kept and how to take them along.  LOOKING is said instead while no words are
 * kept: how to begin. */
struct doc *about_doc(const struct workbook *wb, const char *looking);

/* Whether the file is in order, as it lies there (save first); the workbook has one.  ADVICE is
 * said where it is not. */
struct doc *about_check(const struct sys *sys, const struct workbook *wb, const char *advice);

/* What is said where there is no file to look at. */
const char *about_no_file(void);

#endif
