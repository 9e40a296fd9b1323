/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents that programs found on this computer make of our web page: OpenDocument texts and
 * PDFs.
 *
 * A converter gets the page as a file in a private folder (base/folder.h), which is its home
 * folder, too, so that it reads and leaves nothing elsewhere; it works apart (base/child.h), and
 * the folder is gone when convert returns.
 */
#ifndef WORKBOOK_CONVERT_H
#define WORKBOOK_CONVERT_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/sys.h"

#define CONVERT_SECONDS 60

enum convert_to { CONVERT_ODT, CONVERT_PDF };

/* Whether some program in $PATH may be able to. */
bool convert_is_possible(enum convert_to to);
/* Appends to OUT what a converter makes of the page HTML.  Where one fails, the next is tried, but
 * not after SECONDS, nor once somebody ended it: then, and when none is left, ERR tells of
 * the first.  Where none is found, it names those that could be installed.  A SIGHUP or
 * SIGTERM meanwhile is raised again at the end, for whoever answers to it. */
bool convert(const struct sys *sys, enum convert_to to, struct slice html, int seconds,
	     struct buf *out, struct err *err);

#endif
