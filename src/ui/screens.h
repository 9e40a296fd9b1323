/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screens by name: each function pushes one. */
#ifndef UI_SCREENS_H
#define UI_SCREENS_H

#include "ui/app.h"

/* Where to keep one's writing: the first start, and again while looking around. */
void push_first_start(struct app *app);
/* "There is no workbook at PATH yet": asks before making one. */
void push_ask_create(struct app *app, const char *path);
void push_welcome_back(struct app *app);
void push_page(struct app *app);		/* the page at the place, on top of the others */
void show_page(struct app *app, size_t page);	/* that page, as the only screen */
void push_contents(struct app *app);
void push_help(struct app *app);
void push_reflections(struct app *app);
/* Quitting while the last words cannot be saved. */
void push_unsaved(struct app *app);
/* Asks how and where to save a copy of my reflections. */
void push_export(struct app *app);

#endif
