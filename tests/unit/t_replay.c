/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers/replay: how what is in a journal comes back. */
#include <config.h>

#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "answers/model.h"
#include "answers/replay.h"
#include "base/mem.h"
#include "book.h"
#include "suite.h"

/* A workbook of one entry, "q", from a short form: "x@5=some words;y@7+=" is a layer x of
 * clock 5 and an empty layer y of clock 7 with a member of a later version. */
static char *book_of(const char *form)
{
	struct buf b;

	buf_init(&b, 1 << 20);
	buf_add_str(&b, "{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"i\","
		    "\"pack\":{\"id\":\"p\",\"version\":\"1\"}");
	if (*form)
		buf_add_str(&b, ",\"answers\":{\"q\":{\"layers\":[");
	for (const char *at = form; *at;) {
		char id[40], clock[40], text[200] = "";
		int len = 0;

		ck_assert_int_ge(sscanf(at, "%39[^@]@%39[0-9]%n", id, clock, &len), 2);
		at += len;
		buf_addf(&b, "%s{\"id\":\"%s\",\"clock\":%s,\"at\":\"2026-11-23T19:04:11Z\",\"question\":\"Q?\"",
			 b.data[b.len - 1] == '}' ? "," : "", id, clock);
		if (*at == '+') {
			buf_add_str(&b, ",\"oval\":true");
			at++;
		}
		ck_assert_int_eq(*at++, '=');
		len = 0;
		(void)sscanf(at, "%199[^;]%n", text, &len);
		at += len;
		at += *at == ';';
		buf_addf(&b, ",\"text\":\"%s\"}", text);
	}
	buf_add_str(&b, *form ? "]}}}" : "}");
	return buf_steal(&b);
}

/* The short form of A's entry "q", for free(); an id that we made is "*". */
static char *form_of(const struct answers *a)
{
	struct buf b;

	buf_init(&b, 1 << 20);
	for (size_t i = 0; i < answers_layers(a, PART_ANSWERS, "q"); i++) {
		const struct model_layer *layer = &a->parts[PART_ANSWERS].entries[0].layers[i];

		buf_addf(&b, "%s%s@%" PRId64 "%s=%s", i ? ";" : "",
			 strlen(layer->shown.id) > 30 ? "*" : layer->shown.id, layer->shown.clock,
			 layer->extras.count ? "+" : "", layer->shown.text);
	}
	return buf_steal(&b);
}

static bool apply_ok(struct answers *a, const char *journal, bool same_base)
{
	struct err err = { .text = "" };
	bool back = false;

	ck_assert_msg(replay_apply(a, slice_of(journal), same_base, &back, &err), "%s: %s",
		      err.text, journal);
	return back;
}

static void check_form(const struct answers *a, const char *want, const char *name)
{
	char *form = form_of(a);

	ck_assert_msg(strcmp(form, want) == 0, "%s: %s", name, form);
	free(form);
}

