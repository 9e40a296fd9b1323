/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of a workbook file that is damaged: cut off somewhere, or with a bit turned over.
 *
 * A cut is always found.  A turned bit is found, or the file is a whole workbook all the
 * same (a letter is another).  What is found is named by line and column, and opening what
 * is damaged changes nothing on disk.
 *
 * The file is as the program writes it, with members of later versions everywhere: one of
 * 30 KB, damaged at random, for the few cases of `make check`; in longer runs one of 100,
 * where seeds that follow each other damage bytes that do, so that as many of them as there
 * are bytes leave none out.  SOAK_TRIALS and SOAK_SEED: see trials.h; "all" is every byte.
 */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answers/answers.h"
#include "answers/model.h"
#include "base/file.h"
#include "random_book.h"
#include "shelf.h"
#include "trials.h"

enum { USUAL = 1000 };	/* of cuts, and of turned bits */

/* What happened, and to which byte; and the run that begins with it, for messages. */
struct damage {
	const char *what;
	size_t at;
	int bit;
	unsigned long long seed;
	size_t trials;
};

/* What is slow is done for some of the places. */
static bool is_chosen(const struct damage *d)
{
	return d->at % 4 == 0;
}

#define must(d, is, ...) \
	ck_assert_msg(is, "%s at byte %zu, bit %d (SOAK_SEED=%llu SOAK_TRIALS=%zu): %s", (d)->what, \
		      (d)->at, (d)->bit, (d)->seed, (d)->trials, __VA_ARGS__)

static bool is_long(const struct trials *t)
{
	return t->all || t->count > USUAL;
}

/* What the program itself writes of a random workbook, for free(). */
static char *make_book(const struct trials *t, size_t *len)
{
	const bool large = is_long(t);
	const struct book_shape shape = { .entries = large ? 7 : 3, .layers = large ? 3 : 2,
					  .items = 1, .letters = 300, .full = true };
	struct dice d = { 20261123 };
	struct err err = { .text = "" };
	struct answers *a = NULL;
	struct buf json, printed;

	buf_init(&json, ANSWERS_FILE_MAX);
	buf_init(&printed, ANSWERS_FILE_MAX);
	random_book(&json, &d, &shape);
	ck_assert_msg(answers_read(&a, slice_buf(&json), &err), "%s", err.text);
	ck_assert_msg(answers_print(a, &printed, &err), "%s", err.text);
	answers_free(a);
	buf_release(&json);
	*len = printed.len;
	ck_assert_msg(*len > (large ? 80000 : 20000), "%zu bytes", *len);
	return buf_steal(&printed);
}

/* The message names a place that is in the file. */
static void check_place(const struct damage *d, struct slice bytes, const char *message)
{
	size_t line = 0, column = 0, lines = 1;

	must(d, sscanf(message, "line %zu, column %zu: ", &line, &column) == 2, message);
	for (size_t i = 0; i < bytes.len; i++)
		lines += bytes.data[i] == '\n';
	must(d, line >= 1 && line <= lines && column >= 1 && column <= bytes.len + 1, message);
}

/* The first fault that leaderplus check would tell. */
static void note_first(void *context, const struct finding *finding)
{
	struct finding *first = context;

	if (!first->what && !finding->note)
		*first = (struct finding){ .line = finding->line, .column = finding->column, .what = "" };
}

/* Checking tells a fault, with its place, just where reading fails. */
static void check_told(const struct damage *d, struct slice bytes, bool whole)
{
	struct finding first = { 0 };
	const struct report report = { note_first, &first };

	must(d, answers_check(bytes, &report) == whole, "check says something else");
	must(d, (first.what == NULL) == whole, "check tells nothing");
	must(d, whole || (first.line && first.column), "check tells no place");
}

/* What is printed of A, which is in PRINTED, reads back as it is and prints the same. */
static void check_print(const struct damage *d, const struct answers *a, const struct buf *printed)
{
	struct answers *back = NULL;
	struct err err = { .text = "" };
	struct buf again;

	buf_init(&again, ANSWERS_FILE_MAX);
	must(d, answers_read(&back, slice_buf(printed), &err), err.text);
	must(d, model_equal(a, back), "it reads back as something else");
	must(d, answers_print(back, &again, &err), err.text);
	must(d, slice_equal(slice_buf(printed), slice_buf(&again)), "it is printed in two ways");
	answers_free(back);
	buf_release(&again);
}

