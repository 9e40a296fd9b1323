/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Word files, opened and read for the tests: by minizip's other half, and by a strict reader of
 * the XML that write_docx makes. */
#ifndef FUZZ_WORD_H
#define FUZZ_WORD_H

#include <stdbool.h>

#include "base/buf.h"

/* Appends the part NAME of the archive ZIP; false where there is no such part, or its checksum
 * does not agree. */
bool word_part(struct slice zip, const char *name, struct buf *out);
/* Puts the XML of its document in the place of FILE. */
void word_open(struct buf *file);
/* Appends the words of a file: a break is LF, paragraphs are apart by an empty line.  Aborts
 * where it is no file that write_docx could have made. */
void word_read(struct slice zip, struct buf *text);

#endif
