/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/items: steps, notes, replies, what passages rest on, and for whom they are. */
#include <config.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answers/items.h"
#include "answers/replay.h"
#include "answers/salvage.h"
#include "base/mem.h"
#include "book.h"
#include "book_full.h"
#include "suite.h"

#define LATER (NOW + 9 * 60 * 60)

static const struct item *item_of(const struct answers *a, enum item_kind kind, size_t i)
{
	return answers_item(a, PART_ANSWERS, "one", kind, i);
}

static size_t count_of(const struct answers *a, enum item_kind kind)
{
	return answers_items(a, PART_ANSWERS, "one", kind);
}

START_TEST(all_of_it_is_read_and_written)
{
	struct answers *a = read_ok(full), *again;
	char *printed = print_ok(a), *twice;
	const struct layer *layer = answers_newest(a, PART_ANSWERS, "one");

	ck_assert_uint_eq(count_of(a, ITEM_STEP), 2);
	ck_assert_str_eq(item_of(a, ITEM_STEP, 0)->id, "s");	/* begun first */
	ck_assert_str_eq(item_of(a, ITEM_STEP, 0)->text[STEP_LOOK], "2027-01-15");
	ck_assert_str_eq(item_of(a, ITEM_STEP, 1)->text[STEP_THEN], "");
	ck_assert_str_eq(answers_happened_layer(a, PART_ANSWERS, "one", "s", 0)->text, "It went.");
	ck_assert_uint_eq(answers_happened(a, PART_ANSWERS, "one", "t"), 0);
	ck_assert_str_eq(item_of(a, ITEM_NOTE, 0)->text[NOTE_ON], "practice");
	ck_assert_str_eq(item_of(a, ITEM_REPLY, 0)->text[REPLY_TO], "a");
	ck_assert_uint_eq(answers_rests(layer), 2);
	ck_assert_str_eq(answers_rest(layer, 0)->text[REST_MISSING], "pupils");
	ck_assert(answers_layer(a, PART_ANSWERS, "one", 0)->open && !layer->open);
	ck_assert(answers_is_shared(a, PART_ANSWERS, "one", AUDIENCE_MENTOR));
	ck_assert(!answers_is_shared(a, PART_ANSWERS, "one", AUDIENCE_GROUP));
	ck_assert_int_eq(answers_clock(a), 9);

	again = read_ok(printed);
	twice = print_ok(again);
	ck_assert_str_eq(printed, twice);
	ck_assert_ptr_nonnull(strstr(printed, "1.0"));
	ck_assert_ptr_nonnull(strstr(printed, "2.0"));
	ck_assert_ptr_nonnull(strstr(printed, "aunt"));
	ck_assert_ptr_null(strstr(printed, "\"then\":\t\"\""));
	free(twice);
	free(printed);
	answers_free(again);
	answers_free(a);
}
END_TEST

