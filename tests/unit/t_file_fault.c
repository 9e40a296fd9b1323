/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of base/file when calls fail: whatever fails, whenever, the old file is
 * whole, nothing stays behind, and what is returned is true. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdio.h>
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
	if (access("/dev/shm", W_OK | X_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 0);	/* syncing costs nothing there */
	scratch_open();
	fault_reset();
}

static bool write_new(struct file_new *out, struct err *err)
{
	return file_begin(out, fault_sys(), scratch_path("file"), err) &&
	       file_write(out, slice_of("new "), err) &&
	       file_write(out, slice_of("words"), err) && file_finish(out, err);
}

static bool replace(struct err *err)
{
	struct file_new out;

	return write_new(&out, err) && file_commit(&out, err);
}

static bool replace_keeping(struct err *err)
{
	struct file_new out;

	return write_new(&out, err) && file_keep_backup(&out, err) && file_commit(&out, err);
}

static bool create(struct err *err)
{
	struct file_new out;

	return write_new(&out, err) && file_commit_new(&out, err);
}

/* One way to save, swept: its calls fail one after the other. */
struct way {
	const char *name;
	bool (*save)(struct err *err);
	const char *old;	/* what stands there before, NULL: nothing */
	mode_t mode;
	const char *backup;	/* and as .bak */
	int no_links;		/* the error of linking, 0: links work */
};

static const struct way ways[] = {
	{ "replace", replace, "old words", 0600, NULL, 0 },
	{ "replace nothing", replace, NULL, 0, NULL, 0 },
	{ "create", create, NULL, 0, NULL, 0 },
	{ "create without links", create, NULL, 0, NULL, EPERM },
	{ "keep", replace_keeping, "old words", 0600, "older words", 0 },
	{ "keep the first", replace_keeping, "old words", 0600, NULL, 0 },
	{ "keep a copy", replace_keeping, "old words", 0600, "older words", EMLINK },
	{ "keep a copy of a wide file", replace_keeping, "old words", 0644, NULL, 0 },
};

static void prepare(const struct way *way)
{
	scratch_close();
	scratch_open();
	if (way->old) {
		scratch_put("file", way->old);
		chmod(scratch_path("file"), way->mode);
	}
	if (way->backup)
		scratch_put("file.bak", way->backup);
	fault_reset();
	if (way->no_links)
		fault_at(FAULT_LINK, 1, way->no_links, FAULT_FROM);
}

/* What stands there is what the return value says. */
static void check_file(const struct way *way, const char *row, bool saved, const struct err *err)
{
	bool unsynced = !saved && strstr(err->text, "could not be synced");
	const char *old = way->old ? way->old : "(absent)";

	ck_assert_msg(strcmp(scratch_get("file"), saved || unsynced ? "new words" : old) == 0,
		      "%s: the file holds '%s' (%s)", row, scratch_get("file"), err->text);
	ck_assert_msg(saved == (strcmp(err->text, "untouched") == 0), "%s: '%s'", row, err->text);
	ck_assert_msg(!unsynced || fault_last() == FAULT_FSYNC || fault_last() == FAULT_CLOSE,
		      "%s: %s", row, err->text);
}

static void check_backup(const struct way *way, const char *row, bool saved)
{
	const char *backup = scratch_get("file.bak");
	bool kept = way->old && strcmp(backup, way->old) == 0;

	if (way->save == replace_keeping && saved)
		ck_assert_msg(kept, "%s: the backup holds '%s'", row, backup);
	else if (way->save != replace_keeping || !kept)
		ck_assert_msg(strcmp(backup, way->backup ? way->backup : "(absent)") == 0,
			      "%s: the backup holds '%s'", row, backup);
	if (kept)
		ck_assert_msg(scratch_mode("file.bak") == 0600, "%s", row);
}

/* Saves with the call N failing, and no read or write moving more than LENGTH bytes (0: as
 * the system does); returns false when there was no such call. */
static bool sweep_one(const struct way *way, int n, int error, enum fault_span span,
		      size_t length)
{
	struct err err = { .text = "untouched" };
	char row[200];
	bool saved;

	prepare(way);
	fault_short(length);
	fault_at(FAULT_ANY, n, error, span);
	saved = way->save(&err);
	if (fault_calls(FAULT_ANY) < n)
		return false;
	snprintf(row, sizeof(row), "%s, %s %s call %d (%s)", way->name, strerror(error),
		 span == FAULT_FROM ? "from" : "at", n, fault_name(fault_last()));
	check_file(way, row, saved, &err);
	check_backup(way, row, saved);
	ck_assert_msg(saved || strstr(err.text, strerror(error)), "%s: '%s'", row, err.text);
	ck_assert_msg(fault_open_files() == 0, "%s: left open", row);
	if (span != FAULT_FROM && fault_last() != FAULT_UNLINK)
		ck_assert_msg(scratch_count_ending(".tmp") == 0, "%s: left behind", row);
	return true;
}

