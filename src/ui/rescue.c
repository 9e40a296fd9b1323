/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is needed to give the terminal back after a crash, and the handler that does it.
 *
 * The one file with writable state: a signal handler is handed nothing.  It is written
 * before the handlers are set, and not while they are.
 */
#include <config.h>

#include "ui/rescue.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

/* More than SIGSTKSZ on machines with the widest registers, where it is no constant. */
#define STACK_SIZE ((size_t)64 * 1024)

static const int crashes[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };

struct bytes {
	size_t len;
	char data[RESCUE_BYTES];
};

static struct {
	bool armed;
	int terminal, messages;
	struct termios modes;
	struct bytes leave, message;
	struct sigaction before[ARRAY_LEN(crashes)];
	stack_t stack_before;
	char stack[STACK_SIZE];
} state;

static void put(int fd, const struct bytes *bytes)
{
	size_t done = 0;

	while (done < bytes->len) {
		ssize_t n = write(fd, bytes->data + done, bytes->len - done);

		if (n > 0)
			done += (size_t)n;
		else if (n == 0 || errno != EINTR)
			return;
	}
}

/* Only calls that POSIX lists as safe here.  The signal's default action is back, for
 * the handler is gone after one use; it comes when this function returns. */
static void give_back(int signal)
{
	tcsetattr(state.terminal, TCSANOW, &state.modes);
	put(state.terminal, &state.leave);
	put(state.messages, &state.message);
	raise(signal);
}

static void copy(struct bytes *to, struct slice from)
{
	to->len = from.len < sizeof(to->data) ? from.len : sizeof(to->data);
	if (to->len)
		memcpy(to->data, from.data, to->len);
}

void rescue_arm(const struct rescue *rescue)
{
	struct sigaction action = {
		.sa_handler = give_back,
		/* On this thread's other stack; once, so that a crash in here ends it all. */
		.sa_flags = (int)(SA_ONSTACK | SA_RESETHAND),
	};
	stack_t stack = { .ss_sp = state.stack, .ss_size = sizeof(state.stack) };

	rescue_disarm();
	state.terminal = rescue->terminal;
	state.messages = rescue->messages;
	state.modes = *rescue->modes;
	copy(&state.leave, rescue->leave);
	copy(&state.message, rescue->message);
	sigaltstack(&stack, &state.stack_before);
	/* SIGTTOU among them: in the background setting the modes would stop us. */
	sigfillset(&action.sa_mask);
	for (size_t i = 0; i < ARRAY_LEN(crashes); i++)
		sigaction(crashes[i], &action, &state.before[i]);
	state.armed = true;
}

void rescue_disarm(void)
{
	if (!state.armed)
		return;
	for (size_t i = 0; i < ARRAY_LEN(crashes); i++)
		sigaction(crashes[i], &state.before[i], NULL);
	/* A size is wanted even of a stack that is switched off. */
	if (state.stack_before.ss_flags & SS_DISABLE)
		state.stack_before.ss_size = STACK_SIZE;
	sigaltstack(&state.stack_before, NULL);
	state.armed = false;
}
