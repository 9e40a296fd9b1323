/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds for typed days in every language (workbook/dates.h). */
#ifndef UNIT_TYPED_H
#define UNIT_TYPED_H

#include <check.h>
#include <string.h>

#include "base/mem.h"
#include "hostile.h"
#include "text/utf8.h"
#include "workbook/date_words.h"
#include "workbook/dates.h"

#define TYPED_TEXTS 1000
#define TYPED_YEARS 40

static const struct day today = { 2026, 11, 26 };	/* a Thursday */

struct typed { const char *text, *day; };

/* "2027-01-15", or what is said against the text. */
static inline const char *parsed(const char *text, struct day now)
{
	static struct err err;
	static char said[64];
	struct day day = { 1, 2, 3 };
	struct buf out;

	if (!dates_parse(slice_of(text), now, &day, &err)) {
		ck_assert_int_eq(day.year * 10000 + day.month * 100 + day.day, 10203);
		return err.text;
	}
	buf_init(&out, sizeof(said) - 1);
	day_write(day, &out);
	memcpy(said, out.data, out.len + 1);
	buf_release(&out);
	return said;
}

/* What is shown of a day is understood as that day, and so is its short form. */
static inline void echoes_come_back(void)
{
	struct day day = { 2027, 1, 1 }, now = day, back = day;
	struct err err = { .text = "" };
	struct buf echo, file;

	buf_init(&echo, 256);
	buf_init(&file, 256);
	for (; day.year < now.year + TYPED_YEARS; day_add_days(&day, 1)) {
		buf_clear(&echo);
		buf_clear(&file);
		dates_echo(day, &echo);
		day_write(day, &file);
		/* Not asserted one by one: there are many. */
		if (!dates_parse(slice_buf(&echo), now, &back, &err) || day_compare(back, day) != 0)
			ck_abort_msg("%s became %d-%d-%d: %s", echo.data, back.year, back.month, back.day, err.text);
		if (!dates_parse(slice_buf(&file), now, &back, &err) || day_compare(back, day) != 0)
			ck_abort_msg("%s became %d-%d-%d: %s", file.data, back.year, back.month, back.day, err.text);
	}
	buf_release(&file);
	buf_release(&echo);
}

/* Each name, and each beginning of it from three letters on, means one thing of a kind. */
static inline void names_are_clear(void)
{
	for (int i = 0; i < 19; i++) {
		const char *name = i < 12 ? date_month(i + 1) : date_weekday(i - 12);
		const char *last = strrchr(name, ' ');
		struct date_meaning meanings[DATE_MEANINGS];
		char small[64];
		size_t len = 0;

		for (name = last ? last + 1 : name; name[len]; len++)
			small[len] = (char)(name[len] | 0x20);
		for (size_t cut = 3; cut <= len; cut++) {
			size_t count = date_word((struct slice){ small, cut }, meanings), found = 0;

			for (size_t k = 0; k < count; k++)
				if (meanings[k].kind == (i < 12 ? DATE_MONTH : DATE_WEEKDAY)) {
					ck_assert_int_eq(meanings[k].value, i < 12 ? i + 1 : i - 12);
					found++;
				}
			ck_assert_msg(found == 1, "%.*s", (int)cut, small);
		}
	}
}

static inline void examples_work(void)
{
	for (int i = 0; i < DATES_EXAMPLES; i++) {
		struct day day;
		struct err err = { .text = "" };

		ck_assert_msg(dates_parse(slice_of(dates_example(i)), today, &day, &err), "%s", err.text);
	}
}

/* Whatever is typed: a day that is to come, or valid words that are safe to show. */
static inline void try_text(struct slice text)
{
	struct day day = { 1, 2, 3 };
	struct err err = { .text = "" };

	if (dates_parse(text, today, &day, &err)) {
		ck_assert(day_is(day));
		ck_assert_int_ge(day_compare(day, today), 0);
		return;
	}
	ck_assert_int_eq(day.year, 1);
	ck_assert_uint_gt(strlen(err.text), 0);
	ck_assert_uint_eq(utf8_check(slice_of(err.text)), strlen(err.text));
	ck_assert(err.text[strlen(err.text) - 1] == '.');
	for (const char *c = err.text; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7F)
			ck_abort_msg("'%s'", err.text);
}

static inline void try_hostile(void)
{
	static const char *const words[] = { "15", "1", "2027", "0", "31", "jan", "mawrth", "dydd", "mis",
		"monday", "in", "week", "two", "next", "/", "-", ".", ",", "tomorrow", "99999999999999999999",
		"\xFF", "\xC3", "\xE2\x80", "chwe", "th", "\xCC\x81", "'" };
	struct dice dice = { 5 };
	struct buf text;

	buf_init(&text, 1 << 20);
	for (int i = 0; i < TYPED_TEXTS; i++) {
		hostile_text(&text, &dice);
		try_text(slice_buf(&text));
		buf_clear(&text);
		for (unsigned k = 1 + roll(&dice, 9); k--; ) {
			buf_add_str(&text, words[roll(&dice, ARRAY_LEN(words))]);
			if (roll(&dice, 2))
				buf_add_char(&text, roll(&dice, 30) ? ' ' : '\0');
		}
		try_text(slice_buf(&text));
	}
	buf_release(&text);
}

#endif
