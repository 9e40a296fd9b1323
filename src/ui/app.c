/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The full-screen face as one value: keys in, screens on a stack, words saved. */
#include <config.h>

#include "ui/app.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "ui/frame.h"
#include "ui/hand.h"
#include "ui/mouse.h"
#include "ui/screens.h"
#include "workbook/tell.h"

#define KEEP_EVERY 1	/* seconds: words into the journal */
#define SAVE_EVERY 30	/* seconds: everything into the file, while a box is being written in */
#define RETRY_EVERY 5	/* seconds, while saving fails */
#define TAKE_EVERY 2	/* seconds, while another window has the workbook */
#define PAUSE 2		/* seconds without typing, until the words on saving change */
#define STRAY_FOR 1	/* seconds after a stray letter in which letters are no commands */

void app_init(struct app *app, const struct sys *sys, struct workbook *wb,
	      struct store_place home)
{
	memset(app, 0, sizeof(*app));
	app->sys = sys;
	app->wb = wb;
	app->home = home;
	settings_init(&app->settings);
	app->kept_at = app->tried_at = workbook_now(wb);
	buf_init(&app->clipboard, SIZE_MAX / 2);
	past_init(&app->past);
	buf_init(&app->message, 16384);	/* the longest path, twice */
	buf_init(&app->sought, APP_SOUGHT_MAX);
}

void app_release(struct app *app)
{
	while (app->depth)
		app_pop(app);
	buf_release(&app->sought);
	buf_release(&app->message);
	settings_release(&app->settings);
	buf_release(&app->clipboard);
	past_release(&app->past);
	free(app->copy_path);
	free(app->room);
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
	app->stack[app->depth++] = (struct screen){ .ops = ops, .state = state };
}

void app_pop(struct app *app)
{
	struct screen *top = app_top(app);

	if (top->ops->settle)
		top->ops->settle(top->state, app);
	top->ops->close(top->state);
	app->depth--;
}

void app_again(struct app *app, void (*push)(struct app *app))
{
	if (app->depth < APP_DEPTH)	/* else it may have found no room */
		app_top(app)->again = push;
}

void app_renew(struct app *app)
{
	void (*push[APP_DEPTH])(struct app *app);
	size_t count = 0;

	for (; app->depth && app_top(app)->again; app_pop(app))
		push[count++] = app_top(app)->again;
	while (count)
		push[--count](app);
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
	bool apart = workbook_conflict(app->wb) != NULL;
	struct buf said;

	if (app->told_apart == apart)
		return;
	app->told_apart = apart;
	if (!apart)
		return;
	buf_init(&said, 8192);
	tell_conflict(app->wb, &said);
	app_say(app, said.data);
	buf_release(&said);
}

/* Words of somebody else came in with a save. */
static void say_met(struct app *app)
{
	struct merge_news news;
	struct buf said;

	if (!workbook_has_met(app->wb, &news))
		return;
	app->met++;
	buf_init(&said, 8192);
	tell_met(&news, &said);
	app_say(app, said.data);
	buf_release(&said);
}

/* The same when no file can be put in place by rename any more. */
static void say_over(struct app *app)
{
	struct buf said;

	if (app->told_over || !workbook_writes_over(app->wb))
		return;
	app->told_over = true;
	buf_init(&said, 8192);
	tell_over(&said);
	app_say(app, said.data);
	buf_release(&said);
}

/* What a save that has ended gives to say. */
static void say_outcome(struct app *app)
{
	say_met(app);
	say_conflict(app);
	say_over(app);
}

void app_begin_save(struct app *app)
{
	settle(app);
	app->tried_at = app->kept_at = workbook_now(app->wb);
	workbook_begin_save(app->wb);
	say_outcome(app);
}

