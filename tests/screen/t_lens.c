/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers held up to conditions and cautions, and what passages rest on. */
#include <config.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/desk.h"
#include "../unit/fault.h"
#include "../unit/suite.h"
#include "stage.h"
#include "workbook/beside.h"
#include "workbook/lens.h"
#include "workbook/rests.h"

#define ANSWER "behaviour working group"	/* words under spread-now */
#define THROUGH "<F1>three conditions<Enter>"
#define RESTS "<F1>saw, heard<Enter>"
#define LATER (9 * 60 * 60)

static size_t page_of(const struct stage *s, const char *id)
{
	size_t page = 0;

	ck_assert(pack_find(workbook_pack(s->wb), id, &page));
	return page;
}

static void begin(struct stage *s, const char *id)
{
	stage_open(s, STAGE_PAGE);
	stage_page(s, id);
}

START_TEST(an_answer_is_held_up_to_a_condition)
{
	struct stage s;

	begin(&s, "condition-practice");
	check_shows(&s, "a my answers");
	stage_keys(&s, "a");
	check_shows(&s, "Which of your answers would you like to hold up to this?");
	check_hides(&s, "(with what you noticed)");
	stage_keys(&s, "<Enter>");
	check_shows(&s, ANSWER);
	check_shows(&s, "posts or results");
	stage_keys(&s, "Nobody asked her.<Esc>");
	check_shows(&s, "(with what you noticed)");
	ck_assert_str_eq(lens_note(s.wb, page_of(&s, "condition-practice"), page_of(&s, "spread-now")),
			 "Nobody asked her.");
	ck_assert_str_eq(lens_note(s.wb, page_of(&s, "condition-situation"), page_of(&s, "spread-now")), "");
	/* The page's own box is another thing. */
	ck_assert_str_eq(workbook_text(s.wb, page_of(&s, "condition-practice")),
			 "I wrote about posts, not about practice.");
	stage_close(&s);
}
END_TEST

/* In one sitting a note goes on; in a later one it is left as it was, and shown. */
START_TEST(a_later_sitting_begins_a_note)
{
	struct stage s;
	size_t answer;

	begin(&s, "condition-practice");
	answer = page_of(&s, "spread-now");
	stage_keys(&s, "a<Enter>First.<Esc><Enter> And more.<Esc>");
	ck_assert_uint_eq(beside_count(s.wb, answer, ITEM_NOTE), 1);
	fault_clock(DESK_NOW + LATER);
	stage_keys(&s, "<Enter>");
	check_shows(&s, "What I noticed on");
	check_shows(&s, "First. And more.");
	stage_keys(&s, "Second.<Esc>");
	ck_assert_uint_eq(beside_count(s.wb, answer, ITEM_NOTE), 2);
	ck_assert_str_eq(beside_item(s.wb, answer, ITEM_NOTE, 0)->text[NOTE_TEXT], "First. And more.");
	ck_assert_str_eq(beside_item(s.wb, answer, ITEM_NOTE, 1)->text[NOTE_TEXT], "Second.");
	stage_close(&s);
}
END_TEST

START_TEST(a_note_reaches_the_journal_while_it_is_typed)
{
	struct stage s;

	begin(&s, "condition-practice");
	stage_keys(&s, "a<Enter>Half a sen");
	fault_clock(DESK_NOW + 2);
	app_idle(&s.app);
	ck_assert_int_eq(workbook_state(s.wb), STATE_SAFE);
	ck_assert_str_eq(lens_note(s.wb, page_of(&s, "condition-practice"), page_of(&s, "spread-now")),
			 "Half a sen");
	stage_close(&s);
}
END_TEST

START_TEST(blanks_note_nothing)
{
	struct stage s;

	begin(&s, "condition-practice");
	stage_keys(&s, "a<Enter> <Enter> <Esc>");
	ck_assert_uint_eq(beside_count(s.wb, page_of(&s, "spread-now"), ITEM_NOTE), 0);
	check_hides(&s, "(with what you noticed)");
	stage_close(&s);
}
END_TEST

