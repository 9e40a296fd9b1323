/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the words from the room: which file takes them, how they are kept, their document. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "desk.h"
#include "doc/write.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"
#include "workbook/export.h"
#include "workbook/room.h"

#define REST "\"version\":1,\"id\":\"x\",\"pack\":{\"id\":\"book\",\"version\":\"1\"}"

static struct workbook *wall(void)
{
	return workbook_new(fault_sys(), desk_book(), NULL);
}

static void keep(struct workbook *wb, const char *name)
{
	struct err err = { .text = "" };

	ck_assert_msg(name ? room_keep(wb, scratch_path(name), &err) : room_begin(wb, NULL, &err), "%s", err.text);
}

static void check_refused(struct workbook *wb, const char *name, enum err_kind kind, const char *why)
{
	struct err err = { .text = "" };

	ck_assert(!room_keep(wb, scratch_path(name), &err));
	ck_assert_msg(strstr(err.text, why), "%s", err.text);
	ck_assert_int_eq((int)err.kind, (int)kind);
	ck_assert_ptr_null(workbook_path(wb));
}

/* ---- which file ---- */

START_TEST(no_other_name_is_ever_opened)
{
	static const char *const names[] = {
		"workbook.json", "room.json", ".room.json", "a.room.json.bak", "a.ROOM.JSON", "room", "",
		"d.room.json/workbook.json", "d.room.json",
	};
	struct workbook *wb = wall();
	struct err err;

	mkdir(scratch_path("d.room.json"), 0700);
	scratch_put("workbook.json", "{\"format\":\"leaderplus-workbook\"," REST "}");
	scratch_put("d.room.json/workbook.json", "{\"format\":\"leaderplus-workbook\"," REST "}");
	fault_reset();
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		ck_assert_msg(!room_may_be(fault_sys(), scratch_path(names[i]), &err), "%s", names[i]);
		ck_assert_int_eq((int)err.kind, (int)ERR_USAGE);
		ck_assert(!room_keep(wb, scratch_path(names[i]), &err));
	}
	/* By whatever name a workbook is reached. */
	ck_assert_int_eq(symlink("workbook.json", scratch_path("l.room.json")), 0);
	ck_assert_int_eq(symlink("nowhere", scratch_path("n.room.json")), 0);
	ck_assert_int_eq(mkfifo(scratch_path("f.room.json"), 0600), 0);
	check_refused(wb, "l.room.json", ERR_USAGE, "link");
	check_refused(wb, "n.room.json", ERR_USAGE, "link");
	check_refused(wb, "f.room.json", ERR_USAGE, "no file");
	check_refused(wb, "none/a.room.json", ERR_USAGE, "none/a.room.json");
	ck_assert_int_eq(fault_calls(FAULT_OPEN), 0);
	ck_assert(!scratch_has("none"));
	workbook_free(wb);
}
END_TEST

START_TEST(a_file_that_is_no_room_is_refused)
{
	struct workbook *wb = wall();

	scratch_put("w.room.json", "{\"format\":\"leaderplus-workbook\"," REST "}");
	scratch_put("c.room.json", "{\"format\":\"leaderplus-share\",\"for\":\"mentor\",\"language\":\"en\","
		    REST "}");
	scratch_put("bad.room.json", "{\"format\":\"leaderplus-room\"," REST ",\"id\":\"y\"}");
	scratch_put("new.room.json", "{\"format\":\"leaderplus-room\",\"version\":2,\"id\":\"x\","
		    "\"pack\":{\"id\":\"book\",\"version\":\"1\"}}");
	scratch_put("other.room.json", "{\"format\":\"leaderplus-room\",\"version\":1,\"id\":\"x\","
		    "\"pack\":{\"id\":\"another\",\"version\":\"1\"}}");
	check_refused(wb, "w.room.json", ERR_USAGE, "is a workbook");
	check_refused(wb, "c.room.json", ERR_USAGE, "mentor");
	check_refused(wb, "bad.room.json", ERR_USAGE, "bad.room.json");
	check_refused(wb, "new.room.json", ERR_IO, "newer");
	check_refused(wb, "other.room.json", ERR_USAGE, "--pack another");
	ck_assert_ptr_nonnull(strstr(scratch_get("new.room.json"), "\"version\":2"));
	workbook_free(wb);
}
END_TEST

