/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing over a file where none can be put in its place. */
#include <config.h>

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "base/intl.h"

/* A mixture of both is in the file until this has ended. */
static bool write_over(const struct sys *sys, int fd, struct slice bytes)
{
	struct stat st;

	if (sys->fstat(fd, &st) != 0)
		return false;
	if (!S_ISREG(st.st_mode)) {
		errno = EINVAL;
		return false;
	}
	return sys_pwrite_all(sys, fd, bytes.data, bytes.len, 0) &&
	       sys_truncate(sys, fd, bytes.len) && sys_sync(sys, fd);
}

/* A disk that says yes and has something else is told now, while the bytes are known. */
static bool read_back(const struct sys *sys, const char *path, struct slice bytes, struct err *err)
{
	struct buf found;
	bool same;

	buf_init(&found, bytes.len + 1);
	if (file_read(sys, path, bytes.len + 1, &found, err) == FILE_FAILED) {
		buf_release(&found);
		return false;
	}
	same = slice_equal(slice_buf(&found), bytes);
	buf_release(&found);
	return same || err_set(err, ERR_IO, _("cannot save '%s': what was written could not be read "
					      "back as it was"), path);
}

bool file_overwrite(const struct sys *sys, const char *path, struct slice bytes, struct err *err)
{
	const int flags = O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY;
	int fd = sys_open(sys, AT_FDCWD, path, flags, 0);
	bool written = fd >= 0 && write_over(sys, fd, bytes);
	int error = errno;

	if (fd >= 0 && !sys_close(sys, fd) && written) {
		error = errno;
		written = false;
	}
	if (!written)
		return err_set(err, ERR_IO, _("cannot save '%s': %s"), path, strerror(error));
	return read_back(sys, path, bytes, err);
}
