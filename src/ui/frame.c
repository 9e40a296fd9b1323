/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands around every screen. */
#include <config.h>

#include "ui/frame.h"

#include "base/intl.h"
#include "text/safe.h"
#include "text/utf8.h"
#include "text/wrap.h"

#define REMARK_ROWS 5	/* of a remark at most */
#define AIRY_ROWS 24	/* of a window that has room for more empty rows */
#define ROOMY 16	/* rows of a window in which not every one counts */

static void find_column(struct area *area, int cols, int measure)
{
	int margin = cols >= 60 ? 3 : 1;

	area->left = margin;
	area->cols = cols - 2 * margin < measure ? cols - 2 * margin : measure;
}

/* "Leader plus   Going deeper   page 11 of 41": the right part is always whole,
 * the name goes first when room is short. */
static void draw_title(struct frame *f)
{
	struct screen *top = app_top(f->app);
	struct buf middle, right;
	int row = 0, col = 1, end, width;

	buf_init(&middle, 4096);
	buf_init(&right, 4096);
	top->ops->title(top->state, f->app, &middle, &right);
	width = text_width(slice_buf(&right));
	end = f->area.left + f->area.cols - width;
	surface_put(f->surface, row, end, f->surface->cols, slice_buf(&right), STYLE_PLAIN);
	if (text_width(slice_buf(&middle)) + 15 < end)
		col = 3 + surface_put(f->surface, row, col, end, slice_of(_("Leader plus")),
				      STYLE_STRONG);
	width = end - (width ? 2 : 0) - col;
	if (text_width(slice_buf(&middle)) <= width) {
		surface_put(f->surface, row, col, end, slice_buf(&middle), STYLE_PLAIN);
	} else if (width > 4) {
		size_t fit = text_fit(slice_buf(&middle), width - 1);

		col = surface_put(f->surface, row, col, end,
				  slice_part(slice_buf(&middle), 0, fit), STYLE_PLAIN);
		surface_put(f->surface, row, col, end, slice_of("…"), STYLE_PLAIN);
	}
	buf_release(&right);
	buf_release(&middle);
}

static void draw_keys(struct frame *f)
{
	struct buf bar;

	buf_init(&bar, 4096);
	keys_bar(app_focus(f->app), f->surface->cols - 2, &bar);
	surface_put(f->surface, f->surface->rows - 1, 1, f->surface->cols, slice_buf(&bar),
		    STYLE_PLAIN);
	buf_release(&bar);
}

/* Why nothing could be saved and, where there is room, what will be done and can be. */
static void add_trouble(struct frame *f, struct buf *out)
{
	if (f->surface->rows < ROOMY)
		buf_add_str(out, workbook_trouble(f->app->wb));
	else if (!f->unsettled && workbook_words_are_safe(f->app->wb))
		/* TRANSLATORS: %s says why the words could not be saved. */
		buf_addf(out, _("%s. All your words are in the journal, from which the next start "
				"puts them back; Ctrl-Q offers another place."),
			 workbook_trouble(f->app->wb));
	else
		buf_addf(out, _("%s. Your last words are in this window only; Ctrl-Q offers another "
				"place."), workbook_trouble(f->app->wb));
}

/* The remark TEXT; returns the rows it takes. */
static int draw_words(struct frame *f, struct slice text, unsigned style)
{
	struct surface *s = f->surface;
	int most = s->rows - APP_ROWS_MIN < REMARK_ROWS ? s->rows - APP_ROWS_MIN : REMARK_ROWS;
	struct buf safe;
	struct wrap wrap;
	int rows;

	if (!text.len || most < 1)
		return 0;
	/* Names in it may be no UTF-8, or have line ends that push the reason out of sight. */
	buf_init(&safe, text.len * 10);
	safe_add_line(&safe, text);
	text = slice_buf(&safe);
	wrap_init(&wrap);
	wrap_text(&wrap, text, f->area.cols);
	rows = (int)wrap.count < most ? (int)wrap.count : most;
	for (int i = 0; i < rows; i++)
		surface_put(s, s->rows - 1 - rows + i, f->area.left, s->cols,
			    slice_part(text, wrap.rows[i].start, wrap.rows[i].end), style);
	wrap_release(&wrap);
	buf_release(&safe);
	return rows;
}

