/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The projector: what a room sees, one thing at a time, with a clicker or a keyboard.
 *
 * Its app has a workbook without a store, so that no word of a reader can be on the wall, and
 * app->wall, which a workbook's app has not.  The title page is always the lowest screen; the
 * slides lie on it, and lists, help and the black screen on these.  All of them draw the whole
 * window (screen_ops.paint) and answer to every command themselves.
 *
 * A further screen is a file with its ops and a push_wall_...; a line in the table of
 * wall_title.c offers it on the title page, a row in ui/keys.c gives it a key on the slides,
 * and a case in wall.c answers to that.
 */
#ifndef UI_WALL_H
#define UI_WALL_H

#include "ui/app.h"
#include "ui/wall_steps.h"
#include "workbook/phases.h"

struct gathered;

struct wall {
	size_t page;		/* of the book, on the slides */
	size_t block, offset;	/* where its step begins (ui/wall_steps.h) */
	bool begun;		/* slides have been shown */
	size_t typed;		/* the number of a page that is being typed */
	int digits;		/* of it; 0: none is */
	struct phases phases;	/* of the page `timed`; they run while they show */
	bool timing;
	size_t timed;
	const char *room;	/* the file for words from the room, lent; NULL: a new one */
	const char *room_new;	/* what that is to be, lent, or NULL */
	const struct gathered *voices;	/* what a group wrote, lent; NULL: nothing was gathered */
};

/* The screens. */
void push_wall_title(struct app *app);	/* the lowest */
void push_wall_slides(struct app *app);	/* at the place in app->wall */
void push_wall_questions(struct app *app);
void push_wall_contents(struct app *app);
void push_wall_help(struct app *app);
void push_wall_blank(struct app *app);	/* nothing at all, until any key */

/* The phases of the page that shows, begun or gone on with. */
void push_wall_timer(struct app *app);
/* A box, whose first word begins the file, for what the room says to the question that shows, or to one that is chosen; what it said
 * so far, and the document of that. */
void push_wall_words(struct app *app);
void push_wall_room(struct app *app);
/* What the group wrote to the question that shows; to which there is something. */
void push_wall_page_voices(struct app *app);
void push_wall_voices(struct app *app);
bool wall_has_voices(const struct app *app);

/* Back to the screen with these OPS, where one lies below: there is one of a kind at most. */
bool wall_back_to(struct app *app, const struct screen_ops *ops);
/* Back to the title page. */
void wall_to_title(struct app *app);
/* The slides of PAGE from their first on, whatever lies on the title page now. */
void wall_go(struct app *app, size_t page);

/* The commands that all of them have alike, but for what one answers to itself. */
bool wall_common(struct app *app, enum command command);
/* The number of a page that is typed, and Enter; true when KEY was part of it. */
bool wall_number(void *state, struct app *app, const struct key *key);

/* Whether the window has room for anything; else says so in it. */
bool wall_fits(const struct app *app, struct surface *surface);
/* How words are set there: strong in the terminal's own colours, where they may be pale. */
unsigned wall_ink(const struct app *app);
/* When all else is drawn, the lowest row: a remark, which may need more, or the number that is typed;
 * else TEXT, at its right end where RIGHT. */
void wall_draw_bottom(const struct app *app, struct surface *surface, const char *text, bool right);
/* The highest: TEXT, in the column of the words. */
void wall_draw_top(struct surface *surface, const char *text);

#endif
