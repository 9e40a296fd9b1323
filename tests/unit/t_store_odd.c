/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/store: what seldom comes together, in the folder and in the journals. */
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
#include "answers/json.h"
#include "answers/sidecar.h"
#include "base/file.h"
#include "base/lock.h"
#include "base/mem.h"
#include "book.h"
#include "fault.h"
#include "scratch.h"
#include "shelf.h"

static const char bare[] = "{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"book\","
	"\"pack\":{\"id\":\"pack\",\"version\":\"1\"},\"answers\":{\"one\":{\"layers\":[]}}}";

/* A record with PAYLOAD, said to build on BASE, in the journal SIDE.journal. */
static void put_record(const char *side, struct hash base, const char *payload)
{
	char *path = sidecar_path(side, SIDECAR_JOURNAL);
	struct journal j;
	struct err err;

	ck_assert_msg(journal_open(&j, sys_real(), path, &err), "%s", err.text);
	ck_assert(journal_write(&j, base, slice_of(payload), &err));
	journal_close(&j);
	free(path);
}

/* Nine files take the names that NAME and the numbers from 2 on make. */
static void take_names(const char *name)
{
	char numbered[200];

	scratch_put(name, "taken");
	for (int n = 2; n <= 9; n++) {
		snprintf(numbered, sizeof(numbered), "%s-%d", name, n);
		scratch_put(numbered, "taken");
	}
}

/* The name of a conflict file of this second, in the scratch folder. */
static const char *conflict_name(char name[200])
{
	char host[SIDECAR_HOST_SIZE], *path;

	sidecar_host(host);
	path = sidecar_conflict("w.json", host, NOW, 1);
	snprintf(name, 200, "%s", path);
	free(path);
	return name;
}

/* Where every name is taken nothing is written over: the words stay in memory and the
 * journal, and the next second has other names. */
START_TEST(names_may_run_out)
{
	struct store *s = shelf_begun();
	char name[200];
	struct err err;

	store_keep(s);
	fault_clock(NOW);
	take_names(conflict_name(name));
	scratch_put("w.json", book);
	ck_assert(!store_save(s, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "exists already"));
	ck_assert_int_eq(store_state(s), STORE_FAILED);
	ck_assert(shelf_in_journal(SHELF_WORDS));
	ck_assert_str_eq(scratch_get("w.json"), book);
	ck_assert_str_eq(scratch_get(name), "taken");
	fault_clock(NOW + 1);
	shelf_save(s);
	store_close(s);
}
END_TEST

START_TEST(names_for_the_damage_may_run_out)
{
	struct store_place place;
	struct store *s = NULL;
	struct err err;

	scratch_put("w.json", "{");
	scratch_put("w.json.bak", book);
	place = shelf_place("w.json", NULL);
	ck_assert(store_repair(&s, fault_sys(), &place, STORE_WRITE, STORE_BACKUP, &err));
	fault_clock(NOW);
	take_names("w.json.broken-20261123T190411Z");
	ck_assert(!store_save(s, &err));
	ck_assert_str_eq(scratch_get("w.json"), "{");
	fault_clock(NOW + 1);
	shelf_save(s);
	ck_assert_str_eq(scratch_get("w.json.broken-20261123T190412Z"), "{");
	store_close(s);
}
END_TEST

START_TEST(names_for_a_strange_journal_may_run_out)
{
	struct store_place place;
	struct store *s = NULL;
	char name[200];
	struct err err;

	fault_clock(NOW);
	scratch_put("w.json", book);
	put_record(scratch_path("w.json"), hash_of(slice_of("")), "strange");
	take_names(conflict_name(name));
	s = shelf_open("w.json", NULL);
	ck_assert_ptr_nonnull(strstr(store_read_only(s), "exists already"));
	store_close(s);
	ck_assert(shelf_in_journal("strange"));
	/* A new workbook does not begin on somebody's words either. */
	ck_assert_int_eq(unlink(scratch_path("w.json")), 0);
	place = shelf_place("w.json", NULL);
	ck_assert(!store_create(&s, fault_sys(), &place, "p", "1", &err));
	ck_assert(shelf_in_journal("strange") && !scratch_has("w.json"));
	ck_assert_int_eq(unlink(scratch_path(name)), 0);
	store_close(shelf_create("w.json", NULL));
	ck_assert_str_eq(scratch_get(name), "strange");
}
END_TEST

