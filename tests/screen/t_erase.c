/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing for good on the screen: it is asked once, it is done, and nothing keeps the words. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/desk.h"
#include "../unit/fault.h"
#include "../unit/hunt.h"
#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "base/mem.h"
#include "scenes.h"
#include "stage.h"

#define ERASE "<Ctrl-G>erase for good<Enter>"
#define SECRET "the lunch queue"	/* that is in spread-now, over the end of a row */
#define WORDS "changed the lunch queue without asking me"

/* Spread-now has words of 14 and of 23 November; the file has a backup with the former. */
static void open_later(struct stage *s)
{
	stage_open(s, STAGE_PAGE);
	desk_write(s->wb, "spread-now", "The cooks decide what is for lunch.");
	desk_save(s->wb);
	stage_page(s, "spread-now");
	ck_assert_int_ge(hunt_files(SECRET), 2);
}

START_TEST(a_layer_is_erased)
{
	struct stage s;

	open_later(&s);
	stage_keys(&s, "<F6><Delete>");
	check_shows(&s, "What I wrote on 14 November 2026: On Tuesday");
	stage_keys(&s, "<Down><Enter>");
	check_shows(&s, "This will be gone for good, and nothing brings it back:");
	check_shows(&s, "w.json.bak");
	ck_assert_int_ge(hunt_files(SECRET), 2);
	stage_size(&s, 50, 80);
	check_shows(&s, "may keep the words: leaderplus cannot reach those.");
	stage_keys(&s, "<End><Up><Enter>");
	check_shows(&s, "Erased for good.");
	check_shows(&s, "The cooks decide what is for lunch.");
	check_shows(&s, "page 11 of 41");
	check_hides(&s, "I wrote about this before");
	ck_assert_int_eq(hunt_files(SECRET), 0);
	ck_assert(s.app.redraw);
	ck_assert_uint_eq(s.app.depth, 1);
	stage_keys(&s, "<F6>");
	check_shows(&s, "Nothing earlier is kept here.");
	stage_close(&s);
	ck_assert_int_eq(hunt_files(SECRET), 0);
	ck_assert_int_eq(hunt_files("The cooks decide"), 1);
}
END_TEST

/* The box shows what stands now. */
START_TEST(the_newest_is_erased)
{
	struct stage s;

	open_later(&s);
	stage_keys(&s, ERASE "<Enter><End><Up><Enter>");
	check_shows(&s, "Erased for good.");
	check_shows(&s, WORDS);
	check_hides(&s, "The cooks");
	ck_assert_int_eq(hunt_files("The cooks"), 0);
	stage_close(&s);
}
END_TEST

START_TEST(a_page_is_erased)
{
	struct stage s;

	open_later(&s);
	stage_keys(&s, ERASE "<Down><Down><Enter>");
	check_shows(&s, "what I wrote on 14 November 2026");
	check_shows(&s, "what I wrote on 23 November 2026");
	stage_keys(&s, "<End><Up><Enter>");
	ck_assert_str_eq(desk_text(s.wb, "spread-now"), "");
	ck_assert_int_eq(hunt_files(SECRET) + hunt_files("The cooks"), 0);
	ck_assert_int_eq(hunt_files("caretaker"), 1);
	stage_close(&s);
}
END_TEST

START_TEST(everything_is_erased)
{
	struct stage s;

	open_later(&s);
	stage_keys(&s, ERASE "<End><Enter><End><Up><Enter>");
	check_shows(&s, "Erased for good.");
	ck_assert_int_eq(hunt_files(SECRET) + hunt_files("The cooks") + hunt_files("caretaker") +
			 hunt_files("Leave the room"), 0);
	stage_keys(&s, "<F8>");
	check_hides(&s, "caretaker");
	stage_close(&s);
}
END_TEST

