/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of what a facilitator decided of each voice. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answers/json.h"
#include "answers/review.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"

static struct err err;
static struct review review;

static void setup(void)
{
	scratch_open();
	fault_reset();
}

static void teardown(void)
{
	review_release(&review);
	scratch_close();
}

static struct hash voice(const char *text)
{
	return review_hash(PART_ANSWERS, "ask", "en", slice_of(text));
}

static void set(const char *text, enum review_choice choice)
{
	struct hash hash = voice(text);

	review_set(&review, &hash, choice);
}

static enum review_choice get(const char *text)
{
	struct hash hash = voice(text);

	return review_get(&review, &hash);
}

static enum file_found load(void)
{
	return review_load(&review, fault_sys(), scratch_path("f.review"), &err);
}

static void *no_memory(size_t size)
{
	(void)size;
	return NULL;
}

START_TEST(words_and_their_place_are_one_voice)
{
	struct hash a = voice("a");

	ck_assert(hash_equal(a, voice("a")));
	ck_assert(!hash_equal(a, voice("b")));
	ck_assert(!hash_equal(a, review_hash(PART_LENSES, "ask", "en", slice_of("a"))));
	ck_assert(!hash_equal(a, review_hash(PART_ANSWERS, "as", "en", slice_of("a"))));
	ck_assert(!hash_equal(a, review_hash(PART_ANSWERS, "ask", "cy", slice_of("a"))));
}
END_TEST

START_TEST(a_hash_is_printed_and_read)
{
	struct hash a = voice("a"), b;
	struct buf hex;

	buf_init(&hex, 1000);
	review_print_hash(&a, &hex);
	ck_assert_uint_eq(hex.len, REVIEW_HEX);
	ck_assert(review_read_hash(slice_buf(&hex), &b));
	ck_assert(hash_equal(a, b));
	hex.data[7] = 'G';
	ck_assert(!review_read_hash(slice_buf(&hex), &b));
	ck_assert(!review_read_hash(slice_of("12"), &b));
	buf_release(&hex);
}
END_TEST

START_TEST(decisions_are_made_and_taken_back)
{
	ck_assert_int_eq(get("a"), REVIEW_OPEN);
	for (char text[] = "a"; *text <= 'z'; ++*text)
		set(text, *text % 2 ? REVIEW_KEPT : REVIEW_WITHHELD);
	for (char text[] = "a"; *text <= 'z'; ++*text)
		ck_assert_int_eq(get(text), *text % 2 ? REVIEW_KEPT : REVIEW_WITHHELD);
	set("a", REVIEW_WITHHELD);
	set("b", REVIEW_OPEN);
	set("other", REVIEW_OPEN);
	ck_assert_int_eq(get("a"), REVIEW_WITHHELD);
	ck_assert_int_eq(get("b"), REVIEW_OPEN);
	ck_assert_int_eq(get("c"), REVIEW_KEPT);
	ck_assert_uint_eq(review.count, 25);
}
END_TEST

START_TEST(they_are_kept_in_a_private_file)
{
	char *path = review_path(scratch_path("f"));

	ck_assert_str_eq(path, scratch_path("f.review"));
	ck_assert_int_eq(load(), FILE_ABSENT);
	set("a", REVIEW_KEPT);
	set("b", REVIEW_WITHHELD);
	set("c", REVIEW_KEPT);
	ck_assert(review_save(&review, fault_sys(), path, &err));
	ck_assert_uint_eq(scratch_mode("f.review"), 0600);
	review_release(&review);
	ck_assert_int_eq(load(), FILE_READ);
	ck_assert_uint_eq(review.count, 3);
	ck_assert_int_eq(get("a"), REVIEW_KEPT);
	ck_assert_int_eq(get("b"), REVIEW_WITHHELD);
	free(path);
}
END_TEST

