/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The examples of content/FORMAT.md: the book that it shows loads with the
 * pages that it names, and what it shows as refused is refused with the message
 * that stands there. */
#include <config.h>

#include <check.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "pack/pack.h"
#include "scratch.h"

enum { FORMAT_MAX = 1 << 20, EXAMPLES_MAX = 100 };

/* A fenced block whose info string begins with pack-file or pack-error. */
struct example {
	int at;			/* line of FORMAT.md */
	bool refused;
	char *name;		/* of the file: "ch1.md" */
	int line;		/* at which the message points, 0: not told */
	char *message;		/* part of it, or NULL */
	char *text;
};

/* All examples of a page, in its order. */
struct examples {
	struct example items[EXAMPLES_MAX];
	int count, refused;
};

/* Check's own assertions do not work before a test runs, and the examples are
 * counted before. */
static void want(bool holds, int at, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "FORMAT.md:%d: %s\n", at, what);
	exit(EXIT_FAILURE);
}

static struct slice take_line(const char **at)
{
	size_t len = strcspn(*at, "\n");
	struct slice line = { *at, len };

	*at += len + ((*at)[len] == '\n');
	return line;
}

/* The back-ticks at the start of LINE, 0 when they make no fence. */
static size_t fence_length(struct slice line)
{
	size_t n = 0;

	while (n < line.len && line.data[n] == '`')
		n++;
	return n >= 3 ? n : 0;
}

static bool ends_fence(struct slice line, size_t length)
{
	size_t n = fence_length(line);

	return n >= length && !slice_trim(slice_part(line, n, line.len)).len;
}

/* Fills E from an info string; false when it is no example's. */
static bool read_info(struct example *e, struct slice info)
{
	char *copy = mem_copy(info.data, info.len), *rest = NULL, *word;
	bool taken = false;

	word = strtok_r(copy, " ", &rest);
	if (word && (strcmp(word, "pack-file") == 0 || strcmp(word, "pack-error") == 0)) {
		e->refused = strcmp(word, "pack-error") == 0;
		word = strtok_r(NULL, " ", &rest);
		want(word, e->at, "an example has no file's name");
		e->name = mem_string(word);
		taken = true;
	}
	if (taken && e->refused) {
		char *end = rest;

		e->line = (int)strtol(rest, &end, 10);
		want(end > rest && end[0] == ':' && end[1] == ' ' && end[2], e->at,
		     "no 'LINE: message' behind the file's name");
		e->message = mem_string(end + 2);
	}
	free(copy);
	return taken;
}

static void add_example(struct examples *all, const struct example *e)
{
	want(all->count < EXAMPLES_MAX, e->at, "too many examples");
	all->items[all->count++] = *e;
	all->refused += e->refused;
}

/* Every example of MARKDOWN; other fences are passed over whole. */
static void read_examples(struct examples *all, const char *markdown)
{
	int number = 0;

	*all = (struct examples){ .count = 0 };
	while (*markdown) {
		struct example e = { .at = ++number };
		struct slice line = take_line(&markdown);
		size_t length = fence_length(line);
		const char *body = markdown;
		size_t body_len = 0;
		bool ended = false;

		while (length && *markdown && !ended) {
			body_len = (size_t)(markdown - body);
			ended = ends_fence(take_line(&markdown), length);
			number++;
		}
		want(!length || ended, e.at, "a fence has no end");
		if (!length || !read_info(&e, slice_part(line, length, line.len)))
			continue;
		e.text = mem_copy(body, body_len);
		add_example(all, &e);
	}
}

static void load_format(struct examples *all)
{
	const char *top = getenv("TOP_SRCDIR");
	char path[4096];
	struct buf text;
	struct err err = { 0 };

	snprintf(path, sizeof(path), "%s/content/FORMAT.md", top ? top : ".");
	buf_init(&text, FORMAT_MAX);
	if (file_read(sys_real(), path, FORMAT_MAX, &text, &err) != FILE_READ) {
		fprintf(stderr, "cannot read %s: %s\n", path, err.text);
		exit(EXIT_FAILURE);
	}
	read_examples(all, text.data);
	buf_release(&text);
}

