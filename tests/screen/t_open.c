/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page that is left open on purpose, and one that is written again without a look. */
#include <config.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/desk.h"
#include "../unit/suite.h"
#include "stage.h"

#define OPEN "<F1>on purpose<Enter>"
#define AGAIN "<F1>without looking<Enter>"
#define WORDS "behaviour working group"	/* that stand under spread-now */

static void begin(struct stage *s)
{
	stage_open(s, STAGE_PAGE);
	stage_page(s, "spread-now");
	check_shows(s, WORDS);
}

static size_t here(struct stage *s)
{
	return workbook_here(s->wb);
}

START_TEST(open_shows_its_reason_until_words_come)
{
	struct stage s;

	begin(&s);
	stage_keys(&s, OPEN "Too early to say.<Enter>");
	check_shows(&s, "left open on purpose");
	check_shows(&s, "Too early to say.");
	check_shows(&s, "What you wrote is kept");
	check_hides(&s, WORDS);
	ck_assert_str_eq(workbook_text(s.wb, here(&s)), "");
	stage_keys(&s, "c");
	check_shows(&s, "left open on purpose)");
	stage_keys(&s, "<Esc><Enter>");
	check_hides(&s, "Too early to say.");
	stage_keys(&s, "<Tab>");	/* an empty box changes nothing */
	check_shows(&s, "Too early to say.");
	stage_keys(&s, "<Enter>Now.<Esc>");
	check_hides(&s, "left open on purpose");
	check_hides(&s, "Too early to say.");
	ck_assert_str_eq(workbook_text(s.wb, here(&s)), "Now.");
	stage_close(&s);
}
END_TEST

START_TEST(open_needs_no_reason)
{
	struct stage s;

	stage_open(&s, STAGE_BLANK);
	stage_page(&s, "spread-now");
	stage_keys(&s, OPEN "<Enter>");
	check_shows(&s, "left open on purpose");
	check_shows(&s, "whenever you like");
	ck_assert(workbook_is_open(s.wb, here(&s)));
	ck_assert(!workbook_has_words(s.wb, here(&s)));
	ck_assert(!workbook_is_emptied(s.wb, here(&s)));
	/* The old reason can be given, and Esc changes nothing. */
	stage_keys(&s, OPEN "Because.<Enter>" OPEN "<Esc>");
	ck_assert_str_eq(workbook_reason(s.wb, here(&s)), "Because.");
	stage_keys(&s, OPEN);
	check_shows(&s, "Because.");
	stage_close(&s);
}
END_TEST

START_TEST(open_takes_the_box_as_it_stands)
{
	struct stage s;

	begin(&s);
	stage_keys(&s, "<Enter> More." OPEN "<Enter>");
	ck_assert(workbook_is_open(s.wb, here(&s)));
	/* What was typed last stands between the words of another day and the open one. */
	ck_assert_ptr_nonnull(strstr(answers_layer(workbook_answers(s.wb), PART_ANSWERS,
						   "spread-now", 1)->text, "pupil. More."));
	stage_close(&s);
}
END_TEST

/* An answer is what stands beside a condition, and a reason is none. */
START_TEST(a_reason_is_no_answer)
{
	struct stage s;

	begin(&s);
	stage_keys(&s, OPEN "Zaphod<Enter>");
	stage_page(&s, "condition-practice");
	for (int k = 0; k < 40; k++) {
		check_hides(&s, "Zaphod");
		check_hides(&s, WORDS);
		stage_keys(&s, "<Down>");
	}
	stage_keys(&s, "<F3>zaphod<Enter>");
	check_shows(&s, "(left open on");
	stage_close(&s);
}
END_TEST

START_TEST(covered_reasons_do_not_show)
{
	struct stage s;

	begin(&s);
	stage_keys(&s, OPEN "Zaphod<Enter><F1>cover my words<Enter>");
	check_hides(&s, "Zaphod");
	app_command(&s.app, CMD_LEAVE_OPEN);
	stage_size(&s, 24, 80);
	check_hides(&s, "Zaphod");
	check_shows(&s, "To show them again");
	app_command(&s.app, CMD_WRITE_AGAIN);
	ck_assert(!workbook_is_again(s.wb, here(&s)));
	stage_close(&s);
}
END_TEST

