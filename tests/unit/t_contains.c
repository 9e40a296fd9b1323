/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/contains: which copy of a workbook has all that another has. */
#include <config.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "answers/contains.h"
#include "base/mem.h"
#include "suite.h"

#define JSON_MAX 4096
#define LAYER_IN(id, clock, text, more) "{\"id\":\"" id "\",\"clock\":" clock ",\"at\":" \
	"\"2026-10-03T10:00:00Z\",\"question\":\"Why?\",\"text\":\"" text "\"" more "}"
#define LAYER(id, clock, text) LAYER_IN(id, clock, text, "")
#define ASK(layers) "\"answers\":{\"ask\":{\"layers\":[" layers "]}}"

static struct answers *read(const char *members)
{
	char json[JSON_MAX];
	struct answers *a = NULL;
	struct err err = { .text = "" };

	snprintf(json, sizeof(json), "{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"w\","
		 "\"pack\":{\"id\":\"p\",\"version\":\"1\"}%s%s}", *members ? "," : "", members);
	ck_assert_msg(answers_read(&a, slice_of(json), &err), "%s: %s", json, err.text);
	return a;
}

#define ENTRY(members) "\"answers\":{\"ask\":{" members "}}"
#define STEP(clock, then, more) ENTRY("\"steps\":[{\"id\":\"s\",\"clock\":" clock ",\"when\":\"w\",\"then\":\"" \
	then "\"" more "}]")
#define CAME(clock, text) ",\"asked\":\"2027-01-15\",\"happened\":[" LAYER("h", clock, text) "]"
#define NOTE(clock, text) ENTRY("\"notes\":[{\"id\":\"n\",\"clock\":" clock ",\"on\":\"see\",\"text\":\"" text \
	"\"}]")
#define REPLY(clock, text) ENTRY("\"replies\":[{\"id\":\"r\",\"clock\":" clock ",\"from\":\"f\",\"at\":" \
	"\"2026-10-03T10:00:00Z\",\"to\":\"l\",\"text\":\"" text "\"}]")
#define SHARE(list) ENTRY("\"share\":[" list "]")

