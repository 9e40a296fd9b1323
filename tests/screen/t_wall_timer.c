/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timer on the wall, with an injected clock. */
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
#include "stage.h"

#define SPREAD "How far is leadership distributed in your school today?"
#define DAY (24 * 60 * 60)

/* The page's phases are other minutes in another edition of the book. */
static const struct pack_phases *phases_of(const struct stage *s)
{
	return &pack_page(workbook_pack(s->wb), s->wall.page)->phases;
}

static void pass(struct stage *s, time_t *now, time_t seconds)
{
	*now += seconds;
	fault_clock(*now);
	stage_size(s, s->rows, s->cols);
}

static void check_minutes(struct stage *s, const char *phase, int minutes)
{
	char words[100];

	snprintf(words, sizeof(words), "%s: %d minutes", phase, minutes);
	check_shows(s, words);
}

START_TEST(phases_wait_for_whoever_leads)
{
	const struct pack_phases *phases;
	time_t now = DESK_NOW;
	struct stage s;

	stage_open(&s, STAGE_WALL);
	stage_page(&s, "spread-now");
	phases = phases_of(&s);
	stage_keys(&s, "t");
	check_shows(&s, SPREAD);
	check_minutes(&s, "Think alone", phases->alone);
	pass(&s, &now, 60 * phases->alone - 1);
	check_shows(&s, "Think alone: The last minute");
	pass(&s, &now, 1);
	check_shows(&s, "Think alone: The time is up.");
	pass(&s, &now, DAY);
	check_shows(&s, "Think alone: The time is up.");
	stage_keys(&s, "t+");
	check_minutes(&s, "Think alone", 2);
	stage_keys(&s, " ");
	check_minutes(&s, "In pairs", phases->pairs);
	stage_keys(&s, "<PgDn>");
	check_minutes(&s, "All together", phases->together);
	stage_keys(&s, "<PgDn>");
	check_shows(&s, "page 11 of 41");
	/* It is over, and begins anew. */
	stage_keys(&s, "t");
	check_minutes(&s, "Think alone", phases->alone);
	stage_close(&s);
}
END_TEST

START_TEST(it_stops_where_it_is_left_and_goes_on)
{
	static const char *const leaving[] = { "<PgUp>", "<Esc>", "<Backspace>", "<Left>", "<Up>" };
	time_t now = DESK_NOW;
	struct stage s;

	stage_open(&s, STAGE_WALL);
	for (size_t i = 0; i < ARRAY_LEN(leaving); i++) {
		stage_page(&s, "starting-point");
		stage_page(&s, "spread-now");
		s.wall.timing = false;
		stage_keys(&s, "t<PgDn>");
		pass(&s, &now, 61);
		stage_keys(&s, leaving[i]);
		check_shows(&s, "page 11 of 41");
		pass(&s, &now, DAY);
		stage_keys(&s, "t");
		check_minutes(&s, "In pairs", phases_of(&s)->pairs - 1);
	}
	/* Whatever closes it stops it. */
	stage_keys(&s, "c<Esc>");
	pass(&s, &now, DAY);
	stage_page(&s, "spread-now");
	stage_keys(&s, "t");
	check_minutes(&s, "In pairs", phases_of(&s)->pairs - 1);
	/* That of another page is another. */
	stage_page(&s, "not-delegation");
	stage_keys(&s, "t");
	check_shows(&s, "The last minute");
	check_shows(&s, "The book gives no times for this page. Each t adds a minute.");
	stage_keys(&s, "ttttttttt");
	check_shows(&s, "10 minutes");
	stage_keys(&s, "<PgDn>");
	check_shows(&s, "page 8 of 41");
	stage_close(&s);
}
END_TEST

START_TEST(time_goes_on_while_the_wall_is_blank)
{
	time_t now = DESK_NOW;
	struct stage s;

	stage_open(&s, STAGE_WALL);
	stage_page(&s, "spread-now");
	stage_keys(&s, "t.");
	ck_assert_int_eq(app_idle_in(&s.app), -1);
	pass(&s, &now, 60);
	stage_keys(&s, "t");
	check_minutes(&s, "Think alone", phases_of(&s)->alone - 1);
	stage_close(&s);
}
END_TEST

/* As the loop does: it draws when a key came, and when app_idle_in has passed. */
START_TEST(it_is_painted_no_oftener_than_its_words_change)
{
	time_t now = DESK_NOW, end;
	int painted = 0;
	struct stage s;
	char *before;

	stage_open(&s, STAGE_WALL);
	stage_page(&s, "spread-now");
	stage_keys(&s, "t");
	end = now + 60 * phases_of(&s)->alone;
	before = mem_string(stage_dump(&s));
	for (int in = app_idle_in(&s.app); in >= 0; in = app_idle_in(&s.app)) {
		ck_assert_int_gt(in, 0);
		pass(&s, &now, in);
		app_idle(&s.app);
		painted++;
		ck_assert_msg(strcmp(before, stage_dump(&s)) != 0, "painted for nothing:\n%s", before);
		free(before);
		before = mem_string(stage_dump(&s));
	}
	ck_assert_int_eq(painted, phases_of(&s)->alone);
	ck_assert_int_eq((int)(now - end), 0);
	check_shows(&s, "The time is up.");
	free(before);
	stage_close(&s);
}
END_TEST

START_TEST(digits_are_drawn_where_there_is_room)
{
	struct stage s;

	stage_open(&s, STAGE_WALL);
	stage_page(&s, "spread-now");
	stage_keys(&s, "t");
	for (int rows = 6; rows < 60; rows++)
		for (int cols = 20; cols < 220; cols += 20) {
			bool digits;

			stage_size(&s, rows, cols);
			digits = strstr(stage_dump(&s), "██████") != NULL;
			ck_assert_msg(digits || rows < 12 || cols < 40, "%d x %d:\n%s", rows, cols,
				      stage_dump(&s));
			check_minutes(&s, "Think alone", phases_of(&s)->alone);
			check_shows(&s, "How far");
		}
	stage_size(&s, 12, 40);
	s.app.settings.borders = BORDERS_ASCII;
	stage_size(&s, 12, 40);
	check_shows(&s, "######");
	/* Who hears the screen has the words. */
	s.app.settings.borders = BORDERS_NONE;
	stage_size(&s, 12, 40);
	check_hides(&s, "##");
	check_hides(&s, "█");
	check_minutes(&s, "Think alone", phases_of(&s)->alone);
	stage_close(&s);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("wall-timer");
	TCase *tc = tcase_create("wall-timer");

	tcase_add_checked_fixture(tc, stage_setup, stage_teardown);
	tcase_add_test(tc, phases_wait_for_whoever_leads);
	tcase_add_test(tc, it_stops_where_it_is_left_and_goes_on);
	tcase_add_test(tc, time_goes_on_while_the_wall_is_blank);
	tcase_add_test(tc, it_is_painted_no_oftener_than_its_words_change);
	tcase_add_test(tc, digits_are_drawn_where_there_is_room);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
