/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of text/edit and text/undo: changes in any order, undone and done again. */
#include <config.h>

#include <check.h>
#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unigbrk.h>

#include "pieces.h"
#include "text/edit.h"
#include "text/utf8.h"
#include "suite.h"
#include "trials.h"

#define MANY (SIZE_MAX / 2)

static void start(void)
{
	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C.UTF-8"));
}

struct play {
	struct editor_text e;
	struct dice d;
	int width;
	unsigned long long seed;
	size_t step;
};

static void random_move(struct play *p)
{
	enum edit_move move = (enum edit_move)roll(&p->d, EDIT_MOVES);

	switch (roll(&p->d, 8)) {
	case 0: case 1: case 2:
		edit_select(&p->e, move, p->width);
		break;
	case 3:
		edit_move_rows(&p->e, (int)roll(&p->d, 9) - 4, p->width);
		break;
	case 4:
		edit_place(&p->e, p->width, roll(&p->d, 6), (int)roll(&p->d, 20));
		break;
	case 5:
		if (roll(&p->d, 4) == 0)
			edit_mark(&p->e);
		else if (roll(&p->d, 2))
			edit_unselect(&p->e);
		break;
	default:
		edit_move(&p->e, move, p->width);
	}
}

static void random_change(struct play *p)
{
	enum edit_move move = (enum edit_move)roll(&p->d, EDIT_MOVES);
	struct buf text;

	switch (roll(&p->d, 16)) {
	case 0: case 1: case 2:
		edit_delete_back(&p->e);
		break;
	case 3:
		edit_delete(&p->e);
		break;
	case 4:
		edit_delete_to(&p->e, roll(&p->d, 8) ? EDIT_WORD_LEFT : move, p->width);
		break;
	case 5:
		edit_delete_selected(&p->e);
		break;
	case 6:
		buf_init(&text, MANY);
		random_text(&text, &p->d, roll(&p->d, 10) ? 6 : 40);
		p->e.joined = roll(&p->d, 3) == 0;
		if (roll(&p->d, 20))
			edit_insert(&p->e, slice_buf(&text));
		else
			edit_replace(&p->e, slice_buf(&text));
		p->e.joined = false;
		buf_release(&text);
		break;
	case 7:
		if (roll(&p->d, 10) == 0)
			edit_select_all(&p->e);
		break;
	default:
		edit_insert(&p->e, slice_of(random_piece(&p->d)));
	}
}

static void fail_at(const struct play *p, const char *what)
{
	ck_abort_msg("SOAK_SEED=%llu SOAK_TRIALS=1, step %zu: %s in '%s'", p->seed, p->step, what,
		     p->e.text.data);
}

/* The cursor and the mark stand where libunistring, which reads the whole text, ends a
 * character; what is selected lies between them; rows are those of the whole. */
static void check_state(struct play *p)
{
	struct editor_text *e = &p->e;
	struct slice text = edit_text(e), selected = edit_selected(e);
	char *breaks = mem_zero(text.len + 1, 1);
	const struct wrap *w = edit_rows(e, p->width);
	size_t from, to, at = 0;

	if (text.len)
		u8_grapheme_breaks((const uint8_t *)text.data, text.len, breaks);
	breaks[0] = breaks[text.len] = 1;
	if (e->cursor > text.len || !breaks[e->cursor])
		fail_at(p, "the cursor is in a character");
	if (e->mark != EDIT_NO_MARK && (e->mark > text.len || !breaks[e->mark]))
		fail_at(p, "the mark is in a character");
	if (edit_selection(e, &from, &to) != (from < to) || (from != e->cursor && to != e->cursor) ||
	    (from < to && from != e->mark && to != e->mark) ||
	    selected.data != text.data + from || selected.len != to - from)
		fail_at(p, "the selection is wrong");
	if (e->marking && e->mark == EDIT_NO_MARK)
		fail_at(p, "marking without a mark");
	for (size_t i = 0; i < w->count; i++) {
		if (w->rows[i].start != at || !breaks[at])
			fail_at(p, "rows joined are not the text");
		at = w->rows[i].next;
	}
	if (at != text.len)
		fail_at(p, "rows joined are not the text");
	free(breaks);
}