/* Enter alone, however often, erases nothing; nor does Esc. */
START_TEST(nothing_is_erased_by_accident)
{
	static const char *const ways[] = { "<F6><Delete><Enter><Enter>", "<F6><Delete><Enter><Esc>",
		"<F6><Delete><Enter> <Enter>", "<F6><Delete><Enter><PgDn><PgDn><PgDn><Enter>",
		"<F6><Delete><Enter><End><Enter>", "<F6><Delete><Enter><PgDn><PgDn><PgUp><PgUp><PgUp><Enter>",
		"<F6><Delete><Enter><End><Backspace><Backspace><Backspace><Enter>",
		ERASE "<Enter><Enter><Enter>", ERASE "<Esc>", ERASE "<End><Enter><Enter><Enter>",
		"<F6><Delete><Enter>x<Tab> <Enter>", "<F6><Delete><Delete><Delete><Delete>" };

	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		struct stage s;

		open_later(&s);
		stage_keys(&s, ways[i]);
		ck_assert_msg(hunt_files(SECRET) > 0, "%s\n%s", ways[i], stage_dump(&s));
		ck_assert_msg(hunt_files("The cooks") > 0, "%s\n%s", ways[i], stage_dump(&s));
		ck_assert_msg(scratch_has("w.json.bak"), "%s\n%s", ways[i], stage_dump(&s));
		stage_close(&s);
		stage_teardown();
		stage_setup();
	}
}
END_TEST

/* Neither undo nor the clipboard, nor what was looked for, nor the box brings them back. */
START_TEST(nothing_keeps_the_words)
{
	struct stage s;

	stage_open(&s, STAGE_BLANK);
	stage_page(&s, "formal-roles");
	stage_keys(&s, "<Enter>Zaphod did it.<Ctrl-Home><Shift-End><Ctrl-C><Ctrl-X>gone<Tab>");
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter>Zaphod, too.<Ctrl-U>other words<Tab>");
	stage_keys(&s, "<F3>Zaphod<Enter><Esc><Esc>");
	stage_page(&s, "formal-roles");
	stage_keys(&s, "<Enter>" ERASE "<Enter><End><Up><Enter>");
	check_shows(&s, "Erased for good.");
	ck_assert_str_eq(desk_text(s.wb, "formal-roles"), "");
	stage_keys(&s, "<Enter><Ctrl-Z>");
	check_shows(&s, "There is nothing to undo here.");
	stage_keys(&s, "<Ctrl-V>");
	check_shows(&s, "Nothing was cut or copied here yet.");
	stage_keys(&s, "<F3>");
	check_hides(&s, "Zaphod");
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter><Ctrl-Z>");
	check_shows(&s, "There is nothing to undo here.");
	stage_keys(&s, "<Tab><Ctrl-S>");
	ck_assert_int_eq(hunt_files("Zaphod"), 0);
	stage_close(&s);
	ck_assert_int_eq(hunt_files("Zaphod"), 0);
}
END_TEST

/* Words that were not saved yet can be chosen, and go. */
START_TEST(words_under_way_are_erased)
{
	struct stage s;

	stage_open(&s, STAGE_BLANK);
	stage_page(&s, "formal-roles");
	stage_keys(&s, "<Enter>Zaphod did it." ERASE);
	check_shows(&s, "What I wrote on 23 November 2026: Zaphod did it.");
	stage_keys(&s, "<Enter><End><Up><Enter>");
	stage_close(&s);
	ck_assert_int_eq(hunt_files("Zaphod"), 0);
}
END_TEST

START_TEST(the_same_words_elsewhere_are_offered)
{
	struct stage s;

	open_later(&s);
	desk_write(s.wb, "arden", "");
	desk_write(s.wb, "formal-roles", "The caretaker, and the two who run the choir.");
	desk_write(s.wb, "support-others", "He said: The caretaker, and the two who run the choir.");
	desk_save(s.wb);
	stage_page(&s, "informal-leaders");
	stage_size(&s, 50, 80);
	stage_keys(&s, ERASE "<Enter>");
	check_shows(&s, "The same words, and no others, also stand here:");
	check_shows(&s, "Among other words they also stand here:");
	check_shows(&s, "Erase this alone for good");
	check_shows(&s, "Erase this for good, and where these words stand alone");
	stage_keys(&s, "<End><Up><Enter>");
	check_shows(&s, "Erased for good.");
	ck_assert_int_eq(hunt_files("the two who run the choir"), 0);
	/* What she wrote there earlier stands there again. */
	ck_assert_str_eq(desk_text(s.wb, "support-others"), "Leave the room more often.");
	stage_close(&s);
}
END_TEST

