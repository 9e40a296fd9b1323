/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of salvaging: reading single members of a damaged workbook. */
#ifndef ANSWERS_PIECE_H
#define ANSWERS_PIECE_H

#include "answers/model.h"

/* The part called NAME, or -1. */
int piece_part(struct slice name);

/* Reads a workbook with MEMBER, of the workbook itself, as all that it says.  NULL where that is
 * not right, or where MEMBER has taken in what stood behind it because a brace is missing. */
struct answers *piece_read(struct slice member);

/* Where EXTRA, an unknown member, is a list of layers whose name was damaged, or a layer: a
 * workbook with them as the one entry of PART_ANSWERS; else NULL. */
struct answers *piece_renamed(const struct extra *extra);

#endif
