/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of store_bring: another copy of the workbook takes its place, or nothing changes. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "book.h"
#include "shelf.h"

#define LATER "words that were added elsewhere"

enum { FEWEST_CASES = 60 };

/* w.json with SHELF_WORDS, and the copy other.json in which LATER was added. */
static void put_two(const char *state)
{
	struct store *s = shelf_create("w.json", state);

	shelf_write(s, SHELF_WORDS);
	shelf_save(s);
	store_close(s);
	scratch_put("other.json", scratch_get("w.json"));
	s = shelf_open("other.json", NULL);
	shelf_write(s, LATER);
	shelf_save(s);
	store_close(s);
	ck_assert_int_eq(unlink(scratch_path("other.json.bak")), 0);
}

static const char *words(struct store *s)
{
	return answers_newest(store_answers(s), PART_ANSWERS, "one")->text;
}

START_TEST(a_copy_with_more_takes_the_place)
{
	struct answers *other;
	struct store *s;
	struct err err;
	char *before;
	int64_t foreign;

	put_two("state");
	before = mem_string(scratch_get("w.json"));
	other = read_ok(scratch_get("other.json"));
	s = shelf_open("w.json", "state");
	ck_assert(store_same_hand(s));
	ck_assert(store_bring(s, &other, &err));
	ck_assert(!store_same_hand(s));
	foreign = answers_clock(store_answers(s));
	ck_assert_str_eq(words(s), LATER);
	ck_assert_uint_eq(answers_layers(store_answers(s), PART_ANSWERS, "one"), 2);
	ck_assert_str_eq(scratch_get("w.json"), scratch_get("other.json"));
	ck_assert_str_eq(scratch_get("w.json.bak"), before);
	ck_assert_int_eq(store_state(s), STORE_SAVED);
	ck_assert_str_eq(answers_newest(other, PART_ANSWERS, "one")->text, SHELF_WORDS);
	answers_free(other);
	/* Writing goes on, in a layer of its own. */
	shelf_write(s, "and one more");
	shelf_save(s);
	ck_assert_uint_eq(answers_layers(store_answers(s), PART_ANSWERS, "one"), 3);
	store_close(s);
	/* In a later sitting, too, what the other hand wrote is not ours. */
	s = shelf_open("w.json", "state");
	ck_assert_int_eq(store_foreign(s), foreign);
	ck_assert_str_eq(words(s), "and one more");
	store_close(s);
	free(before);
}
END_TEST

/* In a thread, too. */
START_TEST(the_writer_is_waited_for)
{
	struct answers *other;
	struct store *s;
	struct err err;

	put_two(NULL);
	other = read_ok(scratch_get("other.json"));
	s = shelf_open("w.json", NULL);
	store_use_writer(s);
	store_prepare(s, 10);
	ck_assert(store_bring(s, &other, &err));
	ck_assert_str_eq(scratch_get("w.json"), scratch_get("other.json"));
	answers_free(other);
	store_close(s);
}
END_TEST

static void check_refused(struct store *s, struct answers *other, const char *why)
{
	char *file = mem_string(scratch_get("w.json"));
	struct answers *same = other;
	struct err err = { .text = "" };

	ck_assert(!store_bring(s, &same, &err));
	ck_assert_msg(strstr(err.text, why) != NULL, "%s", err.text);
	ck_assert_ptr_eq(same, other);
	ck_assert_str_eq(scratch_get("w.json"), file);
	ck_assert_str_eq(words(s), SHELF_WORDS);
	ck_assert_int_ne(store_state(s), STORE_FAILED);
	free(file);
}

START_TEST(what_would_lose_a_word_is_refused)
{
	struct store_place place;
	struct answers *other;
	struct store *s;
	struct err err;
	char *json;

	put_two(NULL);
	s = shelf_open("w.json", NULL);
	/* Another workbook with the same words. */
	json = changed(scratch_get("other.json"), answers_id(store_answers(s)), "another");
	other = read_ok(json);
	check_refused(s, other, "has not all");
	answers_free(other);
	free(json);
	/* A copy in which a word is missing. */
	json = changed(scratch_get("other.json"), SHELF_WORDS, "words that took a minute");
	other = read_ok(json);
	check_refused(s, other, "has not all");
	answers_free(other);
	free(json);
	other = read_ok(scratch_get("other.json"));
	/* Somebody else has been at the file. */
	json = mem_string(scratch_get("w.json"));
	scratch_put("w.json", book);
	check_refused(s, other, "somebody else");
	scratch_put("w.json", json);
	free(json);
	store_close(s);
	/* For reading only. */
	place = shelf_place("w.json", NULL);
	ck_assert(store_open(&s, fault_sys(), &place, STORE_READ, &err));
	check_refused(s, other, "opened for reading only");
	store_close(s);
	answers_free(other);
}
END_TEST

