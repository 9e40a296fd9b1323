/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What I wrote before, on the screen: one under the other, and in a wide window what was
 * written last beside what was written before it. */
#include <config.h>

#include "ui/before.h"

#include <limits.h>
#include <stdlib.h>

#include "base/intl.h"
#include "base/mem.h"
#include "text/utf8.h"
#include "ui/screens.h"
#include "ui/view.h"
#include "workbook/before.h"
#include "workbook/replies.h"

#define WIDE 100	/* columns of a window in which two stand side by side */
#define BETWEEN 4	/* columns between the two */
#define ROWS_MIN 4	/* of the two; a heading that leaves fewer does not show */

struct before_screen {
	struct before_parts parts;
	struct view all;		/* one under the other */
	struct view head, newest, earlier;	/* the same in parts */
	bool wide;			/* as last drawn */
};

static void before_close(void *state)
{
	struct before_screen *b = state;

	view_release(&b->all);
	view_release(&b->head);
	view_release(&b->newest);
	view_release(&b->earlier);
	free(b);
}

static void before_title(const void *state, const struct app *app, struct buf *middle,
			 struct buf *right)
{
	const struct pack *pack = workbook_pack(app->wb);

	(void)state;
	buf_add_str(middle, workbook_is_copy(app->wb) ? _("Words and replies") :
		    _("What I wrote before"));
	buf_addf(right, _("page %zu of %zu"), workbook_here(app->wb) + 1, pack_page_count(pack));
}

static unsigned before_focus(const void *state, const struct app *app)
{
	(void)state;
	(void)app;
	return FOCUS_TEXT | FOCUS_EARLIER;
}

/* Which of the two has more rows: the other one goes along as far as it has any. */
static struct view *longer(struct before_screen *b)
{
	return layout_count(b->newest.layout) > layout_count(b->earlier.layout) ? &b->newest : &b->earlier;
}

static void go_along(struct view *v, const struct view *with)
{
	view_scroll(v, (long)with->top - (long)v->top);
}

/* The one that would scroll next: whose words are read. */
static struct view *read_now(struct before_screen *b)
{
	return longer(b)->top > b->newest.top ? &b->earlier : &b->newest;
}

static void become_narrow(struct before_screen *b)
{
	const struct view *from = read_now(b);
	size_t base = from == &b->earlier ? b->parts.earlier : b->parts.newest;

	if (b->newest.top || b->earlier.top)
		view_go_into(&b->all, base + from->block, from->offset);
	else
		view_go(&b->all, 0);
}

/* Returns the one that is read, with which the other has to go along. */
static const struct view *become_wide(struct before_screen *b)
{
	size_t at = b->all.block;
	bool earlier = at >= b->parts.earlier;
	struct view *to = earlier ? &b->earlier : &b->newest;
	size_t base = earlier ? b->parts.earlier : b->parts.newest;

	view_go(&b->newest, 0);
	view_go(&b->earlier, 0);
	if (at >= base)
		view_go_into(to, at - base, b->all.offset);
	return to;
}

static void draw_narrow(struct before_screen *b, struct area *area)
{
	view_space(&b->all, area->gap);
	view_fit(&b->all, area->cols, area->rows);
	view_draw(&b->all, area->surface, area->top, area->left);
	area->more_below = !view_at_end(&b->all);
}

/* The heading above both, and an empty row; returns the rows that it takes. */
static int draw_head(struct before_screen *b, const struct area *area, int cols)
{
	int rows = (int)view_measure(&b->head, cols) + 1;

	if (rows > area->rows - ROWS_MIN)
		return 0;
	view_fit(&b->head, cols, rows - 1);
	view_draw(&b->head, area->surface, area->top, area->left);
	return rows;
}

static void draw_wide(struct before_screen *b, struct area *area, const struct view *gone_to)
{
	struct surface *s = area->surface;
	int room = s->cols - 2 * area->left - BETWEEN;
	int cols = room / 2 < area->cols ? room / 2 : area->cols;
	int head = draw_head(b, area, 2 * cols + BETWEEN);
	int row = area->top + head, right = area->left + cols + BETWEEN;
	struct view *views[] = { &b->newest, &b->earlier };

	for (size_t i = 0; i < ARRAY_LEN(views); i++) {
		view_space(views[i], area->gap);
		view_fit(views[i], cols, area->rows - head);
	}
	if (gone_to)
		go_along(longer(b), gone_to);
	go_along(longer(b) == &b->newest ? &b->earlier : &b->newest, longer(b));
	/* The cursor stays in what is drawn last. */
	if (read_now(b) == &b->newest)
		view_draw(&b->earlier, s, row, right);
	view_draw(&b->newest, s, row, area->left);
	if (read_now(b) == &b->earlier)
		view_draw(&b->earlier, s, row, right);
	area->more_below = !view_at_end(longer(b));
}

static void before_draw(void *state, struct app *app, struct area *area)
{
	struct before_screen *b = state;
	bool wide = area->surface->cols >= WIDE;
	const struct view *gone_to = NULL;

	(void)app;
	/* What is read stays in sight. */
	if (wide && !b->wide)
		gone_to = become_wide(b);
	else if (!wide && b->wide)
		become_narrow(b);
	b->wide = wide;
	if (b->wide)
		draw_wide(b, area, gone_to);
	else
		draw_narrow(b, area);
}

static bool scroll(struct before_screen *b, long rows)
{
	return view_scroll(b->wide && b->newest.layout ? longer(b) : &b->all, rows);
}

