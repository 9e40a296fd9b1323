/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A storm of window sizes on every screen: from one cell to 500 columns by 200 rows nothing
 * is drawn outside, the frame is whole where it can be, and afterwards the screen is as it
 * was. */
#include <config.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/soak.h"
#include "../unit/suite.h"
#include "base/mem.h"
#include "look.h"
#include "scenes.h"
#include "text/utf8.h"

#define SIZES 150	/* of each screen */

static int below(unsigned *seed, int n)
{
	return (int)((unsigned)rand_r(seed) % (unsigned)n);
}

static bool is_whole(const struct surface *s, int row, int col)
{
	const struct cell *cell = surface_at(s, row, col);

	return cell->width >= 0 && col + cell->width <= s->cols &&
		(cell->width || (col && surface_at(s, row, col - 1)->width == 2));
}

static void check_cells(struct stage *s, const char *name)
{
	for (int row = 0; row < s->rows; row++)
		for (int col = 0; col < s->cols; col++)
			ck_assert_msg(is_whole(&s->surface, row, col), "%s, %dx%d: half a character at %d, %d",
				      name, s->cols, s->rows, row, col);
}

static void check(struct stage *s, const char *name)
{
	int row = s->surface.cursor_row, col = s->surface.cursor_col;

	ck_assert_msg(row >= 0 && row < s->rows && col >= 0 && col < s->cols,
		      "%s, %dx%d: the cursor is at %d, %d", name, s->cols, s->rows, row, col);
	check_cells(s, name);
	/* What draws the whole window has no frame. */
	if (s->rows < APP_ROWS_MIN || s->cols < APP_COLS_MIN || app_top(&s->app)->ops->paint)
		return;
	ck_assert_msg(strstr(look_row(s, s->rows - 1), "help"), "%s:\n%s", name, stage_dump(s));
	/* On the page's part of the window, on a cell with something in it where that is text. */
	ck_assert_msg(row > 0 && row < s->rows - 1, "%s: the cursor is in the frame\n%s", name,
		      stage_dump(s));
}

START_TEST(every_screen_weathers_it)
{
	const struct scene *scene = scene_at((size_t)_i);
	unsigned seed = (unsigned)_i + 1;
	struct stage s;
	char *before;

	scene_open(&s, scene);
	before = mem_string(stage_dump(&s));
	for (unsigned long k = 0; k < soak_usual(SIZES); k++) {
		if (k % 100 == 0)
			stage_size(&s, 200, 500);
		else if (k % 100 == 1)
			stage_size(&s, 1, 1);
		else if (k % 5 == 0)	/* near the least that is drawn */
			stage_size(&s, 1 + below(&seed, 12), 1 + below(&seed, 40));
		else
			stage_size(&s, 1 + below(&seed, 60), 1 + below(&seed, 200));
		check(&s, scene->name);
	}
	stage_size(&s, 24, 80);
	if (stage_focus(&s) & (FOCUS_LIST | FOCUS_FILTER | FOCUS_WALL_LIST | FOCUS_WALL_HELP))	/* it may have scrolled; what is marked shows */
		ck_assert_msg(strstr(stage_dump(&s), "> ") || !strstr(before, "> "), "%s:\n%s", scene->name,
			      stage_dump(&s));
	else
		ck_assert_msg(strcmp(stage_dump(&s), before) == 0, "%s: was\n%s\nis\n%s", scene->name, before,
			      stage_dump(&s));
	free(before);
	stage_close(&s);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("storm");
	TCase *tc = tcase_create("storm");

	tcase_add_checked_fixture(tc, stage_setup, stage_teardown);
	tcase_add_loop_test(tc, every_screen_weathers_it, 0, (int)scene_count());
	suite_add_tcase(suite, tc);
	check_set_max_msg_size(LONG_MESSAGE);
	return suite_run(suite);
}
