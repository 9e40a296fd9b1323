/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may see what stands under a page, in words: asked in one list, in which every choice is a
 * line, and told on the box.
 *
 * A choice is a set of audiences: bit i stands for audience i (answers/items.h).  Marking sends
 * nothing; it says what goes into copies that the writer makes.
 */
#ifndef WORKBOOK_AUDIENCE_H
#define WORKBOOK_AUDIENCE_H

#include "workbook/beside.h"

#define AUDIENCE_CHOICES (1U << AUDIENCE_COUNT)

/* What is chosen for the page, 0: only its writer. */
unsigned audience_of(const struct workbook *wb, size_t page);
/* As told on a box: "only me"; and shorter, where there is little room. */
const char *audience_words(unsigned choice);
const char *audience_brief(unsigned choice);
/* As a line to choose: "The group, without my name". */
const char *audience_line(unsigned choice);
/* The question above the lines, for the caller to free. */
struct doc *audience_ask(const struct workbook *wb, size_t page);
/* Marks the page so, in memory, and appends what there is to say; with the first mark in a workbook
 * that names go along. */
void audience_choose(struct workbook *wb, size_t page, unsigned choice, struct buf *said);

#endif
