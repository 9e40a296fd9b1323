/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the journal: two halves in turn, reserved beforehand, emptied with zeros. */
#include <config.h>

#include "answers/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answers/record.h"
#include "answers/sidecar.h"
#include "base/intl.h"
#include "base/mem.h"

enum { ZEROS_LEN = 16384 };

static bool fail(const struct journal *j, struct err *err)
{
	return err_set(err, ERR_IO, _("cannot write '%s': %s"), j->path, strerror(errno));
}

static bool put_zeros(struct journal *j, size_t from, size_t to)
{
	static const char zeros[ZEROS_LEN];

	while (from < to) {
		size_t len = to - from < ZEROS_LEN ? to - from : ZEROS_LEN;

		if (!sys_pwrite_all(j->sys, j->fd, zeros, len, from))
			return false;
		from += len;
	}
	return true;
}

/* Whether what stands there may be written over: our own file, and a journal.  Its first
 * bytes are never torn, for no disk writes less than a sector. */
static bool check_file(struct journal *j, struct err *err)
{
	char first[RECORD_MAGIC_LEN];
	struct stat st;
	ssize_t n;

	if (j->sys->fstat(j->fd, &st) != 0)
		return fail(j, err);
	if (!S_ISREG(st.st_mode))
		return err_set(err, ERR_IO, _("cannot write '%s': it is not a file"), j->path);
	if (st.st_uid != geteuid())
		return err_set(err, ERR_IO, _("cannot write '%s': it belongs to another user"),
			       j->path);
	n = sys_pread_all(j->sys, j->fd, first, sizeof(first), 0);
	if (n < 0)
		return fail(j, err);
	if (!record_may_begin((struct slice){ first, (size_t)n }))
		return err_set(err, ERR_IO, _("'%s' is no journal that this version of leaderplus "
					      "knows; please move it away"), j->path);
	j->device = st.st_dev;
	j->inode = st.st_ino;
	j->end = (size_t)st.st_size;
	return sys_make_private(j->sys, j->fd) || fail(j, err);
}

/* Zeroes from FROM to TO, but for the record that counts. */
static bool zero_around(struct journal *j, size_t from, size_t to)
{
	size_t start = j->newest, stop = j->newest + j->newest_len;

	if (stop <= from || start >= to)
		return put_zeros(j, from, to);
	return put_zeros(j, from, start) && put_zeros(j, stop, to);
}

/* Begins with the newest record and nothing else.  All of it is written again, first the
 * record: a process that was killed may have left it unsynced, and where a sync has failed
 * the disk may hold what reading no longer shows. */
static bool take_over(struct journal *j, struct err *err)
{
	struct record found;
	size_t end = j->end < record_places_end() ? j->end : record_places_end();
	bool ok;

	record_init(&found);
	ok = record_find(&found, j->sys, j->fd);
	if (found.sequence > j->sequence)
		j->sequence = found.sequence;
	j->newest = found.at;
	j->newest_len = found.bytes.len;
	j->old = j->newest + j->newest_len;
	ok = ok && sys_pwrite_all(j->sys, j->fd, found.bytes.data, found.bytes.len, found.at) &&
	     sys_sync(j->sys, j->fd) && zero_around(j, 0, end) && sys_sync(j->sys, j->fd);
	ok = ok || fail(j, err);
	buf_release(&found.bytes);
	return ok;
}

/* Opens the file in its folder, and sees to it that the name lasts: the process that
 * made it may have been killed too early. */
