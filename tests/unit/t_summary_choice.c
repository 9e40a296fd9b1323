/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of what a summary holds: for its writer, for her mentor, and as it was chosen. */
#include <config.h>

#include <check.h>
#include <string.h>

#include "base/mem.h"
#include "desk.h"
#include "fault.h"
#include "hung.h"
#include "outline.h"
#include "scratch.h"
#include "suite.h"
#include "workbook/preface.h"
#include "workbook/replies.h"
#include "workbook/summary.h"

static time_t now;
static struct workbook *wb;

static void setup(void)
{
	desk_setup();
	now = DESK_NOW;
	wb = desk_create("w.json", desk_book());
}

static void teardown(void)
{
	workbook_free(wb);
	scratch_close();
}

/* A sitting of its own, the next day. */
static void later(void)
{
	now += 24 * 60 * 60;
	fault_clock(now);
}

static struct summary_choice chosen(enum summary_reader reader)
{
	struct summary_choice choice;

	summary_choose(&choice, reader);
	return choice;
}

static const char *outline(const struct summary_choice *choice)
{
	return outline_of(summary_make(wb, choice));
}

static void has(const char *said, const char *part)
{
	ck_assert_msg(strstr(said, part), "---- '%s' is not in\n%s", part, said);
}

static void has_not(const char *said, const char *part)
{
	ck_assert_msg(!strstr(said, part), "---- '%s' is in\n%s", part, said);
}

static void is(const char *said, const char *want)
{
	ck_assert_msg(strcmp(said, want) == 0, "---- it is\n%s---- not\n%s", said, want);
}

#define MENTOR "#My reflections\nFor my mentor\n" \
	"These are my own words. They are not an assessment: please do not grade them.\n" \
	"I should like to hear what you think: by e-mail, or written in the margin.\n"
#define END "_\nWritten with the workbook: A small book.\n"

/* ---- for the writer ---- */

START_TEST(a_private_copy_has_everything)
{
	const char *said;

	desk_write(wb, "ask", "She leads, they say.");
	hung_rest(wb, "ask", "they say", "heard", "pupils,parents");
	hung_note(wb, "ask", "see", "Posts only.");
	hung_note(wb, "ask", "care", "A recipe?");
	hung_reply(wb, "ask", "my deputy", "So do I.");
	hung_step(wb, "intend", "ask first", "I asked.");
	said = outline_of(summary_private(wb));
	has(said, "##Beginning\n###Who leads here?\nWritten on 23 November 2026\n> She leads, they say.\n"
	    "I heard it from somebody. Whose view is missing: the pupils, the parents.\n> they say\n"
	    "What I noticed through: Seeing\n> Posts only.\nWhat I noticed through: Caring\n> A recipe?\n"
	    "Reply from my deputy, 23 November 2026\n> So do I.\n");
	has(said, "##What might change, in my words\n###What might you do?\nWhat I mean to try\n");
	has(said, "ask first");
	has(said, "15 January 2027");
	has(said, "I asked.");
	has(said, "It holds everything that I wrote");
}
END_TEST

START_TEST(a_step_does_not_read_as_what_happened_of_another)
{
	struct summary_choice mentor = chosen(SUMMARY_MENTOR);
	const char *said;

	hung_step(wb, "intend", "ask first", "I asked.");
	later();
	hung_step(wb, "intend", "wait longer", "");
	later();
	hung_step(wb, "intend", "say less", "");
	hung_share(wb, "intend", true, false);
	said = outline_of(summary_private(wb));
	has(said, "> I asked.\nWhat I mean to try\n> I will wait longer.");
	said = outline(&mentor);
	has(said, "> I asked.\nWhat I mean to try\n> I will wait longer.\n> I will say less.\n");
}
END_TEST

