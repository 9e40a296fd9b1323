/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/replay: what goes into a journal, and that random ones come back. */
#include <config.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "answers/model.h"
#include "answers/replay.h"
#include "base/mem.h"
#include "book.h"
#include "pieces.h"
#include "suite.h"

static bool apply_ok(struct answers *a, const char *journal, bool same_base)
{
	struct err err = { .text = "" };
	bool back = false;

	ck_assert_msg(replay_apply(a, slice_of(journal), same_base, &back, &err), "%s: %s",
		      err.text, journal);
	return back;
}

static bool write_at(struct answers *a, const char *text, time_t now)
{
	struct answers_change change = {
		.part = PART_ANSWERS, .id = "q", .question = slice_of("Q?"),
		.text = slice_of(text), .now = now,
	};

	return answers_write(a, sys_real(), &change);
}

static char *journal_ok(const struct answers *a, int64_t since)
{
	struct err err = { .text = "" };
	struct buf b;

	buf_init(&b, ANSWERS_FILE_MAX);
	ck_assert_msg(replay_print(a, since, &b, &err), "%s", err.text);
	return buf_steal(&b);
}

/* Only what is newer, and of unknown members only those of the layers. */
START_TEST(only_what_is_newer_is_printed)
{
	static const struct { int64_t since; const char *has, *lacks; } rows[] = {
		{ -1, "\"myth\" \"one\" \"a\" \"b\" \"c\" \"rooms\" \"oval\" \"practice\" \"forgotten\"",
		  "\"two\" \"shade\" \"stairs\" \"later\" \"edition\" \"scroll\"" },
		{ 2, "\"myth\" \"b\" \"c\"", "\"a\"" },
		{ 3, "\"myth\" \"b\"", "\"a\" \"c\" \"practice\"" },
		{ 7, "\"myth\"", "\"a\" \"b\" \"one\" \"practice\"" },
		{ 11, "\"myth\" \"book\" \"pack\"", "\"one\"" },
	};
	struct answers *a = read_ok(book);
	char *printed;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		for (int lacks = 0; lacks < 2; lacks++) {
			char *next, *words;

			printed = journal_ok(a, rows[i].since);
			words = mem_string(lacks ? rows[i].lacks : rows[i].has);
			for (char *w = strtok_r(words, " ", &next); w; w = strtok_r(NULL, " ", &next))
				ck_assert_msg((strstr(printed, w) == NULL) == lacks, "row %zu, %s: %s", i, w, printed);
			free(words);
			free(printed);
		}
	write_at(a, "the newest words", NOW);
	printed = journal_ok(a, 31);
	ck_assert_ptr_nonnull(strstr(printed, "the newest words"));
	ck_assert_ptr_null(strstr(printed, "myth"));
	ck_assert_ptr_null(strstr(printed, "forgotten"));
	free(printed);
	answers_free(a);
}
END_TEST

START_TEST(nothing_new_prints_nothing)
{
	struct answers *a = read_ok(book);
	struct err err;
	struct buf b;

	buf_init(&b, 5);
	buf_add_str(&b, "as is");
	ck_assert_int_eq(answers_clock(a), 31);
	ck_assert(replay_print(a, 12, &b, &err));
	ck_assert(replay_print(a, 31, &b, &err));
	ck_assert_str_eq(b.data, "as is");
	ck_assert(!replay_print(a, 11, &b, &err));
	ck_assert_int_eq(err.kind, ERR_TOO_BIG);
	ck_assert_str_eq(b.data, "as is");
	ck_assert(!b.full);
	buf_release(&b);
	buf_init(&b, ANSWERS_FILE_MAX);
	buf_add_str(&b, "and ");
	ck_assert(replay_print(a, 11, &b, &err));
	ck_assert_int_eq(strncmp(b.data, "and {", 5), 0);
	buf_release(&b);
	answers_free(a);
}
END_TEST

/* What could not be read back is no journal. */
START_TEST(printing_refuses_what_it_could_not_read)
{
	static char large[ANSWERS_TEXT_MAX + 2];
	char *newer = changed(book, "\"version\":1", "\"version\":2");
	const char *const rows[] = { "\xFF", large };
	struct answers *a;
	struct err err;
	struct buf b;

	memset(large, 'x', sizeof(large) - 1);
	buf_init(&b, ANSWERS_FILE_MAX);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		a = read_ok(book);
		write_at(a, rows[i], NOW);
		ck_assert_msg(!replay_print(a, 31, &b, &err), "row %zu", i);
		ck_assert_uint_eq(b.len, 0);
		answers_free(a);
	}
	a = read_ok(newer);
	ck_assert(!replay_print(a, 0, &b, &err));
	ck_assert_int_eq(err.kind, ERR_NEWER);
	answers_free(a);
	free(newer);
	buf_release(&b);
}
END_TEST

