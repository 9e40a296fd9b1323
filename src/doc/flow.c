/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The flow of rows. */
#include <config.h>

#include "doc/flow.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "text/utf8.h"

void flow_begin(struct flow *f, struct layout *layout, int width)
{
	*f = (struct flow){ .layout = layout, .width = width, .gap_rows = 1 };
	buf_init(&f->marker, SIZE_MAX / 2);
	buf_init(&f->text, SIZE_MAX / 2);
	wrap_init(&f->wrap);
}

void flow_block(struct flow *f, size_t block)
{
	f->block = block;
	f->gap = f->layout->count > 0;
	f->begun = false;
	f->layout->first[block] = SIZE_MAX;
}

/* Fills the waiting marker up with blanks to where text begins. */
static void pad_marker(struct flow *f)
{
	int cells = f->indent - f->marker_at - text_width(slice_buf(&f->marker));

	while (f->marker.len && cells-- > 0)
		buf_add_char(&f->marker, ' ');
}

int flow_mark(struct flow *f, const char *marker)
{
	int cells = text_width(slice_of(marker));

	pad_marker(f);
	if (!f->marker.len)
		f->marker_at = f->indent;
	buf_add_str(&f->marker, marker);
	f->indent += cells;
	return cells;
}

/* Adds SPAN to SPANS: to the last one, where that has the same style and is not
 * before FROM.  Returns the array, perhaps moved. */
static struct span *add_span(struct span *spans, size_t *count, size_t *cap, size_t from,
			     struct span span)
{
	if (!span.len)
		return spans;
	if (*count > from && spans[*count - 1].style == span.style) {
		spans[*count - 1].len += span.len;
		return spans;
	}
	spans = mem_grow(spans, *count, cap, sizeof(*spans));
	spans[(*count)++] = span;
	return spans;
}

static void push_row(struct flow *f, struct layout_row row)
{
	struct layout *l = f->layout;

	l->rows = mem_grow(l->rows, l->count, &l->cap, sizeof(*l->rows));
	l->rows[l->count++] = row;
}

/* Adds bytes to the last row, whose spans begin at FROM. */
static void fill_row(struct flow *f, size_t from, struct slice text, unsigned style)
{
	struct layout *l = f->layout;
	struct layout_row *row = &l->rows[l->count - 1];
	struct span span = { text.len, style };

	buf_add_slice(&l->text, text);
	row->text.len += text.len;
	l->spans = add_span(l->spans, &l->span_count, &l->span_cap, from, span);
	row->span_count = l->span_count - from;
}

/* Begins a row, behind an empty one where that is due, with the waiting marker.
 * Returns where its spans begin. */
static size_t begin_row(struct flow *f, struct room room)
{
	struct layout *l = f->layout;
	size_t from = l->span_count;

	for (int i = 0; f->gap && l->count && i < f->gap_rows; i++)
		push_row(f, (struct layout_row){ .block = l->rows[l->count - 1].block });
	f->gap = false;
	if (!f->begun)
		l->first[f->block] = l->count;
	push_row(f, (struct layout_row){
		.indent = room.indent,
		.block = f->block,
		.starts = !f->begun,
	});
	f->begun = true;
	if (room.hang) {
		l->rows[l->count - 1].indent -= room.indent ? room.hang : 0;
		fill_row(f, from, slice_buf(&f->marker), STYLE_PLAIN);
	}
	buf_clear(&f->marker);
	return from;
}

struct room flow_room(const struct flow *f)
{
	struct room room = { f->indent, f->width - f->indent, 0 };

	if (f->marker.len)
		room.hang = f->indent - f->marker_at;
	if (room.cells >= FLOW_ROOM_MIN)
		return room;
	if (!f->indent)
		return (struct room){ 0, f->width, 0 };
	if (room.hang >= f->width)
		room.hang = 0;
	return (struct room){ 0, f->width - room.hang, room.hang };
}

void flow_add(struct flow *f, struct slice text, unsigned style)
{
	struct span span = { text.len, style };

	buf_add_slice(&f->text, text);
	f->spans = add_span(f->spans, &f->span_count, &f->span_cap, 0, span);
}

/* Adds the bytes FROM..TO of the paragraph to the last row.  *SPAN is the span that
 * holds byte *BASE, its first; both move on. */
static void fill_part(struct flow *f, size_t row_spans, struct wrap_row part, size_t *span,
		      size_t *base)
{
	size_t at = part.start;

	while (at < part.end) {
		size_t end = *base + f->spans[*span].len;
		size_t stop = end < part.end ? end : part.end;

		if (stop > at) {
			fill_row(f, row_spans, slice_part(slice_buf(&f->text), at, stop),
				 f->spans[*span].style);
			at = stop;
		}
		if (at < part.end) {
			*base = end;
			(*span)++;
		}
	}
}

void flow_wrap(struct flow *f)
{
	struct room room = flow_room(f);
	size_t i, span = 0, base = 0;

	if (f->text.len) {
		pad_marker(f);
		wrap_text(&f->wrap, slice_buf(&f->text), room.cells);
		for (i = 0; i < f->wrap.count; i++) {
			size_t from = begin_row(f, room);

			fill_part(f, from, f->wrap.rows[i], &span, &base);
			room.hang = 0;
		}
	}
	buf_clear(&f->text);
	f->span_count = 0;
}

void flow_row(struct flow *f, struct slice text)
{
	size_t from;

	pad_marker(f);
	from = begin_row(f, flow_room(f));
	fill_row(f, from, text, STYLE_PLAIN);
}

void flow_unmark(struct flow *f)
{
	while (f->marker.len && f->marker.data[f->marker.len - 1] == ' ')
		f->marker.len--;
	if (f->marker.len)
		begin_row(f, flow_room(f));
}

void flow_end(struct flow *f)
{
	struct layout *l = f->layout;
	const struct span *spans = l->spans;
	const char *text = l->text.data;
	size_t i;

	for (i = 0; i < l->count; i++) {
		l->rows[i].text.data = text;
		l->rows[i].spans = spans;
		text += l->rows[i].text.len;
		if (l->rows[i].span_count)
			spans += l->rows[i].span_count;
	}
	for (i = 0; i < l->blocks; i++) {
		if (l->first[i] == SIZE_MAX)
			l->first[i] = l->count;
	}
	buf_release(&f->marker);
	buf_release(&f->text);
	free(f->spans);
	wrap_release(&f->wrap);
}
