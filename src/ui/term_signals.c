/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The signals that end the program, stop it for a while or tell of another window size,
 * and waiting for input or one of them. */
#include <config.h>

#include "ui/term_signals.h"

#include <errno.h>
#include <poll.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"

static volatile sig_atomic_t stop_raised;
static volatile sig_atomic_t resize_raised;
static volatile sig_atomic_t suspend_raised;
static volatile sig_atomic_t continue_raised;

static void raise_stop(int signal)
{
	(void)signal;
	stop_raised = 1;
}

static void raise_resize(int signal)
{
	(void)signal;
	resize_raised = 1;
}

static void raise_suspend(int signal)
{
	(void)signal;
	suspend_raised = 1;
}

static void raise_continue(int signal)
{
	(void)signal;
	continue_raised = 1;
}

static const struct {
	int signal;
	void (*handler)(int signal);
} caught[] = {
	{ SIGHUP, raise_stop }, { SIGINT, raise_stop }, { SIGQUIT, raise_stop },
	{ SIGTERM, raise_stop }, { SIGWINCH, raise_resize }, { SIGTSTP, raise_suspend }, { SIGCONT, raise_continue },
};

static void handle(int signal, void (*handler)(int signal))
{
	struct sigaction action = { .sa_handler = handler };

	sigemptyset(&action.sa_mask);
	sigaction(signal, &action, NULL);
}

void signals_catch(struct term_signals *s)
{
	sigset_t blocked;

	sigemptyset(&blocked);
	for (size_t i = 0; i < ARRAY_LEN(caught); i++) {
		sigaddset(&blocked, caught[i].signal);
		handle(caught[i].signal, caught[i].handler);
	}
	/* Nobody reads what is written: an error of that write, no reason to end here. */
	handle(SIGPIPE, SIG_IGN);
	sigprocmask(SIG_BLOCK, &blocked, &s->before);
	s->waiting = s->before;
	for (size_t i = 0; i < ARRAY_LEN(caught); i++)
		sigdelset(&s->waiting, caught[i].signal);
}

void signals_release(struct term_signals *s)
{
	handle(SIGTSTP, SIG_DFL);	/* the terminal is given back: now it may stop anywhere */
	sigprocmask(SIG_SETMASK, &s->before, NULL);
}

void signals_let_in(const struct term_signals *s)
{
	const struct timespec at_once = { 0 };

	ppoll(NULL, 0, &at_once, &s->waiting);
}

bool signals_stop(void)
{
	return stop_raised;
}

static bool take(volatile sig_atomic_t *flag)
{
	bool raised = *flag;

	*flag = 0;
	return raised;
}

bool signals_resized(void)
{
	return take(&resize_raised);
}

bool signals_suspend(void)
{
	return take(&suspend_raised);
}

bool signals_continued(void)
{
	return take(&continue_raised);
}

void signals_stop_here(void)
{
	const struct timespec at_once = { 0 };
	sigset_t stop, go_on;

	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	sigemptyset(&go_on);
	sigaddset(&go_on, SIGCONT);
	handle(SIGTSTP, SIG_DFL);
	raise(SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &stop, NULL);	/* here it stands still */
	sigprocmask(SIG_BLOCK, &stop, NULL);
	handle(SIGTSTP, raise_suspend);
	/* What made it go on is told by returning. */
	while (sigtimedwait(&go_on, NULL, &at_once) > 0)
		;
	continue_raised = 0;
}

bool signals_byte(const struct term_signals *s, int milliseconds)
{
	struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };
	struct timespec limit = { milliseconds / 1000, milliseconds % 1000 * 1000000L };
	int ready;

	do
		ready = ppoll(&in, 1, &limit, &s->waiting);
	while (ready < 0 && errno == EINTR && !stop_raised);
	return ready > 0 && (in.revents & POLLIN);
}

/* How long it is until a clock of whole seconds, as the app's, has gone on by SECONDS; and a
 * moment more, for such a clock may be a tick late. */
static struct timespec until(int seconds)
{
	const long second = 1000000000, moment = 10000000;
	struct timespec now;
	long rest;

	if (seconds <= 0 || clock_gettime(CLOCK_REALTIME, &now) != 0)
		return (struct timespec){ .tv_sec = seconds };
	rest = second - now.tv_nsec + moment;
	return (struct timespec){ seconds - 1 + rest / second, rest % second };
}

enum signals_woken signals_sleep(const struct term_signals *s, int seconds, int fd)
{
	const struct timespec limit = until(seconds);
	struct pollfd in[] = { { .fd = STDIN_FILENO, .events = POLLIN },
			       { .fd = fd, .events = POLLIN } };
	int ready = ppoll(in, ARRAY_LEN(in), seconds < 0 ? NULL : &limit, &s->waiting);

	if (ready == 0)
		return WOKEN_IDLE;
	if (ready < 0)
		return errno == EINTR ? WOKEN_SIGNAL : WOKEN_GONE;
	return in[1].revents ? WOKEN_FD : WOKEN_INPUT;
}
