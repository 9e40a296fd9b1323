/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of what a save does that comes upon another hand's file: nothing is lost, whatever fails. */
#include <config.h>

#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#include "met.h"

START_TEST(a_save_merges_what_it_comes_upon)
{
	struct store *s = met_under("two");
	const char *lent = answers_newest(store_answers(s), PART_ANSWERS, "one")->text;
	struct merge_news news;
	struct answers *before;

	ck_assert(!store_take_news(s, &news));
	shelf_write(s, OURS);
	lent = answers_newest(store_answers(s), PART_ANSWERS, "one")->text;
	shelf_save(s);
	ck_assert_str_eq(lent, OURS);	/* until words change */
	check_all(s, "two");
	ck_assert(store_take_news(s, &news));
	ck_assert_uint_eq(news.layers, 1);
	ck_assert(!store_take_news(s, &news));
	before = read_ok(scratch_get("w.json.bak"));
	ck_assert(has_text(before, "two", THEIRS));
	answers_free(before);
	/* Our own sitting goes on; what came in is not amended. */
	shelf_write(s, OURS "!");
	shelf_save(s);
	ck_assert_uint_eq(answers_layers(store_answers(s), PART_ANSWERS, "one"), 1);
	store_close(s);
}
END_TEST

/* What was written in the box becomes a layer beside theirs, which stays as it is. */
START_TEST(words_under_one_page_are_both_kept)
{
	struct store *s = met_under("one");
	char *json = with_theirs("w.json", "three");
	struct answers *other = read_ok(json);

	scratch_put("w.json", json);
	shelf_write(s, OURS);
	/* Theirs is later by the clock. */
	ck_assert_int_gt(answers_clock(other), answers_clock(store_answers(s)));
	shelf_save(s);
	check_all(s, "one");
	ck_assert_str_eq(answers_newest(store_answers(s), PART_ANSWERS, "one")->text, OURS);
	answers_free(other);
	free(json);
	shelf_write(s, OURS " and later");
	shelf_save(s);
	ck_assert(has_text(store_answers(s), "one", THEIRS));
	ck_assert(has_text(store_answers(s), "one", OURS " and later"));
	store_close(s);
}
END_TEST

/* A step that both have changed becomes two, once; one that only one has changed stays one. */
START_TEST(what_both_have_changed_is_kept_twice)
{
	struct store *s = shelf_create("w.json", NULL);
	struct answers *theirs;
	int64_t clock = 0;
	char *id, *json;

	put_step(store_answers(s), NULL, "as it was");
	shelf_save(s);
	id = mem_string(step(store_answers(s), 0)->id);
	theirs = read_ok(scratch_get("w.json"));
	put_step(theirs, id, "even later");
	put_step(theirs, id, THEIRS);
	json = print_ok(theirs);
	scratch_put("w.json", json);
	put_step(store_answers(s), id, OURS);
	shelf_save(s);
	for (int again = 0; again < 2; again++) {
		struct answers *both = read_ok(scratch_get("w.json"));

		ck_assert_uint_eq(answers_items(both, PART_ANSWERS, "one", ITEM_STEP), 2);
		ck_assert(shelf_in_file(OURS) && shelf_in_file(THEIRS));
		ck_assert_str_eq(answers_find_item(both, PART_ANSWERS, "one", ITEM_STEP, id)->text[STEP_THEN],
				 OURS);
		/* The later of both is no later for it. */
		ck_assert(!again || answers_clock(both) == clock);
		clock = answers_clock(both);
		answers_free(both);
		/* Their copy comes once more, with nothing new. */
		scratch_put("w.json", json);
		store_look_again(s);
	}
	/* From here on only they change it. */
	answers_free(theirs);
	theirs = read_ok(scratch_get("w.json"));
	put_step(theirs, id, "changed there");
	free(json);
	json = print_ok(theirs);
	scratch_put("w.json", json);
	store_look_again(s);
	ck_assert_uint_eq(answers_items(store_answers(s), PART_ANSWERS, "one", ITEM_STEP), 2);
	ck_assert(shelf_in_file("changed there") && !shelf_in_file(OURS));
	store_close(s);
	answers_free(theirs);
	free(json);
	free(id);
}
END_TEST

