/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Odd surroundings: storms of window sizes, homes that are none, masks, limits, closed
 * descriptors, a working folder that is gone.  The program works, or says why it does not
 * and ends with the right status; no word is lost, and what it makes is private.
 *
 * Where SOAK_TRIALS is set, ten times as many window sizes. */
#include <config.h>

#include <check.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sanitized.h>

#include "../unit/payload.h"
#include "../unit/scratch.h"
#include "../unit/soak.h"
#include "../unit/suite.h"
#include "base/mem.h"
#include "steps.h"

#define SPREAD "How far is leadership distributed in your school today?"
#define WORDS "Mae’r tŷ bach twt: 領導 \U0001F331"

static const char old_workbook[] =
	"{\"format\":\"leaderplus-workbook\",\"version\":1,\"id\":\"b\",\"pack\":{\"id\":\"p\",\"version\":\"1\"},"
	"\"place\":{\"clock\":1,\"page\":\"spread-now\",\"paragraph\":0},\"answers\":{\"spread-now\":{\"layers\":[{"
	"\"id\":\"l\",\"clock\":2,\"at\":\"2026-11-23T19:04:11Z\",\"question\":\"Q?\",\"text\":\"Old words.\"}]}},"
	"\"lenses\":{},\"guards\":{}}\n";

