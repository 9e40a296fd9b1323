/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/salvage: what is whole is found, whatever happened around it. */
#include <config.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "answers/model.h"
#include "answers/salvage.h"
#include "base/mem.h"
#include "book.h"
#include "fault.h"
#include "suite.h"

/* One line a member, as the program writes; three answers and a note on a condition. */
static char *workbook(void)
{
	static const struct { enum answers_part part; const char *id, *text; } rows[] = {
		{ PART_ANSWERS, "one", "first words" },
		{ PART_ANSWERS, "two", "with \"quotes\": { \"layers\": [ and a \\ at the end" },
		{ PART_ANSWERS, "three", "third words" },
		{ PART_LENSES, "practice", "seen through it" },
	};
	struct answers *a = answers_new(fault_sys(), "pack", "1");
	char *json;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct answers_change change = {
			.part = rows[i].part, .id = rows[i].id, .question = slice_of("Q?"),
			.text = slice_of(rows[i].text), .now = NOW,
		};

		ck_assert(answers_write(a, fault_sys(), &change));
		change.text = slice_of("later");
		change.now += 9 * 60 * 60;
		if (i == 0)
			ck_assert(answers_write(a, fault_sys(), &change));
	}
	json = print_ok(a);
	answers_free(a);
	return json;
}

static const char *newest(const struct answers *a, enum answers_part part, const char *id)
{
	const struct layer *layer = a ? answers_newest(a, part, id) : NULL;

	return layer ? layer->text : "(nothing)";
}

static struct answers *salvaged(const char *json)
{
	return salvage_read(slice_of(json));
}

/* What was salvaged can be saved, and says the same then. */
static void check_whole(const struct answers *a)
{
	char *json = print_ok(a);

	free(json);
}

START_TEST(a_whole_file_is_found_whole)
{
	char *json = workbook();
	struct answers *a = salvaged(json), *same = read_ok(json);

	ck_assert_str_eq(answers_id(a), answers_id(same));
	ck_assert_str_eq(answers_pack_id(a), "pack");
	ck_assert_int_eq(answers_clock(a), answers_clock(same));
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), 2);
	ck_assert_str_eq(newest(a, PART_ANSWERS, "one"), "later");
	ck_assert_str_eq(newest(a, PART_ANSWERS, "two"),
			 "with \"quotes\": { \"layers\": [ and a \\ at the end");
	ck_assert_str_eq(newest(a, PART_LENSES, "practice"), "seen through it");
	check_whole(a);
	answers_free(a);
	answers_free(same);
	free(json);
}
END_TEST

/* Members that this version does not know come along, but for what stands in the damage. */
START_TEST(what_is_not_known_comes_along)
{
	struct answers *a = salvaged(book);
	char *json = print_ok(a);

	ck_assert_ptr_nonnull(strstr(json, "\"forgotten\""));
	ck_assert_ptr_nonnull(strstr(json, "[{ \"quote\":\"\\u00e9\" }]"));
	ck_assert_ptr_nonnull(strstr(json, "9007199254740993"));
	ck_assert_ptr_nonnull(strstr(json, "1E2"));
	ck_assert_int_eq(answers_clock(a), 31);
	free(json);
	answers_free(a);
}
END_TEST

/* What was erased for good is not found, though it should stand there still; the list stands
 * behind the layers. */
START_TEST(what_was_erased_is_not_found)
{
	static const struct { const char *list; size_t one; bool any; } rows[] = {
		{ "[\"b\"]", 1, true }, { "[\"b\",\"c\",\"z\"]", 1, true },
		{ "[\"b\",\"c\",\"a\"]", 0, false }, { "[\"b\",7]", 2, true },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char *list = changed(book, "[ \"x\" ]", rows[i].list);
		char *json = changed(list, "\"guards\":{}", "\"guards\":{");
		struct answers *a = salvaged(json);

		ck_assert_msg(!!a == rows[i].any, "row %zu", i);
		if (a) {
			ck_assert_msg(answers_layers(a, PART_ANSWERS, "one") == rows[i].one, "row %zu", i);
			ck_assert(answers_is_forgotten(a, "b") == (rows[i].one == 1));
			check_whole(a);
		}
		answers_free(a);
		free(list);
		free(json);
	}
}
END_TEST

/* So that what is written next gets a clock above theirs. */
START_TEST(clocks_in_what_is_not_known_count)
{
	char *with = changed(book, "\"later\":1.0", "\"later\":{\"clock\":50}"), *json;
	struct answers *a = salvaged(with), *again;

	json = print_ok(a);
	again = read_ok(json);
	ck_assert_int_eq(answers_clock(again), 50);
	ck_assert_int_eq(answers_clock(a), 50);
	answers_free(again);
	answers_free(a);
	free(json);
	free(with);
}
END_TEST

