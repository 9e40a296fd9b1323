/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of workbook/copies: workbooks are found where they lie, and copied whole or not at all. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "book.h"
#include "desk.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"
#include "workbook/copies.h"

#define WORDS "Words that took an evening."
#define LAST "Words that took an evening, and the last of it."

static void put_workbook(const char *name, const char *words)
{
	struct workbook *wb = desk_create(name, desk_book());

	desk_write(wb, "ask", words);
	desk_save(wb);
	workbook_free(wb);
}

/* The same, with last sentences that are in its journal only. */
static void put_begun(const char *name)
{
	struct workbook *wb = desk_create(name, desk_book());

	desk_write(wb, "ask", WORDS);
	desk_save(wb);
	desk_write(wb, "ask", LAST);
	workbook_keep(wb);
	workbook_free(wb);
	ck_assert_ptr_null(strstr(scratch_get(name), LAST));
}

static void written_at(const char *name, time_t at)
{
	const struct timespec times[2] = { { .tv_sec = at }, { .tv_sec = at } };

	ck_assert_int_eq(utimensat(AT_FDCWD, scratch_path(name), times, 0), 0);
}

START_TEST(all_in_a_folder_are_found)
{
	struct copies c;
	struct err err;

	put_workbook("old.json", WORDS);
	put_workbook("new.json", WORDS);
	written_at("old.json", 1000);
	written_at("new.json", 2000);
	scratch_put("other.json", "{}");
	scratch_put("workbook.json", "torn");
	scratch_put(".hidden.json", scratch_get("new.json"));
	scratch_put("new.txt", scratch_get("new.json"));
	ck_assert_int_eq(mkdir(scratch_path("folder.json"), 0700), 0);
	ck_assert_int_eq(mkfifo(scratch_path("pipe.json"), 0600), 0);
	ck_assert(copies_find(&c, fault_sys(), scratch_path(""), COPIES_OPEN, &err));
	ck_assert_uint_eq(c.count, 2);
	ck_assert_str_eq(c.items[0].path + strlen(scratch_path("")), "/new.json");
	ck_assert_int_eq(c.items[0].at, 2000);
	ck_assert_str_eq(c.items[1].path + strlen(scratch_path("")), "/old.json");
	/* What is open is left out, by whatever name, where there is another. */
	copies_leave_out(&c, fault_sys(), NULL);
	copies_leave_out(&c, fault_sys(), scratch_path("other.json"));
	ck_assert_uint_eq(c.count, 2);
	ck_assert_int_eq(symlink("new.json", scratch_path("link")), 0);
	copies_leave_out(&c, fault_sys(), scratch_path("link"));
	ck_assert_uint_eq(c.count, 1);
	ck_assert_str_eq(c.items[0].path + strlen(scratch_path("")), "/old.json");
	copies_leave_out(&c, fault_sys(), scratch_path("old.json"));
	ck_assert_uint_eq(c.count, 1);
	copies_release(&c);
	/* By its name any file is, whatever the name. */
	ck_assert(copies_find(&c, fault_sys(), scratch_path("new.txt"), COPIES_OPEN, &err));
	ck_assert_uint_eq(c.count, 1);
	ck_assert_str_eq(c.items[0].path, scratch_path("new.txt"));
	copies_release(&c);
}
END_TEST

