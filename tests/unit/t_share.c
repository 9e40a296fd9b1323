/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of workbook/share: what is shown before it leaves, the key of the group, and the file. */
#include <config.h>

#include <check.h>
#include <fnmatch.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "answers/share.h"
#include "base/mem.h"
#include "desk.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"
#include "workbook/beside.h"
#include "workbook/share.h"
#include "workbook/summary.h"

#define MENTOR (1 << AUDIENCE_MENTOR)
#define GROUP (1 << AUDIENCE_GROUP)

static void mark(struct workbook *wb, const char *id, unsigned audiences)
{
	const bool chosen[AUDIENCE_COUNT] = {
		[AUDIENCE_MENTOR] = audiences & MENTOR, [AUDIENCE_GROUP] = audiences & GROUP,
	};

	beside_set_share(wb, desk_page(wb, id), chosen);
}

/* Words under four pages, of which one is nobody's. */
static struct workbook *begin(void)
{
	struct workbook *wb = desk_create("w.json", desk_book());

	desk_write(wb, "care", "Too soon?");
	desk_write(wb, "see", "Nobody's.");
	desk_write(wb, "intend", "To ask.");
	desk_write(wb, "ask", "The cook.");
	mark(wb, "care", MENTOR);
	mark(wb, "intend", MENTOR | GROUP);
	mark(wb, "ask", MENTOR | GROUP);
	desk_save(wb);
	return wb;
}

/* The text of DOC, which goes, a line a block; for free(). */
static char *text_of(struct doc *doc)
{
	struct buf text;

	buf_init(&text, 1 << 20);
	for (size_t i = 0; i < doc_count(doc); i++) {
		doc_text(doc, i, &text);
		buf_add_char(&text, '\n');
	}
	doc_free(doc);
	return buf_steal(&text);
}

static void check_shown(const struct workbook *wb, enum share_kind kind, const char *below)
{
	char *text = text_of(share_preview(wb, kind));
	const char *at = strstr(text, "nothing else that you wrote:\n");

	ck_assert_ptr_nonnull(at);
	ck_assert_str_eq(strchr(at, '\n') + 2, below);	/* behind the line */
	free(text);
}

/* Puts the copy into the file NAME; its bytes. */
static const char *saved(struct workbook *wb, enum share_kind kind, const char *name)
{
	struct err err = { .text = "" };

	ck_assert_msg(share_save(wb, kind, scratch_path(name), true, &err), "%s", err.text);
	return scratch_get(name);
}

START_TEST(what_leaves_is_shown_in_the_order_of_the_book)
{
	struct workbook *wb = begin();

	check_shown(wb, SHARE_MENTOR, "Who leads here?\nWritten on 23 November 2026\nThe cook.\n"
		    "What might you do?\nWritten on 23 November 2026\nTo ask.\n"
		    "Where would you look again?\nWritten on 23 November 2026\nToo soon?\n");
	check_shown(wb, SHARE_GROUP, "Who leads here?\nThe cook.\nWhat might you do?\nTo ask.\n");
	workbook_free(wb);
}
END_TEST

/* Under a page that the book does not have, or of another kind, and without a wording. */
START_TEST(what_the_book_does_not_have_comes_last)
{
	struct workbook *wb;
	char *file;

	workbook_free(begin());
	file = mem_string(scratch_get("w.json"));
	memcpy(strstr(file, "\"ask\":"), "\"asp\":", 6);
	memcpy(strstr(file, "Where would you look again?"), "\",\"z\":\"                     ", 27);
	scratch_put("w.json", file);
	free(file);
	wb = desk_open("w.json", desk_book(), STORE_WRITE);
	check_shown(wb, SHARE_GROUP, "What might you do?\nTo ask.\nWho leads here?\nThe cook.\n");
	check_shown(wb, SHARE_MENTOR, "What might you do?\nWritten on 23 November 2026\nTo ask.\n"
		    "care\nWritten on 23 November 2026\nToo soon?\n"
		    "Who leads here?\nWritten on 23 November 2026\nThe cook.\n");
	workbook_free(wb);
}
END_TEST

START_TEST(earlier_words_and_open_questions_are_shown_as_what_they_are)
{
	struct workbook *wb = begin();

	fault_clock(DESK_NOW + 3 * 24 * 60 * 60);
	desk_write(wb, "ask", "The caretaker.");
	workbook_leave_open(wb, desk_page(wb, "intend"), slice_of("Not yet."));
	mark(wb, "care", 0);
	check_shown(wb, SHARE_MENTOR_EARLIER, "Who leads here?\nWritten on 26 November 2026\nThe caretaker.\n"
		    "Earlier, on 23 November 2026\nThe cook.\n"
		    "What might you do?\nLeft open on purpose, on 26 November 2026.\nNot yet.\n"
		    "Earlier, on 23 November 2026\nTo ask.\n");
	check_shown(wb, SHARE_GROUP, "Who leads here?\nThe caretaker.\n");
	workbook_free(wb);
}
END_TEST

