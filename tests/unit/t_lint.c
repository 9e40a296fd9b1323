/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that is wrong with a book or a workbook, told in one go; and that what is told
 * agrees with what loading refuses. */
#include <config.h>

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "answers/answers.h"
#include "base/mem.h"
#include "base/sys.h"
#include "pack/lint_words.h"
#include "pack/names.h"
#include "pack/pack.h"
#include "pieces.h"
#include "scratch.h"
#include "suite.h"

/* What was told: "file:line:column what" in lines, and how much of it is wrong. */
struct told {
	struct buf text;
	int wrong, notes;
};

static void add(void *context, const struct finding *f)
{
	struct told *told = context;

	ck_assert_ptr_nonnull(f->what);
	ck_assert(*f->what);
	buf_addf(&told->text, "%s:%zu:%zu %s\n", f->file ? f->file : "", f->line, f->column, f->what);
	told->wrong += !f->note;
	told->notes += f->note;
}

static struct told told_none(void)
{
	struct told told = { .wrong = 0 };

	buf_init(&told.text, (size_t)1 << 20);
	return told;
}

/* Words. */

static const struct {
	const char *text;
	const char *found;	/* NULL: nothing */
} words[] = {
	{ "You have 10 points.", "10 points" },
	{ "10\n\tPoints!", "10\n\tPoints" },
	{ "one point", NULL },
	{ "a point of view, and 3 pointers", NULL },
	{ "It marks 2 markets.", NULL },
	{ "Full marks for this.", "Full marks" },
	{ "fullmarks", NULL },
	{ "The right answer", "right answer" },
	{ "The right answers", "right answers" },
	{ "a bright answer", NULL },
	{ "\xC3\xA9right answer", NULL },
	{ "right answer\xC3\xA9", NULL },
	{ "There is no right answer.", NULL },
	{ "There is no one right answer.", NULL },
	{ "There is no model\nanswer to be measured against", NULL },
	{ "notes: right answer", "right answer" },
	{ "none of the right answers", "right answers" },
	{ "score 7", "score 7" },
	{ "Your scores", "Your scores" },
	{ "your score is not here", "your score" },
	{ "Nothing here scored 7", NULL },
	{ "scoring", NULL },
	{ "right", NULL },
	{ "", NULL },
	{ "Well done", "Well done" },
	{ "well  done.", "well  done" },
	{ "a well, done with stones", NULL },
};

START_TEST(words_are_found)
{
	struct slice found = slice_of("");
	size_t at = 0;
	bool any = lint_words_next(slice_of(words[_i].text), &at, &found);

	ck_assert_msg(any == (words[_i].found != NULL), "'%s'", words[_i].text);
	if (any)
		ck_assert_msg(slice_is(found, words[_i].found), "'%s': found '%.*s'", words[_i].text,
			      (int)found.len, found.data);
	if (any)
		ck_assert(!lint_words_next(slice_of(words[_i].text), &at, &found));
	ck_assert_uint_eq(at, strlen(words[_i].text));
}
END_TEST

START_TEST(all_words_are_found)
{
	struct slice text = slice_of("5 marks, well done, a wrong answer"), found;
	size_t at = 0, count = 0;

	while (lint_words_next(text, &at, &found))
		count++;
	ck_assert_uint_eq(count, 3);
}
END_TEST

/* Books. */

#define HEAD "---\nid: one\ntitle: One\n---\n"
#define LINE_36 "123456789012345678901234567890123456"

static void put_book(const char *chapter)
{
	scratch_put("pack.md", "---\nid: book\nversion: 1\ntitle: T\nchapters: one two\n---\n");
	scratch_put("one.md", chapter);
	scratch_put("two.md", "---\nid: two\ntitle: Two\n---\nText.\n\n## A\n\n```page id=a\n```\n");
}

static struct told lint(void)
{
	struct told told = told_none();
	const struct report report = { add, &told };
	struct err err;

	ck_assert(pack_lint(sys_real(), scratch_path(""), &report, &err));
	return told;
}

static bool loads(void)
{
	struct pack *pack;
	struct err err;
	bool ok = pack_load(&pack, sys_real(), scratch_path(""), &err);

	if (ok)
		pack_free(pack);
	return ok;
}

