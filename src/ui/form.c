/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form: what it holds, and keys. */
#include <config.h>

#include "ui/form_own.h"

#include <stdlib.h>

#include "base/intl.h"
#include "base/mem.h"
#include "workbook/dates.h"
#include "workbook/steps.h"

#define DAY_MAX 4096	/* bytes of a day as it is typed */

struct form *form_new(const char *title, struct doc *intro, const struct form_ops *ops,
		      void *context)
{
	struct form *form = MEM_NEW(struct form);

	form->title = mem_string(title);
	form->intro = intro;
	form->ops = ops;
	form->context = context;
	form->loose = true;
	return form;
}

bool form_is_day(const struct form_field *field)
{
	return field->kind == FORM_DAY || field->kind == FORM_PAST;
}

static bool parse_day(const struct form_field *field, struct slice text, struct day today,
		      struct day *day, struct err *err)
{
	return field->kind == FORM_PAST ? dates_parse_past(text, today, day, err) :
		dates_parse(text, today, day, err);
}

void form_add(struct form *form, enum form_kind kind, const char *label, const char *brief,
	      const char *text)
{
	struct form_field *field = &form->fields[form->count++];

	*field = (struct form_field){ .kind = kind, .label = label, .brief = brief };
	field->first = mem_string(text);
	buf_init(&field->shown, ANSWERS_TEXT_MAX * 2);
	if (form_is_day(field))
		steps_tell_day(text, &field->shown);
	else
		buf_add_str(&field->shown, text);
	box_open(&field->box, slice_buf(&field->shown));
	field->box.line = kind != FORM_WORDS;
}

struct slice form_text(const struct form *form, size_t i)
{
	return edit_text(&form->fields[i].box.text);
}

bool form_changed(const struct form *form, size_t i)
{
	return !slice_equal(form_text(form, i), slice_buf(&form->fields[i].shown));
}

void form_day(const struct form *form, size_t i, struct day today, struct buf *out)
{
	struct slice text = slice_trim(form_text(form, i));
	struct day day;
	struct err err;

	if (!text.len)
		return;
	if (form_changed(form, i) && parse_day(&form->fields[i], text, today, &day, &err))
		day_write(day, out);
	else
		buf_add_str(out, form->fields[i].first);
}

static void form_close(void *state)
{
	struct form *form = state;

	for (size_t i = 0; i < form->count; i++) {
		box_release(&form->fields[i].box);
		buf_release(&form->fields[i].shown);
		free(form->fields[i].first);
	}
	if (form->ops->release)
		form->ops->release(form->context);
	free(form->context);
	free(form->title);
	doc_free(form->intro);
	free(form);
}

static void form_settle(void *state, struct app *app)
{
	struct form *form = state;

	if (form->changed)
		form->ops->keep(app, form->context, form);
	form->changed = false;
}

static bool form_unsettled(const void *state, const struct app *app)
{
	(void)app;
	return ((const struct form *)state)->changed;
}

static void form_title(const void *state, const struct app *app, struct buf *middle,
		       struct buf *right)
{
	(void)app;
	(void)right;
	buf_add_str(middle, ((const struct form *)state)->title);
}

static struct form_field *focused(struct form *form)
{
	return &form->fields[form->focus];
}

static unsigned form_focus(const void *state, const struct app *app)
{
	const struct form *form = state;
	const struct form_field *field = &form->fields[form->focus];

	(void)app;
	/* In a box that is not in sight nobody writes yet. */
	return (field->kind == FORM_WORDS && !(form->loose && !form_in_view(form)) ? FOCUS_BOX : FOCUS_FORM) |
		box_focus(&field->box);
}

/* ---- days ---- */

/* From now on DAY, which is FULL in words, is what stood in the field: the night does not make
 * it one that is past, and not understood. */
static void settle_day(struct form_field *field, struct day day, struct slice full)
{
	struct buf first;

	buf_init(&first, DAY_MAX);
	day_write(day, &first);
	free(field->first);
	field->first = buf_steal(&first);
	buf_clear(&field->shown);
	buf_add_slice(&field->shown, full);
}

/* The day that was typed stands in full now, and is said.  False, and why, where it is none. */
static bool take_day(struct form *form, struct app *app)
{
	struct form_field *field = focused(form);
	struct slice text = slice_trim(form_text(form, form->focus));
	struct buf full;
	struct day day;
	struct err err;

	if (!form_is_day(field) || !text.len || !form_changed(form, form->focus))
		return true;
	if (!parse_day(field, text, steps_today(app->wb), &day, &err)) {
		app_say(app, err.text);
		return false;
	}
	form_settle(form, app);
	buf_init(&full, DAY_MAX);
	dates_echo(day, &full);
	box_replace(&field->box, app, slice_buf(&full));
	settle_day(field, day, slice_buf(&full));
	/* Said, too: whoever does not see the field change hears what was made of it. */
	app_say(app, full.data);
	buf_release(&full);
	return true;
}

/* ---- moving ---- */

static void leave_field(struct form *form)
{
	box_leave(&focused(form)->box);
	form->warned = form->stayed = false;
	form->loose = false;
}

