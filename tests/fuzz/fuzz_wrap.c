/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text being written in: whatever is typed, deleted and moved, rows cover the text and
 * fit, the cursor stands between clusters, and rows kept up to date are those of the
 * whole text. */
#include <config.h>

#include <string.h>

#include "../unit/pieces.h"
#include "fuzz.h"
#include "text/edit.h"
#include "text/safe.h"
#include "text/utf8.h"
#include "text/wrap.h"

#define STEPS 200
#define TEXT_MAX 4096

static void check_row(struct slice text, struct wrap_row row, int width)
{
	struct slice shown = slice_part(text, row.start, row.end);

	fuzz_must(row.start <= row.end && row.end <= row.next && row.next <= text.len,
		  "a row is in order");
	fuzz_must(row.hard || row.next > row.start, "rows go on");
	fuzz_must(cluster_floor(text, row.next) == row.next, "a row ends between clusters");
	fuzz_must_of(!memchr(shown.data, '\n', shown.len), "a row shows no line feed", shown);
	fuzz_must_of(text_width(shown) <= width || cluster_next(shown, 0) == shown.len,
		     "a row fits", shown);
	if (!row.hard || row.next < text.len)
		fuzz_must((text.data[row.next - 1] == '\n') == row.hard,
			  "a line feed ends a row, and only a hard one");
}

static void check_rows(struct slice text, const struct wrap *w, int width)
{
	size_t at = 0;

	fuzz_must(w->count > 0, "there is a row");
	for (size_t i = 0; i < w->count; i++) {
		fuzz_must(w->rows[i].start == at, "rows follow each other");
		check_row(text, w->rows[i], width);
		at = w->rows[i].next;
	}
	fuzz_must(at == text.len && w->rows[w->count - 1].hard, "rows cover the text");
}

static void check_same(const struct wrap *a, const struct wrap *b)
{
	fuzz_must(a->count == b->count, "rows kept up to date are as many as those of the whole");
	for (size_t i = 0; i < a->count; i++)
		fuzz_must(a->rows[i].start == b->rows[i].start && a->rows[i].end == b->rows[i].end &&
			  a->rows[i].next == b->rows[i].next && a->rows[i].hard == b->rows[i].hard,
			  "a row kept up to date is that of the whole");
}

/* Clusters going forward, coming back, and from anywhere are the same ones. */
static void check_clusters(struct slice text)
{
	for (size_t at = 0, next; at < text.len; at = next) {
		next = cluster_next(text, at);
		fuzz_must(next > at && next <= text.len, "clusters go on");
		fuzz_must(cluster_prev(text, next) == at, "back is where forward came from");
		for (size_t i = at; i < next; i++)
			fuzz_must(cluster_floor(text, i) == at, "every byte has its cluster");
		fuzz_must(safe_cluster_width(slice_part(text, at, next)) >= 0, "a width is one");
	}
}

static void check_cursor(struct editor_text *e, const struct wrap *w, int width)
{
	struct slice text = edit_text(e);
	size_t row;
	int col;

	fuzz_must(cluster_floor(text, e->cursor) == e->cursor, "the cursor is between clusters");
	edit_where(e, width, &row, &col);
	fuzz_must(row < w->count && col >= 0 && col < width, "the cursor is in the box");
	fuzz_must(row == wrap_row_of(w, e->cursor), "the cursor is in its row");
}

static void check_state(struct editor_text *e, int width)
{
	struct slice text = edit_text(e);
	const struct wrap *w = edit_rows(e, width);
	struct wrap whole;

	fuzz_must(utf8_check(text) == text.len, "the text is UTF-8");
	for (size_t i = 0; i < text.len; i++)
		fuzz_must((unsigned char)text.data[i] >= 0x20 || strchr("\n\t", text.data[i]),
			  "no control character came in");
	wrap_init(&whole);
	wrap_text(&whole, text, width);
	check_rows(text, &whole, width);
	check_same(w, &whole);
	wrap_release(&whole);
	check_cursor(e, w, width);
}

/* What was put in stands before the cursor, or up to the end of the cluster it joined. */
static void insert(struct editor_text *e, struct slice put)
{
	size_t at = e->cursor, before = e->text.len, added;

	if (before > TEXT_MAX)
		return;
	fuzz_must(edit_insert(e, put), "there is room");
	added = e->text.len - before;
	fuzz_must(added <= put.len * 3, "no more than was typed comes in");
	fuzz_must(!added || e->cursor >= at + added, "the cursor is behind what was typed");
}

/* The same width for most steps, so that rows are kept up to date. */
static void step(struct editor_text *e, struct fuzz_bytes *in, int *width)
{
	unsigned op = fuzz_byte(in);
	enum edit_move move = (enum edit_move)(op % (EDIT_WORD_RIGHT + 1));

	switch (op / 16) {
	case 0: case 1:
		edit_move(e, move, *width);
		break;
	case 2:
		edit_delete_to(e, move, *width);
		break;
	case 3:
		(void)(op & 1 ? edit_delete(e) : edit_delete_back(e));
		break;
	case 4:
		edit_place(e, *width, fuzz_byte(in), (int)(op % 16));
		break;
	case 5:
		edit_move_rows(e, (int)(op % 16) - 8, *width);
		break;
	case 6:
		*width = 1 + (int)(fuzz_byte(in) % 40);
		break;
	case 7:
		insert(e, fuzz_slice(in, op % 16 + 1));
		break;
	default:
		insert(e, slice_of(piece(op - 128)));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_bytes in = { data, size };
	struct editor_text e;
	int width;
	struct buf first;

	fuzz_begin();
	width = 1 + (int)(fuzz_byte(&in) % 40);
	buf_init(&first, FUZZ_MANY);
	utf8_repair(&first, fuzz_slice(&in, fuzz_byte(&in) % 128));
	for (size_t i = 0; i < first.len; i++)
		if ((unsigned char)first.data[i] < 0x20)
			first.data[i] = "\n\t "[first.data[i] % 3];
	edit_open(&e, slice_buf(&first));
	buf_release(&first);
	check_state(&e, width);
	for (int i = 0; i < STEPS && in.left; i++) {
		step(&e, &in, &width);
		check_state(&e, width);
	}
	check_clusters(edit_text(&e));
	edit_release(&e);
	return 0;
}
