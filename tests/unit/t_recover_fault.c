/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of coming back, of reading and of exports: every call fails in every way, and the
 * words in the journal outlast it, and a document is whole or is not there. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answers/store.h"
#include "base/mem.h"
#include "doc/doc.h"
#include "fault.h"
#include "scratch.h"
#include "shelf.h"
#include "suite.h"
#include "workbook/export.h"

#define SAVED "words that were saved"
#define KEPT SAVED ", and more that were kept"
#define OLDER "an older document"

enum { LEFT_LEN = 1 << 20 };

static const struct fault {
	int error;
	enum fault_span span;
} faults[] = {
	{ EIO, FAULT_ONCE }, { EIO, FAULT_FROM }, { EIO, FAULT_LATE },
	{ ENOSPC, FAULT_ONCE }, { ENOSPC, FAULT_FROM },
	{ EDQUOT, FAULT_ONCE }, { EDQUOT, FAULT_FROM },
	{ EROFS, FAULT_ONCE }, { EROFS, FAULT_FROM },
	{ EACCES, FAULT_ONCE }, { EACCES, FAULT_FROM },
	{ EMFILE, FAULT_ONCE }, { EMFILE, FAULT_FROM },
	{ ESTALE, FAULT_ONCE }, { ESTALE, FAULT_FROM }, { ESTALE, FAULT_LATE },
	{ EINTR, FAULT_ONCE },
};

static const size_t lengths[] = { 0, 9000 };	/* no read or write moves more; 0: as it does */

/* What fails, for messages. */
static const char *named(const struct fault *fault, int nth)
{
	static char name[200];

	snprintf(name, sizeof(name), "call %d (%s): %s%s", nth, fault_name(fault_last()),
		 strerror(fault->error), fault->span == FAULT_FROM ? " and on" :
		 fault->span == FAULT_LATE ? " though done" : "");
	return name;
}

/* What a process that was killed left, to be laid out again and again. */
static struct left {
	const char *name;
	char bytes[LEFT_LEN];
	size_t len;
} left[] = { { .name = "w.json" }, { .name = "w.json.journal" } };

/* Makes a workbook and its journal, as a process that was killed leaves them. */
static void prepare(void)
{
	struct store *s;

	s = shelf_create("w.json", NULL);
	shelf_write(s, SAVED);
	shelf_save(s);
	store_close(s);
	s = shelf_open("w.json", NULL);
	shelf_write(s, KEPT);
	store_keep(s);
	ck_assert_int_eq(store_state(s), STORE_SAFE);
	store_close(s);
	for (size_t i = 0; i < ARRAY_LEN(left); i++) {
		FILE *in = fopen(scratch_path(left[i].name), "r");

		ck_assert_ptr_nonnull(in);
		left[i].len = fread(left[i].bytes, 1, LEFT_LEN, in);
		ck_assert_uint_lt(left[i].len, LEFT_LEN);
		fclose(in);
	}
}

static void lay_out(void)
{
	scratch_close();
	scratch_open();
	for (size_t i = 0; i < ARRAY_LEN(left); i++) {
		FILE *out;

		scratch_put(left[i].name, "");
		out = fopen(scratch_path(left[i].name), "w");
		ck_assert_ptr_nonnull(out);
		ck_assert_uint_eq(fwrite(left[i].bytes, 1, left[i].len, out), left[i].len);
		ck_assert_int_eq(fclose(out), 0);
	}
	fault_reset();
}

static bool has_layer(struct store *s, const char *text)
{
	const struct answers *a = store_answers(s);

	for (size_t i = 0; i < answers_layers(a, PART_ANSWERS, "one"); i++)
		if (strcmp(answers_layer(a, PART_ANSWERS, "one", i)->text, text) == 0)
			return true;
	return false;
}

static void write_elsewhere(struct store *s)
{
	struct answers_change change = {
		.part = PART_LENSES, .id = "two", .question = slice_of("Q?"),
		.text = slice_of("new words"), .now = 1795460651,
	};

	ck_assert(answers_write(store_answers(s), fault_sys(), &change));
}

