/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the kinds of file that hold answers: a workbook, a mentor's copy, a room. */
#include <config.h>

#include <check.h>
#include <string.h>

#include "answers/answers.h"
#include "answers/format.h"
#include "answers/store.h"
#include "desk.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"

#define REST "\"version\":1,\"id\":\"x\",\"pack\":{\"id\":\"p\",\"version\":\"1\"}"

static const char *const files[KIND_COUNT] = {
	[KIND_WORKBOOK] = "{\"format\":\"leaderplus-workbook\"," REST ",\"language\":7}",
	[KIND_COPY] = "{\"format\":\"leaderplus-share\",\"for\":\"mentor\",\"language\":\"cy\"," REST "}",
	[KIND_ROOM] = "{\"format\":\"leaderplus-room\"," REST "}",
};

START_TEST(each_is_read_and_printed_as_what_it_is)
{
	struct answers *a, *again;
	struct err err;
	struct buf out;

	buf_init(&out, ANSWERS_FILE_MAX);
	ck_assert(answers_read(&a, slice_of(files[_i]), &err));
	ck_assert_int_eq((int)answers_kind(a), _i);
	ck_assert_str_eq(answers_language(a), _i == KIND_COPY ? "cy" : "");
	ck_assert(answers_print(a, &out, &err));
	ck_assert(answers_read(&again, slice_buf(&out), &err));
	ck_assert_int_eq((int)answers_kind(again), _i);
	ck_assert_str_eq(answers_language(again), answers_language(a));
	/* A member that is none of its own stays as an unknown one. */
	ck_assert((strstr(out.data, "\"language\":\t7") != NULL) == (_i == KIND_WORKBOOK));
	answers_free(again);
	answers_free(a);
	buf_release(&out);
}
END_TEST

START_TEST(a_copy_for_a_group_is_refused_by_name)
{
	struct answers *a;
	struct err err;

	ck_assert(!answers_read(&a, slice_of("{\"format\":\"leaderplus-share\",\"for\":\"group\","
					     "\"language\":\"cy\"," REST "}"), &err));
	ck_assert_ptr_nonnull(strstr(err.text, "collate"));
	ck_assert(!answers_read(&a, slice_of("{\"format\":\"leaderplus-share\"," REST "}"), &err));
	ck_assert_ptr_nonnull(strstr(err.text, "'for'"));
	ck_assert(!answers_read(&a, slice_of("{\"format\":\"leaderplus-shares\"," REST "}"), &err));
}
END_TEST

START_TEST(a_store_opens_the_kinds_that_were_asked_for)
{
	const struct store_place place = { scratch_path("f.json"), NULL };
	struct store *store;
	struct err err;

	scratch_put("f.json", files[_i]);
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		bool opened = store_open_kinds(&store, fault_sys(), &place, STORE_READ, 1u << kind,
					       &err);

		ck_assert_int_eq(opened, kind == _i);
		if (opened)
			store_close(store);
		else
			ck_assert_int_eq(err.kind, ERR_USAGE);
	}
	ck_assert_int_eq(store_open(&store, fault_sys(), &place, STORE_READ, &err),
			 _i == KIND_WORKBOOK);
	if (_i == KIND_WORKBOOK)
		store_close(store);
}
END_TEST

/* Cut short, it is refused by name, and no workbook is made of it. */
START_TEST(a_damaged_one_is_never_a_workbook)
{
	const struct store_place place = { scratch_path("f.json"), NULL };
	struct store *store;
	struct buf cut;
	struct err err;

	buf_init(&cut, 4096);
	buf_add_slice(&cut, slice_part(slice_of(files[_i]), 0, strlen(files[_i]) - 1));
	buf_add_str(&cut, ",\n\"answers\":{\"now\":{\"layers\":[{\"id\":\"a\",\"clock\":1,"
		    "\"at\":\"2026-10-03T12:00:00Z\",\"question\":\"Q\",\"text\":\"Hers.\"}");
	scratch_put("f.json", cut.data);
	ck_assert(!store_open_kinds(&store, fault_sys(), &place, STORE_WRITE, ~0u, &err));
	ck_assert_int_eq(err.kind, _i == KIND_WORKBOOK ? ERR_SYNTAX : ERR_USAGE);
	ck_assert_ptr_nonnull(strstr(err.text, "f.json"));
	ck_assert_ptr_nonnull(strstr(err.text, "line "));
	for (int source = STORE_SALVAGE; source < STORE_SOURCES && _i != KIND_WORKBOOK; source++)
		ck_assert(!store_repair(&store, fault_sys(), &place, STORE_WRITE,
					(enum store_source)source, &err));
	ck_assert_str_eq(scratch_get("f.json"), cut.data);
	buf_release(&cut);
}
END_TEST

