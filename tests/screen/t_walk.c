/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds on every screen: where the cursor is, what is never left out, and that
 * every word can be reached. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/desk.h"
#include "../unit/fault.h"
#include "../unit/suite.h"
#include "base/mem.h"
#include "look.h"
#include "stage.h"
#include "text/utf8.h"

static const struct { int rows, cols; } sizes[] = { { 24, 80 }, { 12, 40 }, { 50, 200 }, { 6, 20 } };

/* How each kind of screen is reached. */
static const struct place {
	const char *name;
	enum stage_begin begin;
	const char *page;
	const char *keys;
} places[] = {
	{ "first start", STAGE_FIRST_START, NULL, "" },
	{ "another folder", STAGE_FIRST_START, NULL, "<Down><Enter>" },
	{ "first start, later", STAGE_LOOKING, "spread-now", "<Enter>" },
	{ "welcome back", STAGE_WELCOME, NULL, "" },
	{ "page", STAGE_PAGE, "arden", "" },
	{ "question", STAGE_PAGE, "spread-now", "" },
	{ "hint", STAGE_PAGE, "spread-now", "h" },
	{ "box", STAGE_PAGE, "spread-now", "<Enter>" },
	{ "empty box", STAGE_PAGE, "formal-roles", "<Enter>" },
	{ "condition", STAGE_PAGE, "condition-practice", "" },
	{ "caution", STAGE_PAGE, "caution-guarantee", "<Enter>" },
	{ "contents", STAGE_PAGE, NULL, "c" },
	{ "help", STAGE_PAGE, NULL, "?" },
	{ "reflections", STAGE_PAGE, NULL, "<F8><Enter>" },
	{ "form of a copy", STAGE_PAGE, NULL, "<F8><Enter><Enter>" },
	{ "name of a copy", STAGE_PAGE, NULL, "<F8><Enter><Enter><Enter>" },
	{ "settings", STAGE_PAGE, NULL, "<F9>" },
	{ "colours", STAGE_PAGE, NULL, "<F9><Enter>" },
	{ "another book", STAGE_PAGE, NULL, "<F9><End><Up><Enter>" },
	{ "airy page", STAGE_PAGE, "arden", "<F9><Down><Down><Enter><Esc>" },
	{ "airy contents", STAGE_PAGE, "arden", "<F9><Down><Down><Enter><Esc>c" },
	{ "help, filtered", STAGE_PAGE, NULL, "?box" },
	{ "find", STAGE_PAGE, NULL, "<F3>" },
	{ "what was found", STAGE_PAGE, NULL, "<F3>superhero<Enter>" },
	{ "about the workbook", STAGE_PAGE, NULL, "?where my words<Enter>" },
	{ "covered", STAGE_PAGE, "spread-now", "?cover<Enter>" },
};

static void go(struct stage *s, const struct place *place)
{
	stage_open(s, place->begin);
	if (place->page)
		stage_page(s, place->page);
	stage_keys(s, place->keys);
}

/* Reading: nothing but the title stands above the cursor, nothing before it in its row.
 * In a list: the mark stands before it, and the line begins under it. */
static void check_cursor(struct stage *s, const char *name)
{
	int row = s->surface.cursor_row, col = s->surface.cursor_col;

	if ((stage_focus(s) & (FOCUS_LIST | FOCUS_FILTER)) && strchr(look_row(s, row), '>')) {
		ck_assert_msg(col > 1 && strcmp(surface_at(&s->surface, row, col - 2)->text, ">") == 0 &&
			      look_blank(s, row, col - 2), "%s:\n%s", name, stage_dump(s));
	} else if (stage_focus(s) & (FOCUS_PAGE | FOCUS_ASKED | FOCUS_TEXT | FOCUS_LIST | FOCUS_FILTER)) {
		ck_assert_msg(look_blank(s, row, col), "%s:\n%s", name, stage_dump(s));
		for (int above = 1; above < row; above++)
			ck_assert_msg(look_blank(s, above, s->cols), "%s:\n%s", name, stage_dump(s));
	} else {
		return;		/* in a box it is where she writes */
	}
	if (s->rows == 6 && look_blank(s, row, s->cols))
		return;		/* the one row that shows stands between two blocks */
	ck_assert_msg(strcmp(stage_cursor(s), " ") != 0 || strpbrk(look_row(s, row), "+|\\/"),
		      "%s: on a blank\n%s", name, stage_dump(s));
}

