/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of base/editor, base/words and text/handed: editors that are shell scripts. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/editor.h"
#include "base/mem.h"
#include "base/words.h"
#include "editors.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"
#include "text/handed.h"

static bool edit_with(const char *command, const char *given, struct buf *back, struct err *err)
{
	struct editor e = { .sys = fault_sys(), .command = command, .max = EDITORS_MAX,
			    .fits = editors_fits };

	buf_init(back, EDITORS_MAX);
	*err = (struct err){ .text = "" };
	return editor_run(&e, slice_of(given), back, err);
}

START_TEST(a_text_goes_out_and_comes_back)
{
	struct buf back;
	struct err err;

	ck_assert_msg(edit_with(editors_do("cp \"$1\" $SCRATCH/seen; printf 'new\\n' >>\"$1\""), "old\n", &back,
				&err), "%s", err.text);
	ck_assert_str_eq(scratch_get("seen"), "old\n");
	ck_assert_str_eq(back.data, "old\nnew\n");
	buf_release(&back);
	editors_check_gone();
}
END_TEST

START_TEST(nobody_else_can_read_it)
{
	struct buf back;
	struct err err;
	mode_t mask = umask(0);

	ck_assert(edit_with(editors_do("stat -c %a \"$1\" >$SCRATCH/modes; stat -c %a \"${1%/*}\" >>$SCRATCH/modes\n"
				      "echo \"${1%/*/*}\" >$SCRATCH/where"), "x", &back, &err));
	umask(mask);
	ck_assert_str_eq(scratch_get("modes"), "600\n700\n");
	ck_assert_str_eq(strtok((char *)scratch_get("where"), "\n"), scratch_path("run"));
	buf_release(&back);
}
END_TEST

/* A runtime folder that others may look into is not used. */
START_TEST(an_open_runtime_folder_is_passed_over)
{
	static const char *const bases[] = { "run", "absent", "../relative", "" };
	struct buf back;
	struct err err;

	ck_assert_int_eq(chmod(scratch_path("run"), 0755), 0);
	for (size_t i = 0; i < ARRAY_LEN(bases); i++) {
		setenv("XDG_RUNTIME_DIR", i < 2 ? scratch_path(bases[i]) : bases[i], 1);
		ck_assert_msg(edit_with(editors_do("echo \"$1\" >$SCRATCH/where"), "x", &back, &err), "%s", err.text);
		ck_assert_msg(scratch_get("where")[0] == '/' && !strstr(scratch_get("where"), scratch_path("")),
			      "%s", scratch_get("where"));
		ck_assert_int_ne(access(strtok((char *)scratch_get("where"), "\n"), F_OK), 0);
		buf_release(&back);
	}
}
END_TEST

START_TEST(what_it_leaves_beside_goes_too)
{
	struct buf back;
	struct err err;

	ck_assert(edit_with(editors_do("cd \"${1%/*}\"; cp words.txt words.txt.save; cp words.txt .words.txt.swp\n"
				      "mkdir -p undo/deep; echo old >undo/deep/words; ln -s /etc/passwd link; ln -s /etc dir; echo more >new; mv new words.txt"),
			    "secret", &back, &err));
	ck_assert_str_eq(back.data, "more\n");
	buf_release(&back);
	editors_check_gone();
}
END_TEST

static const struct {
	const char *body, *says;
	size_t kept;	/* bytes in the file that stays, 0: none does */
} failing[] = {
	{ "exit 3", "ended with an error (3), so the text is as it was", 0 },
	{ "echo bad >\"$1\"; exit 3", "ended with an error (3)", 4 },
	{ "echo bad >\"$1\"; kill -9 $$", "ended by a signal (9)", 4 },
	{ ": >\"$1\"; exit 3", "ended with an error (3)", 0 },
	{ "cp \"$1\" \"$1~\"; exit 3", "ended with an error (3)", 0 },
	{ "rm \"$1\"", "left no text", 0 },
	{ "rm \"$1\"; mkdir \"$1\"", "words.txt", 0 },
	{ "rm \"$1\"; ln -s /etc/passwd \"$1\"", "words.txt", 0 },
	{ "head -c 4097 /dev/zero | tr '\\0' x >\"$1\"", "more text than a box can hold", 4097 },
	{ "head -c 100 /dev/zero | tr '\\0' x >\"$1\"", "more text than a box can hold", 100 },
};

