/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Soft wrapping: each row follows from where it starts and the text behind. */
#include <config.h>

#include "text/wrap.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unilbrk.h>

#include "base/mem.h"
#include "text/safe.h"
#include "text/utf8.h"

#define NEAR 512	/* bytes of a row that need no memory to be asked for */
/* A row depends on the text up to the first cluster that did not fit.  That one
 * lies in the next row, or, when too wide for that too, begins the row behind;
 * and what stands after it may change its width. */
#define BACK 3

void wrap_init(struct wrap *w)
{
	*w = (struct wrap){ 0 };
}

void wrap_release(struct wrap *w)
{
	free(w->rows);
	wrap_init(w);
}

static bool is_blank(struct slice cluster)
{
	return slice_is(cluster, " ") || slice_is(cluster, "\t") ||
	       slice_is(cluster, "\xE3\x80\x80");	/* the ideographic space */
}

/* UAX #14, LB29: no break behind a full stop in "e.g." or in a file's name, where libunistring
 * 1.0 has one.  Letters below U+0800 are those of scripts that have words. */
static bool is_in_word(struct slice text, size_t at)
{
	unsigned char next = (unsigned char)text.data[at];

	return text.data[at - 1] == '.' && (isalnum(next) || (next >= 0xC3 && next < 0xE0));
}

/* Where the row from START is to be broken when the cluster at OVER, the first
 * that does not fit, ends at BEHIND. */
static size_t break_before(struct slice text, size_t start, size_t over, size_t behind)
{
	struct slice part = slice_part(text, start, behind);
	char near[NEAR];
	char *breaks = part.len > NEAR ? mem_zero(part.len, 1) : near;
	size_t at = start, found = over;

	u8_possible_linebreaks((const uint8_t *)part.data, part.len, "UTF-8", breaks);
	while ((at = cluster_next(text, at)) <= over) {
		if (breaks[at - start] == UC_BREAK_POSSIBLE && !is_in_word(text, at))
			found = at;
	}
	if (breaks != near)
		free(breaks);
	return found;
}

/* The end of what a row shows, without the blanks at its end that pass WIDTH
 * cells (0: without any). */
static size_t shown_end(struct slice text, size_t start, size_t end, int width)
{
	size_t keep = end;
	int col;

	while (keep > start) {
		size_t prev = cluster_prev(text, keep);

		if (!is_blank(slice_part(text, prev, keep)))
			break;
		keep = prev;
	}
	if (keep == end || !width)
		return keep;
	col = text_width(slice_part(text, start, keep));
	while (keep < end) {
		size_t next = cluster_next(text, keep);

		col += safe_cluster_width(slice_part(text, keep, next));
		if (col > width)
			break;
		keep = next;
	}
	return keep;
}

static struct wrap_row hard_row(struct slice text, size_t start, size_t end, size_t next,
				int width)
{
	return (struct wrap_row){ start, shown_end(text, start, end, width), next, true };
}

static struct wrap_row row_from(struct slice text, size_t start, int width)
{
	size_t at = start;
	int col = 0;

	while (at < text.len) {
		size_t next = cluster_next(text, at);
		struct slice cluster = slice_part(text, at, next);

		if (text.data[next - 1] == '\n')
			return hard_row(text, start, at, next, width);
		col += safe_cluster_width(cluster);
		if (col > width && at > start && !is_blank(cluster)) {
			size_t to = break_before(text, start, at, next);

			return (struct wrap_row){ start, shown_end(text, start, to, 0), to, false };
		}
		at = next;
	}
	return hard_row(text, start, text.len, text.len, width);
}

/* Whether ROW is the last of TEXT: a line feed at the end opens one more. */
static bool is_last(struct slice text, struct wrap_row row)
{
	return row.next == text.len &&
	       (row.next == row.start || text.data[row.next - 1] != '\n');
}

static void add_row(struct wrap *w, struct wrap_row row)
{
	w->rows = mem_grow(w->rows, w->count, &w->cap, sizeof(*w->rows));
	w->rows[w->count++] = row;
}

void wrap_text(struct wrap *w, struct slice text, int width)
{
	struct wrap_row row = { 0 };

	w->count = 0;
	do {
		row = row_from(text, row.next, width);
		add_row(w, row);
	} while (!is_last(text, row));
}

/* Puts the rows of FRESH in the place of rows FROM to TO of W and moves those
 * behind by so many bytes as the text became longer. */
static void put_rows(struct wrap *w, size_t from, size_t to, const struct wrap *fresh,
		     size_t cut, size_t added)
{
	size_t rest = w->count - to, count = from + fresh->count + rest;

	if (count > w->cap) {
		w->rows = mem_resize(w->rows, count, sizeof(*w->rows));
		w->cap = count;
	}
	memmove(w->rows + from + fresh->count, w->rows + to, rest * sizeof(*w->rows));
	memcpy(w->rows + from, fresh->rows, fresh->count * sizeof(*w->rows));
	w->count = count;
	for (size_t i = from + fresh->count; i < count; i++) {
		w->rows[i].start += added - cut;
		w->rows[i].end += added - cut;
		w->rows[i].next += added - cut;
	}
}

void wrap_change(struct wrap *w, struct slice text, int width,
		 size_t at, size_t cut, size_t added)
{
	size_t from = wrap_row_of(w, at), to;
	struct wrap fresh;
	struct wrap_row row;

	from -= from < BACK ? from : BACK;
	to = from;
	row.next = w->rows[from].start;
	wrap_init(&fresh);
	do {
		row = row_from(text, row.next, width);
		add_row(&fresh, row);
		while (to < w->count && (w->rows[to].start < at + cut ||
					 w->rows[to].start - cut + added < row.next))
			to++;
	} while (!is_last(text, row) &&
		 (to == w->count || w->rows[to].start - cut + added != row.next));
	if (is_last(text, row))
		to = w->count;
	put_rows(w, from, to, &fresh, cut, added);
	wrap_release(&fresh);
}

size_t wrap_row_of(const struct wrap *w, size_t at)
{
	size_t low = 0, high = w->count;

	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;

		if (w->rows[mid].start <= at)
			low = mid;
		else
			high = mid;
	}
	return low;
}
