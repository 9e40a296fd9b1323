/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words from the room in the real program: what kills it takes at most a second of them, a second
 * wall is told, and the file is named in the end. */
#include <config.h>

#include <check.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "base/buf.h"
#include "base/mem.h"
#include "steps.h"

#define SPREAD "How far is leadership distributed in your school today?"
#define ROOM "talk.room.json"
#define ROOMS "data/leaderplus/rooms"
#define WORDS "the cook, Wrth gwrs: 領導"

static struct play_setting setting;
static const char *words[8];

static const struct play_setting *present(const char *option, const char *name)
{
	static const char *const environment[] = { "ESCDELAY=5", NULL };
	size_t n = 0;

	words[n++] = "present";
	words[n++] = "spread-now";
	if (option) {
		words[n++] = option;
		words[n++] = scratch_path(name);
	}
	words[n] = NULL;
	setting = (struct play_setting){ .arguments = words, .environment = environment };
	return &setting;
}

static void type_words(struct play *p, const char *text)
{
	play_wait_for(p, SPREAD);
	play_keys(p, "w");
	play_wait_for(p, "PgDn leaves.");
	play_type(p, text);
	play_wait_for(p, text);
}

START_TEST(a_killed_wall_loses_nothing_that_it_called_safe)
{
	struct play p;

	play_start(&p, present("--room", ROOM));
	type_words(&p, WORDS);
	play_wait_for(&p, SAYS_SAFE);
	play_signal(&p, SIGKILL);
	ck_assert_int_eq(play_end(&p), 128 + SIGKILL);
	ck_assert_ptr_null(steps_words(ROOM, "spread-now"));
	play_start(&p, present("--room", ROOM));
	play_wait_for(&p, SPREAD);
	play_keys(&p, "w");
	play_wait_for(&p, WORDS);
	play_keys(&p, "Ctrl-Q");
	ck_assert_int_eq(play_end(&p), 0);
	ck_assert_str_eq(steps_words(ROOM, "spread-now"), WORDS);
}
END_TEST

START_TEST(a_signal_saves_what_was_just_typed)
{
	struct play p;

	play_start(&p, present("--room", ROOM));
	type_words(&p, WORDS);
	play_signal(&p, _i ? SIGHUP : SIGTERM);
	ck_assert_int_lt(play_end(&p), 128);
	ck_assert_str_eq(steps_words(ROOM, "spread-now"), WORDS);
}
END_TEST

START_TEST(a_second_wall_is_told)
{
	struct play p, other;

	play_start(&p, present("--room", ROOM));
	type_words(&p, WORDS);
	play_start(&other, present("--room", ROOM));
	play_wait_end(&other, PLAY_PATIENCE);
	ck_assert_ptr_nonnull(strstr(play_output(&other), "open in another window"));
	ck_assert_int_eq(play_end(&other), 1);
	play_keys(&p, "Ctrl-Q");
	ck_assert_int_eq(play_end(&p), 0);
	ck_assert_str_eq(steps_words(ROOM, "spread-now"), WORDS);
}
END_TEST

/* Rooms in the usual place; NAME is that of one. */
static int find_rooms(char *name, size_t size)
{
	DIR *folder = opendir(scratch_path(ROOMS));
	struct dirent *entry;
	int count = 0;

	while (folder && (entry = readdir(folder)))
		if (strlen(entry->d_name) > strlen(".room.json") &&
		    strcmp(entry->d_name + strlen(entry->d_name) - strlen(".room.json"), ".room.json") == 0) {
			snprintf(name, size, ROOMS "/%.200s", entry->d_name);
			count++;
		}
	if (folder)
		closedir(folder);
	return count;
}

START_TEST(the_file_is_named_in_the_end)
{
	struct play p;

	play_start(&p, present(NULL, NULL));
	play_wait_for(&p, SPREAD);
	play_keys(&p, "Ctrl-Q");
	play_wait_end(&p, PLAY_PATIENCE);
	ck_assert_ptr_null(strstr(play_output(&p), "The words of the room"));
	ck_assert_int_eq(play_end(&p), 0);
	ck_assert(!scratch_has("data/leaderplus/rooms"));
	play_start(&p, present(NULL, NULL));
	type_words(&p, WORDS);
	play_keys(&p, "Ctrl-Q");
	play_wait_end(&p, PLAY_PATIENCE);
	ck_assert_ptr_nonnull(strstr(play_last_words(&p), "The words of the room are in "));
	ck_assert_ptr_nonnull(strstr(play_output(&p), "/leaderplus/rooms/room-20"));
	ck_assert_ptr_nonnull(strstr(play_output(&p), "leaderplus summary "));
	ck_assert_ptr_nonnull(strstr(play_output(&p), "leaderplus present --room /"));
	ck_assert_int_eq(play_end(&p), 0);
	ck_assert_int_eq((int)scratch_mode("data/leaderplus/rooms"), 0700);
}
END_TEST

