/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts a program and lets its calls on certain files fail, or ends it in one of them:
 *
 *	fault RULE PATTERN LOG COMMAND [ARGUMENT]...
 *
 * RULE is CALL:WHAT:FROM.  CALL: write, fsync or close, with their relatives.  WHAT:
 * ENOSPC or EIO, with which the call fails, or KILL.  FROM: at which of these calls it
 * begins, from 1.  PATTERN (fnmatch) says which files; the name that counts is the one
 * that the file has at the call.  Each time that the rule acts, LOG grows by a line.
 *
 * The kernel asks before each such call (seccomp), so it is all one whether the program
 * calls by itself, through stdio or in a thread.  COMMAND keeps the process; the one
 * that answers leaves no trace in its family.  126: the kernel does not take part.
 */
#include <config.h>

#include <stdio.h>
#include <string.h>

#if defined(__linux__) && defined(__has_include)
#if __has_include(<linux/seccomp.h>)
#include <linux/seccomp.h>
#endif
#endif

#ifdef SECCOMP_FILTER_FLAG_NEW_LISTENER

#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <linux/filter.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CALLS_MAX = 4, NAME_SIZE = 4096 };

struct rule {
	int calls[CALLS_MAX];	/* their numbers, 0 behind the last but for write's own 0 */
	size_t call_count;
	int error;		/* 0: the program is killed */
	long from;
	const char *pattern, *log;
};

static int fail(const char *what)
{
	fprintf(stderr, "fault: %s: %s\n", what, strerror(errno));
	return 126;
}

static bool parse_call(struct rule *r, const char *name, size_t len)
{
	static const struct {
		const char *name;
		int calls[CALLS_MAX];
		size_t count;
	} known[] = {
		{ "write", { SYS_write, SYS_pwrite64, SYS_writev, SYS_pwritev }, 4 },
		{ "fsync", { SYS_fsync, SYS_fdatasync }, 2 },
		{ "close", { SYS_close }, 1 },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strlen(known[i].name) == len && strncmp(known[i].name, name, len) == 0) {
			memcpy(r->calls, known[i].calls, sizeof(r->calls));
			r->call_count = known[i].count;
			return true;
		}
	return false;
}

static bool parse(struct rule *r, const char *text)
{
	const char *what = strchr(text, ':'), *from = what ? strchr(what + 1, ':') : NULL;

	if (!from || !parse_call(r, text, (size_t)(what - text)))
		return false;
	r->from = strtol(from + 1, NULL, 10);
	if (strncmp(what, ":KILL:", 6) == 0)
		r->error = 0;
	else if (strncmp(what, ":ENOSPC:", 8) == 0)
		r->error = ENOSPC;
	else if (strncmp(what, ":EIO:", 5) == 0)
		r->error = EIO;
	else
		return false;
	return r->from > 0;
}

/* Asks for a word before each call of the rule.  That the program does not want to be
 * looked into (PR_SET_DUMPABLE) is passed over, or its files had no names for us. */
static int watch(const struct rule *r)
{
	struct sock_filter code[CALLS_MAX + 8];
	unsigned short n = 0;
	struct sock_fprog program = { .filter = code };

	code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
						 offsetof(struct seccomp_data, nr));
	for (size_t i = 0; i < r->call_count; i++)
		code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K,
			(unsigned)r->calls[i], (unsigned char)(r->call_count - i + 4), 0);
	code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_prctl, 0, 3);
	code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
						 offsetof(struct seccomp_data, args[0]));
	code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PR_SET_DUMPABLE, 0, 1);
	code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO);
	code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
	program.len = n;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return -1;
	return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
			    SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
}

/* A descriptor, through a socket. */
union passing {
	struct cmsghdr head;
	char room[CMSG_SPACE(sizeof(int))];
};

static struct msghdr envelope(union passing *passing, struct iovec *one)
{
	return (struct msghdr){
		.msg_iov = one, .msg_iovlen = 1,
		.msg_control = passing->room, .msg_controllen = sizeof(passing->room),
	};
}