START_TEST(cursor_is_on_the_focused_text)
{
	struct stage s;

	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		go(&s, &places[_i]);
		stage_size(&s, sizes[i].rows, sizes[i].cols);
		check_cursor(&s, places[_i].name);
		stage_close(&s);
		stage_teardown();
		stage_setup();
	}
}
END_TEST

START_TEST(cursor_leads_through_every_page)
{
	struct stage s;

	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		stage_open(&s, STAGE_PAGE);
		stage_size(&s, sizes[i].rows, sizes[i].cols);
		for (size_t page = 0; page < pack_page_count(workbook_pack(s.wb)); page++) {
			const char *id = pack_page(workbook_pack(s.wb), page)->id;

			stage_page(&s, id);
			check_cursor(&s, id);
			for (int k = 0; k < 12; k++) {
				stage_keys(&s, "<Down>");
				check_cursor(&s, id);
			}
			stage_keys(&s, "<End>");
			check_cursor(&s, id);
		}
		stage_close(&s);
		stage_teardown();
		stage_setup();
	}
}
END_TEST

/* While she writes, the cursor stands behind what was typed. */
START_TEST(cursor_follows_the_writing)
{
	struct stage s;

	for (size_t i = 1; i < ARRAY_LEN(sizes); i += 2) {
		stage_open(&s, STAGE_BLANK);
		stage_size(&s, sizes[i].rows, sizes[i].cols);
		stage_page(&s, "formal-roles");
		stage_keys(&s, "<Enter>");
		for (int k = 0; k < 200; k++) {
			const char *typed = k % 7 ? "x" : " ";

			stage_keys(&s, typed);
			if (s.surface.cursor_col == sizes[i].cols - 2)
				continue;	/* at the edge it stands on the last sign */
			ck_assert_str_eq(stage_cursor(&s), " ");
			if (s.surface.cursor_col > 3 && k % 7)
				ck_assert_str_eq(surface_at(&s.surface, s.surface.cursor_row,
							    s.surface.cursor_col - 1)->text, "x");
		}
		stage_close(&s);
		stage_teardown();
		stage_setup();
	}
}
END_TEST

START_TEST(bar_never_leaves_help_out)
{
	static const unsigned all[] = { FOCUS_PAGE, FOCUS_ASKED, FOCUS_BOX, FOCUS_LIST, FOCUS_TEXT,
		FOCUS_FIELD, FOCUS_FORM, FOCUS_FILTER, FOCUS_TEXT | FOCUS_COPY, FOCUS_ASKED | FOCUS_HINT, FOCUS_BOX | FOCUS_BOX_HINT };

	for (size_t i = 0; i < ARRAY_LEN(all); i++)
		for (int width = APP_COLS_MIN - 2; width <= 198; width++) {
			const char *help = all[i] & (FOCUS_BOX | FOCUS_FIELD | FOCUS_FORM | FOCUS_FILTER) ? "Ctrl-G help" : "? help";
			struct buf bar;

			buf_init(&bar, 4096);
			keys_bar(all[i], width, &bar);
			ck_assert_msg(text_width(slice_buf(&bar)) <= width, "%d: %s", width, bar.data);
			ck_assert_msg(bar.len >= strlen(help) &&
				      strcmp(bar.data + bar.len - strlen(help), help) == 0,
				      "%d: %s", width, bar.data);
			buf_release(&bar);
		}
}
END_TEST

START_TEST(frame_is_whole_at_every_size)
{
	const struct place *place = &places[_i];
	struct stage s;

	go(&s, place);
	for (int rows = APP_ROWS_MIN; rows <= 30; rows += 4)
		for (int cols = APP_COLS_MIN; cols <= 200; cols += cols < 60 ? 1 : 20) {
			struct buf state;

			stage_size(&s, rows, cols);
			buf_init(&state, 256);
			workbook_state_words(s.wb, &state);
			ck_assert_msg(look_rules(&s, state.data), "%s: '%s' is not in sight\n%s", place->name,
				      state.data, stage_dump(&s));
			ck_assert_msg(strstr(look_row(&s, rows - 1), " help"), "%s:\n%s", place->name,
				      stage_dump(&s));
			if (stage_focus(&s) & (FOCUS_PAGE | FOCUS_ASKED | FOCUS_BOX))
				ck_assert_msg(strstr(look_row(&s, 0), " of 41"), "%s:\n%s", place->name,
					      stage_dump(&s));
			buf_release(&state);
		}
	stage_close(&s);
}
END_TEST

