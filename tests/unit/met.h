/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook that somebody else changes while it is open, for tests of merging. */
#ifndef UNIT_MET_H
#define UNIT_MET_H

#include <check.h>
#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "answers/items.h"
#include "base/mem.h"
#include "book.h"
#include "shelf.h"

#define THEIRS "words that were added elsewhere"
#define OURS "words that were added here"

/* No copies of it. */
static const char *const others[] = {
	"{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"another\",\"pack\":{\"id\":\"p\",\"version\":\"1\"}}",
	"{\"format\":\"leaderplus-workbook\",\"version\":9,\"id\":\"another\",\"pack\":{\"id\":\"p\",\"version\":\"1\"}}",
	"no workbook at all",
};

static const struct { int error; enum fault_span span; } faults[] = {
	{ EIO, FAULT_ONCE }, { EIO, FAULT_FROM }, { EIO, FAULT_LATE }, { ENOSPC, FAULT_FROM },
	{ EROFS, FAULT_FROM }, { EACCES, FAULT_ONCE }, { ENODEV, FAULT_FROM },
};

/* What NAME holds, with THEIRS written into it by another hand, for free(). */
static inline char *with_theirs(const char *name, const char *id)
{
	struct answers *a = read_ok(scratch_get(name));
	struct answers_change change = { .part = PART_ANSWERS, .id = id, .question = slice_of("Q?"),
					 .text = slice_of(THEIRS), .now = NOW };
	char *json;

	ck_assert(answers_write(a, sys_real(), &change));
	json = print_ok(a);
	answers_free(a);
	return json;
}

/* A store on w.json, which has SHELF_WORDS; then somebody else adds THEIRS under ID. */
static inline struct store *met_under(const char *id)
{
	struct store *s = shelf_create("w.json", NULL);
	char *json;

	shelf_write(s, SHELF_WORDS);
	shelf_save(s);
	json = with_theirs("w.json", id);
	scratch_put("w.json", json);
	free(json);
	fault_reset();
	return s;
}

static inline size_t count_conflicts(void)
{
	glob_t found;
	size_t count = glob(scratch_path("w.json.conflict-*"), 0, NULL, &found) ? 0 : found.gl_pathc;

	if (count)
		globfree(&found);
	return count;
}

static inline bool has_text(const struct answers *a, const char *id, const char *text)
{
	for (size_t i = 0; i < answers_layers(a, PART_ANSWERS, id); i++)
		if (strcmp(answers_layer(a, PART_ANSWERS, id, i)->text, text) == 0)
			return true;
	return false;
}

/* w.json and memory have all of them, and no other file is needed. */
static inline void check_all(struct store *s, const char *id)
{
	struct answers *file = read_ok(scratch_get("w.json"));
	char *ours = print_ok(store_answers(s));

	ck_assert_str_eq(scratch_get("w.json"), ours);
	ck_assert(has_text(file, "one", OURS) && has_text(file, id, THEIRS));
	ck_assert_uint_eq(count_conflicts(), 0);
	ck_assert_ptr_null(store_conflict(s));
	ck_assert_int_eq(store_state(s), STORE_SAVED);
	answers_free(file);
	free(ours);
}

/* A step under "one": begun (ITEM is NULL), or changed. */
static inline void put_step(struct answers *a, const char *item, const char *then)
{
	struct item_change change = { .part = PART_ANSWERS, .id = "one", .kind = ITEM_STEP, .item = item,
				      .now = NOW };

	change.text[STEP_THEN] = slice_of(then);
	ck_assert_ptr_nonnull(answers_put_item(a, sys_real(), &change));
}

static inline const struct item *step(const struct answers *a, size_t i)
{
	return answers_item(a, PART_ANSWERS, "one", ITEM_STEP, i);
}

/* Another hand writes w.json. */
static inline void put_copy(const struct answers *a)
{
	char *json = print_ok(a);

	scratch_put("w.json", json);
	free(json);
}

enum { FEWEST_CASES = 60 };

/* TRY for each call that may fail; it is false where there was none left to fail. */
static inline void try_all(bool (*try)(size_t fault, int nth))
{
	int cases = 0;

	scratch_close();
	for (size_t fault = 0; fault < ARRAY_LEN(faults); fault++)
		for (int nth = 1; try(fault, nth); nth++)
			cases++;
	ck_assert_int_ge(cases, FEWEST_CASES);
	scratch_open();
}

#endif
