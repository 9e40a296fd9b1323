/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plays the real program on a terminal of its own: a pty whose other end is libvterm.
 *
 * The program is $LEADERPLUS, started as `leaderplus --pack $CONTENT/distributing-leadership`
 * with HOME and XDG_* in the scratch folder (unit/scratch.h), a clean environment and the
 * most careless umask.  Calling order: play_start, then anything, then play_end; what a
 * test starts it ends, but when it fails the closed terminal ends the program.
 *
 * Waits are for words on the screen, and fail the test with a picture of the screen when
 * those do not come.  Words are compared with each run of blanks and line ends as one
 * blank, so wrapped text is found too.
 */
#ifndef TESTS_PLAY_H
#define TESTS_PLAY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include <vterm.h>

#define PLAY_PATIENCE 10000	/* milliseconds for what should come soon */

struct play {
	pid_t pid;
	pid_t shell;		/* its parent, when by_shell; else 0 */
	int master;
	int terminal;		/* the program's end, held open to look at what is left in it */
	VTerm *vt;
	VTermScreen *screen;
	int rows, cols;
	bool full_screen;	/* the alternate screen is on */
	bool cursor_shows;
	bool over;		/* the program has ended */
	int status;		/* as waitpid tells */
	char *output;		/* every byte that the program wrote */
	size_t output_len, output_cap;
	char *picture;		/* the last play_screen */
	char *words;		/* the last play_words */
};

struct play_setting {
	int rows, cols;		/* 0, 0: 24 rows, 80 columns */
	const char *const *arguments;	/* behind --pack; NULL, or ended by NULL */
	/* "NAME=value" beside or instead of the usual, "NAME" to be without it; likewise. */
	const char *const *environment;
	void (*before)(void);	/* NULL, or done last in the new process: limits, umask */
	/* Started by a shell, as most are: it can be suspended, and the shell passes on that the
	 * terminal was closed.  Without one the program leads the session itself, as behind
	 * `ssh HOST leaderplus`. */
	bool by_shell;
	/* The terminal is not the one of its session: no signal tells that it was closed. */
	bool no_signals;
};

/* SETTING may be NULL. */
void play_start(struct play *p, const struct play_setting *setting);
/* Starts and waits until WORDS are on the screen. */
void play_start_until(struct play *p, const struct play_setting *setting, const char *words);

/* Keys.  Each is sent at once, as a hasty typist does. */
void play_type(struct play *p, const char *text);
void play_bytes(struct play *p, const char *bytes, size_t len);
/* Named keys with blanks between them: "Down Enter Ctrl-Q F8 Shift-Tab x". */
void play_keys(struct play *p, const char *names);
/* What a terminal sends for pasted text: between marks, when the program asked for them. */
void play_paste(struct play *p, const char *bytes, size_t len);

/* Waiting. */
void play_wait_for(struct play *p, const char *words);
void play_wait_gone(struct play *p, const char *words);
void play_wait_change(struct play *p);	/* since the last play_screen */
/* Until LOOK tells something of the screen, which is returned, or the program has ended: 0. */
int play_wait_until(struct play *p, int (*look)(struct play *p));
void play_settle(struct play *p);	/* until nothing has been written for 60 ms */

/* Looking.  Lent until the next call; blanks at the ends of lines are left out. */
const char *play_screen(struct play *p);
const char *play_row(struct play *p, int row);	/* lent by play_screen's memory */
const char *play_words(struct play *p);	/* runs of blanks and line ends as one blank */
bool play_shows(struct play *p, const char *words);
void play_cursor(struct play *p, int *row, int *col);
const char *play_output(struct play *p);	/* raw bytes, a NUL behind */
/* What stands behind the full screen: a last line for the shell. */
const char *play_last_words(struct play *p);
/* Fails the test, with MESSAGE (as printf) and a picture of the screen. */
void play_fail(struct play *p, const char *message, ...) __attribute__((format(printf, 2, 3), noreturn));

/* What happens to terminals and programs. */
void play_resize(struct play *p, int rows, int cols);
/* The program is told of a size that the picture does not take: libvterm stumbles over a storm
 * of them.  What is shown means nothing until the next play_resize. */
void play_resize_unseen(struct play *p, int rows, int cols);
void play_signal(struct play *p, int signal);
void play_hang_up(struct play *p);	/* the window is closed */
void play_wait_stopped(struct play *p);	/* until it has been suspended */
/* Milliseconds until the program had ended; at most PATIENCE, then it fails the test. */
int play_wait_end(struct play *p, int patience);
/* What the next program on this terminal would read: how many bytes. */
int play_left_over(struct play *p);
/* Waits for the end, and tells the exit status, or 128 and the signal that ended it. */
int play_end(struct play *p);

/* Runs `leaderplus ARGUMENTS` without a terminal; standard output and error as
 * one text for free(), in *STATUS what play_end tells. */
char *play_command(const char *const *arguments, int *status);
/* The same with arguments and environment as SETTING has them. */
char *play_command_in(const struct play_setting *setting, int *status);

#endif
