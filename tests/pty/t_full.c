/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk that is really full: the file is whole, what was typed into the room that was
 * reserved outlasts a closed terminal, and the screen says in time what is not saved. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "sitting.h"
#include "trial.h"

enum {
	DISK_KIB = 600,
	ROOMY_KIB = 1300,	/* the same with what an earlier sitting has reserved */
	USUAL = 5, NIGHTLY = 200, JOBS = 4,
	TYPED_MAX = 64000,	/* as much is reserved when a box is opened, whatever the disk */
	PIECE_MAX = 6000,
	WORD_LEN = 7,		/* "w00042 " */
	SOON = 5000		/* milliseconds in which the screen tells; a second, on a machine at rest */
};

/* When the disk becomes full. */
enum moment { BEFORE, OPENED, TYPING, MOMENTS };
static const char *const moments[] = { "before the box is opened", "with nothing typed yet",
				       "while typing" };

/* How the sitting ends. */
enum ending { HANG_UP, TERMINATE, KILL, QUIT, COPY, ENDINGS };
static const char *const endings[] = { "hang-up", "SIGTERM", "SIGKILL", "quit", "copy" };

struct full {
	bool roomy;		/* an earlier sitting has left its journal, with the room in it */
	enum moment moment;
	enum ending ending;
	size_t len;		/* of what is typed */
	size_t when;		/* bytes typed before the disk is full */
	char text[TYPED_MAX + 1];
	size_t claimed;		/* bytes that the screen said are safe or saved */
	bool trouble;		/* it said NOT SAVED */
	long took;		/* milliseconds until the screen told */
};

static bool write_line(const char *path, const char *line)
{
	int fd = open(path, O_WRONLY);
	bool ok = fd >= 0 && write(fd, line, strlen(line)) == (ssize_t)strlen(line);

	if (fd >= 0)
		close(fd);
	return ok;
}

