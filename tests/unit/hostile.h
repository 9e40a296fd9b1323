/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that look like markup, for the tests of doc/'s writers. */
#ifndef UNIT_HOSTILE_H
#define UNIT_HOSTILE_H

#include "base/buf.h"
#include "base/mem.h"
#include "pieces.h"
#include "text/safe.h"

/* What looks like markup at the start of a line, inside one, or at its end. */
static const char *const hostile[] = {
	"# not a heading", "#", "####### x", "x #", "x ##  ", "<b>", "<!-- x -->", "<?x?>", "<div>",
	"</p>", "<http://x>", "`", "``", "``` x", "~~~", "~~", "- x", "-", "* x", "+ x", "+", "1. x",
	"1)", "12345678. x", "0.", "    x", "\tx", "   ", " ", "x  ", "x   ", "&amp;", "&", "&#32;",
	"&#x", "&nbsp", "\\", "\\\\", "\\n", "*_", "**a**", "_a_", "***", "* * *", "___", "- - -",
	"[x](y)", "[x]: y", "[x]:", "![", "!", "![x](y)", "[", "]", "](", "http://x", "x@example.org",
	"===", "=", "---", "--", "|", "| - |", ":-- | --", ">", "> x", ">>", "\"x\"", "'", "...", "@x",
	"%", "$x$", "{x}", "^x", "x\\", "\n", "\n\n", "\n\n\n", "\u05D0\u05D1", "\u0627\u0644",
	FAMILY, "\u00A0", "\u00A0x", "x\u3000", "\u2003", ":x:", "[^1]", "x", "word", ".", ")",
	"\u202E", "\x1B[1m", "\x01", "\xFF",
};

/* Replaces OUT by some of them, and other pieces. */
static inline void hostile_text(struct buf *out, struct dice *dice)
{
	unsigned count = 1 + roll(dice, 8);

	buf_clear(out);
	if (roll(dice, 60) == 0) {
		while (out->len < 10000)
			buf_add_str(out, "letters");
	}
	while (count--) {
		if (roll(dice, 5) == 0)
			buf_add_str(out, random_piece(dice));
		else
			buf_add_str(out, hostile[roll(dice, ARRAY_LEN(hostile))]);
		if (roll(dice, 3) == 0)
			buf_add_str(out, roll(dice, 2) ? "\n" : " ");
	}
}

/* Replaces OUT by the safe form of TEXT with runs of empty lines as one, none at the ends. */
static inline void expect_words(struct buf *out, struct slice text)
{
	struct buf safe;
	size_t i, run = 0;

	buf_clear(out);
	if (!slice_trim(text).len)
		return;
	buf_init(&safe, text.len * 16);
	safe_add(&safe, text);
	for (i = 0; i < safe.len; i++) {
		if (safe.data[i] == '\n') {
			run++;
			continue;
		}
		if (run && out->len)
			buf_add_str(out, run > 1 ? "\n\n" : "\n");
		run = 0;
		buf_add_char(out, safe.data[i]);
	}
	buf_release(&safe);
}

#endif
