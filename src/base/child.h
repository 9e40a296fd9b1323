/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another program: started without a shell, waited for, and told to end when we are to.
 *
 * One that shares our terminal (an editor) runs in our process group, so that the shell stops
 * and continues both: where it stops alone, we stop with it, and it goes on when we do.  Ctrl-C
 * is its own.  The caller gives the terminal back first and takes it again afterwards.
 *
 * One that works apart (a converter) sees no terminal: its input and outputs are /dev/null,
 * and it has a process group of its own, of which nothing is left when child_run returns.
 */
#ifndef BASE_CHILD_H
#define BASE_CHILD_H

#include <stdbool.h>

#include "base/buf.h"

struct child {
	char *const *words;	/* the program and what it is told, NULL at the end */
	char *const *environment;	/* NULL: ours */
	bool apart;
	int seconds;		/* that it may take, told to end after them; 0: for ever */
	/* SIGHUP or SIGTERM has come, and the program is to end: called once, while the child still
	 * runs; then it is told to end too.  NULL is allowed. */
	void (*stop)(void *context);
	void *context;
};

struct child_end {
	bool ended;	/* false: it shares our terminal, was told to end, and does not */
	bool late;	/* its seconds were over */
	int signal;	/* by which we were told to end, or the child apart from us; else 0 */
	int status;	/* as of waitpid; 0 where somebody else took it */
};

/* Returns 0, or the error for which it could not be started.  SIGHUP and SIGTERM are taken: what
 * they mean for us is the caller's to do.  So are SIGINT and SIGQUIT, which end a child that
 * is apart and mean nothing else. */
int child_run(const struct child *c, struct child_end *end);

/* The path of the program NAME in PATH, cleared first; false where $PATH has none.  Its relative folders
 * do not count. */
bool child_find(const char *name, struct buf *path);

#endif