static const struct {
	const char *chapter;
	bool loads;
	const char *told;
} books[] = {
	{ HEAD "Text.\n", true, "" },
	{ "Text.\n", false, "one.md:1:0 the file must begin with front matter, '---'\n" },
	{ HEAD, false, "one.md:5:0 the chapter has no opening text\n" },
	{ HEAD "## B\n\n## C\n", false, "one.md:5:0 the chapter has no opening text\n"
	  "one.md:5:0 the section has no 'page', 'answer', 'lens' or 'guard'\n"
	  "one.md:7:0 the section has no 'page', 'answer', 'lens' or 'guard'\n" },
	{ HEAD "Text.\n\n## B\n\n```page id=B\n```\n\n```page id=b\n```\n\n<div>\n</div>\n\n## C\n\n"
	  "```page id=a\n```\n", false,
	  "one.md:9:0 unknown or wrong attribute on a page fence\n"
	  "one.md:12:0 a second page fence in one section\n"
	  "one.md:15:0 raw HTML is not allowed\n"
	  "two.md:0:0 the id 'a' is used twice\n" },
	{ HEAD "Text.\n\n## B\n\n```page\n```\n\n## C\n\n```answer id=c kind=now\n```\n", false,
	  "one.md:9:0 the page fence has no id\n"
	  "one.md:12:0 the box has no question or prompt\n" },
	{ "---\nid: other\n---\n7 marks\n", false,
	  "one.md:1:0 the front matter's id is not the file's name\n"
	  "one.md:1:0 the front matter has no title\n" },
	{ HEAD "\n10 points\n\nWell done.\n", true,
	  "one.md:6:0 '10 points': a book gives no marks, and knows no right answers\n"
	  "one.md:8:0 'Well done': a book gives no marks, and knows no right answers\n" },
	{ HEAD "```figure\n" LINE_36 "\n" LINE_36 "7\n" LINE_36 "7\n```\n\nText.\n", true,
	  "one.md:7:0 this drawing is wider than 36 columns, more than the smallest window shows\n" },
	{ HEAD "```figure\n" LINE_36 "\n```\n\nText.\n", true, "" },
	{ HEAD "[a](../x) [b](https://example.org/) ![c](/x)\n", true,
	  "one.md:5:0 a link to a file; a book links to http, https and mailto only\n"
	  "one.md:5:0 a link to a file; a book links to http, https and mailto only\n" },
};

START_TEST(a_book_is_told_whole)
{
	struct told told;

	put_book(books[_i].chapter);
	told = lint();
	ck_assert_msg(strcmp(told.text.data, books[_i].told) == 0, "book %d:\n%s", _i, told.text.data);
	ck_assert_msg(loads() == books[_i].loads, "book %d", _i);
	buf_release(&told.text);
}
END_TEST

START_TEST(translations_have_the_same_pages)
{
	struct told told;

	put_book(HEAD "Text.\n\n## B\n\n```page id=b\n```\n\n## C\n\n```page id=c\n```\n");
	scratch_put("one.cy.md", HEAD "Testun.\n\n## B\n\n```page id=b\n```\n\n## C\n\n```page id=c\n```\n");
	scratch_put("three.cy.md", "nobody's");
	scratch_put("one.md.txt", "nobody's");
	told = lint();
	ck_assert_str_eq(told.text.data, "");
	buf_release(&told.text);
	scratch_put("one.cy.md", HEAD "Testun.\n\n## B\n\n```lens id=b\nP\n```\n\n## D\n\n```page id=d\n```\n");
	scratch_put("two.cy.md", "---\nid: dau\n---\nTestun.\n");
	scratch_put("pack.cy.md", "---\nid: llyfr\n---\n");
	told = lint();
	ck_assert_str_eq(told.text.data,
			 "one.cy.md:0:0 'c': this page is missing in this language\n"
			 "one.cy.md:0:0 'b': this page is of another kind in this language\n"
			 "one.cy.md:0:0 'd': this page is in this language only\n"
			 "pack.cy.md:1:0 a translation has the id of the book\n"
			 "two.cy.md:1:0 the front matter's id is not the file's name\n"
			 "two.cy.md:1:0 the front matter has no title\n"
			 "two.cy.md:0:0 'two': this page is missing in this language\n"
			 "two.cy.md:0:0 'a': this page is missing in this language\n"
			 "two.cy.md:0:0 'dau': this page is in this language only\n");
	buf_release(&told.text);
	ck_assert(loads());
}
END_TEST