static int draw_remark(struct frame *f)
{
	struct screen *top = app_top(f->app);
	unsigned style = STYLE_STRONG;
	struct buf text;
	int rows;

	buf_init(&text, 8192);
	if (f->app->message.len) {
		buf_add_slice(&text, slice_buf(&f->app->message));
	} else if (workbook_state(f->app->wb) == STATE_NOT_SAVED) {
		add_trouble(f, &text);
	} else if (top->ops->footer) {
		top->ops->footer(top->state, f->app, f->area.cols, &text);
		style = STYLE_PLAIN;
	}
	rows = draw_words(f, slice_buf(&text), style);
	buf_release(&text);
	return rows;
}

void frame_open(struct frame *f, struct app *app, struct surface *surface, bool unsettled)
{
	*f = (struct frame){ .app = app, .surface = surface, .unsettled = unsettled };
	find_column(&f->area, surface->cols, app->settings.measure);
	draw_title(f);
	f->rule = surface->rows - 2 - draw_remark(f);
	f->area.surface = surface;
	f->area.top = surface->rows >= ROOMY ? 2 : 1;
	f->area.rows = f->rule - f->area.top;
	f->area.gap = app->settings.airy && surface->rows >= AIRY_ROWS ? 2 : 1;
}

void frame_rule(struct surface *surface, int row, int left, int cols, const char *words,
		const char *right, unsigned right_style)
{
	int end = left + cols, width = text_width(slice_of(right));
	bool drawn = !surface->rule || *surface->rule != ' ';
	int col = left;

	surface_fill(surface, row, left, cols, "─", STYLE_RULE);
	if (*words) {
		if (drawn)
			col = surface_put(surface, row, left + 2, end - 1, slice_of(" "), STYLE_PLAIN);
		col = surface_put(surface, row, col, end - 1, slice_of(words), STYLE_PLAIN);
		col = surface_put(surface, row, col, end - 1, slice_of(" "), STYLE_PLAIN);
	}
	if (!width || (*words && end - width - 3 <= col))
		return;
	if (end - width - 3 > col)
		col = end - width - 3;
	col = surface_put(surface, row, col, end, slice_of(" "), STYLE_PLAIN);
	col = surface_put(surface, row, col, end, slice_of(right), right_style);
	surface_put(surface, row, col, end, slice_of(" "), STYLE_PLAIN);
}

void frame_close(struct frame *f)
{
	bool alert = workbook_state(f->app->wb) == STATE_NOT_SAVED;
	const char *more = f->area.more_below ? _("more below") : "";
	struct buf words;
	int cursor_row = f->surface->cursor_row, cursor_col = f->surface->cursor_col;

	buf_init(&words, 512);
	if ((f->unsettled || f->typing) && !alert)
		buf_add_str(&words, _("not saved yet"));
	else if (!f->app->damaged)
		workbook_state_words(f->app->wb, &words);
	/* The state is always in sight, the rest where there is room. */
	if (text_width(slice_of(more)) + text_width(slice_buf(&words)) + 8 > f->area.cols)
		more = "";
	frame_rule(f->surface, f->rule, f->area.left, f->area.cols, more, words.data,
		   alert ? STYLE_ALERT : STYLE_PLAIN);
	draw_keys(f);	/* they may follow from what shows */
	surface_cursor(f->surface, cursor_row, cursor_col);
	buf_release(&words);
}

void frame_draw_small(const struct app *app, struct surface *surface)
{
	struct slice text = slice_of(workbook_state(app->wb) == STATE_NOT_SAVED ?
				     _("NOT SAVED. Please make this window larger.") :
				     _("Please make this window larger. Nothing is lost."));
	struct wrap wrap;

	wrap_init(&wrap);
	wrap_text(&wrap, text, surface->cols);
	for (size_t i = 0; i < wrap.count && (int)i < surface->rows; i++)
		surface_put(surface, (int)i, 0, surface->cols,
			    slice_part(text, wrap.rows[i].start, wrap.rows[i].end), STYLE_PLAIN);
	surface_cursor(surface, 0, 0);
	wrap_release(&wrap);
}
