/* SPDX-License-Identifier: GPL-3.0-or-later */
/* leaderplus share on a terminal: what leaves is shown, and nothing is written without a yes. */
#include <config.h>

#include <check.h>
#include <string.h>

#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "play.h"

static const char book[] =
	"{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"book\","
	"\"pack\":{\"id\":\"distributing-leadership\",\"version\":\"1\"},\"answers\":{"
	"\"spread-now\":{\"share\":[\"mentor\",\"group\"],\"layers\":[{\"id\":\"l\",\"clock\":1,"
	"\"at\":\"2026-11-23T19:04:11Z\",\"question\":\"How far?\",\"text\":\"The cook \\u001b[31mleads.\"}]}}}";

/* Begins a copy for WHOM with MORE (or NULL, VALUE) behind, and waits until it asks. */
static void begin(struct play *p, const char *whom, const char *more, const char *value)
{
	const char *const arguments[] = { "share", scratch_path("w.json"), "--for", whom, more, value, NULL };
	const struct play_setting setting = { .arguments = arguments };

	scratch_put("w.json", book);
	play_start_until(p, &setting, "yes or no:");
	if (p->full_screen || strstr(play_output(p), "\033[31m") || !play_shows(p, "leads."))
		play_fail(p, "what leaves is not shown, or not safely");
}

static const struct { const char *answer; bool written; } answers[] = {
	{ "y\r", true }, { "Yes\r", true }, { " yes \r", true },
	{ "\r", false }, { "n\r", false }, { "yess\r", false }, { "mentor\r", false }, { "\x04", false },
};

START_TEST(nothing_is_written_without_a_yes)
{
	struct play p;

	begin(&p, _i % 2 ? "group" : "mentor", "-o", scratch_path("copy.json"));
	ck_assert(!scratch_has("copy.json"));
	ck_assert_ptr_null(strstr(scratch_get("w.json"), "group_key"));
	play_type(&p, answers[_i].answer);
	if (!answers[_i].written)
		play_wait_for(&p, "nothing was written");
	ck_assert_int_eq(play_end(&p), answers[_i].written ? 0 : 1);
	ck_assert_int_eq(scratch_has("copy.json"), answers[_i].written);
}
END_TEST

START_TEST(a_name_is_suggested_where_none_is_given)
{
	struct play p;

	begin(&p, "group", NULL, NULL);
	if (!play_shows(&p, "'for-the-group-distributing-leadership-"))
		play_fail(&p, "no name is suggested");
	play_type(&p, "no\r");
	ck_assert_int_eq(play_end(&p), 1);
	ck_assert_ptr_null(strstr(scratch_get("w.json"), "group_key"));
}
END_TEST

START_TEST(who_says_yes_before_is_not_asked)
{
	const char *const arguments[] = { "share", scratch_path("w.json"), "--for", "mentor", "--yes", "-o",
					  scratch_path("copy.json"), NULL };
	const struct play_setting setting = { .arguments = arguments };
	struct play p;

	scratch_put("w.json", book);
	play_start(&p, &setting);
	play_wait_end(&p, PLAY_PATIENCE);
	ck_assert_ptr_null(strstr(play_output(&p), "yes or no:"));
	ck_assert_int_eq(play_end(&p), 0);
	ck_assert(scratch_has("copy.json"));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("share");
	TCase *tc = tcase_create("share");

	tcase_add_checked_fixture(tc, scratch_open, scratch_close);
	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, nothing_is_written_without_a_yes, 0, sizeof(answers) / sizeof(*answers));
	tcase_add_test(tc, a_name_is_suggested_where_none_is_given);
	tcase_add_test(tc, who_says_yes_before_is_not_asked);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
