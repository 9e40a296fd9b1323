/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The signals that end the program, stop it for a while or tell of another window size,
 * and waiting for input or one of them.
 *
 * They are let in only while waiting, by ppoll with the mask `waiting`, and their
 * handlers only raise flags.
 */
#ifndef UI_TERM_SIGNALS_H
#define UI_TERM_SIGNALS_H

#include <signal.h>
#include <stdbool.h>

struct term_signals {
	sigset_t waiting;	/* the signal mask while waiting */
	sigset_t before;	/* the mask that the program came with */
};

void signals_catch(struct term_signals *s);
void signals_release(struct term_signals *s);	/* the mask as it was */
/* Lets in what is waiting, without waiting. */
void signals_let_in(const struct term_signals *s);

/* Waits for a byte of input; false when none came, or the program is to stop. */
bool signals_byte(const struct term_signals *s, int milliseconds);
/* Sleeps until there is input, a signal, FD is readable or the wall clock, which counts
 * whole seconds, has gone on by SECONDS (-1: for ever). */
enum signals_woken {
	WOKEN_INPUT,	/* reading does not wait; a closed terminal has nothing to read, for ever */
	WOKEN_SIGNAL,
	WOKEN_IDLE,
	WOKEN_FD,
	WOKEN_GONE	/* nothing can be waited for */
};
enum signals_woken signals_sleep(const struct term_signals *s, int seconds, int fd);

bool signals_stop(void);	/* the program is to end */
/* Since the last call: */
bool signals_resized(void);
bool signals_suspend(void);	/* the program is to stop until it is continued */
bool signals_continued(void);	/* it was stopped, perhaps without being asked */

/* Stops the process as SIGTSTP does by default, and returns when it is continued; at once
 * where the system knows of nobody who would ever do that (an orphaned process group). */
void signals_stop_here(void);

#endif
