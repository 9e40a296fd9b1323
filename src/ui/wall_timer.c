/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timer on the wall: think alone, in pairs, together.  It makes no sound and moves nobody on. */
#include <config.h>

#include <string.h>

#include "base/intl.h"
#include "text/utf8.h"
#include "text/wrap.h"
#include "ui/wall.h"

#define DIGIT_ROWS 5
#define DIGIT_COLS 3		/* each two cells wide, for a cell is twice as high as wide */
#define SCALE_MAX 5

/* Rows of each digit, the leftmost column in the highest of three bits. */
static const unsigned char digits[10][DIGIT_ROWS] = {
	{ 7, 5, 5, 5, 7 }, { 2, 6, 2, 2, 7 }, { 7, 1, 7, 4, 7 }, { 7, 1, 3, 1, 7 }, { 5, 5, 7, 1, 1 },
	{ 7, 4, 7, 1, 7 }, { 7, 4, 7, 5, 7 }, { 7, 1, 2, 2, 2 }, { 7, 5, 7, 5, 7 }, { 7, 5, 7, 1, 7 },
};

static time_t uptime(const struct app *app)
{
	return app->sys->uptime();
}

/* ---- drawing ---- */

/* What stands on the wall, and where. */
struct timer_rows {
	struct wrap wrap;
	struct slice asked;	/* what the page asks, or its title */
	size_t asked_rows;	/* of it that show */
	struct buf words;	/* the phase and its time */
	struct wrap word_rows;
	int scale;		/* of the digits, 0: there is no room for them */
	int gap;		/* rows between words and digits */
	int left, cols;
	int top;
};

static int digits_width(int scale, size_t count)
{
	return (int)count * 2 * DIGIT_COLS * scale + ((int)count - 1) * 2 * scale;
}

/* As large as there is room for below the words. */
static int find_scale(int rows, int cols, size_t count)
{
	int scale = SCALE_MAX;

	while (scale && (scale * DIGIT_ROWS > rows || digits_width(scale, count) > cols))
		scale--;
	return scale;
}

/* "Think alone: 3 minutes" */
static void add_words(const struct phases *p, time_t up, struct buf *out)
{
	if (*phases_title(p))
		buf_addf(out, "%s: ", phases_title(p));
	phases_words(p, up, out);
}

static void lay_out(struct timer_rows *t, const struct app *app, const struct surface *s, size_t count)
{
	const struct pack_page *page = pack_page(workbook_pack(app->wb), app->wall->page);
	const struct wall_room room = wall_room(s->rows, s->cols);
	int rows = s->rows - 2, words;	/* the first and the last stay empty */

	*t = (struct timer_rows){ .left = room.left, .cols = room.cols };
	t->asked = slice_of(*page->wording ? page->wording : page->title);
	wrap_init(&t->wrap);
	wrap_text(&t->wrap, t->asked, t->cols);
	buf_init(&t->words, 1024);
	add_words(&app->wall->phases, uptime(app), &t->words);
	wrap_init(&t->word_rows);
	wrap_text(&t->word_rows, slice_buf(&t->words), t->cols);
	words = (int)t->word_rows.count + 1;	/* and an empty row above */
	t->asked_rows = t->wrap.count;
	if ((int)t->asked_rows > rows - words)
		t->asked_rows = rows > words ? (size_t)(rows - words) : 0;
	rows -= (int)t->asked_rows + words;
	if (app->settings.borders != BORDERS_NONE)	/* drawings are read aloud */
		t->scale = find_scale(rows, t->cols, count);
	if (t->scale > 1 && t->scale * DIGIT_ROWS == rows)
		t->scale = find_scale(rows - 1, t->cols, count);
	t->gap = t->scale && rows > t->scale * DIGIT_ROWS;
	t->top = 1 + (rows - t->gap - t->scale * DIGIT_ROWS) / 2;
}

static void draw_digit(struct surface *s, int digit, int scale, int top, int left, const char *ink,
		       unsigned style)
{
	for (int row = 0; row < DIGIT_ROWS * scale; row++)
		for (int col = 0; col < DIGIT_COLS; col++)
			if (digits[digit][row / scale] & (1 << (DIGIT_COLS - 1 - col)))
				surface_fill(s, top + row, left + 2 * col * scale, 2 * scale, ink, style);
}

