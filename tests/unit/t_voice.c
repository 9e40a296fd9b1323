/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of copies for the group: what is one, and how it is written. */
#include <config.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "answers/json.h"
#include "answers/voice.h"
#include "base/mem.h"
#include "json_cases.h"
#include "suite.h"

#define HEAD "{\"format\":\"leaderplus-share\",\"version\":1,\"for\":\"group\","
#define KEY "\"key\":\"6d2c-1f_K\",\"clock\":31,"
#define BOOK "\"pack\":{\"id\":\"p\",\"version\":\"1\"},\"language\":\"en\","
#define VOICE "{\"question\":\"Who?\",\"text\":\"The cook.\"}"
#define SIXTEEN "0123456789abcdef"
#define WHOLE HEAD KEY BOOK "\"answers\":{\"ask\":" VOICE "}}"

static struct err err;

static bool reads(const char *json)
{
	struct voice_copy c;
	bool ok = voice_read(&c, slice_of(json), &err);

	if (ok)
		voice_release(&c);
	return ok;
}

static char *again(const char *json)
{
	struct voice_copy c;
	struct buf out;

	buf_init(&out, VOICE_COPY_MAX);
	ck_assert_msg(voice_read(&c, slice_of(json), &err), "%s", err.text);
	ck_assert_msg(voice_print(&c, &out, &err), "%s", err.text);
	voice_release(&c);
	return buf_steal(&out);
}

START_TEST(one_is_read)
{
	struct voice_copy c;

	ck_assert(voice_read(&c, slice_of(WHOLE), &err));
	ck_assert_str_eq(c.key, "6d2c-1f_K");
	ck_assert_int_eq((int)c.clock, 31);
	ck_assert_str_eq(c.pack_id, "p");
	ck_assert_str_eq(c.pack_version, "1");
	ck_assert_str_eq(c.language, "en");
	ck_assert_uint_eq(c.count, 1);
	ck_assert_int_eq(c.voices[0].part, PART_ANSWERS);
	ck_assert_str_eq(c.voices[0].id, "ask");
	ck_assert_str_eq(c.voices[0].question, "Who?");
	ck_assert_str_eq(c.voices[0].text, "The cook.");
	voice_release(&c);
	ck_assert_uint_eq(c.count, 0);
}
END_TEST

START_TEST(it_is_written_in_one_way_only)
{
	/* Members in any order, with blanks, escapes, what is unknown and what is blank. */
	char *a = again("{ \"x\": [1, {\"key\":\"no\"}], \"guards\": { \"b\": { \"text\": \"\\u0042\\u0007\","
			" \"when\": 7, \"question\": \"B\\/?\" },\n\"a\": { \"question\": \"\", \"text\": \"A\" } },"
			"\"lenses\": {}, \"answers\": { \"z\": { \"question\": \"Z\", \"text\": \" \\n \" } },"
			"\"language\": \"en\", \"pack\": { \"title\": \"T\", \"version\": \"1\", \"id\": \"p\" },"
			"\"clock\": 3.1E1, \"key\": \"6d2c-1f_K\", \"for\": \"group\", \"version\": 1.0,"
			"\"format\": \"leaderplus-share\" }\n");
	char *b = again(a);
	struct voice_copy c;

	ck_assert_str_eq(a, HEAD KEY BOOK "\"answers\":{},\"guards\":{"
			 "\"a\":{\"question\":\"\",\"text\":\"A\"},"
			 "\"b\":{\"question\":\"B/?\",\"text\":\"B\\u0007\"}}}");
	ck_assert_str_eq(a, b);
	free(b);
	free(a);
	ck_assert(voice_read(&c, slice_of(HEAD KEY BOOK "\"answers\":{\"ask\":" VOICE
					  ",\"z\":{\"question\":\"Z\",\"text\":\" \\n \"}}}"), &err));
	ck_assert_uint_eq(c.count, 1);
	voice_release(&c);
}
END_TEST

START_TEST(voices_are_put_in_order)
{
	static const struct voice voices[] = {
		{ PART_GUARDS, "a", "", "5" }, { PART_ANSWERS, "b", "", "2" },
		{ PART_LENSES, "z", "", "4" }, { PART_ANSWERS, "a", "", "1" },
		{ PART_LENSES, "b", "", "3" }, { PART_ANSWERS, "c", "", "\n\t" },
	};
	struct voice_copy c = { mem_string("k"), 1, mem_string("p"), mem_string(""),
				mem_string("cy"), NULL, 0, 0 };
	const char *at;
	struct buf out;

	buf_init(&out, VOICE_COPY_MAX);
	for (size_t i = 0; i < ARRAY_LEN(voices); i++)
		voice_add(&c, voices[i]);
	ck_assert(voice_print(&c, &out, &err));
	at = out.data;
	for (char digit[] = "\"1\""; digit[1] <= '5'; digit[1]++) {
		at = strstr(at, digit);
		ck_assert_ptr_nonnull(at);
	}
	ck_assert_ptr_null(strstr(out.data, "\"c\""));
	ck_assert_str_eq(c.voices[0].id, "a");	/* as it was */
	ck_assert_int_eq(c.voices[0].part, PART_GUARDS);
	voice_release(&c);
	buf_release(&out);
}
END_TEST