START_TEST(a_workbook_names_what_opens_a_room)
{
	struct store_place place = { scratch_path("a.room.json"), NULL };
	struct store *store;
	struct err err;

	scratch_put("a.room.json", "{\"format\":\"leaderplus-room\"," REST "}");
	ck_assert(!store_open(&store, fault_sys(), &place, STORE_WRITE, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "leaderplus summary"));
	ck_assert_ptr_nonnull(strstr(err.text, "leaderplus present --room"));
}
END_TEST

/* ---- keeping ---- */

START_TEST(words_are_kept_and_gone_on_with)
{
	struct workbook *wb = wall(), *other = wall();

	keep(wb, "a.room.json");
	ck_assert_int_eq((int)answers_kind(workbook_answers(wb)), KIND_ROOM);
	ck_assert_int_eq((int)scratch_mode("a.room.json"), 0600);
	desk_write(wb, "ask", "the cook\nthe caretaker\n");
	workbook_keep(wb);
	/* A second wall is told, and gets nothing. */
	check_refused(other, "a.room.json", ERR_LOCKED, "another window");
	workbook_free(wb);	/* as if it had been killed: the journal has the words */
	ck_assert_ptr_null(strstr(scratch_get("a.room.json"), "the cook"));
	keep(other, "a.room.json");
	ck_assert_str_eq(desk_text(other, "ask"), "the cook\nthe caretaker\n");
	desk_save(other);
	ck_assert_ptr_nonnull(strstr(scratch_get("a.room.json"), "the caretaker"));
	workbook_free(other);
}
END_TEST

START_TEST(the_usual_place_is_by_day_and_minute)
{
	struct workbook *one = wall(), *other = wall();
	const char *first = scratch_path("data/leaderplus/rooms/room-2026-11-23-1904.room.json");

	setenv("XDG_DATA_HOME", scratch_path("data"), 1);
	keep(one, NULL);
	ck_assert_str_eq(workbook_path(one), first);
	ck_assert_int_eq((int)scratch_mode("data/leaderplus/rooms"), 0700);
	keep(other, NULL);
	ck_assert_str_eq(workbook_path(other),
			 scratch_path("data/leaderplus/rooms/room-2026-11-23-1904-2.room.json"));
	workbook_free(other);
	workbook_free(one);
}
END_TEST

/* What the first box says, before the first word. */
START_TEST(it_is_told_where_words_will_be_kept)
{
	static const struct { const char *home, *path, *told; } rows[] = {
		{ "/home/ann", NULL, "Words are kept in ~/.local/share/leaderplus/rooms" },
		{ "/home/ann", "/home/ann/a.room.json", "Words are kept in ~/a.room.json" },
		{ "/home/ann", "/home/anne/a.room.json", "Words are kept in /home/anne/a.room.json" },
		{ "/", "/a.room.json", "Words are kept in /a.room.json" },
		{ "", "/a.room.json", "Words are kept in /a.room.json" },
		{ NULL, "/home/ann/a.room.json", "Words are kept in /home/ann/a.room.json" },
		{ NULL, NULL, "" },
	};
	struct workbook *wb = wall();

	unsetenv("XDG_DATA_HOME");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct buf told;

		if (rows[i].home)
			setenv("HOME", rows[i].home, 1);
		else
			unsetenv("HOME");
		buf_init(&told, 16384);
		room_tell(wb, rows[i].path, &told);
		ck_assert_str_eq(told.len ? told.data : "", rows[i].told);
		buf_release(&told);
	}
	workbook_free(wb);
}
END_TEST