START_TEST(not_saved_is_always_in_sight)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "arden");
	fault_at(FAULT_FSYNC, fault_calls(FAULT_FSYNC) + 1, ENOSPC, FAULT_FROM);
	stage_page(&s, "formal-roles");
	stage_keys(&s, "<Enter>Six posts.<Tab>");
	stage_page(&s, "arden");
	for (int cols = APP_COLS_MIN; cols <= 100; cols++) {
		stage_size(&s, 12, cols);
		ck_assert_msg(look_rules(&s, "NOT SAVED"), "%d:\n%s", cols, stage_dump(&s));
	}
	/* Nothing says then that everything is saved. */
	stage_size(&s, 24, 80);
	stage_keys(&s, "<Esc>");
	ck_assert_msg(!stage_shows(&s, "everything is saved"), "%s", stage_dump(&s));
	stage_keys(&s, "<Ctrl-C>");
	ck_assert_msg(stage_shows(&s, "could not be saved"), "%s", stage_dump(&s));
	stage_close(&s);
}
END_TEST

START_TEST(no_row_of_any_page_is_cut)
{
	struct buf seen;
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_size(&s, 12, 40);
	buf_init(&seen, LOOK_MAX);
	for (size_t page = 0; page < pack_page_count(workbook_pack(s.wb)); page++) {
		const char *id = pack_page(workbook_pack(s.wb), page)->id;
		struct doc *doc = workbook_page_doc(s.wb, page, true);

		stage_page(&s, id);
		if (pack_page(workbook_pack(s.wb), page)->kind == PAGE_QUESTION)
			stage_keys(&s, "h");
		buf_clear(&seen);
		look_read_down(&s, &seen);
		ck_assert_msg(look_holds(seen.data, doc), "%s: %s", id, seen.data);
		doc_free(doc);
	}
	buf_release(&seen);
	stage_close(&s);
}
END_TEST

START_TEST(every_word_of_a_list_can_be_reached)
{
	static const size_t lists[] = { 0, 2, 3, 11, 12, 14, 16, 17, 20, 23 };

	for (size_t i = 0; i < ARRAY_LEN(lists); i++)
		for (size_t k = 1; k < ARRAY_LEN(sizes); k += 2) {
			struct stage s;
			const char *missing;

			go(&s, &places[lists[i]]);
			missing = look_list(&s, sizes[k].rows, sizes[k].cols);
			ck_assert_msg(!missing, "%s at %dx%d: '%s' cannot be reached",
				      places[lists[i]].name, s.cols, s.rows, missing);
			stage_close(&s);
			stage_teardown();
			stage_setup();
		}
}
END_TEST

/* Tab goes on from stop to stop, and through the whole book. */
START_TEST(tab_leads_to_the_end)
{
	struct stage s;
	size_t last = 0;

	stage_open(&s, STAGE_BLANK);
	for (int k = 0; k < 200; k++) {
		size_t here = workbook_here(s.wb);

		ck_assert_msg(here >= last, "back from %zu to %zu", last, here);
		last = here;
		stage_keys(&s, "<Tab>");
	}
	ck_assert_uint_eq(last, 40);
	stage_close(&s);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { cursor_leads_through_every_page, cursor_follows_the_writing,
		bar_never_leaves_help_out, not_saved_is_always_in_sight, no_row_of_any_page_is_cut,
		every_word_of_a_list_can_be_reached, tab_leads_to_the_end };
	Suite *suite = suite_create("walk");
	TCase *tc = tcase_create("walk");

	tcase_add_checked_fixture(tc, stage_setup, stage_teardown);
	tcase_add_loop_test(tc, cursor_is_on_the_focused_text, 0, ARRAY_LEN(places));
	tcase_add_loop_test(tc, frame_is_whole_at_every_size, 0, ARRAY_LEN(places));
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	check_set_max_msg_size(LONG_MESSAGE);
	return suite_run(suite);
}