START_TEST(what_is_wrong_is_named)
{
	static const struct { const char *find, *put, *words; } rows[] = {
		{ "\"open\":true", "\"open\":1", "'answers.one.layers[1].open': this must be true" },
		{ "\"on\":\"practice\",", "", "'answers.one.notes[0].on': this member is missing" },
		{ "\"look\":\"2027-01-15\"", "\"look\":7", "'answers.one.steps[1].look': this must be text" },
		{ "\"id\":\"t\"", "\"id\":\"s\"", "'answers.one.steps': two of these have the same id" },
		{ "\"steps\":[", "\"steps\":[4,", "'answers.one.steps[0]': this must be an object" },
		{ "\"happened\":[", "\"happened\":[{},", "'answers.one.steps[1].happened[0].id': this member" },
		{ "\"mentor\"", "1", "'answers.one.share[0]': this must be text" },
		{ "\"quote\":\"I left.\"", "\"quote\":[]", "'answers.one.layers[0].rests[1].quote': this" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char *json = changed(full, rows[i].find, rows[i].put);
		struct answers *a = NULL;
		struct err err = { .text = "" };

		ck_assert_msg(!answers_read(&a, slice_of(json), &err), "%s", rows[i].put);
		ck_assert_msg(strstr(err.text, rows[i].words), "%s: %s", rows[i].words, err.text);
		free(json);
	}
}
END_TEST

static const struct item *put_step(struct answers *a, const char *id, const char *when,
				   const char *then)
{
	struct item_change change = {
		.part = PART_ANSWERS, .id = "new", .kind = ITEM_STEP, .item = id, .now = NOW,
		.text = { [STEP_WHEN] = slice_of(when), [STEP_THEN] = slice_of(then) },
	};

	return answers_put_item(a, sys_real(), &change);
}

START_TEST(an_item_is_begun_and_changed)
{
	struct answers *a = read_ok(full);
	const struct item *item;
	char *id;

	ck_assert_ptr_null(put_step(a, NULL, " \n", ""));
	ck_assert_ptr_null(put_step(a, "nobody", "x", ""));
	ck_assert_int_eq(answers_clock(a), 9);
	item = put_step(a, NULL, "when", "");
	ck_assert_str_eq(item->text[STEP_AT], "2026-11-23T19:04:11Z");
	ck_assert_int_eq(item->clock, 10);
	id = mem_string(item->id);
	ck_assert_int_eq(put_step(a, id, "when", "")->clock, 10);
	item = put_step(a, id, "", "then");
	ck_assert_int_eq(item->clock, 11);
	ck_assert_str_eq(item->text[STEP_WHEN], "");
	ck_assert_ptr_eq(answers_find_item(a, PART_ANSWERS, "new", ITEM_STEP, id), item);
	ck_assert_uint_eq(answers_items(a, PART_ANSWERS, "new", ITEM_STEP), 1);
	ck_assert_int_eq(answers_words_clock(a), 11);
	free(id);
	free(print_ok(a));
	answers_free(a);
}
END_TEST

static bool write_one(struct answers *a, const char *text, bool open, bool again, time_t now)
{
	struct answers_change change = {
		.part = PART_ANSWERS, .id = "one", .question = slice_of("Q?"), .text = slice_of(text),
		.now = now, .same_hand = true, .open = open, .again = again,
	};

	return answers_write(a, sys_real(), &change);
}

START_TEST(what_happened_is_kept_with_its_step)
{
	struct answers *a = read_ok(full);
	struct answers_change change = {
		.part = PART_ANSWERS, .id = "one", .question = slice_of("And?"),
		.text = slice_of("She came."), .now = NOW, .same_hand = true,
	};

	ck_assert(!answers_write_happened(a, sys_real(), "nobody", &change));
	ck_assert(answers_write_happened(a, sys_real(), "t", &change));
	ck_assert_int_eq(item_of(a, ITEM_STEP, 1)->clock, 10);
	change.text = slice_of("She came late.");
	ck_assert(answers_write_happened(a, sys_real(), "t", &change));
	ck_assert_uint_eq(answers_happened(a, PART_ANSWERS, "one", "t"), 1);
	change.now = LATER;
	change.text = slice_of("And again.");
	ck_assert(answers_write_happened(a, sys_real(), "t", &change));
	ck_assert(!answers_write_happened(a, sys_real(), "t", &change));
	ck_assert_uint_eq(answers_happened(a, PART_ANSWERS, "one", "t"), 2);
	ck_assert_int_eq(item_of(a, ITEM_STEP, 1)->clock, 12);
	free(print_ok(a));
	answers_free(a);
}
END_TEST

START_TEST(a_question_is_left_open_until_words_come)
{
	struct answers *a = read_ok(full);

	ck_assert(write_one(a, "", true, false, LATER));
	ck_assert(answers_newest(a, PART_ANSWERS, "one")->open);
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), 3);
	ck_assert(!write_one(a, " ", true, false, LATER));
	ck_assert(!write_one(a, " ", false, false, LATER));	/* blanks end nothing */
	ck_assert(write_one(a, "not mine to say", true, false, LATER));
	ck_assert(!write_one(a, "", false, false, LATER));
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), 3);
	/* Neither words nor a reason go with what comes after them. */
	ck_assert(write_one(a, "not mine to say", false, false, LATER));
	ck_assert(!answers_newest(a, PART_ANSWERS, "one")->open);
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), 4);
	ck_assert(write_one(a, "", true, false, LATER));
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), 5);
	ck_assert(write_one(a, "words", false, false, LATER));
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), 5);
	free(print_ok(a));
	answers_free(a);
}
END_TEST

START_TEST(writing_again_begins_a_layer)
{
	struct answers *a = read_ok(full);

	ck_assert(!write_one(a, "", false, true, NOW));
	ck_assert(write_one(a, "Ann said no. I left.", false, true, NOW));
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), 3);
	ck_assert(write_one(a, "More", false, false, NOW + 1));
	ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), 3);
	answers_free(a);
}
END_TEST

