/* SPDX-License-Identifier: GPL-3.0-or-later */
/* My reflections: the summary on the screen. */
#include <config.h>

#include <limits.h>
#include <stdlib.h>

#include "base/intl.h"
#include "base/mem.h"
#include "ui/view.h"
#include "ui/screens.h"
#include "workbook/summary.h"

static void reflections_close(void *state)
{
	view_release(state);
	free(state);
}

static void reflections_title(const void *state, const struct app *app, struct buf *middle,
			      struct buf *right)
{
	(void)state;
	(void)app;
	buf_add_str(middle, _("My reflections"));
	buf_add_str(right, _("private copy"));
}

static unsigned reflections_focus(const void *state, const struct app *app)
{
	(void)state;
	(void)app;
	return FOCUS_TEXT;
}

static void reflections_draw(void *state, struct app *app, struct area *area)
{
	struct view *r = state;

	(void)app;
	view_space(r, area->gap);
	view_fit(r, area->cols, area->rows);
	view_draw(r, area->surface, area->top, area->left);
	area->more_below = !view_at_end(r);
}

static bool reflections_command(void *state, struct app *app, enum command command)
{
	struct view *r = state;
	long screenful = r->height > 2 ? r->height - 1 : 1;

	switch (command) {
	case CMD_UP:
		view_scroll(r, -1);
		return true;
	case CMD_DOWN:
		view_scroll(r, 1);
		return true;
	case CMD_BACK:
		view_scroll(r, -screenful);
		return true;
	case CMD_ONWARD:
		if (!view_scroll(r, screenful))
			app_say(app, _("This is the end. Esc goes back."));
		return true;
	case CMD_TOP:
		view_scroll(r, LONG_MIN / 2);
		return true;
	case CMD_BOTTOM:
		view_scroll(r, LONG_MAX / 2);
		return true;
	default:
		return false;
	}
}

static const struct screen_ops reflections_ops = {
	.title = reflections_title,
	.focus = reflections_focus,
	.draw = reflections_draw,
	.command = reflections_command,
	.close = reflections_close,
};

void push_reflections(struct app *app)
{
	struct view *r = MEM_NEW(struct view);

	app_begin_save(app);
	view_open(r, summary_private(app->wb), 0);
	app_push(app, &reflections_ops, r);
}
