/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of workbook: the place, what stands under a page, and the states of saving. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "desk.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"
#include "workbook/entry.h"

#define LAYER "\"clock\":3,\"at\":\"2026-10-03T10:00:00Z\",\"question\":\"Why?\""
#define HEAD "{\"format\":\"leaderplus-workbook\",\"version\":1," \
	"\"id\":\"0b0f0000-0000-4000-8000-000000000001\"," \
	"\"pack\":{\"id\":\"book\",\"version\":\"1\"}"

static void check_state(const struct workbook *wb, enum workbook_state state, const char *words)
{
	struct buf said;

	buf_init(&said, 256);
	workbook_state_words(wb, &said);
	ck_assert_int_eq(workbook_state(wb), state);
	ck_assert_str_eq(said.data, words);
	buf_release(&said);
}

START_TEST(new_workbook_begins_at_the_first_page)
{
	struct workbook *wb = desk_create("w.json", desk_book());
	time_t when;

	ck_assert_uint_eq(workbook_here(wb), 0);
	ck_assert_uint_eq(workbook_paragraph(wb), 0);
	ck_assert(!workbook_was_left(wb, &when));
	ck_assert_int_eq(when, 0);
	ck_assert_str_eq(workbook_path(wb), scratch_path("w.json"));
	ck_assert_ptr_null(workbook_locked(wb));
	ck_assert_int_eq(workbook_now(wb), DESK_NOW);
	workbook_free(wb);
}
END_TEST

START_TEST(place_comes_back)
{
	struct timespec times[2] = { { .tv_sec = 1790000000 }, { .tv_sec = 1790000000 } };
	struct workbook *wb = desk_create("w.json", desk_book());
	time_t when;

	workbook_go(wb, desk_page(wb, "see"), 3);
	check_state(wb, STATE_SAVED, "saved 19:04");
	desk_save(wb);
	workbook_free(wb);
	ck_assert_int_eq(utimensat(AT_FDCWD, scratch_path("w.json"), times, 0), 0);
	wb = desk_open("w.json", desk_book(), STORE_WRITE);
	ck_assert_uint_eq(workbook_here(wb), desk_page(wb, "see"));
	ck_assert_uint_eq(workbook_paragraph(wb), 3);
	ck_assert(workbook_was_left(wb, &when));
	ck_assert_int_eq(when, 1790000000);
	workbook_free(wb);
}
END_TEST

/* Where a file says that its reader was, and where that is. */
static const struct { const char *row, *place, *page; size_t paragraph; bool left; } places[] = {
	{ "none", "", "start", 0, false },
	{ "a page", ",\"place\":{\"clock\":1,\"page\":\"care\",\"paragraph\":2}", "care", 2, true },
	{ "an old id", ",\"place\":{\"clock\":1,\"page\":\"older-intend\",\"paragraph\":1}", "intend", 1,
	  true },
	{ "an id of another book", ",\"place\":{\"clock\":1,\"page\":\"nowhere\",\"paragraph\":2}", "start",
	  0, false },
	{ "a paragraph too far", ",\"place\":{\"clock\":1,\"page\":\"ask\",\"paragraph\":9999}", "ask", 9999,
	  true },
};

START_TEST(place_is_looked_up)
{
	char json[1024];
	struct workbook *wb;
	time_t when;

	snprintf(json, sizeof(json), HEAD "%s}\n", places[_i].place);
	scratch_put("w.json", json);
	wb = desk_open("w.json", desk_book(), STORE_WRITE);
	ck_assert_msg(workbook_here(wb) == desk_page(wb, places[_i].page), "%s", places[_i].row);
	ck_assert_msg(workbook_paragraph(wb) == places[_i].paragraph, "%s", places[_i].row);
	ck_assert_msg(workbook_was_left(wb, &when) == places[_i].left, "%s", places[_i].row);
	workbook_free(wb);
}
END_TEST

