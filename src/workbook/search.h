/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding words in the book and in what the reader wrote.
 *
 * What is looked through is paragraphs: the blocks of every page, its hint or prompt, and the
 * paragraphs of what stands and stood under it.  A paragraph is found when it has what was
 * typed, blanks aside, as one piece; when none has, those are found that have all of its
 * words somewhere.  Case and accents make no difference (text/fold.h).  Each paragraph is
 * found once, in the order of the book.
 *
 *	struct search *s = search_new(wb, "distributed leadership");
 *	for (size_t i = 0; i < search_count(s); i++)
 *		... search_hit(s, i)->where, ->context ...
 *	search_free(s);
 *
 * Covered words are not found.  Nothing here has passed text/safe.h but the words of the book.
 */
#ifndef WORKBOOK_SEARCH_H
#define WORKBOOK_SEARCH_H

#include "workbook/workbook.h"

#define SEARCH_HITS_MAX 200	/* behind them nobody reads on */

enum search_place {
	SEARCH_PAGE,	/* in a page of the book, a condition's or caution's prompt too */
	SEARCH_HINT,	/* in the hint of a question, which may be folded away */
	SEARCH_BOX,	/* in what the reader wrote there last */
	SEARCH_EARLIER	/* in what she wrote before, or beside it, or under a page that the book does
			 * not have: in her reflections, and not on the page */
};

struct search_hit {
	enum search_place place;
	size_t page;	/* the page; SEARCH_EARLIER: the count of pages where there is none */
	size_t block;	/* of workbook_page_doc, unfolded: the paragraph, or what the box answers */
	size_t start, end;	/* the match, in bytes of `text` */
	/* SEARCH_BOX: where the match is in workbook_text. */
	size_t box_start, box_end;
	char *text;	/* the paragraph */
	char *where;	/* "The myth of the superhero head", "... (what I wrote on 3 October 2026)" */
	char *context;	/* some words around the match, on one line, with "…" where it was cut */
	size_t context_start, context_end;	/* the match in it */
};

struct search;

/* WORDS as they were typed, any bytes.  Lends nothing of the workbook. */
struct search *search_new(const struct workbook *wb, const char *words);
void search_free(struct search *s);	/* NULL is allowed */

/* Whether there is nothing to look for: WORDS has only blanks, or signs that do not show. */
bool search_is_empty(const struct search *s);
/* Whether the words stand nowhere together, and paragraphs with all of them were found. */
bool search_is_apart(const struct search *s);
/* Whether there would be more than SEARCH_HITS_MAX. */
bool search_has_more(const struct search *s);
size_t search_count(const struct search *s);
const struct search_hit *search_hit(const struct search *s, size_t i);

#endif
