/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a program may send to a terminal: text that harms none, and the sequences that the
 * terminal's description gives or that src/ui/term.c sends.  Nothing else. */
#ifndef TESTS_ALLOWED_H
#define TESTS_ALLOWED_H

#include <stdbool.h>
#include <stddef.h>

/* Whether the description of TERM is installed. */
bool allowed_knows(const char *term);
/* What in OUTPUT may not be sent to TERM ("": only text, CR and LF may), or NULL.  Good
 * until the next call. */
const char *allowed_foreign(const char *term, const char *output, size_t len);

#endif
