/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/store_erase: what lies elsewhere, or cannot be erased, is not forgotten. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "answers/hand.h"
#include "answers/store_own.h"
#include "base/lock.h"
#include "base/mem.h"
#include "fault.h"
#include "hunt.h"
#include "scratch.h"
#include "shelf.h"

#define SECRET "the caretaker's grievance"
#define OTHER "words that stay"

static const struct answers_erasure entry_one = { SCOPE_ENTRY, PART_ANSWERS, "one", NULL };

static void write_other(struct store *s)
{
	struct answers_change change = {
		.part = PART_LENSES, .id = "see", .question = slice_of("Q?"),
		.text = slice_of(OTHER), .now = 1795460651,
	};

	ck_assert(answers_write(store_answers(s), fault_sys(), &change));
}

/* A workbook with the words in its file, its backup, both halves of its journal. */
static struct store *begin(void)
{
	struct store *s = shelf_create("w.json", "state");

	write_other(s);
	shelf_write(s, SECRET);
	shelf_save(s);
	shelf_write(s, SECRET " again");
	shelf_save(s);
	shelf_write(s, SECRET " and more");
	store_keep(s);
	shelf_write(s, SECRET " and more of it");
	store_keep(s);
	ck_assert_int_eq(store_state(s), STORE_SAFE);
	ck_assert_int_eq(hunt_files(SECRET), 3);
	return s;
}

static void erase_ok(struct store *s, const struct answers_erasure *what)
{
	struct err err = { .text = "" };

	ck_assert_msg(store_erase(s, what, &err), "%s", err.text);
	ck_assert_int_eq(hunt_files(SECRET), 0);
}

static void check_gone(struct store *s)
{
	ck_assert_ptr_null(answers_newest(store_answers(s), PART_ANSWERS, "one"));
	ck_assert_str_eq(answers_newest(store_answers(s), PART_LENSES, "see")->text, OTHER);
}

/* Erased from the file, and what may still have the words is told; SAID stands in it. */
static void check_left(struct store *s, const char *said)
{
	struct err err = { .text = "" };

	ck_assert(!store_erase(s, &entry_one, &err));
	ck_assert_int_eq(strncmp(err.text, "erased from '", 13), 0);
	ck_assert_msg(strstr(err.text, said) != NULL, "%s", err.text);
	check_gone(s);
	ck_assert_int_eq(store_state(s), STORE_SAVED);
	ck_assert(!hunt_in(scratch_path("w.json"), SECRET));
}

START_TEST(what_cannot_be_removed_is_told)
{
	struct store *s = begin();

	ck_assert_int_eq(unlink(scratch_path("w.json.bak")), 0);
	ck_assert_int_eq(mkdir(scratch_path("w.json.bak"), 0700), 0);
	scratch_put("w.json.bak/kept", SECRET);
	scratch_put("w.json.conflict-x", SECRET);
	check_left(s, "/w.json.bak' (");
	ck_assert(!scratch_has("w.json.conflict-x"));
	ck_assert_int_eq(unlink(scratch_path("w.json.bak/kept")), 0);
	ck_assert_int_eq(rmdir(scratch_path("w.json.bak")), 0);
	erase_ok(s, &entry_one);
	store_close(s);
}
END_TEST

/* Second names of the file, or of its backup, keep the words: said once, for they are no
 * names of the file any more. */