START_TEST(left_open_on_purpose_is_no_question_still_open)
{
	const char *said;

	desk_write(wb, "ask", "Once.");
	later();
	workbook_leave_open(wb, desk_page(wb, "ask"), slice_of("Too near."));
	workbook_leave_open(wb, desk_page(wb, "intend"), slice_of(""));
	said = outline_of(summary_private(wb));
	has(said, "###Who leads here?\nLeft open on purpose, on 24 November 2026.\n> Too near.\n"
	    "Earlier, on 23 November 2026\n> Once.\n");
	has(said, "###What might you do?\nLeft open on purpose, on 24 November 2026.\n");
	has_not(said, "Questions still open");
}
END_TEST

START_TEST(what_hides_while_writing_again_hides_here)
{
	struct summary_choice mentor = chosen(SUMMARY_MENTOR);
	const char *said;

	desk_write(wb, "ask", "Old words.");
	hung_note(wb, "ask", "see", "About the old.");
	hung_share(wb, "ask", true, false);
	workbook_write_again(wb, desk_page(wb, "ask"));
	said = outline_of(summary_private(wb));
	has_not(said, "Old words.");
	has_not(said, "About the old.");
	has(said, "###Who leads here?\nI am writing here again without looking first;");
	is(outline(&mentor), MENTOR END);
	has(outline_of(summary_absent(wb, &mentor)), "as you chose it:\n* Asking\n");
	workbook_look(wb);
	has(outline_of(summary_private(wb)), "> Old words.");
}
END_TEST

START_TEST(a_private_copy_of_a_part_says_so)
{
	struct summary_choice choice = chosen(SUMMARY_ME);
	const char *said;

	desk_write(wb, "ask", "She leads.");
	desk_write(wb, "see", "I saw.");
	choice.without[0] = true;
	choice.has[SUMMARY_DATES] = choice.has[SUMMARY_BLANK] = false;
	said = outline(&choice);
	has(said, "My private copy.\nIt holds what I chose of what I wrote");
	has_not(said, "She leads.");
	has_not(said, "2026");
	has_not(said, "still open");
	has(said, "##Looking\n###Seeing\nWhat do you see?\n> I saw.\n");
}
END_TEST

/* ---- how it moved ---- */

START_TEST(what_moved_stands_from_first_to_newest)
{
	struct summary_choice choice = chosen(SUMMARY_ME);

	desk_write(wb, "ask", "First.");
	desk_write(wb, "see", "Only.");
	later();
	desk_write(wb, "ask", "Second.");
	later();
	desk_write(wb, "ask", "Third.");
	choice.layers = SUMMARY_MOVED;
	choice.has[SUMMARY_BLANK] = false;
	has(outline(&choice), "###Who leads here?\nHow my thinking moved\nAt first, on 23 November 2026\n> First.\n"
	    "Now, on 25 November 2026\n> Third.\n"
	    "##Looking\n###Seeing\nWritten on 23 November 2026\nWhat do you see?\n> Only.\n");
	choice.has[SUMMARY_DATES] = false;
	has(outline(&choice), "How my thinking moved\nAt first\n> First.\nNow\n> Third.\n");
	choice.layers = SUMMARY_NEWEST;
	has(outline(&choice), "###Who leads here?\n> Third.\n##Looking");
}
END_TEST

START_TEST(what_came_back_to_its_first_words_has_not_moved)
{
	struct summary_choice choice = chosen(SUMMARY_ME);

	desk_write(wb, "ask", "First.");
	later();
	desk_write(wb, "ask", "Second.");
	later();
	desk_write(wb, "ask", "First.");
	choice.layers = SUMMARY_MOVED;
	has_not(outline(&choice), "moved");
	later();
	desk_write(wb, "ask", "");
	has_not(outline(&choice), "First.");
}
END_TEST

