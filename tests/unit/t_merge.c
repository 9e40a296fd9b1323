/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/merge: what comes of two copies of a workbook, rule by rule. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include "answers/contains.h"
#include "answers/identity.h"
#include "answers/merge.h"
#include "base/mem.h"
#include "book.h"
#include "suite.h"

#define JSON_MAX 65536
#define FORMAT(kind, more) "{\"format\":\"leaderplus-" kind "\",\"version\":1," more
#define LAYER(id, clock, text) "{\"id\":\"" id "\",\"clock\":" clock ",\"at\":" \
	"\"2026-10-03T10:00:00Z\",\"question\":\"Why?\",\"text\":\"" text "\"}"
#define RESTED(id, clock, text, quote) "{\"id\":\"" id "\",\"clock\":" clock ",\"at\":" \
	"\"2026-10-03T10:00:00Z\",\"question\":\"Why?\",\"text\":\"" text "\",\"rests\":[{\"quote\":\"" \
	quote "\"}]}"
#define SIXTEEN "0123456789abcdef"
#define LONG SIXTEEN SIXTEEN SIXTEEN SIXTEEN SIXTEEN SIXTEEN SIXTEEN SIXTEEN "!"	/* for an id */
#define ASK(members) "\"answers\":{\"ask\":{" members "}}"
#define LAYERS(list) ASK("\"layers\":[" list "]")
#define ITEMS(list, id, clock, text) ASK("\"" list "\":[{\"id\":\"" id "\",\"clock\":" clock \
	",\"at\":\"\",\"on\":\"o\",\"text\":\"" text "\"}]")
#define STEP(clock, then, happened) ASK("\"steps\":[{\"id\":\"s\",\"clock\":" clock ",\"then\":\"" then \
	"\",\"happened\":[" happened "]}]")

/* A workbook of the id ID with MEMBERS. */
static struct answers *book_of(const char *id, const char *members)
{
	char json[JSON_MAX];

	snprintf(json, sizeof(json), FORMAT("workbook", "\"id\":\"%s\",\"pack\":{\"id\":\"p\",\"version\":"
		 "\"1\"}%s%s}"), id, *members ? "," : "", members);
	return read_ok(json);
}

/* For free(). */
static char *merged(const char *a, const char *b, struct merge_news *news)
{
	struct answers *to = book_of("w", a), *from = book_of("w", b);
	char *before = print_ok(from), *after, *result;
	struct err err = { .text = "" };

	ck_assert_msg(answers_merge(to, from, false, news, &err), "%s", err.text);
	after = print_ok(from);
	ck_assert_str_eq(after, before);
	result = print_ok(to);
	answers_free(to);
	answers_free(from);
	free(before);
	free(after);
	return result;
}

