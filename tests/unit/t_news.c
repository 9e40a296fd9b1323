/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of workbook/news: what came in is told by the titles of pages, each once, in the order of
 * the book. */
#include <config.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "desk.h"
#include "doc/write.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"
#include "workbook/beside.h"
#include "workbook/news.h"
#include "workbook/preface.h"
#include "workbook/tell.h"

#define WORDS "Words that took an evening."

static struct workbook *ours, *theirs;

/* a.json and its copy b.json, both open. */
static void setup(void)
{
	desk_setup();
	ours = desk_create("a.json", desk_book());
	desk_write(ours, "ask", WORDS);
	desk_save(ours);
	scratch_put("b.json", scratch_get("a.json"));
	theirs = desk_open("b.json", desk_book(), STORE_WRITE);
}

static void teardown(void)
{
	workbook_free(ours);
	workbook_free(theirs);
	scratch_close();
}

/* A copy of ours. */
static struct answers *ours_now(void)
{
	struct answers *a;
	struct buf bytes;
	struct err err;

	buf_init(&bytes, ANSWERS_FILE_MAX);
	ck_assert(answers_print(workbook_answers(ours), &bytes, &err));
	ck_assert(answers_read(&a, slice_buf(&bytes), &err));
	buf_release(&bytes);
	return a;
}

/* What is told when theirs comes into ours; good until the next call. */
static const char *told(char **text)
{
	struct answers *old = ours_now();
	struct merge_news merged;
	struct news news = { 0 };
	struct doc *doc = doc_new();
	struct err err = { .text = "" };
	struct buf out;

	ck_assert_msg(answers_merge(workbook_answers(ours), workbook_answers(theirs), false, &merged,
				    &err), "%s", err.text);
	news_add(&news, workbook_pack(ours), old, workbook_answers(theirs));
	news_add_marks(&news, workbook_pack(ours), old, workbook_answers(theirs), workbook_answers(ours));
	news_find(&news, workbook_pack(ours), old, workbook_answers(ours), &merged);
	news_tell(&news, doc);
	buf_init(&out, 1 << 20);
	write_text(doc, 4000, &out);
	news_release(&news);
	answers_free(old);
	doc_free(doc);
	free(*text);
	*text = buf_steal(&out);
	return *text;
}

static const char *title(const char *id)
{
	return pack_page(workbook_pack(ours), desk_page(ours, id))->title;
}

/* That the titles stand below WORDS, in this order, and nothing else. */
static void check_list(const char *text, const char *words, const char *const ids[], size_t count)
{
	const char *at = strstr(text, words);
	char line[256];

	ck_assert_msg(at != NULL, "no '%s' in\n%s", words, text);
	at = strchr(at, '\n') + 1;
	for (size_t i = 0; i < count; i++) {
		at += strspn(at, "\n -*•");
		snprintf(line, sizeof(line), "%s\n", title(ids[i]));
		ck_assert_msg(strncmp(at, line, strlen(line)) == 0, "'%s' is not at\n%s", title(ids[i]), at);
		at += strlen(line) - 1;
	}
	ck_assert_msg(!strchr(" -*•", at[strspn(at, "\n")]) || !at[strspn(at, "\n")], "more:\n%s", at);
}

START_TEST(words_are_told_by_page)
{
	static const char *const ids[] = { "ask", "intend", "see" };
	char *text = NULL;

	desk_write(theirs, "see", "Seen.");
	desk_write(theirs, "intend", "Meant.");
	desk_write(theirs, "ask", "Other words.");
	check_list(told(&text), "Your words on these pages came in:", ids, 3);
	ck_assert_ptr_null(strstr(text, "mean to try"));
	/* Once in, they are nothing new. */
	ck_assert_str_eq(told(&text), "There was nothing in it that is not here.\n");
	free(text);
}
END_TEST

