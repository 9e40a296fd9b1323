/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random texts for the tests of text/: the same for the same seed. */
#ifndef UNIT_PIECES_H
#define UNIT_PIECES_H

#include "base/buf.h"
#include "base/mem.h"
#include "soak.h"

#define FAMILY "\U0001F469\u200D\U0001F469\u200D\U0001F467"
#define FLAG "\U0001F1EB\U0001F1F7"

/* Welsh, Chinese, Thai, Hebrew, Arabic, Korean, families, flags, marks, parts
 * of these, and what the door refuses.  Those that act on each other are near. */
static inline const char *piece(unsigned n)
{
	static const char *const pieces[] = {
		"a", "b", " ", "  ", "\n", "\t", "-", "(", ")", ",", "llwch", "\u0175",
		"\u00E9", "e\u0301", "\u0301", "\u0327", "\u200D", "\u2764", "\uFE0F",
		"\U0001F469", FAMILY, "\U0001F3FD", FLAG, "\U0001F1EB", FLAG, "1\uFE0F\u20E3",
		"\u4F60", "\u597D", "\uFF0C", "\u3000", "\u0E01\u0E34", "\u0E33",
		"\u05E9\u05B8", "\u200C", "\u0645", "\u1100", "\u1161", "\u11A8", "\u0600",
		"\u202E", "\u00AD", "\U0001F3F4\U000E0067", "\u2028", "\uE000", "\u0378",
		"long-winded", "\r", "\x01", "\xC2\x85",
	};

	return pieces[n % ARRAY_LEN(pieces)];
}

static inline const char *random_piece(struct dice *d)
{
	return piece(roll(d, 1000));
}

/* Replaces OUT by up to MOST pieces: all sorts, or near ones only. */
static inline void random_text(struct buf *out, struct dice *d, unsigned most)
{
	unsigned count = roll(d, most + 1);
	unsigned first = roll(d, 1000), sorts = roll(d, 2) ? 6 : 1000;

	buf_clear(out);
	while (count--)
		buf_add_str(out, piece(first + roll(d, sorts)));
}

#endif