static void finish(struct form *form, struct app *app)
{
	size_t field = form->focus;
	const char *lacks = NULL;

	form_settle(form, app);
	if (form->ops->lacks && !form->stayed)
		lacks = form->ops->lacks(form->context, form, &field);
	if (!lacks) {
		form->ops->done(app, form->context);
		return;
	}
	leave_field(form);
	form->focus = field;
	form->stayed = true;
	app_say(app, lacks);
}

static void next_field(struct form *form, struct app *app)
{
	if (form->loose && !form_in_view(form)) {
		form->loose = false;	/* first shows where one is */
		return;
	}
	if (!take_day(form, app))
		return;
	leave_field(form);
	if (form->focus + 1 < form->count)
		form->focus++;
	else
		finish(form, app);
}

static void scroll(struct form *form, int rows)
{
	int last = form->rows > form->height ? form->rows - form->height : 0;
	int was = form->top;

	form->top = rows < 0 ? was + rows : rows > last - was ? last : was + rows;
	if (form->top < 0)
		form->top = 0;
	form->loose = form->loose || form->top != was;
}

static void previous_field(struct form *form, struct app *app)
{
	if (!take_day(form, app))
		return;
	if (form->focus == 0) {
		scroll(form, -form->rows);
		return;
	}
	leave_field(form);
	form->focus--;
}

/* A day that was not understood is explained first. */
static void leave_form(struct form *form, struct app *app)
{
	struct buf said;

	if (!form->warned && !take_day(form, app)) {
		form->warned = true;
		buf_init(&said, 8192);
		buf_addf(&said, "%s %s", app->message.data, _("Esc once more leaves the day as it was."));
		app_say(app, said.data);
		buf_release(&said);
		return;
	}
	finish(form, app);
}

static void down(struct form *form, struct app *app)
{
	if (!form_in_view(form))
		scroll(form, 1);
	else if (form->focus + 1 < form->count)
		next_field(form, app);
}

static void up(struct form *form, struct app *app)
{
	if (form->focus > 0)
		previous_field(form, app);
	else
		scroll(form, -1);
}

/* In a box of some rows: by a boxful, then through what stands above it. */
static void page_box(struct form *form, struct app *app, bool onward)
{
	int screenful = form->height > 1 ? form->height - 1 : 1;

	if (!form_in_view(form))
		scroll(form, onward ? screenful : -screenful);
	else if (box_page(&focused(form)->box, onward ? 1 : -1))
		return;
	else if (onward)
		next_field(form, app);
	else
		scroll(form, -screenful);
}

static bool moves(struct form *form, struct app *app, enum command command)
{
	int screenful = form->height > 1 ? form->height - 1 : 1;

	switch (command) {
	case CMD_NEXT_STOP:
		next_field(form, app);
		return true;
	case CMD_PREVIOUS_STOP:
		previous_field(form, app);
		return true;
	case CMD_DOWN:
		down(form, app);
		return true;
	case CMD_UP:
		up(form, app);
		return true;
	case CMD_ONWARD:
	case CMD_BACK:
		scroll(form, command == CMD_ONWARD ? screenful : -screenful);
		return true;
	case CMD_BOX_ONWARD:
	case CMD_BOX_BACK:
		page_box(form, app, command == CMD_BOX_ONWARD);
		return true;
	case CMD_LEAVE:
		leave_form(form, app);
		return true;
	default:
		return false;
	}
}

/* Takes in what a key did in a field. */
static bool took(struct form *form, enum box_did did)
{
	form->changed |= did == BOX_CHANGED;
	form->warned = form->warned && did != BOX_CHANGED;
	form->stayed = form->stayed && did != BOX_CHANGED;
	form->loose = form->loose && did == BOX_NOTHING;
	return did != BOX_NOTHING;
}

static bool form_command(void *state, struct app *app, enum command command)
{
	struct form *form = state;

	return moves(form, app, command) ||
		took(form, box_command(&focused(form)->box, app, command));
}

static void form_type(void *state, struct app *app, struct slice text)
{
	struct form *form = state;

	took(form, box_type(&focused(form)->box, app, text));
}

static void form_click(void *state, struct app *app, int row, int col)
{
	struct form *form = state;
	int at = row - form->at + form->top;

	for (size_t i = 0; i < form->count; i++) {
		if (at < form->fields[i].top || at >= form->fields[i].bottom)
			continue;
		if (i != form->focus && !take_day(form, app))
			return;
		if (i != form->focus)
			leave_field(form);
		form->focus = i;
		box_click(&form->fields[i].box, at, col - form->left);
	}
}

static const struct screen_ops form_screen = {
	.title = form_title,
	.focus = form_focus,
	.draw = form_draw,
	.command = form_command,
	.type = form_type,
	.settle = form_settle,
	.unsettled = form_unsettled,
	.close = form_close,
	.click = form_click,
};

void form_begin_at(struct form *form, size_t i)
{
	form->focus = i;
	form->loose = false;
}

void form_push(struct app *app, struct form *form)
{
	app_push(app, &form_screen, form);
}
