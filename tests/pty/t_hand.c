/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What takes the terminal: an editor behind F4, whatever becomes of it, the shell for a
 * while, and the mouse. */
#include <config.h>

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "base/buf.h"
#include "steps.h"

#define SPREAD "How far is leadership distributed in your school today?"
#define MOUSE_ON "\033[?1000h"
#define MOUSE_OFF "\033[?1000l"

/* Begins to write, with an editor that does BODY, in which $1 is the file. */
static void begin(struct play *p, const char *body, bool by_shell)
{
	struct buf script, visual, runtime;

	buf_init(&script, 10000);
	buf_init(&visual, 10000);
	buf_init(&runtime, 10000);
	buf_addf(&script, "#!/bin/sh\nSCRATCH='%s'\n%s\n", scratch_path(""), body);
	scratch_put("an editor", script.data);
	ck_assert_int_eq(chmod(scratch_path("an editor"), 0700), 0);
	mkdir(scratch_path("run"), 0700);
	buf_addf(&visual, "VISUAL='%s' -w", scratch_path("an editor"));
	buf_addf(&runtime, "XDG_RUNTIME_DIR=%s", scratch_path("run"));
	steps_begin(p, &(struct play_setting){
		.environment = (const char *[]){ visual.data, runtime.data, NULL }, .by_shell = by_shell,
	});
	steps_turn_to(p, SPREAD);
	steps_write(p, "before");
	play_wait_for(p, "before");
	buf_release(&runtime);
	buf_release(&visual);
	buf_release(&script);
}

static void wait_for_file(const char *name)
{
	const struct timespec moment = { .tv_nsec = 5000000 };

	for (int i = 0; i < PLAY_PATIENCE / 5; i++) {
		if (scratch_has(name))
			return;
		nanosleep(&moment, NULL);
	}
	ck_abort_msg("'%s' has not come", name);
}

static void do_in_runtime(const char *command)
{
	struct buf whole;

	buf_init(&whole, 10000);
	buf_addf(&whole, "cd '%s' && %s", scratch_path("run"), command);
	ck_assert_int_eq(system(whole.data), 0);
	buf_release(&whole);
}

static void check_nothing_left(void)
{
	struct stat st;

	ck_assert_int_eq(stat(scratch_path("run"), &st), 0);
	ck_assert_msg(st.st_nlink == 2, "a folder is left in the runtime folder");
}

/* The editor has a terminal as a shell has it, and the screen is right again afterwards. */
START_TEST(an_editor_has_the_terminal)
{
	const char *at;
	struct play p;

	begin(&p, "stty -a >$SCRATCH/modes; printf 'EDITOR HERE'; read key; printf 'was \\303\\251 changed' >\"$2\"", true);
	play_keys(&p, "F4");
	play_wait_for(&p, "EDITOR HERE");
	ck_assert(!p.full_screen);
	at = strstr(play_output(&p), "EDITOR HERE");
	while (strstr(at + 1, "EDITOR HERE"))
		at = strstr(at + 1, "EDITOR HERE");
	ck_assert(strstr(scratch_get("modes"), "icanon") && !strstr(scratch_get("modes"), "-icanon"));
	ck_assert(strstr(scratch_get("modes"), "isig") && !strstr(scratch_get("modes"), "-isig"));
	for (const char *c = at; c > play_output(&p); c--)
		if (strncmp(c, "\033[?2004", 7) == 0) {
			ck_assert_int_eq(c[7], 'l');
			break;
		}
	ck_assert(steps_saved_begins("spread-now", "before"));
	play_resize(&p, 30, 90);
	play_type(&p, "\r");
	play_wait_for(&p, "was \u00E9 changed");
	play_wait_for(&p, SAYS_WRITING);
	ck_assert(p.full_screen && !play_shows(&p, "EDITOR HERE"));
	play_keys(&p, "Ctrl-End");
	play_paste(&p, "\tpasted", 7);
	play_wait_for(&p, "pasted");
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_ptr_nonnull(strstr(steps_saved("spread-now"), "was \u00E9 changed"));
	check_nothing_left();
}
END_TEST

/* It is suspended meanwhile, and both go on. */
START_TEST(a_suspended_editor_goes_on)
{
	struct play p;

	begin(&p, "touch $SCRATCH/began; kill -TSTP $$; printf changed >\"$2\"", true);
	play_keys(&p, "F4");
	wait_for_file("began");
	play_wait_stopped(&p);
	play_signal(&p, SIGCONT);
	play_wait_for(&p, "changed");
	ck_assert(p.full_screen);
	play_keys(&p, "Ctrl-End");
	play_type(&p, "!");
	play_wait_for(&p, "changed!");
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_msg(strstr(steps_saved("spread-now"), "changed"), "saved: %s", steps_saved("spread-now"));
}
END_TEST

