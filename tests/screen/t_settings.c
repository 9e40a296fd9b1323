/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings changed from inside: seen at once, kept where that may be, and told where not. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../unit/fault.h"
#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "look.h"

#define NOT_KEPT "This holds until you quit. It is not kept on this computer."
#define KEEP "Keep these settings on this computer"
#define TO_SPACING "<F9><Down><Down>"

static void make_config(const char *text)
{
	ck_assert_int_eq(mkdir(scratch_path("c"), 0700), 0);
	scratch_put("c/config", text);
}

/* Between title and keys nothing stands beyond the column of text, which is filled. */
static void check_width(struct stage *s, int cols)
{
	bool filled = false;

	for (int row = 1; row < s->rows - 1; row++)
		for (int col = 0; col < s->cols; col++) {
			bool blank = strcmp(surface_at(&s->surface, row, col)->text, " ") == 0;

			ck_assert_msg(blank || (col >= 3 && col < 3 + cols), "row %d: %s", row,
				      look_row(s, row));
			filled = filled || (col == 3 + cols - 1 && !blank);
		}
	ck_assert(filled);
}

START_TEST(a_change_is_seen_at_once_and_goes_back)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_keys(&s, TO_SPACING "<Enter>");
	ck_assert(stage_shows(&s, "> Spacing: airy"));
	ck_assert_str_eq(stage_cursor(&s), "S");
	ck_assert(s.app.settings.airy);
	stage_keys(&s, "<Enter>");
	ck_assert(stage_shows(&s, "> Spacing: usual"));
	stage_keys(&s, "<Down><Down><Enter>");
	ck_assert(stage_shows(&s, "> Mouse: on") && s.app.settings.mouse);
	stage_keys(&s, "<Home><Enter>");
	ck_assert(stage_shows(&s, "> the terminal's own"));
	stage_keys(&s, "<Down><Down><Down><Enter>");
	ck_assert(stage_shows(&s, "> Colours: white and yellow on black"));
	ck_assert_int_eq(s.app.settings.theme, THEME_CONTRAST);
	stage_keys(&s, "<Enter>");
	ck_assert(stage_shows(&s, "> white and yellow on black"));
	stage_keys(&s, "<Esc>");
	ck_assert(stage_shows(&s, "> Colours: white and yellow on black"));
	stage_keys(&s, "<F9><Esc>");
	ck_assert_int_eq(s.app.depth, 1);
	stage_close(&s);
}
END_TEST

/* Several keys between two pictures, as from a hasty hand or a macro. */
START_TEST(keys_that_come_at_once_are_all_obeyed)
{
	static const enum key_code codes[] = { CODE_F9, CODE_ENTER, CODE_DOWN, CODE_DOWN, CODE_ENTER,
		CODE_DOWN, CODE_DOWN, CODE_ENTER };
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	for (size_t i = 0; i < ARRAY_LEN(codes); i++)
		app_key(&s.app, &(struct key){ .code = codes[i] });
	ck_assert_int_eq(s.app.settings.theme, THEME_DARK);
	ck_assert(s.app.settings.airy);
	stage_close(&s);
}
END_TEST

/* From a box one comes back into it, and what was typed is there. */
START_TEST(words_in_a_box_stay)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter> More.<F9><Down><Enter><Home><Enter><Esc>");
	ck_assert_int_eq(stage_focus(&s) & FOCUS_BOX, FOCUS_BOX);
	stage_keys(&s, " Still.");
	ck_assert(stage_shows(&s, "More. Still."));
	check_width(&s, 40);
	stage_close(&s);
}
END_TEST

START_TEST(a_width_and_rules_are_obeyed)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "not-delegation");
	stage_keys(&s, "<F9><Down><Enter><Home><Enter><Esc>");
	check_width(&s, 40);
	ck_assert_int_eq(s.app.settings.measure, 40);
	stage_keys(&s, "<F9><Down><Down><Down><Enter><Down><Enter>");
	ck_assert(stage_shows(&s, "> Dividing lines: of hyphens"));
	ck_assert_ptr_nonnull(strstr(stage_dump(&s), "-----"));
	ck_assert_ptr_null(strstr(stage_dump(&s), "─"));
	stage_keys(&s, "<Enter><Down><Enter>");
	ck_assert(stage_shows(&s, "> Dividing lines: none"));
	ck_assert_ptr_null(strstr(stage_dump(&s), "--"));
	ck_assert_ptr_null(strstr(stage_dump(&s), "─"));
	ck_assert(stage_shows(&s, "all is saved"));
	stage_close(&s);
}
END_TEST

