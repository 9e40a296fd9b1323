/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hands a text to the reader's own editor, and takes it back. */
#include <config.h>

#include "base/editor.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/editor_folder.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/words.h"

extern char **environ;

#define AT_ONCE 1	/* seconds, of a clock that knows no parts of them */
#define STOP_PATIENCE 3	/* seconds that an editor has to end once it is told to */

/* How the editor ended. */
struct ending {
	bool stopped;	/* it was told to end, for we are to */
	bool ended;	/* and has */
	bool well;	/* by itself, with 0 */
	bool keeps;	/* its folder: what could not be taken back */
};

/* ---- the process ---- */

/* Signals while the editor runs: those of `heard` are blocked, and taken by waiting. */
struct ears {
	sigset_t heard, before;
	struct sigaction stop_before, child_before;
};

static void ears_open(struct ears *ears)
{
	const struct sigaction by_default = { .sa_handler = SIG_DFL };
	sigset_t stop;

	sigemptyset(&ears->heard);
	sigaddset(&ears->heard, SIGCHLD);
	sigaddset(&ears->heard, SIGHUP);
	sigaddset(&ears->heard, SIGTERM);
	sigaddset(&ears->heard, SIGINT);
	sigaddset(&ears->heard, SIGQUIT);
	sigprocmask(SIG_BLOCK, &ears->heard, &ears->before);
	sigaction(SIGCHLD, &by_default, &ears->child_before);
	sigaction(SIGTSTP, &by_default, &ears->stop_before);
	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &stop, NULL);
}

/* What is for the editor, as Ctrl-C, shall not end us afterwards. */
static void ears_close(struct ears *ears)
{
	const struct timespec at_once = { 0 };
	sigset_t idle;

	sigemptyset(&idle);
	sigaddset(&idle, SIGCHLD);
	sigaddset(&idle, SIGINT);
	sigaddset(&idle, SIGQUIT);
	while (sigtimedwait(&idle, NULL, &at_once) > 0)
		;
	sigaction(SIGTSTP, &ears->stop_before, NULL);
	sigaction(SIGCHLD, &ears->child_before, NULL);
	sigprocmask(SIG_SETMASK, &ears->before, NULL);
}

/* Returns 0 or the error.  The child has the mask and the signals of a program that a shell
 * starts. */
static int start(pid_t *pid, char *const *words)
{
	sigset_t none, by_default;
	posix_spawnattr_t attr;
	int error = posix_spawnattr_init(&attr);

	if (error)
		return error;
	sigemptyset(&none);
	sigemptyset(&by_default);
	sigaddset(&by_default, SIGPIPE);
	posix_spawnattr_setsigmask(&attr, &none);
	posix_spawnattr_setsigdefault(&attr, &by_default);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	error = posix_spawnp(pid, words[0], NULL, &attr, words, environ);
	posix_spawnattr_destroy(&attr);
	return error;
}

/* Once the editor has stopped itself; both go on when a shell continues the group. */
static void stop_with(pid_t pid)
{
	raise(SIGTSTP);
	kill(pid, SIGCONT);
}

/* The editor has ended; the signal that ended it may have been for us, too. */
static void hear_stop(const struct editor *e, const struct ears *ears, bool *stopped)
{
	const struct timespec at_once = { 0 };
	int signal;

	while ((signal = sigtimedwait(&ears->heard, NULL, &at_once)) > 0) {
		if ((signal != SIGHUP && signal != SIGTERM) || *stopped)
			continue;
		*stopped = true;
		if (e->stop)
			e->stop(e->context);
	}
}

/* Tells *STATUS; false where the editor does not end although it is told to. */
static bool wait_end(const struct editor *e, const struct ears *ears, pid_t pid, int *status,
		     bool *stopped)
{
	for (;;) {
		const struct timespec patience = { .tv_sec = STOP_PATIENCE };
		pid_t changed = waitpid(pid, status, WNOHANG | WUNTRACED);
		int signal;

		if (changed == pid && !WIFSTOPPED(*status))
			return true;
		if (changed == pid && !*stopped)
			stop_with(pid);
		if (changed < 0 && errno != EINTR) {
			*status = 0;	/* somebody else took it: the file tells */
			return true;
		}
		signal = sigtimedwait(&ears->heard, NULL, *stopped ? &patience : NULL);
		if (signal < 0 && errno == EAGAIN)
			return false;
		if ((signal != SIGHUP && signal != SIGTERM) || *stopped)
			continue;
		*stopped = true;
		if (e->stop)
			e->stop(e->context);
		kill(pid, signal);
		kill(pid, SIGCONT);
	}
}

static bool told_end(const char *name, int status, struct err *err)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	if (WIFEXITED(status))
		return err_set(err, ERR_IO, _("'%s' ended with an error (%d), so the text is as it was"),
			       name, WEXITSTATUS(status));
	return err_set(err, ERR_IO, _("'%s' was ended by a signal (%d), so the text is as it was"),
		       name, WTERMSIG(status));
}

/* False where it could not be started; ERR is set as well where it did not end well. */
static bool run(const struct editor *e, struct words *words, struct ending *how, struct err *err)
{
	const char *name = words->list[0];
	struct ears ears;
	int status = 0, error;
	pid_t pid;

	*how = (struct ending){ .ended = true };
	ears_open(&ears);
	error = start(&pid, words->list);
	if (!error) {
		how->ended = wait_end(e, &ears, pid, &status, &how->stopped);
		hear_stop(e, &ears, &how->stopped);
	}
	ears_close(&ears);
	if (error)
		return err_set(err, ERR_IO, _("cannot start the editor '%s': %s"), name, strerror(error));
	how->well = how->ended && told_end(name, status, err);
	return true;
}

