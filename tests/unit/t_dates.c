/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days as people type them, in English and in Welsh. */
#include <config.h>

#include <check.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../screen/catalogue.h"
#include "base/intl.h"
#include "base/mem.h"
#include "hostile.h"
#include "scratch.h"
#include "suite.h"
#include "text/utf8.h"
#include "workbook/date_words.h"
#include "workbook/dates.h"

#define TEXTS 3000
#define YEARS 40

static const struct day today = { 2026, 11, 26 };	/* a Thursday */

static void setup(void)
{
	scratch_open();
	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C.UTF-8"));
}

static void setup_welsh(void)
{
	setup();
	catalogue_read("cy");
	catalogue_speak("cy");
	ck_assert_str_eq(_("January"), "Ionawr");
}

/* "2027-01-15", or what is said against the text. */
static const char *parsed(const char *text, struct day now)
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

struct typed { const char *text, *day; };

/* Today is Thursday 26 November 2026. */
static const struct typed english[] = {
	{ "15 Jan", "2027-01-15" }, { "15 January 2027", "2027-01-15" }, { "Jan 15", "2027-01-15" },
	{ "2027-01-15", "2027-01-15" }, { "15/1/2027", "2027-01-15" }, { "15/1", "2027-01-15" },
	{ "15.1.2027", "2027-01-15" }, { "15.1.", "2027-01-15" }, { "15-1-2027", "2027-01-15" },
	{ "15.1.27", "2027-01-15" }, { "15 Jan 27", "2027-01-15" }, { "15 Jan '27", "2027-01-15" },
	{ "15-Jan-2027", "2027-01-15" }, { "2027/1/15", "2027-01-15" }, { "3/4", "2027-04-03" },
	{ "15 Sept", "2027-09-15" }, { "15 septem", "2027-09-15" }, { "1 may", "2027-05-01" },
	{ "  15TH   of JANUARY,2027 ", "2027-01-15" }, { "15jan2027", "2027-01-15" },
	{ "the 1st of March", "2027-03-01" }, { "March 2nd, 2027", "2027-03-02" },
	{ "3rd Mar.", "2027-03-03" }, { "J\xC3\xA1nuary 15", "2027-01-15" },
	{ "\xEF\xBC\x91\xEF\xBC\x95\xC2\xA0Jan", "2027-01-15" },	/* wide figures */
	{ "Fri 15 Jan", "2027-01-15" }, { "Friday, January 15th, 2027", "2027-01-15" },
	{ "on Friday the 15th of January", "2027-01-15" }, { "Fri. 15/1/2027", "2027-01-15" },
	{ "26 Nov", "2026-11-26" }, { "25 Nov", "2027-11-25" }, { "27 Nov", "2026-11-27" },
	{ "31 Dec", "2026-12-31" }, { "1 Jan", "2027-01-01" }, { "29 Feb", "2028-02-29" },
	{ "today", "2026-11-26" }, { "Tomorrow", "2026-11-27" },
	{ "in 3 weeks", "2026-12-17" }, { "3 weeks", "2026-12-17" }, { "in three weeks' time", "2026-12-17" },
	{ "in a week\xE2\x80\x99s time", "2026-12-03" }, { "a week from now", "2026-12-03" },
	{ "in a month", "2026-12-26" }, { "in two days", "2026-11-28" }, { "in 10 days", "2026-12-06" },
	{ "in a couple of months", "2027-01-26" }, { "in a fortnight", "2026-12-10" },
	{ "in a year", "2027-11-26" }, { "within 6 wks", "2027-01-07" },
	{ "next week", "2026-12-03" }, { "next month", "2026-12-26" }, { "next year", "2027-11-26" },
	{ "Monday", "2026-11-30" }, { "next Monday", "2026-11-30" }, { "on mon", "2026-11-30" },
	{ "Thursday", "2026-12-03" }, { "wed", "2026-12-02" }, { "Fri", "2026-11-27" },
};

START_TEST(english_is_understood)
{
	ck_assert_msg(strcmp(parsed(english[_i].text, today), english[_i].day) == 0, "'%s': %s",
		      english[_i].text, parsed(english[_i].text, today));
}
END_TEST