/* What reads back as something else, here a value that is not as it stood, is refused. */
START_TEST(printing_is_read_back)
{
	struct answers *a = read_ok(book);
	struct extras *extras = &a->parts[PART_ANSWERS].entries[0].layers[1].extras;
	struct err err;
	struct buf b;

	buf_init(&b, ANSWERS_FILE_MAX);
	free(extras->items[0].json);
	extras->items[0].json = mem_string(" 1");
	ck_assert(!replay_print(a, 0, &b, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "read back as it was"));
	ck_assert_uint_eq(b.len, 0);
	buf_release(&b);
	answers_free(a);
}
END_TEST

/* cJSON's memory: the call that takes it to 0 fails. */
static int calls_left;

static void *scarce(size_t size)
{
	return calls_left-- == 0 ? NULL : malloc(size);
}

START_TEST(no_memory_for_cjson_is_told)
{
	struct answers *a = read_ok(book);
	cJSON_Hooks hooks = { scarce, free };
	bool ok = false;
	int failed;

	for (failed = 0; !ok; failed++) {
		struct err err = { .text = "" };
		struct buf b;

		buf_init(&b, ANSWERS_FILE_MAX);
		calls_left = failed;
		cJSON_InitHooks(&hooks);
		ok = replay_print(a, 2, &b, &err);
		cJSON_InitHooks(NULL);
		ck_assert_msg(ok || (strstr(err.text, "memory") && !b.len), "call %d: %s", failed,
			      err.text);
		buf_release(&b);
	}
	ck_assert_int_gt(failed, 100);
	answers_free(a);
}
END_TEST

START_TEST(more_than_a_file_is_refused)
{
	static char large[ANSWERS_TEXT_MAX];
	struct answers *a = answers_new(sys_real(), "p", "1");
	struct err err;
	struct buf b;

	memset(large, 'x', sizeof(large) - 1);
	for (int i = 0; i < 65; i++) {
		large[0] = (char)('A' + i % 26);
		write_at(a, large, NOW + (time_t)i * 2 * ANSWERS_SITTING);
	}
	buf_init(&b, SIZE_MAX / 2);
	ck_assert(!replay_print(a, 0, &b, &err));
	ck_assert_int_eq(err.kind, ERR_TOO_BIG);
	ck_assert_uint_eq(b.len, 0);
	ck_assert(replay_print(a, 5, &b, &err));
	buf_release(&b);
	answers_free(a);
}
END_TEST

static void write_some(struct answers *a, struct dice *d, time_t *now, const char *hand)
{
	unsigned count = roll(d, 6);

	while (count--) {
		char id[20], text[60];
		struct answers_change change = {
			.part = roll(d, PART_COUNT), .id = id, .question = slice_of("Q?"), .now = *now,
		};

		*now += roll(d, 4) ? 60 : 2 * ANSWERS_SITTING;
		snprintf(id, sizeof(id), "e%u", roll(d, 4));
		snprintf(text, sizeof(text), "%s %u \"\xC3\xA9\\\n", hand, roll(d, 1000));
		change.text = slice_of(roll(d, 8) ? text : "");
		answers_write(a, sys_real(), &change);
		if (!roll(d, 5))
			answers_set_place(a, id, (long)roll(d, 9));
	}
}

/* Every text of FROM stands in TO, in the same entry. */
static void check_texts(const struct answers *from, const struct answers *to, const char *name)
{
	for (int part = 0; part < PART_COUNT; part++)
		for (size_t e = 0; e < answers_count(from, part); e++) {
			const char *id = answers_entry_id(from, part, e);

			for (size_t i = 0; i < answers_layers(from, part, id); i++) {
				const char *text = answers_layer(from, part, id, i)->text;
				bool found = !*text;

				for (size_t k = 0; k < answers_layers(to, part, id); k++)
					found = found || strcmp(answers_layer(to, part, id, k)->text, text) == 0;
				ck_assert_msg(found, "%s: '%s' is lost", name, text);
			}
		}
}

