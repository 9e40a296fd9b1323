/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/merge: a step that was changed in two copies since they were the same. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answers/contains.h"
#include "answers/items.h"
#include "answers/merge.h"
#include "answers/model.h"
#include "base/mem.h"
#include "book.h"
#include "suite.h"

static const char before[] = "{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"w\","
	"\"pack\":{\"id\":\"p\",\"version\":\"1\"},\"answers\":{\"ask\":{\"steps\":[{\"id\":\"s\","
	"\"clock\":3,\"then\":\"as it was\"}]}}}";

static const struct item *put_step(struct answers *a, const char *id, const char *then, const char *asked)
{
	struct item_change change = { .part = PART_ANSWERS, .id = "ask", .kind = ITEM_STEP, .item = id,
				      .now = NOW };

	change.text[STEP_THEN] = slice_of(then);
	change.text[STEP_ASKED] = slice_of(asked);
	return answers_put_item(a, sys_real(), &change);
}

static struct answers *copy_of(const struct answers *a)
{
	char *json = print_ok(a);
	struct answers *copy = read_ok(json);

	free(json);
	return copy;
}

static size_t steps(const struct answers *a)
{
	return answers_items(a, PART_ANSWERS, "ask", ITEM_STEP);
}

static const char *then_of(const struct answers *a, const char *id)
{
	const struct item *step = answers_find_item(a, PART_ANSWERS, "ask", ITEM_STEP, id);

	return step ? step->text[STEP_THEN] : "none";
}

static struct merge_news merge_ok(struct answers *a, const struct answers *b)
{
	struct merge_news news;
	struct err err = { .text = "" };

	ck_assert_msg(answers_merge(a, b, false, &news, &err), "%s", err.text);
	return news;
}

/* The id of the step that is not S. */
static const char *other_step(const struct answers *a)
{
	const char *id = answers_item(a, PART_ANSWERS, "ask", ITEM_STEP, 0)->id;

	return strcmp(id, "s") != 0 ? id : answers_item(a, PART_ANSWERS, "ask", ITEM_STEP, 1)->id;
}

/* A step "s" that was changed at home and, later by the clock, at school. */
struct pair {
	struct answers *home, *school, *before;
};

static struct pair make_pair(void)
{
	struct pair p = { .before = read_ok(before) };

	p.home = copy_of(p.before);
	p.school = copy_of(p.before);
	put_step(p.home, "s", "home", "");
	put_step(p.school, "s", "hall", "");
	put_step(p.school, "s", "school", "");
	return p;
}

static void free_pair(struct pair *p)
{
	answers_free(p->home);
	answers_free(p->school);
	answers_free(p->before);
}

START_TEST(what_went_apart_stands_twice)
{
	struct pair p = make_pair();
	struct answers *back = copy_of(p.school);
	struct merge_news news = merge_ok(p.home, p.school);

	ck_assert_uint_eq(news.apart, 1);
	ck_assert_uint_eq(steps(p.home), 2);
	ck_assert_str_eq(then_of(p.home, "s"), "school");
	ck_assert_str_eq(then_of(p.home, other_step(p.home)), "home");
	/* What both came from, and either, bring nothing. */
	news = merge_ok(p.home, p.before);
	ck_assert(!merge_is_news(&news) && steps(p.home) == 2);
	news = merge_ok(p.home, p.school);
	ck_assert(!merge_is_news(&news) && !news.apart);
	ck_assert(answers_contains(p.home, p.school) && !answers_contains(p.school, p.home));
	news = merge_ok(back, p.home);
	ck_assert_uint_eq(news.apart, 1);
	/* Changing one leaves the other. */
	put_step(back, other_step(back), "home again", "");
	news = merge_ok(p.home, back);
	ck_assert(steps(p.home) == 2 && !news.apart);
	ck_assert_str_eq(then_of(p.home, other_step(p.home)), "home again");
	free_pair(&p);
	answers_free(back);
}
END_TEST