START_TEST(links_in_the_folder_are_told)
{
	struct told told;

	put_book(HEAD "Text.\n");
	ck_assert_int_eq(symlink("/etc/passwd", scratch_path("drawing.txt")), 0);
	told = lint();
	ck_assert_str_eq(told.text.data, "drawing.txt:0:0 a link to somewhere else, which is not followed\n");
	buf_release(&told.text);
}
END_TEST

/* Names that mean another file, or none, where the book is copied to. */
START_TEST(odd_names_in_the_folder_are_told)
{
	static const char *const odd[] = {
		"a:b", "a\\b", "a.", "a ", "con", "NUL.txt", "com1.md", "LPT9", "a\tb", "a?", "a*", "a\177", "aux.x.y",
	};
	static const char *const fine[] = {
		"a", ".gitignore", "a-b_c.TXT", "con-1.md", "com.md", "com10", "lpt", "auxiliary.md", "\xC3\xA9.txt",
	};

	for (size_t i = 0; i < ARRAY_LEN(odd); i++)
		ck_assert_msg(!names_portable(slice_of(odd[i])), "%s", odd[i]);
	for (size_t i = 0; i < ARRAY_LEN(fine); i++)
		ck_assert_msg(names_portable(slice_of(fine[i])), "%s", fine[i]);
	ck_assert(!names_portable(slice_of("")));
	ck_assert_int_eq(names_compare("One.md", "oNE.MD"), 0);
	ck_assert_int_lt(names_compare("one", "onf"), 0);
	ck_assert_int_gt(names_compare("one", "on"), 0);
}
END_TEST

START_TEST(files_that_clash_are_told)
{
	struct told told = told_none();
	const struct report report = { add, &told };
	struct err err;

	scratch_put("pack.md", "---\nid: book\nversion: 1\ntitle: A\nchapters: one\n---\n");
	scratch_put("one.md", "---\nid: one\ntitle: One\n---\nText.\n");
	ck_assert(pack_lint(sys_real(), scratch_path(""), &report, &err));
	ck_assert_msg(told.wrong == 0, "%s", told.text.data);
	scratch_put("One.md", "x");
	scratch_put("nul.txt", "x");
	ck_assert_int_eq(mkfifo(scratch_path("pipe"), 0600), 0);
	ck_assert(pack_lint(sys_real(), scratch_path(""), &report, &err));
	ck_assert_ptr_nonnull(strstr(told.text.data, "one.md:0:0 'One.md': another file"));
	ck_assert_ptr_nonnull(strstr(told.text.data, "nul.txt:0:0 a name that not"));
	ck_assert_ptr_nonnull(strstr(told.text.data, "pipe:0:0 neither a file nor a folder"));
	ck_assert_msg(told.wrong == 3, "%s", told.text.data);
	buf_release(&told.text);
}
END_TEST

START_TEST(a_folder_that_is_none_is_an_error)
{
	struct told told = told_none();
	const struct report report = { add, &told };
	struct err err = { .text = "" };

	ck_assert(!pack_lint(sys_real(), scratch_path("none"), &report, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "none"));
	ck_assert_int_eq(told.wrong, 0);
	buf_release(&told.text);
}
END_TEST

/* Damages TEXT, of LEN bytes, a little. */
static void damage(struct dice *dice, char *text, size_t len)
{
	static const char signs[] = "`#->:=\n {}[]\",0a";

	for (unsigned n = 1 + roll(dice, 3); n > 0; n--)
		text[roll(dice, (unsigned)len)] = signs[roll(dice, sizeof(signs) - 1)];
}

enum { ROUNDS = 400, SEED = 20261124 };

