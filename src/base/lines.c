/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines, one at a time. */
#include <config.h>

#include "base/lines.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"

enum { CHUNK_LEN = 65536 };

static bool fail(const struct lines *l, struct err *err)
{
	return err_set(err, ERR_IO, _("cannot read '%s': %s"), l->name, strerror(errno));
}

void lines_of(struct lines *l, const struct sys *sys, int fd, const char *name, size_t max)
{
	*l = (struct lines){ .sys = sys, .fd = fd, .name = name };
	buf_init(&l->line, max);
	l->chunk = mem_zero(CHUNK_LEN, 1);
}

bool lines_open(struct lines *l, const struct sys *sys, const char *path, size_t max,
		struct err *err)
{
	/* O_NONBLOCK: a pipe in the file's place must not hold us up. */
	int fd = sys_open(sys, AT_FDCWD, path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY, 0);
	struct stat st;

	lines_of(l, sys, fd, path, max);
	l->owned = fd >= 0;
	if (fd < 0 || sys->fstat(fd, &st) != 0)
		fail(l, err);
	else if (S_ISREG(st.st_mode))
		return true;
	else
		err_set(err, ERR_IO, _("cannot read '%s': it is not a file"), path);
	lines_close(l);
	return false;
}

/* Takes what was read into the line; true when that is whole. */
static bool take(struct lines *l)
{
	const char *from = l->chunk + l->at;
	size_t len = l->len - l->at;
	const char *end = len ? memchr(from, '\n', len) : NULL;

	if (end)
		len = (size_t)(end - from);
	buf_add(&l->line, from, len);
	l->at += len + (end != NULL);
	return end != NULL;
}

enum lines_got lines_next(struct lines *l, struct slice *line, struct err *err)
{
	bool some = false;

	buf_clear(&l->line);
	for (;;) {
		ssize_t n;

		some = some || l->at < l->len;
		if (take(l))
			break;
		n = sys_read(l->sys, l->fd, l->chunk, CHUNK_LEN);
		if (n < 0) {
			fail(l, err);
			return LINES_FAILED;
		}
		l->at = 0;
		l->len = (size_t)n;
		if (n == 0 && !some)
			return LINES_END;
		if (n == 0)
			break;
	}
	l->number++;
	*line = slice_buf(&l->line);
	return l->line.full ? LINES_LONG : LINES_LINE;
}

void lines_close(struct lines *l)
{
	if (l->owned)
		(void)sys_close(l->sys, l->fd);
	buf_release(&l->line);
	free(l->chunk);
	l->chunk = NULL;
	l->owned = false;
}