START_TEST(words_stand_under_their_page)
{
	static const char *const boxes[] = { "ask", "intend", "see", "care" };
	static const char *const none[] = { "start", "reading", "look", "end" };
	struct workbook *wb = desk_create("w.json", desk_book());

	for (size_t i = 0; i < ARRAY_LEN(boxes); i++) {
		ck_assert(workbook_has_box(wb, desk_page(wb, boxes[i])));
		ck_assert_str_eq(desk_text(wb, boxes[i]), "");
		desk_write(wb, boxes[i], boxes[i]);
	}
	for (size_t i = 0; i < ARRAY_LEN(none); i++) {
		ck_assert(!workbook_has_box(wb, desk_page(wb, none[i])));
		desk_write(wb, none[i], "no box");
		ck_assert_str_eq(desk_text(wb, none[i]), "");
		ck_assert(!entry_has_words(workbook_answers(wb),
					   pack_page(workbook_pack(wb), desk_page(wb, none[i]))));
	}
	desk_save(wb);
	workbook_free(wb);
	wb = desk_open("w.json", desk_book(), STORE_WRITE);
	for (size_t i = 0; i < ARRAY_LEN(boxes); i++)
		ck_assert_str_eq(desk_text(wb, boxes[i]), boxes[i]);
	ck_assert_ptr_null(strstr(scratch_get("w.json"), "no box"));
	workbook_free(wb);
}
END_TEST

START_TEST(states_follow_the_words)
{
	struct workbook *wb = desk_create("w.json", desk_book());

	check_state(wb, STATE_SAVED, "saved 19:04");
	workbook_free(wb);
	wb = desk_open("w.json", desk_book(), STORE_WRITE);
	check_state(wb, STATE_CLEAN, "all is saved");
	desk_write(wb, "ask", "  \n");	/* blanks where nothing stood */
	check_state(wb, STATE_CLEAN, "all is saved");
	desk_write(wb, "ask", "one");
	check_state(wb, STATE_CHANGED, "not saved yet");
	fault_clock(DESK_NOW + 60);
	desk_save(wb);
	check_state(wb, STATE_SAVED, "saved 19:05");
	desk_write(wb, "ask", "one");	/* the same */
	check_state(wb, STATE_SAVED, "saved 19:05");
	desk_write(wb, "ask", "");	/* emptied */
	check_state(wb, STATE_CHANGED, "not saved yet");
	ck_assert_str_eq(workbook_trouble(wb), "");
	workbook_free(wb);
}
END_TEST

START_TEST(nothing_new_is_not_written)
{
	struct workbook *wb = desk_create("w.json", desk_book());
	int calls = fault_calls(FAULT_WRITE);

	desk_save(wb);
	workbook_go(wb, 1, 0);
	desk_write(wb, "ask", "one");
	ck_assert_int_eq(fault_calls(FAULT_WRITE), calls);
	desk_save(wb);
	ck_assert_int_gt(fault_calls(FAULT_RENAME), 0);
	calls = fault_calls(FAULT_WRITE);
	workbook_go(wb, 1, 0);	/* the same place */
	desk_save(wb);
	ck_assert_int_eq(fault_calls(FAULT_WRITE), calls);
	workbook_go(wb, 1, 1);
	desk_save(wb);
	ck_assert_int_gt(fault_calls(FAULT_WRITE), calls);
	workbook_free(wb);
}
END_TEST

/* Whichever call fails, the words stay, the state says so, and the next save mends it. */
static bool fail_once(struct workbook *wb, int n, int error)
{
	char text[32];
	struct err err = { .text = "" };
	bool ok;

	snprintf(text, sizeof(text), "words %d, %d", n, error);
	desk_write(wb, "ask", text);
	fault_reset();
	fault_clock(DESK_NOW);
	fault_at(FAULT_ANY, n, error, FAULT_ONCE);
	ok = workbook_save(wb, &err);
	if (!fault_hits())
		return false;
	ck_assert_str_eq(desk_text(wb, "ask"), text);
	if (ok) {
		check_state(wb, STATE_SAVED, "saved 19:04");
		ck_assert_str_eq(workbook_trouble(wb), "");
	} else {
		check_state(wb, STATE_NOT_SAVED, "NOT SAVED");
		ck_assert_msg(*err.text && strcmp(workbook_trouble(wb), err.text) == 0, "call %d: '%s'",
			      n, workbook_trouble(wb));
		desk_save(wb);
		check_state(wb, STATE_SAVED, "saved 19:04");
		ck_assert_str_eq(workbook_trouble(wb), "");
	}
	ck_assert_msg(strstr(scratch_get("w.json"), text), "call %d, %s: %s", n, strerror(error),
		      fault_name(fault_last()));
	return true;
}

