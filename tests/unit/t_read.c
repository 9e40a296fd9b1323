/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of base/file: reading. */
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
#include "fault.h"
#include "scratch.h"
#include "suite.h"

enum { MAX = 100000 };

static void setup(void)
{
	scratch_open();
	fault_reset();
}

/* Reads NAME and compares: WANT is what it holds, or NULL for a failure of KIND. */
static void check_read(const char *name, size_t max, const char *want, enum err_kind kind)
{
	struct err err = { .text = "untouched" };
	struct buf out;
	enum file_found found;

	buf_init(&out, MAX);
	buf_add_str(&out, "left over");
	found = file_read(fault_sys(), scratch_path(name), max, &out, &err);
	if (want) {
		ck_assert_msg(found == FILE_READ, "%s: %s", name, err.text);
		ck_assert_str_eq(out.data, want);
		ck_assert_str_eq(err.text, "untouched");
	} else {
		ck_assert_msg(found == FILE_FAILED, "%s", name);
		ck_assert_int_eq(err.kind, kind);
		ck_assert_ptr_nonnull(strstr(err.text, name));
		ck_assert_str_eq(out.data, "");
	}
	ck_assert_int_eq(fault_open_files(), 0);
	buf_release(&out);
}

START_TEST(read_takes_the_whole_file)
{
	char *text = mem_zero(50001, 1);

	memset(text, 'x', 50000);
	text[49999] = 'y';
	scratch_put("empty", "");
	scratch_put("small", "some words\n");
	scratch_put("large", text);
	check_read("empty", MAX, "", 0);
	check_read("empty", 0, "", 0);
	check_read("small", MAX, "some words\n", 0);
	check_read("large", MAX, text, 0);
	fault_short(7);
	check_read("large", MAX, text, 0);
	ck_assert_int_eq(symlink("small", scratch_path("link")), 0);
	check_read("link", MAX, "some words\n", 0);
	free(text);
}
END_TEST

START_TEST(read_keeps_to_its_limit)
{
	struct err err;
	struct buf out;

	scratch_put("file", "12345");
	check_read("file", 5, "12345", 0);
	check_read("file", 4, NULL, ERR_TOO_BIG);
	check_read("file", 0, NULL, ERR_TOO_BIG);
	ck_assert_int_eq(fault_calls(FAULT_READ), 2);	/* refused before reading */
	buf_init(&out, 4);
	ck_assert_int_eq(file_read(fault_sys(), scratch_path("file"), 9, &out, &err), FILE_FAILED);
	ck_assert_int_eq(err.kind, ERR_TOO_BIG);
	ck_assert_uint_eq(out.len, 0);
	ck_assert(!out.full);
	buf_release(&out);
}
END_TEST

START_TEST(read_allocates_by_what_is_there)
{
	struct err err;
	struct buf out;

	scratch_put("file", "12345");
	ck_assert_int_eq(truncate(scratch_path("file"), (off_t)1 << 40), 0);
	check_read("file", MAX, NULL, ERR_TOO_BIG);
	/* The kernel says 0 for files of its own. */
	buf_init(&out, MAX);
	ck_assert_int_eq(file_read(sys_real(), "/proc/self/status", MAX, &out, &err), FILE_READ);
	ck_assert(slice_starts(slice_buf(&out), "Name:"));
	buf_release(&out);
}
END_TEST

static void append(const void *name)
{
	int fd = open(scratch_path(name), O_WRONLY | O_APPEND | O_CLOEXEC);

	ck_assert_int_eq(write(fd, "678", 3), 3);
	close(fd);
}

START_TEST(read_sees_a_file_that_grows)
{
	scratch_put("file", "12345");
	fault_before(FAULT_READ, 1, append, "file");
	check_read("file", 8, "12345678", 0);
	fault_before(FAULT_READ, 4, append, "file");
	check_read("file", 10, NULL, ERR_TOO_BIG);
}
END_TEST

START_TEST(read_refuses_what_is_not_a_file)
{
	ck_assert_int_eq(mkdir(scratch_path("folder"), 0700), 0);
	ck_assert_int_eq(mkfifo(scratch_path("pipe"), 0600), 0);	/* nobody writes: no waiting */
	scratch_put("file", "");
	check_read("folder", MAX, NULL, ERR_IO);
	check_read("pipe", MAX, NULL, ERR_IO);
	check_read("file/below", MAX, NULL, ERR_IO);
}
END_TEST