/* Air goes where there is room. */
START_TEST(a_small_window_has_no_more_empty_rows)
{
	char usual[LOOK_MAX / 16];
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "not-delegation");
	stage_size(&s, 23, 80);
	strcpy(usual, stage_dump(&s));
	stage_keys(&s, TO_SPACING "<Enter><Esc>");
	ck_assert_str_eq(stage_dump(&s), usual);
	stage_size(&s, 24, 80);
	ck_assert(look_blank(&s, 3, 80) && look_blank(&s, 4, 80) && !look_blank(&s, 5, 80));
	stage_keys(&s, TO_SPACING "<Enter><Esc>");
	ck_assert(look_blank(&s, 3, 80) && !look_blank(&s, 4, 80));
	stage_close(&s);
}
END_TEST

START_TEST(every_line_of_an_airy_list_can_be_reached)
{
	const char *missing;
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_keys(&s, TO_SPACING "<Enter><Esc>c");
	missing = look_list(&s, 24, 60);
	ck_assert_msg(!missing, "'%s' cannot be reached", missing);
	stage_close(&s);
}
END_TEST

/* ---- keeping ---- */

START_TEST(a_file_that_is_there_takes_changes)
{
	struct stage s;

	make_config("# mine\nspacing = normal\nsparkle = 7\n");
	stage_open(&s, STAGE_PAGE);
	stage_keys(&s, TO_SPACING);
	ck_assert(stage_shows(&s, "Changes are kept in c/config.") && !stage_shows(&s, KEEP));
	stage_keys(&s, "<Enter>");
	ck_assert_str_eq(scratch_get("c/config"), "# mine\nspacing = airy\nsparkle = 7\n");
	ck_assert(!stage_shows(&s, NOT_KEPT));
	stage_close(&s);
}
END_TEST

START_TEST(whoever_has_a_workbook_here_has_settings_here)
{
	struct stage s;

	scratch_put("home.json", "{}");
	stage_open(&s, STAGE_PAGE);
	stage_keys(&s, TO_SPACING "<Enter>");
	ck_assert_str_eq(scratch_get("c/config"), "spacing = airy\n");
	ck_assert_int_eq(scratch_mode("c/config"), 0600);
	ck_assert(stage_shows(&s, "Changes are kept in"));
	stage_close(&s);
}
END_TEST

START_TEST(a_stick_leaves_nothing_without_agreement)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_keys(&s, TO_SPACING "<Enter>");
	ck_assert(s.app.settings.airy && stage_shows(&s, NOT_KEPT));
	ck_assert(!scratch_has("c"));
	stage_keys(&s, "<End><Down><Down>");
	ck_assert(stage_shows(&s, "Nothing is kept on this computer."));
	ck_assert(stage_shows(&s, "> " KEEP));
	stage_keys(&s, "<Enter>");
	ck_assert_str_eq(scratch_get("c/config"), "spacing = airy\n");
	ck_assert(!stage_shows(&s, KEEP) && !stage_shows(&s, NOT_KEPT));
	stage_keys(&s, "<Down><Down><Down><Down><Enter>");
	ck_assert_str_eq(scratch_get("c/config"), "spacing = airy\nmouse = on\n");
	ck_assert(stage_shows(&s, "> Mouse: on") && stage_shows(&s, "To select text as before, hold Shift."));
	stage_close(&s);
}
END_TEST

/* She agrees before she has changed anything. */
START_TEST(an_agreement_holds_for_what_comes)
{
	struct stage s;

	stage_open(&s, STAGE_LOOKING);
	stage_keys(&s, "<F9><End><Enter>");
	ck_assert(!scratch_has("c/config"));
	stage_keys(&s, "<Down><Down><Enter>");
	ck_assert_str_eq(scratch_get("c/config"), "spacing = airy\n");
	ck_assert(!stage_shows(&s, NOT_KEPT));
	stage_close(&s);
}
END_TEST

START_TEST(what_cannot_be_kept_is_told_and_holds)
{
	struct stage s;

	make_config("spacing = normal\n");
	stage_open(&s, STAGE_PAGE);
	stage_keys(&s, TO_SPACING);
	fault_at(FAULT_FSYNC, fault_calls(FAULT_FSYNC) + 1, ENOSPC, FAULT_FROM);
	stage_keys(&s, "<Enter>");
	ck_assert(stage_shows(&s, "This holds until you quit, but could not be kept: cannot save"));
	ck_assert(stage_shows(&s, "No space left on device."));
	ck_assert(s.app.settings.airy && stage_shows(&s, "> Spacing: airy"));
	ck_assert_str_eq(scratch_get("c/config"), "spacing = normal\n");
	stage_close(&s);
}
END_TEST

START_TEST(without_a_home_there_is_nothing_to_keep_them_in)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	s.app.settings_path = NULL;
	stage_keys(&s, TO_SPACING "<Enter>");
	ck_assert(s.app.settings.airy && stage_shows(&s, NOT_KEPT) && !stage_shows(&s, KEEP));
	stage_close(&s);
}
END_TEST

/* ---- what is not seen at once ---- */