/* What comes of A and B, whichever is first. */
static const struct { const char *a, *b, *both; } rows[] = {
	{ "", "", "" },
	{ LAYERS(LAYER("l", "1", "One.")), "", LAYERS(LAYER("l", "1", "One.")) },
	{ LAYERS(LAYER("l", "1", "One.")), LAYERS(LAYER("m", "1", "Two.")),
	  LAYERS(LAYER("l", "1", "One.") "," LAYER("m", "1", "Two.")) },
	/* Versions of one id follow each other by the clock, and then by their bytes. */
	{ LAYERS(LAYER("l", "1", "Two.")), LAYERS(LAYER("l", "2", "One.")), LAYERS(LAYER("l", "2", "One.")) },
	{ LAYERS(LAYER("l", "9", "A")), LAYERS(LAYER("l", "10", "B")), LAYERS(LAYER("l", "10", "B")) },
	{ LAYERS(LAYER("l", "1", "One.")), LAYERS(LAYER("l", "1", "Two.")), LAYERS(LAYER("l", "1", "Two.")) },
	{ LAYERS(LAYER("l", "1", "On")), LAYERS(LAYER("l", "1", "On\\u00e9")), LAYERS(LAYER("l", "1", "On\\u00e9")) },
	/* In the file a quote begins with a backslash, which is greater than a letter of the alphabet's first half. */
	{ LAYERS(LAYER("l", "1", "\\\"")), LAYERS(LAYER("l", "1", "A")), LAYERS(LAYER("l", "1", "\\\"")) },
	{ LAYERS(RESTED("l", "2", "One.", "a")), LAYERS(RESTED("l", "1", "One.", "b")),
	  LAYERS(RESTED("l", "2", "One.", "a")) },
	/* The same id under another page is another layer. */
	{ LAYERS(LAYER("l", "1", "One.")), "\"lenses\":{\"ask\":{\"layers\":[" LAYER("l", "2", "Two.") "]}}",
	  LAYERS(LAYER("l", "1", "One.")) ",\"lenses\":{\"ask\":{\"layers\":[" LAYER("l", "2", "Two.") "]}}" },
	{ "\"answers\":{\"b\":{},\"a\":{}}", "\"answers\":{\"b\":{},\"a\":{}}", "\"answers\":{\"b\":{},\"a\":{}}" },
	{ "\"answers\":{\"b\":{}}", "\"answers\":{\"c\":{},\"a\":{}}", "\"answers\":{\"a\":{},\"b\":{},\"c\":{}}" },
	/* Steps, notes and replies likewise. */
	{ ITEMS("notes", "n", "1", "b"), ITEMS("notes", "n", "2", "a"), ITEMS("notes", "n", "2", "a") },
	{ STEP("3", "t", LAYER("h", "4", "It rained.")), STEP("4", "T", ""),
	  STEP("4", "T", LAYER("h", "4", "It rained.")) },
	{ STEP("3", "t", LAYER("h", "4", "It rained.")), STEP("3", "t", LAYER("i", "5", "It shone.")),
	  STEP("3", "t", LAYER("h", "4", "It rained.") "," LAYER("i", "5", "It shone.")) },
	/* What was erased is gone, wherever it stands. */
	{ LAYERS(LAYER("l", "9", "One.")), "\"forgotten\":[\"l\"]", ASK("") ",\"forgotten\":[\"l\"]" },
	{ STEP("9", "t", LAYER("h", "9", "It rained.")), "\"forgotten\":[\"h\"]",
	  STEP("9", "t", "") ",\"forgotten\":[\"h\"]" },
	{ STEP("9", "t", ""), "\"forgotten\":[\"s\",\"q\"]", ASK("") ",\"forgotten\":[\"q\",\"s\"]" },
	/* For whom it is. */
	{ ASK("\"share\":[\"mentor\"]"), ASK(""), ASK("\"share\":[\"mentor\"]") },
	{ ASK("\"share\":[\"mentor\"]"), ASK("\"share\":[]"), ASK("\"share\":[]") },
	{ ASK("\"share\":[\"mentor\",\"group\"]"), ASK("\"share\":[\"group\",\"pupils\"]"),
	  ASK("\"share\":[\"group\"]") },
	/* Where one stopped. */
	{ "\"place\":{\"clock\":4,\"page\":\"a\",\"paragraph\":2}",
	  "\"place\":{\"clock\":3,\"page\":\"b\",\"paragraph\":3}",
	  "\"place\":{\"clock\":4,\"page\":\"a\",\"paragraph\":2}" },
	{ "\"place\":{\"clock\":4,\"page\":\"a\",\"paragraph\":2}",
	  "\"place\":{\"clock\":4,\"page\":\"b\",\"paragraph\":1}",
	  "\"place\":{\"clock\":4,\"page\":\"b\",\"paragraph\":1}" },
	/* What this version does not know. */
	{ "\"z\":1,\"y\":[]", "\"z\":1.0,\"y\":[]", "\"z\":1.0,\"y\":[]" },
	{ "\"z\":1", "\"y\":2", "\"y\":2,\"z\":1" },
	{ ASK("\"z\":1"), ASK("\"z\":2"), ASK("\"z\":2") },
	{ ASK("\"z\":1,\"y\":1"), "", ASK("\"z\":1,\"y\":1") },
	{ ASK("\"z\":1,\"y\":1"), ASK("\"z\":1"), ASK("\"y\":1,\"z\":1") },
	{ ITEMS("notes", "n", "1", "b\",\"z\":\"0"), ITEMS("notes", "n", "2", "a"),
	  ITEMS("notes", "n", "2", "a\",\"z\":\"0") },
	{ LAYERS(LAYER("l", "1", "Two.\",\"z\":\"0")), LAYERS(LAYER("l", "2", "One.\",\"y\":\"0")),
	  LAYERS(LAYER("l", "2", "One.\",\"y\":\"0\",\"z\":\"0")) },
	/* By what copies are known. */
	{ "\"former_ids\":[\"b\"]", "\"former_ids\":[\"c\",\"a\"]", "\"former_ids\":[\"a\",\"b\",\"c\"]" },
	{ "\"former_ids\":[ \"b\" ]", "\"former_ids\":[ \"b\" ]", "\"former_ids\":[ \"b\" ]" },
	{ "\"former_ids\":[\"b\"]", "\"former_ids\":[1]", "\"former_ids\":[\"b\"]" },
	{ "\"group_key\":\"b\"", "\"group_key\":\"a\"", "\"group_key\":\"a\"" },
	{ "\"former_ids\":[\"b\"]", "\"former_ids\":[1,\"c\"]", "\"former_ids\":[\"b\"]" },
	{ "\"former_ids\":[\"b\"]", "\"former_ids\":[\"" LONG "\"]", "\"former_ids\":[\"b\"]" },
	{ "\"group_key\":\"b\"", "\"group_key\":null", "\"group_key\":\"b\"" },
	{ "\"group_key\":\"b\"", "", "\"group_key\":\"b\"" },
};

