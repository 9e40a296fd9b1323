/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of pack: books that load, and every way in which a book is refused. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "fault.h"
#include "pack/pack.h"
#include "scratch.h"
#include "suite.h"

#define BOOK "---\nid: book\nversion: 1\ntitle: A book\nlanguages: en\nchapters: one\n---\n"
#define FRONT "---\nid: one\ntitle: One\n---\n"	/* four lines */
#define OPENING FRONT "\n# One\n\nIt begins.\n\n"	/* the next line is number 10 */
#define ASK "## Ask\n\nWhy?\n\n```answer id=ask kind=now\n"	/* its fence stands in line 14 */

static void setup(void)
{
	scratch_open();
	fault_reset();
}

static bool load(struct pack **pack, struct err *err)
{
	bool ok = pack_load(pack, fault_sys(), scratch_path(""), err);

	ck_assert_int_eq(fault_open_files(), 0);
	return ok;
}

/* A book whose only chapter is ONE; NULL for pack.md: BOOK. */
static struct pack *must_load(const char *row, const char *pack_md, const char *one)
{
	struct err err = { .text = "untouched" };
	struct pack *pack = NULL;

	scratch_put("pack.md", pack_md ? pack_md : BOOK);
	scratch_put("one.md", one);
	ck_assert_msg(load(&pack, &err), "%s: %s", row, err.text);
	ck_assert_msg(strcmp(err.text, "untouched") == 0, "%s: %s", row, err.text);
	return pack;
}

/* WANT is the whole message; of a syntax error without the folder before it. */
static void must_fail(const char *row, enum err_kind kind, const char *want)
{
	struct err err = { .text = "" };
	struct pack *pack = NULL;
	char text[8192];

	snprintf(text, sizeof(text), "%s%s%s", kind == ERR_SYNTAX ? scratch_path("") : "",
		 kind == ERR_SYNTAX ? "/" : "", want);
	ck_assert_msg(!load(&pack, &err), "%s: was loaded", row);
	ck_assert_msg(strcmp(err.text, text) == 0, "%s: '%s'", row, err.text);
	ck_assert_msg(err.kind == kind, "%s: kind %d", row, err.kind);
	ck_assert_msg(!pack, "%s: half a pack", row);
}

struct bad {
	const char *row;
	const char *pack_md;	/* NULL: BOOK */
	const char *one;
	const char *want;
};

static const struct bad bad_source[] = {
	{ "empty file", NULL, "",
	  "one.md:1: the file must begin with front matter, '---'" },
	{ "no front matter", NULL, "# One\n\nText.\n",
	  "one.md:1: the file must begin with front matter, '---'" },
	{ "byte order mark", NULL, "\xEF\xBB\xBF" OPENING,
	  "one.md:1: the file must begin with front matter, '---'" },
	{ "front matter not first", NULL, "\n" OPENING,
	  "one.md:1: the file must begin with front matter, '---'" },
	{ "no end", NULL, "---\nid: one\ntitle: One\n",
	  "one.md:3: the front matter has no end, '---'" },
	{ "only its begin", NULL, "---\n",
	  "one.md:1: the front matter has no end, '---'" },
	{ "no colon", NULL, "---\nid: one\ntitle One\n---\n",
	  "one.md:3: front matter wants 'key: value'" },
	{ "no key", NULL, "---\nid: one\n: One\n---\n",
	  "one.md:3: front matter wants 'key: value'" },
	{ "not UTF-8", NULL, OPENING "caf\xE9\n",
	  "one.md:10: not valid UTF-8" },
	{ "surrogate", NULL, OPENING "\n\xED\xA0\x80\n",
	  "one.md:11: not valid UTF-8" },
	{ "cut character at the end", NULL, OPENING "\xC3",
	  "one.md:10: not valid UTF-8" },
	{ "escape", NULL, OPENING "\033[2J\n",
	  "one.md:10: a control character" },
	{ "delete", NULL, OPENING "\n\n\x7F\n",
	  "one.md:12: a control character" },
	{ "form feed in the front matter", NULL, "---\nid: one\ntitle: O\fne\n---\n# One\n",
	  "one.md:3: a control character" },
	{ "control in pack.md", "---\nid: book\nversion: 1\ntitle: A\001\nchapters: one\n---\n",
	  OPENING, "pack.md:4: a control character" },
};

