/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text being edited: whatever is typed, pasted, selected, deleted and undone, the cursor and
 * the mark stand between clusters, what is selected lies between them, everything undone is
 * the beginning, and everything redone the end. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "../unit/pieces.h"
#include "fuzz.h"
#include "text/clean.h"
#include "text/edit.h"
#include "text/utf8.h"

#define STEPS 300
#define TEXT_MAX 4096

struct play {
	struct editor_text e;
	struct fuzz_bytes in;
	int width;
};

static void check_rows(struct editor_text *e, int width)
{
	const struct wrap *w = edit_rows(e, width);
	size_t at = 0;

	for (size_t i = 0; i < w->count; i++) {
		fuzz_must(w->rows[i].start == at, "rows joined are the text");
		at = w->rows[i].next;
	}
	fuzz_must(at == e->text.len, "rows joined are the text");
}

static void check_state(struct play *p)
{
	struct editor_text *e = &p->e;
	struct slice text = edit_text(e);
	size_t from, to;

	fuzz_must(utf8_check(text) == text.len, "the text is UTF-8");
	fuzz_must(e->cursor <= text.len && cluster_floor(text, e->cursor) == e->cursor,
		  "the cursor is between clusters");
	fuzz_must(e->mark == EDIT_NO_MARK ||
		  (e->mark <= text.len && cluster_floor(text, e->mark) == e->mark),
		  "the mark is between clusters");
	fuzz_must(edit_selection(e, &from, &to) == (from < to) && to <= text.len,
		  "the selection is in order");
	fuzz_must(from == to || (from == e->mark && to == e->cursor) ||
		  (from == e->cursor && to == e->mark), "it lies between mark and cursor");
	fuzz_must(edit_selected(e).len == to - from, "what is selected is that long");
	fuzz_must(!e->marking || e->mark != EDIT_NO_MARK, "marking has a mark");
	fuzz_must(e->undo.done <= e->undo.count, "no more is done than was");
	check_rows(e, p->width);
}

/* What comes in is clean, takes the place of what is selected, and nothing else changes. */
static void insert(struct play *p, struct slice put)
{
	struct slice before = { mem_copy(p->e.text.data, p->e.text.len), p->e.text.len };
	struct buf clean, wanted;
	size_t from, to;

	edit_selection(&p->e, &from, &to);
	buf_init(&clean, FUZZ_MANY);
	buf_init(&wanted, FUZZ_MANY);
	clean_add(&clean, put);
	buf_add_slice(&wanted, slice_part(before, 0, from));
	buf_add_slice(&wanted, slice_buf(&clean));
	buf_add_slice(&wanted, slice_part(before, clean.len ? to : from, before.len));
	if (wanted.len < TEXT_MAX) {
		fuzz_must(edit_insert(&p->e, put), "there is room");
		fuzz_must_of(slice_equal(slice_buf(&wanted), edit_text(&p->e)),
			     "what came in stands where it was put", edit_text(&p->e));
	}
	buf_release(&wanted);
	buf_release(&clean);
	free((char *)before.data);
}

static void delete(struct play *p, unsigned op)
{
	switch (op % 4) {
	case 0:
		edit_delete(&p->e);
		break;
	case 1:
		edit_delete_back(&p->e);
		break;
	case 2:
		edit_delete_selected(&p->e);
		break;
	default:
		edit_delete_to(&p->e, (enum edit_move)(fuzz_byte(&p->in) % EDIT_MOVES), p->width);
	}
}

static void other(struct play *p, unsigned op)
{
	switch (op % 8) {
	case 0:
		edit_select_all(&p->e);
		break;
	case 1:
		edit_mark(&p->e);
		break;
	case 2:
		edit_unselect(&p->e);
		break;
	case 3:
		p->width = 1 + (int)(fuzz_byte(&p->in) % 40);
		break;
	case 4:
		p->e.now += UNDO_PAUSE;
		break;
	case 5:
		edit_place(&p->e, p->width, fuzz_byte(&p->in), (int)op);
		break;
	case 6:
		edit_move_rows(&p->e, (int)(fuzz_byte(&p->in) % 16) - 8, p->width);
		break;
	default:
		edit_replace(&p->e, fuzz_slice(&p->in, fuzz_byte(&p->in) % 64));
	}
}

static void step(struct play *p)
{
	unsigned op = fuzz_byte(&p->in);

	switch (op / 16) {
	case 0:
		edit_move(&p->e, (enum edit_move)(op % EDIT_MOVES), p->width);
		break;
	case 1: case 2:
		edit_select(&p->e, (enum edit_move)(op % EDIT_MOVES), p->width);
		break;
	case 3:
		delete(p, op);
		break;
	case 4:
		(void)(op % 2 ? edit_redo(&p->e) : edit_undo(&p->e));
		break;
	case 5:
		other(p, op);
		break;
	case 6: case 7:
		insert(p, fuzz_slice(&p->in, op % 32 + 1));
		break;
	default:
		insert(p, slice_of(piece(op - 128)));
	}
}

/* All undone, and all redone: to the text that all steps make, of which some may be undone. */
static void there_and_back(struct play *p, struct slice first)
{
	struct slice last;

	while (edit_redo(&p->e))
		check_state(p);
	last = (struct slice){ mem_copy(p->e.text.data, p->e.text.len), p->e.text.len };
	while (edit_undo(&p->e))
		check_state(p);
	fuzz_must_of(slice_equal(edit_text(&p->e), first), "undone, it is as it was",
		     edit_text(&p->e));
	while (edit_redo(&p->e))
		check_state(p);
	fuzz_must_of(slice_equal(edit_text(&p->e), last), "redone, it is as it was",
		     edit_text(&p->e));
	free((char *)last.data);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct play p = { .in = { data, size } };
	struct buf first;

	fuzz_begin();
	p.width = 1 + (int)(fuzz_byte(&p.in) % 40);
	buf_init(&first, FUZZ_MANY);
	clean_add(&first, fuzz_slice(&p.in, fuzz_byte(&p.in) % 128));
	edit_open(&p.e, slice_buf(&first));
	check_state(&p);
	for (int i = 0; i < STEPS && p.in.left; i++) {
		step(&p);
		check_state(&p);
	}
	there_and_back(&p, slice_buf(&first));
	buf_release(&first);
	edit_release(&p.e);
	return 0;
}
