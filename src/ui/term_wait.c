/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waiting for what comes from the keyboard. */
#include <config.h>

#include "ui/term_wait.h"

#include <errno.h>
#include <poll.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"

bool wait_byte(const struct signals *s, int milliseconds)
{
	struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };
	struct timespec limit = { milliseconds / 1000, milliseconds % 1000 * 1000000L };
	int ready;

	do
		ready = ppoll(&in, 1, &limit, &s->waiting);
	while (ready < 0 && errno == EINTR && !signals_stop());
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

enum woken wait_long(const struct signals *s, int seconds, int fd)
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
