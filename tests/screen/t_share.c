/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may see what stands under a page, and the way to a mentor's copy. */
#include <config.h>

#include <check.h>
#include <string.h>

#include "../unit/desk.h"
#include "../unit/fault.h"
#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "stage.h"
#include "workbook/beside.h"
#include "workbook/preface.h"

#define MENTOR "<F8><End><Enter>"	/* what shall be in her copy */
#define REMINDER "their names go along"

static void begin(struct stage *s)
{
	stage_open(s, STAGE_PAGE);
	stage_page(s, "spread-now");
}

static bool may_see(struct stage *s, enum audience audience)
{
	return beside_is_shared(s->wb, workbook_here(s->wb), audience);
}

START_TEST(nobody_sees_what_is_not_chosen)
{
	struct stage s;

	begin(&s);
	check_shows(&s, "only me");
	stage_keys(&s, "<F7><Esc>");
	stage_keys(&s, "<F7><F7><F7><Esc>");	/* it asks, and never cycles */
	ck_assert(!beside_has_share(s.wb, workbook_here(s.wb)));
	stage_keys(&s, "<F7><Enter>");
	ck_assert(beside_has_share(s.wb, workbook_here(s.wb)));
	ck_assert(!may_see(&s, AUDIENCE_MENTOR) && !may_see(&s, AUDIENCE_GROUP));
	check_hides(&s, REMINDER);
	stage_close(&s);
}
END_TEST

START_TEST(several_may_be_chosen)
{
	struct stage s;

	begin(&s);
	stage_keys(&s, "<F7><Down><Enter>");
	check_shows(&s, REMINDER);
	check_shows(&s, "my mentor");
	check_hides(&s, "only me");
	ck_assert(may_see(&s, AUDIENCE_MENTOR) && !may_see(&s, AUDIENCE_GROUP));
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "\"share\":\t[\"mentor\"]"));
	stage_keys(&s, "<F7>");
	check_shows(&s, "> My mentor");
	stage_keys(&s, "<End><Enter>");
	check_hides(&s, REMINDER);
	check_shows(&s, "my mentor, the group");
	ck_assert(may_see(&s, AUDIENCE_MENTOR) && may_see(&s, AUDIENCE_GROUP));
	stage_keys(&s, "<F7><Up><Enter>");
	ck_assert(!may_see(&s, AUDIENCE_MENTOR) && may_see(&s, AUDIENCE_GROUP));
	stage_keys(&s, "<F7><Home><Enter>");
	check_shows(&s, "Copies that were given away already keep");
	ck_assert(!may_see(&s, AUDIENCE_MENTOR) && !may_see(&s, AUDIENCE_GROUP));
	stage_close(&s);
}
END_TEST

/* In whatever room there is: it is what tells who may see the words. */
START_TEST(the_mark_wins_over_the_title)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "support-others");
	stage_keys(&s, "<F7><End><Enter>x<Left><Right>");
	check_shows(&s, "what might change, in my words");
	check_shows(&s, "my mentor, the group");
	stage_size(&s, 12, 40);
	check_shows(&s, " what might… ");
	check_shows(&s, " mentor, group ");
	stage_size(&s, 12, 22);
	check_shows(&s, "mentor, group");
	stage_size(&s, 24, 80);
	stage_keys(&s, "<F7><Home><Enter>x<Left><Right>");
	stage_size(&s, 12, 40);
	check_shows(&s, "what might change, in my words");
	stage_close(&s);
}
END_TEST

START_TEST(it_is_asked_while_writing_too)
{
	struct stage s;

	begin(&s);
	stage_keys(&s, "<Enter> More.<F7><Down><Enter> And more.<Tab>");
	ck_assert(may_see(&s, AUDIENCE_MENTOR));
	ck_assert_ptr_nonnull(strstr(desk_text(s.wb, "spread-now"), "More. And more."));
	stage_close(&s);
}
END_TEST

START_TEST(where_nothing_can_be_chosen_it_says_so)
{
	struct stage s;

	stage_open(&s, STAGE_READING);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<F7>");
	check_hides(&s, "Who may see this");
	check_shows(&s, "only");
	stage_close(&s);
	stage_teardown();
	stage_setup();
	stage_open(&s, STAGE_LOOKING);
	stage_page(&s, "spread-now");
	check_hides(&s, "only me");
	stage_keys(&s, "<F7>");
	check_shows(&s, "nothing is kept while you look around");
	stage_close(&s);
	stage_teardown();
	stage_setup();
	stage_open(&s, STAGE_PAGE);
	stage_keys(&s, "?who may see<Enter>");
	check_hides(&s, "Who may see this");
	stage_page(&s, "spread-now");
	stage_keys(&s, "<F7><Down><Enter>?cover my<Enter>");
	check_hides(&s, "my mentor");
	stage_keys(&s, "<F7>");
	check_hides(&s, "Who may see this");
	stage_close(&s);
}
END_TEST

