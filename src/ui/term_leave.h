/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What leaves the full screen without curses, kept ready for a crash. */
#ifndef UI_TERM_LEAVE_H
#define UI_TERM_LEAVE_H

#include <stdbool.h>
#include <termios.h>

#include "base/buf.h"

/* Appends what a terminal description says, without the delays of slow terminals. */
void leave_add(struct buf *out, const char *capability);
/* Arms ui/rescue.h with LEAVE for TERMINAL, whose modes were MODES, and with words for the
 * descriptor MESSAGES. */
void leave_arm(struct slice leave, bool utf8, int terminal, int messages,
	       const struct termios *modes);

#endif