static const struct typed welsh[] = {
	{ "15 Ionawr", "2027-01-15" }, { "15 Ion", "2027-01-15" }, { "Ionawr 15", "2027-01-15" },
	{ "15fed o Ionawr 2027", "2027-01-15" }, { "y 15fed o Fawrth", "2027-03-15" },
	{ "1af Chwefror", "2027-02-01" }, { "2il o Fai", "2027-05-02" }, { "3ydd Mehefin", "2027-06-03" },
	{ "5ed o fis Medi", "2027-09-05" }, { "11eg o Ragfyr", "2026-12-11" },
	{ "21ain o Dachwedd", "2027-11-21" }, { "7fed o Fedi", "2027-09-07" },
	{ "5 Orffennaf", "2027-07-05" }, { "5 mis Gorffennaf", "2027-07-05" }, { "9 chwe", "2027-02-09" },
	{ "dydd Gwener 15 Ionawr 2027", "2027-01-15" }, { "Gwe 15 Ion", "2027-01-15" },
	{ "dydd Mawrth 16 Mawrth 2027", "2027-03-16" }, { "Mawrth 16 Mawrth", "2027-03-16" },
	{ "16 Mawrth", "2027-03-16" }, { "Mawrth", "2026-12-01" }, { "dydd Mawrth", "2026-12-01" },
	{ "dydd Llun", "2026-11-30" }, { "ddydd Llun nesaf", "2026-11-30" }, { "nos Fercher", "2026-12-02" },
	{ "Sul", "2026-11-29" }, { "Iau", "2026-12-03" },
	{ "ymhen 3 wythnos", "2026-12-17" }, { "Ymhen tair wythnos", "2026-12-17" },
	{ "mewn pythefnos", "2026-12-10" }, { "ymhen chwe wythnos", "2027-01-07" },
	{ "ymhen mis", "2026-12-26" }, { "ymhen dau fis", "2027-01-26" }, { "ymhen chwe mis", "2027-05-26" },
	{ "ymhen dau ddiwrnod", "2026-11-28" }, { "ymhen saith niwrnod", "2026-12-03" },
	{ "ymhen dwy flynedd", "2028-11-26" }, { "ymhen blwyddyn", "2027-11-26" },
	{ "yr wythnos nesaf", "2026-12-03" }, { "y mis nesaf", "2026-12-26" }, { "heddiw", "2026-11-26" },
	{ "YFORY", "2026-11-27" }, { "fory", "2026-11-27" }, { "drennydd", "2026-11-28" },
	{ "15 ion\xC3\xA2wr", "2027-01-15" }, { "15/1", "2027-01-15" },
	/* English always, too. */
	{ "15 January 2027", "2027-01-15" }, { "in 3 weeks", "2026-12-17" }, { "1 Mar", "2027-03-01" },
	{ "next Tue", "2026-12-01" }, { "tomorrow", "2026-11-27" },
};

START_TEST(welsh_is_understood)
{
	ck_assert_msg(strcmp(parsed(welsh[_i].text, today), welsh[_i].day) == 0, "'%s': %s",
		      welsh[_i].text, parsed(welsh[_i].text, today));
}
END_TEST

#define SAY " Write one like '15 January' or 'in 3 weeks'."
#define UNCLEAR(text) "It is not clear which day '" text "' is." SAY

