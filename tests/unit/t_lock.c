/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of base/lock. */
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

#include "base/lock.h"
#include "base/mem.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"

static void setup(void)
{
	setenv("TZ", "UTC", 1);
	scratch_open();
	fault_reset();
	fault_clock(1700000000);	/* 2023-11-14 22:13 */
}

static bool take(struct lock *lock, struct err *err)
{
	return lock_take(lock, fault_sys(), scratch_path("lock"), err);
}

/* Whether TEXT holds WORDS; when they close with a full stop, TEXT ends before it. */
static bool says(const char *text, const char *words)
{
	size_t len = strlen(words);
	size_t text_len = strlen(text);

	if (!len || words[len - 1] != '.')
		return strstr(text, words) != NULL;
	len--;
	return text_len >= len && strncmp(text + text_len - len, words, len) == 0;
}

/* A refusal of KIND that leaves nothing open. */
static void check_refused(enum err_kind kind, const char *words)
{
	int files = fault_open_files();
	struct err err = { .text = "" };
	struct lock lock;

	ck_assert(!take(&lock, &err));
	ck_assert_int_eq(err.kind, kind);
	ck_assert_msg(says(err.text, words) && strstr(err.text, scratch_path("lock")),
		      "'%s' is not in '%s'", words, err.text);
	ck_assert_int_eq(lock.fd, -1);
	ck_assert_int_eq(fault_open_files(), files);
	lock_release(&lock);
}

START_TEST(lock_is_for_one)
{
	struct lock lock;
	struct err err;

	ck_assert(take(&lock, &err));
	check_refused(ERR_LOCKED, "since 2023-11-14 22:13");
	lock_release(&lock);
	lock_release(&lock);
	ck_assert_int_eq(fault_open_files(), 0);
	ck_assert(scratch_has("lock"));	/* never removed */
	ck_assert(take(&lock, &err));
	lock_release(&lock);
}
END_TEST

START_TEST(lock_says_who_holds_it)
{
	char host[65] = "";
	char want[200];
	struct lock lock;
	struct err err;

	scratch_put("lock", "4194304 an-earlier-holder.with.a.longer.name.example 1600000000 \n");
	gethostname(host, 64);
	ck_assert(take(&lock, &err));
	snprintf(want, sizeof(want), "%ld %s 1700000000  ", (long)getpid(), host);
	ck_assert_int_eq(strncmp(scratch_get("lock"), want, strlen(want)), 0);
	snprintf(want, sizeof(want), "(process %ld on %s,", (long)getpid(), host);
	check_refused(ERR_LOCKED, want);
	lock_release(&lock);
}
END_TEST

START_TEST(lock_says_less_when_it_cannot_know)
{
	static const char *const texts[] = {
		"", "\n", "12", "12 host", "x host 1", "12 host x", "\x1b[2J",
	};
	struct lock lock;
	struct err err;
	size_t i;

	ck_assert(take(&lock, &err));
	for (i = 0; i < ARRAY_LEN(texts); i++) {
		scratch_put("lock", texts[i]);
		check_refused(ERR_LOCKED, "is held by another window.");
	}
	scratch_put("lock", "12 host 999999999999999999999999");
	check_refused(ERR_LOCKED, "since ?)");
	fault_at(FAULT_READ, fault_calls(FAULT_READ) + 1, EIO, FAULT_ONCE);
	check_refused(ERR_LOCKED, "is held by another window.");
	lock_release(&lock);
}
END_TEST

START_TEST(lock_file_is_private)
{
	mode_t before = umask(0777);
	struct lock lock;
	struct err err;

	ck_assert(take(&lock, &err));
	umask(before);
	ck_assert_uint_eq(scratch_mode("lock"), 0600);
	lock_release(&lock);
	chmod(scratch_path("lock"), 0666);
	ck_assert(take(&lock, &err));
	ck_assert_uint_eq(scratch_mode("lock"), 0600);
	lock_release(&lock);
}
END_TEST

