/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/forget: what goes, which ids stay, and that nothing of it comes back. */
#include <config.h>

#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "answers/answers.h"
#include "answers/json.h"
#include "answers/model.h"
#include "answers/replay.h"
#include "base/mem.h"
#include "book.h"
#include "suite.h"

static const struct answers_erasure layer_b = { SCOPE_LAYER, PART_ANSWERS, "one", "b" };
static const struct answers_erasure layer_a = { SCOPE_LAYER, PART_ANSWERS, "one", "a" };
static const struct answers_erasure layer_c = { SCOPE_LAYER, PART_LENSES, "practice", "c" };
static const struct answers_erasure entry_one = { SCOPE_ENTRY, PART_ANSWERS, "one", NULL };
static const struct answers_erasure all = { .scope = SCOPE_ALL };

static void forget_ok(struct answers *a, const struct answers_erasure *what)
{
	struct err err = { .text = "" };

	ck_assert_msg(answers_forget(a, what, &err), "%s", err.text);
}

/* The list as it is printed, without blanks, for free(); "" where there is none. */
static char *list_of(const struct answers *a)
{
	char *printed = print_ok(a), *start = strstr(printed, "\"forgotten\":"), *end;
	struct buf b;

	buf_init(&b, 1 << 20);
	if (start) {
		start = strchr(start, '[');
		end = strchr(start, ']');
		for (char *c = start; c <= end; c++)
			if (*c != ' ')
				buf_add_char(&b, *c);
	}
	free(printed);
	return buf_steal(&b);
}

static void check_list(const struct answers *a, const char *want)
{
	char *list = list_of(a);

	ck_assert_str_eq(list, want);
	free(list);
}