/* Which words are newer, the file's own clock says, whatever day the computer's took it to be. */
START_TEST(a_clock_set_back_turns_nothing_round)
{
	static const char json[] =
		"{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"w\","
		"\"pack\":{\"id\":\"book\",\"version\":\"1\"},\"answers\":{\"ask\":{\"layers\":["
		"{\"id\":\"a\",\"clock\":1,\"at\":\"2026-11-23T10:00:00Z\",\"question\":\"Who leads here?\","
		"\"text\":\"First.\"},{\"id\":\"b\",\"clock\":2,\"at\":\"2026-10-01T10:00:00Z\","
		"\"question\":\"Who leads here?\",\"text\":\"Then.\"}],\"share\":[\"mentor\"]}}}";
	struct summary_choice choice = chosen(SUMMARY_ME);

	workbook_free(wb);
	scratch_put("back.json", json);
	wb = desk_open("back.json", desk_book(), STORE_READ);
	has(outline(&choice), "Written on 1 October 2026\n> Then.\nEarlier, on 23 November 2026\n> First.\n");
	choice.layers = SUMMARY_MOVED;
	has(outline(&choice), "At first, on 23 November 2026\n> First.\nNow, on 1 October 2026\n> Then.\n");
	choice = chosen(SUMMARY_MENTOR);
	has(outline(&choice), "###Who leads here?\n> Then.\n_");
}
END_TEST

/* ---- by condition ---- */

START_TEST(by_condition_answers_stand_below_what_they_were_looked_at_through)
{
	struct summary_choice choice = chosen(SUMMARY_ME);

	desk_write(wb, "ask", "Old.");
	later();
	desk_write(wb, "ask", "She leads.");
	desk_write(wb, "intend", "I shall.");
	desk_write(wb, "see", "I saw.");
	hung_note(wb, "ask", "see", "Posts only.");
	hung_note(wb, "ask", "care", "A recipe?");
	choice.by_condition = true;
	choice.has[SUMMARY_DATES] = false;
	has(outline(&choice),
	    "##Seeing\nWhat do you see?\n> I saw.\n###Who leads here?\n> She leads.\nEarlier\n> Old.\n"
	    "What I noticed through: Seeing\n> Posts only.\n"
	    "##Caring\n###Who leads here?\n> She leads.\nWhat I noticed through: Caring\n> A recipe?\n"
	    "##What might change, in my words\n###What might you do?\n> I shall.\n");
	choice.has[SUMMARY_CONDITIONS] = false;
	has_not(outline(&choice), "Seeing");
	has(outline(&choice), "##Caring\n###Who leads here?\n> She leads.\nEarlier\n> Old.\n");
	choice.has[SUMMARY_CAUTIONS] = false;
	has(outline(&choice), "##Other answers\n###Who leads here?\n> She leads.\n");
}
END_TEST

/* ---- for a mentor ---- */

START_TEST(a_mentor_gets_what_is_marked_for_her)
{
	struct summary_choice choice = chosen(SUMMARY_MENTOR);

	desk_write(wb, "ask", "Old words.");
	later();
	desk_write(wb, "ask", "She leads.");
	hung_note(wb, "ask", "see", "Posts only.");
	hung_reply(wb, "ask", "the chair", "Said to me.");
	desk_write(wb, "intend", "I shall.");
	desk_write(wb, "see", "For the group.");
	desk_write(wb, "care", "For nobody.");
	is(outline(&choice), MENTOR END);
	hung_share(wb, "ask", true, false);
	hung_share(wb, "see", false, true);
	hung_share(wb, "care", true, false);
	hung_share(wb, "care", false, false);
	is(outline(&choice), MENTOR "##Beginning\n###Who leads here?\n> She leads.\n"
	   "What I noticed through: Seeing\n> Posts only.\n" END);
	choice.layers = SUMMARY_EARLIER;
	choice.has[SUMMARY_DATES] = choice.has[SUMMARY_BLANK] = true;
	has(outline(&choice), "For my mentor, 24 November 2026\n");
	has(outline(&choice), "Written on 24 November 2026\n> She leads.\nEarlier, on 23 November 2026\n"
	    "> Old words.\n");
	has_not(outline(&choice), "open");
	has_not(outline(&choice), "Said to me.");
	choice.has[SUMMARY_REPLIES] = true;
	choice.has[SUMMARY_DATES] = false;
	has(outline(&choice), "What was said to me by the chair\n> Said to me.\n");
}
END_TEST