/* Only what stands first is what a file is; what was written in it may be anything. */
START_TEST(a_file_begins_with_what_it_is)
{
	static const struct { const char *text; enum format begins, looks; } rows[] = {
		{ "", FORMAT_NONE, FORMAT_NONE },
		{ "{\"format\"", FORMAT_NONE, FORMAT_NONE },
		{ "{\"format\":\"leaderplus-workbook\"}", FORMAT_WORKBOOK, FORMAT_WORKBOOK },
		{ "{\n\t\"format\" :\t\"leaderplus-fold\"", FORMAT_FOLD, FORMAT_FOLD },
		{ "{\"format\":\"leaderplus-voices\"}\n{", FORMAT_VOICES, FORMAT_VOICES },
		{ "{\"format\":\"leaderplus-review\"}", FORMAT_REVIEW, FORMAT_REVIEW },
		{ "{\"format\":\"leaderplus-room\"}", FORMAT_ROOM, FORMAT_ROOM },
		{ "{\"format\":\"leaderplus-parcel\"}", FORMAT_NONE, FORMAT_NONE },
		{ "{\"format\":\"leaderplus-share\",\"for\": \"group\"}", FORMAT_GROUP, FORMAT_GROUP },
		{ "{\"format\":\"leaderplus-share\",\"for\":\"mentor\",\"answers\":{\"group\":{",
		  FORMAT_MENTOR, FORMAT_MENTOR },
		{ "{\"id\":\"leaderplus-room\",\"format\":\"leaderplus-workbook\"}", FORMAT_NONE, FORMAT_ROOM },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		scratch_put("f", rows[i].text);
		ck_assert_int_eq(format_begins(fault_sys(), scratch_path("f")), rows[i].begins);
		ck_assert_int_eq(format_look(slice_of(rows[i].text)), rows[i].looks);
	}
	ck_assert_int_eq(format_begins(fault_sys(), scratch_path("none")), FORMAT_NONE);
	ck_assert_int_eq(format_begins(fault_sys(), scratch_path(".")), FORMAT_NONE);
	ck_assert_int_eq(fault_open_files(), 0);
}
END_TEST

START_TEST(a_room_is_begun_written_killed_and_found_again)
{
	const struct store_place place = { scratch_path("room.json"), NULL };
	const unsigned kinds = 1u << KIND_ROOM;
	const struct answers_change change = {
		.part = PART_ANSWERS, .id = "ask", .question = slice_of("Who?"),
		.text = slice_of("the cook"), .now = DESK_NOW };
	struct store *store;
	struct err err;

	ck_assert(store_create_with(&store, fault_sys(), &place,
				    answers_new_kind(fault_sys(), KIND_ROOM, "p", "1"), &err));
	ck_assert(answers_write(store_answers(store), fault_sys(), &change));
	store_keep(store);
	store_close(store);	/* as if it had been killed */
	ck_assert_ptr_null(strstr(scratch_get("room.json"), "the cook"));
	ck_assert_ptr_nonnull(strstr(scratch_get("room.json"), "leaderplus-room"));
	ck_assert(store_open_kinds(&store, fault_sys(), &place, STORE_WRITE, kinds, &err));
	ck_assert(store_came_back(store));
	ck_assert_str_eq(answers_newest(store_answers(store), PART_ANSWERS, "ask")->text, "the cook");
	store_close(store);
	ck_assert(!store_create_with(&store, fault_sys(), &place,
				     answers_new_kind(fault_sys(), KIND_ROOM, "p", "1"), &err));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("kinds");
	TCase *kinds = tcase_create("kinds");

	tcase_add_checked_fixture(kinds, desk_setup, scratch_close);
	tcase_add_loop_test(kinds, each_is_read_and_printed_as_what_it_is, 0, KIND_COUNT);
	tcase_add_test(kinds, a_copy_for_a_group_is_refused_by_name);
	tcase_add_loop_test(kinds, a_store_opens_the_kinds_that_were_asked_for, 0, KIND_COUNT);
	tcase_add_loop_test(kinds, a_damaged_one_is_never_a_workbook, 0, KIND_COUNT);
	tcase_add_test(kinds, a_file_begins_with_what_it_is);
	tcase_add_test(kinds, a_room_is_begun_written_killed_and_found_again);
	suite_add_tcase(suite, kinds);
	return suite_run(suite);
}
