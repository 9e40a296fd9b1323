/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what a terminal sends to keys: the names that terminfo has for them, the usual
 * sequences of xterm, which it may lack, control characters and text. */
#ifndef UI_TERM_KEYS_H
#define UI_TERM_KEYS_H

#include "base/buf.h"
#include "ui/key.h"

struct term_sequence {
	const char *bytes;
	enum key_code code;
};

/* The table, ended by bytes == NULL. */
extern const struct term_sequence term_sequences[];

/* What terminfo calls the sequences of a terminal, ended by name == NULL. */
struct term_capability {
	const char *name;
	enum key_code code;
};
extern const struct term_capability term_capabilities[];

/* The key for a control character 1..31 or 127, CODE_NONE when it has none. */
enum key_code term_control(unsigned c);
/* Appends a character, if it is one. */
void term_add_character(struct buf *out, unsigned c);
/* Makes KEY the key of that character, or none. */
void term_character(struct key *key, unsigned c);

#endif