/* Beside the words that it answers, as long as these are in the copy. */
START_TEST(a_reply_stands_below_what_it_answers)
{
	struct summary_choice choice = chosen(SUMMARY_ME);
	struct replies_at at = replies_under(wb, desk_page(wb, "ask"));
	struct reply_words words = { slice_of("B"), { 2026, 11, 22 }, "", slice_of("Who?") };

	desk_write(wb, "ask", "She leads.");
	words.to = answers_newest(workbook_answers(wb), at.part, at.id)->id;
	ck_assert_ptr_nonnull(replies_put(wb, at, NULL, &words));
	desk_write(wb, "ask", "The cook leads.");
	has(outline(&choice), "Written on 23 November 2026\n> The cook leads.\nEarlier, on 23 November "
	    "2026\n> She leads.\nReply from B, 22 November 2026\n> Who?\n"
	    "I have written on since the words that this answers.\n");
	choice.layers = SUMMARY_NEWEST;
	has(outline(&choice), "> The cook leads.\nReply from B, 22 November 2026\n> Who?\n"
	    "I have written on since the words that this answers.\n");
	choice.has[SUMMARY_REPLIES] = false;
	has_not(outline(&choice), "Who?");
}
END_TEST

START_TEST(notes_of_earlier_sittings_are_earlier_words)
{
	struct summary_choice choice = chosen(SUMMARY_MENTOR);

	desk_write(wb, "ask", "She leads.");
	hung_share(wb, "ask", true, false);
	hung_note(wb, "ask", "see", "Noted first.");
	later();
	hung_note(wb, "ask", "see", "Noted then.");
	has(outline(&choice), "What I noticed through: Seeing\n> Noted then.\n");
	has_not(outline(&choice), "Noted first.");
	choice.layers = SUMMARY_EARLIER;
	has(outline(&choice), "> Noted first.\nWhat I noticed through: Seeing\n> Noted then.\n");
}
END_TEST

START_TEST(steps_are_told_without_days_to_a_mentor)
{
	struct summary_choice choice = chosen(SUMMARY_MENTOR);

	hung_step(wb, "intend", "ask first", "I asked.");
	has_not(outline(&choice), "ask first");
	hung_share(wb, "intend", true, false);
	has(outline(&choice), "ask first");
	has(outline(&choice), "> I asked.");
	has_not(outline(&choice), "2027");
	choice.has[SUMMARY_STEPS] = false;
	has_not(outline(&choice), "ask first");
	choice.has[SUMMARY_STEPS] = choice.has[SUMMARY_DATES] = true;
	has(outline(&choice), "15 January 2027");
}
END_TEST

START_TEST(blank_questions_tell_nothing_of_others)
{
	struct summary_choice choice = chosen(SUMMARY_MENTOR);

	choice.has[SUMMARY_BLANK] = true;
	workbook_leave_open(wb, desk_page(wb, "ask"), slice_of("Too near."));
	is(outline(&choice), MENTOR "##Questions still open\n* What might you do?\n" END);
	hung_share(wb, "ask", true, false);
	has(outline(&choice), "###Who leads here?\nLeft open on purpose.\n> Too near.\n");
}
END_TEST

