/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding words on the screen: what to look for, the list, and the place itself. */
#include <config.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/desk.h"
#include "../unit/fault.h"
#include "../unit/suite.h"
#include "base/mem.h"
#include "look.h"
#include "scenes.h"

/* The cells that have all of STYLE, in reading order; blanks that wraps leave out do not count. */
static const char *styled(struct stage *s, unsigned style)
{
	static char text[8192];
	struct buf out;

	buf_init(&out, sizeof(text) - 1);
	for (int row = 0; row < s->rows; row++)
		for (int col = 0; col < s->cols; col++)
			if ((surface_at(&s->surface, row, col)->style & style) == style)
				buf_add_str(&out, surface_at(&s->surface, row, col)->text);
	memcpy(text, out.data, out.len + 1);
	buf_release(&out);
	return text;
}

#define FOUND (STYLE_REVERSE | STYLE_STRONG)	/* on a page and in a box */
#define LISTED (STYLE_EMPH | STYLE_STRONG)	/* in the list */

START_TEST(keys_lead_to_the_field)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_keys(&s, "/");
	check_shows(&s, "Which words shall be found");
	ck_assert_int_eq(stage_focus(&s), FOCUS_FIELD);
	stage_keys(&s, "<Esc><F3>");
	check_shows(&s, "Which words shall be found");
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter> and/or<F3>");	/* in a box / is a letter */
	check_shows(&s, "Which words shall be found");
	ck_assert_ptr_nonnull(strstr(desk_text(s.wb, "spread-now"), " and/or"));
	stage_keys(&s, "<Esc>");
	ck_assert(stage_focus(&s) & FOCUS_BOX);
	stage_keys(&s, "<Esc><F8><F3>");
	check_shows(&s, "Which words shall be found");
	stage_close(&s);
}
END_TEST

START_TEST(nothing_to_find_is_told)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_keys(&s, "/<Enter>");
	check_shows(&s, "Please type a word to look for");
	stage_keys(&s, "  <Enter>");
	check_shows(&s, "Please type a word to look for");
	stage_keys(&s, "xylophone<Enter>");
	check_shows(&s, "Nothing was found for: xylophone");
	ck_assert_int_eq(stage_focus(&s), FOCUS_FIELD);
	for (int k = 0; k < 40; k++)
		stage_keys(&s, "ten letter");
	stage_keys(&s, "<Enter>");
	check_shows(&s, "That is too long to look for.");
	ck_assert_int_eq(stage_focus(&s), FOCUS_FIELD);
	stage_close(&s);
}
END_TEST

START_TEST(enter_goes_to_the_page)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "spread-now");
	stage_keys(&s, "/SUPERHERO<Enter>");
	check_shows(&s, "Found: SUPERHERO. Enter goes there.");
	ck_assert_msg(strncmp(styled(&s, LISTED), "superhero", 9) == 0, "%s\n%s", styled(&s, LISTED),
		      stage_dump(&s));
	stage_keys(&s, "<Down><Down><Enter>");
	check_shows(&s, "page 4 of 41");
	ck_assert_str_eq(styled(&s, FOUND), "superhero");
	ck_assert_str_eq(stage_cursor(&s), "s");
	ck_assert_int_eq(s.surface.cursor_row <= 6, 1);	/* its paragraph is at the top */
	/* Until the next command. */
	stage_keys(&s, "<Ctrl-L>");
	ck_assert_str_eq(styled(&s, FOUND), "");
	check_shows(&s, "superhero");
	stage_close(&s);
}
END_TEST

