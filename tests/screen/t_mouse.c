/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mouse: it scrolls, places the cursor, follows lines of a list and runs the hints of the
 * key bar; what means nothing does nothing. */
#include <config.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/desk.h"
#include "../unit/soak.h"
#include "../unit/suite.h"
#include "base/mem.h"
#include "stage.h"
#include "text/utf8.h"

static void press(struct stage *s, enum key_code code, int row, int col)
{
	stage_key(s, &(struct key){ .code = code, .row = row, .col = col });
}

/* The first cell of TEXT, which stands in one row. */
static void find(struct stage *s, const char *text, int *row, int *col)
{
	const char *dump = stage_dump(s), *at = strstr(dump, text), *line = dump;

	ck_assert_msg(at != NULL, "'%s' is not on the screen:\n%s", text, dump);
	for (*row = 0; strchr(line, '\n') && strchr(line, '\n') < at; ++*row)
		line = strchr(line, '\n') + 1;
	*col = text_width((struct slice){ line, (size_t)(at - line) });
}

static void click(struct stage *s, const char *text)
{
	int row, col;

	find(s, text, &row, &col);
	press(s, CODE_CLICK, row, col);
}

/* A book in which nothing was written. */
static void open_fresh(struct stage *s, enum stage_begin begin)
{
	ck_assert_int_eq(system("/bin/rm -rf w.json*"), 0);
	stage_open(s, begin);
}

START_TEST(a_click_places_the_cursor)
{
	struct stage s;
	int row, col;

	open_fresh(&s, STAGE_BLANK);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter>one \u9818\u5C0E two<Enter>second row<Shift-Left>");
	click(&s, "two");
	ck_assert_str_eq(stage_cursor(&s), "t");
	stage_keys(&s, "X");
	check_shows(&s, "one \u9818\u5C0E Xtwo");
	/* In the second half of a wide letter, left and right of the text, and below it. */
	find(&s, "\u5C0E", &row, &col);
	press(&s, CODE_CLICK, row, col + 1);
	ck_assert_str_eq(stage_cursor(&s), "\u5C0E");
	press(&s, CODE_CLICK, row, col + 20);
	stage_keys(&s, "Y");
	check_shows(&s, "XtwoY");
	press(&s, CODE_CLICK, row + 3, 20);
	stage_keys(&s, "Z");
	check_shows(&s, "second rowZ");
	/* Not at the edge of the window, nor above the box. */
	press(&s, CODE_CLICK, row, 79);
	press(&s, CODE_CLICK, 2, 10);
	stage_keys(&s, "!");
	check_shows(&s, "second rowZ!");
	ck_assert_int_eq(stage_focus(&s) & FOCUS_BOX, FOCUS_BOX);
	/* In a text that is scrolled. */
	for (int i = 0; i < 40; i++)
		stage_keys(&s, "<Enter>line");
	stage_keys(&s, "<Enter>last");
	click(&s, "last");
	ck_assert_str_eq(stage_cursor(&s), "l");
	stage_keys(&s, "V");
	check_shows(&s, "Vlast");
	stage_close(&s);
}
END_TEST

/* It is a move as others are: it drops what is selected, unless selecting was begun. */
START_TEST(a_click_drops_or_goes_on_selecting)
{
	struct stage s;

	open_fresh(&s, STAGE_BLANK);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter>one two six<Shift-Left><Shift-Left><Shift-Left>");
	ck_assert_int_eq(stage_focus(&s) & FOCUS_SELECTED, FOCUS_SELECTED);
	click(&s, "two");
	ck_assert_int_eq(stage_focus(&s) & FOCUS_SELECTED, 0);
	app_command(&s.app, CMD_SELECT);
	click(&s, "six");
	ck_assert_int_eq(stage_focus(&s) & FOCUS_SELECTED, FOCUS_SELECTED);
	stage_keys(&s, "<Ctrl-X><Tab>");
	ck_assert_str_eq(desk_text(s.wb, "spread-now"), "one six");
	stage_close(&s);
}
END_TEST

