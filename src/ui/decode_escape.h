/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grammar of escape sequences that stand for no known key (ECMA-48, and xterm's ctlseqs
 * for the mouse), for ui/decode.c. */
#ifndef UI_DECODE_ESCAPE_H
#define UI_DECODE_ESCAPE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "ui/key.h"

/* How many bytes of S, which begins with ESC, belong together; 1: it is the key Esc, 0: it
 * is not whole.  QUIET: nothing more will come, and it is never 0. */
size_t escape_len(struct slice s, bool quiet);

/* Makes KEY what the mouse did, where S says so and it matters: the left button was pressed
 * or the wheel turned.  The forms are those of modes 1006 (SGR) and 1000 (X10). */
void escape_mouse(struct slice s, struct key *key);

#endif