START_TEST(both_become_one)
{
	struct answers *both = book_of("w", rows[_i].both);
	char *expected = print_ok(both), *there, *back, *again;

	there = merged(rows[_i].a, rows[_i].b, NULL);
	back = merged(rows[_i].b, rows[_i].a, NULL);
	again = merged(rows[_i].both, rows[_i].b, NULL);
	ck_assert_str_eq(there, expected);
	ck_assert_str_eq(back, expected);
	ck_assert_str_eq(again, expected);
	answers_free(both);
	free(expected);
	free(there);
	free(back);
	free(again);
}
END_TEST

/* What B brings to A. */
static const struct { const char *a, *b; struct merge_news news; } told[] = {
	{ "", "", { 0 } },
	{ LAYERS(LAYER("l", "1", "One.")), LAYERS(LAYER("l", "1", "One.")), { 0 } },
	{ LAYERS(LAYER("l", "2", "One.")), LAYERS(LAYER("l", "1", "Two.")), { 0 } },
	{ LAYERS(LAYER("l", "1", "One.")), LAYERS(LAYER("l", "2", "One.") "," LAYER("m", "1", "")), { .layers = 2 } },
	{ "", ITEMS("notes", "n", "1", "b"), { .items = { [ITEM_NOTE] = 1 } } },
	{ ITEMS("replies", "n", "1", "b"), ITEMS("replies", "n", "2", "a"), { .items = { [ITEM_REPLY] = 1 } } },
	{ STEP("3", "t", ""), STEP("3", "t", LAYER("h", "4", "It rained.")), { .items = { [ITEM_STEP] = 1 } } },
	{ LAYERS(LAYER("l", "1", "One.")), "\"forgotten\":[\"l\"]", { .erased = 1 } },
	{ "\"forgotten\":[\"l\"]", LAYERS(LAYER("l", "1", "One.")), { .other = true } },
	{ ASK("\"share\":[\"mentor\"]"), ASK("\"share\":[]"), { .narrowed = 1 } },
	{ ASK("\"share\":[]"), ASK("\"share\":[\"mentor\"]"), { .held = 1 } },
	{ ASK("\"share\":[\"group\"]"), ASK("\"share\":[\"mentor\"]"), { .narrowed = 1 } },
	{ ASK(""), ASK("\"share\":[\"mentor\"]"), { .other = true } },
	{ "\"z\":1", "\"z\":0", { 0 } },
	{ "", "\"z\":0", { .other = true } },
	{ "", "\"place\":{\"clock\":4,\"page\":\"a\",\"paragraph\":2}", { .other = true } },
};

