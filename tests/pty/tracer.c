/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Follows a program, system call by system call. */
#include <config.h>

#include "tracer.h"

#include <check.h>
#include <dirent.h>
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include <linux/ptrace.h>

#include "../unit/scratch.h"

enum { PROCESSES = 64, TEXT_LEN = PATH_MAX, ARGUMENTS = 6, PATHS = 2 };

/* Where a call has its paths, and the descriptors that they are relative to; -1: none. */
static const struct call {
	long number;
	const char *name;
	int path[PATHS], folder[PATHS];
	bool opens;
} calls[] = {
#define ONE(name, path, folder) { SYS_##name, #name, { path, -1 }, { folder, -1 }, false }
#define TWO(name, a, fa, b, fb) { SYS_##name, #name, { a, b }, { fa, fb }, false }
#define OPENS(name, path, folder) { SYS_##name, #name, { path, -1 }, { folder, -1 }, true }
	OPENS(openat, 1, 0), OPENS(openat2, 1, 0), ONE(execve, 0, -1), ONE(execveat, 1, 0),
	TWO(renameat2, 1, 0, 3, 2), TWO(linkat, 1, 0, 3, 2), TWO(symlinkat, 0, -1, 2, 1),
	ONE(unlinkat, 1, 0), ONE(mkdirat, 1, 0), ONE(mknodat, 1, 0), ONE(truncate, 0, -1),
	ONE(statx, 1, 0), ONE(newfstatat, 1, 0), ONE(faccessat, 1, 0), ONE(fchmodat, 1, 0),
	ONE(fchownat, 1, 0), ONE(readlinkat, 1, 0), ONE(utimensat, 1, 0), ONE(chdir, 0, -1),
	ONE(inotify_add_watch, 1, -1), ONE(getxattr, 0, -1), ONE(statfs, 0, -1),
	ONE(io_uring_setup, -1, -1), ONE(open_by_handle_at, -1, -1), ONE(socket, -1, -1),
#ifdef SYS_faccessat2
	ONE(faccessat2, 1, 0),
#endif
#ifdef SYS_renameat
	TWO(renameat, 1, 0, 3, 2),
#endif
#ifdef SYS_open	/* and the others that newer machines have left out */
	OPENS(open, 0, -1), OPENS(creat, 0, -1), TWO(rename, 0, -1, 1, -1), TWO(link, 0, -1, 1, -1),
	TWO(symlink, 0, -1, 1, -1), ONE(unlink, 0, -1), ONE(mkdir, 0, -1), ONE(rmdir, 0, -1),
	ONE(mknod, 0, -1), ONE(stat, 0, -1), ONE(lstat, 0, -1), ONE(access, 0, -1), ONE(chmod, 0, -1),
	ONE(chown, 0, -1), ONE(readlink, 0, -1),
#endif
};
enum { CALLS = sizeof(calls) / sizeof(calls[0]) };

static struct {
	struct { pid_t pid; int program; bool opening; } processes[PROCESSES];
	size_t count;
	int programs;	/* that have begun */
	FILE *log;
} tracer;

static size_t find(pid_t pid)
{
	size_t i = 0;

	while (i < tracer.count && tracer.processes[i].pid != pid)
		i++;
	if (i == tracer.count && i + 1 < PROCESSES) {
		tracer.count++;
		tracer.processes[i].pid = pid;
		tracer.processes[i].program = 0;
		tracer.processes[i].opening = false;
	}
	return i;
}

static void note(pid_t pid, const char *what, const char *text)
{
	fprintf(tracer.log, "%d %s %s\n", tracer.processes[find(pid)].program, what, text);
}

/* What PROC, a file of /proc/PID, is a link to. */
static void read_link(pid_t pid, const char *proc, char text[TEXT_LEN])
{
	char name[320];
	ssize_t len;

	snprintf(name, sizeof(name), "/proc/%d/%s", (int)pid, proc);
	len = readlink(name, text, TEXT_LEN - 1);
	text[len > 0 ? len : 0] = '\0';
}

