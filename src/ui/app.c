/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The full-screen face as one value: keys in, screens on a stack, words saved. */
#include <config.h>

#include "ui/app.h"

#include <string.h>

#include "base/intl.h"
#include "ui/frame.h"
#include "ui/screens.h"

#define SAVE_EVERY 30	/* seconds, while a box is being written in */

void app_init(struct app *app, const struct sys *sys, struct workbook *wb,
	      struct store_place home)
{
	memset(app, 0, sizeof(*app));
	app->sys = sys;
	app->wb = wb;
	app->home = home;
	app->tried_at = workbook_now(wb);
	buf_init(&app->message, 4096);
}

void app_release(struct app *app)
{
	while (app->depth)
		app_pop(app);
	buf_release(&app->message);
}

struct screen *app_top(struct app *app)
{
	return &app->stack[app->depth - 1];
}

static void settle(struct app *app)
{
	for (size_t i = 0; i < app->depth; i++)
		if (app->stack[i].ops->settle)
			app->stack[i].ops->settle(app->stack[i].state, app);
}

void app_push(struct app *app, const struct screen_ops *ops, void *state)
{
	if (app->depth == APP_DEPTH) {
		ops->close(state);
		return;
	}
	settle(app);
	app->stack[app->depth++] = (struct screen){ ops, state };
}

void app_pop(struct app *app)
{
	struct screen *top = app_top(app);

	if (top->ops->settle)
		top->ops->settle(top->state, app);
	top->ops->close(top->state);
	app->depth--;
}

void app_replace(struct app *app, const struct screen_ops *ops, void *state)
{
	while (app->depth)
		app_pop(app);
	app_push(app, ops, state);
}

void app_say(struct app *app, const char *text)
{
	buf_clear(&app->message);
	buf_add_str(&app->message, text);
}

/* Somebody else changed the file: says so once, when it is met. */
static void say_conflict(struct app *app)
{
	struct buf said;

	buf_init(&said, 8192);
	buf_addf(&said, _("Another program changed your workbook, so it was left as it is. Your words "
			  "are in %s now."), workbook_conflict(app->wb));
	app_say(app, said.data);
	buf_release(&said);
}

bool app_save(struct app *app)
{
	bool apart = workbook_conflict(app->wb), saved;
	struct err err;

	settle(app);
	app->tried_at = workbook_now(app->wb);
	saved = workbook_save(app->wb, &err);
	if (saved && !apart && workbook_conflict(app->wb))
		say_conflict(app);
	return saved;
}

static bool unsettled(const struct app *app)
{
	for (size_t i = 0; i < app->depth; i++) {
		const struct screen *screen = &app->stack[i];

		if (screen->ops->unsettled && screen->ops->unsettled(screen->state, app))
			return true;
	}
	return false;
}

static bool save_is_due(const struct app *app)
{
	enum workbook_state state = workbook_state(app->wb);

	return state == STATE_CHANGED || state == STATE_NOT_SAVED || unsettled(app);
}

int app_idle_in(const struct app *app)
{
	time_t passed = workbook_now(app->wb) - app->tried_at;

	if (!save_is_due(app))
		return -1;
	return passed < 0 || passed >= SAVE_EVERY ? 0 : (int)(SAVE_EVERY - passed);
}

void app_idle(struct app *app)
{
	if (app_idle_in(app) == 0)
		app_save(app);
}

void app_stop(struct app *app)
{
	app_save(app);
	app->quit = true;
}

static void quit(struct app *app)
{
	if (app_save(app))
		app->quit = true;
	else
		push_unsaved(app);
}

/* What every screen does alike. */
static void common_command(struct app *app, enum command command)
{
	switch (command) {
	case CMD_QUIT:
		quit(app);
		break;
	case CMD_HELP:
		push_help(app);
		break;
	case CMD_CONTENTS:
		push_contents(app);
		break;
	case CMD_REFLECTIONS:
		push_reflections(app);
		break;
	case CMD_SAVE:
		if (!workbook_locked(app->wb) && app_save(app) && !app->message.len)
			app_say(app, _("Everything is saved."));
		break;
	case CMD_INTERRUPT:
		app_say(app, app_save(app) ?
			_("Nothing is lost. Ctrl-Q quits.") :
			_("Your last words could not be saved. Ctrl-Q quits and asks what to do."));
		break;
	case CMD_REDRAW:
		app->redraw = true;
		break;
	case CMD_LEAVE:
		if (app->depth > 1)
			app_pop(app);
		else
			app_say(app, _("Ctrl-Q quits. Nothing that you wrote is lost."));
		break;
	default:
		break;
	}
}

void app_command(struct app *app, enum command command)
{
	struct screen *top = app_top(app);

	if (!top->ops->command(top->state, app, command))
		common_command(app, command);
}

void app_key(struct app *app, const struct key *key)
{
	struct screen *top = app_top(app);
	enum command command = keys_command(key, top->ops->focus(top->state, app));

	buf_clear(&app->message);
	if (command != CMD_NONE)
		app_command(app, command);
	else if (key->code == CODE_TEXT && top->ops->type)
		top->ops->type(top->state, app, slice_of(key->text));
	else if (key->code == CODE_PASTE && top->ops->type)
		top->ops->type(top->state, app, key->paste);
	app_idle(app);
}

void app_draw(struct app *app, struct surface *surface)
{
	struct screen *top = app_top(app);
	struct frame frame;

	surface_clear(surface);
	if (surface->rows < APP_ROWS_MIN || surface->cols < APP_COLS_MIN) {
		frame_draw_small(surface);
		return;
	}
	frame_open(&frame, app, surface, unsettled(app));
	top->ops->draw(top->state, app, &frame.area);
	frame_close(&frame);
}
