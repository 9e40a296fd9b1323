/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of workbook/conflicts: what lies beside a workbook because it was changed in two places is
 * known by its name and by what is in it. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "book.h"
#include "desk.h"
#include "doc/write.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"
#include "workbook/ask.h"
#include "workbook/beside.h"
#include "workbook/conflicts.h"
#include "workbook/tell.h"

#define WORDS "Words that took an evening."
#define HERE "Words that were added here."
#define THERE "Words that were added there."

/* As the programs' own pages and people's folders have them. */
static const char *const theirs[] = {
	/* Dropbox, Box */
	"workbook (Ann's conflicted copy 2026-11-23).json",
	"workbook (Ann’s conflicted copy 2026-11-23 (1)).json",
	"workbook (DESKTOP-4F7K2's conflicted copy 2026-11-23).json",
	"workbook (In Konflikt stehende Kopie von Ann 2026-11-23).json",
	"workbook (Anns in Konflikt stehende Kopie 2026-11-23).json",
	"workbook (Copie en conflit de Ann 2026-11-23).json",
	"workbook (Copia conflictiva de Ann 2026-11-23).json",
	"workbook (Copia in conflitto di Ann 2026-11-23).json",
	"workbook (Ann:s motstridiga kopia 2026-11-23).json",
	"workbook (Ann 上の問題のあるコピー 2026-11-23).json",
	"workbook (Конфликтующая копия 2026-11-23).json",
	/* Nextcloud, ownCloud, OpenCloud */
	"workbook (conflicted copy 2026-11-23 190411).json",
	"workbook (conflicted copy ann 2026-11-23 190411).json",
	"workbook_conflict-20261123-190411.json",
	/* Syncthing, Seafile, Resilio, Synology, FileCloud, Cozy, rclone */
	"workbook.sync-conflict-20261123-190411-ABCDEFG.json",
	"workbook (SFConflict ann@example.org 2026-11-23-19-04-11).json",
	"workbook.Conflict.json",
	"workbook.Conflict1.json",
	"workbook_Andy-PC_Nov-23-1904-2026_Conflict.json",
	"workbook(Conflict_ann_2026-11-23-19-04-11).json",
	"workbook-conflict-2026-11-23T19_04_11.123Z.json",
	"workbook.json.conflict1",
	/* OneDrive, Google Drive, iCloud */
	"workbook-DESKTOP-4F7K2.json",
	"workbook-LAPTOP-9QX-2.json",
	"workbook (1).json",
	"workbook(2).json",
	"workbook [Conflict].json",
	"workbook 2.json",
	/* this program */
	"workbook.json.conflict-desk-20261123T190411Z",
	"workbook.json.conflict-desk-20261123T190411Z-2",
};

/* What people call files, what lies beside a workbook, and what has nothing to do with it. */
static const char *const others[] = {
	"workbook.json", "workbook.json.bak", "workbook.json.journal", "workbook.json.lock",
	"workbook.json.broken-20261123T190411Z", "workbook.json.conflict-desk-20261123T190411Z.bak",
	"workbook.json.conflict-desk-20261123T190411Z.lock",
	"workbook.json.conflict-desk-20261123T190411Z.journal", ".workbook.json.A1B2C3D4.tmp",
	"workbook-2026-11-23.json", "workbook-2026-11-23-2.json", "workbook 2026.json", "workbook2.json",
	"workbook-old.json", "workbook (final).json", "workbook copy.json", "workbook 0.json",
	"workbook ().json", "workbook (1.json", "workbook 1).json", "workbook -1.json", "workbook-.json",
	"workbook (1).txt", "workbook (1)", "My workbook (1).json", "notebook (1).json", "(1).json",
	"workbookconflict.json", "conflict.json", "conflicts at school.json",
	"workbook (conflict\xff).json", "workbook-A VERY LONG NAME.json",
	"workbook-ABCDEFGHIJKLMNOPQRSTUVW.json", "",
};