static bool has_ended(const struct play *p)
{
	siginfo_t info = { 0 };

	return waitid(P_PID, (id_t)p->pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid;
}

/* ---- window sizes ---- */

START_TEST(a_storm_of_sizes_loses_nothing)
{
	static const int extremes[][2] = { { 1, 1 }, { 500, 200 }, { 200, 500 }, { 1, 200 }, { 500, 1 }, { 6, 20 }, { 5, 19 } };
	struct dice d = dice_of(soak_seed() + (unsigned)_i);
	int count = payload_all() ? 2000 : 500;
	char kept[4096] = WORDS " ";
	struct play p;

	steps_begin(&p, NULL);
	steps_turn_to(&p, SPREAD);
	steps_write(&p, WORDS " ");
	for (int i = 0; i < count; i++) {
		unsigned n = roll(&d, 30);
		bool extreme = n < ARRAY_LEN(extremes);

		play_resize_unseen(&p, extreme ? extremes[n][0] : 1 + (int)roll(&d, 60),
				   extreme ? extremes[n][1] : 1 + (int)roll(&d, 180));
		if (i % 10 == 0) {
			const char letter[] = { (char)('a' + i / 10 % 26), '\0' };

			play_type(&p, letter);
			strcat(kept, letter);
		}
	}
	play_resize(&p, 24, 80);
	play_wait_for(&p, SAYS_WRITING);
	play_type(&p, "!");
	play_wait_for(&p, "!");
	strcat(kept, "!");
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_msg(strcmp(steps_saved("spread-now"), kept) == 0, "%s: %s", soak_again(soak_seed(), 1),
		      steps_saved("spread-now"));
}
END_TEST

/* ---- homes ---- */

/* @ stands for the scratch folder; none of these can be written below. */
static const char *const homes[][3] = {
	{ "HOME", "XDG_DATA_HOME", "XDG_STATE_HOME" },
	{ "HOME=", "XDG_DATA_HOME=", "XDG_STATE_HOME=" },
	{ "HOME=/proc/none", "XDG_DATA_HOME", "XDG_STATE_HOME" },
	{ "HOME=/dev/null", "XDG_DATA_HOME", "XDG_STATE_HOME" },
	{ "HOME=relative", "XDG_DATA_HOME=also/relative", "XDG_STATE_HOME=." },
	{ "XDG_DATA_HOME=/proc", "XDG_STATE_HOME=/proc", "XDG_CONFIG_HOME=/proc" },
};

/* Wherever HOME is, a file that is named is made and kept. */
START_TEST(a_named_file_needs_no_home)
{
	const char *const environment[] = { homes[_i][0], homes[_i][1], homes[_i][2], NULL };
	const char *const arguments[] = { scratch_path("w.json"), NULL };
	struct play p;

	play_start_until(&p, &(struct play_setting){ .arguments = arguments, .environment = environment },
			 "> Begin a new workbook there");
	play_keys(&p, "Enter");
	play_wait_for(&p, "page 1 of ");
	steps_turn_to(&p, SPREAD);
	steps_write(&p, WORDS);
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_ptr_nonnull(strstr(scratch_get("w.json"), WORDS));
	ck_assert_int_eq(scratch_mode("w.json"), 0600);
	ck_assert(!scratch_has("relative") && !scratch_has("also"));
}
END_TEST

/* Without a name it says that it does not work, or does not offer it. */
START_TEST(a_home_that_is_none_is_told)
{
	const char *const environment[] = { homes[_i][0], homes[_i][1], homes[_i][2], NULL };
	struct play p;
	bool said;
	int status;

	play_start(&p, &(struct play_setting){ .environment = environment });
	while (!has_ended(&p) && !play_shows(&p, SAYS_FIRST))
		play_settle(&p);
	play_settle(&p);
	said = play_shows(&p, "leaderplus: ");
	if (play_shows(&p, "> On this computer")) {
		play_keys(&p, "Enter");
		play_wait_for(&p, "That does not work: ");
	}
	if (!said)
		play_keys(&p, "Ctrl-Q");
	status = play_end(&p);
	ck_assert_int_eq(status, said ? 1 : 0);
	ck_assert_int_eq(scratch_count(), 0);
}
END_TEST

/* ---- masks ---- */

static const mode_t masks[] = { 0, 077, 022, 0777 };
static void mask_0(void) { umask(masks[0]); }
static void mask_1(void) { umask(masks[1]); }
static void mask_2(void) { umask(masks[2]); }
static void mask_3(void) { umask(masks[3]); }
static void (*const set_mask[])(void) = { mask_0, mask_1, mask_2, mask_3 };

START_TEST(everything_is_private_whatever_the_mask)
{
	const struct play_setting setting = { .before = set_mask[_i] };
	struct play p;

	steps_begin(&p, &setting);
	steps_turn_to(&p, SPREAD);
	steps_write(&p, WORDS);
	play_wait_for(&p, SAYS_SAFE);
	steps_leave_box(&p);
	play_keys(&p, "r");
	play_wait_for(&p, "Who is it for?");
	play_keys(&p, "Enter");
	play_wait_for(&p, "private copy");
	play_keys(&p, "Enter");
	play_wait_for(&p, "In which form?");
	play_keys(&p, "Enter");
	play_wait_for(&p, "Where shall the copy be put?");
	play_keys(&p, "Ctrl-U");
	play_type(&p, "~/copy.html");
	play_wait_for(&p, "copy.html");
	play_keys(&p, "Enter");
	play_wait_for(&p, "Saved as ");
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_int_eq(scratch_mode("copy.html"), 0600);
	ck_assert_int_eq(scratch_mode(WORKBOOK), 0600);
	ck_assert_int_eq(scratch_mode(WORKBOOK ".bak"), 0600);
	ck_assert_int_eq(scratch_mode(WORKBOOK ".lock"), 0600);
	ck_assert_int_eq(scratch_mode(WORKBOOK ".journal"), 0600);
	ck_assert_int_eq(scratch_mode("data"), 0700);
	ck_assert_int_eq(scratch_mode("data/leaderplus"), 0700);
	ck_assert_int_eq(scratch_mode("state"), 0700);
	ck_assert_int_eq(scratch_mode("state/leaderplus"), 0700);
	ck_assert_str_eq(steps_saved("spread-now"), WORDS);
}
END_TEST

/* ---- descriptors ---- */

/* Runs the program without a terminal, those of the descriptors 0 to 2 closed that are in
 * CLOSED; its status. */
static int run_closed(unsigned closed, const char *const *arguments)
{
	const char *argv[12] = { getenv("LEADERPLUS"), "--pack", NULL };
	char book[4096];
	size_t n = 2;
	int status;
	pid_t pid;

	snprintf(book, sizeof(book), "%s/distributing-leadership", getenv("CONTENT"));
	argv[n++] = book;
	for (; *arguments; arguments++)
		argv[n++] = *arguments;
	argv[n] = NULL;
	pid = fork();
	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		int sink = open("/dev/null", O_RDWR);

		for (int fd = 0; fd < 3; fd++)
			if (closed & 1U << fd)
				close(fd);
			else
				dup2(sink, fd);
		if (sink > 2)
			close(sink);
		execv(argv[0], (char *const *)argv);
		_exit(126);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

START_TEST(closed_descriptors_harm_nothing)
{
	unsigned closed = (unsigned)_i;
	bool no_output = closed & 2;

	scratch_put("w.json", old_workbook);
	scratch_put("bad.json", "{");
	ck_assert_int_eq(run_closed(closed, (const char *[]){ scratch_path("w.json"), NULL }), 2);
	ck_assert_int_eq(run_closed(closed, (const char *[]){ "summary", scratch_path("w.json"), NULL }),
			 no_output ? 1 : 0);
	ck_assert_int_eq(run_closed(closed, (const char *[]){ "check", scratch_path("w.json"), NULL }), 0);
	ck_assert_int_eq(run_closed(closed, (const char *[]){ "check", scratch_path("bad.json"), NULL }),
			 no_output ? 1 : 3);
	ck_assert_int_eq(run_closed(closed, (const char *[]){ "--help", NULL }), no_output ? 1 : 0);
	ck_assert_int_eq(run_closed(closed, (const char *[]){ "summary", scratch_path("w.json"), "-o",
				    scratch_path("out.txt"), NULL }), 0);
	ck_assert_str_eq(scratch_get("w.json"), old_workbook);
	ck_assert_str_eq(scratch_get("bad.json"), "{");
	ck_assert_ptr_nonnull(strstr(scratch_get("out.txt"), "Old words."));
	ck_assert_int_eq(scratch_mode("out.txt"), 0600);
	ck_assert_int_eq(scratch_count(), 3);
}
END_TEST

static void close_messages(void) { close(STDERR_FILENO); }

START_TEST(without_standard_error_it_works)
{
	struct play p;

	steps_begin(&p, &(struct play_setting){ .before = close_messages });
	steps_turn_to(&p, SPREAD);
	steps_write(&p, WORDS);
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"), WORDS);
}
END_TEST

/* ---- limits ---- */

static void limit(int resource, rlim_t value)
{
	const struct rlimit both = { value, value };

	if (setrlimit((__typeof__(RLIMIT_FSIZE))resource, &both) != 0)
		_exit(125);
}

#if SANITIZED
#define STACK_KIB 2048	/* redzones need their own */
#else
#define STACK_KIB 192
#endif

static void no_files(void) { limit(RLIMIT_FSIZE, 0); }
static void tiny_files(void) { limit(RLIMIT_FSIZE, 100); }
static void small_files(void) { limit(RLIMIT_FSIZE, 4096); }
static void few_descriptors(void) { limit(RLIMIT_NOFILE, 8); }
static void fewer_descriptors(void) { limit(RLIMIT_NOFILE, 6); }
static void small_stack(void) { limit(RLIMIT_STACK, (rlim_t)STACK_KIB * 1024); }
static void no_core(void) { limit(RLIMIT_CORE, 0); }

static const struct {
	void (*set)(void);
	const char *name;
	bool works;	/* words can be saved all the same */
} limits[] = {
	{ no_core, "core", true },
	{ small_stack, "stack", true },
	{ few_descriptors, "8 descriptors", false },
	{ fewer_descriptors, "6 descriptors", false },
	{ small_files, "files of 4096 bytes", false },
	{ tiny_files, "files of 100 bytes", false },
	{ no_files, "files of no bytes", false },
};

/* Writes, and quits without the words where they cannot be saved; true: they are. */
static bool write_and_quit(struct play *p, const char *name)
{
	play_keys(p, "Enter");
	play_wait_for(p, SPREAD);
	if (play_shows(p, "reading only")) {
		play_keys(p, "Ctrl-Q");
		return false;
	}
	steps_write(p, " New words.");
	play_wait_for(p, "New words.");
	play_keys(p, "Tab");
	play_wait_gone(p, SAYS_UNSAVED);
	play_wait_gone(p, SAYS_SAFE);
	if (!play_shows(p, "NOT SAVED")) {
		play_keys(p, "Ctrl-Q");
		return true;
	}
	play_keys(p, "Ctrl-Q");
	play_wait_for(p, "Your last words are not saved: ");
	play_wait_for(p, "> Try once more");
	ck_assert_msg(!p->over, "%s: it has ended", name);
	play_keys(p, "Down Down Down");
	play_wait_for(p, "> Quit without");
	play_keys(p, "Enter");
	return false;
}

START_TEST(a_limit_is_an_error_and_no_end)
{
	const char *name = limits[_i].name;
	bool said, saved = false;
	int status;
	struct play p;

	mkdir(scratch_path("data"), 0700);
	mkdir(scratch_path("data/leaderplus"), 0700);
	scratch_put(WORKBOOK, old_workbook);
	play_start(&p, &(struct play_setting){ .before = limits[_i].set });
	while (!has_ended(&p) && !play_shows(&p, "> Carry on") && !play_shows(&p, "leaderplus: "))
		play_settle(&p);
	play_settle(&p);
	said = play_shows(&p, "leaderplus: ");
	if (!said)
		saved = write_and_quit(&p, name);
	status = play_end(&p);
	ck_assert_msg(status < 126, "%s: status %d", name, status);
	ck_assert_msg(!said || status == 1, "%s: status %d", name, status);
	ck_assert_msg(saved || !limits[_i].works, "%s: nothing is saved", name);
	if (saved)
		ck_assert_str_eq(steps_saved("spread-now"), "Old words. New words.");
	else
		ck_assert_str_eq(scratch_get(WORKBOOK), old_workbook);
	ck_assert_int_eq(scratch_mode(WORKBOOK), 0600);

	/* What was typed and could not be saved comes back without the limit, where there
	 * could be a journal; the old words are there in any case. */
	play_start_until(&p, NULL, SAYS_BACK);
	play_keys(&p, "Enter");
	play_wait_for(&p, "Old words.");
	ck_assert_int_eq(steps_quit(&p), 0);
}
END_TEST

#if defined(__linux__) && !SANITIZED
/* From now on the program gets no more than MORE bytes beyond what it has. */
static void limit_memory(struct play *p, rlim_t more)
{
	char path[64], line[256];
	unsigned long kib = 0;
	struct rlimit both;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%ld/status", (long)p->pid);
	file = fopen(path, "r");
	ck_assert_ptr_nonnull(file);
	while (fgets(line, sizeof(line), file) && sscanf(line, "VmSize: %lu", &kib) != 1)
		;
	fclose(file);
	both.rlim_cur = both.rlim_max = (rlim_t)kib * 1024 + more;
	ck_assert_int_eq(prlimit(p->pid, RLIMIT_AS, &both, NULL), 0);
}

/* Memory runs out in the middle of a paste: the terminal is given back, and the words that
 * were called safe are there. */
START_TEST(without_memory_it_ends_in_order)
{
	static const char some[1000] = "\033[200~\n";
	struct play p;

	steps_begin(&p, NULL);
	steps_turn_to(&p, SPREAD);
	steps_write(&p, WORDS);
	play_wait_for(&p, SAYS_SAFE);
	limit_memory(&p, (rlim_t)2 << 20);
	play_type(&p, some);
	for (size_t sent = 0; sent < (size_t)16 << 20 && !has_ended(&p); ) {
		ssize_t n = write(p.master, some + 10, sizeof(some) - 10);

		if (n > 0)
			sent += (size_t)n;
		else
			play_settle(&p);
	}
	/* What is left of the paste is echoed below the message. */
	play_wait_end(&p, PLAY_PATIENCE);
	play_settle(&p);
	ck_assert_ptr_nonnull(strstr(play_output(&p), "an error stopped"));
	ck_assert(!p.full_screen);
	ck_assert_int_eq(play_end(&p), 128 + SIGABRT);
	play_start_until(&p, NULL, "We put your last sentences back.");
	play_wait_for(&p, "saved ");
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"), WORDS);
}
END_TEST
#endif

/* ---- the working folder ---- */

static char gone[4096];

static void go_away(void)
{
	if (chdir(gone) != 0 || rmdir(gone) != 0)
		_exit(125);
}

START_TEST(the_working_folder_may_be_gone)
{
	struct play p;

	snprintf(gone, sizeof(gone), "%s", scratch_path("gone"));
	mkdir(gone, 0700);
	steps_begin(&p, &(struct play_setting){ .before = go_away });
	steps_turn_to(&p, SPREAD);
	steps_write(&p, WORDS);
	ck_assert_int_eq(steps_quit(&p), 0);
	ck_assert_str_eq(steps_saved("spread-now"), WORDS);

	mkdir(gone, 0700);
	play_start_until(&p, &(struct play_setting){ .before = go_away,
			 .arguments = (const char *[]){ "here.json", NULL } }, "> Begin a new workbook there");
	play_keys(&p, "Enter");
	play_wait_for(&p, "That does not work: ");
	play_keys(&p, "Ctrl-Q");
	ck_assert_int_eq(play_end(&p), 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("environment");
	TCase *tcase = tcase_create("environment");

	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, scratch_open, scratch_close);
	tcase_set_timeout(tcase, payload_all() ? 600 : 120);
	tcase_add_loop_test(tcase, a_storm_of_sizes_loses_nothing, 0, payload_all() ? 5 : 1);
	tcase_add_loop_test(tcase, a_named_file_needs_no_home, 0, ARRAY_LEN(homes));
	tcase_add_loop_test(tcase, a_home_that_is_none_is_told, 0, ARRAY_LEN(homes));
	tcase_add_loop_test(tcase, everything_is_private_whatever_the_mask, 0, ARRAY_LEN(masks));
	tcase_add_loop_test(tcase, closed_descriptors_harm_nothing, 0, 8);
	tcase_add_test(tcase, without_standard_error_it_works);
	tcase_add_loop_test(tcase, a_limit_is_an_error_and_no_end, 0, ARRAY_LEN(limits));
#if defined(__linux__) && !SANITIZED
	tcase_add_test(tcase, without_memory_it_ends_in_order);
#endif
	tcase_add_test(tcase, the_working_folder_may_be_gone);
	return suite_run(suite);
}