/* Whoever changes what stands is followed, whatever the clocks say. */
START_TEST(what_came_of_a_version_takes_its_place)
{
	struct pair p = make_pair();
	struct answers *third = copy_of(p.school);

	put_step(third, "s", "later", "");
	merge_ok(p.school, third);
	ck_assert_uint_eq(steps(p.school), 1);
	ck_assert_str_eq(then_of(p.school, "s"), "later");
	/* That the program has asked is no other version. */
	put_step(p.home, "s", "home", "2026-12-01");
	put_step(third, "s", "later", "2026-12-02");
	merge_ok(p.school, third);
	ck_assert_uint_eq(steps(p.school), 1);
	free_pair(&p);
	answers_free(third);
}
END_TEST

START_TEST(erasing_one_of_two_leaves_the_other)
{
	for (int first = 0; first < 2; first++) {
		struct pair p = make_pair();
		struct answers *all;
		const char *words = first ? "home" : "school";
		struct answers_erasure what = { SCOPE_ITEM, PART_ANSWERS, "ask", "s" };
		struct err err;

		merge_ok(p.home, p.school);
		all = copy_of(p.home);
		if (first)
			what.layer = other_step(all);
		ck_assert(answers_forget(p.home, &what, &err));
		ck_assert_uint_eq(steps(p.home), 1);
		/* Neither old copy brings anything back, nor takes anything away. */
		merge_ok(p.home, p.school);
		merge_ok(p.home, p.before);
		merge_ok(p.home, all);
		ck_assert_uint_eq(steps(p.home), 1);
		ck_assert_str_ne(answers_item(p.home, PART_ANSWERS, "ask", ITEM_STEP, 0)->text[STEP_THEN], words);
		answers_free(all);
		free_pair(&p);
	}
}
END_TEST

/* What came of one that was parted makes it a step of its own. */
START_TEST(what_came_of_one_that_was_parted_stays_with_it)
{
	struct pair p = make_pair();
	struct answers *third = copy_of(p.home);
	struct answers_change rain = { .part = PART_ANSWERS, .id = "ask", .question = slice_of("What?"),
				       .text = slice_of("It rained."), .now = NOW };
	char *parted;

	merge_ok(p.home, p.school);
	parted = mem_string(other_step(p.home));
	ck_assert(answers_write_happened(p.home, sys_real(), parted, &rain));
	/* In another copy the same words went on. */
	put_step(third, "s", "home, later", "");
	merge_ok(p.home, third);
	ck_assert_uint_eq(steps(p.home), 3);
	ck_assert_str_eq(then_of(p.home, parted), "home");
	ck_assert_uint_eq(answers_happened(p.home, PART_ANSWERS, "ask", parted), 1);
	free(parted);
	answers_free(third);
	free_pair(&p);
}
END_TEST

/* It goes with what it hangs under, and that is said. */
START_TEST(what_was_written_under_something_erased_is_told)
{
	struct pair p = make_pair();
	struct answers *third = copy_of(p.before);
	struct answers_erasure what = { SCOPE_ITEM, PART_ANSWERS, "ask", "s" };
	struct answers_change rain = { .part = PART_ANSWERS, .id = "ask", .question = slice_of("What?"),
				       .text = slice_of("It rained."), .now = NOW };
	struct err err;
	struct merge_news news;

	ck_assert(answers_write_happened(third, sys_real(), "s", &rain));
	ck_assert(answers_forget(p.home, &what, &err));
	news = merge_ok(p.home, p.before);
	ck_assert_uint_eq(news.lost, 0);
	news = merge_ok(p.home, third);
	ck_assert_uint_eq(news.lost, 1);
	news = merge_ok(p.home, p.school);
	ck_assert_uint_eq(news.lost, 1);
	ck_assert_uint_eq(steps(p.home), 0);
	free_pair(&p);
	answers_free(third);
}
END_TEST