START_TEST(names_are_known)
{
	for (size_t i = 0; i < ARRAY_LEN(theirs); i++) {
		ck_assert_msg(conflicts_is_name("workbook.json", theirs[i]), "%s", theirs[i]);
		/* The workbook may have been opened under such a name. */
		ck_assert_msg(conflicts_is_name(theirs[i], "workbook.json"), "%s", theirs[i]);
	}
	for (size_t i = 0; i < ARRAY_LEN(others); i++)
		ck_assert_msg(!conflicts_is_name("workbook.json", others[i]), "%s", others[i]);
	ck_assert(conflicts_is_name("notes", "notes (1)"));
	ck_assert(conflicts_is_name("notes", "notes.sync-conflict-20261123-190411-ABCDEFG"));
	ck_assert(!conflicts_is_name("notes", "notes"));
	ck_assert(conflicts_is_name(".json", ".json (1)"));
}
END_TEST

/* w.json, open, and NAME, a copy of it with more words. */
static struct workbook *open_two(const char *name)
{
	struct workbook *wb = desk_create("w.json", desk_book()), *other;

	desk_write(wb, "ask", WORDS);
	desk_save(wb);
	scratch_put(name, scratch_get("w.json"));
	other = desk_open(name, desk_book(), STORE_WRITE);
	desk_write(other, "see", THERE);
	desk_save(other);
	workbook_free(other);
	return wb;
}

static void check_found(struct workbook *wb, size_t count, const char *first)
{
	struct copies c;

	conflicts_find(&c, fault_sys(), wb);
	ck_assert_uint_eq(c.count, count);
	if (count)
		ck_assert_str_eq(c.items[0].path, scratch_path(first));
	copies_release(&c);
}

static void check_damaged(struct workbook *wb, const char *name)
{
	struct copies c;

	conflicts_find(&c, fault_sys(), wb);
	ck_assert(name ? c.damaged && strcmp(c.damaged, scratch_path(name)) == 0 : !c.damaged);
	copies_release(&c);
}

START_TEST(what_has_other_words_is_found)
{
	struct workbook *wb = open_two("w (1).json");

	check_found(wb, 1, "w (1).json");
	/* Both have words of their own. */
	desk_write(wb, "care", "Here.");
	check_found(wb, 1, "w (1).json");
	/* By another name nothing is looked for. */
	scratch_put("w-old.json", scratch_get("w (1).json"));
	check_found(wb, 1, "w (1).json");
	workbook_free(wb);
	/* The one with the other name is open. */
	wb = desk_open("w (1).json", desk_book(), STORE_READ);
	check_found(wb, 0, NULL);
	workbook_free(wb);
	wb = desk_open("w.json", desk_book(), STORE_WRITE);
	desk_write(wb, "care", "Here.");
	desk_save(wb);
	workbook_free(wb);
	wb = desk_open("w (1).json", desk_book(), STORE_READ);
	check_found(wb, 1, "w.json");
	workbook_free(wb);
}
END_TEST

START_TEST(the_last_written_comes_first)
{
	struct workbook *wb = open_two("w (1).json");
	const struct timespec long_ago[2] = { { .tv_sec = 1000 }, { .tv_sec = 1000 } };

	scratch_put("w 2.json", scratch_get("w (1).json"));
	ck_assert_int_eq(utimensat(AT_FDCWD, scratch_path("w (1).json"), long_ago, 0), 0);
	check_found(wb, 2, "w 2.json");
	ck_assert_int_eq(utimensat(AT_FDCWD, scratch_path("w 2.json"), long_ago, 0), 0);
	check_found(wb, 2, "w (1).json");
	workbook_free(wb);
}
END_TEST