/* Each erasure: what is still printed, what is not, and the list. */
START_TEST(what_is_erased_goes_and_the_rest_stays)
{
	static const struct {
		const struct answers_erasure *what;
		const char *stays, *goes, *list;
	} rows[] = {
		{ &layer_b, "one mentor stairs 9007199254740993 two practice later group_key scroll",
		  "rooms oval two\xC3\xA9", "[\"b\",\"x\"]" },
		{ &layer_a, "one rooms oval mentor stairs two practice", "22T19", "[\"a\",\"x\"]" },
		{ &layer_c, "one two lenses later", "practice", "[\"c\",\"x\"]" },
		{ &entry_one, "two nooks practice later group_key edition scroll myth",
		  "mentor stairs 9007199254740993 rooms one", "[\"a\",\"b\",\"s\",\"x\"]" },
		{ &all, "book pack edition scroll myth group_key answers lenses guards",
		  "one two practice nooks later mentor stairs", "[\"a\",\"b\",\"c\",\"s\",\"x\"]" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		for (int goes = 0; goes < 2; goes++) {
			struct answers *a = read_ok(book);
			char *words = mem_string(goes ? rows[i].goes : rows[i].stays), *next, *printed;

			forget_ok(a, rows[i].what);
			check_list(a, rows[i].list);
			ck_assert_int_eq(answers_clock(a), 32);
			ck_assert_int_eq(answers_words_clock(a), 32);
			ck_assert_int_eq(answers_place(a).clock, 32);
			ck_assert_str_eq(answers_place(a).page, "myth");
			printed = print_ok(a);
			for (char *w = strtok_r(words, " ", &next); w; w = strtok_r(NULL, " ", &next))
				ck_assert_msg((strstr(printed, w) == NULL) == goes, "row %zu, %s: %s", i,
					      w, printed);
			answers_free(a);
			a = read_ok(printed);
			ck_assert_int_eq(answers_clock(a), 32);
			answers_free(a);
			free(printed);
			free(words);
		}
}
END_TEST

/* Nothing is said to be forgotten that was not there. */
START_TEST(what_is_not_there_changes_nothing)
{
	static const struct answers_erasure rows[] = {
		{ SCOPE_LAYER, PART_ANSWERS, "one", "c" }, { SCOPE_LAYER, PART_GUARDS, "one", "a" },
		{ SCOPE_LAYER, PART_ANSWERS, "two", "a" }, { SCOPE_LAYER, PART_ANSWERS, "One", "a" },
		{ SCOPE_ENTRY, PART_LENSES, "one", NULL }, { SCOPE_ENTRY, PART_ANSWERS, "", NULL },
	};
	struct answers *a = read_ok(book), *same = read_ok(book);

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		forget_ok(a, &rows[i]);
		ck_assert_msg(model_equal(a, same) && answers_clock(a) == 31, "row %zu", i);
		ck_assert_int_eq(answers_words_clock(a), 0);
	}
	forget_ok(a, &all);
	forget_ok(a, &all);
	forget_ok(a, &entry_one);
	ck_assert_int_eq(answers_clock(a), 32);
	answers_free(a);
	answers_free(same);
	a = answers_new(sys_real(), "p", "1");
	forget_ok(a, &all);
	ck_assert_int_eq(answers_clock(a), 0);
	check_list(a, "");
	answers_free(a);
	/* No entry, but a member that this version does not know. */
	a = read_ok("{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"i\",\"pack\":"
		    "{\"id\":\"p\",\"version\":\"1\"},\"later\":{\"id\":\"l\"}}");
	forget_ok(a, &all);
	check_list(a, "[\"l\"]");
	answers_free(a);
}
END_TEST

/* An entry goes with its last layer, unless something else hangs there. */
START_TEST(an_empty_entry_goes)
{
	struct answers *a = read_ok(book);

	forget_ok(a, &layer_c);
	ck_assert_uint_eq(answers_count(a, PART_LENSES), 0);
	forget_ok(a, &layer_a);
	forget_ok(a, &layer_b);
	ck_assert_uint_eq(answers_count(a, PART_ANSWERS), 2);
	ck_assert_ptr_null(answers_newest(a, PART_ANSWERS, "one"));
	check_list(a, "[\"a\",\"b\",\"c\",\"x\"]");
	ck_assert_int_eq(answers_clock(a), 34);
	answers_free(a);
}
END_TEST

/* A file that was copied together: other words under the same id stay. */
START_TEST(a_twin_by_id_stays)
{
	char *json = changed(book, "\"id\":\"c\"", "\"id\":\"b\"");
	struct answers *a = read_ok(json);
	char *printed, *id;

	forget_ok(a, &entry_one);
	ck_assert_uint_eq(answers_layers(a, PART_LENSES, "practice"), 1);
	id = mem_string(answers_newest(a, PART_LENSES, "practice")->id);
	ck_assert(!answers_is_forgotten(a, id));
	printed = print_ok(a);
	answers_free(a);
	a = read_ok(printed);
	ck_assert_str_eq(answers_newest(a, PART_LENSES, "practice")->id, id);
	answers_free(a);
	free(printed);
	free(json);
	free(id);
}
END_TEST

/* Ids at every depth of what this version does not know; texts only, and no other names. */
START_TEST(unknown_members_leave_their_ids)
{
	static const char stairs[] =
		"\"stairs\":[{\"id\":\"s\",\"happened\":[{\"\\u0069d\":\"deep\",\"x\":{\"id\":\"\\u00e9\"}}]},"
		"{\"id\":7},{\"id\":\"\"},{\"id\":[\"no\"]},{\"ID\":\"no\",\"ids\":\"no\"},\"id\",[[{\"id\":\"s\"}]]";
	char *json = changed(book, "\"stairs\":[{\"id\":\"s\",\"clock\":31,\"when\":\"x\"}", stairs);
	char *with = changed(json, "{ \"quote\"", "{\"id\":\"rest\",\"quote\""), *out;
	struct answers *a = read_ok(with);

	forget_ok(a, &layer_b);
	check_list(a, "[\"b\",\"rest\",\"x\"]");
	forget_ok(a, &entry_one);
	check_list(a, "[\"a\",\"b\",\"deep\",\"rest\",\"s\",\"x\",\"\xC3\xA9\"]");
	ck_assert(answers_is_forgotten(a, "deep") && !answers_is_forgotten(a, "no"));
	answers_free(a);
	free(json);
	free(with);
	/* No id of ours is so long; what would not be read again is not written. */
	out = mem_zero(MODEL_TEXT_MAX + 100, 1);
	sprintf(out, "{\"id\":\"%0*d\"}", MODEL_TEXT_MAX + 1, 0);
	json = changed(book, "{\"nooks\":[]}", "{\"nooks\":[@,{\"id\":\"n\"}]}");
	with = changed(json, "@", out);
	a = read_ok(with);
	forget_ok(a, &(struct answers_erasure){ SCOPE_ENTRY, PART_ANSWERS, "two", NULL });
	check_list(a, "[\"n\",\"x\"]");
	answers_free(a);
	free(out);
	free(json);
	free(with);
}
END_TEST

/* Reading: in any order, twice; layers that stand all the same are left out. */
START_TEST(a_forgotten_layer_is_not_read)
{
	static const struct { const char *list, *printed; size_t one, practice; } rows[] = {
		{ "[]", "", 2, 1 }, { "[ \"x\" ]", "[\"x\"]", 2, 1 }, { "[\"b\"]", "[\"b\"]", 1, 1 },
		{ "[\"x\",\"b\",\"a\",\"b\",\"c\",\"a\"]", "[\"a\",\"b\",\"c\",\"x\"]", 0, 0 },
		{ "[\"\\u0063\",\"B\"]", "[\"B\",\"c\"]", 2, 0 },
		{ "[\"one\",\"book\",\"pack\"]", "[\"book\",\"one\",\"pack\"]", 2, 1 },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char *json = changed(book, "[ \"x\" ]", rows[i].list), *printed;
		struct answers *a = read_ok(json);

		ck_assert_msg(answers_layers(a, PART_ANSWERS, "one") == rows[i].one, "row %zu", i);
		ck_assert_msg(answers_layers(a, PART_LENSES, "practice") == rows[i].practice, "row %zu",
			      i);
		check_list(a, rows[i].printed);
		ck_assert_int_eq(answers_clock(a), 31);
		printed = print_ok(a);
		ck_assert_ptr_nonnull(strstr(printed, "\"stairs\""));
		answers_free(a);
		free(printed);
		free(json);
	}
}
END_TEST

START_TEST(what_is_no_id_is_refused)
{
	static const struct { const char *list; enum err_kind kind; const char *said; } rows[] = {
		{ "{\"id\":\"x\"}", ERR_SYNTAX, "line 12, column 25: 'forgotten': this must be a list" },
		{ "\"x\"", ERR_SYNTAX, "'forgotten': this must be a list" },
		{ "null", ERR_SYNTAX, "'forgotten': this must be a list" },
		{ "[\"x\",[\"y\"]]", ERR_SYNTAX, "line 12, column 30: 'forgotten[1]': this must be text" },
		{ "[7]", ERR_SYNTAX, "'forgotten[0]': this must be text" },
		{ "[\"\"]", ERR_SYNTAX, "'forgotten[0]': this text must not be empty" },
		{ "[\"1234567890123456789012345678901234567890123456789012345678901234567890"
		  "1234567890123456789012345678901234567890123456789012345678 \"]", ERR_TOO_BIG,
		  "'forgotten[0]': this text is too long" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char *json = changed(book, "[ \"x\" ]", rows[i].list);
		struct answers *a;
		struct err err;

		ck_assert_msg(!answers_read(&a, slice_of(json), &err), "row %zu", i);
		ck_assert_msg(err.kind == rows[i].kind && strstr(err.text, rows[i].said), "row %zu: %s",
			      i, err.text);
		free(json);
	}
}
END_TEST

/* Strictly as before: what was left out must have been right. */
START_TEST(forgetting_hides_no_fault)
{
	char *json = changed(book, "[ \"x\" ]", "[\"a\",\"b\"]"), *bad;
	struct answers *a;
	struct err err;

	bad = changed(json, "\"id\":\"a\"", "\"id\":\"b\"");
	ck_assert(!answers_read(&a, slice_of(bad), &err));
	ck_assert_ptr_nonnull(strstr(err.text, "two layers"));
	free(bad);
	bad = changed(json, "\"text\":\"one\"", "\"text\":1");
	ck_assert(!answers_read(&a, slice_of(bad), &err));
	ck_assert_ptr_nonnull(strstr(err.text, "layers[1].text"));
	free(bad);
	free(json);
}
END_TEST

/* A workbook with COUNT ids in the list, and three layers. */
static struct answers *full_of(int count)
{
	struct answers *a;
	struct buf b;
	char *json;

	buf_init(&b, 1 << 20);
	for (int i = 0; i < count; i++)
		buf_addf(&b, "%c\"f%d\"", i ? ',' : '[', i);
	buf_add_char(&b, ']');
	json = changed(book, "[ \"x\" ]", b.data);
	a = read_ok(json);
	free(json);
	buf_release(&b);
	return a;
}

START_TEST(the_list_has_an_end)
{
	struct answers *a = full_of(ANSWERS_FORGOTTEN_MAX - 2), *same;
	struct err err;

	forget_ok(a, &layer_a);
	forget_ok(a, &layer_b);
	same = full_of(ANSWERS_FORGOTTEN_MAX - 2);
	forget_ok(same, &layer_a);
	forget_ok(same, &layer_b);
	ck_assert(!answers_forget(a, &layer_c, &err));
	ck_assert_int_eq(err.kind, ERR_TOO_BIG);
	ck_assert(!answers_forget(a, &all, &err));
	ck_assert(!answers_forget(a, &entry_one, &err));	/* its step */
	ck_assert(model_equal(a, same) && answers_clock(a) == 33);
	free(print_ok(a));
	answers_free(a);
	answers_free(same);
}
END_TEST

/* Many layers, many ids: neither waits for the other. */
START_TEST(many_are_found_at_once)
{
	struct answers *a;
	struct buf b;

	buf_init(&b, ANSWERS_FILE_MAX);
	buf_add_str(&b, "{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"i\","
		    "\"pack\":{\"id\":\"p\",\"version\":\"1\"},\"answers\":{");
	for (int i = 0; i < 20000; i++)
		buf_addf(&b, "%s{\"id\":\"l%d\",\"clock\":1,\"at\":\"\",\"question\":\"\",\"text\":\"\"}",
			 i % 10000 ? "," : i ? "]},\"r\":{\"layers\":[" : "\"q\":{\"layers\":[", i);
	buf_add_str(&b, "]}},\"forgotten\":[\"x\"");
	for (int i = 0; i < 9999; i++)
		buf_addf(&b, ",\"l%d\"", i * 2);
	buf_add_str(&b, "]}");
	a = read_ok(b.data);
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "q"), 5000);
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "r"), 5001);
	answers_free(a);
	buf_release(&b);
}
END_TEST

