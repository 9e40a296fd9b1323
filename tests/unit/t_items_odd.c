/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/items where something is odd: files of other hands, faults, memory that is
 * short, damage. */
#include <config.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "answers/items.h"
#include "answers/model.h"
#include "answers/replay.h"
#include "answers/salvage.h"
#include "base/mem.h"
#include "book.h"
#include "book_full.h"
#include "suite.h"

#define LATER (NOW + 9 * 60 * 60)
#define HEAD "{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"book\"," \
	"\"pack\":{\"id\":\"pack\",\"version\":\"1\"},"

#define NAME_16 "0123456789abcdef"
#define NAME_64 NAME_16 NAME_16 NAME_16 NAME_16
#define NAME_129 NAME_64 NAME_64 "0"

static size_t count_of(const struct answers *a, enum item_kind kind)
{
	return answers_items(a, PART_ANSWERS, "one", kind);
}

/* A member with every value that it may have is read, and one that says nothing is not written. */
START_TEST(what_says_nothing_is_not_written)
{
	struct answers *a = read_ok(HEAD "\"answers\":{\"one\":{\"layers\":[{\"id\":\"a\",\"clock\":1,\"at\":\"\","
		"\"question\":\"\",\"text\":\"\",\"open\":false,\"rests\":[]}],\"steps\":[{\"id\":\"s\",\"clock\":2,"
		"\"when\":\"\",\"happened\":[]}],\"notes\":[{\"id\":\"n\",\"clock\":3,\"on\":\"p\",\"text\":\"\"}],"
		"\"replies\":[],\"share\":[]}}}");
	static const char *const gone[] = { "open", "rests", "when", "happened", "replies" };
	char *printed = print_ok(a);

	ck_assert(!answers_newest(a, PART_ANSWERS, "one")->open);
	for (size_t i = 0; i < ARRAY_LEN(gone); i++)
		ck_assert_msg(!strstr(printed, gone[i]), "%s", gone[i]);
	ck_assert_ptr_nonnull(strstr(printed, "\"on\":\t\"p\""));
	ck_assert_uint_eq(answers_happened(a, PART_ANSWERS, "one", "s"), 0);
	ck_assert(answers_has_share(a, PART_ANSWERS, "one"));
	free(printed);
	answers_free(a);
}
END_TEST

/* Finds the faults of JSON, a line each. */
static void note_fault(void *context, const struct finding *finding)
{
	struct buf *all = context;

	buf_addf(all, "%s\n", finding->what);
}

