/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the screen says of the reader's words is so: taking over, choosing a place that takes
 * none, a disk that is full, a stick without permissions. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../unit/desk.h"
#include "../unit/fault.h"
#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "base/mem.h"
#include "stage.h"
#include "ui/screens.h"

/* A page of home.json, which OTHER has open. */
static void open_held(struct stage *s, struct workbook **other)
{
	*other = desk_create("home.json", desk_shipped());
	desk_write(*other, "spread-now", "From the other window.");
	desk_save(*other);
	stage_open(s, STAGE_FIRST_START);
	stage_keys(s, "<Enter>");
}

static void wait_a_while(struct stage *s)
{
	fault_clock(DESK_NOW + 10);
	app_idle(&s->app);
	stage_size(s, s->rows, s->cols);
}

START_TEST(a_held_workbook_is_not_said_to_take_words)
{
	struct workbook *other;
	struct stage s;

	open_held(&s, &other);
	check_shows(&s, "reading only");
	check_hides(&s, "Your words are kept in");
	check_shows(&s, "already open in another window");
	workbook_free(other);
	wait_a_while(&s);
	check_shows(&s, "The other window is closed. You can write here now.");
	stage_close(&s);
}
END_TEST

START_TEST(what_cannot_be_taken_over_is_not_said_to_be)
{
	struct workbook *other;
	struct stage s;

	open_held(&s, &other);
	workbook_free(other);
	scratch_put("home.json", "{");
	wait_a_while(&s);
	check_shows(&s, "reading only");
	check_hides(&s, "You can write here now");
	check_shows(&s, "The other window is closed, but you can only read here: ");
	check_shows(&s, "line 1");
	stage_close(&s);
	ck_assert_str_eq(scratch_get("home.json"), "{");
}
END_TEST

/* From the question what is to become of a damaged file one can leaf away through the help,
 * and begin to write elsewhere: from then on it is as anywhere. */
START_TEST(who_leaves_a_damaged_workbook_is_told_how_words_stand)
{
	struct stage s;

	stage_open(&s, STAGE_DAMAGED);
	app_command(&s.app, CMD_CONTENTS);	/* as its line in the help does */
	stage_keys(&s, "<Enter>");
	check_shows(&s, "of 41");
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter>");
	check_shows(&s, "Where shall your writing be kept?");
	stage_keys(&s, "<Enter><Enter>Words.<Esc>");
	check_shows(&s, "saved ");
	stage_keys(&s, "<Esc>");
	check_hides(&s, "Nothing has been changed");
	check_shows(&s, "Nothing that you wrote is lost.");
	stage_close(&s);
}
END_TEST

static void open_unsaved(struct stage *s)
{
	stage_open(s, STAGE_PAGE);
	stage_page(s, "formal-roles");
	stage_keys(s, "<Enter>Words.");
	fault_at(FAULT_FSYNC, fault_calls(FAULT_FSYNC) + 1, ENOSPC, FAULT_FROM);
	stage_keys(s, "<Esc>");
	check_shows(s, "NOT SAVED");
}

START_TEST(nothing_is_called_safe_that_is_not_saved)
{
	struct stage s;

	open_unsaved(&s);
	stage_keys(&s, "<Esc>");
	check_hides(&s, "Nothing that you wrote is lost");
	check_shows(&s, "Ctrl-Q quits and asks what to do");
	stage_size(&s, 5, 60);
	check_hides(&s, "Nothing is lost");
	check_shows(&s, "NOT SAVED");
	stage_close(&s);
	fault_reset();
	fault_clock(DESK_NOW);
	stage_open(&s, STAGE_LOOKING);
	stage_size(&s, 5, 60);
	check_shows(&s, "Please make this window larger. Nothing is lost.");
	stage_close(&s);
}
END_TEST

static int open_to_all(int fd, struct stat *st)
{
	int done = fault_sys()->fstat(fd, st);

	st->st_mode |= 077;
	return done;
}

static int named_open_to_all(int dir, const char *path, struct stat *st, int flags)
{
	int done = fault_sys()->fstatat(dir, path, st, flags);

	st->st_mode |= 077;
	return done;
}

