/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screen of a page: its text, and its box where it has one. */
#include <config.h>

#include "ui/screens.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "text/utf8.h"
#include "ui/box.h"
#include "ui/frame.h"
#include "ui/view.h"

#define BOX_ROWS_MIN 3

struct page_screen {
	size_t page;
	struct view view;
	struct box box;		/* meaningful where the page has one */
	struct past *past;	/* of the app: what can be undone outlives the screen */
	bool has_box;
	bool writing;		/* the focus is in the box */
	bool changed;		/* the box holds words that the workbook has not */
	bool unfolded;		/* the hint shows */
	bool covered;		/* as the words were when they were last drawn */
	bool past_box;		/* the box was left forward, and nothing has moved since: what comes
				 * next is the next page */
};

static const struct pack_page *page_of(const struct page_screen *p, const struct app *app)
{
	return pack_page(workbook_pack(app->wb), p->page);
}

static void open_page(struct page_screen *p, struct app *app, size_t page, size_t block)
{
	*p = (struct page_screen){
		.page = page, .past = &app->past, .covered = workbook_is_covered(app->wb),
	};
	p->has_box = workbook_has_box(app->wb, page);
	view_open(&p->view, workbook_page_doc(app->wb, page, false), block);
	box_open(&p->box, slice_of(workbook_text(app->wb, page)));
	past_give_back(p->past, page, &p->box.text);
	workbook_go(app->wb, page, block);
}

static void release_page(struct page_screen *p)
{
	past_keep(p->past, p->page, &p->box.text);
	view_release(&p->view);
	box_release(&p->box);
}

static void page_close(void *state)
{
	release_page(state);
	free(state);
}

static void page_settle(void *state, struct app *app)
{
	struct page_screen *p = state;

	if (p->changed)
		workbook_write(app->wb, p->page, edit_text(&p->box.text));
	p->changed = false;
}

static bool page_unsettled(const void *state, const struct app *app)
{
	(void)app;
	return ((const struct page_screen *)state)->changed;
}

/* The words have been covered, or show again: the writing ends, and what is shown changes. */
static void note_cover(struct page_screen *p, struct app *app)
{
	if (p->covered == workbook_is_covered(app->wb))
		return;
	page_settle(p, app);
	p->covered = workbook_is_covered(app->wb);
	p->writing = false;
	view_change(&p->view, workbook_page_doc(app->wb, p->page, p->unfolded));
	box_unmark(&p->box);
}

static void turn_to(struct page_screen *p, struct app *app, size_t page, size_t block)
{
	page_settle(p, app);
	release_page(p);
	open_page(p, app, page, block);
	if (workbook_state(app->wb) == STATE_CHANGED || workbook_state(app->wb) == STATE_SAFE)
		app_begin_save(app);
}

static void page_title(const void *state, const struct app *app, struct buf *middle,
		       struct buf *right)
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

