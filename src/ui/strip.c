/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strip below a box. */
#include <config.h>

#include "ui/strip.h"

#include "base/intl.h"
#include "text/utf8.h"
#include "ui/frame.h"
#include "workbook/steps.h"

#define ROWS_MIN 14	/* of an area that has room for a strip */
#define LINES_MAX 3

/* One step, cut where the row ends. */
static void draw_step(struct surface *s, int row, int col, int end, const struct item *step)
{
	struct buf line;
	size_t fit;

	buf_init(&line, ANSWERS_TEXT_MAX * 4);
	steps_tell(step, &line);
	if (text_width(slice_buf(&line)) <= end - col) {
		surface_put(s, row, col, end, slice_buf(&line), STYLE_PLAIN);
	} else {
		fit = text_fit(slice_buf(&line), end - col - 1);
		col = surface_put(s, row, col, end, slice_part(slice_buf(&line), 0, fit), STYLE_PLAIN);
		surface_put(s, row, col, end, slice_of("…"), STYLE_PLAIN);
	}
	buf_release(&line);
}

void strip_draw(const struct app *app, size_t page, struct area *area)
{
	size_t count = workbook_is_covered(app->wb) ? 0 : beside_count(app->wb, page, ITEM_STEP);
	int lines = count > LINES_MAX ? LINES_MAX : (int)count;
	int cursor_row = area->surface->cursor_row, cursor_col = area->surface->cursor_col;
	int row;

	if (area->rows < ROWS_MIN || !lines)
		return;
	if (lines > area->rows / 7)
		lines = area->rows / 7;
	area->rows -= lines + 1;
	row = area->top + area->rows;
	frame_rule(area->surface, row, area->left, area->cols, _("what I mean to try"),
		   (size_t)lines < count ? _("more") : "", STYLE_PLAIN);
	for (int i = 0; i < lines; i++)
		draw_step(area->surface, row + 1 + i, area->left + 1, area->left + area->cols,
			  beside_item(app->wb, page, ITEM_STEP, (size_t)i));
	surface_cursor(area->surface, cursor_row, cursor_col);
}
