/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A language that nobody speaks: out of the sources, into a catalogue. */
#include <config.h>

#include "pseudo.h"

#include <check.h>
#include <ctype.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "catalogue.h"

enum { MESSAGES = 3000, MESSAGE_MAX = 4096, SLOTS = 16 };

/* A message, and what it is of more than one, or NULL. */
struct message { char *text, *many; };

static struct {
	struct message messages[MESSAGES];
	size_t count;
} found;

static int compare(const void *a, const void *b)
{
	const struct message *one = a, *other = b;

	return strcmp(one->text, other->text);
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

static void keep(const char *text, const char *many)
{
	if (!*text)
		return;
	for (size_t i = 0; i < found.count; i++)
		if (strcmp(found.messages[i].text, text) == 0)
			return;
	ck_assert_uint_lt(found.count, MESSAGES);
	found.messages[found.count++] = (struct message){ strdup(text), *many ? strdup(many) : NULL };
}

/* Every CALL("...") in SOURCE, or CALL("...", "...") where it has a PLURAL. */
static void find_calls(const char *source, const char *call, bool plural)
{
	struct buf text, many;

	buf_init(&text, MESSAGE_MAX);
	buf_init(&many, MESSAGE_MAX);
	for (const char *next = source; (next = strstr(next, call)); ) {
		next += strlen(call);
		buf_clear(&text);
		buf_clear(&many);
		next = read_message(next, &text);
		if (plural && *next == ',')
			next = read_message(next + 1, &many);
		keep(text.data, many.data);
	}
	buf_release(&many);
	buf_release(&text);
}

/* Every message of one source; N_() ends like _(). */
static int read_source(const char *path, const struct stat *st, int type, struct FTW *at)
{
	const char *end = strrchr(path, '.');
	struct buf source;
	struct err err;

	(void)st;
	(void)at;
	if (type != FTW_F || !end || strcmp(end, ".c") != 0)
		return 0;
	buf_init(&source, 1 << 20);
	ck_assert_int_eq(file_read(sys_real(), path, 1 << 20, &source, &err), FILE_READ);
	find_calls(source.data, "_(", false);
	find_calls(source.data, "intl_count(", true);
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
	return i < found.count ? found.messages[i].text : NULL;
}

static void add_message(const struct message *m)
{
	struct buf id, text;

	buf_init(&id, 2 * MESSAGE_MAX);
	buf_init(&text, 4 * MESSAGE_MAX);
	buf_add_str(&id, m->text);
	buf_add_str(&text, pseudo_of(m->text));
	if (m->many) {
		buf_add_char(&id, '\0');
		buf_add_str(&id, m->many);
		buf_add_char(&text, '\0');
		buf_add_str(&text, pseudo_of(m->many));
	}
	catalogue_add(slice_buf(&id), slice_buf(&text));
	buf_release(&text);
	buf_release(&id);
}

/* What was found for a test before, in the same process. */
static void drop_messages(void)
{
	while (found.count) {
		struct message *m = &found.messages[--found.count];

		free(m->text);
		free(m->many);
	}
}

size_t pseudo_speak(const char *src)
{
	drop_messages();
	ck_assert_int_eq(nftw(src, read_source, 8, FTW_PHYS), 0);
	qsort(found.messages, found.count, sizeof(found.messages[0]), compare);
	catalogue_begin();
	catalogue_add(slice_of(""), slice_of("Content-Type: text/plain; charset=UTF-8\n"
					     "Plural-Forms: nplurals=2; plural=n != 1;\n"));
	for (size_t i = 0; i < found.count; i++)
		add_message(&found.messages[i]);
	catalogue_speak("xx");
	return found.count;
}