START_TEST(what_hangs_under_pages_is_told)
{
	static const char *const ids[] = { "intend" }, *const ask[] = { "ask" };
	struct slice step[ITEM_TEXTS] = { [STEP_WHEN] = slice_of("the bell rings"),
		[STEP_THEN] = slice_of("ask") };
	struct slice note[ITEM_TEXTS] = { [NOTE_ON] = slice_of("see"), [NOTE_TEXT] = slice_of("Nobody.") };
	struct slice reply[ITEM_TEXTS] = { [REPLY_FROM] = slice_of("my mentor"),
		[REPLY_TEXT] = slice_of("Who decided?") };
	const struct item *made;
	char *text = NULL, id[ID_SIZE];

	made = beside_put(theirs, desk_page(theirs, "intend"), ITEM_STEP, NULL, step);
	ck_assert_ptr_nonnull(made);
	snprintf(id, sizeof(id), "%s", made->id);
	beside_put(theirs, desk_page(theirs, "ask"), ITEM_NOTE, NULL, note);
	beside_put(theirs, desk_page(theirs, "ask"), ITEM_REPLY, NULL, reply);
	check_list(told(&text), "What you mean to try, or what happened with it, came in on these pages:", ids,
		   1);
	check_list(text, "What you noticed on these pages, looking at them again, came in:", ask, 1);
	check_list(text, "What someone said to you came in on these pages:", ask, 1);
	ck_assert_ptr_null(strstr(text, "Your words"));
	beside_write_happened(theirs, desk_page(theirs, "intend"), id, "What happened?",
			      slice_of("Nothing yet."));
	check_list(told(&text), "What you mean to try, or what happened with it, came in on these pages:", ids,
		   1);
	ck_assert_ptr_null(strstr(text, "noticed"));
	ck_assert_ptr_null(strstr(text, "said to you"));
	free(text);
}
END_TEST

START_TEST(pages_that_are_none_have_a_name)
{
	const struct answers_change stray = { .part = PART_ANSWERS, .id = "elsewhere",
		.question = slice_of("?"), .text = slice_of("Stray."), .now = DESK_NOW };
	char *text = NULL;

	answers_write(workbook_answers(theirs), fault_sys(), &stray);
	preface_write(theirs, PREFACE_WORKING, slice_of("The rota."));
	desk_write(theirs, "see", "Seen.");
	told(&text);
	ck_assert_ptr_nonnull(strstr(text, preface_title(PREFACE_WORKING)));
	ck_assert_ptr_nonnull(strstr(text, "A page that this book does not have"));
	ck_assert(strstr(text, title("see")) < strstr(text, "A page that this"));
	free(text);
}
END_TEST

/* Words under an old id of the page stand beside those under its own. */
START_TEST(a_page_is_told_once)
{
	static const char *const ids[] = { "intend" };
	static const char *const was[] = { "old-intend", "older-intend", "intend" };
	char *text = NULL;

	for (size_t i = 0; i < ARRAY_LEN(was); i++) {
		const struct answers_change change = { .part = PART_ANSWERS, .id = was[i],
			.question = slice_of("?"), .text = slice_of(was[i]), .now = DESK_NOW };

		answers_write(workbook_answers(theirs), fault_sys(), &change);
	}
	check_list(told(&text), "Your words on these pages came in:", ids, 1);
	free(text);
}
END_TEST

START_TEST(fewer_eyes_are_told)
{
	static const char *const ids[] = { "ask" };
	const bool mentor[AUDIENCE_COUNT] = { [AUDIENCE_MENTOR] = true }, nobody[AUDIENCE_COUNT] = { false };
	char *text = NULL;

	beside_set_share(ours, desk_page(ours, "ask"), mentor);
	beside_set_share(theirs, desk_page(theirs, "ask"), nobody);
	check_list(told(&text), "Fewer people may see your words on these pages now", ids, 1);
	beside_set_share(theirs, desk_page(theirs, "ask"), mentor);
	told(&text);
	ck_assert_ptr_nonnull(strstr(text, "Where you chose here that fewer people may see"));
	ck_assert_ptr_null(strstr(text, "Fewer people may see your words on these"));
	free(text);
}
END_TEST

START_TEST(more_eyes_are_told)
{
	static const char *const ask[] = { "ask" }, *const see[] = { "see" };
	const bool both[AUDIENCE_COUNT] = { true, true }, mentor[AUDIENCE_COUNT] = { [AUDIENCE_MENTOR] = true };
	char *text = NULL;

	/* What came in, and was never marked there. */
	beside_set_share(ours, desk_page(ours, "see"), mentor);
	desk_write(theirs, "see", "Seen.");
	/* What stood here, and was never marked here. */
	beside_set_share(theirs, desk_page(theirs, "ask"), both);
	told(&text);
	ck_assert_ptr_nonnull(strstr(text, "take the mark away (F7)"));
	check_list(text, "are marked for your mentor and the group now", ask, 1);
	check_list(text, "are marked for your mentor now", see, 1);
	ck_assert_ptr_null(strstr(told(&text), "marked"));
	/* Marked on both sides. */
	beside_set_share(theirs, desk_page(theirs, "see"), mentor);
	desk_write(theirs, "see", "Seen again.");
	ck_assert_ptr_null(strstr(told(&text), "marked"));
	free(text);
}
END_TEST