START_TEST(where_nothing_can_be_erased_it_says_why)
{
	struct workbook *other;
	struct stage s;

	stage_open(&s, STAGE_LOOKING);
	stage_keys(&s, ERASE);
	check_shows(&s, "Nothing can be erased here: nothing is kept while you look around.");
	ck_assert_uint_eq(s.app.depth, 1);
	stage_close(&s);
	stage_teardown();
	stage_setup();
	other = desk_create("home.json", desk_shipped());
	stage_open(&s, STAGE_FIRST_START);
	stage_keys(&s, "<Enter>" ERASE);
	check_shows(&s, "Nothing can be erased here: already open in another window");
	stage_close(&s);
	workbook_free(other);
	stage_teardown();
	stage_setup();
	open_later(&s);
	stage_keys(&s, "?cover my words<Enter>" ERASE);
	check_shows(&s, "Your words are covered.");
	ck_assert_uint_eq(s.app.depth, 1);
	stage_close(&s);
	stage_teardown();
	stage_setup();
	open_later(&s);
	scratch_put("w.json", "{\"somebody\":\"else\"}");
	stage_keys(&s, "<Enter> More." ERASE);
	check_shows(&s, "Nothing can be erased here: another program has changed your workbook");
	stage_close(&s);
}
END_TEST

START_TEST(a_full_disk_is_told)
{
	struct stage s;

	open_later(&s);
	stage_keys(&s, "<F6><Delete><Down><Enter>");
	fault_at(FAULT_FSYNC, fault_calls(FAULT_FSYNC) + 1, ENOSPC, FAULT_FROM);
	stage_keys(&s, "<End><Up><Enter>");
	check_shows(&s, "That does not work: nothing was erased: ");
	check_shows(&s, "What shall be erased for good?");
	fault_reset();
	fault_clock(DESK_NOW);
	ck_assert_int_ge(hunt_files(SECRET), 2);
	stage_keys(&s, "<Enter><End><Up><Enter>");
	check_shows(&s, "Erased for good.");
	ck_assert_int_eq(hunt_files(SECRET), 0);
	stage_close(&s);
}
END_TEST

START_TEST(what_is_left_can_be_erased_once_more)
{
	struct stage s;

	open_later(&s);
	stage_keys(&s, "<F6><Delete><Down><Enter>");
	fault_at(FAULT_UNLINK, fault_calls(FAULT_UNLINK) + 1, EACCES, FAULT_FROM);
	stage_keys(&s, "<End><Up><Enter>");
	check_shows(&s, "Not everything is erased for good yet: ");
	check_shows(&s, "w.json.bak");
	stage_keys(&s, "<Enter>");
	check_shows(&s, "Not everything is erased for good yet: ");
	ck_assert_int_ge(hunt_files(SECRET), 1);
	fault_reset();
	fault_clock(DESK_NOW);
	stage_keys(&s, "<Enter>");
	check_shows(&s, "Erased for good.");
	check_shows(&s, "The cooks decide");
	ck_assert_int_eq(hunt_files(SECRET), 0);
	stage_close(&s);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { a_layer_is_erased, the_newest_is_erased, a_page_is_erased,
		everything_is_erased, nothing_is_erased_by_accident, nothing_keeps_the_words,
		words_under_way_are_erased, the_same_words_elsewhere_are_offered,
		where_nothing_can_be_erased_it_says_why, a_full_disk_is_told,
		what_is_left_can_be_erased_once_more };
	Suite *suite = suite_create("erase");
	TCase *tc = tcase_create("erase");

	tcase_add_checked_fixture(tc, stage_setup, stage_teardown);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	check_set_max_msg_size(LONG_MESSAGE);
	return suite_run(suite);
}