/* Words that are changed within a sitting keep what was said of a passage that is gone from them. */
START_TEST(passages_leave_with_the_words_that_have_them)
{
	struct summary_choice choice = chosen(SUMMARY_MENTOR);

	choice.has[SUMMARY_FIND_OUT] = true;
	desk_write(wb, "ask", "He shouts, I hear. She leads.");
	hung_rest(wb, "ask", "He shouts", "heard", "");
	hung_share(wb, "ask", true, false);
	has(outline(&choice), "##What to find out, and from whom\nI heard it from somebody.\n> He shouts\n");
	desk_write(wb, "ask", "He, I hear, is loud. She leads.");
	has_not(outline(&choice), "He shouts");
	has(outline_of(summary_private(wb)), "He shouts");
	later();
	desk_write(wb, "ask", "She leads.");
	has_not(outline(&choice), "He shouts");
	hung_rest(wb, "ask", "She leads", "saw", "");
	has_not(outline(&choice), "find out");
	hung_rest(wb, "ask", "She leads", "saw", "governors");
	has(outline(&choice), "I saw it myself. Whose view is missing: the governors.\n> She leads\n");
}
END_TEST

START_TEST(what_is_said_to_a_mentor_comes_first_or_not_at_all)
{
	struct summary_choice choice = chosen(SUMMARY_MENTOR);

	preface_write(wb, PREFACE_TALK, slice_of("Trust."));
	preface_write(wb, PREFACE_WORKING, slice_of(" \n"));
	desk_write(wb, "ask", "She leads.");
	hung_share(wb, "ask", true, false);
	is(outline(&choice), MENTOR "##What I want to talk about\n> Trust.\n"
	   "##Beginning\n###Who leads here?\n> She leads.\n" END);
	has_not(outline_of(summary_private(wb)), "does not have");
	has(outline_of(summary_private(wb)),
	    "##Said to my mentor\n###What I want to talk about\nWritten on 23 November 2026\n> Trust.\n");
	later();
	preface_write(wb, PREFACE_TALK, slice_of(""));
	preface_write(wb, PREFACE_WORKING, slice_of("The rota."));
	has(outline(&choice), MENTOR "##What I am working on\n> The rota.\n##Beginning");
	has(outline_of(summary_private(wb)), "> Trust.");
}
END_TEST

START_TEST(the_preview_names_what_is_absent)
{
	struct summary_choice choice = chosen(SUMMARY_MENTOR);
	const char *said;

	desk_write(wb, "ask", "She leads.");
	desk_write(wb, "see", "I saw.");
	preface_write(wb, PREFACE_TALK, slice_of("Trust."));
	has(outline_of(summary_absent(wb, &choice)), "Nothing that you wrote is marked for your mentor yet.");
	hung_share(wb, "ask", true, false);
	said = outline_of(summary_absent(wb, &choice));
	has(said, "it is not marked for your mentor:\n* Seeing\n");
	has_not(said, "Asking");
	has_not(said, "Trust");
	has_not(said, "others you wrote under");
	choice.without[0] = true;
	choice.has[SUMMARY_BLANK] = true;
	said = outline_of(summary_absent(wb, &choice));
	has(said, "it is not marked for your mentor:\n* Seeing\nMarked for your mentor, but not in this copy, "
	    "as you chose it:\n* Asking\nWhat stays out");
	has(said, "others you wrote under");
	choice.reader = SUMMARY_ME;
	ck_assert_ptr_null(summary_absent(wb, &choice));
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { a_private_copy_has_everything,
		a_step_does_not_read_as_what_happened_of_another,
		left_open_on_purpose_is_no_question_still_open, what_hides_while_writing_again_hides_here,
		a_private_copy_of_a_part_says_so, what_moved_stands_from_first_to_newest,
		what_came_back_to_its_first_words_has_not_moved, a_clock_set_back_turns_nothing_round,
		by_condition_answers_stand_below_what_they_were_looked_at_through,
		a_mentor_gets_what_is_marked_for_her, a_reply_stands_below_what_it_answers, notes_of_earlier_sittings_are_earlier_words,
		steps_are_told_without_days_to_a_mentor,
		blank_questions_tell_nothing_of_others, passages_leave_with_the_words_that_have_them,
		what_is_said_to_a_mentor_comes_first_or_not_at_all, the_preview_names_what_is_absent };
	Suite *suite = suite_create("summary_choice");
	TCase *tc = tcase_create("summary_choice");

	tcase_add_checked_fixture(tc, setup, teardown);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
