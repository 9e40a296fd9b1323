/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook that is damaged, gone, or was open in another window: what the real program
 * offers, and that nothing is changed before somebody chooses. */
#include <config.h>

#include <check.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "steps.h"

#define SPREAD "How far is leadership distributed in your school today?"
#define SAYS_WRONG "Something is wrong with your workbook"

/* Words in the file, later ones in the journal alone; then the program is killed. */
static void write_and_kill(void)
{
	struct play p;

	steps_begin(&p, NULL);
	steps_turn_to(&p, SPREAD);
	steps_write(&p, "In the file.");
	steps_leave_box(&p);
	steps_write(&p, " And in the journal.");
	play_wait_for(&p, SAYS_SAFE);
	play_signal(&p, SIGKILL);
	ck_assert_int_eq(play_end(&p), 128 + SIGKILL);
}

static char *damage(void)
{
	char *torn = strdup(scratch_get(WORKBOOK));

	*strstr(torn, "\"place\"") = '\'';
	scratch_put(WORKBOOK, torn);
	return torn;
}

/* How many files with BYTES have "broken" in their name. */
static int count_broken(const char *bytes)
{
	DIR *dir = opendir(scratch_path("data/leaderplus"));
	const struct dirent *entry;
	char name[300];
	int count = 0;

	ck_assert_ptr_nonnull(dir);
	while ((entry = readdir(dir)))
		if (strstr(entry->d_name, ".broken-")) {
			snprintf(name, sizeof(name), "data/leaderplus/%s", entry->d_name);
			ck_assert_str_eq(scratch_get(name), bytes);
			count++;
		}
	closedir(dir);
	return count;
}

START_TEST(leaving_changes_nothing)
{
	struct play p;
	char *torn;

	write_and_kill();
	torn = damage();
	play_start_until(&p, NULL, SAYS_WRONG);
	play_wait_for(&p, "line ");
	ck_assert(!play_shows(&p, "nothing is kept"));
	play_keys(&p, "Esc");
	play_wait_for(&p, "Ctrl-Q quits. Nothing has been changed.");
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_str_eq(scratch_get(WORKBOOK), torn);
	ck_assert_int_eq(count_broken(torn), 0);
	free(torn);
}
END_TEST

START_TEST(the_backup_brings_all_words_back)
{
	struct play p;
	char *torn;

	write_and_kill();
	torn = damage();
	play_start_until(&p, NULL, SAYS_WRONG);
	play_keys(&p, "Enter");
	play_wait_for(&p, "We put your last sentences back.");
	play_wait_for(&p, "please look through your pages.");
	play_wait_for(&p, "with 'broken' in its name.");
	play_wait_for(&p, "saved ");
	ck_assert_int_eq(count_broken(torn), 1);
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"), "In the file. And in the journal.");
	ck_assert_int_eq(count_broken(torn), 1);
	free(torn);
}
END_TEST

START_TEST(what_can_be_read_can_only_be_read)
{
	struct play p;
	char *torn;

	write_and_kill();
	torn = damage();
	play_start_until(&p, NULL, SAYS_WRONG);
	play_keys(&p, "Down Down Enter");
	play_wait_for(&p, SAYS_BACK);
	play_keys(&p, "Down Down Enter Enter");
	play_wait_for(&p, "And in the journal.");
	play_wait_for(&p, "reading only");
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_str_eq(scratch_get(WORKBOOK), torn);
	free(torn);
}
END_TEST

START_TEST(a_missing_file_is_no_first_start)
{
	struct play p;

	write_and_kill();
	ck_assert_int_eq(unlink(scratch_path(WORKBOOK)), 0);
	play_start_until(&p, NULL, SAYS_WRONG);
	play_wait_for(&p, "missing");
	ck_assert(!play_shows(&p, SAYS_FIRST));
	play_keys(&p, "Enter");
	play_wait_for(&p, SAYS_BACK);
	play_wait_for(&p, "saved ");
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"), "In the file. And in the journal.");
}
END_TEST

/* Where nothing can be found, one is not locked out for ever. */
START_TEST(a_file_without_words_can_be_begun_anew)
{
	struct play p;

	mkdir(scratch_path("data"), 0700);
	mkdir(scratch_path("data/leaderplus"), 0700);
	scratch_put(WORKBOOK, "\001 no words");
	play_start_until(&p, NULL, "> Leave, and change nothing");
	play_keys(&p, "Down Enter");
	play_wait_for(&p, SAYS_BACK);
	play_wait_for(&p, "Your workbook begins anew.");
	play_wait_for(&p, "saved ");
	ck_assert_int_eq(count_broken("\001 no words"), 1);
	play_keys(&p, "Enter");
	play_wait_for(&p, "page 1 of");
	steps_turn_to(&p, SPREAD);
	steps_write(&p, "New words.");
	steps_leave_box(&p);
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"), "New words.");
}
END_TEST

/* The second window shows what the first has written, and then writes itself. */
START_TEST(a_second_window_takes_over)
{
	struct play first, second;

	steps_begin(&first, NULL);
	steps_turn_to(&first, SPREAD);
	steps_write(&first, "From the first.");
	steps_leave_box(&first);
	play_start_until(&second, NULL, "lready open in another window");
	play_keys(&second, "Enter");
	play_wait_for(&second, "reading only");
	steps_write(&first, " Later words.");
	play_wait_for(&first, SAYS_SAFE);
	play_signal(&first, SIGKILL);
	ck_assert_int_eq(play_end(&first), 128 + SIGKILL);
	play_wait_for(&second, "You can write here now.");
	play_wait_for(&second, "Later words.");
	steps_write(&second, " From the second.");
	steps_leave_box(&second);
	ck_assert_int_eq(steps_quit(&second), 0);
	ck_assert_str_eq(steps_saved("spread-now"),
			 "From the first. Later words. From the second.");
}
END_TEST

/* Somebody who has gone nowhere yet is welcomed again. */
START_TEST(a_second_window_that_waits_is_welcomed_again)
{
	struct play first, second;

	steps_begin(&first, NULL);
	play_start_until(&second, NULL, "lready open in another window");
	ck_assert_int_eq(steps_quit(&first), 0);
	play_wait_for(&second, "You can write here now.");
	play_wait_gone(&second, "lready open in another window");
	ck_assert(play_shows(&second, SAYS_BACK) && play_shows(&second, "Carry on"));
	ck_assert_int_eq(steps_quit(&second), 0);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
		leaving_changes_nothing,
		the_backup_brings_all_words_back,
		what_can_be_read_can_only_be_read,
		a_missing_file_is_no_first_start,
		a_file_without_words_can_be_begun_anew,
		a_second_window_takes_over,
		a_second_window_that_waits_is_welcomed_again,
	};
	Suite *suite = suite_create("repair");
	TCase *tcase = tcase_create("repair");

	tcase_add_checked_fixture(tcase, scratch_open, scratch_close);
	tcase_set_timeout(tcase, 120);
	for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++)
		tcase_add_test(tcase, tests[i]);
	suite_add_tcase(suite, tcase);
	return suite_run(suite);
}
