/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of base/editor where it is cut short: what comes back, what is kept, and that it is
 * found again. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/editor.h"
#include "base/folder.h"
#include "base/mem.h"
#include "editors.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"

static void note_stop(void *context)
{
	(*(int *)context)++;
}

/* What a stop finds.  The editor does BODY, tells us to end, and is told to itself. */
static const struct {
	const char *given, *body;
	const char *back;	/* NULL: nothing comes back, and the folder is kept */
	const char *kept;	/* a file in it */
} stops[] = {
	{ "old\n", "trap 'echo all >\"$1\"; exit 0' HUP TERM", "all\n", NULL },
	{ "old\n", ":", "old\n", NULL },
	{ "old\n", "cp \"$1\" \"$1~\"", "old\n", NULL },
	{ "old\n", "trap ': >\"$1\"; exit 0' HUP TERM", "old\n", NULL },
	{ "", "trap ': >\"$1\"; exit 0' HUP TERM", "", NULL },
	{ "old\n", ": >\"$1\"", "old\n", NULL },
	{ "old\n", "trap 'rm \"$1\"; exit 0' HUP TERM", "old\n", NULL },
	{ "old\n", "echo half >\"$1\"", NULL, "words.txt" },
	{ "old\n", "trap 'echo half >\"$1\"; exit 1' HUP TERM", NULL, "words.txt" },
	{ "old\n", "trap 'head -c 100 /dev/zero >\"$1\"; exit 0' HUP TERM", NULL, "words.txt" },
	{ "old\n", "trap 'echo nano >\"$1.save\"; exit 1' HUP TERM", "nano\n", NULL },
	{ "old\n", "trap 'echo nano >\"$1.save\"; exit 0' HUP TERM", "nano\n", NULL },
	{ "old\n", "trap 'echo emacs >\"${1%/*}/#words.txt#\"; kill -9 $$' HUP TERM", "emacs\n", NULL },
	{ "old\n", ": >\"$1.save\"; echo emacs >\"${1%/*}/#words.txt#\"", "emacs\n", NULL },
	{ "old\n", ": >\"$1.save\"", "old\n", NULL },
	{ "old\n", "ln -s /etc/passwd \"$1.save\"; mkfifo \"${1%/*}/#words.txt#\"", "old\n", NULL },
	{ "old\n", "head -c 100 /dev/zero >\"$1.save\"", NULL, "words.txt.save" },
	{ "old\n", "head -c 4097 /dev/zero >\"$1.save\"", NULL, "words.txt.save" },
	{ "", "umask 0; echo vim >\"${1%/*}/.words.txt.swp\"; chmod 777 \"${1%/*}\"", NULL, ".words.txt.swp" },
	{ "", "mkdir \"${1%/*}/undo\"; echo vim >\"${1%/*}/undo/words\"", NULL, "undo/words" },
};

/* The folder that WHY names holds FILE, for us alone.  Removes it. */
static void check_folder_kept(const char *why, const char *file)
{
	const char *at = strstr(why, "; what the editor left is in '");
	char path[512], *end;
	struct stat st;

	ck_assert_msg(at != NULL, "said: %s", why);
	snprintf(path, sizeof(path), "%s", strchr(at, '\'') + 1);
	end = strrchr(path, '/');
	*end = '\0';
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0700);
	sprintf(end, "/%s", file);
	ck_assert_msg(stat(path, &st) == 0, "%s is not there", path);
	ck_assert(strchr(file, '/') || (st.st_mode & 07777) == 0600);
	ck_assert_int_gt(st.st_size, 0);
	ck_assert_int_eq(system("rm -rf \"$XDG_RUNTIME_DIR\"/leaderplus-*"), 0);
}

static bool stop_with(const char *body, int signal, const char *given, struct buf *back,
		      struct err *err)
{
	int told = 0;
	struct editor e = { .sys = fault_sys(), .max = EDITORS_MAX, .fits = editors_fits, .stop = note_stop,
			    .context = &told };
	struct buf script;
	bool ok;

	buf_init(&script, 10000);
	buf_addf(&script, "echo $$ >$SCRATCH/pid; %s; kill -%d %d; kill -%d %d; sleep 100 & wait", body, signal,
		 getpid(), signal, getpid());
	e.command = editors_do(script.data);
	*err = (struct err){ .text = "" };
	buf_init(back, EDITORS_MAX);
	ok = editor_run(&e, slice_of(given), back, err);
	ck_assert_int_eq(told, 1);
	ck_assert(kill(atoi(scratch_get("pid")), 0) != 0 && errno == ESRCH);
	buf_release(&script);
	return ok;
}

/* The program is told to end while she writes: what is whole comes back, what may not be is
 * kept, and nothing takes the place of good words. */