/* In the middle of the column. */
static void draw_number(struct surface *s, const struct timer_rows *t, int top, const struct buf *number,
			const char *ink, unsigned style)
{
	int left = t->left + (t->cols - digits_width(t->scale, number->len)) / 2;

	for (size_t i = 0; i < number->len; i++)
		draw_digit(s, number->data[i] - '0', t->scale, top,
			   left + (int)i * 2 * (DIGIT_COLS + 1) * t->scale, ink, style);
}

static void timer_paint(void *state, struct app *app, struct surface *surface)
{
	const struct phases *p = &app->wall->phases;
	struct timer_rows t;
	struct buf number;
	int row;

	(void)state;
	if (!wall_fits(app, surface))
		return;
	buf_init(&number, 16);
	buf_addf(&number, "%d", phases_minutes(p, uptime(app)));
	lay_out(&t, app, surface, number.len);
	row = t.top;
	for (size_t i = 0; i < t.asked_rows; i++)
		surface_put(surface, row++, t.left, surface->cols,
			    slice_part(t.asked, t.wrap.rows[i].start, t.wrap.rows[i].end), wall_ink(app));
	row++;
	surface_cursor(surface, row, t.left);
	for (size_t i = 0; i < t.word_rows.count; i++)
		surface_put(surface, row++, t.left, surface->cols,
			    slice_part(slice_buf(&t.words), t.word_rows.rows[i].start,
				       t.word_rows.rows[i].end), STYLE_STRONG);
	if (t.scale)
		draw_number(surface, &t, row + t.gap, &number,
			    app->settings.borders == BORDERS_UNICODE ? "█" : "#", wall_ink(app));
	wall_draw_bottom(app, surface, "", false);
	wrap_release(&t.word_rows);
	wrap_release(&t.wrap);
	buf_release(&t.words);
	buf_release(&number);
}

/* ---- keys ---- */

/* It is left behind its end: another time it begins anew. */
static void end(struct app *app)
{
	app->wall->timing = false;
	app_pop(app);
}

static bool timer_command(void *state, struct app *app, enum command command)
{
	struct phases *p = &app->wall->phases;

	(void)state;
	switch (command) {
	case CMD_TIMER:
		if (!phases_add_minute(p, uptime(app)))
			app_say(app, _("It cannot be longer."));
		return true;
	case CMD_ONWARD:
		if (!phases_next(p, uptime(app)))
			end(app);
		return true;
	case CMD_BACK:
	case CMD_LEAVE:
		app_pop(app);
		return true;
	default:
		return wall_common(app, command);
	}
}

static int timer_wakes_in(const void *state, const struct app *app)
{
	(void)state;
	return phases_change_in(&app->wall->phases, uptime(app));
}

static unsigned timer_focus(const void *state, const struct app *app)
{
	(void)state;
	(void)app;
	return FOCUS_WALL;
}

/* Whoever leaves it stops it, wherever that leads; the black screen lies on it. */
static void timer_close(void *state)
{
	const struct app *app = state;

	phases_stop(&app->wall->phases, uptime(app));
}

static const struct screen_ops timer_ops = {
	.focus = timer_focus,
	.paint = timer_paint,
	.wakes_in = timer_wakes_in,
	.key = wall_number,
	.command = timer_command,
	.close = timer_close,
};

void push_wall_timer(struct app *app)
{
	const struct pack_page *page = pack_page(workbook_pack(app->wb), app->wall->page);
	struct wall *wall = app->wall;

	if (wall_back_to(app, &timer_ops))
		return;
	if (wall->timing && wall->timed == wall->page)
		phases_go_on(&wall->phases, uptime(app));
	else
		phases_begin(&wall->phases, &page->phases, uptime(app));
	wall->timing = true;
	wall->timed = wall->page;
	app_push(app, &timer_ops, app);
	if (wall->phases.at == PHASE_OPEN)
		app_say(app, _("The book gives no times for this page. Each t adds a minute."));
}
