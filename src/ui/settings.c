/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings, changed from inside: each in the reader's words, and seen at once.
 *
 * A change is kept for the next time where the reader has a file of settings or a workbook on
 * this computer.  Whoever works from a stick leaves nothing here without having agreed. */
#include <config.h>

#include "workbook/settings.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "ui/chooser.h"
#include "ui/field.h"
#include "ui/screens.h"
#include "workbook/paths.h"

#define TAG_KEEP SETTING_COUNT	/* the line that agrees to keep them */
#define VALUE_LEN 64

/* What a value is called; "" ends a table. */
struct name {
	const char *value, *words;
};

static const struct name themes[] = {
	{ "default", N_("the terminal's own") }, { "light", N_("dark on white") },
	{ "dark", N_("light on dark") }, { "contrast", N_("white and yellow on black") },
	{ "cream", N_("dark on cream") }, { 0, 0 }
};
static const struct name spacings[] = {
	{ "normal", N_("usual") }, { "airy", N_("airy, in windows of 24 rows and more") }, { 0, 0 }
};
static const struct name borders[] = {
	{ "unicode", N_("drawn") }, { "ascii", N_("of hyphens") }, { "none", N_("none") }, { 0, 0 }
};
static const struct name switches[] = { { "off", N_("off") }, { "on", N_("on") }, { 0, 0 } };
static const struct name measures[] = {
	{ "40", N_("at most 40 letters") }, { "50", N_("at most 50 letters") }, { "60", N_("at most 60 letters") },
	{ "66", N_("at most 66 letters, as usual") }, { "72", N_("at most 72 letters") },
	{ "80", N_("at most 80 letters") }, { "100", N_("at most 100 letters") }, { 0, 0 }
};
/* Each in its own language, so that who cannot read the present one finds hers. */
static const struct name languages[] = {
	{ "", N_("as the computer has it") }, { "en", "English" }, { "cy", "Cymraeg" }, { 0, 0 }
};
static const struct name packs[] = {
	{ "", N_("the one that comes with the program") }, { 0, 0 }
};

static const struct {
	const char *title;
	const struct name *names;
} views[SETTING_COUNT] = {
	[SETTING_THEME] = { N_("Colours"), themes },
	[SETTING_MEASURE] = { N_("Lines of text"), measures },
	[SETTING_SPACING] = { N_("Spacing"), spacings },
	[SETTING_BORDERS] = { N_("Dividing lines"), borders },
	[SETTING_MOUSE] = { N_("Mouse"), switches },
	[SETTING_LANGUAGE] = { N_("Language"), languages },
	[SETTING_PACK] = { N_("Book"), packs },
};

/* What VALUE is called: itself where it has no name. */
static const char *words_of(enum setting which, const char *value)
{
	for (const struct name *name = views[which].names; name->value; name++)
		if (strcmp(name->value, value) == 0)
			return _(name->words);
	return value;
}

static bool has_home_workbook(const struct app *app)
{
	return app->home.path && store_look(app->sys, app->home.path) != STORE_ABSENT;
}

static bool may_keep(const struct app *app)
{
	return app->settings_path && (app->settings_agreed || has_home_workbook(app) ||
				      file_exists(app->sys, app->settings_path));
}

static void say_not_kept(struct app *app, const struct err *err)
{
	struct buf said;

	buf_init(&said, 8192);
	buf_addf(&said, _("This holds until you quit, but could not be kept: %s."), err->text);
	app_say(app, said.data);
	buf_release(&said);
}

/* For the next time, where that may be. */
static void keep(struct app *app, enum setting which)
{
	struct buf value;
	struct err err;

	buf_init(&value, SETTINGS_FILE_MAX);
	settings_value(&app->settings, which, &value);
	if (!may_keep(app))
		app_say(app, _("This holds until you quit. It is not kept on this computer."));
	else if (!settings_save(app->sys, app->settings_path, which, value.data, &err))
		say_not_kept(app, &err);
	buf_release(&value);
}

static void change(struct app *app, enum setting which, const char *value)
{
	settings_set(&app->settings, which, value);
	if (which == SETTING_LANGUAGE)
		intl_language(*value ? value : app->usual_language);
	keep(app, which);
	if (which == SETTING_THEME && app->colourless && !app->message.len)
		app_say(app, _("This terminal has no colours to show it with."));
	if (which == SETTING_THEME && app->no_colour && !app->message.len)
		app_say(app, _("You see no colours, for NO_COLOR or --no-color turns them off."));
	if (which == SETTING_MOUSE && app->settings.mouse && !app->message.len)
		app_say(app, _("To select text as before, hold Shift."));
	if (which == SETTING_PACK && !app->message.len)
		app_say(app, _("The next start opens that book."));
}

