/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole book at 40 by 12 in a language with longer words, and in Welsh: nothing that
 * matters is cut. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/desk.h"
#include "../unit/fault.h"
#include "../unit/suite.h"
#include "base/intl.h"
#include "base/mem.h"
#include "catalogue.h"
#include "look.h"
#include "pseudo.h"
#include "stage.h"
#include "text/utf8.h"

#define PASTED_ONE "Some of what was pasted is no text: a � stands in its place."
#define PASTED_MANY "Some of what was pasted is no text: %lu times a � stands in its place."

#define ROWS 12
#define COLS 40

static void setup(void)
{
	const char *src = getenv("SRC");

	stage_setup();
	ck_assert_msg(src, "SRC must name the folder of the sources");
	ck_assert_uint_gt(pseudo_speak(src), 150);
	ck_assert_str_eq(_("contents"), pseudo_of("contents"));
	ck_assert_str_eq(intl_count(PASTED_ONE, PASTED_MANY, 1), pseudo_of(PASTED_ONE));
	ck_assert_str_eq(intl_count(PASTED_ONE, PASTED_MANY, 6), pseudo_of(PASTED_MANY));
}

static void setup_welsh(void)
{
	stage_setup();
	catalogue_read("cy");
	catalogue_speak("cy");
	ck_assert_str_eq(_("contents"), "cynnwys");
}

START_TEST(language_is_longer_and_keeps_directives)
{
	static const struct { const char *text, *pseudo; } cases[] = {
		{ "Contents", "C\xC3\xB6\xC3\xB6nt\xC3\xAB\xC3\xABnts\xC3\xBD" },
		{ "page %zu of %zu", "p\xC3\xA1\xC3\xA1g\xC3\xAB\xC3\xAB %zu \xC3\xB6\xC3\xB6" "f %zu" },
		{ "%1$d %2$s %3$d", "%1$d %2$s %3$d" }, { "%2$i", "%2$i" }, { "%H:%M", "%H:%M" }, { "100%", "100%" },
	};
	size_t before = 0, after = 0;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		ck_assert_str_eq(pseudo_of(cases[i].text), cases[i].pseudo);
	for (size_t i = 0; pseudo_message(i); i++) {
		before += (size_t)text_width(slice_of(pseudo_message(i)));
		after += (size_t)text_width(slice_of(pseudo_of(pseudo_message(i))));
	}
	ck_assert_msg(after > before * 125 / 100 && after < before * 150 / 100, "%zu, then %zu",
		      before, after);
}
END_TEST

static void check_shown(struct stage *s, int row, const char *text, const char *where)
{
	ck_assert_msg(strstr(look_row(s, row), text), "%s: '%s' is not whole in row %d\n%s", where, text,
		      row, stage_dump(s));
}

/* The page's number, the state of saving, and how to get help. */
static void check_frame(struct stage *s, const char *where)
{
	bool typing = stage_focus(s) & (FOCUS_BOX | FOCUS_FIELD | FOCUS_FORM | FOCUS_FILTER);
	bool reading = stage_focus(s) & (FOCUS_PAGE | FOCUS_ASKED | FOCUS_BOX);
	struct buf text;

	buf_init(&text, 4096);
	buf_addf(&text, "%s %s", typing ? _("Ctrl-G") : _("?"), _("help"));
	check_shown(s, s->rows - 1, text.data, where);
	buf_clear(&text);
	if (reading && s->app.depth == 1) {
		buf_addf(&text, _("page %zu of %zu"), workbook_here(s->wb) + 1, (size_t)41);
		check_shown(s, 0, text.data, where);
		buf_clear(&text);
	}
	workbook_state_words(s->wb, &text);
	if (s->app.depth == 1 && workbook_state(s->wb) != STATE_CHANGED)
		ck_assert_msg(look_rules(s, text.data), "%s: '%s' is not in sight\n%s", where, text.data,
			      stage_dump(s));
	buf_release(&text);
}

