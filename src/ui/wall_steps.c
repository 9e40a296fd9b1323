/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a page for the wall comes to in a window. */
#include <config.h>

#include "ui/wall_steps.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/utf8.h"
#include "text/wrap.h"

#define UNBROKEN 100000		/* cells: no line of a book is as wide */
#define SPACIOUS_ROWS 10	/* of a window that has room for empty rows around the words */
#define MARGIN 2		/* cells beside the column, where they can be spared */
#define COLS_SPARED 40
#define ROOM_MIN 8		/* cells: an indent that leaves less is dropped */

struct wall_room wall_room(int rows, int cols)
{
	int margin = cols >= COLS_SPARED ? MARGIN : 1, edge = rows >= SPACIOUS_ROWS ? 2 : 1;
	int width = cols - 2 * margin < WALL_COLS_MAX ? cols - 2 * margin : WALL_COLS_MAX;

	return (struct wall_room){
		.top = edge, .rows = rows > 2 * edge ? rows - 2 * edge : 1,
		.left = (cols - width) / 2, .cols = width > 0 ? width : 1,
	};
}

/* ---- making ---- */

struct maker {
	struct wall_steps *w;
	const struct wall_part *part;
	bool open;	/* rows are still added to the last step */
	bool body;	/* it has more than a heading */
	bool gap;	/* an empty row comes before its next one */
	struct wrap wrap;
};

static struct wall_step *last(const struct maker *m)
{
	return &m->w->steps[m->w->count - 1];
}

/* Bytes of the block's text before the line. */
static size_t bytes_before(const struct layout *layout, size_t line)
{
	const struct layout_row *row = layout_row(layout, line);
	size_t bytes = 0;

	while (line > 0 && layout_row(layout, line - 1)->block == row->block)
		bytes += layout_row(layout, --line)->text.len;
	return bytes;
}

static bool is_heading(const struct maker *m, size_t line)
{
	return doc_kind(m->w->page.doc, layout_row(m->w->layout, line)->block) == DOC_HEADING;
}

static void close_step(struct maker *m)
{
	m->open = m->body = m->gap = false;
}

static void open_step(struct maker *m, size_t line, size_t from)
{
	struct wall_steps *w = m->w;

	if (m->open)
		return;
	w->steps = mem_grow(w->steps, w->count, &w->cap, sizeof(*w->steps));
	w->steps[w->count++] = (struct wall_step){
		.kind = m->part->kind,
		.block = layout_row(w->layout, line)->block,
		.offset = bytes_before(w->layout, line) + from,
		.row = w->row_count,
		.headed = is_heading(m, line),
	};
	m->open = true;
}

static void add_row(struct maker *m, struct wall_row row)
{
	struct wall_steps *w = m->w;

	w->rows = mem_grow(w->rows, w->row_count, &w->row_cap, sizeof(*w->rows));
	w->rows[w->row_count++] = row;
	last(m)->count++;
}

/* Rows that the step has left for words, the waiting gap aside. */
static size_t rows_left(const struct maker *m)
{
	size_t all = (size_t)m->w->room.rows, used = m->open ? last(m)->count : 0;

	used += m->open && m->gap;
	return used < all ? all - used : 0;
}

/* Bytes of a bullet or a number before an item's words. */
static size_t marker_of(struct slice text)
{
	static const char bullet[] = "• ";
	size_t digits = 0;

	if (slice_starts(text, bullet))
		return sizeof(bullet) - 1;
	while (digits < text.len && text.data[digits] >= '0' && text.data[digits] <= '9')
		digits++;
	return digits && digits + 1 < text.len && strchr(".)", text.data[digits]) &&
		text.data[digits + 1] == ' ' ? digits + 2 : 0;
}

/* The indents of the line's first row, and of those behind it. */
static void find_indents(const struct maker *m, const struct layout_row *line, int *first, int *rest)
{
	enum doc_kind kind = doc_kind(m->w->page.doc, line->block);
	size_t marker = kind == DOC_LIST || kind == DOC_QUOTE ? marker_of(line->text) : 0;

	*first = line->indent;
	*rest = line->indent + text_width(slice_part(line->text, 0, marker));
	if (m->w->room.cols - *rest < ROOM_MIN)
		*first = *rest = 0;
}

/* Wraps the words of LINE from FROM on, to hang behind the marker of an item. */
static void wrap_line(struct maker *m, const struct layout_row *line, size_t from)
{
	int first, rest;

	find_indents(m, line, &first, &rest);
	wrap_text(&m->wrap, slice_part(line->text, from, line->text.len), m->w->room.cols - rest);
}

