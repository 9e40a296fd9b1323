/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page and its box: what comes next, what the keys promise, and a hint that is too long. */
#include <config.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/desk.h"
#include "../unit/fault.h"
#include "../unit/suite.h"
#include "base/mem.h"
#include "look.h"
#include "stage.h"

static size_t here(struct stage *s)
{
	return workbook_here(s->wb);
}

static const char *const leave[] = { "<Tab><Tab>", "<Tab><PgDn>", "<PgDn><PgDn>" };

START_TEST(behind_the_box_comes_the_next_page)
{
	struct stage s;
	size_t page;

	stage_open(&s, STAGE_BLANK);
	stage_page(&s, "spread-now");
	page = here(&s);
	stage_keys(&s, "<Enter>words");
	for (int k = 0; k < 40; k++)
		stage_keys(&s, "<Enter>more");
	stage_keys(&s, leave[_i]);
	ck_assert_msg(here(&s) == page + 1, "%s leads to %zu", leave[_i], here(&s) + 1);
	stage_close(&s);
}
END_TEST

static const char *const moves[] = { "<Up>", "<Down>", "h", "<Home>", "<End>" };

/* Who has moved since stands before the box again. */
START_TEST(after_a_move_tab_leads_into_the_box)
{
	struct stage s;

	stage_open(&s, STAGE_BLANK);
	stage_size(&s, 10, 40);
	stage_page(&s, "spread-now");
	stage_keys(&s, "h<Enter>words<Tab>");
	stage_keys(&s, moves[_i]);
	stage_keys(&s, "<Tab>");
	ck_assert_msg(stage_focus(&s) & FOCUS_BOX, "after %s:\n%s", moves[_i], stage_dump(&s));
	stage_close(&s);
}
END_TEST

/* Letters that wait for a sentence to be over do not make the wait longer. */
START_TEST(a_command_letter_waits_no_longer)
{
	struct stage s;

	stage_open(&s, STAGE_BLANK);
	stage_page(&s, "spread-now");
	stage_keys(&s, "1");
	fault_clock(DESK_NOW + 1);
	stage_keys(&s, "c");
	check_shows(&s, "Enter starts writing.");
	fault_clock(DESK_NOW + 2);
	stage_keys(&s, "c");
	check_shows(&s, "Contents");
	stage_close(&s);
}
END_TEST

/* In the box the same key unfolds the hint, goes on in it, and folds it away. */
START_TEST(a_long_hint_goes_on_in_the_box)
{
	struct stage s;
	int keys = 0;

	stage_open(&s, STAGE_BLANK);
	stage_size(&s, 12, 40);
	stage_page(&s, "more-distributed");
	stage_keys(&s, "<Enter>mine<Ctrl-T>");
	check_shows(&s, "more");
	while (!stage_shows(&s, "belongs here too") && keys++ < 10)
		stage_keys(&s, "<Ctrl-T>");
	ck_assert_msg(keys && keys < 10, "after %d keys:\n%s", keys, stage_dump(&s));
	stage_keys(&s, "<Ctrl-T>!");
	ck_assert_ptr_null(strstr(stage_dump(&s), "belongs here too"));
	check_shows(&s, "mine!");
	stage_close(&s);
}
END_TEST

START_TEST(nothing_is_offered_that_is_refused)
{
	struct stage s;

	stage_open(&s, _i ? STAGE_READING : STAGE_PAGE);
	stage_page(&s, "spread-now");
	if (!_i)
		stage_keys(&s, "<F1>cover my words<Enter>");
	ck_assert_msg(!strstr(look_row(&s, s.rows - 1), "write"), "%s", stage_dump(&s));
	stage_keys(&s, "<Enter>");
	check_shows(&s, _i ? "You can only read here:" : "Your words are covered.");
	ck_assert(!(stage_focus(&s) & FOCUS_BOX));
	stage_close(&s);
}
END_TEST

/* At first there is more to read than fits: the words come first, and Enter accepts nothing
 * that does not show. */
START_TEST(questions_are_read_from_their_start)
{
	struct stage s;

	stage_open(&s, STAGE_FIRST_START);
	stage_size(&s, 12, 40);
	check_shows(&s, "Screen reader or braille?");
	stage_keys(&s, "<Enter>");
	check_shows(&s, "> On this computer");
	ck_assert_ptr_null(workbook_path(s.wb));
	stage_keys(&s, "<Enter>");
	ck_assert_ptr_nonnull(workbook_path(s.wb));
	stage_close(&s);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("turns");
	TCase *tc = tcase_create("turns");

	tcase_add_checked_fixture(tc, stage_setup, stage_teardown);
	tcase_add_loop_test(tc, behind_the_box_comes_the_next_page, 0, ARRAY_LEN(leave));
	tcase_add_loop_test(tc, after_a_move_tab_leads_into_the_box, 0, ARRAY_LEN(moves));
	tcase_add_test(tc, a_command_letter_waits_no_longer);
	tcase_add_test(tc, a_long_hint_goes_on_in_the_box);
	tcase_add_loop_test(tc, nothing_is_offered_that_is_refused, 0, 2);
	tcase_add_test(tc, questions_are_read_from_their_start);
	suite_add_tcase(suite, tc);
	check_set_max_msg_size(LONG_MESSAGE);
	return suite_run(suite);
}