START_TEST(no_failing_call_harms)
{
	static const struct { int error; enum fault_span span; } rows[] = {
		{ EIO, FAULT_ONCE }, { EIO, FAULT_FROM }, { ENOSPC, FAULT_ONCE },
		{ ENOSPC, FAULT_FROM }, { EDQUOT, FAULT_ONCE }, { EDQUOT, FAULT_FROM },
		{ EACCES, FAULT_ONCE }, { EACCES, FAULT_FROM }, { EROFS, FAULT_ONCE },
		{ EROFS, FAULT_FROM }, { EMFILE, FAULT_ONCE }, { EMFILE, FAULT_FROM },
		{ ESTALE, FAULT_ONCE }, { ESTALE, FAULT_FROM }, { EINTR, FAULT_ONCE },
	};
	const struct way *way = &ways[_i];
	size_t i, length;
	int n;

	for (i = 0; i < ARRAY_LEN(rows); i++)
		for (length = 0; length <= 3; length += 3) {
			for (n = 1; sweep_one(way, n, rows[i].error, rows[i].span, length); n++)
				;
			ck_assert_msg(n > 12, "only %d calls were seen", n);
		}
}
END_TEST

/* What a medium says at the very end counts: at the sync, at the size, at the close. */
START_TEST(finish_believes_nobody)
{
	static const struct { enum fault_kind kind; int nth; int error; int said; } rows[] = {
		{ FAULT_FSYNC, 1, EIO, EIO }, { FAULT_FSYNC, 1, ENOSPC, ENOSPC },
		{ FAULT_FSYNC, 1, EINVAL, EINVAL }, { FAULT_CLOSE, 1, EDQUOT, EDQUOT },
		{ FAULT_WRITE, 1, 0, EIO }, { FAULT_WRITE, 2, 0, EIO },	/* lost */
		{ FAULT_FSTAT, 1, EIO, EIO },
	};
	size_t i;

	scratch_put("file", "old");
	for (i = 0; i < ARRAY_LEN(rows); i++) {
		struct err err = { .text = "" };
		struct file_new out;

		fault_reset();
		fault_at(rows[i].kind, rows[i].nth, rows[i].error, FAULT_ONCE);
		ck_assert_msg(!write_new(&out, &err), "row %zu", i);
		ck_assert_msg(strstr(err.text, strerror(rows[i].said)), "row %zu: %s", i, err.text);
		ck_assert_msg(fault_calls(FAULT_FSYNC) == 1, "row %zu: synced again", i);
		ck_assert_int_eq(scratch_count(), 1);
		ck_assert_int_eq(fault_open_files(), 0);
		file_cancel(&out);
	}
}
END_TEST

/* The first failure is the one that is told, whatever fails while cleaning up. */
START_TEST(first_failure_is_told)
{
	struct err err;

	fault_at(FAULT_FSYNC, 1, ENOSPC, FAULT_ONCE);
	fault_at(FAULT_CLOSE, 1, EIO, FAULT_FROM);
	fault_at(FAULT_UNLINK, 1, EACCES, FAULT_FROM);
	ck_assert(!replace(&err));
	ck_assert_ptr_nonnull(strstr(err.text, strerror(ENOSPC)));
	ck_assert_int_eq(fault_open_files(), 0);
	fault_reset();
	scratch_put("file", "old");
	fault_at(FAULT_LINK, 1, EMLINK, FAULT_ONCE);
	fault_at(FAULT_READ, 1, ESTALE, FAULT_ONCE);
	fault_at(FAULT_CLOSE, 2, EIO, FAULT_FROM);
	ck_assert(!replace_keeping(&err));
	ck_assert_ptr_nonnull(strstr(err.text, strerror(ESTALE)));
}
END_TEST

START_TEST(writes_that_make_no_way_fail)
{
	struct sys sys = *fault_sys();
	struct err err;

	fault_at(FAULT_READ, 1, 0, FAULT_FROM);
	/* A write that moves nothing and gives no reason, as a read at the end does. */
	sys.write = (ssize_t (*)(int, const void *, size_t))sys.read;
	ck_assert(!file_replace(&sys, scratch_path("file"), slice_of("new"), &err));
	ck_assert_ptr_nonnull(strstr(err.text, strerror(EIO)));
	ck_assert_int_eq(scratch_count(), 0);
}
END_TEST

