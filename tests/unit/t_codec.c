/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/codec: the workbook file read strictly and printed whole. */
#include <config.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "answers/answers.h"
#include "answers/model.h"
#include "base/mem.h"
#include "book.h"
#include "fault.h"
#include "pieces.h"
#include "suite.h"

START_TEST(reads_what_it_knows)
{
	struct answers *a = read_ok(book);
	struct answers_place place = answers_place(a);
	const struct layer *layer = answers_newest(a, PART_ANSWERS, "one");

	ck_assert_str_eq(answers_id(a), "book");
	ck_assert_str_eq(answers_pack_id(a), "pack");
	ck_assert(place.clock == 12 && place.paragraph == 3 && strcmp(place.page, "myth") == 0);
	ck_assert_uint_eq(answers_count(a, PART_ANSWERS), 2);
	ck_assert_str_eq(answers_entry_id(a, PART_ANSWERS, 1), "two");
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), 2);
	ck_assert_str_eq(answers_layer(a, PART_ANSWERS, "one", 0)->id, "a");
	ck_assert_str_eq(layer->text, "two \xC3\xA9");
	ck_assert_str_eq(layer->question, "Q?");
	ck_assert(layer->clock == 7 && answers_time(layer->at) == NOW);
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "two"), 0);
	ck_assert_uint_eq(answers_layers(a, PART_GUARDS, "two"), 0);
	ck_assert_ptr_null(answers_newest(a, PART_ANSWERS, "two"));
	ck_assert_ptr_null(answers_newest(a, PART_ANSWERS, "One"));	/* ids have a case */
	ck_assert_str_eq(answers_newest(a, PART_LENSES, "practice")->text, "");
	ck_assert(!answers_is_newer(a) && !answers_is_full(a));
	answers_free(a);
}
END_TEST

/* Each stands where it stood, in order, with every byte. */
START_TEST(unknown_members_survive)
{
	static const char *const kept[] = {
		"\"id\":\t\"pack\",\n\t\t\"version\":\t\"1\",\n\t\t\"edition\":\t{ \"n\" : 1E2 }\n",
		"\"paragraph\":\t3,\n\t\t\"scroll\":\t[ 0.50 ]\n",
		"\"text\":\t\"two \xC3\xA9\",\n\t\t\t\t\t\"rooms\":\t[{ \"quote\":\"\\u00e9\" }],\n"
		"\t\t\t\t\t\"oval\":\tfalse\n",
		"}],\n\t\t\t\"shade\":\t[ \"mentor\" ],\n"
		"\t\t\t\"stairs\":\t[{\"id\":\"s\",\"clock\":31,\"when\":\"x\"}],\n"
		"\t\t\t\"n\":\t9007199254740993\n",
		"\"two\":\t{\n\t\t\t\"nooks\":\t[]\n",
		"\"forgotten\":\t[\"x\"],\n\t\"later\":\t1.0,\n\t\"group_key\":\tnull\n}\n",
	};
	struct answers *a = read_ok(book);
	char *first = print_ok(a), *second;

	for (size_t i = 0; i < ARRAY_LEN(kept); i++)
		ck_assert_msg(strstr(first, kept[i]) != NULL, "row %zu: %s", i, first);
	answers_free(a);
	a = read_ok(first);
	second = print_ok(a);
	ck_assert_str_eq(first, second);
	answers_free(a);
	free(first);
	free(second);
}
END_TEST

