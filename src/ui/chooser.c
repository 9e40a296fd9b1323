/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list to choose from, with words above and below it. */
#include <config.h>

#include "ui/chooser_own.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "text/fold.h"
#include "text/utf8.h"

#define FILTER_MAX 200	/* bytes */

struct chooser *chooser_new(const char *title, struct doc *intro, chooser_chosen *chosen)
{
	struct chooser *c = MEM_NEW(struct chooser);

	c->title = mem_string(title);
	c->intro = intro;
	c->chosen = chosen;
	c->marked = NO_LINE;
	buf_init(&c->filter, FILTER_MAX);
	return c;
}

void chooser_context(struct chooser *c, void *context, chooser_release *release)
{
	c->context = context;
	c->release = release;
}

void chooser_outro(struct chooser *c, struct doc *outro)
{
	c->outro = outro;
}

void chooser_add(struct chooser *c, int indent, const char *label, int tag)
{
	if (c->marked == NO_LINE)
		c->marked = 0;
	c->lines = mem_grow(c->lines, c->count, &c->cap, sizeof(*c->lines));
	c->lines[c->count++] = (struct line){
		.label = mem_string(label), .indent = indent, .tag = tag, .gap = c->gap,
	};
	c->gap = false;
}

void chooser_stress(struct chooser *c, size_t from, size_t to)
{
	c->lines[c->count - 1].from = from;
	c->lines[c->count - 1].to = to;
}

void chooser_read_first(struct chooser *c)
{
	c->loose = true;
}

void chooser_keep_still(struct chooser *c, bool still)
{
	c->still = still;
}

void chooser_sentence(struct chooser *c, size_t at)
{
	c->lines[c->count - 1].sentence = at;
}

void chooser_add_gap(struct chooser *c)
{
	c->gap = true;
}

void chooser_mark(struct chooser *c, int tag)
{
	for (size_t i = 0; i < c->count; i++)
		if (c->lines[i].tag == tag)
			c->marked = i;
}

static void chooser_close(void *state)
{
	struct chooser *c = state;

	for (size_t i = 0; i < c->count; i++)
		free(c->lines[i].label);
	free(c->lines);
	free(c->shown);
	if (c->context)
		c->release(c->context);
	buf_release(&c->filter);
	free(c->title);
	doc_free(c->intro);
	doc_free(c->outro);
	free(c);
}

/* The line behind FROM that shows, or with STEP < 0 before it; NO_LINE: there is none. */
static size_t next_line(const struct chooser *c, size_t from, long step)
{
	while (step < 0 ? from > 0 : from + 1 < c->count) {
		from = step < 0 ? from - 1 : from + 1;
		if (!c->lines[from].hidden)
			return from;
	}
	return NO_LINE;
}

/* Moves the mark by STEP lines, as far as there are lines; false when it stays. */
static bool move(struct chooser *c, long step)
{
	size_t was = c->marked, next;

	if (was == NO_LINE)
		return false;
	for (; step && (next = next_line(c, c->marked, step)) != NO_LINE; step += step < 0 ? 1 : -1)
		c->marked = next;
	c->loose = c->loose && c->marked == was;
	return c->marked != was;
}

/* Scrolls the words by STEP rows, mark or no mark; false when there are no more. */
static bool scroll(struct chooser *c, long step)
{
	size_t was = c->top, last = c->rows > (size_t)c->height ? c->rows - (size_t)c->height : 0;

	if (step < 0)
		c->top -= (size_t)-step < was ? (size_t)-step : was;
	else if (was < last)
		c->top = (size_t)step < last - was ? was + (size_t)step : last;
	c->loose = c->loose || c->top != was;
	return c->top != was;
}

static bool is_in_view(const struct chooser *c)
{
	return c->last >= c->top && c->first < c->top + (size_t)c->height;
}

/* Up (-1) and Down (1): through the rows of the marked line where they do not all show, or back to
 * it; then from line to line, then through the words beyond the last line. */
