/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The slides: a page of the book, one thing at a time. */
#include <config.h>

#include "ui/wall.h"

#include <stdint.h>
#include <string.h>

#include "base/intl.h"
#include "ui/frame.h"

/* The steps of the page that shows, in the window of the last draw. */
static void open_steps(const struct app *app, struct wall_steps *steps)
{
	struct wall_page page;

	wall_page_open(&page, workbook_pack(app->wb), app->wall->page);
	wall_steps_make(steps, &page, app->rows, app->cols);
}

static void stand(struct app *app, size_t page, size_t block, size_t offset)
{
	app->wall->page = page;
	app->wall->block = block;
	app->wall->offset = offset;
	app->wall->begun = true;
}

/* By STEP, 1 or -1; a page's end leads to the next page. */
static void move(struct app *app, int by)
{
	const struct wall *at = app->wall;
	size_t pages = pack_page_count(workbook_pack(app->wb)), i;
	struct wall_steps steps;

	open_steps(app, &steps);
	i = wall_steps_find(&steps, at->block, at->offset);
	if (by < 0 ? i > 0 : i + 1 < steps.count) {
		i = by < 0 ? i - 1 : i + 1;
		stand(app, at->page, steps.steps[i].block, steps.steps[i].offset);
	} else if (by > 0 && at->page + 1 < pages) {
		stand(app, at->page + 1, 0, 0);
	} else if (by < 0 && at->page > 0) {
		stand(app, at->page - 1, SIZE_MAX, 0);
	} else if (by > 0) {
		app_say(app, _("This is the end of the book. Esc shows the title page."));
	} else {
		wall_to_title(app);
	}
	wall_steps_release(&steps);
}

static bool slides_command(void *state, struct app *app, enum command command)
{
	(void)state;
	switch (command) {
	case CMD_ONWARD:
		move(app, 1);
		return true;
	case CMD_BACK:
		move(app, -1);
		return true;
	case CMD_TOP:
		stand(app, 0, 0, 0);
		return true;
	case CMD_BOTTOM:
		stand(app, pack_page_count(workbook_pack(app->wb)) - 1, 0, 0);
		return true;
	default:
		return wall_common(app, command);
	}
}

static unsigned slides_focus(const void *state, const struct app *app)
{
	(void)state;
	(void)app;
	return FOCUS_WALL;
}

static void slides_paint(void *state, struct app *app, struct surface *surface)
{
	const struct wall *at = app->wall;
	struct wall_steps steps;
	struct buf place;
	size_t i;

	(void)state;
	if (!wall_fits(app, surface))
		return;
	open_steps(app, &steps);
	i = wall_steps_find(&steps, at->block, at->offset);
	buf_init(&place, 1024);
	buf_addf(&place, _("page %zu of %zu"), at->page + 1, pack_page_count(workbook_pack(app->wb)));
	if (!steps.steps[i].headed)
		wall_draw_top(surface, steps.page.title);
	wall_steps_draw(&steps, i, surface, wall_ink(app) |
			(steps.steps[i].kind == WALL_QUESTION ? STYLE_STRONG : STYLE_PLAIN));
	wall_draw_bottom(app, surface, place.data, true);
	buf_release(&place);
	wall_steps_release(&steps);
}

static void slides_close(void *state)
{
	(void)state;
}

static const struct screen_ops slides_ops = {
	.focus = slides_focus,
	.paint = slides_paint,
	.key = wall_number,
	.command = slides_command,
	.close = slides_close,
};

void push_wall_slides(struct app *app)
{
	stand(app, app->wall->page, app->wall->block, app->wall->offset);
	app_push(app, &slides_ops, NULL);
}

void wall_go(struct app *app, size_t page)
{
	wall_to_title(app);
	stand(app, page, 0, 0);
	push_wall_slides(app);
}