static int count_told(const struct play *p)
{
	int count = 0;

	for (const char *at = p->output; (at = strstr(at, "The words of the room are in ")); at++)
		count++;
	return count;
}

/* From one sitting at the workbook, however often F5 is pressed, all words go into one file, which is
 * told once. */
START_TEST(f5_goes_on_with_the_room_of_this_sitting)
{
	static const char *const environment[] = { "ESCDELAY=5", NULL };
	char name[256] = "";
	struct play p;

	steps_begin(&p, &(struct play_setting){ .environment = environment });
	steps_turn_to(&p, SPREAD);
	for (int i = 0; i < 3; i++) {
		play_keys(&p, "F5");
		play_wait_gone(&p, "Leader plus");	/* the workbook's page has that number, too */
		play_wait_for(&p, "page 11 of 41");
		play_keys(&p, "w");
		play_wait_for(&p, "PgDn leaves.");
		if (i > 1)
			play_wait_for(&p, "the cook");
		/* The first time nothing is typed, and no file begins. */
		play_type(&p, i == 1 ? "the cook" : i == 2 ? "the bursar" : "");
		play_keys(&p, "PgDn");
		play_wait_for(&p, "page 11 of 41");
		play_keys(&p, "Ctrl-Q");
		play_wait_for(&p, "Press R");
		ck_assert_int_eq(find_rooms(name, sizeof(name)), i > 0);
		ck_assert_int_eq(count_told(&p), i > 0);
		play_keys(&p, "r");
		play_wait_for(&p, SPREAD);
	}
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_str_eq(steps_words(name, "spread-now"), "the cook\nthe bursar");
}
END_TEST