/* It is free as long as nobody takes it, and no other file is ever taken for it. */
START_TEST(a_room_begins_under_the_name_that_was_free)
{
	struct workbook *one = wall(), *other = wall(), *third = wall();
	struct err err = { .text = "" };
	char *path;

	setenv("XDG_DATA_HOME", scratch_path("data"), 1);
	keep(one, NULL);
	path = room_free_path(fault_sys());
	ck_assert_str_eq(path, scratch_path("data/leaderplus/rooms/room-2026-11-23-1904-2.room.json"));
	ck_assert_msg(room_begin(other, path, &err), "%s", err.text);
	ck_assert_str_eq(workbook_path(other), path);
	ck_assert_msg(room_begin(third, path, &err), "%s", err.text);
	ck_assert_ptr_nonnull(strstr(workbook_path(third), "1904-3.room.json"));
	workbook_free(third);
	third = wall();
	ck_assert_msg(room_begin(third, scratch_path("notes.json"), &err), "%s", err.text);
	ck_assert_ptr_nonnull(strstr(workbook_path(third), "1904-4.room.json"));
	ck_assert(!scratch_has("notes.json"));
	workbook_free(third);
	workbook_free(other);
	workbook_free(one);
	free(path);
}
END_TEST

START_TEST(no_failure_leaves_a_room_half_begun)
{
	struct err err;
	char folder[32];
	int nth = 0;

	for (bool done = false; !done && nth < 500;) {
		struct workbook *wb = wall();

		snprintf(folder, sizeof(folder), "data%d", nth);
		setenv("XDG_DATA_HOME", scratch_path(folder), 1);
		fault_reset();
		fault_clock(DESK_NOW);
		nth++;
		fault_at(FAULT_ANY, nth, EIO, nth % 2 ? FAULT_ONCE : FAULT_FROM);
		done = room_begin(wb, NULL, &err) && !fault_hits();
		ck_assert_msg(done || fault_hits(), "%s", err.text);
		fault_reset();
		fault_clock(DESK_NOW);
		ck_assert((workbook_path(wb) == NULL) == (workbook_state(wb) == STATE_LOOKING));
		workbook_free(wb);
	}
	ck_assert_int_gt(nth, 10);
	ck_assert_int_lt(nth, 500);
}
END_TEST

/* ---- voices and their document ---- */

START_TEST(each_line_is_a_voice)
{
	struct workbook *wb = wall();
	struct room_voices voices = room_voices(wb, desk_page(wb, "ask"));

	ck_assert_uint_eq(voices.count, 0);
	room_release(&voices);
	keep(wb, "a.room.json");
	desk_write(wb, "ask", "  the cook \n\n \t\nthe caretaker");
	voices = room_voices(wb, desk_page(wb, "ask"));
	ck_assert_uint_eq(voices.count, 2);
	ck_assert_str_eq(voices.items[0], "the cook");
	ck_assert_str_eq(voices.items[1], "the caretaker");
	room_release(&voices);
	ck_assert(room_has_voices(wb, desk_page(wb, "ask")));
	ck_assert(!room_has_voices(wb, desk_page(wb, "intend")));
	/* A line that is put right takes the place of the wrong one. */
	desk_write(wb, "ask", "the cooks\nthe caretaker");
	desk_save(wb);
	ck_assert_ptr_null(strstr(scratch_get("a.room.json"), "the cook\\n"));
	workbook_free(wb);
}
END_TEST

START_TEST(the_document_has_questions_in_the_order_of_the_book)
{
	struct workbook *wb = wall();
	struct doc *doc = room_document(wb);
	struct buf text;

	buf_init(&text, 65536);
	write_text(doc, 72, &text);
	ck_assert_ptr_nonnull(strstr(text.data, "Nothing was written down."));
	doc_free(doc);
	keep(wb, "a.room.json");
	desk_write(wb, "care", "in June");
	desk_write(wb, "intend", "ask first\n# not a heading\n<b>");
	desk_write(wb, "ask", "the cook\n\nthe caretaker\n");
	desk_write(wb, "intend", "ask first\n# not a heading\n<b>\x1b[31m");
	doc = room_document(wb);
	buf_clear(&text);
	write_text(doc, 72, &text);
	ck_assert_str_eq(text.data,
			 "Words from the room\n\n23 November 2026\n\n"
			 "Who leads here?\n\n• the cook\n• the caretaker\n\n"
			 "What might you do?\n\n• ask first\n• # not a heading\n• <b>^[[31m\n\n"
			 "Where would you look again?\n\n• in June\n\n"
			 "────────────\n\n"
			 "The questions are from the workbook: A small book.\n");
	buf_clear(&text);
	export_write(doc, EXPORT_HTML, &text);
	ck_assert_ptr_nonnull(strstr(text.data, "<title>Words from the room</title>"));
	ck_assert_ptr_null(strstr(text.data, "<b>"));
	doc_free(doc);
	buf_release(&text);
	workbook_free(wb);
}
END_TEST