START_TEST(second_names_are_told)
{
	static const char *const rows[] = { "w.json", "w.json.bak", "w.json.conflict-x" };

	for (size_t i = 0; i < 2 * ARRAY_LEN(rows); i++) {
		const char *name = rows[i / 2];
		struct store *s;

		scratch_close();
		scratch_open();
		s = begin();
		scratch_put("w.json.conflict-x", SECRET);
		ck_assert_int_eq(link(scratch_path(name), scratch_path("second")), 0);
		/* Names that go do not count, though they stand for the same file. */
		if (i % 2) {
			ck_assert_int_eq(link(scratch_path(name), scratch_path("w.json.conflict-y")), 0);
			ck_assert_int_eq(link(scratch_path(name), scratch_path(".w.json.aaaaaaaa.tmp")), 0);
		}
		check_left(s, "a second name (a hard link) of '");
		ck_assert(hunt_files(SECRET) == 1 && hunt_in(scratch_path("second"), SECRET));
		ck_assert_int_eq(unlink(scratch_path("second")), 0);
		erase_ok(s, &entry_one);
		store_close(s);
	}
}
END_TEST

START_TEST(names_that_go_are_no_second_names)
{
	struct store *s = begin();

	ck_assert_int_eq(link(scratch_path("w.json"), scratch_path("w.json.conflict-x")), 0);
	ck_assert_int_eq(link(scratch_path("w.json"), scratch_path("w.json.broken-x")), 0);
	ck_assert_int_eq(symlink("w.json", scratch_path("w.json.conflict-y")), 0);
	erase_ok(s, &entry_one);
	ck_assert(scratch_has("w.json") && !scratch_has("w.json.conflict-y"));
	store_close(s);
}
END_TEST

/* However many files there are, each is looked at a few times. */
START_TEST(many_files_go_in_one_way)
{
	struct store *s = begin();
	char name[64];

	for (int i = 0; i < 500; i++) {
		snprintf(name, sizeof(name), "w.json.conflict-host-%d", i);
		scratch_put(name, SECRET);
	}
	fault_reset();
	erase_ok(s, &entry_one);
	ck_assert_int_lt(fault_calls(FAULT_FSTATAT), 5 * 500);
	store_close(s);
}
END_TEST

START_TEST(a_journal_that_is_none_is_told)
{
	struct store *s = shelf_create("w.json", NULL);

	write_other(s);
	shelf_write(s, SECRET);
	shelf_save(s);
	scratch_put("w.json.journal", "A diary: " SECRET);
	check_left(s, "w.json.journal' is no journal");
	ck_assert_int_eq(unlink(scratch_path("w.json.journal")), 0);
	erase_ok(s, &entry_one);
	ck_assert(!scratch_has("w.json.journal"));	/* none is made for this */
	store_close(s);
}
END_TEST

/* Where nothing can be locked there is no journal of ours, but perhaps one of before. */
START_TEST(without_a_lock_the_journal_is_zeroed_too)
{
	struct store *s = begin();

	store_close(s);
	ck_assert_int_eq(hunt_files(SECRET), 3);
	fault_at(FAULT_FLOCK, 1, ENOLCK, FAULT_FROM);
	s = shelf_open("w.json", "state");
	ck_assert(store_came_back(s) && store_warning(s, 0));
	erase_ok(s, &entry_one);
	check_gone(s);
	store_close(s);
	ck_assert_int_eq(fault_open_files(), 0);
}
END_TEST

/* A journal that was removed and made again is no other journal. */
START_TEST(a_removed_journal_is_no_matter)
{
	struct store *s = begin();

	ck_assert_int_eq(unlink(scratch_path("w.json.journal")), 0);
	erase_ok(s, &entry_one);
	shelf_write(s, "new words");
	store_keep(s);
	ck_assert_int_eq(store_state(s), STORE_SAFE);
	store_close(s);
	s = shelf_open("w.json", NULL);
	ck_assert(store_came_back(s));
	store_close(s);
}
END_TEST

/* The name of what lies in the state folder, inside the scratch folder, with SUFFIX. */
static const char *in_state(const char *suffix)
{
	static char name[200];
	char *side = hand_path(scratch_path("state"), scratch_path("w.json"));

	snprintf(name, sizeof(name), "state%s%s", strrchr(side, '/'), suffix);
	free(side);
	return name;
}

