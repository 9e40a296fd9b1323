/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After a crash: the terminal is as it was, a line says what happened, the exit status tells
 * the truth, the saved words are untouched, and no copy of the memory is left behind. */
#include <config.h>

#include <check.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <linux/capability.h>

#include "../unit/scratch.h"
#include "../unit/suite.h"
#include "steps.h"
#include "ui/rescue.h"

#define SPREAD "How far is leadership distributed in your school today?"
#define WORDS "Words that were saved before."
#define SAYS_CRASHED "leaderplus: an error stopped the program."

static const int crashes[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL };

struct pair {
	int master, terminal;
};

static struct pair pair_open(void)
{
	struct pair pair = { .master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC) };

	ck_assert_int_ge(pair.master, 0);
	ck_assert_int_eq(grantpt(pair.master), 0);
	ck_assert_int_eq(unlockpt(pair.master), 0);
	pair.terminal = open(ptsname(pair.master), O_RDWR | O_NOCTTY | O_CLOEXEC);
	ck_assert_int_ge(pair.terminal, 0);
	return pair;
}

static void pair_close(struct pair pair)
{
	close(pair.terminal);
	close(pair.master);
}

/* The modes of a terminal that nobody has touched. */
static struct termios fresh_modes(void)
{
	struct pair pair = pair_open();
	struct termios modes;

	ck_assert_int_eq(tcgetattr(pair.terminal, &modes), 0);
	pair_close(pair);
	return modes;
}

static void assert_modes_back(int terminal, const char *when)
{
	struct termios before = fresh_modes(), after;

	ck_assert_int_eq(tcgetattr(terminal, &after), 0);
	ck_assert_msg((after.c_lflag & (ICANON | ECHO | ISIG)) == (ICANON | ECHO | ISIG),
		      "%s: no line is read, or none is echoed: %#x", when, (unsigned)after.c_lflag);
	ck_assert_msg(after.c_lflag == before.c_lflag && after.c_iflag == before.c_iflag &&
		      after.c_oflag == before.c_oflag && after.c_cflag == before.c_cflag &&
		      memcmp(after.c_cc, before.c_cc, sizeof(after.c_cc)) == 0,
		      "%s: the terminal's modes are not those from before", when);
}

/* Whether ON was sent, and OFF behind the last of it. */
static void assert_undone(const struct play *p, const char *on, const char *off, const char *when)
{
	const char *at = NULL;

	for (const char *next = p->output; (next = strstr(next, on)); next++)
		at = next;
	ck_assert_msg(at && strstr(at, off), "%s: '%s' does not follow '%s'", when, off + 1, on + 1);
}

static int core_files(void)
{
	DIR *dir = opendir(".");
	const struct dirent *entry;
	int count = 0;

	ck_assert_ptr_nonnull(dir);
	while ((entry = readdir(dir)))
		count += strncmp(entry->d_name, "core", 4) == 0;
	closedir(dir);
	return count;
}

/* In the middle of a box, with something saved and something that is not. */
static void write_on(struct play *p)
{
	ck_assert_int_eq(chdir(scratch_path("")), 0);	/* where a core file would lie */
	steps_begin(p, NULL);
	steps_turn_to(p, SPREAD);
	steps_write(p, WORDS);
	steps_leave_box(p);
	play_keys(p, "Enter");
	play_wait_for(p, SAYS_WRITING);
	play_type(p, " And more");
	play_wait_for(p, "And more");
	ck_assert(p->full_screen);
}

START_TEST(a_crash_gives_the_terminal_back)
{
	const char *when = strsignal(crashes[_i]);
	struct play p;

	write_on(&p);
	play_signal(&p, crashes[_i]);
	play_wait_end(&p, PLAY_PATIENCE);
	ck_assert_msg(WIFSIGNALED(p.status) && WTERMSIG(p.status) == crashes[_i],
		      "%s: the exit status tells something else: %#x", when, (unsigned)p.status);
	assert_modes_back(p.terminal, when);
	ck_assert_msg(!p.full_screen, "%s: the alternate screen is left on", when);
	assert_undone(&p, "\033[?2004h", "\033[?2004l", when);
	assert_undone(&p, "\033[?1h", "\033[?1l", when);
	ck_assert_msg(strstr(p.output, "\033[?25h"), "%s: the cursor may be hidden", when);
	ck_assert_msg(play_shows(&p, SAYS_CRASHED), "%s: nothing is said:\n%s", when,
		      play_screen(&p));
	ck_assert_int_eq(core_files(), 0);
	play_end(&p);
	ck_assert_int_eq(strncmp(steps_saved("spread-now"), WORDS, strlen(WORDS)), 0);
}
END_TEST