START_TEST(words_under_other_books_questions_are_not_left_out)
{
	struct workbook *wb = wall();
	struct doc *doc;
	struct buf text;

	scratch_put("a.room.json", "{\"format\":\"leaderplus-room\"," REST ",\"answers\":{\"gone\":{\"layers\":["
		    "{\"id\":\"l\",\"clock\":1,\"at\":\"2025-01-02T12:00:00Z\",\"question\":\"What is gone?\","
		    "\"text\":\"a page\"}]}}}");
	keep(wb, "a.room.json");
	doc = room_document(wb);
	buf_init(&text, 65536);
	write_text(doc, 72, &text);
	ck_assert_ptr_nonnull(strstr(text.data, "2 January 2025\n\nWhat is gone?\n\n• a page\n"));
	buf_release(&text);
	doc_free(doc);
	workbook_free(wb);
}
END_TEST

START_TEST(it_is_saved_in_the_form_of_its_name)
{
	static const char *const names[] = { "a.docx", "a.html", "a.md", "a.txt" };
	static const char *const wrong[] = { "a", "a.pdf", "a.json", "folder.md/a", "" };
	struct workbook *wb = wall();
	struct buf said;

	mkdir(scratch_path("folder.md"), 0700);
	setenv("HOME", scratch_path(""), 1);
	keep(wb, "a.room.json");
	desk_write(wb, "ask", "the cook");
	buf_init(&said, 16384);
	room_suggest(wb, fault_sys(), &said);
	ck_assert_str_eq(said.data, "~/words-from-the-room-2026-11-23.docx");
	scratch_put("words-from-the-room-2026-11-23.docx", "");
	buf_clear(&said);
	room_suggest(wb, fault_sys(), &said);
	ck_assert_str_eq(said.data, "~/words-from-the-room-2026-11-23-2.docx");
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		buf_clear(&said);
		ck_assert_msg(room_save(wb, fault_sys(), scratch_path(names[i]), &said), "%s", said.data);
		ck_assert_int_eq((int)scratch_mode(names[i]), 0600);
		ck_assert_ptr_nonnull(strstr(said.data, names[i]));
		buf_clear(&said);
		ck_assert(!room_save(wb, fault_sys(), scratch_path(names[i]), &said));
		ck_assert_ptr_nonnull(strstr(said.data, "exists already"));
	}
	ck_assert_ptr_nonnull(strstr(scratch_get("a.md"), "the cook"));
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		buf_clear(&said);
		ck_assert(!room_save(wb, fault_sys(), scratch_path(wrong[i]), &said));
		ck_assert_msg(strstr(said.data, ".docx"), "%s", said.data);
	}
	ck_assert(!room_save(wb, fault_sys(), "~/none/a.md", &said));
	buf_release(&said);
	workbook_free(wb);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("room");
	TCase *room = tcase_create("room");

	tcase_add_checked_fixture(room, desk_setup, scratch_close);
	tcase_add_test(room, no_other_name_is_ever_opened);
	tcase_add_test(room, a_file_that_is_no_room_is_refused);
	tcase_add_test(room, a_workbook_names_what_opens_a_room);
	tcase_add_test(room, words_are_kept_and_gone_on_with);
	tcase_add_test(room, the_usual_place_is_by_day_and_minute);
	tcase_add_test(room, it_is_told_where_words_will_be_kept);
	tcase_add_test(room, a_room_begins_under_the_name_that_was_free);
	tcase_add_test(room, no_failure_leaves_a_room_half_begun);
	tcase_add_test(room, each_line_is_a_voice);
	tcase_add_test(room, the_document_has_questions_in_the_order_of_the_book);
	tcase_add_test(room, words_under_other_books_questions_are_not_left_out);
	tcase_add_test(room, it_is_saved_in_the_form_of_its_name);
	suite_add_tcase(suite, room);
	return suite_run(suite);
}