/* The quotes of the newest layer's rests, apart by '|'; lent until the next call. */
static const char *quotes(const struct answers *a)
{
	static _Thread_local char all[200];
	const struct layer *layer = answers_newest(a, PART_ANSWERS, "one");

	all[0] = '\0';
	for (size_t i = 0; i < answers_rests(layer); i++) {
		strncat(all, answers_rest(layer, i)->text[REST_QUOTE], 80);
		strncat(all, "|", 2);
	}
	return all;
}

START_TEST(rests_go_along_with_their_words)
{
	char *unanswered = changed(full, "\"to\":\"a\"", "\"to\":\"\"");
	struct answers *a = read_ok(unanswered);

	ck_assert(write_one(a, "Ann said.", false, false, NOW + 1));	/* still this sitting */
	ck_assert_str_eq(quotes(a), "Ann said no.|I left.|");
	ck_assert(write_one(a, "No more. I left.", false, false, LATER + 1));
	ck_assert_str_eq(quotes(a), "I left.|");
	ck_assert(write_one(a, "", false, false, LATER + 2));
	ck_assert_str_eq(quotes(a), "");
	free(print_ok(a));
	answers_free(a);
	free(unanswered);
}
END_TEST

START_TEST(rests_are_set)
{
	struct item rests[] = {
		{ .text = { [REST_QUOTE] = "no", [REST_ON] = "saw", [REST_MISSING] = "" } },
		{ .text = { [REST_QUOTE] = " ", [REST_ON] = "", [REST_MISSING] = "" } },
	};
	struct answers_change change = { .part = PART_ANSWERS, .id = "one", .now = LATER };

	for (int same_hand = 0; same_hand < 2; same_hand++) {
		struct answers *a = read_ok(full);
		const struct layer *layer;

		change.same_hand = same_hand;
		change.id = "one";
		ck_assert(answers_set_rests(a, sys_real(), &change, rests, 2));
		ck_assert_str_eq(quotes(a), "no|");
		layer = answers_newest(a, PART_ANSWERS, "one");
		ck_assert_int_eq(layer->clock, 10);
		ck_assert_str_eq(layer->text, "Ann said no. I left.");
		ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), same_hand ? 2 : 3);
		ck_assert_int_eq(strcmp(layer->at, "2026-11-23T19:04:11Z") == 0, same_hand);
		ck_assert(!answers_set_rests(a, sys_real(), &change, rests, 1));
		change.id = "nowhere";
		ck_assert(!answers_set_rests(a, sys_real(), &change, rests, 1));
		free(print_ok(a));
		answers_free(a);
	}
}
END_TEST

START_TEST(who_may_see_it_is_chosen)
{
	struct answers *a = read_ok(full);
	char *printed;

	ck_assert(!answers_set_share(a, PART_ANSWERS, "one", (bool[]){ true, false }));
	ck_assert(answers_set_share(a, PART_ANSWERS, "one", (bool[]){ false, true }));
	ck_assert(!answers_is_shared(a, PART_ANSWERS, "one", AUDIENCE_MENTOR));
	ck_assert(answers_is_shared(a, PART_ANSWERS, "one", AUDIENCE_GROUP));
	ck_assert(!answers_has_share(a, PART_LENSES, "practice"));
	ck_assert(answers_set_share(a, PART_LENSES, "practice", (bool[]){ false, false }));
	ck_assert(answers_has_share(a, PART_LENSES, "practice"));
	ck_assert(!answers_set_share(a, PART_LENSES, "practice", (bool[]){ false, false }));
	printed = print_ok(a);
	ck_assert_ptr_nonnull(strstr(printed, "\"aunt\", \"group\""));
	free(printed);
	answers_free(a);
}
END_TEST

