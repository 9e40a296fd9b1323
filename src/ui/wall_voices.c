/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people said to a question, on the wall; and what a group wrote and a facilitator gathered. */
#include <config.h>

#include "ui/wall_voices.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "answers/gathered.h"
#include "base/intl.h"
#include "base/mem.h"
#include "ui/wall.h"
#include "ui/wall_list.h"

/* ---- one question ---- */

struct said {
	const struct wall_voices_kind *kind;
	int tag;
	bool on;		/* to the next question, else back to where they were asked for */
	char *title;
	struct doc *doc;
	size_t block, offset;	/* where the step that shows begins */
};

void wall_add_voices(struct doc *doc, struct slice question, char *const *voices, size_t count)
{
	doc_add_heading(doc, 2, question);
	for (size_t i = 0; i < count; i++) {
		doc_add_item(doc, slice_of(voices[i]));
		doc_end_list(doc);	/* room between them */
	}
}

static void open_steps(const struct said *s, int rows, int cols, struct wall_steps *steps)
{
	struct doc *doc = doc_new();
	struct wall_page page;

	doc_add_blocks(doc, s->doc, 0, doc_count(s->doc));
	wall_page_of(&page, s->title, doc, SIZE_MAX);
	wall_steps_make(steps, &page, rows, cols);
}

static void turn_to(struct said *s, const struct app *app, int tag, size_t block)
{
	doc_free(s->doc);
	free(s->title);
	s->tag = tag;
	s->doc = s->kind->make(app, tag, &s->title);
	s->block = block;
	s->offset = 0;
}

/* From either end. */
static void move_on(struct said *s, struct app *app, int by)
{
	int next = s->on ? s->kind->next(app, s->tag, by) : -1;

	if (next >= 0)
		turn_to(s, app, next, by < 0 ? SIZE_MAX : 0);
	else if (s->on && by > 0)
		app_say(app, _("These were the last words. Esc goes back."));
	else
		app_pop(app);
}

/* By STEP, 1 or -1. */
static void move(struct said *s, struct app *app, int by)
{
	struct wall_steps steps;
	size_t i;

	open_steps(s, app->rows, app->cols, &steps);
	i = wall_steps_find(&steps, s->block, s->offset);
	if (by < 0 ? i > 0 : i + 1 < steps.count) {
		i = by < 0 ? i - 1 : i + 1;
		s->block = steps.steps[i].block;
		s->offset = steps.steps[i].offset;
	} else {
		move_on(s, app, by);
	}
	wall_steps_release(&steps);
}

static const struct wall_voices_kind group_kind;

static bool said_command(void *state, struct app *app, enum command command)
{
	struct said *s = state;

	switch (command) {
	case CMD_ONWARD:
		move(s, app, 1);
		return true;
	case CMD_BACK:
		move(s, app, -1);
		return true;
	case CMD_TOP:
		s->block = s->offset = 0;
		return true;
	case CMD_BOTTOM:
		s->block = SIZE_MAX;
		return true;
	case CMD_LEAVE:
		app_pop(app);
		return true;
	default:
		return (command == CMD_VOICES && s->kind == &group_kind) || wall_common(app, command);
	}
}

static void said_paint(void *state, struct app *app, struct surface *surface)
{
	const struct said *s = state;
	struct wall_steps steps;
	size_t i;

	if (!wall_fits(app, surface))
		return;
	open_steps(s, surface->rows, surface->cols, &steps);
	i = wall_steps_find(&steps, s->block, s->offset);
	if (!steps.steps[i].headed)
		wall_draw_top(surface, s->title);
	wall_steps_draw(&steps, i, surface, wall_ink(app));
	wall_draw_bottom(app, surface, "", true);
	wall_steps_release(&steps);
}

static unsigned said_focus(const void *state, const struct app *app)
{
	(void)state;
	(void)app;
	return FOCUS_WALL;
}

static void said_close(void *state)
{
	struct said *s = state;

	doc_free(s->doc);
	free(s->title);
	free(s);
}

static const struct screen_ops said_ops = {
	.focus = said_focus,
	.paint = said_paint,
	.key = wall_number,
	.command = said_command,
	.close = said_close,
};

