/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/share: what leaves for a mentor and for the group, and above all what does not. */
#include <config.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "answers/share.h"
#include "base/mem.h"
#include "book.h"
#include "pieces.h"
#include "suite.h"

#define HEAD(id) \
	"{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"" id "\"," \
	"\"pack\":{\"id\":\"pack\",\"version\":\"1\"},"
#define LAYER(id, clock, at, text) \
	"{\"id\":\"" id "\",\"clock\":" clock ",\"at\":\"" at "\",\"question\":\"Q?\",\"text\":\"" text "\"}"
#define AT "2026-11-23T19:04:11Z"

static const struct share_choice newest = { .language = "en" };
static const struct share_choice all = { .language = "cy", .earlier = true };

/* The copy as it is written, for free(). */
static char *mentors(const struct answers *a, const struct share_choice *choice)
{
	struct answers *copy = share_for_mentor(a, choice);
	char *text = print_ok(copy);

	answers_free(copy);
	return text;
}

/* The group's, with a key, likewise. */
static char *groups(const struct answers *a, const struct share_choice *choice)
{
	struct voice_copy copy = { .key = mem_string("k") };
	struct err err = { .text = "" };
	struct buf out;

	buf_init(&out, ANSWERS_FILE_MAX);
	share_for_group(a, choice, &copy);
	ck_assert_msg(voice_print(&copy, &out, &err), "%s", err.text);
	voice_release(&copy);
	return buf_steal(&out);
}

static char *groups_of(const char *json, const struct share_choice *choice)
{
	struct answers *a = read_ok(json);
	char *text = groups(a, choice);

	answers_free(a);
	return text;
}

static struct answers *copy_of(const char *json, const struct share_choice *choice)
{
	struct answers *a = read_ok(json), *copy = share_for_mentor(a, choice), *again;
	char *text = print_ok(copy);

	answers_free(a);
	answers_free(copy);
	again = read_ok(text);	/* what the mentor gets */
	free(text);
	return again;
}

static void zone(const char *name)
{
	setenv("TZ", name, 1);
	tzset();
}

static void in_utc(void)
{
	zone("UTC");
}

/* ---- what leaves ---- */

static const char several[] =
	HEAD("book") "\"answers\":{"
	"\"z\":{\"share\":[\"mentor\"],\"layers\":[" LAYER("z1", "2", AT, "first") "," LAYER("z2", "40", AT, "then")
	"," LAYER("z3", "41", AT, "now") "]},"
	"\"a\":{\"share\":[\"group\",\"mentor\"],\"layers\":[" LAYER("a1", "33", AT, "mine") "]},"
	"\"g\":{\"share\":[\"group\"],\"layers\":[" LAYER("g1", "5", AT, "theirs") "]},"
	"\"n\":{\"share\":[],\"layers\":[" LAYER("n1", "6", AT, "nobody") "]},"
	"\"u\":{\"layers\":[" LAYER("u1", "7", AT, "unchosen") "]},"
	"\"e\":{\"share\":[\"mentor\",\"group\"],\"steps\":[{\"id\":\"s\",\"clock\":8,\"when\":\"bell\"}]}},"
	"\"guards\":{\"c\":{\"share\":[\"mentor\"],\"layers\":[" LAYER("c1", "9", AT, "care") "]}},"
	"\"forgotten\":[\"lost\"],\"group_key\":\"k\",\"place\":{\"clock\":77,\"page\":\"p\",\"paragraph\":1}}";

static const char odd[] =
	HEAD("book") "\"answers\":{"
	"\"emptied\":{\"share\":[\"mentor\",\"group\"],\"layers\":[" LAYER("m1", "1", AT, "taken back") ","
	LAYER("m2", "2", AT, " \\n") "]},"
	"\"open\":{\"share\":[\"mentor\",\"group\"],\"layers\":[" LAYER("o1", "3", AT, "before") ","
	"{\"id\":\"o2\",\"clock\":4,\"at\":\"" AT "\",\"question\":\"Q?\",\"text\":\"too soon\",\"open\":true}]},"
	"\"bare\":{\"share\":[\"mentor\",\"group\"],\"layers\":["
	"{\"id\":\"b1\",\"clock\":5,\"at\":\"" AT "\",\"question\":\"Q?\",\"text\":\"\",\"open\":true}]},"
	"\"again\":{\"share\":[\"mentor\",\"group\"],\"layers\":[" LAYER("w1", "6", AT, "") "," LAYER("w2", "7", AT, "back")
	"]},\"gone\":{\"share\":[\"mentor\",\"group\"],\"layers\":[" LAYER("lost", "8", AT, "erased") "]}},"
	"\"forgotten\":[\"lost\"]}";