START_TEST(what_one_withheld_stays_withheld)
{
	set("a", REVIEW_WITHHELD);
	set("b", REVIEW_KEPT);
	ck_assert(review_save(&review, fault_sys(), scratch_path("f.review"), &err));
	set("a", REVIEW_KEPT);
	set("b", REVIEW_WITHHELD);
	ck_assert_int_eq(load(), FILE_READ);
	ck_assert_int_eq(get("a"), REVIEW_WITHHELD);
	ck_assert_int_eq(get("b"), REVIEW_WITHHELD);
}
END_TEST

static const char *const wrong[] = {
	"", "[]", "{}",
	"{\"format\":\"leaderplus-fold\",\"version\":1,\"kept\":[],\"withheld\":[]}",
	"{\"format\":\"leaderplus-review\",\"version\":2,\"kept\":[],\"withheld\":[]}",
	"{\"format\":\"leaderplus-review\",\"version\":1,\"kept\":[]}",
	"{\"format\":\"leaderplus-review\",\"version\":1,\"kept\":[\"12\"],\"withheld\":[]}",
	"{\"format\":\"leaderplus-review\",\"version\":1,\"kept\":[],\"withheld\":[7]}",
	"{\"format\":\"leaderplus-review\",\"version\":1,\"kept\":[],\"withheld\":[7,\"12\"]}",
};

START_TEST(what_is_no_review_is_refused)
{
	scratch_put("f.review", wrong[_i]);
	ck_assert_int_eq(load(), FILE_FAILED);
	ck_assert_ptr_nonnull(strstr(err.text, "f.review"));
	ck_assert_uint_eq(review.count, 0);
}
END_TEST

START_TEST(without_memory_nothing_is_written)
{
	bool saved;

	set("a", REVIEW_KEPT);
	cJSON_InitHooks(&(cJSON_Hooks){ no_memory, free });
	saved = review_save(&review, fault_sys(), scratch_path("f.review"), &err);
	cJSON_InitHooks(NULL);
	ck_assert(!saved && !scratch_has("f.review"));
	ck_assert_ptr_nonnull(strstr(err.text, "memory"));
	fault_at(FAULT_WRITE, 1, ENOSPC, FAULT_FROM);
	ck_assert(!review_save(&review, fault_sys(), scratch_path("f.review"), &err));
	ck_assert(!scratch_has("f.review"));
}
END_TEST

static void set_too_many(enum review_choice choice)
{
	for (int i = 0; i <= REVIEW_MAX; i++) {
		char text[16];

		snprintf(text, sizeof(text), "%d", i);
		set(text, choice);
	}
}

START_TEST(more_than_can_be_read_again_is_not_written)
{
	set_too_many(REVIEW_KEPT);
	ck_assert(!review_save(&review, fault_sys(), scratch_path("f.review"), &err));
	ck_assert_int_eq(err.kind, ERR_TOO_BIG);
	set("0", REVIEW_WITHHELD);
	ck_assert_msg(review_save(&review, fault_sys(), scratch_path("f.review"), &err), "%s", err.text);
	review_release(&review);
	ck_assert_int_eq(load(), FILE_READ);
	ck_assert_uint_eq(review.count, REVIEW_MAX + 1);
	set_too_many(REVIEW_WITHHELD);
	ck_assert(!review_save(&review, fault_sys(), scratch_path("f.review"), &err));
	ck_assert_int_eq(err.kind, ERR_TOO_BIG);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("review");
	TCase *reviews = tcase_create("reviews");

	tcase_add_checked_fixture(reviews, setup, teardown);
	tcase_add_test(reviews, words_and_their_place_are_one_voice);
	tcase_add_test(reviews, a_hash_is_printed_and_read);
	tcase_add_test(reviews, decisions_are_made_and_taken_back);
	tcase_add_test(reviews, they_are_kept_in_a_private_file);
	tcase_add_test(reviews, what_one_withheld_stays_withheld);
	tcase_add_loop_test(reviews, what_is_no_review_is_refused, 0, sizeof(wrong) / sizeof(*wrong));
	tcase_add_test(reviews, without_memory_nothing_is_written);
	tcase_add_test(reviews, more_than_can_be_read_again_is_not_written);
	suite_add_tcase(suite, reviews);
	return suite_run(suite);
}
