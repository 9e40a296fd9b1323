/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of the summary: what its files share. */
#ifndef WORKBOOK_SUMMARY_OWN_H
#define WORKBOOK_SUMMARY_OWN_H

#include "answers/items.h"
#include "workbook/summary.h"

/* What the parts of the making of one summary share. */
struct making {
	struct workbook *wb;		/* NULL: of answers that no workbook holds */
	const struct workbook *reader;	/* what is open where it is read */
	const struct summary_choice *choice;
	struct doc *doc;
	const struct pack *pack;
	const struct answers *answers;	/* NULL while looking around */
	bool *told;			/* by page: what stands under it is in the document */
};

/* What was written under one page, or under an id that the book does not have. */
struct summary_entry {
	const struct pack_page *page;	/* NULL: no page of this book */
	size_t index;			/* of the page */
	enum answers_part part;
	const char *id;
};

struct summary_entry summary_entry(const struct making *m, size_t page);

/* summary_pick.c: what is in.  Whether the reader may have the entry, and its writer chose it. */
bool summary_takes(const struct making *m, const struct summary_entry *e);
/* Whether it is marked for the reader. */
bool summary_may_have(const struct making *m, const struct summary_entry *e);
/* Whether anything of it would be told. */
bool summary_tells(const struct making *m, const struct summary_entry *e);
/* Whether anything of hers stands there, chosen or not. */
bool summary_has_own(const struct making *m, const struct summary_entry *e);
/* Whether layer I is in. */
bool summary_takes_layer(const struct making *m, const struct summary_entry *e, size_t i);
/* Whether a note on the page with the id ON is in. */
bool summary_takes_note(const struct making *m, const char *on);
/* Whether its words hide while their writer writes again without looking first. */
bool summary_hides(const struct making *m, const struct summary_entry *e);
/* The oldest layer, and the newest, where the thinking moved between them; else false. */
bool summary_moved(const struct making *m, const struct summary_entry *e, size_t *first,
		   size_t *last);

/* summary_entry.c: in which language the blocks that follow are. */
void summary_in_program(struct making *m);
void summary_in_book(struct making *m);
void summary_in_wording(struct making *m, const struct pack_page *page, const char *text);
void summary_in_words(struct making *m, const struct pack_page *page, const char *question);
/* The same for words that answer no question. */
void summary_in_own(struct making *m);

/* Everything of an entry that is in; of its notes only those on the page NOTED, unless NULL.  With
 * a heading of LEVEL, 0: none. */
void summary_add_entry(struct making *m, const struct summary_entry *e, int level,
		       const char *noted);
/* Only its newest words, and those notes. */
void summary_add_again(struct making *m, const struct summary_entry *e, int level,
		       const char *noted);
/* A heading of the second level, once: *HEADED tells. */
void summary_add_section(struct making *m, bool *headed, const char *title);

/* summary_rests.c: what passages of a layer rest on, of those whose words are in it still; and at
 * the end what to find out. */
void summary_add_rests(struct making *m, const struct summary_entry *e, const struct layer *layer);
void summary_add_find_out(struct making *m);

#endif
