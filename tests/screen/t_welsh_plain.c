/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plain conversation in Welsh, through the whole book: no English word is left but the
 * names of its commands. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../unit/desk.h"
#include "../unit/fault.h"
#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "base/intl.h"
#include "base/mem.h"
#include "catalogue.h"
#include "greek.h"
#include "plain/plain.h"
#include "stage.h"

#define SAID_MAX ((size_t)64 * 1024 * 1024)

static void setup(void)
{
	stage_setup();
	greek_book();
	unsetenv("VISUAL");
	unsetenv("EDITOR");
	catalogue_read("cy");
	catalogue_speak("cy");
}

/* A workbook without words; no message names the scratch folder. */
static struct workbook *blank(void)
{
	struct store_place place = { "w.json", NULL };
	struct err err = { .text = "" };
	struct store *store = NULL;

	workbook_free(desk_create("w.json", desk_shipped()));
	ck_assert_msg(store_open(&store, fault_sys(), &place, STORE_WRITE, &err), "%s", err.text);
	return workbook_new(fault_sys(), desk_shipped(), store);
}

/* The folder of the test, which a copy's whole name begins with, is no language. */
static void blank_folder(struct buf *said)
{
	char *folder = realpath(scratch_path(""), NULL);

	ck_assert_ptr_nonnull(folder);
	for (char *at = said->data; (at = strstr(at, folder)); )
		memset(at, ' ', strlen(folder));
	free(folder);
}

/* What is said, with FIRST asked before, when SCRIPT is typed; a fault's trouble may end it. */
static void talk(struct workbook *wb, enum ask_begin begin, const char *script, struct buf *said)
{
	struct plain_start start = { .sys = fault_sys(), .wb = wb, .home = { "home.json", NULL },
		.begin = begin, .place = { "w.json", NULL }, .mode = STORE_WRITE, .utf8 = true, .remark = "",
		.settings_path = "c/config" };
	struct err err = { .text = "" };
	char part[4096];
	ssize_t n;

	if (begin == BEGIN_REPAIR)
		start.trouble = STAGE_DAMAGE;
	scratch_put("typed", script);
	start.in = open(scratch_path("typed"), O_RDONLY);
	start.out = open(scratch_path("said"), O_RDWR | O_CREAT | O_TRUNC, 0600);
	ck_assert(start.in >= 0 && start.out >= 0);
	if (!plain_run(&start, &err))
		buf_addf(said, "%s\n", err.text);
	ck_assert_int_eq(lseek(start.out, 0, SEEK_SET), 0);
	while ((n = read(start.out, part, sizeof(part))) > 0)
		buf_add(said, part, (size_t)n);
	ck_assert(!said->full);
	blank_folder(said);
	close(start.in);
	close(start.out);
}

/* Commands, which are English in every language, files, and what is not ours to say. */
static bool is_foreign(const char *word)
{
	static const char names[] = " next back contents go again where hint write words answers through rests open afresh before erase edit undo cover find summary share "
		"copy take bring save settings about check help quit steps look said given reply calendar ics accessibility home workbook "
		"c config w json html md txt distributing leadership ";
	char blank[64];

	snprintf(blank, sizeof(blank), " %s ", word);
	return strstr(names, blank) != NULL;
}

static void check_words(const struct buf *said, const char *except)
{
	const char *next = said->data, *word;

	ck_assert_uint_gt(said->len, 0);
	while ((word = catalogue_stranger(&next)))
		ck_assert_msg(is_foreign(word) || strstr(except, word), "'%s' is no word of the catalogue: %.*s",
			      word, 200, next - strlen(word) - (next - strlen(word) - said->data > 100 ? 100 : 0));
}

