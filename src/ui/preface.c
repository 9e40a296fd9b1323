/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a writer may say to her mentor before her answers: two boxes, one after the other. */
#include <config.h>

#include <stdlib.h>

#include "base/intl.h"
#include "base/mem.h"
#include "ui/box.h"
#include "ui/frame.h"
#include "ui/screens.h"
#include "ui/view.h"

#define BOX_ROWS_MIN 3

struct preface_screen {
	enum preface which;
	struct view intro;
	struct box box;
	bool changed;		/* the box holds words that the workbook has not */
};

static void preface_close(void *state)
{
	struct preface_screen *p = state;

	view_release(&p->intro);
	box_release(&p->box);
	free(p);
}

static void preface_title_bar(const void *state, const struct app *app, struct buf *middle,
			      struct buf *right)
{
	(void)state;
	(void)app;
	buf_add_str(middle, _("My reflections"));
	buf_add_str(right, _("for my mentor"));
}

static unsigned preface_focus(const void *state, const struct app *app)
{
	(void)app;
	return FOCUS_BOX | box_focus(&((const struct preface_screen *)state)->box);
}

static void preface_draw(void *state, struct app *app, struct area *area)
{
	struct preface_screen *p = state;
	int intro, rows = area->rows > BOX_ROWS_MIN + 1 ? BOX_ROWS_MIN : 1;

	(void)app;
	view_space(&p->intro, area->gap);
	intro = (int)view_measure(&p->intro, area->cols);
	if (intro > area->rows - 1 - rows)
		intro = area->rows - 1 - rows;
	view_fit(&p->intro, area->cols, intro);
	view_draw(&p->intro, area->surface, area->top, area->left);
	rows = area->rows - 1 - intro;
	frame_rule(area->surface, area->top + intro, area->left, area->cols, preface_title(p->which),
		   "", STYLE_PLAIN);
	box_draw(&p->box, area->surface, area->top + intro + 1, area->left, rows, area->cols, true);
	area->more_below = box_more_below(&p->box);
}

static void preface_settle(void *state, struct app *app)
{
	struct preface_screen *p = state;

	if (p->changed)
		preface_write(app->wb, p->which, edit_text(&p->box.text));
	p->changed = false;
}

static bool preface_unsettled(const void *state, const struct app *app)
{
	(void)app;
	return ((const struct preface_screen *)state)->changed;
}

/* To the next box, and from the last to the copy. */
static void go_on(struct preface_screen *p, struct app *app)
{
	enum preface next = p->which + 1;

	app_begin_save(app);
	app_pop(app);
	if (next < PREFACE_COUNT)
		push_preface(app, next);
	else
		push_preview(app);
}

static bool preface_command(void *state, struct app *app, enum command command)
{
	struct preface_screen *p = state;
	enum box_did did;

	switch (command) {
	case CMD_NEXT_STOP:
		go_on(p, app);
		return true;
	case CMD_PREVIOUS_STOP:
	case CMD_LEAVE:
		app_begin_save(app);
		app_pop(app);
		return true;
	case CMD_BOX_ONWARD:
	case CMD_BOX_BACK:
		box_page(&p->box, command == CMD_BOX_ONWARD ? 1 : -1);
		return true;
	case CMD_SHARE:
	case CMD_BEFORE:
	case CMD_ERASE:
		app_say(app, _("This box belongs to no page: it is for your mentor's copies, and for your "
			       "own."));
		return true;
	default:
		did = box_command(&p->box, app, command);
		p->changed |= did == BOX_CHANGED;
		return did != BOX_NOTHING;
	}
}

static void preface_type(void *state, struct app *app, struct slice text)
{
	struct preface_screen *p = state;

	p->changed |= box_type(&p->box, app, text) == BOX_CHANGED;
}

static void preface_click(void *state, struct app *app, int row, int col)
{
	(void)app;
	box_click(&((struct preface_screen *)state)->box, row, col);
}

static bool preface_hand_out(void *state, struct app *app, struct buf *out)
{
	(void)app;
	if (out)
		buf_add_slice(out, edit_text(&((struct preface_screen *)state)->box.text));
	return true;
}

static void preface_take_back(void *state, struct app *app, struct slice text)
{
	struct preface_screen *p = state;

	p->changed |= box_replace(&p->box, app, text) == BOX_CHANGED;
}

static const struct screen_ops preface_ops = {
	.title = preface_title_bar,
	.focus = preface_focus,
	.draw = preface_draw,
	.command = preface_command,
	.type = preface_type,
	.settle = preface_settle,
	.unsettled = preface_unsettled,
	.close = preface_close,
	.click = preface_click,
	.hand_out = preface_hand_out,
	.take_back = preface_take_back,
};

/* In another language. */
static void push_working(struct app *app)
{
	push_preface(app, PREFACE_WORKING);
}

static void push_talk(struct app *app)
{
	push_preface(app, PREFACE_TALK);
}

void push_preface(struct app *app, enum preface which)
{
	struct preface_screen *p = MEM_NEW(struct preface_screen);

	p->which = which;
	view_open(&p->intro, preface_ask(which), 0);
	box_open(&p->box, slice_of(preface_text(app->wb, which)));
	preface_prepare(app->wb, which);
	app_push(app, &preface_ops, p);
	app_again(app, which == PREFACE_WORKING ? push_working : push_talk);
}
