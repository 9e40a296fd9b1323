/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings: how the reader likes the program to look and behave, and the file that keeps it.
 *
 * The file is flat: a line is `name = value`, empty, or a comment that begins with '#'.  What
 * is wrong in it is told line by line and stops nothing: the setting stays as it was.  A
 * change rewrites one line, and keeps all others byte for byte, whatever they hold.
 *
 *	settings_init(&s);
 *	settings_load(&s, sys, path, &report);
 *	settings_set(&s, SETTING_THEME, "cream");		for now
 *	settings_save(sys, path, SETTING_THEME, "cream", err);	for the next time too
 *	settings_release(&s);
 */
#ifndef WORKBOOK_SETTINGS_H
#define WORKBOOK_SETTINGS_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/report.h"
#include "base/sys.h"

#define SETTINGS_FILE_MAX ((size_t)64 * 1024)
#define MEASURE_MIN 30
#define MEASURE_MAX 100
#define MEASURE_USUAL 66	/* cells of a line of text at most */

enum setting {
	SETTING_THEME, SETTING_MEASURE, SETTING_SPACING, SETTING_BORDERS, SETTING_MOUSE,
	SETTING_LANGUAGE, SETTING_WORKBOOK, SETTING_PACK,
	SETTING_COUNT
};

enum theme { THEME_DEFAULT, THEME_LIGHT, THEME_DARK, THEME_CONTRAST, THEME_CREAM, THEME_COUNT };
enum borders { BORDERS_UNICODE, BORDERS_ASCII, BORDERS_NONE };

struct settings {
	enum theme theme;
	int measure;		/* cells of a line of text at most */
	bool airy;		/* more empty rows, where a window has room */
	enum borders borders;
	bool mouse;
	char *language;		/* as 'cy'; "": as the computer has it */
	char *pack;		/* name of a book, or its folder; "": the one that is shipped */
	char *workbook;		/* whole name of the file to open; "": the one of this computer */
};

void settings_init(struct settings *s);
void settings_release(struct settings *s);
void settings_copy(struct settings *to, const struct settings *from);	/* TO has been made */

/* How the setting is called in the file, and its value there. */
const char *settings_name(enum setting which);
void settings_value(const struct settings *s, enum setting which, struct buf *out);
/* The values that can be chosen, NULL behind the last; NULL for a number or a text. */
const char *const *settings_choices(enum setting which);
/* False, and no change, where VALUE is none for it. */
bool settings_set(struct settings *s, enum setting which, const char *value);

/* Whether VALUE may be one, or is "". */
bool settings_is_language(const char *value);
/* The same for the name of a workbook's file, which begins with '/' and stands in one line. */
bool settings_is_workbook(const char *value);

/* Takes over what TEXT, a file's, sets; tells REPORT what is wrong in it. */
void settings_parse(struct settings *s, struct slice text, const struct report *report);
/* TEXT with the value of one setting changed, or added at its end; appends to OUT. */
void settings_edit(struct slice text, enum setting which, const char *value, struct buf *out);

/* Where the file is, for free(); NULL where no home is known. */
char *settings_path(void);
/* The same from the file PATH (NULL, or no such file: nothing is set and nothing wrong). */
void settings_load(struct settings *s, const struct sys *sys, const char *path,
		   const struct report *report);
/* Changes one setting in the file PATH, made with its folder where absent. */
bool settings_save(const struct sys *sys, const char *path, enum setting which,
		   const char *value, struct err *err);

#endif
