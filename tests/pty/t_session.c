/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sittings as a reader has them: starting, reading, writing, resizing, coming back,
 * reading in a second window, and files that cannot be read. */
#include <config.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "steps.h"

#define SPREAD "How far is leadership distributed in your school today?"
#define FORMAL "How many formal leadership roles are there in your school?"
#define INFORMAL "Who are the informal leaders in your school"
#define MORE "What would have to happen for leadership to be more distributed"

#define WELSH "Mae’r tŷ bach twt yn sŵn y môr, a’r ŵyn ar y bryn."
#define CHINESE "領導力不屬於一個人。"
#define EMOJI "A seed \U0001F331 and a lamp \U0001F4A1."
#define PARAGRAPHS EMOJI "\n\nThe second paragraph.\n\nThe third: ffi, naïve, e\u0301."

/* What a keyboard sends for it. */
static void type_paragraphs(struct play *p, const char *text)
{
	char *keys = strdup(text);

	for (char *c = keys; *c; c++)
		if (*c == '\n')
			*c = '\r';
	play_type(p, keys);
	free(keys);
}

static void write_three_boxes(struct play *p)
{
	steps_turn_to(p, SPREAD);
	steps_write(p, WELSH);
	play_wait_for(p, "a’r ŵyn ar y bryn.");
	steps_leave_box(p);
	steps_turn_to(p, FORMAL);
	steps_write(p, CHINESE);
	play_wait_for(p, CHINESE);
	steps_leave_box(p);
	steps_turn_to(p, INFORMAL);
	steps_write(p, "");
	type_paragraphs(p, PARAGRAPHS);
	play_wait_for(p, "The third: ffi, naïve, e\u0301.");
	play_wait_for(p, EMOJI);
}

static void check_three_boxes(void)
{
	ck_assert_str_eq(steps_saved("spread-now"), WELSH);
	ck_assert_str_eq(steps_saved("formal-roles"), CHINESE);
	ck_assert_str_eq(steps_saved("informal-leaders"), PARAGRAPHS);
}

START_TEST(writes_in_three_boxes_and_finds_them_again)
{
	struct play p;
	int page, pages, again;

	steps_begin(&p, NULL);
	ck_assert(play_shows(&p, "Your words are kept in "));
	play_keys(&p, "PgDn");
	play_wait_gone(&p, "Your words are kept in ");
	write_three_boxes(&p);
	steps_page(&p, &page, &pages);
	play_keys(&p, "Ctrl-Q");
	play_wait_end(&p, PLAY_PATIENCE);
	ck_assert(!p.full_screen);
	ck_assert_ptr_nonnull(strstr(play_last_words(&p), "Your words are in "));
	ck_assert_ptr_nonnull(strstr(play_last_words(&p), scratch_path(WORKBOOK)));
	ck_assert_int_eq(play_end(&p), 0);
	check_three_boxes();

	play_start_until(&p, NULL, SAYS_BACK);
	if (!play_shows(&p, "You were at: Informal leaders") || play_shows(&p, "paragraph"))
		play_fail(&p, "the place is to be told, and no words of the reader");
	play_keys(&p, "Enter");
	play_wait_for(&p, INFORMAL);
	steps_page(&p, &again, &pages);
	ck_assert_int_eq(again, page);
	ck_assert(play_shows(&p, EMOJI));
	play_keys(&p, "Left");
	play_wait_for(&p, CHINESE);
	play_keys(&p, "Left");
	play_wait_for(&p, "a’r ŵyn ar y bryn.");
	ck_assert_int_eq(steps_quit(&p), 0);
	check_three_boxes();
}
END_TEST

/* At each size: words that must be there, whatever else has no room. */
static const struct {
	int rows, cols;
	const char *shows[5];
} sizes[] = {
	{ 12, 40, { "Who are the informal leaders", "The third: ffi", SAYS_SAFE, "Ctrl-G help" } },
	{ 50, 200, { INFORMAL, EMOJI " The second paragraph. The third: ffi", SAYS_SAFE,
		     "Ctrl-G help" } },
	{ 5, 18, { "Please make this window larger. Nothing is lost." } },
	{ 6, 20, { "naïve, e\u0301.", SAYS_SAFE, "help" } },
	{ 1, 1, { "P" } },
};

