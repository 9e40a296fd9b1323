/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screen of a page: its text, and its box where it has one. */
#include <config.h>

#include "ui/page.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "ui/screens.h"

static void open_page(struct page_screen *p, struct app *app, size_t page, size_t block)
{
	*p = (struct page_screen){
		.page = page, .past = &app->past, .covered = workbook_is_covered(app->wb), .met = app->met,
	};
	p->has_box = workbook_has_box(app->wb, page);
	view_open(&p->view, workbook_page_doc(app->wb, page, false), block);
	box_open(&p->box, slice_of(workbook_text(app->wb, page)));
	box_open(&p->reason, slice_of(workbook_reason(app->wb, page)));
	past_give_back(p->past, page, &p->box.text);
	workbook_go(app->wb, page, block);
}

static void release_page(struct page_screen *p)
{
	past_keep(p->past, p->page, &p->box.text);
	view_release(&p->view);
	box_release(&p->box);
	box_release(&p->reason);
}

struct box *page_shown(struct page_screen *p, const struct app *app)
{
	return !p->writing && workbook_is_open(app->wb, p->page) ? &p->reason : &p->box;
}

static void page_close(void *state)
{
	release_page(state);
	free(state);
}

void page_settle(void *state, struct app *app)
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

void page_note_cover(struct page_screen *p, struct app *app)
{
	if (p->covered == workbook_is_covered(app->wb))
		return;
	page_settle(p, app);
	p->covered = workbook_is_covered(app->wb);
	p->writing = false;
	view_change(&p->view, workbook_page_doc(app->wb, p->page, p->unfolded));
	box_unmark(&p->box);
}

void page_note_met(struct page_screen *p, struct app *app)
{
	if (p->met == app->met || p->writing || p->changed || p->again)
		return;
	p->met = app->met;
	past_keep(p->past, p->page, &p->box.text);
	box_release(&p->box);
	box_release(&p->reason);
	box_open(&p->box, slice_of(workbook_text(app->wb, p->page)));
	box_open(&p->reason, slice_of(workbook_reason(app->wb, p->page)));
	past_give_back(p->past, p->page, &p->box.text);
}

static void turn_to(struct page_screen *p, struct app *app, size_t page, size_t block)
{
	page_settle(p, app);
	release_page(p);
	workbook_look(app->wb);
	open_page(p, app, page, block);
	if (workbook_state(app->wb) == STATE_CHANGED || workbook_state(app->wb) == STATE_SAFE)
		app_begin_save(app);
}

static void scroll(struct page_screen *p, struct app *app, long rows)
{
	view_scroll(&p->view, rows);
	workbook_go(app->wb, p->page, view_block(&p->view));
}

/* Turns by a page; from above (BACKWARDS) one arrives at a page's end. */
static void turn(struct page_screen *p, struct app *app, bool backwards, bool at_end)
{
	size_t to;

	if (workbook_turn(app->wb, p->page, backwards, &to)) {
		turn_to(p, app, to, 0);
		if (at_end)
			view_to_end(&p->view);
	} else if (backwards) {
		app_say(app, _("This is the first page."));
	} else if (workbook_is_copy(app->wb)) {
		app_say(app, _("This is the last page that you were given. r shows all of it."));
	} else {
		app_say(app, _("This is the last page. F8 shows your reflections, "
			       "c the contents."));
	}
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
		app_say_locked(app, why);
	else
		p->writing = true;
	if (p->writing) {
		workbook_prepare(app->wb, p->page);
		view_go(&p->view, workbook_prompt(app->wb, p->page));
	}
}

/* The words that were hidden, for nothing was written without a look at them. */
static void look(struct page_screen *p, struct app *app)
{
	past_keep(p->past, p->page, &p->box.text);
	box_release(&p->box);
	workbook_look(app->wb);
	box_open(&p->box, slice_of(workbook_text(app->wb, p->page)));
	app_say(app, _("Nothing was written, so what you wrote before stands here as it was."));
}