static const struct typed refused[] = {
	{ "", "No day is written here." SAY }, { " \t\n", "No day is written here." SAY },
	{ "end of term", UNCLEAR("end of term") }, { "the", UNCLEAR("the") }, { "now", UNCLEAR("now") },
	{ "15 Janember 2027", "'Janember' is not understood in '15 Janember 2027'. "
	  "Write a day like '15 January' or 'in 3 weeks'." },
	{ "last Monday", "'last' is not understood in 'last Monday'. "
	  "Write a day like '15 January' or 'in 3 weeks'." },
	{ "15 Ja", "'Ja' is not understood in '15 Ja'. Write a day like '15 January' or 'in 3 weeks'." },
	{ "January", UNCLEAR("January") }, { "January 2027", UNCLEAR("January 2027") },
	{ "2027-01", UNCLEAR("2027-01") }, { "15", UNCLEAR("15") }, { "0 Jan", UNCLEAR("0 Jan") },
	{ "15 Jan 202", UNCLEAR("15 Jan 202") }, { "15 Jan 20270", UNCLEAR("15 Jan 20270") },
	{ "15 Jan 0000", UNCLEAR("15 Jan 0000") }, { "15 Jan 2027 16", UNCLEAR("15 Jan 2027 16") },
	{ "in 2.5 weeks", UNCLEAR("in 2.5 weeks") }, { "Monday week", UNCLEAR("Monday week") },
	{ "-3 weeks", "'-' is not understood in '-3 weeks'. "
	  "Write a day like '15 January' or 'in 3 weeks'." },
	{ "in 99999 weeks", UNCLEAR("in 99999 weeks") },
	{ "3 4 5 6 7 8 9 10 11 12 1 2 3 4 5 6 7 8", UNCLEAR("3 4 5 6 7 8 9 10 11 12 1 2 3 4 5 6 7 8") },
	{ "\x1B[31m", UNCLEAR("^[[31m") },
	{ "30 Feb", "February 2027 has 28 days." }, { "30 Feb 2028", "February 2028 has 29 days." },
	{ "29/2/2027", "February 2027 has 28 days." }, { "2100-02-29", "February 2100 has 28 days." },
	{ "31 November", "November 2026 has 30 days." }, { "32 Jan", "January 2027 has 31 days." },
	{ "1/15/2027", "Month 15 is not in the calendar. In figures the day stands before the month, as in 15.1.2027." },
	{ "1/0", "Month 0 is not in the calendar. In figures the day stands before the month, as in 15.1.2027." },
	{ "Monday 15 January 2027", "You wrote Monday, but it is Friday 15 January 2027." },
	{ "25 Nov 2026", "That day is past: Wednesday 25 November 2026. Write one that is still to come, "
	  "like '15 January' or 'in 3 weeks'." },
	{ "15/1/00", "That day is past: Saturday 15 January 2000. Write one that is still to come, "
	  "like '15 January' or 'in 3 weeks'." },
	{ "yesterday", "That day is past: Wednesday 25 November 2026. Write one that is still to come, "
	  "like '15 January' or 'in 3 weeks'." },
	{ "in 9999 years", "That is too far away: the calendar ends here with the year 9999." },
};

START_TEST(what_is_wrong_is_explained)
{
	ck_assert_str_eq(parsed(refused[_i].text, today), refused[_i].day);
}
END_TEST

START_TEST(welsh_explains_in_welsh)
{
	ck_assert_str_eq(parsed("30 Chwefror", today), "Mae 28 diwrnod ym mis Chwefror 2027.");
	ck_assert_ptr_nonnull(strstr(parsed("diwedd y tymor", today), "'ymhen 3 wythnos'"));
	ck_assert_ptr_nonnull(strstr(parsed("Llun 15 Ionawr 2027", today), "dydd Gwener 15 Ionawr 2027"));
}
END_TEST

static const struct { struct day today; struct typed typed; } borders[] = {
	{ { 2027, 1, 31 }, { "in a month", "2027-02-28" } },
	{ { 2028, 1, 31 }, { "next month", "2028-02-29" } },
	{ { 2027, 1, 31 }, { "in 2 months", "2027-03-31" } },
	{ { 2026, 12, 31 }, { "tomorrow", "2027-01-01" } },
	{ { 2026, 12, 31 }, { "1 Jan", "2027-01-01" } },
	{ { 2026, 12, 31 }, { "31/12", "2026-12-31" } },
	{ { 2026, 12, 31 }, { "30 Dec", "2027-12-30" } },
	{ { 2026, 12, 31 }, { "in a week", "2027-01-07" } },
	{ { 2028, 2, 29 }, { "in a year", "2029-02-28" } },
	{ { 2028, 2, 29 }, { "29 Feb", "2028-02-29" } },
	{ { 2028, 3, 1 }, { "29 Feb", "2032-02-29" } },
	{ { 2096, 3, 1 }, { "29 Feb", "2104-02-29" } },
	{ { 2028, 2, 28 }, { "tomorrow", "2028-02-29" } },
	{ { 2027, 2, 28 }, { "tomorrow", "2027-03-01" } },
	{ { 2027, 2, 10 }, { "30 Feb", "February 2027 has 28 days." } },
	{ { 9999, 12, 31 }, { "tomorrow", "That is too far away: the calendar ends here with the year 9999." } },
	{ { 9999, 12, 31 }, { "next Monday", "That is too far away: the calendar ends here with the year 9999." } },
	{ { 9999, 12, 31 }, { "1 Jan", "That is too far away: the calendar ends here with the year 9999." } },
};