/* A and B, whether A has all of B, and B all of A. */
static const struct { const char *a, *b; bool a_has, b_has; } rows[] = {
	{ "", "", true, true },
	{ ASK(LAYER("l", "1", "One.")), "", true, false },
	{ ASK(LAYER("l", "1", "One.")), ASK(LAYER("l", "1", "One.")), true, true },
	{ ASK(LAYER("l", "2", "One.")), ASK(LAYER("l", "1", "Won.")), true, false },
	{ ASK(LAYER("l", "1", "One.")), ASK(LAYER("l", "1", "Won.")), false, false },
	{ ASK(LAYER("l", "1", "One.") "," LAYER("m", "2", "Two.")), ASK(LAYER("l", "1", "One.")), true,
	  false },
	{ ASK(LAYER("l", "1", "One.") "," LAYER("m", "2", "Two.")),
	  ASK(LAYER("l", "1", "One.") "," LAYER("n", "2", "Two.")), false, false },
	{ ASK(LAYER("l", "9", "One.")), ASK(LAYER("l", "1", "One.") "," LAYER("m", "2", "Two.")), false,
	  false },
	/* The same layer under another page is another's. */
	{ ASK(LAYER("l", "1", "One.")), "\"lenses\":{\"ask\":{\"layers\":[" LAYER("l", "1", "One.") "]}}",
	  false, false },
	{ "\"guards\":{\"g\":{\"layers\":[" LAYER("l", "1", "One.") "]}}", "\"guards\":{\"g\":{}}", true,
	  false },
	/* Nothing under a page is no word. */
	{ "", ASK(""), true, true },
	/* Erased for good. */
	{ "\"forgotten\":[\"l\"]", ASK(LAYER("l", "1", "One.")), true, false },
	{ "\"forgotten\":[\"l\",\"m\"]", "\"forgotten\":[\"m\"]", true, false },
	{ "\"forgotten\":[\"l\"]", "\"forgotten\":[\"m\"]", false, false },
	/* Where one stopped reading counts for nothing. */
	{ "\"place\":{\"clock\":4,\"page\":\"ask\",\"paragraph\":2}", "", true, true },
	/* What hangs under an answer. */
	{ STEP("3", "t", ""), "", true, false },
	{ STEP("3", "t", ""), STEP("3", "t", ""), true, true },
	{ STEP("4", "t", ""), STEP("3", "T", ""), true, false },
	{ STEP("3", "t", ""), STEP("3", "T", ""), false, false },
	{ STEP("3", "t", CAME("4", "It rained.")), STEP("3", "t", ""), true, false },
	{ STEP("3", "t", CAME("5", "It rained.")), STEP("3", "t", CAME("4", "It shone.")), true, false },
	{ STEP("9", "t", CAME("4", "It rained.")), STEP("3", "t", CAME("5", "It shone.")), false, false },
	{ "\"forgotten\":[\"s\"]", STEP("3", "t", ""), true, false },
	{ "\"forgotten\":[\"h\"]," STEP("3", "t", ""), STEP("3", "t", CAME("4", "It rained.")), false, false },
	{ "\"forgotten\":[\"h\"]," STEP("4", "t", ""), STEP("3", "t", CAME("4", "It rained.")), true, false },
	{ STEP("4", "t", ",\"happened\":[]"), STEP("3", "t", CAME("4", "It rained.")), false, false },
	{ STEP("3", "t", ",\"strange\":0"), STEP("3", "t", ""), true, false },
	/* What was seen. */
	{ ENTRY("\"seen\":{\"s\":3}"), STEP("3", "t", ""), true, true },
	{ ENTRY("\"seen\":{\"s\":3}"), STEP("4", "t", ""), false, true },
	{ ENTRY("\"seen\":{\"s\":3}"), ENTRY("\"seen\":{\"s\":2}"), true, false },
	{ ENTRY("\"seen\":{\"s\":3}"), "", true, false },
	{ "\"forgotten\":[\"s\"]", ENTRY("\"seen\":{\"s\":3}"), true, false },
	{ STEP("4", "t", ""), ENTRY("\"seen\":{\"v\":3}"), false, false },
	/* Asked on another day, or later. */
	{ STEP("4", "t", ",\"worded\":3,\"asked\":\"2027-01-16\""),
	  STEP("4", "t", ",\"worded\":3,\"asked\":\"2027-01-15\""), true, false },
	{ STEP("5", "t", ",\"worded\":3"), STEP("4", "t", ",\"worded\":3,\"asked\":\"2027-01-15\""), true, false },
	{ NOTE("3", "n"), "", true, false },
	{ NOTE("3", "n"), NOTE("3", "N"), false, false },
	{ REPLY("3", "n"), "", true, false },
	{ REPLY("4", "n"), NOTE("3", "n"), false, false },
	{ ASK(LAYER_IN("l", "1", "", ",\"open\":true")), ASK(LAYER("l", "1", "")), false, false },
	{ ASK(LAYER_IN("l", "1", "One.", ",\"rests\":[{\"quote\":\"One\",\"on\":\"saw\"}]")),
	  ASK(LAYER("l", "1", "One.")), false, false },
	/* Who may see it. */
	{ SHARE("\"mentor\""), "", true, false },
	{ SHARE("\"mentor\""), SHARE("\"mentor\""), true, true },
	{ SHARE(""), SHARE("\"mentor\""), true, false },
	{ SHARE("\"mentor\""), SHARE("\"mentor\",\"group\""), true, false },
	{ SHARE("\"mentor\""), SHARE("\"group\""), false, false },
	/* What this version does not know. */
	{ "\"strange\":1", "", true, false },
	{ "\"strange\":1", "\"strange\":1", true, true },
	{ "\"strange\":1", "\"strange\":1.0", false, true },
	{ "\"strange\":1,\"other\":2", "\"other\":2", true, false },
	{ "\"place\":{\"clock\":4,\"page\":\"ask\",\"paragraph\":2,\"strange\":1}", "", true, false },
	{ "\"answers\":{\"ask\":{\"strange\":[]}}", "", true, false },
	{ "\"answers\":{\"ask\":{\"strange\":[]}}", "\"answers\":{\"ask\":{\"strange\":[1]}}", true, false },
	{ ASK(LAYER_IN("l", "1", "One.", ",\"strange\":0")), ASK(LAYER("l", "1", "One.")), true, false },
	{ ASK(LAYER("l", "2", "One.")), ASK(LAYER_IN("l", "1", "One.", ",\"strange\":0")), false, false },
	/* By what copies are known. */
	{ "\"former_ids\":[\"a\",\"b\"]", "\"former_ids\":[\"b\"]", true, false },
	{ "\"former_ids\":[\"a\"]", "\"former_ids\":{}", true, false },
	{ "\"group_key\":\"a\"", "\"group_key\":\"b\"", true, false },
	{ "\"group_key\":\"a\"", "", true, false },
	{ ASK(LAYER_IN("l", "1", "One.", ",\"strange\":0")),
	  ASK(LAYER_IN("l", "1", "One.", ",\"strange\":0")), true, true },
};

