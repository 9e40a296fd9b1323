/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a writer may say to her mentor before her answers: two boxes that belong to no page.
 *
 * Their words are kept in the workbook as answers are, under ids of their own, so that they reach
 * the journal, have layers, and are there for the next copy.  They are for mentors' copies and for
 * the private one, whatever is marked.
 */
#ifndef WORKBOOK_PREFACE_H
#define WORKBOOK_PREFACE_H

#include "workbook/workbook.h"

enum preface { PREFACE_WORKING, PREFACE_TALK, PREFACE_COUNT };

const char *preface_id(enum preface which);
const char *preface_title(enum preface which);	/* "What I am working on" */
/* Whether an entry of that id is one of them. */
bool preface_is(enum answers_part part, const char *id);

/* What the entry of that id is called where no page of the book is its own. */
const char *preface_or_stray(enum answers_part part, const char *id);

/* What is said above the box, for the caller to free. */
struct doc *preface_ask(enum preface which);

/* The newest words, lent; "" when there are none. */
const char *preface_text(const struct workbook *wb, enum preface which);
/* It is about to be written in: makes sure that the journal will hold it. */
void preface_prepare(struct workbook *wb, enum preface which);
/* Keeps TEXT in memory, as workbook_write does. */
void preface_write(struct workbook *wb, enum preface which, struct slice text);

#endif