/* A stick that keeps no permissions. */
static void take_stick(struct stage *s)
{
	static struct { struct sys sys; bool made; } table;
	struct pack *pack = desk_shipped();

	table.sys = *fault_sys();
	table.sys.fstat = open_to_all;
	table.sys.fstatat = named_open_to_all;
	workbook_free(s->wb);
	s->wb = s->app.wb = workbook_new(&table.sys, pack, NULL);
	s->app.sys = &table.sys;
}

START_TEST(a_stick_without_permissions_is_told_at_once)
{
	struct stage s;

	stage_open(&s, STAGE_FIRST_START);
	take_stick(&s);
	stage_keys(&s, "<Enter>");
	check_shows(&s, "Your words are kept in home.json.");
	check_shows(&s, "can read your words");
	stage_keys(&s, "<F8><Enter><Enter><Enter><Ctrl-U>copy.html<Enter>");
	check_shows(&s, scratch_path("copy.html"));
	check_hides(&s, "Only your login can open it");
	check_shows(&s, "whoever can use this disk or stick can open it");
	stage_close(&s);
	stage_open(&s, STAGE_FIRST_START);
	stage_keys(&s, "<Enter><F8><Enter><Enter><Enter><Ctrl-U>other.html<Enter>");
	check_shows(&s, "Only your login can open it");
	stage_close(&s);
}
END_TEST

/* The words at the edge of the screen, once a second and after each key, while somebody types. */
START_TEST(the_notice_of_saving_keeps_still_while_one_types)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter>");
	check_shows(&s, "all is saved");
	for (int second = 1; second < 29; second++) {
		fault_clock(DESK_NOW + second);
		app_idle(&s.app);
		stage_size(&s, 24, 80);
		if (second > 1)
			check_shows(&s, "not saved yet");
		stage_keys(&s, "a");
		check_shows(&s, "not saved yet");
		ck_assert_int_le(app_idle_in(&s.app), 2);
	}
	/* The words are in the journal all the same, and soon it says so. */
	fault_clock(DESK_NOW + 29);
	app_idle(&s.app);
	ck_assert_int_eq(workbook_state(s.wb), STATE_SAFE);
	ck_assert_int_eq(app_idle_in(&s.app), 1);
	stage_size(&s, 24, 80);
	check_shows(&s, "not saved yet");
	fault_clock(DESK_NOW + 30);
	stage_size(&s, 24, 80);
	check_shows(&s, "safe, saving");
	app_idle(&s.app);
	stage_size(&s, 24, 80);
	check_shows(&s, "saved 19:04");
	ck_assert_int_eq(app_idle_in(&s.app), -1);
	stage_close(&s);
}
END_TEST

/* What was saved on purpose is said to be. */
START_TEST(a_pause_is_not_waited_for_where_one_asks)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter>a<Ctrl-S>");
	check_shows(&s, "saved 19:04");
	stage_keys(&s, "b");
	check_shows(&s, "not saved yet");
	stage_keys(&s, "<Ctrl-C>");
	check_shows(&s, "saved 19:04");
	stage_keys(&s, "c<Tab>");
	check_shows(&s, "saved 19:04");
	stage_close(&s);
}
END_TEST

START_TEST(that_nothing_can_be_saved_is_told_while_one_types)
{
	struct stage s;

	stage_open(&s, STAGE_PAGE);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter>a");
	fault_at(FAULT_FSYNC, fault_calls(FAULT_FSYNC) + 1, ENOSPC, FAULT_FROM);
	fault_clock(DESK_NOW + 1);
	stage_keys(&s, "b");
	check_shows(&s, "NOT SAVED");
	stage_keys(&s, "c");
	check_shows(&s, "NOT SAVED");
	stage_close(&s);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { a_held_workbook_is_not_said_to_take_words,
		what_cannot_be_taken_over_is_not_said_to_be,
		who_leaves_a_damaged_workbook_is_told_how_words_stand,
		nothing_is_called_safe_that_is_not_saved,
		a_stick_without_permissions_is_told_at_once,
		the_notice_of_saving_keeps_still_while_one_types,
		a_pause_is_not_waited_for_where_one_asks,
		that_nothing_can_be_saved_is_told_while_one_types };
	Suite *suite = suite_create("truth");
	TCase *tc = tcase_create("truth");

	tcase_add_checked_fixture(tc, stage_setup, stage_teardown);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	check_set_max_msg_size(LONG_MESSAGE);
	return suite_run(suite);
}
