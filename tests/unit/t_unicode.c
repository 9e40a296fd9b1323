/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unicode's own data on where characters, words and lines end (UAX #29, UAX #14), against
 * what a cursor, a move by words and soft wrapping make of it.
 *
 * The data is in the Debian package unicode-data; without it nothing is tested, and the
 * log says so.  tests/unicode.txt names the samples in which we differ, and why: one that
 * is not named fails, and so does one that is named and does not differ any more.
 *
 * TOP_SRCDIR: the source tree; UNICODE_DATA: another folder with the data. */
#include <config.h>

#include <check.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>

#include "base/mem.h"
#include "suite.h"
#include "text/utf8.h"
#include "text/word.h"
#include "text/wrap.h"

#define SAMPLE_MAX 512	/* bytes of a sample, and of its line up to the comment */
#define WIDEST 8	/* cells to which lines are wrapped */

/* A text, and whether it may be broken before each of its bytes and at its end. */
struct sample {
	char name[SAMPLE_MAX];		/* its line, without blanks at its ends and comment */
	char text[SAMPLE_MAX];
	size_t len;
	bool breaks[SAMPLE_MAX];
};

static const char *data_path(const char *file)
{
	static char path[4096];
	const char *folder = getenv("UNICODE_DATA");

	snprintf(path, sizeof(path), "%s/%s", folder ? folder : "/usr/share/unicode/auxiliary", file);
	return path;
}

/* ---- the data ---- */

/* Reads "÷ 0023 × 0308 ÷"; false for a line without a sample. */
static bool sample_read(struct sample *s, const char *line)
{
	size_t len = strcspn(line, "#\n");
	bool broken = false;
	struct buf text;

	while (len && strchr(" \t\r", line[len - 1]))
		len--;
	if (!len)
		return false;
	ck_assert_msg(len < SAMPLE_MAX, "a line is too long: %s", line);
	memset(s, 0, sizeof(*s));
	memcpy(s->name, line, len);
	buf_init(&text, SAMPLE_MAX - 1);
	for (const char *at = s->name; *at;) {
		if (strncmp(at, "\u00F7", 2) == 0 || strncmp(at, "\u00D7", 2) == 0) {
			broken = strncmp(at, "\u00F7", 2) == 0;
			at += 2;
		} else if (*at == ' ') {
			at++;
		} else {
			char *end;

			s->breaks[text.len] = broken;
			utf8_add(&text, (unsigned)strtoul(at, &end, 16));
			ck_assert_msg(end > at, "no sample: %s", s->name);
			at = end;
		}
	}
	s->breaks[text.len] = broken;
	s->len = text.len;
	memcpy(s->text, text.data, text.len);
	ck_assert_msg(!text.full && s->len, "no sample: %s", s->name);
	buf_release(&text);
	return true;
}

static struct slice text_of(const struct sample *s)
{
	return (struct slice){ s->text, s->len };
}

/* ---- the deviations: lines of tests/unicode.txt that begin with KIND ---- */

struct known {
	char *lines;		/* the file */
	const char *kind;
	size_t met;
};

static void known_open(struct known *k, const char *kind)
{
	const char *top = getenv("TOP_SRCDIR");
	char path[4096];
	FILE *f;

	snprintf(path, sizeof(path), "%s/tests/unicode.txt", top ? top : ".");
	f = fopen(path, "r");
	ck_assert_msg(f != NULL, "%s cannot be read", path);
	*k = (struct known){ .lines = mem_zero(1 << 20, 1), .kind = kind };
	ck_assert_uint_lt(fread(k->lines, 1, (1 << 20) - 1, f), (1 << 20) - 1);
	fclose(f);
}

static size_t known_count(const struct known *k)
{
	size_t count = 0;

	for (const char *at = k->lines; at; at = strchr(at, '\n')) {
		at += *at == '\n';
		count += strncmp(at, k->kind, strlen(k->kind)) == 0;
	}
	return count;
}

static bool is_known(const struct known *k, const struct sample *s)
{
	char line[SAMPLE_MAX + 32];

	snprintf(line, sizeof(line), "\n%s %s\n", k->kind, s->name);
	return strstr(k->lines, line) != NULL;
}

