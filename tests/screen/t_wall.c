/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The projector's screens, and the curtain over a workbook: what a clicker and a keyboard do. */
#include <config.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/desk.h"
#include "../unit/suite.h"
#include "base/mem.h"
#include "look.h"
#include "stage.h"

#define SPREAD "How far is leadership distributed in your school today?"
#define CURTAIN "Projecting has stopped. Press R to return to your workbook."
#define PRIVATE "changed the lunch queue"

static void press(struct stage *s, enum key_code code)
{
	const struct key key = { .code = code, .row = 12, .col = 20 };

	stage_key(s, &key);
}

/* On and on through the whole book, and back the same way. */
START_TEST(forward_and_back_are_the_same_way)
{
	char **seen = NULL;
	size_t count = 0, cap = 0;
	struct stage s;

	stage_open(&s, STAGE_WALL);
	stage_size(&s, 12, 40);
	stage_keys(&s, "<PgDn>");
	do {
		seen = mem_grow(seen, count, &cap, sizeof(*seen));
		seen[count++] = mem_string(stage_dump(&s));
		ck_assert_uint_lt(count, 2000);
		stage_keys(&s, "<PgDn>");
		if (!s.app.message.len)
			ck_assert_msg(strcmp(seen[count - 1], stage_dump(&s)) != 0, "it stands still:\n%s",
				      stage_dump(&s));
	} while (!s.app.message.len);
	ck_assert_uint_gt(count, 200);
	while (--count) {
		free(seen[count]);
		stage_keys(&s, "<PgUp>");
		ck_assert_str_eq(stage_dump(&s), seen[count - 1]);
	}
	free(seen[0]);
	free(seen);
	/* Before the first slide is the title page. */
	stage_keys(&s, "<PgUp>");
	ck_assert_int_eq(stage_focus(&s), FOCUS_WALL_TITLE);
	stage_close(&s);
}
END_TEST

START_TEST(every_key_that_moves_does)
{
	static const char *const on[] = { "<PgDn>", " ", "<Enter>", "<Right>", "<Down>" };
	static const char *const back[] = { "<PgUp>", "<Backspace>", "<Left>", "<Up>" };
	struct stage s;

	stage_open(&s, STAGE_WALL);
	stage_page(&s, "spread-now");
	for (size_t i = 0; i < ARRAY_LEN(on); i++) {
		stage_page(&s, "spread-now");
		stage_keys(&s, on[i]);
		check_shows(&s, "page 12 of 41");
	}
	for (size_t i = 0; i < ARRAY_LEN(back); i++) {
		stage_page(&s, "formal-roles");
		stage_keys(&s, back[i]);
		check_shows(&s, SPREAD);
	}
	stage_keys(&s, "<Home>");
	check_shows(&s, "page 1 of 41");
	stage_keys(&s, "<End>");
	check_shows(&s, "page 41 of 41");
	stage_keys(&s, "13<Enter>");
	check_shows(&s, "page 13 of 41");
	stage_keys(&s, "119<Backspace><Enter>");
	check_shows(&s, "page 11 of 41");
	/* Another key ends the number, and does what it does. */
	stage_keys(&s, "1<PgDn><Enter>");
	check_shows(&s, "page 13 of 41");
	stage_keys(&s, "99999999999999999999<Enter>");
	check_shows(&s, "There is no page");
	check_shows(&s, "the last one is 41");
	stage_keys(&s, "000<Enter>");
	check_shows(&s, "There is no page 0: the last one is 41.");
	stage_keys(&s, "0<Backspace><Enter>");
	check_shows(&s, "page 14 of 41");
	stage_close(&s);
}
END_TEST

