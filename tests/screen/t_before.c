/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What I wrote before, on the screen: the line on the page, F6, and two side by side. */
#include <config.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/desk.h"
#include "../unit/fault.h"
#include "../unit/suite.h"
#include "base/mem.h"
#include "look.h"
#include "scenes.h"
#include "workbook/replies.h"

#define LINE "I wrote about this before: 14 November 2026 (F6)"

/* A sitting later: the words of 14 November are earlier ones. */
static void open_later(struct stage *s)
{
	stage_open(s, STAGE_PAGE);
	desk_write(s->wb, "spread-now", "The cooks decide what is for lunch.");
	desk_save(s->wb);
	stage_page(s, "spread-now");
}

START_TEST(the_page_says_so)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "spread-now");
	check_hides(&s, "before:");
	stage_page(&s, "not-delegation");
	check_hides(&s, "before:");
	stage_close(&s);
	stage_teardown();
	stage_setup();
	open_later(&s);
	check_shows(&s, LINE);
	stage_size(&s, 12, 40);
	check_shows(&s, "Before: 14 November 2026 (F6)");
	check_shows(&s, "How far is leadership distributed");
	check_shows(&s, "The cooks decide");
	stage_size(&s, 6, 20);		/* no room */
	check_hides(&s, "Before:");
	stage_size(&s, 24, 80);
	stage_keys(&s, "x");		/* a remark comes first */
	check_hides(&s, LINE);
	stage_keys(&s, "<Down>");
	check_shows(&s, LINE);
	stage_keys(&s, "<F1>cover my words<Enter><Down>");
	check_hides(&s, LINE);
	stage_close(&s);
}
END_TEST

/* What begins to be written becomes a layer within a second: nothing moves meanwhile. */
START_TEST(the_line_waits_for_the_end_of_writing)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter> More.<Ctrl-S><Right>");
	check_hides(&s, "before:");
	stage_keys(&s, "<Tab>");
	check_shows(&s, LINE);
	stage_keys(&s, "<Enter>");
	check_shows(&s, LINE);
	stage_close(&s);
}
END_TEST

static void reply_from(struct stage *s, const char *from)
{
	struct replies_at at = replies_under(s->wb, desk_page(s->wb, "spread-now"));
	const struct reply_words words = { slice_of(from), day_local(DESK_NOW), "", slice_of("Why?") };

	ck_assert_ptr_nonnull(replies_put(s->wb, at, NULL, &words));
	stage_page(s, "spread-now");
}

/* Who came in last is not hidden behind who came first. */
START_TEST(the_page_names_all_who_replied)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	reply_from(&s, "Ms Grey");
	reply_from(&s, "Ms Grey ");
	check_shows(&s, "Reply from Ms Grey, 23 November 2026 (F6)");
	reply_from(&s, "Mr Lee");
	reply_from(&s, "Mr Lee");
	check_shows(&s, "Replies from Mr Lee, Ms Grey (F6)");
	stage_size(&s, 12, 40);
	check_shows(&s, "Replies from Mr Lee, Ms Grey (F6)");
	reply_from(&s, "Miss Nunn");
	check_shows(&s, "Replies from Miss Nunn and others (F6)");
	stage_size(&s, 24, 80);
	check_shows(&s, "Replies from Miss Nunn, Mr Lee, Ms Grey (F6)");
	reply_from(&s, "");
	check_shows(&s, "Replies from Miss Nunn, Mr Lee, Ms Grey and others (F6)");
	reply_from(&s, "A reader whose name is far too long for a line of a page at any size");
	check_shows(&s, "There are replies (F6)");
	stage_close(&s);
}
END_TEST

START_TEST(an_emptied_box_names_the_key)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "informal-leaders");
	stage_keys(&s, "<Enter><Ctrl-U><Tab>");
	check_shows(&s, "The box is empty now. Your earlier words are kept; F6 shows them.");
	stage_keys(&s, "<F6>");
	check_shows(&s, "Emptied on 23 November 2026");
	check_shows(&s, "What I wrote on 14 November 2026 The caretaker, and the two who run the choir.");
	stage_close(&s);
}
END_TEST