START_TEST(a_stop_loses_no_words)
{
	static const int signals[] = { SIGHUP, SIGTERM };
	struct buf back;
	struct err err;
	bool ok;

	for (size_t i = 0; i < ARRAY_LEN(signals); i++) {
		ok = stop_with(stops[_i].body, signals[i], stops[_i].given, &back, &err);
		ck_assert_msg(ok == (stops[_i].back != NULL), "row %d says: %s", _i, err.text);
		ck_assert_str_eq(back.data, ok ? stops[_i].back : "");
		buf_release(&back);
		if (!ok)
			check_folder_kept(err.text, stops[_i].kept);
		editors_check_gone();
	}
}
END_TEST

/* A closed window ends both at once: the editor may be gone before we look. */
START_TEST(an_editor_that_ends_with_us_is_asked_the_same)
{
	char body[200];
	struct buf back;
	struct err err;
	int told = 0;
	struct editor e = { .sys = fault_sys(), .max = EDITORS_MAX, .stop = note_stop, .context = &told };

	sprintf(body, "kill -STOP %d; echo nano >\"$1.save\"; kill -HUP %d; (sleep 0.3; kill -CONT %d) & exit 1",
		getpid(), getpid(), getpid());
	e.command = editors_do(body);
	buf_init(&back, EDITORS_MAX);
	ck_assert_msg(editor_run(&e, slice_of("old"), &back, &err), "%s", err.text);
	ck_assert_int_eq(told, 1);
	ck_assert_str_eq(back.data, "nano\n");
	buf_release(&back);
	editors_check_gone();
}
END_TEST

/* It may still write. */
START_TEST(an_editor_that_will_not_end_keeps_its_folder)
{
	char body[200];
	struct buf back;
	struct err err = { .text = "" };
	struct editor e = { .sys = fault_sys(), .max = EDITORS_MAX };

	sprintf(body, "trap '' TERM; echo $$ >$SCRATCH/pid; kill -TERM %d; sleep 60", getpid());
	e.command = editors_do(body);
	buf_init(&back, EDITORS_MAX);
	ck_assert(!editor_run(&e, slice_of("old"), &back, &err));
	ck_assert_uint_eq(back.len, 0);
	ck_assert_int_eq(kill(atoi(scratch_get("pid")), SIGKILL), 0);
	buf_release(&back);
	check_folder_kept(err.text, "words.txt");
	editors_check_gone();
}
END_TEST

/* ---- what was left ---- */

/* The places of ours, one a line, without the folder "run". */
static void note_left(void *context, const char *path)
{
	const char *run = scratch_path("run");

	if (strncmp(path, run, strlen(run)) == 0)
		buf_addf(context, "%s\n", path + strlen(run));
}

static void check_left(const char *expected)
{
	struct buf left;

	buf_init(&left, 10000);
	editor_left(fault_sys(), note_left, &left);
	ck_assert_str_eq(left.data, expected);
	buf_release(&left);
}

static const struct {
	const char *makes, *left;
} folders[] = {
	{ "mkdir leaderplus-abcdefg7; echo words >leaderplus-abcdefg7/words.txt", "/leaderplus-abcdefg7/words.txt\n" },
	{ "mkdir leaderplus-abcdefg7; cd leaderplus-abcdefg7; echo old >words.txt; echo new >words.txt.save",
	  "/leaderplus-abcdefg7/words.txt.save\n" },
	{ "mkdir leaderplus-abcdefg7; cd leaderplus-abcdefg7; echo old >words.txt; echo new >'#words.txt#'",
	  "/leaderplus-abcdefg7/#words.txt#\n" },
	{ "mkdir leaderplus-abcdefg7; cd leaderplus-abcdefg7; : >words.txt; echo new >.words.txt.swp",
	  "/leaderplus-abcdefg7\n" },
	{ "mkdir leaderplus-abcdefg7; : >leaderplus-abcdefg7/words.txt", "" },
	{ "mkdir leaderplus-abcdefg7", "" },
	{ "mkdir leaderplus-abcdefg7; ln -s /etc/passwd leaderplus-abcdefg7/words.txt", "" },
	{ "mkdir leaderplus-abcdefg7; mkfifo leaderplus-abcdefg7/words.txt", "" },
	{ "mkdir leaderplus-abcdefg1; echo words >leaderplus-abcdefg1/words.txt", "" },
	{ "mkdir leaderplus-abcdefg; echo words >leaderplus-abcdefg/words.txt", "" },
	{ "mkdir leaderplus-abcdefghi; echo words >leaderplus-abcdefghi/words.txt", "" },
	{ "mkdir leaderplus-abcdefgh.b; echo words >leaderplus-abcdefgh.b/words.txt", "" },
	{ "mkdir otherplus-abcdefgh; echo words >otherplus-abcdefgh/words.txt", "" },
	{ "mkdir real; echo words >real/words.txt; ln -s real leaderplus-abcdefgh", "" },
	{ "echo words >leaderplus-abcdefgh", "" },
};