/* What is found shows, and is marked whole, at every size and wherever it wraps. */
START_TEST(the_match_is_in_sight)
{
	static const struct { const char *keys, *match; } cases[] = {
		{ "/superhero head<Enter><Enter>", "superhero head" },
		{ "/finds such a myth<Enter><Enter>", "finds such a myth" },
		{ "/lunch queue<Enter><Enter>", "lunch queue" },
		{ "/year 5 pupil<Enter><Enter>", "Year 5 pupil" },
	};
	static const struct { int rows, cols; } sizes[] = { { 24, 80 }, { 12, 40 }, { 8, 20 }, { 50, 132 },
		{ 16, 61 } };

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct stage s;

		stage_open(&s, STAGE_PAGE);
		stage_page(&s, "arden");
		stage_keys(&s, cases[i].keys);
		for (size_t k = 0; k < sizeof(sizes) / sizeof(*sizes); k++) {
			struct buf shown, wanted;

			stage_size(&s, sizes[k].rows, sizes[k].cols);
			buf_init(&shown, 1024);
			buf_init(&wanted, 1024);
			look_squeeze(&shown, styled(&s, FOUND));
			look_squeeze(&wanted, cases[i].match);
			ck_assert_msg(shown.len && strstr(wanted.data, shown.data) == wanted.data,
				      "%s: '%s' stands out\n%s", cases[i].match, shown.data,
				      stage_dump(&s));
			ck_assert_msg(surface_at(&s.surface, s.surface.cursor_row,
						 s.surface.cursor_col)->style & STYLE_REVERSE,
				      "%s: the cursor is elsewhere\n%s", cases[i].match, stage_dump(&s));
			buf_release(&wanted);
			buf_release(&shown);
		}
		stage_close(&s);
		stage_teardown();
		stage_setup();
	}
}
END_TEST

START_TEST(hints_unfold)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	for (size_t i = 0; i < pack_page_count(workbook_pack(s.wb)); i++) {
		const struct pack_page *page = pack_page(workbook_pack(s.wb), i);
		struct buf text;

		if (page->kind != PAGE_QUESTION || !page->aside)
			continue;
		buf_init(&text, 1 << 16);
		doc_text(page->aside, 0, &text);
		text.data[60] = '\0';
		stage_page(&s, "arden");
		stage_keys(&s, "<F3>");
		stage_paste(&s, text.data);
		stage_keys(&s, "<Enter>");
		check_shows(&s, "(hint)");
		stage_keys(&s, "<Enter>");
		ck_assert_uint_eq(workbook_here(s.wb), i);
		ck_assert_msg(*styled(&s, FOUND), "%s\n%s", page->id, stage_dump(&s));
		stage_keys(&s, "h");	/* folds it away */
		check_hides(&s, text.data);
		buf_release(&text);
	}
	stage_close(&s);
}
END_TEST

/* A long text in a box is scrolled to the match, and reading starts at its top again. */
START_TEST(boxes_are_scrolled)
{
	struct stage s;
	struct buf text;

	stage_open(&s, STAGE_PAGE);
	buf_init(&text, 1 << 16);
	for (int k = 0; k < 200; k++)
		buf_addf(&text, "Line %d.\n", k);
	desk_write(s.wb, "formal-roles", text.data);
	stage_page(&s, "arden");
	stage_keys(&s, "/line 150<Enter>");
	check_shows(&s, "what I wrote on 23 November 2026");
	stage_keys(&s, "<Enter>");
	check_shows(&s, "Line 150.");
	check_shows(&s, "more above");
	ck_assert_str_eq(styled(&s, FOUND), "Line 150");
	ck_assert_str_eq(stage_cursor(&s), "L");
	stage_keys(&s, "<Enter>");		/* writing, where it was found */
	ck_assert_str_eq(styled(&s, FOUND), "");
	ck_assert_str_eq(stage_cursor(&s), "L");
	stage_keys(&s, "This ");
	check_shows(&s, "This Line 150.");
	buf_release(&text);
	stage_close(&s);
}
END_TEST

START_TEST(earlier_words_are_in_the_reflections)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	desk_write(s.wb, "informal-leaders", "The gardener.");
	stage_page(&s, "arden");
	stage_keys(&s, "/choir<Enter>");
	check_shows(&s, "(what I wrote on 14 November 2026)");
	stage_keys(&s, "<Enter>");
	check_shows(&s, "My reflections");
	ck_assert_str_eq(styled(&s, FOUND), "choir");
	ck_assert_str_eq(stage_cursor(&s), "c");
	stage_keys(&s, "<Down>");
	ck_assert_str_eq(styled(&s, FOUND), "");
	stage_keys(&s, "<Esc>");
	ck_assert_uint_eq(workbook_here(s.wb), desk_page(s.wb, "informal-leaders"));
	stage_close(&s);
}
END_TEST