/* Whoever quits is told that the words are in the file only where they are. */
START_TEST(saving_looks_whether_the_words_are_still_there)
{
	struct workbook *wb = desk_create("w.json", desk_book());
	char *others = mem_string(scratch_get("w.json"));

	desk_write(wb, "ask", "words of this sitting");
	desk_save(wb);
	scratch_put("w.json", others);
	desk_save(wb);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "words of this sitting"));
	scratch_put("w.json", "{");
	desk_save(wb);
	ck_assert_ptr_nonnull(workbook_conflict(wb));
	ck_assert_str_eq(scratch_get("w.json"), "{");
	workbook_free(wb);
	free(others);
}
END_TEST

START_TEST(failed_saves_are_told_and_mended)
{
	static const int errors[] = { ENOSPC, EIO, EROFS };
	struct workbook *wb = desk_create("w.json", desk_book());

	for (size_t i = 0; i < ARRAY_LEN(errors); i++) {
		int n = 1;

		while (fail_once(wb, n, errors[i]))
			n++;
		ck_assert_int_gt(n, 10);
	}
	ck_assert_int_eq(scratch_count_ending(".json"), 1);
	workbook_free(wb);
}
END_TEST

START_TEST(not_saved_stays_until_saved)
{
	struct workbook *wb = desk_create("w.json", desk_book());
	struct err err;

	desk_write(wb, "ask", "first");
	fault_at(FAULT_FSYNC, 1, ENOSPC, FAULT_FROM);
	ck_assert(!workbook_save(wb, &err));
	desk_write(wb, "ask", "second");
	check_state(wb, STATE_NOT_SAVED, "NOT SAVED");
	ck_assert(!workbook_save(wb, &err));
	ck_assert_ptr_null(strstr(scratch_get("w.json"), "first"));
	fault_reset();
	desk_save(wb);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "second"));
	workbook_free(wb);
}
END_TEST

START_TEST(renamed_pages_find_old_words)
{
	static const char json[] = HEAD ",\"answers\":{\"old-intend\":{\"layers\":[{\"id\":\"l1\"," LAYER
		",\"text\":\"old words\"}]}}}\n";
	struct workbook *wb;

	scratch_put("w.json", json);
	wb = desk_open("w.json", desk_book(), STORE_WRITE);
	ck_assert_str_eq(desk_text(wb, "intend"), "old words");
	desk_write(wb, "intend", "new words");
	ck_assert_str_eq(desk_text(wb, "intend"), "new words");
	desk_save(wb);
	ck_assert_uint_eq(answers_layers(workbook_answers(wb), PART_ANSWERS, "old-intend"), 2);
	ck_assert_uint_eq(answers_layers(workbook_answers(wb), PART_ANSWERS, "intend"), 0);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "\"old-intend\""));
	ck_assert_ptr_null(strstr(scratch_get("w.json"), "\"intend\""));
	workbook_free(wb);
}
END_TEST

START_TEST(own_id_goes_before_old_ones)
{
	static const char json[] = HEAD ",\"answers\":{"
		/* No words of a condition, whatever the id. */
		"\"see\":{\"layers\":[{\"id\":\"l3\"," LAYER ",\"text\":\"an answer\"}]},"
		"\"older-intend\":{\"layers\":[{\"id\":\"l1\"," LAYER ",\"text\":\"older\"}]},"
		"\"intend\":{\"layers\":[{\"id\":\"l2\"," LAYER ",\"text\":\"own\"}]}}}\n";
	struct workbook *wb;

	scratch_put("w.json", json);
	wb = desk_open("w.json", desk_book(), STORE_WRITE);
	ck_assert_str_eq(desk_text(wb, "intend"), "own");
	ck_assert_str_eq(desk_text(wb, "see"), "");
	workbook_free(wb);
}
END_TEST