bool app_save(struct app *app)
{
	struct err err;
	bool saved;

	settle(app);
	app->typing = false;
	app->tried_at = app->kept_at = workbook_now(app->wb);
	saved = workbook_save(app->wb, &err);
	say_outcome(app);
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

/* Seconds until EVERY have passed since THEN; a clock set back counts as passed. */
static int left_of(const struct app *app, time_t then, int every)
{
	time_t passed = workbook_now(app->wb) - then;

	return passed < 0 || passed >= every ? 0 : (int)(every - passed);
}

/* Whether somebody types: then the screen goes on to say "not saved yet".  It would change to
 * and fro with every second, for words reach the journal while the next are typed, and a
 * screen reader would say each. */
static bool is_typing(const struct app *app)
{
	const struct screen *top = &app->stack[app->depth - 1];

	return app->typing && top->ops->focus(top->state, app) & (FOCUS_BOX | FOCUS_FORM) &&
		left_of(app, app->typed_at, PAUSE) > 0;
}

bool app_is_unsaved(const struct app *app)
{
	return unsettled(app) || is_typing(app);
}

/* Seconds until there is something to keep or to save, -1: not before the next key. */
static int work_in(const struct app *app)
{
	enum workbook_state state = workbook_state(app->wb);
	int save = left_of(app, app->tried_at, SAVE_EVERY);
	int keep = left_of(app, app->kept_at, KEEP_EVERY);

	if (workbook_is_held(app->wb))
		return left_of(app, app->tried_at, TAKE_EVERY);
	if (state == STATE_NOT_SAVED) {
		save = left_of(app, app->tried_at, RETRY_EVERY);
		return unsettled(app) && keep < save ? keep : save;
	}
	if (unsettled(app) || state == STATE_CHANGED)
		return keep < save ? keep : save;
	return state == STATE_SAFE ? save : -1;
}

/* The sooner of the two, -1 being never. */
static int sooner(int one, int other)
{
	return one < 0 || (other >= 0 && other < one) ? other : one;
}

int app_idle_in(const struct app *app)
{
	const struct screen *top = &app->stack[app->depth - 1];
	int work = work_in(app);

	if (is_typing(app))
		work = sooner(work, left_of(app, app->typed_at, PAUSE));
	if (top->ops->wakes_in)
		work = sooner(work, top->ops->wakes_in(top->state, app));
	return work;
}

void app_idle(struct app *app)
{
	enum workbook_state state = workbook_state(app->wb);
	int every = state == STATE_NOT_SAVED ? RETRY_EVERY : SAVE_EVERY;

	if (work_in(app) != 0)
		return;
	if (workbook_is_held(app->wb)) {
		app->tried_at = workbook_now(app->wb);
		/* Behind the curtain everything stays as it is. */
		if (!(app_focus(app) & FOCUS_CURTAIN) && workbook_take_over(app->wb))
			show_taken_over(app);
		return;
	}
	settle(app);
	app->kept_at = workbook_now(app->wb);
	if (left_of(app, app->tried_at, every) != 0 || state == STATE_NOT_SAVED)
		workbook_keep(app->wb);
	if (left_of(app, app->tried_at, every) == 0)
		app_begin_save(app);
}

void app_wake(struct app *app)
{
	if (workbook_pump(app->wb))
		say_outcome(app);
}

const char *app_suspend(struct app *app)
{
	settle(app);
	workbook_stop(app->wb);
	say_outcome(app);
	if (workbook_state(app->wb) == STATE_NOT_SAVED && !workbook_words_are_safe(app->wb))
		return _("Leader plus waits. Your last words are NOT SAVED: they are in this window only. "
			 "Type fg and press Enter to go on.\n");
	return _("Leader plus waits, and everything is safe. Type fg and press Enter to go on.\n");
}

void app_continue(struct app *app)
{
	app->redraw = true;
	workbook_look_again(app->wb);
	say_outcome(app);
}

void app_stop(struct app *app)
{
	settle(app);
	workbook_stop(app->wb);
	app->quit = true;
}

unsigned app_focus(const struct app *app)
{
	const struct screen *top = &app->stack[app->depth - 1];
	unsigned focus = top->ops->focus(top->state, app);

	return focus | (app->offers_plain && app->depth == 1 && (focus & FOCUS_LIST) ? FOCUS_START : 0) |
		(workbook_is_copy(app->wb) ? FOCUS_MENTOR : 0);
}

void app_command(struct app *app, enum command command)
{
	struct screen *top = app_top(app);

	/* What was cut or copied are words, too. */
	if (command == CMD_PASTE && app_refuses_covered(app))
		return;
	if (workbook_is_copy(app->wb) && keys_is_own(command)) {
		app_say(app, _("That works in one's own workbook, not in a copy that was given to you."));
		return;
	}
	if (!top->ops->command(top->state, app, command))
		app_common(app, command);
}

void app_stray(struct app *app)
{
	app->stray_at = workbook_now(app->wb);
}

/* Whether KEY goes on with a sentence that is typed where none is taken. */
static bool is_stray(const struct app *app, const struct screen *top, const struct key *key)
{
	time_t passed = workbook_now(app->wb) - app->stray_at;

	return key->code == CODE_TEXT && top->ops->type && passed >= 0 && passed <= STRAY_FOR;
}

/* A screen that takes nothing says so; else what was no text in the paste is told. */
static void take_paste(struct app *app, struct screen *top, const struct key *key)
{
	struct buf said;

	app->joined = key->joined;
	top->ops->type(top->state, app, key->paste);
	app->joined = false;
	if (!key->bad || app->message.len)
		return;
	buf_init(&said, 1024);
	buf_addf(&said, intl_count("Some of what was pasted is no text: a � stands in its place.",
				   "Some of what was pasted is no text: %lu times a � stands in its "
				   "place.", key->bad), (unsigned long)key->bad);
	app_say(app, said.data);
	buf_release(&said);
}

void app_key(struct app *app, const struct key *key)
{
	struct screen *top = app_top(app);
	enum command command = keys_command(key, app_focus(app));
	time_t stray_at = app->stray_at;
	bool waits = command != CMD_NONE && is_stray(app, top, key);

	if (waits)
		command = CMD_NONE;
	/* Its end would stand there with a gap before it. */
	if (key->code == CODE_PASTE && key->joined && app->refused)
		return;

	app->refused = false;
	buf_clear(&app->message);
	if (top->ops->key && top->ops->key(top->state, app, key))
		return;
	if (command != CMD_NONE)
		app_command(app, command);
	else if (key->code == CODE_TEXT && top->ops->type)
		top->ops->type(top->state, app, slice_of(key->text));
	else if (key->code == CODE_PASTE && top->ops->type)
		take_paste(app, top, key);
	else if (key->code == CODE_CLICK || key->code == CODE_WHEEL_UP || key->code == CODE_WHEEL_DOWN)
		mouse_key(app, key);
	/* A letter that would be a command is no reason to wait for longer. */
	if (waits)
		app->stray_at = stray_at;
	if (!app->quit && unsettled(app)) {
		app->typing = true;
		app->typed_at = workbook_now(app->wb);
	}
	app_idle(app);
}

void app_draw(struct app *app, struct surface *surface)
{
	static const char *const rules[] = {
		[BORDERS_UNICODE] = NULL, [BORDERS_ASCII] = "-", [BORDERS_NONE] = " ",
	};
	struct screen *top = app_top(app);
	struct frame frame;

	app->rows = surface->rows;
	app->cols = surface->cols;
	surface_clear(surface);
	surface->rule = rules[app->settings.borders];
	if (top->ops->paint) {
		top->ops->paint(top->state, app, surface);
		return;
	}
	if (surface->rows < APP_ROWS_MIN || surface->cols < APP_COLS_MIN) {
		frame_draw_small(app, surface);
		return;
	}
	frame_open(&frame, app, surface, unsettled(app));
	frame.typing = is_typing(app);
	top->ops->draw(top->state, app, &frame.area);
	frame_close(&frame);
}
