/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of gathered voices: what is written is read, and nothing else is. */
#include <config.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "answers/gathered.h"
#include "answers/json.h"
#include "base/mem.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"

#define HEAD "{\"format\":\"leaderplus-voices\",\"version\":1,\"reviewed\":true," \
	     "\"pack\":{\"id\":\"p\",\"version\":\"1\"}}\n"
#define NEAR "\"part\":\"answers\",\"id\":\"ask\",\"language\":\"en\",\"question\":\"Who?\","

static struct err err;

static bool reads(struct gathered *g, const char *text)
{
	scratch_put("v", text);
	fault_reset();
	return gathered_read(g, fault_sys(), scratch_path("v"), &err);
}

START_TEST(what_is_written_is_read)
{
	char *voices[] = { mem_string("The \"cook\".\n\nAnd \x1B[1mme\x1B[0m, 你好 \xF0\x9F\x90\xA7."),
			   mem_string("B") };
	const struct gathered_question q = { PART_GUARDS, mem_string("care"), mem_string("cy"),
					     mem_string("Pwy?\nA pham?"), voices, 2, 2 };
	struct gathered g;
	struct buf out;

	buf_init(&out, GATHERED_LINE_MAX);
	ck_assert(gathered_print_head(true, "p", "1", &out, &err));
	ck_assert_str_eq(out.data, HEAD);
	ck_assert(gathered_print(&q, &out, &err));
	ck_assert_msg(reads(&g, out.data), "%s", err.text);
	ck_assert_str_eq(g.pack_id, "p");
	ck_assert_uint_eq(g.count, 1);
	ck_assert_int_eq(g.items[0].part, PART_GUARDS);
	ck_assert_str_eq(g.items[0].id, "care");
	ck_assert_str_eq(g.items[0].language, "cy");
	ck_assert_str_eq(g.items[0].question, "Pwy?\nA pham?");
	ck_assert_uint_eq(g.items[0].count, 2);
	ck_assert_str_eq(g.items[0].voices[0], voices[0]);
	ck_assert_str_eq(g.items[0].voices[1], "B");
	gathered_release(&g);
	free(q.id);
	free(q.language);
	free(q.question);
	free(voices[0]);
	free(voices[1]);
	buf_release(&out);
}
END_TEST

START_TEST(a_question_goes_on_in_the_next_line)
{
	struct gathered g;

	ck_assert_msg(reads(&g, HEAD "{" NEAR "\"voices\":[\"a\"]}\n\n{" NEAR "\"voices\":[\"b\",\" \",\"c\"]}\n"
			    "{\"x\":1," NEAR "\"voices\":[]}\n"
			    "{\"part\":\"lenses\",\"id\":\"ask\",\"language\":\"en\",\"question\":\"Who?\",\"voices\":[\"d\"]}"),
		      "%s", err.text);
	ck_assert_uint_eq(g.count, 2);
	ck_assert_uint_eq(g.items[0].count, 3);
	ck_assert_str_eq(g.items[0].voices[2], "c");
	ck_assert_str_eq(g.items[1].voices[0], "d");
	gathered_release(&g);
	ck_assert(reads(&g, HEAD));
	ck_assert_uint_eq(g.count, 0);
	gathered_release(&g);
}
END_TEST

/* Each of the members tells questions apart. */
START_TEST(another_question_begins_anew)
{
	struct gathered g;

	ck_assert_msg(reads(&g, HEAD "{" NEAR "\"voices\":[\"a\"]}\n"
			    "{\"part\":\"answers\",\"id\":\"see\",\"language\":\"en\",\"question\":\"Who?\",\"voices\":[\"b\"]}\n"
			    "{\"part\":\"answers\",\"id\":\"see\",\"language\":\"cy\",\"question\":\"Who?\",\"voices\":[\"c\"]}\n"
			    "{\"part\":\"answers\",\"id\":\"see\",\"language\":\"cy\",\"question\":\"Pwy?\",\"voices\":[\"d\"]}"),
		      "%s", err.text);
	ck_assert_uint_eq(g.count, 4);
	ck_assert_str_eq(g.items[3].voices[0], "d");
	gathered_release(&g);
}
END_TEST

static int calls_left;

static void *scarce(size_t size)
{
	return calls_left-- == 0 ? NULL : malloc(size);
}

/* Whatever allocation fails, all of it is written and read or nothing. */
START_TEST(without_memory_all_or_nothing_is_there)
{
	cJSON_Hooks hooks = { scarce, free };
	char id[] = "care", language[] = "cy", question[] = "Pwy?", words[] = "A", *voices[] = { words };
	const struct gathered_question q = { PART_GUARDS, id, language, question, voices, 1, 1 };
	bool done = false, read = false;
	int failed;

	for (failed = 0; !done || !read; failed++) {
		struct gathered g;
		struct buf out;

		buf_init(&out, GATHERED_LINE_MAX);
		calls_left = failed;
		cJSON_InitHooks(&hooks);
		done = gathered_print_head(true, "p", "1", &out, &err) && gathered_print(&q, &out, &err);
		cJSON_InitHooks(NULL);
		ck_assert_msg(done || strstr(err.text, "memory"), "call %d: %s", failed, err.text);
		buf_release(&out);
		scratch_put("v", HEAD "{" NEAR "\"voices\":[\"a\"]}");
		calls_left = failed;
		cJSON_InitHooks(&hooks);
		read = gathered_read(&g, fault_sys(), scratch_path("v"), &err);
		cJSON_InitHooks(NULL);
		ck_assert_msg(read || strstr(err.text, "memory"), "call %d: %s", failed, err.text);
		if (read)
			gathered_release(&g);
	}
	ck_assert_int_gt(failed, 20);
}
END_TEST

