/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A catalogue of translations, read as its translators wrote it or made by a test: no tool
 * compiles it and nothing is installed.  One at a time, for the whole process.
 */
#ifndef TESTS_CATALOGUE_H
#define TESTS_CATALOGUE_H

#include "base/buf.h"

/* Begins an empty one. */
void catalogue_begin(void);
/* Of a message with a plural ID is both, a zero byte between them, and TEXT every form. */
void catalogue_add(struct slice id, struct slice text);

/* Reads po/LANGUAGE.po of the sources ($TOP_SRCDIR), obsolete and fuzzy messages left out; nothing
 * where it was read already, as before the process was forked. */
void catalogue_read(const char *language);
/* Compiles what was read or added into the scratch folder and switches the program to it. */
void catalogue_speak(const char *language);

/* The messages in their order, the header at 0; the text is the first of its forms. */
const char *catalogue_id(size_t i);	/* NULL behind the last */
const char *catalogue_text(size_t i);

/* Whether a translation that may reach the screen has WORD in it.  Words are runs of Latin
 * letters. */
bool catalogue_knows(const char *word);
/* The first word at *TEXT that the catalogue does not know, or NULL; *TEXT moves behind it.
 * Good until the next call. */
const char *catalogue_stranger(const char **text);

#endif