START_TEST(what_brings_nothing_is_left_aside)
{
	struct workbook *wb = open_two("more.json");
	char *json;

	scratch_put("w (1).json", scratch_get("w.json"));
	scratch_put("w (2).json", "torn");
	scratch_put("w (3).json", "{\"format\":\"leaderplus-workbook\",\"version\":2,\"id\":\"x\",\"pack\":"
		    "{\"id\":\"p\",\"version\":\"1\"}}");
	json = changed(scratch_get("more.json"), answers_id(workbook_answers(wb)), "another");
	scratch_put("w (4).json", json);
	free(json);
	ck_assert_int_eq(mkdir(scratch_path("w (5).json"), 0700), 0);
	ck_assert_int_eq(mkfifo(scratch_path("w (6).json"), 0600), 0);
	check_found(wb, 0, NULL);
	check_damaged(wb, "w (2).json");
	scratch_put("w (2).json", "{\"format\":\"leaderplus-fold\",\"version\":1}");
	check_damaged(wb, NULL);
	scratch_put("w (7).json", scratch_get("more.json"));
	check_found(wb, 1, "w (7).json");
	/* It cannot be read. */
	fault_at(FAULT_READ, fault_calls(FAULT_READ) + 1, EIO, FAULT_FROM);
	check_found(wb, 0, NULL);
	fault_reset();
	workbook_free(wb);
	wb = workbook_new(fault_sys(), desk_book(), NULL);
	check_found(wb, 0, NULL);
	workbook_free(wb);
}
END_TEST

/* Whoever erases is told of those that bring nothing, too. */
START_TEST(all_copies_beside_it_are_found)
{
	struct workbook *wb = open_two("w (1).json");
	struct copies copies;

	scratch_put("w (2).json", scratch_get("w.json"));
	scratch_put("w (3).json", "torn");
	conflicts_all(&copies, fault_sys(), wb);
	ck_assert_uint_eq(copies.count, 2);
	copies_release(&copies);
	workbook_free(wb);
}
END_TEST

/* What is told of copy.json before it is brought in, for free(). */
static char *told_of_copy(struct workbook *wb, enum ask_answer *first)
{
	struct err err = { .text = "" };
	struct buf out;
	struct bring b;
	struct ask *ask;

	ck_assert_msg(bring_open(&b, wb, fault_sys(), scratch_path("copy.json"), &err), "%s", err.text);
	ask = ask_bring(&b);
	buf_init(&out, 1 << 16);
	write_text(ask->intro, 4000, &out);
	*first = ask->lines[0].answer;
	ask_free(ask);
	bring_release(&b);
	return buf_steal(&out);
}

/* And of it as a conflict. */
static char *told_of_conflict(struct workbook *wb, enum ask_answer *first)
{
	struct copies copies;
	struct buf out;
	struct ask *ask;

	scratch_put("w (1).json", scratch_get("copy.json"));
	conflicts_find(&copies, fault_sys(), wb);
	ask = ask_together(&copies);
	buf_init(&out, 1 << 16);
	write_text(ask->intro, 4000, &out);
	*first = ask->lines[0].answer;
	ask_free(ask);
	copies_release(&copies);
	return buf_steal(&out);
}

/* A step under "ask" that was removed in copy.json. */
static char *step_removed_there(struct workbook *wb)
{
	struct slice step[ITEM_TEXTS] = { [STEP_THEN] = slice_of("ask") };
	struct workbook *there;
	struct err err;
	char *id;

	id = mem_string(beside_put(wb, desk_page(wb, "ask"), ITEM_STEP, NULL, step)->id);
	desk_save(wb);
	scratch_put("copy.json", scratch_get("w.json"));
	there = desk_open("copy.json", desk_book(), STORE_WRITE);
	ck_assert(beside_remove(there, desk_page(there, "ask"), id, &err));
	desk_save(there);
	workbook_free(there);
	return id;
}

START_TEST(what_would_go_is_told_before)
{
	struct workbook *wb = open_two("copy.json");
	char *id = step_removed_there(wb), *text;
	enum ask_answer first;

	text = told_of_copy(wb, &first);
	ck_assert_int_eq(first, ASK_BRING);
	ck_assert_ptr_nonnull(strstr(text, "that is gone from here, too"));
	ck_assert_ptr_null(strstr(text, "since then"));
	ck_assert_ptr_null(strstr(text, "All that is here"));
	free(text);
	text = told_of_conflict(wb, &first);
	ck_assert_int_eq(first, ASK_BRING);
	ck_assert_ptr_null(strstr(text, "since then"));
	ck_assert_ptr_null(strstr(text, "something in it is not here"));
	ck_assert_ptr_nonnull(strstr(text, "erased or removed in it:"));
	free(text);
	beside_write_happened(wb, desk_page(wb, "ask"), id, "What happened?", slice_of(HERE));
	desk_save(wb);
	text = told_of_copy(wb, &first);
	ck_assert_int_eq(first, ASK_STAY);
	ck_assert_ptr_nonnull(strstr(text, "since then you wrote something under it here"));
	ck_assert_ptr_nonnull(strstr(text, "It stands on these pages:"));
	ck_assert_ptr_nonnull(strstr(text, pack_page(workbook_pack(wb), desk_page(wb, "ask"))->title));
	ck_assert_ptr_null(strstr(text, "all of both is here"));
	free(text);
	text = told_of_conflict(wb, &first);
	ck_assert_int_eq(first, ASK_STAY);
	ck_assert_ptr_nonnull(strstr(text, "all that is gone from here, too"));
	free(text);
	workbook_free(wb);
	free(id);
}
END_TEST