START_TEST(resizing_loses_nothing)
{
	struct play p;
	char *before;
	int row, col, row_after, col_after;

	steps_begin(&p, NULL);
	steps_turn_to(&p, INFORMAL);
	steps_write(&p, "");
	type_paragraphs(&p, PARAGRAPHS);
	play_wait_for(&p, "The third: ffi, naïve, e\u0301.");
	play_wait_for(&p, SAYS_SAFE);
	before = strdup(play_screen(&p));
	play_cursor(&p, &row, &col);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		play_resize(&p, sizes[i].rows, sizes[i].cols);
		for (size_t k = 0; k < 5 && sizes[i].shows[k]; k++)
			play_wait_for(&p, sizes[i].shows[k]);
		play_resize(&p, 24, 80);
		play_wait_for(&p, "The third: ffi, naïve, e\u0301.");
		play_settle(&p);
		play_cursor(&p, &row_after, &col_after);
		ck_assert_msg(strcmp(before, play_screen(&p)) == 0,
			      "back from %dx%d the screen is\n%sand was\n%s", sizes[i].cols,
			      sizes[i].rows, play_screen(&p), before);
		ck_assert_msg(row == row_after && col == col_after,
			      "back from %dx%d the cursor is at %d,%d and was at %d,%d",
			      sizes[i].cols, sizes[i].rows, row_after, col_after, row, col);
	}
	play_type(&p, " On.");
	play_wait_for(&p, "e\u0301. On.");
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_str_eq(steps_saved("informal-leaders"), PARAGRAPHS " On.");
	free(before);
}
END_TEST

/* The first words of the page below the title, which say what is being read. */
static void first_words(struct play *p, char *out, size_t size)
{
	int row = p->rows >= 16 ? 2 : 1;
	const char *text;

	do
		text = play_row(p, row++);
	while (!*text && row < p->rows);
	text += strspn(text, " ");
	ck_assert_uint_lt(strlen(text), size);
	strcpy(out, text);
}

START_TEST(resizing_keeps_the_paragraph_that_is_read)
{
	static const int to[][2] = { { 12, 40 }, { 50, 200 }, { 5, 18 }, { 24, 80 } };
	char before[512], after[512];
	struct play p;

	steps_begin(&p, NULL);
	steps_turn_to(&p, "The myth of the superhero head");
	play_screen(&p);
	play_keys(&p, "PgDn");
	play_wait_change(&p);
	first_words(&p, before, sizeof(before));
	for (size_t i = 0; i < 4; i++) {
		play_resize(&p, to[i][0], to[i][1]);
		play_wait_for(&p, to[i][0] == 5 ? "Please make" : "PgDn on");
		play_settle(&p);
	}
	first_words(&p, after, sizeof(after));
	ck_assert_str_eq(before, after);
	ck_assert_int_eq(steps_quit(&p), 0);
}
END_TEST

START_TEST(files_are_private_whatever_the_umask)
{
	struct play p;

	steps_begin(&p, NULL);
	steps_turn_to(&p, SPREAD);
	steps_write(&p, "private");
	steps_leave_box(&p);
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_int_eq(scratch_mode(WORKBOOK), 0600);
	ck_assert_int_eq(scratch_mode(WORKBOOK ".bak"), 0600);
	ck_assert_int_eq(scratch_mode(WORKBOOK ".lock"), 0600);
	ck_assert_int_eq(scratch_mode("data/leaderplus"), 0700);
	ck_assert_int_eq(scratch_mode("data"), 0700);
	ck_assert_int_eq(scratch_mode("state/leaderplus"), 0700);
}
END_TEST

START_TEST(looking_around_keeps_nothing)
{
	struct play p;

	play_start_until(&p, NULL, SAYS_FIRST);
	play_keys(&p, "Down Down Down");
	play_wait_for(&p, "> Just look around");
	play_keys(&p, "Enter");
	play_wait_for(&p, "nothing is kept");
	steps_turn_to(&p, SPREAD);
	play_type(&p, "x");
	play_wait_for(&p, "Enter starts writing");
	play_keys(&p, "Enter");
	play_wait_for(&p, SAYS_FIRST);
	play_keys(&p, "Esc");
	play_wait_for(&p, SPREAD);
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_int_eq(scratch_count(), 0);
}
END_TEST

START_TEST(a_named_file_is_made_only_after_asking)
{
	const char *arguments[] = { scratch_path("stick.json"), NULL };
	const struct play_setting named = { .arguments = arguments };
	struct play p;

	play_start_until(&p, &named, "There is no workbook yet at ");
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_int_eq(scratch_count(), 0);
	play_start_until(&p, &named, "> Begin a new workbook there");
	play_keys(&p, "Enter");
	play_wait_for(&p, "page 1 of ");
	steps_turn_to(&p, SPREAD);
	steps_write(&p, "on the stick");
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_ptr_nonnull(strstr(scratch_get("stick.json"), "\"on the stick\""));
	ck_assert_int_eq(scratch_mode("stick.json"), 0600);
	ck_assert(!scratch_has("data") && !scratch_has("state"));
}
END_TEST

