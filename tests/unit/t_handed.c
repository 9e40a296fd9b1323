/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of edit_replace: a text that comes back from an editor. */
#include <config.h>

#include <check.h>
#include <stdlib.h>

#include "base/mem.h"
#include "suite.h"
#include "text/edit.h"

static const struct {
	const char *old, *new;
	size_t cursor, then;
} replaced[] = {
	{ "We meet on Monday.", "Again. We meet on Monday.", 18, 25 },
	{ "We meet on Monday.", "We meet again on Monday.", 8, 8 },
	{ "We meet on Monday.", "We meet again on Monday.", 11, 17 },
	{ "We meet on Monday.", "", 5, 0 },
	{ "We meet on Monday.", "We rest on Monday.", 4, 6 },
	{ "aaaa", "aa", 4, 2 },
	{ "e", "e\u0301x", 1, 3 },
};

/* After an editor had the text the cursor is where it was in what stayed. */
START_TEST(the_cursor_stays_at_its_words)
{
	struct editor_text e;

	edit_open(&e, slice_of(replaced[_i].old));
	edit_go(&e, replaced[_i].cursor);
	ck_assert_uint_eq(e.cursor, replaced[_i].cursor);
	ck_assert(edit_replace(&e, slice_of(replaced[_i].new)));
	ck_assert_msg(e.cursor == replaced[_i].then, "row %d: %zu", _i, e.cursor);
	ck_assert(edit_undo(&e));
	ck_assert_uint_eq(e.cursor, replaced[_i].cursor);
	edit_release(&e);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("handed");
	TCase *tc = tcase_create("handed");

	tcase_add_loop_test(tc, the_cursor_stays_at_its_words, 0, (int)ARRAY_LEN(replaced));
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
