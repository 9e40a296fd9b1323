/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that somebody else has replaced after it was saved. */
#include <config.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "answers/store.h"
#include "base/mem.h"
#include "fault.h"
#include "scratch.h"
#include "shelf.h"

/* A program that keeps folders alike puts another copy in the place of the words, and nothing is
 * written after that. */
START_TEST(what_was_saved_is_saved_again_at_the_end)
{
	struct store *s = shelf_create("w.json", NULL);
	char *others = mem_string(scratch_get("w.json"));
	int writes;

	shelf_write(s, "words of this sitting");
	shelf_save(s);
	writes = fault_calls(FAULT_WRITE);
	ck_assert(!store_is_replaced(s));
	store_stop(s);
	ck_assert_int_eq(fault_calls(FAULT_WRITE), writes);
	scratch_put("w.json", others);
	ck_assert(store_is_replaced(s));
	store_stop(s);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), "words of this sitting"));
	ck_assert(!store_is_replaced(s));
	store_close(s);
	/* Of a sitting that saved nothing, nothing is missed. */
	s = shelf_open("w.json", NULL);
	scratch_put("w.json", others);
	ck_assert(!store_is_replaced(s));
	store_stop(s);
	ck_assert_str_eq(scratch_get("w.json"), others);
	store_close(s);
	free(others);
}
END_TEST

START_TEST(what_is_only_read_is_not_missed)
{
	struct store_place place = shelf_place("w.json", NULL);
	struct store *s = shelf_create("w.json", NULL);
	struct err err;

	shelf_write(s, "words of this sitting");
	shelf_save(s);
	store_close(s);
	ck_assert(store_open(&s, fault_sys(), &place, STORE_READ, &err));
	scratch_put("w.json", "something else");
	ck_assert(!store_is_replaced(s));
	store_close(s);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { what_was_saved_is_saved_again_at_the_end,
		what_is_only_read_is_not_missed };

	return shelf_run("store_replaced", tests, ARRAY_LEN(tests));
}
