/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The signals that end the program or tell of another window size, and waiting for
 * input or one of them. */
#include <config.h>

#include "ui/term_signals.h"

#include <errno.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/mem.h"

static volatile sig_atomic_t stop_raised;
static volatile sig_atomic_t resize_raised;

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

static const int stop_signals[] = { SIGHUP, SIGINT, SIGTERM };

void signals_catch(struct term_signals *s)
{
	struct sigaction stop = { .sa_handler = raise_stop };
	struct sigaction resize = { .sa_handler = raise_resize };
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	sigset_t blocked;

	sigemptyset(&blocked);
	sigaddset(&blocked, SIGWINCH);
	sigemptyset(&stop.sa_mask);
	sigemptyset(&resize.sa_mask);
	sigemptyset(&ignore.sa_mask);
	for (size_t i = 0; i < ARRAY_LEN(stop_signals); i++) {
		sigaddset(&blocked, stop_signals[i]);
		sigaction(stop_signals[i], &stop, NULL);
	}
	sigaction(SIGWINCH, &resize, NULL);
	/* Nobody reads what is written: an error of that write, no reason to end here. */
	sigaction(SIGPIPE, &ignore, NULL);
	sigprocmask(SIG_BLOCK, &blocked, &s->before);
	s->waiting = s->before;
	sigdelset(&s->waiting, SIGWINCH);
	for (size_t i = 0; i < ARRAY_LEN(stop_signals); i++)
		sigdelset(&s->waiting, stop_signals[i]);
}

void signals_release(struct term_signals *s)
{
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

bool signals_resized(void)
{
	bool raised = resize_raised;

	resize_raised = 0;
	return raised;
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

enum signals_woken signals_sleep(const struct term_signals *s, int seconds, int fd)
{
	struct timespec limit = { .tv_sec = seconds };
	struct pollfd in[] = { { .fd = STDIN_FILENO, .events = POLLIN },
			       { .fd = fd, .events = POLLIN } };
	int ready = ppoll(in, ARRAY_LEN(in), seconds < 0 ? NULL : &limit, &s->waiting);
	int waiting = 0;

	if (ready == 0)
		return WOKEN_IDLE;
	if (ready < 0)
		return errno == EINTR ? WOKEN_INPUT : WOKEN_GONE;
	/* A closed terminal is readable for ever, with nothing to read. */
	if (in[0].revents && (ioctl(STDIN_FILENO, FIONREAD, &waiting) != 0 || waiting == 0))
		return WOKEN_GONE;
	return in[1].revents ? WOKEN_FD : WOKEN_INPUT;
}
