/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts the picture of README.md, a screen of the running program, into the file that
 * its argument names.  tests/readme-screen.sh runs it; the time of saving is always 19:04. */
#include <config.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/scratch.h"
#include "steps.h"

#define QUESTION "How far is leadership distributed in your school today?"
#define ANSWER "On Tuesday the behaviour working group changed the lunch queue without " \
	"asking me. I found out from a Year 5 pupil. It is a better queue, and I notice " \
	"that I mind."

static const char *out_name;

/* "saved 09:17" becomes "saved 19:04". */
static void set_clock(char *picture)
{
	char *at = strstr(picture, "saved ");
	int hour, minute;

	ck_assert_msg(at && sscanf(at, "saved %2d:%2d", &hour, &minute) == 2,
		      "no time of saving in\n%s", picture);
	memcpy(at, "saved 19:04", 11);
}

START_TEST(draw)
{
	char *picture;
	FILE *out = fopen(out_name, "w");
	struct play p;

	ck_assert_ptr_nonnull(out);
	steps_begin(&p, NULL);
	steps_turn_to(&p, QUESTION);
	steps_write(&p, ANSWER);
	play_wait_for(&p, "that I mind.");
	steps_leave_box(&p);
	play_settle(&p);
	picture = strdup(play_screen(&p));
	set_clock(picture);
	ck_assert_int_ge(fputs(picture, out), 0);
	ck_assert_int_eq(fclose(out), 0);
	free(picture);
	ck_assert_int_eq(steps_quit(&p), 0);
}
END_TEST

int main(int argc, char **argv)
{
	Suite *suite = suite_create("readme");
	TCase *tcase = tcase_create("readme");
	SRunner *sr = srunner_create(suite);
	int failed;

	if (argc != 2) {
		fprintf(stderr, "usage: %s FILE\n", argv[0]);
		return 2;
	}
	out_name = argv[1];
	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, scratch_open, scratch_close);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, draw);
	srunner_run_all(sr, CK_NORMAL);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