/* Every layer of FROM stands in TO with its id, clock and text. */
static void check_layers(const struct answers *from, const struct answers *to, const char *name)
{
	for (int part = 0; part < PART_COUNT; part++)
		for (size_t e = 0; e < answers_count(from, part); e++) {
			const char *id = answers_entry_id(from, part, e);

			for (size_t i = 0; i < answers_layers(from, part, id); i++) {
				const struct layer *want = answers_layer(from, part, id, i);
				bool found = false;

				for (size_t k = 0; k < answers_layers(to, part, id); k++) {
					const struct layer *got = answers_layer(to, part, id, k);

					found = found || (strcmp(got->id, want->id) == 0 &&
							  got->clock == want->clock &&
							  strcmp(got->text, want->text) == 0);
				}
				ck_assert_msg(found, "%s: layer %s is lost", name, want->id);
			}
		}
}

/* With the same base the journal makes of the file what was in memory. */
static void check_same_base(const char *file, const struct answers *ours, const char *journal,
			    const char *name)
{
	struct answers *a = read_ok(file);

	if (*journal)
		apply_ok(a, journal, true);
	ck_assert_msg(answers_clock(a) == answers_clock(ours), "%s", name);
	check_layers(ours, a, name);
	check_layers(a, ours, name);
	ck_assert_msg(strcmp(answers_place(a).page, answers_place(ours).page) == 0, "%s", name);
	answers_free(a);
}

/* With another base all words of both are there, and a second time adds nothing. */
static void check_other_base(struct answers *theirs, const char *journal, const char *name)
{
	char *before = print_ok(theirs), *once, *twice;
	struct answers *file = read_ok(before), *words = *journal ? read_ok(journal) : NULL;

	if (words) {
		apply_ok(theirs, journal, false);
		check_layers(file, theirs, name);
		check_texts(words, theirs, name);
	}
	once = print_ok(theirs);
	if (words)
		ck_assert_msg(!apply_ok(theirs, journal, false), "%s", name);
	twice = print_ok(theirs);
	ck_assert_msg(strcmp(once, twice) == 0, "%s", name);
	answers_free(file);
	answers_free(words);
	free(before);
	free(once);
	free(twice);
}

START_TEST(random_journals_come_back)
{
	for (unsigned long long seed = 1; seed <= 300; seed++) {
		struct dice d = { seed };
		struct answers *ours = answers_new(sys_real(), "p", "1"), *theirs;
		char *file, *journal, name[40];
		time_t now = NOW;
		int64_t since;

		snprintf(name, sizeof(name), "seed %llu", seed);
		write_some(ours, &d, &now, "before");
		file = print_ok(ours);
		since = answers_clock(ours);
		write_some(ours, &d, &now, "ours");
		journal = journal_ok(ours, since);
		ck_assert_msg(!*journal == (since == answers_clock(ours)), "%s", name);
		check_same_base(file, ours, journal, name);
		theirs = read_ok(file);
		write_some(theirs, &d, &now, "theirs");
		check_other_base(theirs, journal, name);
		answers_free(ours);
		answers_free(theirs);
		free(file);
		free(journal);
	}
}
END_TEST

#define STEP_OF(clock, id, then) "{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"w\",\"pack\":" \
	"{\"id\":\"p\",\"version\":\"1\"},\"answers\":{\"q\":{\"steps\":[{\"clock\":" clock ",\"id\":\"" id "\"," \
	"\"then\":\"" then "\"}]}}}"

/* A step that stands apart in a journal has gone on from the one that stands in the file: it takes its
 * place. */
START_TEST(what_went_apart_comes_out_of_a_journal_once)
{
	static const char gone_on[] = STEP_OF("4", "s", "gone on");
	struct answers *a = read_ok(gone_on);
	char *id = model_parted_id(a->parts[PART_ANSWERS].entries[0].items[ITEM_STEP].items), *journal, at[100];

	answers_free(a);
	snprintf(at, sizeof(at), "\"id\":\"%s\",\"of\":\"s\"", id);
	journal = changed(gone_on, "\"id\":\"s\"", at);
	for (int same_base = 0; same_base < 2; same_base++) {
		a = read_ok(STEP_OF("3", "s", "as it was"));
		ck_assert(apply_ok(a, journal, same_base));
		ck_assert_uint_eq(answers_items(a, PART_ANSWERS, "q", ITEM_STEP), 1);
		ck_assert_str_eq(answers_find_item(a, PART_ANSWERS, "q", ITEM_STEP, "s")->text[STEP_THEN], "gone on");
		answers_free(a);
	}
	free(journal);
	free(id);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { only_what_is_newer_is_printed, nothing_new_prints_nothing,
		printing_refuses_what_it_could_not_read, printing_is_read_back,
		no_memory_for_cjson_is_told, more_than_a_file_is_refused, random_journals_come_back,
		what_went_apart_comes_out_of_a_journal_once };
	Suite *suite = suite_create("replay, printing");
	TCase *tc = tcase_create("replay, printing");

	tcase_set_timeout(tc, 60);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
