/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What I mean to try, on the screen: writing a step, its day, what happened, and that nothing
 * of it is lost. */
#include <config.h>

#include <check.h>
#include <string.h>

#include "../unit/desk.h"
#include "../unit/fault.h"
#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "answers/journal.h"
#include "base/mem.h"
#include "stage.h"
#include "ui/screens.h"
#include "workbook/steps.h"

#define DAY (24 * 60 * 60)

/* Step I under support-others. */
static const struct item *step(struct stage *s, size_t i)
{
	size_t page = desk_page(s->wb, "support-others");

	ck_assert_uint_lt(i, beside_count(s->wb, page, ITEM_STEP));
	return beside_item(s->wb, page, ITEM_STEP, i);
}

static size_t count(struct stage *s)
{
	return beside_count(s->wb, desk_page(s->wb, "support-others"), ITEM_STEP);
}

static void check_step(struct stage *s, size_t i, int part, const char *text)
{
	ck_assert_str_eq(step(s, i)->text[part], text);
}

/* The workbook as it is in the file now, journal and all, begins anew. */
static void reopen(struct stage *s, time_t now)
{
	struct store_place place = { "w.json", NULL };
	struct err err = { .text = "" };
	struct store *store = NULL;

	stage_close(s);
	fault_clock(now);
	ck_assert_msg(store_open(&store, fault_sys(), &place, STORE_WRITE, &err), "%s", err.text);
	s->wb = workbook_new(fault_sys(), desk_shipped(), store);
	app_init(&s->app, fault_sys(), s->wb, (struct store_place){ "home.json", NULL });
	surface_init(&s->surface);
	push_welcome_back(&s->app);
	stage_size(s, 24, 80);
}

START_TEST(a_step_is_written_part_by_part)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "support-others");
	check_hides(&s, "what I mean to try");
	stage_keys(&s, "s<Enter>");
	ck_assert_int_eq(stage_focus(&s), FOCUS_FORM);
	stage_keys(&s, "the bell rings<Enter>ask Year 5<Tab>time<Down>Megan<Enter>15 Jan<Enter>");
	ck_assert_int_eq(stage_focus(&s), FOCUS_LIST);
	check_shows(&s, "> When the bell rings, I will ask Year 5. Look again on: Friday 15 January 2027.");
	check_step(&s, 0, STEP_WHEN, "the bell rings");
	check_step(&s, 0, STEP_THEN, "ask Year 5");
	check_step(&s, 0, STEP_OBSTACLE, "time");
	check_step(&s, 0, STEP_WITH, "Megan");
	check_step(&s, 0, STEP_LOOK, "2027-01-15");
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "the bell rings"));
	stage_keys(&s, "<Esc>");
	check_shows(&s, "what I mean to try");
	check_shows(&s, "When the bell rings, I will ask Year 5.");
	ck_assert_str_eq(desk_text(s.wb, "support-others"), "Leave the room more often.");
	stage_close(&s);
}
END_TEST

START_TEST(a_step_without_a_word_is_none)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "support-others");
	stage_keys(&s, "s<Enter><Tab><Tab><Tab><Tab><Tab>");
	ck_assert_uint_eq(count(&s), 0);
	stage_keys(&s, "<Enter>  <Tab><Esc>");
	ck_assert_uint_eq(count(&s), 0);
	stage_keys(&s, "<Enter>x<Ctrl-U><Tab>y<Esc>");
	ck_assert_uint_eq(count(&s), 1);
	check_step(&s, 0, STEP_THEN, "y");
	stage_close(&s);
}
END_TEST

START_TEST(moving_on_loses_nothing)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "support-others");
	stage_keys(&s, "s<Enter>one<Down>two<Up>, three<Shift-Tab>, four<Ctrl-G>contents<Enter><Esc>");
	ck_assert_int_eq(stage_focus(&s), FOCUS_FORM);
	check_shows(&s, "one, three, four");
	stage_keys(&s, "<F1><Esc><Tab> five<Ctrl-G>i mean to try<Enter>");	/* the list anew */
	check_shows(&s, "> When one, three, four, I will two five.");
	ck_assert_uint_eq(count(&s), 1);
	stage_keys(&s, "<Enter><Enter><End>!<Ctrl-Q>");
	ck_assert(s.app.quit);
	check_step(&s, 0, STEP_WHEN, "one, three, four!");
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "one, three, four!"));
	stage_close(&s);
}
END_TEST

