/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every screen, reached at 80 by 24, at every size, as it was when someone looked at it: golden/NAME.txt.
 *
 * UPDATE_GOLDEN=1 in the environment writes the files anew, to be looked at with
 * `git diff`.  The cursor's cell is told in the line above each screen.
 */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../unit/fault.h"
#include "../unit/scratch.h"
#include "base/file.h"
#include "base/mem.h"
#include "stage.h"

#define GOLDEN_MAX (1 << 18)

static const struct { int rows, cols; } sizes[] = {
	{ 24, 80 }, { 12, 40 }, { 50, 200 }, { 6, 20 }, { 5, 19 },
};

static const struct scene {
	const char *name;
	enum stage_begin begin;
	const char *page;	/* to go to first, NULL: nowhere */
	const char *keys;
	bool full_disk;		/* before the keys */
} scenes[] = {
	{ "first-start", STAGE_FIRST_START, NULL, "", false },
	{ "first-start-kept", STAGE_FIRST_START, NULL, "<Enter>", false },
	{ "folder", STAGE_FIRST_START, NULL, "<Down><Enter>stick", false },
	{ "looking", STAGE_FIRST_START, "spread-now", "x", false },
	{ "looking-write", STAGE_LOOKING, "spread-now", "<Enter>", false },
	{ "welcome-back", STAGE_WELCOME, NULL, "", false },
	{ "page", STAGE_PAGE, NULL, "", false },
	{ "page-further", STAGE_BLANK, NULL, "<PgDn>", false },
	{ "question-empty", STAGE_BLANK, "spread-now", "", false },
	{ "question-words", STAGE_PAGE, "spread-now", "", false },
	{ "question-writing", STAGE_PAGE, "spread-now", "<Enter> More.", false },
	{ "question-hint", STAGE_PAGE, "spread-now", "h", false },
	{ "question-stray-key", STAGE_PAGE, "spread-now", "x", false },
	{ "condition-own-words", STAGE_PAGE, "condition-practice", "<End>", false },
	{ "condition-prompt", STAGE_PAGE, "condition-situation", "<Enter>", false },
	{ "contents", STAGE_PAGE, "spread-now", "c", false },
	{ "help-page", STAGE_PAGE, "spread-now", "?", false },
	{ "help-box", STAGE_PAGE, "spread-now", "<Enter><F1>", false },
	{ "reflections", STAGE_PAGE, NULL, "<F8>", false },
	{ "reflections-end", STAGE_PAGE, NULL, "<F8><End>", false },
	{ "export-form", STAGE_PAGE, NULL, "<F8><Enter>", false },
	{ "export-name", STAGE_PAGE, NULL, "<F8><Enter><Enter>", false },
	{ "export-there", STAGE_PAGE, NULL, "<F8><Enter><Enter><Ctrl-U>w.json<Enter>", false },
	{ "settings", STAGE_PAGE, NULL, "<F9>", false },
	{ "settings-values", STAGE_PAGE, NULL, "<F9><Down><Down><Down><Enter>", false },
	{ "settings-changed", STAGE_PAGE, NULL, "<F9><Enter><Down><Enter>", false },
	{ "settings-book", STAGE_PAGE, NULL, "<F9><End><Up><Enter>", false },
	{ "borders-ascii", STAGE_PAGE, "spread-now",
	  "<F9><Down><Down><Down><Enter><Down><Enter><Esc>", false },
	{ "borders-none", STAGE_PAGE, "spread-now",
	  "<F9><Down><Down><Down><Enter><Down><Down><Enter><Esc><Enter>", false },
	{ "airy-page", STAGE_PAGE, "condition-practice", "<F9><Down><Down><Enter><Esc>", false },
	{ "airy-list", STAGE_PAGE, "spread-now", "<F9><Down><Down><Enter><Esc>c", false },
	{ "measure-short", STAGE_PAGE, "spread-now", "<F9><Down><Enter><Home><Enter><Esc>", false },
	{ "measure-long", STAGE_PAGE, "spread-now", "<F9><Down><Enter><End><Enter><Esc>", false },
	{ "repair", STAGE_DAMAGED, NULL, "", false },
	{ "repair-found", STAGE_DAMAGED, NULL, "<Enter>", false },
	{ "repair-read", STAGE_DAMAGED, NULL, "<Down><Down><Enter>", false },
	{ "not-saved", STAGE_PAGE, "formal-roles", "<Enter>Six posts.<Tab>", true },
	{ "unsaved", STAGE_PAGE, "formal-roles", "<Enter>Six posts.<Ctrl-Q>", true },
	{ "unsaved-elsewhere", STAGE_PAGE, "formal-roles",
	  "<Enter>Six posts.<Ctrl-Q><Down><Enter>", true },
};

static void play(const struct scene *scene, struct stage *s, struct buf *out)
{
	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		stage_open(s, scene->begin);
		if (scene->page)
			stage_page(s, scene->page);
		if (scene->full_disk)
			fault_at(FAULT_FSYNC, fault_calls(FAULT_FSYNC) + 1, ENOSPC, FAULT_FROM);
		stage_keys(s, scene->keys);
		stage_size(s, sizes[i].rows, sizes[i].cols);
		buf_addf(out, "==== %dx%d, cursor at row %d, column %d\n", s->cols, s->rows,
			 s->surface.cursor_row, s->surface.cursor_col);
		buf_add_str(out, stage_dump(s));
		stage_close(s);
		stage_teardown();
		stage_setup();
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
	const struct scene *scene = &scenes[_i];
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
	SRunner *sr;
	int failed;

	tcase_add_checked_fixture(tc, stage_setup, stage_teardown);
	tcase_add_loop_test(tc, screens_are_as_they_were, 0, ARRAY_LEN(scenes));
	suite_add_tcase(suite, tc);
	check_set_max_msg_size(LONG_MESSAGE);
	sr = srunner_create(suite);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
