/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The signals that end the program, interrupt it, stop it for a while or tell of another
 * window size.
 *
 * They are let in only while waiting, by ppoll with the mask `waiting`, and their
 * handlers only raise flags.
 */
#ifndef BASE_SIGNALS_H
#define BASE_SIGNALS_H

#include <signal.h>
#include <stdbool.h>

struct signals {
	sigset_t waiting;	/* the signal mask while waiting */
	sigset_t before;	/* the mask that the program came with */
};

enum signals_interrupt {
	INTERRUPT_STOPS,	/* where Ctrl-C is a key: SIGINT comes from elsewhere */
	INTERRUPT_TOLD
};
void signals_catch(struct signals *s, enum signals_interrupt interrupt);
void signals_release(struct signals *s);	/* the mask as it was */

/* Waits until FD is ready for EVENTS (poll), a signal came or SECONDS have passed (-1: for
 * ever); true when it is ready. */
bool signals_wait(const struct signals *s, int fd, short events, int seconds);
/* Lets in what is waiting, without waiting. */
void signals_let_in(const struct signals *s);

bool signals_stop(void);	/* the program is to end */
/* Since the last call: */
bool signals_interrupted(void);	/* Ctrl-C */
bool signals_resized(void);
bool signals_suspend(void);	/* the program is to stop until it is continued */
bool signals_continued(void);	/* it was stopped, perhaps without being asked */

/* Stops the process as SIGTSTP does by default, and returns when it is continued; at once
 * where the system knows of nobody who would ever do that (an orphaned process group). */
void signals_stop_here(void);

#endif
