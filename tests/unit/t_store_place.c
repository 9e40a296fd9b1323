/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/store: taking over from another window, and writing where no file can be made
 * or renamed. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "answers/hand.h"
#include "answers/journal.h"
#include "answers/sidecar.h"
#include "answers/store.h"
#include "base/file.h"
#include "base/mem.h"
#include "book.h"
#include "fault.h"
#include "hunt.h"
#include "scratch.h"
#include "shelf.h"

static int hits, mixtures;	/* of the faults that were set; files that were neither old nor new */

static const char *words(struct store *s)
{
	const struct layer *layer = answers_newest(store_answers(s), PART_ANSWERS, "one");

	return layer ? layer->text : "";
}

static bool has_warning(const struct store *s, const char *part)
{
	for (size_t i = 0; store_warning(s, i); i++)
		if (strstr(store_warning(s, i), part))
			return true;
	return false;
}

START_TEST(a_freed_lock_is_taken_over_with_all_that_was_written)
{
	struct store *first = shelf_create("w.json", "state"), *second;

	shelf_write(first, "first");
	shelf_save(first);
	second = shelf_open("w.json", "state");
	ck_assert(store_is_held(second) && has_warning(second, "process"));
	ck_assert(!store_take_over(second));
	shelf_write(first, "second");
	shelf_save(first);
	shelf_write(first, "third");
	store_keep(first);
	ck_assert_str_eq(words(second), "first");
	store_close(first);	/* without saving, as if it had been killed */
	store_use_writer(second);
	ck_assert(store_take_over(second));
	ck_assert_str_eq(words(second), "third");
	ck_assert(store_came_back(second) && !store_is_held(second));
	ck_assert_ptr_null(store_read_only(second));
	ck_assert(!has_warning(second, "process"));
	ck_assert(!store_take_over(second));
	shelf_write(second, "fourth");
	shelf_save(second);
	ck_assert_int_ge(store_fd(second), 0);	/* the writer came along */
	store_close(second);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "fourth"));
	ck_assert_int_eq(fault_open_files(), 0);
}
END_TEST

/* The file was damaged meanwhile: it is not written, and the reason is told. */
START_TEST(what_became_unreadable_is_not_taken_over)
{
	struct store *first = shelf_create("w.json", NULL), *second = shelf_open("w.json", NULL);

	store_close(first);
	scratch_put("w.json", "{");
	ck_assert(store_take_over(second));
	ck_assert_ptr_nonnull(strstr(store_read_only(second), "line 1"));
	ck_assert(!store_take_over(second));
	store_close(second);
	ck_assert_str_eq(scratch_get("w.json"), "{");
}
END_TEST

/* While faults are set: no file can be made in the scratch folder itself. */
static int closed_openat(int dir, const char *path, int flags, mode_t mode)
{
	const char *last = strrchr(path, '/');
	bool inside = last ? strncmp(path, scratch_path(""), strlen(scratch_path(""))) == 0 &&
			     strncmp(path, scratch_path("state"), strlen(scratch_path("state"))) != 0 :
			     strstr(path, "w.json") != NULL;
	struct stat st;

	if (inside && (flags & O_CREAT) && sys_real()->fstatat(dir, path, &st, 0) != 0) {
		errno = EACCES;
		return -1;
	}
	return fault_sys()->openat(dir, path, flags, mode);
}

static const struct sys *closed_folder(void)
{
	static struct { struct sys sys; bool made; } table;

	table.sys = *fault_sys();
	table.sys.openat = closed_openat;
	return &table.sys;
}

/* With a state folder of its own, as for a file that was never open before. */
static struct store *open_closed_in(const char *state, enum store_mode mode)
{
	struct store_place place = shelf_place("w.json", state);
	struct store *s = NULL;
	struct err err = { .text = "" };

	ck_assert_msg(store_open(&s, closed_folder(), &place, mode, &err), "%s", err.text);
	return s;
}

static struct store *open_closed(enum store_mode mode)
{
	return open_closed_in("state", mode);
}