START_TEST(a_second_window_reads)
{
	struct play first, second;
	char *before;

	steps_begin(&first, NULL);
	steps_turn_to(&first, SPREAD);
	steps_write(&first, "From the first window.");
	steps_leave_box(&first);
	before = strdup(scratch_get(WORKBOOK));
	play_start_until(&second, NULL, "lready open in another window; you can read here");
	play_keys(&second, "Enter");
	play_wait_for(&second, "From the first window.");
	play_wait_for(&second, "reading only");
	play_keys(&second, "Enter");
	play_wait_for(&second, "Another window has this workbook open. Close that one, and you can write here.");
	play_type(&second, "xyz");
	play_keys(&second, "Right Ctrl-S");
	play_wait_gone(&second, "From the first window.");
	ck_assert_int_eq(steps_quit(&second), 0);
	ck_assert_str_eq(scratch_get(WORKBOOK), before);
	steps_write(&first, " More.");
	steps_leave_box(&first);
	ck_assert_int_eq(steps_quit(&first), 0);
	ck_assert_str_eq(steps_saved("spread-now"), "From the first window. More.");
	free(before);
}
END_TEST

START_TEST(a_letter_on_a_page_changes_nothing)
{
	static const char letters[] = "abdefgijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:!@#+-";
	struct play p;
	char *before, *screen;

	steps_begin(&p, NULL);
	steps_turn_to(&p, SPREAD);
	steps_write(&p, "These words stay.");
	steps_leave_box(&p);
	before = strdup(scratch_get(WORKBOOK));
	for (const char *c = letters; *c; c++) {
		play_keys(&p, "Ctrl-L");
		play_wait_gone(&p, "Enter starts writing");
		play_bytes(&p, c, 1);
		play_wait_for(&p, "Enter starts writing");
		ck_assert_msg(play_shows(&p, SAYS_READING), "'%c' left the page", *c);
		ck_assert_msg(play_shows(&p, "These words stay. "), "'%c' changed words", *c);
	}
	play_keys(&p, "Ctrl-C");
	play_wait_for(&p, "Ctrl-Q quits");
	play_keys(&p, "Esc");
	play_wait_for(&p, "Ctrl-Q quits. Nothing that you wrote is lost.");
	ck_assert_str_eq(scratch_get(WORKBOOK), before);
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"), "These words stay.");
	screen = strdup(scratch_get(WORKBOOK));
	ck_assert_str_eq(screen, before);
	free(before);
	free(screen);
}
END_TEST

/* A damaged workbook, and where the message points. */
static const struct {
	const char *text, *place;
} damaged[] = {
	{ "{\n\t\"format\": \"leaderplus-workbook\",\n\t\"version\": 1,\n\t\"id\": \"x\n}\n", "4" },
	{ "{\n\"format\": \"leaderplus-workbook\",\n\"format\": \"leaderplus-workbook\"}\n", "3" },
	{ "", "1" },
	{ "not json at all\n", "1" },
};

START_TEST(a_damaged_file_is_left_alone)
{
	const char *text = damaged[_i].text;
	char place[64];
	struct play p;

	mkdir(scratch_path("data"), 0700);
	mkdir(scratch_path("data/leaderplus"), 0700);
	scratch_put(WORKBOOK, text);
	play_start_until(&p, NULL, "Something is wrong with your workbook");
	snprintf(place, sizeof(place), "line %s,", damaged[_i].place);
	play_wait_for(&p, place);
	play_wait_for(&p, "> Leave, and change nothing");
	ck_assert(!play_shows(&p, SAYS_FIRST));
	play_keys(&p, "Enter");
	ck_assert_int_eq(play_end(&p), 0);
	ck_assert_str_eq(scratch_get(WORKBOOK), text);
	ck_assert(!scratch_has(WORKBOOK ".bak"));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("session");
	TCase *tcase = tcase_create("session");

	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, scratch_open, scratch_close);
	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, writes_in_three_boxes_and_finds_them_again);
	tcase_add_test(tcase, resizing_loses_nothing);
	tcase_add_test(tcase, resizing_keeps_the_paragraph_that_is_read);
	tcase_add_test(tcase, files_are_private_whatever_the_umask);
	tcase_add_test(tcase, looking_around_keeps_nothing);
	tcase_add_test(tcase, a_named_file_is_made_only_after_asking);
	tcase_add_test(tcase, a_second_window_reads);
	tcase_add_test(tcase, a_letter_on_a_page_changes_nothing);
	tcase_add_loop_test(tcase, a_damaged_file_is_left_alone, 0,
			    sizeof(damaged) / sizeof(damaged[0]));
	return suite_run(suite);
}
