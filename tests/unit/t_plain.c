/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plain conversation in this process, on files: what needs a disk or another program that
 * misbehaves, and lines drawn by chance. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "desk.h"
#include "fault.h"
#include "hostile.h"
#include "hunt.h"
#include "plain/plain.h"
#include "scratch.h"
#include "suite.h"
#include "text/utf8.h"

#define BOX "w.json"
#define ROUNDS 60

/* The conversation about WB with what is TYPED; what was said is in "out". */
static bool converse(struct workbook *wb, const struct sys *sys, struct slice typed,
		     struct err *err)
{
	struct plain_start start = {
		.sys = sys, .wb = wb, .begin = BEGIN_WELCOME_BACK, .mode = STORE_WRITE_HERE,
		.trouble = "", .remark = "", .utf8 = true,
	};
	bool ok;

	start.in = open(scratch_path("in"), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	start.out = open(scratch_path("out"), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	ck_assert_int_eq(write(start.in, typed.data, typed.len), (ssize_t)typed.len);
	ck_assert_int_eq(lseek(start.in, 0, SEEK_SET), 0);
	ok = plain_run(&start, err);
	close(start.in);
	close(start.out);
	return ok;
}

/* The same where it must end well. */
static const char *said(struct workbook *wb, const struct sys *sys, const char *typed)
{
	struct err err = { .text = "" };

	ck_assert_msg(converse(wb, sys, slice_of(typed), &err), "%s", err.text);
	return scratch_get("out");
}

#define UNTAKEN "some of the lines that were piped in were not taken"

/* The same where some of it is not taken. */
static const char *said_in_part(struct workbook *wb, const struct sys *sys, const char *typed)
{
	struct err err = { .text = "" };

	ck_assert(!converse(wb, sys, slice_of(typed), &err));
	ck_assert_msg(strstr(err.text, UNTAKEN), "%s", err.text);
	return scratch_get("out");
}

static void ck_has(const char *text, const char *words)
{
	ck_assert_msg(strstr(text, words), "it does not say '%s':\n%s", words, text);
}

/* No file can be made in the scratch folder itself. */
static int closed_openat(int dir, const char *path, int flags, mode_t mode)
{
	struct stat st;

	if (strstr(path, BOX) && !strstr(path, "/state/") && (flags & O_CREAT) &&
	    sys_real()->fstatat(dir, path, &st, 0) != 0) {
		errno = EACCES;
		return -1;
	}
	return sys_real()->openat(dir, path, flags, mode);
}

static struct workbook *open_closed(struct sys *sys)
{
	char *state = strdup(scratch_path("state"));
	struct store_place place = { scratch_path(BOX), state };
	struct err err = { .text = "" };
	struct store *store;

	workbook_free(desk_create(BOX, desk_book()));
	unlink(scratch_path(BOX ".lock"));
	unlink(scratch_path(BOX ".journal"));
	*sys = *sys_real();
	sys->openat = closed_openat;
	ck_assert_msg(store_open(&store, sys, &place, STORE_WRITE_HERE, &err), "%s", err.text);
	free(state);
	return workbook_new(sys, desk_book(), store);
}

/* Where the folder takes no file, write asks whether lock and journal may lie elsewhere. */
START_TEST(a_closed_folder_is_written_in_after_asking)
{
	struct sys sys;
	struct workbook *wb = open_closed(&sys);
	const char *out = said_in_part(wb, &sys, "go 3\nwrite\n2\nwords\nwrite\n1\nIn place.\n.\nwords\n");

	ck_has(out, "Type write on a page with a box, and you are asked about this.");
	ck_has(out, "2. Only read\n");
	ck_has(out, "  In place.");
	ck_has(out, "Please note: ");
	ck_assert_str_eq(desk_text(wb, "ask"), "In place.");
	ck_has(scratch_get(BOX), "In place.");
	workbook_free(wb);
}
END_TEST

START_TEST(nothing_is_kept_elsewhere_without_asking)
{
	struct sys sys;
	struct workbook *wb = open_closed(&sys);

	said_in_part(wb, &sys, "go 3\nwrite\n2\nIn vain.\nwrite\nback\nundo\nsave\nquit\n");
	ck_assert(!scratch_has("state"));
	ck_assert_ptr_null(strstr(scratch_get(BOX), "In vain"));
	workbook_free(wb);
}
END_TEST

/* Somebody else changed the file: it is left alone, and where the words are is told once. */
START_TEST(a_conflict_is_told_once)
{
	struct workbook *wb = desk_create(BOX, desk_book());
	const char *out, *first;

	scratch_put(BOX, "{\"somebody\":\"else\"}");
	out = said(wb, fault_sys(), "go 3\nwrite\nMine.\n.\nwrite\nMore.\n.\nwhere\n");
	first = strstr(out, "Another program changed your workbook, so it was left as it is.");
	ck_assert_ptr_nonnull(first);
	ck_assert_ptr_null(strstr(first + 1, "Another program changed"));
	ck_assert_str_eq(scratch_get(BOX), "{\"somebody\":\"else\"}");
	ck_has(scratch_get(strrchr(workbook_conflict(wb), '/') + 1), "Mine.\\n\\nMore.");
	ck_has(out, workbook_conflict(wb));
	workbook_free(wb);
}
END_TEST

static int count(const char *text, const char *words)
{
	int n = 0;

	while ((text = strstr(text, words))) {
		text++;
		n++;
	}
	return n;
}

/* Where nothing can be saved, quitting asks each time, and the end of the input ends all the
 * same: what was lost is told. */
START_TEST(quitting_unsaved_is_asked_about)
{
	struct err err = { .text = "" };
	struct workbook *wb;

	mkdir(scratch_path("stick"), 0700);
	wb = desk_create("stick/" BOX, desk_book());
	ck_assert_int_eq(rename(scratch_path("stick"), scratch_path("pulled")), 0);
	ck_assert(!converse(wb, fault_sys(),
			    slice_of("go 3\nwrite\nMine.\n.\nquit\n3\nquit\n1\nback\n"), &err));
	ck_assert_int_eq(count(scratch_get("out"), "NOT SAVED: "), 1);
	ck_assert_int_ge(count(scratch_get("out"), "Your last words are not saved: "), 3);
	ck_has(scratch_get("out"), "That did not help: ");
	ck_assert_str_eq(desk_text(wb, "ask"), "Mine.");
	ck_assert_str_ne(err.text, "");
	workbook_free(wb);
}
END_TEST

/* At the end of the words, when the page is turned after them, and when it is asked for. */
START_TEST(unsaved_words_are_told_each_time)
{
	static const char typed[] = "go 3\nwrite\nMine.\n.\nnext\nnext\nback\nback\nwrite\nMore.\n.\n"
		"where\nnext\n";
	struct workbook *wb = desk_create(BOX, desk_book());
	struct err err;

	fault_at(FAULT_FSYNC, fault_calls(FAULT_FSYNC) + 1, ENOSPC, FAULT_FROM);
	ck_assert(!converse(wb, fault_sys(), slice_of(typed), &err));
	ck_assert_int_eq(count(scratch_get("out"), "NOT SAVED: "), 4);
	ck_assert_int_eq(count(scratch_get("out"), "Your words are saved."), 0);
	workbook_free(wb);
}
END_TEST

/* As when somebody comes from the full screen. */
START_TEST(words_that_are_covered_already_are_told)
{
	struct workbook *wb = desk_create(BOX, desk_book());

	ck_assert_ptr_null(strstr(said(wb, fault_sys(), "quit\n"), "Your words are covered."));
	workbook_cover(wb, true);
	ck_has(said(wb, fault_sys(), "quit\n"), "Your words are covered. cover shows them again.");
	workbook_free(wb);
}
END_TEST

START_TEST(a_file_is_checked_as_it_lies_there)
{
	struct workbook *wb = desk_create(BOX, desk_book());
	const char *out, *fault;

	ck_has(said(wb, fault_sys(), "go 3\nwrite\nMine.\n.\ncheck\n"), "It is in order: ");
	scratch_put(BOX, "{\n\"workbook\": tru\n}");
	out = said(wb, fault_sys(), "check\n");
	ck_assert_ptr_null(strstr(out, "It is in order: "));
	fault = strstr(out, "This is not as it should be.");
	ck_assert_ptr_nonnull(fault);
	ck_has(fault, "Line 2: ");
	ck_assert_str_eq(scratch_get(BOX), "{\n\"workbook\": tru\n}");
	unlink(scratch_path(BOX));
	ck_has(said(wb, fault_sys(), "check\n"), "It could not be looked at: ");
	workbook_free(wb);
}
END_TEST

START_TEST(a_check_saves_what_could_not_be_saved)
{
	struct workbook *wb = desk_create(BOX, desk_book());
	const char *out, *again;

	said(wb, fault_sys(), "go 3\n");
	fault_at(FAULT_RENAME, fault_calls(FAULT_RENAME) + 1, ENOSPC, FAULT_ONCE);
	out = said(wb, fault_sys(), "write\nMine.\n.\ncheck\n");
	ck_has(out, "NOT SAVED: ");
	again = strstr(out, "Everything is saved again.");
	ck_assert_msg(again && strstr(again, "It is in order: "), "not saved first:\n%s", out);
	workbook_free(wb);
}
END_TEST

/* Short reads and writes change nothing. */
START_TEST(lines_may_come_and_go_in_pieces)
{
	struct workbook *wb = desk_create(BOX, desk_book());
	char *whole, *pieces;

	whole = strdup(said(wb, fault_sys(), "go 3\nwrite\nŷ, in pieces.\n.\ncontents\nwords\n"));
	desk_write(wb, "ask", "");
	workbook_free(wb);
	unlink(scratch_path(BOX));
	unlink(scratch_path(BOX ".journal"));
	unlink(scratch_path(BOX ".bak"));
	wb = desk_create(BOX, desk_book());
	fault_short(1);
	pieces = strdup(said(wb, fault_sys(), "go 3\nwrite\nŷ, in pieces.\n.\ncontents\nwords\n"));
	ck_assert_str_eq(pieces, whole);
	workbook_free(wb);
	free(pieces);
	free(whole);
}
END_TEST

static const char *const lines[] = {
	"next", "back", "contents", "go 1", "go 3", "go 4", "go 6", "go 7", "again", "where", "hint",
	"write", "write", "write", "write", "words", "undo", "summary", "share", "save", "help", "help go",
	"find a", "settings", "about", "check", "cover", "back", ".", ".", ".", ".", "1", "2", "3", "4", "5", "n", "w", "", "?", "99",
};

/* A line of a conversation; what comes behind write may be anything. */
static void add_line(struct buf *out, struct dice *dice)
{
	struct buf text;

	if (roll(dice, 3)) {
		buf_add_str(out, lines[roll(dice, ARRAY_LEN(lines))]);
	} else {
		buf_init(&text, 1 << 16);
		hostile_text(&text, dice);
		buf_add_slice(out, slice_buf(&text));
		buf_release(&text);
	}
	buf_add_char(out, '\n');
}

/* Nothing but letters and line feeds. */
static void check_said(const char *out, struct slice typed, unsigned round)
{
	struct slice s = slice_of(out);
	size_t at = 0;

	ck_assert_uint_eq(utf8_check(s), s.len);
	while (at < s.len) {
		unsigned code = utf8_next(s, &at);

		ck_assert_msg(code == '\n' || (code >= 0x20 && (code < 0x7F || code >= 0xA0)),
			      "round %u: U+%04X was said, when this was typed:\n%.*s", round, code,
			      (int)typed.len, typed.data);
	}
}

/* Whatever is typed: it ends, nothing but letters leaves it, and the file can be read. */
START_TEST(whatever_is_typed_harms_nothing)
{
	struct dice dice = { 20261126 };
	struct workbook *wb;
	struct buf typed;
	struct err err;
	char name[32];

	buf_init(&typed, 1 << 22);
	for (unsigned round = 0; round < ROUNDS; round++) {
		/* Words are only ever added, so each round has its own. */
		snprintf(name, sizeof(name), "w%u.json", round);
		wb = desk_create(name, desk_book());
		buf_clear(&typed);
		for (int i = 0; i < 40; i++)
			add_line(&typed, &dice);
		ck_assert_msg(converse(wb, fault_sys(), slice_buf(&typed), &err) || strstr(err.text, UNTAKEN),
			      "%s", err.text);
		check_said(scratch_get("out"), slice_buf(&typed), round);
		ck_has(scratch_get("out"), "command: ");
		workbook_free(wb);
		wb = desk_open(name, desk_book(), STORE_WRITE_HERE);
		ck_assert(!workbook_came_back(wb));
		workbook_free(wb);
	}
	buf_release(&typed);
}
END_TEST

/* What could not be erased is told, and can be erased once more; what undo had is gone. */
START_TEST(erasing_is_told_as_it_went)
{
	struct workbook *wb = desk_create(BOX, desk_book());
	const char *out;

	said(wb, fault_sys(), "go 3\nwrite\nThe secret.\n.\nnext\nback\n");
	ck_assert_int_gt(hunt_files("The secret"), 0);
	fault_at(FAULT_FSYNC, fault_calls(FAULT_FSYNC) + 1, ENOSPC, FAULT_FROM);
	out = said_in_part(wb, fault_sys(), "erase\n1\nerase for good\nwords\n");
	ck_has(out, "That does not work: nothing was erased: ");
	ck_has(out, "  The secret.");
	fault_reset();
	fault_clock(DESK_NOW);
	said(wb, fault_sys(), "write\nMore of it.\n.\n");
	fault_at(FAULT_UNLINK, fault_calls(FAULT_UNLINK) + 1, EACCES, FAULT_FROM);
	out = said_in_part(wb, fault_sys(), "erase\n1\nerase for good\n1\n2\nwords\n");
	ck_has(out, "Not everything is erased for good yet: ");
	ck_has(out, BOX ".bak");
	ck_has(out, "1. Erase once more\n2. Leave it as it is for now\n");
	ck_has(out, "The box is empty.");
	fault_reset();
	fault_clock(DESK_NOW);
	out = said(wb, fault_sys(), "write\nThe secret, again.\n.\nerase\n1\nerase for good\nundo\n"
		   "words\n");
	ck_has(out, "Erased for good.");
	ck_has(out, "Nothing was written that could be taken back.");
	ck_has(out, "The box is empty.");
	scratch_put("in", "");
	scratch_put("out", "");
	ck_assert_int_eq(hunt_files("The secret"), 0);
	workbook_free(wb);
	ck_assert_int_eq(hunt_files("The secret"), 0);
}
END_TEST

START_TEST(nothing_is_erased_that_is_only_read)
{
	struct workbook *wb = desk_create(BOX, desk_book()), *reader;

	desk_write(wb, "ask", "The secret.");
	desk_save(wb);
	reader = desk_open(BOX, desk_book(), STORE_WRITE);
	ck_has(said_in_part(reader, fault_sys(), "go 3\nbefore\nerase\n1\nerase for good\n"),
	       "Nothing can be erased here: already open in another window");
	ck_has(scratch_get("out"), "What I wrote on 23 November 2026\n");
	ck_has(scratch_get(BOX), "The secret.");
	workbook_free(reader);
	workbook_free(wb);
}
END_TEST

/* The full screen may have handed over when the signal was on its way. */
START_TEST(an_end_that_came_before_it_is_one)
{
	struct workbook *wb = desk_create(BOX, desk_book());
	sigset_t term;

	workbook_write(wb, desk_page(wb, "ask"), slice_of("Before."));
	sigemptyset(&term);
	sigaddset(&term, SIGTERM);
	ck_assert_int_eq(sigprocmask(SIG_BLOCK, &term, NULL), 0);
	ck_assert_int_eq(raise(SIGTERM), 0);
	ck_assert_str_eq(said(wb, sys_real(), "where\n"), "");
	workbook_free(wb);
	ck_has(scratch_get(BOX), "Before.");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("plain");
	TCase *tcase = tcase_create("plain");

	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, desk_setup, scratch_close);
	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, a_closed_folder_is_written_in_after_asking);
	tcase_add_test(tcase, nothing_is_kept_elsewhere_without_asking);
	tcase_add_test(tcase, a_conflict_is_told_once);
	tcase_add_test(tcase, quitting_unsaved_is_asked_about);
	tcase_add_test(tcase, unsaved_words_are_told_each_time);
	tcase_add_test(tcase, words_that_are_covered_already_are_told);
	tcase_add_test(tcase, a_file_is_checked_as_it_lies_there);
	tcase_add_test(tcase, a_check_saves_what_could_not_be_saved);
	tcase_add_test(tcase, lines_may_come_and_go_in_pieces);
	tcase_add_test(tcase, whatever_is_typed_harms_nothing);
	tcase_add_test(tcase, erasing_is_told_as_it_went);
	tcase_add_test(tcase, nothing_is_erased_that_is_only_read);
	/* The last, for without forks the end that was asked for stays asked for. */
	tcase_add_test(tcase, an_end_that_came_before_it_is_one);
	return suite_run(suite);
}
