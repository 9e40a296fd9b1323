/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which way scripts are written, for formats that cannot find out by themselves. */
#ifndef TEXT_DIRECTION_H
#define TEXT_DIRECTION_H

#include "base/buf.h"

enum direction {
	DIRECTION_NONE,	/* digits, blanks, signs: as what stands around them */
	DIRECTION_LTR,
	DIRECTION_RTL
};

enum direction direction_of(unsigned code);
/* Of the first code point of S that has one (UAX #9, P2): the direction of a paragraph. */
enum direction direction_first(struct slice s);
/* Cuts off *REST the longest start that is written one way, *IS, in a paragraph written the way
 * BASE: what has no direction goes with what stands on both sides of it where these agree, and
 * otherwise with the paragraph (UAX #9, N1 and N2).  "" only where nothing is left. */
struct slice direction_take(struct slice *rest, enum direction base, enum direction *is);

#endif
