/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of base/file: replacing and creating.  The backup: t_file_backup.c; when calls
 * fail: t_file_fault.c. */
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

static void setup(void)
{
	scratch_open();
	fault_reset();
}

static bool replace(const char *name, const char *text, struct err *err)
{
	return file_replace(fault_sys(), scratch_path(name), slice_of(text), err);
}

static bool create(const char *name, const char *text, struct err *err)
{
	return file_create(fault_sys(), scratch_path(name), slice_of(text), err);
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

START_TEST(replace_makes_and_replaces)
{
	struct err err = { .text = "untouched" };

	ck_assert(replace("file", "first", &err));
	ck_assert_str_eq(scratch_get("file"), "first");
	ck_assert(replace("file", "", &err));
	ck_assert_str_eq(scratch_get("file"), "");
	ck_assert(replace("file", "third and longer", &err));
	ck_assert_str_eq(scratch_get("file"), "third and longer");
	ck_assert_str_eq(err.text, "untouched");
	ck_assert_int_eq(fault_calls(FAULT_FSYNC), 6);	/* file and folder, each time */
	ck_assert_int_eq(scratch_count(), 1);
	check_clean();
}
END_TEST

START_TEST(replace_is_private_whatever_the_umask)
{
	static const mode_t masks[] = { 0, 022, 0277, 0777 };
	struct err err;
	size_t i;

	scratch_put("file", "wide");
	ck_assert_int_eq(chmod(scratch_path("file"), 0666), 0);
	for (i = 0; i < ARRAY_LEN(masks); i++) {
		mode_t before = umask(masks[i]);
		bool done = replace("file", "new", &err) && create("other", "new", &err);

		umask(before);
		ck_assert_msg(done, "%s", err.text);
		ck_assert_uint_eq(scratch_mode("file"), 0600);
		ck_assert_uint_eq(scratch_mode("other"), 0600);
		unlink(scratch_path("other"));
	}
}
END_TEST

static void check_private(const void *name)
{
	ck_assert_uint_eq(scratch_mode(name), 0600);
}

START_TEST(replace_is_private_from_the_first_byte)
{
	mode_t before = umask(0);
	struct err err;

	fault_dice(0);
	fault_before(FAULT_FCHMOD, 1, check_private, ".file.aaaaaaaa.tmp");
	ck_assert(replace("file", "new", &err));
	umask(before);
	ck_assert_int_eq(fault_calls(FAULT_FCHMOD), 1);
}
END_TEST

START_TEST(replace_keeps_links)
{
	struct err err;

	ck_assert_int_eq(mkdir(scratch_path("sub"), 0700), 0);
	scratch_put("sub/file", "old");
	ck_assert_int_eq(symlink("sub/file", scratch_path("link")), 0);
	ck_assert_int_eq(symlink("link", scratch_path("link-2")), 0);
	ck_assert_int_eq(symlink("sub/new", scratch_path("dangling")), 0);
	ck_assert(replace_keeping("link-2", "new", &err));
	ck_assert_str_eq(scratch_get("sub/file"), "new");
	ck_assert_str_eq(scratch_get("sub/file.bak"), "old");
	ck_assert(replace("dangling", "made", &err));
	ck_assert_str_eq(scratch_get("sub/new"), "made");
	ck_assert_int_eq(scratch_count(), 4);	/* the three links and sub */
	ck_assert_str_eq(scratch_get("link"), "new");
	check_clean();
}
END_TEST

START_TEST(replace_works_in_the_working_folder)
{
	struct err err;

	ck_assert_int_eq(chdir(scratch_path("")), 0);
	ck_assert_msg(file_replace(fault_sys(), "file", slice_of("here"), &err), "%s", err.text);
	ck_assert_int_eq(chdir("/"), 0);
	ck_assert_str_eq(scratch_get("file"), "here");
	check_clean();
}
END_TEST

START_TEST(replace_refuses_what_is_not_a_file)
{
	static const char *const names[] = {
		"", "folder", "folder/", "folder/.", "folder/..", "pipe", "no/folder", "file/below",
		"new/", "loop",
	};
	struct err err;
	size_t i;

	ck_assert_int_eq(mkdir(scratch_path("folder"), 0700), 0);
	ck_assert_int_eq(mkfifo(scratch_path("pipe"), 0600), 0);
	ck_assert_int_eq(symlink("loop", scratch_path("loop")), 0);
	scratch_put("file", "");
	for (i = 0; i < ARRAY_LEN(names); i++) {
		ck_assert_msg(!replace(names[i], "new", &err), "%s", names[i]);
		ck_assert_int_eq(err.kind, ERR_IO);
		ck_assert_msg(fault_calls(FAULT_WRITE) == 0, "%s: told too late", names[i]);
		ck_assert_msg(!create(names[i], "new", &err), "%s", names[i]);
	}
	ck_assert(!file_replace(fault_sys(), "", slice_of("new"), &err));
	ck_assert(!file_replace(fault_sys(), "/proc", slice_of("new"), &err));
	ck_assert_ptr_nonnull(strstr(err.text, "not a file"));
	ck_assert_int_eq(scratch_count(), 4);
	check_clean();
}
END_TEST

/* A name of LEN bytes, made of UNIT but for what must be filled up at its start. */
static void check_long_name(const char *unit, size_t len)
{
	size_t size = strlen(unit);
	size_t at = len % size;
	char name[256] = "";
	char temp[256] = ".";
	struct file_new out;
	struct err err;
	size_t kept = at;

	memset(name, 'y', at);
	for (; at < len; at += size)
		strcpy(name + at, unit);
	while (kept + size <= len && kept + size + strlen("..aaaaaaaa.tmp") <= 255)
		kept += size;
	strncat(temp, name, kept);
	strcat(temp, ".aaaaaaaa.tmp");
	fault_dice(0);
	ck_assert_msg(file_begin(&out, fault_sys(), scratch_path(name), &err), "%s", err.text);
	ck_assert_msg(scratch_has(temp), "%zu times '%s'", len, unit);
	ck_assert(file_finish(&out, &err) && file_commit(&out, &err));
	ck_assert(scratch_has(name));
}

/* The longest names leave no room for the temporary one: it is cut between characters. */
START_TEST(replace_takes_long_names)
{
	static const char *const units[] = { "x", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80" };
	size_t i, len;

	for (i = 0; i < ARRAY_LEN(units); i++)
		for (len = 236; len <= 255; len++)
			check_long_name(units[i], len);
	check_clean();
}
END_TEST

/* Where no character starts, nothing of the name is left. */
START_TEST(replace_takes_long_names_without_characters)
{
	char name[251] = "";
	struct file_new out;
	struct err err;

	memset(name, 0x80, 250);
	fault_dice(0);
	ck_assert_msg(file_begin(&out, fault_sys(), scratch_path(name), &err), "%s", err.text);
	ck_assert(scratch_has("..aaaaaaaa.tmp"));
	file_cancel(&out);
	check_clean();
}
END_TEST

START_TEST(writing_goes_on_after_short_and_interrupted_calls)
{
	char text[5001];
	struct err err;

	memset(text, 'x', 5000);
	strcpy(text + 4990, "the end...");
	fault_short(7);
	fault_at(FAULT_WRITE, 1, EINTR, FAULT_ONCE);
	fault_at(FAULT_WRITE, 3, EINTR, FAULT_ONCE);
	fault_at(FAULT_OPEN, 1, EINTR, FAULT_ONCE);
	fault_at(FAULT_OPEN, 3, EINTR, FAULT_ONCE);
	fault_at(FAULT_FSYNC, 1, EINTR, FAULT_ONCE);
	fault_at(FAULT_CLOSE, 1, EINTR, FAULT_ONCE);
	ck_assert_msg(replace("file", text, &err), "%s", err.text);
	ck_assert_str_eq(scratch_get("file"), text);
	ck_assert_int_eq(fault_hits(), 6);
	check_clean();
}
END_TEST

START_TEST(new_file_has_a_hidden_name_until_committed)
{
	struct file_new out;
	struct err err;

	scratch_put("file", "old");
	fault_dice(1);
	ck_assert(file_begin(&out, fault_sys(), scratch_path("file"), &err));
	ck_assert_uint_eq(scratch_mode(".file.bbbbbbbb.tmp"), 0600);
	ck_assert(file_write(&out, slice_of("new "), &err));
	ck_assert(file_write(&out, (struct slice){ NULL, 0 }, &err));
	ck_assert(file_write(&out, slice_of("words"), &err));
	ck_assert(file_finish(&out, &err));
	ck_assert_str_eq(scratch_get(".file.bbbbbbbb.tmp"), "new words");
	ck_assert_str_eq(scratch_get("file"), "old");
	ck_assert_str_eq(out.path, scratch_path("file"));
	ck_assert(file_commit(&out, &err));
	ck_assert_str_eq(scratch_get("file"), "new words");
	check_clean();
}
END_TEST

START_TEST(cancel_leaves_no_trace)
{
	struct file_new none = { 0 };
	struct file_new out;
	struct err err;
	int stage;

	scratch_put("file", "old");
	for (stage = 0; stage < 4; stage++) {
		ck_assert(file_begin(&out, fault_sys(), scratch_path("file"), &err));
		ck_assert(stage < 1 || file_write(&out, slice_of("new"), &err));
		ck_assert(stage < 2 || file_finish(&out, &err));
		ck_assert(stage < 3 || file_keep_backup(&out, &err));
		errno = EDOM;
		file_cancel(&out);
		file_cancel(&out);
		ck_assert_int_eq(errno, EDOM);
		ck_assert_str_eq(scratch_get("file"), "old");
		check_clean();
	}
	file_cancel(&none);
	ck_assert_int_eq(fcntl(0, F_GETFD) >= 0, 1);	/* it did not close descriptor 0 */
}
END_TEST

/* A taken name is not touched, be it a file or a link laid there as a trap. */
START_TEST(taken_temporary_names_are_left_alone)
{
	struct err err;

	scratch_put(".file.aaaaaaaa.tmp", "mine");
	ck_assert_int_eq(symlink("trap", scratch_path(".other.aaaaaaaa.tmp")), 0);
	fault_dice(0);
	ck_assert(!replace("file", "new", &err));
	ck_assert_ptr_nonnull(strstr(err.text, strerror(EEXIST)));
	ck_assert(!replace("other", "new", &err));
	ck_assert_str_eq(scratch_get(".file.aaaaaaaa.tmp"), "mine");
	ck_assert_int_eq(scratch_count(), 2);
	ck_assert_int_eq(fault_open_files(), 0);
	fault_dice(-1);
	ck_assert(replace("file", "new", &err));
	ck_assert_str_eq(scratch_get("file"), "new");
}
END_TEST

static void throw(const void *byte)
{
	fault_dice(*(const int *)byte);
}

START_TEST(another_name_is_drawn_when_one_is_taken)
{
	static const int b = 1, d = 3;
	struct err err;

	scratch_put("file", "old");
	scratch_put(".file.aaaaaaaa.tmp", "mine");
	scratch_put(".file.bbbbbbbb.tmp", "mine too");
	fault_dice(0);
	fault_before(FAULT_OPEN, 3, throw, &b);	/* the folder is the first */
	fault_before(FAULT_OPEN, 4, throw, &d);
	ck_assert_msg(replace("file", "new", &err), "%s", err.text);
	ck_assert_int_eq(fault_calls(FAULT_OPEN), 5);
	fault_reset();
	fault_dice(2);
	fault_before(FAULT_LINK, 1, throw, &b);
	fault_before(FAULT_LINK, 2, throw, &d);
	ck_assert_msg(replace_keeping("file", "newer", &err), "%s", err.text);
	ck_assert_int_eq(fault_calls(FAULT_LINK), 3);
	ck_assert_str_eq(scratch_get("file.bak"), "new");
	ck_assert_str_eq(scratch_get(".file.aaaaaaaa.tmp"), "mine");
	ck_assert_str_eq(scratch_get(".file.bbbbbbbb.tmp"), "mine too");
	ck_assert_int_eq(scratch_count(), 4);
}
END_TEST

START_TEST(create_never_replaces)
{
	struct err err;

	ck_assert(create("file", "first", &err));
	ck_assert_str_eq(scratch_get("file"), "first");
	ck_assert(!create("file", "second", &err));
	ck_assert_int_eq(err.kind, ERR_CHANGED);
	ck_assert_ptr_nonnull(strstr(err.text, scratch_path("file")));
	ck_assert_str_eq(scratch_get("file"), "first");
	check_clean();
}
END_TEST

static void put_first(const void *name)
{
	scratch_put(name, "theirs");
}

START_TEST(create_sees_who_was_faster)
{
	static const int errors[] = { 0, EPERM, EOPNOTSUPP };	/* of linking; 0: links work */
	struct err err;
	size_t i;

	for (i = 0; i < ARRAY_LEN(errors); i++) {
		fault_reset();
		unlink(scratch_path("file"));
		if (errors[i])
			fault_at(FAULT_LINK, 1, errors[i], FAULT_ONCE);
		fault_before(FAULT_LINK, 1, put_first, "file");
		ck_assert_msg(!create("file", "ours", &err), "row %zu", i);
		ck_assert_int_eq(err.kind, ERR_CHANGED);
		ck_assert_str_eq(scratch_get("file"), "theirs");
		check_clean();
		unlink(scratch_path("file"));
		ck_assert_msg(create("file", "ours", &err), "row %zu: %s", i, err.text);
		ck_assert_str_eq(scratch_get("file"), "ours");
		check_clean();
	}
}
END_TEST

START_TEST(create_fails_as_linking_does)
{
	struct err err;

	fault_at(FAULT_LINK, 1, ENOSPC, FAULT_ONCE);
	ck_assert(!create("file", "new", &err));
	ck_assert_ptr_nonnull(strstr(err.text, strerror(ENOSPC)));
	ck_assert_int_eq(scratch_count(), 0);
	check_clean();
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
		replace_makes_and_replaces, replace_is_private_whatever_the_umask,
		replace_is_private_from_the_first_byte, replace_keeps_links,
		replace_works_in_the_working_folder, replace_refuses_what_is_not_a_file,
		replace_takes_long_names, replace_takes_long_names_without_characters,
		writing_goes_on_after_short_and_interrupted_calls,
		new_file_has_a_hidden_name_until_committed, cancel_leaves_no_trace,
		taken_temporary_names_are_left_alone, another_name_is_drawn_when_one_is_taken,
		create_never_replaces, create_sees_who_was_faster, create_fails_as_linking_does
	};
	Suite *suite = suite_create("file");
	TCase *tc = tcase_create("file");
	size_t i;

	tcase_add_checked_fixture(tc, setup, scratch_close);
	for (i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
