/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/store with a writer: what is told while a job is under way. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "answers/store.h"
#include "base/mem.h"
#include "fault.h"
#include "scratch.h"
#include "shelf.h"

/* Holds the writer's thread back until letting it go. */
struct gate {
	int in[2], out[2];
};

static void wait_at(const void *gate)
{
	const struct gate *g = gate;
	char c = 0;

	ck_assert_int_eq(write(g->in[1], &c, 1), 1);
	ck_assert_int_eq(read(g->out[0], &c, 1), 1);
}

/* The gate stands before the next call of KIND. */
static void put_gate(struct gate *g, enum fault_kind kind)
{
	ck_assert_int_eq(pipe(g->in), 0);
	ck_assert_int_eq(pipe(g->out), 0);
	fault_reset();
	fault_before(kind, 1, wait_at, g);
}

static void wait_until_held(const struct gate *g)
{
	char c;

	ck_assert_int_eq(read(g->in[0], &c, 1), 1);
}

static void let_go(const struct gate *g)
{
	char c = 0;

	ck_assert_int_eq(write(g->out[1], &c, 1), 1);
}

static void close_gate(const struct gate *g)
{
	for (int i = 0; i < 2; i++) {
		close(g->in[i]);
		close(g->out[i]);
	}
}

/* Waits until something has ended, as the loop of the screen does. */
static void pump(struct store *s)
{
	struct pollfd ended = { .fd = store_fd(s), .events = POLLIN };

	ck_assert_int_eq(poll(&ended, 1, 30000), 1);
	ck_assert(store_pump(s));
}

START_TEST(what_is_under_way_is_not_there_yet)
{
	struct store *s = shelf_begun();
	struct gate g;

	store_use_writer(s);
	store_use_writer(s);	/* the second asks for nothing more */
	ck_assert_int_ge(store_fd(s), 0);
	put_gate(&g, FAULT_PWRITE);
	store_keep(s);
	wait_until_held(&g);
	ck_assert_int_eq(store_state(s), STORE_CHANGED);
	ck_assert(!store_pump(s));
	store_prepare(s, 1000);	/* waits for nothing and changes nothing */
	let_go(&g);
	pump(s);
	ck_assert_int_eq(store_state(s), STORE_SAFE);
	ck_assert(shelf_in_journal(SHELF_WORDS));
	store_close(s);
	close_gate(&g);
}
END_TEST

/* Words that are typed while a save is under way are not in it. */
START_TEST(words_typed_meanwhile_are_saved_later)
{
	struct store *s = shelf_begun();
	struct gate g;

	store_use_writer(s);
	put_gate(&g, FAULT_RENAME);
	store_begin_save(s);
	wait_until_held(&g);
	shelf_write(s, "later words");
	let_go(&g);
	pump(s);
	ck_assert(shelf_in_file(SHELF_WORDS) && !shelf_in_file("later words"));
	ck_assert_int_eq(store_state(s), STORE_CHANGED);
	store_keep(s);
	store_begin_save(s);	/* goes on when the first is done */
	pump(s);
	ck_assert_int_eq(store_state(s), STORE_SAFE);
	pump(s);
	ck_assert(shelf_in_file("later words"));
	ck_assert_int_eq(store_state(s), STORE_SAVED);
	store_close(s);
	close_gate(&g);
}
END_TEST

/* A save that fails while another and a record are wanted: the record first. */
START_TEST(a_failed_save_is_followed_by_the_journal)
{
	struct store *s = shelf_begun();
	struct gate g;

	store_use_writer(s);
	put_gate(&g, FAULT_RENAME);
	fault_at(FAULT_EXCHANGE, 1, EIO, FAULT_ONCE);
	fault_before(FAULT_RENAME, 2, wait_at, &g);	/* of the next save's backup */
	store_begin_save(s);
	wait_until_held(&g);
	shelf_write(s, "later words");
	store_keep(s);
	store_begin_save(s);
	let_go(&g);
	pump(s);
	ck_assert_int_eq(store_state(s), STORE_FAILED);
	pump(s);
	ck_assert_int_eq(store_state(s), STORE_FAILED);
	wait_until_held(&g);
	ck_assert(shelf_in_journal("later words"));
	let_go(&g);
	pump(s);
	ck_assert_int_eq(store_state(s), STORE_SAVED);
	store_close(s);
	close_gate(&g);
}
END_TEST

/* Closing and stopping wait for what is under way. */
START_TEST(closing_waits)
{
	struct store *s = shelf_begun();

	store_use_writer(s);
	store_begin_save(s);
	store_close(s);
	ck_assert(shelf_in_file(SHELF_WORDS));
	s = shelf_open("w.json", NULL);
	store_use_writer(s);
	shelf_write(s, "later words");
	store_keep(s);
	store_stop(s);
	ck_assert(shelf_in_file("later words"));
	ck_assert_int_eq(store_state(s), STORE_SAVED);
	store_close(s);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
		what_is_under_way_is_not_there_yet, words_typed_meanwhile_are_saved_later,
		a_failed_save_is_followed_by_the_journal, closing_waits
	};

	return shelf_run("store, writer", tests, ARRAY_LEN(tests));
}