/* Reading stops at a fault; checking goes on behind it, and tells each. */
START_TEST(all_faults_are_told)
{
	static const struct { const char *find, *put, *first, *second; } rows[] = {
		{ "\"replies\":[", "\"replies\":7,\"more\":[", "'answers.one.replies': this must be a list", NULL },
		{ "\"steps\":[", "\"steps\":[4,{},", "'answers.one.steps[0]': this must be an object",
		  "'answers.one.steps[1].id': this member is missing" },
		{ "\"mentor\",", "\"mentor\",1,\"\",", "'answers.one.share[1]': this must be text",
		  "'answers.one.share[2]': this text must not be empty" },
		{ "\"quote\":\"I left.\"", "\"quote\":7,\"missing\":[]", "'answers.one.layers[0].rests[1].quote'",
		  "'answers.one.layers[0].rests[1].missing'" },
		{ "\"text\":\"Ann said no. I left.\"", "\"text\":7", "'answers.one.layers[0].text': this must be text",
		  NULL },
		{ "\"obstacle\":\"o\"", "\"obstacle\":7", "'answers.one.steps[1].obstacle': this must be text", NULL },
		{ "\"text\":\"It went.\"", "\"text\":7", "'answers.one.steps[1].happened[0].text'", NULL },
		{ "\"share\":[", "\"seen\":{\"v\":-1,\"\":2,\"w\":\"3\"},\"was\":[",
		  "'answers.one.seen.v': this number is out of range", "'answers.one.seen.w': this must be a whole" },
		{ "\"share\":[", "\"seen\":{\"" NAME_129 "\":3},\"was\":[", "this is not the name of a version", NULL },
		{ "\"share\":[", "\"seen\":{\"\":3,\"w\":-1},\"was\":[", "this is not the name of a version",
		  "'answers.one.seen.w': this number is out of range" },
		{ "\"share\":[", "\"seen\":7,\"was\":[", "'answers.one.seen': this must be an object", NULL },
		{ "\"share\":[", "\"share\":1,\"seen\":{\"v\":-1},\"was\":[", "'answers.one.share': this must be a list",
		  "'answers.one.seen.v': this number is out of range" },
		{ "\"share\":[", "\"share\":[1],\"seen\":{\"v\":-1},\"was\":[", "'answers.one.share[0]': this must be text",
		  "'answers.one.seen.v': this number is out of range" },
		{ "\"share\":[", "\"share\":[1],\"seen\":{\"v\":2},\"was\":[", "'answers.one.share[0]': this must be text",
		  NULL },
		{ "\"share\":[", "\"share\":1,\"notes\":{},\"was\":[", "'answers.one.share': this must be a list",
		  NULL },
		{ "\"layers\":[", "\"layers\":[{\"id\":7},", "'answers.one.layers[0].id': this must be text",
		  "'answers.one.layers[0].clock': this member is missing" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char *once = changed(full, "\"notes\":", "\"noted\":"), *json = changed(once, rows[i].find, rows[i].put);
		struct answers *a = NULL;
		struct err err = { .text = "" };
		struct buf all;
		const struct report report = { note_fault, &all };

		buf_init(&all, 1 << 16);
		ck_assert_msg(!answers_read(&a, slice_of(json), &err), "%s", rows[i].put);
		ck_assert_msg(strstr(err.text, rows[i].first), "%s: %s", rows[i].first, err.text);
		ck_assert(!answers_check(slice_of(json), &report));
		ck_assert_msg(strstr(all.data, rows[i].first), "%s: %s", rows[i].first, all.data);
		if (rows[i].second)
			ck_assert_msg(strstr(all.data, rows[i].second), "%s: %s", rows[i].second, all.data);
		buf_release(&all);
		free(json);
		free(once);
	}
}
END_TEST

/* Any difference between two workbooks is seen: what is written is compared so. */
START_TEST(no_difference_is_overlooked)
{
	static const struct { const char *find, *put; } rows[] = {
		{ ",\"open\":true", "" }, { "\"on\":\"heard\"", "\"on\":\"saw\"" },
		{ "\"tint\":1.0", "\"tint\":1" }, { "\"tint\":2.0", "\"tint\":2" },
		{ "\"mentor\",", "" }, { "\"share\":[\"mentor\",\"aunt\"],", "" },
		{ "\"when\":\"w2\"", "\"when\":\"w3\"" }, { "\"id\":\"t\"", "\"id\":\"u\"" },
		{ "\"clock\":8", "\"clock\":7" }, { "It went.", "It came." }, { "\"id\":\"h\"", "\"id\":\"i\"" },
		{ "\"id\":\"h\",\"clock\":9", "\"id\":\"h\",\"clock\":8" },
		{ ",\"when\":\"w2\"}", ",\"when\":\"w2\",\"happened\":[{\"id\":\"g\",\"clock\":1,\"at\":\"\","
		  "\"question\":\"\",\"text\":\"\"}]}" },
		{ "\"notes\":[{\"id\":\"n\",\"clock\":3,\"on\":\"practice\",\"text\":\"seen\"}],", "" },
		{ "\"clock\":8", "\"clock\":8,\"worded\":7" }, { "\"clock\":8", "\"clock\":8,\"by\":\"x\"" },
		{ "\"clock\":8", "\"clock\":8,\"of\":\"x\"" },
		{ "\"share\":[", "\"seen\":{\"x\":3},\"share\":[" },
		{ ",{\"quote\":\"I left.\",\"on\":\"saw\"}", "" }, { "\"from\":\"B\"", "\"from\":\"C\"" },
	};
	struct answers *a = read_ok(full), *same = read_ok(full);

	ck_assert(model_equal(a, same));
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char *json = changed(full, rows[i].find, rows[i].put);
		struct answers *b = read_ok(json);

		ck_assert_msg(!model_equal(a, b) && !model_equal(b, a), "%s", rows[i].find);
		answers_free(b);
		free(json);
	}
	/* A choice, and none. */
	answers_free(same);
	answers_free(a);
	a = read_ok(HEAD "\"answers\":{\"one\":{\"share\":[]}}}");
	same = read_ok(HEAD "\"answers\":{\"one\":{}}}");
	ck_assert(!model_equal(a, same));
	answers_free(same);
	answers_free(a);
}
END_TEST