START_TEST(what_would_be_refused_is_not_written)
{
	struct voice_copy c = { mem_string("k"), 1, mem_string("p"), mem_string(""),
				mem_string("cy"), NULL, 0, 0 };
	struct buf out;

	buf_init(&out, VOICE_COPY_MAX);
	buf_add_str(&out, "before");
	voice_add(&c, (struct voice){ PART_ANSWERS, "a", "Q", "T" });
	voice_add(&c, (struct voice){ PART_ANSWERS, "a", "Q", "T" });
	ck_assert(!voice_print(&c, &out, &err));
	ck_assert_str_eq(out.data, "before");
	c.voices[1].part = PART_LENSES;
	ck_assert(voice_print(&c, &out, &err));
	buf_clear(&out);
	c.clock = (int64_t)1 << 53;
	ck_assert(!voice_print(&c, &out, &err));
	ck_assert_uint_eq(out.len, 0);
	voice_release(&c);
	buf_release(&out);
}
END_TEST

/* The text, and what its message says. */
static const struct { const char *json, *says; } refused[] = {
	{ "", "too early" },
	{ "[]", "not a copy for the group" },
	{ "{}", "not a copy for the group" },
	{ WHOLE WHOLE, "something follows" },
	{ "\xEF\xBB\xBF" WHOLE, "byte order mark" },
	{ "{\"format\":\"leaderplus-share\",\"version\":1,\"for\":\"mentor\"}", "for a mentor" },
	{ "{\"format\":\"leaderplus-share\",\"version\":1,\"for\":\"press\"}", "not a copy" },
	{ "{\"format\":\"leaderplus-workbook\",\"version\":1}", "whole workbook" },
	{ "{\"format\":\"leaderplus-room\",\"version\":1}", "from a room" },
	{ HEAD BOOK "\"clock\":1}", "'key'" },
	{ HEAD KEY "\"language\":\"en\"}", "'pack'" },
	{ HEAD KEY BOOK "\"answers\":[]}", "'answers'" },
	{ HEAD KEY BOOK "\"lenses\":{\"a\":7}}", "'lenses.a'" },
	{ HEAD KEY BOOK "\"guards\":{\"a\":{\"question\":\"\"}}}", "'guards.a.text'" },
	{ HEAD KEY BOOK "\"answers\":{\"a\":{\"question\":\"\",\"text\":[]}}}", "'answers.a.text'" },
	{ HEAD KEY BOOK "\"answers\":{\"A\":" VOICE "}}", "small letters" },
	{ HEAD KEY BOOK "\"answers\":{\"\":" VOICE "}}", "small letters" },
	{ HEAD KEY BOOK "\"answers\":{\"A\":" VOICE ",\"b\":" VOICE "}}", "small letters" },
	{ HEAD KEY BOOK "\"answers\":{\"" SIXTEEN SIXTEEN SIXTEEN SIXTEEN "0\":" VOICE "}}", "small letters" },
	{ "{\"format\":\"leaderplus-share\",\"version\":\"2\",\"for\":\"group\"}", "'version'" },
	{ HEAD KEY BOOK "\"answers\":{\"../a\":" VOICE "}}", "small letters" },
	{ HEAD KEY BOOK "\"answers\":{\"a\":" VOICE ",\"a\":" VOICE "}}", "second time" },
	{ HEAD KEY BOOK "\"answers\":{\"a\":" VOICE ",\"\\u0061\":" VOICE "}}", "second time" },
	{ HEAD KEY KEY BOOK "\"answers\":{}}", "second time" },
	{ HEAD "\"key\":\"\",\"clock\":1," BOOK "\"answers\":{}}", "'key'" },
	{ HEAD "\"key\":\"a b\",\"clock\":1," BOOK "\"answers\":{}}", "'key'" },
	{ HEAD "\"key\":\"a\\tb\",\"clock\":1," BOOK "\"answers\":{}}", "'key'" },
	{ HEAD "\"key\":\"k\",\"clock\":-1," BOOK "\"answers\":{}}", "out of range" },
	{ HEAD "\"key\":\"k\",\"clock\":1.5," BOOK "\"answers\":{}}", "whole number" },
	{ HEAD "\"key\":\"k\",\"clock\":9007199254740992," BOOK "\"answers\":{}}", "out of range" },
	{ HEAD "\"key\":\"k\",\"clock\":\"1\"," BOOK "\"answers\":{}}", "whole number" },
	{ HEAD KEY "\"pack\":{\"id\":\"p\"},\"language\":\"en\"}", "'pack.version'" },
	{ HEAD KEY "\"pack\":{\"id\":\"P\",\"version\":\"1\"},\"language\":\"en\"}", "'pack.id'" },
	{ HEAD KEY "\"pack\":{\"id\":\"p\",\"version\":\"1\"},\"language\":\"e\\u001bn\"}", "'language'" },
	{ HEAD KEY "\"pack\":{\"id\":\"p\",\"version\":\"1\"},\"language\":\"\"}", "'language'" },
	{ HEAD KEY BOOK "\"answers\":{\"a\":{\"question\":\"\",\"text\":\"\\u0000\"}}}", "\\u0000" },
	{ HEAD KEY BOOK "\"answers\":{\"a\":{\"question\":\"\",\"text\":\"\xFF\"}}}", "UTF-8" },
	{ HEAD KEY BOOK "\"answers\":{\"a\":{\"question\":\"\",\"text\":\"\x1B\"}}}", "control character" },
};