START_TEST(an_answer_is_seen_through_all_conditions)
{
	struct stage s;
	size_t answer;

	begin(&s, "spread-now");
	answer = page_of(&s, "spread-now");
	stage_keys(&s, THROUGH "One.<Tab>Two.<Tab>Three.<Tab>");
	check_shows(&s, "page 11 of 41");
	ck_assert_str_eq(lens_note(s.wb, page_of(&s, "condition-practice"), answer), "One.");
	ck_assert_str_eq(lens_note(s.wb, page_of(&s, "condition-interactions"), answer), "Two.");
	ck_assert_str_eq(lens_note(s.wb, page_of(&s, "condition-situation"), answer), "Three.");
	stage_page(&s, "formal-roles");
	stage_keys(&s, THROUGH);
	check_shows(&s, "Nothing of yours stands here yet.");
	stage_close(&s);
}
END_TEST

/* Nobody writes in a box that is not in sight: Enter leads to it, and is no empty line. */
START_TEST(the_box_shows_before_it_is_written_in)
{
	struct stage s;

	begin(&s, "spread-now");
	stage_keys(&s, THROUGH);
	check_hides(&s, "finish writing");
	check_shows(&s, "Enter next part");
	stage_keys(&s, "<Enter>");
	check_shows(&s, "Tab finish writing");
	stage_keys(&s, "One.<Tab><Tab><Tab>");
	ck_assert_str_eq(lens_note(s.wb, page_of(&s, "condition-practice"), page_of(&s, "spread-now")), "One.");
	stage_close(&s);
}
END_TEST

/* A caution asks about the idea: her answers are opened beside it, and nothing is marked. */
START_TEST(a_caution_shows_one_answer_at_a_time)
{
	struct stage s;

	begin(&s, "caution-blueprint");
	for (int k = 0; k < 30; k++) {
		check_hides(&s, ANSWER);
		stage_keys(&s, "<Down>");
	}
	stage_keys(&s, "a<Enter>");
	check_shows(&s, ANSWER);
	check_hides(&s, "caretaker");
	check_hides(&s, "What I notice");
	stage_keys(&s, "x<Esc><Down><Enter>");
	check_shows(&s, "caretaker");
	check_hides(&s, ANSWER);
	stage_close(&s);
}
END_TEST

static const char *const lenses[] = { "condition-practice", "caution-blueprint" };

START_TEST(covered_words_are_not_held_up)
{
	struct stage s;

	begin(&s, lenses[_i]);
	stage_keys(&s, "<F1>cover my words<Enter>a");
	check_shows(&s, "Your words are covered.");
	check_hides(&s, ANSWER);
	check_hides(&s, "Which of your answers");
	app_command(&s.app, CMD_RESTS);
	stage_size(&s, 24, 79);
	check_shows(&s, "Your words are covered.");
	check_hides(&s, "What it rests on");
	stage_page(&s, "spread-now");
	app_command(&s.app, CMD_THROUGH);
	stage_size(&s, 24, 80);
	check_hides(&s, "Through the conditions");
	stage_close(&s);
}
END_TEST

START_TEST(without_answers_nothing_is_held_up)
{
	struct stage s;

	stage_open(&s, STAGE_BLANK);
	stage_page(&s, lenses[_i]);
	stage_keys(&s, "a");
	check_shows(&s, "Nothing of yours stands under the questions yet.");
	stage_close(&s);
}
END_TEST

START_TEST(who_only_reads_sees_and_writes_nothing)
{
	struct stage s;

	stage_open(&s, STAGE_READING);
	stage_page(&s, "condition-practice");
	stage_keys(&s, "a<Enter>");
	check_shows(&s, ANSWER);
	stage_keys(&s, "x");
	check_hides(&s, "What I notice");
	stage_page(&s, "spread-now");
	app_command(&s.app, CMD_THROUGH);
	stage_size(&s, 24, 79);
	check_shows(&s, ANSWER);
	stage_close(&s);
}
END_TEST