START_TEST(what_is_not_found_is_told)
{
	static const struct { const char *name, *text, *told; } rows[] = {
		{ "nothing", NULL, "whether the stick is plugged in" },
		{ "empty", "", "there is no workbook in" },
		{ "torn.json", "torn", "cannot open the workbook" },
		{ "later.json", "{\"format\":\"leaderplus-workbook\",\"version\":2}", "a newer version" },
		{ "share.json", "{\"format\":\"leaderplus-parcel\",\"version\":1}",
		  "is not a leaderplus workbook" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct err err = { .text = "" };
		struct copies c;

		if (rows[i].text && *rows[i].text)
			scratch_put(rows[i].name, rows[i].text);
		else if (rows[i].text)
			ck_assert_int_eq(mkdir(scratch_path(rows[i].name), 0700), 0);
		ck_assert(!copies_find(&c, fault_sys(), scratch_path(rows[i].name), COPIES_OPEN, &err));
		ck_assert_msg(strstr(err.text, rows[i].told) != NULL, "%s: %s", rows[i].name, err.text);
		copies_release(&c);
	}
	/* The one by the usual name, though it is damaged, is no folder without a workbook. */
	{
		struct err err;
		struct copies c;

		scratch_put("empty/workbook.json", "torn");
		ck_assert(!copies_find(&c, fault_sys(), scratch_path("empty"), COPIES_OPEN, &err));
		ck_assert_ptr_nonnull(strstr(err.text, "workbook.json"));
	}
}
END_TEST

START_TEST(a_copy_is_the_same_bytes)
{
	char *warning;
	struct err err;

	put_workbook("w.json", WORDS);
	ck_assert(copies_make(fault_sys(), scratch_path("w.json"), scratch_path("a/b/copy.json"),
			      &warning, &err));
	ck_assert_ptr_null(warning);
	ck_assert_str_eq(scratch_get("a/b/copy.json"), scratch_get("w.json"));
	ck_assert_int_eq(scratch_mode("a/b/copy.json"), 0600);
	ck_assert_int_eq(scratch_mode("a"), 0700);
	/* A name that is taken is left alone. */
	scratch_put("taken.json", "somebody's");
	ck_assert(!copies_make(fault_sys(), scratch_path("w.json"), scratch_path("taken.json"), &warning,
			       &err));
	ck_assert_int_eq(err.kind, ERR_CHANGED);
	ck_assert_str_eq(scratch_get("taken.json"), "somebody's");
}
END_TEST

/* Nothing beside the copied file is touched, and the words that are in its journal come along. */
START_TEST(the_last_sentences_come_along)
{
	struct workbook *wb;
	char *before, *warning;
	struct err err;

	put_begun("w.json");
	before = mem_string(scratch_get("w.json"));
	ck_assert(copies_make(fault_sys(), scratch_path("w.json"), scratch_path("copy.json"), &warning,
			      &err));
	ck_assert_str_eq(scratch_get("w.json"), before);
	wb = desk_open("copy.json", desk_book(), STORE_WRITE);
	ck_assert_str_eq(desk_text(wb, "ask"), LAST);
	ck_assert(!workbook_came_back(wb));
	workbook_free(wb);
	wb = desk_open("w.json", desk_book(), STORE_WRITE);
	ck_assert(workbook_came_back(wb));
	workbook_free(wb);
	free(before);
}
END_TEST

START_TEST(a_journal_that_cannot_be_read_is_told)
{
	char *warning;
	struct err err;

	put_workbook("w.json", WORDS);
	ck_assert_int_eq(mkdir(scratch_path("w.json.journal"), 0700), 0);
	ck_assert(copies_make(fault_sys(), scratch_path("w.json"), scratch_path("copy.json"), &warning,
			      &err));
	ck_assert_ptr_nonnull(warning);
	free(warning);
}
END_TEST

/* Of a later version, which could not be printed here. */
START_TEST(a_newer_workbook_goes_as_it_is)
{
	struct workbook *wb;
	char *newer, *warning;
	struct err err;

	put_workbook("w.json", WORDS);
	newer = changed(scratch_get("w.json"), "\"version\":\t1", "\"version\":\t2");
	scratch_put("w.json", newer);
	ck_assert(copies_make(fault_sys(), scratch_path("w.json"), scratch_path("copy.json"), &warning,
			      &err));
	ck_assert_str_eq(scratch_get("copy.json"), newer);
	wb = desk_open("w.json", desk_book(), STORE_WRITE);
	ck_assert(workbook_take_copy(wb, scratch_path("taken.json"), &err));
	ck_assert_str_eq(scratch_get("taken.json"), newer);
	workbook_free(wb);
	free(newer);
}
END_TEST

/* From memory, what could not be saved included; the workbook goes on in its own file. */
START_TEST(a_copy_to_take_along_has_every_word)
{
	struct workbook *wb;
	struct err err;

	put_workbook("w.json", WORDS);
	wb = desk_open("w.json", desk_book(), STORE_WRITE);
	desk_write(wb, "ask", LAST);
	ck_assert(workbook_take_copy(wb, scratch_path("copy.json"), &err));
	ck_assert_int_eq(scratch_mode("copy.json"), 0600);
	ck_assert_ptr_nonnull(strstr(scratch_get("copy.json"), LAST));
	ck_assert_ptr_null(workbook_copy(wb));
	ck_assert(!workbook_take_copy(wb, scratch_path("copy.json"), &err));
	ck_assert_int_eq(err.kind, ERR_CHANGED);
	desk_save(wb);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), LAST));
	workbook_free(wb);
}
END_TEST

