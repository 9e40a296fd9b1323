/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of base/file and base/temp: a file kept aside, one written over, names of temporaries. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/temp.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"

static void setup(void)
{
	scratch_open();
	fault_reset();
}

static bool keep(const char *name, const char *aside, struct err *err)
{
	return file_keep_aside(fault_sys(), scratch_path(name), scratch_path(aside), err);
}

static bool overwrite(const char *name, const char *text, struct err *err)
{
	return file_overwrite(fault_sys(), scratch_path(name), slice_of(text), err);
}

/* Nothing else is in the folder than COUNT names, and nothing is open. */
static void check_clean(int count)
{
	ck_assert_int_eq(scratch_count(), count);
	ck_assert_int_eq(scratch_count_ending(".tmp"), 0);
	ck_assert_int_eq(fault_open_files(), 0);
}

START_TEST(a_file_kept_aside_is_kept_whole)
{
	struct err err;

	scratch_put("file", "damaged");
	ck_assert_msg(keep("file", "aside", &err), "%s", err.text);
	ck_assert_str_eq(scratch_get("aside"), "damaged");
	ck_assert_str_eq(scratch_get("file"), "damaged");
	ck_assert(!keep("file", "aside", &err));	/* there is one already */
	ck_assert_int_eq(err.kind, ERR_CHANGED);
	scratch_put("taken", "other words");
	ck_assert(!keep("file", "taken", &err));
	ck_assert_int_eq(err.kind, ERR_CHANGED);
	ck_assert_str_eq(scratch_get("taken"), "other words");
	fault_at(FAULT_LINK, 1, EPERM, FAULT_FROM);
	ck_assert_msg(keep("file", "copy", &err), "%s", err.text);
	ck_assert_str_eq(scratch_get("copy"), "damaged");
	ck_assert_int_eq(chdir(scratch_path("")), 0);
	ck_assert_msg(file_keep_aside(fault_sys(), "file", "here", &err), "%s", err.text);
	ck_assert_int_eq(chdir("/"), 0);
	ck_assert_str_eq(scratch_get("here"), "damaged");
	check_clean(5);
}
END_TEST

START_TEST(what_cannot_be_kept_aside_is_told)
{
	static const struct { const char *name, *aside; int said; } rows[] = {
		{ "file", "nowhere/aside", ENOENT }, { "absent", "aside", ENOENT },
		{ "folder", "aside", 0 },
	};
	struct err err;

	scratch_put("file", "damaged");
	ck_assert_int_eq(mkdir(scratch_path("folder"), 0700), 0);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		ck_assert_msg(!keep(rows[i].name, rows[i].aside, &err), "row %zu", i);
		ck_assert_msg(strstr(err.text, rows[i].said ? strerror(rows[i].said) :
				     "not a file"), "row %zu: %s", i, err.text);
		check_clean(2);
	}
	fault_at(FAULT_LINK, 1, EIO, FAULT_FROM);
	ck_assert(!keep("file", "aside", &err));
	ck_assert_ptr_nonnull(strstr(err.text, strerror(EIO)));
	check_clean(2);
}
END_TEST

START_TEST(a_file_is_written_over_whole)
{
	struct err err;

	scratch_put("file", "what was there was longer");
	fault_short(3);
	fault_at(FAULT_PWRITE, 2, EINTR, FAULT_ONCE);
	fault_at(FAULT_FTRUNCATE, 1, EINTR, FAULT_ONCE);
	ck_assert_msg(overwrite("file", "new words", &err), "%s", err.text);
	ck_assert_str_eq(scratch_get("file"), "new words");
	ck_assert_int_eq(fault_calls(FAULT_FSYNC), 1);
	check_clean(1);
}
END_TEST

/* Whatever says no, or says yes and has not done it, is found out. */
START_TEST(a_file_not_written_over_is_told)
{
	static const struct { enum fault_kind kind; int nth, error; const char *said; } rows[] = {
		{ FAULT_OPEN, 1, EACCES, NULL }, { FAULT_FSTAT, 1, EIO, NULL },
		{ FAULT_PWRITE, 1, EIO, NULL }, { FAULT_FTRUNCATE, 1, EROFS, NULL },
		{ FAULT_FSYNC, 1, EIO, NULL }, { FAULT_CLOSE, 1, EIO, NULL },
		{ FAULT_OPEN, 2, ESTALE, NULL }, { FAULT_READ, 1, EIO, NULL },
		{ FAULT_PWRITE, 1, 0, "read back" }, { FAULT_FTRUNCATE, 1, 0, "larger" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct err err = { .text = "" };

		scratch_put("file", "what was there was longer");
		fault_reset();
		fault_at(rows[i].kind, rows[i].nth, rows[i].error, FAULT_ONCE);
		ck_assert_msg(!overwrite("file", "new words", &err), "row %zu", i);
		ck_assert_msg(strstr(err.text, rows[i].said ? rows[i].said :
				     strerror(rows[i].error)), "row %zu: %s", i, err.text);
		check_clean(1);
	}
}
END_TEST

START_TEST(only_a_file_is_written_over)
{
	struct err err;
	int reader;

	ck_assert(!overwrite("absent", "x", &err));
	ck_assert_int_eq(mkfifo(scratch_path("pipe"), 0600), 0);
	ck_assert_int_eq(symlink("file", scratch_path("link")), 0);
	scratch_put("file", "old");
	ck_assert(!overwrite("pipe", "x", &err));
	reader = open(scratch_path("pipe"), O_RDONLY | O_NONBLOCK);
	ck_assert(!overwrite("pipe", "x", &err));
	ck_assert_ptr_nonnull(strstr(err.text, strerror(EINVAL)));
	close(reader);
	ck_assert(!overwrite("link", "x", &err));
	ck_assert_str_eq(scratch_get("file"), "old");
	check_clean(3);
}
END_TEST

START_TEST(names_of_temporaries_are_known)
{
	static const struct { const char *name, *target; } rows[] = {
		{ ".file.abcdefgh.tmp", "file" }, { ".x.abcd2345.tmp", "x" },
		{ ".a.b.c.abcdefgh.tmp", "a.b.c" }, { "..abcdefgh.tmp", NULL },
		{ "file.abcdefgh.tmp", NULL }, { ".file.abcdefgh.tmq", NULL },
		{ ".file.abcdefg1.tmp", NULL }, { ".file.abcdefgh.tmp2", NULL },
		{ ".file-abcdefgh.tmp", NULL }, { ".file.abcdefghi.tm", NULL }, { ".tmp", NULL },
		{ "", NULL },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char *target = temp_target(rows[i].name);

		ck_assert_msg(!target == !rows[i].target, "row %zu", i);
		if (target)
			ck_assert_str_eq(target, rows[i].target);
		free(target);
	}
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
		a_file_kept_aside_is_kept_whole, what_cannot_be_kept_aside_is_told,
		a_file_is_written_over_whole, a_file_not_written_over_is_told,
		only_a_file_is_written_over, names_of_temporaries_are_known
	};
	Suite *suite = suite_create("file, aside");
	TCase *tc = tcase_create("file, aside");

	tcase_add_checked_fixture(tc, setup, scratch_close);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