static void add_words(struct maker *m, size_t at, size_t from, size_t rows, size_t to)
{
	const struct layout_row *line = layout_row(m->w->layout, at);
	int first, rest;

	find_indents(m, line, &first, &rest);
	if (m->open && m->gap)
		add_row(m, (struct wall_row){ .line = NULL });
	m->gap = false;
	open_step(m, at, from);
	for (size_t i = 0; i < rows; i++) {
		size_t start = from + m->wrap.rows[i].start, end = from + m->wrap.rows[i].end;

		if (start < to)
			add_row(m, (struct wall_row){ line, start, end < to ? end : to,
						      start == 0 ? first : rest });
	}
	m->body = m->body || !is_heading(m, at);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Whether a sentence ends before byte AT, at which a blank stands. */
static bool ends_sentence(struct slice text, size_t at)
{
	static const char *const closing[] = { "’", "”", "\"", "'", ")", "]" };
	static const char *const ends[] = { ".", "?", "!", "…" };

	for (size_t i = 0; i < ARRAY_LEN(closing); i++) {
		size_t len = strlen(closing[i]);

		if (at > len && memcmp(text.data + at - len, closing[i], len) == 0) {
			at -= len;
			break;
		}
	}
	for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
		size_t len = strlen(ends[i]);

		if (at > len && memcmp(text.data + at - len, ends[i], len) == 0)
			return true;
	}
	return false;
}

/* Where TEXT, whose first ROWS rows fit, is broken: behind the last sentence that does, unless
 * that would leave most of the room empty. */
static size_t find_break(const struct maker *m, struct slice text, size_t rows)
{
	size_t end = m->wrap.rows[rows - 1].end, at = end;

	for (; at > end / 3; at--)
		if (at < text.len && is_blank(text.data[at]) && ends_sentence(text, at))
			return at;
	return end > 0 ? end : m->wrap.rows[rows - 1].next;
}

/* Adds the line AT, over several steps where it does not fit into one. */
static void add_line(struct maker *m, size_t at)
{
	const struct layout_row *line = layout_row(m->w->layout, at);
	size_t from = 0, to, rows;

	while (from < line->text.len) {
		wrap_line(m, line, from);
		rows = rows_left(m);
		if (m->wrap.count > rows && (m->body || !rows)) {
			close_step(m);
			continue;
		}
		if (m->wrap.count <= rows) {
			add_words(m, at, from, m->wrap.count, line->text.len);
			return;
		}
		to = from + find_break(m, slice_part(line->text, from, line->text.len), rows);
		add_words(m, at, from, rows, to);
		close_step(m);
		for (from = to; from < line->text.len && is_blank(line->text.data[from]); )
			from++;
	}
}

/* A row of a drawing, never broken: what does not fit is cut off by the surface. */
static void add_drawn(struct maker *m, size_t at)
{
	const struct layout_row *line = layout_row(m->w->layout, at);

	if (!rows_left(m))
		close_step(m);
	open_step(m, at, 0);
	add_row(m, (struct wall_row){ line, 0, line->text.len, line->indent });
	m->body = true;
}

static int width_of_block(const struct layout *layout, size_t block)
{
	int width = 0, cells;

	for (size_t i = layout_row_of_block(layout, block); i < layout_count(layout) &&
	     layout_row(layout, i)->block == block; i++) {
		cells = layout_row(layout, i)->indent + text_width(layout_row(layout, i)->text);
		width = cells > width ? cells : width;
	}
	return width;
}

/* A drawing with a caption that is wider than the room is left out: the caption says the same. */
static bool is_left_out(const struct maker *m, size_t block)
{
	return m->part->kind == WALL_FIGURE && block == m->part->from && block + 1 < m->part->to &&
		width_of_block(m->w->layout, block) > m->w->room.cols;
}

/* Whether LINE is empty, and nothing of its block comes behind it: it parts blocks. */
static bool is_gap(const struct layout *layout, size_t line)
{
	const size_t block = layout_row(layout, line)->block;

	while (line < layout_count(layout) && layout_row(layout, line)->block == block)
		if (layout_row(layout, line++)->text.len)
			return false;
	return true;
}

/* Rows that the figure and its caption take together. */
static size_t rows_of_figure(struct maker *m, size_t line)
{
	size_t rows = 0;

	for (; line < layout_count(m->w->layout); line++) {
		const struct layout_row *row = layout_row(m->w->layout, line);

		if (row->block >= m->part->to)
			break;
		wrap_line(m, row, 0);
		rows += row->block == m->part->from ? 1 : m->wrap.count;
	}
	return rows;
}