static void step(struct chooser *c, long lines)
{
	/* What has not been drawn yet, for keys come fast, is all in view. */
	if (c->height && (lines < 0 ? c->first < c->top : c->last >= c->top + (size_t)c->height))
		scroll(c, lines);
	else if (!move(c, lines))
		scroll(c, lines);
}

/* PgDn and PgUp (DIRECTION 1 and -1): a screenful, of which one row stays in view; the mark goes to its
 * first line, and where there is no more to the last or first of all. */
static void turn(struct chooser *c, long direction)
{
	long rows = c->height > 1 ? c->height - 1 : 1;
	bool ahead = direction < 0 ? c->first < c->top : c->last >= c->top + (size_t)c->height;

	if (!scroll(c, direction * rows) && !c->still)
		move(c, direction * (LONG_MAX / 2));
	else
		c->turned = !c->still && !ahead;
}

/* What would be chosen shows first. */
static void choose(struct chooser *c, struct app *app)
{
	if (c->loose && !is_in_view(c)) {
		c->loose = false;
		app_say(app, _("Enter again chooses what is marked."));
	} else if (c->marked != NO_LINE) {
		c->chosen(app, c->context, c->lines[c->marked].tag);
	}
}

static bool chooser_command(void *state, struct app *app, enum command command)
{
	struct chooser *c = state;
	switch (command) {
	case CMD_UP:
		step(c, -1);
		return true;
	case CMD_DOWN:
		step(c, 1);
		return true;
	case CMD_BACK:
		turn(c, -1);
		return true;
	case CMD_ONWARD:
		turn(c, 1);
		return true;
	case CMD_TOP:
		move(c, LONG_MIN / 2);
		scroll(c, LONG_MIN / 2);
		return true;
	case CMD_BOTTOM:
		move(c, LONG_MAX / 2);
		scroll(c, LONG_MAX / 2);
		c->loose = c->loose && !is_in_view(c);	/* in another window it shows, too */
		return true;
	case CMD_CHOOSE:
		choose(c, app);
		return true;
	default:
		return false;
	}
}

/* A click chooses, as Enter does on the marked line. */
static void chooser_click(void *state, struct app *app, int row, int col)
{
	struct chooser *c = state;

	(void)col;
	if (row < c->at || row >= c->at + c->height || c->shown[row - c->at] == NO_LINE)
		return;
	c->marked = c->shown[row - c->at];
	c->loose = false;
	c->chosen(app, c->context, c->lines[c->marked].tag);
}

/* ---- the filter ---- */

/* Whether the label has all the words of the filter. */
static bool fits(const struct fold *label, const struct fold *filter)
{
	struct slice rest = fold_needle(filter);
	bool all = true;

	while (rest.len && all) {
		const char *blank = memchr(rest.data, ' ', rest.len);
		size_t len = blank ? (size_t)(blank - rest.data) : rest.len, at = 0;
		struct fold_from match;

		all = fold_find(label, slice_part(rest, 0, len), &at, &match);
		rest = slice_trim(slice_part(rest, len, rest.len));
	}
	return all;
}

static bool begins(const struct line *line, const struct fold *filter)
{
	struct slice needle = fold_needle(filter);
	struct fold sentence;
	bool same;

	fold_init(&sentence);
	fold_make(&sentence, slice_of(line->label + line->sentence), FOLD_BLANKS);
	same = sentence.text.len >= needle.len && memcmp(sentence.text.data, needle.data, needle.len) == 0;
	fold_release(&sentence);
	return same;
}

/* Shows the lines that fit; the mark stays, or goes to the first that begins so, else to the
 * first of them. */