START_TEST(lint_tells_of_whatever_loading_refuses)
{
	static const char chapter[] = HEAD "# One\n\nText.\n\n## B\n\n```page id=b\n```\n\n## C\n\nWhy?\n\n"
		"```answer id=c kind=now lines=4 was=d,e\nHint.\n```\n\n```facilitator alone=3 pairs=14\nNotes.\n```\n";
	struct dice dice = { SEED };

	for (int round = 0; round < ROUNDS; round++) {
		char text[sizeof(chapter)];
		struct told told;

		memcpy(text, chapter, sizeof(text));
		damage(&dice, text, sizeof(text) - 1);
		put_book(text);
		told = lint();
		ck_assert_msg(loads() || told.wrong, "seed %d, round %d: nothing is told of\n%s", SEED,
			      round, text);
		buf_release(&told.text);
	}
}
END_TEST

/* Workbooks. */

static const char workbook[] =
	"{\n \"format\": \"leaderplus-workbook\",\n \"version\": 1,\n \"id\": \"i\",\n"
	" \"pack\": { \"id\": \"p\", \"version\": \"1\" },\n"
	" \"place\": { \"clock\": 1, \"page\": \"a\", \"paragraph\": 0 },\n"
	" \"answers\": {\n  \"a\": { \"layers\": [\n"
	"   { \"id\": \"1\", \"clock\": 2, \"at\": \"\", \"question\": \"\", \"text\": \"one\" },\n"
	"   { \"id\": \"2\", \"clock\": 3, \"at\": \"\", \"question\": \"\", \"text\": \"two\" }\n"
	"  ] },\n  \"b\": {}\n },\n \"lenses\": {},\n \"guards\": {}\n}\n";

static struct told check_text(const char *text, bool *ok)
{
	struct told told = told_none();
	const struct report report = { add, &told };

	*ok = answers_check(slice_of(text), &report);
	return told;
}

static bool reads(const char *text, struct err *err)
{
	struct answers *a;
	bool ok = answers_read(&a, slice_of(text), err);

	if (ok)
		answers_free(a);
	return ok;
}

/* Every place of FROM in the workbook becomes TO. */
static char *replaced(const char *from, const char *to)
{
	struct buf b;

	buf_init(&b, (size_t)1 << 16);
	for (const char *c = workbook; *c;) {
		bool here = strncmp(c, from, strlen(from)) == 0;

		if (here)
			buf_add_str(&b, to);
		else
			buf_add_char(&b, *c);
		c += here ? strlen(from) : 1;
	}
	return buf_steal(&b);
}

static const struct {
	const char *from, *to;
	const char *told;
} faults[] = {
	{ "\"1\"", "\"1\"", "" },
	{ "\"clock\": ", "\"clock\": -",
	  ":6:22 'place.clock': this number is out of range\n"
	  ":9:26 'answers.a.layers[0].clock': this number is out of range\n"
	  ":10:26 'answers.a.layers[1].clock': this number is out of range\n" },
	{ "\"text\"", "\"words\"",
	  ":9:4 'answers.a.layers[0].text': this member is missing\n"
	  ":10:4 'answers.a.layers[1].text': this member is missing\n" },
	{ "{}", "[]", ":14:12 'lenses': this must be an object in braces\n"
	  ":15:12 'guards': this must be an object in braces\n"
	  ":12:8 'answers.b': this must be an object in braces\n" },
	{ "\"2\"", "\"1\"", ":8:20 'answers.a.layers': two layers here have the same id\n" },
	{ "\"id\"", "\"ID\"", ":1:1 'id': this member is missing\n"
	  ":5:10 'pack.id': this member is missing\n"
	  ":9:4 'answers.a.layers[0].id': this member is missing\n"
	  ":10:4 'answers.a.layers[1].id': this member is missing\n" },
	{ "\"i\"", "5", ":4:8 'id': this must be text in double quotes\n" },
	{ "\"place\": {", "\"place\": [], \"pack \": {",
	  ":6:11 'place': this must be an object in braces\n" },
	{ "\"pack\": {", "\"pack\": \"p\", \"old\": {",
	  ":5:10 'pack': this must be an object in braces\n" },
	{ "\"p\"", "p", ":5:18 no value begins like this\n" },
	{ "-workbook", "-other", ":1:1 this file is not a leaderplus workbook\n" },
	{ "\"version\": 1,", "\"version\": 2,",
	  ":0:0 a newer version of leaderplus wrote this file; it can only be read here\n" },
	{ "1,\n \"id\"", "2,\n \"ID\"",
	  ":1:0 a newer version of leaderplus wrote this file, and this version cannot read it\n" },
	{ "\"clock\": 3", "\"clock\": 9007199254740991",
	  ":0:0 the clock in this file has run out, so it seems damaged; it can only be read here\n" },
};