START_TEST(refuses_and_says_where)
{
	static const struct { const char *find, *put; enum err_kind kind; const char *where; } rows[] = {
		{ "\"format\":\"leaderplus-workbook\"", "\"format\":\"leaderplus-parcel\"", ERR_SYNTAX,
		  "line 1, column 1: this file is not a leaderplus workbook" },
		{ "\"format\"", "\"Format\"", ERR_SYNTAX, "not a leaderplus workbook" },
		{ "\"leaderplus-workbook\"", "7", ERR_SYNTAX, "not a leaderplus workbook" },
		{ "\"version\":1", "\"version\":\"1\"", ERR_SYNTAX, "'version': this must be a whole" },
		{ "\"version\":1", "\"version\":0", ERR_SYNTAX, "'version': this number is out of" },
		{ "\"version\":1", "\"Version\":1", ERR_SYNTAX, "'version': this member is missing" },
		{ "\"version\":1", "\"version\":1.5", ERR_SYNTAX, "'version'" },
		{ "\"version\":1", "\"version\":1.5e300", ERR_NEWER, "newer version" },
		{ "\"id\":\"book\"", "\"id\":7", ERR_SYNTAX, "'id': this must be text" },
		{ "\"id\":\"book\"", "\"id\":\"\"", ERR_SYNTAX, "'id': this text must not be empty" },
		{ "\"id\":\"book\",", "", ERR_SYNTAX, "line 1, column 1: 'id': this member is missing" },
		{ "\"pack\":{", "\"Pack\":{", ERR_SYNTAX, "'pack': this member is missing" },
		{ "\"id\":\"pack\"", "\"id\":null", ERR_SYNTAX, "'pack.id'" },
		{ "\"version\":\"1\"", "\"version\":1", ERR_SYNTAX, "line 2, column 55: 'pack.version'" },
		{ "\"clock\":12", "\"clock\":-1", ERR_SYNTAX, "'place.clock': this number is out" },
		{ "\"clock\":12", "\"clock\":9007199254740992", ERR_SYNTAX, "'place.clock'" },
		{ "\"clock\":12", "\"clock\":1e999", ERR_SYNTAX, "'place.clock'" },
		{ "\"clock\":12", "\"clock\":12.5", ERR_SYNTAX, "'place.clock': this must be a whole" },
		{ "\"clock\":12,", "", ERR_SYNTAX, "'place.clock': this member is missing" },
		{ "\"page\":\"myth\"", "\"page\":[]", ERR_SYNTAX, "'place.page'" },
		{ "\"paragraph\":3", "\"paragraph\":true", ERR_SYNTAX, "'place.paragraph'" },
		{ "\"paragraph\":3", "\"paragraph\":2147483648", ERR_SYNTAX, "'place.paragraph'" },
		{ "{\"nooks\":[]}", "[]", ERR_SYNTAX, "'answers.two': this must be an object" },
		{ "\"answers\":{", "\"answers\":[],\"x\":{", ERR_SYNTAX, "'answers': this must be an object" },
		{ "\"lenses\":{", "\"lenses\":{\"x\":0,", ERR_SYNTAX, "'lenses.x'" },
		{ "\"guards\":{}", "\"guards\":null", ERR_SYNTAX, "'guards'" },
		{ "{\"nooks\":[]}", "{\"layers\":{}}", ERR_SYNTAX, "'answers.two.layers': this must be a list" },
		{ "{\"nooks\":[]}", "{\"layers\":[7]}", ERR_SYNTAX, "'answers.two.layers[0]': this must be" },
		{ "\"text\":\"two \\u00e9\"", "\"text\":7", ERR_SYNTAX,
		  "line 7, column 11: 'answers.one.layers[0].text': this must be text" },
		{ "\"text\":\"one\"", "\"text\":null", ERR_SYNTAX, "'answers.one.layers[1].text'" },
		{ "\"text\":\"one\"", "\"Text\":\"\"", ERR_SYNTAX,
		  "line 8, column 3: 'answers.one.layers[1].text': this member is missing" },
		{ "\"id\":\"b\"", "\"id\":\"a\"", ERR_SYNTAX, "'answers.one.layers': two layers" },
		{ "\"clock\":7", "\"clock\":\"7\"", ERR_SYNTAX, "'answers.one.layers[0].clock'" },
		{ "\"at\":\"\"", "\"at\":0", ERR_SYNTAX, "'lenses.practice.layers[0].at'" },
		{ "\"question\":\"\"", "\"question\":{}", ERR_SYNTAX, "'lenses.practice.layers[0].question'" },
		{ "\"later\":1.0", "\"id\":1", ERR_SYNTAX, "second time" },
		{ "\"later\":1.0", "\"later\":01", ERR_SYNTAX, "line 1, column 10" },
		{ "{\"later\"", "[{\"later\"", ERR_SYNTAX, "a comma or ] should" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char *json = changed(book, rows[i].find, rows[i].put);
		struct answers *a = NULL;
		struct err err = { .text = "" };

		ck_assert_msg(!answers_read(&a, slice_of(json), &err), "row %zu: %s", i, rows[i].put);
		ck_assert_msg(err.kind == rows[i].kind && strstr(err.text, rows[i].where),
			      "row %zu: %s", i, err.text);
		ck_assert_ptr_null(a);
		free(json);
	}
}
END_TEST

/* A path that would fill the message gives way to what is wrong and where. */
START_TEST(a_long_name_leaves_room_for_the_message)
{
	char name[1000] = "\"";
	struct answers *a;
	struct err err;
	char *json;

	memset(name + 1, 'x', 900);
	strcpy(name + 901, "\":{\"layers\":[]},\"two\":0,\"Two\":");
	json = changed(book, "\"two\":", name);
	ck_assert(!answers_read(&a, slice_of(json), &err));
	ck_assert_ptr_nonnull(strstr(err.text, "'answers.two': this must be an object"));
	free(json);
	strcpy(name + 901, "\":0,\"two\":");
	json = changed(book, "\"two\":", name);
	ck_assert(!answers_read(&a, slice_of(json), &err));
	ck_assert_str_eq(err.text, "line 10, column 905: this must be an object in braces");
	free(json);
}
END_TEST

START_TEST(what_is_no_object_is_no_workbook)
{
	static const char *const rows[] = { "[]", "7", "\"format\"", "null", "{}", "[{\"format\":1}]" };

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct answers *a;
		struct err err;

		ck_assert(!answers_read(&a, slice_of(rows[i]), &err));
		ck_assert_msg(strstr(err.text, "not a leaderplus workbook"), "%s", err.text);
	}
}
END_TEST

