/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A copy for my mentor or the group: seen first, put where its writer says, and nothing else. */
#include <config.h>

#include <check.h>
#include <string.h>

#include "../unit/fault.h"
#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "stage.h"

#define GIVE "?make a copy<Enter>"
#define MARK_BOTH "<F7><End><Enter>"

static void begin(struct stage *s)
{
	stage_open(s, STAGE_PAGE);
	stage_page(s, "spread-now");
}

START_TEST(what_is_not_marked_does_not_leave)
{
	struct stage s;

	begin(&s);
	stage_keys(&s, GIVE "<Enter>");
	check_shows(&s, "Nothing that you wrote is marked for your mentor yet.");
	check_shows(&s, "F7");
	stage_keys(&s, "<End><Enter>");
	check_shows(&s, "marked for the group yet");
	check_shows(&s, "Who is it for?");
	stage_keys(&s, "<Esc><F7><Down><Enter>" GIVE "<End><Enter>");
	check_shows(&s, "marked for the group yet");
	ck_assert_ptr_null(strstr(scratch_get("w.json"), "group_key"));
	stage_close(&s);
}
END_TEST

START_TEST(a_copy_for_my_mentor_is_seen_and_put_where_i_say)
{
	struct stage s;

	begin(&s);
	stage_keys(&s, MARK_BOTH GIVE "<Enter>");
	check_shows(&s, "What follows is in this copy, and nothing else that you wrote:");
	stage_keys(&s, "<End>");
	check_shows(&s, "Written on 14 November 2026");
	check_shows(&s, "lunch queue");
	stage_keys(&s, "<Enter>");
	check_shows(&s, "~/for-my-mentor-distributing-leadership-2026-11-23.json");
	ck_assert(!scratch_has("mine.json"));
	stage_keys(&s, "<Ctrl-U><Enter>");
	check_shows(&s, "Please type a name");
	stage_keys(&s, "mine.json<Enter>");
	check_shows(&s, "Saved as ");
	check_shows(&s, "Nothing was sent.");
	check_shows(&s, "'Bring in a copy'");
	ck_assert_ptr_nonnull(strstr(scratch_get("mine.json"), "lunch queue"));
	ck_assert_ptr_nonnull(strstr(scratch_get("mine.json"), "\"for\":\t\"mentor\""));
	ck_assert_int_eq(scratch_mode("mine.json"), 0600);
	stage_keys(&s, "<Esc>");
	check_shows(&s, "my mentor, the group");	/* the page again */
	ck_assert_uint_eq(s.app.depth, 1);
	stage_close(&s);
}
END_TEST

START_TEST(a_copy_for_the_group_is_nameless)
{
	struct stage s;

	begin(&s);
	stage_keys(&s, MARK_BOTH GIVE "<End><Enter>");
	check_shows(&s, "may still tell who you are");
	stage_keys(&s, "<Enter><Ctrl-U>group.json<Enter>");
	check_shows(&s, "whoever gathers the words of the group");
	ck_assert_ptr_nonnull(strstr(scratch_get("group.json"), "\"for\":\"group\""));
	ck_assert_ptr_null(strstr(scratch_get("group.json"), "2026-"));
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "group_key"));
	stage_close(&s);
}
END_TEST

START_TEST(no_file_is_written_over_and_the_name_stays)
{
	struct stage s;

	begin(&s);
	stage_keys(&s, MARK_BOTH GIVE "<Enter><Enter><Ctrl-U>w.json<Enter>");
	check_shows(&s, "'w.json' exists already");
	check_shows(&s, "Where shall the copy be put?");
	stage_keys(&s, "<Ctrl-U>mine.docx<Enter>");
	check_shows(&s, "let its name end in .json");
	stage_keys(&s, "<Ctrl-U>nowhere/mine.json<Enter>");
	check_shows(&s, "There is no folder 'nowhere'.");
	stage_keys(&s, "<Esc>");
	check_shows(&s, "Enter save a copy");
	stage_keys(&s, "<Esc><Esc>");
	check_shows(&s, "my mentor, the group");
	ck_assert(!scratch_has("mine.docx"));
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "leaderplus-workbook"));
	stage_close(&s);
}
END_TEST

/* Words that are covered, and none at all. */
START_TEST(where_it_cannot_be_it_says_so)
{
	struct stage s;

	begin(&s);
	stage_keys(&s, MARK_BOTH "?cover my<Enter>" GIVE);
	check_shows(&s, "Your words are covered.");
	check_hides(&s, "Who is it for?");
	stage_keys(&s, "?cover my<Enter>" GIVE "<Enter>?cover my<Enter>");	/* what shows goes, too */
	check_hides(&s, "lunch queue");
	stage_close(&s);
	stage_teardown();
	stage_setup();
	stage_open(&s, STAGE_LOOKING);
	stage_keys(&s, GIVE "<Enter>");
	check_shows(&s, "nothing is kept");
	stage_close(&s);
}
END_TEST

/* The words of a box that is open are in it. */
START_TEST(what_was_typed_last_is_in_it)
{
	struct stage s;

	begin(&s);
	stage_keys(&s, MARK_BOTH "<Enter> And the cook.<F1>make a copy<Enter><Enter><End>");
	check_shows(&s, "And the cook.");
	stage_keys(&s, "<Enter><Ctrl-U>mine.json<Enter>");
	ck_assert_ptr_nonnull(strstr(scratch_get("mine.json"), "And the cook."));
	stage_close(&s);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { what_is_not_marked_does_not_leave,
		a_copy_for_my_mentor_is_seen_and_put_where_i_say, a_copy_for_the_group_is_nameless,
		no_file_is_written_over_and_the_name_stays, where_it_cannot_be_it_says_so,
		what_was_typed_last_is_in_it };
	Suite *suite = suite_create("give");
	TCase *tc = tcase_create("give");

	tcase_add_checked_fixture(tc, stage_setup, stage_teardown);
	for (size_t i = 0; i < sizeof(tests) / sizeof(*tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	check_set_max_msg_size(LONG_MESSAGE);
	return suite_run(suite);
}
