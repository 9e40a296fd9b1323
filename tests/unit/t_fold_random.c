/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Property: folds of folds are the fold of all, byte for byte, however copies are grouped,
 * ordered and repeated, and whatever goes to temporary files on the way. */
#include <config.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answers/fold.h"
#include "base/mem.h"
#include "fault.h"
#include "scratch.h"
#include "suite.h"

enum { COPIES = 60, TRIALS = 60 };

static struct err err;

static unsigned roll(unsigned sides)
{
	return (unsigned)rand() % sides;
}

/* A copy of chance: few keys and few clocks, so that many meet. */
static void draw(struct buf *out)
{
	static const char *const words[] = { "", "x", "\\u001b[31m", "\xE4\xBD\xA0", "\\\"", "\\n", "<b>",
					     "\xD8\xB9", "\xF0\x9F\x90\xA7", " " };
	static const char *const parts[] = { "answers", "lenses", "guards" };

	buf_clear(out);
	buf_addf(out, "{%s\"format\":\"leaderplus-share\",\"version\":1,\"for\":\"group\",\"key\":\"k%u\","
		 "\"clock\":%u,\"pack\":{\"id\":\"p\",\"version\":\"%u\"},\"language\":\"%s\"",
		 roll(2) ? "" : "\"more\":[],", roll(12), roll(3), roll(2), roll(2) ? "en" : "cy");
	for (size_t part = 0; part < ARRAY_LEN(parts); part++) {
		if (roll(3) == 0)
			continue;
		buf_addf(out, ",\"%s\":{", parts[part]);
		for (int id = 0; id < 3; id++)
			buf_addf(out, "%s\"id-%d\":{\"question\":\"%s\",\"text\":\"%s%s\"}", id ? "," : "",
				 2 - id, words[roll(3)], words[roll(10)], words[roll(10)]);
		buf_add_char(out, '}');
	}
	buf_add_char(out, '}');
}

static void never(void *context, const struct finding *finding)
{
	(void)context;
	ck_abort_msg("%s: %s", finding->file ? finding->file : "", finding->what);
}

static struct fold *begin(void)
{
	static const size_t memory[] = { 1, 1000, 1 << 20 };
	const struct fold_request request = {
		.sys = fault_sys(), .folder = scratch_path(""), .memory = memory[roll(3)],
		.pack_id = "p", .passed = { never, NULL } };

	return fold_new(&request);
}

/* Writes the fold to the file NAME. */
static void finish(struct fold *fold, const char *name)
{
	struct slice line;
	struct buf out;

	buf_init(&out, 1 << 20);
	buf_add_slice(&out, fold_head());
	while (fold_next(fold, &line, &err) == SORT_RECORD) {
		buf_add_slice(&out, line);
		buf_add_char(&out, '\n');
	}
	scratch_put(name, out.data);
	buf_release(&out);
	fold_free(fold);
}

static void add(struct fold *fold, const char *name)
{
	ck_assert_msg(fold_add_path(fold, scratch_path(name), &err), "%s", err.text);
}

/* Folds FROM..TO of the names in random groups, and those again, until one is left: its name. */
static void fold_tree(char (*names)[16], size_t count, int *made, char *result)
{
	char groups[COPIES][16];
	size_t group_count = 1 + roll(count > 8 ? 8 : (unsigned)count), at = 0;

	for (size_t group = 0; group < group_count; group++) {
		size_t end = group + 1 == group_count ? count : at + roll((unsigned)(count - at) + 1);
		struct fold *fold = begin();

		for (; at < end; at++)
			add(fold, names[at]);
		while (roll(3) == 0)	/* some once more */
			add(fold, names[roll((unsigned)count)]);
		snprintf(groups[group], sizeof(groups[group]), "fold-%d", (*made)++);
		finish(fold, groups[group]);
	}
	if (group_count == 1)
		strcpy(result, groups[0]);
	else
		fold_tree(groups, group_count, made, result);
}

START_TEST(a_fold_of_folds_is_the_fold_of_all)
{
	char names[COPIES][16], result[16];
	int made = 0;
	struct fold *all;
	struct buf copy;

	srand((unsigned)_i);
	buf_init(&copy, 65536);
	all = begin();
	for (size_t i = 0; i < COPIES; i++) {
		snprintf(names[i], sizeof(names[i]), "copy-%zu", i);
		draw(&copy);
		scratch_put(names[i], copy.data);
		add(all, names[i]);
	}
	finish(all, "all");
	for (size_t i = COPIES; i > 1; i--) {
		char name[16];
		size_t other = roll((unsigned)i);

		memcpy(name, names[i - 1], sizeof(name));
		memcpy(names[i - 1], names[other], sizeof(name));
		memcpy(names[other], name, sizeof(name));
	}
	fold_tree(names, COPIES, &made, result);
	ck_assert_str_eq(scratch_get(result), scratch_get("all"));
	ck_assert_ptr_nonnull(strstr(scratch_get("all"), "\"key\":\"k1"));
	ck_assert_int_eq(fault_open_files(), 0);
	buf_release(&copy);
}
END_TEST

static void setup(void)
{
	scratch_open();
	fault_reset();
}

int main(void)
{
	Suite *suite = suite_create("fold_random");
	TCase *folds = tcase_create("folds");

	tcase_add_checked_fixture(folds, setup, scratch_close);
	tcase_add_loop_test(folds, a_fold_of_folds_is_the_fold_of_all, 1, TRIALS + 1);
	suite_add_tcase(suite, folds);
	return suite_run(suite);
}