START_TEST(what_is_not_there_is_not_found)
{
	static const struct answers_erasure what = { SCOPE_ITEM, PART_ANSWERS, "one", "nobody" };
	struct answers_change change = { .part = PART_ANSWERS, .id = "two", .now = LATER };
	struct answers *a = read_ok(HEAD "\"answers\":{\"one\":{},\"two\":{\"steps\":[{\"id\":\"s\",\"clock\":1}]}}}");
	struct err err = { .text = "" };

	ck_assert_ptr_null(answers_find_item(a, PART_ANSWERS, "two", ITEM_STEP, "t"));
	ck_assert_uint_eq(answers_happened(a, PART_ANSWERS, "two", "t"), 0);
	ck_assert_uint_eq(answers_happened(a, PART_ANSWERS, "two", "s"), 0);
	ck_assert(!answers_set_rests(a, sys_real(), &change, NULL, 0));	/* no words to rest on it */
	ck_assert(!answers_is_shared(a, PART_LENSES, "two", AUDIENCE_GROUP));
	ck_assert(!answers_has_share(a, PART_LENSES, "two") && !answers_has_share(a, PART_ANSWERS, "two"));
	ck_assert(answers_forget(a, &what, &err));
	ck_assert_int_eq(answers_clock(a), 1);
	answers_free(a);
}
END_TEST

static bool write_one(struct answers *a, const char *text, bool open, time_t now)
{
	struct answers_change change = {
		.part = PART_ANSWERS, .id = "one", .question = slice_of("Q?"), .text = slice_of(text),
		.now = now, .same_hand = true, .open = open,
	};

	return answers_write(a, sys_real(), &change);
}

START_TEST(the_same_reason_changes_nothing)
{
	struct answers *a = read_ok(full);

	ck_assert(write_one(a, "not mine to say", true, LATER));
	ck_assert(!write_one(a, "not mine to say", true, LATER));
	ck_assert(write_one(a, "not now", true, LATER));
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), 3);
	answers_free(a);
}
END_TEST

/* What rests on nothing in the words does not go along; but what is strange stays where it is. */
START_TEST(rests_without_a_passage_stay_behind)
{
	char *json = changed(full, "\"quote\":\"Ann said no.\",", "");
	struct answers *a = read_ok(json);
	struct item rest = { .text = { "I left.", "heard", "" } };
	struct answers_change change = { .part = PART_ANSWERS, .id = "one", .now = LATER };

	ck_assert(write_one(a, "Ann said no. I left. More.", false, LATER));
	ck_assert_uint_eq(answers_rests(answers_newest(a, PART_ANSWERS, "one")), 1);
	/* The layer is ours now: it takes what it rests on, whoever saved the file. */
	ck_assert(answers_set_rests(a, sys_real(), &change, &rest, 1));
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), 3);
	answers_free(a);
	free(json);
	json = changed(full, "\"text\":\"Ann said no. I left.\"", "\"text\":\"I left.\",\"strange\":0");
	a = read_ok(json);
	change.same_hand = true;
	ck_assert(answers_set_rests(a, sys_real(), &change, &rest, 1));
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), 3);
	answers_free(a);
	free(json);
}
END_TEST

/* cJSON's memory: the call that takes it to 0 fails. */
static int calls_left;

static void *scarce(size_t size)
{
	return calls_left-- == 0 ? NULL : malloc(size);
}

START_TEST(without_memory_nothing_is_erased)
{
	static const struct answers_erasure rows[] = {
		{ SCOPE_ITEM, PART_ANSWERS, "one", "s" }, { SCOPE_LAYER, PART_ANSWERS, "one", "a" },
		{ SCOPE_ENTRY, PART_ANSWERS, "one", NULL },
	};
	cJSON_Hooks hooks = { scarce, free };
	char *json = changed(full, "\"text\":\"It went.\"", "\"text\":\"It went.\",\"strange\":[1]");

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		bool ok = false;
		int failed;

		for (failed = 0; !ok; failed++) {
			struct answers *a = read_ok(json), *same = read_ok(json);
			struct err err;

			calls_left = failed;
			cJSON_InitHooks(&hooks);
			ok = answers_forget(a, &rows[i], &err);
			cJSON_InitHooks(NULL);
			ck_assert_msg(ok || (model_equal(a, same) && answers_clock(a) == 9), "row %zu", i);
			answers_free(a);
			answers_free(same);
		}
		ck_assert_int_gt(failed, 1);
	}
	free(json);
}
END_TEST