/* Tries all samples of FILE; a deviation must be known, and what is known a deviation. */
static void try_all(const char *kind, const char *file, size_t fewest,
		    bool (*same)(const struct sample *s))
{
	FILE *f = fopen(data_path(file), "r");
	size_t count = 0, wrong = 0;
	struct known known;
	struct sample s;
	char line[4096];

	ck_assert_msg(f != NULL, "%s cannot be read", data_path(file));
	known_open(&known, kind);
	while (fgets(line, sizeof(line), f)) {
		bool listed;

		if (!sample_read(&s, line))
			continue;
		count++;
		listed = is_known(&known, &s);
		known.met += listed;
		if (same(&s) == listed) {
			wrong++;
			printf("# %s %s\n", listed ? "does not differ any more:" : kind, s.name);
		}
	}
	fclose(f);
	fflush(stdout);
	ck_assert_msg(count >= fewest, "only %zu samples in %s", count, file);
	ck_assert_msg(!wrong, "%zu of %zu samples are not as expected: the log has them", wrong, count);
	ck_assert_msg(known.met == known_count(&known), "tests/unicode.txt names %zu of %s, of which "
		      "the data has %zu", known_count(&known), kind, known.met);
	free(known.lines);
}

/* ---- characters ---- */

static bool same_clusters(const struct sample *s)
{
	struct slice text = text_of(s);
	bool same = true;

	for (size_t at = 0, next; at < s->len; at = next) {
		next = cluster_next(text, at);
		for (size_t i = at + 1; i < next; i++)
			same = same && !s->breaks[i] && cluster_floor(text, i) == at &&
			       cluster_ceil(text, i) == next;
		same = same && s->breaks[next] && cluster_prev(text, next) == at;
	}
	return same;
}

START_TEST(a_cursor_goes_by_characters)
{
	try_all("grapheme", "GraphemeBreakTest.txt", 500, same_clusters);
}
END_TEST

/* ---- words ---- */

/* As people read: a cursor does not stop at what is neither a letter nor a number. */
static bool is_read(struct slice part)
{
	size_t at = 0;

	while (at < part.len) {
		unsigned code = utf8_next(part, &at);

		if (uc_is_general_category_withtable(code, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N |
						     UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_So))
			return true;
	}
	return false;
}

/* The places at which moves by words stop, as the data has them. */
static void stops_of(const struct sample *s, bool ends[SAMPLE_MAX], bool starts[SAMPLE_MAX])
{
	memset(ends, 0, SAMPLE_MAX);
	memset(starts, 0, SAMPLE_MAX);
	for (size_t at = 0, next; at < s->len; at = next) {
		for (next = at + 1; !s->breaks[next]; next++)
			;
		ends[next] = starts[at] = is_read(slice_part(text_of(s), at, next));
	}
	ends[s->len] = starts[0] = true;
}

static bool same_words(const struct sample *s)
{
	struct slice text = text_of(s);
	bool ends[SAMPLE_MAX], starts[SAMPLE_MAX], same = true;

	stops_of(s, ends, starts);
	for (size_t at = 0, next; at < s->len; at = next) {
		next = cluster_ceil(text, word_end_after(text, at));
		for (size_t i = at + 1; i <= next; i++)
			same = same && ends[i] == (i == next);
	}
	for (size_t at = s->len, next; at > 0; at = next) {
		next = cluster_floor(text, word_start_before(text, at));
		for (size_t i = next; i < at; i++)
			same = same && starts[i] == (i == next);
	}
	return same;
}

START_TEST(moves_go_by_words)
{
	try_all("word", "WordBreakTest.txt", 1500, same_words);
}
END_TEST

/* ---- lines ---- */

/* Whether ROW, which goes on in the next one, ends where the data lets it, or could not. */
static bool ends_well(const struct sample *s, struct wrap_row row)
{
	if (row.hard || s->breaks[row.next])
		return true;
	for (size_t i = row.start + 1; i < row.next; i++)
		if (s->breaks[i])
			return false;
	return true;
}

static bool same_lines(const struct sample *s)
{
	bool same = true;
	struct wrap w;

	wrap_init(&w);
	for (int width = 1; width <= WIDEST; width++) {
		wrap_text(&w, text_of(s), width);
		for (size_t i = 0; i < w.count; i++)
			same = same && ends_well(s, w.rows[i]);
	}
	wrap_release(&w);
	return same;
}

START_TEST(rows_end_where_lines_may)
{
	try_all("line", "LineBreakTest.txt", 7000, same_lines);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("unicode");
	TCase *tc = tcase_create("unicode");
	FILE *f = fopen(data_path("GraphemeBreakTest.txt"), "r");

	if (!f) {
		printf("1..0 # SKIP %s is missing: the package unicode-data is not installed\n",
		       data_path("GraphemeBreakTest.txt"));
		return EXIT_SUCCESS;
	}
	fclose(f);
	if (!setlocale(LC_ALL, "C.UTF-8"))
		return EXIT_FAILURE;
	tcase_set_timeout(tc, 120);
	tcase_add_test(tc, a_cursor_goes_by_characters);
	tcase_add_test(tc, moves_go_by_words);
	tcase_add_test(tc, rows_end_where_lines_may);
	suite_add_tcase(suite, tc);
	return suite_run(suite);
}