START_TEST(colour_that_is_off_is_told)
{
	struct stage s;

	make_config("");
	stage_open(&s, STAGE_PAGE);
	s.app.no_colour = true;
	stage_keys(&s, "<F9><Enter><Down><Enter>");
	ck_assert(stage_shows(&s, "You see no colours, for NO_COLOR or --no-color turns them off."));
	ck_assert_str_eq(scratch_get("c/config"), "theme = light\n");
	s.app.colourless = true;
	stage_keys(&s, "<Enter><Down><Enter>");
	ck_assert(stage_shows(&s, "This terminal has no colours to show it with."));
	stage_keys(&s, "<Down><Down><Enter>");
	ck_assert(!stage_shows(&s, "colours to show"));
	stage_close(&s);
}
END_TEST

START_TEST(languages_that_are_there_can_be_chosen)
{
	struct err err;
	struct stage s;

	setenv("LANGUAGE", "de", 1);
	intl_bind(scratch_path("po"));
	stage_open(&s, STAGE_PAGE);
	s.app.usual_language = "de";
	stage_keys(&s, "<F9><Down><Down><Down><Down><Down><Enter>");
	ck_assert(stage_shows(&s, "> as the computer has it") && stage_shows(&s, "English"));
	ck_assert(!stage_shows(&s, "Cymraeg"));
	stage_keys(&s, "<Esc>");
	ck_assert(file_make_folder(sys_real(), scratch_path("po/cy/LC_MESSAGES"), &err));
	scratch_put("po/cy/LC_MESSAGES/leaderplus.mo", "");
	stage_keys(&s, "<Enter><End>");
	ck_assert(stage_shows(&s, "> Cymraeg"));
	stage_keys(&s, "<Enter>");
	ck_assert_str_eq(getenv("LANGUAGE"), "cy");
	ck_assert_str_eq(s.app.settings.language, "cy");
	ck_assert(stage_shows(&s, "Language: Cymraeg"));
	stage_keys(&s, "<Enter><Home><Enter>");
	ck_assert_str_eq(getenv("LANGUAGE"), "de");
	ck_assert_str_eq(s.app.settings.language, "");
	ck_assert(settings_set(&s.app.settings, SETTING_LANGUAGE, "fr"));
	stage_keys(&s, "<Esc><F9><Down><Down><Down><Down><Down><Enter>");
	ck_assert(stage_shows(&s, "> fr"));
	stage_keys(&s, "<Enter>");
	ck_assert_str_eq(s.app.settings.language, "fr");
	stage_close(&s);
}
END_TEST

START_TEST(another_book_is_looked_at_first)
{
	char own[4096];
	struct stage s;

	make_config("");
	stage_open(&s, STAGE_PAGE);
	stage_keys(&s, "<F9><End><Enter>no-such-book<Enter>");
	ck_assert(stage_shows(&s, "That does not work: cannot open the book in "));
	stage_keys(&s, "<Ctrl-U>./book<Enter>");
	ck_assert(stage_shows(&s, "Please type the whole name of the folder, beginning with / or ~."));
	ck_assert_str_eq(scratch_get("c/config"), "");
	stage_keys(&s, "<Ctrl-U>");
	snprintf(own, sizeof(own), "%s/distributing-leadership", getenv("CONTENT"));
	stage_keys(&s, own);
	stage_keys(&s, "<Enter>");
	ck_assert(stage_shows(&s, "The next start opens that book."));
	ck_assert_str_eq(s.app.settings.pack, own);
	ck_assert_ptr_nonnull(strstr(scratch_get("c/config"), own));
	stage_close(&s);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("settings");
	TCase *tcase = tcase_create("settings");

	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, stage_setup, stage_teardown);
	tcase_add_test(tcase, a_change_is_seen_at_once_and_goes_back);
	tcase_add_test(tcase, keys_that_come_at_once_are_all_obeyed);
	tcase_add_test(tcase, words_in_a_box_stay);
	tcase_add_test(tcase, a_width_and_rules_are_obeyed);
	tcase_add_test(tcase, a_small_window_has_no_more_empty_rows);
	tcase_add_test(tcase, every_line_of_an_airy_list_can_be_reached);
	tcase_add_test(tcase, a_file_that_is_there_takes_changes);
	tcase_add_test(tcase, whoever_has_a_workbook_here_has_settings_here);
	tcase_add_test(tcase, a_stick_leaves_nothing_without_agreement);
	tcase_add_test(tcase, an_agreement_holds_for_what_comes);
	tcase_add_test(tcase, what_cannot_be_kept_is_told_and_holds);
	tcase_add_test(tcase, without_a_home_there_is_nothing_to_keep_them_in);
	tcase_add_test(tcase, colour_that_is_off_is_told);
	tcase_add_test(tcase, languages_that_are_there_can_be_chosen);
	tcase_add_test(tcase, another_book_is_looked_at_first);
	check_set_max_msg_size(LONG_MESSAGE);
	return suite_run(suite);
}
