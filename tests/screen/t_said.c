/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What someone said, and a mentor's copy: what is kept, what shows, and what cannot be done. */
#include <config.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/desk.h"
#include "../unit/fault.h"
#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "base/mem.h"
#include "stage.h"
#include "workbook/replies.h"

#define SAID "?someone said<Enter>"
#define FIRST_PAGE "<End><Up><Up><Up><Up><Enter>"	/* of what was given */

static void begin(struct stage *s)
{
	stage_open(s, STAGE_PAGE);
	stage_page(s, "spread-now");
}

static size_t replies(struct stage *s)
{
	return replies_count(s->wb, replies_under(s->wb, desk_page(s->wb, "spread-now")));
}

/* The text of the first one. */
static const char *reply(struct stage *s)
{
	ck_assert_uint_gt(replies(s), 0);
	return replies_item(s->wb, replies_under(s->wb, desk_page(s->wb, "spread-now")), 0)->text[REPLY_TEXT];
}

START_TEST(words_are_kept_while_they_are_typed)
{
	struct stage s;

	begin(&s);
	stage_keys(&s, SAID "Why");
	fault_clock(DESK_NOW + 2);
	app_idle(&s.app);
	ck_assert_str_eq(reply(&s), "Why");
	ck_assert_ptr_null(strstr(scratch_get("w.json"), "Why"));
	ck_assert(workbook_words_are_safe(s.wb));
	stage_keys(&s, "<Tab>Ms Hughes<Esc>");
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "Ms Hughes"));
	/* Again, and emptied: then it goes. */
	stage_keys(&s, SAID "<End><Enter> ever?");
	ck_assert_uint_eq(replies(&s), 1);
	stage_keys(&s, "<Tab><Tab><Tab>");
	ck_assert_str_eq(reply(&s), "Why ever?");
	stage_keys(&s, SAID "<End><Enter><Ctrl-U><Tab><Tab><Tab>");
	check_shows(&s, "There are no words in it");
	ck_assert_uint_eq(replies(&s), 0);
	stage_close(&s);
}
END_TEST

START_TEST(covered_words_are_covered_here_too)
{
	struct stage s;

	begin(&s);
	stage_keys(&s, SAID "Why?<Tab>Ms Hughes<Tab><Tab><Up>");
	check_shows(&s, "Reply from Ms Hughes");
	stage_keys(&s, SAID "<Enter>Tell me.?cover<Ctrl-G>cover<Enter>");
	check_hides(&s, "Tell me.");
	check_hides(&s, "Hughes");
	check_shows(&s, "covered");
	ck_assert_uint_eq(replies(&s), 2);	/* what was being typed is kept */
	stage_keys(&s, "<F6>");
	check_hides(&s, "Why?");
	stage_keys(&s, SAID);
	check_hides(&s, "From whom");
	stage_close(&s);
}
END_TEST

START_TEST(hostile_words_do_no_harm)
{
	struct stage s;

	begin(&s);
	stage_keys(&s, SAID "<Tab>");
	stage_paste(&s, "Ms \033[31mHughes\033]0;x\007\r\nand\xe2\x80\xae others");
	stage_keys(&s, "<Shift-Tab>");
	stage_paste(&s, "\033[2J<script>\xe2\x80\xae\033P+q\033\\ Why?");
	ck_assert_ptr_null(strchr(stage_dump(&s), '\033'));
	stage_keys(&s, "<Tab><Tab><Tab><Up>");
	ck_assert_ptr_null(strchr(stage_dump(&s), '\033'));
	stage_keys(&s, "<F6>");
	check_shows(&s, "Why?");
	ck_assert_ptr_null(strchr(stage_dump(&s), '\033'));
	ck_assert_ptr_null(strstr(stage_dump(&s), "\xe2\x80\xae"));
	stage_close(&s);
}
END_TEST

/* Looking around there is nothing to keep it in; and where the file is for reading, it says so. */
START_TEST(where_nothing_is_kept_nothing_is_asked)
{
	struct stage s;

	stage_open(&s, STAGE_READING);
	stage_page(&s, "spread-now");
	app_command(&s.app, CMD_REPLY);
	stage_size(&s, 24, 80);
	check_shows(&s, "opened for reading only");
	stage_close(&s);
	stage_teardown();
	stage_setup();
	stage_open(&s, STAGE_LOOKING);
	stage_page(&s, "spread-now");
	app_command(&s.app, CMD_REPLY);
	stage_size(&s, 24, 80);
	check_shows(&s, "Where shall your writing be kept?");
	stage_close(&s);
}
END_TEST