#define PHASES "one.md:10: a 'facilitator' fence takes alone=, pairs= and together=, " \
	"each with 1 to 120 minutes"

static const struct bad bad_chapter[] = {
	{ "second page fence", NULL, OPENING "## A\n\n```page id=a\n```\n\n```page id=b\n```\n",
	  "one.md:15: a second page fence in one section" },
	{ "page and answer", NULL, OPENING "## A\n\n```page id=a\n```\n\n```answer id=b kind=now\n```\n",
	  "one.md:15: a second page fence in one section" },
	{ "page without id", NULL, OPENING "## A\n\n```page\n```\n\nText.\n",
	  "one.md:12: the page fence has no id" },
	{ "answer without id", NULL, OPENING "## A\n\nWhy?\n\n```answer kind=now\n```\n",
	  "one.md:14: the page fence has no id" },
	{ "answer without kind", NULL, OPENING "## A\n\nWhy?\n\n```answer id=a\n```\n",
	  "one.md:14: a question needs kind=now, kind=people or kind=intent" },
	{ "words in a page fence", NULL, OPENING "## A\n\n```page id=a\nText.\n```\n",
	  "one.md:12: a 'page' fence is empty" },
	{ "second facilitator", NULL, OPENING ASK "```\n\n```facilitator\nx\n```\n\n```facilitator\ny\n```\n",
	  "one.md:21: a second 'facilitator' fence" },
	{ "minutes of a phase that is none", NULL, OPENING "```facilitator threes=3\nx\n```\n", PHASES },
	{ "no minutes", NULL, OPENING "```facilitator alone\nx\n```\n", PHASES },
	{ "empty minutes", NULL, OPENING "```facilitator alone=\nx\n```\n", PHASES },
	{ "nought minutes", NULL, OPENING "```facilitator pairs=0\nx\n```\n", PHASES },
	{ "minutes below nought", NULL, OPENING "```facilitator pairs=-3\nx\n```\n", PHASES },
	{ "too many minutes", NULL, OPENING "```facilitator alone=3 together=121\nx\n```\n", PHASES },
	{ "minutes beyond numbers", NULL,
	  OPENING "```facilitator together=99999999999999999999\nx\n```\n", PHASES },
	{ "minutes in words", NULL, OPENING "```facilitator alone=3min\nx\n```\n", PHASES },
	{ "a phase twice", NULL, OPENING "```facilitator alone=3 alone=3\nx\n```\n", PHASES },
	{ "figure without caption", NULL, OPENING "```figure\n--\n```\n",
	  "one.md:10: a figure needs a paragraph after it, its caption" },
	{ "heading behind a figure", NULL, OPENING "```figure\n--\n```\n\n### No caption\n",
	  "one.md:10: a figure needs a paragraph after it, its caption" },
	{ "caption in the next section", NULL,
	  OPENING "```figure\n--\n```\n\n## A\n\n```page id=a\n```\n",
	  "one.md:10: a figure needs a paragraph after it, its caption" },
	{ "unknown fence", NULL, OPENING "```python\nprint()\n```\n",
	  "one.md:10: a fence of unknown name" },
	{ "fence without a name", NULL, OPENING "```\ntext\n```\n",
	  "one.md:10: a fence of unknown name" },
	{ "indented code", NULL, OPENING "    text\n",
	  "one.md:10: a fence of unknown name" },
	{ "name in capitals", NULL, OPENING "## A\n\n```Page id=a\n```\n",
	  "one.md:12: a fence of unknown name" },
	{ "question without words", NULL, OPENING "## A\n\n```answer id=a kind=now\nThink.\n```\n",
	  "one.md:10: the box has no question or prompt" },
	{ "condition without prompt", NULL, OPENING "## A\n\nText.\n\n```lens id=a\n```\n",
	  "one.md:10: the box has no question or prompt" },
	{ "caution without prompt", NULL, OPENING "## A\n\nText.\n\n```guard id=a\n\n```\n",
	  "one.md:10: the box has no question or prompt" },
	{ "no opening", NULL, FRONT "\n## A\n\n```page id=a\n```\n",
	  "one.md:5: the chapter has no opening text" },
	{ "nothing at all", NULL, FRONT,
	  "one.md:5: the chapter has no opening text" },
	{ "page fence in the opening", NULL, OPENING "```page id=a\n```\n",
	  "one.md:10: a page fence before the first section" },
	{ "answer in the opening", NULL, OPENING "```answer id=a kind=now\n```\n",
	  "one.md:10: a page fence before the first section" },
	{ "nothing but an answer in the opening", NULL, FRONT "```answer id=a kind=now\n```\n",
	  "one.md:5: a page fence before the first section" },
	{ "section without a title", NULL, OPENING "##\n\n```page id=a\n```\n",
	  "one.md:10: the section has no title" },
	{ "section without a page", NULL, OPENING "## A\n\nText.\n",
	  "one.md:10: the section has no 'page', 'answer', 'lens' or 'guard'" },
	{ "second section without a page", NULL, OPENING "## A\n\n```page id=a\n```\n\n## B\n",
	  "one.md:15: the section has no 'page', 'answer', 'lens' or 'guard'" },
	{ "raw HTML", NULL, OPENING "<div>\nx\n</div>\n",
	  "one.md:10: raw HTML is not allowed" },
	{ "comment", NULL, OPENING "Text.\n\n<!-- note -->\n",
	  "one.md:12: raw HTML is not allowed" },
	{ "HTML in a paragraph", NULL, OPENING "Text <b>loud</b>.\n",
	  "one.md:10: raw HTML is not allowed" },
	{ "HTML in a list", NULL, OPENING "- Text <b>loud</b>.\n",
	  "one.md:10: raw HTML is not allowed" },
	{ "HTML in a quote", NULL, OPENING "> <p>loud</p>\n",
	  "one.md:10: raw HTML is not allowed" },
	{ "HTML in a heading", NULL, OPENING "## A <b>b</b>\n\n```page id=a\n```\n",
	  "one.md:10: raw HTML is not allowed" },
	{ "HTML in a hint", NULL, OPENING ASK "Think <i>hard</i>.\n```\n",
	  "one.md:15: raw HTML is not allowed" },
	{ "HTML in a note", NULL, OPENING "```facilitator\n<hr>\n```\n",
	  "one.md:11: raw HTML is not allowed" },
};

