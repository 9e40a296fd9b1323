/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small book and a workbook with words from an earlier sitting, in the file system of
 * memory.h. */
#ifndef FUZZ_BOOK_H
#define FUZZ_BOOK_H

#include "pack/pack.h"

extern const char book_words[];		/* the workbook's file */

/* A page of each kind.  Puts the files into /book and loads them. */
struct pack *book_load(void);

#endif
