/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings, changed from inside: each in the reader's words, and seen at once.
 *
 * A change is kept for the next time where the reader has a file of settings or a workbook on
 * this computer.  Whoever works from a stick leaves nothing here without having agreed. */
#include <config.h>

#include "workbook/settings_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "ui/chooser.h"
#include "ui/field.h"
#include "ui/screens.h"

#define TAG_KEEP SETTING_COUNT	/* the line that agrees to keep them */

static bool may_keep(const struct app *app)
{
	return settings_may_be_kept(app->sys, app->settings_path, app->home.path, app->settings_agreed);
}

/* For the next time, where that may be: one, or with SETTING_COUNT all that are not as usual. */
static void keep(struct app *app, enum setting which)
{
	const char *path = may_keep(app) ? app->settings_path : NULL;
	struct buf said;

	buf_init(&said, 8192);
	if (which == SETTING_COUNT)
		settings_keep_changed(&app->settings, app->sys, path, &said);
	else
		settings_keep(&app->settings, app->sys, path, which, &said);
	if (said.len)
		app_say(app, said.data);
	buf_release(&said);
}

static void change(struct app *app, enum setting which, const char *value)
{
	settings_set(&app->settings, which, value);
	if (which == SETTING_LANGUAGE) {
		intl_language(*value ? value : app->usual_language);
		app_renew(app);
	}
	keep(app, which);
	if (which == SETTING_THEME && app->colourless && !app->message.len)
		app_say(app, _("This terminal has no colours to show it with."));
	if (which == SETTING_THEME && app->no_colour && !app->message.len)
		app_say(app, _("You see no colours, for NO_COLOR or --no-color turns them off."));
	if (which == SETTING_MOUSE && app->settings.mouse && !app->message.len)
		app_say(app, _("To select text as before, hold Shift."));
	if (which == SETTING_PACK && !app->message.len)
		app_say(app, settings_tell_book());
}

static void show_settings(struct app *app, int marked);

/* One of the names of a setting, by index; behind them the present value. */
static void value_chosen(struct app *app, void *context, int tag)
{
	enum setting which = *(enum setting *)context;

	app_pop(app);
	if (tag >= 0)
		change(app, which, settings_offer(which, (size_t)tag));
	show_settings(app, (int)which);
}

static void push_values(struct app *app, enum setting which)
{
	struct chooser *c = chooser_new(settings_title(which), NULL, value_chosen);
	enum setting *context = MEM_NEW(enum setting);
	const char *value;
	struct buf now;
	int marked = -1;

	*context = which;
	chooser_context(c, context, free);
	buf_init(&now, SETTINGS_FILE_MAX);
	settings_value(&app->settings, which, &now);
	for (int i = 0; (value = settings_offer(which, (size_t)i)); i++) {
		if (strcmp(value, now.data) == 0)
			marked = i;
		else if (!settings_is_at_hand(which, value))
			continue;
		chooser_add(c, 0, settings_words(which, value), i);
	}
	if (marked < 0)
		chooser_add(c, 0, now.data, -1);
	chooser_mark(c, marked);
	chooser_push(app, c);
	buf_release(&now);
}

static void book_entered(struct app *app, int tag, const char *typed)
{
	struct buf said;
	char *name;

	(void)tag;
	buf_init(&said, 8192);
	name = settings_book(app->sys, typed, &said);
	if (name) {
		app_pop(app);
		change(app, SETTING_PACK, name);
		show_settings(app, SETTING_PACK);
	} else {
		app_say(app, said.data);
	}
	buf_release(&said);
	free(name);
}

static void ask_book(struct app *app)
{
	struct doc *intro = doc_new();

	doc_add_paragraph(intro, slice_of(settings_ask_book()));
	field_push(app, settings_title(SETTING_PACK), intro, app->settings.pack, book_entered, 0);
}

/* She agrees that settings are kept here: also those that she has changed already. */
static void agree(struct app *app)
{
	app->settings_agreed = true;
	keep(app, SETTING_COUNT);
	show_settings(app, 0);
}

static void settings_chosen(struct app *app, void *context, int tag)
{
	enum setting which = (enum setting)tag;
	bool first;

	(void)context;
	if (tag == TAG_KEEP) {
		agree(app);
	} else if (which == SETTING_PACK) {
		ask_book(app);
	} else if (which == SETTING_SPACING || which == SETTING_MOUSE) {
		first = which == SETTING_SPACING ? !app->settings.airy : !app->settings.mouse;
		change(app, which, settings_offer(which, first));
		show_settings(app, tag);
	} else {
		push_values(app, which);
	}
}

static struct doc *where_kept(const struct app *app)
{
	struct doc *outro = doc_new();
	struct buf text;

	buf_init(&text, 8192);
	settings_tell_kept(may_keep(app) ? app->settings_path : NULL, &text);
	doc_add_paragraph(outro, slice_buf(&text));
	buf_release(&text);
	return outro;
}

static void push_list(struct app *app, int marked)
{
	struct doc *intro = doc_new();
	struct chooser *c;

	doc_add_paragraph(intro, slice_of(_("Enter changes the marked line.")));
	c = chooser_new(_("Settings"), intro, settings_chosen);
	for (int i = 0; i < SETTING_COUNT; i++) {
		struct buf line;

		buf_init(&line, SETTINGS_LINE_MAX);
		settings_tell(&app->settings, (enum setting)i, &line);
		chooser_add(c, 0, line.data, i);
		buf_release(&line);
	}
	if (app->settings_path && !may_keep(app))
		chooser_add(c, 0, settings_offer_to_keep(), TAG_KEEP);
	chooser_outro(c, where_kept(app));
	chooser_mark(c, marked);
	chooser_push(app, c);
	app_again(app, push_settings);
}

/* In place of the list that shows the old values. */
static void show_settings(struct app *app, int marked)
{
	if (chooser_back_to(app, settings_chosen))
		app_pop(app);
	push_list(app, marked);
}

void push_settings(struct app *app)
{
	if (!chooser_back_to(app, settings_chosen))
		push_list(app, 0);
}
