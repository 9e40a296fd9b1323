/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ways through the screens: beginning, writing, pasting, saving, and leaving with or
 * without a disk that takes the words. */
#include <config.h>

#include <check.h>
#include <sys/stat.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/desk.h"
#include "../unit/fault.h"
#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "answers/journal.h"
#include "base/mem.h"
#include "stage.h"
#include "text/edit.h"
#include "ui/screens.h"

static void fill_disk(void)
{
	fault_at(FAULT_FSYNC, fault_calls(FAULT_FSYNC) + 1, ENOSPC, FAULT_FROM);
}

static void empty_disk(void)
{
	fault_reset();
	fault_clock(DESK_NOW);
}

static void check_text(struct stage *s, const char *id, const char *text)
{
	ck_assert_msg(strcmp(desk_text(s->wb, id), text) == 0, "%s: '%s'", id, desk_text(s->wb, id));
}

START_TEST(first_start_makes_a_workbook)
{
	struct stage s;

	stage_open(&s, STAGE_FIRST_START);
	check_shows(&s, "Anyone who can use this login can open what is kept here.");
	ck_assert(!scratch_has("home.json"));
	stage_keys(&s, "<Enter>");
	check_shows(&s, "Your words are kept in home.json.");
	check_shows(&s, "page 1 of 41");
	ck_assert_int_eq(scratch_mode("home.json"), 0600);
	stage_close(&s);
}
END_TEST

START_TEST(first_start_takes_another_folder)
{
	struct stage s;

	stage_open(&s, STAGE_FIRST_START);
	stage_keys(&s, "<Down><Enter>stick/mine<Enter>");
	check_shows(&s, "There is no such folder.");
	ck_assert(!scratch_has("stick"));
	ck_assert_int_eq(mkdir("stick", 0700), 0);
	ck_assert_int_eq(mkdir("stick/mine", 0700), 0);
	stage_keys(&s, "<Enter>");
	check_shows(&s, "Your words are kept in stick/mine/workbook.json.");
	ck_assert(scratch_has("stick/mine/workbook.json"));
	stage_close(&s);
	stage_open(&s, STAGE_FIRST_START);
	stage_keys(&s, "<Down><Enter><Ctrl-U> stick/mine/other.json <Enter>");
	ck_assert(scratch_has("stick/mine/other.json"));
	stage_close(&s);
	/* What cannot be is told, and what was typed stays. */
	stage_open(&s, STAGE_FIRST_START);
	stage_keys(&s, "<Down><Enter><Ctrl-U>stick/mine/other.json/below<Enter>");
	check_shows(&s, "There is no such folder.");
	check_shows(&s, "stick/mine/other.json/below");
	ck_assert_int_eq(stage_focus(&s), FOCUS_FIELD);
	stage_keys(&s, "<Esc><Down><Down><Enter>");
	check_shows(&s, "nothing is kept");
	check_shows(&s, "page 1 of 41");
	stage_close(&s);
}
END_TEST

START_TEST(who_looks_around_may_choose_later)
{
	struct stage s;

	stage_open(&s, STAGE_FIRST_START);
	stage_keys(&s, "<End><Enter>");
	stage_page(&s, "spread-now");
	stage_keys(&s, "xyz");
	check_shows(&s, "nothing is kept");
	stage_keys(&s, "<Enter>");
	check_shows(&s, "Where shall your writing be kept?");
	stage_keys(&s, "<Enter>");
	check_shows(&s, "page 11 of 41");
	stage_keys(&s, "<Enter>Words.<Tab>");
	check_text(&s, "spread-now", "Words.");
	ck_assert_ptr_nonnull(strstr(scratch_get("home.json"), "Words."));
	stage_close(&s);
}
END_TEST

START_TEST(named_file_is_made_after_asking)
{
	struct stage s;

	stage_open(&s, STAGE_LOOKING);
	app_pop(&s.app);
	s.app.place.path = "new.json";
	push_ask_create(&s.app);
	stage_size(&s, 24, 80);
	check_shows(&s, "There is no workbook yet at new.json.");
	ck_assert(!scratch_has("new.json"));
	stage_keys(&s, "<Enter>");
	ck_assert(scratch_has("new.json"));
	stage_close(&s);
	stage_open(&s, STAGE_LOOKING);
	app_pop(&s.app);
	s.app.place.path = "newer.json";
	push_ask_create(&s.app);
	stage_size(&s, 24, 80);
	stage_keys(&s, "<End><Enter>");
	ck_assert(s.app.quit);
	ck_assert(!scratch_has("newer.json"));
	stage_close(&s);
}
END_TEST

