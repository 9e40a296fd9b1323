/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/store: somebody else changed the file meanwhile. */
#include <config.h>

#include <check.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "answers/store.h"
#include "base/mem.h"
#include "book.h"
#include "fault.h"
#include "scratch.h"
#include "shelf.h"

/* Our file before the change. */
static struct stat old_stat;

static void set_time(const char *name, time_t seconds)
{
	struct timespec times[2] = { { .tv_sec = seconds }, old_stat.st_mtim };

	if (seconds)
		times[1] = times[0];
	ck_assert_int_eq(utimensat(AT_FDCWD, scratch_path(name), times, 0), 0);
}

/* Our bytes with one other letter, for free(). */
static char *foreign_twin(void)
{
	char *bytes = mem_string(scratch_get("w.json"));

	*strchr(bytes, 'p') = 'q';
	return bytes;
}

static void other_size(void)
{
	scratch_put("w.json", book);
	set_time("w.json", 0);
}

static void same_size(void)
{
	char *bytes = foreign_twin();

	scratch_put("w.json", bytes);
	set_time("w.json", 0);
	free(bytes);
}

static void older(void)
{
	scratch_put("w.json", book);
	set_time("w.json", 86400);
}

static void renamed_over(void)
{
	char *bytes = foreign_twin();

	scratch_put("other", bytes);
	set_time("other", 0);
	ck_assert_int_eq(rename(scratch_path("other"), scratch_path("w.json")), 0);
	free(bytes);
}

static void damaged(void)
{
	scratch_put("w.json", "{");
}

static void emptied(void)
{
	scratch_put("w.json", "");
}

static void link_elsewhere(void)
{
	scratch_put("other", book);
	ck_assert_int_eq(unlink(scratch_path("w.json")), 0);
	ck_assert_int_eq(symlink("other", scratch_path("w.json")), 0);
}

static void huge(void)
{
	ck_assert_int_eq(truncate(scratch_path("w.json"), (off_t)ANSWERS_FILE_MAX + 1), 0);
}

static void folder(void)
{
	ck_assert_int_eq(unlink(scratch_path("w.json")), 0);
	ck_assert_int_eq(mkdir(scratch_path("w.json"), 0700), 0);
}

static void pipe_there(void)
{
	ck_assert_int_eq(unlink(scratch_path("w.json")), 0);
	ck_assert_int_eq(mkfifo(scratch_path("w.json"), 0600), 0);
}

/* A store on w.json, just saved, with new words in memory; its printed form in *WORDS. */
static struct store *ready(char **words)
{
	struct store *s = shelf_create("w.json", "state");

	shelf_write(s, "before");
	shelf_save(s);
	ck_assert_int_eq(stat(scratch_path("w.json"), &old_stat), 0);
	shelf_write(s, "ours");
	*words = print_ok(store_answers(s));
	fault_reset();
	return s;
}

/* The last part of the conflict file's path. */
static const char *conflict_name(const struct store *s)
{
	ck_assert_ptr_nonnull(store_conflict(s));
	return strrchr(store_conflict(s), '/') + 1;
}

static int count_conflicts(void)
{
	DIR *dir = opendir(scratch_path(""));
	struct dirent *entry;
	int count = 0;

	ck_assert_ptr_nonnull(dir);
	while ((entry = readdir(dir)))
		count += strncmp(entry->d_name, "w.json.conflict-", 16) == 0;
	closedir(dir);
	return count;
}

/* The foreign file is as it was left; our words, WORDS and later ones, are in one file
 * beside it. */
static void check_conflict(struct store *s, const char *words, const char *row)
{
	char *more;

	ck_assert_msg(store_conflict(s) != NULL, "%s: overwritten", row);
	ck_assert_str_eq(scratch_get(conflict_name(s)), words);
	ck_assert_int_eq(scratch_mode(conflict_name(s)), 0600);
	ck_assert(!store_same_hand(s));
	shelf_write(s, "more of ours");
	shelf_save(s);
	more = print_ok(store_answers(s));
	ck_assert_str_eq(scratch_get(conflict_name(s)), more);
	ck_assert_msg(count_conflicts() == 1, "%s", row);
	free(more);
}

struct change {
	const char *name;
	void (*make)(void);
	bool readable;	/* what stands there afterwards is a file to compare */
};

static const struct change changes[] = {
	{ "same time, other size", other_size, true },
	{ "same time and size", same_size, true },
	{ "older time", older, true },
	{ "replaced by rename", renamed_over, true },
	{ "damaged", damaged, true },
	{ "emptied", emptied, true },
	{ "a link to elsewhere", link_elsewhere, true },
	{ "huge", huge, false },
	{ "a folder", folder, false },
	{ "a pipe", pipe_there, false },
};