/* Also while the timer or voices show, and from every list. */
START_TEST(a_number_leads_to_a_page_from_everywhere)
{
	static const char *const starts[] = {
		"t", "t<PgDn>", "v", "v<PgDn>", "v<Esc>tv", "c", "?", "<Esc>w",
		"<Esc><Down><Enter>", "<Esc><Down><Down><Enter>", "<Esc><Down><Down><Down><Enter>",
	};
	struct stage s;

	stage_open(&s, STAGE_VOICES);
	for (size_t i = 0; i < ARRAY_LEN(starts); i++) {
		char *before;

		stage_page(&s, "spread-now");
		stage_keys(&s, starts[i]);
		before = mem_string(stage_dump(&s));
		/* Where there is none everything stays. */
		stage_keys(&s, "99<Enter>");
		check_shows(&s, "There is no page 99: the last one is 41.");
		stage_keys(&s, "<F5>");
		ck_assert_str_eq(stage_dump(&s), before);
		free(before);
		stage_keys(&s, "1");
		check_shows(&s, "page 1: then Enter");
		stage_keys(&s, "3<Enter>");
		ck_assert_msg(stage_shows(&s, "page 13 of 41") && s.app.depth == 2 && !s.wall.phases.runs,
			      "after '%s':\n%s", starts[i], stage_dump(&s));
	}
	stage_close(&s);
}
END_TEST

/* The one button that sends F5 and Esc in turn, in any order and number. */
START_TEST(f5_and_esc_do_no_harm)
{
	struct stage s;

	stage_open(&s, STAGE_WALL);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<F5><F5>");
	check_shows(&s, SPREAD);
	stage_keys(&s, "<Esc>");
	check_shows(&s, "Carry on at page 11");
	stage_keys(&s, "<F5><Esc><Esc><F5><Esc>");
	ck_assert_int_eq(stage_focus(&s), FOCUS_WALL_TITLE);
	check_shows(&s, "Ctrl-Q stops projecting.");
	ck_assert(!s.app.quit);
	stage_keys(&s, "<PgDn>");
	check_shows(&s, SPREAD);
	/* From a list too. */
	stage_keys(&s, "c<Esc>");
	ck_assert_int_eq(stage_focus(&s), FOCUS_WALL_TITLE);
	stage_keys(&s, "<Down><Enter><F5><Esc>");
	ck_assert_int_eq(stage_focus(&s), FOCUS_WALL_TITLE);
	stage_keys(&s, "<Ctrl-Q>");
	ck_assert(s.app.quit);
	stage_close(&s);
}
END_TEST

static void check_blank(struct stage *s)
{
	const char *all = stage_dump(s);

	ck_assert_msg(all[strspn(all, " \n")] == '\0', "something shows:\n%s", all);
}

/* Whatever brings it back does nothing else. */
START_TEST(any_key_ends_the_blank_and_is_swallowed)
{
	static const enum key_code codes[] = {
		CODE_PAGE_DOWN, CODE_PAGE_UP, CODE_ESCAPE, CODE_F5, CODE_ENTER, CODE_END, CODE_CTRL_Q,
		CODE_CTRL_C, CODE_CLICK, CODE_WHEEL_UP, CODE_F1, CODE_F2,
	};
	static const char *const letters[] = { ".", "b", "c", "3", "?", "x", "t", "w" };
	struct stage s;

	stage_open(&s, STAGE_WALL);
	stage_page(&s, "spread-now");
	for (size_t i = 0; i < ARRAY_LEN(codes) + ARRAY_LEN(letters); i++) {
		stage_keys(&s, i % 2 ? "." : "b");
		check_blank(&s);
		stage_size(&s, 50, 132);
		check_blank(&s);
		stage_size(&s, 4, 10);
		check_blank(&s);
		stage_size(&s, 24, 80);
		if (i < ARRAY_LEN(codes))
			press(&s, codes[i]);
		else
			stage_keys(&s, letters[i - ARRAY_LEN(codes)]);
		check_shows(&s, SPREAD);
		check_shows(&s, "page 11 of 41");
		ck_assert(!s.app.quit && !s.wall.digits && s.app.depth == 2);
	}
	stage_keys(&s, ".");
	stage_paste(&s, "pasted .\n");
	check_shows(&s, SPREAD);
	stage_close(&s);
}
END_TEST

