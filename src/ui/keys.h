/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of keys, from which the key bar, the help list and the manual
 * page come.  A new command is one row here and one case in the screens that
 * answer to it.
 */
#ifndef UI_KEYS_H
#define UI_KEYS_H

#include <stddef.h>

#include "base/buf.h"
#include "ui/key.h"

/* Where the cursor is, which decides what a key means; bits that may be or-ed. */
enum focus {
	FOCUS_PAGE = 1 << 0,	/* reading a page without a box */
	FOCUS_ASKED = 1 << 1,	/* reading a page that has a box */
	FOCUS_BOX = 1 << 2,	/* writing */
	FOCUS_LIST = 1 << 3,	/* choosing from a list */
	FOCUS_TEXT = 1 << 4,	/* reading a text of its own: my reflections */
	FOCUS_FIELD = 1 << 5,	/* a line to type in: a folder's name */
	FOCUS_HINT = 1 << 6,	/* with ASKED: there is a hint to unfold */
	FOCUS_BOX_HINT = 1 << 7,	/* the same with BOX */
	FOCUS_HELP = 1 << 8,	/* of rows only: the help list can run it wherever one is */
	FOCUS_SELECTED = 1 << 9,	/* with BOX or FIELD: text is selected, or begins to be */
	FOCUS_START = 1 << 10,	/* with LIST: the first start, which offers plain lines */
	FOCUS_FILTER = 1 << 11,	/* choosing from a list that what is typed makes shorter */
	FOCUS_COPY = 1 << 12,	/* with TEXT: a copy of it can be saved */
	FOCUS_CLOSED = 1 << 13,	/* with PAGE: it has a box that cannot be written in now */
	FOCUS_EARLIER = 1 << 14,	/* with TEXT: what was written before, which can be erased */
	FOCUS_FORM = 1 << 15,	/* a line to type in, of some that belong together */
	FOCUS_STEPS = 1 << 16,	/* with PAGE or ASKED: steps stand under it, or can */
	FOCUS_LENS = 1 << 17,	/* with PAGE or ASKED: answers can be held up to it */
	FOCUS_QUESTION = 1 << 18,	/* with PAGE, ASKED or BOX: it is a question */
	FOCUS_WALL = 1 << 19,	/* the projector's slides */
	FOCUS_WALL_TITLE = 1 << 20,	/* its title page */
	FOCUS_WALL_LIST = 1 << 21,	/* its other lists */
	FOCUS_CURTAIN = 1 << 22,	/* what a workbook shows when projecting has stopped */
	FOCUS_LEAVING = 1 << 23,	/* with TEXT: what is in a copy for others, which can be saved */
	FOCUS_GIVEN = 1 << 24,	/* with PAGE: words of a mentor's copy */
	FOCUS_REPLY = 1 << 25,	/* with GIVEN: one can reply to them */
	FOCUS_MENTOR = 1 << 26,	/* with any: it is a mentor's copy, where keys_is_own does nothing */
	FOCUS_WALL_HELP = 1 << 27	/* the projector's list of keys */
};

struct key_row {
	enum command command;
	unsigned focus;		/* enum focus, or-ed */
	enum key_code codes[3];
	const char *letters;	/* each a key of its own, or "" */
	const char *keys;	/* how the keys are called: N_("PgDn"); "": in the help list only */
	const char *bar;	/* in the key bar: N_("next"); NULL: not there */
	const char *help;	/* a sentence for the help list; NULL: not there */
};

size_t keys_count(void);
const struct key_row *keys_row(size_t i);

/* What KEY asks for at FOCUS, CMD_NONE when nothing. */
enum command keys_command(const struct key *key, unsigned focus);

/* Whether COMMAND is for one's own workbook alone, and never for a mentor's copy. */
bool keys_is_own(enum command command);

/* The bar's text for FOCUS in at most WIDTH cells: whole hints only; the help
 * hint, which stands last, is never left out. */
void keys_bar(unsigned focus, int width, struct buf *out);
/* Whose hint stands at the bar's cell COL, CMD_NONE between them. */
enum command keys_bar_at(unsigned focus, int width, int col);

#endif
