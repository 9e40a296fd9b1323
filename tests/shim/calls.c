/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded under a program: its system calls on one folder fail, come short or end it.
 *
 * Built as calls.so, for LD_PRELOAD; a program needs nothing for it.  In the environment:
 *
 *	SHIM_FOLDER	the folder, links resolved: only calls on it, on what is in it and on
 *			descriptors opened from there are counted
 *	SHIM_CALL	the number of the call that is met, from 1; absent: none
 *	SHIM_HOW	what meets it: the number of an error, or "short" (it moves half of its
 *			bytes), "kill" (SIGKILL before it), "torn" (SIGKILL after half of it)
 *	SHIM_FROM	not empty: every later call is met likewise
 *	SHIM_LOG	a file that gets a line for each counted call: number, name, what it is on
 *
 * Where one call is made again and again on one descriptor, as for a long file in pieces, the
 * third and later ones are not counted.  A call that fails is not carried out, but for close, which gives the descriptor back
 * whatever it says.  What libc calls by itself is not seen.
 */
#include <config.h>

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DESCRIPTORS = 1024, LINE_LEN = 512 };

enum { SHORT = -1, TORN = -2 };	/* verdicts beside 0, carry it out, and errors */

static struct {
	const char *folder;
	size_t folder_len;
	long nth;
	int how;
	bool from;
	bool kills;
	int log;
} plan = { .log = -1 };

static atomic_long calls;
static atomic_bool inside[DESCRIPTORS];	/* what was opened in the folder */

__attribute__((constructor)) static void begin(void)
{
	const char *nth = getenv("SHIM_CALL"), *how = getenv("SHIM_HOW");
	const char *from = getenv("SHIM_FROM"), *log = getenv("SHIM_LOG");
	int fd;

	plan.folder = getenv("SHIM_FOLDER");
	plan.folder_len = plan.folder ? strlen(plan.folder) : 0;
	plan.nth = nth ? atol(nth) : 0;
	plan.from = from && *from;
	plan.kills = how && strcmp(how, "kill") == 0;
	plan.how = !how ? 0 : strcmp(how, "short") == 0 ? SHORT :
		   strcmp(how, "torn") == 0 ? TORN : atoi(how);
	fd = log ? open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
	if (fd >= 0) {
		/* Out of the way of the numbers that the program gets. */
		plan.log = fcntl(fd, F_DUPFD_CLOEXEC, DESCRIPTORS - 8);
		close(fd);
	}
}

/* The next definition of NAME, which is the real one. */
static void *real(const char *name)
{
	void *found = dlsym(RTLD_NEXT, name);

	if (!found)
		abort();
	return found;
}

/* Calls the real one, whose type is that of the function around it. */
#define REAL(name) ((__typeof__(&name))real(#name))

static bool is_inside(int fd)
{
	return fd >= 0 && fd < DESCRIPTORS && inside[fd];
}

static bool is_below(int dir, const char *path)
{
	if (!plan.folder_len)
		return false;
	if (*path != '/')
		return dir != AT_FDCWD && is_inside(dir);
	return strncmp(path, plan.folder, plan.folder_len) == 0 &&
	       (path[plan.folder_len] == '/' || !path[plan.folder_len]);
}

static void mark(int fd, bool is)
{
	if (fd >= 0 && fd < DESCRIPTORS)
		inside[fd] = is;
}

static void note(long n, const char *name, const char *path, int fd, bool met)
{
	char line[LINE_LEN], at[64], target[LINE_LEN / 2];
	int error = errno, len;
	ssize_t got = 0;

	if (plan.log < 0)
		return;
	if (!path) {
		snprintf(at, sizeof(at), "/proc/self/fd/%d", fd);
		got = REAL(readlink)(at, target, sizeof(target) - 1);
		target[got > 0 ? got : 0] = '\0';
		path = target;
	}
	len = snprintf(line, sizeof(line), "%ld %s %s%s\n", n, name, path, met ? " !" : "");
	if (len > LINE_LEN - 1)
		len = LINE_LEN - 1;
	(void)!REAL(write)(plan.log, line, (size_t)len);
	errno = error;
}

/* Whether it is the third such call in a row, or a later one. */
static bool goes_on(const char *name, int fd)
{
	static const char *_Atomic last_name;
	static atomic_int last_fd, times;

	times = fd >= 0 && fd == last_fd && last_name && strcmp(name, last_name) == 0 ? times + 1 : 1;
	last_name = name;
	last_fd = fd;
	return times > 2;
}

/* Counts a call on PATH, or on FD where that is NULL, and judges it. */
static int judge(const char *name, const char *path, int fd)
{
	bool more = goes_on(name, fd);
	long n = more ? (long)calls : ++calls;
	bool met = plan.nth && (plan.from ? n >= plan.nth : !more && n == plan.nth);

	if (!more)
		note(n, name, path, fd, met);
	if (!met)
		return 0;
	if (plan.kills)
		kill(getpid(), SIGKILL);
	return plan.how;
}

static int judge_path(const char *name, int dir, const char *path)
{
	return is_below(dir, path) ? judge(name, path, -1) : 0;
}

static int judge_fd(const char *name, int fd)
{
	return is_inside(fd) ? judge(name, NULL, fd) : 0;
}

static bool fails(int verdict)
{
	if (verdict > 0)
		errno = verdict;
	return verdict > 0;
}

