/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The signals that end the conversation, interrupt it or make it stand still, and waiting for
 * input, for room to write, or for one of them.
 *
 * They are let in only while waiting, and their handlers only raise flags.
 */
#ifndef PLAIN_SIGNALS_H
#define PLAIN_SIGNALS_H

#include <signal.h>
#include <stdbool.h>

struct plain_signals {
	sigset_t waiting;	/* the signal mask while waiting */
	sigset_t before;	/* the mask that the program came with */
};

void plain_signals_catch(struct plain_signals *s);
void plain_signals_release(struct plain_signals *s);	/* the mask as it was */

/* Waits until FD is ready for EVENTS (poll), a signal came or SECONDS have passed (-1: for
 * ever); true when it is ready. */
bool plain_signals_wait(const struct plain_signals *s, int fd, short events, int seconds);

bool plain_signals_stop(void);	/* the program is to end */
/* Since the last call: */
bool plain_signals_interrupted(void);	/* Ctrl-C */
bool plain_signals_suspend(void);	/* the program is to stop until it is continued */
bool plain_signals_continued(void);	/* it was stopped, perhaps without being asked */

/* Stops the process as SIGTSTP does by default, and returns when it is continued. */
void plain_signals_stop_here(void);

#endif