/* A click into the box of a page that is read begins to write, where one may. */
START_TEST(a_click_begins_to_write)
{
	struct stage s;
	int row, col;

	open_fresh(&s, STAGE_BLANK);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter>some words<Tab>");
	click(&s, "words");
	ck_assert_int_eq(stage_focus(&s) & FOCUS_BOX, FOCUS_BOX);
	ck_assert_str_eq(stage_cursor(&s), "w");
	stage_close(&s);

	open_fresh(&s, STAGE_READING);
	stage_page(&s, "spread-now");
	find(&s, "what I think now", &row, &col);
	press(&s, CODE_CLICK, row + 1, col);
	ck_assert_int_eq(stage_focus(&s) & FOCUS_BOX, 0);
	ck_assert(s.app.message.len > 0);
	stage_close(&s);
}
END_TEST

START_TEST(the_wheel_scrolls)
{
	char *before;
	struct stage s;

	open_fresh(&s, STAGE_BLANK);
	stage_page(&s, "not-delegation");
	stage_size(&s, 12, 40);
	before = mem_string(stage_dump(&s));
	press(&s, CODE_WHEEL_DOWN, 5, 5);
	ck_assert_str_ne(stage_dump(&s), before);
	stage_keys(&s, "<Up><Up><Up>");
	ck_assert_str_eq(stage_dump(&s), before);
	stage_keys(&s, "<Down><Down><Down>");
	press(&s, CODE_WHEEL_UP, 5, 5);
	ck_assert_str_eq(stage_dump(&s), before);
	free(before);
	/* In a box it moves the cursor. */
	stage_size(&s, 24, 80);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter>1<Enter>2<Enter>3<Enter>4<Enter>5<Left>");
	press(&s, CODE_WHEEL_UP, 0, 0);
	ck_assert_str_eq(stage_cursor(&s), "2");
	press(&s, CODE_WHEEL_DOWN, 0, 0);
	ck_assert_str_eq(stage_cursor(&s), "5");
	stage_close(&s);
}
END_TEST

START_TEST(a_click_follows_a_line_of_a_list)
{
	struct stage s;
	int row, col;

	open_fresh(&s, STAGE_BLANK);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<F2><Home>");
	find(&s, "Person plus", &row, &col);
	press(&s, CODE_CLICK, row, 70);
	ck_assert_uint_eq(s.app.depth, 1);
	check_shows(&s, "Person plus");
	/* Beside all lines nothing happens; scrolled, a row has another line. */
	stage_keys(&s, "<F2><Home>");
	press(&s, CODE_CLICK, 0, 5);
	press(&s, CODE_CLICK, 22, 5);
	ck_assert_uint_eq(s.app.depth, 2);
	for (int i = 0; i < 4; i++)
		press(&s, CODE_WHEEL_DOWN, 5, 5);
	stage_keys(&s, "<End>");
	find(&s, "> ", &row, &col);
	press(&s, CODE_CLICK, row - 1, col + 6);
	ck_assert_uint_eq(s.app.depth, 1);
	ck_assert(!stage_shows(&s, "Person plus"));
	stage_close(&s);
}
END_TEST

/* Each hint does what its key does: it changes the screen as that does. */
START_TEST(a_click_on_a_hint_is_its_key)
{
	static const struct {
		const char *hint, *keys;
	} hints[] = {
		{ "Enter write", "<Enter>" }, { "h hint", "h" }, { "PgDn on", "<PgDn>" }, { "PgUp back", "<PgUp>" },
		{ "c contents", "c" }, { "? help", "?" },
	};
	char *wanted;
	struct stage s;
	int row, col;

	for (size_t i = 0; i < ARRAY_LEN(hints); i++)
		for (size_t end = 0; end < 2; end++) {
			open_fresh(&s, STAGE_BLANK);
			stage_page(&s, "spread-now");
			stage_keys(&s, hints[i].keys);
			wanted = mem_string(stage_dump(&s));
			stage_close(&s);
			open_fresh(&s, STAGE_BLANK);
			stage_page(&s, "spread-now");
			find(&s, hints[i].hint, &row, &col);
			press(&s, CODE_CLICK, row, end ? col + (int)strlen(hints[i].hint) - 1 : col);
			ck_assert_msg(strcmp(stage_dump(&s), wanted) == 0, "%s: the screen is\n%s, not\n%s",
				      hints[i].hint, stage_dump(&s), wanted);
			free(wanted);
			stage_close(&s);
		}
}
END_TEST

