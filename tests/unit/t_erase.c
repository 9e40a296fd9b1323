/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/store_erase: what is erased for good is nowhere any more. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "answers/store.h"
#include "base/mem.h"
#include "book.h"
#include "fault.h"
#include "hunt.h"
#include "scratch.h"
#include "shelf.h"

#define SECRET "the caretaker's grievance"
#define OTHER "words that stay"

static const struct answers_erasure entry_one = { SCOPE_ENTRY, PART_ANSWERS, "one", NULL };
static const struct answers_erasure all = { .scope = SCOPE_ALL };

/* Names beside w.json that go, all with the words in them. */
static const char *const sidecars[] = {
	"w.json.bak", "w.json.conflict-here-20261123T190411Z", "w.json.conflict-here-20261123T190411Z-2",
	"w.json.conflict-there-20200101T000000Z.bak", "w.json.broken-20261123T190411Z",
	".w.json.abcdefgh.tmp", ".w.json.234567ab.tmp",
	".w.json.conflict-here-20261123T190411Z.abcdefgh.tmp", ".w.json.broken-x.zzzzzzzz.tmp",
};

/* And such that look like them, and are not. */
static const char *const strangers[] = {
	"w.json.bak2", "w.json.backup", "w.jsonbak", "v.json.bak", "w.json.conflict", "w.json.broken",
	"ww.json.conflict-x", "w.json.conflict-here-20261123T190411Z.lock", "w.json.tmp",
	".w.json.abcdefg.tmp", ".w.json.abcdefghi.tmp", ".w.json.ABCDEFGH.tmp", ".w.json.abcdefg1.tmp",
	".w.json.abcdefgh.tm", ".ww.json.abcdefgh.tmp", "w.json.abcdefgh.tmp", ".w.json.abcdefgh",
	".w.jso.abcdefgh.tmp", ".abcdefgh.tmp", "..abcdefgh.tmp", ".w.json.conflict.abcdefgh.tmp",
};

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

START_TEST(the_words_are_nowhere)
{
	for (int writer = 0; writer < 2; writer++)
		for (int scope = SCOPE_LAYER; scope <= SCOPE_ALL; scope++) {
			struct answers_erasure what = { (enum answers_scope)scope, PART_ANSWERS, "one", NULL };
			struct store *s;
			char *id;

			scratch_close();
			scratch_open();
			s = begin();
			if (writer)
				store_use_writer(s);
			id = mem_string(answers_newest(store_answers(s), PART_ANSWERS, "one")->id);
			what.layer = id;
			shelf_write(s, SECRET ", the last of it");
			store_keep(s);
			erase_ok(s, &what);
			ck_assert_int_eq(hunt_files(OTHER), scope != SCOPE_ALL);
			ck_assert_ptr_null(answers_newest(store_answers(s), PART_ANSWERS, "one"));
			ck_assert(answers_is_forgotten(store_answers(s), id));
			ck_assert(!scratch_has("w.json.bak"));
			ck_assert_int_eq(store_state(s), STORE_SAVED);
			ck_assert_int_eq(store_in_file(s), answers_clock(store_answers(s)));
			store_close(s);
			s = shelf_open("w.json", "state");
			ck_assert(store_same_hand(s) && !store_came_back(s));
			ck_assert(answers_is_forgotten(store_answers(s), id));
			store_close(s);
			ck_assert_int_eq(hunt_files(SECRET), 0);
			free(id);
		}
}
END_TEST

/* From the next save on all is as before. */
START_TEST(a_backup_is_kept_again)
{
	struct store *s = begin();
	char *erased;

	erase_ok(s, &entry_one);
	erased = mem_string(scratch_get("w.json"));
	shelf_write(s, "new words");
	store_keep(s);
	ck_assert_int_eq(store_state(s), STORE_SAFE);
	shelf_save(s);
	ck_assert_str_eq(scratch_get("w.json.bak"), erased);
	ck_assert_int_eq(hunt_files(SECRET), 0);
	ck_assert_uint_eq(answers_layers(store_answers(s), PART_ANSWERS, "one"), 1);
	store_close(s);
	s = shelf_open("w.json", "state");
	ck_assert_str_eq(answers_newest(store_answers(s), PART_ANSWERS, "one")->text, "new words");
	store_close(s);
	free(erased);
}
END_TEST

