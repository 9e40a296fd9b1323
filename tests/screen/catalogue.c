/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A catalogue of translations: from its source to what gettext reads. */
#include <config.h>

#include "catalogue.h"

#include <check.h>
#include <ctype.h>
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

enum { MESSAGES = 2000, WORDS = 20000, MESSAGE_MAX = 8192, WORD_MAX_LEN = 256 };

#define CATALOGUE_MAGIC 0x950412deU	/* of a .mo file: gettext's manual, "GNU MO Files" */

/* Forms of one message stand one behind the other, a zero byte between them. */
struct message { struct buf id, text; bool begun, shown, fuzzy; };

static struct {
	struct message messages[MESSAGES];
	size_t count;
	char *words[WORDS];
	size_t word_count;
	char language[16];	/* whose source was read, or "" */
} all;

/* The literal in LINE, its first quote to its last, appended to OUT. */
static void add_literal(struct buf *out, const char *line)
{
	const char *text = strchr(line, '"');

	ck_assert_msg(text != NULL, "no text in the line: %s", line);
	for (text++; *text && *text != '"'; text++) {
		bool escaped = *text == '\\';

		text += escaped;
		buf_add_char(out, escaped && *text == 'n' ? '\n' : escaped && *text == 't' ? '\t' : *text);
	}
}

/* The commands of the shell and the checks of a book speak in it of English words: none of
 * these is on a screen. */
static bool is_on_screen(const char *references)
{
	return strstr(references, "src/ui/") || strstr(references, "src/workbook/") ||
	       strstr(references, "src/plain/") || strstr(references, "src/base/") ||
	       strstr(references, "src/answers/");
}

void catalogue_begin(void)
{
	while (all.count) {
		all.count--;
		buf_release(&all.messages[all.count].id);
		buf_release(&all.messages[all.count].text);
	}
	while (all.word_count)
		free(all.words[--all.word_count]);
	all.language[0] = '\0';
}

static void begin_message(struct message *m)
{
	*m = (struct message){ .begun = false };
	buf_init(&m->id, MESSAGE_MAX);
	buf_init(&m->text, MESSAGE_MAX);
}

static void end_message(struct message *m)
{
	if (m->begun && !m->fuzzy && m->text.len) {
		ck_assert(!m->id.full && !m->text.full);
		ck_assert_uint_lt(all.count, MESSAGES);
		all.messages[all.count++] = *m;
	} else {
		buf_release(&m->id);
		buf_release(&m->text);
	}
	begin_message(m);
}

void catalogue_add(struct slice id, struct slice text)
{
	struct message m;

	begin_message(&m);
	m.begun = true;
	buf_add_slice(&m.id, id);
	buf_add_slice(&m.text, text);
	end_message(&m);
}

static void read_line(struct message *m, struct buf **at, const char *line)
{
	if (strncmp(line, "#:", 2) == 0) {
		m->shown = m->shown || is_on_screen(line);
	} else if (strncmp(line, "#,", 2) == 0) {
		m->fuzzy = strstr(line, "fuzzy") != NULL;
	} else if (strncmp(line, "msgid", 5) == 0 || strncmp(line, "msgstr", 6) == 0) {
		bool more = strncmp(line, "msgid_plural", 12) == 0 ||
			    (strncmp(line, "msgstr[", 7) == 0 && line[7] != '0');

		*at = line[3] == 'i' ? &m->id : &m->text;
		m->begun = true;
		if (more)
			buf_add_char(*at, '\0');
		add_literal(*at, line);
	} else if (*line == '"' && *at) {
		add_literal(*at, line);
	}
}

static int compare(const void *a, const void *b)
{
	const struct message *one = a, *other = b;

	return strcmp(one->id.data, other->id.data);
}