static char *journal_of(const struct answers *a, int64_t since)
{
	struct err err = { .text = "" };
	struct buf b;

	buf_init(&b, ANSWERS_FILE_MAX);
	ck_assert_msg(replay_print(a, since, &b, &err), "%s", err.text);
	return buf_steal(&b);
}

/* Whatever the journal holds of what was erased, on whatever it builds. */
START_TEST(no_journal_brings_it_back)
{
	static const struct answers_erasure *const rows[] = { &layer_a, &layer_b, &layer_c, &entry_one, &all };
	struct answers *whole = read_ok(book);
	char *journal = journal_of(whole, -1), *again;

	answers_free(whole);
	again = changed(journal, "\"clock\":\t7", "\"clock\":\t70");
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		for (int same_base = 0; same_base < 2; same_base++) {
			const char *const journals[] = { journal, again };

			for (size_t j = 0; j < 2; j++) {
				struct answers *a = read_ok(book);
				struct err err = { .text = "" };
				char *printed;
				bool back;

				forget_ok(a, rows[i]);
				ck_assert_msg(replay_apply(a, slice_of(journals[j]), same_base, &back, &err),
					      "%s", err.text);
				printed = print_ok(a);
				for (const char *id = "abc"; *id; id++) {
					char member[20];

					snprintf(member, sizeof(member), "\"id\":\t\"%c\"", *id);
					ck_assert_msg(!answers_is_forgotten(a, (char[]){ *id, 0 }) ||
						      !strstr(printed, member), "row %zu: %s", i, printed);
				}
				answers_free(a);
				free(printed);
			}
		}
	free(journal);
	free(again);
}
END_TEST