static void add_name(void *context, const char *path)
{
	const char *folder = scratch_path("");

	ck_assert_int_eq(strncmp(path, folder, strlen(folder)), 0);
	buf_addf(context, "|%s|", path + strlen(folder) + 1);
}

/* What is named goes, and nothing else. */
START_TEST(what_is_named_goes)
{
	struct store *s = begin();
	struct err err;
	struct buf named;
	size_t len = 0;

	for (size_t i = 0; i < ARRAY_LEN(sidecars); i++)
		scratch_put(sidecars[i], SECRET);
	for (size_t i = 0; i < ARRAY_LEN(strangers); i++)
		scratch_put(strangers[i], OTHER);
	buf_init(&named, 1 << 16);
	ck_assert(store_erase_list(s, add_name, &named, &err));
	for (size_t i = 0; i < ARRAY_LEN(sidecars); i++) {
		char name[100];

		snprintf(name, sizeof(name), "|%s|", sidecars[i]);
		ck_assert_msg(strstr(named.data, name) != NULL, "%s", sidecars[i]);
		len += strlen(name);
	}
	ck_assert_uint_eq(named.len, len);
	erase_ok(s, &entry_one);
	for (size_t i = 0; i < ARRAY_LEN(sidecars); i++)
		ck_assert_msg(!scratch_has(sidecars[i]), "%s", sidecars[i]);
	for (size_t i = 0; i < ARRAY_LEN(strangers); i++)
		ck_assert_str_eq(scratch_get(strangers[i]), OTHER);
	ck_assert(scratch_has("w.json.lock") && scratch_has("w.json.journal"));
	buf_clear(&named);
	ck_assert(store_erase_list(s, add_name, &named, &err));
	ck_assert_str_eq(named.data, "");
	buf_release(&named);
	store_close(s);
}
END_TEST

/* Names of temporary files are cut where they would be too long. */
START_TEST(long_names_are_known)
{
	char name[300] = "", temp[400];
	struct store *s;

	for (int len = 200; len <= 246; len += 23) {
		memset(name, 'n', (size_t)len);
		name[len] = '\0';
		s = shelf_create(name, NULL);
		shelf_write(s, SECRET);
		snprintf(temp, sizeof(temp), ".%.*s.abcdefgh.tmp", 241, name);
		scratch_put(temp, SECRET);
		if (len < 241) {
			snprintf(temp, sizeof(temp), "%s.conflict-computer-20261123T190411Z", name);
			memmove(temp + 1, temp, 241);
			temp[0] = '.';
			strcpy(temp + 242 < temp + strlen(temp) ? temp + 242 : temp + strlen(temp),
			       ".abcdefgh.tmp");
			scratch_put(temp, SECRET);
		}
		erase_ok(s, &entry_one);
		store_close(s);
	}
}
END_TEST

/* Other words that are not in the file yet get there by the way. */
START_TEST(what_is_unsaved_is_saved)
{
	struct store *s = shelf_create("w.json", NULL);

	shelf_write(s, SECRET);
	write_other(s);
	erase_ok(s, &entry_one);
	ck_assert_int_eq(hunt_files(OTHER), 1);
	ck_assert_int_eq(store_state(s), STORE_SAVED);
	store_close(s);
	s = shelf_open("w.json", NULL);
	check_gone(s);
	store_close(s);
}
END_TEST

/* What is not in the workbook may still be beside it. */
START_TEST(erasing_again_clears_up)
{
	struct store *s = begin();

	erase_ok(s, &entry_one);
	scratch_put("w.json.bak", SECRET);
	scratch_put("w.json.conflict-x", SECRET);
	erase_ok(s, &entry_one);
	check_gone(s);
	erase_ok(s, &all);
	erase_ok(s, &all);
	store_close(s);
}
END_TEST

/* A journal of before, put back by hand or by a copy of the folder; SAVED: the file has had
 * its words already. */
