/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A day as people type it: words, then what they mean together, then a day. */
#include <config.h>

#include "workbook/dates.h"

#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "text/fold.h"
#include "text/safe.h"
#include "text/utf8.h"
#include "workbook/date_words.h"

#define TEXT_MAX 256	/* bytes of a text that is looked at */
#define TOKENS_MAX 16
#define LEAP_YEAR 2000	/* any */
#define QUOTE_WIDTH 40	/* cells of what is quoted in a message */

/* A number or a word. */
struct token {
	struct slice from;	/* as it was typed */
	int digits;		/* 0: a word */
	int number;
	struct date_meaning meanings[DATE_MEANINGS];
	size_t meaning_count;	/* of a word; 0: not known */
};

struct tokens {
	struct token list[TOKENS_MAX];
	size_t count;
	bool too_many;
};

/* What the tokens of a whole text say; -1: nothing. */
struct said {
	int day, month, year;
	int weekday;		/* 0 is Monday */
	int unit, count;	/* enum date_unit */
	int near;		/* days from today */
	int edge;		/* of the month: 1 is its last day */
	bool is_near;
	bool short_year;	/* 27 for 2027 */
	bool digits_only;	/* the month is a number too */
	bool past;		/* a day that was is meant: "ago" says nothing new */
};

/* A text, and all that is needed to explain it. */
struct typed {
	struct buf text;	/* valid UTF-8 */
	struct fold fold;
	struct tokens tokens;
	struct day today;
	bool past;	/* a day that was is meant */
};

const char *dates_past_example(int i)
{
	/* TRANSLATORS: like '15 January', a way of typing a date that must be understood. */
	return i ? _("yesterday") : dates_example(0);
}

const char *dates_example(int i)
{
	/* TRANSLATORS: two ways of typing a date, for an example.  They must be understood:
	 * only words of the messages with '|' (src/workbook/date_words.c). */
	static const char *const examples[DATES_EXAMPLES] = { N_("15 January"), N_("in 3 weeks") };

	return _(examples[i]);
}

void dates_echo(struct day day, struct buf *out)
{
	/* TRANSLATORS: a date in full, "Friday 15 January 2027": the day of the week, the day,
	 * the month, the year. */
	buf_addf(out, _("%1$s %2$d %3$s %4$d"), date_weekday(day_weekday(day)), day.day,
		 date_month(day.month), day.year);
}

/* Text to tokens. */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* Signs that part words and mean nothing; but "-3 weeks" and ".5 weeks" are not 3 and 5. */
static bool is_passed_over(struct slice text, size_t at)
{
	bool parts = memchr(" ,'\"()", text.data[at], 6) != NULL;
	bool joins = memchr("-/.", text.data[at], 3) != NULL;

	if (!joins)
		return parts;
	return (at > 0 && text.data[at - 1] != ' ') || at + 1 == text.len || !is_digit(text.data[at + 1]);
}

static size_t run(struct slice text, size_t at, bool (*belongs)(char))
{
	while (at < text.len && belongs(text.data[at]))
		at++;
	return at;
}

/* Reads the token at AT and returns the end of it. */
static size_t read_token(struct typed *t, size_t at, struct token *token)
{
	struct slice text = slice_buf(&t->fold.text);
	size_t end = run(text, at, is_digit);

	memset(token, 0, sizeof(*token));
	if (end > at) {
		token->digits = (int)(end - at);
		for (size_t i = at; i < end && i < at + 4; i++)
			token->number = token->number * 10 + text.data[i] - '0';
	} else {
		end = run(text, at, is_letter);
		if (end == at)
			end++;	/* a sign that belongs in no date */
		token->meaning_count = date_word(slice_part(text, at, end), token->meanings);
		if (!t->past && token->meaning_count == 1 && token->meanings[0].kind == DATE_AGO)
			token->meaning_count = 0;
	}
	token->from = slice_part(slice_buf(&t->text), t->fold.from[at].start, t->fold.from[end - 1].end);
	return end;
}

