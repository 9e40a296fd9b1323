/* SPDX-License-Identifier: GPL-3.0-or-later */
/* F4: the words of a box go to an editor and come back as one change.  The loop's part is
 * played here. */
#include <config.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../unit/desk.h"
#include "../unit/fault.h"
#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "base/mem.h"
#include "stage.h"
#include "text/edit.h"
#include "ui/hand.h"

static void setup(void)
{
	stage_setup();
	ck_assert_int_eq(mkdir(scratch_path("run"), 0700), 0);
	setenv("XDG_RUNTIME_DIR", scratch_path("run"), 1);
	unsetenv("VISUAL");
	unsetenv("EDITOR");
	setenv("PATH", "/usr/bin:/bin", 1);	/* for editors that are scripts */
}

/* $EDITOR does BODY, in which $1 is the file. */
static void set_editor(const char *body)
{
	struct buf script;

	buf_init(&script, 10000);
	buf_addf(&script, "#!/bin/sh\n%s\n", body);
	scratch_put("editor", script.data);
	ck_assert_int_eq(chmod(scratch_path("editor"), 0700), 0);
	setenv("EDITOR", scratch_path("editor"), 1);
	buf_release(&script);
}

/* What the loop does. */
static void press_f4(struct stage *s)
{
	stage_keys(s, "<F4>");
	ck_assert_int_eq(s->app.asks, ASK_EDITOR);
	s->app.asks = ASK_NOTHING;
	hand_run(&s->app);
	stage_size(s, 24, 80);
}

/* A book in which nothing was written. */
static void open_fresh(struct stage *s, enum stage_begin begin)
{
	ck_assert_int_eq(system("/bin/rm -rf w.json*"), 0);
	stage_open(s, begin);
}

START_TEST(words_go_out_and_come_back)
{
	struct stage s;

	set_editor("cp \"$1\" seen; cp w.json saved; printf 'new \\303\\251\\r\\nlines\\r\\n' >\"$1\"");
	open_fresh(&s, STAGE_PAGE);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter><Ctrl-Home>Typed. ");
	s.app.redraw = false;
	press_f4(&s);
	ck_assert_int_eq(strncmp(scratch_get("seen"), "Typed. ", 7), 0);
	ck_assert(scratch_get("seen")[strlen(scratch_get("seen")) - 1] == '\n');
	/* What was typed is in the file before the editor begins. */
	ck_assert_ptr_nonnull(strstr(scratch_get("saved"), "Typed. "));
	check_shows(&s, "new \u00E9 lines");
	ck_assert(s.app.redraw);
	ck_assert_int_eq(stage_focus(&s) & FOCUS_BOX, FOCUS_BOX);
	ck_assert(app_save(&s.app));
	ck_assert_str_eq(desk_text(s.wb, "spread-now"), "new \u00E9\nlines");
	/* One step back. */
	stage_keys(&s, "<Ctrl-Z>");
	check_shows(&s, "Typed. ");
	stage_keys(&s, "<Ctrl-Y>");
	check_shows(&s, "new \u00E9 lines");
	stage_close(&s);
}
END_TEST

/* The page stays a page that is read. */
START_TEST(a_page_that_is_read_has_its_box_edited)
{
	struct stage s;

	set_editor("printf 'written' >\"$1\"");
	open_fresh(&s, STAGE_BLANK);
	stage_page(&s, "spread-now");
	press_f4(&s);
	check_shows(&s, "written");
	ck_assert_int_eq(stage_focus(&s) & FOCUS_BOX, 0);
	app_save(&s.app);
	ck_assert_str_eq(desk_text(s.wb, "spread-now"), "written");
	stage_close(&s);
}
END_TEST

START_TEST(what_was_not_touched_is_no_change)
{
	struct stage s;

	set_editor("cp \"$1\" seen; cp seen \"$1\"");
	open_fresh(&s, STAGE_BLANK);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter>words<Enter><Enter>");
	press_f4(&s);
	ck_assert_str_eq(scratch_get("seen"), "words\n\n\n");
	check_shows(&s, "The editor came back at once with nothing changed; if its window is");
	ck_assert(!app_top(&s.app)->ops->unsettled(app_top(&s.app)->state, &s.app));
	stage_keys(&s, "<Ctrl-Z>");
	app_save(&s.app);
	ck_assert_str_ne(desk_text(s.wb, "spread-now"), "words\n\n");
	stage_close(&s);
}
END_TEST

