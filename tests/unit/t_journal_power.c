/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/journal: whatever a power cut, a kill or a failing sync leaves behind, the
 * last record that was acknowledged is there, or the one that was being written. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answers/journal.h"
#include "base/mem.h"
#include "disk.h"
#include "pieces.h"
#include "suite.h"

enum {
	WALKS = 40,		/* unless SOAK_TRIALS is set */
	STEPS = 25,
	TRIED = STEPS + 1,
	FEWEST_STATES = 500	/* a walk */
};

/* What a reader may find. */
struct oracle {
	unsigned last;		/* number of the record that counts, 0: none */
	unsigned tried[TRIED];	/* of those that were begun after it */
	size_t tried_len;
	bool nothing;		/* emptying has begun */
	unsigned number;	/* of the newest that was begun */
	size_t lens[STEPS + 2];	/* of the payloads */
	unsigned long long seed;
	char doing[100];	/* for messages */
};

static struct hash base_of(unsigned number)
{
	char text[20];

	snprintf(text, sizeof(text), "base %u", number);
	return hash_of(slice_of(text));
}

/* Payloads differ from each other in every sector. */
static void payload_of(struct buf *b, unsigned number, size_t len)
{
	buf_init(b, len);
	for (uint32_t i = 0; b->len < len; i++) {
		uint32_t word = number << 20 | i;

		buf_add(b, (const char *)&word, len - b->len < 4 ? len - b->len : 4);
	}
}

static bool is_record(const struct oracle *o, unsigned number, const struct journal_record *r)
{
	struct buf want;
	bool same;

	if (!number || !hash_equal(r->base, base_of(number)) ||
	    r->payload.len != o->lens[number])
		return false;
	payload_of(&want, number, o->lens[number]);
	same = slice_equal(slice_buf(&want), slice_buf(&r->payload));
	buf_release(&want);
	return same;
}

/* The number of the record that is read, 0: none; only what may be is. */
static unsigned look(const struct oracle *o)
{
	struct journal_record r;
	struct err err = { .text = "" };
	unsigned found = 0;

	switch (journal_read(disk_sys(), DISK_FILE, &r, &err)) {
	case JOURNAL_FAILED:
		ck_abort_msg("seed %llu, %s: %s", o->seed, o->doing, err.text);
	case JOURNAL_NOTHING:
		ck_assert_msg(!o->last || o->nothing, "seed %llu, %s: nothing is left", o->seed,
			      o->doing);
		return 0;
	case JOURNAL_RECORD:
		break;
	}
	if (is_record(o, o->last, &r))
		found = o->last;
	for (size_t i = 0; i < o->tried_len; i++)
		if (is_record(o, o->tried[i], &r))
			found = o->tried[i];
	buf_release(&r.payload);
	ck_assert_msg(found, "seed %llu, %s: an older record, or none of ours", o->seed, o->doing);
	return found;
}

static void watch(const void *arg)
{
	(void)look(arg);
}

static void settle(struct oracle *o, unsigned last)
{
	o->last = last;
	o->tried_len = 0;
	o->nothing = false;
}

/* Lengths at the edges of sectors and halves; long ones are rare, for they take time. */
static size_t draw_len(struct dice *d)
{
	static const size_t lens[] = {
		0, 1, 100, 424, 425, 936, 3000, 3000, 200, 700, 1500, 65448, 65449, 262056,
	};

	return lens[roll(d, roll(d, 12) ? 11 : (unsigned)ARRAY_LEN(lens))];
}

static bool try_write(struct journal *j, struct oracle *o, struct dice *d, struct err *err)
{
	struct buf payload;
	bool written;

	o->lens[++o->number] = draw_len(d);
	snprintf(o->doing, sizeof(o->doing), "writing record %u of %zu bytes", o->number,
		 o->lens[o->number]);
	o->tried[o->tried_len++] = o->number;
	payload_of(&payload, o->number, o->lens[o->number]);
	written = journal_write(j, base_of(o->number), slice_buf(&payload), err);
	buf_release(&payload);
	if (written)
		settle(o, o->number);
	return written;
}

static bool try_reserve(struct journal *j, struct oracle *o, struct dice *d, struct err *err)
{
	size_t len = draw_len(d);

	snprintf(o->doing, sizeof(o->doing), "reserving %zu bytes", len);
	return journal_reserve(j, len, err);
}

