/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The signals that the program answers to. */
#include <config.h>

#include "base/signals.h"

#include <poll.h>
#include <time.h>

#include "base/mem.h"

static volatile sig_atomic_t stop_raised;
static volatile sig_atomic_t interrupt_raised;
static volatile sig_atomic_t resize_raised;
static volatile sig_atomic_t suspend_raised;
static volatile sig_atomic_t continue_raised;

static void raise_stop(int signal)
{
	(void)signal;
	stop_raised = 1;
}

static void raise_interrupt(int signal)
{
	(void)signal;
	interrupt_raised = 1;
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
	{ SIGHUP, raise_stop }, { SIGQUIT, raise_stop }, { SIGTERM, raise_stop },
	{ SIGINT, raise_interrupt }, { SIGWINCH, raise_resize },
	{ SIGTSTP, raise_suspend }, { SIGCONT, raise_continue },
};

static void handle(int signal, void (*handler)(int signal))
{
	struct sigaction action = { .sa_handler = handler };

	sigemptyset(&action.sa_mask);
	sigaction(signal, &action, NULL);
}

void signals_catch(struct signals *s, enum signals_interrupt interrupt)
{
	sigset_t blocked;

	/* What a face before this one has not answered to; but an end is an end. */
	interrupt_raised = suspend_raised = continue_raised = 0;
	sigemptyset(&blocked);
	for (size_t i = 0; i < ARRAY_LEN(caught); i++) {
		sigaddset(&blocked, caught[i].signal);
		handle(caught[i].signal, caught[i].handler);
	}
	if (interrupt == INTERRUPT_STOPS)
		handle(SIGINT, raise_stop);
	/* Nobody reads what is said: an error of that write, no reason to end here. */
	handle(SIGPIPE, SIG_IGN);
	sigprocmask(SIG_BLOCK, &blocked, &s->before);
	s->waiting = s->before;
	for (size_t i = 0; i < ARRAY_LEN(caught); i++)
		sigdelset(&s->waiting, caught[i].signal);
}

void signals_release(struct signals *s)
{
	handle(SIGTSTP, SIG_DFL);	/* now it may stop anywhere */
	sigprocmask(SIG_SETMASK, &s->before, NULL);
}

bool signals_wait(const struct signals *s, int fd, short events, int seconds)
{
	const struct timespec limit = { .tv_sec = seconds };
	struct pollfd pollfd = { .fd = fd, .events = events };

	return ppoll(&pollfd, 1, seconds < 0 ? NULL : &limit, &s->waiting) > 0;
}

void signals_let_in(const struct signals *s)
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

bool signals_interrupted(void)
{
	return take(&interrupt_raised);
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
