/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real system calls, and the ones that must outlast a signal. */
#include <config.h>

#include "base/sys.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>	/* renameat, renameat2 */
#include <sys/file.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/hash.h"

static int real_openat(int dir, const char *path, int flags, mode_t mode)
{
	return openat(dir, path, flags, mode);
}

static int real_exchangeat(int dir, const char *one, const char *other)
{
#ifdef RENAME_EXCHANGE
	return renameat2(dir, one, dir, other, RENAME_EXCHANGE);
#else
	(void)dir;
	(void)one;
	(void)other;
	errno = ENOSYS;
	return -1;
#endif
}

static time_t real_now(void)
{
	return time(NULL);
}

static time_t real_uptime(void)
{
	struct timespec up = { 0 };

	(void)clock_gettime(CLOCK_MONOTONIC, &up);	/* every Linux has it */
	return up.tv_sec;
}

static void real_random(void *bytes, size_t len)
{
	unsigned char *at = bytes;
	ssize_t n;

	while (len) {
		n = getrandom(at, len, 0);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			hash_random(at, len);	/* knows other sources */
			return;
		}
		at += n;
		len -= (size_t)n;
	}
}

static const struct sys real = {
	.openat = real_openat,
	.read = read,
	.write = write,
	.pread = pread,
	.pwrite = pwrite,
	.fallocate = posix_fallocate,
	.ftruncate = ftruncate,
	.fsync = fsync,
	.close = close,
	.fstat = fstat,
	.fstatat = fstatat,
	.renameat = renameat,
	.exchangeat = real_exchangeat,
	.linkat = linkat,
	.unlinkat = unlinkat,
	.mkdirat = mkdirat,
	.readlinkat = readlinkat,
	.fchmod = fchmod,
	.fchmodat = fchmodat,
	.flock = flock,
	.now = real_now,
	.uptime = real_uptime,
	.random = real_random,
};

const struct sys *sys_real(void)
{
	return &real;
}

int sys_open(const struct sys *sys, int dir, const char *path, int flags, mode_t mode)
{
	int fd;

	do
		fd = sys->openat(dir, path, flags, mode);
	while (fd < 0 && errno == EINTR);
	return fd;
}

ssize_t sys_read(const struct sys *sys, int fd, void *bytes, size_t len)
{
	ssize_t n;

	do
		n = sys->read(fd, bytes, len);
	while (n < 0 && errno == EINTR);
	return n;
}

bool sys_write_all(const struct sys *sys, int fd, const void *bytes, size_t len)
{
	const char *at = bytes;
	ssize_t n;

	while (len) {
		n = sys->write(fd, at, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n == 0)
			errno = EIO;	/* no way on, and no reason given */
		if (n <= 0)
			return false;
		at += n;
		len -= (size_t)n;
	}
	return true;
}

ssize_t sys_pread_all(const struct sys *sys, int fd, void *bytes, size_t len, size_t at)
{
	size_t done = 0;
	ssize_t n = 1;

	while (done < len && n != 0) {
		n = sys->pread(fd, (char *)bytes + done, len - done, (off_t)(at + done));
		if (n < 0 && errno != EINTR)
			return -1;
		if (n > 0)
			done += (size_t)n;
	}
	return (ssize_t)done;
}

bool sys_pwrite_all(const struct sys *sys, int fd, const void *bytes, size_t len, size_t at)
{
	const char *from = bytes;
	ssize_t n;

	while (len) {
		n = sys->pwrite(fd, from, len, (off_t)at);
		if (n < 0 && errno == EINTR)
			continue;
		if (n == 0)
			errno = EIO;	/* no way on, and no reason given */
		if (n <= 0)
			return false;
		from += n;
		at += (size_t)n;
		len -= (size_t)n;
	}
	return true;
}

bool sys_fallocate(const struct sys *sys, int fd, size_t at, size_t len)
{
	int error;

	do
		error = sys->fallocate(fd, (off_t)at, (off_t)len);
	while (error == EINTR);
	if (error)
		errno = error;
	return !error;
}

bool sys_truncate(const struct sys *sys, int fd, size_t len)
{
	int failed;

	do
		failed = sys->ftruncate(fd, (off_t)len);
	while (failed && errno == EINTR);
	return !failed;
}

bool sys_sync(const struct sys *sys, int fd)
{
	int failed;

	do
		failed = sys->fsync(fd);
	while (failed && errno == EINTR);
	return !failed;
}

bool sys_sync_folder(const struct sys *sys, int fd)
{
	return sys_sync(sys, fd) || errno == EINVAL;
}

bool sys_close(const struct sys *sys, int fd)
{
	return sys->close(fd) == 0 || errno == EINTR;
}

bool sys_make_private(const struct sys *sys, int fd)
{
	return sys->fchmod(fd, 0600) == 0 || sys_keeps_no_modes(errno);
}

bool sys_keeps_no_modes(int error)
{
	return error == EPERM || error == ENOTSUP || error == EOPNOTSUPP || error == ENOSYS;
}