/* The other way round: whoever wrote it there is told, too, and once. */
START_TEST(what_goes_with_something_erased_is_told)
{
	struct pair p = make_pair();
	struct answers *third = copy_of(p.before);
	struct answers_erasure what = { SCOPE_ITEM, PART_ANSWERS, "ask", "s" };
	struct answers_change rain = { .part = PART_ANSWERS, .id = "ask", .question = slice_of("What?"),
				       .text = slice_of("It rained."), .now = NOW };
	struct err err;
	struct merge_news news;

	ck_assert(answers_write_happened(third, sys_real(), "s", &rain));
	ck_assert(!merge_takes_away(third, p.home, PART_ANSWERS, "ask"));
	ck_assert(answers_forget(p.home, &what, &err));
	ck_assert(merge_takes_away(third, p.home, PART_ANSWERS, "ask"));
	ck_assert(!merge_takes_away(p.before, p.home, PART_ANSWERS, "ask"));
	news = merge_ok(p.before, p.home);
	ck_assert(!news.gone && news.erased);
	news = merge_ok(third, p.home);
	ck_assert_uint_eq(news.gone, 1);
	ck_assert_uint_eq(news.lost, 0);
	news = merge_ok(third, p.home);
	ck_assert_uint_eq(news.gone, 0);
	news = merge_ok(p.school, p.home);
	ck_assert_uint_eq(news.gone, 1);
	ck_assert_uint_eq(steps(p.school) + steps(third), 0);
	free_pair(&p);
	answers_free(third);
}
END_TEST

/* ---- files that somebody has changed by hand ---- */

/* A workbook of MEMBERS, in which "ask" has SEEN and STEPS. */
static struct answers *book_of(const char *members, const char *seen, const char *list)
{
	char json[2048];

	snprintf(json, sizeof(json), "{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"w\","
		 "\"pack\":{\"id\":\"p\",\"version\":\"1\"},%s\"answers\":{\"ask\":{\"seen\":{%s},\"steps\":[%s]}}}",
		 members, seen, list);
	return read_ok(json);
}

#define STEP(id, clock, then, more) "{\"id\":\"" id "\",\"clock\":" clock ",\"then\":\"" then "\"" more "}"
#define RAIN ",\"happened\":[{\"id\":\"h\",\"clock\":1,\"at\":\"\",\"question\":\"\",\"text\":\"It rained.\"}]"