/* Nothing is marked now that was not before, or that nobody could see before. */
START_TEST(what_was_marked_where_it_was_written_is_not_told)
{
	static const char *const intend[] = { "intend" };
	const bool both[AUDIENCE_COUNT] = { true, true }, group[AUDIENCE_COUNT] = { [AUDIENCE_GROUP] = true };
	struct answers_erasure erased = { .part = PART_ANSWERS };
	char *text = NULL;
	struct err err;

	/* Here there was nothing. */
	desk_write(theirs, "see", "Seen.");
	beside_set_share(theirs, desk_page(theirs, "see"), both);
	/* There were words here, which went. */
	erased.id = "ask";
	erased.scope = SCOPE_ENTRY;
	ck_assert(answers_forget(workbook_answers(theirs), &erased, &err));
	beside_set_share(theirs, desk_page(theirs, "ask"), both);
	/* What there is of it there was erased here. */
	desk_write(theirs, "care", "Cared.");
	told(&text);
	ck_assert_ptr_null(strstr(text, "marked"));
	erased.id = "care";
	ck_assert(answers_forget(workbook_answers(ours), &erased, &err));
	desk_write(ours, "care", "Anew.");
	beside_set_share(ours, desk_page(ours, "care"), both);
	ck_assert_ptr_null(strstr(told(&text), "marked"));
	/* For the group alone it is told, too. */
	beside_set_share(ours, desk_page(ours, "intend"), group);
	desk_write(theirs, "intend", "Meant.");
	check_list(told(&text), "are marked for the group now", intend, 1);
	ck_assert_ptr_nonnull(strstr(text, "take the mark away (F7)"));
	free(text);
}
END_TEST

START_TEST(what_was_erased_is_told)
{
	const struct answers_erasure ask = { .scope = SCOPE_ENTRY, .part = PART_ANSWERS, .id = "ask" };
	char *text = NULL;
	struct err err;

	ck_assert(answers_forget(workbook_answers(theirs), &ask, &err));
	told(&text);
	ck_assert_ptr_nonnull(strstr(text, "What you had erased or removed in the other copy is gone from here"));
	ck_assert_ptr_null(strstr(text, "Your words"));
	ck_assert_ptr_null(strstr(text, "No words of yours"));
	free(text);
}
END_TEST

START_TEST(the_place_alone_is_told)
{
	char *text = NULL;

	workbook_go(theirs, desk_page(theirs, "end"), 0);
	workbook_go(theirs, desk_page(theirs, "look"), 0);
	told(&text);
	ck_assert_ptr_nonnull(strstr(text, "No words of yours came in"));
	free(text);
}
END_TEST

/* A note of one's own, in both. */
static const char *note_in_both(char id[ID_SIZE])
{
	struct slice note[ITEM_TEXTS] = { [NOTE_ON] = slice_of("see"), [NOTE_TEXT] = slice_of("Nobody.") };
	char *text = NULL;

	snprintf(id, ID_SIZE, "%s", beside_put(theirs, desk_page(theirs, "ask"), ITEM_NOTE, NULL, note)->id);
	told(&text);
	ck_assert_ptr_null(strstr(text, "both stand now"));
	free(text);
	return id;
}

static void change_note(struct workbook *wb, const char *id, const char *words)
{
	struct slice note[ITEM_TEXTS] = { [NOTE_ON] = slice_of("see"), [NOTE_TEXT] = slice_of(words) };

	ck_assert_ptr_nonnull(beside_put(wb, desk_page(wb, "ask"), ITEM_NOTE, id, note));
}

START_TEST(what_stands_twice_now_is_told)
{
	char *text = NULL, id[ID_SIZE];

	note_in_both(id);
	change_note(ours, id, "Here.");
	change_note(theirs, id, "There.");
	told(&text);
	ck_assert_ptr_nonnull(strstr(text, "had been changed in both copies, both stand now"));
	ck_assert_ptr_null(strstr(told(&text), "both stand now"));
	free(text);
}
END_TEST

START_TEST(what_is_not_taken_over_is_told)
{
	struct answers_erasure note = { .scope = SCOPE_ITEM, .part = PART_ANSWERS, .id = "ask" };
	char *text = NULL, id[ID_SIZE];
	struct err err;

	note.layer = note_in_both(id);
	ck_assert(answers_forget(workbook_answers(ours), &note, &err));
	ck_assert_ptr_null(strstr(told(&text), "not taken over"));
	/* On another day. */
	desk_save(theirs);
	workbook_free(theirs);
	theirs = desk_open("b.json", desk_book(), STORE_WRITE);
	change_note(theirs, id, "There.");
	told(&text);
	ck_assert_ptr_nonnull(strstr(text, "something that you erased or removed here. It is not taken over, and "
				     "still stands in that file."));
	ck_assert_ptr_null(strstr(text, "nothing in it"));
	free(text);
}
END_TEST

