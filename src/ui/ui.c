/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The full-screen face: the loop. */
#include <config.h>

#include "ui/ui.h"

#include "base/intl.h"
#include "ui/hand.h"
#include "ui/screens.h"
#include "ui/term.h"

#define UNDRAWN_MAX 1000	/* keys */

static void push_begin(struct app *app, const struct ui_start *start)
{
	switch (start->begin) {
	case BEGIN_FIRST_START:
		push_first_start(app);
		break;
	case BEGIN_ASK_CREATE:
		push_ask_create(app);
		break;
	case BEGIN_AWAY:
		push_away(app);
		break;
	case BEGIN_REPAIR:
		push_repair(app, start->trouble);
		break;
	case BEGIN_WELCOME_BACK:
		push_welcome_back(app);
		break;
	}
}

static void draw(struct app *app, struct term *term, struct surface *surface)
{
	int rows, cols;

	term_theme(term, app->no_colour ? THEME_DEFAULT : app->settings.theme);
	term_mouse(term, app->settings.mouse);
	term_size(term, &rows, &cols);
	surface_resize(surface, rows, cols);
	app_draw(app, surface);
	term_paint(term, surface, app->redraw);
	app->redraw = false;
}

static void suspend(struct app *app, struct term *term)
{
	term_suspend(term, app_suspend(app));
	app_continue(app);
}

/* What the last key asked for that takes the terminal. */
static void serve(struct app *app, struct term *term)
{
	enum app_asks asks = app->asks;

	app->asks = ASK_NOTHING;
	if (app->quit || asks == ASK_NOTHING)
		return;
	if (asks == ASK_SUSPEND) {
		suspend(app, term);
	} else if (asks == ASK_PROJECTOR) {
		term_lend(term, "");
		hand_project(app);
		term_take(term);
	} else if (asks == ASK_CONVERTER) {
		term_lend(term, _("The copy is being made. Ctrl-C stops it.\n"));
		hand_copy(app);
		term_take(term);
	} else {
		term_lend(term, "");
		hand_run(app);
		term_take(term);
	}
}

/* wait, handle, draw.  While keys come faster than they can be shown, as in a paste
 * without marks, most are handled undrawn; where what was at hand holds no key, as where a
 * button of the mouse is let go, the wait is over at once. */
static void loop(struct app *app, struct term *term, struct surface *surface)
{
	struct key key;
	int undrawn = 0;

	while (!app->quit) {
		if (++undrawn > UNDRAWN_MAX || !term_pending(term)) {
			draw(app, term, surface);
			undrawn = 0;
		}
		term_box(term, app_focus(app) & FOCUS_BOX);
		switch (term_wait(term, undrawn ? 0 : app_idle_in(app), workbook_fd(app->wb), &key)) {
		case TERM_KEY:
			app_key(app, &key);
			serve(app, term);
			break;
		case TERM_RESIZED:
			break;
		case TERM_IDLE:
			app_idle(app);
			break;
		case TERM_WAKE:
			app_wake(app);
			break;
		case TERM_SUSPEND:
			suspend(app, term);
			break;
		case TERM_CONTINUED:
			app_continue(app);
			break;
		case TERM_STOP:
			app_stop(app);
			break;
		}
	}
}

/* Whether what was given to the workbook is in its file. */
static bool check_saved(const struct workbook *wb, struct err *err)
{
	if (workbook_state(wb) != STATE_NOT_SAVED || workbook_copy(wb))
		return true;
	return err_set(err, ERR_IO, workbook_words_are_safe(wb) ?
		       _("%s; your last words are in its journal, and the next start puts them "
			 "back") : "%s", workbook_trouble(wb));
}

/* Runs APP, on which a first screen has been pushed, until it is to end. */
static void run(struct app *app, struct term *term)
{
	struct surface surface;

	surface_init(&surface);
	loop(app, term, &surface);
	surface_release(&surface);
}

bool ui_run(const struct ui_start *start, struct err *err)
{
	struct term *term;
	struct app app;

	if (!term_open(&term, start->utf8, err))
		return false;
	app_init(&app, start->sys, start->wb, start->home);
	app.place = start->place;
	app.mode = start->mode;
	settings_copy(&app.settings, start->settings);
	app.settings_path = start->settings_path;
	app.usual_language = start->usual_language;
	app.no_colour = start->no_colour;
	app.program = start->program;
	app.book = start->book;
	app.colourless = !term_has_colours(term);
	workbook_use_writer(start->wb);
	push_begin(&app, start);
	app_begin_save(&app);	/* what came back from the journal goes into the file */
	if (*start->remark && !app.message.len)
		app_say(&app, start->remark);
	run(&app, term);
	*start->plain = app.plain;
	settings_copy(start->settings, &app.settings);
	app_release(&app);
	term_close(term);
	return check_saved(start->wb, err);
}

bool ui_present(const struct ui_wall *start, struct err *err)
{
	struct term *term;
	struct app app;

	if (!term_open(&term, start->utf8, err))
		return false;
	app_init(&app, start->sys, start->wb, (struct store_place){ 0 });
	app.wall = start->wall;
	settings_copy(&app.settings, start->settings);
	app.no_colour = start->no_colour;
	app.colourless = !term_has_colours(term);
	workbook_use_writer(start->wb);
	push_wall_title(&app);
	if (!start->on_title)
		push_wall_slides(&app);
	app_begin_save(&app);	/* what a room's journal gave back goes into its file */
	run(&app, term);
	app_release(&app);
	term_close(term);
	return check_saved(start->wb, err);
}
