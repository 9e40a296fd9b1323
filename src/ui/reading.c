/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text of its own to read. */
#include <config.h>

#include "ui/reading.h"

#include <limits.h>
#include <stdlib.h>

#include "base/intl.h"
#include "base/mem.h"

struct reading {
	struct view view;
	char *title, *right;
	unsigned focus;
};

static void reading_close(void *state)
{
	struct reading *r = state;

	view_release(&r->view);
	free(r->title);
	free(r->right);
	free(r);
}

static void reading_title(const void *state, const struct app *app, struct buf *middle,
			      struct buf *right)
{
	const struct reading *r = state;

	(void)app;
	buf_add_str(middle, r->title);
	buf_add_str(right, r->right);
}

static unsigned reading_focus(const void *state, const struct app *app)
{
	(void)app;
	return ((const struct reading *)state)->focus;
}

static void reading_draw(void *state, struct app *app, struct area *area)
{
	struct view *r = &((struct reading *)state)->view;

	(void)app;
	view_space(r, area->gap);
	view_fit(r, area->cols, area->rows);
	view_draw(r, area->surface, area->top, area->left);
	area->more_below = !view_at_end(r);
}

static bool reading_command(void *state, struct app *app, enum command command)
{
	struct view *r = &((struct reading *)state)->view;
	long screenful = r->height > 2 ? r->height - 1 : 1;

	view_unmark(r);
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
		if (!view_scroll(r, screenful)) {
			app_say(app, _("This is the end. Esc goes back."));
			view_to_end(r);	/* which the remark would hide */
		}
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

static const struct screen_ops reading_ops = {
	.title = reading_title,
	.focus = reading_focus,
	.draw = reading_draw,
	.command = reading_command,
	.close = reading_close,
};

struct view *reading_push(struct app *app, const char *title, const char *right, struct doc *doc,
			  unsigned focus)
{
	struct reading *r = MEM_NEW(struct reading);
	size_t depth = app->depth;

	r->title = mem_string(title);
	r->right = mem_string(right);
	r->focus = focus;
	view_open(&r->view, doc, 0);
	app_push(app, &reading_ops, r);
	return app->depth > depth ? &r->view : NULL;
}