static void release_examples(struct examples *all)
{
	for (int i = 0; i < all->count; i++) {
		free(all->items[i].name);
		free(all->items[i].message);
		free(all->items[i].text);
	}
	all->count = 0;
}

/* The examples, read anew, and the book that they show put into the scratch folder. */
static void put_book(struct examples *all)
{
	load_format(all);
	for (int i = 0; i < all->count; i++) {
		const struct example *e = &all->items[i];

		if (e->refused)
			continue;
		ck_assert_msg(!scratch_has(e->name), "FORMAT.md:%d: a second %s", e->at, e->name);
		scratch_put(e->name, e->text);
	}
}

static void start(void)
{
	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C.UTF-8"));
	scratch_open();
}

/* What the words behind a fence's name say of KEY ("id="), for free(); or NULL. */
static char *value_of(struct slice line, const char *key)
{
	char *copy = mem_copy(line.data, line.len), *rest = NULL, *found = NULL;

	for (char *word = strtok_r(copy, " ", &rest); word && !found;
	     word = strtok_r(NULL, " ", &rest))
		if (strncmp(word, key, strlen(key)) == 0)
			found = mem_string(word + strlen(key));
	free(copy);
	return found;
}

static void check_page(const struct pack *pack, const struct example *e, const char *id,
		       enum page_kind kind)
{
	size_t at = 0;

	ck_assert_msg(pack_find(pack, id, &at), "FORMAT.md:%d: there is no page '%s'", e->at, id);
	ck_assert_msg(pack_page(pack, at)->kind == kind, "FORMAT.md:%d: '%s' is a page of kind %d",
		      e->at, id, (int)pack_page(pack, at)->kind);
}

/* Whether LINE is a fence that makes a page. */
static bool is_page_fence(struct slice line, enum page_kind *kind)
{
	static const char *const names[] = { "page ", "answer ", "lens ", "guard " };
	size_t length = fence_length(line);

	for (size_t k = 0; k < ARRAY_LEN(names); k++)
		if (length && slice_starts(slice_part(line, length, line.len), names[k])) {
			*kind = (enum page_kind)k;
			return true;
		}
	return false;
}

/* Looks up every page that the file E names, old ids too; returns how many pages. */
static size_t check_named(const struct pack *pack, const struct example *e)
{
	const char *at = e->text;
	size_t count = 0;

	while (*at) {
		struct slice line = take_line(&at);
		enum page_kind kind;
		char *id, *was, *rest = NULL;

		if (!is_page_fence(line, &kind))
			continue;
		id = value_of(line, "id=");
		was = value_of(line, "was=");
		ck_assert_msg(id, "FORMAT.md:%d: a fence has no id", e->at);
		check_page(pack, e, id, kind);
		for (char *old = was ? strtok_r(was, ",", &rest) : NULL; old;
		     old = strtok_r(NULL, ",", &rest))
			check_page(pack, e, old, kind);
		free(id);
		free(was);
		count++;
	}
	return count;
}

START_TEST(the_book_loads_with_the_pages_that_it_names)
{
	struct examples all;
	struct pack *pack = NULL;
	struct err err = { 0 };
	size_t pages = 0;

	put_book(&all);
	ck_assert_msg(pack_load(&pack, sys_real(), scratch_path(""), &err), "%s", err.text);
	for (int i = 0; i < all.count; i++) {
		const struct example *e = &all.items[i];
		char *id;

		if (e->refused || strcmp(e->name, "pack.md") == 0)
			continue;
		id = mem_copy(e->name, strcspn(e->name, "."));
		check_page(pack, e, id, PAGE_READ);
		pages += 1 + check_named(pack, e);
		free(id);
	}
	ck_assert_uint_eq(pack_page_count(pack), pages);
	ck_assert_str_eq(pack_id(pack), "our-meetings");
	ck_assert_str_eq(pack_title(pack), "Our meetings: a small workbook");
	pack_free(pack);
	release_examples(&all);
}
END_TEST