/* Whatever else has changed there. */
START_TEST(what_is_changed_here_alone_stays_one)
{
	struct store *s = shelf_create("w.json", NULL);
	struct answers_change change = { .part = PART_ANSWERS, .id = "one", .question = slice_of("Q?"),
					 .text = slice_of(THEIRS), .now = NOW };
	struct answers *theirs;
	char *id, *json;

	put_step(store_answers(s), NULL, "as it was");
	shelf_save(s);
	id = mem_string(step(store_answers(s), 0)->id);
	theirs = read_ok(scratch_get("w.json"));
	ck_assert(answers_write(theirs, sys_real(), &change));
	json = print_ok(theirs);
	scratch_put("w.json", json);
	put_step(store_answers(s), id, OURS);
	shelf_save(s);
	ck_assert_uint_eq(answers_items(store_answers(s), PART_ANSWERS, "one", ITEM_STEP), 1);
	ck_assert_str_eq(step(store_answers(s), 0)->text[STEP_THEN], OURS);
	ck_assert(shelf_in_file(OURS) && shelf_in_file(THEIRS));
	store_close(s);
	answers_free(theirs);
	free(json);
	free(id);
}
END_TEST

/* That they begin another does not make ours new. */
START_TEST(what_they_change_alone_stays_one)
{
	struct store *s = shelf_create("w.json", NULL);
	struct answers *theirs;
	char *id;

	put_step(store_answers(s), NULL, "as it was");
	shelf_save(s);
	id = mem_string(step(store_answers(s), 0)->id);
	theirs = read_ok(scratch_get("w.json"));
	put_step(theirs, NULL, "another");
	put_copy(theirs);
	store_look_again(s);
	ck_assert_uint_eq(answers_items(store_answers(s), PART_ANSWERS, "one", ITEM_STEP), 2);
	put_step(theirs, id, THEIRS);
	put_copy(theirs);
	store_look_again(s);
	ck_assert_uint_eq(answers_items(store_answers(s), PART_ANSWERS, "one", ITEM_STEP), 2);
	ck_assert(shelf_in_file(THEIRS) && shelf_in_file("another") && !shelf_in_file("as it was"));
	store_close(s);
	answers_free(theirs);
	free(id);
}
END_TEST

/* What they wrote under a step that is erased here is not taken over, though nothing else comes in. */
START_TEST(words_under_what_was_erased_are_told)
{
	struct store *s = shelf_begun();
	struct answers_change rain = { .part = PART_ANSWERS, .id = "one", .question = slice_of("What?"),
				       .text = slice_of("It rained."), .now = NOW };
	struct answers_erasure what = { SCOPE_ITEM, PART_ANSWERS, "one", NULL };
	struct merge_news news;
	struct err err = { .text = "" };
	struct answers *theirs;

	put_step(store_answers(s), NULL, "as it was");
	shelf_save(s);
	theirs = read_ok(scratch_get("w.json"));
	what.layer = step(theirs, 0)->id;
	ck_assert(answers_write_happened(theirs, sys_real(), what.layer, &rain));
	ck_assert_msg(store_erase(s, &what, &err), "%s", err.text);
	put_copy(theirs);
	store_look_again(s);
	ck_assert(store_take_news(s, &news) && !merge_is_news(&news));
	ck_assert_uint_eq(news.lost, 1);
	ck_assert(!shelf_in_file("It rained."));
	store_close(s);
	answers_free(theirs);
}
END_TEST

static void pump_until_saved(struct store *s)
{
	for (int tries = 0; tries < 100 && store_state(s) != STORE_SAVED; tries++) {
		struct pollfd fd = { .fd = store_fd(s), .events = POLLIN };

		(void)poll(&fd, 1, 1000);
		(void)store_pump(s);
	}
}

START_TEST(a_thread_saves_and_the_caller_merges)
{
	struct store *s = met_under("two");

	store_use_writer(s);
	shelf_write(s, OURS);
	store_begin_save(s);
	pump_until_saved(s);
	check_all(s, "two");
	store_close(s);
}
END_TEST

/* A file that is only half there, as while it is synchronised, is given way to; when it is whole our
 * words go home. */