START_TEST(a_closed_folder_is_written_in_after_asking)
{
	struct store *s;

	scratch_put("w.json", book);
	s = open_closed(STORE_WRITE_HERE);
	ck_assert_ptr_nonnull(strstr(store_read_only(s), "folder"));
	ck_assert(store_could_agree(s));
	ck_assert(!scratch_has("state"));
	store_agree(s);
	ck_assert_msg(!store_read_only(s), "%s", store_read_only(s));
	ck_assert(!store_could_agree(s) && store_is_in_place(s));
	ck_assert(has_warning(s, "written over"));
	ck_assert_int_eq(scratch_mode("state"), 0700);
	shelf_write(s, "over");
	ck_assert(!store_wrote_over(s));
	shelf_save(s);
	ck_assert(store_wrote_over(s));
	ck_assert_int_eq(store_state(s), STORE_SAVED);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "over"));
	shelf_write(s, "kept");
	store_keep(s);
	store_close(s);
	ck_assert_int_eq(scratch_count(), 2);	/* w.json and state */
	/* Agreed once, it is not asked again; nor are the words forgotten. */
	s = open_closed(STORE_WRITE_HERE);
	ck_assert_ptr_null(store_read_only(s));
	ck_assert_str_eq(words(s), "kept");
	store_close(s);
	s = open_closed(STORE_READ);
	ck_assert_str_eq(words(s), "kept");
	store_close(s);
	ck_assert_int_eq(fault_open_files(), 0);
}
END_TEST

/* Without a state folder there is nothing to agree to. */
START_TEST(a_closed_folder_alone_is_only_read)
{
	struct store *s;

	scratch_put("w.json", book);
	s = open_closed_in(NULL, STORE_WRITE_HERE);
	ck_assert_ptr_nonnull(store_read_only(s));
	ck_assert(!store_could_agree(s));
	store_agree(s);
	ck_assert_ptr_nonnull(store_read_only(s));
	store_close(s);
	ck_assert_int_eq(fault_open_files(), 0);
}
END_TEST

/* The folder takes files again: the words on the other side come back, and only once. */
START_TEST(a_journal_on_the_other_side_is_found)
{
	struct store *s;
	char *side;

	scratch_put("w.json", book);
	s = open_closed(STORE_WRITE);
	shelf_write(s, "kept");
	store_keep(s);
	store_close(s);
	s = shelf_open("w.json", "state");
	ck_assert_str_eq(words(s), "kept");
	ck_assert(store_came_back(s) && !store_is_in_place(s));
	shelf_save(s);
	store_close(s);
	s = shelf_open("w.json", "state");
	ck_assert(!store_came_back(s));
	ck_assert_str_eq(words(s), "kept");
	store_close(s);
	side = hand_path(scratch_path("state"), scratch_path("w.json"));
	ck_assert(file_exists(sys_real(), side));
	free(side);
}
END_TEST

/* What could not be read is kept in the state folder, for there is no other place. */
START_TEST(a_repair_in_a_closed_folder_is_saved)
{
	struct store_place place = shelf_place("w.json", "state");
	struct store *s = NULL;
	struct err err;

	scratch_put("w.json", "damage");
	scratch_put("w.json.bak", book);
	ck_assert(store_repair(&s, closed_folder(), &place, STORE_WRITE, STORE_BACKUP, &err));
	shelf_write(s, "over");
	shelf_save(s);
	store_close(s);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "over"));
	ck_assert_int_eq(hunt_files("damage"), 1);
}
END_TEST

/* Writing over needs the journal first: without one that can be read nothing is written. */
START_TEST(a_closed_folder_needs_its_journal)
{
	char *full = changed(book, "\"clock\":7", "\"clock\":9007199254740991");
	char *side = hand_path(scratch_path("state"), scratch_path("w.json"));
	char *journal = sidecar_path(side, SIDECAR_JOURNAL);
	struct store *s;

	scratch_put("w.json", book);
	ck_assert_int_eq(mkdir(scratch_path("state"), 0700), 0);
	ck_assert_int_eq(mkdir(journal, 0700), 0);
	s = open_closed(STORE_WRITE);
	ck_assert_ptr_nonnull(strstr(store_read_only(s), ".journal"));
	store_close(s);
	scratch_put("w.json", full);	/* another reason, which is the first */
	s = open_closed(STORE_WRITE);
	ck_assert_ptr_nonnull(strstr(store_read_only(s), "clock"));
	ck_assert(has_warning(s, ".journal"));
	store_close(s);
	free(journal);
	free(side);
	free(full);
}
END_TEST