static void read_tokens(struct typed *t)
{
	struct slice text = slice_buf(&t->fold.text);
	size_t at = 0;

	while (at < text.len) {
		if (is_passed_over(text, at)) {
			at++;
			continue;
		}
		if (t->tokens.count == TOKENS_MAX) {
			t->tokens.too_many = true;
			return;
		}
		at = read_token(t, at, &t->tokens.list[t->tokens.count++]);
	}
}

/* Tokens to what they say. */

static bool means(const struct token *token, enum date_kind kind, int *value)
{
	for (size_t i = 0; i < token->meaning_count; i++)
		if (token->meanings[i].kind == kind) {
			*value = token->meanings[i].value;
			return true;
		}
	return false;
}

static bool take_number(const struct token *token, int least, int most, int *number)
{
	if (token->digits < least || token->digits > most)
		return false;
	*number = token->number;
	return true;
}

/* Whether the token can be what LETTER stands for in a form; then it is noted in SAID. */
static bool take(const struct token *token, char letter, struct said *said)
{
	int value;

	switch (letter) {
	case 'd':	/* "dydd" in front of a day of the week */
		return means(token, DATE_UNIT, &value) && value == UNIT_DAY;
	case 'm':	/* "mis" in front of a month */
		return means(token, DATE_UNIT, &value) && value == UNIT_MONTH;
	case 'D':
		return take_number(token, 1, 2, &said->day);
	case 'M':
		return means(token, DATE_MONTH, &said->month);
	case 'N':	/* a month in digits */
		said->digits_only = true;
		return take_number(token, 1, 2, &said->month);
	case 'Y':
		said->short_year = token->digits == 2;
		return token->digits != 3 && take_number(token, 2, 4, &said->year);
	case 'I':	/* a year in front */
		said->short_year = false;
		return take_number(token, 4, 4, &said->year);
	case 'W':
		return means(token, DATE_WEEKDAY, &said->weekday);
	case 'C':
		return take_number(token, 1, 4, &said->count) || means(token, DATE_COUNT, &said->count);
	case 'U':
		return means(token, DATE_UNIT, &said->unit);
	case 'E':	/* "end of" in front of a month */
		said->day = 1;
		return means(token, DATE_EDGE, &said->edge);
	default:	/* 'R' */
		return said->is_near = means(token, DATE_NEAR, &said->near);
	}
}

/* Whether the tokens from AT on have this form: letters of take(), '?' behind one that may be
 * missing; loose words may stand anywhere. */
static bool match(const struct tokens *tokens, size_t at, const char *form, struct said *said)
{
	const struct token *token = at < tokens->count ? &tokens->list[at] : NULL;
	bool optional = *form && form[1] == '?';
	const char *rest = form + (optional ? 2 : 1);
	struct said then = *said;
	int value;

	if (!*form && !token)
		return true;
	if (token && *form && take(token, *form, &then) && match(tokens, at + 1, rest, &then)) {
		*said = then;
		return true;
	}
	if (token && (means(token, DATE_LOOSE, &value) || means(token, DATE_AGO, &value)) && match(tokens, at + 1, form, said))
		return true;
	return optional && match(tokens, at, rest, said);
}

static bool understand(const struct tokens *tokens, bool past, struct said *said)
{
	static const char *const forms[] = {
		"d?W?Dm?MY?", "d?W?m?MDY?", "Em?MY?", "IND", "d?W?DNY?", "R", "C?U", "d?W",
	};
	static const struct said nothing = { .day = -1, .month = -1, .year = -1, .weekday = -1,
		.unit = -1, .count = 1 };

	for (size_t i = 0; !tokens->too_many && i < ARRAY_LEN(forms); i++) {
		*said = nothing;
		said->past = past;
		if (match(tokens, 0, forms[i], said))
			return true;
	}
	return false;
}

/* What went wrong, in words. */