static bool try_empty(struct journal *j, struct oracle *o, struct dice *d, struct err *err)
{
	(void)d;
	snprintf(o->doing, sizeof(o->doing), "emptying");
	o->nothing = true;
	if (!journal_empty(j, err))
		return false;
	settle(o, 0);
	return true;
}

static bool try_open(struct journal *j, struct oracle *o, struct dice *d, struct err *err)
{
	unsigned found;

	(void)d;
	snprintf(o->doing, sizeof(o->doing), "opening");
	journal_close(j);
	ck_assert_int_eq(disk_open_files(), 0);
	found = look(o);
	if (!journal_open(j, disk_sys(), DISK_FILE, err))
		return false;
	settle(o, found);
	return true;
}

typedef bool trying(struct journal *, struct oracle *, struct dice *, struct err *);

static trying *draw_action(struct dice *d)
{
	static trying *const actions[] = {
		try_write, try_write, try_write, try_write, try_reserve, try_empty, try_open,
	};

	return actions[roll(d, ARRAY_LEN(actions))];
}

static bool break_something(struct dice *d)
{
	switch (roll(d, 6)) {
	case 0:
		disk_fail_sync(1 + (int)roll(d, 3));
		return true;
	case 1:
		disk_kill(1 + (int)roll(d, 6));
		return true;
	case 2:
		disk_cut(1 + (int)roll(d, 6));
		return true;
	}
	return false;
}

/* One action, perhaps with a mishap; after a death a new process opens the journal. */
static void step(struct journal *j, struct oracle *o, struct dice *d)
{
	bool broken = break_something(d);
	struct err err = { .text = "" };
	bool ok = draw_action(d)(j, o, d, &err);
	bool died = disk_is_dead();

	ck_assert_msg(ok || broken, "seed %llu, %s: %s", o->seed, o->doing, err.text);
	ck_assert_msg(ok == !*err.text, "seed %llu, %s: %s", o->seed, o->doing, err.text);
	disk_fail_sync(0);
	if (died)
		journal_close(j);
	disk_revive();
	disk_look();
	if (died || !j->path)
		ck_assert_msg(try_open(j, o, d, &err), "seed %llu: %s", o->seed, err.text);
	disk_look();
}

static void walk(unsigned long long seed)
{
	struct oracle o = { .seed = seed };
	struct dice d = { seed };
	struct journal j = { 0 };
	struct err err = { .text = "" };

	disk_reset(seed, watch, &o);
	disk_short(roll(&d, 4) ? 0 : 700);
	disk_refuse(roll(&d, 4) ? 0 : EOPNOTSUPP);
	ck_assert_msg(try_open(&j, &o, &d, &err), "%s", err.text);
	for (int i = 0; i < STEPS; i++)
		step(&j, &o, &d);
	journal_close(&j);
	ck_assert_int_eq(disk_open_files(), 0);
}

START_TEST(nothing_acknowledged_is_lost)
{
	unsigned long walks = soak_trials(WALKS), shown = 0;

	for (unsigned long k = 0; k < walks; k++) {
		walk(soak_seed() + k);
		shown += disk_shown();
	}
	ck_assert_msg(walks < WALKS || shown >= walks * FEWEST_STATES, "only %lu states were seen", shown);
}
END_TEST

static void open_full(struct journal *j, size_t len)
{
	struct err err = { .text = "" };

	disk_reset(1, NULL, NULL);
	ck_assert_msg(journal_open(j, disk_sys(), DISK_FILE, &err), "%s", err.text);
	ck_assert_msg(journal_reserve(j, len, &err), "%s", err.text);
	disk_fill(true);
}

static void check_written(struct journal *j, unsigned number, size_t len)
{
	struct oracle o = { .last = number };
	struct err err = { .text = "" };
	struct buf payload;

	o.lens[number] = len;
	payload_of(&payload, number, len);
	ck_assert_msg(journal_write(j, base_of(number), slice_buf(&payload), &err), "%s", err.text);
	buf_release(&payload);
	ck_assert_uint_eq(look(&o), number);
}