static void play_open(struct play *p, const struct trials *t, size_t i)
{
	struct buf text;

	*p = (struct play){ .d = trials_dice(t, i), .seed = t->seed + i };
	p->width = 1 + (int)roll(&p->d, 30);
	buf_init(&text, MANY);
	random_text(&text, &p->d, 30);
	for (size_t k = 0; k < text.len; k++)	/* CR comes from files only */
		if (text.data[k] == '\r' || text.data[k] == '\x01')
			text.data[k] = ' ';
	edit_open(&p->e, slice_buf(&text));
	buf_release(&text);
}

static char *copy_text(const struct play *p)
{
	return mem_copy(p->e.text.data, p->e.text.len);
}

START_TEST(all_undone_is_the_beginning_all_redone_the_end)
{
	struct trials t = trials_wanted(250);

	start();
	for (size_t i = 0; i < t.count; i++) {
		char *first, *last;
		struct play p;

		play_open(&p, &t, i);
		first = copy_text(&p);
		for (p.step = 0; p.step < 60; p.step++) {
			if (roll(&p.d, 3))
				random_change(&p);
			else
				random_move(&p);
			p.e.now += roll(&p.d, 10) ? 0 : UNDO_PAUSE;
			check_state(&p);
		}
		last = copy_text(&p);
		while (edit_undo(&p.e))
			check_state(&p);
		if (strcmp(p.e.text.data, first) != 0)
			fail_at(&p, "undone, it is not as it was");
		while (edit_redo(&p.e))
			check_state(&p);
		if (strcmp(p.e.text.data, last) != 0)
			fail_at(&p, "redone, it is not as it was");
		free(last);
		free(first);
		edit_release(&p.e);
	}
}
END_TEST

#define STEPS_MAX 100

/* How the text and the cursor were when so many steps were done. */
struct state {
	char *text;
	size_t cursor, mark;
};

static void keep(struct state *s, const struct play *p)
{
	free(s->text);
	*s = (struct state){ copy_text(p), p->e.cursor, p->e.mark };
}

/* Undoing and redoing in between, every state that was left behind comes back. */
START_TEST(each_step_leads_back_to_where_it_came_from)
{
	struct trials t = trials_wanted(250);

	start();
	for (size_t i = 0; i < t.count; i++) {
		/* before[N]: before step N; after[N]: behind it. */
		struct state before[STEPS_MAX] = { 0 }, after[STEPS_MAX + 1] = { 0 };
		struct state now = { 0 };
		struct play p;

		play_open(&p, &t, i);
		for (p.step = 0; p.step < STEPS_MAX; p.step++) {
			size_t was = p.e.undo.done, is;
			unsigned op = roll(&p.d, 10);

			keep(&now, &p);
			if (op < 2)
				edit_undo(&p.e);
			else if (op < 4)
				edit_redo(&p.e);
			else if (op < 6)
				random_move(&p);
			else
				random_change(&p);
			is = p.e.undo.done;
			check_state(&p);
			if (op < 2 && is < was) {
				if (strcmp(p.e.text.data, before[is].text) != 0 ||
				    p.e.cursor != before[is].cursor || p.e.mark != before[is].mark)
					fail_at(&p, "undone, it is not as it was");
			} else if (op < 4 && op >= 2 && is > was) {
				if (strcmp(p.e.text.data, after[is].text) != 0 ||
				    p.e.cursor != after[is].cursor)
					fail_at(&p, "redone, it is not as it was");
			} else if (op >= 4) {
				bool other = strcmp(p.e.text.data, now.text) != 0;

				if (is > was + 1 || is < was || (other && !is))
					fail_at(&p, "a change is no step");
				if (is > was || other)
					keep(&after[is], &p);
				if (is > was) {
					struct state old = before[was];

					before[was] = now;
					now = old;
				}
			}
		}
		free(now.text);
		for (size_t k = 0; k < STEPS_MAX; k++)
			free(before[k].text);
		for (size_t k = 0; k <= STEPS_MAX; k++)
			free(after[k].text);
		edit_release(&p.e);
	}
}
END_TEST

static Suite *undo_suite(void)
{
	Suite *s = suite_create("undo_random");
	TCase *tc = tcase_create("undo");

	tcase_set_timeout(tc, 120);
	tcase_add_test(tc, all_undone_is_the_beginning_all_redone_the_end);
	tcase_add_test(tc, each_step_leads_back_to_where_it_came_from);
	suite_add_tcase(s, tc);
	return s;
}

int main(void)
{
	trials_begin();
	return suite_run(undo_suite());
}
