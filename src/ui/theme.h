/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Themes: what a style looks like on a terminal of so many colours; knows no terminal.
 *
 * A theme sets both colours of every cell, or neither: the usual one leaves the terminal its
 * own.  Whatever matters is marked by bold, underline or reverse as well.  All pairs have a
 * contrast of at least 7:1 (WCAG 2.2, 1.4.6), as RGB and as the nearest of 256 colours.
 *
 * On fewer colours than 256, bold is the bright variant of a colour on many terminals, which
 * makes black a grey: dark themes only are bold there, light ones underlined or reversed.
 */
#ifndef UI_THEME_H
#define UI_THEME_H

#include <stdbool.h>

#include "text/span.h"
#include "workbook/settings.h"

#define THEME_OWN (-1)		/* the terminal's own colour */
#define THEME_COLOURS_MIN 8	/* of a terminal that has any worth the name */
#define THEME_DIRECT 0x1000000	/* colours of a terminal that takes RGB as it is */

enum theme_tone { TONE_TEXT, TONE_HEADING, TONE_RULE, TONE_COUNT };

enum theme_mark { MARK_BOLD = 1 << 0, MARK_UNDERLINE = 1 << 1, MARK_REVERSE = 1 << 2 };

/* What a terminal can do. */
struct theme_terminal {
	int colours;		/* below THEME_COLOURS_MIN: none */
	bool underlines;	/* in colour too */
};

struct theme_pair {
	int ink, paper;		/* numbers of colours of the terminal, or THEME_OWN both */
};

struct theme_pair theme_pair(enum theme theme, enum theme_tone tone, struct theme_terminal on);
enum theme_tone theme_tone(unsigned style);
/* enum theme_mark, or-ed. */
unsigned theme_marks(enum theme theme, unsigned style, struct theme_terminal on);

/* The same pair as 0xRRGGBB each, for who computes contrasts; false where it is the terminal's. */
bool theme_rgb(enum theme theme, enum theme_tone tone, unsigned *ink, unsigned *paper);

#endif