/* In New Zealand it is the next day already, and noon in UTC is the day after. */
START_TEST(the_day_is_that_of_its_writer)
{
	struct summary_choice choice;
	struct workbook *wb;
	struct doc *words;
	struct answers *copy;
	const struct share_choice newest = { .language = "en" };
	char *text;

	setenv("TZ", "NZT-13", 1);
	tzset();
	wb = begin();
	mark(wb, "care", 0);
	mark(wb, "intend", 0);
	check_shown(wb, SHARE_MENTOR, "Who leads here?\nWritten on 24 November 2026\nThe cook.\n");
	summary_choose(&choice, SUMMARY_ME);
	copy = share_for_mentor(workbook_answers(wb), &newest);
	ck_assert_str_eq(answers_newest(copy, PART_ANSWERS, "ask")->at, "2026-11-24T12:00:00Z");
	words = summary_words(wb, copy);
	text = text_of(words);
	ck_assert_ptr_nonnull(strstr(text, "Written on 24 November 2026"));
	free(text);
	answers_free(copy);
	workbook_free(wb);
}
END_TEST

START_TEST(hostile_words_are_shown_safely_and_leave_unharmed)
{
	static const char words[] = "\033[31mred\a <b>&";
	struct workbook *wb = begin();
	char *text;

	desk_write(wb, "ask", words);
	for (int kind = 0; kind < SHARE_KINDS; kind++) {
		text = text_of(share_preview(wb, (enum share_kind)kind));
		ck_assert(!strchr(text, '\033') && !strchr(text, '\a') && strstr(text, "red"));
		free(text);
		ck_assert_ptr_nonnull(strstr(saved(wb, (enum share_kind)kind, "c.json"),
					     "\\u001b[31mred\\u0007 <b>&"));
	}
	workbook_free(wb);
}
END_TEST

START_TEST(what_is_written_again_without_looking_stays_out)
{
	struct workbook *wb = begin();

	workbook_write_again(wb, desk_page(wb, "ask"));
	check_shown(wb, SHARE_GROUP, "What might you do?\nTo ask.\n");
	ck_assert_ptr_null(strstr(saved(wb, SHARE_GROUP, "c.json"), "The cook."));
	ck_assert_ptr_null(strstr(saved(wb, SHARE_MENTOR, "c.json"), "The cook."));
	workbook_look(wb);
	ck_assert_ptr_nonnull(strstr(saved(wb, SHARE_MENTOR, "c.json"), "The cook."));
	workbook_free(wb);
}
END_TEST

/* ---- whether there is any ---- */

static void check_possible(const struct workbook *wb, enum share_kind kind, const char *why)
{
	struct buf said;

	buf_init(&said, 4096);
	ck_assert_int_eq(share_is_possible(wb, kind, &said), !*why);
	ck_assert_msg(*why ? strstr(said.data, why) != NULL : !said.len, "%s", said.data);
	buf_release(&said);
}

START_TEST(where_there_is_nothing_it_says_what_to_do)
{
	struct workbook *wb = workbook_new(fault_sys(), desk_book(), NULL);

	check_possible(wb, SHARE_MENTOR, "nothing is kept");
	workbook_free(wb);
	wb = begin();
	for (int kind = 0; kind < SHARE_KINDS; kind++)
		check_possible(wb, (enum share_kind)kind, "");
	mark(wb, "ask", GROUP);
	mark(wb, "intend", 0);
	mark(wb, "care", 0);
	check_possible(wb, SHARE_MENTOR, "marked for your mentor yet");
	check_possible(wb, SHARE_MENTOR_EARLIER, "F7");
	check_possible(wb, SHARE_GROUP, "");
	desk_write(wb, "ask", "");
	check_possible(wb, SHARE_GROUP, "has no words now");
	mark(wb, "ask", MENTOR);
	check_possible(wb, SHARE_MENTOR, "has no words now");
	check_possible(wb, SHARE_GROUP, "marked for the group yet");
	workbook_free(wb);
}
END_TEST

START_TEST(what_was_given_to_the_group_can_be_taken_back)
{
	struct workbook *wb = begin();

	ck_assert(!share_has_key(wb));
	ck_assert_ptr_nonnull(strstr(saved(wb, SHARE_GROUP, "c.json"), "The cook."));
	ck_assert(share_has_key(wb));
	mark(wb, "ask", 0);
	mark(wb, "intend", MENTOR);
	check_possible(wb, SHARE_GROUP, "");
	check_shown(wb, SHARE_GROUP, "No words: nothing is marked for the group now. Where the group's words are "
		    "gathered again, this copy takes the place of the one that you gave away before.\n");
	ck_assert_ptr_nonnull(strstr(saved(wb, SHARE_GROUP, "c.json"), "\"answers\":{}"));
	workbook_free(wb);
}
END_TEST

