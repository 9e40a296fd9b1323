/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editing as scripts: keys in, text and cursor out, a folder of tests/edit a case
 * (tests/edit/README.md says what stands in one).  tests/nano.sh gives those that nano has
 * keys for to nano.
 *
 * TOP_SRCDIR: the source tree. */
#include <config.h>

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/desk.h"
#include "../unit/fault.h"
#include "../unit/suite.h"
#include "base/mem.h"
#include "stage.h"

#define CASES_MAX 200
#define CASES_MIN 50	/* fewer are found only where they are looked for in vain */
#define FILE_MAX_LEN 65536
#define MARK "\u00A6"	/* typed where the cursor is in the end */

struct cases {
	char *names[CASES_MAX];
	size_t count;
};

static const char *folder(void)
{
	static char path[4096];
	const char *top = getenv("TOP_SRCDIR");

	snprintf(path, sizeof(path), "%s/tests/edit", top ? top : ".");
	return path;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void cases_open(struct cases *c)
{
	DIR *dir = opendir(folder());
	struct dirent *entry;

	c->count = 0;
	while (dir && (entry = readdir(dir)) && c->count < CASES_MAX)
		if (!strchr(entry->d_name, '.'))
			c->names[c->count++] = mem_string(entry->d_name);
	if (dir)
		closedir(dir);
	qsort(c->names, c->count, sizeof(c->names[0]), by_name);
}

static void cases_close(struct cases *c)
{
	while (c->count)
		free(c->names[--c->count]);
}

/* A file of a case, for free(); NULL when there is none. */
static char *file_of(const char *name, const char *file)
{
	char path[8192], *text;
	size_t len;
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s/%s", folder(), name, file);
	f = fopen(path, "rb");
	if (!f)
		return NULL;
	text = mem_zero(FILE_MAX_LEN, 1);
	len = fread(text, 1, FILE_MAX_LEN - 1, f);
	fclose(f);
	ck_assert_msg(len < FILE_MAX_LEN - 1, "%s is too large", path);
	return text;
}

static char *needed(const char *name, const char *file)
{
	char *text = file_of(name, file);

	ck_assert_msg(text != NULL, "%s has no %s", name, file);
	return text;
}

static void paste(struct stage *s, const char *name, const char *file, bool joined)
{
	char *text = needed(name, file);

	stage_key(s, &(struct key){ .code = CODE_PASTE, .paste = slice_of(text), .joined = joined });
	free(text);
}

static const char *const pauses[] = { "<Wait>", "<Paste>", "<More>" };

/* The first of those in KEYS, its number in *WHICH; NULL when there is none. */
static char *next_pause(char *keys, size_t *which)
{
	char *first = NULL;

	for (size_t i = 0; i < ARRAY_LEN(pauses); i++) {
		char *at = strstr(keys, pauses[i]);

		if (at && (!first || at < first)) {
			first = at;
			*which = i;
		}
	}
	return first;
}

/* Presses what stands in KEYS up to the next of `pauses`, does that, and so on. */
static void press(struct stage *s, const char *name, char *keys)
{
	time_t now = DESK_NOW;
	size_t which = 0;

	for (char *next; (next = next_pause(keys, &which)); keys = next + strlen(pauses[which])) {
		*next = '\0';
		stage_keys(s, keys);
		if (which == 0)
			fault_clock(now += 60);
		else
			paste(s, name, which == 1 ? "paste" : "more", which == 2);
	}
	stage_keys(s, keys);
}

/* Without the line ends, which mean nothing in keys. */
static void one_line(char *keys)
{
	char *to = keys;

	for (; *keys; keys++)
		if (*keys != '\n')
			*to++ = *keys;
	*to = '\0';
}

/* The text with the mark, as tests/edit has it: text, and where the mark stood in it. */
static void split(const char *marked, struct buf *text, struct buf *cursor)
{
	const char *mark = strstr(marked, MARK), *line = marked;
	int lines = 1, column = 1;

	ck_assert_msg(mark != NULL, "nothing was typed: %s", marked);
	for (const char *c = marked; c < mark; c++)
		if (*c == '\n') {
			lines++;
			line = c + 1;
		}
	for (const char *c = line; c < mark; c++)
		column += (*c & 0xC0) != 0x80;
	buf_add(text, marked, (size_t)(mark - marked));
	buf_addf(text, "%s\n", mark + strlen(MARK));
	buf_addf(cursor, "line %d, column %d\n", lines, column);
}

static void run(const char *name)
{
	char *keys = needed(name, "keys"), *text = needed(name, "text");
	char *cursor = needed(name, "cursor"), *window = file_of(name, "window");
	int rows = 24, cols = 80;
	struct buf is, at;
	struct stage s;

	stage_setup();
	stage_open(&s, STAGE_BLANK);
	if (window)
		ck_assert_int_eq(sscanf(window, "%d rows, %d columns", &rows, &cols), 2);
	stage_size(&s, rows, cols);
	stage_page(&s, "spread-now");
	stage_keys(&s, "<Enter>");
	one_line(keys);
	press(&s, name, keys);
	stage_keys(&s, MARK);
	app_save(&s.app);
	buf_init(&is, FILE_MAX_LEN);
	buf_init(&at, 100);
	split(desk_text(s.wb, "spread-now"), &is, &at);
	ck_assert_msg(strcmp(is.data, text) == 0, "%s: the text is\n%s, not\n%s", name, is.data, text);
	ck_assert_msg(strcmp(at.data, cursor) == 0, "%s: the cursor is at %s, not at %s", name,
		      at.data, cursor);
	buf_release(&at);
	buf_release(&is);
	stage_close(&s);
	stage_teardown();
	free(window);
	free(cursor);
	free(text);
	free(keys);
}

START_TEST(keys_make_the_text)
{
	struct cases c;

	cases_open(&c);
	run(c.names[_i]);
	cases_close(&c);
}
END_TEST

START_TEST(there_are_cases)
{
	struct cases c;

	cases_open(&c);
	ck_assert_msg(c.count >= CASES_MIN && c.count < CASES_MAX, "%zu cases in %s", c.count, folder());
	cases_close(&c);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("scripts");
	TCase *tc = tcase_create("scripts");
	struct cases c;

	cases_open(&c);
	tcase_add_test(tc, there_are_cases);
	tcase_add_loop_test(tc, keys_make_the_text, 0, (int)c.count);
	cases_close(&c);
	suite_add_tcase(suite, tc);
	check_set_max_msg_size(LONG_MESSAGE);
	return suite_run(suite);
}
