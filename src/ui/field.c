/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line to type in, with words above it. */
#include <config.h>

#include "ui/field.h"

#include <stdlib.h>

#include "base/mem.h"
#include "ui/box.h"
#include "ui/frame.h"
#include "ui/view.h"

#define FIELD_ROWS 3	/* a long name wraps */

struct field {
	char *title;
	struct view intro;
	struct box box;
	field_entered *entered;
	int tag;
};

static void field_close(void *state)
{
	struct field *f = state;

	view_release(&f->intro);
	box_release(&f->box);
	free(f->title);
	free(f);
}

static void field_title(const void *state, const struct app *app, struct buf *middle,
			struct buf *right)
{
	(void)app;
	(void)right;
	buf_add_str(middle, ((const struct field *)state)->title);
}

static unsigned field_focus(const void *state, const struct app *app)
{
	(void)app;
	return FOCUS_FIELD | box_focus(&((const struct field *)state)->box);
}

static void field_draw(void *state, struct app *app, struct area *area)
{
	struct field *f = state;
	int intro = (int)view_measure(&f->intro, area->cols), rows = area->rows - 1 - intro;

	(void)app;
	rows = rows > FIELD_ROWS ? FIELD_ROWS : rows < 1 ? 1 : rows;
	if (intro > area->rows - 1 - rows)
		intro = area->rows - 1 - rows;
	view_fit(&f->intro, area->cols, intro);
	view_draw(&f->intro, area->surface, area->top, area->left);
	frame_rule(area->surface, area->top + intro, area->left, area->cols, "", "", STYLE_PLAIN);
	box_draw(&f->box, area->surface, area->top + intro + 1, area->left, rows, area->cols, true);
}

static void enter(struct field *f, struct app *app)
{
	struct slice typed = slice_trim(edit_text(&f->box.text));
	char *text = mem_copy(typed.data, typed.len);

	f->entered(app, f->tag, text);
	free(text);
}

static bool field_command(void *state, struct app *app, enum command command)
{
	struct field *f = state;

	if (command == CMD_CHOOSE) {
		enter(f, app);
		return true;
	}
	return box_command(&f->box, app, command) != BOX_NOTHING;
}

static void field_type(void *state, struct app *app, struct slice text)
{
	box_type(&((struct field *)state)->box, app, text);
}

static const struct screen_ops field_ops = {
	.title = field_title,
	.focus = field_focus,
	.draw = field_draw,
	.command = field_command,
	.type = field_type,
	.close = field_close,
};

void field_push(struct app *app, const char *title, struct doc *intro, const char *text,
		field_entered *entered, int tag)
{
	struct field *f = MEM_NEW(struct field);

	f->title = mem_string(title);
	f->entered = entered;
	f->tag = tag;
	view_open(&f->intro, intro, 0);
	box_open(&f->box, slice_of(text));
	f->box.line = true;
	app_push(app, &field_ops, f);
}