START_TEST(little_is_enough)
{
	struct answers *a = read_ok("{\"format\":\"leaderplus-workbook\",\"version\":1.0,\"id\":\"i\","
				    "\"pack\":{\"id\":\"p\",\"version\":\"\"}}");

	ck_assert_str_eq(answers_place(a).page, "");
	ck_assert_uint_eq(answers_count(a, PART_ANSWERS), 0);
	free(print_ok(a));
	answers_free(a);
}
END_TEST

/* A later version's file opens where it can be read, and is never printed. */
START_TEST(newer_files_are_only_read)
{
	char *json = changed(book, "\"version\":1", "\"version\":2");
	char *strange = changed(json, "\"guards\":{}", "\"guards\":[]");
	struct answers *a = read_ok(json);
	struct err err;
	struct buf b;

	ck_assert(answers_is_newer(a));
	ck_assert_str_eq(answers_newest(a, PART_ANSWERS, "one")->id, "b");
	buf_init(&b, ANSWERS_FILE_MAX);
	ck_assert(!answers_print(a, &b, &err));
	ck_assert_int_eq(err.kind, ERR_NEWER);
	ck_assert_uint_eq(b.len, 0);
	answers_free(a);
	ck_assert(!answers_read(&a, slice_of(strange), &err));
	ck_assert_int_eq(err.kind, ERR_NEWER);
	free(json);
	free(strange);
}
END_TEST

START_TEST(layers_are_in_order)
{
	static const char json[] =
		"{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"i\","
		"\"pack\":{\"id\":\"p\",\"version\":\"1\"},\"guards\":{\"g\":{\"layers\":["
		"{\"id\":\"x\",\"clock\":9007199254740991,\"at\":\"\",\"question\":\"\",\"text\":\"5\"},"
		"{\"id\":\"b\",\"clock\":10,\"at\":\"\",\"question\":\"\",\"text\":\"3\"},"
		"{\"id\":\"c\",\"clock\":9,\"at\":\"\",\"question\":\"\",\"text\":\"1\"},"
		"{\"id\":\"ba\",\"clock\":10,\"at\":\"\",\"question\":\"\",\"text\":\"4\"},"
		"{\"id\":\"B\",\"clock\":10,\"at\":\"\",\"question\":\"\",\"text\":\"2\"}]}}}";
	struct answers *a = read_ok(json);
	char *printed = print_ok(a);

	for (size_t i = 0; i < 5; i++)
		ck_assert_int_eq(answers_layer(a, PART_GUARDS, "g", i)->text[0], '1' + (int)i);
	ck_assert_ptr_nonnull(strstr(printed, "9007199254740991"));
	ck_assert(answers_is_full(a));
	answers_free(a);
	free(printed);
}
END_TEST

START_TEST(a_new_workbook)
{
	struct answers *a, *b;
	char *printed;

	fault_reset();
	fault_dice(0x41);
	a = answers_new(fault_sys(), "the-pack", "3");
	printed = print_ok(a);
	ck_assert_str_eq(printed,
		"{\n\t\"format\":\t\"leaderplus-workbook\",\n\t\"version\":\t1,\n"
		"\t\"id\":\t\"41414141-4141-4141-8141-414141414141\",\n"
		"\t\"pack\":\t{\n\t\t\"id\":\t\"the-pack\",\n\t\t\"version\":\t\"3\"\n\t},\n"
		"\t\"place\":\t{\n\t\t\"clock\":\t0,\n\t\t\"page\":\t\"\",\n\t\t\"paragraph\":\t0\n\t},\n"
		"\t\"answers\":\t{\n\t},\n\t\"lenses\":\t{\n\t},\n\t\"guards\":\t{\n\t}\n}\n");
	b = read_ok(printed);
	ck_assert_str_eq(answers_id(b), answers_id(a));
	answers_free(a);
	answers_free(b);
	free(printed);
}
END_TEST

