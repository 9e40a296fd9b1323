/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terminal: the door to curses.
 *
 * term_open takes the terminal over (raw mode, alternate screen where there is
 * one, bracketed paste); term_close gives it back with the cursor on the last
 * row and discards what was typed but not read.  In between, term_wait yields
 * one input at a time and term_paint shows a surface.
 *
 * Signals are let in only while waiting, and their handlers only raise flags
 * (base/signals.h).
 */
#ifndef UI_TERM_H
#define UI_TERM_H

#include <stdbool.h>

#include "base/err.h"
#include "ui/key.h"
#include "ui/surface.h"
#include "ui/theme.h"

struct term;

enum term_input {
	TERM_KEY,	/* in *key */
	TERM_RESIZED,	/* the size in rows and cols has changed */
	TERM_IDLE,	/* the time given is over */
	TERM_WAKE,	/* the descriptor given is readable */
	TERM_SUSPEND,	/* a signal asked it to stop for a while: term_suspend */
	TERM_CONTINUED,	/* it stood still, and others may have used the terminal: paint it whole */
	TERM_STOP	/* a signal asked the program to end, or the terminal is gone */
};

/* UTF8: whether the terminal takes UTF-8 (else it is shown ASCII). */
bool term_open(struct term **term, bool utf8, struct err *err);
void term_close(struct term *term);	/* NULL is allowed */

/* Gives the terminal back, says TEXT there, stops the process, and takes the terminal again when
 * it is continued: paint it whole. */
void term_suspend(struct term *term, const char *text);

/* The same in two halves, for a child program between them; TEXT, whole lines, is said first. */
void term_lend(struct term *term, const char *text);
void term_take(struct term *term);

/* Whether the mouse is ours, and the wheel and clicks are keys. */
void term_mouse(struct term *term, bool on);
/* Whether the focus is in a box, where a burst of text is a paste (ui/decode.h). */
void term_box(struct term *term, bool on);

void term_size(const struct term *term, int *rows, int *cols);
/* Whether more input is at hand: then drawing can wait. */
bool term_pending(const struct term *term);
/* Waits for a key or for FD (-1: none), at most until the wall clock, which counts whole
 * seconds, has gone on by SECONDS (-1: for ever). */
enum term_input term_wait(struct term *term, int seconds, int fd, struct key *key);
bool term_has_colours(const struct term *term);	/* enough of them for a theme */
/* From the next painting on; at first THEME_DEFAULT, which asks the terminal for no colour. */
void term_theme(struct term *term, enum theme theme);
/* Shows what differs from what is shown; everything when WHOLE. */
void term_paint(struct term *term, const struct surface *surface, bool whole);

#endif
