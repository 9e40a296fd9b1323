/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the app asks of its loop because it takes the terminal: the reader's own editor, a
 * converter, which Ctrl-C shall end, the projector, and standing still.  The app only notes it (app->asks); the loop gives the terminal away, calls
 * one of these, and takes the terminal back. */
#ifndef UI_HAND_H
#define UI_HAND_H

#include "ui/app.h"

/* The words of the screen's box shall go to the editor; or says why they cannot. */
void hand_ask(struct app *app);
/* Runs the editor, and gives the screen what it left, as one change; what went wrong is said
 * below the page.  A signal that ends the program meanwhile puts the words in safety first,
 * and sets app->quit. */
void hand_run(struct app *app);
/* Makes the copy that was asked for, with a converter, and says what came of it. */
void hand_copy(struct app *app);
/* Runs the projector, this program in another process that knows nothing of the workbook but
 * its book and page.  What went wrong is said on the curtain; signals as in hand_run. */
void hand_project(struct app *app);

#endif