static void read_text(pid_t pid, uint64_t at, char text[TEXT_LEN])
{
	size_t len = 0;
	bool read = false;

	/* By pieces that cross no page. */
	while (len < TEXT_LEN - 1) {
		size_t piece = 256 - (at + len) % 256;
		struct iovec here = { text + len, piece < TEXT_LEN - 1 - len ? piece : TEXT_LEN - 1 - len };
		struct iovec there = { (void *)(uintptr_t)(at + len), here.iov_len };
		ssize_t n = process_vm_readv(pid, &here, 1, &there, 1, 0);

		read = read || n > 0;
		if (n <= 0 || memchr(text + len, '\0', (size_t)n)) {
			len += n > 0 ? strlen(text + len) : 0;
			break;
		}
		len += (size_t)n;
	}
	text[len] = '\0';
	if (!read && at)
		snprintf(text, TEXT_LEN, "(unread)");
}

/* The path PATH whole: behind that of the folder that it is relative to. */
static void note_path(pid_t pid, const char *name, const char *path, int folder)
{
	char base[TEXT_LEN] = "", whole[2 * TEXT_LEN + 1], proc[32];

	if (*path != '/') {
		if (folder == AT_FDCWD)
			snprintf(proc, sizeof(proc), "cwd");
		else
			snprintf(proc, sizeof(proc), "fd/%d", folder);
		read_link(pid, proc, base);
		snprintf(whole, sizeof(whole), "%s/%s", base, path);
		path = whole;
	}
	note(pid, name, path);
}

/* A program that lets nobody look into its memory is to go on, looked into. */
static void let_look(pid_t pid, const struct ptrace_syscall_info *info)
{
#if defined(__x86_64__)
	struct user_regs_struct registers;
#elif defined(__aarch64__)
	struct user_pt_regs registers;
#endif
#if defined(__x86_64__) || defined(__aarch64__)
	struct iovec io = { &registers, sizeof(registers) };

	if (info->entry.nr != SYS_prctl || info->entry.args[0] != PR_SET_DUMPABLE ||
	    ptrace(PTRACE_GETREGSET, pid, (void *)NT_PRSTATUS, &io) != 0)
		return;
#if defined(__x86_64__)
	registers.rsi = 1;
#else
	registers.regs[1] = 1;
#endif
	ptrace(PTRACE_SETREGSET, pid, (void *)NT_PRSTATUS, &io);
#else
	(void)pid;
	(void)info;
#endif
}

static void enter(pid_t pid, const struct ptrace_syscall_info *info)
{
	char text[TEXT_LEN];

	let_look(pid, info);
	for (size_t i = 0; i < CALLS; i++) {
		if ((uint64_t)calls[i].number != info->entry.nr)
			continue;
		if (calls[i].path[0] < 0)
			note(pid, calls[i].name, "");
		for (int k = 0; k < PATHS && calls[i].path[k] >= 0; k++) {
			int folder = calls[i].folder[k] < 0 ? AT_FDCWD :
				(int)info->entry.args[calls[i].folder[k]];

			read_text(pid, info->entry.args[calls[i].path[k]], text);
			note_path(pid, calls[i].name, text, folder);
		}
		tracer.processes[find(pid)].opening = calls[i].opens;
	}
}

static void leave(pid_t pid, const struct ptrace_syscall_info *info)
{
	char proc[32], text[TEXT_LEN];
	size_t i = find(pid);

	if (tracer.processes[i].opening && info->exit.rval >= 0) {
		snprintf(proc, sizeof(proc), "fd/%d", (int)info->exit.rval);
		read_link(pid, proc, text);
		note(pid, "opened", text);
	}
	tracer.processes[i].opening = false;
}

/* What stands in a file of /proc/PID, word by word. */
static void note_words(pid_t pid, const char *proc, const char *what)
{
	char name[64], *word = NULL;
	size_t cap = 0;
	FILE *file;

	snprintf(name, sizeof(name), "/proc/%d/%s", (int)pid, proc);
	file = fopen(name, "r");
	if (!file)
		return;
	while (getdelim(&word, &cap, '\0', file) > 0)
		note(pid, what, word);
	free(word);
	fclose(file);
}