static const struct {
	const char *name, *file, *journal;
	bool same_base;
	const char *want;
	bool back;
	const char *forgotten;	/* NULL: no such member */
} rules[] = {
	{ "takes the place", "x@5=A", "x@9=A and more", true, "x@9=A and more", true, NULL },
	{ "joins the others", "x@5=A", "y@9=B", true, "x@5=A;y@9=B", true, NULL },
	{ "begins an entry", "", "x@9=A", true, "x@9=A", true, NULL },
	{ "both at once", "x@5=A", "x@8=A!;y@9=B", true, "x@8=A!;y@9=B", true, NULL },
	{ "becomes the newest", "x@5=A;z@6=C", "x@9=B", true, "z@6=C;x@9=B", true, NULL },
	{ "equal clock", "x@5=A", "x@5=A", true, "x@5=A", false, NULL },
	{ "equal clock, other words", "x@5=A", "x@5=B", true, "x@5=A;*@6=B", true, NULL },
	{ "greater clock in the file", "x@5=A", "x@4=B", true, "x@5=A", false, NULL },
	{ "emptied", "x@5=A", "x@9=", true, "x@9=", false, NULL },
	{ "equal text is taken as it is", "x@5=A", "y@9=A", true, "x@5=A;y@9=A", true, NULL },
	{ "an old clock takes no place", "x@5=A;z@20=C", "x@9=B", true, "x@5=A;z@20=C;*@21=B",
	  true, NULL },
	{ "an old clock becomes the newest", "z@20=C", "y@9=B", true, "z@20=C;y@21=B", true, NULL },
	{ "an old clock and a new one", "z@20=C", "y@9=B;x@30=D", true, "z@20=C;y@21=B;x@30=D", true,
	  NULL },
	{ "an old clock, and its text gives way", "x@5=A", "c@4=A;x@9=B", true, "c@6=A;x@9=B", true,
	  NULL },
	{ "an old clock, a turn, and its text gives way", "x@5=A;y@20=Y", "c@4=A;y@20=Y;x@31=B", true,
	  "y@20=Y;c@21=A;x@31=B", true, NULL },
	{ "one clock, so by id", "z@20=C", "y@9=B;b@21=D", true, "z@20=C;b@21=D;y@21=B", true, NULL },
	{ "behind several", "x@5=A;y@6=B;z@7=C", "x@9=D", true, "y@6=B;z@7=C;x@9=D", true, NULL },
	{ "strange members stay", "x@5+=A", "x@9=B", true, "x@5+=A;*@9=B", true, NULL },
	{ "strange members, equal text", "x@5+=A", "x@9=A", true, "x@5+=A", false, NULL },
	{ "strange members, equal text, and more", "x@5+=A", "x@9=A;y@10=B", true, "x@5+=A;y@10=B",
	  true, NULL },
	{ "strange members come", "x@5=A", "x@9+=B", true, "x@9+=B", true, NULL },
	{ "forgotten", "x@5=A", "x@9=B", true, "", false, "[\"y\",\"x\"]" },
	{ "forgotten and new", "", "x@9=B", true, "", false, "[\"x\"]" },
	{ "forgotten, others come", "", "x@8=A;y@9=B", true, "y@9=B", true, "[ \"\\u0078\" ]" },
	{ "forgotten, and an equal id", "xx@5=A", "x@9=A", true, "xx@5=A", false, "[\"x\",\"X\"]" },
	{ "other base: new layer", "x@5=A", "x@6=A and more", false, "x@5=A;*@7=A and more", true, NULL },
	{ "other base: keeps a free id", "x@5=A", "y@6=B", false, "x@5=A;y@7=B", true, NULL },
	{ "other base: becomes the newest", "x@5=A;z@20=C", "x@6=B", false, "x@5=A;z@20=C;*@21=B",
	  true, NULL },
	{ "other base: in order", "z@20=C", "x@6=A;y@7=B", false, "z@20=C;x@21=A;y@22=B", true, NULL },
	{ "other base: an earlier file", "z@3=C", "x@6=A", false, "z@3=C;x@7=A", true, NULL },
	{ "other base: newest is equal", "x@5=A;z@20=B", "x@6=B", false, "x@5=A;z@20=B", false, NULL },
	{ "other base: newest is equal, and more", "x@5=A", "y@6=A;z@7=B", false, "x@5=A;z@8=B",
	  true, NULL },
	{ "other base: newest is equal, and its next state", "x@5=A", "y@6=A;x@7=B", false,
	  "x@5=A;*@8=B", true, NULL },
	{ "other base: more is there already", "x@5=A;z@20=C", "y@6=B;z@20=C", false,
	  "x@5=A;z@20=C;y@21=B", true, NULL },
	{ "other base: an older is equal", "x@5=B;z@20=C", "y@6=B", false, "x@5=B;z@20=C;y@21=B",
	  true, NULL },
	{ "other base: equal clock", "x@5=A", "x@5=A", false, "x@5=A", false, NULL },
	{ "other base: equal clock, other words", "x@5=A;y@6=C", "x@5=B", false,
	  "x@5=A;y@6=C;*@7=B", true, NULL },
	{ "other base: greater clock", "x@5=A", "x@4=B", false, "x@5=A", false, NULL },
	{ "other base: other words had no turn", "w@3=C;x@5=A", "y@4=C;x@5=B", false,
	  "w@3=C;x@5=A;y@6=C;*@7=B", true, NULL },
	{ "other base: forgotten", "x@5=A", "x@9=B", false, "", false, "[\"x\"]" },
	{ "other base: a later one is forgotten", "", "x@6=A;y@7=B", false, "x@7=A", true, "[\"y\"]" },
	{ "other base: blanks of nothing", "", "x@9= ", false, "", false, NULL },
	{ "other base: blanks of nothing, and more", "", "y@6= ;z@7=B", false, "z@8=B", true, NULL },
	{ "other base: emptied", "x@5=A", "x@9=", false, "x@5=A;*@10=", false, NULL },
	{ "other base: strange members", "x@5+=A", "x@9+=B", false, "x@5+=A;*@10+=B", true, NULL },
};

