/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of base/file: the backup that is kept.  When calls fail: t_file_fault.c. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"

static void setup(void)
{
	scratch_open();
	fault_reset();
}

/* Replaces NAME after keeping its backup. */
static bool replace_keeping(const char *name, const char *text, struct err *err)
{
	struct file_new out;

	return file_begin(&out, fault_sys(), scratch_path(name), err) &&
	       file_write(&out, slice_of(text), err) && file_finish(&out, err) &&
	       file_keep_backup(&out, err) && file_commit(&out, err);
}

/* Nothing stays behind: no temporary file, no descriptor. */
static void check_clean(void)
{
	ck_assert_int_eq(scratch_count_ending(".tmp"), 0);
	ck_assert_int_eq(fault_open_files(), 0);
}

static ino_t inode(const char *name)
{
	struct stat st;

	ck_assert_int_eq(stat(scratch_path(name), &st), 0);
	return st.st_ino;
}

START_TEST(backup_is_the_file_itself)
{
	struct err err;
	ino_t old;

	scratch_put("file", "old");
	scratch_put("file.bak", "older");
	old = inode("file");
	ck_assert_msg(replace_keeping("file", "new", &err), "%s", err.text);
	ck_assert_str_eq(scratch_get("file"), "new");
	ck_assert_str_eq(scratch_get("file.bak"), "old");
	ck_assert_uint_eq(inode("file.bak"), old);
	ck_assert_int_eq(scratch_count(), 2);
	check_clean();
}
END_TEST

START_TEST(backup_of_nothing_is_nothing)
{
	struct err err;

	ck_assert(replace_keeping("file", "new", &err));
	ck_assert_int_eq(scratch_count(), 1);
}
END_TEST

/* After a save that failed late, file and backup are one; rename does nothing then. */
START_TEST(backup_may_be_kept_twice)
{
	struct file_new out;
	struct err err;

	scratch_put("file", "old");
	ck_assert(file_begin(&out, fault_sys(), scratch_path("file"), &err));
	ck_assert(file_finish(&out, &err));
	ck_assert(file_keep_backup(&out, &err));
	ck_assert_uint_eq(inode("file"), inode("file.bak"));
	ck_assert(file_keep_backup(&out, &err));
	ck_assert_int_eq(scratch_count_ending(".tmp"), 1);	/* the new file's */
	file_cancel(&out);
	ck_assert_str_eq(scratch_get("file"), "old");
	ck_assert_str_eq(scratch_get("file.bak"), "old");
	ck_assert_int_eq(scratch_count(), 2);
	check_clean();
}
END_TEST

START_TEST(backup_is_copied_where_it_cannot_be_linked)
{
	static const int errors[] = { EPERM, EOPNOTSUPP, ENOTSUP, EMLINK, ENOSYS, EXDEV };
	char text[40001];
	struct err err;
	size_t i;

	memset(text, 'x', 40000);
	strcpy(text + 39990, "the end...");
	for (i = 0; i < ARRAY_LEN(errors); i++) {
		fault_reset();
		fault_at(FAULT_LINK, 1, errors[i], FAULT_ONCE);
		scratch_put("file", text);
		ck_assert_msg(replace_keeping("file", "new", &err), "row %zu: %s", i, err.text);
		ck_assert_str_eq(scratch_get("file.bak"), text);
		ck_assert_int_eq(fault_calls(FAULT_FSYNC), 3);	/* the copy is synced too */
		check_clean();
	}
}
END_TEST

START_TEST(backup_of_a_file_open_to_others_is_private)
{
	struct err err;

	scratch_put("file", "old");
	ck_assert_int_eq(chmod(scratch_path("file"), 0644), 0);
	ck_assert(replace_keeping("file", "new", &err));
	ck_assert_uint_eq(scratch_mode("file.bak"), 0600);
	ck_assert_str_eq(scratch_get("file.bak"), "old");
	check_clean();
}
END_TEST

/* Each drawn name is taken: that is told, and neither name is touched. */
START_TEST(backup_fails_where_every_name_is_taken)
{
	struct file_new out;
	struct err err;

	scratch_put("file", "old");
	scratch_put(".file.aaaaaaaa.tmp", "mine");
	ck_assert(file_begin(&out, fault_sys(), scratch_path("file"), &err));
	ck_assert(file_finish(&out, &err));
	fault_dice(0);
	ck_assert(!file_keep_backup(&out, &err));
	ck_assert_ptr_nonnull(strstr(err.text, strerror(EEXIST)));
	ck_assert_str_eq(scratch_get("file"), "old");
	ck_assert_str_eq(scratch_get(".file.aaaaaaaa.tmp"), "mine");
	ck_assert_int_eq(scratch_count(), 2);
	ck_assert_int_eq(fault_open_files(), 0);
}
END_TEST

static void make_pipe(const void *name)
{
	ck_assert_int_eq(unlink(scratch_path(name)), 0);
	ck_assert_int_eq(mkfifo(scratch_path(name), 0600), 0);
}

START_TEST(backup_that_cannot_be_kept_stops_the_save)
{
	struct err err;

	scratch_put("file", "old");
	ck_assert_int_eq(mkdir(scratch_path("file.bak"), 0700), 0);
	ck_assert(!replace_keeping("file", "new", &err));
	ck_assert_ptr_nonnull(strstr(err.text, strerror(EISDIR)));
	ck_assert_str_eq(scratch_get("file"), "old");
	check_clean();
	fault_at(FAULT_LINK, fault_calls(FAULT_LINK) + 1, ENOSPC, FAULT_ONCE);
	ck_assert(!replace_keeping("file", "new", &err));
	ck_assert_ptr_nonnull(strstr(err.text, strerror(ENOSPC)));
	fault_before(FAULT_FSYNC, fault_calls(FAULT_FSYNC) + 1, make_pipe, "file");
	ck_assert(!replace_keeping("file", "new", &err));
	ck_assert_ptr_nonnull(strstr(err.text, "not a file"));
	ck_assert_int_eq(scratch_count(), 2);
	check_clean();
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
		backup_is_the_file_itself, backup_of_nothing_is_nothing, backup_may_be_kept_twice,
		backup_is_copied_where_it_cannot_be_linked,
		backup_of_a_file_open_to_others_is_private,
		backup_fails_where_every_name_is_taken,
		backup_that_cannot_be_kept_stops_the_save
	};
	Suite *suite = suite_create("file, backup");
	TCase *tc = tcase_create("file, backup");
	size_t i;

	tcase_add_checked_fixture(tc, setup, scratch_close);
	for (i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