static void make_part(struct maker *m)
{
	const struct layout *layout = m->w->layout;
	size_t line = layout_row_of_block(layout, m->part->from);
	bool apart;

	close_step(m);
	/* A heading of the part before is not lost with a figure that fills the window. */
	apart = m->part->kind == WALL_FIGURE && rows_of_figure(m, line) > (size_t)m->w->room.rows;
	for (; line < layout_count(layout) && layout_row(layout, line)->block < m->part->to; line++) {
		const struct layout_row *row = layout_row(layout, line);
		bool drawn = doc_kind(m->w->page.doc, row->block) == DOC_FENCE && !is_gap(layout, line);

		if (is_left_out(m, row->block))
			continue;
		if (apart && m->open && !drawn && last(m)->block == m->part->from)
			close_step(m);
		if (drawn)
			add_drawn(m, line);
		else if (row->text.len)
			add_line(m, line);
		m->gap = m->open && (m->gap || (!drawn && !row->text.len));
	}
}

void wall_steps_make(struct wall_steps *w, struct wall_page *page, int rows, int cols)
{
	struct maker m = { .w = w };

	*w = (struct wall_steps){ .page = *page, .room = wall_room(rows, cols) };
	*page = (struct wall_page){ 0 };
	w->layout = layout_new(w->page.doc, UNBROKEN);
	wrap_init(&m.wrap);
	for (size_t i = 0; i < w->page.count; i++) {
		m.part = &w->page.parts[i];
		make_part(&m);
	}
	if (!w->count)	/* nothing of it can be shown */
		w->steps = MEM_NEW(struct wall_step), w->count = w->cap = 1;
	wrap_release(&m.wrap);
}

void wall_steps_release(struct wall_steps *w)
{
	wall_page_release(&w->page);
	layout_free(w->layout);
	free(w->rows);
	free(w->steps);
	*w = (struct wall_steps){ 0 };
}

size_t wall_steps_find(const struct wall_steps *w, size_t block, size_t offset)
{
	size_t found = 0;

	for (size_t i = 1; i < w->count; i++)
		if (w->steps[i].block < block ||
		    (w->steps[i].block == block && w->steps[i].offset <= offset))
			found = i;
	return found;
}

/* ---- drawing ---- */

static int width_of_step(const struct wall_steps *w, const struct wall_step *step)
{
	int width = 0, cells;

	for (size_t i = step->row; i < step->row + step->count; i++) {
		const struct wall_row *row = &w->rows[i];

		cells = row->line ? row->indent + text_width(slice_part(row->line->text, row->from, row->to)) : 0;
		width = cells > width ? cells : width;
	}
	return width < w->room.cols ? width : w->room.cols;
}

static void draw_row(struct surface *s, const struct wall_row *row, int at, int col, unsigned style)
{
	size_t start = 0;

	for (size_t i = 0; i < row->line->span_count; i++) {
		const struct span *span = &row->line->spans[i];
		size_t from = row->from > start ? row->from : start;
		size_t to = row->to < start + span->len ? row->to : start + span->len;

		if (from < to)
			col = surface_put(s, at, col, s->cols, slice_part(row->line->text, from, to),
					  span->style | style);
		start += span->len;
	}
}

/* A drawing may begin with blanks. */
static void put_cursor(const struct wall_row *row, struct surface *s, int at, int left)
{
	size_t i = row->from;

	while (i < row->to && is_blank(row->line->text.data[i]))
		i++;
	surface_cursor(s, at, left + row->indent + (int)(i - row->from));
}

void wall_steps_draw(const struct wall_steps *w, size_t i, struct surface *s, unsigned style)
{
	const struct wall_step *step = &w->steps[i];
	const bool figure = step->kind == WALL_FIGURE;
	int rows = (int)step->count, apart = 1, top, left = w->room.left;

	surface_cursor(s, w->room.top, left);
	if (!rows)
		return;
	if (!figure && 2 * rows - 1 <= w->room.rows)
		apart = 2;
	rows = (rows - 1) * apart + 1;
	top = w->room.top + (w->room.rows - rows) / 2;
	if (figure)
		left += (w->room.cols - width_of_step(w, step)) / 2;
	for (size_t k = 0; k < step->count; k++) {
		const struct wall_row *row = &w->rows[step->row + k];

		if (row->line)
			draw_row(s, row, top + (int)k * apart, left + row->indent, style);
	}
	put_cursor(&w->rows[step->row], s, top, left);
}