START_TEST(every_screen_of_the_wall_can_be_blanked)
{
	static const char *const to[] = { "<Esc>", "c", "?", "<Esc><Down><Enter>", "<End>" };
	struct stage s;

	stage_open(&s, STAGE_WALL);
	for (size_t i = 0; i < ARRAY_LEN(to); i++) {
		char *before;

		stage_page(&s, "spread-now");
		stage_keys(&s, to[i]);
		before = mem_string(stage_dump(&s));
		stage_keys(&s, ".");
		check_blank(&s);
		stage_keys(&s, "<PgDn>");
		ck_assert_str_eq(stage_dump(&s), before);
		free(before);
	}
	stage_close(&s);
}
END_TEST

/* No key leads to what is a reader's: her settings, her reflections, a search in her words. */
START_TEST(no_key_leads_off_the_wall)
{
	static const char *const starts[] = { "", "<PgDn>", "c", "<Down><Enter>", "<PgDn>?" };
	struct stage s;

	stage_open(&s, STAGE_WALL);
	for (size_t i = 0; i < ARRAY_LEN(starts); i++)
		for (int code = CODE_ENTER; code <= CODE_CTRL_Z; code++) {
			if (code == CODE_CTRL_Q)
				continue;
			wall_to_title(&s.app);
			stage_keys(&s, "<Home>");
			s.wall = (struct wall){ 0 };
			stage_keys(&s, starts[i]);
			press(&s, (enum key_code)code);
			ck_assert_msg(!(app_focus(&s.app) & ~(FOCUS_WALL | FOCUS_WALL_TITLE |
							      FOCUS_WALL_LIST | FOCUS_WALL_HELP)),
				      "key %d leads to:\n%s", code, stage_dump(&s));
			ck_assert_msg(!s.app.quit && !s.app.asks, "key %d ends it", code);
		}
	stage_close(&s);
}
END_TEST

START_TEST(help_does_what_is_marked)
{
	struct stage s;

	stage_open(&s, STAGE_WALL);
	stage_page(&s, "spread-now");
	stage_keys(&s, "?");
	check_shows(&s, "Go on (or Space");
	stage_keys(&s, "<Enter>");
	check_shows(&s, "page 12 of 41");
	stage_keys(&s, "<Esc><F1><Enter>");
	check_shows(&s, "page 12 of 41");
	/* Left, it shows what showed before. */
	stage_keys(&s, "?<Down><Esc>");
	check_shows(&s, "page 12 of 41");
	stage_keys(&s, "<Esc>?");
	check_hides(&s, "Esc title page");
	stage_keys(&s, "<Esc>");
	ck_assert_int_eq(stage_focus(&s), FOCUS_WALL_TITLE);
	stage_close(&s);
}
END_TEST

/* ---- the curtain ---- */

START_TEST(only_r_takes_the_curtain_away)
{
	static const enum key_code codes[] = {
		CODE_PAGE_DOWN, CODE_PAGE_UP, CODE_ESCAPE, CODE_F5, CODE_ENTER, CODE_UP, CODE_DOWN,
		CODE_LEFT, CODE_RIGHT, CODE_HOME, CODE_END, CODE_TAB, CODE_BACKSPACE, CODE_F1, CODE_F2,
		CODE_F3, CODE_F4, CODE_F6, CODE_F7, CODE_F8, CODE_F9, CODE_CTRL_S, CODE_CTRL_Z, CODE_CLICK,
		CODE_WHEEL_DOWN, CODE_CTRL_C, CODE_CTRL_L,
	};
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "spread-now");
	check_shows(&s, PRIVATE);
	stage_keys(&s, "<F5>");
	ck_assert_int_eq(s.app.asks, ASK_PROJECTOR);
	for (size_t i = 0; i < ARRAY_LEN(codes); i++) {
		press(&s, codes[i]);
		check_shows(&s, CURTAIN);
		check_hides(&s, PRIVATE);
		ck_assert(!s.app.quit);
	}
	stage_keys(&s, " .btwc?/h5");
	stage_paste(&s, "r");
	stage_size(&s, 5, 19);
	check_hides(&s, PRIVATE);
	stage_size(&s, 12, 40);
	check_shows(&s, CURTAIN);
	stage_keys(&s, "r");
	check_shows(&s, SPREAD);
	stage_keys(&s, "<F5>R");
	check_shows(&s, SPREAD);
	stage_close(&s);
}
END_TEST

