/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hands a text to the reader's own editor, and takes it back.
 *
 * The text goes into a file 0600 in a new folder 0700, in $XDG_RUNTIME_DIR where that is
 * ours, else in /dev/shm or /tmp; folder and file are removed, with whatever the editor
 * left beside it, before editor_run returns.  They stay, 0700 and 0600, only where words in
 * them could not be taken back, and then the message says where.  No shell sees the command
 * or the text.
 *
 * The caller gives the terminal back first and takes it again afterwards.  The editor runs
 * in our process group, so that the shell stops and continues both: where it stops alone,
 * we stop with it, and it goes on when we do.  Ctrl-C is the editor's.
 *
 *	struct editor e = { .sys = sys, .command = editor_command(), .max = EDIT_MAX,
 *			    .stop = journal, .context = app };
 *	if (!editor_run(&e, given, &back, &err))
 *		... the text is as it was, and err says why
 */
#ifndef BASE_EDITOR_H
#define BASE_EDITOR_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/sys.h"

struct editor {
	const struct sys *sys;
	const char *command;	/* words as in base/words.h */
	size_t max;		/* bytes that may come back */
	bool (*fits)(struct slice bytes);	/* whether such bytes can be taken; NULL: all can */
	/* SIGHUP or SIGTERM has come, and the program is to end: called once, while the editor
	 * still runs, to put words in safety.  Afterwards the editor is told to end too.  What it
	 * rescues beside the file comes back, else what it saved if it ended well; anything
	 * else, which may be half a text, stays in the folder.  NULL is allowed. */
	void (*stop)(void *context);
	void *context;
};

/* $VISUAL, else $EDITOR; NULL when neither holds a word. */
const char *editor_command(void);

enum editor_end {
	EDITOR_FAILED,	/* BACK is as it was: it cannot be started, ends with an error or by a
			 * signal, or leaves no file */
	EDITOR_DONE,
	EDITOR_AT_ONCE	/* done, but nothing has changed, and so soon that it may have handed the
			 * file to a window and gone: ERR is a whole sentence about that */
};

/* Appends to BACK the bytes that the editor left in the file, which may be anything but
 * more than max (text/handed.h makes text of them). */
enum editor_end editor_run(const struct editor *e, struct slice given, struct buf *back,
			   struct err *err);

/* Calls FOUND for each folder of ours that was kept, or was left by a program that was killed:
 * those in which words are, and which no running program uses.  PATH is of the file that most
 * likely holds them, else of the folder.  Copies that a killed program left (base/folder.h) are
 * removed; nothing else is changed. */
void editor_left(const struct sys *sys, void (*found)(void *context, const char *path),
		 void *context);

#endif