/* A step goes where it was seen, and nothing came of it since; but what hangs under it is not lost. */
START_TEST(what_would_go_with_a_step_keeps_it)
{
	static const struct { const char *step; size_t stay; } rows[] = {
		{ STEP("s", "3", "t", ""), 0 }, { STEP("s", "3", "t", ",\"happened\":[]"), 0 },
		{ STEP("s", "3", "t", RAIN), 1 }, { STEP("s", "3", "t", ",\"strange\":1"), 1 },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		for (int ours = 0; ours < 2; ours++) {
			struct answers *has = book_of("", "", rows[i].step), *seen = book_of("", "\"s\":3", "");
			struct answers *to = ours ? has : seen;

			merge_ok(to, ours ? seen : has);
			ck_assert_msg(steps(to) == rows[i].stay, "row %zu: %zu", i, steps(to));
			ck_assert_str_eq(then_of(to, "s"), rows[i].stay ? "t" : "none");
			answers_free(has);
			answers_free(seen);
		}
}
END_TEST

static const char later[] = STEP("s", "5", "later", ",\"by\":\"x\""), sooner[] = STEP("s", "4", "sooner", ",\"by\":\"y\"");

/* The id that the sooner of both gets, for free(). */
static char *parted_id(void)
{
	struct answers *a = book_of("", "", later), *b = book_of("", "", sooner);
	char *id;

	merge_ok(a, b);
	ck_assert_uint_eq(steps(a), 2);
	id = mem_string(other_step(a));
	answers_free(a);
	answers_free(b);
	return id;
}

/* Something else was begun under the id that a step would get. */
START_TEST(where_another_is_at_home_none_goes)
{
	char *id = parted_id(), list[600];
	struct answers *a = book_of("", "", later), *b;

	snprintf(list, sizeof(list), "%s," STEP("%s", "2", "another", ""), sooner, id);
	b = book_of("", "", list);
	merge_ok(a, b);
	ck_assert_uint_eq(steps(a), 3);
	ck_assert_str_eq(then_of(a, "s"), "later");
	ck_assert_str_eq(then_of(a, id), "another");
	answers_free(a);
	answers_free(b);
	free(id);
}
END_TEST

START_TEST(what_would_get_an_erased_id_goes)
{
	char *id = parted_id(), member[100];
	struct answers *a, *b = book_of("", "", sooner);

	snprintf(member, sizeof(member), "\"forgotten\":[\"%s\"],", id);
	a = book_of(member, "", later);
	merge_ok(a, b);
	ck_assert_uint_eq(steps(a), 1);
	ck_assert_str_eq(then_of(a, "s"), "later");
	answers_free(a);
	answers_free(b);
	free(id);
}
END_TEST

/* One version under two ids is one step. */
START_TEST(what_was_copied_within_a_file_stands_once)
{
	struct answers *a = book_of("", "", STEP("s", "5", "later", ",\"by\":\"x\"") ","
				    STEP("t", "5", "later", ",\"by\":\"x\""));
	struct answers *b = book_of("", "", "");

	merge_ok(a, b);
	ck_assert_uint_eq(steps(a), 1);
	ck_assert_str_eq(answers_item(a, PART_ANSWERS, "ask", ITEM_STEP, 0)->text[STEP_THEN], "later");
	answers_free(a);
	answers_free(b);
}
END_TEST

/* A step that was parted, and under which something hangs that merging did not put there, is at home. */
START_TEST(what_hangs_under_a_parted_step_makes_it_at_home)
{
	static const struct { const char *more; bool parted; } rows[] = {
		{ "", true }, { ",\"happened\":[]", true }, { RAIN, false }, { ",\"strange\":1", false },
	};
	char *id = parted_id(), list[800];

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct answers *a;
		const struct model_item *item;

		snprintf(list, sizeof(list), STEP("%s", "4", "sooner", ",\"by\":\"y\",\"of\":\"s\"%s"), id, rows[i].more);
		a = book_of("", "", list);
		item = &a->parts[PART_ANSWERS].entries[0].items[ITEM_STEP].items[0];
		ck_assert_msg((strcmp(item->of, "s") == 0) == rows[i].parted, "row %zu", i);
		ck_assert_msg((strcmp(item->by, "y") == 0) == rows[i].parted, "row %zu", i);
		if (rows[i].parted) {
			struct answers *b;

			/* That it was parted is a difference. */
			snprintf(list, sizeof(list), STEP("%s", "4", "sooner", ",\"by\":\"y\""), id);
			b = book_of("", "", list);
			ck_assert(!model_equal(a, b));
			answers_free(b);
		}
		answers_free(a);
	}
	free(id);
}
END_TEST

/* What was seen tells two workbooks apart too, and no later change has a smaller clock. */
START_TEST(what_was_seen_counts)
{
	static const char *const seen[] = { "\"x\":3", "\"x\":4", "\"y\":3", "\"x\":3,\"y\":3", "\"x\":50" };
	struct answers *a[ARRAY_LEN(seen)];

	for (size_t i = 0; i < ARRAY_LEN(seen); i++) {
		a[i] = book_of("", seen[i], STEP("s", "9", "t", ",\"of\":\"s\""));
		for (size_t k = 0; k < i; k++)
			ck_assert_msg(!model_equal(a[i], a[k]), "%s and %s", seen[i], seen[k]);
		ck_assert_int_eq(answers_clock(a[i]), strstr(seen[i], "50") ? 50 : 9);
		/* That it came of itself says nothing. */
		ck_assert_str_eq(a[i]->parts[PART_ANSWERS].entries[0].items[ITEM_STEP].items[0].of, "");
		ck_assert_str_eq(a[i]->parts[PART_ANSWERS].entries[0].items[ITEM_STEP].items[0].by, "");
	}
	for (size_t i = 0; i < ARRAY_LEN(seen); i++)
		answers_free(a[i]);
}
END_TEST