static void *no_memory(size_t size)
{
	(void)size;
	return NULL;
}

START_TEST(a_workbook_that_cannot_be_printed_is_not_begun)
{
	cJSON_Hooks hooks = { no_memory, free };
	struct store_place place = shelf_place("w.json", NULL);
	struct store *s = NULL;
	struct err err;
	bool made;

	cJSON_InitHooks(&hooks);
	made = store_create(&s, fault_sys(), &place, "p", "1", &err);
	cJSON_InitHooks(NULL);
	ck_assert(!made && !scratch_has("w.json"));
	ck_assert_ptr_nonnull(strstr(err.text, "memory"));
}
END_TEST

/* What a workbook that went away has left beside it. */
START_TEST(remains_are_words)
{
	const char *path = scratch_path("w.json");

	scratch_put("w.json.broken-20261123T190411Z", "{");
	ck_assert_int_eq(store_look(fault_sys(), path), STORE_ABSENT);
	put_record(path, hash_of(slice_of("")), "");
	ck_assert_int_eq(store_look(fault_sys(), path), STORE_ABSENT);
	store_close(shelf_create("w.json", NULL));
	ck_assert_int_eq(unlink(scratch_path("w.json")), 0);
	put_record(path, hash_of(slice_of("")), "words");
	ck_assert_int_eq(store_look(fault_sys(), path), STORE_REMAINS);
}
END_TEST

static const char *offered(char letters[STORE_SOURCES + 1], const char *name)
{
	struct store_offer offers[STORE_SOURCES];
	size_t count = store_offers(fault_sys(), scratch_path(name), offers);

	for (size_t i = 0; i < count; i++)
		letters[i] = offers[i].at ? "FBJS"[offers[i].source] : '?';
	letters[count] = '\0';
	return letters;
}

/* A step, a note or a reply is words, too. */
START_TEST(what_hangs_under_a_page_is_offered)
{
	static const char *const members[] = {
		"\"steps\":[{\"id\":\"s\",\"clock\":1,\"when\":\"w\"}]",
		"\"notes\":[{\"id\":\"n\",\"clock\":1,\"on\":\"o\",\"text\":\"t\"}]",
		"\"replies\":[{\"id\":\"r\",\"clock\":1,\"text\":\"t\"}]",
	};
	char letters[STORE_SOURCES + 1], json[400];

	for (size_t i = 0; i < ARRAY_LEN(members); i++) {
		snprintf(json, sizeof(json), "{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"w\","
			 "\"pack\":{{},\"answers\":{\"one\":{%s}}}", members[i]);
		scratch_put("w.json", json);
		ck_assert_str_eq(offered(letters, "w.json"), "S");
	}
}
END_TEST

/* Only what has words is offered, but for a backup: that is a whole workbook. */
START_TEST(what_has_no_words_is_not_offered)
{
	char letters[STORE_SOURCES + 1];

	scratch_put("w.json", "{");
	put_record(scratch_path("w.json"), hash_of(slice_of("{")), bare);
	ck_assert_str_eq(offered(letters, "w.json"), "");
	scratch_put("w.json.bak", bare);
	ck_assert_str_eq(offered(letters, "w.json"), "B");
	fault_reset();
	fault_at(FAULT_FSTATAT, 2, EIO, FAULT_FROM);
	ck_assert_str_eq(offered(letters, "w.json"), "?");
	fault_reset();
	ck_assert_int_eq(symlink("loop", scratch_path("loop")), 0);
	ck_assert_str_eq(offered(letters, "loop"), "");
}
END_TEST

