/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Much at once: large pastes with and without marks, pastes that are no text, workbooks
 * near the limits.  Nothing that was there is lost, what does not fit is told, and memory
 * stays within bounds.
 *
 * Where SOAK_TRIALS is set, ten megabytes instead of one. */
#include <config.h>

#include <check.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sanitized.h>

#include "../unit/payload.h"
#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "answers/answers.h"
#include "answers/json.h"
#include "base/mem.h"
#include "steps.h"
#include "text/edit.h"

#define SPREAD "How far is leadership distributed in your school today?"
#define FULL "nothing was added, and what you wrote is safe."
#define MEGABYTE ((size_t)1 << 20)

enum { MEMORY_KIB = 160 * 1024 };	/* resident at most, with a paste and a file of 16 MiB */

static size_t much(void)
{
	return (payload_all() ? 10 : 1) * MEGABYTE;
}

static void open_box(struct play *p)
{
	steps_begin(p, NULL);
	steps_turn_to(p, SPREAD);
	steps_write(p, "Before.");
	play_wait_for(p, "Before.");
}

/* LEN bytes of words, for free(); END ends lines. */
static char *make_words(size_t len, char end)
{
	char *text = malloc(len + 1);

	ck_assert_ptr_nonnull(text);
	for (size_t i = 0; i < len; i++)
		text[i] = i % 79 == 78 ? end : i % 7 == 6 ? ' ' : (char)('a' + i / 7 % 26);
	text[len] = '\0';
	return text;
}

/* The most memory that the program has had, where the system tells and nothing else counts. */
static void check_memory(struct play *p)
{
#if defined(__linux__) && !SANITIZED
	char path[64], line[256];
	long kib = 0;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%ld/status", (long)p->pid);
	file = fopen(path, "r");
	while (file && fgets(line, sizeof(line), file))
		if (sscanf(line, "VmHWM: %ld", &kib) == 1)
			break;
	if (file)
		fclose(file);
	if (kib > MEMORY_KIB)
		play_fail(p, "%ld KiB of memory", kib);
	if (getenv("SOAK_TRIALS"))
		printf("# %ld KiB of memory\n", kib);
#else
	(void)p;
#endif
}

/* The box holds "Before." and LEN bytes of TEXT: the file is looked at as it is, for its
 * strings have no other escape than that of a line end. */
static void check_saved(const char *text, size_t len)
{
	char *file = malloc(2 * MEGABYTE), *at;
	int fd = open(scratch_path(WORKBOOK), O_RDONLY);
	ssize_t n;

	ck_assert(file && fd >= 0);
	n = read(fd, file, 2 * MEGABYTE - 1);
	ck_assert_int_gt(n, 0);
	file[n] = '\0';
	close(fd);
	at = strstr(file, "Before.");
	ck_assert_ptr_nonnull(at);
	at += strlen("Before.");
	for (size_t i = 0; i < len; i++) {
		bool end = at[0] == '\\' && at[1] == 'n';

		if (text[i] != (end ? '\n' : *at))
			ck_abort_msg("byte %zu of %zu is lost: %.40s, expected %.40s", i, len, at, text + i);
		at += end ? 2 : 1;
	}
	ck_assert_msg(*at == '"', "there is more: %.40s", at);
	free(file);
}

START_TEST(a_paste_that_does_not_fit_is_refused_and_told)
{
	char *text = make_words(much(), '\n');
	struct play p;

	open_box(&p);
	play_paste(&p, text, much());
	play_wait_for(&p, FULL);
	check_memory(&p);
	play_type(&p, " After.");
	play_wait_for(&p, "Before. After.");
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"), "Before. After.");
	free(text);
}
END_TEST

START_TEST(a_paste_that_just_fits_is_taken_whole)
{
	size_t len = EDIT_MAX - strlen("Before.");
	char *text = make_words(len, '\n');
	struct play p;

	open_box(&p);
	play_paste(&p, text, len);
	play_settle(&p);
	play_type(&p, "x");
	play_wait_for(&p, FULL);
	ck_assert_int_eq(steps_quit(&p), 0);
	check_saved(text, len);
	free(text);
}
END_TEST

/* An old terminal sends what is pasted as if it were typed.  Where that comes in several parts,
 * what is kept is its beginning, without a gap. */