START_TEST(lock_needs_a_file)
{
	struct lock lock;
	struct err err;

	ck_assert_int_eq(mkfifo(scratch_path("lock"), 0600), 0);
	check_refused(ERR_IO, "not a file");
	ck_assert_int_eq(unlink(scratch_path("lock")), 0);
	ck_assert_int_eq(mkdir(scratch_path("lock"), 0700), 0);
	check_refused(ERR_IO, strerror(EISDIR));
	ck_assert_int_eq(rmdir(scratch_path("lock")), 0);
	ck_assert_int_eq(symlink("elsewhere", scratch_path("lock")), 0);
	check_refused(ERR_IO, strerror(ELOOP));
	ck_assert(!scratch_has("elsewhere"));
	ck_assert(!lock_take(&lock, fault_sys(), scratch_path("no/folder"), &err));
	ck_assert_int_eq(err.kind, ERR_IO);
}
END_TEST

START_TEST(lock_fails_as_its_calls_do)
{
	static const struct { enum fault_kind kind; int error; bool taken; } rows[] = {
		{ FAULT_OPEN, EROFS, false }, { FAULT_OPEN, EINTR, true },
		{ FAULT_FSTAT, EIO, false },
		{ FAULT_FCHMOD, EIO, false }, { FAULT_FCHMOD, EPERM, true },
		{ FAULT_FLOCK, ENOLCK, false }, { FAULT_FLOCK, EOPNOTSUPP, false },
		{ FAULT_FLOCK, EINTR, true },
		{ FAULT_WRITE, ENOSPC, true }, { FAULT_WRITE, EINTR, true },
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(rows); i++) {
		struct lock lock;
		struct err err;

		fault_reset();
		fault_at(rows[i].kind, 1, rows[i].error, FAULT_ONCE);
		if (!rows[i].taken) {
			check_refused(ERR_IO, strerror(rows[i].error));
			continue;
		}
		ck_assert_msg(take(&lock, &err), "row %zu", i);
		ck_assert_int_eq(fault_hits(), 1);
		fault_reset();
		check_refused(ERR_LOCKED, "");
		lock_release(&lock);
	}
}
END_TEST

/* In a process of its own: holds the lock until it is killed, or not at all. */
static pid_t hold_elsewhere(void)
{
	int ready[2];
	char c = 0;
	pid_t pid;

	ck_assert_int_eq(pipe(ready), 0);
	pid = fork();
	if (pid == 0) {
		struct lock lock;
		struct err err;

		if (take(&lock, &err) && write(ready[1], "y", 1) == 1)
			for (;;)
				pause();
		_exit(1);
	}
	close(ready[1]);
	ck_assert_int_eq(read(ready[0], &c, 1), 1);
	close(ready[0]);
	return pid;
}

START_TEST(lock_goes_with_its_process)
{
	struct lock lock;
	struct err err;
	char want[64];
	pid_t pid = hold_elsewhere();

	snprintf(want, sizeof(want), "(process %ld on ", (long)pid);
	check_refused(ERR_LOCKED, want);
	kill(pid, SIGKILL);
	ck_assert_int_eq(waitpid(pid, NULL, 0), pid);
	ck_assert(take(&lock, &err));
	lock_release(&lock);
}
END_TEST

/* A child that was started meanwhile has the descriptor too, and does not keep the lock. */
START_TEST(lock_is_released_for_children_too)
{
	struct lock lock;
	struct err err;
	pid_t pid;

	ck_assert(take(&lock, &err));
	pid = fork();
	if (pid == 0)
		for (;;)
			pause();
	lock_release(&lock);
	ck_assert(take(&lock, &err));
	lock_release(&lock);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}
END_TEST

/* A file of this name may be another program's: it is locked as it is. */
START_TEST(lock_leaves_what_is_not_ours)
{
	static const char *const others[] = {
		"# This file is generated by another program.\n", "1 2\n", "package\n",
		("1 host 3                                                                          "
		"                                      \nand more\n"),
	};
	struct lock lock;
	struct err err;

	for (size_t i = 0; i < ARRAY_LEN(others); i++) {
		scratch_put("lock", others[i]);
		ck_assert(take(&lock, &err));
		check_refused(ERR_LOCKED, "");
		lock_release(&lock);
		ck_assert_str_eq(scratch_get("lock"), others[i]);
	}
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { lock_is_for_one, lock_says_who_holds_it,
		lock_says_less_when_it_cannot_know, lock_file_is_private, lock_needs_a_file,
		lock_fails_as_its_calls_do, lock_goes_with_its_process,
		lock_is_released_for_children_too, lock_leaves_what_is_not_ours };
	Suite *suite = suite_create("lock");
	TCase *tc = tcase_create("lock");
	size_t i;

	tcase_add_checked_fixture(tc, setup, scratch_close);
	for (i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