static bool pass(int socket, int fd)
{
	char byte = 0;
	struct iovec one = { &byte, 1 };
	union passing passing = { .head = { .cmsg_len = CMSG_LEN(sizeof(int)),
					    .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS } };
	struct msghdr message = envelope(&passing, &one);

	memcpy(CMSG_DATA(&passing.head), &fd, sizeof(fd));
	return sendmsg(socket, &message, 0) == 1;
}

static int take(int socket)
{
	char byte;
	struct iovec one = { &byte, 1 };
	union passing passing;
	struct msghdr message = envelope(&passing, &one);
	int fd;

	if (recvmsg(socket, &message, MSG_CMSG_CLOEXEC) != 1 || !CMSG_FIRSTHDR(&message))
		return -1;
	memcpy(&fd, CMSG_DATA(&passing.head), sizeof(fd));
	return fd;
}

/* Whether the call is about a file that the rule means; NAME is the file's. */
static bool is_meant(const struct rule *r, const struct seccomp_notif *call, char *name)
{
	char link[64];
	ssize_t len;

	snprintf(link, sizeof(link), "/proc/%u/fd/%d", call->pid, (int)call->data.args[0]);
	len = readlink(link, name, NAME_SIZE - 1);
	if (len < 0)
		return false;
	name[len] = '\0';
	return fnmatch(r->pattern, name, FNM_PERIOD | FNM_PATHNAME) == 0;
}

static void note(const struct rule *r, const char *name)
{
	FILE *log = fopen(r->log, "a");

	if (!log)
		return;
	fprintf(log, "%s\n", name);
	fclose(log);
}

/* Answers until the last process that was asked for has ended. */
static void answer(const struct rule *r, int listener)
{
	struct seccomp_notif call;
	char name[NAME_SIZE];
	long seen = 0;

	for (;;) {
		struct seccomp_notif_resp reply = { .flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE };
		struct pollfd fd = { .fd = listener, .events = POLLIN };

		if (poll(&fd, 1, -1) < 0 || (fd.revents & (POLLHUP | POLLERR)))
			return;
		memset(&call, 0, sizeof(call));
		if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &call) != 0)
			continue;
		reply.id = call.id;
		if (is_meant(r, &call, name) && ++seen >= r->from) {
			note(r, name);
			if (!r->error) {
				kill((pid_t)call.pid, SIGKILL);
				continue;
			}
			reply.flags = 0;
			reply.error = -r->error;
		}
		ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &reply);
	}
}

/* The process that answers: nobody's child, without the terminal. */
static void serve(const struct rule *r, const int ends[2])
{
	int nothing = open("/dev/null", O_RDWR), listener;

	setsid();
	if (fork() != 0)
		_exit(0);
	for (int fd = 0; fd < 3; fd++)
		dup2(nothing, fd);
	close(ends[1]);
	listener = take(ends[0]);
	if (listener >= 0)
		answer(r, listener);
	_exit(0);
}

int main(int argc, char **argv)
{
	struct rule rule = { 0 };
	int ends[2], listener;
	pid_t child;

	if (argc < 5 || !parse(&rule, argv[1])) {
		fputs("usage: fault CALL:WHAT:FROM PATTERN LOG COMMAND [ARGUMENT]...\n", stderr);
		return 2;
	}
	rule.pattern = argv[2];
	rule.log = argv[3];
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return fail("socketpair");
	child = fork();
	if (child < 0)
		return fail("fork");
	if (child == 0)
		serve(&rule, ends);
	waitpid(child, NULL, 0);
	listener = watch(&rule);
	if (listener < 0)
		return fail("seccomp");
	if (!pass(ends[1], listener))
		_exit(126);
	execvp(argv[4], argv + 4);
	_exit(127);
}

#else

int main(void)
{
	fputs("fault: this system cannot be asked about calls\n", stderr);
	return 126;
}

#endif