START_TEST(what_cannot_be_read_is_given_way_to_until_it_can)
{
	struct store *s = met_under("two");
	char *whole = mem_string(scratch_get("w.json")), *half = mem_copy(whole, strlen(whole) / 2);

	scratch_put("w.json", half);
	shelf_write(s, OURS);
	shelf_save(s);
	ck_assert_ptr_nonnull(store_conflict(s));
	ck_assert_str_eq(scratch_get("w.json"), half);
	scratch_put("w.json", whole);
	shelf_write(s, OURS " ");
	shelf_write(s, OURS);
	shelf_save(s);
	ck_assert_ptr_null(store_conflict(s));
	ck_assert(shelf_in_file(OURS) && shelf_in_file(THEIRS));
	store_close(s);
	/* What was kept apart is all there, so nobody is sent to look for it. */
	s = shelf_open("w.json", NULL);
	ck_assert_uint_eq(count_conflicts(), 1);
	ck_assert_ptr_null(store_warning(s, 0));
	store_close(s);
	free(whole);
	free(half);
}
END_TEST

static void give_way_to(const char *other)
{
	struct store *s;

	scratch_open();
	s = met_under("two");
	scratch_put("w.json", other);
	shelf_write(s, OURS);
	shelf_save(s);
	ck_assert_str_eq(scratch_get("w.json"), other);
	ck_assert_ptr_nonnull(store_conflict(s));
	shelf_write(s, OURS " and more");
	shelf_save(s);
	ck_assert_str_eq(scratch_get("w.json"), other);
	ck_assert_uint_eq(count_conflicts(), 1);
	store_close(s);
	scratch_close();
}

START_TEST(what_is_no_copy_stays)
{
	scratch_close();
	for (size_t i = 0; i < ARRAY_LEN(others); i++)
		give_way_to(others[i]);
	scratch_open();
}
END_TEST

/* An older state of our own file, as out of a backup, tells nothing new. */
START_TEST(what_is_known_already_is_no_news)
{
	struct store *s = met_under("two");
	struct merge_news news;
	char *before = print_ok(store_answers(s)), *now;

	shelf_save(s);
	ck_assert(store_take_news(s, &news));
	now = print_ok(store_answers(s));
	scratch_put("w.json", before);
	store_look_again(s);
	ck_assert(!store_take_news(s, &news));
	ck_assert_str_eq(scratch_get("w.json"), now);
	store_close(s);
	free(before);
	free(now);
}
END_TEST

/* Somebody else changes the file before each of our saves compares it. */
static int changes, changes_max;

static int sync_late(int fd)
{
	struct answers *a;
	struct err err;
	char member[40], *json, *other;

	if (changes < changes_max && answers_read(&a, slice_of(scratch_get("w.json")), &err)) {
		json = print_ok(a);
		snprintf(member, sizeof(member), "{\"change\":%d,", 1000 + changes++);
		other = changed(json, "{", member);
		if (strstr(json, "\"change\"")) {
			free(other);
			other = mem_string(json);
			memcpy(strchr(strstr(other, "\"change\""), '1'), member + strlen("{\"change\":"), 4);
		}
		scratch_put("w.json", other);
		answers_free(a);
		free(json);
		free(other);
	}
	return fsync(fd);
}

static struct store *changed_for_each_save(struct sys *sys, int times)
{
	struct store_place place = shelf_place("w.json", NULL);
	struct store *s;
	struct err err;

	*sys = *sys_real();
	sys->fsync = sync_late;
	changes = changes_max = 0;
	ck_assert(store_create(&s, sys, &place, "p", "1", &err));
	shelf_write(s, SHELF_WORDS);
	shelf_save(s);
	shelf_write(s, OURS);
	changes_max = times;
	shelf_save(s);
	return s;
}

START_TEST(who_changes_it_twice_is_met_twice)
{
	struct sys sys;
	struct store *s = changed_for_each_save(&sys, 2);

	ck_assert(shelf_in_file(OURS) && shelf_in_file("1001"));
	ck_assert_int_eq(store_state(s), STORE_SAVED);
	store_close(s);
}
END_TEST

/* We do not go on for ever: our words lie apart then. */
START_TEST(who_changes_it_for_each_save_is_given_way_to)
{
	struct sys sys;
	struct store *s = changed_for_each_save(&sys, 1000);

	ck_assert_int_lt(changes, 300);
	ck_assert_ptr_nonnull(store_conflict(s));
	ck_assert(!shelf_in_file(OURS));
	store_close(s);
}
END_TEST