START_TEST(what_nobody_looked_at_is_refused)
{
	struct gathered g;
	struct buf out;

	buf_init(&out, GATHERED_LINE_MAX);
	ck_assert(gathered_print_head(false, "p", "1", &out, &err));
	ck_assert(!reads(&g, out.data));
	ck_assert_int_eq(err.kind, ERR_USAGE);
	ck_assert_ptr_nonnull(strstr(err.text, "nobody has looked at these words one by one yet"));
	buf_release(&out);
}
END_TEST

static const struct { const char *text, *says; } refused[] = {
	{ "", "empty" },
	{ "\n", "line 1" },
	{ "{}", "collate -f ndjson" },
	{ "{\"format\":\"leaderplus-fold\",\"version\":1,\"note\":\"x\"}\n", "collate -f ndjson" },
	{ "{\"format\":\"leaderplus-voices\",\"version\":2,\"reviewed\":true,\"pack\":{\"id\":\"p\"}}", "newer" },
	{ "{\"format\":\"leaderplus-voices\",\"version\":1,\"pack\":{\"id\":\"p\"}}", "'reviewed'" },
	{ "{\"format\":\"leaderplus-voices\",\"version\":1,\"reviewed\":1,\"pack\":{\"id\":\"p\"}}", "true or false" },
	{ "{\"format\":\"leaderplus-voices\",\"version\":1,\"reviewed\":true}", "'pack'" },
	{ "[]", "collate -f ndjson" },
	{ "{\"format\":7}", "collate -f ndjson" },
	{ "{\"format\":\"leaderplus-voices\",\"version\":1,\"reviewed\":true,\"pack\":{}}", "'pack.id'" },
	{ HEAD "{" NEAR "\"voices\":[7,\"a\"]}", "'voices[0]'" },
	{ HEAD HEAD, "line 2, column 1: 'part'" },
	{ HEAD "[]", "line 2" },
	{ HEAD "\n\n{" NEAR "\"voices\":[7]}", "line 4, column 74: 'voices[0]'" },
	{ HEAD "{" NEAR "\"voices\":[\"\"]}", "empty" },
	{ HEAD "{" NEAR "\"voices\":\"a\"}", "list" },
	{ HEAD "{" NEAR NEAR "\"voices\":[\"a\"]}", "second time" },
	{ HEAD "{" NEAR "\"voices\":[\"a\"]", "line 2" },
	{ HEAD "{\"part\":\"answer\",\"id\":\"a\",\"language\":\"en\",\"question\":\"\",\"voices\":[]}", "'part'" },
	{ HEAD "{\"part\":\"answers\",\"id\":\"a\",\"language\":\"en\",\"question\":\"\",\"voices\":[\"\xFF\"]}", "UTF-8" },
};

START_TEST(what_is_wrong_is_refused)
{
	struct gathered g;

	ck_assert_msg(!reads(&g, refused[_i].text), "%s", refused[_i].text);
	ck_assert_msg(strstr(err.text, refused[_i].says), "%s\n%s", refused[_i].text, err.text);
	ck_assert_ptr_null(g.items);
	ck_assert_ptr_null(g.pack_id);
	ck_assert_int_eq(fault_open_files(), 0);
}
END_TEST

enum { LINE_LEN = 1 << 20 };

START_TEST(one_that_is_too_large_is_refused)
{
	struct gathered g;
	struct buf text, line;

	buf_init(&text, GATHERED_MAX * 2);
	buf_add_str(&text, HEAD);
	while (text.len <= GATHERED_LINE_MAX + strlen(HEAD))
		buf_add_str(&text, "          ");
	ck_assert(!reads(&g, text.data));
	ck_assert_int_eq(err.kind, ERR_TOO_BIG);
	/* No line is, and all of them are. */
	buf_clear(&text);
	buf_add_str(&text, HEAD);
	buf_init(&line, LINE_LEN);
	while (line.len < LINE_LEN)
		buf_add_char(&line, ' ');
	while (text.len <= GATHERED_MAX) {
		buf_add_slice(&text, slice_buf(&line));
		buf_add_char(&text, '\n');
	}
	buf_release(&line);
	ck_assert(!reads(&g, text.data));
	ck_assert_int_eq(err.kind, ERR_TOO_BIG);
	buf_release(&text);
	ck_assert(!gathered_read(&g, fault_sys(), scratch_path("none"), &err));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("gathered");
	TCase *gathered = tcase_create("gathered");

	tcase_add_checked_fixture(gathered, scratch_open, scratch_close);
	tcase_add_test(gathered, what_is_written_is_read);
	tcase_add_test(gathered, a_question_goes_on_in_the_next_line);
	tcase_add_test(gathered, another_question_begins_anew);
	tcase_add_test(gathered, without_memory_all_or_nothing_is_there);
	tcase_add_test(gathered, what_nobody_looked_at_is_refused);
	tcase_add_loop_test(gathered, what_is_wrong_is_refused, 0, ARRAY_LEN(refused));
	tcase_add_test(gathered, one_that_is_too_large_is_refused);
	suite_add_tcase(suite, gathered);
	return suite_run(suite);
}
