/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts that try to do something to a terminal, a file name or a reader of files, and a
 * judge that knows what no terminal may be sent: written from the rule (text/safe.h says
 * it), not from the door's own code.
 *
 * Payloads are numbered from 0, always the same, and hold no NUL.
 */
#ifndef TESTS_PAYLOAD_H
#define TESTS_PAYLOAD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

#define PAYLOAD_MAX ((size_t)64 * 1024)	/* bytes of the longest, and more */

size_t payload_count(void);
/* Replaces OUT by payload I. */
void payload_get(size_t i, struct buf *out);
/* The same as a name in a folder: no slash, at most 200 bytes, neither "." nor "..". */
void payload_name(size_t i, struct buf *out);

/* Appends TEXT, mended where it is no UTF-8, as a string of JSON without its quotes: all
 * that may be hidden from a reader of bytes is hidden (\u001b). */
void payload_json(struct buf *out, struct slice text);
/* As Markdown in one line, by references: &#27; */
void payload_markdown(struct buf *out, struct slice text);

/* What in TEXT may not be sent to a terminal, with the place and the bytes around it, or
 * NULL; LF is allowed.  Good until the next call. */
const char *payload_foreign(struct slice text);

/* Whether all combinations are wanted, which are one trial: SOAK_TRIALS is set (unit/soak.h). */
bool payload_all(void);

#endif