START_TEST(beside_the_hints_nothing_happens)
{
	char *before;
	struct stage s;
	int row, col;

	open_fresh(&s, STAGE_BLANK);
	stage_page(&s, "spread-now");
	before = mem_string(stage_dump(&s));
	find(&s, "h hint", &row, &col);
	for (int i = 1; i <= 3; i++)
		press(&s, CODE_CLICK, row, col - i);
	press(&s, CODE_CLICK, row, 0);
	press(&s, CODE_CLICK, row, 79);
	press(&s, CODE_CLICK, row + 100, 1000);
	ck_assert_str_eq(stage_dump(&s), before);
	free(before);
	/* Nor where only a larger window is asked for. */
	stage_size(&s, 3, 10);
	before = mem_string(stage_dump(&s));
	for (row = 0; row < 3; row++)
		for (col = 0; col < 10; col++) {
			press(&s, CODE_CLICK, row, col);
			press(&s, CODE_WHEEL_DOWN, row, col);
		}
	stage_size(&s, 24, 80);
	ck_assert_uint_eq(s.app.depth, 1);
	ck_assert_int_eq(stage_focus(&s) & FOCUS_BOX, 0);
	free(before);
	stage_close(&s);
}
END_TEST

static const char *const ways[] = { "", "<Enter>", "<F2>", "?", "<F8>", "<F9>", "<F8><Enter>",
	"<F8><End><Enter><Enter>" };

/* Wherever one clicks, on whatever screen, it stays in order: two cells of each row, others on
 * each screen. */
START_TEST(any_click_is_harmless)
{
	struct stage s;

	for (int cell = 0; cell < 24 * 2; cell += SOAK_EVERY) {
		open_fresh(&s, STAGE_PAGE);
		stage_page(&s, "spread-now");
		stage_keys(&s, ways[_i]);
		press(&s, CODE_CLICK, cell / 2, (cell * 5 + _i * 3) % 8 * 10 + 4);
		if (!s.app.quit)
			check_shows(&s, "help");
		stage_close(&s);
	}
}
END_TEST

START_TEST(the_help_list_turns_it_on)
{
	struct stage s;

	open_fresh(&s, STAGE_BLANK);
	ck_assert(!s.app.settings.mouse);
	app_command(&s.app, CMD_MOUSE);
	ck_assert(s.app.settings.mouse);
	stage_size(&s, 24, 80);
	check_shows(&s, "The mouse works until you quit");
	app_command(&s.app, CMD_MOUSE);
	ck_assert(!s.app.settings.mouse);
	stage_close(&s);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("mouse");
	TCase *tcase = tcase_create("mouse");

	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, stage_setup, stage_teardown);
	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, a_click_places_the_cursor);
	tcase_add_test(tcase, a_click_drops_or_goes_on_selecting);
	tcase_add_test(tcase, a_click_begins_to_write);
	tcase_add_test(tcase, the_wheel_scrolls);
	tcase_add_test(tcase, a_click_follows_a_line_of_a_list);
	tcase_add_test(tcase, a_click_on_a_hint_is_its_key);
	tcase_add_test(tcase, beside_the_hints_nothing_happens);
	tcase_add_loop_test(tcase, any_click_is_harmless, 0, (int)ARRAY_LEN(ways));
	tcase_add_test(tcase, the_help_list_turns_it_on);
	return suite_run(suite);
}