static void show_settings(struct app *app, int marked);

/* One of the names of a setting, by index; behind them the present value. */
static void value_chosen(struct app *app, void *context, int tag)
{
	enum setting which = *(enum setting *)context;

	app_pop(app);
	if (tag >= 0)
		change(app, which, views[which].names[tag].value);
	show_settings(app, (int)which);
}

static void push_values(struct app *app, enum setting which)
{
	struct chooser *c = chooser_new(_(views[which].title), NULL, value_chosen);
	enum setting *context = MEM_NEW(enum setting);
	const struct name *names = views[which].names;
	struct buf now;
	int marked = -1;

	*context = which;
	chooser_context(c, context, free);
	buf_init(&now, SETTINGS_FILE_MAX);
	settings_value(&app->settings, which, &now);
	for (int i = 0; names[i].value; i++) {
		if (strcmp(names[i].value, now.data) == 0)
			marked = i;
		else if (which == SETTING_LANGUAGE && *names[i].value && !intl_has(names[i].value))
			continue;
		chooser_add(c, 0, _(names[i].words), i);
	}
	if (marked < 0)
		chooser_add(c, 0, now.data, -1);
	chooser_mark(c, marked);
	chooser_push(app, c);
	buf_release(&now);
}

/* A name for the book's folder that holds wherever the program is started; NULL: it has none. */
static char *whole_name(const char *typed)
{
	if (*typed == '/' || *typed == '~')
		return path_expand(typed);
	return strchr(typed, '/') ? NULL : mem_string(typed);
}

static void book_entered(struct app *app, int tag, const char *typed)
{
	char *name = whole_name(typed);
	struct pack *pack;
	struct err err;

	(void)tag;
	if (!name) {
		app_say(app, _("Please type the whole name of the folder, beginning with / or ~."));
		return;
	}
	if (pack_open(&pack, app->sys, name, &err)) {
		pack_free(pack);
		app_pop(app);
		change(app, SETTING_PACK, name);
		show_settings(app, SETTING_PACK);
	} else {
		struct buf said;

		buf_init(&said, 8192);
		buf_addf(&said, _("That does not work: %s."), err.text);
		app_say(app, said.data);
		buf_release(&said);
	}
	free(name);
}

static void ask_book(struct app *app)
{
	struct doc *intro = doc_new();

	doc_add_paragraph(intro, slice_of(_("Type the name of a book that is installed, or the folder "
					    "of one. An empty line is the book that comes with the "
					    "program.")));
	field_push(app, _("Book"), intro, app->settings.pack, book_entered, 0);
}

/* She agrees that settings are kept here: also those that she has changed already. */
static void agree(struct app *app)
{
	struct settings usual;

	settings_init(&usual);
	app->settings_agreed = true;
	for (int i = 0; i < SETTING_COUNT; i++) {
		struct buf now, then;

		buf_init(&now, SETTINGS_FILE_MAX);
		buf_init(&then, SETTINGS_FILE_MAX);
		settings_value(&app->settings, (enum setting)i, &now);
		settings_value(&usual, (enum setting)i, &then);
		if (!slice_equal(slice_buf(&now), slice_buf(&then)))
			keep(app, (enum setting)i);
		buf_release(&now);
		buf_release(&then);
	}
	settings_release(&usual);
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
		change(app, which, views[which].names[first].value);
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
	if (may_keep(app))
		buf_addf(&text, _("Changes are kept in %s."), app->settings_path);
	else
		buf_add_str(&text, _("Changes hold until you quit. Nothing is kept on this computer."));
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
		struct buf value, line;

		buf_init(&value, SETTINGS_FILE_MAX);
		buf_init(&line, SETTINGS_FILE_MAX + VALUE_LEN);
		settings_value(&app->settings, (enum setting)i, &value);
		buf_addf(&line, "%s: %s", _(views[i].title), words_of((enum setting)i, value.data));
		chooser_add(c, 0, line.data, i);
		buf_release(&line);
		buf_release(&value);
	}
	if (app->settings_path && !may_keep(app))
		chooser_add(c, 0, _("Keep these settings on this computer"), TAG_KEEP);
	chooser_outro(c, where_kept(app));
	chooser_mark(c, marked);
	chooser_push(app, c);
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