START_TEST(looking_around_keeps_nothing)
{
	struct workbook *wb = workbook_new(fault_sys(), desk_book(), NULL);
	int names = scratch_count();
	time_t when;

	check_state(wb, STATE_LOOKING, "nothing is kept");
	ck_assert_ptr_nonnull(workbook_locked(wb));
	ck_assert_ptr_null(workbook_answers(wb));
	ck_assert_ptr_null(workbook_path(wb));
	workbook_go(wb, 2, 0);
	desk_write(wb, "ask", "words");
	ck_assert_str_eq(desk_text(wb, "ask"), "");
	desk_save(wb);
	ck_assert_int_eq(scratch_count(), names);
	ck_assert_uint_eq(workbook_here(wb), 2);
	ck_assert(!workbook_was_left(wb, &when));
	workbook_free(wb);
}
END_TEST

START_TEST(place_may_be_chosen_later)
{
	struct workbook *wb = desk_create("old.json", desk_book());
	struct store_place place = { scratch_path("old.json"), NULL };
	struct err err = { .text = "" };

	desk_write(wb, "ask", "older words");
	workbook_go(wb, desk_page(wb, "care"), 1);
	desk_save(wb);
	workbook_free(wb);
	wb = workbook_new(fault_sys(), desk_book(), NULL);
	place.path = scratch_path("nowhere/deep/new.json");
	fault_at(FAULT_MKDIR, 1, EROFS, FAULT_FROM);
	ck_assert(!workbook_keep_in(wb, &place, STORE_WRITE, &err));
	ck_assert_ptr_nonnull(strstr(err.text, strerror(EROFS)));
	check_state(wb, STATE_LOOKING, "nothing is kept");
	fault_reset();
	fault_clock(DESK_NOW);
	ck_assert_msg(workbook_keep_in(wb, &place, STORE_WRITE, &err), "%s", err.text);
	check_state(wb, STATE_SAVED, "saved 19:04");
	ck_assert_int_eq(scratch_mode("nowhere/deep/new.json"), 0600);
	workbook_free(wb);
	wb = workbook_new(fault_sys(), desk_book(), NULL);
	place.path = scratch_path("old.json");
	ck_assert_msg(workbook_keep_in(wb, &place, STORE_WRITE, &err), "%s", err.text);
	ck_assert_str_eq(desk_text(wb, "ask"), "older words");
	ck_assert_uint_eq(workbook_here(wb), desk_page(wb, "care"));
	check_state(wb, STATE_CLEAN, "all is saved");
	workbook_free(wb);
}
END_TEST

static void check_reading(struct workbook *wb, const char *why)
{
	const char *before = scratch_get("w.json");

	check_state(wb, STATE_READING, "reading only");
	ck_assert_ptr_nonnull(strstr(workbook_locked(wb), why));
	desk_write(wb, "ask", "other words");
	workbook_go(wb, 3, 1);
	ck_assert_str_eq(desk_text(wb, "ask"), "words");
	desk_save(wb);
	ck_assert_str_eq(scratch_get("w.json"), before);
	ck_assert_uint_eq(workbook_here(wb), 3);
}

START_TEST(reading_only_changes_nothing)
{
	struct workbook *wb = desk_create("w.json", desk_book()), *second;

	desk_write(wb, "ask", "words");
	desk_save(wb);
	second = desk_open("w.json", desk_book(), STORE_WRITE);
	check_reading(second, "already open in another window");
	workbook_free(second);
	second = desk_open("w.json", desk_book(), STORE_READ);
	check_reading(second, "opened for reading only");
	workbook_free(second);
	workbook_free(wb);
	ck_assert_int_eq(chmod(scratch_path("w.json"), 0400), 0);
	wb = desk_open("w.json", desk_book(), STORE_WRITE);
	check_reading(wb, "write-protected");
	workbook_free(wb);
}
END_TEST

START_TEST(copy_is_whole_and_overwrites_nothing)
{
	struct workbook *wb = desk_create("w.json", desk_book()), *copy;
	struct err err = { .text = "" };

	desk_write(wb, "ask", "unsaved words");
	ck_assert_msg(workbook_save_copy(wb, scratch_path("copy.json"), &err), "%s", err.text);
	ck_assert_ptr_null(strstr(scratch_get("w.json"), "unsaved words"));
	check_state(wb, STATE_CHANGED, "not saved yet");
	ck_assert_int_eq(scratch_mode("copy.json"), 0600);
	scratch_put("there.json", "somebody's");
	ck_assert(!workbook_save_copy(wb, scratch_path("there.json"), &err));
	ck_assert_int_eq(err.kind, ERR_CHANGED);
	ck_assert_str_eq(scratch_get("there.json"), "somebody's");
	workbook_free(wb);
	copy = desk_open("copy.json", desk_book(), STORE_WRITE);
	ck_assert_str_eq(desk_text(copy, "ask"), "unsaved words");
	workbook_free(copy);
}
END_TEST