void push_wall_said(struct app *app, const struct wall_voices_kind *kind, int tag, bool on)
{
	struct said *s = MEM_NEW(struct said);

	if (wall_back_to(app, &said_ops))
		app_pop(app);
	*s = (struct said){ .kind = kind, .on = on };
	turn_to(s, app, tag, 0);
	app_push(app, &said_ops, s);
}

/* ---- what was gathered ---- */

static bool same_question(const struct gathered_question *a, const struct gathered_question *b)
{
	return a->part == b->part && strcmp(a->id, b->id) == 0;
}

/* Whether the first of two languages says "cy" where the other does, or "cy-GB". */
static bool same_language(const char *a, const char *b)
{
	size_t len = strcspn(b, "-");

	return strncasecmp(a, b, len) == 0 && (!a[len] || a[len] == '-');
}

/* Those lines of the question that are in the book's language, or the others; a question that goes
 * on in another line is asked once. */
static void add_lines(struct doc *doc, const struct app *app, const struct gathered_question *question,
		      bool of_book)
{
	const struct gathered *g = app->wall->voices;
	const struct gathered_question *before = NULL;

	for (size_t i = 0; i < g->count; i++) {
		const struct gathered_question *q = &g->items[i];

		if (!same_question(q, question) || same_language(q->language,
		    pack_language(workbook_pack(app->wb))) != of_book)
			continue;
		wall_add_voices(doc, before && strcmp(before->language, q->language) == 0 ?
				slice_of("") : slice_of(q->question), q->voices, q->count);
		before = q;
	}
}

/* How it is asked: in the book's language where anybody answered in that. */
static const char *wording(const struct app *app, const struct gathered_question *question)
{
	const struct gathered *g = app->wall->voices;

	for (size_t i = 0; i < g->count; i++)
		if (same_question(&g->items[i], question) && same_language(g->items[i].language,
		    pack_language(workbook_pack(app->wb))))
			return g->items[i].question;
	return question->question;
}

static struct doc *group_make(const struct app *app, int tag, char **title)
{
	const struct gathered_question *question = &app->wall->voices->items[tag];
	struct doc *doc = doc_new();

	add_lines(doc, app, question, true);
	add_lines(doc, app, question, false);
	*title = mem_string(wording(app, question));
	return doc;
}

/* Whether no line before that of TAG is of the same question. */
static bool is_first(const struct gathered *g, int tag)
{
	int first = 0;

	while (!same_question(&g->items[first], &g->items[tag]))
		first++;
	return first == tag;
}

static int group_next(const struct app *app, int tag, int by)
{
	const struct gathered *g = app->wall->voices;

	do
		tag += by;
	while (tag >= 0 && tag < (int)g->count && !is_first(g, tag));
	return tag < (int)g->count ? tag : -1;
}

static const struct wall_voices_kind group_kind = { group_make, group_next };

/* That of a page, by any of its ids, or -1. */
static int find(const struct app *app, size_t page)
{
	const struct gathered *g = app->wall->voices;
	size_t found;

	for (size_t i = 0; g && i < g->count; i++)
		if (pack_find(workbook_pack(app->wb), g->items[i].id, &found) && found == page)
			return (int)i;
	return -1;
}

void push_wall_page_voices(struct app *app)
{
	int tag = find(app, app->wall->page);

	if (tag >= 0)
		push_wall_said(app, &group_kind, tag, false);
	else
		app_say(app, app->wall->voices ?
			_("There is nothing from the group to show for this page.") :
			_("No voices: 'present --voices FILE' takes what a group wrote."));
}

static void voices_head(const struct app *app, struct buf *out)
{
	(void)app;
	buf_add_str(out, _("What the group wrote"));
}

static void voices_fill(const struct app *app, struct wall_lines *lines)
{
	for (int tag = group_next(app, -1, 1); tag >= 0; tag = group_next(app, tag, 1))
		wall_line(lines, 0, wording(app, &app->wall->voices->items[tag]), tag);
}

static void voices_chosen(struct app *app, int tag)
{
	push_wall_said(app, &group_kind, tag, true);
}

static const struct wall_list_kind voices_kind = {
	.focus = FOCUS_WALL_LIST,
	.head = voices_head,
	.fill = voices_fill,
	.chosen = voices_chosen,
};

bool wall_has_voices(const struct app *app)
{
	return app->wall->voices && app->wall->voices->count;
}

void push_wall_voices(struct app *app)
{
	wall_list_push(app, &voices_kind);
}
