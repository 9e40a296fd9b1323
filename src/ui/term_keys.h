/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what a terminal sends to keys, for term.c: the usual sequences of xterm, which
 * terminfo may lack, control characters and text. */
#ifndef UI_TERM_KEYS_H
#define UI_TERM_KEYS_H

#include <stddef.h>

#include "base/buf.h"
#include "ui/key.h"

/* Numbers above all of curses' own, for define_key. */
#define TERM_KEYS_FIRST 0x2000
#define TERM_PASTE_BEGIN 0x1FFE
#define TERM_PASTE_END 0x1FFF

struct term_sequence {
	const char *bytes;
	enum key_code code;
};

/* The table, ended by bytes == NULL; entry I is defined as TERM_KEYS_FIRST + I. */
extern const struct term_sequence term_sequences[];

size_t term_sequence_count(void);

/* The key for a control character 1..31 or 127, CODE_NONE when it has none. */
enum key_code term_control(unsigned c);
/* Appends a character, if it is one. */
void term_add_character(struct buf *out, unsigned c);
/* Makes KEY the key of that character, or none. */
void term_character(struct key *key, unsigned c);

#endif
