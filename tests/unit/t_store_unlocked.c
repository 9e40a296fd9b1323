/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/store where somebody else saves between our last look at the file and the
 * moment when ours takes its name: another window where files cannot be locked, or a program that
 * knows no lock of ours. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answers/sidecar.h"
#include "answers/store.h"
#include "base/mem.h"
#include "book.h"
#include "fault.h"
#include "met.h"
#include "scratch.h"
#include "shelf.h"

/* A workbook with "words" saved and more to save. */
static struct store *begin_with_lock(void)
{
	struct store *s = shelf_create("w.json", NULL);

	shelf_write(s, "words");
	shelf_save(s);
	shelf_write(s, "more words");
	return s;
}

static struct store *begin(void)
{
	fault_at(FAULT_FLOCK, 1, ENOLCK, FAULT_FROM);
	return begin_with_lock();
}

static void others_save(const void *bytes)
{
	scratch_put("other", bytes);
	ck_assert_int_eq(rename(scratch_path("other"), scratch_path("w.json")), 0);
}

static void others_remove(const void *arg)
{
	(void)arg;
	ck_assert_int_eq(unlink(scratch_path("w.json")), 0);
}

/* The one conflict file, for free(); NULL: there is none. */
static char *conflict(void)
{
	char *bytes = NULL;
	glob_t found;

	if (glob(scratch_path("w.json.conflict-*"), 0, NULL, &found) != 0)
		return NULL;
	ck_assert_uint_eq(found.gl_pathc, 1);
	bytes = mem_string(scratch_get(strrchr(found.gl_pathv[0], '/') + 1));
	globfree(&found);
	return bytes;
}

static void end(struct store *s)
{
	store_close(s);
	ck_assert_int_eq(fault_open_files(), 0);
	ck_assert_int_eq(scratch_count_ending(".tmp"), 0);
}

static int next_call(enum fault_kind kind)
{
	return fault_calls(kind) + 1;
}

START_TEST(without_others_nothing_is_put_aside)
{
	struct store *s = begin();
	int exchanges = fault_calls(FAULT_EXCHANGE);

	shelf_save(s);
	ck_assert_int_eq(fault_calls(FAULT_EXCHANGE), exchanges + 1);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "more words"));
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json.bak"), "\"words\""));
	ck_assert_ptr_null(conflict());
	end(s);
}
END_TEST

START_TEST(what_others_saved_meanwhile_is_put_aside)
{
	struct store *s = begin();
	char *theirs;

	fault_before(FAULT_EXCHANGE, next_call(FAULT_EXCHANGE), others_save, book);
	shelf_save(s);
	ck_assert_int_eq(store_state(s), STORE_SAVED);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "more words"));
	theirs = conflict();
	ck_assert_str_eq(theirs ? theirs : "", book);
	free(theirs);
	shelf_write(s, "still more words");
	shelf_save(s);
	ck_assert_ptr_null(store_conflict(s));
	end(s);
}
END_TEST

/* Nor does a lock keep away who does not know it. */
START_TEST(what_others_save_despite_the_lock_is_put_aside)
{
	struct store *s = begin_with_lock();
	char *theirs;

	fault_before(FAULT_EXCHANGE, next_call(FAULT_EXCHANGE), others_save, book);
	shelf_save(s);
	ck_assert_int_eq(store_state(s), STORE_SAVED);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "more words"));
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json.bak"), "\"words\""));
	theirs = conflict();
	ck_assert_str_eq(theirs ? theirs : "", book);
	free(theirs);
	end(s);
}
END_TEST

/* Two who have merged the same have the same bytes: there is nothing to keep. */
START_TEST(what_others_saved_alike_is_not_put_aside)
{
	struct store *s = begin_with_lock();
	char *same = print_ok(store_answers(s));

	fault_before(FAULT_EXCHANGE, next_call(FAULT_EXCHANGE), others_save, same);
	shelf_save(s);
	ck_assert_str_eq(scratch_get("w.json"), same);
	ck_assert_ptr_null(conflict());
	free(same);
	end(s);
}
END_TEST

/* Another copy of the workbook is merged, too. */
static void meet_beside(bool locks)
{
	struct store *s;
	char *before, *theirs;

	if (!locks)
		fault_at(FAULT_FLOCK, 1, ENOLCK, FAULT_FROM);
	s = met_under("two");
	theirs = mem_string(scratch_get("w.json"));
	before = print_ok(store_answers(s));
	scratch_put("w.json", before);
	shelf_write(s, OURS);
	fault_before(FAULT_EXCHANGE, 1, others_save, theirs);
	shelf_save(s);
	ck_assert(shelf_in_file(OURS) && shelf_in_file(THEIRS));
	ck_assert_int_eq(store_state(s), STORE_SAVED);
	ck_assert_uint_eq(count_conflicts(), 1);
	store_close(s);
	/* All of it is in the file: nobody is sent to look for it. */
	s = shelf_open("w.json", NULL);
	ck_assert_ptr_null(store_warning(s, 0));
	store_close(s);
	free(before);
	free(theirs);
}