START_TEST(two_windows_in_a_closed_folder)
{
	struct store *first, *second;

	scratch_put("w.json", book);
	first = open_closed(STORE_WRITE);
	second = open_closed(STORE_WRITE);
	ck_assert(!store_is_held(first) && store_is_held(second));
	ck_assert(!store_take_over(second));
	shelf_write(first, "kept");
	store_keep(first);
	store_close(first);
	ck_assert(store_take_over(second));
	ck_assert_str_eq(words(second), "kept");
	store_close(second);
}
END_TEST

/* One try to save "over" with the faults that SET has set: what is read afterwards is the
 * old or the new.  Returns whether it was saved. */
static bool try_to_save(int number, void (*set)(int), int nth)
{
	char state[32];
	struct store *s;
	struct err err;
	bool saved, mixed;

	snprintf(state, sizeof(state), "state%d", number);
	fault_reset();
	scratch_put("w.json", book);
	s = open_closed_in(state, STORE_WRITE);
	shelf_write(s, "over");
	fault_reset();
	set(nth);
	saved = store_save(s, &err);
	hits += fault_hits();
	fault_reset();
	ck_assert_int_eq(store_state(s), saved ? STORE_SAVED : STORE_FAILED);
	mixed = strcmp(scratch_get("w.json"), book) != 0 &&
		!strstr(scratch_get("w.json"), "\"over\"");
	mixtures += mixed;
	ck_assert(!saved || !mixed);
	store_close(s);
	s = open_closed_in(state, STORE_WRITE);
	if (saved || mixed)
		ck_assert_str_eq(words(s), "over");
	else
		ck_assert(strcmp(words(s), "over") == 0 || strncmp(words(s), "two", 3) == 0);
	ck_assert(!mixed || store_came_back(s));
	shelf_write(s, "later");
	shelf_save(s);
	store_close(s);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "later"));
	return saved;
}

static void fail_once(int nth)
{
	fault_at(FAULT_ANY, nth, EIO, FAULT_ONCE);
}

static void fail_full(int nth)
{
	fault_at(FAULT_ANY, nth, ENOSPC, FAULT_FROM);
}

static void fail_late(int nth)
{
	fault_at(FAULT_ANY, nth, EIO, FAULT_LATE);
}

/* Small pieces, until the disk goes away: the file is a mixture for most of the time. */
static void cut_off(int nth)
{
	fault_short(100);
	fault_at(FAULT_ANY, nth, EIO, FAULT_FROM);
}

START_TEST(no_fault_in_a_closed_folder_harms_a_word)
{
	static void (*const ways[])(int) = { fail_once, fail_full, fail_late, cut_off };
	int number = 0;

	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		hits = 1;
		for (int nth = 1; hits; nth++) {
			hits = 0;
			try_to_save(number++, ways[i], nth);
		}
	}
	ck_assert_int_gt(number, 100);
	ck_assert_int_ge(mixtures, 5);
}
END_TEST

/* Brings w.json into a mixture of BOOK and what has "over" in it, NTH call by NTH; NULL when
 * there are no more calls.  *SKIP: it is none. */
static struct store *mix(const char *state, int nth, bool *skip)
{
	struct store *s;
	struct err err;

	fault_reset();
	scratch_put("w.json", book);
	s = open_closed_in(state, STORE_WRITE);
	shelf_write(s, "over");
	fault_reset();
	cut_off(nth);
	*skip = store_save(s, &err);
	hits = fault_hits();
	fault_reset();
	*skip = *skip || strcmp(scratch_get("w.json"), book) == 0 ||
		strstr(scratch_get("w.json"), "\"over\"");
	return s;
}