START_TEST(what_is_left_behind_is_told)
{
	struct workbook *wb = open_two("copy.json"), *there;
	char *id = step_removed_there(wb), *text, *before = mem_string(scratch_get("w.json"));
	const char *left, *all;
	struct err err = { .text = "" };
	struct brought brought;
	struct copies copies;
	enum ask_answer first;
	struct buf out;
	struct doc *doc;

	scratch_put("copy.json", scratch_get("w.json"));
	there = desk_open("copy.json", desk_book(), STORE_WRITE);
	beside_write_happened(there, desk_page(there, "ask"), id, "What happened?", slice_of(THERE));
	desk_write(there, "see", THERE);
	desk_save(there);
	workbook_free(there);
	ck_assert(beside_remove(wb, desk_page(wb, "ask"), id, &err));
	desk_save(wb);
	text = told_of_copy(wb, &first);
	ck_assert_ptr_null(strstr(text, "all of both is here"));
	ck_assert_ptr_nonnull(strstr(text, "does not come in"));
	free(text);
	text = told_of_conflict(wb, &first);
	ck_assert_ptr_nonnull(strstr(text, "something in it is not here"));
	free(text);
	/* Another one, with nothing that is left behind. */
	scratch_put("w 2.json", before);
	free(before);
	there = desk_open("w 2.json", desk_book(), STORE_WRITE);
	desk_write(there, "care", THERE);
	desk_save(there);
	workbook_free(there);
	/* One that is damaged lies there, too. */
	scratch_put("w-LAPTOP.json", "{");
	conflicts_find(&copies, fault_sys(), wb);
	ck_assert_ptr_nonnull(copies.damaged);
	ck_assert_msg(bring_together(&copies, wb, fault_sys(), &brought, &err), "%s", err.text);
	doc = tell_together(wb, &brought, &copies);
	buf_init(&out, 1 << 16);
	write_text(doc, 4000, &out);
	ck_assert_ptr_null(strstr(out.data, "lay beside your workbook"));
	ck_assert_ptr_null(strstr(out.data, "w-LAPTOP.json"));
	left = strstr(out.data, "still stands in:");
	all = strstr(out.data, "when you like:");
	ck_assert_msg(left && all && left < all, "%s", out.data);
	ck_assert(strstr(left, "w (1).json") < all && !strstr(all, "w (1).json"));
	ck_assert_ptr_nonnull(strstr(all, "w 2.json"));
	ck_assert(strstr(left, "w 2.json") > all);
	buf_release(&out);
	doc_free(doc);
	brought_release(&brought);
	copies_release(&copies);
	/* Now there is nothing else in it. */
	text = told_of_copy(wb, &first);
	ck_assert_msg(strstr(text, "still stands in that file. There is nothing else to bring in.") != NULL, "%s", text);
	free(text);
	workbook_free(wb);
	free(id);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { names_are_known, what_has_other_words_is_found,
		the_last_written_comes_first, what_brings_nothing_is_left_aside,
		all_copies_beside_it_are_found, what_would_go_is_told_before, what_is_left_behind_is_told };
	Suite *suite = suite_create("conflicts");
	TCase *tc = tcase_create("conflicts");

	tcase_add_checked_fixture(tc, desk_setup, scratch_close);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