START_TEST(coming_back_leads_on)
{
	static const struct { const char *keys, *shows; } ways[] = {
		{ "<Enter>", "page 8 of 41" }, { "<Down><Enter>", "you are here" },
		{ "<Down><Down><Enter><Enter>", "My private copy" },
		{ "<End><Enter>", "Type the name of the copy" }, { "<Down><Enter><Esc>", "page 8 of 41" },
	};
	struct stage s;

	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		stage_open(&s, STAGE_WELCOME);
		check_shows(&s, "You were at: Not delegation");
		ck_assert(!stage_shows(&s, "lunch queue"));
		stage_keys(&s, ways[i].keys);
		check_shows(&s, ways[i].shows);
		stage_close(&s);
		stage_teardown();
		stage_setup();
	}
}
END_TEST

START_TEST(box_opens_with_what_is_there)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "informal-leaders");
	stage_keys(&s, "<Enter> And <<you>?<Enter><Enter>q c h");
	check_shows(&s, "not saved yet");
	stage_keys(&s, "<Tab>");
	check_shows(&s, "saved 19:04");
	check_text(&s, "informal-leaders",
		   "The caretaker, and the two who run the choir. And <you>?\n\nq c h");
	stage_keys(&s, "<Enter><Ctrl-Home>1<Esc><Enter>2<Shift-Tab><Enter><Ctrl-Home><F2>");
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "12The caretaker"));
	stage_close(&s);
}
END_TEST

/* A letter may say something, but on no screen does it quit or change an answer. */
START_TEST(no_single_letter_changes_anything)
{
	static const char *const ways[] = { "", "c", "?", "<F7>", "<F8>", "<F8><Enter>", "<F8><Enter><Enter>",
		"<F8><End><Enter>" };
	static const char words[] = "On Tuesday the behaviour working group changed the lunch queue without "
		"asking me.\n\nI found out from a Year 5 pupil.";
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	for (size_t i = 0; i < ARRAY_LEN(ways); i++)
		for (char c = 33; c < 127; c++) {
			char key[3] = { c, c == '<' ? c : '\0' };

			stage_page(&s, "spread-now");
			stage_keys(&s, ways[i]);
			stage_keys(&s, key);
			ck_assert_msg(!s.app.quit, "'%s' behind '%s'", key, ways[i]);
			ck_assert(!(stage_focus(&s) & FOCUS_BOX));
			stage_page(&s, "spread-now");
			ck_assert_msg(workbook_state(s.wb) != STATE_CHANGED, "'%s' behind '%s'", key, ways[i]);
			check_text(&s, "spread-now", words);
		}
	stage_close(&s);
}
END_TEST

START_TEST(pasted_keys_are_text)
{
	struct stage s;

	stage_open(&s, STAGE_BLANK);
	stage_page(&s, "spread-now");
	stage_paste(&s, "c?h \n\tq");
	check_shows(&s, "Enter starts writing.");
	check_shows(&s, "page 11 of 41");
	stage_keys(&s, "<Enter>");
	stage_paste(&s, "one\r\ntwo\rthree\n\033[200~?\033[A");
	stage_keys(&s, "<Tab>");
	check_text(&s, "spread-now", "one\ntwo\nthree\n?");
	stage_keys(&s, "<F8><Enter><Enter><Enter><Ctrl-U>");
	stage_paste(&s, "new\n.html\n");
	ck_assert_int_eq(stage_focus(&s), FOCUS_FIELD);
	stage_keys(&s, "<Enter>");
	check_shows(&s, "new.html. Only your login can open it.");
	ck_assert_ptr_nonnull(strstr(scratch_get("new.html"), "<h1>My reflections</h1>"));
	stage_close(&s);
}
END_TEST

START_TEST(full_box_says_so)
{
	char *most = mem_zero(EDIT_MAX + 1, 1);
	struct stage s;

	memset(most, 'x', EDIT_MAX);
	stage_open(&s, STAGE_BLANK);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter>");
	stage_paste(&s, most);
	stage_keys(&s, "y");
	check_shows(&s, "A box holds about 40,000 words; nothing was added");
	stage_keys(&s, "<Tab>");
	check_text(&s, "spread-now", most);
	stage_close(&s);
	free(most);
}
END_TEST

