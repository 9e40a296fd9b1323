/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every screen does alike: the commands that a screen leaves to the app. */
#include <config.h>

#include "base/intl.h"
#include "base/mem.h"
#include "ui/hand.h"
#include "ui/screens.h"

static void quit(struct app *app)
{
	if (app_save(app))
		app->quit = true;
	else
		push_unsaved(app);
}

static const char unsaved[] = N_("Your last words could not be saved. Ctrl-Q quits and asks what "
				 "to do.");

/* For who wants to go back where there is no way back. */
static const char *what_quitting_does(const struct app *app)
{
	if (app->damaged)
		return _("Ctrl-Q quits. Nothing has been changed.");
	if (workbook_state(app->wb) == STATE_LOOKING)
		return _("Ctrl-Q quits. Nothing is kept while you look around.");
	if (workbook_state(app->wb) == STATE_READING)
		return _("Ctrl-Q quits. Nothing is changed here.");
	if (workbook_state(app->wb) == STATE_NOT_SAVED)
		return _(unsaved);
	return _("Ctrl-Q quits. Nothing that you wrote is lost.");
}

bool app_refuses_covered(struct app *app)
{
	if (workbook_is_covered(app->wb))
		app_say(app, _("Your words are covered. To show them again press ?, and choose Cover my "
			       "words."));
	return workbook_is_covered(app->wb);
}

/* Covers what the reader wrote, or shows it again.  Whatever lies over the page may hold
 * words of hers, so it goes. */
static void cover(struct app *app)
{
	bool covered = !workbook_is_covered(app->wb);

	app_begin_save(app);
	while (app->depth > 1)
		app_pop(app);
	workbook_cover(app->wb, covered);
	if (!app_refuses_covered(app))
		app_say(app, _("Your words show again."));
}

void app_say_locked(struct app *app, const char *why)
{
	struct buf said;

	if (workbook_is_held(app->wb)) {
		app_say(app, _("Another window has this workbook open. Close that one, and you can write here."));
		return;
	}
	buf_init(&said, 8192);
	/* TRANSLATORS: %s says why. */
	buf_addf(&said, _("You can only read here: %s."), why);
	app_say(app, said.data);
	buf_release(&said);
}

static void save_now(struct app *app)
{
	if (!workbook_shut(app->wb) && app_save(app) && !app->message.len)
		app_say(app, _("Everything is saved."));
}

static void say_how_to_quit(struct app *app)
{
	app_say(app, app_save(app) ? _("Nothing is lost. Ctrl-Q quits.") : _(unsaved));
}

static void go_on_in_plain_lines(struct app *app)
{
	quit(app);
	app->plain = app->quit;
}

static void suspend(struct app *app)
{
	app->asks = ASK_SUSPEND;
}

static void turn_mouse(struct app *app)
{
	app->settings.mouse = !app->settings.mouse;
	app_say(app, app->settings.mouse ?
		_("The mouse works until you quit; F9 keeps it so. To select text as before, hold Shift.") :
		_("The mouse is the terminal's again."));
}

static void redraw(struct app *app)
{
	app->redraw = true;
}

static void leave(struct app *app)
{
	if (app->depth > 1)
		app_pop(app);
	else
		app_say(app, what_quitting_does(app));
}

/* What every screen does alike. */
static const struct {
	enum command command;
	void (*run)(struct app *app);
} common[] = {
	{ CMD_QUIT, quit },
	{ CMD_HELP, push_help },
	{ CMD_CONTENTS, push_contents },
	{ CMD_REFLECTIONS, push_reflections },
	{ CMD_SETTINGS, push_settings },
	{ CMD_EXPORT, push_export },
	{ CMD_FIND, push_find },
	{ CMD_SHARE, push_share },
	{ CMD_GIVE, push_give },
	{ CMD_COVER, cover },
	{ CMD_ABOUT, push_about },
	{ CMD_CHECK, push_check },
	{ CMD_SAVE, save_now },
	{ CMD_INTERRUPT, say_how_to_quit },
	{ CMD_PLAIN, go_on_in_plain_lines },
	{ CMD_EDITOR, hand_ask },
	{ CMD_SUSPEND, suspend },
	{ CMD_MOUSE, turn_mouse },
	{ CMD_REDRAW, redraw },
	{ CMD_LEAVE, leave },
	{ CMD_TAKE, push_take },
	{ CMD_BRING, push_bring },
	{ CMD_BEFORE, push_before },
	{ CMD_ERASE, push_erase },
	{ CMD_STEPS, push_steps },
	{ CMD_CALENDAR, push_calendar },
	{ CMD_PROJECT, push_curtain },
	{ CMD_DOCUMENT, push_document },
};

void app_common(struct app *app, enum command command)
{
	for (size_t i = 0; i < ARRAY_LEN(common); i++)
		if (common[i].command == command)
			common[i].run(app);
}