/* Without leaving the field, and with a power cut then. */
START_TEST(words_of_a_step_are_in_the_journal_a_second_later)
{
	struct journal_record record;
	struct err err = { .text = "" };
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "support-others");
	stage_keys(&s, "s<Enter>the bell");
	ck_assert_int_eq(app_idle_in(&s.app), 1);
	fault_clock(DESK_NOW + 1);
	app_idle(&s.app);
	ck_assert_ptr_null(strstr(scratch_get("w.json"), "the bell"));
	ck_assert_int_eq(journal_read(sys_real(), "w.json.journal", &record, &err), JOURNAL_RECORD);
	ck_assert_ptr_nonnull(strstr(record.payload.data, "the bell"));
	buf_release(&record.payload);
	stage_keys(&s, "<Esc><Down><Enter>");
	stage_keys(&s, "another");
	fault_clock(DESK_NOW + 3);
	app_idle(&s.app);
	ck_assert_uint_eq(count(&s), 2);
	stage_close(&s);
}
END_TEST

START_TEST(a_day_that_is_none_is_explained)
{
	struct stage s;

	stage_open(&s, STAGE_DUE);
	stage_page(&s, "support-others");
	stage_keys(&s, "s<End><Up><Enter><Enter><Tab><Tab><Tab><Tab>");
	check_shows(&s, "Friday 15 January 2027");
	stage_keys(&s, "<Ctrl-U>30 February<Enter>");
	check_shows(&s, "February");
	ck_assert_int_eq(stage_focus(&s), FOCUS_FORM);	/* it stays */
	stage_keys(&s, "<Ctrl-U>yesterday<Enter>");
	ck_assert_uint_gt(s.app.message.len, 0);
	ck_assert_int_eq(stage_focus(&s), FOCUS_FORM);
	stage_keys(&s, "<Shift-Tab>");
	check_shows(&s, "yesterday");
	stage_keys(&s, "<Esc>");
	check_shows(&s, "Esc once more leaves the day as it was.");
	stage_keys(&s, "<Esc>");
	ck_assert_int_eq(stage_focus(&s), FOCUS_LIST);
	check_step(&s, 1, STEP_LOOK, "2027-01-15");
	stage_keys(&s, "<Enter><Enter><Tab><Tab><Tab><Tab><Ctrl-U><Enter>");
	check_step(&s, 1, STEP_LOOK, "");
	stage_keys(&s, "<Enter><Enter><Tab><Tab><Tab><Tab>In 3 WEEKS<Esc>");
	check_step(&s, 1, STEP_LOOK, "2026-12-14");
	stage_close(&s);
}
END_TEST

/* The day that has come is past: nobody has to set another one to change a word. */
START_TEST(a_day_that_is_past_may_stay)
{
	struct stage s;

	stage_open(&s, STAGE_DUE);
	stage_page(&s, "support-others");
	stage_keys(&s, "s<Down><Enter><Enter>, again<Tab><Tab><Tab><Tab><Enter>");
	ck_assert_int_eq(stage_focus(&s), FOCUS_LIST);
	check_step(&s, 0, STEP_WHEN, "the working group meets, again");
	check_step(&s, 0, STEP_LOOK, "2026-11-20");
	stage_close(&s);
}
END_TEST

/* One that was understood stays what it is while the form is open over midnight. */
START_TEST(a_day_outlives_the_night)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "support-others");
	stage_keys(&s, "s<Enter>the bell<Tab><Tab><Tab><Tab>tomorrow<Shift-Tab>");
	check_step(&s, 0, STEP_LOOK, "2026-11-24");
	fault_clock(DESK_NOW + 2 * DAY);
	stage_keys(&s, "the caretaker<Esc>");
	check_step(&s, 0, STEP_WITH, "the caretaker");
	check_step(&s, 0, STEP_LOOK, "2026-11-24");
	stage_close(&s);
}
END_TEST