/* Words that could not be taken stay where the message says, for their owner alone. */
static void check_kept(const char *says, size_t bytes)
{
	const char *at = strstr(says, "; what the editor left is in '");
	char path[512], *end;
	struct stat st;

	ck_assert_msg(!at == !bytes, "said: %s", says);
	if (!at)
		return;
	snprintf(path, sizeof(path), "%s", strchr(at, '\'') + 1);
	ck_assert_ptr_nonnull(strrchr(path, '\''));
	*strrchr(path, '\'') = '\0';
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_uint_eq((size_t)st.st_size, bytes);
	ck_assert_uint_eq(st.st_mode & 07777, 0600);
	ck_assert_int_eq(unlink(path), 0);
	end = strrchr(path, '/');
	*end = '\0';
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0700);
	ck_assert_int_eq(rmdir(path), 0);
}

START_TEST(a_failing_editor_changes_nothing)
{
	struct buf back;
	struct err err;

	ck_assert(!edit_with(editors_do(failing[_i].body), "mine", &back, &err));
	ck_assert_msg(strstr(err.text, failing[_i].says) != NULL, "row %d says: %s", _i, err.text);
	ck_assert_uint_eq(back.len, 0);
	buf_release(&back);
	check_kept(err.text, failing[_i].kept);
	editors_check_gone();
}
END_TEST

static const struct {
	const char *command, *says;
} unstartable[] = {
	{ "/no/such/editor -x", "cannot start the editor '/no/such/editor'" },
	{ "no-such-editor-anywhere", "cannot start the editor" },
	{ "editor 'unfinished", "a quote in it has no end" },
	{ "editor \"unfinished\\\"", "a quote in it has no end" },
	{ "editor \\", "a quote in it has no end" },
	{ " \t ", "no editor is set" },
};

START_TEST(an_editor_that_cannot_start_changes_nothing)
{
	struct buf back;
	struct err err;

	ck_assert(!edit_with(unstartable[_i].command, "mine", &back, &err));
	ck_assert_msg(strstr(err.text, unstartable[_i].says) != NULL, "row %d says: %s", _i, err.text);
	ck_assert_uint_eq(back.len, 0);
	buf_release(&back);
	editors_check_gone();
}
END_TEST

/* No shell: what would be commands, patterns and variables are words. */
START_TEST(arguments_are_split_and_nothing_is_expanded)
{
	static const char seen[] = "<-w><a \"b\" $HOME><c;touch><$SCRATCH/owned><`x`><d e><*><></";
	struct buf back, command;
	struct err err;

	buf_init(&command, 10000);
	buf_addf(&command, " '%s'  -w \"a \\\"b\\\" $HOME\" 'c;touch' $SCRATCH/owned `x` d\\ e * ''",
		 editors_do("for a; do printf '<%s>' \"$a\"; done >$SCRATCH/seen"));
	ck_assert_msg(edit_with(command.data, "x", &back, &err), "%s", err.text);
	ck_assert_msg(strncmp(scratch_get("seen"), seen, strlen(seen)) == 0, "%s", scratch_get("seen"));
	buf_release(&command);
	buf_release(&back);
}
END_TEST

START_TEST(too_many_words_are_refused)
{
	char command[2 * WORDS_MAX + 3];
	struct words words;

	memset(command, 'x', sizeof(command));
	for (size_t i = 1; i < sizeof(command); i += 2)
		command[i] = ' ';
	command[2 * WORDS_MAX] = '\0';
	ck_assert(words_split(&words, command));
	ck_assert_uint_eq(words.count, WORDS_MAX);
	ck_assert_ptr_null(words.list[WORDS_MAX]);
	words_release(&words);
	strcpy(command + 2 * WORDS_MAX, "x");
	ck_assert(!words_split(&words, command));
}
END_TEST

static unsigned long signals_in(const struct buf *status, const char *line)
{
	const char *at = strstr(status->data, line);

	ck_assert_ptr_nonnull(at);
	return strtoul(at + strlen(line), NULL, 16);
}

START_TEST(no_signal_of_it_is_blocked_or_ignored)
{
	struct buf back;
	struct err err;
	sigset_t all;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, NULL);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGTSTP, SIG_IGN);
	ck_assert_msg(edit_with("cp /proc/self/status", "x", &back, &err), "%s", err.text);
	ck_assert_uint_eq(signals_in(&back, "SigBlk:"), 0);
	ck_assert_uint_eq(signals_in(&back, "SigIgn:") & (1UL << (SIGPIPE - 1) | 1UL << (SIGTSTP - 1)), 0);
	buf_release(&back);
}
END_TEST