/* Cut anywhere: each layer that ends before the cut is there. */
START_TEST(what_stands_before_a_cut_is_found)
{
	char *json = workbook();
	size_t len = strlen(json);
	size_t ends[3];
	static const char *const last[] = { "first words", "third words", "seen through it" };

	for (size_t i = 0; i < ARRAY_LEN(ends); i++)
		ends[i] = (size_t)(strchr(strstr(json, last[i]), '}') - json) + 1;
	for (size_t cut = 0; cut < len; cut++) {
		struct answers *a = salvage_read((struct slice){ json, cut });

		ck_assert_msg(!!a == (cut >= ends[0]), "cut at %zu", cut);
		if (!a)
			continue;
		check_whole(a);
		ck_assert_str_ne(newest(a, PART_ANSWERS, "one"), "(nothing)");
		ck_assert_msg((cut >= ends[1]) ==
			      !strcmp(newest(a, PART_ANSWERS, "three"), "third words"),
			      "cut at %zu", cut);
		ck_assert((cut >= ends[2]) ==
			  !strcmp(newest(a, PART_LENSES, "practice"), "seen through it"));
		answers_free(a);
	}
	free(json);
}
END_TEST

/* Any one byte becomes another: at most the words around it are gone. */
START_TEST(what_stands_around_damage_is_found)
{
	static const char bad[] = { '"', '{', '}', '\n', '\xFF', '\\', '\x01', 'x' };
	static const char *const ids[] = { "one", "two", "three" };
	char *json = workbook();
	size_t len = strlen(json);

	for (size_t at = 0; at < len; at++) {
		for (size_t i = 0; i < sizeof(bad); i++) {
			char was = json[at];
			struct answers *a;
			int found = 0;

			json[at] = bad[i];
			a = salvage_read((struct slice){ json, len });
			json[at] = was;
			ck_assert_msg(a != NULL, "%zu %d: %.40s", at, bad[i],
				      at > 20 ? json + at - 20 : json);
			check_whole(a);
			for (size_t j = 0; j < ARRAY_LEN(ids); j++)
				found += strcmp(newest(a, PART_ANSWERS, ids[j]), "(nothing)") != 0;
			found += strcmp(newest(a, PART_LENSES, "practice"), "(nothing)") != 0;
			ck_assert_msg(found >= 3, "%zu %d: %d: %.40s", at, bad[i], found, at > 20 ? json + at - 20 : json);
			answers_free(a);
		}
	}
	free(json);
}
END_TEST

static bool is_found(const struct answers *a, const char *text)
{
	for (int part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < answers_count(a, (enum answers_part)part); i++) {
			const char *id = answers_entry_id(a, (enum answers_part)part, i);

			for (size_t k = 0; k < answers_layers(a, (enum answers_part)part, id); k++)
				if (strcmp(answers_layer(a, (enum answers_part)part, id, k)->text, text) == 0)
					return true;
		}
	return false;
}

/* The layers of the file whose bytes all stand in DAMAGED are found in A. */
static void check_untouched(const char *json, const char *damaged, const struct answers *a,
			    const char *where)
{
	static const char *const texts[] = { "first words", "later", "third words", "seen through it" };

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		const char *text = strstr(json, texts[i]), *start = text, *end = strchr(text, '}');
		char *layer;

		while (*start != '{')
			start--;
		layer = mem_copy(start, (size_t)(end + 1 - start));
		ck_assert_msg(!strstr(damaged, layer) || (a && is_found(a, texts[i])), "%s: %.60s", texts[i],
			      where);
		free(layer);
	}
}

/* Some bytes are lost anywhere: every layer that they do not belong to is there. */
START_TEST(what_a_hole_has_not_touched_is_found)
{
	static const size_t lens[] = { 1, 11, 17, 40, 46 };
	char *json = workbook();
	size_t len = strlen(json);

	for (size_t at = 0; at < len; at++)
		for (size_t i = 0; i < ARRAY_LEN(lens) && at + lens[i] <= len; i++) {
			char *damaged = mem_zero(len + 1, 1);
			struct answers *a;

			memcpy(damaged, json, at);
			memcpy(damaged + at, json + at + lens[i], len - at - lens[i]);
			a = salvaged(damaged);
			if (a)
				check_whole(a);
			check_untouched(json, damaged, a, at > 30 ? damaged + at - 30 : damaged);
			answers_free(a);
			free(damaged);
		}
	free(json);
}
END_TEST