START_TEST(what_is_none_is_refused)
{
	ck_assert_msg(!reads(refused[_i].json), "%s", refused[_i].json);
	ck_assert_msg(strstr(err.text, refused[_i].says), "%s\n%s", refused[_i].json, err.text);
}
END_TEST

static void remember(void *context, const struct finding *finding)
{
	struct buf *told = context;

	buf_addf(told, "%zu:%zu %s\n", finding->line, finding->column, finding->what);
}

START_TEST(a_check_tells_the_same)
{
	struct buf told;
	struct report report = { remember, &told };

	buf_init(&told, 65536);
	ck_assert(!voice_check(slice_of(refused[_i].json), &report));
	ck_assert_msg(strstr(told.data, refused[_i].says), "%s\n%s", refused[_i].json, told.data);
	buf_release(&told);
}
END_TEST

START_TEST(a_check_goes_on_behind_what_is_wrong)
{
	struct buf told;
	struct report report = { remember, &told };

	buf_init(&told, 65536);
	ck_assert(voice_check(slice_of(WHOLE), &report));
	ck_assert_uint_eq(told.len, 0);
	ck_assert(!voice_check(slice_of(HEAD "\"key\":7,\n" BOOK "\"clock\":1,\"answers\":{\"A\":" VOICE "},\n"
					"\"guards\":{\"a\":{}}}"), &report));
	ck_assert_ptr_nonnull(strstr(told.data, "1:"));
	ck_assert_ptr_nonnull(strstr(told.data, "2:"));
	ck_assert_ptr_nonnull(strstr(told.data, "3:"));
	buf_clear(&told);
	ck_assert(!voice_check(slice_of(HEAD "\"key\":\"a b\",\"clock\":1,\n\"language\":\"e n\",\n"
					"\"pack\":{\"id\":\"P\",\"version\":\"1\"},\n\"answers\":{\"a\":7}}"),
			       &report));
	ck_assert_ptr_nonnull(strstr(told.data, "'key'"));
	ck_assert_ptr_nonnull(strstr(told.data, "'language'"));
	ck_assert_ptr_nonnull(strstr(told.data, "'pack.id'"));
	ck_assert_ptr_nonnull(strstr(told.data, "'answers.a'"));
	buf_release(&told);
}
END_TEST

static int calls_left;

static void *scarce(size_t size)
{
	return calls_left-- > 0 ? malloc(size) : NULL;
}

/* It is not the copy that is wrong. */
START_TEST(no_memory_for_checking_is_no_fault)
{
	cJSON_Hooks hooks = { scarce, free };
	struct buf told;
	struct report report = { remember, &told };
	bool ok;

	buf_init(&told, 65536);
	calls_left = 0;
	cJSON_InitHooks(&hooks);
	ok = voice_check(slice_of(WHOLE), &report) || voice_is_copy(slice_of(WHOLE));
	cJSON_InitHooks(NULL);
	ck_assert(!ok);
	ck_assert_uint_eq(told.len, 0);
	buf_release(&told);
}
END_TEST

/* Whatever allocation fails, none of it is written. */
START_TEST(without_memory_nothing_is_written)
{
	cJSON_Hooks hooks = { scarce, free };
	struct voice_copy c;
	bool done = false;
	int failed;

	ck_assert(voice_read(&c, slice_of(WHOLE), &err));
	for (failed = 0; !done; failed++) {
		struct buf out;

		buf_init(&out, VOICE_COPY_MAX);
		calls_left = failed;
		cJSON_InitHooks(&hooks);
		done = voice_print(&c, &out, &err);
		cJSON_InitHooks(NULL);
		ck_assert_msg(done ? strcmp(out.data, WHOLE) == 0 : !out.len && strstr(err.text, "memory"),
			      "call %d: %s", failed, err.text);
		buf_release(&out);
	}
	ck_assert_int_gt(failed, 50);
	voice_release(&c);
}
END_TEST