START_TEST(where_nothing_was_written_it_is_said)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "not-delegation");
	stage_keys(&s, "<F6>");
	check_shows(&s, "There is no box on this page.");
	stage_page(&s, "formal-roles");
	stage_keys(&s, "<F6>");
	check_shows(&s, "No words of yours are kept here.");
	ck_assert_uint_eq(s.app.depth, 1);
	stage_page(&s, "spread-now");
	stage_keys(&s, "?cover my words<Enter><F6>");
	check_shows(&s, "Your words are covered.");
	ck_assert_uint_eq(s.app.depth, 1);
	stage_close(&s);
	stage_teardown();
	stage_setup();
	stage_open(&s, STAGE_LOOKING);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<F6>");
	check_shows(&s, "No words of yours are kept here.");
	stage_close(&s);
	stage_teardown();
	stage_setup();
	stage_open(&s, STAGE_READING);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<F6>");
	check_shows(&s, "What I wrote on 14 November 2026");
	stage_close(&s);
}
END_TEST

/* From the box, with what has just been typed; and back into it. */
START_TEST(f6_works_in_the_box)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter> And more.<F6>");
	check_shows(&s, "I found out from a Year 5 pupil. And more.");
	check_shows(&s, "What I wrote on 14 November 2026");
	stage_keys(&s, "<Esc>");
	ck_assert(stage_focus(&s) & FOCUS_BOX);
	stage_keys(&s, "!");
	check_shows(&s, "And more.!");
	stage_close(&s);
}
END_TEST

/* Who writes again without looking first does not see them there, until something new stands. */
START_TEST(what_is_hidden_stays_so)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "spread-now");
	app_command(&s.app, CMD_WRITE_AGAIN);
	stage_keys(&s, "<F6>");
	check_shows(&s, "What you wrote before is hidden until you have written.");
	check_hides(&s, "Year 5");
	app_command(&s.app, CMD_ERASE);
	stage_size(&s, 24, 80);
	check_hides(&s, "On Tuesday");
	stage_keys(&s, "Anew.<F6>");
	check_shows(&s, "What I wrote on 23 November 2026 Anew.");
	check_shows(&s, "I found out from a Year 5 pupil.");
	stage_close(&s);
}
END_TEST

/* The row of the screen in which TEXT stands, and its column. */
static int row_of(struct stage *s, const char *text, int *col)
{
	for (int row = 0; row < s->rows; row++) {
		const char *at = strstr(look_row(s, row), text);

		if (at) {
			*col = (int)(at - look_row(s, row));
			return row;
		}
	}
	ck_abort_msg("'%s' does not show\n%s", text, stage_dump(s));
	return -1;
}

START_TEST(two_stand_side_by_side_where_there_is_room)
{
	static const struct { int rows, cols; bool wide; } sizes[] = {
		{ 24, 80, false }, { 24, 99, false }, { 24, 100, true }, { 50, 132, true }, { 12, 140, true },
		{ 24, 80, false },
	};
	struct stage s;

	open_later(&s);
	stage_keys(&s, "<F6>");
	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		int now_row, then_row, now_col, then_col;

		stage_size(&s, sizes[i].rows, sizes[i].cols);
		now_row = row_of(&s, "What I wrote on 23 November 2026", &now_col);
		then_row = row_of(&s, "What I wrote on 14 November 2026", &then_col);
		ck_assert_msg((now_row == then_row) == sizes[i].wide, "%s", stage_dump(&s));
		ck_assert_msg(sizes[i].wide ? then_col > now_col : then_row > now_row, "%s", stage_dump(&s));
		check_shows(&s, "How far is leadership distributed");
	}
	stage_close(&s);
}
END_TEST

/* A long text in the box, or before it, and a short one. */
static void open_long(struct stage *s, bool newest)
{
	struct buf text;

	buf_init(&text, 1 << 16);
	for (int k = 0; k < 120; k++)
		buf_addf(&text, "Line %d.\n", k);
	stage_open(s, STAGE_PAGE);
	desk_write(s->wb, "formal-roles", newest ? "Short." : text.data);
	desk_save(s->wb);
	fault_clock(DESK_NOW + DESK_SITTING);
	desk_write(s->wb, "formal-roles", newest ? text.data : "Short.");
	desk_save(s->wb);
	stage_page(s, "formal-roles");
	stage_keys(s, "<F6>");
	buf_release(&text);
}

