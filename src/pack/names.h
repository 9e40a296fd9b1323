/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of files in a pack, which must be the same on every computer and stick. */
#ifndef PACK_NAMES_H
#define PACK_NAMES_H

#include <stdbool.h>

#include "base/buf.h"

/* Whether NAME, up to its first dot, is one that Windows keeps for devices, in whatever
 * case: con, nul, com1 ("Naming Files, Paths, and Namespaces" in Microsoft's manual). */
bool names_device(struct slice name);
/* Whether every system can hold a file of this name: no control character, no backslash,
 * colon or other sign that has a meaning in names, no dot or blank at the end, no device. */
bool names_portable(struct slice name);
/* The order of names without regard to the case of ASCII letters: 0 where a system that
 * knows no case takes one for the other. */
int names_compare(const char *a, const char *b);

/* The names in the open folder DIR in that order, for names_free; NULL where there are none. */
char **names_list(int dir, size_t *count);
void names_free(char **names, size_t count);

#endif