/* A brace too many, so that all that follows stands in a strange member. */
START_TEST(a_member_cannot_take_in_the_whole_file)
{
	char *json = workbook(), *damaged = changed(json, "\"format\":", "\"format \":{\"\":");
	struct answers *a = salvaged(damaged);

	ck_assert_ptr_nonnull(a);
	check_untouched(json, damaged, a, "a brace too many");
	check_whole(a);
	answers_free(a);
	free(damaged);
	free(json);
}
END_TEST

START_TEST(of_two_versions_the_later_is_taken)
{
	static const char twice[] =
		"{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"w\",\n"
		"\"answers\":{\"one\":{\"layers\":[\n"
		"{\"id\":\"a\",\"clock\":5,\"at\":\"\",\"question\":\"\",\"text\":\"five\"}]}},\n"
		"\"answers\":{\"one\":{\"layers\":[\n"
		"{\"id\":\"a\",\"clock\":7,\"at\":\"\",\"question\":\"\",\"text\":\"seven\"},\n"
		"{\"id\":\"b\",\"clock\":6,\"at\":\"\",\"question\":\"\",\"text\":\"six\"}]}}}";
	struct answers *a = salvaged(twice);

	ck_assert_str_eq(newest(a, PART_ANSWERS, "one"), "seven");
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), 2);
	ck_assert_str_eq(answers_id(a), "w");
	check_whole(a);
	answers_free(a);
}
END_TEST

/* One clock, one id, and other words, as after a hand that copied: one of them is taken. */
START_TEST(of_two_texts_of_one_version_one_is_taken)
{
	static const char twice[] =
		"{\"id\":\"w\",\n\"answers\":{\"one\":{\"layers\":[\n"
		"{\"id\":\"a\",\"clock\":5,\"at\":\"\",\"question\":\"\",\"text\":\"other\"}]}},\n"
		"\"answers\":{\"one\":{\"layers\":[\n"
		"{\"id\":\"a\",\"clock\":5,\"at\":\"\",\"question\":\"\",\"text\":\"first\"}]}}}";
	struct answers *a = salvaged(twice);

	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), 1);
	check_whole(a);
	answers_free(a);
}
END_TEST

/* What is more than a workbook can have is none: the search ends, and what was found is kept. */
START_TEST(there_are_no_more_entries_and_members_than_can_be_written)
{
	struct answers *a;
	struct buf b;

	buf_init(&b, 1 << 24);
	buf_add_str(&b, "{\"answers\":{\n");
	for (int i = 0; i < 10010; i++)
		buf_addf(&b, "\"e%d\":{\"layers\":[{\"id\":\"a\",\"clock\":1,\"at\":\"\","
			 "\"question\":\"\",\"text\":\"w\"}]},\n", i);
	a = salvage_read(slice_buf(&b));
	ck_assert_uint_eq(answers_count(a, PART_ANSWERS), 10000);
	check_whole(a);
	answers_free(a);
	buf_clear(&b);
	buf_add_str(&b, "{\"answers\":{\n");
	for (int entry = 0; entry < 2; entry++) {
		buf_add_str(&b, "\"one\":{\"layers\":[{\"id\":\"a\",\"clock\":1,\"at\":\"\","
			    "\"question\":\"\",\"text\":\"w\"}]");
		for (int i = 0; i < 9000; i++)
			buf_addf(&b, ",\"m%d\":0", entry * 9000 + i);
		buf_add_str(&b, "},\n");
	}
	a = salvage_read(slice_buf(&b));
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), 1);
	answers_free(a);
	buf_release(&b);
}
END_TEST

START_TEST(where_there_are_no_words_there_is_nothing)
{
	static const char *const rows[] = {
		"", "{", "not json", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "\"answers\":{\"x\":{",
		"{\"answers\":{\"one\":{\"layers\":[]}}}",
		"{\"answers\":{\"one\":{\"layers\":[{\"text\":\"no id\"}]}}}",
		"{\"pack\":{\"id\":\"p\",\"version\":\"1\"},\"id\":\"w\"}",
		"{\"answers\":{\"one\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
		"{\"answers\":{\"one\":{\"x\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		ck_assert_ptr_null(salvaged(rows[i]));
}
END_TEST

#define LAYER(id, clock, text) "{\"id\":\"" id "\",\"clock\":" clock ",\"at\":\"\"," \
	"\"question\":\"\",\"text\":\"" text "\"}"

START_TEST(a_later_version_stands)
{
	struct answers *a = salvaged("{\"list\":[1],\"answers\":{\"one\":{\"layers\":[\n"
				     LAYER("a", "7", "seven") "]}},\n\"answers\":{\"one\":{\"layers\":[\n"
				     LAYER("a", "5", "five") "," LAYER("b", "6", "six") "]}}}");

	ck_assert_str_eq(newest(a, PART_ANSWERS, "one"), "seven");
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), 2);
	check_whole(a);
	answers_free(a);
}
END_TEST

