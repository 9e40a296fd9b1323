/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A command in one string to words. */
#include <config.h>

#include "base/words.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

static const char blanks[] = " \t\n";

/* Adds what stands between quotes, AT being behind the first; returns the place behind the
 * last, NULL where it is missing. */
static const char *quoted(struct buf *word, const char *at, char quote)
{
	for (; *at; at++) {
		if (*at == quote)
			return at + 1;
		if (quote == '"' && *at == '\\' && (at[1] == '"' || at[1] == '\\'))
			at++;
		buf_add_char(word, *at);
	}
	return NULL;
}

/* Adds one word; returns the place behind it, or NULL. */
static const char *add_word(struct buf *word, const char *at)
{
	while (at && *at && !strchr(blanks, *at)) {
		if (*at == '\'' || *at == '"') {
			at = quoted(word, at + 1, *at);
			continue;
		}
		if (*at == '\\' && !*++at)
			return NULL;
		buf_add_char(word, *at++);
	}
	return at;
}

bool words_split(struct words *w, const char *command)
{
	const char *at = command + strspn(command, blanks);
	struct buf word;

	memset(w, 0, sizeof(*w));
	while (*at) {
		buf_init(&word, strlen(command));
		at = w->count < WORDS_MAX ? add_word(&word, at) : NULL;
		if (!at) {
			buf_release(&word);
			words_release(w);
			return false;
		}
		w->list[w->count++] = buf_steal(&word);
		at += strspn(at, blanks);
	}
	return true;
}

void words_release(struct words *w)
{
	for (size_t i = 0; i < w->count; i++)
		free(w->list[i]);
	memset(w, 0, sizeof(*w));
}