/* Opens while FAULT meets the call NTH, and goes on writing; false: no such call. */
static bool come_back(const struct fault *fault, int nth, size_t length)
{
	struct store_place place;
	struct store *s = NULL;
	struct err err = { .text = "" };
	bool saved = false, hit;

	lay_out();
	place = shelf_place("w.json", NULL);
	fault_short(length);
	fault_at(FAULT_ANY, nth, fault->error, fault->span);
	if (store_open(&s, fault_sys(), &place, STORE_WRITE, &err) && !store_read_only(s)) {
		store_prepare(s, 10);
		write_elsewhere(s);
		store_keep(s);
		saved = store_save(s, &err);
	}
	store_close(s);
	hit = fault_hits() > 0;
	ck_assert_msg(hit || saved, "nothing failed: %s", err.text);
	ck_assert_msg(fault_open_files() == 0, "%s: left open", named(fault, nth));
	fault_reset();
	s = shelf_open("w.json", NULL);
	ck_assert_msg(has_layer(s, KEPT), "%s: the journal's words are lost", named(fault, nth));
	ck_assert_msg(!saved || answers_newest(store_answers(s), PART_LENSES, "two"),
		      "%s: not saved", named(fault, nth));
	shelf_save(s);
	store_close(s);
	return hit;
}

START_TEST(no_fault_costs_what_was_kept)
{
	prepare();
	for (size_t i = 0; i < ARRAY_LEN(faults); i++)
		for (size_t k = 0; k < ARRAY_LEN(lengths); k++) {
			int nth = 1;

			while (come_back(&faults[i], nth, lengths[k]))
				nth++;
			ck_assert_int_gt(nth, 40);
		}
}
END_TEST

/* Opens for reading; false: there is no such call. */
static bool read_only(const struct fault *fault, int nth, size_t length)
{
	struct store_place place = shelf_place("w.json", NULL);
	char *before = mem_string(scratch_get("w.json"));
	struct store *s = NULL;
	struct err err = { .text = "" };
	bool opened, hit;

	fault_reset();
	fault_short(length);
	fault_at(FAULT_ANY, nth, fault->error, fault->span);
	opened = store_open(&s, fault_sys(), &place, STORE_READ, &err);
	hit = fault_hits() > 0;
	ck_assert_msg(opened == !*err.text, "%s: %s", named(fault, nth), err.text);
	ck_assert_msg(!opened || has_layer(s, KEPT) || store_warning(s, 0),
		      "%s: the journal was not read, and nothing is said", named(fault, nth));
	store_close(s);
	ck_assert_msg(fault_open_files() == 0, "%s: left open", named(fault, nth));
	ck_assert_str_eq(scratch_get("w.json"), before);
	free(before);
	return hit;
}

START_TEST(no_fault_at_reading_lies)
{
	prepare();
	for (size_t i = 0; i < ARRAY_LEN(faults); i++)
		for (size_t k = 0; k < ARRAY_LEN(lengths); k++) {
			int nth = 1;

			while (read_only(&faults[i], nth, lengths[k]))
				nth++;
			ck_assert_int_gt(nth, 10);
		}
}
END_TEST

/* Exports over an older document, or to where none is; false: there is no such call. */
static bool export(const struct fault *fault, int nth, size_t length, bool over)
{
	struct doc *doc = doc_new();
	struct err err = { .text = "" };
	const char *found;
	bool saved, hit;

	scratch_close();
	scratch_open();
	if (over)
		scratch_put("out.md", OLDER);
	doc_add_paragraph(doc, slice_of(KEPT));
	fault_reset();
	fault_short(length);
	fault_at(FAULT_ANY, nth, fault->error, fault->span);
	saved = export_save(fault_sys(), doc, EXPORT_MARKDOWN, scratch_path("out.md"), over,
			    &err);
	hit = fault_hits() > 0;
	found = scratch_get("out.md");
	ck_assert_msg(saved == !*err.text, "%s: %s", named(fault, nth), err.text);
	if (saved || strstr(err.text, "could not be synced"))
		ck_assert_msg(strcmp(found, KEPT "\n") == 0, "%s: '%s'", named(fault, nth), found);
	else
		ck_assert_msg(strcmp(found, over ? OLDER : "(absent)") == 0, "%s: '%s'",
			      named(fault, nth), found);
	ck_assert_msg(fault_open_files() == 0, "%s: left open", named(fault, nth));
	doc_free(doc);
	return hit;
}

START_TEST(no_fault_leaves_half_a_document)
{
	for (size_t i = 0; i < ARRAY_LEN(faults); i++)
		for (size_t k = 0; k < ARRAY_LEN(lengths); k++) {
			int nth = 1;

			while (export(&faults[i], nth, lengths[k], _i))
				nth++;
			ck_assert_int_gt(nth, 12);
		}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("coming back, faults");
	TCase *tc = tcase_create("coming back, faults");

	tcase_set_timeout(tc, 300);
	tcase_add_checked_fixture(tc, shelf_setup, scratch_close);
	tcase_add_test(tc, no_fault_costs_what_was_kept);
	tcase_add_test(tc, no_fault_at_reading_lies);
	tcase_add_loop_test(tc, no_fault_leaves_half_a_document, 0, 2);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
