/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/store: what saves have left in a folder, and whether its disk keeps words
 * private. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "answers/store.h"
#include "base/mem.h"
#include "book.h"
#include "fault.h"
#include "hunt.h"
#include "met.h"
#include "scratch.h"
#include "shelf.h"

static bool has_warning(const struct store *s, const char *part)
{
	for (size_t i = 0; store_warning(s, i); i++)
		if (strstr(store_warning(s, i), part))
			return true;
	return false;
}

START_TEST(what_was_cut_short_is_removed)
{
	struct store *s;

	scratch_put("w.json", book);
	scratch_put(".w.json.abcdefgh.tmp", "cut");
	scratch_put(".w.json.broken-20261123T190411Z.abcd2345.tmp", "cut");
	scratch_put(".w.json.conflict-host-20261123T190411Z.abcdefgh.tmp", "cut");
	scratch_put(".w.json.abcdefg1.tmp", "not ours: 1 is no letter of ours");
	scratch_put(".w.json2.abcdefgh.tmp", "another workbook's");
	scratch_put(".w.json.abcdefgh.tmp2", "nobody's");
	ck_assert_int_eq(mkdir(scratch_path(".w.json.folderab.tmp"), 0700), 0);
	s = shelf_open("w.json", NULL);
	ck_assert(!scratch_has(".w.json.abcdefgh.tmp"));
	ck_assert(!scratch_has(".w.json.broken-20261123T190411Z.abcd2345.tmp"));
	ck_assert(!scratch_has(".w.json.conflict-host-20261123T190411Z.abcdefgh.tmp"));
	ck_assert(scratch_has(".w.json.abcdefg1.tmp") && scratch_has(".w.json2.abcdefgh.tmp") &&
		  scratch_has(".w.json.abcdefgh.tmp2") && scratch_has(".w.json.folderab.tmp"));
	/* So is what a first start has left that was cut short. */
	scratch_put(".new.json.abcdefgh.tmp", "cut");
	store_close(shelf_create("new.json", NULL));
	ck_assert(!scratch_has(".new.json.abcdefgh.tmp"));
	/* Another window may be saving: a reader leaves them alone. */
	scratch_put(".w.json.abcdefgh.tmp", "under way");
	store_close(shelf_open("w.json", NULL));
	ck_assert(scratch_has(".w.json.abcdefgh.tmp"));
	store_close(s);
}
END_TEST

/* A save was cut short when ours had the name, and the temporary file is what stood there. */
START_TEST(what_a_save_found_and_could_not_put_aside_is_kept)
{
	struct store *s = met_under("two");
	char *theirs = mem_string(scratch_get("w.json")), *unsaved, *before;

	before = print_ok(store_answers(s));
	store_close(s);
	scratch_put("w.json", before);
	s = shelf_open("w.json", NULL);
	scratch_put(".w.json.aaaaaaaa.tmp", scratch_get("w.json"));	/* the last version */
	shelf_write(s, OURS);
	shelf_save(s);
	scratch_put(".w.json.bbbbbbbb.tmp", theirs);
	scratch_put(".w.json.cccccccc.tmp", book);	/* no copy of it at all */
	scratch_put(".w.json.eeeeeeee.tmp", others[0]);	/* nor any words */
	scratch_put(".w.json.ffffffff.tmp", "huge");
	ck_assert_int_eq(truncate(scratch_path(".w.json.ffffffff.tmp"), (off_t)ANSWERS_FILE_MAX + 1), 0);
	shelf_write(s, OURS " and what was not saved");
	unsaved = print_ok(store_answers(s));
	scratch_put(".w.json.dddddddd.tmp", unsaved);
	store_close(s);
	fault_at(FAULT_LINK, 1, ENOSPC, FAULT_FROM);
	store_close(shelf_open("w.json", NULL));
	ck_assert_int_eq(scratch_count_ending(".tmp"), 2);	/* until they can be kept */
	fault_reset();
	s = shelf_open("w.json", NULL);
	ck_assert_int_eq(scratch_count_ending(".tmp"), 0);
	ck_assert_uint_eq(count_conflicts(), 2);
	ck_assert_int_eq(hunt_files(THEIRS), 1);
	ck_assert(has_warning(s, "kept apart"));
	ck_assert(shelf_in_file(OURS));
	store_close(s);
	free(unsaved);
	free(before);
	free(theirs);
}
END_TEST