/* Mounts may be made from here on, and are nobody else's; root needs no namespace of users. */
static bool become_mounter(void)
{
	char uid[64], gid[64];

	if (geteuid() == 0 && unshare(CLONE_NEWNS) == 0)
		return mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
	snprintf(uid, sizeof(uid), "0 %lu 1", (unsigned long)geteuid());
	snprintf(gid, sizeof(gid), "0 %lu 1", (unsigned long)getegid());
	return unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 &&
	       write_line("/proc/self/setgroups", "deny") && write_line("/proc/self/uid_map", uid) && write_line("/proc/self/gid_map", gid) &&
	       mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

static bool mount_disk(const char *path, int kib)
{
	char options[64];

	snprintf(options, sizeof(options), "size=%dk,mode=700", kib);
	return mount("disk", path, "tmpfs", 0, options) == 0;
}

/* Whether a small disk can be had at all, tried in a process of its own. */
static bool can_mount(void)
{
	int status;
	pid_t pid = fork();

	if (pid == 0)
		_exit(become_mounter() && mount_disk("/tmp", DISK_KIB) ? 0 : 1);
	return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

static void fill_disk(void)
{
	static const char bytes[4096] = { 1 };
	int fd = open(scratch_path("data/filler"), O_WRONLY | O_CREAT | O_APPEND, 0600);

	ck_assert_int_ge(fd, 0);
	while (write(fd, bytes, sizeof(bytes)) > 0)
		;
	ck_assert_int_eq(errno, ENOSPC);
	close(fd);
}

static size_t pick(uint64_t *state, size_t from, size_t to)
{
	return from + trial_random(state) % (to - from + 1);
}

static void choose(struct full *f, uint64_t number)
{
	uint64_t state = number;

	f->roomy = trial_random(&state) % 3 == 0;
	f->moment = (enum moment)(trial_random(&state) % MOMENTS);
	f->ending = (enum ending)(trial_random(&state) % ENDINGS);
	f->len = pick(&state, 20, TYPED_MAX / WORD_LEN) * WORD_LEN;
	f->when = f->moment == TYPING ? pick(&state, 1, f->len) : 0;
	for (size_t i = 0; i < f->len; i += WORD_LEN)
		snprintf(f->text + i, WORD_LEN + 1, "w%05u ", (unsigned)(i / WORD_LEN) % 100000);
	trial_describe("full %s%s, %zu of %zu bytes typed, %s", moments[f->moment],
		       f->roomy ? " with a journal from before" : "", f->when, f->len,
		       endings[f->ending]);
}

static long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Types from FROM to TO, whole words, in pieces. */
static void type(struct play *p, const struct full *f, size_t from, size_t to, uint64_t *state)
{
	while (from < to) {
		size_t len = pick(state, 1, PIECE_MAX);

		if (len > to - from)
			len = to - from;
		play_bytes(p, f->text + from, len);
		from += len;
		if (trial_random(state) % 2)
			play_settle(p);
	}
}

static int tells(struct play *p)
{
	return (int)sitting_told(p);
}

/* Waits until the screen tells how far the words have come. */
static void listen(struct full *f, struct play *p)
{
	char last[WORD_LEN];
	long from;

	snprintf(last, sizeof(last), "%.*s", WORD_LEN - 1, f->text + f->len - WORD_LEN);
	play_wait_for(p, last);
	from = now_ms();
	switch ((enum told)play_wait_until(p, tells)) {
	case TOLD_SAFE:
	case TOLD_SAVED:
		f->claimed = f->len;
		break;
	case TOLD_TROUBLE:
		f->trouble = true;
		trial_assert(play_shows(p, "No space left on device"), "no reason is given:\n%s",
			     play_screen(p));
		break;
	case TOLD_NOTHING:
		trial_fail("it has ended by itself: %s", play_output(p));
	}
	f->took = now_ms() - from;
	trial_assert(f->took <= SOON, "told after %ld ms", f->took);
}

static int asks(struct play *p)
{
	return play_shows(p, "> Try once more to save, then quit");
}

static int marks_copy(struct play *p)
{
	return play_shows(p, "> Save a copy in another folder");
}

static int marks_leave(struct play *p)
{
	return play_shows(p, "> Quit without");
}

static int asks_folder(struct play *p)
{
	return play_shows(p, "Type a folder in which");
}

static void answer(const struct full *f, struct play *p)
{
	play_keys(p, f->ending == COPY ? "Down" : "Down Down Down");
	trial_assert(play_wait_until(p, f->ending == COPY ? marks_copy : marks_leave),
		     "it has ended");
	play_keys(p, "Enter");
	if (f->ending != COPY)
		return;
	trial_assert(play_wait_until(p, asks_folder), "it has ended");
	play_keys(p, "Ctrl-U");
	play_type(p, scratch_path(SITTING_COPY));
	play_keys(p, "Enter");
}

static void end(const struct full *f, struct play *p)
{
	int status;

	switch (f->ending) {
	case HANG_UP:
		play_hang_up(p);
		break;
	case TERMINATE:
		play_signal(p, SIGTERM);
		break;
	case KILL:
		play_signal(p, SIGKILL);
		break;
	case QUIT:
	case COPY:
		play_keys(p, "Ctrl-Q");
		if (play_wait_until(p, asks))
			answer(f, p);
		break;
	case ENDINGS:
		break;
	}
	status = play_end(p);
	trial_assert(status <= 1 || f->ending == KILL, "ended with %d", status);
}

/* With the disk empty again: how many bytes of what was typed are in the file NAME. */
static size_t count_saved(const struct full *f, const char *name)
{
	const char *saved = steps_words(name, SITTING_PAGE);
	size_t n = 0;

	trial_assert(saved && strncmp(saved, "oak", 3) == 0, "the file lost its words");
	saved += 3;
	while (saved[n] && saved[n] == f->text[n])
		n++;
	trial_assert(!saved[n] && n <= f->len, "the file holds something else: %.40s", saved + n);
	return n;
}

static size_t recover(const struct full *f)
{
	struct play p;

	ck_assert_int_eq(unlink(scratch_path("data/filler")), 0);
	if (scratch_has(SITTING_COPY))
		return count_saved(f, SITTING_COPY);
	(void)count_saved(f, WORKBOOK);
	play_start_until(&p, NULL, "> Carry on");
	ck_assert_int_eq(steps_quit(&p), 0);
	return count_saved(f, WORKBOOK);
}

static void check(const struct full *f)
{
	size_t found = recover(f);

	if (getenv("SOAK_TRIALS"))
		fprintf(stderr, "full %s%s (%zu of %zu typed), %s: %s after %ld ms, %zu there\n",
			moments[f->moment], f->roomy ? " with a journal from before" : "",
			f->when, f->len, endings[f->ending],
			f->trouble ? "NOT SAVED" : "safe", f->took, found);
	trial_assert(found >= f->claimed, "%zu bytes were told to be safe, %zu are there", f->claimed,
		     found);
	if ((f->moment != BEFORE || f->roomy) && f->ending <= TERMINATE)
		trial_assert(found == f->len, "%zu bytes were typed, %zu are there", f->len, found);
	if (f->ending == COPY)
		trial_assert(found == f->len, "%zu bytes were typed, the copy has %zu", f->len,
			     found);
}

static void try_one(uint64_t number, const void *context)
{
	uint64_t state = number;
	struct full f = { 0 };
	struct play p;

	choose(&f, number);
	trial_assert(become_mounter() && mkdir(scratch_path("data"), 0700) == 0 &&
		     mount_disk(scratch_path("data"), f.roomy ? ROOMY_KIB : DISK_KIB), "no disk: %s", strerror(errno));
	sitting_fetch(context, f.roomy ? "saved" : "alone");
	if (f.moment == BEFORE)
		fill_disk();
	steps_carry_on(&p, NULL);
	play_keys(&p, "Enter");
	play_wait_for(&p, SAYS_WRITING);
	play_settle(&p);
	type(&p, &f, 0, f.when, &state);
	if (f.moment != BEFORE)
		fill_disk();
	type(&p, &f, f.when, f.len, &state);
	listen(&f, &p);
	end(&f, &p);
	check(&f);
	umount2(scratch_path("data"), MNT_DETACH);
}

START_TEST(a_full_disk_costs_no_word)
{
	char folder[2048];
	const struct trials trials = { .name = "full", .usual = USUAL, .nightly = NIGHTLY,
				       .jobs = JOBS, .run = try_one, .context = folder };

	snprintf(folder, sizeof(folder), "%s", scratch_path("prepared"));
	sitting_prepare(folder);
	trials_run(&trials);
}
END_TEST

int main(void)
{
	Suite *suite;
	TCase *tcase;

	if (!can_mount()) {
		puts("1..0 # SKIP no disk can be mounted here, not even in a namespace of one's own");
		return EXIT_SUCCESS;
	}
	suite = suite_create("full");
	tcase = tcase_create("full");
	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, scratch_open, scratch_close);
	tcase_set_timeout(tcase, 0);
	tcase_add_test(tcase, a_full_disk_costs_no_word);
	return suite_run(suite);
}
