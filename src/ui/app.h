/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The full-screen face as one value: a workbook and a stack of screens.
 *
 * Knows no terminal: keys go in with app_key, a surface comes out of app_draw.
 * Calling order: app_init, push a first screen, then keys and draws in turn
 * until `quit`; app_release.
 */
#ifndef UI_APP_H
#define UI_APP_H

#include <stdbool.h>

#include "ui/past.h"
#include "ui/screen.h"
#include "workbook/settings.h"
#include "workbook/share.h"
#include "workbook/summary.h"
#include "workbook/workbook.h"

#define APP_DEPTH 8	/* screens on the stack */
#define APP_ROWS_MIN 6	/* a smaller window is asked to grow */
#define APP_COLS_MIN 20
#define APP_SOUGHT_MAX 200	/* bytes of what can be looked for */

/* What takes the terminal, and so is the loop's to do: ui/hand.h. */
enum app_asks { ASK_NOTHING, ASK_EDITOR, ASK_CONVERTER, ASK_SUSPEND, ASK_PROJECTOR };

struct wall;

struct app {
	const struct sys *sys;
	struct workbook *wb;		/* lent */
	struct wall *wall;		/* of the projector (ui/wall.h), lent; a workbook has none */
	struct store_place home;	/* where this computer keeps workbooks; path may be NULL */
	struct store_place place;	/* of the workbook that was asked for; strings are lent */
	enum store_mode mode;		/* in which to open it */
	struct settings settings;	/* as they hold now */
	const char *settings_path;	/* their file, lent; NULL: there is none */
	bool settings_agreed;		/* that they are kept on this computer */
	const char *usual_language;	/* $LANGUAGE without them, lent, or NULL */
	const char *program;		/* how this one was started, lent, or NULL */
	const char *book;		/* the name by which the pack was loaded, lent, or NULL */
	bool no_colour;			/* whatever the theme says */
	bool colourless;		/* so is the terminal */
	struct screen stack[APP_DEPTH];
	size_t depth;
	struct summary_choice choice;	/* of the summary that was last asked for */
	enum share_kind leaving;	/* of the copy for others that was last asked for */
	struct buf clipboard;		/* what was cut or copied; gone with the program */
	struct past past;		/* what can be undone on pages that were left */
	struct buf message;		/* one remark, shown until the next key */
	struct buf sought;		/* what was looked for last */
	int sought_at;			/* which of its places was gone to, from 0 */
	time_t kept_at;			/* when words were last given to the journal */
	time_t typed_at;		/* when words were last typed that the workbook had not yet */
	bool typing;			/* such words have come since the last save that was waited for */
	time_t stray_at;		/* when a letter was last typed where none is taken */
	time_t tried_at;		/* when a save was last begun, or a take-over tried */
	bool damaged;			/* the workbook could not be opened, and is not yet */
	bool told_apart;		/* that the words go to another file now */
	unsigned met;			/* how often words came in from another hand */
	bool told_over;			/* that the file is written over now */
	enum app_asks asks;		/* what the loop is to do next */
	char *copy_path;		/* for ASK_CONVERTER: where, and the form */
	int copy_format;
	char *room;			/* where the projector keeps words from the room in this run, or NULL */
	bool room_told;			/* it has ended, and said where that is */
	int rows, cols;			/* of the last draw */
	bool joined;			/* the paste that is typed now goes on from the one before */
	bool refused;			/* the last paste was: what it goes on with is, too */
	bool redraw;			/* the whole terminal is to be painted again */
	bool offers_plain;		/* the first screen is the first start */
	bool plain;			/* the reader wants to go on in plain lines */
	bool quit;
};

void app_init(struct app *app, const struct sys *sys, struct workbook *wb,
	      struct store_place home);
void app_release(struct app *app);	/* closes all screens */

void app_push(struct app *app, const struct screen_ops *ops, void *state);
void app_pop(struct app *app);
/* The screen that was just pushed can be made anew by PUSH. */
void app_again(struct app *app, void (*push)(struct app *app));
/* The language has changed: makes anew what can be, from the top of the stack down. */
void app_renew(struct app *app);
struct screen *app_top(struct app *app);
/* Closes every screen and pushes this one. */
void app_replace(struct app *app, const struct screen_ops *ops, void *state);

void app_key(struct app *app, const struct key *key);
void app_command(struct app *app, enum command command);
/* What COMMAND does where the screen leaves it to the app. */
void app_common(struct app *app, enum command command);
/* Where the keys go: enum focus, or-ed. */
unsigned app_focus(const struct app *app);
void app_draw(struct app *app, struct surface *surface);

/* A letter was typed where none is taken: for a moment no letter is a command, so
 * that a sentence typed beside a box does not turn pages. */
void app_stray(struct app *app);
/* Whether the reader's words are covered; says so and how to uncover them. */
bool app_refuses_covered(struct app *app);
/* Says WHY nothing can be written. */
void app_say_locked(struct app *app, const char *why);
/* Says TEXT below the page until the next key. */
void app_say(struct app *app, const char *text);
/* Whether words are typed that are on no disk yet, or were a moment ago. */
bool app_is_unsaved(const struct app *app);
/* Gives all words to the workbook and begins to save; a failure stays on the screen. */
void app_begin_save(struct app *app);
/* The same, and waits; false when they could not be saved. */
bool app_save(struct app *app);
/* Called after every key and when time passes: words reach the journal within a
 * second of their typing, and the file every thirty. */
void app_idle(struct app *app);
/* Seconds until app_idle wants to be called, -1: not before the next key. */
int app_idle_in(const struct app *app);
/* The writer has something to say (workbook_fd is readable). */
void app_wake(struct app *app);
/* Before the process is stopped for a while: saves, for nobody knows whether it goes on, and
 * returns what to say meanwhile. */
const char *app_suspend(struct app *app);
/* Afterwards, or when it was stopped without asking: looks whether somebody else changed the
 * file meanwhile, and paints the whole terminal again. */
void app_continue(struct app *app);
/* A stop signal: saves, asks nothing, draws nothing. */
void app_stop(struct app *app);

#endif
