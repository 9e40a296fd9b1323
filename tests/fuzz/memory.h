/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file system in memory as a struct sys: folders, files, hard links, a clock that
 * stands until it is moved and dice that always fall the same way.  There is one.
 *
 * Paths that are not absolute begin at the root.  What is odd in a caller's use of it
 * (a descriptor closed twice, one left open at memory_close) ends the program.
 */
#ifndef FUZZ_MEMORY_H
#define FUZZ_MEMORY_H

#include "base/buf.h"
#include "base/sys.h"

#define MEMORY_NOW ((time_t)1795460651)		/* 2026-11-23T19:04:11Z */

void memory_open(void);		/* an empty root folder, the clock at MEMORY_NOW */
void memory_close(void);	/* frees all */
const struct sys *memory_sys(void);

void memory_folder(const char *path);
/* Makes or replaces a file, as another program would. */
void memory_put(const char *path, struct slice bytes);
/* The bytes of a file, lent until the next change; data is NULL where there is none. */
struct slice memory_get(const char *path);
/* A full disk: writing fails with ENOSPC. */
void memory_full(bool full);
void memory_pass(time_t seconds);	/* moves the clock */

#endif