START_TEST(what_came_in_is_told)
{
	struct merge_news news;

	free(merged(told[_i].a, told[_i].b, &news));
	ck_assert_uint_eq(news.layers, told[_i].news.layers);
	for (int kind = 0; kind < ITEM_HUNG; kind++)
		ck_assert_uint_eq(news.items[kind], told[_i].news.items[kind]);
	ck_assert_uint_eq(news.erased, told[_i].news.erased);
	ck_assert_uint_eq(news.narrowed, told[_i].news.narrowed);
	ck_assert_uint_eq(news.held, told[_i].news.held);
	ck_assert_int_eq(news.other, told[_i].news.other);
}
END_TEST

static void refuse(struct answers *a, const struct answers *b, bool mine, enum err_kind kind)
{
	struct err err = { .text = "" };
	char *before = print_ok(a), *after;

	ck_assert(!answers_merge(a, b, mine, NULL, &err));
	ck_assert_msg(err.kind == kind, "%s", err.text);
	after = print_ok(a);
	ck_assert_str_eq(after, before);
	free(before);
	free(after);
}

START_TEST(two_workbooks_are_one_when_they_are_mine)
{
	struct answers *a = book_of("b", LAYERS(LAYER("l", "7", "One."))), *b = book_of("a", ""), *c;
	struct err err;
	char *printed;

	refuse(a, b, false, ERR_USAGE);
	ck_assert(!answers_is_same_workbook(a, b));
	ck_assert(answers_merge(a, b, true, NULL, &err));
	ck_assert_str_eq(answers_id(a), "a");
	ck_assert(identity_is(a, "b") && answers_is_same_workbook(a, b));
	ck_assert_int_eq(answers_clock(a), 7);
	/* Another copy of either is known from now on. */
	c = book_of("b", LAYERS(LAYER("m", "8", "Two.")));
	ck_assert(answers_merge(a, c, false, NULL, &err));
	ck_assert_str_eq(answers_id(a), "a");
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "ask"), 2);
	ck_assert(answers_contains(a, c));
	printed = print_ok(a);
	ck_assert_ptr_nonnull(strstr(printed, "\"former_ids\":\t[\"b\"]"));
	free(printed);
	answers_free(a);
	answers_free(b);
	answers_free(c);
}
END_TEST

/* Whichever of them remembers others. */
START_TEST(the_ids_of_both_are_remembered)
{
	for (int ours = 0; ours < 2; ours++) {
		static const char others[] = "\"former_ids\":[\"c\"]";
		struct answers *a = book_of("a", ours ? others : ""), *b = book_of("b", ours ? "" : others);
		struct err err = { .text = "" };
		char *printed;

		ck_assert_msg(answers_merge(a, b, true, NULL, &err), "%s", err.text);
		printed = print_ok(a);
		ck_assert_ptr_nonnull(strstr(printed, "\"former_ids\":\t[\"b\",\"c\"]"));
		free(printed);
		answers_free(a);
		answers_free(b);
	}
}
END_TEST

