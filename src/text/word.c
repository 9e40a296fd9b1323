/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moves by words: token by token (what stands between blanks, or where writing has none,
 * between signs that are words each), so that they do not cost the length of the text. */
#include <config.h>

#include "text/word.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uniwbrk.h>

#include "base/mem.h"
#include "text/utf8.h"

#define NEAR 64	/* bytes around a place in which no sure break is looked for */

static bool is_blank(struct slice s, size_t at)
{
	return s.data[at] && strchr(" \t\r\n", s.data[at]);
}

/* Whether a part between word breaks is to be read: no blanks or punctuation. */
static bool is_word(struct slice part)
{
	uint32_t read = UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_M |
			UC_CATEGORY_MASK_So;
	size_t at = 0;

	while (at < part.len) {
		if (uc_is_general_category_withtable(utf8_next(part, &at), read))
			return true;
	}
	return false;
}

/* The bytes of S around AT up to blanks, or in writing without blanks, up to a sure break;
 * breaks (for free()) has one more. */
struct token {
	size_t from, to;
	char *breaks;
};

static size_t code_start(struct slice s, size_t at)
{
	while (at > 0 && ((unsigned char)s.data[at] & 0xC0) == 0x80)
		at--;
	return at;
}

/* Whether between the code points before and behind AT a word ends, whatever stands around
 * them: neither has a part in any rule (WB999).  So it is in Chinese and Thai. */
static bool is_sure_break(struct slice s, size_t at)
{
	size_t before, behind = at;

	if (at == 0 || at >= s.len || (unsigned char)s.data[at] < 0x80)
		return false;
	before = code_start(s, at - 1);
	return uc_wordbreak_property(utf8_next(s, &before)) == WBP_OTHER &&
	       uc_wordbreak_property(utf8_next(s, &behind)) == WBP_OTHER;
}

static struct token token_open(struct slice s, size_t at)
{
	struct token t;

	at = code_start(s, at);
	t.from = t.to = at;
	while (t.from > 0 && !is_blank(s, t.from - 1) &&
	       !(at - t.from > NEAR && is_sure_break(s, t.from)))
		t.from = code_start(s, t.from - 1);
	while (t.to < s.len && !is_blank(s, t.to) &&
	       !(t.to - at > NEAR && is_sure_break(s, t.to)))
		utf8_next(s, &t.to);
	t.breaks = mem_zero(t.to - t.from + 1, 1);
	u8_wordbreaks((const uint8_t *)s.data + t.from, t.to - t.from, t.breaks);
	t.breaks[0] = t.breaks[t.to - t.from] = 1;
	return t;
}

size_t word_end_after(struct slice s, size_t at)
{
	bool found = false;

	while (at < s.len && !found) {
		struct token t;

		if (is_blank(s, at)) {
			at++;
			continue;
		}
		t = token_open(s, at);
		while (at < t.to && !found) {
			size_t end = at + 1;

			while (!t.breaks[end - t.from])
				end++;
			found = is_word(slice_part(s, at, end));
			at = end;
		}
		free(t.breaks);
	}
	return at;
}

size_t word_start_before(struct slice s, size_t at)
{
	bool found = false;

	while (at > 0 && !found) {
		struct token t;

		if (is_blank(s, at - 1)) {
			at--;
			continue;
		}
		t = token_open(s, at - 1);
		while (at > t.from && !found) {
			size_t start = at - 1;

			while (!t.breaks[start - t.from])
				start--;
			found = is_word(slice_part(s, start, at));
			at = start;
		}
		free(t.breaks);
	}
	return at;
}