/* ---- the key ---- */

/* The key in the file NAME, for free(). */
static char *key_in(const char *name, const char *before)
{
	const char *at = strstr(scratch_get(name), before);

	ck_assert_msg(at, "%s", scratch_get(name));
	at += strlen(before);
	return mem_copy(at, strcspn(at, "\""));
}

START_TEST(the_key_is_made_once_and_saved_before_anything_leaves)
{
	struct workbook *wb = begin();
	char *first = mem_string(saved(wb, SHARE_GROUP, "c.json")), *key, *kept;

	key = key_in("c.json", "\"key\":\"");
	kept = key_in("w.json", "\"group_key\":\t\"");
	ck_assert_str_eq(key, kept);
	ck_assert_str_eq(saved(wb, SHARE_GROUP, "c.json"), first);
	ck_assert_ptr_null(strstr(saved(wb, SHARE_MENTOR_EARLIER, "m.json"), key));
	ck_assert_ptr_null(strstr(first, answers_id(workbook_answers(wb))));
	workbook_free(wb);
	wb = desk_open("w.json", desk_book(), STORE_READ);	/* which can be anybody's second window */
	ck_assert_str_eq(saved(wb, SHARE_GROUP, "c.json"), first);
	workbook_free(wb);
	free(kept);
	free(key);
	free(first);
}
END_TEST

START_TEST(a_newer_copy_has_the_greater_clock)
{
	struct voice_copy older, newer;
	struct workbook *wb = begin();
	struct err err;

	ck_assert(voice_read(&older, slice_of(saved(wb, SHARE_GROUP, "c.json")), &err));
	mark(wb, "ask", MENTOR);	/* no word has changed */
	ck_assert(voice_read(&newer, slice_of(saved(wb, SHARE_GROUP, "c.json")), &err));
	ck_assert_str_eq(older.key, newer.key);
	ck_assert(newer.clock > older.clock);
	ck_assert_uint_eq(older.count, 2);
	ck_assert_uint_eq(newer.count, 1);
	voice_release(&newer);
	voice_release(&older);
	workbook_free(wb);
}
END_TEST

START_TEST(no_key_no_copy)
{
	struct workbook *wb = begin();
	struct err err;

	fault_at(FAULT_FSYNC, fault_calls(FAULT_FSYNC) + 1, ENOSPC, FAULT_FROM);
	ck_assert(!share_save(wb, SHARE_GROUP, scratch_path("c.json"), false, &err));
	ck_assert(!scratch_has("c.json"));
	ck_assert_ptr_null(strstr(scratch_get("w.json"), "group_key"));
	workbook_free(wb);

	fault_reset();
	wb = desk_open("w.json", desk_book(), STORE_READ);
	ck_assert(!share_save(wb, SHARE_GROUP, scratch_path("c.json"), false, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "first copy for the group"));
	ck_assert(!scratch_has("c.json"));
	ck_assert(share_save(wb, SHARE_MENTOR, scratch_path("c.json"), false, &err));
	workbook_free(wb);
}
END_TEST

/* A save that failed once is made up for before the key is seen. */
START_TEST(a_key_that_could_not_be_saved_is_saved_later)
{
	struct workbook *wb = begin();
	struct err err;
	char *key;

	fault_at(FAULT_RENAME, fault_calls(FAULT_RENAME) + 1, EIO, FAULT_FROM);
	ck_assert(!share_save(wb, SHARE_GROUP, scratch_path("c.json"), false, &err));
	ck_assert(!share_save(wb, SHARE_GROUP, scratch_path("c.json"), false, &err));
	ck_assert(!scratch_has("c.json"));
	fault_reset();
	saved(wb, SHARE_GROUP, "c.json");
	key = key_in("c.json", "\"key\":\"");
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), key));
	free(key);
	workbook_free(wb);
}
END_TEST

/* ---- the file ---- */

START_TEST(a_file_is_private_and_never_written_over)
{
	struct workbook *wb = begin();
	struct err err;
	char *whole;

	scratch_put("there.json", "mine");
	for (int kind = 0; kind < SHARE_KINDS; kind++) {
		ck_assert(!share_save(wb, (enum share_kind)kind, scratch_path("there.json"), false, &err));
		ck_assert_int_eq(err.kind, ERR_CHANGED);
		ck_assert_str_eq(scratch_get("there.json"), "mine");
	}
	ck_assert(!share_has_key(wb));
	whole = mem_string(saved(wb, SHARE_MENTOR, "there.json"));
	ck_assert_int_eq(scratch_mode("there.json"), 0600);
	ck_assert_str_eq(saved(wb, SHARE_MENTOR, "other.json"), whole);
	ck_assert_int_eq(scratch_mode("other.json"), 0600);
	free(whole);
	workbook_free(wb);
}
END_TEST

