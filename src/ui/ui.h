/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The full-screen face: takes the terminal, runs the loop, gives it back. */
#ifndef UI_UI_H
#define UI_UI_H

#include "base/err.h"
#include "ui/app.h"
#include "ui/wall.h"
#include "workbook/ask.h"

struct ui_start {
	const struct sys *sys;
	struct workbook *wb;		/* lent */
	struct store_place home;
	enum ask_begin begin;
	struct store_place place;	/* what was asked for */
	enum store_mode mode;		/* in which to open it */
	const char *trouble;		/* for BEGIN_REPAIR: what is wrong */
	bool utf8;			/* what the terminal takes */
	struct settings *settings;	/* also as they are at the end */
	const char *settings_path;	/* their file, or NULL */
	const char *usual_language;	/* $LANGUAGE as it was before the settings, or NULL */
	bool no_colour;
	const char *program;		/* argv[0] */
	const char *book;		/* the name by which the pack was loaded */
	const char *remark;		/* to be said on the first screen, "" for nothing */
	bool *plain;			/* set when the reader wants to go on in plain lines */
};

/* Returns when the reader quits or a signal asks for it; false when the terminal
 * cannot be used, or when the last words could not be saved. */
bool ui_run(const struct ui_start *start, struct err *err);

/* The projector. */
struct ui_wall {
	const struct sys *sys;
	struct workbook *wb;		/* lent; without a store */
	struct wall *wall;		/* lent: where to begin */
	bool on_title;			/* with the title page, else at the place in WALL */
	bool utf8;
	const struct settings *settings;
	bool no_colour;
};

/* Returns when it is stopped; false when the terminal cannot be used, or when words that were
 * given to the workbook meanwhile could not be saved. */
bool ui_present(const struct ui_wall *start, struct err *err);

#endif
