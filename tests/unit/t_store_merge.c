/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of store_merge: another copy is brought in, or nothing changes. */
#include <config.h>

#include <stdio.h>

#include "answers/json.h"
#include "met.h"

START_TEST(a_copy_is_brought_in)
{
	struct store *s = met_under("two");
	char *theirs = mem_string(scratch_get("w.json")), *before;
	struct answers *other = read_ok(theirs);
	struct merge_news news;
	struct err err = { .text = "" };

	before = print_ok(store_answers(s));
	scratch_put("w.json", before);
	ck_assert_msg(store_merge(s, other, false, &news, &err), "%s", err.text);
	ck_assert_uint_eq(news.layers, 1);
	ck_assert_str_eq(scratch_get("w.json"), theirs);
	ck_assert_str_eq(scratch_get("w.json.bak"), before);
	ck_assert(!store_same_hand(s) && store_foreign(s) == answers_clock(store_answers(s)));
	/* A second time nothing is written. */
	ck_assert(store_merge(s, other, false, &news, &err) && !merge_is_news(&news));
	ck_assert_str_eq(scratch_get("w.json.bak"), before);
	store_close(s);
	answers_free(other);
	free(theirs);
	free(before);
}
END_TEST

START_TEST(what_is_unsaved_and_what_is_met_come_first)
{
	struct store *s = met_under("two");
	struct answers *other = read_ok(scratch_get("w.json"));
	struct merge_news news;
	struct err err = { .text = "" };
	char *json = with_theirs("w.json", "three");

	scratch_put("w.json", json);
	shelf_write(s, OURS);
	ck_assert_msg(store_merge(s, other, false, &news, &err), "%s", err.text);
	check_all(s, "two");
	check_all(s, "three");
	answers_free(other);
	/* Another workbook is none of ours. */
	other = read_ok(others[0]);
	ck_assert(!store_merge(s, other, false, &news, &err) && err.kind == ERR_USAGE);
	ck_assert(store_merge(s, other, true, &news, &err));
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "former_ids"));
	answers_free(other);
	store_close(s);
	free(json);
}
END_TEST

START_TEST(nothing_is_brought_in_where_nothing_is_saved)
{
	struct store *s = met_under("two");
	struct answers *other = read_ok(scratch_get("w.json"));
	struct store_place place = shelf_place("w.json", NULL);
	struct merge_news news;
	struct err err = { .text = "" };

	store_close(s);
	ck_assert(store_open(&s, fault_sys(), &place, STORE_READ, &err));
	ck_assert(!store_merge(s, other, false, &news, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "opened for reading only"));
	store_close(s);
	answers_free(other);
}
END_TEST

static void put_file(const void *json)
{
	scratch_put("w.json", json);
}

/* Somebody else changes the file in the moment in which a copy is brought in, with a lock that they
 * do not know or without one: nothing is brought, and nothing of theirs is lost. */
START_TEST(what_changes_meanwhile_is_not_overwritten)
{
	for (int locked = 0; locked < 2; locked++) {
		struct answers *other, *meanwhile;
		struct merge_news news;
		char *before, *theirs;
		struct store *s;
		struct err err;

		if (!locked)
			fault_at(FAULT_FLOCK, 1, ENOLCK, FAULT_FROM);
		s = met_under("two");
		other = read_ok(scratch_get("w.json"));
		before = print_ok(store_answers(s));
		scratch_put("w.json", before);
		theirs = with_theirs("w.json", "three");
		fault_before(locked ? FAULT_FSYNC : FAULT_EXCHANGE, 1, put_file, theirs);
		ck_assert(!store_merge(s, other, false, &news, &err));
		ck_assert_int_eq(err.kind, ERR_CHANGED);
		ck_assert_str_eq(scratch_get("w.json"), theirs);
		ck_assert(!has_text(store_answers(s), "two", THEIRS));
		/* Once more, and all of it comes together. */
		fault_reset();
		ck_assert_msg(store_merge(s, other, false, &news, &err), "%s", err.text);
		meanwhile = read_ok(scratch_get("w.json"));
		ck_assert(has_text(meanwhile, "two", THEIRS) && has_text(meanwhile, "three", THEIRS));
		ck_assert_uint_eq(count_conflicts(), 0);
		store_close(s);
		answers_free(meanwhile);
		answers_free(other);
		free(before);
		free(theirs);
		scratch_close();
		scratch_open();
		fault_reset();
	}
}
END_TEST

/* What comes in beside words. */
static void put_item(struct answers *a, enum item_kind kind, const char *item, const char *text)
{
	struct item_change change = { .part = PART_ANSWERS, .id = "one", .kind = kind, .item = item,
				      .now = NOW };

	if (kind == ITEM_NOTE)
		change.text[NOTE_ON] = slice_of("see");
	change.text[kind == ITEM_NOTE ? NOTE_TEXT : STEP_THEN] = slice_of(text);
	ck_assert_ptr_nonnull(answers_put_item(a, sys_real(), &change));
}