START_TEST(a_burst_that_does_not_fit_is_refused_and_told)
{
	char *text = make_words(much(), '\r');
	const char *saved;
	struct play p;
	size_t len;

	open_box(&p);
	play_bytes(&p, text, much());
	play_wait_for(&p, FULL);
	check_memory(&p);
	play_settle(&p);
	play_type(&p, "!");
	play_wait_gone(&p, FULL);
	ck_assert_int_eq(steps_quit(&p), 0);
	for (char *c = text; (c = strchr(c, '\r')); )
		*c = '\n';
	saved = steps_saved("spread-now");
	len = strlen(saved) - strlen("Before.") - 1;
	ck_assert(strncmp(saved, "Before.", 7) == 0 && saved[7 + len] == '!');
	ck_assert_msg(len < EDIT_MAX && memcmp(saved + 7, text, len) == 0, "%zu bytes, with a gap", len);
	free(text);
}
END_TEST

/* Bytes of all sorts, marks of both kinds, commands: it is all text. */
static const struct {
	const char *pasted;
	const char *saved;
	const char *told;
} pastes[] = {
	{ "a\xFFz\xC3(\xE2\x80", "a\uFFFDz\uFFFD(\uFFFD", "no text: 3 times" },
	{ "\xC0\xAF\xED\xA0\x80\xF4\x90\x80\x80", "", "no text: 4 times" },
	{ "t\u0177\x01\x02\x07\b\x0B\x0C\x1A\x7F!", "t\u0177\n\n!", NULL },
	{ "one\033[201~\021two", "one\021two", NULL },
	{ "one\033[201~\033[201~\021\rtwo\033[201~three", "one\ntwothree", NULL },
	{ "one\033[201~\033rc?q two\xFF", "one", "no text: a \uFFFD stands" },
	{ "x\033[200~y", "xy", NULL },
};

START_TEST(a_paste_is_never_a_command)
{
	const char *saved;
	struct play p;

	open_box(&p);
	play_paste(&p, pastes[_i].pasted, strlen(pastes[_i].pasted));
	if (pastes[_i].told)
		play_wait_for(&p, pastes[_i].told);
	play_settle(&p);
	ck_assert(play_shows(&p, SAYS_WRITING));
	play_type(&p, " End.");
	play_wait_for(&p, "End.");
	ck_assert(!play_shows(&p, "no text"));
	ck_assert_int_eq(steps_quit(&p), 0);
	saved = steps_saved("spread-now");
	ck_assert_ptr_nonnull(saved);
	ck_assert_msg(strncmp(saved, "Before.", 7) == 0 && strstr(saved, " End."), "saved: %s", saved);
	for (const char *c = pastes[_i].saved, *at = saved + 7; *c; c++)
		if ((unsigned char)*c >= 0x20 || *c == '\n')
			ck_assert_msg(*c == *at++, "saved: %s, expected: %s", saved, pastes[_i].saved);
}
END_TEST

/* A stop signal in a paste that is still coming: what came is kept. */
START_TEST(a_signal_ends_a_paste)
{
	struct play p;
	int took;

	open_box(&p);
	play_type(&p, "\033[200~ The start of it");
	play_settle(&p);
	play_signal(&p, SIGTERM);
	took = play_wait_end(&p, PLAY_PATIENCE);
	ck_assert_msg(took < 4000, "ended after %d ms", took);
	play_end(&p);
	ck_assert(steps_saved_begins("spread-now", "Before. The start of it"));
}
END_TEST

/* A workbook of at least LEN bytes and COUNT answers, each of PART bytes. */
static void put_workbook(size_t len, size_t part, size_t count)
{
	char *text = make_words(part, ' ');
	struct buf file;

	buf_init(&file, 64 * MEGABYTE);
	buf_add_str(&file, "{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"b\",\"pack\":{\"id\":\"p\","
		    "\"version\":\"1\"},\"place\":{\"clock\":1,\"page\":\"spread-now\",\"paragraph\":0},"
		    "\"lenses\":{},\"guards\":{},\"answers\":{");
	for (size_t n = 0; file.len < len || n < count; n++)
		buf_addf(&file, "%s\"stray-%zu\":{\"layers\":[{\"id\":\"l%zu\",\"clock\":%zu,\"at\":"
			 "\"2026-11-23T19:04:11Z\",\"question\":\"Q?\",\"text\":\"%s\"}]}", n ? "," : "", n, n,
			 n + 2, text);
	buf_add_str(&file, "}}");
	ck_assert(!file.full);
	mkdir(scratch_path("data"), 0700);
	mkdir(scratch_path("data/leaderplus"), 0700);
	scratch_put(WORKBOOK, file.data);
	buf_release(&file);
	free(text);
}