START_TEST(what_is_due_is_asked_once)
{
	struct stage s;

	stage_open(&s, STAGE_DUE);
	check_shows(&s, "Look at what I meant to try");
	check_hides(&s, "working group meets");	/* never quoted before it is wanted */
	stage_keys(&s, "<Down><Enter><Esc>");
	check_shows(&s, "Look at what I meant to try");	/* a look at the list is no answer */
	stage_keys(&s, "<Enter><Enter>");
	check_shows(&s, "When the working group meets, I will stay away and ask afterwards.");
	check_shows(&s, "What happened?");
	ck_assert(stage_focus(&s) & FOCUS_BOX);
	stage_keys(&s, "They met.<Enter>Without me.<Tab><Enter>");
	check_shows(&s, "Welcome back");
	check_hides(&s, "Look at what I meant to try");
	check_step(&s, 0, STEP_ASKED, "2026-11-23");
	check_step(&s, 0, STEP_LOOK, "2026-11-20");
	ck_assert_str_eq(steps_happened(s.wb, desk_page(s.wb, "support-others"), step(&s, 0)->id),
			 "They met.\nWithout me.");
	reopen(&s, DESK_NOW + 10 * DAY);
	check_hides(&s, "Look at what I meant to try");
	reopen(&s, DESK_NOW - 10 * DAY);
	check_hides(&s, "Look at what I meant to try");
	reopen(&s, DESK_NOW + 60 * DAY);	/* the other one */
	check_shows(&s, "Look at what I meant to try");
	stage_close(&s);
}
END_TEST

START_TEST(what_is_due_can_be_put_off)
{
	struct stage s;

	stage_open(&s, STAGE_DUE);
	stage_keys(&s, "<Down><Enter><Enter><Esc>");
	check_step(&s, 0, STEP_ASKED, "2026-11-23");
	ck_assert_uint_eq(beside_happened(s.wb, desk_page(s.wb, "support-others"), step(&s, 0)->id), 0);
	check_hides(&s, "Look at what I meant to try");
	reopen(&s, DESK_NOW + DAY);
	check_hides(&s, "Look at what I meant to try");
	stage_close(&s);
}
END_TEST

START_TEST(another_day_is_asked_about_again)
{
	struct stage s;

	stage_open(&s, STAGE_DUE);
	stage_keys(&s, "<Down><Enter><Enter>Not yet.<Tab>in 2 weeks<Enter>");
	check_step(&s, 0, STEP_LOOK, "2026-12-07");
	reopen(&s, DESK_NOW + 13 * DAY);
	check_hides(&s, "Look at what I meant to try");
	reopen(&s, DESK_NOW + 14 * DAY);
	stage_keys(&s, "<Down><Enter><Enter>");
	check_shows(&s, "What happened, written on 23 November 2026");
	stage_keys(&s, "Now they did.");
	fault_clock(DESK_NOW + 14 * DAY + 2);
	app_idle(&s.app);
	stage_keys(&s, "<Esc>");
	ck_assert_uint_eq(beside_happened(s.wb, desk_page(s.wb, "support-others"), step(&s, 0)->id), 2);
	stage_close(&s);
}
END_TEST

/* A day that was typed and taken back again leaves the one that stood there. */
START_TEST(half_a_day_is_no_day)
{
	struct stage s;

	stage_open(&s, STAGE_DUE);
	stage_keys(&s, "<Down><Enter><Enter><Tab>tomorrow");
	fault_clock(DESK_NOW + 1);
	app_idle(&s.app);
	check_step(&s, 0, STEP_LOOK, "2026-11-24");
	stage_keys(&s, "<Ctrl-U>end of term");
	fault_clock(DESK_NOW + 2);
	app_idle(&s.app);
	check_step(&s, 0, STEP_LOOK, "2026-11-20");
	stage_keys(&s, "<Ctrl-U><Enter>");
	check_step(&s, 0, STEP_LOOK, "2026-11-20");
	stage_close(&s);
}
END_TEST