/* What was being written is saved before, and goes on afterwards. */
START_TEST(words_are_saved_before_projecting)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "formal-roles");
	stage_keys(&s, "<Enter>Six posts.<F5>");
	ck_assert_int_eq(workbook_state(s.wb), STATE_SAVED);
	ck_assert_str_eq(desk_text(s.wb, "formal-roles"), "Six posts.");
	check_hides(&s, "Six posts.");
	stage_keys(&s, "r And a seventh.<Ctrl-Q>");
	ck_assert(s.app.quit);
	ck_assert_str_eq(desk_text(s.wb, "formal-roles"), "Six posts. And a seventh.");
	stage_close(&s);
}
END_TEST

/* Whoever presses it wants what shows off the wall. */
static const char *const ways[] = {
	"<F6>", "<F7>", "<F8>", "<F9>", "c", "?", "/queue<Enter>", "<F8><Enter>", "<F6>?",
};

START_TEST(f5_works_wherever_words_show)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "spread-now");
	stage_keys(&s, ways[_i]);
	stage_keys(&s, "<F5>");
	ck_assert_msg(s.app.asks == ASK_PROJECTOR, "after %s:\n%s", ways[_i], stage_dump(&s));
	check_shows(&s, CURTAIN);
	check_hides(&s, PRIVATE);
	stage_close(&s);
}
END_TEST

START_TEST(f5_works_in_a_form)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "more-distributed");
	stage_keys(&s, "s<Enter>When the head<F5>");
	check_shows(&s, CURTAIN);
	check_hides(&s, "When the head");
	stage_keys(&s, "r");
	check_shows(&s, "When the head");
	stage_close(&s);
}
END_TEST

START_TEST(the_curtain_can_be_quit)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_keys(&s, "<F5><Ctrl-Q>");
	ck_assert(s.app.quit);
	stage_close(&s);
}
END_TEST

/* Every page with a box or without, every list behind the help. */
START_TEST(projecting_is_in_the_help_list)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_keys(&s, "?project<Enter>");
	check_shows(&s, CURTAIN);
	ck_assert_int_eq(s.app.asks, ASK_PROJECTOR);
	stage_close(&s);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("wall");
	TCase *tc = tcase_create("wall");

	tcase_add_checked_fixture(tc, stage_setup, stage_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, forward_and_back_are_the_same_way);
	tcase_add_test(tc, every_key_that_moves_does);
	tcase_add_test(tc, a_number_leads_to_a_page_from_everywhere);
	tcase_add_test(tc, f5_and_esc_do_no_harm);
	tcase_add_test(tc, any_key_ends_the_blank_and_is_swallowed);
	tcase_add_test(tc, every_screen_of_the_wall_can_be_blanked);
	tcase_add_test(tc, no_key_leads_off_the_wall);
	tcase_add_test(tc, help_does_what_is_marked);
	tcase_add_test(tc, only_r_takes_the_curtain_away);
	tcase_add_test(tc, words_are_saved_before_projecting);
	tcase_add_loop_test(tc, f5_works_wherever_words_show, 0, ARRAY_LEN(ways));
	tcase_add_test(tc, f5_works_in_a_form);
	tcase_add_test(tc, the_curtain_can_be_quit);
	tcase_add_test(tc, projecting_is_in_the_help_list);
	suite_add_tcase(suite, tc);
	check_set_max_msg_size(LONG_MESSAGE);
	return suite_run(suite);
}