/* The version before has a narrower choice of who may see the words, and no others. */
START_TEST(a_choice_is_no_word_that_a_save_found)
{
	struct store *s = shelf_create("w.json", NULL);

	shelf_write(s, SHELF_WORDS);
	ck_assert(answers_set_share(store_answers(s), PART_ANSWERS, "one", (bool[]){ true, false }));
	shelf_save(s);
	scratch_put(".w.json.aaaaaaaa.tmp", scratch_get("w.json"));
	ck_assert(answers_set_share(store_answers(s), PART_ANSWERS, "one", (bool[]){ true, true }));
	shelf_write(s, OURS);
	shelf_save(s);
	store_close(s);
	store_close(shelf_open("w.json", NULL));
	ck_assert_int_eq(scratch_count_ending(".tmp"), 0);
	ck_assert_uint_eq(count_conflicts(), 0);
}
END_TEST

static int open_to_all(int fd, struct stat *st)
{
	int done = sys_real()->fstat(fd, st);

	st->st_mode |= 0777;
	return done;
}

static int no_modes(int fd, mode_t mode)
{
	(void)fd;
	(void)mode;
	errno = EPERM;
	return -1;
}

START_TEST(a_disk_without_permissions_is_told)
{
	struct store_place place = shelf_place("w.json", NULL);
	struct sys sys = *fault_sys();
	struct store *s;
	struct err err;

	scratch_put("w.json", book);
	s = shelf_open("w.json", NULL);
	ck_assert(!has_warning(s, "permissions"));
	store_close(s);
	sys.fstat = open_to_all;
	sys.fchmod = no_modes;
	ck_assert_msg(store_open(&s, &sys, &place, STORE_WRITE, &err), "%s", err.text);
	ck_assert(has_warning(s, "permissions"));
	ck_assert_ptr_null(store_read_only(s));
	store_close(s);
}
END_TEST

START_TEST(words_kept_apart_are_not_forgotten)
{
	struct store *s = shelf_create("w.json", NULL);

	store_close(s);
	scratch_put("w.json.conflict-host-20261123T190411Z", scratch_get("w.json"));
	s = shelf_open("w.json.conflict-host-20261123T190411Z", NULL);
	shelf_write(s, "apart");
	shelf_save(s);
	store_close(s);
	scratch_put("w.json.conflict-host-20261123T190412Z",
		    scratch_get("w.json.conflict-host-20261123T190411Z"));
	scratch_put("w.json.conflict-host-20261123T190410Z", "torn");
	scratch_put("w.json.conflict-host-20261123T190413Z", scratch_get("w.json"));	/* all is here */
	s = shelf_open("w.json", NULL);
	ck_assert(has_warning(s, "conflict-host-20261123T190412Z"));
	ck_assert(!has_warning(s, "conflict-host-20261123T190411Z"));
	store_close(s);
	/* Words that came back are told no more; what cannot be read is. */
	scratch_put("w.json", scratch_get("w.json.conflict-host-20261123T190411Z"));
	s = shelf_open("w.json", NULL);
	ck_assert(has_warning(s, "conflict-host-20261123T190410Z"));
	store_close(s);
	ck_assert_int_eq(remove(scratch_path("w.json.conflict-host-20261123T190410Z")), 0);
	s = shelf_open("w.json", NULL);
	ck_assert(!has_warning(s, "conflict-host"));
	store_close(s);
	/* Nor is it known what another workbook is there for, or what is no file. */
	scratch_put("w.json.conflict-host-20261123T190414Z", book);
	s = shelf_open("w.json", NULL);
	ck_assert(has_warning(s, "conflict-host-20261123T190414Z"));
	store_close(s);
	scratch_put("w.json.conflict-host-20261123T190414Z", "{\"format\":\"leaderplus-room\",\"version\":1,"
		    "\"id\":\"x\",\"pack\":{\"id\":\"p\",\"version\":\"1\"}}");
	s = shelf_open("w.json", NULL);
	ck_assert(has_warning(s, "conflict-host-20261123T190414Z"));
	store_close(s);
	ck_assert_int_eq(mkdir(scratch_path("w.json.conflict-host-20261123T190415Z"), 0700), 0);
	s = shelf_open("w.json", NULL);
	ck_assert(has_warning(s, "conflict-host-20261123T190415Z"));
	store_close(s);
}
END_TEST