/* Also where another program changed the file while it was open. */
START_TEST(what_was_met_is_told)
{
	const struct merge_news lost = { .lost = 1 };
	struct buf out;

	buf_init(&out, 1 << 12);
	tell_met(&lost, &out);
	ck_assert_ptr_nonnull(strstr(out.data, "something that you erased or removed here is not taken over."));
	buf_release(&out);
}
END_TEST

START_TEST(what_is_left_again_and_again_is_told)
{
	struct slice step[ITEM_TEXTS] = { [STEP_THEN] = slice_of("ask") };
	char *text = NULL, id[ID_SIZE];
	struct err err;

	snprintf(id, sizeof(id), "%s", beside_put(theirs, desk_page(theirs, "ask"), ITEM_STEP, NULL, step)->id);
	told(&text);
	ck_assert(beside_remove(ours, desk_page(ours, "ask"), id, &err));
	beside_write_happened(theirs, desk_page(theirs, "ask"), id, "What happened?", slice_of("Nothing."));
	/* The second time nothing else is new. */
	for (int i = 0; i < 2; i++) {
		told(&text);
		ck_assert_ptr_nonnull(strstr(text, "It is not taken over, and still stands in that file."));
		ck_assert_ptr_null(strstr(text, "nothing in it"));
	}
	free(text);
}
END_TEST

/* In theirs, that is; what ours wrote since goes along. */
START_TEST(what_goes_along_is_told)
{
	static const char *const ids[] = { "ask" };
	struct answers_erasure note = { .scope = SCOPE_ITEM, .part = PART_ANSWERS, .id = "ask" };
	char *text = NULL, id[ID_SIZE];
	struct err err;

	note.layer = note_in_both(id);
	ck_assert(answers_forget(workbook_answers(theirs), &note, &err));
	desk_save(ours);
	workbook_free(ours);
	ours = desk_open("a.json", desk_book(), STORE_WRITE);
	change_note(ours, id, "Here.");
	check_list(told(&text), "wrote under it or changed in it here since:", ids, 1);
	ck_assert_ptr_null(strstr(text, "What you had erased"));
	ck_assert_str_eq(told(&text), "There was nothing in it that is not here.\n");
	free(text);
}
END_TEST

START_TEST(a_box_that_shows_an_earlier_day_is_told)
{
	static const char *const ids[] = { "ask" };
	struct answers_change there = { .part = PART_ANSWERS, .id = "ask", .question = slice_of("?"),
		.text = slice_of("Earlier."), .now = DESK_NOW - 90000, .again = true };
	char *text = NULL;

	answers_write(workbook_answers(theirs), fault_sys(), &there);
	told(&text);
	/* On an earlier day or on the same. */
	check_list(text, "the box shows words that are older than others. Those are one key away (F6):", ids, 1);
	/* Once in, it is nothing new. */
	ck_assert_str_eq(told(&text), "There was nothing in it that is not here.\n");
	/* Later than the newest is not only what stands right before it. */
	there.now = DESK_NOW - 80000;
	there.text = slice_of("Less early.");
	answers_write(workbook_answers(theirs), fault_sys(), &there);
	check_list(told(&text), "are one key away (F6):", ids, 1);
	there.now = DESK_NOW + 90000;
	there.text = slice_of("Later.");
	answers_write(workbook_answers(theirs), fault_sys(), &there);
	ck_assert_ptr_null(strstr(told(&text), "one key away"));
	free(text);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { words_are_told_by_page, what_hangs_under_pages_is_told,
		pages_that_are_none_have_a_name, a_page_is_told_once, fewer_eyes_are_told, more_eyes_are_told,
		what_was_marked_where_it_was_written_is_not_told,
		what_was_erased_is_told, the_place_alone_is_told, what_stands_twice_now_is_told,
		what_is_not_taken_over_is_told, what_was_met_is_told, what_is_left_again_and_again_is_told,
		what_goes_along_is_told, a_box_that_shows_an_earlier_day_is_told };
	Suite *suite = suite_create("news");
	TCase *tc = tcase_create("news");

	tcase_add_checked_fixture(tc, setup, teardown);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
