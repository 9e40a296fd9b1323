/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shipped book in letters that no message has. */
#include <config.h>

#include "greek.h"

#include <check.h>
#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../unit/scratch.h"
#include "base/buf.h"
#include "base/file.h"

#define BOOK "distributing-leadership"
#define FILE_MAX_LEN (1 << 20)

static const char *const letters[] = { "α", "β", "γ", "δ", "ε", "ζ", "η", "θ", "ι", "κ", "λ", "μ", "ν", "ξ",
	"ο", "π", "ρ", "σ", "τ", "υ", "φ", "χ", "ψ", "ω", "ϊ", "ϋ" };

static void add_greek(struct buf *out, struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.data[i];

		if (isalpha(c))
			buf_add_str(out, letters[tolower(c) - 'a']);
		else if (c >= 0xC3 && c <= 0xC9 && ++i < text.len)
			buf_add_str(out, letters[0]);
		else
			buf_add_char(out, (char)c);
	}
}

/* What people read of a line of front matter: the value behind some keys. */
static void add_key(struct buf *out, struct slice line)
{
	static const char *const read[] = { "title: ", "author: ", "source: " };
	size_t kept = line.len;

	for (size_t i = 0; i < sizeof(read) / sizeof(read[0]); i++)
		if (slice_starts(line, read[i]))
			kept = strlen(read[i]);
	buf_add(out, line.data, kept);
	add_greek(out, slice_part(line, kept, line.len));
}

static void add_file(struct buf *out, const char *text)
{
	int rules = 0;		/* front matter stands between the first two */

	while (*text) {
		struct slice line = { text, strcspn(text, "\n") };

		rules += slice_is(line, "---");
		if (rules < 2)
			add_key(out, line);
		else if (slice_starts(line, "```"))
			buf_add_slice(out, line);
		else
			add_greek(out, line);
		buf_add_char(out, '\n');
		text += line.len + (text[line.len] == '\n');
	}
}

static void copy_file(const char *folder, const char *name)
{
	char path[8192], copy[512];
	struct err err = { .text = "" };
	struct buf text, greek;

	buf_init(&text, FILE_MAX_LEN);
	buf_init(&greek, 2 * FILE_MAX_LEN);
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	snprintf(copy, sizeof(copy), "content/" BOOK "/%s", name);
	ck_assert_msg(file_read(sys_real(), path, FILE_MAX_LEN, &text, &err) == FILE_READ, "%s", err.text);
	add_file(&greek, text.data);
	ck_assert(!greek.full);
	scratch_put(copy, greek.data);
	buf_release(&greek);
	buf_release(&text);
}

void greek_book(void)
{
	static char shipped[2048];
	struct dirent *entry;
	char folder[4096];
	DIR *dir;

	if (!*shipped) {
		ck_assert_msg(getenv("CONTENT"), "CONTENT must name the folder of the books");
		snprintf(shipped, sizeof(shipped), "%s", getenv("CONTENT"));
	}
	snprintf(folder, sizeof(folder), "%s/" BOOK, shipped);
	mkdir(scratch_path("content"), 0700);
	mkdir(scratch_path("content/" BOOK), 0700);
	dir = opendir(folder);
	ck_assert_msg(dir != NULL, "no book in %s", folder);
	while ((entry = readdir(dir)))
		if (strlen(entry->d_name) > 3 && strcmp(entry->d_name + strlen(entry->d_name) - 3, ".md") == 0)
			copy_file(folder, entry->d_name);
	closedir(dir);
	setenv("CONTENT", scratch_path("content"), 1);
}