/* What differs besides words makes nothing stand twice; what was erased by its name is gone; and one
 * stands of which a later version was seen, but nowhere stands. */
START_TEST(what_is_beside_words_parts_nothing)
{
	static const char *const beside[][2] = {
		{ STEP("s", "5", "t", ",\"asked\":\"2026-11-01\""), STEP("s", "5", "t", ",\"asked\":\"2026-11-02\"") },
		{ STEP("s", "5", "t", ",\"at\":\"2026-11-01T00:00:00Z\""),
		  STEP("s", "5", "t", ",\"at\":\"2026-11-02T00:00:00Z\"") },
	};
	struct answers *a, *b;

	for (size_t i = 0; i < ARRAY_LEN(beside); i++) {
		a = book_of("", "", beside[i][0]);
		b = book_of("", "", beside[i][1]);
		merge_ok(a, b);
		ck_assert_uint_eq(steps(a), 1);
		answers_free(a);
		answers_free(b);
	}
	a = book_of("\"forgotten\":[\"x\"],", "", later);
	ck_assert_uint_eq(steps(a), 0);
	answers_free(a);
	a = book_of("", "\"s\":5", STEP("s", "3", "t", ""));
	b = book_of("", "\"s\":5", STEP("s", "3", "t", ""));
	merge_ok(a, b);
	ck_assert_str_eq(then_of(a, "s"), "t");
	answers_free(a);
	answers_free(b);
}
END_TEST

/* Erasing it under the one id leaves what stands under the other. */
START_TEST(erasing_one_that_was_copied_leaves_the_other)
{
	const struct answers_erasure what = { SCOPE_ITEM, PART_ANSWERS, "ask", "s" };
	struct answers *a = book_of("", "", STEP("s", "5", "later", ",\"by\":\"x\"") ","
				    STEP("t", "5", "later", ",\"by\":\"x\"")), *again;
	struct err err;

	ck_assert(answers_forget(a, &what, &err));
	again = copy_of(a);
	ck_assert_uint_eq(steps(again), 1);
	ck_assert_str_eq(then_of(again, "t"), "later");
	answers_free(again);
	answers_free(a);
}
END_TEST

/* That a version was seen is kept, though all that stood under the page is erased. */
START_TEST(what_was_seen_stays_away_where_nothing_is_left)
{
	const struct answers_erasure what = { SCOPE_ITEM, PART_ANSWERS, "ask", "s" };
	struct answers *a = book_of("", "\"x\":4", STEP("s", "5", "all that is left", ""));
	struct answers *old = book_of("", "", STEP("t", "4", "gone long ago", ",\"by\":\"x\""));
	struct err err;

	ck_assert(answers_forget(a, &what, &err));
	merge_ok(a, old);
	ck_assert_uint_eq(steps(a), 0);
	answers_free(old);
	answers_free(a);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { what_went_apart_stands_twice,
		what_came_of_a_version_takes_its_place,
		erasing_one_of_two_leaves_the_other,
		what_came_of_one_that_was_parted_stays_with_it,
		what_was_written_under_something_erased_is_told,
		what_goes_with_something_erased_is_told, what_would_go_with_a_step_keeps_it,
		where_another_is_at_home_none_goes, what_would_get_an_erased_id_goes,
		what_was_copied_within_a_file_stands_once, what_hangs_under_a_parted_step_makes_it_at_home, what_was_seen_counts,
		what_is_beside_words_parts_nothing, erasing_one_that_was_copied_leaves_the_other,
		what_was_seen_stays_away_where_nothing_is_left };
	Suite *suite = suite_create("what went apart");
	TCase *tc = tcase_create("what went apart");

	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