START_TEST(every_change_is_noticed)
{
	for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
		const struct change *c = &changes[i];
		char *words, *foreign = NULL;
		struct store *s = ready(&words);
		struct stat before, after;

		c->make();
		ck_assert_int_eq(lstat(scratch_path("w.json"), &before), 0);
		if (c->readable)
			foreign = mem_string(scratch_get("w.json"));
		shelf_save(s);
		check_conflict(s, words, c->name);
		ck_assert_int_eq(lstat(scratch_path("w.json"), &after), 0);
		ck_assert_msg(before.st_ino == after.st_ino && before.st_size == after.st_size &&
			      before.st_mtim.tv_nsec == after.st_mtim.tv_nsec, "%s", c->name);
		if (c->readable)
			ck_assert_str_eq(scratch_get("w.json"), foreign);
		store_close(s);
		ck_assert_int_eq(scratch_count_ending(".tmp"), 0);
		free(words);
		free(foreign);
		scratch_close();
		scratch_open();
	}
}
END_TEST

static void make_change(const void *arg)
{
	((const struct change *)arg)->make();
}

/* The new file is finished already when somebody is faster. */
START_TEST(a_change_in_the_last_moment_is_noticed)
{
	for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
		char *words;
		struct store *s = ready(&words);

		fault_before(FAULT_FSYNC, 1, make_change, &changes[i]);
		shelf_save(s);
		check_conflict(s, words, changes[i].name);
		store_close(s);
		ck_assert_int_eq(scratch_count_ending(".tmp"), 0);
		free(words);
		scratch_close();
		scratch_open();
		fault_reset();
	}
}
END_TEST

START_TEST(what_was_removed_is_written_again)
{
	char *words;
	struct store *s = ready(&words);

	ck_assert_int_eq(unlink(scratch_path("w.json")), 0);
	shelf_save(s);
	ck_assert_ptr_null(store_conflict(s));
	ck_assert_str_eq(scratch_get("w.json"), words);
	store_close(s);
	free(words);
}
END_TEST

/* Touched, copied, moved: the bytes are ours, and nothing else counts. */
/* The file went away, its journal did not: a new workbook leaves those words alone. */
START_TEST(a_new_workbook_puts_an_old_journal_aside)
{
	struct store *s = shelf_create("w.json", NULL);

	shelf_write(s, "Last sentences.");
	store_keep(s);
	ck_assert_int_eq(store_state(s), STORE_SAFE);
	store_close(s);
	ck_assert_int_eq(unlink(scratch_path("w.json")), 0);
	s = shelf_create("w.json", NULL);
	ck_assert_int_eq(count_conflicts(), 1);
	ck_assert_ptr_nonnull(store_warning(s, 0));
	store_close(s);
}
END_TEST

START_TEST(the_same_bytes_are_no_change)
{
	char *words, *same;
	struct store *s = ready(&words);

	same = mem_string(scratch_get("w.json"));
	scratch_put("other", same);
	ck_assert_int_eq(rename(scratch_path("other"), scratch_path("w.json")), 0);
	set_time("w.json", 86400);
	shelf_save(s);
	ck_assert_ptr_null(store_conflict(s));
	ck_assert_str_eq(scratch_get("w.json"), words);
	store_close(s);
	free(same);
	free(words);
}
END_TEST

/* What cannot be read may be ours or not: the save fails, and the next one knows. */
START_TEST(an_unreadable_file_is_no_conflict)
{
	char *words;
	struct store *s = ready(&words);
	struct err err;

	fault_at(FAULT_READ, 1, EIO, FAULT_ONCE);
	ck_assert(!store_save(s, &err));
	ck_assert_ptr_null(store_conflict(s));
	shelf_save(s);
	ck_assert_ptr_null(store_conflict(s));
	ck_assert_str_eq(scratch_get("w.json"), words);
	store_close(s);
	free(words);
}
END_TEST

START_TEST(the_name_tells_host_and_time)
{
	char *words;
	struct store *s = ready(&words);
	regex_t form;

	ck_assert_int_eq(regcomp(&form, "^w\\.json\\.conflict-[A-Za-z0-9-]{1,32}-20261123T190411Z$",
				 REG_EXTENDED | REG_NOSUB), 0);
	fault_clock(NOW);
	scratch_put("w.json", book);
	shelf_save(s);
	ck_assert_msg(regexec(&form, conflict_name(s), 0, NULL, 0) == 0, "%s", conflict_name(s));
	regfree(&form);
	store_close(s);
	free(words);
}
END_TEST

/* A taken name is never written over: neither at first nor later. */
START_TEST(a_conflict_file_is_new)
{
	char *words, *first;
	struct store *s = ready(&words);

	fault_clock(NOW);
	scratch_put("w.json", book);
	shelf_save(s);
	first = mem_string(conflict_name(s));
	scratch_put(first, "somebody was here too");
	shelf_write(s, "later");
	shelf_save(s);
	ck_assert_str_eq(scratch_get(first), "somebody was here too");
	ck_assert_str_eq(conflict_name(s) + strlen(first), "-2");
	ck_assert_int_eq(count_conflicts(), 2);
	store_close(s);
	free(first);
	free(words);
}
END_TEST

/* A conflict file that could not be written, or whose folder could not be synced, is
 * tried again under its name. */