/* The journal keeps the whole workbook as long as the file is a mixture, whatever is typed. */
START_TEST(words_kept_beside_a_mixture_do_not_cost_the_others)
{
	char state[32];
	struct store *s;
	bool skip;

	hits = 1;
	mixtures = 0;
	for (int nth = 1; hits; nth++) {
		snprintf(state, sizeof(state), "state%d", nth);
		s = mix(state, nth, &skip);
		for (int round = 0; !skip && round < 3; round++) {
			shelf_write(s, round % 2 ? "typed" : "typed on");
			store_keep(s);
			store_close(s);	/* killed */
			s = open_closed_in(state, STORE_WRITE);
			ck_assert(store_came_back(s));
			ck_assert_str_eq(words(s), round % 2 ? "typed" : "typed on");
			ck_assert_uint_ge(answers_layers(store_answers(s), PART_ANSWERS, "one"), 3);
			ck_assert_uint_eq(answers_count(store_answers(s), PART_ANSWERS), 2);
			mixtures++;
		}
		if (!skip) {
			shelf_save(s);
			ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "mentor"));
		}
		store_close(s);
	}
	ck_assert_int_ge(mixtures, 5);
}
END_TEST

/* The folder takes files again before the mixture is mended. */
START_TEST(a_mixture_is_mended_from_the_other_side)
{
	struct store *s;
	bool skip = true;

	hits = 1;
	for (int nth = 1; hits && skip; nth++) {
		s = mix("state", nth, &skip);
		if (skip)
			shelf_save(s);
		store_close(s);
	}
	ck_assert(!skip);
	s = shelf_open("w.json", "state");
	ck_assert_str_eq(words(s), "over");
	ck_assert(store_came_back(s) && !store_is_in_place(s));
	shelf_save(s);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "mentor"));
	store_close(s);
	s = shelf_open("w.json", "state");
	ck_assert(!store_came_back(s));
	store_close(s);
}
END_TEST

/* Three saves in a row that cannot take the name; one would not do. */
START_TEST(what_cannot_be_renamed_is_written_over)
{
	struct store *s = shelf_create("w.json", NULL);
	struct err err;

	shelf_write(s, "over");
	fault_reset();
	fault_at(FAULT_EXCHANGE, 1, EBUSY, FAULT_FROM);
	fault_at(FAULT_RENAME, 2, EBUSY, FAULT_ONCE);
	ck_assert(!store_save(s, &err));	/* the first rename is that of .bak */
	ck_assert(!store_wrote_over(s));
	shelf_save(s);
	ck_assert(!store_wrote_over(s));
	shelf_write(s, "more");
	fault_reset();
	fault_at(FAULT_EXCHANGE, 1, EBUSY, FAULT_FROM);
	for (int nth = 2; nth <= 6; nth += 2)
		fault_at(FAULT_RENAME, nth, EBUSY, FAULT_ONCE);
	ck_assert(!store_save(s, &err) && !store_save(s, &err));
	shelf_save(s);
	ck_assert(store_wrote_over(s) && !store_is_in_place(s));
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "more"));
	ck_assert_int_eq(scratch_count_ending(".tmp"), 0);
	store_close(s);
	s = shelf_open("w.json", NULL);
	fault_reset();
	fault_at(FAULT_EXCHANGE, 1, EBUSY, FAULT_FROM);
	fault_at(FAULT_RENAME, 1, EBUSY, FAULT_FROM);
	shelf_write(s, "nothing at all");
	ck_assert(!store_save(s, &err) && !store_save(s, &err));
	shelf_save(s);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "nothing at all"));
	store_close(s);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
		a_freed_lock_is_taken_over_with_all_that_was_written,
		what_became_unreadable_is_not_taken_over,
		a_closed_folder_is_written_in_after_asking, a_closed_folder_alone_is_only_read,
		a_journal_on_the_other_side_is_found,
		a_repair_in_a_closed_folder_is_saved,
		a_closed_folder_needs_its_journal,
		two_windows_in_a_closed_folder,
		no_fault_in_a_closed_folder_harms_a_word,
		words_kept_beside_a_mixture_do_not_cost_the_others,
		a_mixture_is_mended_from_the_other_side,
		what_cannot_be_renamed_is_written_over,
	};

	return shelf_run("store_place", tests, ARRAY_LEN(tests));
}