static const struct bad bad_pack[] = {
	{ "no id", "---\nversion: 1\ntitle: A\nchapters: one\n---\n", OPENING,
	  "pack.md:1: the book has no valid id" },
	{ "bad id", "---\nid: A Book\nversion: 1\ntitle: A\nchapters: one\n---\n", OPENING,
	  "pack.md:1: the book has no valid id" },
	{ "no title", "---\nid: book\nversion: 1\nchapters: one\n---\n", OPENING,
	  "pack.md:1: the book has no title or no version" },
	{ "no version", "---\nid: book\ntitle: A\nchapters: one\n---\n", OPENING,
	  "pack.md:1: the book has no title or no version" },
	{ "no chapters", "---\nid: book\nversion: 1\ntitle: A\n---\n", OPENING,
	  "pack.md: no chapters are named" },
	{ "empty list of chapters", "---\nid: book\nversion: 1\ntitle: A\nchapters:  \n---\n", OPENING,
	  "pack.md: no chapters are named" },
	{ "folder above", "---\nid: book\nversion: 1\ntitle: A\nchapters: ../one\n---\n", OPENING,
	  "pack.md: '../one' cannot be a chapter's id" },
	{ "folder below", "---\nid: book\nversion: 1\ntitle: A\nchapters: one one/two\n---\n", OPENING,
	  "pack.md: 'one/two' cannot be a chapter's id" },
	{ "chapter with an ending", "---\nid: book\nversion: 1\ntitle: A\nchapters: one.md\n---\n",
	  OPENING, "pack.md: 'one.md' cannot be a chapter's id" },
	{ "another id than the file", NULL, "---\nid: two\ntitle: One\n---\n# One\n",
	  "one.md:1: the front matter's id is not the file's name" },
	{ "chapter without id", NULL, "---\ntitle: One\n---\n# One\n",
	  "one.md:1: the front matter's id is not the file's name" },
	{ "chapter without title", NULL, "---\nid: one\n---\n# One\n",
	  "one.md:1: the front matter has no title" },
	{ "chapter twice", "---\nid: book\nversion: 1\ntitle: A\nchapters: one one\n---\n", OPENING,
	  "one.md: the id 'one' is used twice" },
	{ "id twice", NULL, OPENING "## A\n\n```page id=a\n```\n\n## B\n\n```page id=a\n```\n",
	  "one.md: the id 'a' is used twice" },
	{ "the opening's id", NULL, OPENING "## A\n\n```page id=one\n```\n",
	  "one.md: the id 'one' is used twice" },
	{ "an old id that another has", NULL,
	  OPENING "## A\n\n```page id=a\n```\n\n## B\n\n```page id=b was=a\n```\n",
	  "one.md: the id 'b' is used twice" },
	{ "an id that was another's", NULL,
	  OPENING "## A\n\n```page id=a was=b\n```\n\n## B\n\n```page id=b\n```\n",
	  "one.md: the id 'b' is used twice" },
	{ "one old id of two pages", NULL,
	  OPENING "## A\n\n```page id=a was=x,y\n```\n\n## B\n\n```page id=b was=z,y\n```\n",
	  "one.md: the id 'b' is used twice" },
};

