/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A language that nobody speaks: every message of the program with accents and longer by
 * about two fifths, directives kept.  It is made from the sources when a test runs, without
 * any tool, so it is never out of date.
 */
#ifndef TESTS_PSEUDO_H
#define TESTS_PSEUDO_H

#include <stddef.h>

/* Puts the catalogue of the sources under SRC into the scratch folder, switches to the
 * language, and says how many messages it has.  For the whole process. */
size_t pseudo_speak(const char *src);
/* What becomes of TEXT; good for the next sixteen calls. */
const char *pseudo_of(const char *text);
/* The messages in order, NULL behind the last. */
const char *pseudo_message(size_t i);

#endif