/* Somebody else's steps are not ours to amend, and a note says nothing of that. */
START_TEST(a_step_or_a_note_alone_is_brought_in)
{
	static const enum item_kind kinds[] = { ITEM_NOTE, ITEM_STEP };

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		struct store_place place = shelf_place("w.json", "state");
		struct store *s = shelf_create("w.json", "state");
		struct answers *other;
		struct merge_news news;
		struct err err = { .text = "" };

		shelf_write(s, SHELF_WORDS);
		shelf_save(s);
		store_close(s);
		ck_assert(store_open(&s, fault_sys(), &place, STORE_WRITE, &err) && store_same_hand(s));
		other = read_ok(scratch_get("w.json"));
		put_item(other, kinds[i], NULL, THEIRS);
		ck_assert_msg(store_merge(s, other, false, &news, &err), "%s", err.text);
		ck_assert_uint_eq(news.items[kinds[i]], 1);
		ck_assert(shelf_in_file(THEIRS));
		ck_assert(store_same_hand(s) == (kinds[i] == ITEM_NOTE));
		store_close(s);
		answers_free(other);
		scratch_close();
		scratch_open();
		fault_reset();
	}
}
END_TEST

/* A copy that was brought in has parted ours from theirs; then another hand begins one where ours went. */
START_TEST(what_went_apart_does_not_come_back)
{
	struct store *s = shelf_create("w.json", NULL);
	struct merge_news news;
	struct err err = { .text = "" };
	struct answers *theirs;
	char *id, *json, *other, begun[200];
	bool first;

	put_step(store_answers(s), NULL, "as it was");
	shelf_save(s);
	id = mem_string(step(store_answers(s), 0)->id);
	theirs = read_ok(scratch_get("w.json"));
	put_step(theirs, id, "even later");
	put_step(theirs, id, THEIRS);
	put_step(store_answers(s), id, OURS);
	ck_assert_msg(store_merge(s, theirs, false, &news, &err) && news.apart == 1, "%s", err.text);
	first = strcmp(step(store_answers(s), 0)->id, id) == 0;
	snprintf(begun, sizeof(begun), "\"steps\":\t[{\"id\":\"%s\",\"clock\":9,\"then\":\"another\"},",
		 step(store_answers(s), first)->id);
	json = print_ok(theirs);
	other = changed(json, "\"steps\":\t[", begun);
	scratch_put("w.json", other);
	store_look_again(s);
	ck_assert_int_eq(store_state(s), STORE_SAVED);
	ck_assert_uint_eq(answers_items(store_answers(s), PART_ANSWERS, "one", ITEM_STEP), 3);
	ck_assert_str_eq(answers_find_item(store_answers(s), PART_ANSWERS, "one", ITEM_STEP, id)->text[STEP_THEN],
			 THEIRS);
	ck_assert(shelf_in_file(OURS) && shelf_in_file("another"));
	store_close(s);
	answers_free(theirs);
	free(other);
	free(json);
	free(id);
}
END_TEST

/* What is unsaved comes first; where it cannot be saved, or is kept apart, nothing comes in. */
START_TEST(what_cannot_be_saved_stays_as_it_was)
{
	struct store *s = met_under("two");
	struct answers *other = read_ok(scratch_get("w.json"));
	struct merge_news news;
	struct err err = { .text = "" };
	char *before = print_ok(store_answers(s));

	scratch_put("w.json", before);
	shelf_write(s, OURS);
	fault_at(FAULT_RENAME, 1, EIO, FAULT_FROM);
	ck_assert(!store_merge(s, other, false, &news, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "Input/output"));
	ck_assert(!has_text(store_answers(s), "two", THEIRS));
	fault_reset();
	ck_assert_msg(store_merge(s, other, false, &news, &err), "%s", err.text);
	check_all(s, "two");
	scratch_put("w.json", others[0]);
	shelf_write(s, OURS " and more");
	shelf_save(s);
	ck_assert_ptr_nonnull(store_conflict(s));
	ck_assert(!store_merge(s, other, false, &news, &err));
	ck_assert_int_eq(err.kind, ERR_CHANGED);
	ck_assert_str_eq(scratch_get("w.json"), others[0]);
	store_close(s);
	answers_free(other);
	free(before);
}
END_TEST

static int calls_left;

static void *scarce(size_t size)
{
	return calls_left-- == 0 ? NULL : malloc(size);
}