START_TEST(the_words_are_there_afterwards)
{
	struct play p;

	write_on(&p);
	play_signal(&p, SIGSEGV);
	ck_assert_int_eq(play_end(&p), 128 + SIGSEGV);
	steps_carry_on(&p, NULL);
	ck_assert(play_shows(&p, WORDS));
	ck_assert_int_eq(steps_quit(&p), 0);
}
END_TEST

START_TEST(a_terminal_of_few_gifts_is_given_back_too)
{
	const char *const vt100[] = { "TERM=vt100", "LC_ALL=C", NULL };
	struct play p;

	play_start_until(&p, &(struct play_setting){ .environment = vt100 }, SAYS_FIRST);
	play_signal(&p, SIGSEGV);
	play_wait_end(&p, PLAY_PATIENCE);
	assert_modes_back(p.terminal, "vt100");
	ck_assert(play_shows(&p, SAYS_CRASHED) && !play_shows(&p, SAYS_FIRST));
	ck_assert_ptr_null(strstr(p.output, "$<"));
	ck_assert_int_eq(play_end(&p), 128 + SIGSEGV);
}
END_TEST

START_TEST(after_a_usual_end_nothing_is_said)
{
	struct play p;

	write_on(&p);
	play_keys(&p, "Ctrl-Q");
	play_wait_end(&p, PLAY_PATIENCE);
	assert_modes_back(p.terminal, "quit");
	ck_assert_ptr_null(strstr(p.output, SAYS_CRASHED));
	ck_assert_int_eq(play_end(&p), 0);
}
END_TEST

START_TEST(no_core_file_is_allowed)
{
	struct rlimit limit;
	struct play p;

	play_start_until(&p, NULL, SAYS_FIRST);
	ck_assert_int_eq(prlimit(p.pid, RLIMIT_CORE, NULL, &limit), 0);
	ck_assert_uint_eq(limit.rlim_cur, 0);
	ck_assert_uint_eq(limit.rlim_max, 0);
	play_signal(&p, SIGKILL);
	play_end(&p);
}
END_TEST

/* What lets root look into every process; it gives them up for itself and for those that it
 * starts from now on. */
static const unsigned nosy[] = { CAP_SYS_PTRACE, CAP_SYS_ADMIN, CAP_PERFMON };

static void be_nosy_no_more(void)
{
	struct __user_cap_header_struct head = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct caps[2];

	ck_assert_int_eq(syscall(SYS_capget, &head, caps), 0);
	for (size_t i = 0; i < sizeof(nosy) / sizeof(nosy[0]); i++) {
		struct __user_cap_data_struct *half = &caps[CAP_TO_INDEX(nosy[i])];

		prctl(PR_CAPBSET_DROP, nosy[i], 0, 0, 0);
		half->effective &= ~CAP_TO_MASK(nosy[i]);
		half->permitted &= ~CAP_TO_MASK(nosy[i]);
	}
	ck_assert_int_eq(syscall(SYS_capset, &head, caps), 0);
}

