/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/journal on a real disk: what it opens and refuses, and files that go away. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "answers/journal.h"
#include "base/mem.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"

static void setup(void)
{
	if (access("/dev/shm", W_OK | X_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 0);
	scratch_open();
	fault_reset();
}

static void open_on(struct journal *j, const char *path)
{
	struct err err = { .text = "" };

	ck_assert_msg(journal_open(j, fault_sys(), path, &err), "%s", err.text);
}

static bool write_text(struct journal *j, const char *text, struct err *err)
{
	return journal_write(j, hash_of(slice_of("base")), slice_of(text), err);
}

static void write_ok(struct journal *j, const char *text)
{
	struct err err = { .text = "" };

	ck_assert_msg(write_text(j, text, &err), "%s", err.text);
}

/* What is read in "j", for free(); "" for nothing. */
static char *read_ok(void)
{
	struct err err = { .text = "" };
	struct journal_record r;

	switch (journal_read(sys_real(), scratch_path("j"), &r, &err)) {
	case JOURNAL_FAILED:
		ck_abort_msg("%s", err.text);
	case JOURNAL_NOTHING:
		return mem_string("");
	case JOURNAL_RECORD:
		break;
	}
	return buf_steal(&r.payload);
}

static void check_reads(const char *text)
{
	char *read = read_ok();

	ck_assert_str_eq(read, text);
	free(read);
}

static void make_link(void)
{
	scratch_put("other", "");
	ck_assert_int_eq(symlink("other", scratch_path("j")), 0);
}

static void make_folder(void)
{
	ck_assert_int_eq(mkdir(scratch_path("j"), 0700), 0);
}

static void make_pipe(void)
{
	ck_assert_int_eq(mkfifo(scratch_path("j"), 0600), 0);
}

static void make_diary(void)
{
	scratch_put("j", "Dear diary");
}

static void make_short_diary(void)
{
	scratch_put("j", "D");
}

static void make_later_journal(void)
{
	scratch_put("j", "\xFFlpjrnl\x02 of a later version");
}

static void make_half_a_magic(void)
{
	scratch_put("j", "\xFFlpj");
}

static void make_nothing(void)
{
}

static int foreign_fstat(int fd, struct stat *st)
{
	int failed = sys_real()->fstat(fd, st);

	st->st_uid++;
	return failed;
}

/* What may be opened, what is said otherwise, and what is there afterwards. */
START_TEST(only_a_journal_of_ours_is_opened)
{
	static const struct {
		void (*make)(void);
		const char *said;	/* NULL: it opens */
		const char *reading;	/* what reading says, NULL: that there is no record */
	} rows[] = {
		{ make_nothing, NULL, NULL },
		{ make_half_a_magic, NULL, NULL },
		{ make_link, "symbolic link", "symbolic link" },
		{ make_folder, "directory", "not a file" },
		{ make_pipe, "not a file", "not a file" },
		{ make_diary, "is no journal", NULL },
		{ make_short_diary, "is no journal", NULL },
		{ make_later_journal, "is no journal", NULL },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct err err = { .text = "" };
		struct journal_record r;
		struct journal j;
		bool opened;

		scratch_close();
		scratch_open();
		rows[i].make();
		ck_assert_msg(journal_read(fault_sys(), scratch_path("j"), &r, &err) ==
			      (rows[i].reading ? JOURNAL_FAILED : JOURNAL_NOTHING), "row %zu", i);
		ck_assert_msg(!rows[i].reading || strstr(err.text, rows[i].reading), "%s", err.text);
		opened = journal_open(&j, fault_sys(), scratch_path("j"), &err);
		ck_assert_msg(opened == !rows[i].said, "row %zu: %s", i, err.text);
		ck_assert_msg(opened || strstr(err.text, rows[i].said), "row %zu: %s", i, err.text);
		ck_assert_int_eq(fault_open_files(), opened);
		journal_close(&j);
		if (rows[i].make == make_diary)
			ck_assert_str_eq(scratch_get("j"), "Dear diary");
	}
	ck_assert(!scratch_has("other"));
}
END_TEST

START_TEST(a_journal_of_somebody_else_is_refused)
{
	struct sys sys = *sys_real();
	struct journal j;
	struct err err;

	sys.fstat = foreign_fstat;
	ck_assert(!journal_open(&j, &sys, scratch_path("j"), &err));
	ck_assert_ptr_nonnull(strstr(err.text, "another user"));
}
END_TEST

static int other_device(int dir, const char *path, struct stat *st, int flags)
{
	int failed = sys_real()->fstatat(dir, path, st, flags);

	st->st_dev++;
	return failed;
}

/* The same number on another disk is another file. */
START_TEST(a_file_is_known_by_its_disk_too)
{
	struct sys sys = *fault_sys();
	struct journal j;

	open_on(&j, scratch_path("j"));
	write_ok(&j, "one");
	sys.fstatat = other_device;
	j.sys = &sys;
	write_ok(&j, "two");
	ck_assert_int_eq(fault_calls(FAULT_OPEN), 4);
	check_reads("two");
	journal_close(&j);
}
END_TEST

START_TEST(it_is_private)
{
	struct journal j;
	mode_t mask = umask(0);

	open_on(&j, scratch_path("j"));
	ck_assert_uint_eq(scratch_mode("j"), 0600);
	journal_close(&j);
	ck_assert_int_eq(chmod(scratch_path("j"), 0666), 0);
	open_on(&j, scratch_path("j"));
	ck_assert_uint_eq(scratch_mode("j"), 0600);
	journal_close(&j);
	umask(0777);
	unlink(scratch_path("j"));
	open_on(&j, scratch_path("j"));
	ck_assert_uint_eq(scratch_mode("j"), 0600);
	journal_close(&j);
	umask(mask);
}
END_TEST

START_TEST(any_path_will_do)
{
	static const char *const rows[] = { "j", "./j", "deep/j" };
	struct journal j;
	struct err err;

	ck_assert_int_eq(mkdir(scratch_path("deep"), 0700), 0);
	ck_assert_int_eq(chdir(scratch_path("")), 0);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		open_on(&j, rows[i]);
		write_ok(&j, rows[i]);
		journal_close(&j);
	}
	check_reads("./j");
	ck_assert(!journal_open(&j, fault_sys(), "/", &err));
	ck_assert(!journal_open(&j, fault_sys(), "nowhere/j", &err));
	ck_assert_ptr_nonnull(strstr(err.text, strerror(ENOENT)));
	ck_assert_int_eq(fault_open_files(), 0);
}
END_TEST