static void put_theirs(const void *name)
{
	scratch_put(name, "theirs");
}

START_TEST(a_file_that_comes_meanwhile_stays)
{
	struct workbook *wb = begin();
	struct err err;

	fault_before(FAULT_FSYNC, fault_calls(FAULT_FSYNC) + 1, put_theirs, "c.json");
	ck_assert(!share_save(wb, SHARE_MENTOR, scratch_path("c.json"), false, &err));
	ck_assert_int_eq(err.kind, ERR_CHANGED);
	ck_assert_str_eq(scratch_get("c.json"), "theirs");
	workbook_free(wb);
}
END_TEST

static const struct { const char *name, *why; } names[] = {
	{ "c.json", "" },
	{ "c.JSON", "" },
	{ "w.json", "exists already" },
	{ "c.docx", "end in .json" },
	{ "c", "end in .json" },
	{ "json", "end in .json" },
	{ "nowhere/c.json", "There is no folder '" },
};

START_TEST(a_name_says_what_it_is)
{
	struct workbook *wb = begin();
	struct buf why;

	buf_init(&why, 16384);
	ck_assert_int_eq(share_copy(wb, SHARE_MENTOR, scratch_path(names[_i].name), &why), !*names[_i].why);
	ck_assert_msg(*names[_i].why ? strstr(why.data, names[_i].why) != NULL : !why.len, "%s", why.data);
	buf_release(&why);
	workbook_free(wb);
}
END_TEST

START_TEST(the_name_that_is_suggested_is_free)
{
	struct workbook *wb = begin();
	struct buf folder, name;
	char *path, *other;

	buf_init(&folder, 4096);
	buf_init(&name, 4096);
	buf_addf(&folder, "%s/", scratch_path(""));
	share_suggest(wb, SHARE_MENTOR, folder.data, &name);
	ck_assert_str_eq(strrchr(name.data, '/'), "/for-my-mentor-book-2026-11-23.json");
	scratch_put("for-my-mentor-book-2026-11-23.json", "");
	share_suggest(wb, SHARE_MENTOR_EARLIER, folder.data, &name);
	ck_assert_str_eq(strrchr(name.data, '/'), "/for-my-mentor-book-2026-11-23-2.json");
	path = share_path(wb, SHARE_MENTOR, scratch_path(""));
	ck_assert_str_eq(strrchr(path, '/'), "/for-my-mentor-book-2026-11-23-2.json");
	free(path);
	path = share_path(wb, SHARE_GROUP, folder.data);
	ck_assert_msg(fnmatch("*/for-the-group-book-[a-z][a-z][a-z][a-z][a-z].json", path, 0) == 0, "%s", path);
	other = share_path(wb, SHARE_GROUP, folder.data);
	ck_assert_str_ne(path, other);	/* two people's find room in one folder */
	free(other);
	free(path);
	path = share_path(wb, SHARE_GROUP, "x.json");
	ck_assert_str_eq(path, "x.json");
	free(path);
	buf_release(&name);
	buf_release(&folder);
	workbook_free(wb);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("share");
	TCase *tc = tcase_create("share");

	tcase_add_checked_fixture(tc, desk_setup, scratch_close);
	tcase_add_test(tc, what_leaves_is_shown_in_the_order_of_the_book);
	tcase_add_test(tc, what_the_book_does_not_have_comes_last);
	tcase_add_test(tc, earlier_words_and_open_questions_are_shown_as_what_they_are);
	tcase_add_test(tc, the_day_is_that_of_its_writer);
	tcase_add_test(tc, hostile_words_are_shown_safely_and_leave_unharmed);
	tcase_add_test(tc, what_is_written_again_without_looking_stays_out);
	tcase_add_test(tc, where_there_is_nothing_it_says_what_to_do);
	tcase_add_test(tc, what_was_given_to_the_group_can_be_taken_back);
	tcase_add_test(tc, the_key_is_made_once_and_saved_before_anything_leaves);
	tcase_add_test(tc, a_newer_copy_has_the_greater_clock);
	tcase_add_test(tc, no_key_no_copy);
	tcase_add_test(tc, a_key_that_could_not_be_saved_is_saved_later);
	tcase_add_test(tc, a_file_is_private_and_never_written_over);
	tcase_add_test(tc, a_file_that_comes_meanwhile_stays);
	tcase_add_loop_test(tc, a_name_says_what_it_is, 0, (int)ARRAY_LEN(names));
	tcase_add_test(tc, the_name_that_is_suggested_is_free);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
