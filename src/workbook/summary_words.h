/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The choice of a summary, in words: both faces ask the same lines, and copies get a name.
 *
 * The choice is a list of lines.  Some turn over when they are chosen; two lead to a list of
 * their own: what of each answer, and which chapters.
 */
#ifndef WORKBOOK_SUMMARY_WORDS_H
#define WORKBOOK_SUMMARY_WORDS_H

#include "workbook/export.h"
#include "workbook/summary.h"

/* The first question, and its answers. */
enum summary_for { FOR_ME, FOR_ME_CHOSEN, FOR_MENTOR, FOR_COUNT };
struct doc *summary_ask_for(void);	/* for the caller to free */
const char *summary_for_line(enum summary_for who);
/* The choice that WHO begins with. */
void summary_begin(struct summary_choice *choice, enum summary_for who);
/* "private copy". */
const char *summary_title(const struct summary_choice *choice);

enum summary_line {
	LINE_LAYERS,	/* leads to a list */
	LINE_CHAPTERS,	/* leads to a list */
	LINE_ORDER,
	LINE_PARTS,	/* the first of SUMMARY_PARTS */
	LINE_COUNT = LINE_PARTS + SUMMARY_PARTS
};
/* "In which order: by chapter".  Appends to OUT. */
void summary_tell_line(const struct summary_choice *choice, enum summary_line line,
		       struct buf *out);
/* Turns over a line that leads to no list. */
void summary_turn(struct summary_choice *choice, enum summary_line line);
const char *summary_layers_line(enum summary_layers layers);
/* Whether anything can be written in a chapter, and so left out; whether it is in. */
bool summary_has_chapter(const struct pack *pack, size_t chapter);
void summary_tell_chapter(const struct summary_choice *choice, const struct pack *pack,
			  size_t chapter, struct buf *out);

/* The document as its writer sees it before it is saved: first what it lacks. */
struct doc *summary_preview(struct workbook *wb, const struct summary_choice *choice);

/* "my-reflections-BOOK-2026-11-23.html"; the N-th such file of a day ends in -N. */
void summary_name(const struct workbook *wb, const struct summary_choice *choice,
		  enum export_format format, int n, struct buf *out);

#endif