START_TEST(sources_that_are_no_files_are_told)
{
	const char *const names[] = { "w.json.bak", "w.json.journal" };
	struct store_place place;
	struct store *s = NULL;
	struct err err;

	scratch_put("w.json", "{");
	place = shelf_place("w.json", NULL);
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		ck_assert_int_eq(mkdir(scratch_path(names[i]), 0700), 0);
		ck_assert(!store_repair(&s, fault_sys(), &place, STORE_READ,
					i == 0 ? STORE_BACKUP : STORE_JOURNAL, &err));
		ck_assert_ptr_nonnull(strstr(err.text, names[i]));
	}
}
END_TEST

/* A record that builds on itself says what to put over a mixture; one that only seems to,
 * or is damaged, does not. */
START_TEST(a_mixture_is_made_whole_by_its_record_only)
{
	struct store_place place;
	struct store *s = NULL;
	struct err err;

	scratch_put("w.json", "{ a mixture");
	place = shelf_place("w.json", NULL);
	put_record(scratch_path("w.json"), hash_of(slice_of("another")), bare);
	ck_assert(!store_open(&s, fault_sys(), &place, STORE_WRITE, &err));
	put_record(scratch_path("w.json"), hash_of(slice_of("rubbish")), "rubbish");
	ck_assert(!store_open(&s, fault_sys(), &place, STORE_WRITE, &err));
	put_record(scratch_path("w.json"), hash_of(slice_of(bare)), bare);
	s = shelf_open("w.json", NULL);
	ck_assert(store_came_back(s));
	store_close(s);
}
END_TEST

/* The journal of w.json becomes that of the state folder, whose path is for free(). */
static char *move_journal(void)
{
	char *side = hand_path(scratch_path("state"), scratch_path("w.json"));
	char *journal = sidecar_path(side, SIDECAR_JOURNAL);

	ck_assert_int_eq(mkdir(scratch_path("state"), 0700) == 0 || errno == EEXIST, 1);
	ck_assert_int_eq(rename(scratch_path("w.json.journal"), journal), 0);
	free(side);
	return journal;
}

static bool is_empty(const char *journal)
{
	struct journal_record record;
	struct err err;
	bool found = journal_read(sys_real(), journal, &record, &err) == JOURNAL_RECORD;

	if (found)
		buf_release(&record.payload);
	return !found;
}

/* Words in both journals come back, and both are emptied when they are in the file. */
START_TEST(two_journals_come_back)
{
	struct store *s = shelf_begun();
	char *journal;

	store_keep(s);
	store_close(s);
	journal = move_journal();
	s = shelf_open("w.json", NULL);
	ck_assert(!store_came_back(s));
	shelf_write(s, "later words");
	store_keep(s);
	store_close(s);
	s = shelf_open("w.json", "state");
	ck_assert(store_came_back(s));
	shelf_save(s);
	ck_assert(shelf_in_file(SHELF_WORDS) && shelf_in_file("later words"));
	ck_assert(!shelf_in_journal("") && is_empty(journal));
	store_close(s);
	free(journal);
}
END_TEST

/* One that another window is using, or that is no file any more, is left alone. */
START_TEST(a_journal_in_use_elsewhere_is_left_alone)
{
	for (int held = 0; held < 2; held++) {
		struct store *s = shelf_begun();
		char *journal, *side, *name;
		struct lock lock;
		struct err err;

		store_keep(s);
		store_close(s);
		journal = move_journal();
		s = shelf_open("w.json", "state");
		ck_assert(store_came_back(s));
		side = hand_path(scratch_path("state"), scratch_path("w.json"));
		name = sidecar_path(side, SIDECAR_LOCK);
		if (held) {
			ck_assert(lock_take(&lock, sys_real(), name, &err));
		} else {
			ck_assert_int_eq(unlink(journal), 0);
			ck_assert_int_eq(mkdir(journal, 0700), 0);
		}
		shelf_save(s);
		ck_assert(shelf_in_file(SHELF_WORDS));
		ck_assert(is_empty(journal) == !held);
		if (held)
			lock_release(&lock);
		store_close(s);
		free(name);
		free(side);
		free(journal);
		scratch_close();
		scratch_open();
	}
}
END_TEST

static void take_lock(const void *lock)
{
	struct err err;

	ck_assert(lock_take(*(struct lock *const *)lock, sys_real(),
			    scratch_path("w.json.lock"), &err));
}

