/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/hand: our own hand is known again, and another one's words stay its own. */
#include <config.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "answers/hand.h"
#include "base/mem.h"
#include "fault.h"
#include "scratch.h"
#include "shelf.h"

/* What stands behind the hash: nothing, as earlier versions wrote it, or a clock. */
START_TEST(what_is_no_clock_makes_no_hand)
{
	static const struct { const char *rest; bool ours; int64_t foreign; } rows[] = {
		{ "\n", true, 0 }, { "", true, 0 }, { " 12\n", true, 12 }, { " 9007199254740991\n", true,
		  ((int64_t)1 << 53) - 1 }, { " -1\n", false, 0 }, { " x\n", false, 0 },
		{ " 12x\n", false, 0 }, { " 00000000000000000000000000000000000000001\n", false, 0 },
	};
	const struct hash hash = hash_of(slice_of("words"));

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const char *state = scratch_path("state");
		int64_t foreign = -1;
		char *note, *bytes;
		struct buf b;

		hand_keep(fault_sys(), state, "w.json", hash, 5);
		note = hand_path("state", "w.json");
		bytes = mem_string(scratch_get(note));
		ck_assert_ptr_nonnull(strchr(bytes, ' '));
		*strchr(bytes, ' ') = '\0';
		buf_init(&b, 4096);
		buf_addf(&b, "%s%s", bytes, rows[i].rest);
		scratch_put(note, b.data);
		ck_assert_int_eq(hand_is_ours(fault_sys(), state, "w.json", hash, &foreign), rows[i].ours);
		if (rows[i].ours)
			ck_assert_int_eq(foreign, rows[i].foreign);
		buf_release(&b);
		free(bytes);
		free(note);
	}
}
END_TEST

/* Writes as the workbook does. */
static void write_by_hand(struct store *s, const char *text)
{
	struct answers_change change = {
		.part = PART_ANSWERS, .id = "one", .question = slice_of("Q?"), .text = slice_of(text),
		.now = 1795460651, .same_hand = store_same_hand(s), .foreign = store_foreign(s),
	};

	ck_assert(answers_write(store_answers(s), fault_sys(), &change));
}

/* Saving where one stopped does not make another hand's words ours: two computers that both went
 * on in them would else make two of one layer. */
START_TEST(what_another_hand_wrote_is_not_amended_later)
{
	struct store *s = shelf_create("w.json", "state");

	write_by_hand(s, "theirs");
	shelf_save(s);
	store_close(s);
	for (int sitting = 0; sitting < 2; sitting++) {
		s = shelf_open("w.json", "other");
		ck_assert_int_eq(store_same_hand(s), sitting == 1);
		answers_set_place(store_answers(s), "myth", sitting + 1);
		shelf_save(s);
		store_close(s);
	}
	s = shelf_open("w.json", "other");
	write_by_hand(s, "ours");
	ck_assert_uint_eq(answers_layers(store_answers(s), PART_ANSWERS, "one"), 2);
	shelf_save(s);
	store_close(s);
	s = shelf_open("w.json", "other");
	write_by_hand(s, "ours, and more");
	ck_assert_uint_eq(answers_layers(store_answers(s), PART_ANSWERS, "one"), 2);
	store_close(s);
}
END_TEST

/* A path that is gone has a name in the state folder too. */
START_TEST(a_hand_is_kept_for_any_path)
{
	const struct hash hash = hash_of(slice_of("words"));
	const char *state = scratch_path("state"), *gone = scratch_path("gone/w.json");
	int64_t foreign = 0;

	hand_keep(fault_sys(), state, gone, hash, 7);
	ck_assert(hand_is_ours(fault_sys(), state, gone, hash, &foreign));
	ck_assert_int_eq(foreign, 7);
	ck_assert(!hand_is_ours(fault_sys(), state, scratch_path("w.json"), hash, &foreign));
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { a_hand_is_kept_for_any_path, what_is_no_clock_makes_no_hand,
		what_another_hand_wrote_is_not_amended_later };

	return shelf_run("store, hands", tests, ARRAY_LEN(tests));
}
