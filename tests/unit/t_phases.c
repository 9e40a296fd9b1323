/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the phases in which a group takes a question. */
#include <config.h>

#include <check.h>
#include <locale.h>
#include <string.h>

#include "suite.h"
#include "workbook/phases.h"

#define UP 5000	/* the computer has run for so long */

static const struct pack_phases usual = { 3, 4, 8 };
static const struct pack_phases none = { 0, 0, 0 };

static void check(const struct phases *p, time_t up, const char *title, const char *words)
{
	struct buf out;

	buf_init(&out, 1024);
	phases_words(p, up, &out);
	ck_assert_str_eq(phases_title(p), title);
	ck_assert_str_eq(out.data, words);
	buf_release(&out);
}

START_TEST(each_phase_waits_for_whoever_leads)
{
	struct phases p;

	phases_begin(&p, &usual, UP);
	check(&p, UP, "Think alone", "3 minutes");
	check(&p, UP + 59, "Think alone", "3 minutes");
	check(&p, UP + 60, "Think alone", "2 minutes");
	check(&p, UP + 120, "Think alone", "The last minute");
	check(&p, UP + 179, "Think alone", "The last minute");
	check(&p, UP + 180, "Think alone", "The time is up.");
	check(&p, UP + 100000, "Think alone", "The time is up.");
	ck_assert(phases_next(&p, UP + 100000));
	check(&p, UP + 100000, "In pairs", "4 minutes");
	/* Before the time is up, too. */
	ck_assert(phases_next(&p, UP + 100001));
	check(&p, UP + 100001, "All together", "8 minutes");
	ck_assert(!phases_next(&p, UP + 100060));
	check(&p, UP + 100060, "All together", "8 minutes");
	check(&p, UP + 100061, "All together", "7 minutes");
}
END_TEST

START_TEST(phases_without_minutes_are_left_out)
{
	static const struct pack_phases pairs = { 0, 4, 0 };
	struct phases p;

	phases_begin(&p, &pairs, UP);
	check(&p, UP, "In pairs", "4 minutes");
	ck_assert(!phases_next(&p, UP));
	phases_begin(&p, &none, UP);
	check(&p, UP, "", "The last minute");
	ck_assert(phases_add_minute(&p, UP));
	check(&p, UP, "", "2 minutes");
	ck_assert(!phases_next(&p, UP));
}
END_TEST

START_TEST(a_minute_can_be_added_at_any_time)
{
	struct phases p;

	phases_begin(&p, &usual, UP);
	ck_assert(phases_add_minute(&p, UP + 30));
	ck_assert_int_eq(phases_left(&p, UP + 30), 210);
	ck_assert_int_eq(phases_left(&p, UP + 40), 200);
	/* When the time was up long ago, it is a minute from now. */
	ck_assert(phases_add_minute(&p, UP + 9999));
	ck_assert_int_eq(phases_left(&p, UP + 9999), 60);
	for (int i = 1; i < PHASES_MINUTES_MAX; i++)
		ck_assert(phases_add_minute(&p, UP + 9999));
	ck_assert(!phases_add_minute(&p, UP + 9999));
	ck_assert_int_eq(phases_minutes(&p, UP + 9999), PHASES_MINUTES_MAX);
}
END_TEST

START_TEST(it_stands_still_while_it_is_stopped)
{
	struct phases p;

	phases_begin(&p, &usual, UP);
	phases_stop(&p, UP + 70);
	check(&p, UP + 5000, "Think alone", "2 minutes");
	ck_assert_int_eq(phases_change_in(&p, UP + 5000), -1);
	phases_go_on(&p, UP + 5000);
	ck_assert_int_eq(phases_left(&p, UP + 5010), 100);
	/* Once more changes nothing. */
	phases_go_on(&p, UP + 5010);
	ck_assert_int_eq(phases_left(&p, UP + 5010), 100);
}
END_TEST

START_TEST(it_changes_when_it_says_and_at_no_other_time)
{
	struct phases p;

	phases_begin(&p, &usual, UP);
	for (time_t up = UP; up < UP + 180;) {
		int in = phases_change_in(&p, up);

		ck_assert_int_ge(in, 1);
		ck_assert_int_le(in, 60);
		for (int i = 0; i < in; i++)
			ck_assert_int_eq(phases_minutes(&p, up + i), phases_minutes(&p, up));
		ck_assert_int_eq(phases_minutes(&p, up + in), phases_minutes(&p, up) - 1);
		up += in;
	}
	ck_assert_int_eq(phases_change_in(&p, UP + 180), -1);
	ck_assert_int_eq(phases_change_in(&p, UP + 30), 30);
}
END_TEST

START_TEST(no_clock_takes_time_away)
{
	struct phases p;

	phases_begin(&p, &usual, UP);
	ck_assert_int_eq(phases_left(&p, 0), 180);
	ck_assert_int_eq(phases_change_in(&p, 0), 60);
	ck_assert(phases_add_minute(&p, 0));
	ck_assert_int_eq(phases_left(&p, 10), 230);
	ck_assert_int_eq(phases_left(&p, (time_t)1 << 62), 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("phases");
	TCase *phases = tcase_create("phases");

	setlocale(LC_ALL, "C.UTF-8");
	tcase_add_test(phases, each_phase_waits_for_whoever_leads);
	tcase_add_test(phases, phases_without_minutes_are_left_out);
	tcase_add_test(phases, a_minute_can_be_added_at_any_time);
	tcase_add_test(phases, it_stands_still_while_it_is_stopped);
	tcase_add_test(phases, it_changes_when_it_says_and_at_no_other_time);
	tcase_add_test(phases, no_clock_takes_time_away);
	suite_add_tcase(suite, phases);
	return suite_run(suite);
}
