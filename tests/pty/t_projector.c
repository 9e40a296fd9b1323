/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The projector never opens a workbook: its system calls are the witness. */
#include <config.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "base/buf.h"
#include "preload.h"
#include "steps.h"
#include "tracer.h"

#define SPREAD "How far is leadership distributed in your school today?"
#define CURTAIN "Projecting has stopped."
#define BOOK "distributing-leadership/ch1.md"
#define STICK "stick/mine.json"

/* The leak sanitizer cannot work in a program that is followed. */
static struct play_setting followed(const char *const *arguments)
{
	static struct preload environment;

	environment.count = 0;
	environment.lines[0] = NULL;
	if (SANITIZED)
		preload_add(&environment, "ASAN_OPTIONS=%s:detect_leaks=0",
			    getenv("ASAN_OPTIONS") ? getenv("ASAN_OPTIONS") : "");
	return (struct play_setting){
		.arguments = arguments, .environment = environment.lines, .before = tracer_before,
	};
}

/* Workbooks where one is looked for: at the usual place, with all that stands beside one, and on
 * a stick that the settings name. */
static void lay_out_workbooks(void)
{
	struct buf settings;
	struct play p;

	steps_begin(&p, NULL);
	steps_turn_to(&p, SPREAD);
	steps_write(&p, "one");
	steps_leave_box(&p);
	steps_write(&p, "two");
	steps_leave_box(&p);
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert(scratch_has(WORKBOOK) && scratch_has(WORKBOOK ".bak") && scratch_has(WORKBOOK ".journal"));
	ck_assert_int_eq(mkdir(scratch_path("stick"), 0700), 0);
	scratch_put(STICK, scratch_get(WORKBOOK));
	mkdir(scratch_path("config"), 0700);
	mkdir(scratch_path("config/leaderplus"), 0700);
	buf_init(&settings, 8192);
	buf_addf(&settings, "workbook = %s\n", scratch_path(STICK));
	scratch_put("config/leaderplus/config", settings.data);
	buf_release(&settings);
}

/* The program N of the log has read the book, and nothing of a workbook: not its name, nor that
 * of its folder. */
static void check_never_opened(int n)
{
	static const char *const names[] = { "workbook.json", "mine.json" };
	static const char *const folders[] = { "data", "stick", "state" };
	const char *line;
	struct buf path;

	ck_assert_msg(tracer_line(n, BOOK), "the book was not seen to be read");
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		line = tracer_line(n, names[i]);
		ck_assert_msg(!line, "%s", line);
	}
	buf_init(&path, 8192);
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		static const char *const ways[] = { "opened", "openat", "inherits", "newfstatat", "statx" };

		for (size_t k = 0; k < sizeof(ways) / sizeof(ways[0]); k++) {
			buf_clear(&path);
			buf_addf(&path, "%d %s %s", n, ways[k], scratch_path(folders[i]));
			line = tracer_line(n, path.data);
			ck_assert_msg(!line, "%s", line);
		}
	}
	buf_release(&path);
	line = tracer_line(n, "socket");
	ck_assert_msg(!line, "%s", line);
	line = tracer_line(n, "(unread)");
	ck_assert_msg(!line, "what is named cannot be read: %s", line);
}

/* All over the wall, and off it. */
static void project(struct play *p)
{
	for (int i = 0; i < 20; i++)
		play_keys(p, i % 7 == 3 ? "b PgUp" : "PgDn");
	play_keys(p, "c");
	play_wait_for(p, "Contents");
	play_keys(p, "Esc");
	play_wait_for(p, "Carry on at page");
	play_keys(p, "Down Enter");
	play_wait_for(p, "Enter choose");
	play_keys(p, "F5 Enter");
	play_wait_for(p, "page ");
	play_keys(p, "F1");
	play_wait_for(p, "Keys while projecting");
	play_keys(p, "Esc");
	play_wait_gone(p, "Keys while projecting");
	play_keys(p, "Esc");
	play_wait_for(p, "Carry on at page");
	play_keys(p, "4 1 Enter");
	play_wait_for(p, "page 41 of 41");
	play_resize(p, 12, 40);
	play_keys(p, ".");
	play_wait_gone(p, "page 41");
	play_keys(p, "x");
	play_wait_for(p, "page 41");
	play_resize(p, 24, 80);
	play_keys(p, "Ctrl-Q");
}

START_TEST(present_opens_no_workbook)
{
	static const char *const title[] = { "present", NULL }, *const page[] = { "present", "not-delegation", NULL };
	const struct play_setting setting = followed(_i ? page : title);
	struct play p;

	lay_out_workbooks();
	if (_i) {
		play_start_until(&p, &setting, "page 8 of 41");
	} else {
		play_start_until(&p, &setting, "> Start");
		play_keys(&p, "Enter");
		play_wait_for(&p, "page 1 of 41");
	}
	project(&p);
	ck_assert_int_eq(play_end(&p), 0);
	check_never_opened(1);
}
END_TEST

START_TEST(what_f5_starts_opens_no_workbook)
{
	const struct play_setting setting = followed(NULL);
	struct play p;

	lay_out_workbooks();
	play_start_until(&p, &setting, SAYS_BACK);
	play_keys(&p, "Enter");
	play_wait_for(&p, SPREAD);
	play_keys(&p, "Enter");
	play_wait_for(&p, SAYS_WRITING);
	play_type(&p, ", three");
	play_keys(&p, "F5");
	play_wait_gone(&p, "three");
	play_wait_for(&p, "page 11 of 41");
	project(&p);
	play_wait_for(&p, CURTAIN);
	play_keys(&p, "r");
	play_wait_for(&p, "three");
	ck_assert_int_eq(steps_quit(&p), 0);
	/* It does see what opens one: */
	ck_assert_ptr_nonnull(tracer_line(1, "mine.json"));
	ck_assert_ptr_nonnull(tracer_line(2, "argument present"));
	check_never_opened(2);
	ck_assert_str_eq(steps_words(STICK, "spread-now"), "onetwo, three");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("projector");
	TCase *tcase = tcase_create("projector");

	if (!tracer_works()) {
		puts("1..0 # SKIP no program can be followed here (ptrace): that the projector opens no "
		     "workbook is NOT TESTED");
		return 0;
	}
	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, scratch_open, scratch_close);
	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, present_opens_no_workbook, 0, 2);
	tcase_add_test(tcase, what_f5_starts_opens_no_workbook);
	return suite_run(suite);
}
