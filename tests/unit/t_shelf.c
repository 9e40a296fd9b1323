/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of pack/shelf: which folders are books, and a new book, which loads, has no fault, and costs
 * nothing that stood there, whatever fails. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "fault.h"
#include "pack/pack.h"
#include "pack/shelf.h"
#include "scratch.h"
#include "suite.h"

static void setup(void)
{
	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C.UTF-8"));
	scratch_open();
	fault_reset();
}

static void make_folder(const char *name)
{
	ck_assert_int_eq(mkdir(scratch_path(name), 0700), 0);
}

START_TEST(books_are_folders_with_a_pack)
{
	size_t count = 9;
	char **names = shelf_names(fault_sys(), scratch_path(""), &count);

	ck_assert_uint_eq(count, 0);
	shelf_free(names, count);
	make_folder("second");
	scratch_put("second/pack.md", "");
	make_folder("first");
	scratch_put("first/pack.md", "");
	make_folder("no-book");
	make_folder("odd");
	make_folder("odd/pack.md");
	scratch_put("COPYING", "");
	names = shelf_names(fault_sys(), scratch_path(""), &count);
	ck_assert_uint_eq(count, 2);
	ck_assert_str_eq(names[0], "first");
	ck_assert_str_eq(names[1], "second");
	shelf_free(names, count);
	names = shelf_names(fault_sys(), scratch_path("none"), &count);
	ck_assert_ptr_null(names);
	ck_assert_uint_eq(count, 0);
	ck_assert_int_eq(fault_open_files(), 0);
}
END_TEST

START_TEST(books_are_looked_for_where_they_are_installed)
{
	struct buf b;

	buf_init(&b, 4096);
	shelf_folder("name", &b);
	ck_assert_str_eq(b.data, CONTENTDIR "/name");
	buf_clear(&b);
	shelf_folder("./name", &b);
	ck_assert_str_eq(b.data, "./name");
	buf_release(&b);
}
END_TEST

static void fail_on_finding(void *context, const struct finding *finding)
{
	(void)context;
	ck_abort_msg("%s:%zu: %s", finding->file ? finding->file : "", finding->line, finding->what);
}

/* The book begun in FOLDER is whole, and has the id ID. */
static void check_book(const char *folder, const char *id)
{
	const struct report report = { fail_on_finding, NULL };
	struct err err = { .text = "" };
	struct pack *pack;
	size_t at;

	ck_assert_msg(pack_load(&pack, fault_sys(), scratch_path(folder), &err), "%s", err.text);
	ck_assert_str_eq(pack_id(pack), id);
	ck_assert_str_eq(pack_languages(pack), "en");
	ck_assert(pack_find(pack, "how-it-is", &at));
	ck_assert_int_eq(pack_page(pack, at)->kind, PAGE_QUESTION);
	ck_assert_int_eq(pack_page(pack, at)->phases.together, 8);
	ck_assert(pack_find(pack, "a-condition", &at) && pack_find(pack, "a-caution", &at));
	pack_free(pack);
	ck_assert(pack_lint(fault_sys(), scratch_path(folder), &report, &err));
}

START_TEST(a_new_book_is_whole_and_private)
{
	static const struct { const char *folder, *id; } rows[] = {
		{ "our-meetings", "our-meetings" }, { "Our Meetings", "my-book" }, { "nul", "my-book" },
		{ "deep/in/a-folder/", "a-folder" }, { "there", "there" },
	};
	struct err err = { .text = "" };

	make_folder("there");
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		ck_assert_msg(shelf_begin(fault_sys(), scratch_path(rows[i].folder), &err), "%s", err.text);
		check_book(rows[i].folder, rows[i].id);
	}
	ck_assert_int_eq(scratch_mode("our-meetings"), 0700);
	ck_assert_int_eq(scratch_mode("our-meetings/first.md"), 0600);
	ck_assert_int_eq(fault_open_files(), 0);
}
END_TEST

START_TEST(what_stands_there_is_left_alone)
{
	static const char *const taken[] = { "folder", "file" };

	make_folder("folder");
	scratch_put("folder/mine.md", "mine");
	scratch_put("file", "mine");
	for (size_t i = 0; i < ARRAY_LEN(taken); i++) {
		struct err err = { .text = "" };

		ck_assert(!shelf_begin(fault_sys(), scratch_path(taken[i]), &err));
		ck_assert_msg(strstr(err.text, "is there already"), "%s", err.text);
	}
	ck_assert_str_eq(scratch_get("folder/mine.md"), "mine");
	ck_assert(!scratch_has("folder/pack.md"));
	ck_assert_str_eq(scratch_get("file"), "mine");
}
END_TEST

static void put_looking(const void *arg)
{
	(void)arg;
	scratch_put("new/looking.md", "theirs");
}

/* Somebody else begins one in the same folder at the same time. */
START_TEST(what_comes_there_meanwhile_is_left_alone)
{
	struct err err = { .text = "" };

	make_folder("new");
	fault_before(FAULT_FSYNC, 3, put_looking, NULL);
	ck_assert(!shelf_begin(fault_sys(), scratch_path("new"), &err));
	ck_assert_str_eq(scratch_get("new/looking.md"), "theirs");
	ck_assert(!scratch_has("new/pack.md") && !scratch_has("new/first.md"));
}
END_TEST

/* Whatever the system does, the book is whole or nothing of it is there; but where nothing can be
 * known or taken away. */
START_TEST(failing_calls_leave_nothing)
{
	int n;

	for (n = 1; ; n++) {
		struct err err = { .text = "" };
		enum fault_kind last;
		char name[32];
		bool ok;

		snprintf(name, sizeof(name), "new-%d", n);
		fault_reset();
		fault_at(FAULT_ANY, n, EIO, FAULT_ONCE);
		ok = shelf_begin(fault_sys(), scratch_path(name), &err);
		if (!fault_hits())
			break;
		last = fault_last();
		ck_assert_int_eq(fault_open_files(), 0);
		ck_assert_msg(ok || *err.text, "call %d, %s", n, fault_name(last));
		ck_assert_msg(ok || last == FAULT_FSTATAT || last == FAULT_UNLINK || !scratch_has(name),
			      "call %d, %s: %s", n, fault_name(last), err.text);
		fault_reset();
		if (ok)
			check_book(name, name);
	}
	ck_assert_int_gt(n, 20);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { books_are_folders_with_a_pack,
		books_are_looked_for_where_they_are_installed, a_new_book_is_whole_and_private,
		what_stands_there_is_left_alone, what_comes_there_meanwhile_is_left_alone,
		failing_calls_leave_nothing };
	Suite *suite = suite_create("shelf");
	TCase *tc = tcase_create("shelf");

	tcase_add_checked_fixture(tc, setup, scratch_close);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