START_TEST(a_workbook_is_told_whole)
{
	char *text = replaced(faults[_i].from, faults[_i].to);
	struct told told;
	struct err err;
	bool ok;

	told = check_text(text, &ok);
	ck_assert_msg(strcmp(told.text.data, faults[_i].told) == 0, "fault %d:\n%s", _i,
		      told.text.data);
	ck_assert_int_eq(ok, told.wrong == 0);
	ck_assert_int_eq(ok, reads(text, &err));
	buf_release(&told.text);
	free(text);
}
END_TEST

START_TEST(check_and_reading_agree)
{
	struct dice dice = { SEED };

	for (int round = 0; round < ROUNDS * 20; round++) {
		char text[sizeof(workbook)];
		struct told told;
		struct err err;
		bool ok;

		memcpy(text, workbook, sizeof(text));
		damage(&dice, text, sizeof(text) - 1);
		told = check_text(text, &ok);
		ck_assert_msg(ok == reads(text, &err) && ok == (told.wrong == 0),
			      "seed %d, round %d:\n%s\n%s", SEED, round, text, told.text.data);
		buf_release(&told.text);
	}
}
END_TEST

static void count(void *context, const struct finding *finding)
{
	*(size_t *)context += finding->line == 1 && finding->column > 1;
}

/* Each fault is found from the one before: counted from the beginning, these would take
 * many minutes. */
START_TEST(many_faults_are_told_soon)
{
	enum { LAYERS = 9900, MEMBERS = 5 };
	size_t told = 0;
	const struct report report = { count, &told };
	struct buf b;

	buf_init(&b, ANSWERS_FILE_MAX);
	buf_add_str(&b, "{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"i\","
			"\"pack\":{\"id\":\"p\",\"version\":\"1\"}");
	for (int part = 0; part < 3; part++) {
		buf_addf(&b, ",\"%s\":{\"e\":{\"layers\":[", part == 0 ? "guards" : part == 1 ? "lenses" :
			 "answers");
		for (int i = 0; i < LAYERS; i++)
			buf_addf(&b, "%s{\"x\":\"%0500d\"}", i ? "," : "", i);
		buf_add_str(&b, "]}}");
	}
	buf_add_str(&b, "}");
	ck_assert(!b.full);
	ck_assert(!answers_check(slice_buf(&b), &report));
	ck_assert_uint_eq(told, (size_t)3 * LAYERS * MEMBERS);
	buf_release(&b);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("lint");
	TCase *tcase = tcase_create("lint");

	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, scratch_open, scratch_close);
	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, words_are_found, 0, ARRAY_LEN(words));
	tcase_add_test(tcase, all_words_are_found);
	tcase_add_loop_test(tcase, a_book_is_told_whole, 0, ARRAY_LEN(books));
	tcase_add_test(tcase, translations_have_the_same_pages);
	tcase_add_test(tcase, links_in_the_folder_are_told);
	tcase_add_test(tcase, odd_names_in_the_folder_are_told);
	tcase_add_test(tcase, files_that_clash_are_told);
	tcase_add_test(tcase, a_folder_that_is_none_is_an_error);
	tcase_add_test(tcase, lint_tells_of_whatever_loading_refuses);
	tcase_add_loop_test(tcase, a_workbook_is_told_whole, 0, ARRAY_LEN(faults));
	tcase_add_test(tcase, check_and_reading_agree);
	tcase_add_test(tcase, many_faults_are_told_soon);
	return suite_run(suite);
}
