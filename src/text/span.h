/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Styled spans: how a run of text is meant, never a colour. */
#ifndef TEXT_SPAN_H
#define TEXT_SPAN_H

#include <stddef.h>

enum style {
	STYLE_PLAIN = 0,
	STYLE_EMPH = 1 << 0,	/* stressed */
	STYLE_STRONG = 1 << 1,
	STYLE_HEADING = 1 << 2,
	STYLE_REVERSE = 1 << 3,	/* the chosen line of a list, the bars */
	STYLE_RULE = 1 << 4,	/* rules and ornaments: nothing to read */
	STYLE_ALERT = 1 << 5	/* NOT SAVED */
};

struct span {
	size_t len;		/* bytes */
	unsigned style;		/* enum style, or-ed */
};

#endif