/* Members of later versions, whatever they are, in whatever place. */
static void add_extras(struct buf *b, struct dice *d)
{
	static const char *const values[] = {
		"1.0", "1E2", "9007199254740993", "-0.0", "1e999", "\"\\u00E9\\/\"", "[ ]", "{\n}",
		"{ \"text\" : [1,2 ,3], \"clock\":40 }", "null", "\"\xF0\x9F\x98\x80\"", "[[[[0]]]]",
	};
	static const char *const names[] = { "Text", "\\u00e9", "x y", "", "\\\"", "a.b", "\\n" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (!roll(d, 3))
			buf_addf(b, ",\"%s\":%s", names[i], values[roll(d, ARRAY_LEN(values))]);
}

static void add_layers(struct buf *b, struct dice *d)
{
	unsigned count = roll(d, 4);

	buf_add_str(b, "\"layers\" : [");
	for (unsigned i = 0; i < count; i++) {
		buf_addf(b, "%s{\"clock\":%u,\"id\":\"%u\",\"text\":\"t\\n%u\"", i ? "," : "",
			 roll(d, 3), i, roll(d, 9));
		buf_add_str(b, ",\"question\":\"\\u0001\xC3\xA9\",\"at\":\"\"");
		add_extras(b, d);
		buf_add_str(b, "}");
	}
	buf_add_str(b, "]");
}

static void add_part(struct buf *b, struct dice *d, const char *name)
{
	unsigned count = roll(d, 4);

	buf_addf(b, ",\"%s\":{", name);
	for (unsigned i = 0; i < count; i++) {
		buf_addf(b, "%s\"e%u\":{", i ? "," : "", i);
		add_layers(b, d);
		add_extras(b, d);
		buf_add_str(b, "}");
	}
	buf_add_str(b, "}");
}

static void add_book(struct buf *b, struct dice *d)
{
	buf_clear(b);
	buf_add_str(b, "{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"i\"");
	add_extras(b, d);
	buf_add_str(b, ",\"pack\":{\"id\":\"p\",\"version\":\"1\"");
	add_extras(b, d);
	buf_add_str(b, "}");
	add_part(b, d, "guards");
	add_part(b, d, "answers");
	buf_add_str(b, "}");
}

/* Every value that JSON holds in the raw stands in PRINTED as it stands in TEXT, whenever
 * it is a member that only later versions know. */
static void check_kept(const char *text, const char *printed, unsigned long long seed)
{
	static const char *const values[] = {
		"1.0", "1E2", "9007199254740993", "-0.0", "1e999", "\"\\u00E9\\/\"", "{\n}",
		"{ \"text\" : [1,2 ,3], \"clock\":40 }", "\"\xF0\x9F\x98\x80\"", "[[[[0]]]]",
	};

	for (size_t i = 0; i < ARRAY_LEN(values); i++) {
		int before = 0, after = 0;

		for (const char *at = text; (at = strstr(at, values[i])); at++)
			before++;
		for (const char *at = printed; (at = strstr(at, values[i])); at++)
			after++;
		ck_assert_msg(before == after, "seed %llu: %s, %d then %d", seed, values[i], before,
			      after);
	}
}

/* Reading and printing again gives the same bytes, and nothing is lost on the way. */
START_TEST(print_is_stable)
{
	for (unsigned long long seed = 1; seed <= 500; seed++) {
		struct dice d = { seed };
		struct answers *a, *again;
		char *first, *second;
		struct buf b;

		buf_init(&b, 1 << 20);
		add_book(&b, &d);
		a = read_ok(b.data);
		first = print_ok(a);
		again = read_ok(first);
		second = print_ok(again);
		ck_assert_msg(strcmp(first, second) == 0, "seed %llu", seed);
		check_kept(b.data, first, seed);
		answers_free(a);
		answers_free(again);
		free(first);
		free(second);
		buf_release(&b);
	}
}
END_TEST

START_TEST(every_cut_is_found)
{
	struct answers *a = read_ok(book);
	char *printed = print_ok(a);
	size_t len = strlen(printed) - 2;	/* the last brace and the line feed */
	struct err err;

	answers_free(a);
	for (; len > 0; len--)
		ck_assert_msg(!answers_read(&a, (struct slice){ printed, len }, &err), "%zu", len);
	free(printed);
}
END_TEST

/* One flipped bit anywhere: refused, or read, but never more than that. */
START_TEST(damage_does_no_harm)
{
	char text[sizeof(book)];

	for (size_t at = 0; at < sizeof(book) - 1; at++)
		for (int bit = 0; bit < 8; bit++) {
			struct answers *a = NULL;
			struct err err;

			memcpy(text, book, sizeof(book));
			text[at] = (char)(text[at] ^ (1 << bit));
			if (answers_read(&a, (struct slice){ text, sizeof(book) - 1 }, &err) &&
			    !answers_is_newer(a))
				free(print_ok(a));
			answers_free(a);
		}
}
END_TEST

/* A clock close to the end of what JSON numbers hold. */
START_TEST(the_clock_runs_out)
{
	static const struct { const char *clock; bool full; } rows[] = {
		{ "9007194959773696", false }, { "9007194959773697", true },
		{ "9007199254740991", true }, { "9007199254740992", false },	/* no clock of ours */
		{ "-1", false }, { "\"9007199254740991\"", false },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char *json = changed(book, "31", rows[i].clock);
		struct answers *a = read_ok(json);

		ck_assert_msg(answers_is_full(a) == rows[i].full, "%s", rows[i].clock);
		answers_free(a);
		free(json);
	}
}
END_TEST

/* What tells two workbooks apart is what printing is checked by. */
START_TEST(every_difference_counts)
{
	static const struct { const char *find, *put; } rows[] = {
		{ "\"id\":\"book\"", "\"id\":\"look\"" }, { "\"id\":\"pack\"", "\"id\":\"sack\"" },
		{ "\"version\":\"1\"", "\"version\":\"2\"" }, { "\"clock\":12", "\"clock\":13" },
		{ "myth", "mythos" }, { "\"paragraph\":3", "\"paragraph\":4" }, { "\"one\":", "\"One\":" },
		{ "\"id\":\"b\"", "\"id\":\"c\"" }, { "\"clock\":7", "\"clock\":8" },
		{ "23T19:04:11Z", "23T19:04:12Z" }, { "Q?", "Q!" }, { "two \\u00e9", "two \\u00e8" },
		{ "\"oval\":false", "\"oval\":true" }, { "\"oval\":false", "\"opens\":false" },
		{ ",\"oval\":false", "" }, { "[ \"mentor\" ]", "[\"mentor\"]" },
		{ "\"two\":", "\"too\":" }, { ",\n \"two\":{\"nooks\":[]}", "" },
		{ "1E2", "100" }, { "0.50", "0.5" }, { "1.0", "1" }, { ",\"group_key\":null", "" },
		{ "{\"layers\":[{\"id\":\"c\"", "{\"layers\":[{\"id\":\"C\"" },
		{ "\"guards\":{}", "\"guards\":{\"g\":{}}" }, { "[ \"x\" ]", "[\"y\"]" },
		{ "[ \"x\" ]", "[\"x\",\"y\"]" }, { "[ \"x\" ]", "[]" },
		{ "{\"nooks\"", "{\"layers\":[{\"id\":\"z\",\"clock\":1,\"at\":\"\",\"question\":\"\","
		  "\"text\":\"\"}],\"nooks\"" },
	};
	struct answers *a = read_ok(book), *same = read_ok(book);

	ck_assert(model_equal(a, same));
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char *json = changed(book, rows[i].find, rows[i].put);
		struct answers *b = read_ok(json);

		ck_assert_msg(!model_equal(a, b), "row %zu: %s", i, rows[i].put);
		ck_assert_msg(!model_equal(b, a), "row %zu: %s", i, rows[i].put);
		answers_free(b);
		free(json);
	}
	answers_free(a);
	answers_free(same);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { reads_what_it_knows, unknown_members_survive,
		refuses_and_says_where,
		a_long_name_leaves_room_for_the_message, what_is_no_object_is_no_workbook, little_is_enough,
		newer_files_are_only_read, layers_are_in_order, a_new_workbook, print_is_stable,
		every_cut_is_found, damage_does_no_harm, the_clock_runs_out, every_difference_counts };
	Suite *suite = suite_create("codec");
	TCase *tc = tcase_create("codec");

	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