START_TEST(conflict_is_told)
{
	struct workbook *wb = desk_create("w.json", desk_book());

	desk_write(wb, "ask", "mine");
	ck_assert_ptr_null(workbook_conflict(wb));
	scratch_put("w.json", "somebody else's");
	desk_save(wb);
	check_state(wb, STATE_SAVED, "saved 19:04 in another file");
	ck_assert_ptr_nonnull(workbook_conflict(wb));
	ck_assert_str_eq(scratch_get("w.json"), "somebody else's");
	workbook_free(wb);
}
END_TEST

static void check_doc(struct workbook *wb, const char *id, bool unfolded, const char *want)
{
	struct doc *doc = workbook_page_doc(wb, desk_page(wb, id), unfolded);
	struct buf text;

	buf_init(&text, 4096);
	for (size_t i = 0; i < doc_count(doc); i++) {
		if (i)
			buf_add_str(&text, "|");
		doc_text(doc, i, &text);
	}
	ck_assert_msg(strcmp(text.data, want) == 0, "%s: %s", id, text.data);
	buf_release(&text);
	doc_free(doc);
}

START_TEST(pages_show_what_they_should)
{
	struct workbook *wb = desk_create("w.json", desk_book());

	check_doc(wb, "reading", true, "Reading|Text.");
	check_doc(wb, "ask", false, "Who leads here?");
	check_doc(wb, "ask", true, "Who leads here?|Think of a week.");
	/* No words of the reader, which she may hold up to it herself. */
	desk_write(wb, "ask", "She does.");
	desk_write(wb, "see", "Not an answer.");
	check_doc(wb, "see", false, "Seeing|A condition.|What do you see?");
	check_doc(wb, "care", false, "Caring|A caution.|Where would you look again?");
	ck_assert_str_eq(workbook_box_title(wb, desk_page(wb, "ask")), "what I think now");
	ck_assert_str_eq(workbook_box_title(wb, desk_page(wb, "see")), "what I notice");
	ck_assert_str_eq(workbook_box_title(wb, desk_page(wb, "care")), "where I might look again");
	ck_assert_str_eq(workbook_box_title(wb, desk_page(wb, "end")), "");
	workbook_free(wb);
}
END_TEST

START_TEST(dates_are_told_as_people_do)
{
	struct tm tm = { .tm_year = 127, .tm_mday = 3, .tm_hour = 12 };
	struct buf text;
	char expected[64];

	buf_init(&text, 256);
	workbook_clock(DESK_NOW, &text);
	ck_assert_str_eq(text.data, "19:04");
	for (tm.tm_mon = 0; tm.tm_mon < 12; tm.tm_mon++) {
		buf_clear(&text);
		workbook_date(mktime(&tm), &text);
		ck_assert_uint_gt(strftime(expected, sizeof(expected), "%-d %B %Y", &tm), 0);
		ck_assert_str_eq(text.data, expected);
	}
	buf_release(&text);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { new_workbook_begins_at_the_first_page, place_comes_back,
		words_stand_under_their_page, states_follow_the_words, nothing_new_is_not_written,
		failed_saves_are_told_and_mended, not_saved_stays_until_saved,
		saving_looks_whether_the_words_are_still_there,
		renamed_pages_find_old_words, own_id_goes_before_old_ones, looking_around_keeps_nothing, place_may_be_chosen_later, reading_only_changes_nothing,
		copy_is_whole_and_overwrites_nothing, conflict_is_told, pages_show_what_they_should,
		dates_are_told_as_people_do };
	Suite *suite = suite_create("workbook");
	TCase *tc = tcase_create("workbook");

	tcase_add_checked_fixture(tc, desk_setup, scratch_close);
	tcase_add_loop_test(tc, place_is_looked_up, 0, ARRAY_LEN(places));
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
