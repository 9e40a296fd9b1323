/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every screen of tests/screen/scenes.c, at every size, as it was when someone looked at it: golden/NAME.txt.
 *
 * UPDATE_GOLDEN=1 in the environment writes the files anew, to be looked at with
 * `git diff`.  The cursor's cell is told in the line above each screen.
 */
#include <config.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "base/file.h"
#include "base/mem.h"
#include "scenes.h"

#define GOLDEN_MAX (1 << 18)

static const struct {
	int rows, cols;
	bool wall;	/* only what is projected: on a large screen without zoom */
} sizes[] = {
	{ 24, 80, false }, { 12, 40, false }, { 50, 132, false }, { 6, 20, false }, { 5, 19, false },
	{ 50, 200, true },
};

static void play(const struct scene *scene, struct stage *s, struct buf *out)
{
	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		if (sizes[i].wall && scene->begin != STAGE_WALL && scene->begin != STAGE_VOICES)
			continue;
		scene_open(s, scene);
		stage_size(s, sizes[i].rows, sizes[i].cols);
		buf_addf(out, "==== %dx%d, cursor at row %d, column %d\n", s->cols, s->rows,
			 s->surface.cursor_row, s->surface.cursor_col);
		buf_add_str(out, stage_dump(s));
		stage_close(s);
		stage_teardown();
		stage_setup();
	}
}

/* What chance wrote into a name ("leadership-qwxzy.json") looks alike each time. */
static void still_chance(char *text)
{
	for (char *at = text; (at = strstr(at, ".json")) != NULL; at++) {
		size_t letters = 0;

		while (at - text > (long)letters && at[-1 - (long)letters] >= 'a' && at[-1 - (long)letters] <= 'z')
			letters++;
		if (letters == 5)
			memset(at - 5, 'x', 5);
	}
}

/* The first line that differs, as it is now and as it was. */
static void say_difference(const char *name, const char *now, const char *then)
{
	size_t start = 0, at = 0;
	int line = 1;

	for (; now[at] && now[at] == then[at]; at++)
		if (now[at] == '\n') {
			start = at + 1;
			line++;
		}
	ck_abort_msg("%s.txt:%d has changed (UPDATE_GOLDEN=1 takes it over):\nnow  %.*s\nthen %.*s", name,
		     line, (int)strcspn(now + start, "\n"), now + start,
		     (int)strcspn(then + start, "\n"), then + start);
}

START_TEST(screens_are_as_they_were)
{
	const struct scene *scene = scene_at((size_t)_i);
	const char *top = getenv("TOP_SRCDIR");
	struct buf now, then;
	struct err err = { .text = "there is no such file" };
	struct stage s;
	char path[4096];

	ck_assert_msg(top, "TOP_SRCDIR must name the folder of the sources");
	snprintf(path, sizeof(path), "%s/tests/screen/golden/%s.txt", top, scene->name);
	buf_init(&now, GOLDEN_MAX);
	buf_init(&then, GOLDEN_MAX);
	play(scene, &s, &now);
	if (strcmp(scene->name, "give-name") == 0)
		still_chance(now.data);
	ck_assert(!now.full);
	if (getenv("UPDATE_GOLDEN"))
		ck_assert_msg(file_replace(sys_real(), path, slice_buf(&now), &err), "%s", err.text);
	ck_assert_msg(file_read(sys_real(), path, GOLDEN_MAX, &then, &err) == FILE_READ,
		      "%s: %s (UPDATE_GOLDEN=1 makes it)", path, err.text);
	if (!slice_equal(slice_buf(&now), slice_buf(&then)))
		say_difference(scene->name, now.data, then.data);
	buf_release(&then);
	buf_release(&now);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("golden");
	TCase *tc = tcase_create("golden");

	tcase_add_checked_fixture(tc, stage_setup, stage_teardown);
	tcase_add_loop_test(tc, screens_are_as_they_were, 0, (int)scene_count());
	suite_add_tcase(suite, tc);
	check_set_max_msg_size(LONG_MESSAGE);
	return suite_run(suite);
}
