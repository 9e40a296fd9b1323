/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents: a tree that pages, help, summaries and exports all share.
 *
 * A document is a flat list of blocks (what CommonMark calls the children of
 * the document).  It is read from Markdown, or built block by block; text
 * that readers typed goes in as literal text and can never become markup.
 * Literal text passes the door of text/safe.h on its way in, and so does
 * Markdown.  Once built it is only read: laid out (doc/layout.h) or written
 * (doc/write.h).
 *
 * The door to cmark: no other folder sees it.
 */
#ifndef DOC_DOC_H
#define DOC_DOC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

struct doc;

enum doc_kind {
	DOC_HEADING,
	DOC_PARAGRAPH,
	DOC_FENCE,	/* a fenced or indented code block */
	DOC_LIST,
	DOC_QUOTE,	/* a block quote */
	DOC_RULE,
	DOC_WORDS,	/* what a reader wrote: literal paragraphs, set apart */
	DOC_HTML,	/* raw HTML: never written, lint refuses it */
	DOC_LINE	/* an empty line to write on, by hand; only built, never parsed */
};

struct doc *doc_new(void);
void doc_free(struct doc *doc);	/* NULL is allowed */

#define DOC_MARKDOWN_MAX ((size_t)256 * 1024)

/* Limits on Markdown: DOC_MARKDOWN_MAX bytes, nesting of 16, 1,000 images, 5,000
 * numbered items (all ERR_TOO_BIG).  Straight quotes and -- become typographic, TAB reaches to
 * the next multiple of four, an image becomes its text, and so does a link to
 * elsewhere than http, https or mailto.  FIRST_LINE is the number of the first
 * line, for doc_line and for messages. */
bool doc_parse(struct doc **doc, struct slice markdown, int first_line, struct err *err);

/* Blocks added from here on are in the language TAG (BCP 47; "" or NULL: the document's own,
 * which its writer is told; DOC_UNKNOWN: nobody knows).  A language that a copied block brings
 * stays its own.  Items in another language begin a list of their own. */
#define DOC_UNKNOWN "und"
void doc_language(struct doc *doc, const char *tag);

/* Building.  All text is literal; nothing but blanks and line feeds adds nothing.
 * Where a text has paragraphs (apart by empty lines), each becomes a block, but
 * for a heading, whose lines are joined. */
void doc_add_heading(struct doc *doc, int level, struct slice text);
void doc_add_paragraph(struct doc *doc, struct slice text);
/* A paragraph that is stressed throughout (a date, a remark beside words). */
void doc_add_note(struct doc *doc, struct slice text);
/* A list of bullets, one item each call in a row. */
void doc_add_item(struct doc *doc, struct slice text);
/* The next item begins a list of its own. */
void doc_end_list(struct doc *doc);
/* What a reader wrote, DOC_WORDS: paragraphs end at empty lines, a single line
 * feed is kept as a line break, leading and inner blanks stay. */
void doc_add_words(struct doc *doc, struct slice text);
/* The same where somebody else wrote it.  On paper what stands above such words tells whose they
 * are; who only hears them has to be told (plain/say.c). */
enum doc_whose {
	WHOSE_READERS,	/* of whoever reads the document, as all other words are */
	WHOSE_WRITERS,	/* of the writer, in what a mentor was given */
	WHOSE_OTHERS	/* of somebody by NAME, which is literal; "" where nobody is named */
};
void doc_add_words_of(struct doc *doc, enum doc_whose whose, const char *name, struct slice text);
void doc_add_rule(struct doc *doc);
/* COUNT blocks DOC_LINE.  In print the first two stay with what stands above them. */
void doc_add_lines(struct doc *doc, int count);
/* Copies the blocks FROM..TO (TO not included) of OTHER to the end of DOC. */
void doc_add_blocks(struct doc *doc, const struct doc *other, size_t from, size_t to);

/* Looking. */
size_t doc_count(const struct doc *doc);
enum doc_kind doc_kind(const struct doc *doc, size_t block);
int doc_level(const struct doc *doc, size_t block);	/* of a heading, else 0 */
int doc_line(const struct doc *doc, size_t block);	/* where it began, 0: built */
bool doc_has_html(const struct doc *doc, size_t block);	/* raw HTML stood in it */
const char *doc_block_language(const struct doc *doc, size_t block);	/* "": the document's own */
enum doc_whose doc_whose(const struct doc *doc, size_t block);
const char *doc_name(const struct doc *doc, size_t block);	/* as it was given, or "" */
/* The info string and the body of a DOC_FENCE, "" for others; lent. */
struct slice doc_info(const struct doc *doc, size_t block);
struct slice doc_literal(const struct doc *doc, size_t block);
/* Appends the block's text without markup: a line break is LF, a mere line end in
 * the source a blank, blocks inside it are apart by an empty line; a fence
 * gives its body. */
void doc_text(const struct doc *doc, size_t block, struct buf *out);

#endif
