/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of text/word: looking at what stands near is as good as looking at all. */
#include <config.h>

#include <check.h>
#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <unictype.h>
#include <uniwbrk.h>

#include "pieces.h"
#include "text/utf8.h"
#include "text/word.h"
#include "suite.h"
#include "trials.h"

#define MANY ((size_t)1 << 20)

static bool is_read(struct slice part)
{
	size_t at = 0;

	while (at < part.len)
		if (uc_is_general_category_withtable(utf8_next(part, &at), UC_CATEGORY_MASK_L |
						     UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_M |
						     UC_CATEGORY_MASK_So))
			return true;
	return false;
}

/* The stop behind AT, or the one before it, by the breaks of the whole text. */
static size_t stop_behind(struct slice s, const char *breaks, size_t at)
{
	while (at < s.len) {
		size_t end = at + 1;

		while (end < s.len && !breaks[end])
			end++;
		if (is_read(slice_part(s, at, end)))
			return end;
		at = end;
	}
	return s.len;
}

static size_t stop_before(struct slice s, const char *breaks, size_t at)
{
	while (at > 0) {
		size_t start = at - 1;

		while (start > 0 && !breaks[start])
			start--;
		if (is_read(slice_part(s, start, at)))
			return start;
		at = start;
	}
	return 0;
}

/* Long, and without blanks; of few sorts, so that runs are long too. */
static void long_text(struct buf *out, struct dice *d)
{
	static const char *const parts[] = {
		"\u9818", "\u5C0E", "\u0E01", "\u0E34", "\u30AB", "\u30FC", "\u3042", "\U0001F469",
		"\u200D", FLAG, "\U0001F1EB", "a", "7", "_", "'", ".", ",", "\u05D0", "\"", "\u0301",
		"\u00AD", "\uFF0C", "\uAC00", "-", "\u00A0",
	};
	unsigned first = roll(d, ARRAY_LEN(parts)), sorts = 1 + roll(d, roll(d, 2) ? 3 : ARRAY_LEN(parts));

	buf_clear(out);
	for (unsigned n = 100 + roll(d, 300); n > 0; n--)
		buf_add_str(out, parts[(first + roll(d, sorts)) % ARRAY_LEN(parts)]);
}

START_TEST(what_is_near_tells_the_words)
{
	struct trials t = trials_wanted(400);
	struct buf text;

	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C.UTF-8"));
	buf_init(&text, MANY);
	for (size_t i = 0; i < t.count; i++) {
		struct dice d = trials_dice(&t, i);
		struct slice s;
		char *breaks;

		long_text(&text, &d);
		s = slice_buf(&text);
		breaks = mem_zero(s.len + 1, 1);
		u8_wordbreaks((const uint8_t *)s.data, s.len, breaks);
		for (int k = 0; k < 20; k++) {
			size_t at = roll(&d, (unsigned)s.len + 1);

			while (at < s.len && !breaks[at])	/* where moves lead from */
				at++;
			ck_assert_msg(word_end_after(s, at) == stop_behind(s, breaks, at) &&
				      word_start_before(s, at) == stop_before(s, breaks, at),
				      "SOAK_SEED=%llu SOAK_TRIALS=1: from %zu to %zu and %zu, not %zu and %zu "
				      "in %s", t.seed + i, at, word_end_after(s, at), word_start_before(s, at),
				      stop_behind(s, breaks, at), stop_before(s, breaks, at), s.data);
		}
		free(breaks);
	}
	buf_release(&text);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("word");
	TCase *tc = tcase_create("word");

	trials_begin();
	tcase_add_test(tc, what_is_near_tells_the_words);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