START_TEST(what_cannot_be_merged_changes_nothing)
{
	struct answers *a = book_of("w", LAYERS(LAYER("l", "1", "One."))), *b;
	struct buf big;
	struct err err;

	b = read_ok(FORMAT("workbook", "\"id\":\"w\",\"pack\":{\"id\":\"p\",\"version\":\"1\"}}"));
	answers_free(b);
	b = read_ok("{\"format\":\"leaderplus-workbook\",\"version\":2,\"id\":\"w\",\"pack\":{\"id\":\"p\","
		    "\"version\":\"1\"}}");
	refuse(a, b, false, ERR_NEWER);
	ck_assert(!answers_merge(b, a, false, NULL, &err) && err.kind == ERR_NEWER);
	answers_free(b);
	b = read_ok(FORMAT("share", "\"for\":\"mentor\",\"language\":\"en\",\"id\":\"w\",\"pack\":{\"id\":"
		    "\"p\",\"version\":\"1\"}}"));
	refuse(a, b, true, ERR_USAGE);
	answers_free(b);
	b = book_of("w", LAYERS(LAYER("l", "9007199254740991", "One.")));
	refuse(a, b, false, ERR_SYNTAX);
	refuse(b, a, false, ERR_SYNTAX);
	answers_free(b);
	answers_free(a);
	/* Each is small enough, and both are not. */
	buf_init(&big, ANSWERS_FILE_MAX);
	buf_add_str(&big, "{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"w\",\"pack\":{\"id\":\"p\","
		    "\"version\":\"1\"},\"big\":[");
	for (size_t i = 0; i < 9 * 1024; i++)
		buf_addf(&big, "%s\"%01022d\"", i ? "," : "", 0);
	buf_add_str(&big, "]}");
	a = read_ok(big.data);
	memcpy(strstr(big.data, "big"), "bag", 3);
	b = read_ok(big.data);
	refuse(a, b, false, ERR_TOO_BIG);
	answers_free(a);
	answers_free(b);
	buf_release(&big);
}
END_TEST

/* Every id of what was erased is kept, or nothing is merged. */
START_TEST(too_much_that_was_erased_is_refused)
{
	struct answers *sides[2];
	struct buf json;

	buf_init(&json, ANSWERS_FILE_MAX);
	for (int side = 0; side < 2; side++) {
		buf_clear(&json);
		buf_add_str(&json, "{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"w\",\"pack\":"
			    "{\"id\":\"p\",\"version\":\"1\"},\"forgotten\":[");
		for (int i = 0; i < 6000; i++)
			buf_addf(&json, "%s\"%d-%d\"", i ? "," : "", side, i);
		buf_add_str(&json, "]}");
		sides[side] = read_ok(json.data);
	}
	refuse(sides[0], sides[1], false, ERR_TOO_BIG);
	answers_free(sides[0]);
	answers_free(sides[1]);
	buf_release(&json);
}
END_TEST

#define REPLY(id, to) "{\"id\":\"" id "\",\"clock\":3,\"at\":\"\",\"to\":\"" to "\",\"text\":\"" id "!\"}"

