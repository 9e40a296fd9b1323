/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/forget: the other layers that hold the same words, and marks of them. */
#include <config.h>

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "answers/answers.h"
#include "answers/items.h"
#include "answers/model.h"
#include "base/mem.h"
#include "book.h"
#include "suite.h"

static void add_twin(void *context, const struct answers_twin *twin)
{
	buf_addf(context, "%d/%s/%s%c;", twin->part, twin->id, twin->layer->id,
		 twin->equal ? '=' : '+');
}

/* Layers of these texts, of clocks 1, 2, ...: the first two in "one", then "two", a lens, a
 * guard. */
static struct answers *five_texts(const char *const *texts)
{
	static const struct { enum answers_part part; const char *id; } at[] = {
		{ PART_ANSWERS, "one" }, { PART_ANSWERS, "one" }, { PART_ANSWERS, "two" },
		{ PART_LENSES, "one" }, { PART_GUARDS, "g" },
	};
	struct answers *a = answers_new(sys_real(), "p", "1");

	for (size_t i = 0; i < ARRAY_LEN(at); i++) {
		struct answers_change change = {
			.part = at[i].part, .id = at[i].id, .question = slice_of(i == 1 ? "P?" : "Q?"),
			.text = slice_of(texts[i]), .now = NOW,
		};
		struct model_entry *entry;

		ck_assert(answers_write(a, sys_real(), &change));
		entry = model_find_entry(&a->parts[at[i].part], at[i].id);
		model_replace(&entry->layers[entry->count - 1].shown.id,
			      mem_copy((char[]){ (char)('a' + i) }, 1));
	}
	return a;
}

START_TEST(the_same_words_are_found)
{
	static const struct { const char *texts[5], *found; } rows[] = {
		{ { "w", "W", "v", "x", "y" }, "" },
		{ { "w", " w\n", "\tw", "aw", "w w" }, "0/one/b=;0/two/c=;1/one/d+;2/g/e+;" },
		{ { " w ", "w", "v w v", "v", "wv" }, "0/one/b=;0/two/c+;2/g/e+;" },
		{ { "w v", "w", "v", "w v", "w  v" }, "1/one/d=;" },
		{ { "w", "v", "v", "v", " w" }, "2/g/e=;" },
		{ { "\xC3\xA9", "\xC3", "\xC3\xA9", "e", "x\xC3\xA9x" }, "0/two/c=;2/g/e+;" },
	};
	static const struct answers_erasure what = { SCOPE_LAYER, PART_ANSWERS, "one", "a" };
	struct buf found;

	buf_init(&found, 1000);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct answers *a = five_texts(rows[i].texts);

		buf_clear(&found);
		answers_same_words(a, &what, add_twin, &found);
		ck_assert_msg(strcmp(found.data, rows[i].found) == 0, "row %zu: %s", i, found.data);
		answers_free(a);
	}
	buf_release(&found);
}
END_TEST

START_TEST(blanks_and_strangers_have_no_twins)
{
	static const struct answers_erasure rows[] = {
		{ SCOPE_LAYER, PART_LENSES, "practice", "c" },	/* its text is empty */
		{ SCOPE_LAYER, PART_ANSWERS, "one", "z" }, { SCOPE_LAYER, PART_GUARDS, "one", "a" },
	};
	struct answers *a = read_ok(book);
	struct buf found;

	buf_init(&found, 1000);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		answers_same_words(a, &rows[i], add_twin, &found);
	ck_assert_str_eq(found.data, "");
	buf_release(&found);
	answers_free(a);
}
END_TEST

/* A passage that was marked and taken out of the words later goes with the words that it was in;
 * other marks stay, as those of the same page that stand in words. */
START_TEST(marks_of_what_is_erased_go)
{
	static const char json[] =
		"{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"i\","
		"\"pack\":{\"id\":\"p\",\"version\":\"1\"},\"answers\":{\"one\":{\"layers\":["
		"{\"id\":\"a\",\"clock\":2,\"at\":\"\",\"question\":\"\",\"text\":\"Secret. Still here.\"},"
		"{\"id\":\"b\",\"clock\":9,\"at\":\"\",\"question\":\"\",\"text\":\"Still here.\",\"rests\":["
		"{\"quote\":\"Secret.\",\"on\":\"saw\"},{\"quote\":\"Still here.\",\"on\":\"saw\"},"
		"{\"quote\":\"Elsewhere.\",\"on\":\"heard\"},{\"on\":\"suppose\"}]}]}}}";
	struct answers *a = read_ok(json);
	const struct answers_erasure layer = { SCOPE_LAYER, PART_ANSWERS, "one", "a" };
	struct err err;
	char *printed;

	ck_assert(answers_forget(a, &layer, &err));
	printed = print_ok(a);
	ck_assert_msg(!strstr(printed, "Secret"), "%s", printed);
	ck_assert_uint_eq(answers_rests(answers_newest(a, PART_ANSWERS, "one")), 3);
	free(printed);
	answers_free(a);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { the_same_words_are_found, blanks_and_strangers_have_no_twins,
		marks_of_what_is_erased_go };
	Suite *suite = suite_create("same words");
	TCase *tc = tcase_create("same words");

	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
