/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Locks a sidecar file, and says who holds it. */
#include <config.h>

#include "base/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/intl.h"

/* The line inside, "PID HOST SECONDS", is padded to one length, so that a longer one
 * of an earlier holder needs no truncation. */
enum {
	LINE_LEN = 120,
	HOST_LEN = 64
};

static bool is_plain(char c)
{
	return c > ' ' && c < 0x7F;
}

/* Whether what stands in the file is a line of ours, or nothing.  Another program's file with
 * this name (a workbook called Cargo has Cargo.lock) can be locked, too, but not written. */
static bool is_ours(const struct sys *sys, int fd)
{
	char line[LINE_LEN + 3];
	char host[HOST_LEN + 1];
	ssize_t n = sys_pread_all(sys, fd, line, LINE_LEN + 2, 0);
	long long pid, seconds;

	if (n <= 0)
		return n == 0;
	line[n] = '\0';
	return n <= LINE_LEN + 1 &&
	       sscanf(line, "%18lld %64s %18lld", &pid, host, &seconds) == 3;
}

/* Best effort: a full disk must not keep anybody from their own words. */
static void sign(const struct sys *sys, int fd)
{
	char host[HOST_LEN + 1] = "";
	char line[LINE_LEN + 1];
	char *c;
	int len;

	if (gethostname(host, HOST_LEN) != 0 || !*host)
		strcpy(host, "?");
	for (c = host; *c; c++)
		if (!is_plain(*c))
			*c = '?';
	len = snprintf(line, sizeof(line), "%ld %s %lld", (long)getpid(), host,
		       (long long)sys->now());
	memset(line + len, ' ', LINE_LEN - (size_t)len);
	line[LINE_LEN] = '\n';
	(void)sys_write_all(sys, fd, line, sizeof(line));
}

/* Tells who holds the lock, as far as the file can be understood. */
static bool fail_held(const struct sys *sys, int fd, const char *path, struct err *err)
{
	char line[LINE_LEN + 1];
	char host[HOST_LEN + 1];
	char when[32];
	ssize_t n = sys_read(sys, fd, line, LINE_LEN);
	long long pid, seconds;
	struct tm tm;
	time_t since;

	line[n > 0 ? n : 0] = '\0';
	if (sscanf(line, "%18lld %64s %18lld", &pid, host, &seconds) != 3)
		return err_set(err, ERR_LOCKED, _("'%s' is held by another window"), path);
	since = (time_t)seconds;
	if (!localtime_r(&since, &tm) || !strftime(when, sizeof(when), "%Y-%m-%d %H:%M", &tm))
		strcpy(when, "?");
	return err_set(err, ERR_LOCKED,
		       _("'%s' is held by another window (process %lld on %s, since %s)"),
		       path, pid, host, when);
}

static bool fail(const char *path, struct err *err)
{
	return err_set(err, ERR_IO, _("cannot lock '%s': %s"), path, strerror(errno));
}

static bool take(const struct sys *sys, int fd, const char *path, struct err *err)
{
	struct stat st;
	int failed;

	if (sys->fstat(fd, &st) != 0)
		return fail(path, err);
	if (!S_ISREG(st.st_mode))
		return err_set(err, ERR_IO, _("cannot lock '%s': it is not a file"), path);
	if (!sys_make_private(sys, fd))
		return fail(path, err);
	do
		failed = sys->flock(fd, LOCK_EX | LOCK_NB);
	while (failed && errno == EINTR);
	if (failed && errno == EWOULDBLOCK)
		return fail_held(sys, fd, path, err);
	return !failed || fail(path, err);
}

bool lock_take(struct lock *lock, const struct sys *sys, const char *path, struct err *err)
{
	const int flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY;
	int fd = sys_open(sys, AT_FDCWD, path, flags, 0600);

	*lock = (struct lock){ .sys = sys, .fd = -1 };
	if (fd < 0)
		return fail(path, err);
	if (!take(sys, fd, path, err)) {
		(void)sys_close(sys, fd);
		return false;
	}
	if (is_ours(sys, fd))
		sign(sys, fd);
	lock->fd = fd;
	return true;
}

void lock_release(struct lock *lock)
{
	if (lock->fd < 0)
		return;
	/* A child between fork and exec may still hold the descriptor. */
	(void)lock->sys->flock(lock->fd, LOCK_UN);
	(void)sys_close(lock->sys, lock->fd);
	lock->fd = -1;
}
