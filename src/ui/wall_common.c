/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all screens of the projector have alike. */
#include <config.h>

#include <stdint.h>

#include "base/intl.h"
#include "base/mem.h"
#include "text/safe.h"
#include "text/utf8.h"
#include "text/wrap.h"
#include "ui/frame.h"
#include "ui/wall.h"

#define NUMBER_DIGITS 5	/* as many as are taken: no book has so many pages */

bool wall_back_to(struct app *app, const struct screen_ops *ops)
{
	size_t depth = app->depth;

	while (depth && app->stack[depth - 1].ops != ops)
		depth--;
	while (depth && app->depth > depth)
		app_pop(app);
	return depth > 0;
}

void wall_to_title(struct app *app)
{
	while (app->depth > 1)
		app_pop(app);
}

static void say_how_to_stop(struct app *app)
{
	app_say(app, _("Ctrl-Q stops projecting."));
}

/* Esc: the title page; there it has nowhere to go. */
static void leave(struct app *app)
{
	if (app->depth > 1)
		wall_to_title(app);
	else
		say_how_to_stop(app);
}

static const struct {
	enum command command;
	void (*run)(struct app *app);
} common[] = {
	{ CMD_LEAVE, leave },
	{ CMD_INTERRUPT, say_how_to_stop },
	{ CMD_CONTENTS, push_wall_contents },
	{ CMD_HELP, push_wall_help },
	{ CMD_BLANK, push_wall_blank },
	{ CMD_TIMER, push_wall_timer },
	{ CMD_ROOM, push_wall_words },
	{ CMD_VOICES, push_wall_page_voices },
};

bool wall_common(struct app *app, enum command command)
{
	for (size_t i = 0; i < ARRAY_LEN(common); i++)
		if (common[i].command == command) {
			common[i].run(app);
			return true;
		}
	return command != CMD_QUIT && command != CMD_REDRAW;
}

static void go_to_number(struct app *app)
{
	size_t pages = pack_page_count(workbook_pack(app->wb)), page = app->wall->typed;
	struct buf said;

	app->wall->digits = 0;
	if (page >= 1 && page <= pages) {
		wall_go(app, page - 1);
		return;
	}
	buf_init(&said, 1024);
	buf_addf(&said, _("There is no page %zu: the last one is %zu."), page, pages);
	app_say(app, said.data);
	buf_release(&said);
}

static void add_digit(struct wall *wall, int digit)
{
	if (!wall->digits)
		wall->typed = 0;
	if (wall->digits == NUMBER_DIGITS)
		return;
	wall->typed = wall->typed * 10 + (size_t)digit;
	wall->digits++;
}

bool wall_number(void *state, struct app *app, const struct key *key)
{
	struct wall *wall = app->wall;

	(void)state;
	if (key->code == CODE_TEXT && key->text[0] >= '0' && key->text[0] <= '9' && !key->text[1]) {
		add_digit(wall, key->text[0] - '0');
		return true;
	}
	if (wall->digits && key->code == CODE_ENTER) {
		go_to_number(app);
		return true;
	}
	if (wall->digits && key->code == CODE_BACKSPACE) {
		wall->typed /= 10;
		wall->digits--;
		return true;
	}
	wall->digits = 0;
	return false;
}

/* ---- drawing ---- */

bool wall_fits(const struct app *app, struct surface *surface)
{
	if (surface->rows >= APP_ROWS_MIN && surface->cols >= APP_COLS_MIN)
		return true;
	frame_draw_small(app, surface);
	return false;
}

unsigned wall_ink(const struct app *app)
{
	return app->no_colour || app->settings.theme == THEME_DEFAULT ? STYLE_STRONG : STYLE_PLAIN;
}

/* At the end of the column where RIGHT; what is too long is cut, "…" behind it. */
static void draw_line(struct surface *s, int row, struct slice text, bool right, unsigned style)
{
	const struct wall_room room = wall_room(s->rows, s->cols);
	int width = text_width(text), col = room.left;

	if (width > room.cols) {
		col = surface_put(s, row, col, s->cols,
				  slice_part(text, 0, text_fit(text, room.cols - 1)), style);
		surface_put(s, row, col, s->cols, slice_of("…"), style);
		return;
	}
	surface_put(s, row, right ? col + room.cols - width : col, s->cols, text, style);
}

void wall_draw_top(struct surface *surface, const char *text)
{
	draw_line(surface, 0, slice_of(text), false, STYLE_PLAIN);
}

/* A remark may take a second row, and in a small window half of it, where its last words would
 * be cut: they say who can open a file. */
static void draw_remark(struct surface *s, struct slice text)
{
	const struct wall_room room = wall_room(s->rows, s->cols);
	struct wrap wrap;
	struct buf safe;
	int rows;

	buf_init(&safe, text.len * 10);
	safe_add_line(&safe, text);
	wrap_init(&wrap);
	wrap_text(&wrap, slice_buf(&safe), room.cols);
	rows = s->rows - room.top - room.rows;
	rows = rows < s->rows / 2 ? s->rows / 2 : rows;
	rows = (int)wrap.count < rows ? (int)wrap.count : rows;
	for (int i = 0; i < rows; i++) {
		surface_fill(s, s->rows - rows + i, 0, s->cols, " ", STYLE_PLAIN);
		surface_put(s, s->rows - rows + i, room.left, s->cols,
			    slice_part(slice_buf(&safe), wrap.rows[i].start, wrap.rows[i].end),
			    STYLE_STRONG);
	}
	wrap_release(&wrap);
	buf_release(&safe);
}

void wall_draw_bottom(const struct app *app, struct surface *surface, const char *text, bool right)
{
	struct buf typed;

	if (app->wall && app->wall->digits) {
		buf_init(&typed, 1024);
		buf_addf(&typed, _("page %zu: then Enter"), app->wall->typed);
		draw_line(surface, surface->rows - 1, slice_buf(&typed), false, STYLE_STRONG);
		buf_release(&typed);
	} else if (app->message.len) {
		draw_remark(surface, slice_buf(&app->message));
	} else {
		draw_line(surface, surface->rows - 1, slice_of(text), right, STYLE_PLAIN);
	}
}

/* ---- nothing ---- */

/* The first key brings the wall back, and does nothing else; nor does what goes on with a paste. */
static bool blank_key(void *state, struct app *app, const struct key *key)
{
	(void)state;
	app_pop(app);
	app->refused = key->code == CODE_PASTE;
	return true;
}

static bool blank_command(void *state, struct app *app, enum command command)
{
	(void)state;
	(void)app;
	(void)command;
	return true;
}

static unsigned blank_focus(const void *state, const struct app *app)
{
	(void)state;
	(void)app;
	return 0;
}

static void blank_paint(void *state, struct app *app, struct surface *surface)
{
	(void)state;
	(void)app;
	surface_cursor(surface, 0, 0);
}

static void blank_close(void *state)
{
	(void)state;
}

static const struct screen_ops blank_ops = {
	.focus = blank_focus,
	.paint = blank_paint,
	.key = blank_key,
	.command = blank_command,
	.close = blank_close,
};

void push_wall_blank(struct app *app)
{
	app_push(app, &blank_ops, NULL);
}
