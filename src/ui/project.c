/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the workbook to the projector, a process of its own, and back to the curtain. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/child.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "ui/hand.h"
#include "ui/screens.h"
#include "ui/wall.h"
#include "workbook/room.h"

#define OURSELVES "/proc/self/exe"
#define WORDS 12	/* that the projector is started with, at most */
#define WORD_MAX 8192

/* ---- the process ---- */

struct words {
	char *list[WORDS + 1];	/* ended by NULL */
	size_t count;
};

static void add(struct words *w, const char *option, const char *value)
{
	struct buf word;

	buf_init(&word, WORD_MAX);
	buf_addf(&word, "%s%s", option, value);
	w->list[w->count++] = buf_steal(&word);
}

static void add_setting(struct words *w, const struct app *app, enum setting which)
{
	struct buf value;

	buf_init(&value, WORD_MAX);
	buf_addf(&value, "%s=", settings_name(which));
	settings_value(&app->settings, which, &value);
	add(w, "--set=", value.data);
	buf_release(&value);
}

/* One run has one room: the first word begins its file, and later ones go on there. */
static void add_room(struct words *w, struct app *app)
{
	bool there;

	if (!app->room)
		app->room = room_free_path(app->sys);
	there = app->room && file_exists(app->sys, app->room);
	if (app->room)
		add(w, !there ? "--new-room=" : app->room_told ? "--told-room=" : "--room=", app->room);
}

/* All that it is told: what book, where in it, how it looks, and where a room's words go.  Nothing
 * says where a workbook is. */
static void make_words(struct words *w, struct app *app)
{
	char page[32];

	*w = (struct words){ .count = 0 };
	snprintf(page, sizeof(page), "%zu", workbook_here(app->wb) + 1);
	/* The same program even where another version was installed meanwhile. */
	add(w, access(OURSELVES, X_OK) == 0 || !app->program ? OURSELVES : app->program, "");
	add(w, "present", "");
	if (app->book)
		add(w, "--pack=", app->book);
	add(w, "--lang=", app->settings.language);
	add_setting(w, app, SETTING_THEME);
	add_setting(w, app, SETTING_BORDERS);
	add_setting(w, app, SETTING_MOUSE);
	if (app->no_colour)
		add(w, "--no-color", "");
	add_room(w, app);
	add(w, page, "");
}

static void stop(void *app)
{
	app_stop(app);
}

/* What went wrong, for the curtain. */
static void say_end(struct app *app, int error, int status)
{
	struct buf said;

	buf_init(&said, 4096);
	if (error)
		buf_addf(&said, _("The projector could not be started: %s."), strerror(error));
	else if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
		buf_addf(&said, _("The projector ended with an error (%d)."), WEXITSTATUS(status));
	else if (WIFSIGNALED(status))
		buf_addf(&said, _("The projector was ended by a signal (%d)."), WTERMSIG(status));
	if (said.len)
		app_say(app, said.data);
	buf_release(&said);
}

void hand_project(struct app *app)
{
	struct child_end end;
	struct words words;
	struct child child = { .words = words.list, .stop = stop, .context = app };
	int error;

	make_words(&words, app);
	error = child_run(&child, &end);
	while (words.count)
		free(words.list[--words.count]);
	if (app->quit) {
		app_stop(app);
		return;
	}
	app_continue(app);
	if (!error && WIFEXITED(end.status)) {
		app->room_told = app->room && file_exists(app->sys, app->room);
		/* Another time it shall not fail for the same room. */
		if (WEXITSTATUS(end.status) != 0) {
			free(app->room);
			app->room = NULL;
			app->room_told = false;
		}
	}
	say_end(app, error, end.status);
}

/* ---- the curtain ---- */

static unsigned curtain_focus(const void *state, const struct app *app)
{
	(void)state;
	(void)app;
	return FOCUS_CURTAIN;
}

/* NOT SAVED shows here too, for nothing else tells it now. */
static void draw_bottom(const struct app *app, struct surface *surface)
{
	struct buf bar;

	buf_init(&bar, 4096);
	if (workbook_state(app->wb) == STATE_NOT_SAVED)
		buf_addf(&bar, "%s: %s", _("NOT SAVED"), workbook_trouble(app->wb));
	else
		keys_bar(FOCUS_CURTAIN, surface->cols, &bar);
	wall_draw_bottom(app, surface, bar.data, false);
	buf_release(&bar);
}

static void curtain_paint(void *state, struct app *app, struct surface *surface)
{
	struct wall_steps steps;
	struct wall_page page;
	struct doc *doc;

	(void)state;
	if (!wall_fits(app, surface))
		return;
	draw_bottom(app, surface);
	doc = doc_new();
	doc_add_paragraph(doc, slice_of(_("Projecting has stopped. Press R to return to your "
					  "workbook.")));
	wall_page_of(&page, "", doc, 0);
	wall_steps_make(&steps, &page, surface->rows, surface->cols);
	wall_steps_draw(&steps, 0, surface, wall_ink(app));
	wall_steps_release(&steps);
}

static bool curtain_command(void *state, struct app *app, enum command command)
{
	(void)state;
	if (command == CMD_UNCURTAIN)
		app_pop(app);
	return command != CMD_QUIT && command != CMD_REDRAW && command != CMD_INTERRUPT;
}

static void curtain_close(void *state)
{
	(void)state;
}

static const struct screen_ops curtain_ops = {
	.focus = curtain_focus,
	.paint = curtain_paint,
	.command = curtain_command,
	.close = curtain_close,
};

/* It hangs before the projector is started, so that whatever becomes of that, no word of the
 * reader's is the next thing on the wall.  Where there is no room for it the topmost screen goes, for
 * whoever presses F5 wants what shows off the wall. */
void push_curtain(struct app *app)
{
	app_save(app);
	if (app->depth == APP_DEPTH)
		app_pop(app);
	app_push(app, &curtain_ops, NULL);
	app->asks = ASK_PROJECTOR;
}