START_TEST(a_passage_is_marked)
{
	struct stage s;
	struct rests rests;

	begin(&s, "spread-now");
	stage_keys(&s, RESTS);
	check_shows(&s, "I found out from a Year 5 pupil.");
	stage_keys(&s, "<Down><Enter><Down><Enter>");
	check_shows(&s, "I heard it from somebody (marked)");
	check_hides(&s, "I saw it myself (marked)");
	rests = rests_of(s.wb, page_of(&s, "spread-now"), "I found out from a Year 5 pupil.");
	ck_assert(rests.on[RESTS_HEARD] && !rests.on[RESTS_SAW]);
	/* One takes the place of another, and goes when it is chosen again. */
	stage_keys(&s, "<Up><Enter>");
	check_shows(&s, "I saw it myself (marked)");
	check_hides(&s, "I heard it from somebody (marked)");
	stage_keys(&s, "<Enter><Down><Down><Down><Enter><Down><Down><Enter><Esc>");
	check_hides(&s, "I saw it myself");
	check_shows(&s, "Whose view is missing: the pupils, the parents. I found out");
	rests = rests_of(s.wb, page_of(&s, "spread-now"), "I found out from a Year 5 pupil.");
	ck_assert(rests.missing[VIEW_PUPILS] && rests.missing[VIEW_PARENTS] && !rests.missing[VIEW_STAFF]);
	stage_close(&s);
}
END_TEST

START_TEST(what_is_selected_is_marked)
{
	struct stage s;

	begin(&s, "spread-now");
	stage_keys(&s, "<Enter><Ctrl-Home><Shift-End>" RESTS);
	check_shows(&s, "What does this rest on");
	stage_keys(&s, "<Enter><Esc><Esc>" RESTS "<End>");
	check_shows(&s, "I saw it myself. On Tuesday the behaviour working group changed the lunch queue");
	/* All taken away, it is no passage any more. */
	stage_keys(&s, "<Enter><Enter><End><Enter>");
	check_hides(&s, "I saw it myself.");
	stage_page(&s, "formal-roles");
	stage_keys(&s, RESTS);
	check_shows(&s, "Nothing of yours stands here yet.");
	stage_close(&s);
}
END_TEST

/* What stands beside words is found, too. */
START_TEST(a_step_is_found)
{
	struct stage s;

	stage_open(&s, STAGE_DUE);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<F3>the working group meets<Enter>");
	check_shows(&s, "(what I mean to try)");
	stage_close(&s);
}
END_TEST

START_TEST(a_note_is_found)
{
	struct stage s;

	begin(&s, "condition-practice");
	stage_keys(&s, "a<Enter>A zebra crossed.<Esc><Esc><F3>zebra<Enter>");
	check_shows(&s, "(what I noticed)");
	stage_close(&s);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { an_answer_is_held_up_to_a_condition, a_later_sitting_begins_a_note,
		a_note_reaches_the_journal_while_it_is_typed, blanks_note_nothing,
		an_answer_is_seen_through_all_conditions, a_caution_shows_one_answer_at_a_time,
		the_box_shows_before_it_is_written_in,
		who_only_reads_sees_and_writes_nothing, a_passage_is_marked, what_is_selected_is_marked,
		a_note_is_found, a_step_is_found };
	Suite *suite = suite_create("lens");
	TCase *tc = tcase_create("lens");

	tcase_add_checked_fixture(tc, stage_setup, stage_teardown);
	for (size_t i = 0; i < sizeof(tests) / sizeof(*tests); i++)
		tcase_add_test(tc, tests[i]);
	tcase_add_loop_test(tc, covered_words_are_not_held_up, 0, 2);
	tcase_add_loop_test(tc, without_answers_nothing_is_held_up, 0, 2);
	suite_add_tcase(suite, tc);
	check_set_max_msg_size(LONG_MESSAGE);
	return suite_run(suite);
}