/* A third window is faster. */
START_TEST(a_lock_may_be_taken_before_our_eyes)
{
	struct store *first = shelf_create("w.json", NULL), *second = shelf_open("w.json", NULL);
	struct lock lock, *taken = &lock;

	store_close(first);
	fault_reset();
	fault_before(FAULT_FLOCK, 3, take_lock, &taken);	/* after a look at it: take, release */
	ck_assert(!store_take_over(second));
	ck_assert(store_is_held(second));
	lock_release(&lock);
	ck_assert(store_take_over(second));
	store_agree(second);	/* nothing is asked: nothing happens */
	ck_assert_ptr_null(store_read_only(second));
	store_close(second);
}
END_TEST

/* The file that ends so seems to lie on another disk, or to be somebody else's. */
static const char *strange_end;
static int strange_disk, strange_owner;

static int strange_fstatat(int dir, const char *path, struct stat *st, int flags)
{
	int failed = fault_sys()->fstatat(dir, path, st, flags);
	size_t len = strlen(path), end = strlen(strange_end);

	if (len >= end && strcmp(path + len - end, strange_end) == 0) {
		st->st_dev += (dev_t)strange_disk;
		st->st_uid += (uid_t)strange_owner;
	}
	return failed;
}

static struct store *open_strange(const char *end, int disk, int owner)
{
	static struct sys sys;	/* the store goes on using it */
	struct store_place place = shelf_place("w.json", NULL);
	struct store *s = NULL;
	struct err err = { .text = "" };

	sys = *fault_sys();
	strange_end = end;
	strange_disk = disk;
	strange_owner = owner;
	sys.fstatat = strange_fstatat;
	ck_assert_msg(store_open(&s, &sys, &place, STORE_READ, &err), "%s", err.text);
	store_close(s);
	ck_assert_msg(store_open(&s, &sys, &place, STORE_WRITE, &err), "%s", err.text);
	return s;
}

/* A second name that is not the backup's is told, whatever the backup is. */
START_TEST(a_backup_explains_its_own_name_only)
{
	struct store *s;

	scratch_put("w.json", book);
	scratch_put("w.json.bak", book);
	ck_assert_int_eq(link(scratch_path("w.json"), scratch_path("other")), 0);
	s = shelf_open("w.json", NULL);
	ck_assert_ptr_nonnull(strstr(store_warning(s, 0), "hard link"));
	store_close(s);
	ck_assert_int_eq(rename(scratch_path("other"), scratch_path("w.json.bak")), 0);
	s = open_strange(".bak", 1, 0);
	ck_assert_ptr_nonnull(strstr(store_warning(s, 0), "hard link"));
	store_close(s);
}
END_TEST

START_TEST(what_others_have_left_is_left_alone)
{
	scratch_put("w.json", book);
	scratch_put(".w.json.abcdefgh.tmp", "somebody else's");
	store_close(open_strange(".tmp", 0, 1));
	ck_assert(scratch_has(".w.json.abcdefgh.tmp"));
	/* Without a lock another window may be saving just now. */
	fault_reset();
	fault_at(FAULT_FLOCK, 1, ENOLCK, FAULT_FROM);
	store_close(shelf_open("w.json", NULL));
	ck_assert(scratch_has(".w.json.abcdefgh.tmp"));
	fault_reset();
	store_close(shelf_open("w.json", NULL));
	ck_assert(!scratch_has(".w.json.abcdefgh.tmp"));
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
		names_may_run_out, names_for_the_damage_may_run_out,
		names_for_a_strange_journal_may_run_out,
		a_workbook_that_cannot_be_printed_is_not_begun, remains_are_words,
		what_hangs_under_a_page_is_offered, what_has_no_words_is_not_offered, sources_that_are_no_files_are_told,
		a_mixture_is_made_whole_by_its_record_only, two_journals_come_back,
		a_journal_in_use_elsewhere_is_left_alone, a_lock_may_be_taken_before_our_eyes,
		a_backup_explains_its_own_name_only, what_others_have_left_is_left_alone
	};

	return shelf_run("store, odd", tests, ARRAY_LEN(tests));
}