START_TEST(a_mentors_copy_is_shown_before_it_leaves)
{
	struct stage s;
	const char *copy;

	begin(&s);
	stage_keys(&s, "<F7><Down><Enter>" MENTOR "<Enter>The rota.<Tab>Trust.<Tab>");
	check_shows(&s, "What your mentor would see stands below the line.");
	check_shows(&s, "Informal leaders");
	check_hides(&s, "caretaker");
	stage_keys(&s, "<Enter><Down><Down><Down><Down><Down><Up>");
	stage_keys(&s, "<Enter><Ctrl-U>copy.txt<Enter>");
	check_shows(&s, "Saved as");
	copy = scratch_get("copy.txt");
	ck_assert_ptr_nonnull(strstr(copy, "lunch queue"));
	ck_assert_ptr_nonnull(strstr(copy, "The rota."));
	ck_assert_ptr_nonnull(strstr(copy, "Trust."));
	ck_assert_ptr_null(strstr(copy, "caretaker"));
	ck_assert_ptr_null(strstr(copy, "Informal leaders"));
	ck_assert_ptr_null(strstr(copy, "2026"));
	stage_close(&s);
}
END_TEST

START_TEST(no_copy_leaves_unseen)
{
	struct stage s;

	begin(&s);
	stage_keys(&s, "?save a copy<Enter>");
	check_hides(&s, "In which form?");
	stage_close(&s);
}
END_TEST

/* Words for a mentor, left in whatever way. */
static const char *const ways[] = { "<Tab>", "<Esc>", "<Shift-Tab>", "<F8>", "<F2>", "<F9><Esc><Esc>",
	"<F1>cover my<Enter>", "<F3>queue<Enter>", "<Ctrl-S>", "<Ctrl-Q>", "<F6>", "<F7>" };

START_TEST(what_is_said_first_is_kept)
{
	struct stage s;

	begin(&s);
	stage_keys(&s, MENTOR "<Enter>The rota, and why.");
	stage_keys(&s, ways[_i]);
	if (!s.app.quit)
		stage_keys(&s, "<Ctrl-S>");
	ck_assert_str_eq(preface_text(s.wb, PREFACE_WORKING), "The rota, and why.");
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "The rota, and why."));
	stage_close(&s);
}
END_TEST

/* The journal has them two seconds after the last key, as it has those of a page. */
START_TEST(what_is_said_first_survives_an_end_without_warning)
{
	struct stage s;
	struct workbook *wb;

	begin(&s);
	stage_keys(&s, MENTOR "<Enter><Tab>Trust, and time.");
	fault_clock(DESK_NOW + 2);
	app_idle(&s.app);
	ck_assert_ptr_null(strstr(scratch_get("w.json"), "Trust, and time."));
	wb = desk_open("w.json", desk_shipped(), STORE_READ);
	ck_assert_str_eq(preface_text(wb, PREFACE_TALK), "Trust, and time.");
	workbook_free(wb);
	stage_close(&s);
}
END_TEST

START_TEST(what_was_said_stands_in_the_next_copy)
{
	struct stage s;

	begin(&s);
	stage_keys(&s, MENTOR "<Enter>The rota.<Tab><Tab><Esc>");
	check_shows(&s, "What shall be in it?");
	stage_keys(&s, "<Enter>");
	check_shows(&s, "The rota.");
	stage_keys(&s, "<Ctrl-U><Tab><Tab>");
	stage_size(&s, 50, 80);
	check_hides(&s, "What I am working on");
	check_hides(&s, "The rota.");
	stage_close(&s);
}
END_TEST

START_TEST(a_choice_changes_what_is_shown)
{
	struct stage s;

	begin(&s);
	stage_keys(&s, "<F8><Down><Enter>");
	stage_keys(&s, "<Down><Down><Enter><Enter>");	/* the first chapter goes */
	check_shows(&s, "many?: left out");
	stage_keys(&s, "<End><Enter>");
	check_shows(&s, "Chapters: some");
	stage_keys(&s, "<Home><Enter>");
	check_shows(&s, "what I chose of what I wrote");
	check_hides(&s, "lunch queue");
	stage_keys(&s, "<Esc><Down><Enter><Home><Enter>");
	check_shows(&s, "My words: the newest");
	stage_close(&s);
}
END_TEST

/* What is said takes rows from the page, and hides neither its own end nor that of a text. */
START_TEST(nothing_is_hidden_in_a_small_window)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "spread-now");
	stage_size(&s, 12, 40);
	stage_keys(&s, "<F7><End><Enter>");
	check_shows(&s, "their names go along: you may want to write of them without.");
	stage_keys(&s, "?make a copy<Enter><End><Enter><End>");
	check_shows(&s, "I found out from a Year 5 pupil.");
	stage_keys(&s, "<PgDn>");
	check_shows(&s, "This is the end.");
	check_shows(&s, "I found out from a Year 5 pupil.");
	check_hides(&s, "more below");
	stage_close(&s);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { nobody_sees_what_is_not_chosen, several_may_be_chosen,
		the_mark_wins_over_the_title, it_is_asked_while_writing_too, where_nothing_can_be_chosen_it_says_so,
		a_mentors_copy_is_shown_before_it_leaves, no_copy_leaves_unseen,
		what_is_said_first_survives_an_end_without_warning, what_was_said_stands_in_the_next_copy,
		a_choice_changes_what_is_shown, nothing_is_hidden_in_a_small_window };
	Suite *suite = suite_create("share");
	TCase *tc = tcase_create("share");

	tcase_add_checked_fixture(tc, stage_setup, stage_teardown);
	for (size_t i = 0; i < sizeof(tests) / sizeof(*tests); i++)
		tcase_add_test(tc, tests[i]);
	tcase_add_loop_test(tc, what_is_said_first_is_kept, 0, sizeof(ways) / sizeof(*ways));
	suite_add_tcase(suite, tc);
	check_set_max_msg_size(LONG_MESSAGE);
	return suite_run(suite);
}
