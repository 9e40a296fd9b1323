/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A struct sys that carries everything out in the scratch folder and writes down what a power
 * cut may make of it.
 *
 * What was written and not synced may be on the disk or not, in pieces of a sector (512 bytes)
 * and in any combination; so may each change of a name until the folder is synced, whatever
 * the order (the way of ALICE, Pillai et al., OSDI 2014).  Before each sync, and in trace_look,
 * the states that may be on the disk are built one after the other in the folder "cut", and
 * the watcher is called: all combinations of names, with the unsynced bytes there, gone, cut
 * off, and in a few mixtures drawn from the seed.
 *
 * Only the scratch folder itself is known: no folder inside it.
 */
#ifndef TESTS_TRACE_H
#define TESTS_TRACE_H

#include <stdbool.h>

#include "base/sys.h"

const struct sys *trace_sys(void);
/* Forgets everything; what is in the scratch folder is on the disk. */
void trace_reset(unsigned long long seed, void (*watch)(void));
void trace_look(void);		/* shows the states that may be on the disk now */
unsigned long trace_shown(void);	/* states since trace_reset */
/* Renaming to NAME fails from now on, NULL: to none. */
void trace_refuse(const char *name);

#endif
