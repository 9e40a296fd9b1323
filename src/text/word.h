/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words (UAX #29), as a cursor moves by them: blanks and punctuation are passed
 * over.  Both want valid UTF-8 and give a byte offset, which may lie inside a
 * cluster where a word does.
 */
#ifndef TEXT_WORD_H
#define TEXT_WORD_H

#include <stddef.h>

#include "base/buf.h"

/* The end of the word that AT is in or before; s.len when there is none. */
size_t word_end_after(struct slice s, size_t at);
/* The start of the word that AT is in or behind; 0 when there is none. */
size_t word_start_before(struct slice s, size_t at);

#endif
