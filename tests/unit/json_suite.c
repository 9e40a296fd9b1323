/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Judges the strict check by a folder of JSONTestSuite's files; tests/json-suite.sh runs it.
 *
 * The names say what is expected: n_* must be rejected, y_* accepted.  i_* is left open by
 * the standard, and our answer is: numbers of any size are kept, what is no proper text is
 * rejected.  Files with other names (those of test_transform) are JSON, or half so, and may
 * be either.  What is accepted must survive in a workbook byte for byte, and what is refused
 * must name line and column.  What JSON allows we refuse for the reasons in policies[] only.
 */
#include <config.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answers/answers.h"
#include "answers/json.h"
#include "base/file.h"
#include "base/mem.h"

/* Where we are stricter than RFC 8259, each with its message. */
static const char *const policies[] = {
	"this name stands here for the second time",
	"the character \\u0000 cannot be kept",
	"half of a character: a surrogate without its partner",
	"the file begins with a byte order mark; save it as UTF-8 without one",
	"too deeply nested",
	"too many members in one place",
	"too many values in one file",
	"this text is too long",
	"this number has too many digits",
};

enum group { MUST_ACCEPT, MUST_REJECT, OPEN, OTHER, GROUPS };

struct tally {
	size_t all, accepted, refused, wrong;	/* refused: by a policy */
};

static enum group group_of(const char *name)
{
	static const char *const starts[] = {
		[MUST_ACCEPT] = "y_", [MUST_REJECT] = "n_", [OPEN] = "i_",
	};

	for (int i = 0; i < OTHER; i++)
		if (slice_starts(slice_of(name), starts[i]))
			return (enum group)i;
	return OTHER;
}

static bool has_place(const char *message)
{
	size_t line, column;

	return sscanf(message, "line %zu, column %zu: ", &line, &column) == 2;
}

static bool is_policy(const char *message)
{
	for (size_t i = 0; i < ARRAY_LEN(policies); i++) {
		const char *at = strstr(message, policies[i]);

		if (at && strcmp(at, policies[i]) == 0)
			return true;
	}
	return false;
}

/* At the very end of its memory, so that a step too far is seen by a sanitizer. */
static bool accepts(struct slice text, struct err *err)
{
	char *copy = mem_resize(NULL, text.len, 1);
	cJSON *tree;

	memcpy(copy, text.data, text.len);
	tree = json_parse((struct slice){ copy, text.len }, NULL, err);
	cJSON_Delete(tree);
	free(copy);
	return tree != NULL;
}

/* Whether VALUE, in a workbook of a later version, comes out as it went in. */
static bool is_kept(struct slice value)
{
	struct answers *a = NULL;
	struct err err;
	struct buf in, out, want;
	bool kept;

	buf_init(&in, ANSWERS_FILE_MAX);
	buf_init(&out, ANSWERS_FILE_MAX);
	buf_init(&want, ANSWERS_FILE_MAX);
	buf_add_str(&in, "{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"i\","
			 "\"pack\":{\"id\":\"p\",\"version\":\"1\"},\"later\":");
	buf_add_slice(&in, value);
	buf_add_str(&in, "}");
	buf_add_str(&want, "\t\"later\":\t");
	buf_add_slice(&want, slice_trim(value));
	buf_add_str(&want, "\n}\n");
	kept = answers_read(&a, slice_buf(&in), &err) && answers_print(a, &out, &err) &&
	       out.len >= want.len && strcmp(out.data + out.len - want.len, want.data) == 0;
	answers_free(a);
	buf_release(&in);
	buf_release(&out);
	buf_release(&want);
	return kept;
}

/* What is wrong with how the file was taken, or NULL. */
static const char *judge(const char *name, struct slice text, bool accepted, const char *message)
{
	bool number = slice_starts(slice_of(name), "i_number_");

	if (accepted) {
		if (group_of(name) == MUST_REJECT || (group_of(name) == OPEN && !number))
			return "accepted";
		return is_kept(text) ? NULL : "not kept byte for byte";
	}
	if (!has_place(message))
		return "rejected without a place";
	if ((group_of(name) == MUST_ACCEPT || number) && !is_policy(message))
		return "rejected for no reason that we state";
	return NULL;
}

static void take(const char *name, struct slice text, struct tally *tally)
{
	struct err err = { .text = "" };
	bool accepted = accepts(text, &err);
	const char *wrong = judge(name, text, accepted, err.text);

	tally->all++;
	tally->accepted += accepted;
	tally->refused += !accepted && is_policy(err.text);
	tally->wrong += wrong != NULL;
	if (wrong)
		printf("WRONG: %s: %s: %s\n", name, wrong, err.text);
	else
		printf("%s: %s%s\n", name, accepted ? "accepted" : "rejected: ", err.text);
	fflush(stdout);	/* the last name is known when the next file is our end */
}

static bool take_file(const char *folder, const char *name, struct tally *tally)
{
	struct err err;
	struct buf path, bytes;
	bool ok;

	buf_init(&path, 4096);
	buf_init(&bytes, ANSWERS_FILE_MAX);
	buf_addf(&path, "%s/%s", folder, name);
	ok = file_read(sys_real(), path.data, ANSWERS_FILE_MAX, &bytes, &err) == FILE_READ;
	if (ok)
		take(name, slice_buf(&bytes), tally);
	else
		printf("WRONG: %s: cannot be read\n", name);
	buf_release(&path);
	buf_release(&bytes);
	return ok;
}

static int is_json(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);

	return len > 5 && strcmp(entry->d_name + len - 5, ".json") == 0;
}

int main(int argc, char **argv)
{
	static const char *const titles[] = {
		[MUST_ACCEPT] = "y_", [MUST_REJECT] = "n_", [OPEN] = "i_", [OTHER] = "other",
	};
	struct tally tallies[GROUPS] = { 0 };
	struct dirent **entries = NULL;
	int count = argc == 2 ? scandir(argv[1], &entries, is_json, alphasort) : -1;
	bool ok = count > 0;

	if (!ok)
		fprintf(stderr, "json_suite: no files in '%s'\n", argc == 2 ? argv[1] : "");
	for (int i = 0; i < count; i++) {
		ok = take_file(argv[1], entries[i]->d_name,
			       &tallies[group_of(entries[i]->d_name)]) && ok;
		free(entries[i]);
	}
	free(entries);
	for (int i = 0; i < GROUPS; i++) {
		const struct tally *t = &tallies[i];

		printf("%s: %zu files, %zu accepted, %zu rejected (%zu of them by a stated policy), "
		       "%zu wrong\n", titles[i], t->all, t->accepted, t->all - t->accepted, t->refused,
		       t->wrong);
		ok = ok && !t->wrong;
	}
	return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