/* What the writer wrote stands as it was, and nothing but replies beside it. */
static void check_writers_words(struct stage *s, enum command command)
{
	static const char *const words[] = { "On Tuesday the behaviour", "Saying less.", "That I hurry.",
		"I have copied one." };
	const struct answers *a = workbook_answers(s->wb);
	size_t found = 0;

	for (enum answers_part part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < answers_count(a, part); i++) {
			const char *id = answers_entry_id(a, part, i);
			bool known = false;

			ck_assert_msg(answers_layers(a, part, id) == 1 && !answers_has_share(a, part, id) &&
				      !answers_items(a, part, id, ITEM_STEP) &&
				      !answers_items(a, part, id, ITEM_NOTE), "command %d: %s", command, id);
			for (size_t k = 0; k < ARRAY_LEN(words); k++)
				known = known || strncmp(answers_newest(a, part, id)->text, words[k],
							 strlen(words[k])) == 0;
			ck_assert_msg(known, "command %d: %s", command, id);
			found++;
		}
	ck_assert_uint_eq(found, ARRAY_LEN(words));
	ck_assert_str_eq(answers_place(a).page, "");
}

/* Every command there is, on a page, on the first page and in the form. */
START_TEST(no_command_changes_what_was_given)
{
	static const char *const ways[] = { "", FIRST_PAGE, FIRST_PAGE "<Enter>", FIRST_PAGE "<F6>",
		FIRST_PAGE "<F8>" };
	struct stage s;

	for (enum command command = CMD_NONE + 1; command <= CMD_DOCUMENT; command++) {
		stage_open(&s, STAGE_GIVEN);
		stage_keys(&s, ways[_i]);
		app_command(&s.app, command);
		if (keys_is_own(command))
			ck_assert_ptr_nonnull(strstr(s.app.message.data, "one's own workbook"));
		if (!s.app.quit && !s.app.plain)
			stage_keys(&s, "Mine <Enter>");
		app_begin_save(&s.app);
		check_writers_words(&s, command);
		stage_close(&s);
		stage_teardown();
		stage_setup();
	}
}
END_TEST

START_TEST(a_mentor_replies_and_amends_in_this_sitting)
{
	struct stage s;

	stage_open(&s, STAGE_GIVEN);
	stage_keys(&s, FIRST_PAGE "<Enter>Who told them?<Tab>Ms Hughes<Tab>");
	check_shows(&s, "Your reply is kept in this copy.");
	ck_assert_ptr_nonnull(strstr(scratch_get("c.json"), "Who told them?"));
	/* The name is asked once. */
	stage_keys(&s, "<PgDn><Enter>Which?<Tab><Tab>");
	ck_assert_ptr_nonnull(strstr(scratch_get("c.json"), "Which?"));
	stage_keys(&s, "<PgUp><Enter><End><Enter><Ctrl-Home>So: <Tab><Tab>");
	ck_assert_str_eq(reply(&s), "So: Who told them?");
	stage_keys(&s, "c<Home><Enter>");
	check_shows(&s, "Somebody wrote this");
	stage_close(&s);
}
END_TEST

/* She is known by her last reply, and changes any; the file as it is saved has what she left. */
START_TEST(a_mentor_changes_a_reply_in_a_later_sitting)
{
	struct stage s;

	stage_open(&s, STAGE_GIVEN);
	stage_keys(&s, FIRST_PAGE "<Enter>Who told them?<Tab>Ms Hughes<Tab>");
	fault_clock(DESK_NOW + 86400);
	stage_reopen(&s, STORE_WRITE);
	stage_keys(&s, FIRST_PAGE "<Enter>");
	check_shows(&s, "Change: Reply from Ms Hughes, 23 November 2026");
	stage_keys(&s, "<End><Enter><Ctrl-Home>So: <Tab><Tab>");
	ck_assert_uint_eq(replies(&s), 1);
	ck_assert_str_eq(reply(&s), "So: Who told them?");
	stage_keys(&s, "<F6>");
	check_shows(&s, "Reply from Ms Hughes, 24 November 2026");
	stage_keys(&s, "<Esc>");
	ck_assert_ptr_nonnull(strstr(scratch_get("c.json"), "So: Who told them?"));
	stage_keys(&s, "<PgDn><Enter>");
	check_shows(&s, "Ms Hughes");
	stage_keys(&s, "Which?<Tab><Tab><PgUp><Enter><End><Enter><Ctrl-U><Tab><Tab>");
	check_shows(&s, "nothing is kept");
	ck_assert_uint_eq(replies(&s), 0);
	stage_close(&s);
}
END_TEST

/* Neither the key line nor help offers a reply; Enter says why. */
START_TEST(a_copy_for_reading_offers_no_reply)
{
	struct stage s;

	stage_open(&s, STAGE_GIVEN);
	stage_keys(&s, FIRST_PAGE);
	check_shows(&s, "Enter reply");
	stage_keys(&s, "?");
	check_shows(&s, "Enter: Reply to the words on this page");
	stage_reopen(&s, STORE_READ);
	check_hides(&s, "Reply to");
	stage_keys(&s, FIRST_PAGE);
	check_hides(&s, "Enter reply");
	check_shows(&s, "r all of it");
	stage_keys(&s, "<Enter>");
	check_shows(&s, "You can only read here: opened for reading only");
	stage_keys(&s, "?");
	check_shows(&s, "All that you were given to read");
	check_hides(&s, "Reply to");
	stage_close(&s);
}
END_TEST