/* A paste may come in parts: behind one that does not fit none is taken, lest there be a gap. */
START_TEST(what_goes_on_with_a_refused_paste_is_refused)
{
	char *much = mem_zero(EDIT_MAX, 1);
	struct stage s;

	memset(much, 'x', EDIT_MAX - 1);
	stage_open(&s, STAGE_BLANK);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter>");
	stage_paste(&s, "first part, ");
	stage_key(&s, &(struct key){ .code = CODE_PASTE, .paste = slice_of(much), .joined = true });
	check_shows(&s, "nothing was added");
	stage_key(&s, &(struct key){ .code = CODE_PASTE, .paste = slice_of("last part"), .joined = true });
	check_shows(&s, "nothing was added");
	stage_keys(&s, "typed, ");
	stage_paste(&s, "pasted, ");
	stage_key(&s, &(struct key){ .code = CODE_PASTE, .paste = slice_of("and more"), .joined = true });
	stage_keys(&s, "<Tab>");
	check_text(&s, "spread-now", "first part, typed, pasted, and more");
	free(much);
	stage_close(&s);
}
END_TEST

START_TEST(reading_only_is_told)
{
	struct stage s;

	stage_open(&s, STAGE_READING);
	stage_page(&s, "spread-now");
	check_shows(&s, "reading only");
	stage_keys(&s, "<Enter>");
	check_shows(&s, "opened for reading only");
	stage_keys(&s, "x");
	check_shows(&s, "opened for reading only");
	stage_keys(&s, "<Tab>");
	check_shows(&s, "page 12 of 41");
	stage_keys(&s, "<Ctrl-Q>");
	ck_assert(s.app.quit);
	stage_close(&s);
}
END_TEST

START_TEST(words_are_saved_by_and_by)
{
	struct stage s;

	stage_open(&s, STAGE_BLANK);
	stage_page(&s, "spread-now");
	ck_assert_int_eq(app_idle_in(&s.app), -1);
	stage_keys(&s, "<Enter>Words");
	ck_assert_int_eq(app_idle_in(&s.app), 1);
	check_shows(&s, "not saved yet");
	fault_clock(DESK_NOW + 1);
	app_idle(&s.app);
	app_draw(&s.app, &s.surface);
	check_shows(&s, "not saved yet");	/* for who still types */
	ck_assert_int_eq(app_idle_in(&s.app), 1);
	fault_clock(DESK_NOW + 2);
	app_idle(&s.app);
	app_draw(&s.app, &s.surface);
	check_shows(&s, "safe, saving");
	ck_assert_int_eq(app_idle_in(&s.app), 28);
	fault_clock(DESK_NOW + 29);
	app_idle(&s.app);
	ck_assert_ptr_null(strstr(scratch_get("w.json"), "Words"));
	fault_clock(DESK_NOW + 30);
	app_idle(&s.app);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "Words"));
	ck_assert_int_eq(app_idle_in(&s.app), -1);
	stage_keys(&s, " more");
	ck_assert(stage_focus(&s) & FOCUS_BOX);
	fault_clock(DESK_NOW);	/* set back */
	ck_assert_int_eq(app_idle_in(&s.app), 0);
	stage_keys(&s, "<Ctrl-S>");
	check_shows(&s, "Everything is saved.");
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "Words more"));
	stage_keys(&s, "!");
	app_stop(&s.app);
	ck_assert(s.app.quit);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "Words more!"));
	stage_close(&s);
}
END_TEST

/* The journal takes what the file does not. */
START_TEST(words_are_kept_while_saving_fails)
{
	struct journal_record record;
	struct stage s;
	struct err err;

	stage_open(&s, STAGE_BLANK);
	stage_page(&s, "spread-now");
	fault_at(FAULT_RENAME, fault_calls(FAULT_RENAME) + 1, EIO, FAULT_FROM);
	stage_keys(&s, "<Enter>Words<Ctrl-S> and more");
	ck_assert_int_eq(workbook_state(s.wb), STATE_NOT_SAVED);
	fault_clock(DESK_NOW + 1);
	app_idle(&s.app);
	ck_assert_int_eq(workbook_state(s.wb), STATE_NOT_SAVED);
	ck_assert_int_eq(journal_read(sys_real(), "w.json.journal", &record, &err), JOURNAL_RECORD);
	ck_assert_ptr_nonnull(strstr(record.payload.data, "Words and more"));
	buf_release(&record.payload);
	stage_close(&s);
}
END_TEST

START_TEST(quitting_saves)
{
	struct stage s;

	stage_open(&s, STAGE_BLANK);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter>Words<F2><Ctrl-Q>");
	ck_assert(s.app.quit);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "Words"));
	stage_close(&s);
}
END_TEST

