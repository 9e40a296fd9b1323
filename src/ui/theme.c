/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Themes: what a style looks like on a terminal of so many colours. */
#include <config.h>

#include "ui/theme.h"

/* xterm's 256 colours: 16 that differ from terminal to terminal, a cube, and a ramp of greys. */
#define CUBE_FIRST 16
#define RAMP_FIRST 232
#define RAMP_COUNT 24

struct theme_colours {
	unsigned paper;
	unsigned ink[TONE_COUNT];
	/* Of terminals with 16 and with 8 colours. */
	struct theme_pair few, fewest;
	bool dark_ink;
};

static const struct theme_colours themes[THEME_COUNT] = {
	[THEME_LIGHT] = { 0xFFFFFF, { 0x1C1C1C, 0x1B3F75, 0x585858 }, { 0, 15 }, { 0, 7 }, true },
	[THEME_DARK] = { 0x1C1C1C, { 0xE4E4E4, 0xAFD7FF, 0xA8A8A8 }, { 7, 0 }, { 7, 0 }, false },
	[THEME_CONTRAST] = { 0x000000, { 0xFFFFFF, 0xFFFF00, 0xFFFFFF }, { 15, 0 }, { 7, 0 }, false },
	[THEME_CREAM] = { 0xFFFBE0, { 0x262626, 0x004A5F, 0x585040 }, { 0, 15 }, { 0, 7 }, true },
};

static int level_of(unsigned rgb, int shift)
{
	return (int)(rgb >> shift & 0xFF);
}

static int distance(unsigned a, unsigned b)
{
	int sum = 0;

	for (int shift = 0; shift <= 16; shift += 8) {
		int d = level_of(a, shift) - level_of(b, shift);

		sum += d * d;
	}
	return sum;
}

static unsigned cube_step(int step)
{
	return step ? 55 + 40 * (unsigned)step : 0;
}

/* What the colour NUMBER of the cube or the ramp is. */
static unsigned rgb_of(int number)
{
	unsigned grey = 8 + 10 * (unsigned)(number - RAMP_FIRST);
	int cell = number - CUBE_FIRST;

	if (number >= RAMP_FIRST)
		return grey << 16 | grey << 8 | grey;
	return cube_step(cell / 36) << 16 | cube_step(cell / 6 % 6) << 8 | cube_step(cell % 6);
}

static int nearest(unsigned rgb)
{
	int best = CUBE_FIRST;

	for (int i = CUBE_FIRST; i < RAMP_FIRST + RAMP_COUNT; i++)
		if (distance(rgb_of(i), rgb) < distance(rgb_of(best), rgb))
			best = i;
	return best;
}

static int colour_on(unsigned rgb, int colours)
{
	if (colours < THEME_DIRECT)
		return nearest(rgb);
	/* The first few numbers are the terminal's own colours there, too. */
	return rgb < CUBE_FIRST ? CUBE_FIRST : (int)rgb;
}

struct theme_pair theme_pair(enum theme theme, enum theme_tone tone, struct theme_terminal on)
{
	const struct theme_colours *t = &themes[theme];

	if (theme == THEME_DEFAULT || on.colours < THEME_COLOURS_MIN)
		return (struct theme_pair){ THEME_OWN, THEME_OWN };
	if (on.colours < 256)
		return on.colours < 16 ? t->fewest : t->few;
	return (struct theme_pair){ colour_on(t->ink[tone], on.colours),
				    colour_on(t->paper, on.colours) };
}

enum theme_tone theme_tone(unsigned style)
{
	return style & STYLE_HEADING ? TONE_HEADING : style & STYLE_RULE ? TONE_RULE : TONE_TEXT;
}

unsigned theme_marks(enum theme theme, unsigned style, struct theme_terminal on)
{
	bool fades = themes[theme].dark_ink && on.colours >= THEME_COLOURS_MIN && on.colours < 256;
	unsigned strong = !fades ? MARK_BOLD : on.underlines ? MARK_UNDERLINE : MARK_REVERSE;
	unsigned marks = 0;

	if (style & (STYLE_STRONG | STYLE_HEADING))
		marks |= strong;
	if (style & STYLE_EMPH)
		marks |= MARK_UNDERLINE;
	if (style & STYLE_ALERT)
		marks |= fades ? 0 : MARK_BOLD;
	if (style & (STYLE_REVERSE | STYLE_ALERT))
		marks |= MARK_REVERSE;
	return marks;
}

bool theme_rgb(enum theme theme, enum theme_tone tone, unsigned *ink, unsigned *paper)
{
	*ink = themes[theme].ink[tone];
	*paper = themes[theme].paper;
	return theme != THEME_DEFAULT;
}
