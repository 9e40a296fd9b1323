/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terminal after a crash: given back by what is safe inside a signal handler.
 *
 * From rescue_arm to rescue_disarm a SIGSEGV, SIGBUS, SIGFPE, SIGILL or SIGABRT first
 * sets the terminal's modes back, writes the bytes that leave the full screen and a line
 * that says what happened, and then ends the program by that same signal.  Nothing is
 * saved from there: what the program was doing may be what is broken.  The handler has a
 * stack of its own, so that a stack that is full does not stop it.
 */
#ifndef UI_RESCUE_H
#define UI_RESCUE_H

#include <termios.h>

#include "base/buf.h"

struct rescue {
	int terminal;			/* where LEAVE is written, and whose modes are set */
	int messages;			/* where MESSAGE is written */
	const struct termios *modes;	/* as they were before the terminal was taken */
	struct slice leave;		/* what leaves the full screen */
	struct slice message;		/* a line with its end */
};

/* Copies all of it.  Longer than a screen row or two is cut: LEAVE and MESSAGE have
 * RESCUE_BYTES each. */
#define RESCUE_BYTES 1024
void rescue_arm(const struct rescue *rescue);
/* What the signals did before they do again; harmless when nothing is armed. */
void rescue_disarm(void);

#endif