START_TEST(only_what_is_marked_leaves_and_of_it_the_newest)
{
	struct answers *copy = copy_of(several, &newest);

	ck_assert_int_eq((int)answers_kind(copy), KIND_COPY);
	ck_assert_str_eq(answers_id(copy), "book");
	ck_assert_str_eq(answers_pack_id(copy), "pack");
	ck_assert_str_eq(answers_language(copy), "en");
	ck_assert_uint_eq(answers_count(copy, PART_ANSWERS), 2);
	ck_assert_uint_eq(answers_count(copy, PART_LENSES), 0);
	ck_assert_uint_eq(answers_count(copy, PART_GUARDS), 1);
	ck_assert_uint_eq(answers_layers(copy, PART_ANSWERS, "z"), 1);
	ck_assert_str_eq(answers_newest(copy, PART_ANSWERS, "z")->text, "now");
	ck_assert_str_eq(answers_newest(copy, PART_ANSWERS, "z")->id, "z3");
	ck_assert_str_eq(answers_newest(copy, PART_ANSWERS, "a")->text, "mine");
	ck_assert_str_eq(answers_newest(copy, PART_GUARDS, "c")->question, "Q?");
	answers_free(copy);
}
END_TEST

START_TEST(earlier_layers_leave_when_asked_for)
{
	struct answers *copy = copy_of(several, &all);

	ck_assert_uint_eq(answers_layers(copy, PART_ANSWERS, "z"), 3);
	ck_assert_str_eq(answers_layer(copy, PART_ANSWERS, "z", 0)->text, "first");
	ck_assert_str_eq(answers_newest(copy, PART_ANSWERS, "z")->text, "now");
	ck_assert_str_eq(answers_language(copy), "cy");
	answers_free(copy);
}
END_TEST

/* In the order of the ids, from 1 on, whatever they were. */
START_TEST(clocks_and_order_do_not_tell_what_was_written_when)
{
	struct answers *copy = copy_of(several, &all);

	ck_assert_str_eq(answers_entry_id(copy, PART_ANSWERS, 0), "a");
	ck_assert_str_eq(answers_entry_id(copy, PART_ANSWERS, 1), "z");
	ck_assert_int_eq(answers_newest(copy, PART_ANSWERS, "a")->clock, 1);
	for (size_t i = 0; i < 3; i++)
		ck_assert_int_eq(answers_layer(copy, PART_ANSWERS, "z", i)->clock, (int64_t)i + 2);
	ck_assert_int_eq(answers_newest(copy, PART_GUARDS, "c")->clock, 5);
	ck_assert_int_eq(answers_clock(copy), 5);
	answers_free(copy);
}
END_TEST

START_TEST(a_copy_for_the_group_is_flat_and_nameless)
{
	char *text = groups_of(several, &all);

	ck_assert_str_eq(text, "{\"format\":\"leaderplus-share\",\"version\":1,\"for\":\"group\",\"key\":\"k\","
			 "\"clock\":77,\"pack\":{\"id\":\"pack\",\"version\":\"1\"},\"language\":\"cy\","
			 "\"answers\":{\"a\":{\"question\":\"Q?\",\"text\":\"mine\"},"
			 "\"g\":{\"question\":\"Q?\",\"text\":\"theirs\"}}}");
	free(text);
	text = groups_of(odd, &all);
	ck_assert_ptr_nonnull(strstr(text, "\"back\""));
	ck_assert(!strstr(text, "too soon") && !strstr(text, "before") && !strstr(text, "taken") &&
		  !strstr(text, "bare") && !strstr(text, "erased"));
	free(text);
}
END_TEST

START_TEST(one_may_stay)
{
	struct share_choice but = newest;
	struct answers *copy;
	char *text;

	but.but = "c";
	but.but_part = PART_ANSWERS;
	copy = copy_of(several, &but);
	ck_assert(answers_has(copy, PART_GUARDS, "c"));
	answers_free(copy);
	but.but_part = PART_GUARDS;
	copy = copy_of(several, &but);
	ck_assert(!answers_has(copy, PART_GUARDS, "c") && answers_has(copy, PART_ANSWERS, "z"));
	answers_free(copy);
	but.but = "g";
	but.but_part = PART_ANSWERS;
	text = groups_of(several, &but);
	ck_assert(!strstr(text, "theirs") && strstr(text, "mine"));
	free(text);
}
END_TEST