static void check_bad(const struct bad *bad)
{
	scratch_put("pack.md", bad->pack_md ? bad->pack_md : BOOK);
	scratch_put("one.md", bad->one);
	must_fail(bad->row, ERR_SYNTAX, bad->want);
}

START_TEST(bad_sources_are_refused)
{
	check_bad(&bad_source[_i]);
}
END_TEST

START_TEST(bad_chapters_are_refused)
{
	check_bad(&bad_chapter[_i]);
}
END_TEST

START_TEST(bad_packs_are_refused)
{
	check_bad(&bad_pack[_i]);
}
END_TEST

/* Attributes of a page fence, each on a fence of its own. */
static const char *const bad_attributes[] = {
	"page id=", "page id=A", "page id=a_b", "page id=a.b", "page id=\xC3\xA9", "page id=../a",
	"page id=a id=b", "page id=a id=a", "page id=a was=", "page id=a was=B", "page id=a was=b,",
	"page id=a was=,b", "page id=a was=b,,c", "page id=a was=b was=c", "page id=a kind=now",
	"page id=a lines=8", "page id=a colour=red", "page id=a mark", "page a",
	"page id=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	"answer id=a kind=", "answer id=a kind=score", "answer id=a kind=Now",
	"answer id=a kind=now lines=", "answer id=a kind=now lines=0", "answer id=a kind=now lines=41",
	"answer id=a kind=now lines=-1", "answer id=a kind=now lines=8x",
	"answer id=a kind=now lines=100", "answer id=a kind=now points=3", "answer id=a kind=now kind=x",
	"answer id=a kind=now kind=people", "answer id=a kind=now lines=3 lines=4",
	"lens id=a kind=now", "guard id=a kind=intent", "lens id=a lines=99",
};

START_TEST(bad_attributes_are_refused)
{
	char one[1024];

	snprintf(one, sizeof(one), OPENING "## A\n\nWhy?\n\n```%s\n```\n", bad_attributes[_i]);
	scratch_put("pack.md", BOOK);
	scratch_put("one.md", one);
	must_fail(bad_attributes[_i], ERR_SYNTAX,
		  "one.md:14: unknown or wrong attribute on a page fence");
}
END_TEST

START_TEST(too_many_keys_are_refused)
{
	char keys[1024] = "", one[2048];

	for (int i = 0; i < 30; i++)
		strcat(keys, "key: value\n");
	snprintf(one, sizeof(one), "---\nid: one\ntitle: One\n%s---\nText.\n", keys);
	pack_free(must_load("32 keys", NULL, one));
	snprintf(one, sizeof(one), "---\nid: one\ntitle: One\n%smore: x\n---\nText.\n", keys);
	scratch_put("one.md", one);
	must_fail("33 keys", ERR_SYNTAX, "one.md:34: too many keys in the front matter");
}
END_TEST

/* COUNT sections, each a page of one line. */
static char *many_pages(int count)
{
	size_t size = 256 * 1024;
	char *text = mem_zero(size, 1);
	int len = snprintf(text, size, "%s", OPENING);

	for (int i = 0; i < count; i++)
		len += snprintf(text + len, size - (size_t)len, "## A\n```page id=p%d\n```\n", i);
	return text;
}