START_TEST(names_beside_are_free)
{
	char *name = copies_beside(fault_sys(), "/media/stick/workbook.json");

	ck_assert_str_eq(name, "/media/stick/workbook-2026-11-23.json");
	free(name);
	name = copies_beside(fault_sys(), scratch_path("mine.json"));
	ck_assert_str_eq(strrchr(name, '/'), "/workbook-2026-11-23.json");
	free(name);
	scratch_put("workbook-2026-11-23.json", "");
	scratch_put("workbook-2026-11-23-2.json", "");
	name = copies_beside(fault_sys(), scratch_path("mine.json"));
	ck_assert_str_eq(strrchr(name, '/'), "/workbook-2026-11-23-3.json");
	free(name);
}
END_TEST

/* Disk full, folder read-only, stick pulled: one call, or that and all later ones. */
static const struct { int error; enum fault_span span; } faults[] = {
	{ ENOSPC, FAULT_ONCE }, { ENOSPC, FAULT_FROM }, { EROFS, FAULT_FROM }, { ENODEV, FAULT_FROM },
	{ EIO, FAULT_ONCE }, { EIO, FAULT_LATE }, { EACCES, FAULT_ONCE },
};

/* One call fails; false: there was none left to fail. */
static bool try(size_t fault, int nth, const char *whole)
{
	char *before = mem_string(scratch_get("w.json")), *warning = NULL;
	struct err err = { .text = "" };
	const char *copy;
	bool made, hit;

	fault_reset();
	fault_at(FAULT_ANY, nth, faults[fault].error, faults[fault].span);
	made = copies_make(fault_sys(), scratch_path("w.json"), scratch_path("copy.json"), &warning, &err);
	hit = fault_hits() > 0;
	fault_reset();
	ck_assert_str_eq(scratch_get("w.json"), before);
	copy = scratch_get("copy.json");
	if (made && !warning)
		ck_assert_msg(strcmp(copy, whole) == 0, "%zu, %d: %s", fault, nth, copy);
	ck_assert_msg(made || *err.text, "%zu, %d: no reason", fault, nth);
	ck_assert_msg(made || strcmp(copy, "(absent)") == 0 || strcmp(copy, whole) == 0,
		      "%zu, %d: half a copy: %s", fault, nth, copy);
	(void)unlink(scratch_path("copy.json"));
	free(warning);
	free(before);
	return hit;
}

START_TEST(no_failure_makes_half_a_copy)
{
	char *warning, *whole;
	struct err err;
	int cases = 0;

	put_begun("w.json");
	ck_assert(copies_make(fault_sys(), scratch_path("w.json"), scratch_path("copy.json"), &warning,
			      &err));
	whole = mem_string(scratch_get("copy.json"));
	ck_assert_int_eq(unlink(scratch_path("copy.json")), 0);
	for (size_t fault = 0; fault < ARRAY_LEN(faults); fault++)
		for (int nth = 1; try(fault, nth, whole); nth++)
			cases++;
	ck_assert_int_ge(cases, 100);
	free(whole);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { all_in_a_folder_are_found, what_is_not_found_is_told,
		a_copy_is_the_same_bytes, the_last_sentences_come_along,
		a_journal_that_cannot_be_read_is_told, a_newer_workbook_goes_as_it_is,
		a_copy_to_take_along_has_every_word, names_beside_are_free,
		no_failure_makes_half_a_copy };
	Suite *suite = suite_create("copies");
	TCase *tc = tcase_create("copies");

	tcase_add_checked_fixture(tc, desk_setup, scratch_close);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