static char *file_of(const char *form, const char *forgotten)
{
	char *file = book_of(form), *with;
	char member[200];

	if (!forgotten)
		return file;
	snprintf(member, sizeof(member), "{\"forgotten\":%s,", forgotten);
	with = changed(file, "{", member);
	free(file);
	return with;
}

/* Each rule, and that replaying the journal once more, into the file that came of it, adds
 * nothing whatever it builds on. */
START_TEST(every_rule)
{
	for (size_t i = 0; i < ARRAY_LEN(rules); i++) {
		char *file = file_of(rules[i].file, rules[i].forgotten);
		char *journal = book_of(rules[i].journal), *saved;
		struct answers *a = read_ok(file);
		bool back = apply_ok(a, journal, rules[i].same_base);

		check_form(a, rules[i].want, rules[i].name);
		ck_assert_msg(back == rules[i].back, "%s", rules[i].name);
		ck_assert(!apply_ok(a, journal, rules[i].same_base));
		ck_assert(!apply_ok(a, journal, false));
		check_form(a, rules[i].want, rules[i].name);
		saved = print_ok(a);
		answers_free(a);
		a = read_ok(saved);
		ck_assert(!apply_ok(a, journal, false));
		check_form(a, rules[i].want, rules[i].name);
		answers_free(a);
		free(saved);
		free(file);
		free(journal);
	}
}
END_TEST

/* An entry may have no layers, only what this version does not know. */
START_TEST(an_entry_without_layers_takes_them)
{
	static const char notes[] = "{\"nooks\":[]}";
	char *journal = changed(book, notes, "{\"layers\":[{\"id\":\"w\",\"clock\":40,\"at\":\"\","
				"\"question\":\"Q?\",\"text\":\"words\"}]}");
	struct answers *a;
	char *printed;

	for (int same_base = 0; same_base < 2; same_base++) {
		a = read_ok(book);
		ck_assert(apply_ok(a, journal, same_base));
		ck_assert_str_eq(answers_newest(a, PART_ANSWERS, "two")->text, "words");
		ck_assert_uint_eq(answers_layers(a, PART_ANSWERS, "one"), 2);
		printed = print_ok(a);
		ck_assert_ptr_nonnull(strstr(printed, "\"nooks\":\t[]"));
		answers_free(a);
		free(printed);
	}
	free(journal);
}
END_TEST

/* A layer that was put back and erased for good stays away, whether or not what it was made
 * from is still there. */
START_TEST(what_was_made_may_be_forgotten_too)
{
	char *file = book_of("x@5=A"), *journal = book_of("x@9=B"), *with;
	struct answers *a = read_ok(file);
	char member[200];

	apply_ok(a, journal, false);
	snprintf(member, sizeof(member), "{\"forgotten\":[\"%s\"],",
		 answers_newest(a, PART_ANSWERS, "q")->id);
	ck_assert_str_eq(answers_newest(a, PART_ANSWERS, "q")->text, "B");
	answers_free(a);
	with = changed(file, "{", member);
	a = read_ok(with);
	ck_assert(!apply_ok(a, journal, false));
	check_form(a, "x@5=A", "forgotten");
	ck_assert(!apply_ok(a, journal, true));
	check_form(a, "x@5=A", "forgotten, on its own base");
	answers_free(a);
	free(with);
	free(file);
	file = book_of("");
	with = changed(file, "{", member);
	a = read_ok(with);
	ck_assert(!apply_ok(a, journal, false));
	check_form(a, "", "forgotten, and nothing stands");
	answers_free(a);
	free(with);
	free(file);
	free(journal);
}
END_TEST

