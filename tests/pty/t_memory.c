/* SPDX-License-Identifier: GPL-3.0-or-later */
/* No memory to be had: whichever allocation fails, once or all from then on, the program ends
 * by its own decision or carries on, says nothing that is untrue, and harms no file.
 *
 * base/mem.h ends the process by SIGABRT, and so do some libraries; what may not happen is
 * that something crashes, or that half a document counts as a whole one. */
#include <config.h>

#include <check.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "answers/store.h"
#include "preload.h"
#include "sitting.h"
#include "trial.h"

enum {
	ARGUMENTS = 8,
	USUAL = 400, JOBS = 3,	/* trials of programs without a terminal */
	USUAL_SITTINGS = 16, NIGHTLY_SITTINGS = 2000, SHARE_SITTINGS = 20, JOBS_SITTINGS = 8,
	FEWEST = 100,		/* allocations: fewer are not all of them */
	MARGIN = 5
};

/* A program that is run without a terminal. */
struct row {
	const char *name;
	const char *program;	/* its name in SHIMS, NULL: leaderplus */
	const char *book;	/* what FILE holds, NULL: that of tests/cmd/data */
	int status;		/* when nothing fails */
	const char *arguments[ARGUMENTS];	/* FILE and OUT stand for names */
	void (*check)(const struct row *row, const char *wanted, int status);
};

static void check_command(const struct row *row, const char *wanted, int status);
static void check_store(const struct row *row, const char *wanted, int status);

static const char small_book[] =
	"{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"b\","
	"\"pack\":{\"id\":\"p\",\"version\":\"1\"},\"answers\":{\"one\":{\"layers\":[{\"id\":\"a\","
	"\"clock\":2,\"at\":\"2026-11-22T19:04:11Z\",\"question\":\"Q?\",\"text\":\"oak\"}]}}}";

/* The same with a fault that only a reader of the whole finds. */
static const char broken_book[] =
	"{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"b\","
	"\"pack\":{\"id\":\"p\",\"version\":\"1\"},\"answers\":{\"one\":{\"layers\":[{\"id\":\"a\","
	"\"clock\":2,\"at\":\"2026-11-22T19:04:11Z\",\"question\":7,\"text\":\"oak\"}]}}}";

static const struct row rows[] = {
	{ "check", NULL, NULL, 0, { "check", "FILE" }, check_command },
	{ "check of a fault", NULL, broken_book, 3, { "check", "FILE" }, check_command },
	{ "summary", NULL, NULL, 0, { "summary", "FILE" }, check_command },
	{ "summary -f md", NULL, NULL, 0, { "summary", "FILE", "-f", "md" }, check_command },
	{ "summary -f html", NULL, NULL, 0, { "summary", "FILE", "-f", "html" }, check_command },
	{ "summary -o OUT", NULL, NULL, 0, { "summary", "FILE", "-o", "OUT" }, check_command },
	{ "store", "store", small_book, 0, { "FILE" }, check_store },
	{ "store with a thread", "store", small_book, 0, { "FILE", "thread" }, check_store },
};
enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

/* Puts the row's own arguments behind the N that are there. */
static char **add_arguments(const struct row *row, char **argv, size_t n)
{
	for (size_t i = 0; i < ARGUMENTS && row->arguments[i]; i++) {
		const char *word = row->arguments[i];

		if (strcmp(word, "FILE") == 0)
			word = "book.json";
		if (strcmp(word, "OUT") == 0)
			word = "out.md";
		argv[n++] = strdup(word);
	}
	argv[n] = NULL;
	return argv;
}