static bool before_command(void *state, struct app *app, enum command command)
{
	struct before_screen *b = state;
	int height = b->wide ? b->newest.height : b->all.height;
	long screenful = height > 2 ? height - 1 : 1;

	switch (command) {
	case CMD_UP:
		scroll(b, -1);
		return true;
	case CMD_DOWN:
		scroll(b, 1);
		return true;
	case CMD_BACK:
		scroll(b, -screenful);
		return true;
	case CMD_ONWARD:
		if (!scroll(b, screenful))
			app_say(app, _("This is the end. Esc goes back."));
		return true;
	case CMD_TOP:
		scroll(b, LONG_MIN / 2);
		return true;
	case CMD_BOTTOM:
		scroll(b, LONG_MAX / 2);
		return true;
	case CMD_WRITE_AGAIN:
		app_pop(app);
		app_command(app, command);	/* of the page below */
		return true;
	default:
		return false;
	}
}

static const struct screen_ops before_ops = {
	.title = before_title,
	.focus = before_focus,
	.draw = before_draw,
	.command = before_command,
	.close = before_close,
};

static struct doc *part_of(const struct doc *doc, size_t from, size_t to)
{
	struct doc *part = doc_new();

	doc_add_blocks(part, doc, from, to);
	return part;
}

static void push(struct app *app, struct doc *doc, const struct before_parts *parts)
{
	struct before_screen *b = MEM_NEW(struct before_screen);

	b->parts = *parts;
	view_open(&b->head, part_of(doc, 0, parts->newest), 0);
	view_open(&b->newest, part_of(doc, parts->newest, parts->earlier), 0);
	view_open(&b->earlier, part_of(doc, parts->earlier, doc_count(doc)), 0);
	view_open(&b->all, doc, 0);
	app_push(app, &before_ops, b);
}

void push_before(struct app *app)
{
	size_t page = workbook_here(app->wb);
	struct before_parts parts;
	struct doc *doc;

	if (app_refuses_covered(app))
		return;
	app_begin_save(app);	/* and what is being written is the newest */
	if (workbook_is_again(app->wb, page)) {
		app_say(app, _("What you wrote before is hidden until you have written."));
		return;
	}
	doc = before_doc(app->wb, page, &parts);
	if (doc)
		push(app, doc, &parts);
	else if (!workbook_has_box(app->wb, page))
		app_say(app, _("There is no box on this page."));
	else
		app_say(app, workbook_is_copy(app->wb) ? _("No words of this page were given to you.") :
			_("No words of yours are kept here."));
}

/* In OUT the first of LINES (of COUNT, "" for none) that fits into COLS cells; else nothing. */
static void choose_line(struct buf lines[], size_t count, int cols, struct buf *out)
{
	for (size_t i = 0; i < count; i++) {
		if (!out->len && lines[i].len && text_width(slice_buf(&lines[i])) <= cols)
			buf_add_slice(out, slice_buf(&lines[i]));
		buf_release(&lines[i]);
	}
}

/* Whether words were written here before the newest ones, and when; initialises DATE. */
static bool before_date_of(const struct app *app, size_t page, struct buf *date)
{
	buf_init(date, 256);
	return before_date(app->wb, page, date);
}

/* The reply that was given last, NULL for none. */
static const struct item *last_reply(const struct app *app, size_t page)
{
	struct replies_at at = replies_under(app->wb, page);
	size_t count = replies_count(app->wb, at);

	return count ? replies_item(app->wb, at, count - 1) : NULL;
}

bool before_footer(const struct app *app, size_t page, int cols, struct buf *out)
{
	const struct item *reply = last_reply(app, page);
	struct replies_at at = replies_under(app->wb, page);
	struct buf date, said, brief, lines[6];
	bool several, earlier = before_date_of(app, page, &date), copy = workbook_is_copy(app->wb);

	if (workbook_is_covered(app->wb)) {
		buf_release(&date);
		return false;
	}
	buf_init(&said, ANSWERS_TEXT_MAX * (REPLIES_GIVERS + 1));
	buf_init(&brief, ANSWERS_TEXT_MAX * 2);
	for (size_t i = 0; i < ARRAY_LEN(lines); i++)
		buf_init(&lines[i], ANSWERS_TEXT_MAX * (REPLIES_GIVERS + 2));
	several = replies_tell_givers(app->wb, at, REPLIES_GIVERS, &said);
	if (several)
		replies_tell_givers(app->wb, at, 1, &brief);
	else if (reply)
		replies_tell(reply, &said);
	if (reply && earlier)
		/* TRANSLATORS: a date, and 'Reply from Ms Hughes, 3 December 2026'. */
		buf_addf(&lines[0], copy ? _("Earlier words: %1$s. %2$s (F6)") :
			 _("I wrote about this before: %1$s. %2$s (F6)"), date.data, said.data);
	if (reply) {
		/* TRANSLATORS: %s is 'Reply from Ms Hughes, 3 December 2026'. */
		buf_addf(&lines[1], _("%s (F6)"), said.data);
		if (several)
			buf_addf(&lines[2], _("%s (F6)"), brief.data);
		buf_add_str(&lines[3], several ? _("There are replies (F6)") : _("There is a reply (F6)"));
	} else if (earlier && copy) {
		/* TRANSLATORS: words of somebody else; %s is a date. */
		buf_addf(&lines[4], _("Earlier words: %s (F6)"), date.data);
	} else if (earlier) {
		buf_addf(&lines[4], _("I wrote about this before: %s (F6)"), date.data);
		/* TRANSLATORS: 'I wrote about this before' where that is too long. */
		buf_addf(&lines[5], _("Before: %s (F6)"), date.data);
	}
	choose_line(lines, ARRAY_LEN(lines), cols, out);
	buf_release(&brief);
	buf_release(&said);
	buf_release(&date);
	return reply || earlier;
}