/* ---- the whole ---- */

static bool refuse_size(struct err *err)
{
	return err_set(err, ERR_TOO_BIG, _("the editor left more text than a box can hold, so the text "
					   "is as it was"));
}

static bool take_file(const struct editor *e, const struct folder *f, const char *name,
		      struct slice given, struct buf *back, struct err *err)
{
	struct buf bytes;
	struct slice left;
	enum file_found found;
	bool ok = true;

	buf_init(&bytes, e->max + 1);
	found = file_read_at(e->sys, f->fd, name, e->max, &bytes, err);
	left = slice_buf(&bytes);
	if (found == FILE_ABSENT)
		ok = err_set(err, ERR_IO, _("the editor left no text, so yours is as it was"));
	else if (found == FILE_FAILED)
		ok = err->kind == ERR_TOO_BIG && refuse_size(err);
	else if (e->fits && !slice_equal(left, given) && !e->fits(left))
		ok = refuse_size(err);
	else
		buf_add_slice(back, left);
	buf_release(&bytes);
	return ok;
}

/* What editors write beside a text when they are told to end: nano, and emacs. */
static bool take_rescued(const struct editor *e, const struct folder *f, struct slice given,
			 struct buf *back)
{
	static const char *const names[] = { FOLDER_FILE ".save", "#" FOLDER_FILE "#" };
	const size_t before = back->len;
	struct err ignored;

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (take_file(e, f, names[i], given, back, &ignored) && back->len > before)
			return true;
	return false;
}

/* A text that is half written when the signal comes is not to take the place of a whole one,
 * and an editor that saved it says so by ending well. */
static bool take_stopped(const struct editor *e, const struct folder *f, const struct ending *how,
			 const char *name, struct slice given, struct buf *back, struct err *err)
{
	const size_t before = back->len;

	if (how->ended && take_rescued(e, f, given, back))
		return true;
	if (how->well && take_file(e, f, FOLDER_FILE, given, back, err) &&
	    (back->len > before || !given.len))
		return true;
	if (!how->ended || folder_has_words(f, given))
		return err_set(err, ERR_IO, _("'%s' was told to end before all was saved"), name);
	buf_add_slice(back, given);
	return true;
}

/* Adds to ERR where they are. */
static void say_kept(const struct folder *f, struct err *err)
{
	char why[sizeof(err->text)];

	memcpy(why, err->text, sizeof(why));
	err_set(err, err->kind, _("%s; what the editor left is in '%s'"), why, f->path.data);
}

/* The folder is made, and holds GIVEN. */
static bool run_in(const struct editor *e, struct folder *f, struct words *words,
		   struct slice given, struct buf *back, struct ending *how, struct err *err)
{
	bool started, ok = false;

	words->list[words->count] = f->path.data;
	started = run(e, words, how, err);
	words->list[words->count] = NULL;
	if (started && how->stopped)
		ok = take_stopped(e, f, how, words->list[0], given, back, err);
	else if (started && how->well)
		ok = take_file(e, f, FOLDER_FILE, given, back, err);
	how->keeps = !ok && started && (!how->ended || folder_has_words(f, given));
	if (how->keeps)
		say_kept(f, err);
	return ok;
}

static enum editor_end hand_over(const struct editor *e, struct words *words, struct slice given,
				 struct buf *back, struct err *err)
{
	const size_t before = back->len;
	const time_t began = e->sys->now();
	struct ending how = { 0 };
	struct folder f;
	bool ok;

	if (!folder_make(&f, e->sys) || !folder_put(&f, given)) {
		err_set(err, ERR_IO, _("cannot hand the text to an editor: %s"), strerror(errno));
		folder_release(&f, false);
		return EDITOR_FAILED;
	}
	ok = run_in(e, &f, words, given, back, &how, err);
	folder_release(&f, how.keeps);
	if (!ok)
		return EDITOR_FAILED;
	if (how.stopped || e->sys->now() - began > AT_ONCE ||
	    !slice_equal(slice_part(slice_buf(back), before, back->len), given))
		return EDITOR_DONE;
	err_set(err, ERR_USAGE, _("The editor came back at once with nothing changed; if its window is "
				  "still open, it needs an option to wait, such as --wait."));
	return EDITOR_AT_ONCE;
}

const char *editor_command(void)
{
	static const char *const names[] = { "VISUAL", "EDITOR" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		const char *command = getenv(names[i]);

		if (command && command[strspn(command, " \t\n")])
			return command;
	}
	return NULL;
}

enum editor_end editor_run(const struct editor *e, struct slice given, struct buf *back,
			   struct err *err)
{
	enum editor_end end = EDITOR_FAILED;
	struct words words;

	if (!words_split(&words, e->command)) {
		err_set(err, ERR_USAGE, _("the editor '%s' cannot be started: a quote in it has no end"),
			e->command);
		return EDITOR_FAILED;
	}
	if (words.count)
		end = hand_over(e, &words, given, back, err);
	else
		err_set(err, ERR_USAGE, _("no editor is set; EDITOR=nano before the command sets one"));
	words_release(&words);
	return end;
}