/* Every kind of bad JSON, as the text of a voice would be. */
START_TEST(no_bad_json_is_taken)
{
	for (size_t i = 0; i < ARRAY_LEN(json_cases); i++) {
		const struct json_case *one = &json_cases[i];
		size_t len = one->len ? one->len : strlen(one->text);
		struct voice_copy c;
		struct buf json;

		buf_init(&json, VOICE_COPY_MAX);
		buf_add_str(&json, HEAD KEY BOOK "\"x\":");
		buf_add(&json, one->text, len);
		buf_add_str(&json, "}");
		if (voice_read(&c, slice_buf(&json), &err)) {
			ck_assert_msg(one->verdict == GOOD, "%s", json.data);
			voice_release(&c);
		}
		buf_release(&json);
		ck_assert(!voice_read(&c, (struct slice){ one->text, len }, &err));
	}
}
END_TEST

START_TEST(a_newer_one_is_named_so)
{
	ck_assert(!reads("{\"format\":\"leaderplus-share\",\"version\":2,\"for\":\"group\",\"key\":{}}"));
	ck_assert_int_eq(err.kind, ERR_NEWER);
	ck_assert_ptr_nonnull(strstr(err.text, "newer version"));
}
END_TEST

START_TEST(limits_hold)
{
	struct buf json, told;
	struct report report = { remember, &told };

	buf_init(&json, VOICE_COPY_MAX * 2);
	buf_add_str(&json, HEAD KEY BOOK "\"x\":");
	for (int i = 0; i < JSON_DEPTH; i++)
		buf_add_char(&json, '[');
	ck_assert(!reads(json.data));
	ck_assert_int_eq(err.kind, ERR_TOO_BIG);
	buf_clear(&json);
	buf_add_str(&json, WHOLE);
	while (json.len < VOICE_COPY_MAX)
		buf_add_char(&json, ' ');
	ck_assert(reads(json.data));
	buf_add_char(&json, ' ');
	ck_assert(!reads(json.data));
	ck_assert_int_eq(err.kind, ERR_TOO_BIG);
	buf_init(&told, 65536);
	ck_assert(!voice_check(slice_buf(&json), &report) && !voice_is_copy(slice_buf(&json)));
	ck_assert_ptr_nonnull(strstr(told.data, "at most"));
	buf_release(&told);
	buf_clear(&json);
	buf_add_str(&json, HEAD KEY BOOK "\"answers\":{\"a\":{\"question\":\"\",\"text\":\"");
	for (size_t i = 0; i <= ANSWERS_TEXT_MAX; i++)
		buf_add_char(&json, 'x');
	buf_add_str(&json, "\"}}}");
	ck_assert(!reads(json.data));
	ck_assert_int_eq(err.kind, ERR_TOO_BIG);
	buf_release(&json);
}
END_TEST

START_TEST(what_claims_to_be_one_is_known)
{
	ck_assert(voice_is_copy(slice_of(WHOLE)));
	ck_assert(voice_is_copy(slice_of("{\"format\":\"leaderplus-share\",\"for\":\"group\"}")));
	ck_assert(!voice_is_copy(slice_of("{\"format\":\"leaderplus-share\",\"for\":\"mentor\"}")));
	ck_assert(!voice_is_copy(slice_of("{\"format\":\"leaderplus-workbook\"}")));
	ck_assert(!voice_is_copy(slice_of("[]")));
	ck_assert(!voice_is_copy(slice_of("{")));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("voice");
	TCase *voice = tcase_create("voice");

	tcase_add_test(voice, one_is_read);
	tcase_add_test(voice, it_is_written_in_one_way_only);
	tcase_add_test(voice, voices_are_put_in_order);
	tcase_add_test(voice, what_would_be_refused_is_not_written);
	tcase_add_loop_test(voice, what_is_none_is_refused, 0, ARRAY_LEN(refused));
	tcase_add_loop_test(voice, a_check_tells_the_same, 0, ARRAY_LEN(refused));
	tcase_add_test(voice, a_check_goes_on_behind_what_is_wrong);
	tcase_add_test(voice, no_memory_for_checking_is_no_fault);
	tcase_add_test(voice, without_memory_nothing_is_written);
	tcase_add_test(voice, no_bad_json_is_taken);
	tcase_add_test(voice, a_newer_one_is_named_so);
	tcase_add_test(voice, limits_hold);
	tcase_add_test(voice, what_claims_to_be_one_is_known);
	suite_add_tcase(suite, voice);
	return suite_run(suite);
}