static int compare_words(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Bytes of the Latin letter at TEXT, whatever its accents; 0: it is something else. */
static size_t letter(const char *text)
{
	unsigned char lead = (unsigned char)*text;

	if (isalpha(lead))
		return 1;
	return lead >= 0xC3 && lead <= 0xC9 && text[1] ? 2 : 0;
}

/* The word at TEXT and its length, 0 behind the last. */
static size_t next_word(const char **text, size_t end)
{
	size_t at = 0, len = 0;

	while (at < end && !letter(*text + at))
		at++;
	*text += at;
	while (at + len < end && letter(*text + len))
		len += letter(*text + len);
	return len;
}

static void add_words(const struct message *m)
{
	const char *text = m->text.data, *end = text + m->text.len;

	for (size_t len; (len = next_word(&text, (size_t)(end - text))) > 0; text += len) {
		ck_assert_uint_lt(all.word_count, WORDS);
		all.words[all.word_count++] = strndup(text, len);
	}
}

void catalogue_read(const char *language)
{
	const char *top = getenv("TOP_SRCDIR");
	struct message m;
	struct buf source, path, *at = NULL;
	struct err err = { .text = "" };

	if (strcmp(all.language, language) == 0)
		return;
	ck_assert_msg(top != NULL, "TOP_SRCDIR must name the folder of the sources");
	buf_init(&path, 8192);
	buf_init(&source, 1 << 22);
	buf_addf(&path, "%s/po/%s.po", top, language);
	ck_assert_msg(file_read(sys_real(), path.data, 1 << 22, &source, &err) == FILE_READ, "%s", err.text);
	catalogue_begin();
	begin_message(&m);
	for (char *line = source.data, *next; line; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		if (!*line) {
			end_message(&m);
			at = NULL;
		} else {
			read_line(&m, &at, line);
		}
	}
	end_message(&m);
	buf_release(&source);
	buf_release(&path);
	for (size_t i = 0; i < all.count; i++)
		if (all.messages[i].shown)
			add_words(&all.messages[i]);
	qsort(all.words, all.word_count, sizeof(all.words[0]), compare_words);
	ck_assert_uint_lt(strlen(language), sizeof(all.language));
	strcpy(all.language, language);
}

static void add_number(struct buf *out, size_t n)
{
	uint32_t number = (uint32_t)n;

	buf_add(out, (const char *)&number, sizeof(number));
}

/* Two tables of (length, offset), then the texts; sorted, no hash. */
static void write_compiled(const char *path)
{
	size_t tables = 28, texts = tables + 16 * all.count;
	struct err err = { .text = "" };
	struct buf head, body;

	buf_init(&head, 1 << 22);
	buf_init(&body, 1 << 22);
	add_number(&head, CATALOGUE_MAGIC);
	add_number(&head, 0);
	add_number(&head, all.count);
	add_number(&head, tables);
	add_number(&head, tables + 8 * all.count);
	add_number(&head, 0);
	add_number(&head, 0);
	for (int translated = 0; translated < 2; translated++)
		for (size_t i = 0; i < all.count; i++) {
			const struct buf *text = translated ? &all.messages[i].text : &all.messages[i].id;

			add_number(&head, text->len);
			add_number(&head, texts + body.len);
			buf_add(&body, text->data, text->len + 1);
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
	if (!setlocale(LC_ALL, "xx_XX.UTF-8"))
		ck_assert_ptr_nonnull(setlocale(LC_ALL, "C.UTF-8"));
}

void catalogue_speak(const char *language)
{
	char path[256];

	mkdir(scratch_path("po"), 0700);
	snprintf(path, sizeof(path), "po/%s", language);
	mkdir(scratch_path(path), 0700);
	snprintf(path, sizeof(path), "po/%s/LC_MESSAGES", language);
	mkdir(scratch_path(path), 0700);
	snprintf(path, sizeof(path), "po/%s/LC_MESSAGES/" PACKAGE ".mo", language);
	qsort(all.messages, all.count, sizeof(all.messages[0]), compare);
	write_compiled(scratch_path(path));
	choose_locale();
	intl_bind(scratch_path("po"));
	ck_assert_msg(intl_language(language), "no catalogue of %s", language);
}

const char *catalogue_id(size_t i)
{
	return i < all.count ? all.messages[i].id.data : NULL;
}

const char *catalogue_text(size_t i)
{
	return all.messages[i].text.data;
}

bool catalogue_knows(const char *word)
{
	return bsearch(&word, all.words, all.word_count, sizeof(all.words[0]), compare_words) != NULL;
}

const char *catalogue_stranger(const char **text)
{
	static char word[WORD_MAX_LEN];

	for (size_t len; (len = next_word(text, strlen(*text))) > 0; ) {
		ck_assert_uint_lt(len, sizeof(word));
		memcpy(word, *text, len);
		word[len] = '\0';
		*text += len;
		if (!catalogue_knows(word))
			return word;
	}
	return NULL;
}