START_TEST(only_folders_of_ours_with_words_are_told)
{
	struct buf command;

	buf_init(&command, 10000);
	buf_addf(&command, "cd \"$XDG_RUNTIME_DIR\" && %s", folders[_i].makes);
	ck_assert_int_eq(system(command.data), 0);
	check_left(folders[_i].left);
	check_left(folders[_i].left);	/* it is still there */
	buf_release(&command);
}
END_TEST

START_TEST(a_folder_of_somebody_else_is_not_told)
{
	if (geteuid() != 0) {
		printf("only root can make a folder somebody else's: not tested\n");
		return;
	}
	ck_assert_int_eq(system("cd \"$XDG_RUNTIME_DIR\" && mkdir leaderplus-abcdefgh && "
				"echo words >leaderplus-abcdefgh/words.txt && chown 4711 leaderplus-abcdefgh"), 0);
	check_left("");
}
END_TEST

/* That of a program that runs is in use; kill -9 leaves it. */
START_TEST(a_folder_is_told_once_its_program_is_gone)
{
	pid_t child = fork();
	struct buf left;

	if (child == 0) {
		struct editor e = { .sys = fault_sys(), .max = EDITORS_MAX };
		struct err err;
		struct buf back;

		e.command = editors_do("echo $$ >$SCRATCH/pid; mv $SCRATCH/pid $SCRATCH/began; exec sleep 100");
		buf_init(&back, EDITORS_MAX);
		editor_run(&e, slice_of("words"), &back, &err);
		_exit(1);
	}
	while (!scratch_has("began"))
		usleep(1000);
	check_left("");
	ck_assert_int_eq(kill(child, SIGKILL), 0);
	ck_assert_int_eq(waitpid(child, NULL, 0), child);
	buf_init(&left, 10000);
	editor_left(fault_sys(), note_left, &left);
	ck_assert_msg(strncmp(left.data, "/leaderplus-", 12) == 0 && strstr(left.data, "/words.txt\n"),
		      "left: %s", left.data);
	buf_release(&left);
	ck_assert_int_eq(kill(atoi(scratch_get("began")), SIGKILL), 0);
}
END_TEST

/* A copy is gone with its program, but for one that is in use or somebody else's. */
START_TEST(copies_that_were_left_are_removed)
{
	struct folder used;
	struct buf there;

	ck_assert(folder_make(&used, fault_sys(), FOLDER_COPY));
	ck_assert(folder_put(&used, "in.html", slice_of("words")));
	ck_assert_int_eq(system("cd \"$XDG_RUNTIME_DIR\" && mkdir -p real leaderplus-copy-abcdefgh/a/b && "
				"echo words | tee real/x leaderplus-copy-abcdefgh/in.html "
				"leaderplus-copy-abcdefgh/a/b/c >leaderplus-copy-abcdefg && "
				"mkdir leaderplus-copy-abcdefg9 && ln -s real leaderplus-copy-abcdefgi"), 0);
	check_left("");
	buf_init(&there, 4096);
	buf_addf(&there, "cd \"$XDG_RUNTIME_DIR\" && test ! -e leaderplus-copy-abcdefgh && "
		 "test -s real/x && test -s leaderplus-copy-abcdefg && test -d leaderplus-copy-abcdefg9 && "
		 "test -L leaderplus-copy-abcdefgi && test -s %s/in.html && "
		 "rm -r real leaderplus-copy-abcdefg*", used.path.data);
	ck_assert_int_eq(system(there.data), 0);
	buf_release(&there);
	folder_release(&used, false);
	editors_check_gone();
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("editor_stop");
	TCase *tcase = tcase_create("editor_stop");

	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, editors_setup, editors_teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, a_stop_loses_no_words, 0, ARRAY_LEN(stops));
	tcase_add_test(tcase, an_editor_that_ends_with_us_is_asked_the_same);
	tcase_add_test(tcase, an_editor_that_will_not_end_keeps_its_folder);
	tcase_add_loop_test(tcase, only_folders_of_ours_with_words_are_told, 0, ARRAY_LEN(folders));
	tcase_add_test(tcase, a_folder_of_somebody_else_is_not_told);
	tcase_add_test(tcase, a_folder_is_told_once_its_program_is_gone);
	tcase_add_test(tcase, copies_that_were_left_are_removed);
	return suite_run(suite);
}
