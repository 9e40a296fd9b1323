/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stores in the scratch folder, for tests: made and opened through fault_sys(), which must
 * succeed.  Names are inside the folder; STATE may be NULL.
 */
#ifndef UNIT_SHELF_H
#define UNIT_SHELF_H

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answers/journal.h"
#include "answers/store.h"
#include "fault.h"
#include "scratch.h"

static inline struct store_place shelf_place(const char *name, const char *state)
{
	return (struct store_place){ scratch_path(name), state ? scratch_path(state) : NULL };
}

static inline struct store *shelf_create(const char *name, const char *state)
{
	struct store_place place = shelf_place(name, state);
	struct store *s = NULL;
	struct err err = { .text = "" };

	ck_assert_msg(store_create(&s, fault_sys(), &place, "p", "1", &err), "%s", err.text);
	return s;
}

static inline struct store *shelf_open(const char *name, const char *state)
{
	struct store_place place = shelf_place(name, state);
	struct store *s = NULL;
	struct err err = { .text = "" };

	ck_assert_msg(store_open(&s, fault_sys(), &place, STORE_WRITE, &err), "%s", err.text);
	return s;
}

static inline void shelf_write(struct store *s, const char *text)
{
	struct answers_change change = {
		.part = PART_ANSWERS, .id = "one", .question = slice_of("Q?"),
		.text = slice_of(text), .now = 1795460651,
	};

	ck_assert(answers_write(store_answers(s), fault_sys(), &change));
}

static inline void shelf_save(struct store *s)
{
	struct err err = { .text = "" };

	ck_assert_msg(store_save(s, &err), "%s", err.text);
}

#define SHELF_WORDS "words that took an evening"

/* A new workbook w.json with SHELF_WORDS in it, which are in memory only. */
static inline struct store *shelf_begun(void)
{
	struct store *s = shelf_create("w.json", NULL);

	shelf_write(s, SHELF_WORDS);
	fault_reset();
	return s;
}

/* Whether WORDS are in the journal of w.json ("": whether anything is), or in itself. */
static inline bool shelf_in_journal(const char *words)
{
	struct journal_record record;
	struct err err;
	bool found;

	if (journal_read(sys_real(), scratch_path("w.json.journal"), &record, &err) !=
	    JOURNAL_RECORD)
		return false;
	buf_add_char(&record.payload, '\0');
	found = strstr(record.payload.data, words) != NULL;
	buf_release(&record.payload);
	return found;
}

static inline bool shelf_in_file(const char *words)
{
	return strstr(scratch_get("w.json"), words) != NULL;
}

/* Where syncing costs nothing, unless the caller chose a place. */
static inline void shelf_setup(void)
{
	if (access("/dev/shm", W_OK | X_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 0);
	scratch_open();
	fault_reset();
}

/* The main function of a test program of stores. */
static inline int shelf_run(const char *name, const TTest *const *tests, size_t count)
{
	Suite *suite = suite_create(name);
	TCase *tc = tcase_create(name);
	SRunner *sr;
	int failed;

	tcase_add_checked_fixture(tc, shelf_setup, scratch_close);
	for (size_t i = 0; i < count; i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	sr = srunner_create(suite);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