START_TEST(what_is_erased_stays_away)
{
	static const struct { enum answers_scope scope; const char *what, *forgotten; } rows[] = {
		{ SCOPE_ITEM, "s", "hs" }, { SCOPE_ITEM, "n", "n" }, { SCOPE_ITEM, "r", "r" },
		{ SCOPE_LAYER, "a", "a" }, { SCOPE_ENTRY, NULL, "ahnorst" }, { SCOPE_ALL, NULL, "ahnorst" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct answers_erasure what = { rows[i].scope, PART_ANSWERS, "one", rows[i].what };
		struct answers *a = read_ok(full), *again;
		struct err err = { .text = "" };
		char *printed, *merged, list[100];
		bool back;

		ck_assert(answers_forget(a, &what, &err));
		for (const char *id = "ahnorst"; *id; id++)
			ck_assert_int_eq(answers_is_forgotten(a, (char[]){ *id, '\0' }),
					 strchr(rows[i].forgotten, *id) != NULL);
		printed = print_ok(a);
		/* The list, put into the file as it was, takes the same away. */
		snprintf(list, sizeof(list), "\"forgotten\":[");
		for (const char *id = rows[i].forgotten; *id; id++)
			snprintf(list + strlen(list), sizeof(list) - strlen(list), "%s\"%c\"",
				 id > rows[i].forgotten ? "," : "", *id);
		strncat(list, "],\"answers\":{", sizeof(list) - strlen(list) - 1);
		merged = changed(full, "\"answers\":{", list);
		again = read_ok(merged);
		if (rows[i].scope == SCOPE_ITEM)
			for (int kind = 0; kind < ITEM_HUNG; kind++)
				ck_assert_uint_eq(answers_items(again, PART_ANSWERS, "one", kind),
						  answers_items(a, PART_ANSWERS, "one", kind));
		/* Nor does it come back out of a journal. */
		ck_assert(replay_apply(a, slice_of(full), true, &back, &err));
		free(merged);
		merged = print_ok(a);
		ck_assert_int_eq(strstr(printed, "It went.") != NULL, strstr(merged, "It went.") != NULL);
		ck_assert_int_eq(strstr(printed, "seen") != NULL, strstr(merged, "seen") != NULL);
		ck_assert_int_eq(strstr(printed, "Go on") != NULL, strstr(merged, "Go on") != NULL);
		free(merged);
		free(printed);
		answers_free(again);
		answers_free(a);
	}
}
END_TEST

/* An id that is erased in one place and stands in another, in a file put together by hand. */
START_TEST(an_id_that_stands_elsewhere_is_changed_there)
{
	char *json = changed(full, "\"answers\":{", "\"lenses\":{\"practice\":{\"steps\":[{\"id\":\"s\","
			     "\"clock\":1,\"when\":\"elsewhere\",\"happened\":[{\"id\":\"h\",\"clock\":1,"
			     "\"at\":\"\",\"question\":\"\",\"text\":\"stays\"}]}]}},\"answers\":{");
	struct answers *a = read_ok(json);
	struct answers_erasure what = { SCOPE_ITEM, PART_ANSWERS, "one", "s" };
	struct err err = { .text = "" };
	char *printed;

	ck_assert(answers_forget(a, &what, &err));
	printed = print_ok(a);
	ck_assert_ptr_nonnull(strstr(printed, "elsewhere"));
	ck_assert_ptr_nonnull(strstr(printed, "stays"));
	ck_assert_ptr_null(strstr(printed, "It went."));
	free(printed);
	answers_free(a);
	free(json);
}
END_TEST

/* Makes changes of every kind to A. */
static void change_all(struct answers *a)
{
	struct answers_change change = {
		.part = PART_ANSWERS, .id = "one", .question = slice_of("And?"),
		.text = slice_of("late news"), .now = LATER, .same_hand = true,
	};
	struct item rest = { .text = { "no", "suppose", "staff" } };

	ck_assert_ptr_nonnull(put_step(a, NULL, "new step", "then"));
	ck_assert(answers_write_happened(a, sys_real(), "s", &change));
	ck_assert(answers_set_share(a, PART_ANSWERS, "one", (bool[]){ false, true }));
	ck_assert(answers_set_rests(a, sys_real(), &change, &rest, 1));
}

START_TEST(all_of_it_comes_back_out_of_a_journal)
{
	for (int same_base = 0; same_base < 2; same_base++) {
		char *known = changed(full, ",\"tint\":2.0", "");
		struct answers *a = read_ok(known), *b = read_ok(known);
		struct err err = { .text = "" };
		struct buf journal;
		char *first, *second;
		bool back = false;

		buf_init(&journal, ANSWERS_FILE_MAX);
		ck_assert(replay_print(a, answers_clock(a), &journal, &err));
		ck_assert_uint_eq(journal.len, 0);
		change_all(a);
		ck_assert_msg(replay_print(a, 9, &journal, &err), "%s", err.text);
		ck_assert_ptr_null(strstr(journal.data, "seen"));	/* what is old stays out */
		ck_assert_msg(replay_apply(b, slice_buf(&journal), same_base, &back, &err), "%s", err.text);
		ck_assert(back && answers_clock(b) > 9);
		first = print_ok(b);
		ck_assert_ptr_nonnull(strstr(first, "new step"));
		ck_assert_ptr_nonnull(strstr(first, "late news"));
		ck_assert_ptr_nonnull(strstr(first, "It went."));
		ck_assert_ptr_nonnull(strstr(first, "suppose"));
		/* On another base nobody sees more than both allow. */
		ck_assert_int_eq(answers_is_shared(b, PART_ANSWERS, "one", AUDIENCE_GROUP), same_base);
		ck_assert(!answers_is_shared(b, PART_ANSWERS, "one", AUDIENCE_MENTOR));
		/* On the same base a step takes its own place, else both are kept. */
		ck_assert_uint_eq(count_of(b, ITEM_STEP), same_base ? 2 : 3);
		/* A second time adds nothing. */
		ck_assert(replay_apply(b, slice_buf(&journal), same_base, &back, &err));
		second = print_ok(b);
		ck_assert_str_eq(first, second);
		free(first);
		free(second);
		buf_release(&journal);
		answers_free(a);
		answers_free(b);
		free(known);
	}
}
END_TEST

/* What comes beside a step of its id gets an id of its own; once that is erased, the journal does not
 * bring it again. */
START_TEST(what_a_journal_brought_beside_a_step_is_erased_for_good)
{
	char *journal = changed(full, "\"when\":\"w2\"", "\"when\":\"w3\""), *printed;
	struct answers_erasure what = { SCOPE_ITEM, PART_ANSWERS, "one", NULL };
	struct answers *a = read_ok(full);
	struct err err = { .text = "" };
	bool back = false;

	ck_assert(replay_apply(a, slice_of(journal), false, &back, &err) && back);
	ck_assert_uint_eq(count_of(a, ITEM_STEP), 3);
	for (size_t i = 0; i < 3; i++) {
		const struct item *step = answers_item(a, PART_ANSWERS, "one", ITEM_STEP, i);

		if (strcmp(step->text[STEP_WHEN], "w3") == 0)
			what.layer = step->id;
	}
	ck_assert_ptr_nonnull(what.layer);
	ck_assert(answers_forget(a, &what, &err));
	ck_assert(replay_apply(a, slice_of(journal), false, &back, &err) && !back);
	printed = print_ok(a);
	ck_assert_uint_eq(count_of(a, ITEM_STEP), 2);
	ck_assert_ptr_null(strstr(printed, "w3"));
	free(printed);
	free(journal);
	answers_free(a);
}
END_TEST

START_TEST(a_damaged_file_gives_up_its_items)
{
	/* The end is missing: the entry is not whole. */
	char *known = changed(full, ",\"tint\":2.0", "");
	struct answers *a = read_ok(known), *found;
	char *json = print_ok(a), *cut = strstr(json, "\"replies\"");

	ck_assert_ptr_nonnull(cut);
	*cut = '\0';
	found = salvage_read(slice_of(json));
	ck_assert_ptr_nonnull(found);
	ck_assert_uint_eq(answers_layers(found, PART_ANSWERS, "one"), 2);
	ck_assert_uint_eq(count_of(found, ITEM_NOTE), 1);
	ck_assert_uint_eq(count_of(found, ITEM_STEP), 2);
	ck_assert_str_eq(answers_find_item(found, PART_ANSWERS, "one", ITEM_STEP, "t")->text[STEP_WHEN],
			 "w2");
	free(print_ok(found));
	answers_free(found);
	answers_free(a);
	free(json);
	free(known);
	/* A hole elsewhere: it is. */
	json = changed(full, "\"pack\":{", "\"pack\":{{");
	found = salvage_read(slice_of(json));
	ck_assert_ptr_nonnull(found);
	ck_assert_uint_eq(count_of(found, ITEM_STEP) + count_of(found, ITEM_NOTE) +
			  count_of(found, ITEM_REPLY), 4);
	ck_assert(answers_is_shared(found, PART_ANSWERS, "one", AUDIENCE_MENTOR));
	free(print_ok(found));
	answers_free(found);
	free(json);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { all_of_it_is_read_and_written, what_is_wrong_is_named,
		an_item_is_begun_and_changed, what_happened_is_kept_with_its_step,
		a_question_is_left_open_until_words_come, writing_again_begins_a_layer,
		rests_go_along_with_their_words, rests_are_set, who_may_see_it_is_chosen,
		what_is_erased_stays_away, an_id_that_stands_elsewhere_is_changed_there,
		all_of_it_comes_back_out_of_a_journal, what_a_journal_brought_beside_a_step_is_erased_for_good,
		a_damaged_file_gives_up_its_items };
	Suite *suite = suite_create("items");
	TCase *tc = tcase_create("items");

	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
