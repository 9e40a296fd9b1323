/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plays the real program on a terminal of its own: starting, typing and ending. */
#include <config.h>

#include "play.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "../unit/scratch.h"
#include "play_screen.h"

enum { ENVIRONMENT_MAX = 24, ARGUMENTS_MAX = 16, LINE_MAX_LEN = 4200 };

/* The program's arguments and environment, in memory that exec reads. */
struct launch {
	char *argv[ARGUMENTS_MAX];
	char *envp[ENVIRONMENT_MAX];
	void (*before)(void);
};

static const char *need_variable(const char *name)
{
	const char *value = getenv(name);

	ck_assert_msg(value && *value, "%s is not set", name);
	return value;
}

static char *join(const char *a, const char *b)
{
	char line[LINE_MAX_LEN];

	ck_assert_int_lt(snprintf(line, sizeof(line), "%s%s", a, b), (int)sizeof(line));
	return strdup(line);
}

/* Sets "NAME=value" in place of one of that name, or behind the others; without a value
 * takes that one out. */
static void set_variable(struct launch *l, char *line)
{
	size_t name = strcspn(line, "="), i = 0;

	while (l->envp[i] && (strncmp(l->envp[i], line, name) != 0 || l->envp[i][name] != '='))
		i++;
	ck_assert_uint_lt(i, ENVIRONMENT_MAX - 1);
	free(l->envp[i]);
	l->envp[i] = line;
	if (line[name] == '=')
		return;
	free(line);
	for (; l->envp[i]; i++)
		l->envp[i] = l->envp[i + 1];
}

static void prepare(struct launch *l, const char *const *arguments,
		    const char *const *environment)
{
	const char *asan = getenv("ASAN_OPTIONS");
	size_t n = 0;

	*l = (struct launch){ 0 };
	l->argv[n++] = strdup(need_variable("LEADERPLUS"));
	l->argv[n++] = strdup("--pack");
	l->argv[n++] = join(need_variable("CONTENT"), "/distributing-leadership");
	for (size_t i = 0; arguments && arguments[i]; i++) {
		ck_assert_uint_lt(n, ARGUMENTS_MAX - 1);
		l->argv[n++] = strdup(arguments[i]);
	}
	set_variable(l, join("HOME=", scratch_path("")));
	set_variable(l, join("XDG_DATA_HOME=", scratch_path("data")));
	set_variable(l, join("XDG_STATE_HOME=", scratch_path("state")));
	set_variable(l, join("XDG_CONFIG_HOME=", scratch_path("config")));
	set_variable(l, strdup("PATH=/usr/bin:/bin"));
	set_variable(l, strdup("TERM=xterm-256color"));
	set_variable(l, strdup("LC_ALL=C.UTF-8"));
	set_variable(l, strdup("TZ=UTC"));
	if (asan)
		set_variable(l, join("ASAN_OPTIONS=", asan));
	for (size_t i = 0; environment && environment[i]; i++)
		set_variable(l, strdup(environment[i]));
}

static void unprepare(struct launch *l)
{
	for (size_t i = 0; l->argv[i]; i++)
		free(l->argv[i]);
	for (size_t i = 0; l->envp[i]; i++)
		free(l->envp[i]);
}

/* In the child: as a login shell would start it. */
static void become_program(const struct launch *l)
{
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	for (int s = 1; s < NSIG; s++)
		signal(s, SIG_DFL);
	umask(0);
	if (l->before)
		l->before();
	execve(l->argv[0], l->argv, l->envp);
	_exit(126);
}

static void take_terminal(const char *name, bool no_signals)
{
	int fd;

	setsid();
	fd = open(name, O_RDWR | (no_signals ? O_NOCTTY : 0));
	if (fd < 0 || (!no_signals && ioctl(fd, TIOCSCTTY, 0) != 0))
		_exit(125);
	dup2(fd, STDIN_FILENO);
	dup2(fd, STDOUT_FILENO);
	dup2(fd, STDERR_FILENO);
	if (fd > STDERR_FILENO)
		close(fd);
}

static volatile sig_atomic_t job;	/* the shell's, for its handler */

static void pass_on(int signal)
{
	kill(-job, signal);
	kill(-job, SIGCONT);
}

/* In the child: the least that a shell does with a job; TELL takes the job's number. */
static void become_shell(const struct launch *l, int tell)
{
	struct sigaction hang_up = { .sa_handler = pass_on };
	pid_t pid;
	int status;

	signal(SIGTTOU, SIG_IGN);
	pid = fork();
	if (pid == 0) {
		setpgid(0, 0);
		tcsetpgrp(STDIN_FILENO, getpid());
		become_program(l);
	}
	job = pid;
	setpgid(pid, pid);
	sigaction(SIGHUP, &hang_up, NULL);
	if (pid < 0 || write(tell, &pid, sizeof(pid)) != sizeof(pid))
		_exit(124);
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			_exit(123);
	if (WIFSIGNALED(status)) {
		signal(WTERMSIG(status), SIG_DFL);
		raise(WTERMSIG(status));
	}
	_exit(WEXITSTATUS(status));
}

