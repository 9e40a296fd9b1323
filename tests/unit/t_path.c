/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of base/file: links resolved, folders made. */
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
	scratch_open();
	fault_reset();
}

START_TEST(exists_counts_what_stands_there)
{
	scratch_put("file", "");
	ck_assert_int_eq(symlink("nowhere", scratch_path("dangling")), 0);
	ck_assert(file_exists(fault_sys(), scratch_path("file")));
	ck_assert(file_exists(fault_sys(), scratch_path("")));
	ck_assert(file_exists(fault_sys(), scratch_path("dangling")));
	ck_assert(!file_exists(fault_sys(), scratch_path("nothing")));
	ck_assert(!file_exists(fault_sys(), scratch_path("file/below")));
	fault_at(FAULT_FSTATAT, 6, EACCES, FAULT_ONCE);	/* nobody knows */
	ck_assert(file_exists(fault_sys(), scratch_path("nothing")));
}
END_TEST

static void link_to(const char *name, const char *target)
{
	ck_assert_int_eq(symlink(target, scratch_path(name)), 0);
}

/* Resolves NAME with SYS: WANT in the folder, or NULL for ERR_IO. */
static void check_resolve(const struct sys *sys, const char *name, const char *want)
{
	struct err err = { .text = "untouched" };
	char *path = file_resolve(sys, scratch_path(name), &err);

	if (want) {
		ck_assert_msg(path && strcmp(path, scratch_path(want)) == 0, "%s: %s, %s", name,
			      path, err.text);
		ck_assert_str_eq(err.text, "untouched");
	} else {
		ck_assert_msg(!path, "%s: %s", name, path);
		ck_assert_int_eq(err.kind, ERR_IO);
	}
	free(path);
}

START_TEST(resolve_follows_links)
{
	static const struct { const char *name, *want; } rows[] = {
		{ "file", "file" }, { "nothing", "nothing" }, { "no/folder", "no/folder" },
		{ "", "" }, { "1", "file" }, { "5", "file" }, { "6", NULL }, { "loop", NULL },
		{ "dangling", "nowhere" }, { "sub/up", "sub/../file" }, { "full", "file" },
		{ "folder-link/up", "folder-link/../file" }, { "file/below", NULL },
	};
	size_t i;

	scratch_put("file", "");
	link_to("1", "file");
	link_to("2", "1");
	link_to("3", "2");
	link_to("4", "3");
	link_to("5", "4");
	link_to("6", "5");
	link_to("loop", "loop");
	link_to("dangling", "nowhere");
	link_to("full", scratch_path("file"));
	ck_assert_int_eq(mkdir(scratch_path("sub"), 0700), 0);
	link_to("sub/up", "../file");
	link_to("folder-link", "sub");
	for (i = 0; i < ARRAY_LEN(rows); i++)
		check_resolve(fault_sys(), rows[i].name, rows[i].want);
}
END_TEST

START_TEST(resolve_follows_in_the_working_folder)
{
	struct err err;
	char *path;

	ck_assert_int_eq(chdir(scratch_path("")), 0);
	link_to("link", "target");
	path = file_resolve(fault_sys(), "link", &err);
	ck_assert_pstr_eq(path, "target");
	free(path);
	ck_assert_int_eq(chdir("/"), 0);
}
END_TEST

START_TEST(resolve_reads_long_links_whole)
{
	char target[3001];
	size_t i;

	for (i = 0; i < sizeof(target) - 1; i++)
		target[i] = i % 2 ? '/' : '.';
	memcpy(target + 2996, "file", 5);
	link_to("long", target);
	check_resolve(fault_sys(), "long", target);
}
END_TEST

START_TEST(resolve_fails_as_its_calls_do)
{
	link_to("link", "file");
	fault_at(FAULT_FSTATAT, 1, EIO, FAULT_ONCE);
	check_resolve(fault_sys(), "link", NULL);
	fault_at(FAULT_FSTATAT, 3, EIO, FAULT_ONCE);	/* the link's folder */
	check_resolve(fault_sys(), "link", NULL);
	fault_at(FAULT_READLINK, 1, EIO, FAULT_ONCE);
	check_resolve(fault_sys(), "link", NULL);
	ck_assert_int_eq(fault_hits(), 3);
	check_resolve(fault_sys(), "link", "file");
}
END_TEST

