/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the screen of a page looks, and what can be done on it. */
#include <config.h>

#include "ui/page.h"

#include "base/intl.h"
#include "text/utf8.h"
#include "ui/before.h"
#include "ui/frame.h"
#include "ui/strip.h"
#include "workbook/audience.h"
#include "workbook/replies.h"
#include "workbook/steps.h"

#define BOX_ROWS_MIN 3

static const struct pack_page *page_of(const struct page_screen *p, const struct app *app)
{
	return pack_page(workbook_pack(app->wb), p->page);
}

void page_title(const void *state, const struct app *app, struct buf *middle, struct buf *right)
{
	const struct page_screen *p = state;
	const struct pack *pack = workbook_pack(app->wb);

	buf_add_str(middle, pack_chapter(pack, page_of(p, app)->chapter)->title);
	/* TRANSLATORS: the place in the book, 'page 11 of 41'. */
	buf_addf(right, _("page %zu of %zu"), p->page + 1, pack_page_count(pack));
}

/* Whether Enter leads into a box; who looks around is asked where to keep words. */
static bool can_write(const struct app *app)
{
	return !workbook_is_covered(app->wb) &&
		(!workbook_locked(app->wb) || workbook_state(app->wb) == STATE_LOOKING);
}

unsigned page_focus(const void *state, const struct app *app)
{
	const struct page_screen *p = state;
	const struct pack_page *page = page_of(p, app);
	bool hint = page->kind == PAGE_QUESTION && page->aside;
	unsigned kind = page->kind == PAGE_QUESTION ? FOCUS_QUESTION : p->has_box ? FOCUS_LENS : 0;

	if (p->writing && !workbook_is_covered(app->wb))
		return FOCUS_BOX | (kind & FOCUS_QUESTION) | (hint ? FOCUS_BOX_HINT : 0) | box_focus(&p->box);
	if (workbook_is_copy(app->wb))
		return FOCUS_PAGE | (hint ? FOCUS_HINT : 0) |
			(!workbook_on_path(app->wb, p->page) ? 0 :
			 FOCUS_GIVEN | (replies_locked(app->wb) ? FOCUS_CLOSED : FOCUS_REPLY));
	return (!p->has_box ? FOCUS_PAGE : can_write(app) ? FOCUS_ASKED : FOCUS_PAGE | FOCUS_CLOSED) |
		(hint ? FOCUS_HINT : 0) | (steps_belong(app->wb, p->page) ? FOCUS_STEPS : 0) | kind;
}

/* Shares ROWS between the text, the box's upper rule and the box.  While she
 * reads, a long text gets most; while she writes, the box gets what its author
 * asked for but leaves most to the text.  What the text leaves over is the box's. */
static int rows_for_box(struct page_screen *p, const struct app *app, int rows, int cols)
{
	int wanted = p->writing ? page_of(p, app)->lines : BOX_ROWS_MIN;
	int text = (int)view_measure(&p->view, cols) + (rows >= 14);

	if (wanted > rows * 2 / 5)
		wanted = rows * 2 / 5;
	if (wanted < BOX_ROWS_MIN)
		wanted = rows > BOX_ROWS_MIN + 1 ? BOX_ROWS_MIN : 1;
	return rows - 1 - text > wanted ? rows - 1 - text : wanted;
}

/* Replaces OUT by the two, apart by a comma where there are two; whether that is below ROOM. */
static bool fits(const char *more, const char *who, int room, struct buf *out)
{
	buf_clear(out);
	buf_addf(out, "%s%s%s", more, *more && *who ? ", " : "", who);
	return text_width(slice_buf(out)) < room;
}

/* The end of the box's title row in ROOM cells: that there is more to read, and who may see the
 * words.  Covered words do not tell that.  Whether OUT has to show, even where it is longer. */
