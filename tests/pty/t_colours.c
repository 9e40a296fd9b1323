/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colours as a terminal shows them: each theme sets both, all over the window, or none; what is
 * switched off stays off; and where there are none, what is marked is seen all the same. */
#include <config.h>

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "base/mem.h"
#include "steps.h"
#include "ui/theme.h"

#define SPREAD "How far is leadership distributed in your school today?"

/* Terminals that not every computer describes: of 16 colours, of RGB, and of none. */
static const char descriptions[] =
	"lp-16|16 colours, colors#16, pairs#256,\n"
	"\tsetab=\\E[%?%p1%{8}%<%t%p1%{40}%+%e%p1%{92}%+%;%dm,\n"
	"\tsetaf=\\E[%?%p1%{8}%<%t%p1%{30}%+%e%p1%{82}%+%;%dm, use=xterm,\n"
	"lp-direct|RGB as it is, RGB, colors#0x1000000, pairs#0x10000,\n"
	"\tsetab=\\E[%?%p1%{8}%<%t4%p1%d%e48\\:2\\:%p1%{65536}%/%d\\:%p1%{256}%/%{255}%&%d"
	"\\:%p1%{255}%&%d%;m,\n"
	"\tsetaf=\\E[%?%p1%{8}%<%t3%p1%d%e38\\:2\\:%p1%{65536}%/%d\\:%p1%{256}%/%{255}%&%d"
	"\\:%p1%{255}%&%d%;m, use=xterm,\n"
	"lp-mono|no colours, colors@, pairs@, setab@, setaf@, op@, use=xterm,\n";

/* Each test has them in its scratch folder. */
static void describe_terminals(void)
{
	char command[4096];

	scratch_open();
	scratch_put("descriptions", descriptions);
	snprintf(command, sizeof(command), "tic -x -o %s %s", scratch_path("terminfo"),
		 scratch_path("descriptions"));
	ck_assert_int_eq(system(command), 0);
}

static void put_config(const char *text)
{
	mkdir(scratch_path("config"), 0700);
	mkdir(scratch_path("config/leaderplus"), 0700);
	scratch_put("config/leaderplus/config", text);
}

static VTermScreenCell cell_at(struct play *p, int row, int col)
{
	VTermScreenCell cell;

	vterm_screen_get_cell(p->screen, (VTermPos){ .row = row, .col = col }, &cell);
	return cell;
}

static unsigned rgb_of(struct play *p, VTermColor *colour)
{
	vterm_screen_convert_color_to_rgb(p->screen, colour);
	return (unsigned)colour->rgb.red << 16 | (unsigned)colour->rgb.green << 8 | colour->rgb.blue;
}

/* A number of a palette, an RGB with 0x1000000 before it, or THEME_OWN. */
static int colour_number(struct play *p, VTermColor colour, bool ink)
{
	if (ink ? VTERM_COLOR_IS_DEFAULT_FG(&colour) : VTERM_COLOR_IS_DEFAULT_BG(&colour))
		return THEME_OWN;
	return VTERM_COLOR_IS_INDEXED(&colour) ? colour.indexed.idx :
		(int)(rgb_of(p, &colour) | THEME_DIRECT);
}

/* Where WORDS begin. */
static void find(struct play *p, const char *words, int *row, int *col)
{
	play_screen(p);
	for (*row = 0; *row < p->rows; ++*row) {
		const char *text = play_row(p, *row), *at = strstr(text, words);

		if (at) {
			*col = (int)(at - text);
			return;
		}
	}
	play_fail(p, "'%s' is not there", words);
}

/* The colours of every cell, by what the cell is. */
static void check_colours(struct play *p, enum theme theme, int colours)
{
	struct theme_terminal on = { colours, true };
	int headings[2], ignored;

	find(p, "Leader plus: a workbook", &headings[0], &ignored);
	find(p, "Where shall your writing", &headings[1], &ignored);
	for (int row = 0; row < p->rows; row++)
		for (int col = 0; col < p->cols; col++) {
			VTermScreenCell cell = cell_at(p, row, col);
			bool rule = cell.chars[0] == 0x2500, blank = !cell.chars[0] || cell.chars[0] == ' ';
			struct theme_pair want = theme_pair(theme, rule ? TONE_RULE : row == headings[0] ||
							    row == headings[1] ? TONE_HEADING : TONE_TEXT, on);
			int ink = colour_number(p, cell.fg, true), paper = colour_number(p, cell.bg, false);

			if (colours == THEME_DIRECT) {
				want.ink |= THEME_DIRECT;
				want.paper |= THEME_DIRECT;
			}
			if (paper != want.paper || (!blank && ink != want.ink))
				play_fail(p, "row %d, column %d: %d on %d, not %d on %d", row, col, ink, paper,
					  want.ink, want.paper);
		}
}

static const struct { const char *term; int colours; } terminals[] = {
	{ "TERM=xterm-256color", 256 }, { "TERM=tmux-256color", 256 }, { "TERM=lp-16", 16 },
	{ "TERM=xterm", 8 }, { "TERM=linux", 8 }, { "TERM=lp-direct", THEME_DIRECT },
};

