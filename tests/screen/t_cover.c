/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cover my words: nothing that the reader wrote shows, and nothing of it is lost. */
#include <config.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/desk.h"
#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "scenes.h"

#define COVER "<F1>cover my words<Enter>"
#define SECRET "Zaphod"	/* stands in no page of the book */

static void check_hidden(struct stage *s, const char *where)
{
	ck_assert_msg(!stage_shows(s, SECRET), "%s:\n%s", where, stage_dump(s));
}

static void write_everywhere(struct stage *s)
{
	for (size_t i = 0; i < pack_page_count(workbook_pack(s->wb)); i++)
		if (workbook_has_box(s->wb, i))
			workbook_write(s->wb, i, slice_of(SECRET " was here, and " SECRET " came again.\n\n"
							  SECRET));
}

/* What was copied or sought are words, too. */
START_TEST(no_field_shows_a_word)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	write_everywhere(&s);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<F3>" SECRET "<Enter><Esc>");
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter><Ctrl-Home><Shift-End><Ctrl-C><Tab>" COVER "<F3>");
	check_hidden(&s, "what was sought");
	stage_keys(&s, "<Ctrl-V>");
	check_hidden(&s, "what was copied");
	check_shows(&s, "Your words are covered.");
	stage_keys(&s, "<Esc>" COVER "<F3><Ctrl-V>");
	check_shows(&s, SECRET " was here");
	stage_close(&s);
}
END_TEST

START_TEST(no_page_shows_a_word)
{
	struct stage s;
	size_t shown = 0;

	stage_open(&s, STAGE_PAGE);
	write_everywhere(&s);
	for (int covered = 0; covered < 2; covered++) {
		for (size_t i = 0; i < pack_page_count(workbook_pack(s.wb)); i++) {
			const struct pack_page *page = pack_page(workbook_pack(s.wb), i);

			stage_page(&s, page->id);
			for (int k = 0; k < 20; k++) {
				if (covered)
					check_hidden(&s, page->id);
				shown += stage_shows(&s, SECRET);
				stage_keys(&s, "<Down>");
			}
			if (covered && workbook_has_box(s.wb, i))
				check_shows(&s, "Your words are covered.");
		}
		if (!covered)
			stage_keys(&s, COVER);
	}
	ck_assert_uint_gt(shown, 100);
	stage_close(&s);
}
END_TEST

/* From wherever it is given, and then wherever one goes. */
START_TEST(no_screen_shows_a_word)
{
	static const char *const ways[] = { "", "<Enter>", "<F7>", "<F8>", "<F8><Enter>", "<F8><Enter><Enter>", "<F8><End><Enter>",
		"<F8><End><Enter><Enter>", "<F3>was here<Enter>",
		"<F3>was here<Enter><Enter>", "<Enter><F8>", "c", "<F3>", "<F6>", "<F6><Delete>",
		"<F6><Delete><Enter>", "<Enter><F6>" };
	static const char *const goes[] = { "<F8>", "<F8><Enter>", "<F7>", "<F3>zaphod<Enter>", "c", "?", "r", "<Tab>", "<PgDn>",
		"<Enter>", "x", "?save a copy<Enter>", "<F3><Enter>", "?where my words<Enter>", "<F6>",
		"?erase for good<Enter>", "?wrote before<Enter>" };

	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		struct stage s;

		stage_open(&s, STAGE_PAGE);
		write_everywhere(&s);
		stage_page(&s, "spread-now");
		stage_keys(&s, ways[i]);
		/* In a line to type in and in a box, ? is a letter. */
		stage_keys(&s, "<Ctrl-G>cover my words<Enter>");
		check_shows(&s, "Your words are covered.");
		check_hidden(&s, ways[i]);
		for (size_t k = 0; k < sizeof(goes) / sizeof(*goes); k++) {
			stage_page(&s, "spread-now");
			stage_keys(&s, goes[k]);
			if (!strstr(goes[k], "zaphod") && !strstr(goes[k], "<F3>"))
				check_hidden(&s, goes[k]);
			stage_size(&s, 50, 132);
			ck_assert_msg(!stage_shows(&s, SECRET " was here"), "%s, %s:\n%s", ways[i], goes[k],
				      stage_dump(&s));
		}
		stage_close(&s);
		stage_teardown();
		stage_setup();
	}
}
END_TEST

/* Nothing can be typed; what was typed before it is saved, and shows again. */
START_TEST(what_was_typed_is_kept)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "formal-roles");
	stage_keys(&s, "<Enter>" SECRET " one<Ctrl-G>cover my words<Enter>");
	check_hidden(&s, "box");
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), SECRET " one"));
	stage_keys(&s, "two<Enter>three");
	check_shows(&s, "Your words are covered. To show them again press ?");
	stage_paste(&s, "four");
	ck_assert_str_eq(desk_text(s.wb, "formal-roles"), SECRET " one");
	stage_keys(&s, COVER);
	check_shows(&s, "Your words show again.");
	check_shows(&s, SECRET " one");
	stage_keys(&s, "<Enter> five<Tab>");
	check_shows(&s, SECRET " one five");
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), SECRET " one five"));
	stage_close(&s);
}
END_TEST

START_TEST(no_copy_is_saved)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_keys(&s, COVER "<F8>");
	check_shows(&s, "Your words are covered.");
	ck_assert_int_eq(stage_focus(&s), FOCUS_PAGE);
	stage_keys(&s, "?save a copy<Enter>");
	check_shows(&s, "Your words are covered.");
	ck_assert_int_eq(stage_focus(&s), FOCUS_PAGE);
	stage_close(&s);
}
END_TEST

/* Tab goes on, past boxes that cannot be written in. */
START_TEST(tab_leads_on)
{
	struct stage s;

	stage_open(&s, STAGE_BLANK);
	stage_keys(&s, COVER);
	for (int k = 0; k < 60; k++)
		stage_keys(&s, "<Tab>");
	ck_assert_uint_eq(workbook_here(s.wb), 40);
	stage_close(&s);
}
END_TEST

/* While no words are shown the cursor is still on the page's text. */
START_TEST(the_cursor_stays_on_the_text)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "spread-now");
	stage_keys(&s, COVER);
	ck_assert_str_eq(stage_cursor(&s), "H");
	stage_close(&s);
}
END_TEST

START_TEST(covered_steps_do_not_show)
{
	struct stage s;

	stage_open(&s, STAGE_DUE);
	stage_page(&s, "support-others");
	check_shows(&s, "When someone brings me a plan");
	stage_keys(&s, "?cover<Enter>");
	check_hides(&s, "brings me a plan");
	stage_keys(&s, "s");
	check_shows(&s, "Your words are covered.");
	check_hides(&s, "brings me a plan");
	stage_keys(&s, "?calendar<Enter>");
	check_shows(&s, "Your words are covered.");
	stage_close(&s);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { no_page_shows_a_word, no_field_shows_a_word, no_screen_shows_a_word,
		what_was_typed_is_kept, no_copy_is_saved, tab_leads_on,
		covered_steps_do_not_show, the_cursor_stays_on_the_text };
	Suite *suite = suite_create("cover");
	TCase *tc = tcase_create("cover");

	tcase_add_checked_fixture(tc, stage_setup, stage_teardown);
	for (size_t i = 0; i < sizeof(tests) / sizeof(*tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	check_set_max_msg_size(LONG_MESSAGE);
	return suite_run(suite);
}
