/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For whoever runs a group: the guide, and questions on paper, as documents.
 *
 * Both are made of a book alone and never see a workbook.  The guide is the only place that shows
 * the book's notes for facilitators.  Our own words are in the program's language, the book's are
 * marked with theirs.
 */
#ifndef WORKBOOK_GUIDE_H
#define WORKBOOK_GUIDE_H

#include "doc/doc.h"
#include "pack/pack.h"

/* How to run a session; then each page with a box or with notes, in the order of the book: its
 * number, the minutes of its phases, what is asked, the notes, the hint.  For the caller to free. */
struct doc *guide_make(const struct pack *pack);
/* What each box asks, with as many lines to write on as its author would like. */
struct doc *guide_handout(const struct pack *pack);

#endif