static const struct {
	const char *body, *says;
} failing[] = {
	{ "echo bad >\"$1\"; exit 1", "ended with an error (1), so the text is as it was" },
	{ "rm \"$1\"", "left no text" },
	{ "head -c 300000 /dev/zero | tr '\\0' x >\"$1\"", "more text than a box can hold" },
};

START_TEST(a_failing_editor_leaves_the_words)
{
	struct stage s;

	set_editor(failing[_i].body);
	open_fresh(&s, STAGE_BLANK);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter>mine");
	press_f4(&s);
	check_shows(&s, failing[_i].says);
	check_shows(&s, "mine");
	stage_keys(&s, "!");
	app_save(&s.app);
	ck_assert_str_eq(desk_text(s.wb, "spread-now"), "mine!");
	stage_close(&s);
}
END_TEST

/* As much as a box holds goes out and comes back. */
START_TEST(a_full_box_can_be_edited)
{
	char *text = mem_zero(EDIT_MAX + 1, 1);
	struct stage s;

	memset(text, 'x', EDIT_MAX);
	set_editor("sed -i 's/^x/y/' \"$1\"");
	open_fresh(&s, STAGE_BLANK);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter>");
	stage_paste(&s, text);
	press_f4(&s);
	text[0] = 'y';
	app_save(&s.app);
	ck_assert(strcmp(desk_text(s.wb, "spread-now"), text) == 0);
	free(text);
	stage_close(&s);
}
END_TEST

START_TEST(where_nothing_can_be_written_it_says_so)
{
	struct stage s;

	open_fresh(&s, STAGE_BLANK);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<F4>");
	check_shows(&s, "No editor is set. To set one, put this line into the file ~/.profile:");
	ck_assert_int_eq(s.app.asks, ASK_NOTHING);
	stage_close(&s);

	set_editor("exit 0");
	open_fresh(&s, STAGE_READING);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<F4>");
	ck_assert_int_eq(s.app.asks, ASK_NOTHING);
	ck_assert(s.app.message.len > 0);
	stage_close(&s);

	open_fresh(&s, STAGE_LOOKING);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<F4>");
	ck_assert_int_eq(s.app.asks, ASK_NOTHING);
	check_shows(&s, "Where shall your writing be kept?");
	stage_close(&s);

	open_fresh(&s, STAGE_BLANK);
	stage_keys(&s, "<F2>");
	app_command(&s.app, CMD_EDITOR);
	ck_assert_int_eq(s.app.asks, ASK_NOTHING);
	stage_close(&s);
}
END_TEST

/* While she edited, somebody else changed the file. */
START_TEST(a_file_changed_meanwhile_is_met)
{
	struct stage s;

	set_editor("echo '{ \"theirs\": true }' >w.json; echo more >>\"$1\"");
	open_fresh(&s, STAGE_PAGE);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter>");
	press_f4(&s);
	check_shows(&s, "Another program changed your workbook");
	check_shows(&s, "more");
	ck_assert_str_eq(scratch_get("w.json"), "{ \"theirs\": true }\n");
	stage_close(&s);
}
END_TEST

START_TEST(the_list_asks_for_the_shell)
{
	struct stage s;

	open_fresh(&s, STAGE_BLANK);
	app_command(&s.app, CMD_SUSPEND);
	ck_assert_int_eq(s.app.asks, ASK_SUSPEND);
	stage_close(&s);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("hand");
	TCase *tcase = tcase_create("hand");

	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, setup, stage_teardown);
	tcase_add_test(tcase, words_go_out_and_come_back);
	tcase_add_test(tcase, a_page_that_is_read_has_its_box_edited);
	tcase_add_test(tcase, what_was_not_touched_is_no_change);
	tcase_add_loop_test(tcase, a_failing_editor_leaves_the_words, 0, ARRAY_LEN(failing));
	tcase_add_test(tcase, a_full_box_can_be_edited);
	tcase_add_test(tcase, where_nothing_can_be_written_it_says_so);
	tcase_add_test(tcase, a_file_changed_meanwhile_is_met);
	tcase_add_test(tcase, the_list_asks_for_the_shell);
	return suite_run(suite);
}