START_TEST(what_was_emptied_stays_and_what_is_open_says_so)
{
	struct answers *copy = copy_of(odd, &all);

	ck_assert(!answers_has(copy, PART_ANSWERS, "emptied") && !answers_has(copy, PART_ANSWERS, "gone"));
	ck_assert_uint_eq(answers_layers(copy, PART_ANSWERS, "again"), 1);
	ck_assert_str_eq(answers_newest(copy, PART_ANSWERS, "again")->text, "back");
	ck_assert(answers_newest(copy, PART_ANSWERS, "open")->open);
	ck_assert_str_eq(answers_newest(copy, PART_ANSWERS, "open")->text, "too soon");
	ck_assert(answers_newest(copy, PART_ANSWERS, "bare")->open);
	answers_free(copy);
}
END_TEST

static const struct { const char *share, *layer; bool mentor, group; } leavings[] = {
	{ "\"mentor\"", "\"text\":\"x\"", true, false },
	{ "\"group\"", "\"text\":\"x\"", false, true },
	{ "\"mentor\",\"group\"", "\"text\":\" \"", false, false },
	{ "\"mentor\",\"group\"", "\"text\":\"\",\"open\":true", true, false },
	{ "\"aunt\"", "\"text\":\"x\"", false, false },
	{ "", "\"text\":\"x\"", false, false },
};

START_TEST(whether_anything_leaves)
{
	const struct share_choice but = { .language = "en", .but = "q", .but_part = PART_LENSES };
	struct answers *a;
	struct buf json;

	buf_init(&json, 4096);
	buf_addf(&json, HEAD("book") "\"lenses\":{\"q\":{\"share\":[%s],\"layers\":[{\"id\":\"l\",\"clock\":1,"
		 "\"at\":\"\",\"question\":\"Q?\",%s}]}}}", leavings[_i].share, leavings[_i].layer);
	a = read_ok(json.data);
	ck_assert_int_eq(share_has_any(a, AUDIENCE_MENTOR, &newest), leavings[_i].mentor);
	ck_assert_int_eq(share_has_any(a, AUDIENCE_GROUP, &newest), leavings[_i].group);
	ck_assert(!share_has_any(a, AUDIENCE_MENTOR, &but) && !share_has_any(a, AUDIENCE_GROUP, &but));
	answers_free(a);
	buf_release(&json);
}
END_TEST

/* ---- days ---- */

static const struct { const char *zone, *at, *day; } days[] = {
	{ "UTC", "2026-11-23T23:59:59Z", "2026-11-23T12:00:00Z" },
	{ "UTC-1", "2026-11-23T23:59:59Z", "2026-11-24T12:00:00Z" },
	{ "UTC-13", "2026-12-31T11:00:00Z", "2027-01-01T12:00:00Z" },
	{ "UTC-13", "2026-12-31T10:59:59Z", "2026-12-31T12:00:00Z" },
	{ "UTC12", "2026-03-01T11:59:59Z", "2026-02-28T12:00:00Z" },
	{ "UTC", "2026-11-23T23:59:59.75Z", "2026-11-23T12:00:00Z" },
	{ "UTC", "yesterday", "" },
	{ "UTC", "", "" },
};

START_TEST(of_a_time_the_day_remains_as_it_was_here)
{
	struct answers *copy;
	struct buf json;

	zone(days[_i].zone);
	buf_init(&json, 4096);
	buf_addf(&json, HEAD("book") "\"answers\":{\"q\":{\"share\":[\"mentor\"],\"layers\":[{\"id\":\"l\","
		 "\"clock\":1,\"at\":\"%s\",\"question\":\"Q?\",\"text\":\"x\"}]}}}", days[_i].at);
	copy = copy_of(json.data, &newest);
	ck_assert_str_eq(answers_newest(copy, PART_ANSWERS, "q")->at, days[_i].day);
	answers_free(copy);
	buf_release(&json);
}
END_TEST

/* ---- hostile words ---- */

