/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/store: a file that cannot take its name is written over, if at all. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "answers/store.h"
#include "base/mem.h"
#include "book.h"
#include "fault.h"
#include "scratch.h"
#include "shelf.h"

/* The file cannot take its name in the next COUNT saves; its backup, before that, can.  After
 * the third it is written over. */
static void refuse_renames(int count)
{
	fault_at(FAULT_EXCHANGE, 1, EBUSY, FAULT_FROM);
	for (int nth = 1; nth <= count; nth++)
		fault_at(FAULT_RENAME, 2 * nth, EBUSY, FAULT_ONCE);
}

static void change_file(const void *text)
{
	scratch_put("w.json", text);
}

/* Somebody else writes between the last try to rename and the writing over. */
START_TEST(what_is_written_over_is_compared_too)
{
	struct store *s = shelf_begun();
	struct err err;

	refuse_renames(3);
	fault_before(FAULT_RENAME, 6, change_file, book);
	ck_assert(!store_save(s, &err) && !store_save(s, &err));
	shelf_save(s);
	ck_assert_str_eq(scratch_get("w.json"), book);
	ck_assert(store_conflict(s) && !store_wrote_over(s));
	shelf_write(s, "later words");
	shelf_save(s);
	ck_assert_str_eq(scratch_get("w.json"), book);
	ck_assert_ptr_nonnull(strstr(scratch_get(strrchr(store_conflict(s), '/') + 1),
				     "later words"));
	store_close(s);
}
END_TEST

START_TEST(once_written_over_always_written_over)
{
	struct store *s = shelf_begun();
	struct err err;

	refuse_renames(3);
	ck_assert(!store_save(s, &err) && !store_save(s, &err));
	shelf_save(s);
	fault_reset();
	shelf_write(s, "later words");
	shelf_save(s);
	ck_assert(store_wrote_over(s) && shelf_in_file("later words"));
	ck_assert_int_eq(fault_calls(FAULT_RENAME), 0);
	store_close(s);
}
END_TEST

/* A conflict file is our own: nothing is at stake that had to be written over. */
START_TEST(a_conflict_file_is_not_written_over)
{
	struct store *s = shelf_begun();
	struct err err;

	scratch_put("w.json", book);
	shelf_save(s);
	fault_reset();
	shelf_write(s, "later words");
	fault_at(FAULT_RENAME, 1, EBUSY, FAULT_FROM);
	for (int i = 0; i < 3; i++)
		ck_assert(!store_save(s, &err));
	ck_assert(!store_wrote_over(s));
	ck_assert_str_eq(scratch_get("w.json"), book);
	store_close(s);
}
END_TEST

/* Without a journal there is nothing to fall back upon while the file is written over. */
START_TEST(without_a_journal_nothing_is_written_over)
{
	struct store *s;
	struct err err;

	store_close(shelf_create("w.json", NULL));
	fault_reset();
	fault_at(FAULT_FLOCK, 1, ENOLCK, FAULT_FROM);
	s = shelf_open("w.json", NULL);
	shelf_write(s, SHELF_WORDS);
	refuse_renames(4);
	fault_at(FAULT_EXCHANGE, 1, EBUSY, FAULT_FROM);
	for (int i = 0; i < 4; i++)
		ck_assert(!store_save(s, &err));
	ck_assert(!shelf_in_file(SHELF_WORDS));
	store_close(s);
}
END_TEST

START_TEST(a_full_disk_at_reserving_has_the_file_saved)
{
	struct store *s = shelf_begun();

	fault_at(FAULT_FALLOCATE, 1, ENOSPC, FAULT_FROM);
	store_prepare(s, 1000);
	store_keep(s);
	ck_assert_int_eq(store_state(s), STORE_SAVED);
	ck_assert(shelf_in_file(SHELF_WORDS));
	store_close(s);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
		what_is_written_over_is_compared_too, once_written_over_always_written_over,
		a_conflict_file_is_not_written_over, without_a_journal_nothing_is_written_over,
		a_full_disk_at_reserving_has_the_file_saved
	};

	return shelf_run("store, over", tests, ARRAY_LEN(tests));
}
