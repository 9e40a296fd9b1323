/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines in and lines out: two descriptors, perhaps a terminal's, and nothing but text.
 *
 * What goes out is only ever appended: letters and line feeds, in ASCII where the locale is not
 * one of UTF-8.  The caller has made it safe (text/safe.h).  Calling order: console_open,
 * then anything, then console_close.
 *
 * Where nobody reads what is written, it waits until they do or a signal ends the program.  On a
 * terminal Ctrl-S does nothing meanwhile.
 */
#ifndef PLAIN_CONSOLE_H
#define PLAIN_CONSOLE_H

#include <stdbool.h>
#include <termios.h>

#include "base/buf.h"
#include "base/signals.h"
#include "base/sys.h"
#include "doc/layout.h"

#define CONSOLE_LINE_MAX ((size_t)1024 * 1024)	/* bytes in one line of input */
/* In a line that is typed: a terminal drops what comes behind them. */
#define CONSOLE_TYPED_MAX 4095

struct console_hooks {
	/* Called before a line is waited for (AT_HAND: some of it has come already); returns the
	 * seconds after which it wants to be called again, -1: not before the next line. */
	int (*tick)(void *context, bool at_hand);
	/* Called where nothing can be written for a while, in the middle of a text: says nothing. */
	void (*keep)(void *context);
	void (*suspend)(void *context);		/* the process is about to stop for a while */
	void (*resume)(void *context);		/* and goes on */
	void *context;
};

struct console {
	const struct sys *sys;
	struct console_hooks hooks;
	struct signals signals;
	int in, out;
	bool utf8;		/* what may be written */
	struct termios modes;	/* of the input, as it was when another program came */
	bool typed;		/* the input is a terminal's */
	bool stops;		/* Ctrl-S held its output back before the conversation, as usual */
	bool echoes;		/* a line that is typed shows, with its end */
	bool pages;		/* somebody reads along: a screenful at a time */
	bool mid;		/* something stands in the line that is being written */
	bool said;		/* since the last prompt */
	bool waited;		/* for the line, at its prompt: its echo comes behind that */
	size_t rows;		/* that were written since then */
	bool broken;		/* nothing can be written any more */
	int error;		/* why: errno, 0: the program is to end */
	struct buf line;	/* as far as it has come */
	bool goes_on;		/* with what the next call reads: interrupted in the middle */
	char chunk[4096];	/* what was read, from chunk_at on not yet taken */
	size_t chunk_at, chunk_len;
};

void console_open(struct console *c, const struct sys *sys, int in, int out, bool utf8,
		  struct console_hooks hooks);
void console_close(struct console *c);

/* How many cells are in a row, and rows in a screenful; without a terminal there is no end. */
int console_width(const struct console *c);
size_t console_height(const struct console *c);

/* Appends TEXT, on a line of its own: behind a prompt, the line is ended first. */
void console_put(struct console *c, struct slice text);
/* The same with a row, which a layout has made safe. */
void console_put_row(struct console *c, const struct layout_row *row);

/* Forgets what was read and taken; what console_line lent is gone. */
void console_forget(struct console *c);

/* Another program is about to use the terminal, and has used it. */
void console_leave(struct console *c);
void console_return(struct console *c);

enum console_got {
	CONSOLE_LINE,
	CONSOLE_END,		/* of the input; on a terminal, of this answer (Ctrl-D) */
	CONSOLE_INTERRUPT,	/* Ctrl-C: on a terminal the line that was begun is gone */
	CONSOLE_STOP		/* the program is to end, or nobody listens any more */
};
/* Prompts and reads a line, without its end, lent until the next call.  With STOP it is what had
 * come of one.  A line above CONSOLE_LINE_MAX is cut there, and c->line.full. */
enum console_got console_line(struct console *c, const char *prompt, struct slice *line);

#endif