/* What was reserved takes every record, emptying and opening again; what was not is
 * refused, and the record before stays. */
START_TEST(a_full_disk_stops_nothing_that_was_reserved)
{
	static const size_t lens[] = { 10, 65448, 65449, 262056 };
	struct journal j;
	struct err err;

	for (size_t i = 0; i < ARRAY_LEN(lens); i++) {
		struct buf much;

		open_full(&j, lens[i]);
		for (unsigned n = 1; n <= 4; n++)
			check_written(&j, n, n % 2 ? lens[i] : 5);
		buf_init(&much, j.half);
		payload_of(&much, 9, j.half);
		ck_assert(!journal_write(&j, base_of(9), slice_buf(&much), &err));
		ck_assert_int_eq(err.kind, ERR_IO);
		ck_assert_ptr_nonnull(strstr(err.text, strerror(ENOSPC)));
		check_written(&j, 5, lens[i]);
		ck_assert(journal_empty(&j, &err));
		check_written(&j, 6, lens[i]);
		journal_close(&j);
		ck_assert(journal_open(&j, disk_sys(), DISK_FILE, &err));
		check_written(&j, 7, lens[i]);
		check_written(&j, 8, lens[i]);
		journal_close(&j);
		buf_release(&much);
	}
}
END_TEST

START_TEST(a_full_disk_is_told_when_reserving)
{
	static const int refusals[] = { 0, EOPNOTSUPP, EINVAL, ENOSYS };
	struct journal j;
	struct err err;

	for (size_t i = 0; i < ARRAY_LEN(refusals); i++) {
		open_full(&j, 100);
		disk_refuse(refusals[i]);
		check_written(&j, 1, 100);
		ck_assert(!journal_reserve(&j, 65449, &err));
		ck_assert_ptr_nonnull(strstr(err.text, strerror(ENOSPC)));
		check_written(&j, 2, 100);
		check_written(&j, 3, 65448);
		disk_fill(false);
		ck_assert(journal_reserve(&j, 65449, &err));
		ck_assert_uint_eq(look(&(struct oracle){ .last = 3, .lens = { [3] = 65448 } }), 3);
		disk_fill(true);
		check_written(&j, 4, 65449);
		journal_close(&j);
	}
}
END_TEST

/* Where nothing can be reserved, zeros take the place; other refusals are told. */
START_TEST(without_reserving_zeros_take_the_place)
{
	static const struct { int error; bool ok; } rows[] = {
		{ EOPNOTSUPP, true }, { EINVAL, true }, { ENOSYS, true }, { EIO, false },
		{ ENOSPC, false }, { EFBIG, false },
	};
	struct journal j;
	struct err err;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		disk_reset(1, NULL, NULL);
		disk_refuse(rows[i].error);
		ck_assert(journal_open(&j, disk_sys(), DISK_FILE, &err));
		ck_assert_msg(journal_reserve(&j, 100, &err) == rows[i].ok, "row %zu", i);
		disk_fill(true);
		if (rows[i].ok)
			check_written(&j, 1, 65448);
		else
			ck_assert_ptr_nonnull(strstr(err.text, strerror(rows[i].error)));
		journal_close(&j);
	}
}
END_TEST

/* A sync that failed while zeros took the place: they are written again. */
START_TEST(a_failed_claim_is_made_again)
{
	struct journal j;
	struct err err;
	size_t len;

	disk_reset(1, NULL, NULL);
	disk_refuse(EOPNOTSUPP);
	ck_assert(journal_open(&j, disk_sys(), DISK_FILE, &err));
	disk_fail_sync(1);
	ck_assert(!journal_reserve(&j, 100, &err));
	(void)disk_bytes(&len);
	ck_assert_uint_eq(len, 128 << 10);
	disk_kill(1);
	ck_assert_msg(!journal_reserve(&j, 100, &err), "nothing was written");
	journal_close(&j);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { nothing_acknowledged_is_lost,
		a_full_disk_stops_nothing_that_was_reserved, a_full_disk_is_told_when_reserving,
		without_reserving_zeros_take_the_place, a_failed_claim_is_made_again };
	Suite *suite = suite_create("journal, power");
	TCase *tc = tcase_create("journal, power");

	tcase_set_timeout(tc, soak_timeout(120));
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
