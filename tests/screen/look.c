/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking at a stage: its rows, and whether words can be brought into sight. */
#include <config.h>

#include "look.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

const char *look_row(struct stage *s, int row)
{
	static char text[4096];
	struct buf out;

	buf_init(&out, sizeof(text) - 1);
	for (int col = 0; col < s->cols; col++)
		buf_add_str(&out, surface_at(&s->surface, row, col)->text);
	memcpy(text, out.data, out.len + 1);
	buf_release(&out);
	return text;
}

bool look_blank(struct stage *s, int row, int end)
{
	for (int col = 0; col < end; col++)
		if (strcmp(surface_at(&s->surface, row, col)->text, " ") != 0)
			return false;
	return true;
}

bool look_rules(struct stage *s, const char *words)
{
	bool found = false;

	for (int row = 1; row < s->rows - 1; row++)
		found = found || (strstr(look_row(s, row), "─") && strstr(look_row(s, row), words));
	return found;
}

/* Lines, dashes, dots and quotes all begin with this byte. */
static bool is_ornament(const char *text)
{
	return (unsigned char)text[0] == 0xE2 && text[1] && text[2];
}

void look_squeeze(struct buf *out, const char *text)
{
	for (; *text; text++)
		if (is_ornament(text))
			text += 2;
		else if (isalnum((unsigned char)*text) || (*text & 0x80))
			buf_add_char(out, *text);
}

/* Takes the words of DOC out of SEEN, one behind the other; false where one is missing. */
bool look_holds(const char *seen, const struct doc *doc)
{
	struct buf text, word;
	bool all = true;
	char *save = NULL;

	buf_init(&text, LOOK_MAX);
	buf_init(&word, 4096);
	for (size_t i = 0; i < doc_count(doc); i++) {
		doc_text(doc, i, &text);
		buf_add_char(&text, '\n');
	}
	for (char *next = strtok_r(text.data, " \n", &save); next && all;
	     next = strtok_r(NULL, " \n", &save)) {
		buf_clear(&word);
		look_squeeze(&word, next);
		seen = strstr(seen, word.data);
		all = seen != NULL;
		if (all)
			seen += word.len;
	}
	buf_release(&word);
	buf_release(&text);
	return all;
}

/* Reads a page down line by line, as it shows at 40 by 12, into SEEN: the row at the
 * top each time, and at the end all. */
void look_read_down(struct stage *s, struct buf *seen)
{
	int quiet = 0, most = 0;

	stage_keys(s, "<Home>");
	while (quiet < 2 && most++ < 1000) {
		char before[8192];

		snprintf(before, sizeof(before), "%s", stage_dump(s));
		look_squeeze(seen, look_row(s, 1));
		stage_keys(s, "<Down>");
		quiet = strcmp(before, stage_dump(s)) == 0 ? quiet + 1 : 0;
	}
	for (int row = 2; row < s->rows - 1; row++)
		look_squeeze(seen, look_row(s, row));
}

/* The first word of TEXT that is not in SEEN, NULL when there is none. */
static const char *missing_word(char *text, const char *seen)
{
	char *save = NULL, *next;
	struct buf word;

	buf_init(&word, 4096);
	for (next = strtok_r(text, " \n", &save); next; next = strtok_r(NULL, " \n", &save)) {
		buf_clear(&word);
		look_squeeze(&word, next);
		if (!strstr(seen, word.data))
			break;
	}
	buf_release(&word);
	return next;
}

const char *look_list(struct stage *s, int rows, int cols)
{
	static char large[LOOK_MAX], missing[256];
	const char *word;
	struct buf seen;

	stage_size(s, 110, 200);
	snprintf(large, sizeof(large), "%s", stage_dump(s));
	*strstr(large, "─") = '\0';	/* the frame is no part of the list */
	stage_size(s, rows, cols);
	buf_init(&seen, 4 * LOOK_MAX);
	for (int k = 0; k < 600; k++) {
		stage_keys(s, k < 100 || k >= 400 ? "<Up>" : "<Down>");
		for (int row = 1; row < rows - 2; row++)
			look_squeeze(&seen, look_row(s, row));
	}
	word = missing_word(strchr(large, '\n'), seen.data);
	snprintf(missing, sizeof(missing), "%s", word ? word : "");
	buf_release(&seen);
	return word ? missing : NULL;
}