static void begin_program(pid_t pid)
{
	char name[64], proc[300], text[TEXT_LEN];
	struct dirent *entry;
	DIR *folder;

	tracer.processes[find(pid)].program = ++tracer.programs;
	note_words(pid, "cmdline", "argument");
	note_words(pid, "environ", "environment");
	snprintf(name, sizeof(name), "/proc/%d/fd", (int)pid);
	folder = opendir(name);
	while (folder && (entry = readdir(folder))) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(proc, sizeof(proc), "fd/%s", entry->d_name);
		read_link(pid, proc, text);
		note(pid, "inherits", text);
	}
	if (folder)
		closedir(folder);
}

static void look(pid_t pid)
{
	struct ptrace_syscall_info info;

	if (ptrace(PTRACE_GET_SYSCALL_INFO, pid, (void *)sizeof(info), &info) < 0)
		return;
	if (info.op == PTRACE_SYSCALL_INFO_ENTRY)
		enter(pid, &info);
	else if (info.op == PTRACE_SYSCALL_INFO_EXIT)
		leave(pid, &info);
}

/* What is to be passed on to PID, which has stopped: a signal, or 0. */
static int stopped(pid_t pid, int status)
{
	unsigned long made = 0;

	if (WSTOPSIG(status) == (SIGTRAP | 0x80)) {
		look(pid);
		return 0;
	}
	switch (status >> 16) {
	case PTRACE_EVENT_FORK:
	case PTRACE_EVENT_VFORK:
	case PTRACE_EVENT_CLONE:
		if (ptrace(PTRACE_GETEVENTMSG, pid, NULL, &made) == 0)
			tracer.processes[find((pid_t)made)].program = tracer.processes[find(pid)].program;
		return 0;
	case PTRACE_EVENT_EXEC:
		begin_program(pid);
		return 0;
	case PTRACE_EVENT_STOP:
		return 0;
	default:
		/* What is new begins with this one. */
		return WSTOPSIG(status) == SIGSTOP || WSTOPSIG(status) == SIGTRAP ? 0 : WSTOPSIG(status);
	}
}

/* Until FIRST has ended, and then as it. */
static void follow(pid_t first)
{
	int status;
	pid_t pid;

	waitpid(first, &status, 0);
	ptrace(PTRACE_SETOPTIONS, first, NULL,
	       (void *)(PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK |
			PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL));
	ptrace(PTRACE_SYSCALL, first, NULL, NULL);
	while ((pid = waitpid(-1, &status, __WALL)) > 0 || errno == EINTR) {
		if (pid == first && (WIFEXITED(status) || WIFSIGNALED(status)))
			break;
		if (pid > 0 && WIFSTOPPED(status))
			ptrace(PTRACE_SYSCALL, pid, NULL, (void *)(intptr_t)stopped(pid, status));
	}
	fclose(tracer.log);
	_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}

void tracer_before(void)
{
	pid_t pid = fork();

	if (pid == 0) {
		ptrace(PTRACE_TRACEME, 0, NULL, NULL);
		raise(SIGSTOP);
		return;		/* and becomes the program */
	}
	tracer.log = fopen(scratch_path(TRACER_LOG), "we");
	if (pid < 0 || !tracer.log)
		_exit(125);
	setvbuf(tracer.log, NULL, _IOLBF, 0);
	follow(pid);
}

bool tracer_works(void)
{
#if defined(__x86_64__) || defined(__aarch64__)
	struct ptrace_syscall_info info;
	pid_t pid = fork();
	bool works;
	int status;

	if (pid == 0) {
		if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0)
			_exit(1);
		raise(SIGSTOP);
		_exit(0);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFSTOPPED(status))
		return false;
	works = ptrace(PTRACE_GET_SYSCALL_INFO, pid, (void *)sizeof(info), &info) > 0;
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	return works;
#else
	return false;
#endif
}

const char *tracer_line(int n, const char *text)
{
	static char line[2 * TEXT_LEN + 64];
	FILE *log = fopen(scratch_path(TRACER_LOG), "r");
	bool found = false;

	ck_assert_msg(log, "nothing was followed");
	while (!found && fgets(line, sizeof(line), log))
		found = (!n || atoi(line) == n) && strstr(line, text);
	fclose(log);
	return found ? line : NULL;
}
