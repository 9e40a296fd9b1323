/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Markdown from standard input as a Word file on standard output, for tests/docx.sh and
 * tests/documents.sh; a first argument is its language.  Lines between "::: words" and ":::"
 * are what a reader wrote; "::: language TAG" begins another language. */
#include <config.h>

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "doc/doc.h"
#include "doc/write.h"

#define MANY ((size_t)64 << 20)

/* Adds what MARKDOWN says. */
static bool add_markdown(struct doc *doc, struct slice markdown)
{
	struct doc *part;
	struct err err;

	if (!doc_parse(&part, markdown, 1, &err)) {
		fprintf(stderr, "%s\n", err.text);
		return false;
	}
	doc_add_blocks(doc, part, 0, doc_count(part));
	doc_free(part);
	return true;
}

static bool add(struct doc *doc, const struct buf *lines, bool words)
{
	if (!words)
		return add_markdown(doc, slice_buf(lines));
	doc_add_words(doc, slice_buf(lines));
	return true;
}

static bool read_all(struct doc *doc)
{
	char line[8192];
	bool words = false, ok = true;
	struct buf lines;

	buf_init(&lines, MANY);
	while (ok && fgets(line, sizeof(line), stdin)) {
		if (strncmp(line, ":::", 3) != 0) {
			buf_add_str(&lines, line);
			continue;
		}
		ok = add(doc, &lines, words);
		buf_clear(&lines);
		words = strcmp(line, "::: words\n") == 0;
		line[strcspn(line, "\n")] = '\0';
		if (strncmp(line, "::: language ", 13) == 0)
			doc_language(doc, line + 13);
	}
	ok = ok && add(doc, &lines, words);
	buf_release(&lines);
	return ok;
}

int main(int argc, char **argv)
{
	struct doc_meta meta = { "A <title> & \"more\"", argc > 1 ? argv[1] : "en" };
	struct doc *doc = doc_new();
	struct buf out;
	bool ok;

	setlocale(LC_ALL, "C.UTF-8");
	buf_init(&out, MANY);
	ok = read_all(doc);
	write_docx(doc, &meta, &out);
	ok = ok && !out.full && fwrite(out.data, 1, out.len, stdout) == out.len;
	buf_release(&out);
	doc_free(doc);
	return !ok;
}