/* ---- a journal ---- */

#define STEP_IN(clock, when, more) HEAD "\"answers\":{\"one\":{\"steps\":[{\"id\":\"s\",\"clock\":" clock \
	",\"when\":\"" when "\"" more "}]}}}"
#define LAYER_IN(clock, text, more) HEAD "\"answers\":{\"one\":{\"layers\":[{\"id\":\"l\",\"clock\":" clock \
	",\"at\":\"\",\"question\":\"\",\"text\":\"" text "\"" more "}]}}}"

/* How many steps or layers there are then, and whether words came. */
static const struct {
	const char *file, *journal;
	bool same_base;
	size_t count;
	bool back;
} journals[] = {
	{ STEP_IN("5", "A", ""), STEP_IN("9", "B", ""), true, 1, true },
	{ STEP_IN("5", "A", ""), STEP_IN("9", "B", ""), false, 2, true },
	{ STEP_IN("5", "A", ""), STEP_IN("5", "A", ""), true, 1, false },
	{ STEP_IN("5", "A", ""), STEP_IN("5", "A", ""), false, 1, false },
	{ STEP_IN("5", "A", ""), STEP_IN("5", "B", ""), true, 2, true },
	{ STEP_IN("5", "A", ""), STEP_IN("5", "B", ""), false, 2, true },
	{ STEP_IN("6", "A", ""), STEP_IN("5", "B", ""), false, 1, false },
	{ STEP_IN("5", "A", ""), STEP_IN("9", " ", ""), true, 1, false },
	{ HEAD "\"answers\":{}}", STEP_IN("9", "B", ""), true, 1, true },
	{ HEAD "\"place\":{\"clock\":20,\"page\":\"\",\"paragraph\":0}}", STEP_IN("9", "B", ""), true, 1, true },
	{ STEP_IN("5", "A", ",\"x\":1"), STEP_IN("9", "B", ",\"x\":1"), true, 1, true },
	{ STEP_IN("5", "A", ",\"x\":1"), STEP_IN("9", "B", ""), true, 2, true },
	{ STEP_IN("5", "A", ",\"x\":1"), STEP_IN("5", "A", ",\"x\":2"), false, 2, true },
	{ LAYER_IN("5", "A", ""), LAYER_IN("5", "A", ",\"open\":true"), false, 2, true },
	{ LAYER_IN("5", "", ""), LAYER_IN("5", " ", ""), false, 1, false },
	{ LAYER_IN("5", "", ""), LAYER_IN("5", "A", ""), false, 2, true },
	{ LAYER_IN("5", "", ""), LAYER_IN("5", "", ",\"open\":true"), true, 2, false },
	{ HEAD "\"answers\":{}}", LAYER_IN("9", " ", ",\"open\":true"), false, 1, false },
	{ LAYER_IN("5", "A", ""), LAYER_IN("5", "A", ",\"rests\":[{\"quote\":\"A\"}]"), true, 2, true },
};

START_TEST(a_journal_comes_once)
{
	struct answers *a = read_ok(journals[_i].file);
	struct err err = { .text = "" };
	bool back = false;

	for (int again = 0; again < 2; again++) {
		ck_assert_msg(replay_apply(a, slice_of(journals[_i].journal), again ? false :
					   journals[_i].same_base, &back, &err), "%s", err.text);
		ck_assert_int_eq(back, !again && journals[_i].back);
		ck_assert_uint_eq(count_of(a, ITEM_STEP) + answers_layers(a, PART_ANSWERS, "one"),
				  journals[_i].count);
	}
	free(print_ok(a));
	answers_free(a);
}
END_TEST

