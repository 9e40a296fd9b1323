/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/merge where memory is short, and of what stands beside words: books, languages,
 * keys, news. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include "answers/identity.h"
#include "answers/json.h"
#include "answers/merge.h"
#include "base/mem.h"
#include "book.h"
#include "suite.h"

#define JSON_MAX 65536
#define FORMAT(kind, more) "{\"format\":\"leaderplus-" kind "\",\"version\":1," more
#define LAYER(id, clock, text) "{\"id\":\"" id "\",\"clock\":" clock ",\"at\":" \
	"\"2026-10-03T10:00:00Z\",\"question\":\"Why?\",\"text\":\"" text "\"}"
#define ASK(members) "\"answers\":{\"ask\":{" members "}}"
#define LAYERS(list) ASK("\"layers\":[" list "]")
#define REPLY(id, to) "{\"id\":\"" id "\",\"clock\":3,\"at\":\"\",\"to\":\"" to "\",\"text\":\"" id "!\"}"

/* A workbook of the id ID with MEMBERS. */
static struct answers *book_of(const char *id, const char *members)
{
	char json[JSON_MAX];

	snprintf(json, sizeof(json), FORMAT("workbook", "\"id\":\"%s\",\"pack\":{\"id\":\"p\",\"version\":"
		 "\"1\"}%s%s}"), id, *members ? "," : "", members);
	return read_ok(json);
}

static int calls_left;

static void *scarce(size_t size)
{
	return calls_left-- == 0 ? NULL : malloc(size);
}

/* What comes of A and B where the allocation NTH fails, for free(); NULL: nothing. */
static char *merged_with_little_memory(const char *a, const char *b, int nth)
{
	cJSON_Hooks hooks = { scarce, free };
	struct answers *to = book_of("a", a), *from = book_of("b", b);
	char *before = print_ok(to), *after;
	struct err err = { .text = "" };
	bool ok;

	calls_left = nth;
	cJSON_InitHooks(&hooks);
	ok = answers_merge(to, from, true, NULL, &err);
	cJSON_InitHooks(NULL);
	after = print_ok(to);
	ck_assert_msg(ok || (strcmp(after, before) == 0 && strstr(err.text, "memory")), "call %d: %s",
		      nth, err.text);
	if (!ok) {
		free(after);
		after = NULL;
	}
	free(before);
	answers_free(to);
	answers_free(from);
	return after;
}

START_TEST(without_memory_all_or_nothing_is_merged)
{
	static const char ours[] = "\"former_ids\":[\"c\"],\"group_key\":\"b\",\"place\":{\"clock\":3,"
		"\"page\":\"x\",\"paragraph\":1}," ASK("\"layers\":[" LAYER("l", "1", "One.") "],\"steps\":["
		"{\"id\":\"s\",\"clock\":2,\"then\":\"t\"}]");
	static const char theirs[] = "\"former_ids\":[\"d\"],\"group_key\":\"a\",\"place\":{\"clock\":3,"
		"\"page\":\"y\",\"paragraph\":1}," ASK("\"layers\":[" LAYER("l", "1", "Won.") ","
		LAYER("m", "4", "Two.") "],\"steps\":[{\"id\":\"s\",\"clock\":2,\"then\":\"u\"}]");
	char *whole = merged_with_little_memory(ours, theirs, -1);
	int nth = 0;

	ck_assert_ptr_nonnull(whole);
	do {
		char *some = merged_with_little_memory(ours, theirs, nth++);

		ck_assert_msg(!some || strcmp(some, whole) == 0, "call %d: %s", nth - 1, some);
		free(some);
	} while (calls_left < 0);
	ck_assert_int_gt(nth, 100);
	free(whole);
}
END_TEST