START_TEST(replies_alone_come_home)
{
	struct answers *a = book_of("w", LAYERS(LAYER("l", "1", "One.")) ",\"forgotten\":[\"gone\",\"r4\"],"
				    "\"former_ids\":[\"v\"]");
	struct answers *copy = read_ok(FORMAT("share", "\"for\":\"mentor\",\"language\":\"en\",\"id\":\"v\","
		"\"pack\":{\"id\":\"p\",\"version\":\"2\"},\"strange\":1,") ASK("\"share\":[\"group\"],\"layers\":["
		LAYER("l", "9", "Other words.") "," LAYER("m", "9", "More words.") "],\"replies\":["
		REPLY("r1", "l") "," REPLY("r2", "gone") "," REPLY("r3", "m") "," REPLY("r4", "l") ","
		REPLY("r5", "") "]") ",\"lenses\":{\"see\":{\"replies\":[" REPLY("r6", "") "]}}}");
	struct merge_news news;
	struct err err = { .text = "" };
	char *once, *twice;

	ck_assert_msg(answers_merge_replies(a, copy, &news, &err), "%s", err.text);
	ck_assert_uint_eq(news.items[ITEM_REPLY], 2);
	ck_assert_uint_eq(news.homeless, 3);
	ck_assert(!news.other && !news.layers && merge_is_news(&news));
	ck_assert_uint_eq(answers_items(a, PART_ANSWERS, "ask", ITEM_REPLY), 2);
	ck_assert_ptr_nonnull(answers_find_item(a, PART_ANSWERS, "ask", ITEM_REPLY, "r1"));
	ck_assert_ptr_nonnull(answers_find_item(a, PART_ANSWERS, "ask", ITEM_REPLY, "r5"));
	ck_assert_str_eq(answers_newest(a, PART_ANSWERS, "ask")->text, "One.");
	ck_assert(!answers_has_share(a, PART_ANSWERS, "ask") && !answers_has(a, PART_LENSES, "see"));
	once = print_ok(a);
	ck_assert_ptr_null(strstr(once, "strange"));
	ck_assert(answers_merge_replies(a, copy, &news, &err) && !merge_is_news(&news));
	twice = print_ok(a);
	ck_assert_str_eq(once, twice);
	free(once);
	free(twice);
	answers_free(copy);
	/* Of another workbook, or of none. */
	copy = book_of("w", "");
	ck_assert(!answers_merge_replies(a, copy, NULL, &err) && err.kind == ERR_USAGE);
	answers_free(copy);
	copy = read_ok(FORMAT("share", "\"for\":\"mentor\",\"language\":\"en\",\"id\":\"x\",\"pack\":{\"id\":"
		       "\"p\",\"version\":\"1\"}}"));
	ck_assert(!answers_merge_replies(a, copy, NULL, &err) && err.kind == ERR_USAGE);
	ck_assert(!answers_merge_replies(copy, copy, NULL, &err) && err.kind == ERR_USAGE);
	answers_free(copy);
	copy = read_ok("{\"format\":\"leaderplus-share\",\"version\":2,\"for\":\"mentor\",\"language\":\"en\",\"id\":"
		       "\"w\",\"pack\":{\"id\":\"p\",\"version\":\"1\"}}");
	ck_assert(!answers_merge_replies(a, copy, NULL, &err) && err.kind == ERR_NEWER);
	answers_free(copy);
	answers_free(a);
}
END_TEST

/* Words that were written through A may still be amended, those that came in may not. */
START_TEST(hands_are_known_after_a_merge)
{
	struct answers *a = book_of("w", ""), *b = book_of("w", LAYERS(LAYER("l", "1", "Theirs.")));
	struct answers_change change = { .part = PART_GUARDS, .id = "g", .question = slice_of("Q?"),
					 .text = slice_of("Ours."), .now = NOW };
	struct err err;

	ck_assert(answers_write(a, sys_real(), &change));
	ck_assert(answers_merge(a, b, false, NULL, &err));
	ck_assert_int_eq(answers_words_clock(a), 1);
	change.text = slice_of("Ours, amended.");
	ck_assert(answers_write(a, sys_real(), &change));
	ck_assert_uint_eq(answers_layers(a, PART_GUARDS, "g"), 1);
	change = (struct answers_change){ .part = PART_ANSWERS, .id = "ask", .question = slice_of("Why?"),
					  .text = slice_of("Mine."), .now = answers_time("2026-10-03T10:00:01Z") };
	ck_assert(answers_write(a, sys_real(), &change));
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "ask"), 2);
	answers_free(a);
	answers_free(b);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("merge");
	TCase *tc = tcase_create("merge");

	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, both_become_one, 0, (int)ARRAY_LEN(rows));
	tcase_add_loop_test(tc, what_came_in_is_told, 0, (int)ARRAY_LEN(told));
	tcase_add_test(tc, two_workbooks_are_one_when_they_are_mine);
	tcase_add_test(tc, the_ids_of_both_are_remembered);
	tcase_add_test(tc, what_cannot_be_merged_changes_nothing);
	tcase_add_test(tc, too_much_that_was_erased_is_refused);
	tcase_add_test(tc, replies_alone_come_home);
	tcase_add_test(tc, hands_are_known_after_a_merge);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