/* What is open is in a file of conflict already. */
START_TEST(a_conflict_is_no_place_for_it)
{
	struct answers *other;
	struct store *s;
	struct err err = { .text = "" };

	put_two(NULL);
	other = read_ok(scratch_get("other.json"));
	s = shelf_open("w.json", NULL);
	scratch_put("w.json", book);
	shelf_write(s, "ours");
	shelf_save(s);
	ck_assert_ptr_nonnull(store_conflict(s));
	ck_assert(!store_bring(s, &other, &err));
	ck_assert_msg(strstr(err.text, "somebody else") != NULL, "%s", err.text);
	ck_assert_str_eq(scratch_get("w.json"), book);
	ck_assert_str_eq(words(s), "ours");
	answers_free(other);
	store_close(s);
}
END_TEST

/* What could not be saved before is told, for the copy is to have all of it. */
START_TEST(a_save_that_failed_comes_first)
{
	struct answers *other;
	struct store *s;
	struct err err;

	put_two(NULL);
	other = read_ok(scratch_get("other.json"));
	s = shelf_open("w.json", NULL);
	shelf_write(s, "not saved");
	fault_at(FAULT_FSYNC, fault_calls(FAULT_FSYNC) + 1, ENOSPC, FAULT_FROM);
	ck_assert(!store_save(s, &err));
	fault_reset();
	ck_assert(!store_bring(s, &other, &err));
	ck_assert_ptr_nonnull(strstr(err.text, strerror(ENOSPC)));
	ck_assert_str_eq(words(s), "not saved");
	answers_free(other);
	store_close(s);
}
END_TEST

static const struct { int error; enum fault_span span; } faults[] = {
	{ EIO, FAULT_ONCE }, { EIO, FAULT_FROM }, { EIO, FAULT_LATE }, { ENOSPC, FAULT_FROM },
	{ EROFS, FAULT_FROM }, { EACCES, FAULT_ONCE }, { ENODEV, FAULT_FROM },
};

/* One call fails; false: there was none left to fail. */
static bool try(size_t fault, int nth)
{
	char *before, *after;
	struct answers *other;
	struct store *s;
	struct err err = { .text = "" };
	bool hit, brought, is_old;

	scratch_open();
	fault_reset();
	put_two(NULL);
	before = mem_string(scratch_get("w.json"));
	after = mem_string(scratch_get("other.json"));
	other = read_ok(after);
	s = shelf_open("w.json", NULL);
	fault_reset();
	fault_at(FAULT_ANY, nth, faults[fault].error, faults[fault].span);
	brought = store_bring(s, &other, &err);
	hit = fault_hits() > 0;
	fault_reset();
	is_old = strcmp(scratch_get("w.json"), before) == 0;
	ck_assert_msg(is_old || strcmp(scratch_get("w.json"), after) == 0, "%zu, %d: %s", fault, nth,
		      scratch_get("w.json"));
	ck_assert_msg(!brought || !is_old, "%zu, %d: not saved", fault, nth);
	ck_assert_msg(brought || *err.text, "%zu, %d: no reason", fault, nth);
	ck_assert_str_eq(words(s), brought ? LATER : SHELF_WORDS);
	if (!brought && is_old)
		ck_assert_msg(store_state(s) != STORE_FAILED || faults[fault].span == FAULT_FROM,
			      "%zu, %d: %s", fault, nth, err.text);
	shelf_save(s);
	store_close(s);
	s = shelf_open("w.json", NULL);
	ck_assert_str_eq(words(s), brought ? LATER : SHELF_WORDS);
	store_close(s);
	answers_free(other);
	free(before);
	free(after);
	scratch_close();
	return hit;
}

START_TEST(no_failure_harms_either)
{
	int cases = 0;

	scratch_close();
	for (size_t fault = 0; fault < ARRAY_LEN(faults); fault++)
		for (int nth = 1; try(fault, nth); nth++)
			cases++;
	ck_assert_int_ge(cases, FEWEST_CASES);
	scratch_open();
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { a_copy_with_more_takes_the_place, the_writer_is_waited_for,
		what_would_lose_a_word_is_refused, a_save_that_failed_comes_first,
		a_conflict_is_no_place_for_it, no_failure_harms_either };

	return shelf_run("store_bring", tests, ARRAY_LEN(tests));
}