/* A repair makes up for a file; where that has been changed meanwhile, both stay. */
START_TEST(a_repair_merges_nothing)
{
	struct store_place place = shelf_place("w.json", NULL);
	struct store *s = met_under("two");
	char *theirs = mem_string(scratch_get("w.json"));
	struct err err = { .text = "" };

	store_close(s);
	scratch_put("w.json.bak", theirs);
	scratch_put("w.json", "no workbook at all");
	ck_assert_msg(store_repair(&s, fault_sys(), &place, STORE_WRITE, STORE_BACKUP, &err), "%s", err.text);
	scratch_put("w.json", theirs);
	shelf_write(s, OURS);
	shelf_save(s);
	ck_assert_str_eq(scratch_get("w.json"), theirs);
	ck_assert_ptr_nonnull(store_conflict(s));
	ck_assert_uint_eq(count_conflicts(), 1);
	store_close(s);
	free(theirs);
}
END_TEST

/* Two windows of one installation where files cannot be locked: neither goes on from a layer that
 * the other may go on from. */
static int cannot_lock(int fd, int operation)
{
	(void)fd;
	(void)operation;
	errno = ENOLCK;
	return -1;
}

START_TEST(windows_without_a_lock_lose_nothing)
{
	struct store_place place = shelf_place("w.json", "state");
	struct sys sys = *sys_real();
	struct store *windows[2];
	struct err err;

	sys.flock = cannot_lock;
	ck_assert(store_create(&windows[0], &sys, &place, "p", "1", &err));
	shelf_write(windows[0], SHELF_WORDS);
	shelf_save(windows[0]);
	store_close(windows[0]);
	for (int i = 0; i < 2; i++) {
		struct answers_change change = { .part = PART_ANSWERS, .id = "one", .question = slice_of("Q?"),
						 .text = slice_of(i ? THEIRS : OURS), .now = NOW };

		if (!i)
			for (int k = 0; k < 2; k++)
				ck_assert(store_open(&windows[k], &sys, &place, STORE_WRITE, &err));
		change.same_hand = store_same_hand(windows[i]);
		change.foreign = store_foreign(windows[i]);
		ck_assert(answers_write(store_answers(windows[i]), &sys, &change));
	}
	shelf_save(windows[0]);
	shelf_save(windows[1]);
	ck_assert(shelf_in_file(OURS) && shelf_in_file(THEIRS) && shelf_in_file(SHELF_WORDS));
	ck_assert_uint_eq(count_conflicts(), 0);
	store_close(windows[0]);
	store_close(windows[1]);
}
END_TEST

/* One call fails while a save meets theirs; false: there was none left to fail. */
static bool try_meeting(size_t fault, int nth)
{
	struct err err;
	struct store *s;
	bool hit;

	scratch_open();
	fault_reset();
	s = met_under("two");
	shelf_write(s, OURS);
	fault_at(FAULT_ANY, nth, faults[fault].error, faults[fault].span);
	(void)store_save(s, &err);
	hit = fault_hits() > 0;
	fault_reset();
	ck_assert_msg(shelf_in_file(THEIRS), "%zu, %d: overwritten", fault, nth);
	ck_assert_msg(has_text(store_answers(s), "one", OURS), "%zu, %d: lost", fault, nth);
	shelf_save(s);
	ck_assert_msg(store_conflict(s) || (shelf_in_file(OURS) && shelf_in_file(THEIRS)), "%zu, %d: not both",
		      fault, nth);
	ck_assert_msg(!store_conflict(s), "%zu, %d: given way to", fault, nth);
	store_close(s);
	scratch_close();
	return hit;
}

START_TEST(no_failure_harms_what_is_met)
{
	try_all(try_meeting);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { a_save_merges_what_it_comes_upon, words_under_one_page_are_both_kept,
		what_both_have_changed_is_kept_twice, what_is_changed_here_alone_stays_one,
		what_they_change_alone_stays_one, words_under_what_was_erased_are_told, a_thread_saves_and_the_caller_merges,
		what_cannot_be_read_is_given_way_to_until_it_can, what_is_no_copy_stays,
		a_repair_merges_nothing, what_is_known_already_is_no_news,
		who_changes_it_twice_is_met_twice, who_changes_it_for_each_save_is_given_way_to,
		windows_without_a_lock_lose_nothing, no_failure_harms_what_is_met };

	return shelf_run("store_meet", tests, ARRAY_LEN(tests));
}