START_TEST(hostile_words_pass_unharmed)
{
	static const char words[] = "\\u001b[31m<script>&\\u202e\\u0007\\\"\\\\ {\\\"format\\\":1}\\r\\n\\u2028";
	static const char bytes[] = "\033[31m<script>&\xE2\x80\xAE\a\"\\ {\"format\":1}\r\n\xE2\x80\xA8";
	struct voice_copy group;
	struct answers *copy;
	struct buf json;
	struct err err;
	char *text;

	buf_init(&json, 4096);
	buf_addf(&json, HEAD("book") "\"answers\":{\"q\":{\"share\":[\"mentor\",\"group\"],\"layers\":["
		 "{\"id\":\"l\",\"clock\":1,\"at\":\"\",\"question\":\"%s\",\"text\":\"%s\"}]}}}", words, words);
	copy = copy_of(json.data, &newest);
	ck_assert_str_eq(answers_newest(copy, PART_ANSWERS, "q")->text, bytes);
	ck_assert_str_eq(answers_newest(copy, PART_ANSWERS, "q")->question, bytes);
	answers_free(copy);
	text = groups_of(json.data, &newest);
	ck_assert(voice_read(&group, slice_of(text), &err));
	ck_assert_str_eq(group.voices[0].text, bytes);
	ck_assert_str_eq(group.voices[0].question, bytes);
	voice_release(&group);
	free(text);
	buf_release(&json);
}
END_TEST

/* ---- what does not leave: every byte of many files ---- */

#define BOOKS 60

/* A workbook in which each text says whether it may leave: "go-mentor", "go-earlier", "go-group",
 * and each other is unlike all: "stay" and a number. */
struct maker {
	struct dice *dice;
	struct buf json;
	unsigned clock, stays;
	unsigned mentor, earlier, group;	/* how many texts may leave for whom */
};

static void put(struct maker *m, const char *before, const char *after)
{
	buf_addf(&m->json, "%s\"stay%u.\"%s", before, m->stays++, after);
}

static void put_id(struct maker *m)
{
	m->clock++;
	buf_addf(&m->json, "{\"id\":\"stay%u.\",\"clock\":%u,\"at\":\"2026-11-%02uT19:04:11Z\"", m->stays++,
		 m->clock, m->clock % 28 + 1);
}

/* TEXT as it stands in the file; "" for one that stays. */
static void put_layer(struct maker *m, const char *id, const char *text)
{
	m->clock++;
	buf_addf(&m->json, "{\"id\":\"%s%u\",\"clock\":%u,\"at\":\"2026-11-%02uT19:04:11Z\","
		 "\"question\":\"Q?\"", id, m->clock, m->clock, m->clock % 28 + 1);
	if (*text)
		buf_addf(&m->json, ",\"text\":\"%s\"", text);
	else
		put(m, ",\"text\":", "");
	put(m, ",\"rests\":[{\"quote\":", ",");
	put(m, "\"missing\":", ",");
	put(m, "\"tint\":", "}],");
	put(m, "\"tint\":", "}");
}

static void put_items(struct maker *m)
{
	buf_add_str(&m->json, ",\"steps\":[");
	put_id(m);
	put(m, ",\"when\":", ",");
	put(m, "\"then\":", ",\"happened\":[");
	put_layer(m, "stay", "");
	buf_add_str(&m->json, "]}],\"notes\":[");
	put_id(m);
	put(m, ",\"on\":", ",");
	put(m, "\"text\":", "}],\"replies\":[");
	put_id(m);
	put(m, ",\"from\":", ",");
	put(m, "\"text\":", "}],");
	put(m, "\"extra\":{\"id\":", "}");
}

static void put_entry(struct maker *m, unsigned n)
{
	bool mentor = roll(m->dice, 2), group = roll(m->dice, 2);
	unsigned layers = roll(m->dice, 4), last = roll(m->dice, 4);	/* 0: emptied, 1: open */

	buf_addf(&m->json, "%s\"q%u\":{\"share\":[%s%s\"aunt\"],\"layers\":[", n ? "," : "",
		 roll(m->dice, 1000000), mentor ? "\"mentor\"," : "", group ? "\"group\"," : "");
	for (unsigned i = 0; i < layers; i++) {
		bool is_last = i + 1 == layers, earlier = mentor && !is_last && last != 0;

		if (is_last && last == 0) {
			put_layer(m, "stay", " ");
		} else if (is_last) {
			bool leaves = mentor || (group && last > 1);

			put_layer(m, mentor ? "id" : "stay", !leaves ? "" : !mentor ? "go-group." :
				  group && last > 1 ? "go-both." : "go-mentor.");
			m->mentor += mentor;
			m->group += group && last > 1;
			if (last == 1) {
				m->json.len--;	/* reopens the layer */
				buf_add_str(&m->json, ",\"open\":true}");
			}
		} else {
			put_layer(m, earlier ? "id" : "stay", earlier ? "go-earlier." : "");
			m->earlier += earlier;
		}
		buf_add_str(&m->json, is_last ? "" : ",");
	}
	buf_add_str(&m->json, "]");
	put_items(m);
	buf_add_str(&m->json, "}");
}