/* A stick was pulled: its folder is still there, and it is another one. */
START_TEST(another_folder_of_the_same_name_gets_no_words)
{
	struct store *s;
	struct err err;
	char *bytes;

	ck_assert_int_eq(mkdir(scratch_path("stick"), 0700), 0);
	s = shelf_create("stick/w.json", NULL);
	shelf_write(s, "before");
	shelf_save(s);
	ck_assert_int_eq(rename(scratch_path("stick"), scratch_path("away")), 0);
	ck_assert_int_eq(mkdir(scratch_path("stick"), 0700), 0);
	shelf_write(s, "after");
	store_keep(s);
	ck_assert(!store_words_are_safe(s));
	scratch_put("stick/w.json", book);	/* not ours */
	ck_assert(!store_save(s, &err));
	ck_assert_str_eq(scratch_get("stick/w.json"), book);
	ck_assert_int_eq(unlink(scratch_path("stick/w.json")), 0);
	ck_assert(!store_save(s, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "stick"));
	ck_assert_int_eq(rmdir(scratch_path("stick")), 0);	/* nothing was put there */
	ck_assert_int_eq(rename(scratch_path("away"), scratch_path("stick")), 0);
	shelf_save(s);
	ck_assert(store_words_are_safe(s));
	/* Or it comes back as another one that has the file. */
	bytes = mem_string(scratch_get("stick/w.json"));
	ck_assert_int_eq(rename(scratch_path("stick"), scratch_path("away")), 0);
	ck_assert_int_eq(mkdir(scratch_path("stick"), 0700), 0);
	scratch_put("stick/w.json", bytes);
	shelf_write(s, "last");
	shelf_save(s);
	ck_assert_ptr_nonnull(strstr(scratch_get("stick/w.json"), "last"));
	shelf_write(s, "more");
	shelf_save(s);
	store_close(s);
	free(bytes);
}
END_TEST

static bool elsewhere;	/* every folder is on another device */

static int device_fstatat(int dir, const char *path, struct stat *st, int flags)
{
	int done = sys_real()->fstatat(dir, path, st, flags);

	if (elsewhere && S_ISDIR(st->st_mode))
		st->st_dev++;
	return done;
}

/* It comes back under another number, with the file in it. */
START_TEST(the_same_stick_on_another_device_goes_on)
{
	struct store_place place = shelf_place("w.json", NULL);
	struct sys sys = *fault_sys();
	struct store *s;
	struct err err = { .text = "" };

	sys.fstatat = device_fstatat;
	ck_assert(store_create(&s, &sys, &place, "p", "1", &err));
	elsewhere = true;
	shelf_write(s, "words");
	ck_assert_msg(store_save(s, &err), "%s", err.text);
	ck_assert(unlink(scratch_path("w.json")) == 0);
	elsewhere = false;
	shelf_write(s, "more");
	ck_assert(!store_save(s, &err));
	store_close(s);
}
END_TEST

/* What only the copy has comes along, where that is this workbook's and of this version. */
START_TEST(salvage_takes_from_the_copy_what_it_can)
{
	struct store_place place = shelf_place("w.json", NULL);
	char *nameless = changed(book, "\"id\":\"book\"", "\"xd\":\"book\"");
	char *torn = changed(nameless, "\"guards\"", "guards");
	char *newer = changed(book, "\"version\":1", "\"version\":2");
	struct store *s;
	struct err err;

	scratch_put("w.json", torn);
	scratch_put("w.json.bak", book);
	ck_assert(store_repair(&s, fault_sys(), &place, STORE_READ, STORE_SALVAGE, &err));
	ck_assert_str_eq(answers_id(store_answers(s)), "book");
	store_close(s);
	scratch_put("w.json.bak", newer);
	ck_assert(store_repair(&s, fault_sys(), &place, STORE_READ, STORE_SALVAGE, &err));
	ck_assert_uint_eq(answers_layers(store_answers(s), PART_ANSWERS, "one"), 2);
	store_close(s);
	free(newer);
	free(torn);
	free(nameless);
}
END_TEST

/* A copy that has words of its own and cannot be kept apart stays where it is. */
START_TEST(a_copy_that_cannot_be_kept_apart_is_not_replaced)
{
	struct store *s;

	scratch_put("w.json", book);
	ck_assert_int_eq(mkdir(scratch_path("w.json.bak"), 0700), 0);	/* nothing to keep */
	store_close(shelf_open("w.json", NULL));
	ck_assert_int_eq(rmdir(scratch_path("w.json.bak")), 0);
	scratch_put("w.json.bak", "other words");
	s = shelf_open("w.json", NULL);
	ck_assert(has_warning(s, ".bak"));
	shelf_write(s, "words");
	fault_at(FAULT_LINK, 1, EIO, FAULT_FROM);
	shelf_save(s);
	ck_assert_str_eq(scratch_get("w.json.bak"), "other words");
	fault_reset();
	ck_assert_int_eq(unlink(scratch_path("w.json.bak")), 0);	/* its owner has taken it */
	shelf_write(s, "more words");
	shelf_save(s);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json.bak"), "words"));
	store_close(s);
}
END_TEST

