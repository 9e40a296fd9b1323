/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The system as a table of calls, so that a test can make any of them fail,
 * cut it short, stop the clock or fix the dice.  Everything that touches
 * files, time or chance takes a const struct sys *; the program hands down
 * sys_real().  Each member behaves as the system call of its name (errno
 * included); there is no other state.
 */
#ifndef BASE_SYS_H
#define BASE_SYS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>

struct sys {
	int (*openat)(int dir, const char *path, int flags, mode_t mode);
	ssize_t (*read)(int fd, void *buf, size_t len);
	ssize_t (*write)(int fd, const void *buf, size_t len);
	ssize_t (*pread)(int fd, void *buf, size_t len, off_t at);
	ssize_t (*pwrite)(int fd, const void *buf, size_t len, off_t at);
	int (*fallocate)(int fd, off_t at, off_t len);	/* posix_fallocate: returns the error */
	int (*ftruncate)(int fd, off_t len);
	int (*fsync)(int fd);
	int (*close)(int fd);
	int (*fstat)(int fd, struct stat *st);
	int (*fstatat)(int dir, const char *path, struct stat *st, int flags);
	int (*renameat)(int fromdir, const char *from, int todir, const char *to);
	/* Two names in a folder change places in one step; NULL, or EINVAL: not here. */
	int (*exchangeat)(int dir, const char *one, const char *other);
	int (*linkat)(int fromdir, const char *from, int todir, const char *to, int flags);
	int (*unlinkat)(int dir, const char *path, int flags);
	int (*mkdirat)(int dir, const char *path, mode_t mode);
	ssize_t (*readlinkat)(int dir, const char *path, char *target, size_t len);
	int (*fchmod)(int fd, mode_t mode);
	int (*fchmodat)(int dir, const char *path, mode_t mode, int flags);
	int (*flock)(int fd, int operation);
	time_t (*now)(void);			/* seconds since the epoch */
	time_t (*uptime)(void);	/* seconds since some moment, whatever the clock is set to */
	void (*random)(void *bytes, size_t len);	/* from the system's generator */
};

const struct sys *sys_real(void);

/* The same calls, begun again when a signal interrupts them.  Each fails as its
 * call does: -1 (false) and errno. */
int sys_open(const struct sys *sys, int dir, const char *path, int flags, mode_t mode);
ssize_t sys_read(const struct sys *sys, int fd, void *bytes, size_t len);
bool sys_write_all(const struct sys *sys, int fd, const void *bytes, size_t len);
/* Reads LEN bytes from AT, fewer only where the file ends. */
ssize_t sys_pread_all(const struct sys *sys, int fd, void *bytes, size_t len, size_t at);
bool sys_pwrite_all(const struct sys *sys, int fd, const void *bytes, size_t len, size_t at);
/* Gives the LEN bytes from AT their place on the disk; what they hold stays. */
bool sys_fallocate(const struct sys *sys, int fd, size_t at, size_t len);
/* Cuts or lengthens a file to LEN bytes. */
bool sys_truncate(const struct sys *sys, int fd, size_t len);
/* Begun again only when interrupted: any other failure may have thrown away what
 * was to be written, and a second sync on the descriptor would say all is well. */
bool sys_sync(const struct sys *sys, int fd);
/* The same for a folder; true on a file system that cannot sync folders at all
 * (EINVAL), where nothing better is to be had. */
bool sys_sync_folder(const struct sys *sys, int fd);
/* The descriptor is gone afterwards, whatever is returned; an interrupted close
 * has closed. */
bool sys_close(const struct sys *sys, int fd);
/* Undoes what the umask did to an own file made 0600.  True where permissions
 * are not kept: the file is as private as it can be there. */
bool sys_make_private(const struct sys *sys, int fd);
/* Whether a change of permissions failed with ERROR because the file system keeps
 * none, as that of a memory stick. */
bool sys_keeps_no_modes(int error);

#endif