static void add_quote(struct buf *out, struct slice text)
{
	struct buf safe;
	size_t fits;

	buf_init(&safe, TEXT_MAX * 64);
	safe_add_line(&safe, text);
	fits = text_fit(slice_buf(&safe), QUOTE_WIDTH);
	buf_add(out, safe.data, fits);
	if (fits < safe.len)
		buf_add_str(out, "\xE2\x80\xA6");
	buf_release(&safe);
}

/* The only word that is not known, beside others that say something, or NULL. */
static const struct token *strange_word(const struct tokens *tokens)
{
	const struct token *strange = NULL;
	bool others = false;
	int value;

	for (size_t i = 0; i < tokens->count; i++) {
		const struct token *token = &tokens->list[i];

		if (token->digits || token->meaning_count) {
			others = others || !means(token, DATE_LOOSE, &value);
			continue;
		}
		if (strange)
			return NULL;
		strange = token;
	}
	return others ? strange : NULL;
}

static const char *example_for(const struct typed *t, int i)
{
	return t->past ? dates_past_example(i) : dates_example(i);
}

static bool fail_unclear(const struct typed *t, struct err *err)
{
	const struct token *strange = strange_word(&t->tokens);
	struct slice whole = slice_trim(slice_buf(&t->text));
	struct buf quote, word;

	if (!whole.len)
		return err_set(err, ERR_USAGE, _("No day is written here. Write one like '%1$s' or '%2$s'."),
			       example_for(t, 0), example_for(t, 1));
	buf_init(&quote, TEXT_MAX * 64);
	buf_init(&word, TEXT_MAX * 64);
	add_quote(&quote, whole);
	if (strange)
		add_quote(&word, strange->from);
	if (strange && !t->tokens.too_many)
		err_set(err, ERR_USAGE, _("'%1$s' is not understood in '%2$s'. Write a day like '%3$s' or '%4$s'."),
			word.data, quote.data, example_for(t, 0), example_for(t, 1));
	else
		err_set(err, ERR_USAGE, _("It is not clear which day '%1$s' is. Write one like '%2$s' or '%3$s'."),
			quote.data, example_for(t, 0), example_for(t, 1));
	buf_release(&word);
	buf_release(&quote);
	return false;
}

static bool fail_past(struct day day, struct err *err)
{
	struct buf echo;

	buf_init(&echo, 512);
	dates_echo(day, &echo);
	err_set(err, ERR_USAGE, _("That day is past: %1$s. Write one that is still to come, like '%2$s' or '%3$s'."),
		echo.data, dates_example(0), dates_example(1));
	buf_release(&echo);
	return false;
}

static bool fail_to_come(struct day day, struct err *err)
{
	struct buf echo;

	buf_init(&echo, 512);
	dates_echo(day, &echo);
	err_set(err, ERR_USAGE, _("That day is still to come: %1$s. Write one that has been, like '%2$s' or '%3$s'."),
		echo.data, dates_past_example(0), dates_past_example(1));
	buf_release(&echo);
	return false;
}

static bool fail_weekday(int weekday, struct day day, struct err *err)
{
	struct buf echo;

	buf_init(&echo, 512);
	dates_echo(day, &echo);
	/* TRANSLATORS: "You wrote Monday, but it is Friday 15 January 2027." */
	err_set(err, ERR_USAGE, _("You wrote %1$s, but it is %2$s."), date_weekday(weekday), echo.data);
	buf_release(&echo);
	return false;
}

static bool fail_length(int year, int month, struct err *err)
{
	/* TRANSLATORS: "February 2027 has 28 days."; 28, 29, 30 or 31. */
	return err_set(err, ERR_USAGE, _("%1$s %2$d has %3$d days."), date_month(month), year,
		       day_month_length(year, month));
}

static bool fail_far(struct err *err)
{
	return err_set(err, ERR_USAGE, _("That is too far away: the calendar ends here with the year 9999."));
}

/* What they say to a day. */

static bool add_units(struct day *day, int unit, int count)
{
	switch (unit) {
	case UNIT_DAY:
		return day_add_days(day, count);
	case UNIT_WEEK:
		return day_add_days(day, count * 7L);
	case UNIT_FORTNIGHT:
		return day_add_days(day, count * 14L);
	case UNIT_MONTH:
		return day_add_months(day, count);
	default:
		return day_add_months(day, count * 12L);
	}
}

