/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the mouse does. */
#include <config.h>

#include "ui/mouse.h"

#define WHEEL_ROWS 3	/* that one notch of the wheel scrolls */

static void turn_wheel(struct app *app, bool up)
{
	const struct key arrow = { .code = up ? CODE_UP : CODE_DOWN };

	/* Where a screen draws the whole window, a step is more than a row. */
	for (int i = 0; i < (app_top(app)->ops->paint ? 1 : WHEEL_ROWS); i++) {
		enum command command = keys_command(&arrow, app_focus(app));

		if (command != CMD_NONE)
			app_command(app, command);
	}
}

void mouse_key(struct app *app, const struct key *key)
{
	struct screen *top = app_top(app);
	enum command command;

	if (app->rows < APP_ROWS_MIN || app->cols < APP_COLS_MIN)
		return;
	if (key->code != CODE_CLICK) {
		turn_wheel(app, key->code == CODE_WHEEL_UP);
	} else if (key->row == app->rows - 1 && !top->ops->paint) {
		command = keys_bar_at(app_focus(app), app->cols - 2, key->col - 1);
		if (command != CMD_NONE)
			app_command(app, command);
	} else if (top->ops->click) {
		top->ops->click(top->state, app, key->row, key->col);
	}
}