START_TEST(a_theme_colours_every_cell)
{
	enum theme theme = (enum theme)(THEME_DEFAULT + 1 + _i % (THEME_COUNT - 1));
	size_t k = (size_t)_i / (THEME_COUNT - 1);
	char own[4096], config[64];
	const char *const environment[] = { terminals[k].term, own, NULL };
	struct play p;

	snprintf(config, sizeof(config), "theme = %s\n", settings_choices(SETTING_THEME)[theme]);
	put_config(config);
	snprintf(own, sizeof(own), "TERMINFO=%s", scratch_path("terminfo"));
	play_start_until(&p, &(struct play_setting){ .environment = environment }, SAYS_FIRST);
	play_settle(&p);
	check_colours(&p, theme, terminals[k].colours);
	ck_assert_ptr_null(strstr(play_output(&p), "\033]4;"));	/* no palette is changed */
	ck_assert_ptr_null(strstr(play_output(&p), "\033]P"));
	play_keys(&p, "Ctrl-Q");
	play_wait_end(&p, PLAY_PATIENCE);
	/* What is left behind has the terminal's own colours: written by hand to see. */
	vterm_input_write(p.vt, "\r\nX", 3);
	for (int row = 0; row < p.rows; row++)
		for (int col = 0; col < p.cols; col++) {
			VTermScreenCell cell = cell_at(&p, row, col);

			if (colour_number(&p, cell.bg, false) != THEME_OWN ||
			    colour_number(&p, cell.fg, true) != THEME_OWN || cell.attrs.reverse)
				play_fail(&p, "row %d, column %d is left in colour", row, col);
		}
	ck_assert_int_eq(play_end(&p), 0);
}
END_TEST

#define SAYS_OFF "You see no colours, for NO_COLOR or --no-color turns them off."
#define SAYS_NONE "This terminal has no colours to show it with."

/* Neither colours nor a word about them are sent. */
static const struct {
	const char *config, *environment[2], *arguments[2];
	const char *says;	/* when another theme is chosen */
} plain[] = {
	{ "theme = default\n", { "TERM=xterm-256color" }, { NULL }, "" },
	{ "theme = dark\n", { "TERM=xterm-256color", "NO_COLOR=1" }, { NULL }, SAYS_OFF },
	{ "theme = dark\n", { "TERM=xterm-256color" }, { "--no-color" }, SAYS_OFF },
	{ "theme = dark\n", { "TERM=vt220" }, { NULL }, SAYS_NONE },
	{ "theme = contrast\n", { "TERM=vt100" }, { NULL }, SAYS_NONE },
	{ "theme = contrast\n", { "TERM=lp-mono" }, { NULL }, SAYS_NONE },
};

START_TEST(where_there_is_no_colour_marks_are_seen)
{
	char own[4096];
	const char *const environment[] = { plain[_i].environment[0], own, plain[_i].environment[1], NULL };
	int row, col;
	struct play p;

	put_config(plain[_i].config);
	snprintf(own, sizeof(own), "TERMINFO=%s", scratch_path("terminfo"));
	play_start_until(&p, &(struct play_setting){ .environment = environment,
			 .arguments = plain[_i].arguments }, SAYS_FIRST);
	play_settle(&p);
	for (row = 0; row < p.rows; row++)
		for (col = 0; col < p.cols; col++) {
			VTermScreenCell cell = cell_at(&p, row, col);

			if (colour_number(&p, cell.fg, true) != THEME_OWN ||
			    colour_number(&p, cell.bg, false) != THEME_OWN)
				play_fail(&p, "row %d, column %d has a colour", row, col);
		}
	find(&p, "On this computer", &row, &col);
	ck_assert_msg(cell_at(&p, row, col).attrs.reverse && cell_at(&p, row, col - 2).chars[0] == '>',
		      "the marked line is not seen");
	find(&p, "Where shall your writing", &row, &col);
	ck_assert_msg(cell_at(&p, row, col).attrs.bold, "a heading is not seen");
	play_cursor(&p, &row, &col);
	ck_assert_int_eq(cell_at(&p, row, col).chars[0], 'O');
	play_keys(&p, "F9");
	play_wait_for(&p, "> Colours");
	play_keys(&p, "Enter End Enter");
	play_wait_for(&p, plain[_i].says);
	play_settle(&p);
	ck_assert_int_eq(colour_number(&p, cell_at(&p, 0, 0).bg, false) != THEME_OWN, !*plain[_i].says);
	play_keys(&p, "Ctrl-Q");
	ck_assert_int_eq(play_end(&p), 0);
}
END_TEST