START_TEST(again_hides_what_stands_until_something_new_does)
{
	struct stage s;
	struct answers *a;

	begin(&s);
	stage_keys(&s, AGAIN);
	check_hides(&s, WORDS);
	check_shows(&s, "is hidden until you have written");
	stage_keys(&s, "<F3>" WORDS "<Enter>");
	check_shows(&s, "Nothing");
	stage_keys(&s, "<Esc>Seen anew.<Tab>");
	check_shows(&s, "Seen anew.");
	check_shows(&s, "kept beside what you wrote now");
	check_shows(&s, WORDS);		/* both are shown */
	stage_keys(&s, "<Esc>");
	a = workbook_answers(s.wb);
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "spread-now"), 2);
	stage_keys(&s, "<Enter> And more.<Tab>");
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "spread-now"), 2);
	ck_assert_str_eq(workbook_text(s.wb, here(&s)), "Seen anew. And more.");
	stage_keys(&s, "<F8><Enter>");
	stage_keys(&s, "<F3>" WORDS "<Enter>");
	check_shows(&s, "what I wrote on");
	stage_close(&s);
}
END_TEST

static const char *const ends[] = { "<Tab>", "<Esc>", " <Tab>", "x<Backspace><Esc>", "<F2><Esc><Esc>" };

START_TEST(again_without_words_changes_nothing)
{
	struct stage s;

	begin(&s);
	stage_keys(&s, AGAIN);
	stage_keys(&s, ends[_i]);
	check_shows(&s, WORDS);
	ck_assert_uint_eq(answers_layers(workbook_answers(s.wb), PART_ANSWERS, "spread-now"), 1);
	stage_close(&s);
}
END_TEST

START_TEST(again_ends_with_the_page)
{
	struct stage s;

	begin(&s);
	stage_keys(&s, AGAIN);
	stage_page(&s, "formal-roles");
	stage_keys(&s, "<F3>" WORDS "<Enter>");
	stage_keys(&s, "<Enter>");
	check_shows(&s, WORDS);
	stage_close(&s);
}
END_TEST

START_TEST(again_is_begun_where_earlier_words_are_read)
{
	struct stage s;

	begin(&s);
	stage_keys(&s, "<F6>");
	check_shows(&s, "w write again");
	stage_keys(&s, "w");
	check_hides(&s, WORDS);
	check_shows(&s, "is hidden until you have written");
	stage_keys(&s, "Anew.<Tab>");
	check_shows(&s, "Anew.");
	check_shows(&s, WORDS);
	stage_close(&s);
}
END_TEST

START_TEST(again_needs_something_before)
{
	struct stage s;

	stage_open(&s, STAGE_BLANK);
	stage_page(&s, "spread-now");
	stage_keys(&s, AGAIN);
	check_shows(&s, "You have not written here before.");
	stage_close(&s);
}
END_TEST

START_TEST(nothing_is_left_open_where_nothing_can_be_written)
{
	struct stage s;

	stage_open(&s, STAGE_READING);
	stage_page(&s, "spread-now");
	for (int k = 0; k < 2; k++) {
		app_command(&s.app, k ? CMD_LEAVE_OPEN : CMD_WRITE_AGAIN);
		stage_size(&s, 24, 80 - k);
		check_shows(&s, "You can only read here");
		app_say(&s.app, "");
	}
	stage_close(&s);
	stage_open(&s, STAGE_LOOKING);
	stage_page(&s, "spread-now");
	stage_keys(&s, OPEN);
	check_shows(&s, "Where shall your writing be kept?");
	stage_close(&s);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { open_shows_its_reason_until_words_come, open_needs_no_reason,
		open_takes_the_box_as_it_stands, a_reason_is_no_answer, covered_reasons_do_not_show,
		again_hides_what_stands_until_something_new_does, again_ends_with_the_page,
		again_needs_something_before, again_is_begun_where_earlier_words_are_read, nothing_is_left_open_where_nothing_can_be_written };
	Suite *suite = suite_create("open");
	TCase *tc = tcase_create("open");

	tcase_add_checked_fixture(tc, stage_setup, stage_teardown);
	for (size_t i = 0; i < sizeof(tests) / sizeof(*tests); i++)
		tcase_add_test(tc, tests[i]);
	tcase_add_loop_test(tc, again_without_words_changes_nothing, 0,
			    sizeof(ends) / sizeof(*ends));
	suite_add_tcase(suite, tc);
	check_set_max_msg_size(LONG_MESSAGE);
	return suite_run(suite);
}
