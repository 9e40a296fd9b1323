/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list to choose from, with words above and below it.
 *
 * The words and the lines of the list scroll together; the marked line is
 * always in view.  Up on the first line scrolls to the words above.
 */
#ifndef UI_CHOOSER_H
#define UI_CHOOSER_H

#include "ui/app.h"
#include "workbook/ask.h"

struct chooser;

/* Called when a line is chosen; TAG is the one given with the line. */
typedef void chooser_chosen(struct app *app, void *context, int tag);

/* TITLE for the title bar, copied; INTRO may be NULL, else is taken over. */
struct chooser *chooser_new(const char *title, struct doc *intro, chooser_chosen *chosen);
/* The same with the answers of ASK, which is taken over, as lines and tags. */
struct chooser *chooser_ask(struct ask *ask, chooser_chosen *chosen);
/* A value for CHOSEN; given to RELEASE with the end of the chooser. */
typedef void chooser_release(void *context);
void chooser_context(struct chooser *c, void *context, chooser_release *release);
void chooser_outro(struct chooser *c, struct doc *outro);	/* taken over */
void chooser_add(struct chooser *c, int indent, const char *label, int tag);
/* The bytes FROM..TO of the label of the line added last stand out. */
void chooser_stress(struct chooser *c, size_t from, size_t to);
/* Where not everything shows, the words above come first, and Down leads to the lines. */
void chooser_read_first(struct chooser *c);
/* PgDn and PgUp only scroll, and do not come to rest on another line, which may change much: only the
 * arrows do.  So it is in chooser_ask; where STILL is false, PgDn is for a long list. */
void chooser_keep_still(struct chooser *c, bool still);
/* From byte AT on the line added last says what it does; before that stand its keys. */
void chooser_sentence(struct chooser *c, size_t at);
void chooser_add_gap(struct chooser *c);	/* an empty row before the next line */
/* Marks the line with TAG. */
void chooser_mark(struct chooser *c, int tag);

/* Where a list with CHOSEN is on the stack of screens already: closes what is above it. */
bool chooser_back_to(struct app *app, chooser_chosen *chosen);
void chooser_push(struct app *app, struct chooser *c);		/* takes C over */
/* The same; what is typed leaves only the lines that have all its words, whatever the case
 * and the accents, and marks the first whose sentence begins with it.  Backspace widens, and Esc shows all lines again before it leaves. */
void chooser_push_filtered(struct app *app, struct chooser *c);
void chooser_replace(struct app *app, struct chooser *c);	/* as the only screen */

#endif