/* A journal that holds a whole file has its list: that is older here, and forgets too. */
START_TEST(a_journal_can_forget)
{
	static const struct { const char *list, *stays; int64_t clock; } rows[] = {
		{ "[\"x\"]", "b", 31 }, { "[]", "b", 31 }, { "[\"b\"]", "a", 32 },
		{ "[\"a\",\"b\",\"s\"]", NULL, 32 }, { "[\"y\"]", "b", 32 },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		for (int same_base = 0; same_base < 2; same_base++) {
			char *journal = changed(book, "[ \"x\" ]", rows[i].list);
			struct answers *a = read_ok(book);
			const struct layer *layer;
			bool back = apply_ok(a, journal, same_base);

			layer = answers_newest(a, PART_ANSWERS, "one");
			ck_assert_msg(rows[i].stays ? layer && strcmp(layer->id, rows[i].stays) == 0 : !layer,
				      "row %zu", i);
			ck_assert_msg(answers_clock(a) == rows[i].clock, "row %zu", i);
			ck_assert(answers_is_forgotten(a, "x") && !back);
			free(print_ok(a));
			answers_free(a);
			free(journal);
		}
}
END_TEST

START_TEST(the_clock_goes_on)
{
	static const struct { const char *file, *journal; bool same_base; int64_t clock; } rows[] = {
		{ "x@5=A", "x@9=B", true, 9 }, { "x@5=A", "x@9=B", false, 10 },
		{ "x@5=A", "x@5=A", true, 5 }, { "x@5=A;z@20=C", "x@9=B", true, 21 },
		{ "x@5=A;z@20=C", "x@9=B", false, 21 }, { "x@5=A", "x@9=A", false, 5 },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char *file = book_of(rows[i].file), *journal = book_of(rows[i].journal);
		struct answers *a = read_ok(file);

		apply_ok(a, journal, rows[i].same_base);
		ck_assert_msg(answers_clock(a) == rows[i].clock, "row %zu: %" PRId64, i, answers_clock(a));
		answers_free(a);
		free(file);
		free(journal);
	}
}
END_TEST

/* A clock in a member of a later version counts from the moment on that it comes, not
 * only when the file is read again. */
START_TEST(a_strange_clock_counts)
{
	for (int same_base = 0; same_base < 2; same_base++) {
		char *file = book_of("x@5=A"), *journal = book_of("x@9+=B"), *dated, *saved;
		struct answers *a = read_ok(file), *b;

		dated = changed(journal, "\"oval\":true", "\"rooms\":[{\"clock\":40}]");
		ck_assert(apply_ok(a, dated, same_base));
		ck_assert_int_eq(answers_clock(a), 40);
		ck_assert(!apply_ok(a, dated, same_base));
		saved = print_ok(a);
		b = read_ok(saved);
		ck_assert_int_eq(answers_clock(b), 40);
		answers_free(a);
		answers_free(b);
		free(saved);
		free(dated);
		free(file);
		free(journal);
	}
}
END_TEST

static bool write_at(struct answers *a, const char *text, time_t now)
{
	struct answers_change change = {
		.part = PART_ANSWERS, .id = "q", .question = slice_of("Q?"),
		.text = slice_of(text), .now = now,
	};

	return answers_write(a, sys_real(), &change);
}

/* What came back is amended for the rest of its eight hours. */
START_TEST(the_sitting_goes_on)
{
	static const struct { bool same_base; time_t later; size_t layers; } rows[] = {
		{ true, 60, 1 }, { true, ANSWERS_SITTING, 1 }, { true, ANSWERS_SITTING + 1, 2 },
		{ false, 60, 2 }, { false, ANSWERS_SITTING + 1, 3 },
	};
	char *file = book_of("x@5=A"), *journal = book_of("x@9=B");

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct answers *a = read_ok(file);

		apply_ok(a, journal, rows[i].same_base);
		ck_assert(write_at(a, "C", NOW + rows[i].later));
		ck_assert_msg(answers_layers(a, PART_ANSWERS, "q") == rows[i].layers, "row %zu", i);
		answers_free(a);
	}
	free(file);
	free(journal);
}
END_TEST

/* On another file each later state of a layer is a new one; but none comes a second time when
 * it was amended meanwhile. */
START_TEST(every_state_comes_once)
{
	char *file = book_of("x@5=A"), *first = book_of("x@9=B"), *second = book_of("x@12=C");
	struct answers *a = read_ok(file);

	ck_assert(apply_ok(a, first, false));
	ck_assert(write_at(a, "B and more", NOW + 60));
	ck_assert(!apply_ok(a, first, false));
	check_form(a, "x@5=A;*@11=B and more", "amended");
	ck_assert(apply_ok(a, second, false));
	check_form(a, "x@5=A;*@11=B and more;*@13=C", "a later state");
	answers_free(a);
	free(file);
	free(first);
	free(second);
}
END_TEST

