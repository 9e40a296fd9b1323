/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that have no place in a book which measures nobody: a small matcher of phrases. */
#include <config.h>

#include "pack/lint_words.h"

#include <string.h>

#include "base/mem.h"

/* Two words, with blanks or line ends between them.  # stands for a number, * for further
 * letters, ~ for an s that may be there. */
static const struct {
	const char *first, *second;
} phrases[] = {
	{ "#", "mark~" }, { "#", "point~" },
	{ "full", "mark~" }, { "your", "mark~" }, { "pass", "mark~" },
	{ "your", "scor*" }, { "scor*", "#" },
	{ "right", "answer~" }, { "correct", "answer~" }, { "wrong", "answer~" },
	{ "model", "answer~" }, { "good", "answer~" }, { "well", "done" },
};

/* Before a phrase, these deny it. */
static const char *const denials[] = { "no", "not", "never", "nothing", "without", "nor" };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Bytes of other scripts count, so that no match begins or ends inside their words. */
static bool is_word(char c)
{
	return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z') || (unsigned char)c >= 0x80;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static size_t skip(struct slice text, size_t at, bool (*which)(char))
{
	while (at < text.len && which(text.data[at]))
		at++;
	return at;
}

/* Where the word ends that begins AT and is as WANTED, or AT when it is another. */
static size_t match_word(struct slice text, size_t at, const char *wanted)
{
	size_t end = at;

	for (; *wanted; wanted++) {
		bool here = end < text.len && lower(text.data[end]) == (*wanted == '~' ? 's' : *wanted);

		if (*wanted == '#' && end < text.len && is_digit(text.data[end]))
			end = skip(text, end, is_digit);
		else if (*wanted == '*')
			end = skip(text, end, is_word);
		else if (here)
			end++;
		else if (*wanted != '~')
			return at;
	}
	return end < text.len && is_word(text.data[end]) ? at : end;
}

static size_t match(struct slice text, size_t at, const char *first, const char *second)
{
	size_t end = match_word(text, at, first);
	size_t next = skip(text, end, is_blank), last;

	if (end == at || next == end)
		return at;
	last = match_word(text, next, second);
	return last == next ? at : last;
}

/* Whether one of the two words before AT denies what follows it: "no", "no one". */
static bool is_denied(struct slice text, size_t at)
{
	for (int words = 0; words < 2; words++) {
		size_t end = at, start;

		while (end > 0 && is_blank(text.data[end - 1]))
			end--;
		for (start = end; start > 0 && is_word(text.data[start - 1]);)
			start--;
		for (size_t i = 0; i < ARRAY_LEN(denials); i++) {
			size_t denied = match_word(text, start, denials[i]);

			if (denied == end && denied > start)
				return true;
		}
		at = start;
	}
	return false;
}

bool lint_words_next(struct slice text, size_t *at, struct slice *found)
{
	for (size_t i = *at; i < text.len; i++) {
		if (i > 0 && is_word(text.data[i - 1]))
			continue;
		for (size_t k = 0; k < ARRAY_LEN(phrases); k++) {
			size_t end = match(text, i, phrases[k].first, phrases[k].second);

			if (end == i || is_denied(text, i))
				continue;
			*found = slice_part(text, i, end);
			*at = end;
			return true;
		}
	}
	*at = text.len;
	return false;
}
