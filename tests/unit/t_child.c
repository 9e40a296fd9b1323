/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of base/child: that a program is waited for, ended when it must, and leaves nothing
 * running. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/child.h"
#include "editors.h"
#include "scratch.h"
#include "suite.h"

/* Runs the shell script BODY, which a child of its own may outlive; says how it ended.  Nobody
 * that it started holds the pipe any more when this returns: else it never returns. */
static struct child_end run(struct child c, const char *body)
{
	static char shell[] = "sh", option[] = "-c";
	char *words[] = { shell, option, (char *)body, NULL };
	struct child_end end;
	int ends[2];
	char byte;

	c.words = words;
	ck_assert_int_eq(pipe(ends), 0);
	ck_assert_int_eq(dup2(ends[1], 9), 9);
	close(ends[1]);
	ck_assert_int_eq(child_run(&c, &end), 0);
	close(9);
	ck_assert_int_eq(read(ends[0], &byte, 1), 0);
	close(ends[0]);
	return end;
}

static bool exited(const struct child_end *end, int status)
{
	return end->ended && WIFEXITED(end->status) && WEXITSTATUS(end->status) == status;
}

static bool killed(const struct child_end *end, int signal)
{
	return end->ended && WIFSIGNALED(end->status) && WTERMSIG(end->status) == signal;
}

START_TEST(its_end_is_told)
{
	for (int apart = 0; apart < 2; apart++) {
		struct child c = { .apart = apart, .seconds = apart ? 60 : 0 };
		struct child_end end = run(c, "exit 3");

		ck_assert(exited(&end, 3) && !end.late && !end.signal);
		end = run(c, "kill -9 $$");
		ck_assert(killed(&end, SIGKILL) && !end.late && !end.signal);
		end = run(c, ":");
		ck_assert(exited(&end, 0));
	}
}
END_TEST

START_TEST(what_cannot_start_is_told)
{
	static char nowhere[] = "/nowhere/at all";
	char *words[] = { nowhere, NULL };
	const struct child c = { .words = words, .apart = true };
	struct child_end end;

	ck_assert_int_eq(child_run(&c, &end), ENOENT);
}
END_TEST

START_TEST(apart_there_is_no_terminal)
{
	static char one[] = "ONE=1", path[] = "PATH=/usr/bin:/bin";
	char *environment[] = { one, path, NULL };
	const struct child c = { .apart = true, .environment = environment };
	char script[4096];
	struct child_end end;

	snprintf(script, sizeof(script), "cd '%s' && [ \"$ONE\" = 1 ] && [ -z \"$SCRATCH\" ] || exit 1; "
		 "(for i in 0 1 2; do readlink /proc/$$/fd/$i; done) >fds; cut -d' ' -f5 /proc/$$/stat >group; echo $$ >pid",
		 scratch_path(""));
	end = run(c, script);
	ck_assert(exited(&end, 0));
	ck_assert_str_eq(scratch_get("fds"), "/dev/null\n/dev/null\n/dev/null\n");
	ck_assert_int_eq(atoi(scratch_get("group")), atoi(scratch_get("pid")));
}
END_TEST

START_TEST(apart_nothing_is_left_running)
{
	struct child_end end = run((struct child){ .apart = true }, "sleep 1000 & (sleep 1000 &) ; exit 0");

	ck_assert(exited(&end, 0));
}
END_TEST

START_TEST(its_seconds_are_over)
{
	const struct child c = { .apart = true, .seconds = 1 };
	struct child_end end = run(c, "sleep 1000 & sleep 1000");

	ck_assert(end.late && !end.signal && killed(&end, SIGTERM));
	end = run(c, "trap '' TERM; sleep 1000 & wait; sleep 1000");
	ck_assert(end.late && !end.signal && killed(&end, SIGKILL));
	end = run(c, "trap 'exit 0' TERM; sleep 1000 & wait");	/* in time no more */
	ck_assert(end.late && exited(&end, 0));
}
END_TEST

static void note_stop(void *context)
{
	(*(int *)context)++;
}

static const struct {
	bool apart;
	const char *name;
	int signal;	/* that is told */
	int stops;
} signals[] = {
	{ true, "HUP", SIGHUP, 1 }, { true, "TERM", SIGTERM, 1 },
	{ true, "INT", SIGINT, 0 }, { true, "QUIT", SIGQUIT, 0 },
	{ false, "HUP", SIGHUP, 1 }, { false, "TERM", SIGTERM, 1 },
	{ false, "INT", 0, 0 }, { false, "QUIT", 0, 0 },
};

START_TEST(we_are_told_to_end)
{
	/* They are ignored where the tests run behind something else; programs get them so. */
	static const int ours[] = { SIGHUP, SIGINT, SIGQUIT };
	int stops = 0;
	const struct child c = { .apart = signals[_i].apart, .stop = note_stop, .context = &stops };
	struct child_end end;
	char script[256];

	for (size_t i = 0; i < sizeof(ours) / sizeof(*ours); i++)
		signal(ours[i], SIG_DFL);
	snprintf(script, sizeof(script), "kill -%s $PPID; %s", signals[_i].name,
		 signals[_i].signal ? "while :; do sleep 1; done 9>&-" : "exit 0");
	end = run(c, script);
	ck_assert_int_eq(end.signal, signals[_i].signal);
	ck_assert_int_eq(stops, signals[_i].stops);
	ck_assert(!end.late);
	if (signals[_i].signal)
		ck_assert(killed(&end, signals[_i].signal));
	else
		ck_assert(exited(&end, 0));
}
END_TEST

START_TEST(programs_are_found)
{
	char folders[8192];
	struct buf path;

	buf_init(&path, 8192);
	mkdir(scratch_path("a"), 0700);
	mkdir(scratch_path("a/tool"), 0700);	/* a folder */
	mkdir(scratch_path("b"), 0700);
	scratch_put("b/tool", "no program");
	ck_assert_int_eq(chmod(scratch_path("b/tool"), 0600), 0);
	mkdir(scratch_path("c"), 0700);
	scratch_put("c/tool", "#!/bin/sh\n");
	ck_assert_int_eq(chmod(scratch_path("c/tool"), 0700), 0);
	ck_assert_int_eq(chdir(scratch_path("")), 0);
	snprintf(folders, sizeof(folders), "::c:%s:%s", scratch_path("a"), scratch_path("b"));
	setenv("PATH", folders, 1);
	ck_assert(!child_find("tool", &path));
	strcat(folders, ":");
	strcat(folders, scratch_path("c"));
	setenv("PATH", folders, 1);
	ck_assert(child_find("tool", &path));
	ck_assert_str_eq(path.data, scratch_path("c/tool"));
	ck_assert(!child_find("other", &path));
	unsetenv("PATH");
	ck_assert(!child_find("tool", &path));
	ck_assert_int_eq(chdir("/"), 0);
	buf_release(&path);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { its_end_is_told, what_cannot_start_is_told, apart_there_is_no_terminal,
		apart_nothing_is_left_running, its_seconds_are_over, programs_are_found };
	Suite *suite = suite_create("child");
	TCase *tc = tcase_create("child");

	tcase_add_checked_fixture(tc, editors_setup, editors_teardown);
	for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++)
		tcase_add_test(tc, tests[i]);
	tcase_add_loop_test(tc, we_are_told_to_end, 0, (int)(sizeof(signals) / sizeof(signals[0])));
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
