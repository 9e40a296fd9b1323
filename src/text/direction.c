/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Directions, by the bidirectional classes of Unicode. */
#include <config.h>

#include "text/direction.h"

#include <unictype.h>

#include "text/utf8.h"

enum direction direction_of(unsigned code)
{
	switch (uc_bidi_class(code)) {
	case UC_BIDI_L:
		return DIRECTION_LTR;
	case UC_BIDI_R:
	case UC_BIDI_AL:
		return DIRECTION_RTL;
	default:
		return DIRECTION_NONE;
	}
}

enum direction direction_first(struct slice s)
{
	enum direction is = DIRECTION_NONE;
	size_t at = 0;

	while (at < s.len && is == DIRECTION_NONE)
		is = direction_of(utf8_next(s, &at));
	return is;
}

struct slice direction_take(struct slice *rest, enum direction base, enum direction *is)
{
	struct slice whole = *rest;
	size_t at = 0, end = 0;

	while (at < whole.len) {
		enum direction one = direction_of(utf8_next(whole, &at));

		if (!end)
			*is = one ? one : base;
		else if (one && one != *is)
			break;
		if (one || *is == base)
			end = at;
	}
	*rest = slice_part(whole, end, whole.len);
	return slice_part(whole, 0, end);
}