START_TEST(what_one_copy_has_is_told)
{
	struct answers *a = read(rows[_i].a), *b = read(rows[_i].b);

	ck_assert_msg(answers_contains(a, b) == rows[_i].a_has, "%s has all of %s?", rows[_i].a,
		      rows[_i].b);
	ck_assert_msg(answers_contains(b, a) == rows[_i].b_has, "%s has all of %s?", rows[_i].b,
		      rows[_i].a);
	answers_free(a);
	answers_free(b);
}
END_TEST

/* The book as it was answered, or when, may differ where ids and clocks are equal. */
START_TEST(equal_clocks_need_equal_bytes)
{
	static const char *const others[] = {
		"\"at\":\"2026-10-03T10:00:01Z\",\"question\":\"Why?\"",
		"\"at\":\"2026-10-03T10:00:00Z\",\"question\":\"Who?\"",
	};
	struct answers *a = read(ASK(LAYER("l", "1", "One.")));

	for (size_t i = 0; i < ARRAY_LEN(others); i++) {
		char members[JSON_MAX];
		struct answers *b;

		snprintf(members, sizeof(members), "\"answers\":{\"ask\":{\"layers\":[{\"id\":\"l\","
			 "\"clock\":1,%s,\"text\":\"One.\"}]}}", others[i]);
		b = read(members);
		ck_assert(!answers_contains(a, b));
		ck_assert(!answers_contains(b, a));
		answers_free(b);
	}
	answers_free(a);
}
END_TEST

/* What stands beside the pack's id. */
START_TEST(strange_members_of_the_pack_count)
{
	struct answers *a = read(""), *b = NULL;
	struct err err = { .text = "" };

	ck_assert(answers_read(&b, slice_of("{\"format\":\"leaderplus-workbook\",\"version\":1,"
		"\"id\":\"w\",\"pack\":{\"id\":\"p\",\"version\":\"1\",\"strange\":[]}}"), &err));
	ck_assert(!answers_contains(a, b));
	ck_assert(answers_contains(b, a));
	answers_free(a);
	answers_free(b);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("contains");
	TCase *tc = tcase_create("contains");

	tcase_add_loop_test(tc, what_one_copy_has_is_told, 0, (int)ARRAY_LEN(rows));
	tcase_add_test(tc, equal_clocks_need_equal_bytes);
	tcase_add_test(tc, strange_members_of_the_pack_count);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