START_TEST(what_is_met_beside_the_name_is_merged_too)
{
	meet_beside(false);
	scratch_close();
	scratch_open();
	fault_reset();
	meet_beside(true);
}
END_TEST

/* What is brought in has been agreed to for the file as it was. */
START_TEST(what_others_save_while_a_copy_is_brought_in_stays)
{
	struct store *s = begin_with_lock();
	struct answers *copy;
	struct merge_news news;
	struct err err;
	char *json;

	shelf_save(s);
	json = with_theirs("w.json", "two");
	copy = read_ok(json);
	fault_before(FAULT_EXCHANGE, next_call(FAULT_EXCHANGE), others_save, book);
	ck_assert(!store_merge(s, copy, false, &news, &err));
	ck_assert_int_eq(err.kind, ERR_CHANGED);
	ck_assert_str_eq(scratch_get("w.json"), book);
	ck_assert_ptr_null(conflict());
	answers_free(copy);
	free(json);
	end(s);
}
END_TEST

START_TEST(what_cannot_be_put_aside_is_put_back)
{
	static const int errors[] = { EIO, EACCES };
	struct err err;

	for (size_t i = 0; i < ARRAY_LEN(errors); i++) {
		struct store *s;

		fault_reset();
		s = begin();
		fault_before(FAULT_EXCHANGE, next_call(FAULT_EXCHANGE), others_save, book);
		/* The first makes .bak. */
		fault_at(FAULT_LINK, next_call(FAULT_LINK) + 1, errors[i], FAULT_ONCE);
		ck_assert(!store_save(s, &err));
		ck_assert_ptr_nonnull(strstr(err.text, strerror(errors[i])));
		ck_assert_str_eq(scratch_get("w.json"), book);
		ck_assert_ptr_null(conflict());
		end(s);
		scratch_close();
		scratch_open();
	}
}
END_TEST

/* A name aside that a power cut may take is none. */
START_TEST(what_cannot_be_synced_aside_is_put_back)
{
	struct store *s = begin_with_lock();
	struct err err;

	fault_before(FAULT_EXCHANGE, next_call(FAULT_EXCHANGE), others_save, book);
	/* The first is that of the new file. */
	fault_at(FAULT_FSYNC, next_call(FAULT_FSYNC) + 1, EIO, FAULT_ONCE);
	ck_assert(!store_save(s, &err));
	ck_assert_ptr_nonnull(strstr(err.text, strerror(EIO)));
	ck_assert_str_eq(scratch_get("w.json"), book);
	end(s);
}
END_TEST

/* While it is put back, a third takes the name: neither theirs nor the third's are lost. */
START_TEST(putting_back_loses_no_third)
{
	struct store *s = begin();
	struct err err;

	fault_before(FAULT_EXCHANGE, next_call(FAULT_EXCHANGE), others_save, book);
	fault_at(FAULT_LINK, next_call(FAULT_LINK) + 1, EIO, FAULT_ONCE);
	fault_before(FAULT_EXCHANGE, next_call(FAULT_EXCHANGE) + 1, others_save, "a third's words");
	ck_assert(!store_save(s, &err));
	ck_assert_str_eq(scratch_get("w.json"), book);
	ck_assert_int_eq(scratch_count_ending(".tmp"), 1);
	store_close(s);
	ck_assert_int_eq(fault_open_files(), 0);
}
END_TEST

/* More windows than there are names for one second. */
START_TEST(there_is_a_name_for_everyone)
{
	struct store *s = begin();
	char host[SIDECAR_HOST_SIZE], *name;

	fault_clock(1795460651);
	sidecar_host(host);
	for (int n = 1; n <= 20; n++) {
		name = sidecar_conflict("w.json", host, 1795460651, n);
		scratch_put(name, "taken");
		free(name);
	}
	fault_before(FAULT_EXCHANGE, next_call(FAULT_EXCHANGE), others_save, book);
	shelf_save(s);
	name = sidecar_conflict("w.json", host, 1795460651, 21);
	ck_assert_str_eq(scratch_get(name), book);
	free(name);
	end(s);
}
END_TEST

static void a_third_puts_ours_aside(const void *name)
{
	ck_assert_int_eq(link(scratch_path("w.json"), scratch_path(name)), 0);
}

