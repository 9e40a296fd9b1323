/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of the writer of Word files, for its files: what is collected on the way through
 * a document, and the parts of the package around its body.
 *
 * The format is WordprocessingML in an Open Packaging container (ECMA-376, parts 1 and 2).
 * The order of elements inside w:pPr, w:rPr and the like is the schema's, and Word is strict
 * about it.  Lengths are in twips, twentieths of a point.
 */
#ifndef DOC_DOCX_H
#define DOC_DOCX_H

#include <stdbool.h>
#include "base/buf.h"
#include "doc/archive.h"

#define DOCX_LEVELS 9		/* that a list can have; deeper ones look like the last */
#define DOCX_INDENT 360		/* of a list's level and of a quote */
#define DOCX_BULLETS 1		/* the w:num of all lists with bullets */

struct docx {
	const char *title;
	const char *language;	/* as Word calls it; "": not known */
	struct buf body;	/* what stands in w:body */
	struct buf relations;	/* of links to elsewhere, XML */
	struct buf numbers;	/* a w:num for each numbered list, XML */
	long link_count, number_count;
	bool sheet;		/* it has lines to write on, and needs no room for a pen beside them */
};

/* What is said of a paragraph. */
struct docx_paragraph {
	const char *style;	/* NULL: the normal one */
	bool keep_next;		/* on the page of the next one */
	bool keep_lines;	/* in one piece */
	long num;		/* of its list, 0: none */
	int level;		/* in that list, from 0 */
	int left, hanging;	/* the indent, -1: as the style has it */
	bool apart;		/* from the next item, which the style has not */
	bool leftwards;		/* written from right to left */
};

/* What is said of the text of a run. */
struct docx_run {
	const char *style;	/* of characters, or NULL */
	bool strong, emph;
	const char *language;	/* NULL: the document's */
};

/* Appends the start of a paragraph; "</w:p>" ends it. */
void docx_open(struct docx *x, const struct docx_paragraph *p);
/* Appends TEXT, in which a line feed is a break, as runs, one for each stretch that is written
 * one way; LEFTWARDS as in the paragraph. */
void docx_add_text(struct docx *x, const struct docx_run *run, struct slice text,
		   bool leftwards);
void docx_add_break(struct docx *x);
/* Appends the start of a link; "</w:hyperlink>" ends it. */
void docx_open_link(struct docx *x, const char *url);
/* A w:num of its own for a list that counts from START at LEVEL. */
long docx_number(struct docx *x, long start, int level, bool paren);

/* What Word calls the language TAG (BCP 47), "" when it is none. */
const char *docx_language(const char *tag);
/* Puts all parts into the archive. */
void docx_pack(const struct docx *x, struct archive *a);

#endif
