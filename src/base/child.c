/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another program, started without a shell and waited for. */
#include <config.h>

#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

#define STOP_PATIENCE 3	/* seconds that a child has to end once it is told to */

/* Signals while a child runs: those of `heard` are blocked, and taken by waiting. */
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

/* What is for the child, as Ctrl-C, shall not end us afterwards. */
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
static int start(const struct child *c, pid_t *pid)
{
	posix_spawn_file_actions_t files;
	sigset_t none, by_default;
	posix_spawnattr_t attr;
	short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
	int error = posix_spawnattr_init(&attr);

	if (error)
		return error;
	sigemptyset(&none);
	sigemptyset(&by_default);
	sigaddset(&by_default, SIGPIPE);
	posix_spawnattr_setsigmask(&attr, &none);
	posix_spawnattr_setsigdefault(&attr, &by_default);
	posix_spawnattr_setpgroup(&attr, 0);
	posix_spawnattr_setflags(&attr, c->apart ? (short)(flags | POSIX_SPAWN_SETPGROUP) : flags);
	error = posix_spawn_file_actions_init(&files);
	if (!error) {
		for (int fd = 0; fd < 3 && c->apart && !error; fd++)
			error = posix_spawn_file_actions_addopen(&files, fd, "/dev/null", O_RDWR, 0);
		if (!error)
			error = posix_spawnp(pid, c->words[0], &files, &attr, c->words,
					     c->environment ? c->environment : environ);
		posix_spawn_file_actions_destroy(&files);
	}
	posix_spawnattr_destroy(&attr);
	return error;
}

/* ---- waiting ---- */

struct wait {
	const struct child *child;
	struct child_end *end;
	pid_t pid;
	struct timespec until;	/* its seconds, or our patience, are over then */
	bool told;		/* it was told to end */
};

static void set_until(struct wait *w, int seconds)
{
	clock_gettime(CLOCK_MONOTONIC, &w->until);
	w->until.tv_sec += seconds;
}

static struct timespec time_left(const struct wait *w)
{
	struct timespec now, left = { 0 };

	clock_gettime(CLOCK_MONOTONIC, &now);
	if (now.tv_sec > w->until.tv_sec ||
	    (now.tv_sec == w->until.tv_sec && now.tv_nsec >= w->until.tv_nsec))
		return left;
	left.tv_sec = w->until.tv_sec - now.tv_sec;
	left.tv_nsec = w->until.tv_nsec - now.tv_nsec;
	if (left.tv_nsec < 0) {
		left.tv_sec--;
		left.tv_nsec += 1000000000;
	}
	return left;
}

/* A child apart, and all that it started. */
static void send(const struct wait *w, int signal)
{
	kill(w->child->apart ? -w->pid : w->pid, signal);
}

static void tell(struct wait *w, int signal)
{
	w->told = true;
	set_until(w, STOP_PATIENCE);
	send(w, signal);
	send(w, SIGCONT);
}

static void hear(struct wait *w, int signal)
{
	const bool for_us = signal == SIGHUP || signal == SIGTERM;

	if (!for_us && !(w->child->apart && (signal == SIGINT || signal == SIGQUIT)))
		return;
	if (!w->end->signal && for_us && w->child->stop)
		w->child->stop(w->child->context);
	if (!w->end->signal)
		w->end->signal = signal;
}

/* What its children still do, they do for nobody: before its number is free again. */
static void end_group(const struct wait *w)
{
	siginfo_t info = { 0 };

	if (w->child->apart && waitid(P_PID, (id_t)w->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
	    info.si_pid == w->pid)
		kill(-w->pid, SIGKILL);
}

/* Once the child has stopped itself; both go on when a shell continues the group. */
static void stop_with(pid_t pid)
{
	raise(SIGTSTP);
	kill(pid, SIGCONT);
}

/* Whether it has ended. */
static bool look(struct wait *w)
{
	pid_t changed;

	end_group(w);
	changed = waitpid(w->pid, &w->end->status, WNOHANG | (w->child->apart ? 0 : WUNTRACED));
	if (changed == w->pid && !WIFSTOPPED(w->end->status))
		return true;
	if (changed == w->pid && !w->told)
		stop_with(w->pid);
	if (changed >= 0 || errno == EINTR)
		return false;
	w->end->status = 0;	/* somebody else took it */
	return true;
}

/* Its time is over: false where nothing more is to be done. */
static bool run_out(struct wait *w)
{
	if (!w->told) {
		w->end->late = true;
		tell(w, SIGTERM);
	} else if (w->child->apart) {
		send(w, SIGKILL);
		set_until(w, STOP_PATIENCE);
	} else {
		w->end->ended = false;
		return false;
	}
	return true;
}

static void wait_end(struct wait *w, const struct ears *ears)
{
	bool waits = true;

	if (w->child->seconds)
		set_until(w, w->child->seconds);
	while (waits && !look(w)) {
		const bool limited = w->child->seconds || w->told;
		const struct timespec left = limited ? time_left(w) : (struct timespec){ 0 };
		int signal = sigtimedwait(&ears->heard, NULL, limited ? &left : NULL);

		if (signal < 0 && errno == EAGAIN)
			waits = run_out(w);
		else if (signal > 0)
			hear(w, signal);
		if (signal > 0 && w->end->signal && !w->told)
			tell(w, w->end->signal);
	}
}

int child_run(const struct child *c, struct child_end *end)
{
	const struct timespec at_once = { 0 };
	struct wait w = { .child = c, .end = end };
	struct ears ears;
	int error, signal;

	*end = (struct child_end){ .ended = true };
	ears_open(&ears);
	error = start(c, &w.pid);
	if (!error) {
		wait_end(&w, &ears);
		/* The signal that ended it may have been for us, too. */
		while ((signal = sigtimedwait(&ears.heard, NULL, &at_once)) > 0)
			hear(&w, signal);
	}
	ears_close(&ears);
	return error;
}

/* ---- finding ---- */

static bool is_program(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode) && access(path, X_OK) == 0;
}

bool child_find(const char *name, struct buf *path)
{
	const char *folders = getenv("PATH");

	while (folders && *folders) {
		size_t len = strcspn(folders, ":");

		buf_clear(path);
		buf_add(path, folders, len);
		buf_addf(path, "/%s", name);
		if (folders[0] == '/' && !path->full && is_program(path->data))
			return true;
		folders += len + (folders[len] == ':');
	}
	return false;
}
