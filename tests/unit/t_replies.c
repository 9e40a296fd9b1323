/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of replies: their day, their order, and the words that they answer. */
#include <config.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "answers/items.h"
#include "base/mem.h"
#include "book.h"
#include "suite.h"

static const char begun[] =
	"{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"w\","
	"\"pack\":{\"id\":\"p\",\"version\":\"1\"},\"answers\":{\"one\":{\"layers\":[{\"id\":\"a\","
	"\"clock\":2,\"at\":\"2026-11-23T19:00:00Z\",\"question\":\"Q?\",\"text\":\"first\"}]}}}";

static const struct item *put(struct answers *a, const char *id, const char *day, const char *text)
{
	const struct item_change change = {
		.part = PART_ANSWERS, .id = "one", .kind = ITEM_REPLY, .item = id, .now = NOW,
		.text = { [REPLY_AT] = slice_of(day), [REPLY_TO] = slice_of("a"),
			  [REPLY_TEXT] = slice_of(text) },
	};

	return answers_put_item(a, sys_real(), &change);
}

static const struct item *nth(const struct answers *a, size_t i)
{
	return answers_item(a, PART_ANSWERS, "one", ITEM_REPLY, i);
}

START_TEST(a_reply_has_the_day_on_which_it_was_given)
{
	struct answers *a = read_ok(begun), *again;
	char *second = mem_string(put(a, NULL, "2026-12-03T12:00:00Z", "second")->id);
	char *first = mem_string(put(a, NULL, "2026-11-03T12:00:00Z", "first")->id);
	char *third = mem_string(put(a, NULL, "2026-12-03T12:00:00Z", "third")->id), *json;

	ck_assert_str_eq(nth(a, 0)->text[REPLY_TEXT], "first");
	ck_assert_str_eq(nth(a, 1)->text[REPLY_TEXT], "second");
	ck_assert_str_eq(nth(a, 2)->text[REPLY_TEXT], "third");
	/* Without a day it keeps its own; the same changes nothing. */
	ck_assert_int_eq(put(a, first, "", "first, too")->clock, 6);
	ck_assert_str_eq(nth(a, 0)->text[REPLY_AT], "2026-11-03T12:00:00Z");
	ck_assert_int_eq(put(a, first, "2026-11-03T12:00:00Z", "first, too")->clock, 6);
	/* Another day is another place among them. */
	ck_assert_str_eq(put(a, third, "2026-11-01T12:00:00Z", "third")->id, third);
	ck_assert_str_eq(nth(a, 0)->id, third);
	ck_assert_int_eq(put(a, first, "2026-12-03T12:00:00Z", "first, too")->clock, 8);
	ck_assert_str_eq(nth(a, 1)->id, second);
	json = print_ok(a);	/* read back and compared */
	again = read_ok(json);
	ck_assert_str_eq(answers_item(again, PART_ANSWERS, "one", ITEM_REPLY, 1)->id, second);
	ck_assert_str_eq(put(again, NULL, "", "today")->text[REPLY_AT], "2026-11-23T19:04:11Z");
	answers_free(again);
	answers_free(a);
	free(json);
	free(third);
	free(first);
	free(second);
}
END_TEST

START_TEST(words_that_were_answered_are_amended_no_more)
{
	struct answers *a = read_ok(begun);
	struct answers_change change = {
		.part = PART_ANSWERS, .id = "one", .question = slice_of("Q?"),
		.text = slice_of("first, and more"), .now = NOW, .same_hand = true,
	};

	ck_assert(answers_write(a, sys_real(), &change));
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), 1);
	put(a, NULL, "", "What a choir!");
	change.text = slice_of("second");
	ck_assert(answers_write(a, sys_real(), &change));
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), 2);
	ck_assert_str_eq(answers_layer(a, PART_ANSWERS, "one", 0)->text, "first, and more");
	change.text = slice_of("second, and more");
	ck_assert(answers_write(a, sys_real(), &change));
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), 2);
	free(print_ok(a));
	answers_free(a);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("replies");
	TCase *replies = tcase_create("replies");

	tcase_add_test(replies, a_reply_has_the_day_on_which_it_was_given);
	tcase_add_test(replies, words_that_were_answered_are_amended_no_more);
	suite_add_tcase(suite, replies);
	return suite_run(suite);
}