START_TEST(what_happened_can_be_written_before_its_day)
{
	struct stage s;

	stage_open(&s, STAGE_DUE);
	stage_page(&s, "support-others");
	stage_keys(&s, "s<End><Up><Enter><Down><Enter>Nobody had.<Esc>");
	ck_assert_int_eq(stage_focus(&s), FOCUS_LIST);
	stage_keys(&s, "<Enter>");
	check_shows(&s, "What happened, written on 23 November 2026");
	check_shows(&s, "Nobody had.");
	stage_keys(&s, "<Down><Enter> Still.<Esc>");	/* in one sitting it is one text */
	ck_assert_str_eq(steps_happened(s.wb, desk_page(s.wb, "support-others"), step(&s, 1)->id),
			 "Nobody had. Still.");
	reopen(&s, DESK_NOW + 60 * DAY);
	check_shows(&s, "Look at what I meant to try");
	stage_close(&s);
}
END_TEST

START_TEST(a_step_is_removed_after_asking)
{
	struct stage s;

	stage_open(&s, STAGE_DUE);
	stage_page(&s, "support-others");
	stage_keys(&s, "s<Down><Enter><End><Enter>");
	check_shows(&s, "Remove this step, and");
	stage_keys(&s, "<Enter>");	/* what is marked keeps it */
	ck_assert_uint_eq(count(&s), 2);
	stage_keys(&s, "<Enter><Esc>");
	ck_assert_uint_eq(count(&s), 2);
	stage_keys(&s, "<End><Enter><Down><Enter>");
	ck_assert_uint_eq(count(&s), 1);
	check_shows(&s, "The step is removed.");
	check_hides(&s, "working group");
	ck_assert_ptr_null(strstr(scratch_get("w.json"), "the working group meets"));
	stage_close(&s);
}
END_TEST

START_TEST(who_only_reads_reads_steps)
{
	struct stage s;

	stage_open(&s, STAGE_READING);
	stage_page(&s, "support-others");
	stage_keys(&s, "s<Enter>");
	check_shows(&s, "You can only read here");
	ck_assert_int_eq(stage_focus(&s), FOCUS_LIST);
	stage_close(&s);
	stage_open(&s, STAGE_LOOKING);
	stage_page(&s, "support-others");
	stage_keys(&s, "s<Enter>");
	check_shows(&s, "Choose a place, and you can write.");
	stage_close(&s);
}
END_TEST

START_TEST(no_days_make_no_calendar)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_keys(&s, "?calendar<Enter>");
	check_shows(&s, "No step has a day to look at it again.");
	stage_close(&s);
}
END_TEST

START_TEST(days_go_into_a_calendar)
{
	struct stage s;

	stage_open(&s, STAGE_DUE);
	stage_page(&s, "spread-now");
	stage_keys(&s, "?calendar<Enter><Enter><Ctrl-U>days.ics<Enter>");
	check_shows(&s, "Only your login can open it.");
	ck_assert_ptr_nonnull(strstr(scratch_get("days.ics"), "DTSTART;VALUE=DATE:20270115"));
	ck_assert_ptr_null(strstr(scratch_get("days.ics"), "plan"));
	stage_keys(&s, "?calendar<Enter><Down><Enter><Ctrl-U>days.ics<Enter>");
	check_shows(&s, "exists already");
	stage_keys(&s, "<Ctrl-U>words.ics<Enter>");
	ck_assert_ptr_nonnull(strstr(scratch_get("words.ics"), "brings me a plan"));
	stage_close(&s);
}
END_TEST