/* Who may see an entry, by a file's choice (NULL: none) and a journal's. */
START_TEST(a_journal_lets_nobody_see_more)
{
	static const struct { const char *file, *journal; bool same_base, mentor, group, has; } rows[] = {
		{ NULL, "\"mentor\"", true, true, false, true },
		{ NULL, "\"mentor\"", false, true, false, true },
		{ "\"mentor\"", "\"mentor\",\"group\"", true, true, true, true },
		{ "\"mentor\"", "\"mentor\",\"group\"", false, true, false, true },
		{ "", "\"mentor\"", false, false, false, true },
		{ "\"mentor\"", "", false, false, false, true },
		{ "\"group\"", NULL, false, false, true, true },
		{ NULL, NULL, true, false, false, false },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const char *const shares[] = { rows[i].file, rows[i].journal };
		struct answers *a;
		struct err err = { .text = "" };
		char json[2][400];
		bool back;

		for (int k = 0; k < 2; k++)
			snprintf(json[k], sizeof(json[k]), HEAD "\"place\":{\"clock\":%d,\"page\":\"\",\"paragraph\":0},"
				 "\"answers\":{\"one\":{%s%s%s}}}", k + 5, shares[k] ? "\"share\":[" : "",
				 shares[k] ? shares[k] : "", shares[k] ? "]" : "");
		a = read_ok(json[0]);
		ck_assert(replay_apply(a, slice_of(json[1]), rows[i].same_base, &back, &err));
		ck_assert_msg(answers_is_shared(a, PART_ANSWERS, "one", AUDIENCE_MENTOR) == rows[i].mentor &&
			      answers_is_shared(a, PART_ANSWERS, "one", AUDIENCE_GROUP) == rows[i].group &&
			      answers_has_share(a, PART_ANSWERS, "one") == rows[i].has, "row %zu", i);
		answers_free(a);
	}
}
END_TEST

/* A choice that stands in the file is not written into its journal. */
START_TEST(an_old_choice_is_no_news)
{
	struct answers *a = read_ok(HEAD "\"answers\":{\"one\":{\"share\":[]}}}");
	struct err err = { .text = "" };
	struct buf journal;

	buf_init(&journal, ANSWERS_FILE_MAX);
	ck_assert(write_one(a, "words", false, NOW));
	ck_assert(replay_print(a, 0, &journal, &err));
	ck_assert_ptr_nonnull(strstr(journal.data, "words"));
	ck_assert_ptr_null(strstr(journal.data, "share"));
	buf_release(&journal);
	answers_free(a);
}
END_TEST

/* ---- damage ---- */

/* An entry that stands in the file more than once: the newest of each id, and who all let see it. */
START_TEST(what_stands_twice_is_put_together)
{
	static const struct { const char *first, *then; bool mentor, group; } rows[] = {
		{ "\"share\":[\"mentor\",\"group\"],", "\"share\":[\"group\",\"mentor\"],", true, true },
		{ "\"share\":[\"mentor\",\"group\"],", "\"share\":[\"mentor\"],", true, false },
		{ "\"share\":[\"mentor\"],", "\"share\":[\"mentor\",\"group\"],", true, false },
		{ "\"share\":[\"mentor\"],", "\"share\":[],", false, false },
		{ "\"share\":[],", "\"share\":[\"mentor\"],", false, false },
		{ "\"share\":[\"group\"],", "", false, true }, { "", "\"share\":[\"group\"],", false, true },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct answers *a;
		char json[1000];

		snprintf(json, sizeof(json), HEAD "\"answers\":{\"one\":{%s\"steps\":["
			 "{\"id\":\"s\",\"clock\":3,\"when\":\"old\"},{\"id\":\"t\",\"clock\":5,\"when\":\"new\"}]},"
			 "\"one\":{%s\"steps\":[{\"id\":\"s\",\"clock\":4,\"when\":\"newer\"},"
			 "{\"id\":\"t\",\"clock\":4,\"when\":\"older\"}]}},", rows[i].first, rows[i].then);
		a = salvage_read(slice_of(json));
		ck_assert_ptr_nonnull(a);
		ck_assert_uint_eq(count_of(a, ITEM_STEP), 2);
		ck_assert_str_eq(answers_find_item(a, PART_ANSWERS, "one", ITEM_STEP, "s")->text[STEP_WHEN], "newer");
		ck_assert_str_eq(answers_find_item(a, PART_ANSWERS, "one", ITEM_STEP, "t")->text[STEP_WHEN], "new");
		ck_assert_msg(answers_is_shared(a, PART_ANSWERS, "one", AUDIENCE_MENTOR) == rows[i].mentor &&
			      answers_is_shared(a, PART_ANSWERS, "one", AUDIENCE_GROUP) == rows[i].group,
			      "row %zu", i);
		free(print_ok(a));
		answers_free(a);
	}
}
END_TEST