START_TEST(a_failing_editor_changes_nothing)
{
	struct play p;

	begin(&p, "echo bad >\"$2\"; exit 7", false);
	play_keys(&p, "F4");
	play_wait_for(&p, "ended with an error (7)");
	play_wait_for(&p, "before");
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"), "before");
	/* But what it left is where the message says. */
	do_in_runtime("test \"$(cat leaderplus-*/words.txt)\" = bad && rm -r leaderplus-*");
	check_nothing_left();
}
END_TEST

/* The window is closed, or the program is told to end, while she is in the editor: what she
 * had saved there comes back where the editor says that it is whole. */
START_TEST(the_end_meanwhile_loses_nothing)
{
	struct play p;

	begin(&p, "trap 'exit 0' HUP TERM; printf 'saved in the editor' >\"$2\"; touch $SCRATCH/began; sleep 100 & wait", _i == 0);
	play_keys(&p, "F4");
	wait_for_file("began");
	if (_i == 0)
		play_hang_up(&p);
	else
		play_signal(&p, SIGTERM);
	play_wait_end(&p, PLAY_PATIENCE);
	play_end(&p);
	ck_assert_ptr_nonnull(steps_saved("spread-now"));
	ck_assert_str_eq(steps_saved("spread-now"), "saved in the editor");
	check_nothing_left();
}
END_TEST

/* A real editor, in which nothing was saved. */
START_TEST(nano_cut_short_loses_nothing)
{
	struct play p;

	if (system("command -v nano >/dev/null") != 0) {
		printf("no nano here: what it rescues is not tested\n");
		return;
	}
	begin(&p, "exec nano --ignorercfiles \"$2\"", _i == 0);
	play_keys(&p, "F4");
	play_wait_for(&p, "words.txt");
	play_type(&p, "only in nano, ");
	play_wait_for(&p, "only in nano, before");
	if (_i == 0)
		play_hang_up(&p);
	else
		play_signal(&p, SIGTERM);
	play_wait_end(&p, PLAY_PATIENCE);
	play_end(&p);
	ck_assert_ptr_nonnull(steps_saved("spread-now"));
	ck_assert_str_eq(steps_saved("spread-now"), "only in nano, before");
	check_nothing_left();
}
END_TEST

/* Killed while she is in the editor: the next start says where the words are, in both faces. */
START_TEST(what_an_editor_left_is_told)
{
	const char *const plain[] = { "--plain", NULL };
	struct play_setting again = { .arguments = _i ? plain : NULL };
	struct buf runtime;
	struct play p;

	begin(&p, "echo $$ >$SCRATCH/pid; mv $SCRATCH/pid $SCRATCH/began; exec sleep 100", false);
	play_keys(&p, "F4");
	wait_for_file("began");
	play_signal(&p, SIGKILL);
	play_wait_end(&p, PLAY_PATIENCE);
	play_end(&p);
	ck_assert_int_eq(kill(atoi(scratch_get("began")), SIGKILL), 0);

	buf_init(&runtime, 10000);
	buf_addf(&runtime, "XDG_RUNTIME_DIR=%s", scratch_path("run"));
	again.environment = (const char *[]){ runtime.data, NULL };
	play_start_until(&p, &again, "An editor that was cut short left words in");
	ck_assert_msg(strstr(play_words(&p), "/words.txt'. Copy what you need, then remove that folder."),
		      "%s", play_screen(&p));
	play_wait_for(&p, SAYS_BACK);
	play_signal(&p, SIGTERM);
	play_wait_end(&p, PLAY_PATIENCE);
	play_end(&p);
	do_in_runtime("rm -r leaderplus-*");

	play_start_until(&p, &again, SAYS_BACK);
	ck_assert(!strstr(play_words(&p), "/run/leaderplus-"));
	play_signal(&p, SIGTERM);
	play_wait_end(&p, PLAY_PATIENCE);
	play_end(&p);
	buf_release(&runtime);
}
END_TEST

/* Marks a line of the help list and does it. */
static void do_from_help(struct play *p, const char *line)
{
	play_keys(p, "Ctrl-G");
	play_wait_for(p, "> ");
	for (int i = 0; i < 200 && !play_shows(p, line); i++) {
		play_screen(p);
		play_keys(p, "Down");
		play_wait_change(p);
	}
	play_keys(p, "Enter");
}