/* What stood there is kept, and so are the words of the journal. */
START_TEST(a_workbook_is_begun_anew)
{
	struct store_place place = shelf_place("w.json", NULL);
	struct store *s = shelf_create("w.json", NULL);
	struct err err = { .text = "" };

	shelf_write(s, "kept");
	store_keep(s);
	store_close(s);
	scratch_put("w.json", "damage");
	ck_assert_msg(store_renew(&s, fault_sys(), &place, "p", "1", STORE_WRITE, &err), "%s", err.text);
	ck_assert_uint_eq(answers_count(store_answers(s), PART_ANSWERS), 0);
	ck_assert_str_eq(scratch_get("w.json"), "damage");
	shelf_save(s);
	store_close(s);
	ck_assert_int_eq(hunt_files("damage"), 1);
	ck_assert_int_eq(hunt_files("kept"), 1);
	s = shelf_open("w.json", NULL);
	ck_assert_uint_eq(answers_count(store_answers(s), PART_ANSWERS), 0);
	store_close(s);
	ck_assert_int_eq(mkdir(scratch_path("folder"), 0700), 0);
	place.path = scratch_path("folder");
	ck_assert(!store_renew(&s, fault_sys(), &place, "p", "1", STORE_WRITE, &err));
	ck_assert_int_eq(symlink("loop", scratch_path("loop")), 0);
	place.path = scratch_path("loop");
	ck_assert(!store_renew(&s, fault_sys(), &place, "p", "1", STORE_WRITE, &err));
}
END_TEST

/* Neither journal has the whole of it: then it is damaged. */
START_TEST(a_damaged_file_with_a_state_folder_is_damaged)
{
	struct store_place place = shelf_place("w.json", "state");
	struct store *s;
	struct err err;

	scratch_put("w.json", "damage");
	ck_assert(!store_open(&s, fault_sys(), &place, STORE_WRITE, &err));
	ck_assert_int_eq(err.kind, ERR_SYNTAX);
	ck_assert_int_eq(fault_open_files(), 0);
}
END_TEST

static int no_lock(int fd, int operation)
{
	(void)fd;
	(void)operation;
	errno = ENOLCK;
	return -1;
}

/* No lock and no exchanging of names: the comparison before each save is all there is. */
START_TEST(where_names_cannot_be_exchanged_they_are_taken)
{
	struct store_place place = shelf_place("w.json", NULL);
	struct sys sys = *fault_sys();
	struct store *s;
	struct err err = { .text = "" };

	sys.flock = no_lock;
	sys.exchangeat = NULL;
	scratch_put("w.json", book);
	ck_assert(store_open(&s, &sys, &place, STORE_WRITE, &err));
	shelf_write(s, "words");
	ck_assert_msg(store_save(s, &err), "%s", err.text);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "\"words\""));
	store_close(s);
}
END_TEST

/* A save that fails is no reason to fear for words that the journal has. */
START_TEST(words_in_the_journal_are_safe)
{
	struct store *s = shelf_create("w.json", NULL);
	struct err err;

	shelf_write(s, "words");
	ck_assert(!store_words_are_safe(s));
	store_keep(s);
	fault_at(FAULT_RENAME, 1, EIO, FAULT_FROM);
	ck_assert(!store_save(s, &err));
	ck_assert(store_words_are_safe(s));
	shelf_write(s, "later words");
	ck_assert(!store_words_are_safe(s));
	fault_reset();
	shelf_save(s);
	ck_assert(store_words_are_safe(s));
	store_close(s);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
		what_was_cut_short_is_removed,
		what_a_save_found_and_could_not_put_aside_is_kept, a_choice_is_no_word_that_a_save_found,
		a_disk_without_permissions_is_told,
		words_kept_apart_are_not_forgotten,
		another_folder_of_the_same_name_gets_no_words,
		the_same_stick_on_another_device_goes_on,
		salvage_takes_from_the_copy_what_it_can,
		a_copy_that_cannot_be_kept_apart_is_not_replaced,
		a_workbook_is_begun_anew,
		a_damaged_file_with_a_state_folder_is_damaged,
		where_names_cannot_be_exchanged_they_are_taken,
		words_in_the_journal_are_safe,
	};

	return shelf_run("store_left", tests, ARRAY_LEN(tests));
}