/* What came of a step has taken in an entry: a brace is missing. */
START_TEST(what_took_too_much_is_not_whole)
{
	char *json = changed(full, "\"text\":\"It went.\"}", "\"text\":\"It went.\",\"two\":{\"layers\":[]}}");
	char *damaged = changed(json, "\"pack\":{", "\"pack\":{{");
	struct answers *a = salvage_read(slice_of(damaged));

	ck_assert_ptr_nonnull(a);
	ck_assert_ptr_null(answers_find_item(a, PART_ANSWERS, "one", ITEM_STEP, "s"));
	ck_assert_ptr_nonnull(answers_find_item(a, PART_ANSWERS, "one", ITEM_STEP, "t"));
	answers_free(a);
	free(damaged);
	free(json);
}
END_TEST

/* What is left of a layer may look like a step, but says nothing as one; a text is kept. */
START_TEST(remains_of_a_layer_are_no_step)
{
	static const struct { const char *object; size_t steps, replies; } rows[] = {
		{ "{\"id\":\"a\",\"clock\":1,\"at\":\"2026-11-2\"}", 0, 0 },
		{ "{\"id\":\"a\",\"clock\":1,\"happened\":[]}", 0, 0 },
		{ "{\"id\":\"a\",\"clock\":1,\"happened\":[{\"id\":\"h\",\"clock\":1,\"at\":\"\",\"question\":\"\","
		  "\"text\":\"It went.\"}]}", 1, 0 },
		{ "{\"id\":\"a\",\"clock\":1,\"look\":\"2027-01-15\"}", 1, 0 },
		{ "{\"id\":\"a\",\"clock\":1,\"at\":\"\",\"text\":\"Quiet.\"}", 0, 1 },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct answers *a;
		char json[600];

		snprintf(json, sizeof(json), HEAD "\"answers\":{\"one\":{\"layers\":[{\"id\":\"b\",\"clock\":2,\"at\":\"\","
			 "\"question\":\"\",\"text\":\"Loud.\"},%s", rows[i].object);
		a = salvage_read(slice_of(json));
		ck_assert_ptr_nonnull(a);
		ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), 1);
		ck_assert_msg(count_of(a, ITEM_STEP) == rows[i].steps && count_of(a, ITEM_REPLY) == rows[i].replies,
			      "%s", rows[i].object);
		answers_free(a);
	}
}
END_TEST

/* More than a workbook can have: the rest is not looked at. */
START_TEST(there_is_an_end_to_items)
{
	struct answers *a;
	struct buf b;
	size_t count = 0;

	buf_init(&b, ANSWERS_FILE_MAX);
	buf_add_str(&b, HEAD "\"answers\":{");
	for (int entry = 0; entry < 5; entry++) {
		buf_addf(&b, "\"e%d\":{\"steps\":[", entry);
		for (int i = 0; i < 9000; i++)
			buf_addf(&b, "%s{\"id\":\"%d-%d\",\"clock\":1}", i ? "," : "", entry, i);
		buf_add_str(&b, "]},");
	}
	a = salvage_read(slice_buf(&b));
	ck_assert_ptr_nonnull(a);
	for (int entry = 0; entry < 5; entry++) {
		char id[3] = { 'e', (char)('0' + entry), '\0' };

		count += answers_items(a, PART_ANSWERS, id, ITEM_STEP);
	}
	ck_assert_uint_eq(count, 3 * 9000);
	answers_free(a);
	buf_release(&b);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { what_says_nothing_is_not_written, all_faults_are_told,
		no_difference_is_overlooked, what_is_not_there_is_not_found, the_same_reason_changes_nothing,
		rests_without_a_passage_stay_behind, without_memory_nothing_is_erased,
		a_journal_lets_nobody_see_more, an_old_choice_is_no_news, what_stands_twice_is_put_together,
		what_took_too_much_is_not_whole, remains_of_a_layer_are_no_step, there_is_an_end_to_items };
	Suite *suite = suite_create("items, odd");
	TCase *tc = tcase_create("items, odd");

	tcase_set_timeout(tc, 60);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	tcase_add_loop_test(tc, a_journal_comes_once, 0, (int)ARRAY_LEN(journals));
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
