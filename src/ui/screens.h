/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screens by name: each function pushes one. */
#ifndef UI_SCREENS_H
#define UI_SCREENS_H

#include "ui/app.h"
#include "workbook/copies.h"
#include "workbook/preface.h"
#include "workbook/replies.h"
#include "workbook/search.h"

/* Where to keep one's writing: the first start, and again while looking around. */
void push_first_start(struct app *app);
/* "There is no workbook at app->place yet": asks before making one. */
void push_ask_create(struct app *app);
/* The workbook that was remembered, app->place, is not there now. */
void push_away(struct app *app);
/* Which workbook there is already, and whether to open it there or to copy it. */
void push_already(struct app *app);
/* Keeps words in PLACE from now on and goes to the book; false, and says why, where it cannot. */
bool start_keeping(struct app *app, const struct store_place *place, enum store_mode mode);
/* The same for one that is not that of this computer: asks whether to remember it. */
void start_keeping_there(struct app *app, const char *path);
/* A copy of the workbook to take along, and one to bring in. */
void push_take(struct app *app);
void push_bring(struct app *app);
/* Brings in what lies beside the workbook (conflicts_find), and shows what came in. */
void bring_conflicts(struct app *app, struct copies *conflicts);
void free_conflicts(void *conflicts);	/* that are a chooser's own */
/* The workbook at app->place is damaged or gone: offers what can make up for it. */
void push_repair(struct app *app, const char *trouble);
void push_welcome_back(struct app *app);
void show_welcome_back(struct app *app);	/* the same, as the only screen */
/* Back to it where it is below; false where it is not. */
bool back_to_welcome(struct app *app);
/* Another window has left the workbook to this one: begins again with what is in it now. */
void show_taken_over(struct app *app);
void push_page(struct app *app);		/* the page at the place, on top of the others */
void show_page(struct app *app, size_t page);	/* that page, as the only screen */
void push_contents(struct app *app);
void push_help(struct app *app);
void push_settings(struct app *app);
/* Who may see what stands under the page at the place. */
void push_share(struct app *app);
/* Asks for whom a copy shall be, shows what is in it, and saves it where that shows. */
void push_give(struct app *app);
/* Asks who my reflections are for; what is said to a mentor first; and the document as it was
 * chosen (app->choice), of which a copy can be saved. */
void push_reflections(struct app *app);
void push_preface(struct app *app, enum preface which);
void push_preview(struct app *app);
/* The same, at earlier words that were looked for; and the page where others stand, as the
 * only screen. */
void push_reflections_found(struct app *app, const struct search_hit *hit);
void show_found(struct app *app, const struct search_hit *hit);
/* What was written under the page at the place, by date. */
void push_before(struct app *app);
/* Erasing for good: asks what, and then once whether. */
void push_erase(struct app *app);
/* Looks for words in the book and in what was written. */
void push_find(struct app *app);
/* What there is to know about the workbook's file; whether it is in order. */
void push_about(struct app *app);
void push_check(struct app *app);
/* Quitting while the last words cannot be saved. */
void push_unsaved(struct app *app);
/* Leaves the page's question open on purpose, after a reason was asked for. */
void push_leave_open(struct app *app, size_t page);
/* Which answer to hold up to the condition or caution LENS; an ANSWER through all conditions. */
void push_lens(struct app *app, size_t lens);
void push_through(struct app *app, size_t answer);
/* Adds what someone said about the words under PAGE, or a mentor's reply; the same under an entry
 * that may belong to no page. */
void push_said(struct app *app, size_t page);
void push_said_at(struct app *app, struct replies_at at);
/* A mentor's copy: whose words it holds, and what can be done; all of it as a document. */
void push_copy(struct app *app);
bool back_to_copy(struct app *app);	/* closes what is above that; false where it is not */
void push_document(struct app *app);
/* Marks what words under PAGE rest on: those that are SELECTED, or some that are chosen. */
void push_rests(struct app *app, size_t page, struct slice selected);
/* Asks how and where to save a copy of the document that shows; where none does, who it shall be
 * for. */
void push_export(struct app *app);
/* What I mean to try: the steps of the page at the place, or of the whole book where that asks
 * for none; and those that are to be looked at again. */
void push_steps(struct app *app);
void push_due(struct app *app);
/* Saves, and projects the book from the page at the place on; the curtain, which shows no word of
 * the reader's, lies over everything until she comes back. */
void push_curtain(struct app *app);
/* Asks how and where to save the days to look again as a calendar file. */
void push_calendar(struct app *app);

#endif
