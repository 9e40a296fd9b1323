/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the kinds of file that hold answers: a workbook, a mentor's copy, a room. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "answers/answers.h"
#include "answers/format.h"
#include "answers/model.h"
#include "answers/store.h"
#include "base/mem.h"
#include "book.h"
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

/* What does not stand first is looked at when all has been read. */
START_TEST(a_store_opens_no_other_kind_that_says_so_late)
{
	const struct store_place place = { scratch_path("f.json"), NULL };
	char *late = changed(files[_i], "{", "{\"first\":1,");
	struct store *store;
	struct err err;

	scratch_put("f.json", late);
	ck_assert_int_eq(format_begins(fault_sys(), place.path), FORMAT_NONE);
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		bool opened = store_open_kinds(&store, fault_sys(), &place, STORE_READ, 1u << kind, &err);

		ck_assert_int_eq(opened, kind == _i);
		if (opened)
			store_close(store);
		else
			ck_assert_ptr_nonnull(strstr(err.text, "is not opened: th"));
	}
	free(late);
}
END_TEST

/* It is in order, for one who can do something with it. */
START_TEST(a_copy_for_a_group_is_not_called_damaged)
{
	const struct store_place place = { scratch_path("f.json"), NULL };
	struct store *store;
	struct err err;

	scratch_put("f.json", "{\"first\":1,\"format\":\"leaderplus-share\",\"for\":\"group\"," REST "}");
	ck_assert(!store_open(&store, fault_sys(), &place, STORE_WRITE, &err));
	ck_assert_int_eq(err.kind, ERR_USAGE);
	ck_assert_ptr_null(strstr(err.text, "damaged"));
	ck_assert_ptr_nonnull(strstr(err.text, "collate"));
}
END_TEST

/* What leaves for a mentor has no place; one that came from elsewhere keeps what it has. */
START_TEST(a_copy_keeps_a_place_that_it_has)
{
	static const char *const places[] = {
		"\"clock\":3,\"page\":\"\",\"paragraph\":0", "\"clock\":0,\"page\":\"now\",\"paragraph\":0",
		"\"clock\":0,\"page\":\"\",\"paragraph\":0,\"strange\":1",
	};
	struct answers *without = read_ok(files[KIND_COPY]);
	char *printed = print_ok(without);

	ck_assert_ptr_null(strstr(printed, "\"place\""));
	free(printed);
	for (size_t i = 0; i < ARRAY_LEN(places); i++) {
		struct answers *a, *again;
		char member[200], *json;

		snprintf(member, sizeof(member), "{\"place\":{%s},", places[i]);
		json = changed(files[KIND_COPY], "{", member);
		a = read_ok(json);
		printed = print_ok(a);
		again = read_ok(printed);
		ck_assert(model_equal(a, again) && !model_equal(a, without));
		free(printed);
		free(json);
		answers_free(a);
		answers_free(again);
	}
	answers_free(without);
}
END_TEST