/* A third has found our file under the name, and put it aside where theirs was to go. */
START_TEST(ours_put_aside_is_not_theirs)
{
	struct store *s = begin();
	char host[SIDECAR_HOST_SIZE], *first, *second;

	fault_clock(1795460651);
	sidecar_host(host);
	first = sidecar_conflict("w.json", host, 1795460651, 1);
	second = sidecar_conflict("w.json", host, 1795460651, 2);
	fault_before(FAULT_EXCHANGE, next_call(FAULT_EXCHANGE), others_save, book);
	fault_before(FAULT_LINK, next_call(FAULT_LINK) + 1, a_third_puts_ours_aside, first);
	shelf_save(s);
	ck_assert_ptr_nonnull(strstr(scratch_get(first), "more words"));
	ck_assert_str_eq(scratch_get(second), book);
	free(second);
	free(first);
	end(s);
}
END_TEST

/* What stood there cannot be read: it is put back, for it may be somebody's. */
START_TEST(what_cannot_be_read_is_put_back)
{
	struct store *s = begin();
	struct err err;

	/* The first looks whether somebody else has saved, and reads to the end. */
	fault_before(FAULT_EXCHANGE, next_call(FAULT_EXCHANGE), others_save, book);
	fault_at(FAULT_READ, next_call(FAULT_READ) + 2, EIO, FAULT_ONCE);
	ck_assert(!store_save(s, &err));
	ck_assert_ptr_nonnull(strstr(err.text, strerror(EIO)));
	ck_assert_int_eq(fault_hits(), 2);
	ck_assert_str_eq(scratch_get("w.json"), book);
	ck_assert_ptr_null(conflict());
	end(s);
}
END_TEST

START_TEST(a_file_that_others_removed_is_written_again)
{
	struct store *s = begin();

	fault_before(FAULT_EXCHANGE, next_call(FAULT_EXCHANGE), others_remove, NULL);
	shelf_save(s);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "more words"));
	ck_assert_ptr_null(conflict());
	end(s);
}
END_TEST

/* Where the system cannot exchange names, it is as it always was. */
START_TEST(without_exchanging_names_it_saves)
{
	static const int refusals[] = { EINVAL, ENOSYS, EOPNOTSUPP, EPERM, EACCES };

	for (size_t i = 0; i < ARRAY_LEN(refusals); i++) {
		struct store *s;

		fault_reset();
		s = begin();
		fault_at(FAULT_EXCHANGE, next_call(FAULT_EXCHANGE), refusals[i], FAULT_FROM);
		shelf_save(s);
		ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "more words"));
		ck_assert_ptr_null(conflict());
		end(s);
		scratch_close();
		scratch_open();
	}
}
END_TEST

static int only_rename(int dir, const char *one, const char *other)
{
	return renameat(dir, one, dir, other);
}

/* A file system of the user's may take no notice of how a name is to be taken. */
START_TEST(where_names_are_taken_instead_it_saves)
{
	struct store_place place = shelf_place("w.json", NULL);
	struct sys sys = *fault_sys();
	struct store *s;
	struct err err = { .text = "" };

	sys.exchangeat = only_rename;
	scratch_put("w.json", book);
	ck_assert(store_open(&s, &sys, &place, STORE_WRITE, &err));
	for (int i = 0; i < 2; i++) {
		shelf_write(s, i ? "more words" : "words");
		ck_assert_msg(store_save(s, &err), "%s", err.text);
	}
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "more words"));
	ck_assert_ptr_null(conflict());
	end(s);
}
END_TEST

START_TEST(an_exchange_that_fails_is_told)
{
	struct store *s = begin();
	struct err err;

	fault_at(FAULT_EXCHANGE, next_call(FAULT_EXCHANGE), EIO, FAULT_ONCE);
	ck_assert(!store_save(s, &err));
	ck_assert_ptr_nonnull(strstr(err.text, strerror(EIO)));
	ck_assert_ptr_null(strstr(scratch_get("w.json"), "more words"));
	shelf_save(s);
	/* It says that it failed, and did it. */
	shelf_write(s, "the last words");
	fault_at(FAULT_EXCHANGE, next_call(FAULT_EXCHANGE), EIO, FAULT_LATE);
	shelf_save(s);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "the last words"));
	ck_assert_ptr_null(conflict());
	end(s);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { without_others_nothing_is_put_aside,
		what_others_saved_meanwhile_is_put_aside, what_others_save_despite_the_lock_is_put_aside,
		what_others_saved_alike_is_not_put_aside,
		what_is_met_beside_the_name_is_merged_too, what_others_save_while_a_copy_is_brought_in_stays,
		what_cannot_be_put_aside_is_put_back, what_cannot_be_synced_aside_is_put_back,
		what_cannot_be_read_is_put_back, putting_back_loses_no_third,
		there_is_a_name_for_everyone, ours_put_aside_is_not_theirs,
		a_file_that_others_removed_is_written_again, without_exchanging_names_it_saves,
		where_names_are_taken_instead_it_saves, an_exchange_that_fails_is_told };

	return shelf_run("store, unlocked", tests, ARRAY_LEN(tests));
}