START_TEST(it_gets_no_file_of_ours)
{
	struct buf back;
	struct err err;
	int file = open(scratch_path("other"), O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	ck_assert(edit_with(editors_do("ls -l /proc/$$/fd >$SCRATCH/fds"), "x", &back, &err));
	ck_assert_msg(strstr(scratch_get("fds"), "/editor\n") && !strstr(scratch_get("fds"), "/other") &&
		      !strstr(scratch_get("fds"), "/run/"), "descriptors %s", scratch_get("fds"));
	buf_release(&back);
	close(file);
}
END_TEST

/* As Ctrl-C in it does: both get the signal. */
START_TEST(an_interrupt_is_the_editors)
{
	char body[200];
	struct buf back;
	struct err err;

	sprintf(body, "kill -INT %d; kill -QUIT %d; echo fine >\"$1\"", getpid(), getpid());
	ck_assert(edit_with(editors_do(body), "x", &back, &err));
	ck_assert_str_eq(back.data, "fine\n");
	buf_release(&back);
}
END_TEST

/* It stops itself; a child of ours stands for the shell that continues the group, or us. */
START_TEST(it_stops_and_goes_on_with_us)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		struct buf back;
		struct err err;
		bool ok;

		setpgid(0, 0);
		ok = edit_with(editors_do("echo one >\"$1\"; kill -STOP $$; echo two >>\"$1\""), "x", &back, &err);
		_exit(ok && strcmp(back.data, "one\ntwo\n") == 0 ? 0 : 1);
	}
	setpgid(child, child);
	ck_assert_int_eq(waitpid(child, &status, WUNTRACED), child);
	ck_assert_msg(WIFSTOPPED(status) && WSTOPSIG(status) == SIGTSTP, "status %x", status);
	ck_assert_int_eq(kill(_i ? child : -child, SIGCONT), 0);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0, "status %x", status);
}
END_TEST

/* Every call may fail: then the text is as it was, and nothing is left. */
START_TEST(a_system_that_refuses_changes_nothing)
{
	const char *command = editors_do("echo new >\"$1\"");
	int calls, failed = 0;
	struct buf back;
	struct err err;

	ck_assert(edit_with(command, "x", &back, &err));
	buf_release(&back);
	calls = fault_calls(FAULT_ANY);
	for (int i = 1; i <= calls; i++) {
		fault_reset();
		fault_at(FAULT_ANY, i, EIO, FAULT_ONCE);
		if (!edit_with(command, "x", &back, &err)) {
			failed++;
			ck_assert_msg(back.len == 0 && err.text[0], "call %d", i);
			if (strstr(err.text, "; what the editor left"))
				check_kept(err.text, 4);
		}
		ck_assert_int_eq(fault_open_files(), 0);
		buf_release(&back);
		ck_assert_msg(fault_last() == FAULT_UNLINK || rmdir(scratch_path("run")) == 0, "call %d, %s", i,
			      fault_name(fault_last()));
		ck_assert_int_eq(system("rm -rf \"$XDG_RUNTIME_DIR\" && mkdir -m 700 \"$XDG_RUNTIME_DIR\""), 0);
	}
	ck_assert_int_ge(failed, 4);
}
END_TEST

static void go_on(const void *seconds)
{
	fault_clock(1000000 + *(const int *)seconds);
}

static const struct {
	const char *body;
	int seconds;
	enum editor_end end;
} short_stays[] = {
	{ "exit 0", 0, EDITOR_AT_ONCE },
	{ "cp \"$1\" \"$1~\"; cat \"$1~\" >\"$1\"", 1, EDITOR_AT_ONCE },
	{ "exit 0", 2, EDITOR_DONE },
	{ "echo more >>\"$1\"", 0, EDITOR_DONE },
	{ ": >\"$1\"", 0, EDITOR_DONE },
	{ "exit 1", 0, EDITOR_FAILED },
};

