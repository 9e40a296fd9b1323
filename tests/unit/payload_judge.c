/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The judge of what may be sent to a terminal.  It knows bytes and numbers, and nothing of
 * the program's own tables. */
#include <config.h>

#include "payload.h"

#include <stdio.h>
#include <string.h>

enum { MARKS = 8, SAID = 400 };

/* Never, whatever stands beside them (the joiners and selectors are looked at apart). */
static const unsigned refused[][2] = {
	{ 0x00, 0x09 }, { 0x0B, 0x1F }, { 0x7F, 0x9F }, { 0xAD, 0xAD }, { 0x34F, 0x34F },
	{ 0x378, 0x379 }, { 0x61C, 0x61C }, { 0x115F, 0x1160 }, { 0x17B4, 0x17B5 }, { 0x180E, 0x180E },
	{ 0x200B, 0x200B }, { 0x200E, 0x200F }, { 0x2028, 0x202E }, { 0x2060, 0x206F }, { 0x3164, 0x3164 },
	{ 0xD800, 0xF8FF }, { 0xFDD0, 0xFDEF }, { 0xFEFF, 0xFEFF }, { 0xFFA0, 0xFFA0 }, { 0xFFF0, 0xFFFB },
	{ 0xFFFE, 0xFFFF }, { 0x1BCA0, 0x1BCA3 }, { 0x1D173, 0x1D17A }, { 0x1FFFE, 0x1FFFF },
	{ 0x40000, 0xE00FF }, { 0xE01F0, 0x10FFFF },
};

static const unsigned marks[][2] = {
	{ 0x300, 0x36F }, { 0x483, 0x489 }, { 0x591, 0x5BD }, { 0x64B, 0x65F }, { 0x1AB0, 0x1AFF },
	{ 0x1DC0, 0x1DFF }, { 0x20D0, 0x20FF }, { 0x3099, 0x309A }, { 0xFE20, 0xFE2F },
};

static bool in(const unsigned table[][2], size_t count, unsigned code)
{
	for (size_t i = 0; i < count; i++)
		if (code >= table[i][0] && code <= table[i][1])
			return true;
	return false;
}

/* One code point by the definition (RFC 3629): its bytes, or 0 where there is none. */
static size_t decode(const unsigned char *b, size_t len, unsigned *code)
{
	static const unsigned least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t n = b[0] < 0x80 ? 1 : b[0] < 0xC0 ? 0 : b[0] < 0xE0 ? 2 : b[0] < 0xF0 ? 3 : b[0] < 0xF8 ? 4 : 0;

	if (!n || n > len)
		return 0;
	*code = n == 1 ? b[0] : b[0] & (0xFFU >> (n + 1));
	for (size_t i = 1; i < n; i++) {
		if ((b[i] & 0xC0) != 0x80)
			return 0;
		*code = *code << 6 | (b[i] & 0x3F);
	}
	return *code < least[n] || *code > 0x10FFFF ? 0 : n;
}

/* Joiners and selectors pass only behind what takes them, none of which is Latin. */
static bool out_of_place(unsigned before, unsigned code)
{
	if (code == 0x200C || code == 0x200D)
		return before < 0x600;
	if (code == 0xFE0E || code == 0xFE0F)
		return before < 0xA9 && !(before >= '0' && before <= '9') && before != '#' && before != '*';
	if ((code >= 0xE0100 && code <= 0xE01EF))
		return before < 0x3400;
	return (code >= 0x180B && code <= 0x180F) && (before < 0x1820 || before > 0x18AA);
}

static const char *complain(struct slice text, size_t at, const char *what, unsigned code)
{
	static char said[SAID];
	size_t len = (size_t)snprintf(said, sizeof(said), "%s (U+%04X) at byte %zu:", what, code, at);

	for (size_t i = at > 16 ? at - 16 : 0; i < text.len && i < at + 16 && len + 4 < sizeof(said); i++)
		len += (size_t)snprintf(said + len, sizeof(said) - len, "%s%02X", i == at ? " >" : " ",
					(unsigned char)text.data[i]);
	return said;
}

const char *payload_foreign(struct slice text)
{
	unsigned before = '\n', code = 0;
	int run = 0;

	for (size_t at = 0, n; at < text.len; at += n, before = code) {
		n = decode((const unsigned char *)text.data + at, text.len - at, &code);
		if (!n)
			return complain(text, at, "no UTF-8", (unsigned char)text.data[at]);
		if (in(refused, sizeof(refused) / sizeof(refused[0]), code))
			return complain(text, at, "a refused character", code);
		if (out_of_place(before, code))
			return complain(text, at, "a joiner or selector out of place", code);
		run = in(marks, sizeof(marks) / sizeof(marks[0]), code) ? run + 1 : 0;
		if (run > MARKS)
			return complain(text, at, "too many marks", code);
		if (run == 1 && before == '\n')
			return complain(text, at, "a mark without a base", code);
	}
	return NULL;
}