/* Whatever allocation fails, all of it is in memory and in the file, or nothing. */
START_TEST(without_memory_all_or_nothing_is_brought)
{
	cJSON_Hooks hooks = { scarce, free };
	struct store *s = met_under("two");
	struct answers *other = read_ok(scratch_get("w.json"));
	char *before = print_ok(store_answers(s));
	bool brought = false;
	int failed;

	scratch_put("w.json", before);
	for (failed = 0; !brought; failed++) {
		struct merge_news news;
		struct err err = { .text = "" };

		calls_left = failed;
		cJSON_InitHooks(&hooks);
		brought = store_merge(s, other, false, &news, &err);
		cJSON_InitHooks(NULL);
		ck_assert_msg(brought || strstr(err.text, "memory"), "call %d: %s", failed, err.text);
		ck_assert_msg(has_text(store_answers(s), "two", THEIRS) == brought, "call %d", failed);
		ck_assert_msg(shelf_in_file(THEIRS) == brought, "call %d", failed);
	}
	ck_assert_int_gt(failed, 100);
	store_close(s);
	answers_free(other);
	free(before);
}
END_TEST

/* One call fails while a copy is brought in: all of it is, or nothing.  False: there was none left to
 * fail. */
static bool try_bringing(size_t fault, int nth)
{
	struct err err = { .text = "" };
	struct merge_news news;
	struct answers *other;
	struct store *s;
	char *before, *now;
	bool hit, brought;

	scratch_open();
	fault_reset();
	s = met_under("two");
	other = read_ok(scratch_get("w.json"));
	before = print_ok(store_answers(s));
	scratch_put("w.json", before);
	fault_at(FAULT_ANY, nth, faults[fault].error, faults[fault].span);
	brought = store_merge(s, other, false, &news, &err);
	hit = fault_hits() > 0;
	fault_reset();
	now = print_ok(store_answers(s));
	ck_assert_msg(brought == (strcmp(now, before) != 0), "%zu, %d: %s", fault, nth, err.text);
	ck_assert_msg(!brought || shelf_in_file(THEIRS), "%zu, %d: not saved", fault, nth);
	ck_assert_msg(brought || *err.text, "%zu, %d: no reason", fault, nth);
	shelf_save(s);
	ck_assert_msg(strcmp(scratch_get("w.json"), now) == 0, "%zu, %d: not what is open", fault, nth);
	ck_assert_uint_eq(count_conflicts(), 0);
	store_close(s);
	answers_free(other);
	free(before);
	free(now);
	scratch_close();
	return hit;
}

START_TEST(no_failure_harms_what_is_brought)
{
	try_all(try_bringing);
}
END_TEST

/* Words that are not saved stay the newest of their page, wherever they stand in it. */
START_TEST(words_stay_newest_behind_older_ones)
{
	struct store *s;
	char *json;

	scratch_put("w.json", book);
	s = shelf_open("w.json", NULL);
	json = with_theirs("w.json", "three");
	scratch_put("w.json", json);
	free(json);
	json = with_theirs("w.json", "one");	/* later by the clock */
	scratch_put("w.json", json);
	shelf_write(s, OURS);
	shelf_save(s);
	ck_assert(has_text(store_answers(s), "one", THEIRS));
	ck_assert_str_eq(answers_newest(store_answers(s), PART_ANSWERS, "one")->text, OURS);
	store_close(s);
	free(json);
}
END_TEST

/* What is to be erased was looked at: it is, or was, all that stands there. */
START_TEST(an_entry_that_changed_elsewhere_is_looked_at_again)
{
	static const enum answers_scope scopes[] = { SCOPE_ENTRY, SCOPE_LAYER };

	for (size_t i = 0; i < ARRAY_LEN(scopes); i++) {
		struct store *s = met_under("one");
		struct answers_erasure what = { scopes[i], PART_ANSWERS, "one", NULL };
		struct err err = { .text = "" };
		char *id = mem_string(answers_newest(store_answers(s), PART_ANSWERS, "one")->id);
		bool erased;

		what.layer = id;
		erased = store_erase(s, &what, &err);
		ck_assert_msg(erased == (scopes[i] == SCOPE_LAYER), "%s", err.text);
		ck_assert(shelf_in_file(THEIRS));
		ck_assert(shelf_in_file(SHELF_WORDS) == !erased);
		store_close(s);
		free(id);
		scratch_close();
		scratch_open();
		fault_reset();
	}
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { a_copy_is_brought_in, what_is_unsaved_and_what_is_met_come_first,
		nothing_is_brought_in_where_nothing_is_saved, what_changes_meanwhile_is_not_overwritten,
		a_step_or_a_note_alone_is_brought_in, what_went_apart_does_not_come_back, what_cannot_be_saved_stays_as_it_was,
		without_memory_all_or_nothing_is_brought, no_failure_harms_what_is_brought,
		words_stay_newest_behind_older_ones, an_entry_that_changed_elsewhere_is_looked_at_again };

	return shelf_run("store_merge", tests, ARRAY_LEN(tests));
}