START_TEST(no_old_journal_brings_it_back)
{
	enum { LEN = 256 << 10 };
	char *bytes = mem_zero(LEN, 1);

	for (int saved = 0; saved < 2; saved++) {
		struct store *s;
		ssize_t len;
		int fd;

		scratch_close();
		scratch_open();
		s = begin();
		fd = open(scratch_path("w.json.journal"), O_RDWR | O_CLOEXEC);
		len = read(fd, bytes, LEN);
		ck_assert(len > 0 && len < LEN);
		if (saved)
			shelf_save(s);
		erase_ok(s, &entry_one);
		store_close(s);
		ck_assert_int_eq(pwrite(fd, bytes, (size_t)len, 0), len);
		close(fd);
		ck_assert_int_eq(hunt_files(SECRET), 1);
		s = shelf_open("w.json", "state");
		ck_assert(!store_came_back(s));
		check_gone(s);
		shelf_save(s);
		check_gone(s);
		store_close(s);
		ck_assert_int_eq(hunt_files(SECRET), 0);
	}
	free(bytes);
}
END_TEST

static void check_refused(struct store *s, const char *said)
{
	char *before = mem_string(scratch_get("w.json"));
	int64_t clock = answers_clock(store_answers(s));
	enum store_state state = store_state(s);
	struct err err = { .text = "" };

	scratch_put("w.json.bak", SECRET);
	ck_assert(!store_erase(s, &entry_one, &err));
	ck_assert_msg(strstr(err.text, said) != NULL, "%s", err.text);
	ck_assert_str_eq(scratch_get("w.json"), before);
	ck_assert_str_eq(scratch_get("w.json.bak"), SECRET);
	ck_assert_ptr_nonnull(answers_newest(store_answers(s), PART_ANSWERS, "one"));
	ck_assert_int_eq(answers_clock(store_answers(s)), clock);
	ck_assert_int_eq(store_state(s), state);
	free(before);
}

START_TEST(reading_erases_nothing)
{
	char *newer = changed(book, "\"version\":1", "\"version\":2");
	char *full = changed(book, "31", "9007199254740991");
	const struct { const char *file, *said; enum store_mode mode; bool held; } rows[] = {
		{ book, "nothing can be erased here: opened for reading only", STORE_READ, false },
		{ book, "another window", STORE_WRITE, true },
		{ newer, "a newer version", STORE_WRITE, false },
		{ full, "run out", STORE_WRITE, false },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct store_place place = shelf_place("w.json", NULL);
		struct store *s = NULL, *other = NULL;
		struct err err;

		scratch_put("w.json", rows[i].file);
		if (rows[i].held)
			other = shelf_open("w.json", NULL);
		ck_assert(store_open(&s, fault_sys(), &place, rows[i].mode, &err));
		check_refused(s, rows[i].said);
		store_close(s);
		store_close(other);
	}
	free(newer);
	free(full);
}
END_TEST

/* Somebody else's words are not for us to erase, nor to cover with ours. */
START_TEST(a_foreign_change_stops_it)
{
	struct store *s = begin();
	struct err err;

	scratch_put("w.json", book);
	check_refused(s, "nothing was erased: ");
	ck_assert(!store_erase(s, &entry_one, &err));
	ck_assert_int_eq(err.kind, ERR_CHANGED);
	ck_assert_ptr_null(store_conflict(s));
	shelf_save(s);
	ck_assert_ptr_nonnull(store_conflict(s));
	check_refused(s, "your words are in '");
	ck_assert_str_eq(scratch_get("w.json"), book);
	store_close(s);
	ck_assert_int_eq(scratch_count_ending(".tmp"), 0);
}
END_TEST

START_TEST(a_folder_in_its_place_stops_it)
{
	struct store *s = begin();
	struct err err;

	ck_assert_int_eq(unlink(scratch_path("w.json")), 0);
	ck_assert_int_eq(mkdir(scratch_path("w.json"), 0700), 0);
	ck_assert(!store_erase(s, &entry_one, &err));
	ck_assert_int_eq(err.kind, ERR_CHANGED);
	ck_assert_ptr_nonnull(answers_newest(store_answers(s), PART_ANSWERS, "one"));
	ck_assert(scratch_has("w.json.bak"));
	store_close(s);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { the_words_are_nowhere, a_backup_is_kept_again,
		what_is_named_goes, long_names_are_known, what_is_unsaved_is_saved,
		erasing_again_clears_up, no_old_journal_brings_it_back, reading_erases_nothing,
		a_foreign_change_stops_it, a_folder_in_its_place_stops_it };

	return shelf_run("store, erasing", tests, ARRAY_LEN(tests));
}