START_TEST(months_and_years_end)
{
	ck_assert_str_eq(parsed(borders[_i].typed.text, borders[_i].today), borders[_i].typed.day);
}
END_TEST

/* The day of the week counts from the day behind today, whichever day today is. */
START_TEST(a_day_of_the_week_is_the_next_one)
{
	static const char *const names[] = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
		"Saturday", "Sunday" };
	struct day now = today, day = today;
	struct err err;

	for (int i = 0; i < 14; i++, day_add_days(&now, 1))
		for (int weekday = 0; weekday < 7; weekday++) {
			struct day last = now;

			ck_assert(dates_parse(slice_of(names[weekday]), now, &day, &err));
			ck_assert(day_add_days(&last, 7));
			ck_assert_int_eq(day_weekday(day), weekday);
			ck_assert_int_gt(day_compare(day, now), 0);
			ck_assert_int_le(day_compare(day, last), 0);
		}
}
END_TEST

/* What is shown of a day is understood as that day, and so is its short form. */
static void echoes_come_back(void)
{
	struct day day = { 2027, 1, 1 }, now = day, back;
	struct err err;
	struct buf echo, file;

	buf_init(&echo, 256);
	buf_init(&file, 256);
	for (; day.year < now.year + YEARS; day_add_days(&day, 1)) {
		buf_clear(&echo);
		buf_clear(&file);
		dates_echo(day, &echo);
		day_write(day, &file);
		ck_assert_msg(dates_parse(slice_buf(&echo), now, &back, &err), "%s: %s", echo.data, err.text);
		ck_assert_msg(day_compare(back, day) == 0, "%s", echo.data);
		ck_assert_msg(dates_parse(slice_buf(&file), now, &back, &err), "%s: %s", file.data, err.text);
		ck_assert_msg(day_compare(back, day) == 0, "%s", file.data);
	}
	buf_release(&file);
	buf_release(&echo);
}

START_TEST(each_day_of_forty_years_comes_back)
{
	echoes_come_back();
}
END_TEST

START_TEST(each_day_of_forty_years_comes_back_in_welsh)
{
	echoes_come_back();
}
END_TEST

START_TEST(the_day_is_shown_in_full)
{
	struct day day = { 2027, 1, 1 };

	for (int i = 0; i < 366; i++, day_add_days(&day, 1)) {
		struct tm tm = { .tm_year = day.year - 1900, .tm_mon = day.month - 1, .tm_mday = day.day,
			.tm_hour = 12 };
		char expected[128];
		struct buf echo;

		ck_assert(timegm(&tm) != -1);	/* fills in the day of the week */
		strftime(expected, sizeof(expected), "%A %-d %B %Y", &tm);
		buf_init(&echo, 256);
		dates_echo(day, &echo);
		ck_assert_str_eq(echo.data, expected);
		buf_release(&echo);
	}
}
END_TEST

/* Each name, and each beginning of it from three letters on, means one thing of a kind. */
static void names_are_clear(void)
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

START_TEST(names_and_their_beginnings_are_clear)
{
	names_are_clear();
}
END_TEST

START_TEST(names_and_their_beginnings_are_clear_in_welsh)
{
	names_are_clear();
}
END_TEST

/* A language whose months begin alike and have accents. */
START_TEST(names_with_accents_and_one_beginning)
{
	static const struct { const char *id, *text; } made[] = {
		{ "", "Content-Type: text/plain; charset=UTF-8\n" }, { "February|Feb", "f\xC3\xA9vrier" },
		{ "June|Jun", "juin" }, { "July|Jul", "juillet" },
	};
	static const struct typed typed[] = {
		{ "15 f\xC3\xA9vrier", "2027-02-15" }, { "15 FEVR", "2027-02-15" }, { "15 juin", "2027-06-15" },
		{ "15 juil", "2027-07-15" }, { "15 Jul", "2027-07-15" },
		{ "15 jui", "'jui' is not understood in '15 jui'. Write a day like '15 January' or 'in 3 weeks'." },
	};

	catalogue_begin();
	for (size_t i = 0; i < ARRAY_LEN(made); i++)
		catalogue_add(slice_of(made[i].id), slice_of(made[i].text));
	catalogue_speak("fr");
	for (size_t i = 0; i < ARRAY_LEN(typed); i++)
		ck_assert_str_eq(parsed(typed[i].text, today), typed[i].day);
}
END_TEST