START_TEST(too_many_pages_are_refused)
{
	char *most = many_pages(PACK_PAGES_MAX - 1), *more = many_pages(PACK_PAGES_MAX);
	struct pack *pack = must_load("1000 pages", NULL, most);

	ck_assert_uint_eq(pack_page_count(pack), PACK_PAGES_MAX);
	pack_free(pack);
	scratch_put("one.md", more);
	must_fail("1001 pages", ERR_SYNTAX, "one.md:3007: too many pages");
	/* An opening is a page too. */
	scratch_put("pack.md", "---\nid: book\nversion: 1\ntitle: A\nchapters: one two\n---\n");
	scratch_put("one.md", most);
	scratch_put("two.md", "---\nid: two\ntitle: Two\n---\nText.\n");
	must_fail("an opening as page 1001", ERR_SYNTAX, "two.md:5: too many pages");
	free(most);
	free(more);
}
END_TEST

START_TEST(files_that_are_none_are_refused)
{
	struct err err;
	struct pack *pack;
	char *big = mem_zero(PACK_FILE_MAX + 2, 1);

	ck_assert(!pack_load(&pack, fault_sys(), scratch_path("nowhere"), &err));
	ck_assert_int_eq(err.kind, ERR_IO);
	ck_assert_ptr_nonnull(strstr(err.text, "cannot open the book in '"));
	must_fail("empty folder", ERR_IO, "the book has no file 'pack.md'");
	scratch_put("pack.md", BOOK);
	must_fail("no chapter", ERR_IO, "the book has no file 'one.md'");
	scratch_put("elsewhere.md", OPENING);
	ck_assert_int_eq(symlink("elsewhere.md", scratch_path("one.md")), 0);
	must_fail("link", ERR_IO, "cannot read 'one.md': it is a link to somewhere else");
	unlink(scratch_path("one.md"));
	ck_assert_int_eq(mkdir(scratch_path("one.md"), 0700), 0);
	must_fail("folder", ERR_IO, "cannot read 'one.md': it is not a file");
	rmdir(scratch_path("one.md"));
	ck_assert_int_eq(mkfifo(scratch_path("one.md"), 0600), 0);
	must_fail("pipe", ERR_IO, "cannot read 'one.md': it is not a file");
	unlink(scratch_path("one.md"));
	memset(big, 'x', PACK_FILE_MAX + 1);
	memcpy(big, OPENING, strlen(OPENING));
	big[PACK_FILE_MAX] = '\0';
	pack_free(must_load("262144 bytes", NULL, big));
	big[PACK_FILE_MAX] = 'x';
	scratch_put("one.md", big);
	must_fail("262145 bytes", ERR_TOO_BIG,
		  "'one.md' is larger than the 262144 bytes that are read at most");
	free(big);
}
END_TEST

/* All that a chapter could be called so that another file is read, or none on some system. */
static const char *const bad_names[] = {
	"..", "../one", "/etc/passwd", "one.md", "one/two", "one\\two", "c:one", "One", "one.", ".one", "~",
	"con", "nul", "aux", "prn", "com1", "lpt9", "\xC3\xA9", "one_two", "*", "$HOME", "one\xC2\xA0",
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
};

START_TEST(bad_names_of_chapters_are_refused)
{
	char book[512], want[256];

	scratch_put("one.md", OPENING);
	snprintf(book, sizeof(book), "---\nid: book\nversion: 1\ntitle: A\nchapters: one %s\n---\n",
		 bad_names[_i]);
	snprintf(want, sizeof(want), "pack.md: '%s' cannot be a chapter's id%s", bad_names[_i],
		 pack_id_valid(slice_of(bad_names[_i])) ? ": Windows keeps that name for a device" : "");
	scratch_put("pack.md", book);
	must_fail(bad_names[_i], ERR_SYNTAX, want);
}
END_TEST