/* The short one stays in sight while the long one is read, which the cursor follows. */
START_TEST(the_shorter_one_stays_in_sight)
{
	for (int newest = 0; newest < 2; newest++) {
		struct stage s;

		open_long(&s, newest);
		stage_size(&s, 24, 110);
		ck_assert_str_eq(stage_cursor(&s), "W");
		ck_assert_int_lt(s.surface.cursor_col, 50);
		check_shows(&s, "more below");
		stage_keys(&s, "<PgDn><PgDn><PgDn>");
		check_shows(&s, "Short.");
		check_hides(&s, "Line 1.");
		ck_assert_msg(*stage_cursor(&s) == 'L', "%s", stage_dump(&s));
		ck_assert_msg((s.surface.cursor_col > 50) == !newest, "%s", stage_dump(&s));
		stage_keys(&s, "<End>");
		check_shows(&s, "Line 119.");
		check_hides(&s, "more below");
		stage_keys(&s, "<PgDn>");
		check_shows(&s, "This is the end. Esc goes back.");
		stage_keys(&s, "<Home>");
		check_shows(&s, "Line 0.");
		ck_assert_int_lt(s.surface.cursor_col, 50);
		stage_close(&s);
		stage_teardown();
		stage_setup();
	}
}
END_TEST

/* Whatever the window becomes, what was read is in sight. */
START_TEST(resizing_keeps_the_place)
{
	for (int newest = 0; newest < 2; newest++) {
		struct stage s;
		char line[32];
		const char *at;

		open_long(&s, newest);
		stage_size(&s, 24, 80);
		stage_keys(&s, "<PgDn><PgDn><PgDn>");
		at = strstr(stage_dump(&s), "Line ");
		snprintf(line, sizeof(line), "%.*s", (int)strcspn(at + 5, ".") + 6, at);
		for (int k = 0; k < 6; k++) {
			stage_size(&s, 24, k % 2 ? 80 : 110);
			ck_assert_msg(stage_shows(&s, line), "%s is not in sight\n%s", line, stage_dump(&s));
		}
		stage_size(&s, 24, 110);	/* and what is gone on to there */
		stage_keys(&s, "<PgDn><PgDn>");
		ck_assert(!stage_shows(&s, line));
		at = strstr(stage_dump(&s), "Line ");
		snprintf(line, sizeof(line), "%.*s", (int)strcspn(at + 5, ".") + 6, at);
		stage_size(&s, 24, 80);
		ck_assert_msg(stage_shows(&s, line), "%s is not in sight\n%s", line, stage_dump(&s));
		stage_close(&s);
		stage_teardown();
		stage_setup();
	}
}
END_TEST

/* Every row of every layer can be read, in each window. */
START_TEST(everything_can_be_read)
{
	static const struct { int rows, cols; } sizes[] = { { 24, 80 }, { 12, 40 }, { 24, 110 }, { 6, 20 },
		{ 7, 100 } };

	for (size_t i = 0; i < ARRAY_LEN(sizes); i++)
		for (int newest = 0; newest < 2; newest++) {
			struct stage s;
			struct buf seen;

			open_long(&s, newest);
			stage_size(&s, sizes[i].rows, sizes[i].cols);
			buf_init(&seen, LOOK_MAX);
			for (int k = 0; k < 200; k++) {
				buf_add_str(&seen, stage_dump(&s));
				stage_keys(&s, "<Down>");
			}
			for (int k = 0; k < 120; k++) {
				char line[32];

				snprintf(line, sizeof(line), "Line %d.", k);
				ck_assert_msg(strstr(seen.data, line), "%s at %dx%d", line, sizes[i].cols,
					      sizes[i].rows);
			}
			ck_assert_ptr_nonnull(strstr(seen.data, "Short."));
			buf_release(&seen);
			stage_close(&s);
			stage_teardown();
			stage_setup();
		}
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { the_page_says_so, the_line_waits_for_the_end_of_writing,
		an_emptied_box_names_the_key, where_nothing_was_written_it_is_said, f6_works_in_the_box,
		what_is_hidden_stays_so, the_page_names_all_who_replied,
		two_stand_side_by_side_where_there_is_room, the_shorter_one_stays_in_sight,
		resizing_keeps_the_place, everything_can_be_read };
	Suite *suite = suite_create("before");
	TCase *tc = tcase_create("before");

	tcase_add_checked_fixture(tc, stage_setup, stage_teardown);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	check_set_max_msg_size(LONG_MESSAGE);
	return suite_run(suite);
}