static void check_no_trail(enum fault_kind first, int first_nth)
{
	const struct { enum fault_kind kind; int nth; } rows[] = {
		{ first, first_nth }, { FAULT_FSYNC, 1 }, { FAULT_FSYNC, 2 }, { FAULT_RENAME, 1 },
	};
	char *words;
	struct store *s = ready(&words);
	struct err err;

	scratch_put("w.json", book);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		fault_reset();
		fault_clock(NOW + (time_t)i);
		fault_at(rows[i].kind, rows[i].nth, EIO, FAULT_ONCE);
		ck_assert_msg(!store_save(s, &err), "row %zu", i);
	}
	fault_reset();
	shelf_save(s);
	ck_assert_int_eq(count_conflicts(), 1);
	ck_assert_str_eq(scratch_get(conflict_name(s)), words);
	ck_assert_str_eq(scratch_get("w.json"), book);
	store_close(s);
	free(words);
}

START_TEST(a_conflict_leaves_no_trail)
{
	check_no_trail(FAULT_WRITE, 2);	/* first what FILE would have got, then the conflict's */
	scratch_close();
	scratch_open();
	check_no_trail(FAULT_FSYNC, 3);
}
END_TEST

/* What is known of our hand is about FILE, not about the file for a conflict. */
START_TEST(a_conflict_is_not_our_hand)
{
	char *words;
	struct store *s = ready(&words);
	char *before = mem_string(scratch_get("w.json"));

	scratch_put("w.json", book);
	shelf_save(s);
	store_close(s);
	s = shelf_open("w.json", "state");
	ck_assert(!store_same_hand(s));
	store_close(s);
	scratch_put("w.json", before);
	s = shelf_open("w.json", "state");
	ck_assert(store_same_hand(s));
	store_close(s);
	free(before);
	free(words);
}
END_TEST

START_TEST(names_without_a_folder)
{
	struct store_place place = { "w.json", NULL };
	struct store *s = NULL;
	struct err err;

	ck_assert_int_eq(chdir(scratch_path("")), 0);
	ck_assert_msg(store_create(&s, fault_sys(), &place, "p", "1", &err), "%s", err.text);
	shelf_write(s, "words");
	shelf_save(s);
	scratch_put("w.json", book);
	shelf_write(s, "more");
	shelf_save(s);
	ck_assert_int_eq(strncmp(store_conflict(s), "w.json.conflict-", 16), 0);
	ck_assert(scratch_has(store_conflict(s)));
	store_close(s);
	ck_assert_int_eq(unlink("w.json"), 0);
	ck_assert_int_eq(store_look(fault_sys(), "w.json"), STORE_REMAINS);
	ck_assert_int_eq(unlink("w.json.bak"), 0);
	ck_assert_int_eq(store_look(fault_sys(), "w.json"), STORE_REMAINS);
	ck_assert_int_eq(store_look(fault_sys(), "/leaderplus-is-not-here"), STORE_ABSENT);
	ck_assert_int_eq(chdir("/"), 0);
}
END_TEST

/* Without new words: what stands in nobody's file any more goes to a conflict file. */
START_TEST(looking_again_saves_only_from_others)
{
	struct store *s = shelf_create("w.json", NULL);
	int writes;

	shelf_write(s, "words");
	shelf_save(s);
	writes = fault_calls(FAULT_WRITE);
	store_look_again(s);
	ck_assert_int_eq(fault_calls(FAULT_WRITE), writes);
	ck_assert_ptr_null(store_conflict(s));
	scratch_put("w.json", book);
	store_look_again(s);
	ck_assert_ptr_nonnull(store_conflict(s));
	ck_assert_str_eq(scratch_get("w.json"), book);
	writes = fault_calls(FAULT_WRITE);
	store_look_again(s);
	ck_assert_int_eq(fault_calls(FAULT_WRITE), writes);
	store_close(s);
	s = shelf_open("w.json", NULL);
	store_close(s);
}
END_TEST

START_TEST(looking_again_without_saving_does_nothing)
{
	struct store_place place = shelf_place("w.json", NULL);
	struct store *s;
	struct err err;

	scratch_put("w.json", book);
	ck_assert(store_open(&s, fault_sys(), &place, STORE_READ, &err));
	scratch_put("w.json", "{");
	store_look_again(s);
	ck_assert_ptr_null(store_conflict(s));
	ck_assert_str_eq(scratch_get("w.json"), "{");
	store_close(s);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { every_change_is_noticed,
		a_change_in_the_last_moment_is_noticed, what_was_removed_is_written_again,
		a_new_workbook_puts_an_old_journal_aside,
		the_same_bytes_are_no_change, an_unreadable_file_is_no_conflict,
		the_name_tells_host_and_time, a_conflict_file_is_new, a_conflict_leaves_no_trail,
		a_conflict_is_not_our_hand, names_without_a_folder,
		looking_again_saves_only_from_others, looking_again_without_saving_does_nothing };

	return shelf_run("store, changed on disk", tests, ARRAY_LEN(tests));
}