static bool add_right(const struct page_screen *p, const struct app *app, int room,
		      const struct box *box, struct buf *out)
{
	bool above = box_more_above(box) && !p->covered, end = view_at_end(&p->view);
	const char *more = above ? _("more above") : end ? "" : _("more of the page");
	/* TRANSLATORS: 'more of the page' where that is too long. */
	const char *brief = above ? more : end ? "" : _("more");
	bool tells = !p->covered && workbook_state(app->wb) != STATE_LOOKING &&
		!workbook_is_copy(app->wb);
	unsigned choice = tells ? audience_of(app->wb, p->page) : 0;
	const char *who = tells ? audience_words(choice) : "";
	const char *who_brief = tells ? audience_brief(choice) : "";

	if (fits(more, who, room, out) || fits(brief, who, room, out) ||
	    fits(brief, who_brief, room, out))
		return false;
	/* What is usual can be left out first. */
	if (choice || !*brief)
		fits("", who_brief, room, out);
	else if (!fits(more, "", room, out))
		fits(brief, "", room, out);
	return choice != 0;
}

/* In OUT as much of TITLE as takes less than ROOM cells, in whole words if it can be, with a sign
 * where it was cut. */
static void cut_title(const char *title, int room, struct buf *out)
{
	struct slice words = slice_of(title);

	if (text_width(words) < room) {
		buf_add_str(out, title);
	} else if (room > 2) {
		size_t fit = text_fit(words, room - 2), end = fit;

		while (end && words.data[end] != ' ')
			end--;
		buf_add_slice(out, slice_part(words, 0, end ? end : fit));
		buf_add_str(out, "…");
	}
}

static void draw_box(struct page_screen *p, struct app *app, struct area *area, int rows)
{
	struct surface *s = area->surface;
	int row = area->top + area->rows - rows;
	int indent = area->cols >= 40 ? 1 : 0;
	int cursor_row = s->cursor_row, cursor_col = s->cursor_col;
	struct box *box = page_shown(p, app);
	const char *title = workbook_box_title(app->wb, p->page);
	struct buf right, cut;

	if (workbook_is_copy(app->wb))
		title = _("what they wrote");
	if (box == &p->reason && !p->covered)
		title = _("left open on purpose");
	if (p->covered)
		surface_put(s, row, area->left + indent, s->cols, slice_of(workbook_cover_words()),
			    STYLE_PLAIN);
	else
		box_draw(box, s, row, area->left + indent, rows, area->cols - 2 * indent,
			 p->writing);
	if (p->writing || box_is_marked(&p->box)) {
		cursor_row = s->cursor_row;
		cursor_col = s->cursor_col;
	}
	buf_init(&right, 1024);
	buf_init(&cut, 1024);
	/* Who may see the words is known before the end of what the box is called. */
	if (add_right(p, app, area->cols - text_width(slice_of(title)) - 7, box, &right)) {
		cut_title(title, area->cols - text_width(slice_buf(&right)) - 7, &cut);
		title = cut.data;
	}
	frame_rule(s, row - 1, area->left, area->cols, title, right.data, STYLE_PLAIN);
	buf_release(&cut);
	buf_release(&right);
	area->more_below = box_more_below(box) && !p->covered;
	surface_cursor(s, cursor_row, cursor_col);
}

void page_draw(void *state, struct app *app, struct area *area)
{
	struct page_screen *p = state;
	int box = 0;

	view_space(&p->view, area->gap);
	page_note_cover(p, app);
	page_note_met(p, app);
	strip_draw(app, p->page, area);
	if (p->has_box)
		box = 1 + rows_for_box(p, app, area->rows, area->cols);
	view_fit(&p->view, area->cols, area->rows - box);
	view_draw(&p->view, area->surface, area->top, area->left);
	if (p->has_box)
		draw_box(p, app, area, box - 1);
	else
		area->more_below = !view_at_end(&p->view);
}

/* While she writes the line neither comes nor goes, which would move what she reads. */
void page_footer(void *state, struct app *app, int cols, struct buf *out)
{
	struct page_screen *p = state;
	bool shows = before_footer(app, p->page, cols, out);

	if (!p->writing)
		p->before = shows;
	if (!p->before)
		buf_clear(out);
}
