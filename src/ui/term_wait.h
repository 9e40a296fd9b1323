/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waiting for what comes from the keyboard, or for a signal (base/signals.h). */
#ifndef UI_TERM_WAIT_H
#define UI_TERM_WAIT_H

#include <stdbool.h>

#include "base/signals.h"

/* Waits for a byte of input; false when none came, or the program is to stop. */
bool wait_byte(const struct signals *s, int milliseconds);
/* Sleeps until there is input, a signal, FD is readable or the wall clock, which counts
 * whole seconds, has gone on by SECONDS (-1: for ever). */
enum woken {
	WOKEN_INPUT,	/* reading does not wait; a closed terminal has nothing to read, for ever */
	WOKEN_SIGNAL,
	WOKEN_IDLE,
	WOKEN_FD,
	WOKEN_GONE	/* nothing can be waited for */
};
enum woken wait_long(const struct signals *s, int seconds, int fd);

#endif
