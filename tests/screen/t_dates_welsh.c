/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days as people type them, in Welsh and in a language with other troubles. */
#include <config.h>

#include <check.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "../unit/typed.h"
#include "base/intl.h"
#include "base/mem.h"
#include "catalogue.h"

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
	{ "diwedd Ionawr", "2027-01-31" }, { "diwedd mis Mawrth", "2027-03-31" },
	{ "erbyn y cyntaf o Chwefror 2028", "2028-02-01" }, { "ddechrau Rhagfyr", "2026-12-01" },
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

START_TEST(welsh_explains_in_welsh)
{
	ck_assert_str_eq(parsed("30 Chwefror", today), "Mae 28 diwrnod ym mis Chwefror 2027.");
	ck_assert_ptr_nonnull(strstr(parsed("diwedd y tymor", today), "'ymhen 3 wythnos'"));
	ck_assert_ptr_nonnull(strstr(parsed("Llun 15 Ionawr 2027", today), "dydd Gwener 15 Ionawr 2027"));
}
END_TEST

START_TEST(each_day_of_forty_years_comes_back_in_welsh)
{
	echoes_come_back();
}
END_TEST

START_TEST(names_and_their_beginnings_are_clear_in_welsh)
{
	names_are_clear();
}
END_TEST

START_TEST(the_examples_work_in_welsh)
{
	examples_work();
}
END_TEST

START_TEST(hostile_text_is_explained_in_welsh)
{
	try_hostile();
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

/* Once, before the processes of the tests are forked. */
static void read_welsh(void)
{
	catalogue_read("cy");
}

int main(void)
{
	const TTest *const in_welsh[] = { each_day_of_forty_years_comes_back_in_welsh,
		names_and_their_beginnings_are_clear_in_welsh, the_examples_work_in_welsh,
		hostile_text_is_explained_in_welsh, welsh_explains_in_welsh };
	Suite *suite = suite_create("dates_welsh");
	TCase *cy = tcase_create("Welsh"), *made = tcase_create("made");

	tcase_add_unchecked_fixture(cy, read_welsh, NULL);
	tcase_add_checked_fixture(cy, setup_welsh, scratch_close);
	tcase_add_loop_test(cy, welsh_is_understood, 0, ARRAY_LEN(welsh));
	for (size_t i = 0; i < ARRAY_LEN(in_welsh); i++)
		tcase_add_test(cy, in_welsh[i]);
	tcase_add_checked_fixture(made, setup, scratch_close);
	tcase_add_test(made, names_with_accents_and_one_beginning);
	suite_add_tcase(suite, cy);
	suite_add_tcase(suite, made);
	return suite_run(suite);
}