START_TEST(folder_that_does_not_sync_is_told)
{
	bool (*const saves[])(struct err *) = { replace, create };
	struct err err;
	size_t i;

	for (i = 0; i < ARRAY_LEN(saves); i++) {
		fault_reset();
		unlink(scratch_path("file"));
		fault_at(FAULT_FSYNC, 2, EIO, FAULT_ONCE);
		ck_assert(!saves[i](&err));
		ck_assert_int_eq(err.kind, ERR_IO);
		ck_assert_ptr_nonnull(strstr(err.text, "is written, but its folder could not"));
		ck_assert_ptr_nonnull(strstr(err.text, strerror(EIO)));
		ck_assert_int_eq(fault_calls(FAULT_FSYNC), 2);
		ck_assert_str_eq(scratch_get("file"), "new words");
		ck_assert_int_eq(scratch_count(), 1);
	}
}
END_TEST

/* Some file systems know no sync of folders, and some keep no permissions. */
START_TEST(poor_file_systems_will_do)
{
	static const struct { enum fault_kind kind; int nth; int error; } rows[] = {
		{ FAULT_FSYNC, 2, EINVAL }, { FAULT_FCHMOD, 1, EPERM },
		{ FAULT_FCHMOD, 1, EOPNOTSUPP }, { FAULT_FCHMOD, 1, ENOSYS },
	};
	struct err err;
	size_t i;

	for (i = 0; i < ARRAY_LEN(rows); i++) {
		fault_reset();
		fault_at(rows[i].kind, rows[i].nth, rows[i].error, FAULT_ONCE);
		ck_assert_msg(replace(&err), "row %zu: %s", i, err.text);
		ck_assert_int_eq(fault_hits(), 1);
	}
}
END_TEST

/* A network file system may say no after doing it. */
START_TEST(what_was_done_after_all_counts)
{
	struct err err;

	scratch_put("file", "old");
	fault_at(FAULT_RENAME, 1, ENOENT, FAULT_LATE);
	ck_assert_msg(replace(&err), "%s", err.text);
	ck_assert_str_eq(scratch_get("file"), "new words");
	fault_reset();
	fault_at(FAULT_RENAME, 1, EIO, FAULT_LATE);
	ck_assert_msg(replace_keeping(&err), "%s", err.text);
	fault_reset();
	unlink(scratch_path("file"));
	fault_at(FAULT_LINK, 1, EEXIST, FAULT_LATE);
	ck_assert_msg(create(&err), "%s", err.text);
	ck_assert_str_eq(scratch_get("file"), "new words");
	ck_assert_int_eq(scratch_count(), 2);
}
END_TEST

static int on_another_disk(int dir, const char *path, struct stat *st, int flags)
{
	int failed = fault_sys()->fstatat(dir, path, st, flags);

	st->st_dev++;
	return failed;
}

/* The same number on another disk is another file: what was said to fail has failed. */
START_TEST(a_file_is_known_by_its_disk_too)
{
	struct sys sys = *fault_sys();
	struct err err;

	sys.fstatat = on_another_disk;
	fault_at(FAULT_RENAME, 1, EIO, FAULT_LATE);
	ck_assert(!file_replace(&sys, scratch_path("file"), slice_of("new"), &err));
	ck_assert_ptr_nonnull(strstr(err.text, strerror(EIO)));
}
END_TEST

/* A rename that says yes and does nothing is beyond us to see, but harms nothing. */
START_TEST(temporary_is_removed_even_when_unneeded)
{
	struct err err;

	scratch_put("file", "old");
	fault_at(FAULT_RENAME, 1, 0, FAULT_ONCE);
	(void)replace(&err);
	ck_assert_str_eq(scratch_get("file"), "old");
	ck_assert_int_eq(scratch_count(), 1);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { finish_believes_nobody, first_failure_is_told,
		writes_that_make_no_way_fail, folder_that_does_not_sync_is_told,
		poor_file_systems_will_do, what_was_done_after_all_counts,
		a_file_is_known_by_its_disk_too,
		temporary_is_removed_even_when_unneeded };
	Suite *suite = suite_create("file, failing");
	TCase *tc = tcase_create("failing");
	size_t i;

	tcase_add_checked_fixture(tc, setup, scratch_close);
	for (i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	tcase_add_loop_test(tc, no_failing_call_harms, 0, ARRAY_LEN(ways));
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
