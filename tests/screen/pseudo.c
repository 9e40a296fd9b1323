/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A language that nobody speaks: out of the sources, into a catalogue. */
#include <config.h>

#include "pseudo.h"

#include <check.h>
#include <ctype.h>
#include <ftw.h>
#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../unit/scratch.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/intl.h"

enum { MESSAGES = 1000, MESSAGE_MAX = 4096, SLOTS = 16 };

#define CATALOGUE_MAGIC 0x950412deU	/* of a .mo file: gettext's manual, "GNU MO Files" */

static struct {
	char *texts[MESSAGES];
	size_t count;
} found;

static int compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* One literal at TEXT, its opening quote, appended to OUT; what stands behind it. */
static const char *read_literal(const char *text, struct buf *out)
{
	for (text++; *text && *text != '"'; text++) {
		if (*text != '\\') {
			buf_add_char(out, *text);
		} else {
			text++;
			buf_add_char(out, *text == 'n' ? '\n' : *text == 't' ? '\t' : *text);
		}
	}
	return *text ? text + 1 : text;
}

/* The literals from TEXT on, one behind the other, as the compiler joins them. */
static const char *read_message(const char *text, struct buf *out)
{
	for (;;) {
		text += strspn(text, " \t\n");
		if (*text != '"')
			return text;
		text = read_literal(text, out);
	}
}

static void keep(const char *text)
{
	if (!*text)
		return;
	for (size_t i = 0; i < found.count; i++)
		if (strcmp(found.texts[i], text) == 0)
			return;
	ck_assert_uint_lt(found.count, MESSAGES);
	found.texts[found.count++] = strdup(text);
}

/* Every _("...") and N_("...") of one source. */
static int read_source(const char *path, const struct stat *st, int type, struct FTW *at)
{
	const char *end = strrchr(path, '.');
	struct buf source, message;
	struct err err;

	(void)st;
	(void)at;
	if (type != FTW_F || !end || strcmp(end, ".c") != 0)
		return 0;
	buf_init(&source, 1 << 20);
	buf_init(&message, MESSAGE_MAX);
	ck_assert_int_eq(file_read(sys_real(), path, 1 << 20, &source, &err), FILE_READ);
	for (const char *next = source.data; (next = strstr(next, "_(")); ) {
		const char *start = next + 2 + strspn(next + 2, " \t\n");

		buf_clear(&message);
		next = read_message(start, &message);
		if (next == start)
			next++;
		keep(message.data);
	}
	buf_release(&message);
	buf_release(&source);
	return 0;
}

/* Bytes of the directive at TEXT, of printf or strftime; 0: none. */
static size_t directive(const char *text)
{
	size_t len = 1;

	if (*text != '%')
		return 0;
	len += strspn(text + len, "0123456789$.*-+# '");
	len += strspn(text + len, "hljzt");
	return len + (text[len] != '\0');
}

const char *pseudo_of(const char *text)
{
	static const char vowels[] = "aeiouAEIOU";
	static const char *const accented[] = { "\xC3\xA1", "\xC3\xAB", "\xC3\xAF", "\xC3\xB6", "\xC3\xBC",
		"\xC3\x81", "\xC3\x8B", "\xC3\x8F", "\xC3\x96", "\xC3\x9C" };
	static char results[SLOTS][2 * MESSAGE_MAX];
	static int slot;
	size_t more = (strlen(text) * 2 + 2) / 5, len;
	char *result = results[slot++ % SLOTS];
	bool in_word = false;
	struct buf out;

	buf_init(&out, 2 * MESSAGE_MAX - 1);
	for (; *text; text += len) {
		const char *vowel = strchr(vowels, *text);

		len = directive(text);
		in_word = !len && isalpha((unsigned char)*text);
		if (len) {
			buf_add(&out, text, len);
			continue;
		}
		len = 1;
		if (!vowel) {
			buf_add_char(&out, *text);
			continue;
		}
		for (int n = more ? 2 : 1; n > 0; n--)
			buf_add_str(&out, accented[vowel - vowels]);
		more -= more > 0;
	}
	if (in_word)
		while (more--)
			buf_add_str(&out, "\xC3\xBD");
	memcpy(result, out.data, out.len + 1);
	buf_release(&out);
	return result;
}

const char *pseudo_message(size_t i)
{
	return i < found.count ? found.texts[i] : NULL;
}

static void add_number(struct buf *out, size_t n)
{
	uint32_t number = (uint32_t)n;

	buf_add(out, (const char *)&number, sizeof(number));
}

/* A message catalogue: two tables of (length, offset), then the texts; sorted, no hash. */
static void write_catalogue(const char *path)
{
	size_t count = found.count + 1, tables = 28, texts = tables + 16 * count;
	struct buf head, body;
	struct err err = { .text = "" };

	buf_init(&head, 1 << 20);
	buf_init(&body, 1 << 20);
	add_number(&head, CATALOGUE_MAGIC);
	add_number(&head, 0);
	add_number(&head, count);
	add_number(&head, tables);
	add_number(&head, tables + 8 * count);
	add_number(&head, 0);
	add_number(&head, 0);
	for (int translated = 0; translated < 2; translated++)
		for (size_t i = 0; i < count; i++) {
			const char *text = translated ? "Content-Type: text/plain; charset=UTF-8\n" : "";

			if (i)
				text = translated ? pseudo_of(found.texts[i - 1]) : found.texts[i - 1];
			add_number(&head, strlen(text));
			add_number(&head, texts + body.len);
			buf_add(&body, text, strlen(text) + 1);
		}
	buf_add_slice(&head, slice_buf(&body));
	ck_assert_msg(file_create(sys_real(), path, slice_buf(&head), &err), "%s", err.text);
	buf_release(&body);
	buf_release(&head);
}

/* The catalogues of the C locale are never looked at, and of late C.UTF-8 counts as such:
 * so it gets another name. */
static void choose_locale(void)
{
	ck_assert_int_eq(mkdir(scratch_path("locale"), 0700), 0);
	ck_assert_int_eq(symlink("/usr/lib/locale/C.utf8", scratch_path("locale/xx_XX.utf8")), 0);
	setenv("LOCPATH", scratch_path("locale"), 1);
	setenv("LANGUAGE", "xx", 1);
	if (!setlocale(LC_ALL, "xx_XX.UTF-8"))
		ck_assert_ptr_nonnull(setlocale(LC_ALL, "C.UTF-8"));
}

size_t pseudo_speak(const char *src)
{
	found.count = 0;
	ck_assert_int_eq(nftw(src, read_source, 8, FTW_PHYS), 0);
	qsort(found.texts, found.count, sizeof(found.texts[0]), compare);
	mkdir(scratch_path("po"), 0700);
	mkdir(scratch_path("po/xx"), 0700);
	mkdir(scratch_path("po/xx/LC_MESSAGES"), 0700);
	write_catalogue(scratch_path("po/xx/LC_MESSAGES/" PACKAGE ".mo"));
	choose_locale();
	intl_bind(scratch_path("po"));
	return found.count;
}