/* The journal of an erasure that is not saved holds no words, and erases them again. */
START_TEST(an_unsaved_erasure_keeps_no_words)
{
	struct answers *a = read_ok(book), *old = read_ok(book);
	struct err err = { .text = "" };
	char *journal;
	bool back;

	forget_ok(a, &entry_one);
	journal = journal_of(a, 31);
	ck_assert_ptr_null(strstr(journal, "layers"));
	ck_assert_ptr_nonnull(strstr(journal, "\"clock\":\t32"));
	ck_assert_msg(replay_apply(old, slice_of(journal), true, &back, &err), "%s", err.text);
	ck_assert_ptr_null(answers_newest(old, PART_ANSWERS, "one"));
	check_list(old, "[\"a\",\"b\",\"s\",\"x\"]");
	answers_free(old);
	answers_free(a);
	free(journal);
}
END_TEST

/* Writing again begins anew, under a new id and a greater clock. */
START_TEST(one_can_write_there_again)
{
	struct answers_change change = {
		.part = PART_ANSWERS, .id = "one", .question = slice_of("Q?"),
		.text = slice_of("two \xC3\xA9"), .now = NOW, .same_hand = true,
	};
	struct answers *a = read_ok(book);

	forget_ok(a, &entry_one);
	ck_assert(answers_write(a, sys_real(), &change));
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), 1);
	ck_assert_int_eq(answers_newest(a, PART_ANSWERS, "one")->clock, 33);
	ck_assert(!answers_is_forgotten(a, answers_newest(a, PART_ANSWERS, "one")->id));
	answers_free(a);
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
	static const struct answers_erasure *const rows[] = { &layer_b, &entry_one, &all };
	cJSON_Hooks hooks = { scarce, free };

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		bool ok = false;
		int failed;

		for (failed = 0; !ok; failed++) {
			struct answers *a = read_ok(book), *same = read_ok(book);
			struct err err;

			calls_left = failed;
			cJSON_InitHooks(&hooks);
			ok = answers_forget(a, rows[i], &err);
			cJSON_InitHooks(NULL);
			ck_assert_msg(ok || (model_equal(a, same) && answers_clock(a) == 31), "row %zu", i);
			answers_free(a);
			answers_free(same);
		}
		ck_assert_int_gt(failed, 3);
	}
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { what_is_erased_goes_and_the_rest_stays,
		what_is_not_there_changes_nothing, an_empty_entry_goes, a_twin_by_id_stays,
		unknown_members_leave_their_ids,
		a_forgotten_layer_is_not_read, what_is_no_id_is_refused, forgetting_hides_no_fault, the_list_has_an_end,
		many_are_found_at_once, no_journal_brings_it_back, an_unsaved_erasure_keeps_no_words,
		one_can_write_there_again, without_memory_nothing_is_erased };
	Suite *suite = suite_create("forget");
	TCase *tc = tcase_create("forget");

	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