/* As a program does that hands the file to a window and goes. */
START_TEST(one_that_comes_back_at_once_is_told)
{
	const char *command = editors_do(short_stays[_i].body);
	struct editor e = { .sys = fault_sys(), .command = command, .max = EDITORS_MAX };
	struct err err = { .text = "" };
	struct buf back;

	fault_clock(1000000);
	fault_before(FAULT_READ, 1, go_on, &short_stays[_i].seconds);
	buf_init(&back, EDITORS_MAX);
	buf_add_str(&back, "before ");
	ck_assert_int_eq(editor_run(&e, slice_of("x\n"), &back, &err), short_stays[_i].end);
	ck_assert(short_stays[_i].end != EDITOR_AT_ONCE || strstr(err.text, "such as --wait."));
	ck_assert(short_stays[_i].end != EDITOR_AT_ONCE || strcmp(back.data, "before x\n") == 0);
	buf_release(&back);
	editors_check_gone();
}
END_TEST

START_TEST(visual_comes_before_editor)
{
	setenv("VISUAL", "one", 1);
	setenv("EDITOR", "two", 1);
	ck_assert_str_eq(editor_command(), "one");
	setenv("VISUAL", "  ", 1);
	ck_assert_str_eq(editor_command(), "two");
	unsetenv("EDITOR");
	ck_assert_ptr_null(editor_command());
	unsetenv("VISUAL");
	ck_assert_ptr_null(editor_command());
}
END_TEST

static const struct {
	const char *bytes, *text;
} handed[] = {
	{ "", "" }, { "\n", "" }, { "a", "a" }, { "a\n", "a" }, { "a\n\n", "a\n" }, { "a\r\n", "a" },
	{ "a\r\nb\r\n", "a\nb" }, { "a\rb\r", "a\nb" }, { "\xEF\xBB\xBF" "a\n", "a" }, { "\tt\0332\177\n", "\tt2" },
	{ "t\xC5\xB7 \xFF\xFE\n", "t\xC5\xB7 \uFFFD\uFFFD" }, { "\xE9\x80", "\uFFFD\uFFFD" },
};

START_TEST(bytes_become_text)
{
	struct buf out;

	buf_init(&out, EDITORS_MAX);
	handed_back(&out, slice_of(handed[_i].bytes));
	ck_assert_str_eq(out.data, handed[_i].text);
	ck_assert_uint_eq(out.len, strlen(handed[_i].text));
	buf_release(&out);
}
END_TEST

START_TEST(an_untouched_text_comes_back_as_it_was)
{
	static const char *const texts[] = { "", "a", "a\n", "\n", "a\n\n", "t\xC5\xB7\tb\nc" };
	struct buf out, back;

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		buf_init(&out, EDITORS_MAX);
		buf_init(&back, EDITORS_MAX);
		handed_out(&out, slice_of(texts[i]));
		ck_assert(!out.len || out.data[out.len - 1] == '\n');
		handed_back(&back, slice_buf(&out));
		ck_assert_str_eq(back.data, texts[i]);
		buf_release(&back);
		buf_release(&out);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("editor");
	TCase *tcase = tcase_create("editor");

	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, editors_setup, editors_teardown);
	tcase_add_test(tcase, a_text_goes_out_and_comes_back);
	tcase_add_test(tcase, nobody_else_can_read_it);
	tcase_add_test(tcase, an_open_runtime_folder_is_passed_over);
	tcase_add_test(tcase, what_it_leaves_beside_goes_too);
	tcase_add_loop_test(tcase, a_failing_editor_changes_nothing, 0, ARRAY_LEN(failing));
	tcase_add_loop_test(tcase, an_editor_that_cannot_start_changes_nothing, 0, ARRAY_LEN(unstartable));
	tcase_add_test(tcase, arguments_are_split_and_nothing_is_expanded);
	tcase_add_test(tcase, too_many_words_are_refused);
	tcase_add_test(tcase, no_signal_of_it_is_blocked_or_ignored);
	tcase_add_test(tcase, it_gets_no_file_of_ours);
	tcase_add_test(tcase, an_interrupt_is_the_editors);
	tcase_add_loop_test(tcase, it_stops_and_goes_on_with_us, 0, 2);
	tcase_add_test(tcase, a_system_that_refuses_changes_nothing);
	tcase_add_loop_test(tcase, one_that_comes_back_at_once_is_told, 0, ARRAY_LEN(short_stays));
	tcase_add_test(tcase, visual_comes_before_editor);
	tcase_add_loop_test(tcase, bytes_become_text, 0, ARRAY_LEN(handed));
	tcase_add_test(tcase, an_untouched_text_comes_back_as_it_was);
	return suite_run(suite);
}