START_TEST(read_tells_absent_from_failed)
{
	static const char *const names[] = { "nothing", "no/folder", "dangling" };
	struct err err = { .text = "untouched" };
	struct buf out;
	size_t i;

	ck_assert_int_eq(symlink("nowhere", scratch_path("dangling")), 0);
	buf_init(&out, MAX);
	for (i = 0; i < ARRAY_LEN(names); i++) {
		buf_add_str(&out, "left over");
		ck_assert_msg(file_read(fault_sys(), scratch_path(names[i]), MAX, &out, &err) ==
			      FILE_ABSENT, "%s", names[i]);
		ck_assert_str_eq(err.text, "untouched");
		ck_assert_uint_eq(out.len, 0);
	}
	buf_release(&out);
}
END_TEST

START_TEST(read_fails_as_its_calls_do)
{
	static const struct { enum fault_kind kind; int nth; int error; bool read; } rows[] = {
		{ FAULT_OPEN, 1, EACCES, false }, { FAULT_OPEN, 1, EINTR, true },
		{ FAULT_FSTAT, 1, EIO, false },
		{ FAULT_READ, 1, EIO, false }, { FAULT_READ, 1, EINTR, true },
		{ FAULT_READ, 2, EIO, false }, { FAULT_READ, 2, EINTR, true },
		{ FAULT_CLOSE, 1, EIO, true },
	};
	size_t i;

	scratch_put("file", "words");
	for (i = 0; i < ARRAY_LEN(rows); i++) {
		fault_reset();
		fault_at(rows[i].kind, rows[i].nth, rows[i].error, FAULT_ONCE);
		check_read("file", MAX, rows[i].read ? "words" : NULL, ERR_IO);
		ck_assert_msg(fault_hits() == 1, "row %zu", i);
	}
}
END_TEST

START_TEST(read_at_keeps_to_its_folder)
{
	static const struct { const char *name; enum file_found want; } rows[] = {
		{ "file", FILE_READ }, { "nothing", FILE_ABSENT }, { "link", FILE_FAILED },
		{ "dangling", FILE_FAILED }, { "folder", FILE_FAILED }, { "..", FILE_FAILED },
		{ ".", FILE_FAILED }, { "folder/file", FILE_FAILED }, { "/etc/passwd", FILE_FAILED },
		{ "./file", FILE_FAILED }, { "", FILE_ABSENT },
	};
	int dir = open(scratch_path(""), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct buf out;
	size_t i;

	scratch_put("file", "words");
	ck_assert_int_eq(mkdir(scratch_path("folder"), 0700), 0);
	scratch_put("folder/file", "others");
	ck_assert_int_eq(symlink("file", scratch_path("link")), 0);
	ck_assert_int_eq(symlink("nowhere", scratch_path("dangling")), 0);
	buf_init(&out, MAX);
	for (i = 0; i < ARRAY_LEN(rows); i++) {
		struct err err = { .text = "" };
		enum file_found found = file_read_at(fault_sys(), dir, rows[i].name, MAX, &out, &err);

		ck_assert_msg(found == rows[i].want, "'%s': %d %s", rows[i].name, found, err.text);
		ck_assert_str_eq(out.data, found == FILE_READ ? "words" : "");
		ck_assert_int_eq(!*err.text, found != FILE_FAILED);
	}
	fault_at(FAULT_OPEN, fault_calls(FAULT_OPEN) + 1, EACCES, FAULT_ONCE);
	ck_assert_int_eq(file_read_at(fault_sys(), dir, "file", MAX, &out, &(struct err){ 0 }),
			 FILE_FAILED);
	ck_assert_int_eq(fault_open_files(), 0);
	buf_release(&out);
	close(dir);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
		read_takes_the_whole_file, read_keeps_to_its_limit, read_allocates_by_what_is_there,
		read_sees_a_file_that_grows, read_refuses_what_is_not_a_file,
		read_tells_absent_from_failed, read_fails_as_its_calls_do,
		read_at_keeps_to_its_folder
	};
	Suite *suite = suite_create("read");
	TCase *tc = tcase_create("read");
	size_t i;

	tcase_add_checked_fixture(tc, setup, scratch_close);
	for (i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