/* Each is refused before anything shows, and what is said of it is safe. */
START_TEST(files_that_are_not_fit_are_refused_before_anything_shows)
{
	static const struct { const char *option, *name, *text, *said; } rows[] = {
		{ "--room", "workbook.json", "{\"secret\":\"Quagmire\"}", "whose name ends in .room.json" },
		{ "--room", "bad.room.json", "{\"format\":\"leaderplus-room\",\"Quagmire\":\"\033[31m", "bad.room.json" },
		{ "--room", "none/talk.room.json", NULL, "none/talk.room.json" },
		{ "--room", "book.room.json", "{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"Quagmire\"}",
		  "'leaderplus FILE' opens it" },
		{ "--room", "any.room.json", "PK", "another name begins another file" },
		{ "--voices", "any.ndjson", "PK", "words that somebody has reviewed" },
		{ "--voices", "book.json", "{\n\"format\": \"leaderplus-workbook\",\n\"id\":\"Quagmire\"}",
		  "'leaderplus FILE' opens it" },
		{ "--voices", "group.json", "{\"format\":\"leaderplus-share\",\"version\":1,\"for\":\"group\"}",
		  "'leaderplus collate' gathers those" },
		{ "--voices", "talk.room.json", "{\"format\":\"leaderplus-room\",\"version\":1}",
		  "'leaderplus present --room FILE' goes on" },
		{ "--voices", "none.ndjson", NULL, "none.ndjson" },
		{ "--voices", "fold.ndjson", "{\"format\":\"leaderplus-fold\",\"version\":1,\"Quagmire\":1}\n",
		  "'leaderplus collate FOLD --review -f ndjson -o voices.ndjson'" },
		{ "--voices", "workbook.json", "{\n\t\"format\": \"leaderplus-workbook\"\n}\n", "words that somebody has reviewed" },
		{ "--voices", "words.docx", "PK\003\004\024", "words that somebody has reviewed" },
		{ "--voices", "raw.ndjson", "{\"format\":\"leaderplus-voices\",\"version\":1,\"reviewed\":false,"
		  "\"pack\":{\"id\":\"distributing-leadership\",\"version\":\"1\"}}\n",
		  "nobody has looked at these words one by one yet; it takes words that somebody has reviewed" },
		{ "--voices", "other.ndjson", "{\"format\":\"leaderplus-voices\",\"version\":1,\"reviewed\":true,"
		  "\"pack\":{\"id\":\"another\",\"version\":\"1\"}}\n", "--pack another" },
		{ "--voices", "bad.ndjson", "{\"format\":\"leaderplus-voices\",\"version\":1,\"reviewed\":true,"
		  "\"pack\":{\"id\":\"distributing-leadership\",\"version\":\"1\"}}\n{\"\033[31m\"", "bad.ndjson" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct play p;
		int status;

		if (rows[i].text)
			scratch_put(rows[i].name, rows[i].text);
		play_start(&p, present(rows[i].option, rows[i].name));
		play_wait_end(&p, PLAY_PATIENCE);
		ck_assert_msg(strstr(play_output(&p), rows[i].said), "%s: says %s", rows[i].name,
			      play_output(&p));
		ck_assert_msg(!strstr(play_output(&p), "\033"), "%s: %s", rows[i].name, play_output(&p));
		ck_assert_ptr_null(strstr(play_output(&p), "Quagmire"));
		status = play_end(&p);
		ck_assert_msg(status == 1 || status == 2, "%s: status %d", rows[i].name, status);
	}
	ck_assert(!scratch_has("none"));
}
END_TEST

START_TEST(what_a_group_wrote_is_shown)
{
	struct play p;

	scratch_put("voices.ndjson",
		    "{\"format\":\"leaderplus-voices\",\"version\":1,\"reviewed\":true,"
		    "\"pack\":{\"id\":\"distributing-leadership\",\"version\":\"1\"}}\n"
		    "{\"id\":\"spread-now\",\"part\":\"answers\",\"language\":\"en\",\"question\":\"How far?\","
		    "\"voices\":[\"\\u001b[31mthe office\",\"the cook\"]}\n");
	play_start_until(&p, present("--voices", "voices.ndjson"), SPREAD);
	play_keys(&p, "v");
	play_wait_for(&p, "the office");
	play_wait_for(&p, "the cook");
	ck_assert(!strstr(play_output(&p), "\033[31m"));
	play_keys(&p, "PgDn");
	play_wait_for(&p, "page 11 of 41");
	play_keys(&p, "Ctrl-Q");
	ck_assert_int_eq(play_end(&p), 0);
}
END_TEST

/* Three copies in lines, the words of which fill more than a small window. */
static void put_copies(void)
{
	struct buf lines;

	buf_init(&lines, 100000);
	for (int i = 0; i < 3; i++) {
		buf_addf(&lines, "{\"format\":\"leaderplus-share\",\"version\":1,\"for\":\"group\",\"key\":\"%d\","
				 "\"clock\":1,\"pack\":{\"id\":\"distributing-leadership\",\"version\":\"1\"},"
				 "\"language\":\"en\",\"answers\":{\"spread-now\":{\"question\":\"How far?\","
				 "\"text\":\"", i);
		for (int k = 0; k < 30; k++)
			buf_addf(&lines, "%d the cook\\n", k);
		buf_addf(&lines, "%d END\"}}}\n", i);
	}
	scratch_put("copies.ndjson", lines.data);
	buf_release(&lines);
}

/* What is typed where a screenful ends is an answer, but for words that were not seen at all. */
START_TEST(a_review_in_a_small_window_takes_what_is_typed)
{
	const char *const arguments[] = { "collate", scratch_path("copies.ndjson"), "--review", NULL };
	const struct play_setting small = { .arguments = arguments, .rows = 8, .cols = 40 };
	struct play p;

	put_copies();
	play_start_until(&p, &small, "or a letter): ");
	ck_assert(!play_shows(&p, "1 of 3"));
	play_bytes(&p, "k\r", 2);
	play_wait_for(&p, "1 of 3");
	play_wait_for(&p, "or a letter): ");
	play_bytes(&p, "\r", 1);
	play_wait_for(&p, "7 the cook");
	play_bytes(&p, "k\r", 2);
	play_wait_for(&p, "2 of 3");
	ck_assert_ptr_null(strstr(scratch_get("copies.ndjson.review"), "\"kept\":\t[]"));
	play_bytes(&p, "s\r", 2);
	play_wait_end(&p, PLAY_PATIENCE);
	ck_assert_int_eq(play_end(&p), 0);
}
END_TEST

/* The timer on a real terminal says nothing while nothing changes. */
START_TEST(the_timer_is_silent)
{
	struct play p;
	size_t len;

	play_start_until(&p, present(NULL, NULL), SPREAD);
	play_keys(&p, "t");
	play_wait_for(&p, "Think alone");
	play_settle(&p);
	len = p.output_len;
	play_settle(&p);
	ck_assert_uint_eq(p.output_len, len);
	ck_assert_ptr_null(strchr(play_output(&p), '\a'));
	play_keys(&p, "Esc");
	play_wait_for(&p, "page 11 of 41");
	play_keys(&p, "Ctrl-Q");
	ck_assert_int_eq(play_end(&p), 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("room");
	TCase *tc = tcase_create("room");

	tcase_add_checked_fixture(tc, scratch_open, scratch_close);
	tcase_set_timeout(tc, 120);
	tcase_add_test(tc, a_killed_wall_loses_nothing_that_it_called_safe);
	tcase_add_loop_test(tc, a_signal_saves_what_was_just_typed, 0, 2);
	tcase_add_test(tc, a_second_wall_is_told);
	tcase_add_test(tc, the_file_is_named_in_the_end);
	tcase_add_test(tc, f5_goes_on_with_the_room_of_this_sitting);
	tcase_add_test(tc, files_that_are_not_fit_are_refused_before_anything_shows);
	tcase_add_test(tc, what_a_group_wrote_is_shown);
	tcase_add_test(tc, a_review_in_a_small_window_takes_what_is_typed);
	tcase_add_test(tc, the_timer_is_silent);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