static struct answers *make_book(struct maker *m, struct dice *dice)
{
	static const char *const parts[] = { "answers", "lenses", "guards" };

	*m = (struct maker){ .dice = dice };
	buf_init(&m->json, ANSWERS_FILE_MAX);
	buf_add_str(&m->json, HEAD("the-book"));
	put(m, "\"former_ids\":[", "],");
	put(m, "\"group_key\":", ",");
	put(m, "\"forgotten\":[", "],");
	put(m, "\"place\":{\"clock\":1,\"paragraph\":3,\"page\":", "},");
	put(m, "\"extra\":{\"id\":", "}");
	for (int part = 0; part < 3; part++) {
		buf_addf(&m->json, ",\"%s\":{", parts[part]);
		for (unsigned i = 0, count = roll(dice, 5); i < count; i++)
			put_entry(m, i);
		buf_add_str(&m->json, "}");
	}
	buf_add_str(&m->json, "}");
	return read_ok(m->json.data);
}

static unsigned count_in(const char *text, const char *what)
{
	unsigned count = 0;

	for (; (text = strstr(text, what)) != NULL; text++)
		count++;
	return count;
}

/* Nothing in TEXT tells what stays, when within a day, or how much was written. */
static void check_private(const char *text, unsigned seed)
{
	static const char *const never[] = { "stay", "19:04", ":04:11", "aunt", "\"share\"", "rests",
		"forgotten", "former", "group_key", "place", "steps", "notes", "replies", "tint", "extra" };

	for (size_t i = 0; i < ARRAY_LEN(never); i++)
		ck_assert_msg(!strstr(text, never[i]), "seed %u: '%s' is in\n%s", seed, never[i], text);
}

START_TEST(not_a_byte_of_anything_else_leaves)
{
	for (unsigned seed = 1; seed <= BOOKS; seed++) {
		struct dice dice = { seed };
		struct maker m;
		struct answers *a = make_book(&m, &dice);
		char *some = mentors(a, &newest), *more = mentors(a, &all), *twice = mentors(a, &newest);
		char *group = groups(a, &newest), *again = groups(a, &newest);

		check_private(some, seed);
		check_private(more, seed);
		ck_assert_uint_eq(count_in(some, "go-mentor.") + count_in(some, "go-both."), m.mentor);
		ck_assert_uint_eq(count_in(some, "go-"), m.mentor);
		ck_assert_uint_eq(count_in(more, "go-earlier."), m.earlier);
		ck_assert_uint_eq(count_in(more, "go-"), m.mentor + m.earlier);
		ck_assert_str_eq(some, twice);
		check_private(group, seed);
		ck_assert_msg(!strstr(group, "\"id\":\"id") && !strstr(group, "the-book") && !strstr(group, "2026-"),
			      "%s", group);
		ck_assert_uint_eq(count_in(group, "go-group.") + count_in(group, "go-both."), m.group);
		ck_assert_uint_eq(count_in(group, "go-"), m.group);
		ck_assert_str_eq(group, again);
		free(again);
		free(group);
		free(twice);
		free(more);
		free(some);
		answers_free(a);
		buf_release(&m.json);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("share");
	TCase *tc = tcase_create("share");

	tcase_add_checked_fixture(tc, in_utc, NULL);
	tcase_add_test(tc, only_what_is_marked_leaves_and_of_it_the_newest);
	tcase_add_test(tc, earlier_layers_leave_when_asked_for);
	tcase_add_test(tc, clocks_and_order_do_not_tell_what_was_written_when);
	tcase_add_test(tc, a_copy_for_the_group_is_flat_and_nameless);
	tcase_add_test(tc, one_may_stay);
	tcase_add_test(tc, what_was_emptied_stays_and_what_is_open_says_so);
	tcase_add_loop_test(tc, whether_anything_leaves, 0, (int)ARRAY_LEN(leavings));
	tcase_add_loop_test(tc, of_a_time_the_day_remains_as_it_was_here, 0, (int)ARRAY_LEN(days));
	tcase_add_test(tc, hostile_words_pass_unharmed);
	tcase_add_test(tc, not_a_byte_of_anything_else_leaves);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
