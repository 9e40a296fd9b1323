/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two halves of erasing share: workbook/erase.c (what can be erased, and doing it) and
 * workbook/erase_ask.c (what is said before).  For these two alone. */
#ifndef WORKBOOK_ERASE_OWN_H
#define WORKBOOK_ERASE_OWN_H

#include "workbook/erase.h"
#include "workbook/workbook_own.h"

/* Something to erase, known again after others have gone. */
struct erase_target {
	enum answers_scope scope;
	enum answers_part part;
	char *id;		/* of the page, NULL for SCOPE_ALL */
	char *layer;		/* of one layer or reply, else NULL */
	char *text;		/* of one layer, else NULL */
	int64_t clock;
	char *label;		/* what it is, in words */
	bool equal;		/* a twin that holds these words alone */
};

struct erase_targets {
	struct erase_target *items;
	size_t count, cap;
};

struct erase {
	struct erase_targets offers;
	size_t chosen;
	struct erase_targets twins;	/* layers elsewhere that hold the same words */
	size_t done;		/* of the chosen one and its twins, those that are erased */
	bool gone;		/* some words are */
};

/* Adds what WHAT names, its layer or item too; LAYER is that for SCOPE_LAYER, else NULL; LABEL is
 * taken over. */
void erase_add(struct erase_targets *list, const struct answers_erasure *what,
	       const struct layer *layer, char *label);
void erase_release(struct erase_targets *list);
/* Appends the beginning of TEXT on one line. */
void erase_excerpt(const char *text, struct buf *out);
/* A layer by page and date, and how its words begin: for free(). */
char *erase_name(const struct workbook *wb, enum answers_part part, const char *id, size_t i);

#endif