/* It is a workbook that can be written, unless a turned bit has made it a newer one. */
static void check_whole(const struct damage *d, const struct answers *a)
{
	struct err err = { .text = "" };
	struct buf printed;

	buf_init(&printed, ANSWERS_FILE_MAX);
	if (answers_is_newer(a)) {
		must(d, !answers_print(a, &printed, &err) && err.kind == ERR_NEWER, err.text);
	} else {
		must(d, answers_print(a, &printed, &err), err.text);
		if (is_chosen(d))
			check_print(d, a, &printed);
	}
	buf_release(&printed);
}

/* Opened for writing, it stays as it is, with nothing but a lock beside it. */
static void check_store(const struct damage *d, struct slice bytes, bool whole)
{
	const struct store_place place = shelf_place("book.json", NULL);
	struct store *s = NULL;
	struct err err = { .text = "" };
	struct buf after;
	bool opened;

	ck_assert_msg(file_replace(sys_real(), place.path, bytes, &err), "%s", err.text);
	opened = store_open(&s, fault_sys(), &place, STORE_WRITE, &err);
	must(d, opened == whole, opened ? "it opens" : err.text);
	store_close(s);
	buf_init(&after, ANSWERS_FILE_MAX);
	must(d, file_read(sys_real(), place.path, ANSWERS_FILE_MAX, &after, &err) == FILE_READ,
	     err.text);
	must(d, slice_equal(bytes, slice_buf(&after)), "opening it has changed it");
	must(d, scratch_count() == 2 && scratch_has("book.json.lock"), "something lies beside it");
	buf_release(&after);
}

/* Returns whether the damaged BYTES are a workbook all the same. */
static bool check_damage(const struct damage *d, struct slice bytes)
{
	/* At the very end of its memory, so that a step too far is seen by a sanitizer. */
	char *copy = mem_resize(NULL, bytes.len, 1);
	struct err err = { .text = "" };
	struct answers *a = NULL;
	bool whole;

	memcpy(copy, bytes.data, bytes.len);
	bytes.data = copy;
	whole = answers_read(&a, bytes, &err);
	if (whole)
		check_whole(d, a);
	else
		check_place(d, bytes, err.text);
	answers_free(a);
	if (is_chosen(d)) {
		check_told(d, bytes, whole);
		check_store(d, bytes, whole);
	}
	free(copy);
	return whole;
}

static void cut(const struct damage *d, struct slice book)
{
	bool whole = check_damage(d, slice_part(book, 0, d->at));

	/* Without its last line feed it is whole. */
	must(d, whole == (d->at + 1 >= book.len), "the cut was not found");
}

static void turn(const struct damage *d, struct slice book)
{
	char *copy = mem_copy(book.data, book.len);

	copy[d->at] = (char)(copy[d->at] ^ 1 << d->bit);
	check_damage(d, (struct slice){ copy, book.len });
	free(copy);
}

/* Gives DO_IT as many damages as are wanted. */
static void try(const char *what, void (*do_it)(const struct damage *, struct slice))
{
	struct trials t = trials_wanted(USUAL);
	struct slice book;
	char *bytes = make_book(&t, &book.len);
	size_t count = t.all ? book.len : t.count;

	book.data = bytes;
	for (size_t i = 0; i < count; i++) {
		struct dice dice = trials_dice(&t, i);
		struct damage d = { what, 0, (int)roll(&dice, 8), t.seed + i, is_long(&t) ? USUAL + 1 : 1 };

		d.at = is_long(&t) ? (size_t)(d.seed % book.len) :
		       (size_t)((unsigned long long)roll(&dice, 1u << 30) * book.len >> 30);
		do_it(&d, book);
	}
	for (size_t left = 1; left <= 3; left++)
		do_it(&(struct damage){ .what = what, .at = book.len - left }, book);
	free(bytes);
}

START_TEST(every_cut_is_found)
{
	try("cut", cut);
}
END_TEST

START_TEST(every_turned_bit_is_found_or_harmless)
{
	try("turned", turn);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { every_cut_is_found, every_turned_bit_is_found_or_harmless };

	trials_begin();
	return shelf_run("damage", tests, ARRAY_LEN(tests));
}