/* Every command on every page, and what is typed wrongly. */
START_TEST(book_is_talked_through_in_welsh)
{
	struct workbook *wb = blank();
	struct buf script, said;

	buf_init(&script, SAID_MAX);
	buf_init(&said, SAID_MAX);
	buf_add_str(&script, "help\nhelp accessibility\nhelp write\nhelp ω\n?\n\nω\nw\nnext ω\nback\ngo\ngo 99\n"
		    "go 1\ncontents\nfind\nfind ω\nfind ωωωωωωω\nsummary\n1\nsummary ω\nsummary ω.txt\n1\nsummary\n2\n2\n2\n3\n1\n6\n4\n1\n\n"
		    "summary\n3\n5\n6\n7\n8\n9\n10\n1\n2\nω\n.\n1\nω.md\nsummary ω.html\n3\n1\n3\nω\n.\n1\n2\nwords\nundo\n"
		    "answers\nthrough\nrests\nbefore\nerase\n1\nω\nopen\nω\nafresh\nwrite\nhint\nedit\nsave\nabout\ncheck\na\nsettings\n10\n1\n2\nsettings\n8\nback\nsettings\n8\nω/ω\n"
		    "settings\n8\n/ω\nsettings\n9\nsettings\n7\n1\n"
		    "take\n\ntake /123\ntake w.json\n2\nbring\n\nbring /123\nbring w.json\n");
	for (size_t page = 0; page < pack_page_count(workbook_pack(wb)); page++) {
		buf_add_str(&script, "where\nhint\n");
		if (workbook_has_box(wb, page))
			buf_add_str(&script, "open\n\nafresh\nwhere\nwords\nwrite\nωω.\n\n.\nafresh\n.\nafresh\nω\n.\nopen\nω\nwords\nwhere\nwords\nwrite\nω\n.\nundo\nwhere\nbefore\n"
				    "undo\n");
		if (pack_page(workbook_pack(wb), page)->kind == PAGE_QUESTION)
			buf_add_str(&script, "through\nωω\n\n\n\nrests\n1\n1\n1\n6\n");
		else if (workbook_has_box(wb, page))
			buf_add_str(&script, "answers\n1\nω\n\nanswers\nback\n");
		buf_add_str(&script, "again\nnext\n");
	}
	buf_add_str(&script, "next\ncontents\nsummary\n1\nshare\n2\nshare\n4\nsummary\n3\n8\n9\n1\n4\n2\nω\n.\nω\ncopy\n1\nω\ncopy\n2\n\ncopy ω.json\n3\n1\ncopy ω.json\n3\n1\ncopy ω.json\n1\n2\nshare\n1\ncopy\n3\n\ncopy\n1\nfind ω\ncover\ncopy\nwhere\nwords\nwrite\nsummary\nsummary ω.md\n"
		    "find ωωωωωωω\nfind ω\ngo 33\nwords\nwrite\nundo\nedit\nbefore\nerase\ncover\nwords\ngo 11\nerase\n1\n1\n"
		    "ω\nerase\n1\n1\ndileu am byth\nbefore\nerase\n99\nback\nquit\n");
	talk(wb, BEGIN_WELCOME_BACK, script.data, &said);
	check_words(&said, strerror(ENOENT));
	ck_assert_msg(strstr(said.data, ", tudalen 41 o 41."), "the end was not reached");
	ck_assert_msg(strstr(said.data, "gorchymyn: "), "no prompt");
	buf_release(&said);
	buf_release(&script);
	workbook_free(wb);
}
END_TEST

/* Steps: new, with days right and wrong, looked at again, changed, removed; and their calendar. */
START_TEST(steps_are_talked_through_in_welsh)
{
	struct workbook *wb = blank();
	struct buf said;

	buf_init(&said, SAID_MAX);
	talk(wb, BEGIN_WELCOME_BACK, "calendar\nlook\ngo 1\nsteps\nback\ngo 23\nsteps\n1\nω\nω\n\n\n123\n30/2/2999\n"
	     "1/1/2020\n23/11/2026\nback\nquit\n", &said);
	talk(wb, BEGIN_WELCOME_BACK, "calendar\ncalendar ω.ics\n1\ncalendar ω.ics\n2\ncalendar ω.txt\n1\n"
	     "look\n1\nω\n.\n\nlook\nsteps\n1\n1\nω\n.\n1\n2\nω\n.\n1/2/2999\n1\nback\n1\n3\n1\n1\n3\n2\nback\n"
	     "cover\nsteps\nquit\n", &said);
	check_words(&said, strerror(ENOENT));
	ck_assert_msg(strstr(said.data, "Mae'r cam wedi'i dynnu."), "%s", said.data);
	buf_release(&said);
	workbook_free(wb);
}
END_TEST