static void set_size(struct play *p, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

	p->rows = rows;
	p->cols = cols;
	ck_assert_int_eq(ioctl(p->master, TIOCSWINSZ, &size), 0);
}

static void open_terminal(struct play *p, int rows, int cols)
{
	p->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	ck_assert_int_ge(p->master, 0);
	ck_assert_int_eq(grantpt(p->master), 0);
	ck_assert_int_eq(unlockpt(p->master), 0);
	p->terminal = open(ptsname(p->master), O_RDWR | O_NOCTTY | O_CLOEXEC);
	ck_assert_int_ge(p->terminal, 0);
	ck_assert_int_eq(fcntl(p->master, F_SETFL, O_NONBLOCK), 0);
	set_size(p, rows, cols);
}

void play_start(struct play *p, const struct play_setting *setting)
{
	static const struct play_setting usual;
	const struct play_setting *s = setting ? setting : &usual;
	struct launch launch;
	int tell[2];

	*p = (struct play){ 0 };
	open_terminal(p, s->rows ? s->rows : 24, s->cols ? s->cols : 80);
	play_screen_open(p);
	prepare(&launch, s->arguments, s->environment);
	launch.before = s->before;
	ck_assert_int_eq(pipe2(tell, O_CLOEXEC), 0);
	p->pid = fork();
	ck_assert_int_ge(p->pid, 0);
	if (p->pid == 0) {
		take_terminal(ptsname(p->master), s->no_signals);
		/* Were they open in the shell, closing them would not close the terminal. */
		close(p->master);
		close(p->terminal);
		if (s->by_shell)
			become_shell(&launch, tell[1]);
		become_program(&launch);
	}
	close(tell[1]);
	if (s->by_shell) {
		p->shell = p->pid;
		ck_assert_int_eq(read(tell[0], &p->pid, sizeof(p->pid)), sizeof(p->pid));
	}
	close(tell[0]);
	unprepare(&launch);
}

void play_start_until(struct play *p, const struct play_setting *setting, const char *words)
{
	play_start(p, setting);
	play_wait_for(p, words);
}

void play_bytes(struct play *p, const char *bytes, size_t len)
{
	while (len > 0) {
		struct pollfd fd = { .fd = p->master, .events = POLLIN | POLLOUT };
		ssize_t n;

		if (poll(&fd, 1, PLAY_PATIENCE) <= 0)
			play_fail(p, "the program takes no input");
		if (fd.revents & POLLIN)
			play_screen_read(p, 0);
		if (!(fd.revents & POLLOUT))
			continue;
		n = write(p->master, bytes, len);
		if (n < 0 && errno != EAGAIN && errno != EINTR)
			play_fail(p, "cannot type: %s", strerror(errno));
		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
		}
	}
}

void play_type(struct play *p, const char *text)
{
	play_bytes(p, text, strlen(text));
}

static const struct {
	const char *name;
	VTermKey key;
	VTermModifier with;
} named_keys[] = {
	{ "Enter", VTERM_KEY_ENTER, VTERM_MOD_NONE },
	{ "Tab", VTERM_KEY_TAB, VTERM_MOD_NONE },
	{ "Shift-Tab", VTERM_KEY_TAB, VTERM_MOD_SHIFT },
	{ "Backspace", VTERM_KEY_BACKSPACE, VTERM_MOD_NONE },
	{ "Delete", VTERM_KEY_DEL, VTERM_MOD_NONE },
	{ "Esc", VTERM_KEY_ESCAPE, VTERM_MOD_NONE },
	{ "Up", VTERM_KEY_UP, VTERM_MOD_NONE },
	{ "Down", VTERM_KEY_DOWN, VTERM_MOD_NONE },
	{ "Left", VTERM_KEY_LEFT, VTERM_MOD_NONE },
	{ "Right", VTERM_KEY_RIGHT, VTERM_MOD_NONE },
	{ "Ctrl-Left", VTERM_KEY_LEFT, VTERM_MOD_CTRL },
	{ "Ctrl-Right", VTERM_KEY_RIGHT, VTERM_MOD_CTRL },
	{ "Home", VTERM_KEY_HOME, VTERM_MOD_NONE },
	{ "End", VTERM_KEY_END, VTERM_MOD_NONE },
	{ "Ctrl-Home", VTERM_KEY_HOME, VTERM_MOD_CTRL },
	{ "Ctrl-End", VTERM_KEY_END, VTERM_MOD_CTRL },
	{ "PgUp", VTERM_KEY_PAGEUP, VTERM_MOD_NONE },
	{ "PgDn", VTERM_KEY_PAGEDOWN, VTERM_MOD_NONE },
};

