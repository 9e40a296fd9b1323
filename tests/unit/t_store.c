/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/store: opening, saving, who may write, and foreign changes. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "answers/sidecar.h"
#include "answers/store.h"
#include "base/mem.h"
#include "book.h"
#include "fault.h"
#include "scratch.h"
#include "shelf.h"

START_TEST(create_save_and_open)
{
	struct store *s = shelf_create("deep/er/w.json", "state");
	struct err err;
	char *printed;

	ck_assert_str_eq(store_path(s), scratch_path("deep/er/w.json"));
	ck_assert_ptr_null(store_read_only(s));
	ck_assert_ptr_null(store_conflict(s));
	ck_assert_ptr_null(store_warning(s, 0));
	ck_assert(store_same_hand(s));
	ck_assert_int_eq(scratch_mode("deep/er/w.json"), 0600);
	ck_assert_int_eq(scratch_mode("deep/er"), 0700);
	fault_clock(NOW);
	shelf_write(s, "words");
	ck_assert_msg(store_save(s, &err), "%s", err.text);
	ck_assert_int_eq(store_saved_at(s), NOW);
	printed = print_ok(store_answers(s));
	ck_assert_str_eq(scratch_get("deep/er/w.json"), printed);
	store_close(s);
	s = shelf_open("deep/er/w.json", "state");
	ck_assert_str_eq(answers_newest(store_answers(s), PART_ANSWERS, "one")->text, "words");
	ck_assert_int_eq(store_saved_at(s), 0);
	store_close(s);
	free(printed);
}
END_TEST

START_TEST(create_refuses_what_is_there)
{
	static const char *const rows[] = { "file", "folder", "link" };
	struct err err;

	scratch_put("file", "x");
	scratch_put("other", "x");
	ck_assert_int_eq(mkdir(scratch_path("folder"), 0700), 0);
	ck_assert_int_eq(symlink("other", scratch_path("link")), 0);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct store_place place = { scratch_path(rows[i]), NULL };
		struct store *s = NULL;

		ck_assert(!store_create(&s, fault_sys(), &place, "p", "1", &err));
		ck_assert_msg(err.kind == ERR_CHANGED, "%s: %s", rows[i], err.text);
		ck_assert_ptr_null(s);
	}
	ck_assert_str_eq(scratch_get("file"), "x");
	ck_assert_int_eq(scratch_count_ending(".lock"), 0);
	ck_assert_int_eq(fault_open_files(), 0);
}
END_TEST

START_TEST(create_waits_for_nobody)
{
	struct store_place place = shelf_place("w.json", NULL);
	struct store *s = NULL;
	struct err err;
	int fd;

	scratch_put("w.json.lock", "");
	fd = open(scratch_path("w.json.lock"), O_RDWR | O_CLOEXEC);
	ck_assert_int_eq(flock(fd, LOCK_EX), 0);
	ck_assert(!store_create(&s, fault_sys(), &place, "p", "1", &err));
	ck_assert_int_eq(err.kind, ERR_LOCKED);
	ck_assert(!s && !scratch_has("w.json"));
	close(fd);
}
END_TEST

