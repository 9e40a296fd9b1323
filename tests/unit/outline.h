/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document as lines, for tests. */
#ifndef TESTS_OUTLINE_H
#define TESTS_OUTLINE_H

#include "doc/doc.h"

#define OUTLINE_MAX 65536

/* "# heading", "* item", "> words", "_ rule", or a paragraph; good until the next call.  DOC, which
 * may be NULL, is freed. */
const char *outline_of(struct doc *doc);

#endif