/* Whatever else is the same. */
START_TEST(kinds_and_languages_differ)
{
	char *english = changed(files[KIND_COPY], "\"cy\"", "\"en\"");
	struct answers *copy = read_ok(files[KIND_COPY]), *other = read_ok(english);
	struct answers *workbook = read_ok(files[KIND_WORKBOOK]);

	ck_assert(!model_equal(copy, other));
	ck_assert(!model_equal(copy, workbook));
	ck_assert(model_equal(copy, copy));
	answers_free(copy);
	answers_free(other);
	answers_free(workbook);
	free(english);
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
	/* So it is where too much stands in it. */
	buf_clear(&cut);
	buf_add_slice(&cut, slice_part(slice_of(files[_i]), 0, strlen(files[_i]) - 1));
	buf_add_str(&cut, ",\"deep\":");
	for (int i = 0; i < 40; i++)
		buf_add_char(&cut, '[');
	scratch_put("f.json", cut.data);
	ck_assert(!store_open_kinds(&store, fault_sys(), &place, STORE_WRITE, ~0u, &err));
	ck_assert_int_eq(err.kind, _i == KIND_WORKBOOK ? ERR_TOO_BIG : ERR_USAGE);
	/* One that only cannot be read now may be in order. */
	fault_at(FAULT_READ, fault_calls(FAULT_READ) + 1, EIO, FAULT_FROM);
	ck_assert(!store_open_kinds(&store, fault_sys(), &place, STORE_WRITE, ~0u, &err));
	ck_assert_int_eq(err.kind, ERR_IO);
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
		{ "{\r\n\"format\":\r\"leaderplus-fold\",\"for\":\"group\"", FORMAT_FOLD, FORMAT_FOLD },
		{ "{\"format\":\"leaderplus-voices\"}\n{", FORMAT_VOICES, FORMAT_VOICES },
		{ "{\"format\":\"leaderplus-review\"}", FORMAT_REVIEW, FORMAT_REVIEW },
		{ "{\"format\":\"leaderplus-room\"}", FORMAT_ROOM, FORMAT_ROOM },
		{ "{\"format\":\"leaderplus-parcel\"}", FORMAT_NONE, FORMAT_NONE },
		{ "{\"format\":\"leaderplus-share\",\"for\": \"group\"}", FORMAT_GROUP, FORMAT_GROUP },
		{ "{\"format\":\"leaderplus-share\",\"for\":\"mentor\",\"answers\":{\"group\":{",
		  FORMAT_MENTOR, FORMAT_MENTOR },
		{ "{\"format\":\"leaderplus-share\"}", FORMAT_MENTOR, FORMAT_MENTOR },
		{ "{\"format\":\"leaderplus-share\",\"to\":\"for\"}", FORMAT_MENTOR, FORMAT_MENTOR },
		{ "{\"format\":\"leaderplus-share\",\"for\"", FORMAT_MENTOR, FORMAT_MENTOR },
		{ "{\"id\":\"leaderplus-room\",\"format\":\"leaderplus-workbook\"}", FORMAT_NONE, FORMAT_ROOM },
	};
	static const char with_zero[] = "{\"format\":\"leaderplus-share\",\"for\":\0\"group\"}";

	char far[600];

	snprintf(far, sizeof(far), "{%510s%s", "", "\"format\":\"leaderplus-room\"}");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		scratch_put("f", rows[i].text);
		ck_assert_int_eq(format_begins(fault_sys(), scratch_path("f")), rows[i].begins);
		ck_assert_int_eq(format_look(slice_of(rows[i].text)), rows[i].looks);
	}
	/* So it does where it comes in pieces. */
	scratch_put("f", "{\"format\":\"leaderplus-room\"}");
	fault_short(3);
	fault_at(FAULT_READ, fault_calls(FAULT_READ) + 2, EINTR, FAULT_ONCE);
	ck_assert_int_eq(format_begins(fault_sys(), scratch_path("f")), FORMAT_ROOM);
	fault_reset();
	/* Far behind nothing is looked for. */
	ck_assert_int_eq(format_look(slice_of(far)), FORMAT_NONE);
	ck_assert_int_eq(format_look(slice_of(far + 100)), FORMAT_ROOM);
	/* A zero byte is no blank. */
	ck_assert_int_eq(format_look((struct slice){ with_zero, sizeof(with_zero) - 1 }), FORMAT_MENTOR);
	ck_assert_int_eq(format_begins(fault_sys(), scratch_path("none")), FORMAT_NONE);
	ck_assert_int_eq(format_begins(fault_sys(), scratch_path(".")), FORMAT_NONE);
	ck_assert_int_eq(fault_open_files(), 0);
}
END_TEST

/* What waits in a pipe is for somebody else. */
START_TEST(a_pipe_is_not_read)
{
	static const char text[] = "{\"format\":\"leaderplus-room\"}";
	char left[sizeof(text)];
	int fd;

	ck_assert_int_eq(mkfifo(scratch_path("pipe"), 0600), 0);
	fd = open(scratch_path("pipe"), O_RDWR | O_NONBLOCK);
	ck_assert_int_eq(write(fd, text, sizeof(text)), sizeof(text));
	ck_assert_int_eq(format_begins(fault_sys(), scratch_path("pipe")), FORMAT_NONE);
	ck_assert_int_eq(read(fd, left, sizeof(left)), sizeof(text));
	ck_assert_int_eq(close(fd), 0);
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
	tcase_add_test(kinds, a_copy_keeps_a_place_that_it_has);
	tcase_add_test(kinds, kinds_and_languages_differ);
	tcase_add_test(kinds, a_copy_for_a_group_is_refused_by_name);
	tcase_add_loop_test(kinds, a_store_opens_the_kinds_that_were_asked_for, 0, KIND_COUNT);
	tcase_add_loop_test(kinds, a_store_opens_no_other_kind_that_says_so_late, 0, KIND_COUNT);
	tcase_add_test(kinds, a_copy_for_a_group_is_not_called_damaged);
	tcase_add_loop_test(kinds, a_damaged_one_is_never_a_workbook, 0, KIND_COUNT);
	tcase_add_test(kinds, a_file_begins_with_what_it_is);
	tcase_add_test(kinds, a_pipe_is_not_read);
	tcase_add_test(kinds, a_room_is_begun_written_killed_and_found_again);
	suite_add_tcase(suite, kinds);
	return suite_run(suite);
}