/* libvterm knows what a terminal in its present modes sends. */
static void press(struct play *p, const char *name, size_t len)
{
	if (len == 6 && strncmp(name, "Ctrl-", 5) == 0) {
		play_bytes(p, &(char){ name[5] & 0x1F }, 1);
		return;
	}
	if (name[0] == 'F' && len > 1) {
		vterm_keyboard_key(p->vt, VTERM_KEY_FUNCTION(atoi(name + 1)), VTERM_MOD_NONE);
		return;
	}
	for (size_t i = 0; i < sizeof(named_keys) / sizeof(named_keys[0]); i++)
		if (strlen(named_keys[i].name) == len && !strncmp(named_keys[i].name, name, len)) {
			vterm_keyboard_key(p->vt, named_keys[i].key, named_keys[i].with);
			return;
		}
	ck_assert_msg(len == 1, "there is no key '%.*s'", (int)len, name);
	play_bytes(p, name, 1);
}

void play_keys(struct play *p, const char *names)
{
	while (*names) {
		size_t len = strcspn(names, " ");

		press(p, names, len);
		names += len;
		names += strspn(names, " ");
	}
}

void play_paste(struct play *p, const char *bytes, size_t len)
{
	vterm_keyboard_start_paste(p->vt);
	play_bytes(p, bytes, len);
	vterm_keyboard_end_paste(p->vt);
}

void play_resize_unseen(struct play *p, int rows, int cols)
{
	play_screen_read(p, 0);
	set_size(p, rows, cols);
}

void play_resize(struct play *p, int rows, int cols)
{
	play_screen_read(p, 0);
	vterm_set_size(p->vt, rows, cols);
	set_size(p, rows, cols);
}

void play_signal(struct play *p, int signal)
{
	ck_assert_int_eq(kill(p->pid, signal), 0);
}

void play_hang_up(struct play *p)
{
	close(p->terminal);
	close(p->master);
	p->terminal = p->master = -1;
}

static long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void play_wait_stopped(struct play *p)
{
	const struct timespec moment = { .tv_nsec = 2000000 };
	long from = now_ms();
	char name[40], line[400], state = '?';

	snprintf(name, sizeof(name), "/proc/%d/stat", (int)p->pid);
	while (state != 'T') {
		FILE *f = fopen(name, "r");
		const char *at;

		if (now_ms() - from > PLAY_PATIENCE || !f)
			play_fail(p, "the program has not been suspended");
		at = fgets(line, sizeof(line), f) ? strrchr(line, ')') : NULL;
		state = at ? at[2] : '?';
		fclose(f);
		play_screen_read(p, 0);
		nanosleep(&moment, NULL);
	}
	play_screen_read(p, 0);
}

int play_wait_end(struct play *p, int patience)
{
	const struct timespec moment = { .tv_nsec = 2000000 };
	pid_t child = p->shell ? p->shell : p->pid;
	long from = now_ms();

	while (!p->over) {
		if (waitpid(child, &p->status, WNOHANG) == child)
			p->over = true;
		else if (now_ms() - from > patience)
			play_fail(p, "the program has not ended within %d ms", patience);
		if (p->master >= 0)
			play_screen_read(p, p->over ? 0 : 2);
		else if (!p->over)
			nanosleep(&moment, NULL);
	}
	return (int)(now_ms() - from);
}

int play_left_over(struct play *p)
{
	struct termios raw;
	int count = -1;

	/* A terminal that waits for whole lines would not tell of half ones. */
	ck_assert_int_eq(tcgetattr(p->terminal, &raw), 0);
	cfmakeraw(&raw);
	ck_assert_int_eq(tcsetattr(p->terminal, TCSANOW, &raw), 0);
	ck_assert_int_eq(ioctl(p->terminal, FIONREAD, &count), 0);
	return count;
}

static int told_status(int status)
{
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int play_end(struct play *p)
{
	play_wait_end(p, PLAY_PATIENCE);
	if (p->master >= 0)
		play_hang_up(p);
	vterm_free(p->vt);
	free(p->output);
	free(p->picture);
	free(p->words);
	return told_status(p->status);
}

/* All that comes from FD until its end, for free(). */
static char *read_all(int fd)
{
	size_t len = 0, cap = 4096;
	char *text = malloc(cap);
	ssize_t n;

	ck_assert_ptr_nonnull(text);
	while ((n = read(fd, text + len, cap - len - 1)) > 0) {
		len += (size_t)n;
		if (cap - len < 2048)
			text = realloc(text, cap *= 2);
		ck_assert_ptr_nonnull(text);
	}
	text[len] = '\0';
	return text;
}

char *play_command_in(const struct play_setting *setting, int *status)
{
	struct launch launch;
	char *text;
	int ends[2];
	pid_t pid;

	prepare(&launch, setting->arguments, setting->environment);
	ck_assert_int_eq(pipe(ends), 0);
	pid = fork();
	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		close(STDIN_FILENO);
		open("/dev/null", O_RDONLY);
		dup2(ends[1], STDOUT_FILENO);
		dup2(ends[1], STDERR_FILENO);
		close(ends[0]);
		close(ends[1]);
		become_program(&launch);
	}
	close(ends[1]);
	text = read_all(ends[0]);
	close(ends[0]);
	ck_assert_int_eq(waitpid(pid, status, 0), pid);
	*status = told_status(*status);
	unprepare(&launch);
	return text;
}

char *play_command(const char *const *arguments, int *status)
{
	return play_command_in(&(struct play_setting){ .arguments = arguments }, status);
}