static void filter(struct chooser *c)
{
	struct fold typed, label;
	size_t first = NO_LINE, best = NO_LINE;

	fold_init(&typed);
	fold_init(&label);
	fold_make(&typed, slice_buf(&c->filter), FOLD_BLANKS);
	for (size_t i = 0; i < c->count; i++) {
		fold_make(&label, slice_of(c->lines[i].label), FOLD_BLANKS);
		c->lines[i].hidden = !fits(&label, &typed);
		if (!c->lines[i].hidden && first == NO_LINE)
			first = i;
		if (!c->lines[i].hidden && best == NO_LINE && begins(&c->lines[i], &typed))
			best = i;
	}
	if (c->marked == NO_LINE || c->lines[c->marked].hidden || c->filter.len)
		c->marked = best != NO_LINE ? best : first;
	c->top = 0;
	c->loose = false;
	c->height = 0;		/* what was drawn is no longer so */
	fold_release(&label);
	fold_release(&typed);
}

static void filter_type(void *state, struct app *app, struct slice text)
{
	struct chooser *c = state;

	(void)app;
	for (size_t i = 0; i < text.len; i++) {
		bool blank = strchr(" \t\r\n", text.data[i]) && text.data[i];

		if (c->filter.len + 1 == FILTER_MAX)
			break;
		if (!blank)
			buf_add_char(&c->filter, text.data[i]);
		else if (c->filter.len && c->filter.data[c->filter.len - 1] != ' ')
			buf_add_char(&c->filter, ' ');
	}
	while (utf8_check(slice_buf(&c->filter)) < c->filter.len)	/* cut inside a character */
		buf_splice(&c->filter, c->filter.len - 1, 1, "", 0);
	filter(c);
}

static bool filter_command(void *state, struct app *app, enum command command)
{
	struct chooser *c = state;
	size_t keep = 0;

	switch (command) {
	case CMD_LEAVE:
		if (!c->filter.len)
			return false;
		break;
	case CMD_DELETE_BACK:
		keep = cluster_prev(slice_buf(&c->filter), c->filter.len);
		break;
	case CMD_DELETE_ROW_START:
		break;
	default:
		return chooser_command(state, app, command);
	}
	buf_splice(&c->filter, keep, c->filter.len - keep, "", 0);
	filter(c);
	return true;
}

static void chooser_title(const void *state, const struct app *app, struct buf *middle,
			  struct buf *right)
{
	(void)app;
	(void)right;
	buf_add_str(middle, ((const struct chooser *)state)->title);
}

static unsigned chooser_focus(const void *state, const struct app *app)
{
	(void)state;
	(void)app;
	return FOCUS_LIST;
}

static unsigned filter_focus(const void *state, const struct app *app)
{
	(void)state;
	(void)app;
	return FOCUS_FILTER;
}

static const struct screen_ops chooser_ops = {
	.title = chooser_title,
	.focus = chooser_focus,
	.draw = chooser_draw,
	.command = chooser_command,
	.close = chooser_close,
	.click = chooser_click,
};

static const struct screen_ops filter_ops = {
	.title = chooser_title,
	.focus = filter_focus,
	.draw = chooser_draw,
	.command = filter_command,
	.type = filter_type,
	.close = chooser_close,
	.click = chooser_click,
};

static bool is_chooser(const struct screen *screen)
{
	return screen->ops == &chooser_ops || screen->ops == &filter_ops;
}

bool chooser_back_to(struct app *app, chooser_chosen *chosen)
{
	size_t at = app->depth;

	while (at > 0 && !(is_chooser(&app->stack[at - 1]) &&
			   ((struct chooser *)app->stack[at - 1].state)->chosen == chosen))
		at--;
	while (at && app->depth > at)
		app_pop(app);
	return at > 0;
}

void chooser_push(struct app *app, struct chooser *c)
{
	app_push(app, &chooser_ops, c);
}

void chooser_push_filtered(struct app *app, struct chooser *c)
{
	app_push(app, &filter_ops, c);
}

void chooser_replace(struct app *app, struct chooser *c)
{
	app_replace(app, &chooser_ops, c);
}