START_TEST(every_page_is_whole)
{
	struct buf seen;
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_size(&s, ROWS, COLS);
	buf_init(&seen, LOOK_MAX);
	for (size_t page = 0; page < pack_page_count(workbook_pack(s.wb)); page++) {
		const char *id = pack_page(workbook_pack(s.wb), page)->id;
		struct doc *doc = workbook_page_doc(s.wb, page, true);

		stage_page(&s, id);
		check_frame(&s, id);
		if (pack_page(workbook_pack(s.wb), page)->kind == PAGE_QUESTION)
			stage_keys(&s, "h");
		buf_clear(&seen);
		look_read_down(&s, &seen);
		ck_assert_msg(look_holds(seen.data, doc), "%s: %s", id, seen.data);
		if (workbook_has_box(s.wb, page)) {
			stage_keys(&s, "<Enter>");
			check_frame(&s, id);
			stage_keys(&s, "<Esc>");
		}
		doc_free(doc);
	}
	buf_release(&seen);
	stage_close(&s);
}
END_TEST

/* The question, three rows of the box and the frame fit together. */
START_TEST(questions_stand_above_their_box)
{
	struct buf seen;
	struct stage s;

	stage_open(&s, STAGE_BLANK);
	stage_size(&s, ROWS, COLS);
	buf_init(&seen, LOOK_MAX);
	for (size_t page = 0; page < pack_page_count(workbook_pack(s.wb)); page++) {
		const struct pack_page *at = pack_page(workbook_pack(s.wb), page);
		struct doc *doc = workbook_page_doc(s.wb, page, false);

		if (at->kind == PAGE_QUESTION) {
			stage_page(&s, at->id);
			stage_keys(&s, "<Enter>a<Enter>b<Enter>c");
			buf_clear(&seen);
			look_squeeze(&seen, stage_dump(&s));
			ck_assert_msg(look_holds(seen.data, doc), "%s:\n%s", at->id, stage_dump(&s));
			ck_assert_msg(stage_shows(&s, "a b c"), "%s:\n%s", at->id, stage_dump(&s));
		}
		doc_free(doc);
	}
	buf_release(&seen);
	stage_close(&s);
}
END_TEST

static const struct place {
	const char *name;
	enum stage_begin begin;
	const char *page;
	const char *keys;
} lists[] = {
	{ "first start", STAGE_FIRST_START, NULL, "" },
	{ "first start, later", STAGE_LOOKING, "spread-now", "<Enter>" },
	{ "welcome back", STAGE_WELCOME, NULL, "" },
	{ "contents", STAGE_PAGE, "spread-now", "<F2>" },
	{ "help on a page", STAGE_PAGE, "arden", "<F1>" },
	{ "help in a box", STAGE_PAGE, "spread-now", "<Enter><F1>" },
	{ "form of a copy", STAGE_PAGE, NULL, "<F8><Enter><Enter>" },
	{ "what was found", STAGE_PAGE, NULL, "<F3>superhero<Enter>" },
	{ "unsaved", STAGE_PAGE, "spread-now", "<Enter>x<Ctrl-Q>" },
	{ "settings", STAGE_PAGE, NULL, "<F9>" },
	{ "colours", STAGE_PAGE, NULL, "<F9><Enter>" },
	{ "widths", STAGE_PAGE, NULL, "<F9><Down><Enter>" },
	{ "rules", STAGE_PAGE, NULL, "<F9><Down><Down><Down><Enter>" },
};

static void go(struct stage *s, const struct place *place)
{
	stage_open(s, place->begin);
	stage_size(s, ROWS, COLS);
	if (strcmp(place->name, "unsaved") == 0)
		fault_at(FAULT_FSYNC, fault_calls(FAULT_FSYNC) + 1, ENOSPC, FAULT_FROM);
	if (place->page)
		stage_page(s, place->page);
	stage_keys(s, place->keys);
}

START_TEST(every_word_of_a_list_can_be_reached)
{
	const char *missing;
	struct stage s;

	go(&s, &lists[_i]);
	check_frame(&s, lists[_i].name);
	missing = look_list(&s, ROWS, COLS);
	ck_assert_msg(!missing, "%s: '%s' cannot be reached", lists[_i].name, missing);
	stage_close(&s);
}
END_TEST

/* Words above a line to type in do not scroll: all show at once. */
static const struct { struct place place; const char *words; } fields[] = {
	{ { "another folder", STAGE_FIRST_START, NULL, "<Enter><Down><Enter>" },
	  "Type the name of a folder that is there, for example the one under which your memory stick "
	  "appears. A workbook that is in it already is opened." },
	{ { "find", STAGE_PAGE, NULL, "<F3>" },
	  "Which words shall be found, in the book and in what you wrote? Type them and press Enter." },
	{ { "name of a copy", STAGE_PAGE, NULL, "<F8><Enter><Enter><Enter>" },
	  "Where shall the copy be put? Change the name if you like. ~ is your own folder." },
	{ { "another book", STAGE_PAGE, NULL, "<F9><End><Up><Enter>" },
	  "Type the name of a book that is installed, or the folder of one. An empty line is the book "
	  "that comes with the program." },
	{ { "unsaved", STAGE_PAGE, "spread-now", "<Enter>x<Ctrl-Q><Down><Enter>" },
	  "Type a folder in which a copy of your whole workbook can be put." },
};

