/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program as it is installed, its system calls failing by a shim: whichever fails, in
 * whatever way, the file is whole, nothing that was told is a lie, and no word that was said
 * to be safe is lost. */
#include <config.h>

#include <check.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "preload.h"
#include "sitting.h"
#include "trial.h"

enum {
	USUAL = 70,	/* trials */
	JOBS = 12,	/* they wait more than they work */
	MARGIN = 3	/* calls more than were seen when nothing failed */
};

static const struct fault {
	const char *name;
	const char *how;	/* NULL: the error */
	int error;
	bool from;
} faults[] = {
	{ "EIO", NULL, EIO, false }, { "EIO from then on", NULL, EIO, true },
	{ "ENOSPC", NULL, ENOSPC, false }, { "ENOSPC from then on", NULL, ENOSPC, true },
	{ "EDQUOT", NULL, EDQUOT, false }, { "EDQUOT from then on", NULL, EDQUOT, true },
	{ "EROFS", NULL, EROFS, false }, { "EROFS from then on", NULL, EROFS, true },
	{ "ESTALE", NULL, ESTALE, false }, { "ESTALE from then on", NULL, ESTALE, true },
	{ "EACCES", NULL, EACCES, false }, { "EACCES from then on", NULL, EACCES, true },
	{ "EMFILE", NULL, EMFILE, false }, { "EMFILE from then on", NULL, EMFILE, true },
	{ "EINTR", NULL, EINTR, false },
	{ "short", "short", 0, false }, { "short from then on", "short", 0, true },
	{ "killed before", "kill", 0, false }, { "killed in the middle", "torn", 0, false },
};
enum { FAULTS = sizeof(faults) / sizeof(faults[0]) };

/* What is done under the shim, and in which folder it starts. */
static const struct scene {
	const char *name;
	const char *files;	/* the prepared folder */
	void (*sit)(struct sitting *s);
	void (*check)(struct sitting *s);
	unsigned sure;
} scenes[] = {
	{ "write", "saved", sitting_write, sitting_check, OAK },
	{ "come back", "kept", sitting_look, sitting_check, OAK | ELM },
	{ "come back and write", "kept", sitting_write, sitting_check, OAK | ELM },
	{ "begin", "empty", sitting_begin, sitting_check, 0 },
	{ "summary", "kept", sitting_summary, sitting_check_command, OAK | ELM },
	{ "summary over another", "kept", sitting_summary_over, sitting_check_command, OAK | ELM },
	{ "check", "saved", sitting_examine, sitting_check_command, OAK },
};
enum { SCENES = sizeof(scenes) / sizeof(scenes[0]) };

struct plan {
	char folder[2048];	/* with the prepared ones */
	int calls[SCENES];	/* that can fail, numbered from 1 */
};

static void arm(struct preload *l, const struct fault *fault, int nth)
{
	preload_begin(l, "calls");
	preload_add(l, "XDG_STATE_HOME=%s", scratch_path("data/state"));
	preload_add(l, "SHIM_FOLDER=%s", scratch_path("data"));
	preload_add(l, "SHIM_LOG=%s", scratch_path("log"));
	if (!fault)
		return;
	preload_add(l, "SHIM_CALL=%d", nth);
	if (fault->how)
		preload_add(l, "SHIM_HOW=%s", fault->how);
	else
		preload_add(l, "SHIM_HOW=%d", fault->error);
	preload_add(l, "SHIM_FROM=%s", fault->from ? "1" : "");
}

/* The first call that was met, as the log has it, or NULL; in *COUNT all calls. */
static const char *read_log(int *count)
{
	static char first[512];
	char line[512];
	FILE *log = fopen(scratch_path("log"), "r");

	ck_assert_msg(log, "the shim has seen no call at all");
	*first = '\0';
	for (*count = 0; fgets(line, sizeof(line), log); ++*count) {
		line[strcspn(line, "\n")] = '\0';
		if (!*first && strstr(line, " !"))
			strcpy(first, line);
	}
	fclose(log);
	return *first ? first : NULL;
}

/* Plays SCENE, FAULT (NULL: none) meeting the call NTH; returns how many calls were seen. */
static int play_scene(const struct plan *plan, const struct scene *scene,
		      const struct fault *fault, int nth)
{
	struct preload environment;
	struct sitting s = {
		.environment = environment.lines,
		.sure = scene->sure,
		.takes_copy = nth % 2,
		.may_die = fault && fault->how && strcmp(fault->how, "short") != 0 ? SIGKILL : 0,
		.may_litter = fault && fault->from,
		.harmless = !fault || (fault->how && strcmp(fault->how, "short") == 0),
	};
	const char *met;
	int count;

	sitting_lay_out(plan->folder, scene->files);
	arm(&environment, fault, nth);
	scene->sit(&s);
	met = read_log(&count);
	trial_describe("%s, %s at call %s", scene->name, fault ? fault->name : "nothing",
		       met ? met : "(none)");
	if (met)	/* what cannot be removed stays */
		s.may_litter = s.may_litter || strstr(met, " unlinkat ") || strstr(met, " linkat ");
	scene->check(&s);
	free(s.said);
	return count;
}

static void try_one(uint64_t number, const void *context)
{
	const struct plan *plan = context;
	const struct fault *fault = &faults[number % FAULTS];
	int i = 0, nth = (int)(number / FAULTS);

	while (nth >= plan->calls[i])
		nth -= plan->calls[i++];
	trial_describe("%s, %s at call %d", scenes[i].name, fault->name, nth + 1);
	play_scene(plan, &scenes[i], fault, nth + 1);
}

/* The shim sees what the program does: a call that it misses would never fail. */
static void check_log(void)
{
	static const char *const names[] = {
		" openat ", " read ", " write ", " pread ", " pwrite ", " posix_fallocate ",
		" fsync ", " close ", " fstat ", " fstatat ", " renameat ", " linkat ",
		" unlinkat ", " fchmod ", " flock ",
#ifdef RENAME_EXCHANGE
		" renameat2 ",
#endif
	};
	const char *log = scratch_get("log");

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		ck_assert_msg(strstr(log, names[i]), "the shim sees no%s", names[i]);
}

START_TEST(no_call_that_fails_costs_a_word)
{
	struct plan plan;
	struct trials trials = { .name = "calls", .usual = USUAL, .jobs = JOBS, .run = try_one,
				 .context = &plan };

	snprintf(plan.folder, sizeof(plan.folder), "%s", scratch_path("prepared"));
	sitting_prepare(plan.folder);
	for (int i = 0; i < SCENES; i++) {
		unlink(scratch_path("log"));
		plan.calls[i] = play_scene(&plan, &scenes[i], NULL, 0) + MARGIN;
		if (i == 0)
			check_log();
		trials.count += (size_t)plan.calls[i] * FAULTS;
	}
	trials_run(&trials);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("calls");
	TCase *tcase = tcase_create("calls");

	if (access("/dev/shm", W_OK | X_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 0);	/* syncing costs nothing there */
	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, scratch_open, scratch_close);
	tcase_set_timeout(tcase, 0);
	tcase_add_test(tcase, no_call_that_fails_costs_a_word);
	return suite_run(suite);
}