/* Whether the system lets us into the memory of PID: asked for by way of a part of it. */
static bool memory_is_open(pid_t pid)
{
	char path[64];
	int fd;

	snprintf(path, sizeof(path), "/proc/%ld/environ", (long)pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

START_TEST(no_memory_is_handed_out)
{
	const char *const arguments[] = { "sleep", "60", NULL };
	struct play p;
	pid_t other;

	be_nosy_no_more();
	play_start_until(&p, NULL, SAYS_FIRST);
	other = fork();
	ck_assert_int_ge(other, 0);
	if (other == 0) {
		execvp(arguments[0], (char *const *)(uintptr_t)arguments);
		_exit(126);
	}
	/* Where no memory can be had, that of this one tells nothing. */
	if (memory_is_open(other))
		ck_assert_msg(!memory_is_open(p.pid), "the program's memory can be read from outside");
	kill(other, SIGKILL);
	ck_assert_int_eq(waitpid(other, NULL, 0), other);
	play_signal(&p, SIGKILL);
	play_end(&p);
}
END_TEST

/* 4 GiB of stack for a DEPTH of a million; the sum keeps a compiler from making a loop of it. */
static int sink(long depth)
{
	volatile char here[4096];

	here[0] = (char)depth;
	return depth ? sink(depth - 1) + here[0] : 0;
}

static void crash_with_full_stack(int terminal, int messages)
{
	const struct rlimit small = { 1024 * 1024, 1024 * 1024 };
	struct termios modes, raw;

	tcgetattr(terminal, &modes);
	raw = modes;
	cfmakeraw(&raw);
	rescue_arm(&(struct rescue){
		.terminal = terminal, .messages = messages, .modes = &modes,
		.leave = slice_of("<leave>"), .message = slice_of("<message>"),
	});
	tcsetattr(terminal, TCSANOW, &raw);
	setrlimit(RLIMIT_STACK, &small);
	setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
	_exit(sink(1000000) & 1);
}

START_TEST(a_full_stack_does_not_stop_the_rescue)
{
	struct pair pair = pair_open();
	char said[64] = "";
	int ends[2], status;
	pid_t pid;

	ck_assert_int_eq(pipe(ends), 0);
	pid = fork();
	ck_assert_int_ge(pid, 0);
	if (pid == 0)
		crash_with_full_stack(pair.terminal, ends[1]);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_msg(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV, "status %#x",
		      (unsigned)status);
	close(ends[1]);
	ck_assert_int_gt(read(ends[0], said, sizeof(said) - 1), 0);
	ck_assert_str_eq(said, "<message>");
	assert_modes_back(pair.terminal, "full stack");
	memset(said, 0, sizeof(said));
	ck_assert_int_gt(read(pair.master, said, sizeof(said) - 1), 0);
	ck_assert_str_eq(said, "<leave>");
	close(ends[0]);
	pair_close(pair);
}
END_TEST

static void handler_of_somebody(int signal)
{
	(void)signal;
}

START_TEST(disarming_leaves_what_was_there)
{
	const struct sigaction somebody = { .sa_handler = handler_of_somebody };
	struct sigaction now;
	struct termios modes = { 0 };
	stack_t stack_before, stack_now;

	sigaltstack(NULL, &stack_before);
	sigaction(SIGFPE, &somebody, NULL);
	for (int round = 0; round < 2; round++)
		rescue_arm(&(struct rescue){ -1, -1, &modes, slice_of("l"), slice_of("m") });
	sigaction(SIGFPE, NULL, &now);
	ck_assert(now.sa_handler != handler_of_somebody);
	rescue_disarm();
	rescue_disarm();
	sigaction(SIGFPE, NULL, &now);
	ck_assert(now.sa_handler == handler_of_somebody);
	signal(SIGFPE, SIG_DFL);
	sigaltstack(NULL, &stack_now);
	ck_assert_int_eq(stack_now.ss_flags, stack_before.ss_flags);
	if (!(stack_before.ss_flags & SS_DISABLE))
		ck_assert_ptr_eq(stack_now.ss_sp, stack_before.ss_sp);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("rescue");
	TCase *tcase = tcase_create("rescue");

	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, scratch_open, scratch_close);
	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, a_crash_gives_the_terminal_back, 0, 5);
	tcase_add_test(tcase, the_words_are_there_afterwards);
	tcase_add_test(tcase, a_terminal_of_few_gifts_is_given_back_too);
	tcase_add_test(tcase, after_a_usual_end_nothing_is_said);
	tcase_add_test(tcase, no_core_file_is_allowed);
	tcase_add_test(tcase, no_memory_is_handed_out);
	tcase_add_test(tcase, a_full_stack_does_not_stop_the_rescue);
	tcase_add_test(tcase, disarming_leaves_what_was_there);
	return suite_run(suite);
}