START_TEST(without_memory_no_reply_comes)
{
	cJSON_Hooks hooks = { scarce, free };
	struct answers *a = book_of("w", LAYERS(LAYER("l", "1", "One.")));
	struct answers *copy = read_ok(FORMAT("share", "\"for\":\"mentor\",\"language\":\"en\",\"id\":\"w\","
		"\"pack\":{\"id\":\"p\",\"version\":\"1\"},") ASK("\"replies\":[" REPLY("r", "l") "]") "}");
	struct err err;
	bool came;

	calls_left = 0;
	cJSON_InitHooks(&hooks);
	came = answers_merge_replies(a, copy, NULL, &err);
	cJSON_InitHooks(NULL);
	ck_assert(!came && strstr(err.text, "memory"));
	ck_assert_uint_eq(answers_items(a, PART_ANSWERS, "ask", ITEM_REPLY), 0);
	answers_free(copy);
	answers_free(a);
}
END_TEST

/* Of two books the greater (version, id), of two languages the greater: whichever comes first. */
START_TEST(books_and_languages_are_the_same_either_way)
{
	static const char *const books[] = {
		FORMAT("share", "\"for\":\"mentor\",\"language\":\"cy\",\"id\":\"w\",\"pack\":{\"id\":\"p\","
		       "\"version\":\"1\"}}"),
		FORMAT("share", "\"for\":\"mentor\",\"language\":\"en\",\"id\":\"w\",\"pack\":{\"id\":\"q\","
		       "\"version\":\"1\"}}"),
		FORMAT("share", "\"for\":\"mentor\",\"language\":\"en\",\"id\":\"w\",\"pack\":{\"id\":\"a\","
		       "\"version\":\"2\"}}"),
	};
	static const struct { int a, b; const char *pack; } rows[] = {
		{ 0, 1, "\"q\"" }, { 1, 0, "\"q\"" }, { 0, 2, "\"a\"" }, { 2, 0, "\"a\"" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct answers *a = read_ok(books[rows[i].a]), *b = read_ok(books[rows[i].b]);
		struct err err = { .text = "" };
		char *printed;

		ck_assert_msg(answers_merge(a, b, false, NULL, &err), "%s", err.text);
		ck_assert_str_eq(answers_language(a), "en");
		printed = print_ok(a);
		ck_assert_ptr_nonnull(strstr(printed, rows[i].pack));
		free(printed);
		answers_free(a);
		answers_free(b);
	}
}
END_TEST

START_TEST(news_of_several_merges_are_added)
{
	struct merge_news sum = { 0 }, other = { .layers = 1, .other = true }, none = { 0 };

	ck_assert(!merge_is_news(&sum));
	merge_add_news(&sum, &none);
	ck_assert(!sum.other && !merge_is_news(&sum));
	merge_add_news(&sum, &other);
	merge_add_news(&sum, &none);
	ck_assert(sum.other && sum.layers == 1);
}
END_TEST

START_TEST(a_key_for_groups_is_kept)
{
	struct answers *a = book_of("w", "\"group_key\":[]"), *back;
	cJSON_Hooks hooks = { scarce, free };
	int64_t clock = answers_clock(a);
	char *printed, *key;
	struct err err;

	ck_assert_ptr_null(identity_group_key(a));
	calls_left = 0;
	cJSON_InitHooks(&hooks);
	ck_assert(!identity_set_group_key(a, "q", &err));
	cJSON_InitHooks(NULL);
	ck_assert_ptr_null(identity_group_key(a));
	ck_assert_int_eq(answers_clock(a), clock);
	ck_assert(identity_set_group_key(a, "q\"\xC3\xA9", &err));
	ck_assert_int_gt(answers_clock(a), clock);
	printed = print_ok(a);
	back = read_ok(printed);
	key = identity_group_key(back);
	ck_assert_str_eq(key, "q\"\xC3\xA9");
	ck_assert_int_eq(answers_clock(back), answers_clock(a));
	free(key);
	free(printed);
	answers_free(back);
	answers_free(a);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { without_memory_all_or_nothing_is_merged, without_memory_no_reply_comes,
		books_and_languages_are_the_same_either_way, news_of_several_merges_are_added,
		a_key_for_groups_is_kept };
	Suite *suite = suite_create("merge, odd");
	TCase *tc = tcase_create("merge, odd");

	tcase_set_timeout(tc, 60);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