static struct day day_said(const struct said *said, int year)
{
	return (struct day){ year, said->month,
			     said->edge ? day_month_length(year, said->month) : said->day };
}

/* The years from TODAY's on, or back, in which there may be a day of the month: 29 February comes
 * after eight years at the latest. */
static bool next_of(const struct said *said, struct day today, struct day *day, struct err *err)
{
	int first = today.year + (said->past ? 0 : said->month < today.month);

	for (int i = 0; i <= 8; i++) {
		*day = day_said(said, today.year + (said->past ? -i : i));
		if (day_is(*day) && (said->past ? day_compare(*day, today) <= 0 :
				     day_compare(*day, today) >= 0))
			return true;
	}
	return said->day > day_month_length(LEAP_YEAR, said->month) ?
		fail_length(first, said->month, err) : fail_far(err);
}

static bool calendar_day(const struct typed *t, struct said *said, struct day *day, struct err *err)
{
	if (said->digits_only && (said->month < 1 || said->month > 12))
		/* TRANSLATORS: "Month 15 is not in the calendar. In figures the day stands before the
		 * month, as in 15.1.2027." */
		return err_set(err, ERR_USAGE, _("Month %d is not in the calendar. In figures the day stands before "
						 "the month, as in 15.1.2027."), said->month);
	if (said->day < 1 || (said->year == 0 && !said->short_year))
		return fail_unclear(t, err);
	if (said->year >= 0 && said->short_year)
		said->year += t->today.year - t->today.year % 100;
	if (said->year >= 0)
		*day = day_said(said, said->year);
	else if (!next_of(said, t->today, day, err))
		return false;
	if (!day_is(*day))
		return fail_length(said->year, said->month, err);
	if (said->weekday >= 0 && said->weekday != day_weekday(*day))
		return fail_weekday(said->weekday, *day, err);
	return true;
}

static bool resolve(const struct typed *t, struct said *said, struct day *day, struct err *err)
{
	bool there = true;

	*day = t->today;
	if (said->day >= 0)
		return calendar_day(t, said, day, err);
	if (said->is_near)
		there = day_add_days(day, said->near);
	else if (said->unit >= 0)
		there = add_units(day, said->unit, said->past ? -said->count : said->count);
	else if (said->past)
		there = day_add_days(day, -((day_weekday(*day) - said->weekday + 7) % 7));
	else
		there = day_add_days(day, (said->weekday - day_weekday(*day) + 6) % 7 + 1);
	return there || fail_far(err);
}

static bool parse(struct slice text, struct day today, bool past, struct day *day, struct err *err)
{
	struct typed t = { .today = today, .past = past };
	struct said said;
	struct day found;
	bool ok;

	text = slice_trim(text);
	buf_init(&t.text, TEXT_MAX * 3);	/* U+FFFD has three bytes */
	fold_init(&t.fold);
	utf8_repair(&t.text, slice_part(text, 0, text.len < TEXT_MAX ? text.len : TEXT_MAX));
	fold_make(&t.fold, slice_buf(&t.text), FOLD_BLANKS);
	read_tokens(&t);
	t.tokens.too_many = t.tokens.too_many || text.len > TEXT_MAX;
	ok = understand(&t.tokens, past, &said) ? resolve(&t, &said, &found, err) : fail_unclear(&t, err);
	if (ok && past && day_compare(found, today) > 0)
		ok = fail_to_come(found, err);
	else if (ok && !past && day_compare(found, today) < 0)
		ok = fail_past(found, err);
	if (ok)
		*day = found;
	fold_release(&t.fold);
	buf_release(&t.text);
	return ok;
}

bool dates_parse(struct slice text, struct day today, struct day *day, struct err *err)
{
	return parse(text, today, false, day, err);
}

bool dates_parse_past(struct slice text, struct day today, struct day *day, struct err *err)
{
	return parse(text, today, true, day, err);
}
