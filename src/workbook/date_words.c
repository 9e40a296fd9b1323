/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words that dates are made of. */
#include <config.h>

#include "workbook/date_words.h"

#include <stdbool.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "text/fold.h"

#define PREFIX_MIN 3	/* bytes of a name that stand for it */

/* In the catalogue and not from strftime: the month speaks the language of the words
 * around it, whatever locales the computer has. */
static const char *const months[] = {
	N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
	N_("August"), N_("September"), N_("October"), N_("November"), N_("December")
};

static const char *const weekdays[] = {
	/* TRANSLATORS: the days of the week as they stand in front of a date:
	 * "Friday 15 January 2027". */
	N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
	N_("Sunday")
};

struct row {
	struct date_meaning means;
	const char *words;	/* with '|' between them */
};

static const struct row rows[] = {
	/* TRANSLATORS: all messages with '|' are words that are understood when people type a
	 * date, with '|' between them: as many as you like, in any order, mutated and short
	 * forms too.  Each is one word, without blanks.  Capitals and accents do not matter.
	 * The English words are understood in every language.
	 *
	 * The months: whoever types the first three letters or more is understood, too. */
	{ { DATE_MONTH, 1 }, N_("January|Jan") },
	{ { DATE_MONTH, 2 }, N_("February|Feb") },
	{ { DATE_MONTH, 3 }, N_("March|Mar") },
	{ { DATE_MONTH, 4 }, N_("April|Apr") },
	/* TRANSLATORS: the month May; there is no other word for it in English. */
	{ { DATE_MONTH, 5 }, N_("May|") },
	{ { DATE_MONTH, 6 }, N_("June|Jun") },
	{ { DATE_MONTH, 7 }, N_("July|Jul") },
	{ { DATE_MONTH, 8 }, N_("August|Aug") },
	{ { DATE_MONTH, 9 }, N_("September|Sept") },
	{ { DATE_MONTH, 10 }, N_("October|Oct") },
	{ { DATE_MONTH, 11 }, N_("November|Nov") },
	{ { DATE_MONTH, 12 }, N_("December|Dec") },
	/* TRANSLATORS: the days of the week, without a word like "dydd"; the first three
	 * letters or more are understood, too. */
	{ { DATE_WEEKDAY, 0 }, N_("Monday|Mon") },
	{ { DATE_WEEKDAY, 1 }, N_("Tuesday|Tue") },
	{ { DATE_WEEKDAY, 2 }, N_("Wednesday|Wed") },
	{ { DATE_WEEKDAY, 3 }, N_("Thursday|Thu") },
	{ { DATE_WEEKDAY, 4 }, N_("Friday|Fri") },
	{ { DATE_WEEKDAY, 5 }, N_("Saturday|Sat") },
	{ { DATE_WEEKDAY, 6 }, N_("Sunday|Sun") },
	/* TRANSLATORS: as in "in 3 days", and words that may stand before the name of a day
	 * of the week or of a month, like "dydd" and "mis". */
	{ { DATE_UNIT, UNIT_DAY }, N_("day|days") },
	{ { DATE_UNIT, UNIT_WEEK }, N_("week|weeks|wk|wks") },
	/* TRANSLATORS: two weeks. */
	{ { DATE_UNIT, UNIT_FORTNIGHT }, N_("fortnight|fortnights") },
	{ { DATE_UNIT, UNIT_MONTH }, N_("month|months|mth|mths") },
	{ { DATE_UNIT, UNIT_YEAR }, N_("year|years|yr|yrs") },
	/* TRANSLATORS: numbers, as in "in two weeks". */
	{ { DATE_COUNT, 1 }, N_("one|") },
	{ { DATE_COUNT, 2 }, N_("two|couple") },
	{ { DATE_COUNT, 3 }, N_("three|") },
	{ { DATE_COUNT, 4 }, N_("four|") },
	{ { DATE_COUNT, 5 }, N_("five|") },
	{ { DATE_COUNT, 6 }, N_("six|") },
	{ { DATE_COUNT, 7 }, N_("seven|") },
	{ { DATE_COUNT, 8 }, N_("eight|") },
	{ { DATE_COUNT, 9 }, N_("nine|") },
	{ { DATE_COUNT, 10 }, N_("ten|") },
	{ { DATE_COUNT, 12 }, N_("twelve|dozen") },
	{ { DATE_NEAR, -1 }, N_("yesterday|") },
	{ { DATE_NEAR, 0 }, N_("today|tonight") },
	{ { DATE_NEAR, 1 }, N_("tomorrow|") },
	/* TRANSLATORS: the day after tomorrow, where a language has one word for it. */
	{ { DATE_NEAR, 2 }, N_("overmorrow|") },
	/* TRANSLATORS: what may stand in front of a month, as in "the first of October" and "the
	 * end of October". */
	{ { DATE_EDGE, 0 }, N_("first|start|beginning") },
	{ { DATE_EDGE, 1 }, N_("end|") },
	/* TRANSLATORS: little words that may stand anywhere in a date and say nothing, as in
	 * "on Friday the 15th of January", "in a month", "next week", "in three weeks' time". */
	{ { DATE_LOOSE, 0 }, N_("in|within|on|by|the|of|a|an|next|coming|time|from|now|s") },
	/* TRANSLATORS: as in "two weeks ago" and "last Friday". */
	{ { DATE_AGO, 0 }, N_("ago|last|past|before") },
	/* TRANSLATORS: what stands behind the number of a day: 1st, 2nd, 3rd, 4th. */
	{ { DATE_LOOSE, 0 }, N_("st|nd|rd|th") },
};