START_TEST(the_place_comes_back_when_it_is_newer)
{
	static const struct { const char *clock; bool comes; int64_t after; } rows[] = {
		{ "11", false, 31 }, { "12", false, 31 }, { "13", true, 32 }, { "31", true, 32 },
		{ "32", true, 32 }, { "900", true, 900 },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char *there = changed(book, "myth", "elsewhere"), *journal, *printed;
		struct answers *a = read_ok(book);

		journal = changed(there, "\"clock\":12", "\"clock\":            ");
		memcpy(strstr(journal, "\"clock\":    ") + 9, rows[i].clock, strlen(rows[i].clock));
		ck_assert(!apply_ok(a, journal, false));
		ck_assert_str_eq(answers_place(a).page, rows[i].comes ? "elsewhere" : "myth");
		ck_assert_int_eq(answers_place(a).paragraph, 3);
		ck_assert_int_eq(answers_clock(a), rows[i].after);
		ck_assert_int_eq(answers_place(a).clock, rows[i].comes ? rows[i].after : 12);
		ck_assert(!apply_ok(a, journal, false));
		ck_assert_int_eq(answers_clock(a), rows[i].after);
		printed = print_ok(a);
		ck_assert_ptr_nonnull(strstr(printed, "[ 0.50 ]"));
		answers_free(a);
		free(printed);
		free(there);
		free(journal);
	}
}
END_TEST

/* Refused whole, and the workbook is as it was. */
START_TEST(refuses_and_changes_nothing)
{
	static const struct { const char *find, *put; enum err_kind kind; const char *said; } rows[] = {
		{ "\"id\":\"i\"", "\"id\":\"I\"", ERR_SYNTAX, "another workbook" },
		{ "leaderplus-workbook", "leaderplus-room", ERR_SYNTAX, "another workbook" },
		{ "\"version\":1", "\"version\":2", ERR_NEWER, "newer version" },
		{ "\"version\":1", "\"version\":true", ERR_SYNTAX, "the journal cannot be read: line 1" },
		{ "\"clock\":9", "\"clock\":9007199254740991", ERR_SYNTAX, "has run out" },
		{ "\"clock\":9", "\"clock\":9007199254740992", ERR_SYNTAX, "out of range" },
		{ "\"text\":\"B\"", "\"text\":\"\xFF\"", ERR_SYNTAX, "not UTF-8" },
		{ "]}}}", "]}}", ERR_SYNTAX, "the journal cannot be read" },
		{ "{", "", ERR_SYNTAX, "the journal cannot be read" },
	};
	char *file = book_of("x@5=A"), *journal = book_of("x@9=B"), *full = book_of("x@9007199254740991=A");
	struct answers *a = read_ok(file), *b = read_ok(full);
	struct err err;
	bool back;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char *bad = changed(journal, rows[i].find, rows[i].put);

		ck_assert_msg(!replay_apply(a, slice_of(bad), true, &back, &err), "row %zu", i);
		ck_assert_msg(err.kind == rows[i].kind && strstr(err.text, rows[i].said), "row %zu: %s",
			      i, err.text);
		check_form(a, "x@5=A", rows[i].said);
		free(bad);
	}
	ck_assert(!replay_apply(b, slice_of(journal), true, &back, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "has run out"));
	ck_assert(!replay_apply(a, (struct slice){ 0 }, true, &back, &err));
	answers_free(a);
	answers_free(b);
	free(file);
	free(journal);
	free(full);
}
END_TEST

/* cJSON's memory: the call that takes it to 0 fails. */
static int calls_left;

static void *scarce(size_t size)
{
	return calls_left-- == 0 ? NULL : malloc(size);
}

/* Whatever allocation fails, all comes back or nothing. */
START_TEST(no_memory_for_cjson_is_told)
{
	char *file = file_of("x@5=A", "[\"y\"]"), *journal = book_of("x@9=B;y@10=C");
	cJSON_Hooks hooks = { scarce, free };
	bool ok = false;
	int failed;

	for (failed = 0; !ok; failed++) {
		struct answers *a = read_ok(file);
		struct err err;
		bool back = false;

		calls_left = failed;
		cJSON_InitHooks(&hooks);
		ok = replay_apply(a, slice_of(journal), true, &back, &err);
		cJSON_InitHooks(NULL);
		ck_assert_msg(ok || strstr(err.text, "memory"), "call %d: %s", failed, err.text);
		ck_assert(back == ok);
		check_form(a, ok ? "x@9=B" : "x@5=A", "memory");
		answers_free(a);
	}
	ck_assert_int_gt(failed, 30);
	free(file);
	free(journal);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { every_rule, an_entry_without_layers_takes_them,
		what_was_made_may_be_forgotten_too, a_journal_can_forget,
		the_clock_goes_on, a_strange_clock_counts, the_sitting_goes_on,
		every_state_comes_once, the_place_comes_back_when_it_is_newer,
		refuses_and_changes_nothing, no_memory_for_cjson_is_told };
	Suite *suite = suite_create("replay");
	TCase *tc = tcase_create("replay");

	tcase_set_timeout(tc, 60);
	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