/* Writing without a look ends with the words that were written, or without any. */
static void end_again(struct page_screen *p, struct app *app)
{
	if (!p->again)
		return;
	page_settle(p, app);
	p->again = false;
	if (workbook_is_again(app->wb, p->page)) {
		look(p, app);
	} else {
		push_before(app);
		app_say(app, _("What you wrote before is kept beside what you wrote now. Esc goes back."));
	}
}

static void stop_writing(struct page_screen *p, struct app *app, bool forward)
{
	p->writing = false;
	p->past_box = forward;
	box_leave(&p->box);
	end_again(p, app);
	page_settle(p, app);
	if (workbook_is_emptied(app->wb, p->page) && !app->message.len)
		app_say(app, _("The box is empty now. Your earlier words are kept; F6 shows them."));
	app_begin_save(app);
}

/* What stands under the page is hidden until something new does. */
static void write_again(struct page_screen *p, struct app *app)
{
	const char *why = workbook_locked(app->wb);

	if (app_refuses_covered(app))
		return;
	if (why && workbook_state(app->wb) != STATE_LOOKING) {
		app_say_locked(app, why);
		return;
	}
	page_settle(p, app);
	workbook_write_again(app->wb, p->page);
	if (!workbook_is_again(app->wb, p->page)) {
		app_say(app, _("You have not written here before. Enter starts writing."));
		return;
	}
	past_keep(p->past, p->page, &p->box.text);
	box_release(&p->box);
	box_open(&p->box, slice_of(""));
	p->again = true;
	p->writing = false;
	start_writing(p, app);
	app_say(app, _("What you wrote before is hidden until you have written. Leave the box empty, "
		       "and it comes back."));
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
		else if (!p->has_box || p->covered || p->past_box || !box_leaf(page_shown(p, app), 1))
			turn(p, app, false, false);
		return true;
	case CMD_BACK:
		if (p->has_box && !p->covered && box_leaf(page_shown(p, app), -1))
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

/* The screens that a page opens about itself. */
static bool page_pushes(struct page_screen *p, struct app *app, enum command command)
{
	static const struct {
		enum command command;
		void (*push)(struct app *app, size_t page);
	} table[] = {
		{ CMD_LEAVE_OPEN, push_leave_open }, { CMD_LENS, push_lens }, { CMD_THROUGH, push_through },
		{ CMD_REPLY, push_said },
	};

	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		if (table[i].command != command || !p->has_box)
			continue;
		page_settle(p, app);
		table[i].push(app, p->page);
		return true;
	}
	return false;
}

static bool page_command(void *state, struct app *app, enum command command)
{
	struct page_screen *p = state;

	page_note_cover(p, app);
	page_note_met(p, app);
	unmark(p);
	if (command == CMD_HINT) {
		unfold_further(p, app);
		return true;
	}
	if (command == CMD_WRITE_AGAIN && p->has_box) {
		write_again(p, app);
		return true;
	}
	if (page_pushes(p, app, command))
		return true;
	if (command == CMD_RESTS && p->has_box) {
		page_settle(p, app);
		push_rests(app, p->page, edit_selected(&p->box.text));
		return true;
	}
	return p->writing ? writing_command(p, app, command) : reading_command(p, app, command);
}

static void page_type(void *state, struct app *app, struct slice text)
{
	struct page_screen *p = state;

	const char *why = workbook_locked(app->wb);

	page_note_cover(p, app);
	page_note_met(p, app);
	unmark(p);
	if (p->writing)
		p->changed |= box_type(&p->box, app, text) == BOX_CHANGED;
	else if (p->has_box && p->covered)
		app_refuses_covered(app);
	else if (p->has_box && workbook_is_copy(app->wb) && !replies_locked(app->wb))
		app_say(app, _("Enter begins a reply."));
	else if (p->has_box && why && workbook_state(app->wb) != STATE_LOOKING)
		app_say_locked(app, why);
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

	page_note_cover(p, app);
	page_note_met(p, app);
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

	page_note_cover(p, app);
	page_note_met(p, app);
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
	.footer = page_footer,
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
	workbook_look(app->wb);
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
