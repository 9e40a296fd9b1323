/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings in the reader's words, and the rule by which they are kept. */
#include <config.h>

#include "workbook/settings_words.h"

#include <stdlib.h>
#include <string.h>

#include "answers/store.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "pack/pack.h"
#include "workbook/paths.h"

/* What a value is called; NULL ends a table. */
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
static const struct name workbooks[] = { { "", N_("the one of this computer") }, { 0, 0 } };

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
	[SETTING_WORKBOOK] = { N_("Workbook at the start"), workbooks },
};

const char *settings_title(enum setting which)
{
	return _(views[which].title);
}

const char *settings_offer(enum setting which, size_t index)
{
	return views[which].names[index].value;
}

bool settings_is_at_hand(enum setting which, const char *value)
{
	return which != SETTING_LANGUAGE || !*value || intl_has(value);
}

const char *settings_words(enum setting which, const char *value)
{
	for (const struct name *name = views[which].names; name->value; name++)
		if (strcmp(name->value, value) == 0)
			return _(name->words);
	return value;
}

void settings_tell(const struct settings *s, enum setting which, struct buf *out)
{
	struct buf value;

	buf_init(&value, SETTINGS_FILE_MAX);
	settings_value(s, which, &value);
	buf_addf(out, "%s: %s", settings_title(which), settings_words(which, value.data));
	buf_release(&value);
}

bool settings_may_be_kept(const struct sys *sys, const char *path, const char *home, bool agreed)
{
	return path && (agreed || (home && store_look(sys, home) != STORE_ABSENT) ||
			file_exists(sys, path));
}

void settings_keep(const struct settings *s, const struct sys *sys, const char *path,
		   enum setting which, struct buf *said)
{
	struct buf value;
	struct err err;

	buf_init(&value, SETTINGS_FILE_MAX);
	settings_value(s, which, &value);
	if (!path)
		buf_add_str(said, _("This holds until you quit. It is not kept on this computer."));
	else if (!settings_save(sys, path, which, value.data, &err))
		buf_addf(said, _("This holds until you quit, but could not be kept: %s."), err.text);
	buf_release(&value);
}

void settings_keep_changed(const struct settings *s, const struct sys *sys, const char *path,
			   struct buf *said)
{
	struct settings usual;

	settings_init(&usual);
	for (int i = 0; i < SETTING_COUNT; i++) {
		struct buf now, then;

		buf_init(&now, SETTINGS_FILE_MAX);
		buf_init(&then, SETTINGS_FILE_MAX);
		settings_value(s, (enum setting)i, &now);
		settings_value(&usual, (enum setting)i, &then);
		/* What there is to say of one is enough. */
		if (!said->len && !slice_equal(slice_buf(&now), slice_buf(&then)))
			settings_keep(s, sys, path, (enum setting)i, said);
		buf_release(&now);
		buf_release(&then);
	}
	settings_release(&usual);
}

void settings_tell_kept(const char *path, struct buf *out)
{
	if (path)
		buf_addf(out, _("Changes are kept in %s."), path);
	else
		buf_add_str(out, _("Changes hold until you quit. Nothing is kept on this computer."));
}

const char *settings_offer_to_keep(void)
{
	return _("Keep these settings on this computer");
}

const char *settings_ask_book(void)
{
	return _("Type the name of a book that is installed, or the folder of one. An empty line is the "
		 "book that comes with the program.");
}

const char *settings_tell_book(void)
{
	return _("The next start opens that book.");
}

bool settings_could_remember(const struct settings *s, const char *settings_path, const char *workbook,
			     const char *home)
{
	return settings_path && settings_is_workbook(workbook) && strcmp(s->workbook, workbook) != 0 &&
		!(home && strcmp(home, workbook) == 0);
}

void settings_remember(struct settings *s, const struct sys *sys, const char *settings_path,
		       const char *workbook, struct buf *said)
{
	if (strcmp(s->workbook, workbook) == 0)
		return;
	settings_set(s, SETTING_WORKBOOK, workbook);
	settings_keep(s, sys, settings_path, SETTING_WORKBOOK, said);
}

/* A name for the book's folder that holds wherever the program is started; NULL: it has none. */
static char *whole_name(const char *typed)
{
	if (*typed == '/' || *typed == '~')
		return path_expand(typed);
	return strchr(typed, '/') ? NULL : mem_string(typed);
}

char *settings_book(const struct sys *sys, const char *typed, struct buf *said)
{
	char *name = whole_name(typed);
	struct pack *pack;
	struct err err;

	if (!name) {
		buf_add_str(said, _("Please type the whole name of the folder, beginning with / or ~."));
		return NULL;
	}
	if (pack_open(&pack, sys, name, &err)) {
		pack_free(pack);
		return name;
	}
	buf_addf(said, _("That does not work: %s."), err.text);
	free(name);
	return NULL;
}