static void send_to(const char *name, int fd)
{
	int file = open(scratch_path(name), O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (file < 0 || dup2(file, fd) < 0)
		_exit(125);
	close(file);
}

/* In the child: PROGRAM with what it prints in "said" and "complained". */
static void become(const struct row *row, const struct preload *environment)
{
	static char option[] = "--pack";
	char program[4096], pack[4096], *argv[ARGUMENTS + 4] = { program, option, pack };
	const char *const *lines = environment->lines;

	snprintf(pack, sizeof(pack), "%s/tests/cmd/data/pack", getenv("TOP_SRCDIR"));
	if (row->program)
		snprintf(program, sizeof(program), "%s/%s", getenv("SHIMS"), row->program);
	else
		snprintf(program, sizeof(program), "%s", getenv("LEADERPLUS"));
	close(STDIN_FILENO);
	open("/dev/null", O_RDONLY);
	send_to("said", STDOUT_FILENO);
	send_to("complained", STDERR_FILENO);
	if (chdir(scratch_path("")) != 0)
		_exit(125);
	execve(program, add_arguments(row, argv, row->program ? 1 : 3),
	       (char *const *)(uintptr_t)lines);
	_exit(126);
}

/* Runs ROW, its allocation NTH (0: none) failing; returns what play_end tells. */
static int run(const struct row *row, long nth, bool from)
{
	struct preload environment;
	int status;
	pid_t pid;

	preload_begin(&environment, "memory");
	preload_add(&environment, "HOME=%s", scratch_path(""));
	preload_add(&environment, "LC_ALL=C.UTF-8");
	preload_add(&environment, "TZ=UTC");
	preload_add(&environment, "SHIM_COUNT=%s", scratch_path("count"));
	if (nth)
		preload_add(&environment, "SHIM_MEMORY=%ld", nth);
	preload_add(&environment, "SHIM_FROM=%s", from ? "1" : "");
	pid = fork();
	ck_assert_int_ge(pid, 0);
	if (pid == 0)
		become(row, &environment);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static char *read_whole(const char *path)
{
	FILE *in = fopen(path, "r");
	char *text = calloc(1, 1 << 20);

	ck_assert_msg(in && text, "%s", path);
	text[fread(text, 1, (1 << 20) - 1, in)] = '\0';
	fclose(in);
	return text;
}

/* The workbook that it starts with, for free(). */
static char *book_of(const struct row *row)
{
	char path[4096];

	if (row->book)
		return strdup(row->book);
	snprintf(path, sizeof(path), "%s/tests/cmd/data/workbook.json", getenv("TOP_SRCDIR"));
	return read_whole(path);
}

static void lay_out(const struct row *row)
{
	char *book = book_of(row);

	scratch_put("book.json", book);
	free(book);
}

/* What it printed and what it wrote, for free(). */
static char *product(void)
{
	char *said = read_whole(scratch_path("said"));
	char *out = scratch_has("out.md") ? read_whole(scratch_path("out.md")) : NULL;
	size_t len = strlen(said), more = out ? strlen(out) : 0;
	char *both = calloc(1, len + more + 1);

	ck_assert_ptr_nonnull(both);
	memcpy(both, said, len);
	if (out)
		memcpy(both + len, out, more);
	free(said);
	free(out);
	return both;
}

/* A document that is whole, or a failure that is told. */
static void check_command(const struct row *row, const char *wanted, int status)
{
	char *made = product(), *before = book_of(row);

	trial_assert(status != row->status || strcmp(made, wanted) == 0,
		     "status %d, and the document is:\n%s", status, made);
	trial_assert(status != 1 || strstr(scratch_get("complained"), "leaderplus: "),
		     "status 1 without a message");
	trial_assert(!scratch_has("out.md") || strcmp(scratch_get("out.md"), wanted) == 0,
		     "half a document was left: %s", scratch_get("out.md"));
	trial_assert(strcmp(before, scratch_get("book.json")) == 0, "the workbook was changed");
	free(made);
	free(before);
}

static bool holds(const char *word)
{
	struct store_place place = { scratch_path("book.json"), NULL };
	const struct layer *layer;
	struct store *s = NULL;
	struct err err = { .text = "" };
	bool has;

	trial_assert(store_open(&s, sys_real(), &place, STORE_READ, &err), "%s", err.text);
	layer = answers_newest(store_answers(s), PART_ANSWERS, "one");
	has = layer && strstr(layer->text, word);
	store_close(s);
	return has;
}

/* What was said to be kept is there, what was said to be saved is in the file. */
static void check_store(const struct row *row, const char *wanted, int status)
{
	const char *said = scratch_get("said"), *text = scratch_get("book.json");
	bool kept = strstr(said, "kept"), saved = strstr(said, "saved");
	bool stopped = strstr(said, "stopped");

	(void)row;
	(void)wanted;	/* "kept" may be left out: what cannot be kept is saved */
	trial_assert(status != 0 || stopped, "status 0 after: %s", said);
	trial_assert(status != 1 || *scratch_get("complained"), "status 1 without a message");
	trial_assert(!saved || strstr(text, "elm"), "'saved' was a lie: %s", text);
	trial_assert(!stopped || strstr(text, "ash"), "'saved' was a lie: %s", text);
	trial_assert(holds("oak"), "the old words are lost: %s", text);
	trial_assert(!kept || holds("elm"), "kept words are lost: %s", text);
}

struct plan {
	char *wanted[ROWS];
	long counts[ROWS];	/* allocations */
};

static void try_one(uint64_t number, const void *context)
{
	const struct plan *plan = context;
	bool from = number % 2;
	long nth = (long)(number / 2) + 1;
	int i = 0, status;

	while (nth > plan->counts[i])
		nth -= plan->counts[i++];
	trial_describe("%s, allocation %ld%s", rows[i].name, nth, from ? " and later ones" : "");
	lay_out(&rows[i]);
	status = run(&rows[i], nth, from);
	trial_assert(status == rows[i].status || status == 1 || status == 128 + SIGABRT,
		     "ended with %d: %s", status, scratch_get("complained"));
	rows[i].check(&rows[i], plan->wanted[i], status);
}

START_TEST(no_allocation_that_fails_harms)
{
	struct plan plan;
	struct trials trials = { .name = "memory", .usual = USUAL, .jobs = JOBS, .run = try_one,
				 .context = &plan };

	for (int i = 0; i < ROWS; i++) {
		lay_out(&rows[i]);
		ck_assert_int_eq(run(&rows[i], 0, false), rows[i].status);
		plan.wanted[i] = product();
		plan.counts[i] = atol(scratch_get("count")) + MARGIN;
		ck_assert_int_gt(plan.counts[i], FEWEST);
		trials.count += 2 * (size_t)plan.counts[i];
		scratch_close();
		scratch_open();
	}
	trials_run(&trials);
	for (int i = 0; i < ROWS; i++)
		free(plan.wanted[i]);
}
END_TEST

/* The whole program, writing in a box. */
struct sittings {
	char folder[2048];	/* of the prepared ones */
	long count;		/* allocations of a sitting */
};

static void sit(const struct sittings *from, struct sitting *s, long nth, bool later)
{
	struct preload environment;

	sitting_lay_out(from->folder, "saved");
	preload_begin(&environment, "memory");
	preload_add(&environment, "XDG_STATE_HOME=%s", scratch_path("data/state"));
	preload_add(&environment, "SHIM_COUNT=%s", scratch_path("count"));
	if (nth)
		preload_add(&environment, "SHIM_MEMORY=%ld", nth);
	preload_add(&environment, "SHIM_FROM=%s", later ? "1" : "");
	s->environment = environment.lines;
	sitting_write(s);
	sitting_check(s);
	free(s->said);
}

static void try_sitting(uint64_t number, const void *context)
{
	const struct sittings *sittings = context;
	struct sitting s = { .sure = OAK, .may_die = SIGABRT, .takes_copy = number % 2 };
	long nth = (long)(number / 4 % (uint64_t)sittings->count) + 1;

	trial_describe("sitting, allocation %ld%s", nth, number % 4 == 0 ? " and later ones" : "");
	sit(sittings, &s, nth, number % 4 == 0);
}

START_TEST(no_allocation_that_fails_costs_a_word)
{
	struct sitting s = { .sure = OAK, .harmless = true };
	struct sittings sittings;
	struct trials trials = { .name = "memory on a terminal", .usual = USUAL_SITTINGS,
				 .nightly = NIGHTLY_SITTINGS, .share = SHARE_SITTINGS, .jobs = JOBS_SITTINGS,
				 .run = try_sitting, .context = &sittings };

	snprintf(sittings.folder, sizeof(sittings.folder), "%s", scratch_path("prepared"));
	sitting_prepare(sittings.folder);
	sit(&sittings, &s, 0, false);
	sittings.count = atol(scratch_get("count"));
	ck_assert_int_gt(sittings.count, FEWEST);
	trials_run(&trials);
}
END_TEST

int main(void)
{
	Suite *suite;
	TCase *tcase;

	if (SANITIZED) {
		puts("1..0 # SKIP the address sanitizer has an allocator of its own");
		return EXIT_SUCCESS;
	}
	if (access("/dev/shm", W_OK | X_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 0);	/* syncing costs nothing there */
	suite = suite_create("memory");
	tcase = tcase_create("memory");
	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, scratch_open, scratch_close);
	tcase_set_timeout(tcase, 0);
	tcase_add_test(tcase, no_allocation_that_fails_harms);
	tcase_add_test(tcase, no_allocation_that_fails_costs_a_word);
	return suite_run(suite);
}