static size_t shortened(int verdict, size_t len)
{
	return verdict < 0 && len > 1 ? len / 2 : len;
}

static ssize_t moved(int verdict, ssize_t n)
{
	if (verdict == TORN)
		kill(getpid(), SIGKILL);
	return n;
}

int openat(int dir, const char *path, int flags, ...)
{
	int verdict = judge_path("openat", dir, path), fd;
	mode_t mode = 0;

	if (fails(verdict))
		return -1;
	if (flags & O_CREAT) {
		va_list list;

		va_start(list, flags);
		mode = va_arg(list, mode_t);
		va_end(list);
	}
	fd = REAL(openat)(dir, path, flags, mode);
	mark(fd, is_below(dir, path));
	return (int)moved(verdict, fd);
}

ssize_t read(int fd, void *bytes, size_t len)
{
	int verdict = judge_fd("read", fd);

	return fails(verdict) ? -1 : moved(verdict, REAL(read)(fd, bytes, shortened(verdict, len)));
}

ssize_t write(int fd, const void *bytes, size_t len)
{
	int verdict = judge_fd("write", fd);

	return fails(verdict) ? -1 : moved(verdict, REAL(write)(fd, bytes, shortened(verdict, len)));
}

ssize_t pread(int fd, void *bytes, size_t len, off_t at)
{
	int verdict = judge_fd("pread", fd);

	return fails(verdict) ? -1 :
	       moved(verdict, REAL(pread)(fd, bytes, shortened(verdict, len), at));
}

ssize_t pwrite(int fd, const void *bytes, size_t len, off_t at)
{
	int verdict = judge_fd("pwrite", fd);

	return fails(verdict) ? -1 :
	       moved(verdict, REAL(pwrite)(fd, bytes, shortened(verdict, len), at));
}

/* Says its error itself. */
int posix_fallocate(int fd, off_t at, off_t len)
{
	int verdict = judge_fd("posix_fallocate", fd);

	return verdict > 0 ? verdict : (int)moved(verdict, REAL(posix_fallocate)(fd, at, len));
}

int fsync(int fd)
{
	int verdict = judge_fd("fsync", fd);

	return fails(verdict) ? -1 : (int)moved(verdict, REAL(fsync)(fd));
}

int close(int fd)
{
	int verdict = judge_fd("close", fd), closed;

	mark(fd, false);
	closed = REAL(close)(fd);
	return fails(verdict) ? -1 : (int)moved(verdict, closed);
}

int fstat(int fd, struct stat *st)
{
	int verdict = judge_fd("fstat", fd);

	return fails(verdict) ? -1 : (int)moved(verdict, REAL(fstat)(fd, st));
}

int fstatat(int dir, const char *path, struct stat *st, int flags)
{
	int verdict = judge_path("fstatat", dir, path);

	return fails(verdict) ? -1 : (int)moved(verdict, REAL(fstatat)(dir, path, st, flags));
}

int renameat(int from_dir, const char *from, int to_dir, const char *to)
{
	int verdict = judge_path("renameat", from_dir, from);

	return fails(verdict) ? -1 : (int)moved(verdict, REAL(renameat)(from_dir, from, to_dir, to));
}

#ifdef RENAME_EXCHANGE
int renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags)
{
	int verdict = judge_path("renameat2", from_dir, from);

	return fails(verdict) ? -1 :
	       (int)moved(verdict, REAL(renameat2)(from_dir, from, to_dir, to, flags));
}
#endif

int linkat(int from_dir, const char *from, int to_dir, const char *to, int flags)
{
	int verdict = judge_path("linkat", from_dir, from);

	return fails(verdict) ? -1 :
	       (int)moved(verdict, REAL(linkat)(from_dir, from, to_dir, to, flags));
}

int unlinkat(int dir, const char *path, int flags)
{
	int verdict = judge_path("unlinkat", dir, path);

	return fails(verdict) ? -1 : (int)moved(verdict, REAL(unlinkat)(dir, path, flags));
}

int mkdirat(int dir, const char *path, mode_t mode)
{
	int verdict = judge_path("mkdirat", dir, path);

	return fails(verdict) ? -1 : (int)moved(verdict, REAL(mkdirat)(dir, path, mode));
}

ssize_t readlinkat(int dir, const char *path, char *target, size_t len)
{
	int verdict = judge_path("readlinkat", dir, path);

	return fails(verdict) ? -1 : moved(verdict, REAL(readlinkat)(dir, path, target, len));
}

int fchmod(int fd, mode_t mode)
{
	int verdict = judge_fd("fchmod", fd);

	return fails(verdict) ? -1 : (int)moved(verdict, REAL(fchmod)(fd, mode));
}

int fchmodat(int dir, const char *path, mode_t mode, int flags)
{
	int verdict = judge_path("fchmodat", dir, path);

	return fails(verdict) ? -1 : (int)moved(verdict, REAL(fchmodat)(dir, path, mode, flags));
}

int flock(int fd, int operation)
{
	int verdict = judge_fd("flock", fd);

	return fails(verdict) ? -1 : (int)moved(verdict, REAL(flock)(fd, operation));
}

DIR *opendir(const char *path)
{
	int verdict = judge_path("opendir", AT_FDCWD, path);

	return fails(verdict) ? NULL : REAL(opendir)(path);
}
