/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writers: a document to a file's bytes. */
#ifndef DOC_WRITE_H
#define DOC_WRITE_H

#include "base/buf.h"
#include "doc/doc.h"

/* What an HTML page or a Word file says of itself. */
struct doc_meta {
	const char *title;
	const char *language;	/* BCP 47, "en": of all that doc_language does not set apart */
};

/* Plain text at most WIDTH cells wide, each row ended by LF. */
void write_text(const struct doc *doc, int width, struct buf *out);
/* CommonMark: parsed back, the words are those that went in, whatever they
 * look like; words (DOC_WORDS) stand in a block quote, and a line to write on is
 * a rule. */
void write_markdown(const struct doc *doc, struct buf *out);
/* One self-contained HTML 5 file: no script, nothing from outside, a
 * Content-Security-Policy of none but for the style in it, raw HTML left out;
 * words stand in <blockquote dir="auto">, notes in <p class="note">, a line to write on is
 * <hr class="line">, which is not read aloud.  A block in another language has its lang,
 * which is "" for DOC_UNKNOWN. */
void write_html(const struct doc *doc, const struct doc_meta *meta, struct buf *out);
/* A Word file (.docx): words and quotes in the style Quote, each heading and note on the page of
 * what follows it, a short answer in one piece with its question, a wide margin to write in; no
 * author, no date, nothing about this computer.  The same document gives the same bytes.  Where
 * it does not fit OUT, out->full is set and nothing appended. */
void write_docx(const struct doc *doc, const struct doc_meta *meta, struct buf *out);

#endif
