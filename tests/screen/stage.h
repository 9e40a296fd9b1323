/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The full-screen face without a terminal, for tests: keys in, a grid of cells out.
 *
 * Each stage stands in the scratch folder, which is the working folder too, so that no
 * message names a path of its own; the clock is stopped at DESK_NOW.  After each key the
 * screen is drawn, as the loop does.
 */
#ifndef TESTS_STAGE_H
#define TESTS_STAGE_H

#include "ui/app.h"
#include "ui/wall.h"

/* What is said of the damaged workbook. */
#define STAGE_DAMAGE "line 9, column 2: a name in quotes should stand here"

#define LONG_MESSAGE (1 << 16)	/* room for a screen in what Check says */

struct stage {
	struct workbook *wb;
	struct app app;
	struct wall wall;
	struct surface surface;
	int rows, cols;
};

enum stage_begin {
	STAGE_FIRST_START,	/* no workbook yet; one at home would be home.json */
	STAGE_ASK_CREATE,	/* none at w.json, which was asked for */
	STAGE_WELCOME,		/* w.json with words in four boxes, left at not-delegation */
	STAGE_PAGE,		/* the same, on the page where it was left */
	STAGE_READING,		/* the same, for reading only */
	STAGE_BLANK,		/* a workbook without words, on the first page */
	STAGE_DAMAGED,		/* w.json with a line too many, its backup and last sentences whole */
	STAGE_DUE,		/* as STAGE_WELCOME, with two steps under support-others, one of them due */
	STAGE_LOOKING,		/* no workbook, on the first page */
	STAGE_COPIES,		/* as STAGE_PAGE, and beside w.json lie more.json, a copy with more words,
				 * and apart.json, one that has others */
	STAGE_OTHERS,		/* the same, with other.json, another workbook with the words of more.json,
				 * and mentor.json, a copy for a mentor with what she said */
	STAGE_CONFLICT,		/* as STAGE_WELCOME; beside w.json lies what a program that keeps folders
				 * alike has made of apart.json */
	STAGE_ALREADY,		/* the first start, with these three in the folder */
	STAGE_GIVEN,		/* c.json, a mentor's copy, as it is opened */
	STAGE_AWAY,		/* none at stick/w.json, which was remembered */
	STAGE_WALL,		/* the projector, on its title page; a room would be talk.room.json */
	STAGE_VOICES		/* the same, with what a group wrote to spread-now and informal-leaders */
};

void stage_setup(void);		/* a checked fixture's beginning */
void stage_teardown(void);

/* At 80 by 24. */
void stage_open(struct stage *s, enum stage_begin begin);
void stage_close(struct stage *s);
/* STAGE_GIVEN in another sitting: c.json is opened again as it is on the disk. */
void stage_reopen(struct stage *s, enum store_mode mode);
/* Another window. */
void stage_size(struct stage *s, int rows, int cols);
/* Keys by name in <>, as "<PgDn>", "<Ctrl-Q>", "<Esc>"; "<<" is the sign.  All else is typed. */
void stage_keys(struct stage *s, const char *keys);
void stage_key(struct stage *s, const struct key *key);
void stage_paste(struct stage *s, const char *text);
/* The page with this id, as the only screen. */
void stage_page(struct stage *s, const char *id);

/* The screen as it is shown, good until the next call. */
const char *stage_dump(struct stage *s);
/* Whether TEXT shows, whatever rows it takes. */
bool stage_shows(struct stage *s, const char *text);
/* Fail, with the screen, where TEXT does not show; where it does. */
void check_shows(struct stage *s, const char *text);
void check_hides(struct stage *s, const char *text);
/* The text of the cell at the cursor. */
const char *stage_cursor(struct stage *s);
enum focus stage_focus(struct stage *s);

#endif