START_TEST(a_book_that_is_too_large_is_refused)
{
	char name[32], list[1024] = "", book[2048], *text = mem_zero(PACK_FILE_MAX + 1, 1);
	int most = (int)(PACK_SIZE_MAX / PACK_FILE_MAX);

	for (int i = 0; i <= most; i++) {
		static const char end[] = "\n---\nText.\n";
		int len = snprintf(text, PACK_FILE_MAX, "---\nid: c%d\ntitle: C\nnote: ", i);

		memset(text + len, 'x', PACK_FILE_MAX - (size_t)len);
		memcpy(text + PACK_FILE_MAX - strlen(end), end, strlen(end));
		snprintf(name, sizeof(name), "c%d.md", i);
		scratch_put(name, text);
	}
	for (int i = 0; i <= most; i++) {
		snprintf(name, sizeof(name), " c%d", i);
		strcat(list, name);
		if (i < most - 1)
			continue;
		snprintf(book, sizeof(book), "---\nid: book\nversion: 1\ntitle: A\nchapters:%s\n---\n", list);
		scratch_put("pack.md", book);
		if (i < most)
			pack_free(must_load("8 MiB", book, ""));
		else
			must_fail("more", ERR_TOO_BIG, "pack.md: the chapters together are larger than 8388608 "
				  "bytes");
	}
	free(text);
}
END_TEST

/* The limits of Markdown name the file, wherever the Markdown stands. */
START_TEST(deep_nesting_names_the_file)
{
	static const struct { const char *row, *before, *after, *want; } cases[] = {
		{ "page", "", "", "one.md: line 10: nested deeper than 16" },
		{ "hint", ASK, "```\n", "one.md: line 15: nested deeper than 16" },
		{ "note", "```facilitator\n", "```\n", "one.md: line 11: nested deeper than 16" },
	};
	char one[1024];
	struct pack *pack;
	struct err err;

	scratch_put("pack.md", BOOK);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		snprintf(one, sizeof(one), OPENING "%s>>>>>>>>>>>>>>>>>>>> deep\n%s",
			 cases[i].before, cases[i].after);
		scratch_put("one.md", one);
		ck_assert_msg(!load(&pack, &err), "%s", cases[i].row);
		ck_assert_int_eq(err.kind, ERR_TOO_BIG);
		ck_assert_msg(strstr(err.text, cases[i].want), "%s: %s", cases[i].row, err.text);
	}
}
END_TEST

/* Whatever the system does, there is an error, and no descriptor is lost. */
START_TEST(failing_calls_are_told)
{
	int n;

	for (n = 1; ; n++) {
		struct err err = { .text = "" };
		struct pack *pack;
		bool ok;

		scratch_put("pack.md", BOOK);
		scratch_put("one.md", OPENING);
		fault_reset();
		fault_at(FAULT_ANY, n, EIO, FAULT_ONCE);
		ok = load(&pack, &err);
		if (ok)
			pack_free(pack);
		if (!fault_hits())
			break;
		ck_assert_msg(ok ? fault_last() == FAULT_CLOSE : strstr(err.text, "rror") != NULL,
			      "call %d, %s: %d, %s", n, fault_name(fault_last()), ok, err.text);
	}
	ck_assert_int_gt(n, 8);
}
END_TEST

static void add_loop(Suite *suite, const char *name, const TTest *test, size_t rows)
{
	TCase *tc = tcase_create(name);

	tcase_add_checked_fixture(tc, setup, scratch_close);
	tcase_add_loop_test(tc, test, 0, (int)rows);
	suite_add_tcase(suite, tc);
}

int main(void)
{
	Suite *suite = suite_create("pack");

	add_loop(suite, "sources", bad_sources_are_refused, ARRAY_LEN(bad_source));
	add_loop(suite, "chapters", bad_chapters_are_refused, ARRAY_LEN(bad_chapter));
	add_loop(suite, "packs", bad_packs_are_refused, ARRAY_LEN(bad_pack));
	add_loop(suite, "attributes", bad_attributes_are_refused, ARRAY_LEN(bad_attributes));
	add_loop(suite, "too many keys", too_many_keys_are_refused, 1);
	add_loop(suite, "too many pages", too_many_pages_are_refused, 1);
	add_loop(suite, "files", files_that_are_none_are_refused, 1);
	add_loop(suite, "names", bad_names_of_chapters_are_refused, ARRAY_LEN(bad_names));
	add_loop(suite, "size", a_book_that_is_too_large_is_refused, 1);
	add_loop(suite, "nesting", deep_nesting_names_the_file, 1);
	add_loop(suite, "failing calls", failing_calls_are_told, 1);
	return suite_run(suite);
}