static ssize_t endless_readlinkat(int dir, const char *path, char *target, size_t len)
{
	(void)dir;
	(void)path;
	memset(target, 'x', len);
	return (ssize_t)len;
}

START_TEST(resolve_gives_up_on_an_endless_link)
{
	struct sys sys = *sys_real();

	link_to("link", "file");
	sys.readlinkat = endless_readlinkat;
	check_resolve(&sys, "link", NULL);
}
END_TEST

static struct { bool link, folder; } foreign;

/* Links, or folders, belong to somebody else. */
static int foreign_fstatat(int dir, const char *path, struct stat *st, int flags)
{
	int failed = sys_real()->fstatat(dir, path, st, flags);

	if (!failed && ((S_ISLNK(st->st_mode) && foreign.link) ||
			(S_ISDIR(st->st_mode) && foreign.folder)))
		st->st_uid = geteuid() + 1;
	return failed;
}

START_TEST(resolve_is_careful_where_everybody_writes)
{
	static const struct { mode_t mode; bool link, folder, follows; } rows[] = {
		{ 0700, false, false, true },
		{ 0700, true, true, true },
		{ 0775, true, true, true },
		{ 01777, false, false, true },
		{ 01777, true, false, false },
		{ 01777, false, true, false },
		{ 0777, true, true, false },
	};
	struct sys sys = *sys_real();
	size_t i;

	sys.fstatat = foreign_fstatat;
	link_to("link", "file");
	for (i = 0; i < ARRAY_LEN(rows); i++) {
		ck_assert_int_eq(chmod(scratch_path(""), rows[i].mode), 0);
		foreign.link = rows[i].link;
		foreign.folder = rows[i].folder;
		check_resolve(&sys, "link", rows[i].follows ? "file" : NULL);
		check_resolve(&sys, "nothing", "nothing");
	}
}
END_TEST

static bool make_folder(const char *name, struct err *err)
{
	return file_make_folder(fault_sys(), scratch_path(name), err);
}

static void check_private(const void *name)
{
	ck_assert_uint_eq(scratch_mode(name), 0700);
}

START_TEST(folder_is_private_from_the_start)
{
	mode_t before = umask(0);
	struct err err;

	fault_before(FAULT_FCHMODAT, 1, check_private, "a");
	ck_assert(make_folder("a", &err));
	umask(before);
	ck_assert_int_eq(fault_calls(FAULT_FCHMODAT), 1);
}
END_TEST

START_TEST(folder_is_made_with_those_above)
{
	static const mode_t masks[] = { 0, 022, 077, 0777 };
	struct err err;
	size_t i;

	for (i = 0; i < ARRAY_LEN(masks); i++) {
		mode_t before = umask(masks[i]);
		char name[32];

		snprintf(name, sizeof(name), "a%zu//b/c/", i);
		ck_assert_msg(make_folder(name, &err), "%s", err.text);
		umask(before);
		ck_assert_uint_eq(scratch_mode(name), 0700);
		name[2] = '\0';
		ck_assert_uint_eq(scratch_mode(name), 0700);
	}
	ck_assert_int_eq(fault_calls(FAULT_FSYNC), 12);	/* each folder above a new one */
	ck_assert_int_eq(fault_open_files(), 0);
}
END_TEST

