/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can still be read in a damaged workbook file. */
#ifndef ANSWERS_SALVAGE_H
#define ANSWERS_SALVAGE_H

#include "answers/answers.h"

/* A workbook of all entries, and else of all single layers, that are whole in DAMAGED,
 * wherever they stand; of two layers with one id the one with the greater clock.  Bytes
 * that are no UTF-8 have become U+FFFD, control characters blanks.  The id of the workbook
 * and its pack are taken over where they can be read; else the id is made from the bytes.
 * NULL where there is no layer at all.
 *
 * Strings of a workbook end on the line on which they begin, so after damage the next line
 * is a new start; a file that somebody put on one line is read up to the damage and, where
 * braces still match, behind it. */
struct answers *salvage_read(struct slice damaged);

#endif