static void open_unsaved(struct stage *s)
{
	stage_open(s, STAGE_BLANK);
	stage_page(s, "spread-now");
	fill_disk();
	stage_keys(s, "<Enter>Words<Ctrl-Q>");
	ck_assert(!s->app.quit);
	check_shows(s, "Your last words are not saved: cannot save 'w.json': No space left on device.");
}

START_TEST(unsaved_words_may_be_tried_again)
{
	struct stage s;

	open_unsaved(&s);
	stage_keys(&s, "<Enter>");
	ck_assert(!s.app.quit);
	empty_disk();
	stage_keys(&s, "<Enter>");
	ck_assert(s.app.quit);
	ck_assert_int_eq(workbook_state(s.wb), STATE_SAVED);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "Words"));
	stage_close(&s);
}
END_TEST

/* Whoever goes to the shell for a while is told. */
START_TEST(unsaved_words_are_told_to_who_suspends)
{
	struct stage s;

	open_unsaved(&s);
	ck_assert_ptr_nonnull(strstr(app_suspend(&s.app), "Your last words are NOT SAVED"));
	empty_disk();
	ck_assert_ptr_nonnull(strstr(app_suspend(&s.app), "everything is safe"));
	stage_close(&s);
}
END_TEST

START_TEST(unsaved_words_may_go_elsewhere)
{
	struct stage s;

	open_unsaved(&s);
	empty_disk();	/* the other place has room */
	stage_keys(&s, "<Down><Enter><Ctrl-U>w.json<Enter>");
	ck_assert(!s.app.quit);
	check_shows(&s, "Not saved there: ");
	stage_keys(&s, "<Ctrl-U>copy.json<Enter>");
	ck_assert(s.app.quit);
	ck_assert_ptr_nonnull(strstr(scratch_get("copy.json"), "Words"));
	ck_assert_ptr_null(strstr(scratch_get("w.json"), "Words"));
	stage_close(&s);
}
END_TEST

START_TEST(unsaved_words_stay_with_who_stays)
{
	struct stage s;

	open_unsaved(&s);
	stage_keys(&s, "<Down><Down><Enter>");
	ck_assert(stage_focus(&s) & FOCUS_BOX);
	check_shows(&s, "NOT SAVED");
	stage_keys(&s, "!");
	empty_disk();
	stage_keys(&s, "<Tab>");
	check_shows(&s, "saved 19:04");
	check_text(&s, "spread-now", "Words!");
	stage_close(&s);
}
END_TEST

START_TEST(unsaved_words_are_left_when_told)
{
	struct stage s;

	open_unsaved(&s);
	stage_keys(&s, "<End><Enter>");
	ck_assert(s.app.quit);
	ck_assert_ptr_null(strstr(scratch_get("w.json"), "Words"));
	stage_close(&s);
}
END_TEST

/* Whoever asks again and again gets one question, and help is one list. */
START_TEST(prompts_do_not_pile_up)
{
	struct stage s;

	open_unsaved(&s);
	stage_keys(&s, "<Ctrl-Q><Ctrl-Q><Ctrl-Q><Ctrl-Q><Ctrl-Q><Ctrl-Q><Ctrl-Q><Ctrl-Q><Esc>");
	ck_assert(stage_focus(&s) & FOCUS_BOX);
	stage_keys(&s, "<F1><F1><F1><F1><F1><F1><F1><F1><F1><Esc>");
	ck_assert(stage_focus(&s) & FOCUS_BOX);
	stage_keys(&s, "<F1><F1><F1><F1><F1><F1><F1><F1><F1><Ctrl-Q>");
	check_shows(&s, "Your last words are not saved: ");
	stage_close(&s);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { first_start_makes_a_workbook, first_start_takes_another_folder,
		who_looks_around_may_choose_later, named_file_is_made_after_asking, coming_back_leads_on,
		box_opens_with_what_is_there, no_single_letter_changes_anything, pasted_keys_are_text,
		full_box_says_so, what_goes_on_with_a_refused_paste_is_refused,
		reading_only_is_told, words_are_saved_by_and_by,
		words_are_kept_while_saving_fails, quitting_saves,
		unsaved_words_may_be_tried_again, unsaved_words_are_told_to_who_suspends,
		unsaved_words_may_go_elsewhere,
		unsaved_words_stay_with_who_stays, unsaved_words_are_left_when_told,
		prompts_do_not_pile_up };
	Suite *suite = suite_create("flow");
	TCase *tc = tcase_create("flow");

	tcase_add_checked_fixture(tc, stage_setup, stage_teardown);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	check_set_max_msg_size(LONG_MESSAGE);
	return suite_run(suite);
}