static bool open_file(struct journal *j, struct err *err)
{
	const int flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY;
	const char *slash = strrchr(j->path, '/');
	char *folder = sidecar_folder(j->path);
	int dir = sys_open(j->sys, AT_FDCWD, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
	bool ok;

	free(folder);
	if (dir < 0)
		return fail(j, err);
	j->fd = sys_open(j->sys, dir, slash ? slash + 1 : j->path, flags, 0600);
	ok = (j->fd >= 0 && sys_sync_folder(j->sys, dir)) || fail(j, err);
	(void)sys_close(j->sys, dir);
	return ok;
}

static void close_file(struct journal *j)
{
	if (j->fd >= 0)
		(void)sys_close(j->sys, j->fd);
	j->fd = -1;
}

static bool begin(struct journal *j, struct err *err)
{
	*j = (struct journal){ .sys = j->sys, .path = j->path, .fd = -1, .sequence = j->sequence };
	if (open_file(j, err) && check_file(j, err) && take_over(j, err))
		return true;
	close_file(j);
	return false;
}

static bool fail_read(const char *path, struct err *err)
{
	return err_set(err, ERR_IO, _("cannot read '%s': %s"), path, strerror(errno));
}

static bool read_open(const struct sys *sys, int fd, const char *path, struct record *found,
		      struct err *err)
{
	struct stat st;

	if (sys->fstat(fd, &st) != 0)
		return fail_read(path, err);
	if (!S_ISREG(st.st_mode))
		return err_set(err, ERR_IO, _("cannot read '%s': it is not a file"), path);
	return record_find(found, sys, fd) || fail_read(path, err);
}

enum journal_found journal_read(const struct sys *sys, const char *path,
				struct journal_record *record, struct err *err)
{
	const int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY;
	int fd = sys_open(sys, AT_FDCWD, path, flags, 0);
	struct record found;
	bool ok;

	if (fd < 0 && errno == ENOENT)
		return JOURNAL_NOTHING;
	record_init(&found);
	ok = fd >= 0 ? read_open(sys, fd, path, &found, err) : fail_read(path, err);
	if (fd >= 0)
		(void)sys_close(sys, fd);
	if (ok && found.sequence) {
		record_take(&found, record);
		return JOURNAL_RECORD;
	}
	buf_release(&found.bytes);
	return ok ? JOURNAL_NOTHING : JOURNAL_FAILED;
}

bool journal_open(struct journal *j, const struct sys *sys, const char *path, struct err *err)
{
	*j = (struct journal){ .sys = sys, .path = mem_string(path), .fd = -1 };
	if (begin(j, err))
		return true;
	journal_close(j);
	return false;
}

void journal_close(struct journal *j)
{
	if (!j->path)
		return;
	close_file(j);
	free(j->path);
	j->path = NULL;
}

/* Makes sure that the file still has its name: words in a file that was removed would be
 * lost with the process. */
static bool check_name(struct journal *j, struct err *err)
{
	struct stat st;

	if (j->fd >= 0) {
		bool there = j->sys->fstatat(AT_FDCWD, j->path, &st, AT_SYMLINK_NOFOLLOW) == 0;

		if (!there && errno != ENOENT)
			return fail(j, err);
		if (there && st.st_dev == j->device && st.st_ino == j->inode)
			return true;
	}
	close_file(j);
	return begin(j, err);
}

/* Gives the file its blocks up to TO, with none left out.  Where there is no reserving,
 * what lies behind the end is filled. */
static bool claim(struct journal *j, size_t to)
{
	if (sys_fallocate(j->sys, j->fd, 0, to))
		return true;
	return (errno == EOPNOTSUPP || errno == EINVAL || errno == ENOSYS) &&
	       put_zeros(j, j->end, to);
}

/* Goes on in PAIR.  The record that counts may stand in it. */
static void move_to(struct journal *j, struct record_pair pair)
{
	for (int i = 0; i < 2; i++)
		if (j->used[i] && j->at[i] + j->used[i] > j->old)
			j->old = j->at[i] + j->used[i];
	j->half = pair.half;
	for (int i = 0; i < 2; i++) {
		j->at[i] = pair.at + (size_t)i * pair.half;
		j->used[i] = 0;
	}
	j->next = j->newest_len && j->newest == j->at[0];
}

static bool reserve(struct journal *j, size_t len, struct err *err)
{
	struct record_pair pair;
	size_t to;

	if (len > JOURNAL_MAX)
		return err_set(err, ERR_TOO_BIG,
			       _("more than %zu bytes are unsaved; they do not fit into '%s'"),
			       JOURNAL_MAX, j->path);
	if (RECORD_HEAD + len <= j->half)
		return true;
	pair = record_pair_for(len);
	to = pair.at + 2 * pair.half;
	if (!claim(j, to) || !sys_sync(j->sys, j->fd))
		return fail(j, err);
	if (to > j->end)
		j->end = to;
	move_to(j, pair);
	return true;
}

bool journal_reserve(struct journal *j, size_t len, struct err *err)
{
	return check_name(j, err) && reserve(j, len, err);
}

static bool put_record(struct journal *j, struct slice bytes, struct err *err)
{
	size_t at = j->at[j->next];

	if (bytes.len > j->used[j->next])
		j->used[j->next] = bytes.len;
	if (!sys_pwrite_all(j->sys, j->fd, bytes.data, bytes.len, at) ||
	    !sys_sync(j->sys, j->fd))
		return fail(j, err);
	j->newest = at;
	j->newest_len = bytes.len;
	j->next = !j->next;
	return true;
}

bool journal_write(struct journal *j, struct hash base, struct slice payload, struct err *err)
{
	struct buf bytes;
	bool ok;

	if (!journal_reserve(j, payload.len, err))
		return false;
	if (j->sequence == UINT64_MAX)
		return err_set(err, ERR_IO, _("cannot write '%s': it seems damaged"), j->path);
	record_print(&bytes, ++j->sequence, base, payload);
	ok = put_record(j, slice_buf(&bytes), err);
	buf_release(&bytes);
	return ok;
}

static bool zero_all(struct journal *j)
{
	return zero_around(j, 0, j->old) && zero_around(j, j->at[0], j->at[0] + j->used[0]) &&
	       zero_around(j, j->at[1], j->at[1] + j->used[1]) && sys_sync(j->sys, j->fd) &&
	       put_zeros(j, j->newest, j->newest + j->newest_len) && sys_sync(j->sys, j->fd);
}

bool journal_empty(struct journal *j, struct err *err)
{
	if (!check_name(j, err))
		return false;
	if (!j->old && !j->used[0] && !j->used[1])
		return true;
	if (!zero_all(j))
		return fail(j, err);
	j->old = j->used[0] = j->used[1] = 0;
	j->newest_len = 0;
	j->sequence = 0;
	return true;
}