const char *date_month(int month)
{
	return _(months[month - 1]);
}

const char *date_weekday(int weekday)
{
	return _(weekdays[weekday]);
}

enum fit { FIT_NOT, FIT_START, FIT_WHOLE };

static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static enum fit fit_name(struct slice word, struct slice name)
{
	if (word.len > name.len || !word.len)
		return FIT_NOT;
	for (size_t i = 0; i < word.len; i++)
		if (small(name.data[i]) != word.data[i])
			return FIT_NOT;
	return word.len == name.len ? FIT_WHOLE : FIT_START;
}

/* The best that WORD fits to one of NAMES. */
static enum fit fit_names(struct slice word, struct slice names)
{
	enum fit best = FIT_NOT;

	for (size_t at = 0, end; at < names.len; at = end + 1) {
		const char *bar = memchr(names.data + at, '|', names.len - at);
		enum fit now;

		end = bar ? (size_t)(bar - names.data) : names.len;
		now = fit_name(word, slice_trim(slice_part(names, at, end)));
		if (now > best)
			best = now;
	}
	return best;
}

static bool is_ascii(const char *text)
{
	while (*text && (unsigned char)*text < 0x80)
		text++;
	return !*text;
}

/* The same; names of ASCII, which are most, need no folding but for their capitals. */
static enum fit fit(struct slice word, const char *names)
{
	enum fit best;
	struct fold f;

	if (is_ascii(names))
		return fit_names(word, slice_of(names));
	fold_init(&f);
	fold_make(&f, slice_of(names), FOLD_BLANKS);
	best = fit_names(word, slice_buf(&f.text));
	fold_release(&f);
	return best;
}

static size_t add_meaning(struct date_meaning out[], size_t count, struct date_meaning means)
{
	for (size_t i = 0; i < count; i++)
		if (out[i].kind == means.kind && out[i].value == means.value)
			return count;
	if (count < DATE_MEANINGS)
		out[count++] = means;
	return count;
}

static bool is_named(const struct row *row)
{
	return row->means.kind == DATE_MONTH || row->means.kind == DATE_WEEKDAY;
}

/* The beginning of two months is the beginning of none. */
static bool is_clear(const struct date_meaning meanings[], size_t count)
{
	for (size_t i = 1; i < count; i++)
		for (size_t k = 0; k < i; k++)
			if (meanings[i].kind == meanings[k].kind)
				return false;
	return true;
}

size_t date_word(struct slice word, struct date_meaning out[DATE_MEANINGS])
{
	struct date_meaning started[DATE_MEANINGS];
	size_t whole = 0, starts = 0;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const char *here = _(rows[i].words);
		enum fit best = fit(word, here), english = here == rows[i].words ? best : fit(word, rows[i].words);

		if (english > best)
			best = english;
		if (best == FIT_WHOLE)
			whole = add_meaning(out, whole, rows[i].means);
		else if (best == FIT_START && word.len >= PREFIX_MIN && is_named(&rows[i]))
			starts = add_meaning(started, starts, rows[i].means);
	}
	if (whole)
		return whole;
	if (!is_clear(started, starts))
		return 0;
	memcpy(out, started, starts * sizeof(*out));
	return starts;
}