START_TEST(language_changes_at_once)
{
	struct workbook *wb = blank();
	const char *english, *welsh;
	struct buf said;

	buf_init(&said, SAID_MAX);
	talk(wb, BEGIN_WELCOME_BACK, "save\nsettings\n6\n2\nsave\nsettings\n6\n3\nquit\n", &said);
	english = strstr(said.data, "Language: English.");
	ck_assert_msg(english && strstr(english, "command: "), "no English: %s", said.data);
	ck_assert_msg(strstr(said.data, "Everything is saved.") > english, "not from then on: %s", said.data);
	welsh = strstr(english, "Iaith: Cymraeg.");
	ck_assert_msg(welsh && strstr(welsh, "gorchymyn: "), "no Welsh: %s", english);
	buf_release(&said);
	workbook_free(wb);
}
END_TEST

/* The ways in and out. */
static const struct { enum ask_begin begin; const char *script; bool fails; } ways[] = {
	{ BEGIN_FIRST_START, "ω\n9\n3\nwrite\nback\nabout\ncheck\nsettings\nback\nnext\nquit\n", false },
	{ BEGIN_FIRST_START, "2\n/123\n\n1\nwrite\nω\n.\nquit\n", false },
	{ BEGIN_FIRST_START, "3\n/123\n3\n\nquit\n", false },
	{ BEGIN_AWAY, "1\n3\nback\n2\ntake\nbring\nquit\n", false },
	{ BEGIN_ASK_CREATE, "1\nquit\n", false },
	{ BEGIN_ASK_CREATE, "2\nsummary\n1\nsummary\n3\n1\n\nshare\nsave\nquit\n", false },
	{ BEGIN_REPAIR, "1\nquit\n", false },
	{ BEGIN_WELCOME_BACK, "go 11\nwrite\nω\n.\nquit\n1\n3\nquit\n2\n/123\n\nquit\n4\n", true },
};

START_TEST(ways_in_and_out_are_welsh)
{
	struct workbook *wb = ways[_i].begin == BEGIN_WELCOME_BACK ? blank() :
		workbook_new(fault_sys(), desk_shipped(), NULL);
	struct buf said, except;

	buf_init(&said, SAID_MAX);
	buf_init(&except, 4096);
	if (ways[_i].fails)
		buf_addf(&except, "%s %s", strerror(ENOSPC), strerror(ENOENT));
	else if (ways[_i].begin == BEGIN_REPAIR)
		buf_add_str(&except, STAGE_DAMAGE);
	if (ways[_i].begin == BEGIN_REPAIR)
		scratch_put("w.json", "{");
	if (ways[_i].fails)
		fault_at(FAULT_FSYNC, fault_calls(FAULT_FSYNC) + 1, ENOSPC, FAULT_FROM);
	talk(wb, ways[_i].begin, ways[_i].script, &said);
	check_words(&said, except.data);
	buf_release(&except);
	buf_release(&said);
	workbook_free(wb);
}
END_TEST

/* Once, before the processes of the tests are forked. */
static void read_welsh(void)
{
	catalogue_read("cy");
}

int main(void)
{
	Suite *suite = suite_create("welsh plain");
	TCase *tc = tcase_create("welsh plain");

	tcase_add_unchecked_fixture(tc, read_welsh, NULL);
	tcase_add_checked_fixture(tc, setup, stage_teardown);
	tcase_add_test(tc, book_is_talked_through_in_welsh);
	tcase_add_test(tc, steps_are_talked_through_in_welsh);
	tcase_add_test(tc, language_changes_at_once);
	tcase_add_loop_test(tc, ways_in_and_out_are_welsh, 0, ARRAY_LEN(ways));
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
