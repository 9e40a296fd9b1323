/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for a workbook that lies somewhere: by its name or its folder's, and which one where there
 * are several.
 */
#ifndef UI_FOUND_H
#define UI_FOUND_H

#include "ui/app.h"
#include "workbook/copies.h"

enum found_for {
	FOUND_ALREADY,	/* to go on in it: already_found */
	FOUND_BRING	/* to bring it in: bring_found */
};

/* WORDS say what to type. */
void found_push(struct app *app, enum found_for what, const char *words);

/* What it leads to; the screens that asked are still open.  COPY is lent. */
void already_found(struct app *app, const struct copy *copy);
void bring_found(struct app *app, const struct copy *copy);

#endif