static unsigned page_focus(const void *state, const struct app *app)
{
	const struct page_screen *p = state;
	const struct pack_page *page = page_of(p, app);
	bool hint = page->kind == PAGE_QUESTION && page->aside;

	if (p->writing && !workbook_is_covered(app->wb))
		return FOCUS_BOX | (hint ? FOCUS_BOX_HINT : 0) | box_focus(&p->box);
	return (!p->has_box ? FOCUS_PAGE : can_write(app) ? FOCUS_ASKED : FOCUS_PAGE | FOCUS_CLOSED) |
		(hint ? FOCUS_HINT : 0);
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

static void draw_box(struct page_screen *p, struct app *app, struct area *area, int rows)
{
	struct surface *s = area->surface;
	int row = area->top + area->rows - rows;
	int indent = area->cols >= 40 ? 1 : 0;
	int cursor_row = s->cursor_row, cursor_col = s->cursor_col;
	const char *title = workbook_box_title(app->wb, p->page), *more = _("more of the page");

	if (p->covered)
		surface_put(s, row, area->left + indent, s->cols, slice_of(workbook_cover_words()),
			    STYLE_PLAIN);
	else
		box_draw(&p->box, s, row, area->left + indent, rows, area->cols - 2 * indent,
			 p->writing);
	if (p->writing || box_is_marked(&p->box)) {
		cursor_row = s->cursor_row;
		cursor_col = s->cursor_col;
	}
	frame_rule(s, row - 1, area->left, area->cols, title,
		   box_more_above(&p->box) && !p->covered ? _("more above") :
		   view_at_end(&p->view) ? "" :
		   text_width(slice_of(title)) + text_width(slice_of(more)) + 7 < area->cols ? more :
		   /* TRANSLATORS: 'more of the page' where that is too long. */
		   _("more"), STYLE_PLAIN);
	area->more_below = box_more_below(&p->box) && !p->covered;
	surface_cursor(s, cursor_row, cursor_col);
}

static void page_draw(void *state, struct app *app, struct area *area)
{
	struct page_screen *p = state;
	int box = 0;

	view_space(&p->view, area->gap);
	note_cover(p, app);
	if (p->has_box)
		box = 1 + rows_for_box(p, app, area->rows, area->cols);
	view_fit(&p->view, area->cols, area->rows - box);
	view_draw(&p->view, area->surface, area->top, area->left);
	if (p->has_box)
		draw_box(p, app, area, box - 1);
	else
		area->more_below = !view_at_end(&p->view);
}

static void scroll(struct page_screen *p, struct app *app, long rows)
{
	view_scroll(&p->view, rows);
	workbook_go(app->wb, p->page, view_block(&p->view));
}

/* Turns by a page; from above (BACKWARDS) one arrives at a page's end. */
static void turn(struct page_screen *p, struct app *app, bool backwards, bool at_end)
{
	size_t count = pack_page_count(workbook_pack(app->wb));

	if (backwards && p->page == 0) {
		app_say(app, _("This is the first page."));
	} else if (!backwards && p->page + 1 == count) {
		app_say(app, _("This is the last page. F8 shows your reflections, "
			       "c the contents."));
	} else {
		turn_to(p, app, backwards ? p->page - 1 : p->page + 1, 0);
		if (at_end)
			view_to_end(&p->view);
	}
}

static void say_locked(struct app *app, const char *why)
{
	struct buf said;

	if (workbook_is_held(app->wb)) {
		app_say(app, _("Another window has this workbook open. Close that one, and you can write here."));
		return;
	}
	buf_init(&said, 8192);
	/* TRANSLATORS: %s says why. */
	buf_addf(&said, _("You can only read here: %s."), why);
	app_say(app, said.data);
	buf_release(&said);
}

static void start_writing(struct page_screen *p, struct app *app)
{
	const char *why = workbook_locked(app->wb);

	if (!p->has_box)
		app_say(app, _("There is nothing to write on this page. PgDn goes on."));
	else if (app_refuses_covered(app))
		return;
	else if (workbook_state(app->wb) == STATE_LOOKING)
		push_first_start(app);
	else if (why)
		say_locked(app, why);
	else
		p->writing = true;
	if (p->writing) {
		workbook_prepare(app->wb, p->page);
		view_go(&p->view, workbook_prompt(app->wb, p->page));
	}
}

static void stop_writing(struct page_screen *p, struct app *app, bool forward)
{
	p->writing = false;
	p->past_box = forward;
	box_leave(&p->box);
	if (workbook_is_emptied(app->wb, p->page) && !app->message.len)
		app_say(app, _("The box is empty now. Your earlier words are kept; r shows them."));
	app_begin_save(app);
}

/* A question's hint unfolds. */
static void unfold(struct page_screen *p, struct app *app)
{
	p->unfolded = !p->unfolded;
	p->past_box = false;
	view_change(&p->view, workbook_page_doc(app->wb, p->page, p->unfolded));
}

/* In the box the page above it has no other key: a hint that does not fit goes on first. */
static void unfold_further(struct page_screen *p, struct app *app)
{
	if (p->writing && p->unfolded && !view_at_end(&p->view)) {
		view_scroll(&p->view, p->view.height > 2 ? p->view.height - 1 : 1);
		return;
	}
	unfold(p, app);
	if (p->writing)
		view_go(&p->view, workbook_prompt(app->wb, p->page));
}

static bool reading_command(struct page_screen *p, struct app *app, enum command command)
{
	long screenful = p->view.height > 2 ? p->view.height - 1 : 1;

	if (command != CMD_ONWARD && command != CMD_NEXT_STOP)
		p->past_box = false;
	switch (command) {
	case CMD_ONWARD:
		if (!view_at_end(&p->view))
			scroll(p, app, screenful);
		else if (!p->has_box || p->covered || p->past_box || !box_leaf(&p->box, 1))
			turn(p, app, false, false);
		return true;
	case CMD_BACK:
		if (p->has_box && !p->covered && box_leaf(&p->box, -1))
			return true;
		if (p->view.top == 0)
			turn(p, app, true, true);
		else
			scroll(p, app, -screenful);
		return true;
	case CMD_NEXT_PAGE:
		turn(p, app, false, false);
		return true;
	case CMD_PREVIOUS_PAGE:
	case CMD_PREVIOUS_STOP:
		turn(p, app, true, false);
		return true;
	case CMD_NEXT_STOP:
		if (p->has_box && !p->past_box && !p->covered && !workbook_locked(app->wb))
			start_writing(p, app);
		else
			turn(p, app, false, false);
		return true;
	case CMD_UP:
		scroll(p, app, -1);
		return true;
	case CMD_DOWN:
		scroll(p, app, 1);
		return true;
	case CMD_TOP:
		scroll(p, app, LONG_MIN / 2);
		return true;
	case CMD_BOTTOM:
		scroll(p, app, LONG_MAX / 2);
		return true;
	case CMD_CHOOSE:
		start_writing(p, app);
		return true;
	default:
		return false;
	}
}

static bool writing_command(struct page_screen *p, struct app *app, enum command command)
{
	enum box_did did;

	switch (command) {
	case CMD_NEXT_STOP:
	case CMD_PREVIOUS_STOP:
	case CMD_LEAVE:
		stop_writing(p, app, command == CMD_NEXT_STOP);
		return true;
	case CMD_BOX_ONWARD:
	case CMD_BOX_BACK:
		if (!box_page(&p->box, command == CMD_BOX_ONWARD ? 1 : -1))
			stop_writing(p, app, command == CMD_BOX_ONWARD);
		return true;
	default:
		did = box_command(&p->box, app, command);
		p->changed |= did == BOX_CHANGED;
		return did != BOX_NOTHING;
	}
}

/* What was looked for has been seen. */
static void unmark(struct page_screen *p)
{
	view_unmark(&p->view);
	box_unmark(&p->box);
}

static bool page_command(void *state, struct app *app, enum command command)
{
	struct page_screen *p = state;

	note_cover(p, app);
	unmark(p);
	if (command == CMD_HINT) {
		unfold_further(p, app);
		return true;
	}
	return p->writing ? writing_command(p, app, command) : reading_command(p, app, command);
}

static void page_type(void *state, struct app *app, struct slice text)
{
	struct page_screen *p = state;

	const char *why = workbook_locked(app->wb);

	note_cover(p, app);
	unmark(p);
	if (p->writing)
		p->changed |= box_type(&p->box, app, text) == BOX_CHANGED;
	else if (p->has_box && p->covered)
		app_refuses_covered(app);
	else if (p->has_box && why && workbook_state(app->wb) != STATE_LOOKING)
		say_locked(app, why);
	else if (p->has_box)
		app_say(app, _("Enter starts writing."));
	else
		app_say(app, _("There is nothing to write on this page. PgDn goes on."));
	if (!p->writing)
		app_stray(app);
}

static void page_click(void *state, struct app *app, int row, int col)
{
	struct page_screen *p = state;

	note_cover(p, app);
	unmark(p);
	if (!p->has_box || row < p->box.row || row >= p->box.row + p->box.height)
		return;
	if (!p->writing)
		start_writing(p, app);
	if (p->writing)
		box_click(&p->box, row, col);
}

/* A page that is read stays so: only the words change. */
static bool page_hand_out(void *state, struct app *app, struct buf *out)
{
	struct page_screen *p = state;
	bool was;

	note_cover(p, app);
	unmark(p);
	was = p->writing;
	if (!was && !out)
		start_writing(p, app);
	if (!was && !out && !p->writing)
		return false;
	p->writing = was;
	if (out)
		buf_add_slice(out, edit_text(&p->box.text));
	return true;
}

static void page_take_back(void *state, struct app *app, struct slice text)
{
	struct page_screen *p = state;

	p->changed |= box_replace(&p->box, app, text) == BOX_CHANGED;
}

static const struct screen_ops page_ops = {
	.title = page_title,
	.focus = page_focus,
	.draw = page_draw,
	.command = page_command,
	.type = page_type,
	.settle = page_settle,
	.unsettled = page_unsettled,
	.close = page_close,
	.click = page_click,
	.hand_out = page_hand_out,
	.take_back = page_take_back,
};

void push_page(struct app *app)
{
	struct page_screen *p = MEM_NEW(struct page_screen);

	open_page(p, app, workbook_here(app->wb), workbook_paragraph(app->wb));
	app_push(app, &page_ops, p);
}

/* The page as the only screen, BLOCK at the top. */
static struct page_screen *show(struct app *app, size_t page, size_t block)
{
	struct page_screen *p;

	while (app->depth)
		app_pop(app);
	p = MEM_NEW(struct page_screen);
	open_page(p, app, page, block);
	app_push(app, &page_ops, p);
	if (workbook_state(app->wb) == STATE_CHANGED || workbook_state(app->wb) == STATE_SAFE)
		app_begin_save(app);
	return p;
}

void show_page(struct app *app, size_t page)
{
	show(app, page, page == workbook_here(app->wb) ? workbook_paragraph(app->wb) : 0);
}

void show_found(struct app *app, const struct search_hit *hit)
{
	struct page_screen *p = show(app, hit->page, hit->block);

	if (hit->place == SEARCH_HINT)
		unfold(p, app);
	if (hit->place == SEARCH_BOX)
		box_mark(&p->box, hit->box_start, hit->box_end);
	else
		view_mark(&p->view, hit->block, slice_part(slice_of(hit->text), hit->start, hit->end));
}