static void copy_journal(const char *to)
{
	enum { LEN = 1 << 20 };
	char *bytes = mem_zero(LEN, 1);
	int from = open(scratch_path("w.json.journal"), O_RDONLY | O_CLOEXEC);
	int fd = open(scratch_path(to), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	ssize_t len = read(from, bytes, LEN);

	ck_assert(len > 0 && write(fd, bytes, (size_t)len) == len);
	close(from);
	close(fd);
	free(bytes);
}

/* From a time at which nothing could be made beside the file; agreed to or not. */
START_TEST(what_lies_in_the_state_folder_goes)
{
	for (int agreed = 0; agreed < 2; agreed++) {
		struct store_place place;
		struct store *s;
		struct err err;

		scratch_close();
		scratch_open();
		s = begin();
		copy_journal(in_state(".journal"));
		store_close(s);
		scratch_put(in_state(".conflict-x"), SECRET);
		place = shelf_place("w.json", "state");
		ck_assert(store_open(&s, fault_sys(), &place, agreed ? STORE_WRITE : STORE_WRITE_HERE, &err));
		ck_assert_int_eq(hunt_files(SECRET), 5);
		erase_ok(s, &entry_one);
		ck_assert(scratch_has(in_state(".journal")) && !scratch_has(in_state(".conflict-x")));
		check_gone(s);
		store_close(s);
	}
}
END_TEST

/* A window that uses it may be writing there. */
START_TEST(a_journal_in_use_is_told)
{
	struct store *s = begin();
	struct lock lock;
	struct err err;

	copy_journal(in_state(".journal"));
	ck_assert(lock_take(&lock, sys_real(), scratch_path(in_state(".lock")), &err));
	check_left(s, in_state(".journal"));
	ck_assert_int_eq(hunt_files(SECRET), 1);
	lock_release(&lock);
	erase_ok(s, &entry_one);
	store_close(s);
}
END_TEST

/* Where the file is written over, its own journal has had all of it for a while. */
START_TEST(a_file_that_is_written_over)
{
	struct store *s = begin();

	s->disk.in_place = true;
	erase_ok(s, &entry_one);
	ck_assert(store_wrote_over(s));
	check_gone(s);
	ck_assert_int_eq(link(scratch_path("w.json"), scratch_path("second")), 0);
	shelf_write(s, SECRET);
	shelf_save(s);
	ck_assert_int_eq(hunt_files(SECRET), 2);
	erase_ok(s, &entry_one);	/* its second name too */
	ck_assert_str_eq(scratch_get("second"), scratch_get("w.json"));
	store_close(s);
}
END_TEST

/* What could not be read may hold the words, and is kept by the first save: not before. */
START_TEST(a_repair_is_saved_first)
{
	struct store_place place = shelf_place("w.json", NULL);
	struct err err = { .text = "" };
	struct store *s = begin();

	shelf_save(s);
	store_close(s);
	scratch_put("w.json", "{ damaged: " SECRET);
	ck_assert(store_repair(&s, fault_sys(), &place, STORE_WRITE, STORE_BACKUP, &err));
	ck_assert(!store_erase(s, &entry_one, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "before the repaired workbook is saved"));
	ck_assert_ptr_nonnull(answers_newest(store_answers(s), PART_ANSWERS, "one"));
	shelf_save(s);
	ck_assert_int_eq(hunt_files("damaged"), 1);
	erase_ok(s, &entry_one);
	ck_assert_int_eq(hunt_files("damaged"), 0);
	store_close(s);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
		what_cannot_be_removed_is_told, second_names_are_told,
		names_that_go_are_no_second_names, many_files_go_in_one_way,
		a_journal_that_is_none_is_told,
		without_a_lock_the_journal_is_zeroed_too, a_removed_journal_is_no_matter,
		what_lies_in_the_state_folder_goes, a_journal_in_use_is_told,
		a_file_that_is_written_over, a_repair_is_saved_first
	};

	return shelf_run("store, erasing elsewhere", tests, ARRAY_LEN(tests));
}