START_TEST(the_book_means_what_the_page_says)
{
	struct examples all;
	struct pack *pack = NULL;
	struct err err = { 0 };
	const struct pack_page *page;
	size_t at = 0;

	put_book(&all);
	ck_assert_msg(pack_load(&pack, sys_real(), scratch_path(""), &err), "%s", err.text);
	ck_assert(pack_find(pack, "whose-idea", &at));
	page = pack_page(pack, at);
	ck_assert_int_eq(page->asks, ASKS_PEOPLE);
	ck_assert_int_eq(page->lines, 6);
	ck_assert_str_eq(page->title, "Whose idea was it?");
	ck_assert_str_eq(page->wording,
			 "When a meeting at your school changed something, whose idea was it?");
	ck_assert_ptr_nonnull(page->aside);
	ck_assert_ptr_nonnull(page->facilitator);
	ck_assert_int_eq(page->phases.alone, 3);
	ck_assert_int_eq(page->phases.pairs, 4);
	ck_assert_int_eq(page->phases.together, 8);
	ck_assert(pack_find(pack, "next-week", &at));
	page = pack_page(pack, at);
	ck_assert_str_eq(page->id, "next-meeting");
	ck_assert_int_eq(page->asks, ASKS_INTENT);
	ck_assert_int_eq(page->lines, 8);
	ck_assert_ptr_null(page->aside);
	ck_assert(pack_find(pack, "not-a-recipe", &at));
	page = pack_page(pack, at);
	ck_assert_str_eq(page->wording, "Is there a place where you wrote as if one way of meeting "
					"suited everybody?");
	pack_free(pack);
	release_examples(&all);
}
END_TEST

static const struct example *find_refused(const struct examples *all, int n)
{
	for (int i = 0; i < all->count; i++)
		if (all->items[i].refused && n-- == 0)
			return &all->items[i];
	ck_abort_msg("there are fewer examples now");
	return NULL;
}

START_TEST(what_is_shown_as_refused_is_refused)
{
	struct examples all;
	const struct example *e;
	struct pack *pack = NULL;
	struct err err = { 0 };
	char place[4096] = "";
	const char *said;

	put_book(&all);
	e = find_refused(&all, _i);
	ck_assert_msg(scratch_has(e->name), "FORMAT.md:%d: the book has no %s", e->at, e->name);
	scratch_put(e->name, e->text);
	ck_assert_msg(!pack_load(&pack, sys_real(), scratch_path(""), &err),
		      "FORMAT.md:%d: it is not refused", e->at);
	if (e->line)
		snprintf(place, sizeof(place), "/%s:%d: ", e->name, e->line);
	said = strstr(err.text, place);
	ck_assert_msg(said && strstr(said, e->message), "FORMAT.md:%d: want '%s%s', got '%s'", e->at,
		      place, e->message, err.text);
	release_examples(&all);
}
END_TEST

/* What the test itself relies on: long fences, and fences within them. */
START_TEST(fences_are_found)
{
	struct examples all;

	read_examples(&all, "text\n"
			    "```\n````pack-file not.md\n```\n"
			    "````` pack-file a.md\n```page id=x\n```\n````\n`````\n"
			    "````pack-error b.md 12: part: of it\n````  \n"
			    "`pack-file c.md`\n");
	ck_assert_int_eq(all.count, 2);
	ck_assert_int_eq(all.refused, 1);
	ck_assert_int_eq(all.items[0].at, 5);
	ck_assert_str_eq(all.items[0].name, "a.md");
	ck_assert_str_eq(all.items[0].text, "```page id=x\n```\n````\n");
	ck_assert_int_eq(all.items[1].at, 10);
	ck_assert_str_eq(all.items[1].name, "b.md");
	ck_assert_int_eq(all.items[1].line, 12);
	ck_assert_str_eq(all.items[1].message, "part: of it");
	ck_assert_str_eq(all.items[1].text, "");
	release_examples(&all);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("format");
	TCase *tcase = tcase_create("examples");
	struct examples all;
	SRunner *runner;
	int failed;

	load_format(&all);
	tcase_add_checked_fixture(tcase, start, scratch_close);
	tcase_add_test(tcase, fences_are_found);
	tcase_add_test(tcase, the_book_loads_with_the_pages_that_it_names);
	tcase_add_test(tcase, the_book_means_what_the_page_says);
	tcase_add_loop_test(tcase, what_is_shown_as_refused_is_refused, 0, all.refused);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	release_examples(&all);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