/* All of it is saved as a document, from where it shows and from the list behind ?. */
START_TEST(what_was_given_is_saved_as_a_document)
{
	struct stage s;

	stage_open(&s, STAGE_GIVEN);
	stage_keys(&s, FIRST_PAGE "<Enter>Who told them?<Tab><Tab>");
	stage_reopen(&s, _i ? STORE_READ : STORE_WRITE);
	stage_keys(&s, FIRST_PAGE);
	stage_keys(&s, _i ? "?save all<Enter>" : "r");
	check_shows(&s, "Enter save a copy");
	stage_keys(&s, "<Enter>");
	check_shows(&s, "All that you were given, and the replies");
	stage_keys(&s, "<End><Enter>");
	check_shows(&s, "~/given-to-read-distributing-leadership-2026-11-23.md");
	stage_keys(&s, "<Ctrl-U>all.md<Enter>");
	check_shows(&s, "Saved as ");
	check_shows(&s, "All that you were given");
	ck_assert_ptr_nonnull(strstr(scratch_get("all.md"), "Who told them?"));
	ck_assert_ptr_nonnull(strstr(scratch_get("all.md"), "I found out from a Year 5 pupil."));
	stage_close(&s);
}
END_TEST

/* Words that stood there before are the writer's, too. */
START_TEST(earlier_words_are_not_the_mentors)
{
	struct stage s;

	stage_open(&s, STAGE_GIVEN);
	desk_put_copy("c.json", "distributing-leadership", "spread-now", "Q?", "Then.\"},{\"id\":\"later\","
		      "\"clock\":3,\"at\":\"2026-10-04T12:00:00Z\",\"question\":\"Q?\",\"text\":\"Now.");
	stage_reopen(&s, STORE_WRITE);
	stage_keys(&s, "<Home><Enter>");
	check_shows(&s, "Earlier words: 3 October 2026 (F6)");
	check_hides(&s, "I wrote");
	stage_keys(&s, "<F3>Then.<Enter>");
	check_hides(&s, "what I wrote");
	stage_close(&s);
}
END_TEST

/* Whoever types her words into the line for the name is told, and loses none. */
START_TEST(words_in_the_line_for_the_name_are_not_lost)
{
	static const char *const ways[] = { "<Esc>", "<Tab>", "<Enter>" };
	struct stage s;

	stage_open(&s, STAGE_GIVEN);
	stage_keys(&s, FIRST_PAGE "<Enter><Tab>Who told them?");
	stage_keys(&s, ways[_i]);
	check_shows(&s, "The words go into this box");
	stage_keys(&s, "They<Esc>");
	check_shows(&s, "Your reply is kept in this copy.");
	ck_assert_str_eq(reply(&s), "They");
	ck_assert_ptr_nonnull(strstr(scratch_get("c.json"), "\"from\":\t\"Who told them?\""));
	/* Again, and left all the same. */
	stage_keys(&s, "<Enter><Enter><Tab><Ctrl-U>No<Esc>");
	check_shows(&s, "The words go into this box");
	stage_keys(&s, "<Esc>");
	check_shows(&s, "nothing is kept");
	ck_assert_uint_eq(replies(&s), 1);
	stage_close(&s);
}
END_TEST

START_TEST(leaving_keeps_them_as_the_words)
{
	static const char *const ways[] = { "<Ctrl-S>", "<Ctrl-Q>" };
	struct stage s;

	stage_open(&s, STAGE_GIVEN);
	stage_keys(&s, FIRST_PAGE "<Enter><Tab>Who told them?");
	stage_keys(&s, ways[_i]);
	ck_assert_ptr_nonnull(strstr(scratch_get("c.json"), "Who told them?"));
	ck_assert_str_eq(reply(&s), "Who told them?");
	stage_close(&s);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("said");
	TCase *tc = tcase_create("said");

	tcase_set_timeout(tc, 120);
	tcase_add_checked_fixture(tc, stage_setup, stage_teardown);
	tcase_add_test(tc, words_are_kept_while_they_are_typed);
	tcase_add_test(tc, covered_words_are_covered_here_too);
	tcase_add_test(tc, hostile_words_do_no_harm);
	tcase_add_test(tc, where_nothing_is_kept_nothing_is_asked);
	tcase_add_loop_test(tc, no_command_changes_what_was_given, 0, 5);
	tcase_add_test(tc, a_mentor_replies_and_amends_in_this_sitting);
	tcase_add_test(tc, a_mentor_changes_a_reply_in_a_later_sitting);
	tcase_add_test(tc, a_copy_for_reading_offers_no_reply);
	tcase_add_loop_test(tc, what_was_given_is_saved_as_a_document, 0, 2);
	tcase_add_test(tc, earlier_words_are_not_the_mentors);
	tcase_add_loop_test(tc, words_in_the_line_for_the_name_are_not_lost, 0, 3);
	tcase_add_loop_test(tc, leaving_keeps_them_as_the_words, 0, 2);
	suite_add_tcase(suite, tc);
	check_set_max_msg_size(LONG_MESSAGE);
	return suite_run(suite);
}