START_TEST(what_was_sought_is_offered_again)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_keys(&s, "/caretaker<Enter><Enter>");
	stage_page(&s, "arden");
	stage_keys(&s, "/");
	check_shows(&s, "Enter alone looks again for: caretaker");
	stage_keys(&s, "<Enter>");
	check_shows(&s, "Found: caretaker.");
	/* Esc leads back to the line, F3 too, and other words take the place of the old. */
	stage_keys(&s, "<Esc>");
	ck_assert_int_eq(stage_focus(&s), FOCUS_FIELD);
	stage_keys(&s, "<Enter><F3>");
	ck_assert_int_eq(stage_focus(&s), FOCUS_FIELD);
	ck_assert_uint_eq(s.app.depth, 2);
	stage_keys(&s, "choir<Enter>");
	check_shows(&s, "Found: choir.");
	stage_close(&s);
}
END_TEST

/* The line with the mark, up to its end. */
static char *marked_line(struct stage *s)
{
	const char *mark = strstr(stage_dump(s), "> ");

	ck_assert_msg(mark, "%s", stage_dump(s));
	return mem_copy(mark, strcspn(mark, "\n"));
}

START_TEST(the_place_chosen_last_is_marked)
{
	char *chosen, *again, *first;
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_keys(&s, "/superhero<Enter>");
	first = marked_line(&s);
	stage_keys(&s, "<Down><Down>");
	chosen = marked_line(&s);
	ck_assert_str_ne(chosen, first);
	stage_keys(&s, "<Enter><F3><Enter>");
	again = marked_line(&s);
	ck_assert_str_eq(again, chosen);
	free(again);
	/* Whoever types begins at the top. */
	stage_keys(&s, "<Esc>superhero<Enter>");
	again = marked_line(&s);
	ck_assert_str_eq(again, first);
	free(again);
	free(chosen);
	free(first);
	stage_close(&s);
}
END_TEST

START_TEST(words_apart_are_told)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_keys(&s, "/choir caretaker<Enter>");
	check_shows(&s, "These words stand nowhere side by side: choir caretaker.");
	check_shows(&s, "The caretaker, and the two who run the choir.");
	stage_keys(&s, "<Enter>");
	ck_assert_uint_eq(workbook_here(s.wb), desk_page(s.wb, "informal-leaders"));
	stage_close(&s);
}
END_TEST

/* Hostile words, in the box and as what is looked for. */
START_TEST(hostile_words_do_no_harm)
{
	static const char *const words[] = { "\x1B[31mzweb", "\xE2\x80\xAE\x65vil", "領導力 tŷ",
		"%s%n%zu", "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7", "\xD8\xA7\xD9\x84" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		struct stage s;

		stage_open(&s, STAGE_PAGE);
		desk_write(s.wb, "formal-roles", words[i]);
		stage_page(&s, "arden");
		stage_keys(&s, "/");
		stage_paste(&s, words[i]);
		stage_keys(&s, "<Enter>");
		check_shows(&s, "Found: ");
		ck_assert_msg(!strchr(stage_dump(&s), '\x1B'), "%s", stage_dump(&s));
		stage_keys(&s, "<Enter>");
		ck_assert_uint_eq(workbook_here(s.wb), desk_page(s.wb, "formal-roles"));
		ck_assert_msg(*styled(&s, FOUND), "%s", stage_dump(&s));
		stage_close(&s);
		stage_teardown();
		stage_setup();
	}
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { keys_lead_to_the_field, nothing_to_find_is_told,
		enter_goes_to_the_page, the_match_is_in_sight, hints_unfold, boxes_are_scrolled,
		earlier_words_are_in_the_reflections, what_was_sought_is_offered_again,
		the_place_chosen_last_is_marked,
		words_apart_are_told, hostile_words_do_no_harm };
	Suite *suite = suite_create("find");
	TCase *tc = tcase_create("find");

	tcase_add_checked_fixture(tc, stage_setup, stage_teardown);
	for (size_t i = 0; i < sizeof(tests) / sizeof(*tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	check_set_max_msg_size(LONG_MESSAGE);
	return suite_run(suite);
}
