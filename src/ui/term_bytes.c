/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes from a keyboard to characters. */
#include <config.h>

#include "ui/term_bytes.h"

#include "text/utf8.h"

#define REPLACEMENT 0xFFFDU

/* How many bytes the character has that begins with BYTE, 0: none does. */
static size_t character_len(unsigned char byte)
{
	if (byte < 0x80)
		return 1;
	if (byte < 0xC2 || byte > 0xF4)
		return 0;
	return byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

static void replace(struct term_bytes *b, unsigned *code)
{
	b->len = 0;
	b->bad++;
	*code = REPLACEMENT;
}

bool bytes_break(struct term_bytes *b, unsigned *code)
{
	if (!b->len)
		return false;
	replace(b, code);
	return true;
}

enum bytes_took bytes_take(struct term_bytes *b, unsigned char byte, unsigned *code)
{
	struct slice s;
	size_t at = 0;

	if (b->len && (byte & 0xC0) != 0x80) {
		replace(b, code);
		return BYTES_AGAIN;
	}
	b->part[b->len++] = (char)byte;
	if (!character_len((unsigned char)b->part[0])) {
		replace(b, code);
		return BYTES_WHOLE;
	}
	if (b->len < character_len((unsigned char)b->part[0]))
		return BYTES_PART;
	s = (struct slice){ b->part, b->len };
	if (utf8_check(s) == s.len)
		*code = utf8_next(s, &at);
	else
		replace(b, code);
	b->len = 0;
	return BYTES_WHOLE;
}
