/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of sorting more than memory takes. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/sort.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"

static struct err err;

static void setup(void)
{
	/* Where writing costs nothing, unless the caller chose a place. */
	if (access("/dev/shm", W_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 0);
	scratch_open();
	fault_reset();
}

/* A record of chance: some are equal, some empty, some long, any byte. */
static struct slice draw(char *into, size_t max)
{
	size_t len = (size_t)rand() % 8 == 0 ? (size_t)rand() % max : (size_t)rand() % 4;

	for (size_t i = 0; i < len; i++)
		into[i] = (char)(rand() % (rand() % 2 ? 3 : 256));
	return (struct slice){ into, len };
}

static int compare(const void *left, const void *right)
{
	const struct slice *a = left, *b = right;
	size_t len = a->len < b->len ? a->len : b->len;
	int order = memcmp(a->data, b->data, len);

	return order ? order : (int)a->len - (int)b->len;
}

START_TEST(records_come_out_in_order)
{
	static const size_t memory[] = { 1, 100, 1000, 30000, 1 << 24 };
	size_t count = 2000;
	struct slice *all = mem_zero(count, sizeof(*all)), record;
	struct sort *sort = sort_new(fault_sys(), scratch_path(""), memory[_i]);
	char bytes[400];

	srand(7);
	for (size_t i = 0; i < count; i++) {
		struct slice drawn = draw(bytes, sizeof(bytes));

		all[i] = (struct slice){ mem_copy(drawn.data, drawn.len), drawn.len };
		ck_assert_msg(sort_add(sort, all[i], &err), "%s", err.text);
	}
	ck_assert_int_eq(scratch_count(), 0);
	ck_assert_int_le(fault_open_files(), 16 * 4);
	ck_assert((fault_open_files() > 0) == (memory[_i] <= 30000));
	qsort(all, count, sizeof(*all), compare);
	for (size_t i = 0; i < count; i++) {
		ck_assert_int_eq(sort_next(sort, &record, &err), SORT_RECORD);
		ck_assert_uint_eq(record.len, all[i].len);
		ck_assert(slice_equal(record, all[i]));
		free((char *)all[i].data);
	}
	ck_assert_int_eq(sort_next(sort, &record, &err), SORT_END);
	ck_assert_int_eq(sort_next(sort, &record, &err), SORT_END);
	sort_free(sort);
	ck_assert_int_eq(fault_open_files(), 0);
	free(all);
}
END_TEST

START_TEST(long_records_pass)
{
	struct sort *sort = sort_new(fault_sys(), scratch_path(""), 1000);
	char *big = mem_zero(100001, 1);
	struct slice record;

	memset(big, 'x', 100000);
	for (int i = 0; i < 40; i++) {
		big[0] = (char)('a' + i % 20);
		ck_assert(sort_add(sort, (struct slice){ big, 100000 - (size_t)i }, &err));
	}
	for (int i = 0; i < 40; i++) {
		ck_assert_int_eq(sort_next(sort, &record, &err), SORT_RECORD);
		ck_assert_int_eq(record.data[0], 'a' + i / 2);
		ck_assert_uint_eq(record.len, 100000 - (size_t)(i / 2) - (i % 2 ? 0 : 20));
	}
	ck_assert_int_eq(sort_next(sort, &record, &err), SORT_END);
	ck_assert(!sort_add(sort, (struct slice){ big, SORT_RECORD_MAX + 1 }, &err));
	ck_assert_int_eq(err.kind, ERR_TOO_BIG);
	sort_free(sort);
	sort_free(NULL);
	free(big);
}
END_TEST

/* Adds and takes out all; whether nothing failed. */
static bool sorts(void)
{
	struct sort *sort = sort_new(fault_sys(), scratch_path(""), 400);
	enum sort_got got = SORT_FAILED;
	struct slice record;
	char text[64];
	int count = 0;
	bool ok = true;

	for (int i = 0; i < 250 && ok; i++) {
		snprintf(text, sizeof(text), "%d record", i * 7919 % 1000);
		ok = sort_add(sort, slice_of(text), &err);
	}
	while (ok && (got = sort_next(sort, &record, &err)) == SORT_RECORD)
		count++;
	ck_assert(!ok || got == SORT_FAILED || count == 250);
	sort_free(sort);
	return ok && got == SORT_END;
}

START_TEST(any_call_may_fail)
{
	static const enum fault_kind kinds[] = { FAULT_OPEN, FAULT_WRITE, FAULT_PREAD, FAULT_UNLINK,
						 FAULT_FCHMOD, FAULT_FSTAT };

	for (size_t kind = 0; kind < ARRAY_LEN(kinds); kind++) {
		for (int nth = 1;; nth += nth < 30 ? 1 : 7) {
			bool hit;

			fault_reset();
			fault_at(kinds[kind], nth, ENOSPC, FAULT_ONCE);
			memset(&err, 0, sizeof(err));
			ck_assert_int_eq(sorts(), fault_hits() == 0);
			hit = fault_hits() > 0;
			ck_assert(!hit || strlen(err.text) > 10);
			ck_assert_int_eq(fault_open_files(), 0);
			ck_assert_int_eq(scratch_count(), kinds[kind] == FAULT_UNLINK ? scratch_count() : 0);
			if (!hit)
				break;
			ck_assert_int_lt(nth, 1000);
		}
	}
}
END_TEST

START_TEST(a_file_that_is_cut_short_is_told)
{
	struct sort *sort = sort_new(fault_sys(), scratch_path("none"), 10);

	ck_assert(!sort_add(sort, slice_of("more than there is room for"), &err));
	ck_assert_ptr_nonnull(strstr(err.text, "none"));
	sort_free(sort);
	fault_reset();
	fault_at(FAULT_WRITE, 3, 0, FAULT_ONCE);	/* it says that it has written */
	ck_assert(!sorts());
	fault_reset();
	fault_short(3);
	ck_assert(sorts());
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("sort");
	TCase *sort = tcase_create("sort");

	tcase_set_timeout(sort, 30);
	tcase_add_checked_fixture(sort, setup, scratch_close);
	tcase_add_loop_test(sort, records_come_out_in_order, 0, 5);
	tcase_add_test(sort, long_records_pass);
	tcase_add_test(sort, any_call_may_fail);
	tcase_add_test(sort, a_file_that_is_cut_short_is_told);
	suite_add_tcase(suite, sort);
	return suite_run(suite);
}