/* Somebody removes or replaces the file: the next record is in a file with the name. */
START_TEST(a_removed_file_is_made_again)
{
	struct journal j;
	struct err err;

	open_on(&j, scratch_path("j"));
	write_ok(&j, "one");
	ck_assert_int_eq(unlink(scratch_path("j")), 0);
	write_ok(&j, "two");
	check_reads("two");
	ck_assert_int_eq(rename(scratch_path("j"), scratch_path("away")), 0);
	scratch_put("j", "");
	ck_assert(journal_reserve(&j, 10, &err));
	write_ok(&j, "three");
	check_reads("three");
	ck_assert_int_eq(rename(scratch_path("j"), scratch_path("away")), 0);
	make_diary();
	ck_assert(!write_text(&j, "four", &err));
	ck_assert_ptr_nonnull(strstr(err.text, "is no journal"));
	ck_assert(!write_text(&j, "four", &err));
	ck_assert(!journal_empty(&j, &err));
	ck_assert_str_eq(scratch_get("j"), "Dear diary");
	ck_assert_int_eq(rename(scratch_path("away"), scratch_path("j")), 0);
	write_ok(&j, "four");
	check_reads("four");
	ck_assert_int_eq(unlink(scratch_path("j")), 0);
	ck_assert(journal_empty(&j, &err));
	check_reads("");
	journal_close(&j);
	ck_assert_int_eq(fault_open_files(), 0);
}
END_TEST

/* Somebody puts an earlier journal in the place: later records still count. */
START_TEST(an_earlier_journal_does_not_win)
{
	struct journal j, other;

	open_on(&other, scratch_path("other"));
	for (int i = 0; i < 9; i++)
		write_ok(&other, "other");
	journal_close(&other);
	open_on(&j, scratch_path("j"));
	write_ok(&j, "one");
	ck_assert_int_eq(rename(scratch_path("other"), scratch_path("j")), 0);
	write_ok(&j, "two");
	check_reads("two");
	write_ok(&j, "three");
	check_reads("three");
	journal_close(&j);
}
END_TEST

START_TEST(poor_file_systems_will_do)
{
	static const struct { enum fault_kind kind; int error; } rows[] = {
		{ FAULT_FCHMOD, EPERM }, { FAULT_FCHMOD, EOPNOTSUPP }, { FAULT_FSYNC, EINVAL },
		{ FAULT_FALLOCATE, EOPNOTSUPP },
	};
	struct journal j;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		fault_reset();
		fault_at(rows[i].kind, 1, rows[i].error, FAULT_ONCE);	/* the folder is synced first */
		unlink(scratch_path("j"));
		open_on(&j, scratch_path("j"));
		write_ok(&j, "words");
		ck_assert_int_eq(fault_hits(), 1);
		check_reads("words");
		journal_close(&j);
	}
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { only_a_journal_of_ours_is_opened,
		a_journal_of_somebody_else_is_refused, a_file_is_known_by_its_disk_too,
		it_is_private, any_path_will_do,
		a_removed_file_is_made_again, an_earlier_journal_does_not_win,
		poor_file_systems_will_do };
	Suite *suite = suite_create("journal, opening");
	TCase *tc = tcase_create("journal, opening");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, setup, scratch_close);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