START_TEST(words_above_a_field_all_show)
{
	struct stage s;

	go(&s, &fields[_i].place);
	check_frame(&s, fields[_i].place.name);
	ck_assert_str_ne(_(fields[_i].words), fields[_i].words);
	ck_assert_msg(stage_shows(&s, _(fields[_i].words)), "%s: not whole\n%s", fields[_i].place.name,
		      stage_dump(&s));
	stage_close(&s);
}
END_TEST

/* What the program says below a page. */
static const struct { struct place place; const char *words; } remarks[] = {
	{ { "stray key", STAGE_PAGE, "spread-now", "x" }, "Enter starts writing." },
	{ { "stray key on a page", STAGE_PAGE, "arden", "x" },
	  "There is nothing to write on this page. PgDn goes on." },
	{ { "no hint", STAGE_PAGE, "arden", "<Ctrl-T>" }, "" },
	{ { "first page", STAGE_BLANK, NULL, "<Left>" }, "This is the first page." },
	{ { "last page", STAGE_PAGE, "mirror", "<Right>" },
	  "This is the last page. F8 shows your reflections, c the contents." },
	{ { "save", STAGE_PAGE, NULL, "<Ctrl-S>" }, "Everything is saved." },
	{ { "interrupt", STAGE_PAGE, NULL, "<Ctrl-C>" }, "Nothing is lost. Ctrl-Q quits." },
	{ { "unsaved", STAGE_PAGE, "spread-now", "<Enter>x<Ctrl-C>" },
	  "Your last words could not be saved. Ctrl-Q quits and asks what to do." },
	{ { "end", STAGE_PAGE, NULL, "<F8><Enter><End><PgDn>" }, "This is the end. Esc goes back." },
};

START_TEST(remarks_are_whole)
{
	struct stage s;

	go(&s, &remarks[_i].place);
	check_frame(&s, remarks[_i].place.name);
	ck_assert_msg(stage_shows(&s, _(remarks[_i].words)), "%s: not whole\n%s", remarks[_i].place.name,
		      stage_dump(&s));
	stage_close(&s);
}
END_TEST

START_TEST(small_window_is_told)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_size(&s, APP_ROWS_MIN - 1, APP_COLS_MIN);
	ck_assert_msg(stage_shows(&s, _("Please make this window larger. Nothing is lost.")), "%s",
		      stage_dump(&s));
	stage_close(&s);
}
END_TEST

/* Once, before the processes of the tests are forked. */
static void read_welsh(void)
{
	catalogue_read("cy");
}

static void add_case(Suite *suite, const char *language, SFun begin)
{
	TCase *tc = tcase_create(language);

	tcase_add_unchecked_fixture(tc, read_welsh, NULL);
	tcase_add_checked_fixture(tc, begin, stage_teardown);
	tcase_add_test(tc, every_page_is_whole);
	tcase_add_test(tc, questions_stand_above_their_box);
	tcase_add_loop_test(tc, every_word_of_a_list_can_be_reached, 0, ARRAY_LEN(lists));
	tcase_add_loop_test(tc, words_above_a_field_all_show, 0, ARRAY_LEN(fields));
	tcase_add_loop_test(tc, remarks_are_whole, 0, ARRAY_LEN(remarks));
	tcase_add_test(tc, small_window_is_told);
	suite_add_tcase(suite, tc);
}

int main(void)
{
	Suite *suite = suite_create("pseudo");
	TCase *tc = tcase_create("pseudo itself");

	tcase_add_unchecked_fixture(tc, read_welsh, NULL);
	tcase_add_checked_fixture(tc, setup, stage_teardown);
	tcase_add_test(tc, language_is_longer_and_keeps_directives);
	suite_add_tcase(suite, tc);
	add_case(suite, "pseudo", setup);
	add_case(suite, "welsh", setup_welsh);
	check_set_max_msg_size(LONG_MESSAGE);
	return suite_run(suite);
}