START_TEST(conflict_names_are_plain)
{
	static const struct { const char *host; time_t now; int n; const char *want; } rows[] = {
		{ "host", NOW, 1, "x/w.json.conflict-host-20261123T190411Z" },
		{ "My-Host.example/\xC3\xA9 _1", 0, 2,
		  "x/w.json.conflict-My-Hostexample1-19700101T000000Z-2" },
		{ "", 1, 9, "x/w.json.conflict-computer-19700101T000001Z-9" },
		{ "../..", 1, 1, "x/w.json.conflict-computer-19700101T000001Z" },
		{ "a~z{", (time_t)INT64_MAX, 1, "x/w.json.conflict-az-" },
		{ "abcdefghijklmnopqrstuvwxyz-0123456789", 1, 1,
		  "x/w.json.conflict-abcdefghijklmnopqrstuvwxyz-01234-19700101T000001Z" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char *name = sidecar_conflict("x/w.json", rows[i].host, rows[i].now, rows[i].n);

		ck_assert_str_eq(name, rows[i].want);
		free(name);
	}
}
END_TEST

START_TEST(the_version_before_is_kept)
{
	struct store *s = shelf_create("w.json", NULL);
	char *before = mem_string(scratch_get("w.json"));

	shelf_write(s, "a");
	shelf_save(s);
	ck_assert_str_eq(scratch_get("w.json.bak"), before);
	ck_assert_int_eq(scratch_mode("w.json.bak"), 0600);
	free(before);
	before = mem_string(scratch_get("w.json"));
	shelf_write(s, "b");
	shelf_save(s);
	ck_assert_str_eq(scratch_get("w.json.bak"), before);
	ck_assert_int_eq(scratch_count(), 3);	/* with .lock */
	store_close(s);
	free(before);
}
END_TEST

/* Fails to open NAME for writing, with WHY in the message, and leaves it alone. */
static void check_refused(const char *name, const char *why)
{
	struct store_place place = { scratch_path(name), NULL };
	struct store *s = NULL;
	struct err err = { .text = "" };

	ck_assert(!store_open(&s, fault_sys(), &place, STORE_WRITE, &err));
	ck_assert_msg(strstr(err.text, why) != NULL, "%s: %s", name, err.text);
	ck_assert_ptr_null(s);
	ck_assert_int_eq(fault_open_files(), 0);
}

START_TEST(open_refuses_what_it_cannot_read)
{
	scratch_put("empty", "");
	scratch_put("cut", "{\"format\":\"leaderplus-workbook\",\n\"version\":1,");
	scratch_put("twice", "{\"format\":1,\"format\":1}");
	scratch_put("share", "{\"format\":\"leaderplus-parcel\"}");
	ck_assert_int_eq(mkdir(scratch_path("folder"), 0700), 0);
	ck_assert_int_eq(mkfifo(scratch_path("pipe"), 0600), 0);
	ck_assert_int_eq(symlink("loop", scratch_path("loop")), 0);
	check_refused("nothing", "No such file");
	check_refused("empty", "ends here too early");
	check_refused("cut", "line 2, column 13");
	check_refused("twice", "second time");
	check_refused("share", "not a leaderplus workbook");
	check_refused("folder", "is a folder");
	check_refused("pipe", "not a file");
	check_refused("loop", "leads");
	ck_assert(!scratch_has("folder.lock") && !scratch_has("pipe.lock"));
	ck_assert_str_eq(scratch_get("cut"), "{\"format\":\"leaderplus-workbook\",\n\"version\":1,");
	ck_assert_int_eq(truncate(scratch_path("empty"), (off_t)ANSWERS_FILE_MAX + 1), 0);
	check_refused("empty", "larger");
}
END_TEST

static void remove_it(const void *name)
{
	ck_assert_int_eq(unlink(scratch_path(name)), 0);
}

/* The name is there at first, and gone when the file is to be read. */
START_TEST(a_file_that_vanishes_is_told)
{
	scratch_put("w.json", book);
	fault_before(FAULT_OPEN, 5, remove_it, "w.json");
	check_refused("w.json", "No such file");
	ck_assert_int_eq(fault_calls(FAULT_OPEN), 5);
}
END_TEST

START_TEST(what_cannot_be_printed_is_not_saved)
{
	struct store *s = shelf_create("w.json", NULL);
	char *before = mem_string(scratch_get("w.json"));
	struct err err;

	shelf_write(s, "\xFF");
	ck_assert(!store_save(s, &err));
	ck_assert_str_eq(scratch_get("w.json"), before);
	ck_assert_int_eq(scratch_count(), 2);
	store_close(s);
	free(before);
}
END_TEST

static uid_t shown_owner;

static int foreign_fstatat(int dir, const char *path, struct stat *st, int flags)
{
	int done = sys_real()->fstatat(dir, path, st, flags);

	st->st_uid = shown_owner;
	return done;
}

START_TEST(a_foreign_file_is_refused_before_anything_is_touched)
{
	struct sys sys = *fault_sys();
	struct store_place place = { scratch_path("w.json"), NULL };
	struct store *s = NULL;
	struct err err;

	scratch_put("w.json", book);
	shown_owner = geteuid() + 1;
	sys.fstatat = foreign_fstatat;
	ck_assert(!store_open(&s, &sys, &place, STORE_WRITE, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "another user"));
	ck_assert_int_eq(scratch_count(), 1);	/* no lock that its owner could not open */
	ck_assert_msg(store_open(&s, &sys, &place, STORE_READ, &err), "%s", err.text);
	store_close(s);
}
END_TEST

START_TEST(reading_writes_nothing)
{
	struct store_place place = { scratch_path("w.json"), scratch_path("state") };
	struct store *s;
	struct err err;

	scratch_put("w.json", book);
	ck_assert(store_open(&s, fault_sys(), &place, STORE_READ, &err));
	ck_assert_ptr_nonnull(store_read_only(s));
	shelf_write(s, "words");
	ck_assert(!store_save(s, &err));
	store_close(s);
	ck_assert_str_eq(scratch_get("w.json"), book);
	ck_assert_int_eq(scratch_count(), 1);
}
END_TEST

/* Opens w.json with the faults that are set; it is for reading only, and WHY says so. */
static void check_read_only(const char *why)
{
	char *before = mem_string(scratch_get("w.json"));
	struct store *s = shelf_open("w.json", NULL);
	struct err err;

	ck_assert_msg(store_read_only(s) && strstr(store_read_only(s), why), "%s: %s", why,
		      store_read_only(s));
	fault_reset();
	shelf_write(s, "words");
	ck_assert(!store_save(s, &err));
	ck_assert_ptr_nonnull(strstr(err.text, why));
	ck_assert_str_eq(scratch_get("w.json"), before);
	store_close(s);
	free(before);
}

START_TEST(a_second_window_reads)
{
	struct store *first = shelf_create("w.json", NULL), *second;

	check_read_only("already open in another window; you can read here");
	store_close(first);
	second = shelf_open("w.json", NULL);
	ck_assert_ptr_null(store_read_only(second));
	store_close(second);
	ck_assert(scratch_has("w.json.lock"));
}
END_TEST

START_TEST(where_nothing_can_be_saved_one_reads)
{
	scratch_put("w.json", book);
	fault_at(FAULT_OPEN, 1, EACCES, FAULT_ONCE);	/* no lock */
	fault_at(FAULT_OPEN, 3, EACCES, FAULT_ONCE);	/* no new file in the folder */
	check_read_only("Permission denied");
	fault_at(FAULT_OPEN, 3, EROFS, FAULT_ONCE);
	check_read_only("Read-only");
	ck_assert_int_eq(chmod(scratch_path("w.json"), 0400), 0);
	check_read_only("write-protected");
	ck_assert_int_eq(scratch_count_ending(".tmp"), 0);
}
END_TEST

START_TEST(newer_and_damaged_files_are_only_read)
{
	char *json = changed(book, "\"version\":1", "\"version\":2");
	char *full = changed(book, "\"clock\":7", "\"clock\":9007199254740991");
	struct store *first;

	scratch_put("w.json", json);
	check_read_only("newer version");
	scratch_put("w.json", full);
	check_read_only("clock");
	first = shelf_open("w.json", NULL);
	check_read_only("clock");	/* nor does the first keep the lock */
	store_close(first);
	free(json);
	free(full);
}
END_TEST

START_TEST(where_files_cannot_be_locked_one_writes_all_the_same)
{
	static const int errors[] = { ENOLCK, EOPNOTSUPP, ENOSYS };
	struct store *s;

	for (size_t i = 0; i < ARRAY_LEN(errors); i++) {
		scratch_put("w.json", book);
		fault_at(FAULT_FLOCK, 1, errors[i], FAULT_ONCE);
		s = shelf_open("w.json", NULL);
		fault_reset();
		ck_assert_ptr_null(store_read_only(s));
		ck_assert_ptr_nonnull(strstr(store_warning(s, 0), "cannot be locked"));
		ck_assert_ptr_null(store_warning(s, 1));
		shelf_write(s, "words");
		shelf_save(s);
		store_close(s);
	}
	fault_at(FAULT_FLOCK, 1, ENOLCK, FAULT_ONCE);
	s = shelf_create("new.json", NULL);
	ck_assert_ptr_nonnull(store_warning(s, 0));
	store_close(s);
}
END_TEST

START_TEST(a_second_name_is_told)
{
	struct store *s;

	scratch_put("w.json", book);
	ck_assert_int_eq(link(scratch_path("w.json"), scratch_path("w.json.bak")), 0);
	s = shelf_open("w.json", NULL);		/* a save that failed left it */
	ck_assert_ptr_null(store_warning(s, 0));
	store_close(s);
	ck_assert_int_eq(unlink(scratch_path("w.json.bak")), 0);
	ck_assert_int_eq(link(scratch_path("w.json"), scratch_path("other")), 0);
	s = shelf_open("w.json", NULL);
	ck_assert_ptr_nonnull(strstr(store_warning(s, 0), "hard link"));
	ck_assert_ptr_null(store_warning(s, 1));
	store_close(s);
}
END_TEST

START_TEST(links_are_kept)
{
	struct store *s;

	ck_assert_int_eq(mkdir(scratch_path("stick"), 0700), 0);
	ck_assert_int_eq(symlink("stick/w.json", scratch_path("link")), 0);
	s = shelf_create("link", NULL);	/* leads to nothing yet */
	shelf_write(s, "words");
	shelf_save(s);
	ck_assert_str_eq(store_path(s), scratch_path("stick/w.json"));
	store_close(s);
	s = shelf_open("link", NULL);
	shelf_write(s, "more");
	shelf_save(s);
	store_close(s);
	ck_assert(scratch_has("stick/w.json.lock") && scratch_has("stick/w.json.bak"));
	ck_assert_int_eq(scratch_count(), 2);
	ck_assert_int_eq(readlink(scratch_path("link"), (char[20]){ "" }, 20), 12);
}
END_TEST

START_TEST(our_own_hand_is_known_again)
{
	struct store *s = shelf_create("w.json", "state");
	char *twin;

	store_close(s);
	s = shelf_open("w.json", "state");
	ck_assert(store_same_hand(s));
	shelf_write(s, "words");
	shelf_save(s);
	store_close(s);
	ck_assert_int_eq(scratch_mode("state"), 0700);
	s = shelf_open("w.json", NULL);
	ck_assert(!store_same_hand(s));
	store_close(s);
	twin = mem_string(scratch_get("w.json"));
	scratch_put("twin.json", twin);		/* the same bytes elsewhere are another file */
	s = shelf_open("twin.json", "state");
	ck_assert(!store_same_hand(s));
	store_close(s);
	scratch_put("w.json", book);
	s = shelf_open("w.json", "state");
	ck_assert(!store_same_hand(s));
	shelf_write(s, "words");
	shelf_save(s);
	ck_assert(!store_same_hand(s));	/* what others wrote is not ours by saving it */
	store_close(s);
	s = shelf_open("w.json", "state");
	ck_assert(store_same_hand(s));
	store_close(s);
	free(twin);
}
END_TEST

/* A state folder that cannot be made is no reason not to save. */
START_TEST(without_state_the_hand_is_not_known)
{
	struct store *s;

	scratch_put("file", "");
	s = shelf_create("w.json", "file/state");
	shelf_write(s, "words");
	shelf_save(s);
	store_close(s);
	s = shelf_open("w.json", "file/state");
	ck_assert(!store_same_hand(s));
	store_close(s);
}
END_TEST

static void check_look(const char *name, enum store_found want)
{
	ck_assert_msg(store_look(fault_sys(), scratch_path(name)) == want, "%s", name);
}

START_TEST(look_tells_a_first_start)
{
	scratch_put("there", "");
	ck_assert_int_eq(mkdir(scratch_path("folder"), 0700), 0);
	scratch_put("locked.lock", "");
	scratch_put("kept.bak", "");
	scratch_put("torn.conflict-h-20261123T190411Z", "");
	scratch_put("tornconflict-x", "");
	ck_assert_int_eq(symlink("there", scratch_path("link")), 0);
	ck_assert_int_eq(symlink("kept", scratch_path("dangling")), 0);
	ck_assert_int_eq(symlink("nowhere", scratch_path("empty")), 0);
	check_look("there", STORE_PRESENT);
	check_look("folder", STORE_PRESENT);
	check_look("link", STORE_PRESENT);
	check_look("there/below", STORE_PRESENT);
	check_look("nothing", STORE_ABSENT);
	check_look("no/folder", STORE_ABSENT);
	check_look("locked", STORE_ABSENT);
	check_look("tor", STORE_ABSENT);
	check_look("empty", STORE_ABSENT);
	check_look("kept", STORE_REMAINS);
	check_look("dangling", STORE_REMAINS);
	check_look("torn", STORE_REMAINS);
}
END_TEST

START_TEST(the_default_place)
{
	char *path;

	setenv("XDG_DATA_HOME", "/data", 1);
	path = store_default_path();
	ck_assert_str_eq(path, "/data/leaderplus/workbook.json");
	free(path);
	unsetenv("XDG_DATA_HOME");
	setenv("HOME", "/home/x", 1);
	path = store_default_path();
	ck_assert_str_eq(path, "/home/x/.local/share/leaderplus/workbook.json");
	free(path);
	unsetenv("HOME");
	path = store_default_path();
	ck_assert(!path || path[0] == '/');	/* the login's folder may be known */
	free(path);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { create_save_and_open, create_refuses_what_is_there,
		create_waits_for_nobody, conflict_names_are_plain,
		the_version_before_is_kept, open_refuses_what_it_cannot_read,
		a_file_that_vanishes_is_told, what_cannot_be_printed_is_not_saved,
		a_foreign_file_is_refused_before_anything_is_touched,
		reading_writes_nothing,
		a_second_window_reads, where_nothing_can_be_saved_one_reads,
		newer_and_damaged_files_are_only_read,
		where_files_cannot_be_locked_one_writes_all_the_same, a_second_name_is_told,
		links_are_kept, our_own_hand_is_known_again, without_state_the_hand_is_not_known,
		look_tells_a_first_start, the_default_place };

	return shelf_run("store", tests, ARRAY_LEN(tests));
}
