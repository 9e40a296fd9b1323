/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Help: every command with a sentence, to be read or run. */
#include <config.h>

#include "base/intl.h"
#include "ui/chooser.h"
#include "ui/screens.h"

#define TAG_SELECTED (-1)	/* it works while something is selected */

static void help_chosen(struct app *app, void *context, int tag)
{
	(void)context;
	if (tag == CMD_NONE) {
		app_say(app, _("This works on other screens, not on the one that you came from."));
		return;
	}
	if (tag == TAG_SELECTED) {
		app_say(app, _("This works in a box, while something in it is selected."));
		return;
	}
	app_pop(app);
	app_command(app, (enum command)tag);
}

/* The keys that do at FOCUS what ROW does, "" where none do. */
static const char *keys_at(const struct key_row *row, unsigned focus)
{
	if (row->focus & focus)
		return row->keys;
	for (size_t i = 0; i < keys_count(); i++)
		if (keys_row(i)->command == row->command && keys_row(i)->focus & focus)
			return keys_row(i)->keys;
	return "";
}

static bool is_mentors(const struct key_row *row)
{
	return row->focus & (FOCUS_GIVEN | FOCUS_REPLY);
}

/* Whether a mentor reads another sentence about the same. */
static bool has_mentors_row(enum command command)
{
	for (size_t i = 0; i < keys_count(); i++)
		if (keys_row(i)->command == command && is_mentors(keys_row(i)))
			return true;
	return false;
}

/* Whether the sentence of ROW is for who has a workbook of her own, or for who has a mentor's
 * COPY. */
static bool is_for(const struct key_row *row, bool copy)
{
	return copy ? is_mentors(row) || !(keys_is_own(row->command) || has_mentors_row(row->command)) :
		!is_mentors(row);
}

/* The rows that can be run at FOCUS, or the others. */
static void add_rows(struct chooser *c, unsigned focus, bool runnable)
{
	bool copy = focus & FOCUS_MENTOR;

	struct buf label;

	buf_init(&label, 4096);
	for (size_t i = 0, sentence; i < keys_count(); i++) {
		const struct key_row *row = keys_row(i);
		bool runs = row->focus & (focus | FOCUS_HELP);
		const char *keys = runs ? keys_at(row, focus) : row->keys;

		/* The projector is another program's. */
		if (!row->help || row->command == CMD_HELP || runs != runnable || !is_for(row, copy) ||
		    !(row->focus & ~(FOCUS_WALL | FOCUS_WALL_TITLE | FOCUS_WALL_LIST | FOCUS_WALL_HELP)))
			continue;
		buf_clear(&label);
		if (*keys)
			buf_addf(&label, "%s: ", _(keys));
		sentence = label.len;
		buf_add_str(&label, _(row->help));
		chooser_add(c, 0, label.data, runs ? (int)row->command :
			    row->focus == FOCUS_SELECTED ? TAG_SELECTED : CMD_NONE);
		chooser_sentence(c, sentence);
	}
	buf_release(&label);
}

/* First what works on the screen below, and can be run from here; then the rest, to
 * be read. */
void push_help(struct app *app)
{
	unsigned focus = app_focus(app);
	struct doc *intro;
	struct chooser *c;

	if (chooser_back_to(app, help_chosen))
		return;
	intro = doc_new();
	doc_add_paragraph(intro, slice_of(_("First what works on the screen that you came from: "
					    "Enter does the marked one. Then what works on other "
					    "screens. Type a word to see only the lines that "
					    "have it. Esc goes back.")));
	c = chooser_new(_("Help"), intro, help_chosen);
	add_rows(c, focus, true);
	/* Most of the rest is for one's own workbook. */
	if (!workbook_is_copy(app->wb)) {
		chooser_add_gap(c);
		add_rows(c, focus, false);
	}
	chooser_push_filtered(app, c);
}