/* Blanks at the ends do not count, but what stands behind many of them does. */
START_TEST(the_end_of_a_long_text_counts)
{
	struct buf text;

	buf_init(&text, 4096);
	buf_add_str(&text, "15 Jan");
	while (text.len < 1000)
		buf_add_str(&text, " ");
	ck_assert_str_eq(parsed(text.data, today), "2027-01-15");
	buf_add_str(&text, "x");
	ck_assert_str_eq(parsed(text.data, today), UNCLEAR("15 Jan"));
	buf_release(&text);
}
END_TEST

static void examples_work(void)
{
	for (int i = 0; i < DATES_EXAMPLES; i++) {
		struct day day;
		struct err err = { .text = "" };

		ck_assert_msg(dates_parse(slice_of(dates_example(i)), today, &day, &err), "%s", err.text);
	}
}

START_TEST(the_examples_work)
{
	examples_work();
}
END_TEST

START_TEST(the_examples_work_in_welsh)
{
	examples_work();
}
END_TEST

/* Whatever is typed: a day that is to come, or valid words that are safe to show. */
static void try_text(struct slice text)
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
		ck_assert_msg((unsigned char)*c >= 0x20 && *c != 0x7F, "'%s'", err.text);
}

static void try_hostile(void)
{
	static const char *const words[] = { "15", "1", "2027", "0", "31", "jan", "mawrth", "dydd", "mis",
		"monday", "in", "week", "two", "next", "/", "-", ".", ",", "tomorrow", "99999999999999999999",
		"\xFF", "\xC3", "\xE2\x80", "chwe", "th", "\xCC\x81", "'" };
	struct dice dice = { 5 };
	struct buf text;

	buf_init(&text, 1 << 20);
	for (int i = 0; i < TEXTS; i++) {
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

START_TEST(hostile_text_is_explained)
{
	try_hostile();
}
END_TEST

START_TEST(hostile_text_is_explained_in_welsh)
{
	try_hostile();
}
END_TEST

START_TEST(a_megabyte_is_explained)
{
	static const char *const parts[] = { "x", "1", " ", "-", "\xFF", "\xCC\x81", "january ", "\xF0\x9F\x91\xA9\xE2\x80\x8D" };

	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		struct buf text;

		buf_init(&text, 1 << 20);
		while (!text.full)
			buf_add_str(&text, parts[i]);
		try_text(slice_buf(&text));
		ck_assert_uint_lt(strlen(parsed(text.data, today)), 512);
		buf_release(&text);
	}
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { a_day_of_the_week_is_the_next_one, each_day_of_forty_years_comes_back,
		the_day_is_shown_in_full, names_and_their_beginnings_are_clear, the_examples_work,
		hostile_text_is_explained, a_megabyte_is_explained, the_end_of_a_long_text_counts,
		names_with_accents_and_one_beginning };
	const TTest *const in_welsh[] = { each_day_of_forty_years_comes_back_in_welsh,
		names_and_their_beginnings_are_clear_in_welsh, the_examples_work_in_welsh,
		hostile_text_is_explained_in_welsh, welsh_explains_in_welsh };
	Suite *suite = suite_create("dates");
	TCase *tc = tcase_create("English"), *cy = tcase_create("Welsh");

	tcase_add_checked_fixture(tc, setup, scratch_close);
	tcase_add_loop_test(tc, english_is_understood, 0, ARRAY_LEN(english));
	tcase_add_loop_test(tc, what_is_wrong_is_explained, 0, ARRAY_LEN(refused));
	tcase_add_loop_test(tc, months_and_years_end, 0, ARRAY_LEN(borders));
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	tcase_add_checked_fixture(cy, setup_welsh, scratch_close);
	tcase_add_loop_test(cy, welsh_is_understood, 0, ARRAY_LEN(welsh));
	for (size_t i = 0; i < ARRAY_LEN(in_welsh); i++)
		tcase_add_test(cy, in_welsh[i]);
	suite_add_tcase(suite, tc);
	suite_add_tcase(suite, cy);
	return suite_run(suite);
}