/* Of an unknown member that stands there twice the first is taken. */
START_TEST(unknown_members_are_taken_once)
{
	struct answers *a = salvaged("{\"other\":[\"x\"],\"other\":[\"y\"],\n"
				     "\"answers\":{\"one\":{\"layers\":[" LAYER("a", "1", "words") "]}}}");
	char *json = print_ok(a);

	ck_assert_ptr_nonnull(strstr(json, "[\"x\"]"));
	ck_assert_ptr_null(strstr(json, "\"y\""));
	free(json);
	answers_free(a);
}
END_TEST

/* Words under a name that is none have one made for them. */
START_TEST(words_without_a_name_are_found)
{
	static const char before[] = "{\"answers\":{\"", after[] = "\":{\"layers\":["
		LAYER("a", "1", "words") "]}}}";
	const size_t lens[] = { 0, MODEL_TEXT_MAX, MODEL_TEXT_MAX + 1 };

	for (size_t i = 0; i < ARRAY_LEN(lens); i++) {
		char *json = mem_zero(sizeof(before) + lens[i] + sizeof(after), 1);
		struct answers *a;

		strcpy(json, before);
		memset(json + strlen(json), 'x', lens[i]);
		strcat(json, after);
		a = salvaged(json);
		ck_assert_str_eq(newest(a, PART_ANSWERS, "unreadable"),
				 lens[i] == MODEL_TEXT_MAX ? "(nothing)" : "words");
		ck_assert_uint_eq(answers_count(a, PART_ANSWERS), 1);
		answers_free(a);
		free(json);
	}
}
END_TEST

/* Braces without end are not looked at for ever. */
START_TEST(hostile_files_take_no_time)
{
	size_t len = 4u << 20;
	char *json = mem_zero(len + 1, 1);

	for (size_t i = 0; i < len; i++)
		json[i] = "{\"x\":{\"layers\":["[i % 15];
	memcpy(json, "{\"answers\":", 11);
	ck_assert_ptr_null(salvage_read((struct slice){ json, len }));
	memset(json + 11, '{', len - 11);
	ck_assert_ptr_null(salvage_read((struct slice){ json, len }));
	free(json);
}
END_TEST

/* Damage in an entry lets each layer be looked at for itself: that must not cost the square of
 * their number. */
START_TEST(many_layers_take_no_time)
{
	enum { LAYERS = 100000 };
	struct answers *a;
	struct buf json;

	buf_init(&json, ANSWERS_FILE_MAX);
	buf_add_str(&json, "{\"answers\":{\"q\":{\"layers\":[");
	for (int i = 0; i < LAYERS; i++)
		buf_addf(&json, "{\"id\":\"%d\",\"clock\":%d,\"at\":\"\",\"question\":\"\",\"text\":\"\"},",
			 i, LAYERS - i);
	ck_assert(!json.full);
	a = salvage_read(slice_buf(&json));
	ck_assert_ptr_nonnull(a);
	ck_assert_uint_ge(answers_layers(a, PART_ANSWERS, "q"), 10000);
	answers_free(a);
	buf_release(&json);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
		a_whole_file_is_found_whole,
		what_is_not_known_comes_along, what_was_erased_is_not_found,
		clocks_in_what_is_not_known_count,
		what_stands_before_a_cut_is_found,
		what_stands_around_damage_is_found,
		what_a_hole_has_not_touched_is_found,
		a_member_cannot_take_in_the_whole_file, of_two_versions_the_later_is_taken,
		a_later_version_stands,
		unknown_members_are_taken_once,
		words_without_a_name_are_found,
		of_two_texts_of_one_version_one_is_taken,
		there_are_no_more_entries_and_members_than_can_be_written,
		where_there_are_no_words_there_is_nothing,
		hostile_files_take_no_time, many_layers_take_no_time,
	};
	Suite *suite = suite_create("salvage");
	TCase *tcase = tcase_create("salvage");

	tcase_add_checked_fixture(tcase, fault_reset, NULL);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tcase, tests[i]);
	suite_add_tcase(suite, tcase);
	return suite_run(suite);
}