START_TEST(the_shell_for_a_while)
{
	struct play p;

	begin(&p, "exit 0", true);
	if (_i)
		play_resize(&p, 12, 40);
	do_from_help(&p, "> Back to the shell");
	play_wait_stopped(&p);
	ck_assert(!p.full_screen);
	ck_assert(play_shows(&p, "Leader plus waits, and everything is safe. Type fg"));
	ck_assert(steps_saved_begins("spread-now", "before"));
	play_signal(&p, SIGCONT);
	play_wait_for(&p, "before");
	play_wait_for(&p, SAYS_WRITING);
	ck_assert(p.full_screen);
	play_type(&p, ", behind");
	play_wait_for(&p, "before, behind");
	ck_assert_int_eq(steps_quit(&p), 0);
}
END_TEST

static const char *last_of(const struct play *p, const char *what)
{
	const char *last = NULL;

	for (const char *at = p->output; (at = strstr(at, what)); at++)
		last = at;
	return last;
}

static void end_by_quitting(struct play *p)
{
	play_keys(p, "Ctrl-Q");
	play_wait_end(p, PLAY_PATIENCE);
}

static void end_by_crash(struct play *p)
{
	play_signal(p, SIGSEGV);
	play_wait_end(p, PLAY_PATIENCE);
}

static void end_by_suspending(struct play *p)
{
	play_signal(p, SIGTSTP);
	play_wait_stopped(p);
}

static void end_by_editor(struct play *p)
{
	play_keys(p, "F4");
	wait_for_file("began");
	play_settle(p);
}

/* Off until it is asked for, and off again whoever has the terminal next. */
START_TEST(the_mouse_is_given_back)
{
	static void (*const ends[])(struct play *p) = {
		end_by_quitting, end_by_crash, end_by_suspending, end_by_editor,
	};
	struct play p;

	begin(&p, "touch $SCRATCH/began; read key", true);
	ck_assert_ptr_null(strstr(play_output(&p), MOUSE_ON));
	do_from_help(&p, "> Mouse on or off");
	play_wait_for(&p, "The mouse works");
	ck_assert_ptr_nonnull(strstr(play_output(&p), MOUSE_ON "\033[?1006h"));
	/* It does: the letter before the cursor. */
	play_bytes(&p, "\033[<0;5;6M\033[<0;5;6m", 18);
	play_type(&p, "X");
	play_wait_for(&p, "Xbefore");
	ends[_i](&p);
	ck_assert(last_of(&p, MOUSE_OFF) && last_of(&p, MOUSE_OFF) > last_of(&p, MOUSE_ON));
	if (_i == 2)
		play_signal(&p, SIGCONT);
	if (_i == 3)
		play_type(&p, "\r");
	if (_i >= 2) {
		play_wait_for(&p, SAYS_WRITING);
		play_settle(&p);
		ck_assert(last_of(&p, MOUSE_OFF) < last_of(&p, MOUSE_ON));
		end_by_quitting(&p);
	}
	play_end(&p);
}
END_TEST

/* As a click comes from a touchpad: pressed and let go at once, and the latter means nothing. */
START_TEST(a_click_shows_though_its_end_is_at_hand)
{
	static const char *const keys[] = { "c", "\033[<0;8;3M" };
	static const char *const shows[] = { "you are here", "page 1 of " };
	struct play p;
	struct buf bytes;

	steps_begin(&p, NULL);
	play_keys(&p, "c");
	play_wait_for(&p, shows[0]);
	play_keys(&p, "Esc");
	play_wait_for(&p, shows[1]);
	for (size_t i = 0; i < 6; i++) {
		buf_init(&bytes, 100);
		buf_addf(&bytes, "%s\033[<0;8;3m", keys[i % 2]);
		play_bytes(&p, bytes.data, bytes.len);
		play_wait_for(&p, shows[i % 2]);
		buf_release(&bytes);
	}
	ck_assert_int_eq(steps_quit(&p), 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("hand");
	TCase *tcase = tcase_create("hand");

	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, scratch_open, scratch_close);
	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, an_editor_has_the_terminal);
	tcase_add_test(tcase, a_suspended_editor_goes_on);
	tcase_add_test(tcase, a_failing_editor_changes_nothing);
	tcase_add_loop_test(tcase, the_end_meanwhile_loses_nothing, 0, 2);
	tcase_add_loop_test(tcase, nano_cut_short_loses_nothing, 0, 2);
	tcase_add_loop_test(tcase, what_an_editor_left_is_told, 0, 2);
	tcase_add_loop_test(tcase, the_shell_for_a_while, 0, 2);
	tcase_add_loop_test(tcase, the_mouse_is_given_back, 0, 4);
	tcase_add_test(tcase, a_click_shows_though_its_end_is_at_hand);
	return suite_run(suite);
}