/* An empty NO_COLOR says nothing (no-color.org). */
START_TEST(an_empty_no_color_is_none)
{
	static const char *const environment[] = { "TERM=xterm-256color", "NO_COLOR=", NULL };
	struct play p;

	put_config("theme = cream\n");
	play_start_until(&p, &(struct play_setting){ .environment = environment }, SAYS_FIRST);
	play_settle(&p);
	check_colours(&p, THEME_CREAM, 256);
	play_keys(&p, "Ctrl-Q");
	ck_assert_int_eq(play_end(&p), 0);
}
END_TEST

static int paper_of_corner(struct play *p)
{
	return colour_number(p, cell_at(p, p->rows - 1, p->cols - 1).bg, false);
}

/* From the list of settings, at once, and kept for the next start. */
START_TEST(a_theme_chosen_inside_is_seen_at_once_and_next_time)
{
	struct theme_terminal on = { 256, true };
	struct play p;

	steps_begin(&p, NULL);
	play_settle(&p);
	ck_assert_int_eq(paper_of_corner(&p), THEME_OWN);
	play_keys(&p, "F9");
	play_wait_for(&p, "> Colours: the terminal's own");
	play_keys(&p, "Enter End Enter");
	play_wait_for(&p, "> Colours: dark on cream");
	play_settle(&p);
	ck_assert_int_eq(paper_of_corner(&p), theme_pair(THEME_CREAM, TONE_TEXT, on).paper);
	play_keys(&p, "Enter Home Enter");
	play_wait_for(&p, "> Colours: the terminal's own");
	play_settle(&p);
	ck_assert_int_eq(paper_of_corner(&p), THEME_OWN);
	play_keys(&p, "Enter Down Down Enter");
	play_wait_for(&p, "> Colours: light on dark");
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_str_eq(scratch_get("config/leaderplus/config"), "theme = dark\n");
	play_start_until(&p, NULL, SAYS_BACK);
	play_settle(&p);
	ck_assert_int_eq(paper_of_corner(&p), theme_pair(THEME_DARK, TONE_TEXT, on).paper);
	ck_assert_int_eq(steps_quit(&p), 0);
}
END_TEST

/* Handed back and taken again, both are right. */
START_TEST(a_shell_in_between_has_its_own_colours)
{
	struct theme_terminal on = { 256, true };
	struct play p;

	put_config("theme = contrast\n");
	play_start_until(&p, &(struct play_setting){ .by_shell = true }, SAYS_FIRST);
	play_settle(&p);
	ck_assert_int_eq(paper_of_corner(&p), theme_pair(THEME_CONTRAST, TONE_TEXT, on).paper);
	play_signal(&p, SIGTSTP);
	play_wait_stopped(&p);
	play_settle(&p);
	ck_assert_int_eq(paper_of_corner(&p), THEME_OWN);
	play_signal(&p, SIGCONT);
	play_wait_for(&p, SAYS_FIRST);
	play_settle(&p);
	ck_assert_int_eq(paper_of_corner(&p), theme_pair(THEME_CONTRAST, TONE_TEXT, on).paper);
	play_keys(&p, "Ctrl-Q");
	ck_assert_int_eq(play_end(&p), 0);
}
END_TEST

/* What is wrong with the file is told on the first screen, with its line, and only there. */
START_TEST(faults_of_the_settings_are_told_at_the_start)
{
	struct play p;

	put_config("theme = cream\n\nmeasure = wide\nx = y\n");
	play_start_until(&p, &(struct play_setting){ .rows = 24, .cols = 80 }, SAYS_FIRST);
	play_wait_for(&p, "Please look at your settings: ");
	play_wait_for(&p, "config:3: 'measure' is a number from 30 to 100, not 'wide'");
	play_wait_for(&p, "There is more: 'leaderplus check");
	ck_assert_int_ne(paper_of_corner(&p), THEME_OWN);
	play_keys(&p, "Down");
	play_wait_gone(&p, "Please look at");
	play_keys(&p, "Ctrl-Q");
	ck_assert_int_eq(play_end(&p), 0);
	ck_assert_str_eq(scratch_get("config/leaderplus/config"), "theme = cream\n\nmeasure = wide\nx = y\n");
}
END_TEST

int main(void)
{
	Suite *suite;
	TCase *tcase;

	if (system("tic -V >/dev/null 2>&1") != 0) {
		puts("1..0 # SKIP tic, of ncurses, is needed");
		return EXIT_SUCCESS;
	}
	suite = suite_create("colours");
	tcase = tcase_create("colours");

	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, describe_terminals, scratch_close);
	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, a_theme_colours_every_cell, 0, ARRAY_LEN(terminals) * (THEME_COUNT - 1));
	tcase_add_loop_test(tcase, where_there_is_no_colour_marks_are_seen, 0, ARRAY_LEN(plain));
	tcase_add_test(tcase, an_empty_no_color_is_none);
	tcase_add_test(tcase, a_theme_chosen_inside_is_seen_at_once_and_next_time);
	tcase_add_test(tcase, a_shell_in_between_has_its_own_colours);
	tcase_add_test(tcase, faults_of_the_settings_are_told_at_the_start);
	return suite_run(suite);
}