static off_t size_of(const char *name)
{
	struct stat st;

	ck_assert_int_eq(stat(scratch_path(name), &st), 0);
	return st.st_size;
}

START_TEST(a_large_workbook_opens_and_is_saved)
{
	size_t len = payload_all() ? 11 * MEGABYTE : 3 * MEGABYTE;
	struct play p;

	put_workbook(len, 200000, 0);
	steps_carry_on(&p, NULL);
	steps_turn_to(&p, SPREAD);
	steps_write(&p, "And one more word.");
	steps_leave_box(&p);
	check_memory(&p);
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_int_gt(size_of(WORKBOOK), (off_t)len);
	ck_assert_int_gt(size_of(WORKBOOK ".bak"), (off_t)len);
	steps_carry_on(&p, NULL);
	play_wait_for(&p, "And one more word.");
	ck_assert_int_eq(steps_quit(&p), 0);
}
END_TEST

/* The last words do not fit: they are not called saved, and the reason is told. */
START_TEST(a_workbook_that_becomes_too_large_is_not_saved)
{
	size_t len = ANSWERS_FILE_MAX - 220000;
	char *text = make_words(EDIT_MAX - 100, ' ');
	struct play p;
	off_t before;

	put_workbook(len, 200000, 0);
	before = size_of(WORKBOOK);
	ck_assert_int_lt(before, (off_t)ANSWERS_FILE_MAX);
	steps_carry_on(&p, NULL);
	steps_turn_to(&p, SPREAD);
	steps_write(&p, "");
	play_paste(&p, text, EDIT_MAX - 100);
	play_settle(&p);
	play_keys(&p, "Tab");
	play_wait_for(&p, "NOT SAVED");
	play_wait_for(&p, "more than 16777216 bytes");
	check_memory(&p);
	ck_assert_int_eq(size_of(WORKBOOK), before);
	play_keys(&p, "Ctrl-Q");
	play_wait_for(&p, "Your last words are not saved");
	play_wait_for(&p, "> Try once more");
	play_keys(&p, "Down Down Down");
	play_wait_for(&p, "> Quit without");
	play_keys(&p, "Enter");
	ck_assert_int_ne(play_end(&p), 0);
	ck_assert_int_eq(size_of(WORKBOOK), before);
	free(text);
}
END_TEST

START_TEST(a_file_above_the_limit_is_refused)
{
	struct play p;

	put_workbook(ANSWERS_FILE_MAX + 1, 200000, 0);
	play_start(&p, NULL);
	play_wait_end(&p, PLAY_PATIENCE);
	ck_assert_ptr_nonnull(strstr(play_output(&p), "is larger than"));
	ck_assert_int_eq(play_end(&p), 1);
}
END_TEST

START_TEST(as_many_answers_as_there_may_be)
{
	struct play p;
	off_t before;

	put_workbook(0, 5, JSON_MEMBERS - 1);
	before = size_of(WORKBOOK);
	steps_carry_on(&p, NULL);
	steps_turn_to(&p, SPREAD);
	steps_write(&p, "One more.");
	steps_leave_box(&p);
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_int_gt(size_of(WORKBOOK), before);
	put_workbook(0, 5, JSON_MEMBERS + 1);
	before = size_of(WORKBOOK);
	play_start_until(&p, NULL, "too many members in one place");
	play_keys(&p, "Ctrl-Q");
	play_end(&p);
	ck_assert_int_eq(size_of(WORKBOOK), before);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("large");
	TCase *tcase = tcase_create("large");

	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, scratch_open, scratch_close);
	tcase_set_timeout(tcase, 600);
	tcase_add_test(tcase, a_paste_that_does_not_fit_is_refused_and_told);
	tcase_add_test(tcase, a_paste_that_just_fits_is_taken_whole);
	tcase_add_test(tcase, a_burst_that_does_not_fit_is_refused_and_told);
	tcase_add_loop_test(tcase, a_paste_is_never_a_command, 0, ARRAY_LEN(pastes));
	tcase_add_test(tcase, a_signal_ends_a_paste);
	tcase_add_test(tcase, a_large_workbook_opens_and_is_saved);
	tcase_add_test(tcase, a_workbook_that_becomes_too_large_is_not_saved);
	tcase_add_test(tcase, a_file_above_the_limit_is_refused);
	tcase_add_test(tcase, as_many_answers_as_there_may_be);
	return suite_run(suite);
}