/* At every size each field can be reached and shows, with the cursor in it. */
START_TEST(every_size_shows_the_field)
{
	static const struct { int rows, cols; } sizes[] = { { 6, 20 }, { 7, 40 }, { 12, 40 }, { 24, 80 } };
	struct stage s;

	stage_open(&s, STAGE_DUE);
	stage_size(&s, sizes[_i].rows, sizes[_i].cols);
	stage_keys(&s, "<Down><Enter><Enter>x");
	ck_assert_str_eq(stage_cursor(&s), " ");
	check_shows(&s, "x");
	stage_keys(&s, "<Tab>15/1/2028");
	check_shows(&s, "15/1/2028");
	stage_keys(&s, "<Esc>");
	stage_page(&s, "support-others");
	stage_keys(&s, "s<End><Enter>");
	for (char name = '1'; name <= '5'; name++) {
		char typed[2] = { name, '\0' };

		stage_keys(&s, typed);
		check_shows(&s, typed);
		stage_keys(&s, name < '5' ? "<Tab>" : "<Left>");
	}
	ck_assert_str_eq(stage_cursor(&s), "5");
	stage_close(&s);
}
END_TEST

/* A text that takes more rows than there are: the one with the cursor shows. */
START_TEST(the_end_of_a_long_part_shows)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "support-others");
	stage_size(&s, 6, 20);
	stage_keys(&s, "s<Enter>the bell rings and everybody runs to the hall before anyone has said "
		   "where the queue begins<Left>");
	check_shows(&s, "begins");
	ck_assert_str_eq(stage_cursor(&s), "s");
	stage_keys(&s, "<Home><Left>");
	ck_assert_int_gt(s.surface.cursor_row, 0);
	ck_assert_int_lt(s.surface.cursor_row, 4);
	stage_close(&s);
}
END_TEST

/* Another copy of the workbook may have lost it while it is written. */
START_TEST(a_step_that_went_away_is_begun_anew)
{
	struct err err = { .text = "" };
	struct stage s;

	stage_open(&s, STAGE_DUE);
	stage_page(&s, "support-others");
	stage_keys(&s, "s<Down><Enter><Enter> soon");
	ck_assert(beside_remove(s.wb, desk_page(s.wb, "support-others"), step(&s, 0)->id, &err));
	stage_keys(&s, "er<Esc>");
	ck_assert_uint_eq(count(&s), 2);
	check_shows(&s, "When the working group meets sooner, I will stay away");
	stage_close(&s);
}
END_TEST

/* What stands above comes first where not all shows, and typing comes back to the box. */
START_TEST(the_step_is_read_before_it_is_answered)
{
	struct stage s;

	stage_open(&s, STAGE_DUE);
	stage_size(&s, 8, 40);
	stage_keys(&s, "<Down><Enter><Enter>");
	check_shows(&s, "Supporting others");
	ck_assert_str_eq(stage_cursor(&s), "S");
	stage_keys(&s, "<PgDn><PgDn><PgDn><PgDn>y");
	check_shows(&s, "y");
	stage_keys(&s, "<PgUp><PgUp><PgUp><PgUp>");
	check_shows(&s, "Supporting others");
	stage_keys(&s, "z");
	check_shows(&s, "yz");
	stage_close(&s);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { a_step_is_written_part_by_part, a_step_without_a_word_is_none,
		moving_on_loses_nothing, words_of_a_step_are_in_the_journal_a_second_later,
		a_day_that_is_none_is_explained, a_day_that_is_past_may_stay, a_day_outlives_the_night,
		what_is_due_is_asked_once,
		what_is_due_can_be_put_off, another_day_is_asked_about_again, half_a_day_is_no_day,
		what_happened_can_be_written_before_its_day, a_step_is_removed_after_asking,
		who_only_reads_reads_steps, no_days_make_no_calendar,
		days_go_into_a_calendar,
		the_step_is_read_before_it_is_answered, the_end_of_a_long_part_shows,
		a_step_that_went_away_is_begun_anew };
	Suite *suite = suite_create("steps");
	TCase *tc = tcase_create("steps");

	tcase_add_checked_fixture(tc, stage_setup, stage_teardown);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	tcase_add_loop_test(tc, every_size_shows_the_field, 0, 4);
	suite_add_tcase(suite, tc);
	check_set_max_msg_size(LONG_MESSAGE);
	return suite_run(suite);
}