START_TEST(folder_that_is_there_is_left_alone)
{
	struct err err;

	ck_assert_int_eq(mkdir(scratch_path("wide"), 0700), 0);
	ck_assert_int_eq(chmod(scratch_path("wide"), 0755), 0);
	link_to("link", "wide");
	ck_assert(make_folder("wide", &err) && make_folder("link/", &err));
	ck_assert(file_make_folder(fault_sys(), "/", &err));
	ck_assert_uint_eq(scratch_mode("wide"), 0755);
	ck_assert_int_eq(fault_calls(FAULT_MKDIR), 0);
	ck_assert(make_folder("link/new", &err));
	ck_assert_uint_eq(scratch_mode("wide/new"), 0700);
	ck_assert_int_eq(chdir(scratch_path("")), 0);
	ck_assert(file_make_folder(fault_sys(), "here", &err));
	ck_assert_uint_eq(scratch_mode("here"), 0700);
	ck_assert_int_eq(chdir("/"), 0);
}
END_TEST

START_TEST(folder_cannot_be_made_everywhere)
{
	static const char *const names[] = { "file", "file/below", "dangling", "dangling/below" };
	struct err err;
	size_t i;

	scratch_put("file", "");
	link_to("dangling", "nowhere");
	for (i = 0; i < ARRAY_LEN(names); i++)
		ck_assert_msg(!make_folder(names[i], &err), "%s", names[i]);
	ck_assert(!file_make_folder(fault_sys(), "", &err));
	ck_assert_int_eq(err.kind, ERR_IO);
	ck_assert_int_eq(scratch_count(), 2);
}
END_TEST

static void make_it_first(const void *name)
{
	ck_assert_int_eq(mkdir(scratch_path(name), 0750), 0);
}

START_TEST(folder_may_be_made_by_another_meanwhile)
{
	struct err err;

	fault_before(FAULT_MKDIR, 1, make_it_first, "a");
	ck_assert(make_folder("a/b", &err));
	ck_assert_uint_eq(scratch_mode("a"), 0750);
}
END_TEST

/* Whatever call fails, either the folder is there or nothing was made. */
START_TEST(folder_failures_are_undone)
{
	static const int errors[] = { EIO, EPERM, EACCES, ENOSPC, EINTR };
	size_t i;
	int n;

	for (i = 0; i < ARRAY_LEN(errors); i++) {
		for (n = 1; ; n++) {
			struct err err = { .text = "" };
			bool made;

			fault_reset();
			fault_at(FAULT_ANY, n, errors[i], FAULT_ONCE);
			made = make_folder("a/b/c", &err);
			if (!fault_hits())
				break;
			ck_assert_msg(made == scratch_has("a/b/c") && made == scratch_has("a"),
				      "%s at call %d (%s): %s", strerror(errors[i]), n,
				      fault_name(fault_last()), err.text);
			ck_assert_msg(made || strstr(err.text, strerror(errors[i])), "%s", err.text);
			ck_assert_int_eq(fault_open_files(), 0);
			if (made) {
				rmdir(scratch_path("a/b/c"));
				rmdir(scratch_path("a/b"));
				rmdir(scratch_path("a"));
			}
		}
		ck_assert_int_gt(n, 15);
		rmdir(scratch_path("a/b/c"));
		rmdir(scratch_path("a/b"));
		rmdir(scratch_path("a"));
	}
}
END_TEST

static void add_case(Suite *suite, const char *name, const TTest *const *tests, size_t len)
{
	TCase *tc = tcase_create(name);
	size_t i;

	tcase_add_checked_fixture(tc, setup, scratch_close);
	for (i = 0; i < len; i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
}

int main(void)
{
	const TTest *const paths[] = { exists_counts_what_stands_there, resolve_follows_links,
		resolve_follows_in_the_working_folder, resolve_reads_long_links_whole,
		resolve_fails_as_its_calls_do, resolve_gives_up_on_an_endless_link,
		resolve_is_careful_where_everybody_writes };
	const TTest *const folders[] = { folder_is_private_from_the_start,
		folder_is_made_with_those_above, folder_that_is_there_is_left_alone,
		folder_cannot_be_made_everywhere, folder_may_be_made_by_another_meanwhile,
		folder_failures_are_undone };
	Suite *suite = suite_create("path");

	add_case(suite, "paths", paths, ARRAY_LEN(paths));
	add_case(suite, "folders", folders, ARRAY_LEN(folders));
	return suite_run(suite);
}
