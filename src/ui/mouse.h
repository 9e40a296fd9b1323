/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the mouse does: the wheel scrolls as Up and Down do, a click on the key bar is the key
 * that stands there, and one on the rest of a screen goes to the screen. */
#ifndef UI_MOUSE_H
#define UI_MOUSE_H

#include "ui/app.h"

/* KEY is CODE_CLICK, CODE_WHEEL_UP or CODE_WHEEL_DOWN, at a cell of the last draw. */
void mouse_key(struct app *app, const struct key *key);

#endif
