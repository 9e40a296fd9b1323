/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An external merge sort. */
#include <config.h>

#include "base/sort.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "base/temp.h"

enum {
	FAN = 16,		/* runs of one level that are merged to one of the next */
	CHUNK_LEN = 32768,	/* of a run that is being read or written */
	LEN_LEN = 4		/* bytes that tell a record's length */
};

/* Sorted records in a file without a name, each behind its length. */
struct run {
	int fd;			/* open for reading */
	int level;		/* 0: what was in memory; n + 1: FAN runs of n */
	size_t offset;		/* in the file, behind the chunk */
	char *chunk;
	size_t at, len;
	struct buf record;	/* the first that was not given out yet */
	bool ended;
};

struct sort {
	const struct sys *sys;
	char *folder;
	size_t memory;
	struct buf bytes;	/* records in memory, one behind the other */
	struct slice *items;	/* where they are, from bytes.data on; sorted: where they are */
	size_t count, cap;
	size_t next;		/* of the items: the first that was not given out yet */
	struct run *runs;
	size_t run_count, run_cap;
	bool given;		/* sort_next was called */
	struct run *last;	/* whose record is lent, or NULL */
};

struct sort *sort_new(const struct sys *sys, const char *folder, size_t memory)
{
	struct sort *s = MEM_NEW(struct sort);

	s->sys = sys;
	s->folder = mem_string(folder);
	s->memory = memory;
	buf_init(&s->bytes, memory + SORT_RECORD_MAX);
	return s;
}

static void release_run(const struct sort *s, struct run *run)
{
	(void)sys_close(s->sys, run->fd);
	free(run->chunk);
	buf_release(&run->record);
}

void sort_free(struct sort *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->run_count; i++)
		release_run(s, &s->runs[i]);
	free(s->runs);
	free(s->items);
	free(s->folder);
	buf_release(&s->bytes);
	free(s);
}

static int compare(struct slice a, struct slice b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = len ? memcmp(a.data, b.data, len) : 0;

	return order ? order : (a.len > b.len) - (a.len < b.len);
}

static int compare_items(const void *left, const void *right)
{
	const struct slice *a = left, *b = right;

	return compare(*a, *b);
}

/* Their bytes do not move any more. */
static void sort_items(struct sort *s)
{
	size_t at = 0;

	for (size_t i = 0; i < s->count; i++) {
		s->items[i].data = s->bytes.data + at;
		at += s->items[i].len;
	}
	if (s->count)
		qsort(s->items, s->count, sizeof(*s->items), compare_items);
}

/* ---- runs ---- */

static bool fail_to_write(const struct sort *s, struct err *err)
{
	return err_set(err, ERR_IO, _("cannot write a temporary file in '%s': %s"), s->folder,
		       strerror(errno));
}

static bool fail_to_read(const struct sort *s, struct err *err)
{
	return err_set(err, ERR_IO, _("cannot read a temporary file in '%s': %s"), s->folder,
		       strerror(errno));
}

/* Reads on; what is left of the chunk moves to its beginning. */
static bool fill(struct sort *s, struct run *run, struct err *err)
{
	ssize_t n;

	memmove(run->chunk, run->chunk + run->at, run->len - run->at);
	run->len -= run->at;
	run->at = 0;
	n = sys_pread_all(s->sys, run->fd, run->chunk + run->len, CHUNK_LEN - run->len, run->offset);
	if (n < 0)
		return fail_to_read(s, err);
	run->offset += (size_t)n;
	run->len += (size_t)n;
	return true;
}

/* Whether there are LEN_LEN bytes in the chunk, which is filled for that. */
static bool has_length(struct sort *s, struct run *run, bool *has, struct err *err)
{
	if (run->len - run->at < LEN_LEN && !fill(s, run, err))
		return false;
	*has = run->len - run->at >= LEN_LEN;
	return true;
}

/* Takes the next record of RUN out of its file. */
static bool advance(struct sort *s, struct run *run, struct err *err)
{
	size_t len = 0;
	bool has;

	if (!has_length(s, run, &has, err))
		return false;
	buf_clear(&run->record);
	run->ended = !has;
	for (size_t i = 0; has && i < LEN_LEN; i++)
		len |= (size_t)(unsigned char)run->chunk[run->at++] << (8 * i);
	while (run->record.len < len) {
		size_t wanted = len - run->record.len, there = run->len - run->at;

		if (!there && !fill(s, run, err))
			return false;
		there = run->len - run->at;
		if (!there) {	/* shorter than it was written */
			errno = EIO;
			return fail_to_read(s, err);
		}
		if (there > wanted)
			there = wanted;
		buf_add(&run->record, run->chunk + run->at, there);
		run->at += there;
	}
	return true;
}

/* Puts a run that reads FD behind the others, at its first record. */
static bool add_run(struct sort *s, int fd, int level, struct err *err)
{
	struct run run = { .fd = fd, .level = level, .chunk = mem_zero(CHUNK_LEN, 1) };

	buf_init(&run.record, SORT_RECORD_MAX);
	s->runs = mem_grow(s->runs, s->run_count, &s->run_cap, sizeof(*s->runs));
	s->runs[s->run_count++] = run;
	return advance(s, &s->runs[s->run_count - 1], err);
}

/* A run that is being written. */
struct writing {
	struct temp temp;
	int fd;			/* reads it */
	struct buf chunk;
};

/* A file without a name. */
static bool begin(struct sort *s, struct writing *w, struct err *err)
{
	const int flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY;
	int dir = sys_open(s->sys, AT_FDCWD, s->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
	bool ok;

	w->fd = -1;
	temp_init(&w->temp, s->sys, dir);
	if (dir >= 0 && temp_make(&w->temp, "leaderplus-sort"))
		w->fd = sys_open(s->sys, dir, w->temp.name, flags, 0);
	ok = w->fd >= 0 && s->sys->unlinkat(dir, w->temp.name, 0) == 0;
	if (ok) {
		temp_leave(&w->temp);
		buf_init(&w->chunk, CHUNK_LEN + LEN_LEN + SORT_RECORD_MAX);
	} else {
		fail_to_write(s, err);
		temp_drop(&w->temp);
		if (w->fd >= 0)
			(void)sys_close(s->sys, w->fd);
	}
	if (dir >= 0)
		(void)sys_close(s->sys, dir);
	return ok;
}

static bool flush(struct sort *s, struct writing *w, struct err *err)
{
	bool ok = temp_write(&w->temp, slice_buf(&w->chunk));

	buf_clear(&w->chunk);
	return ok || fail_to_write(s, err);
}

static bool put(struct sort *s, struct writing *w, struct slice record, struct err *err)
{
	for (size_t i = 0; i < LEN_LEN; i++)
		buf_add_char(&w->chunk, (char)(unsigned char)(record.len >> (8 * i)));
	buf_add_slice(&w->chunk, record);
	return w->chunk.len < CHUNK_LEN || flush(s, w, err);
}

/* A disk that says yes and has nothing is told now. */
static bool is_whole(const struct sort *s, const struct writing *w)
{
	struct stat st;

	if (s->sys->fstat(w->fd, &st) != 0)
		return false;
	errno = EIO;
	return (size_t)st.st_size == w->temp.written;
}

/* What has been written becomes a run of LEVEL, unless it has FAILED. */
static bool end(struct sort *s, struct writing *w, int level, bool failed, struct err *err)
{
	bool ok = !failed && flush(s, w, err);

	if ((!sys_close(s->sys, w->temp.fd) || !is_whole(s, w)) && ok)
		ok = fail_to_write(s, err);
	w->temp.fd = -1;
	buf_release(&w->chunk);
	if (ok)
		return add_run(s, w->fd, level, err);
	(void)sys_close(s->sys, w->fd);
	return false;
}

/* The run of LEVEL (-1: of any) with the first record, or NULL. */
static struct run *first_run(const struct sort *s, int level)
{
	struct run *first = NULL;

	for (size_t i = 0; i < s->run_count; i++) {
		struct run *run = &s->runs[i];

		if (!run->ended && (level < 0 || run->level == level) &&
		    (!first || compare(slice_buf(&run->record), slice_buf(&first->record)) < 0))
			first = run;
	}
	return first;
}

static size_t count_runs(const struct sort *s, int level)
{
	size_t count = 0;

	for (size_t i = 0; i < s->run_count; i++)
		count += s->runs[i].level == level;
	return count;
}

static void drop_runs(struct sort *s, int level)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->run_count; i++) {
		if (s->runs[i].level == level)
			release_run(s, &s->runs[i]);
		else
			s->runs[kept++] = s->runs[i];
	}
	s->run_count = kept;
}

/* All runs of LEVEL become one of the next. */
static bool merge(struct sort *s, int level, struct err *err)
{
	struct writing w;
	struct run *run;
	bool ok = true;

	if (!begin(s, &w, err))
		return false;
	while (ok && (run = first_run(s, level)))
		ok = put(s, &w, slice_buf(&run->record), err) && advance(s, run, err);
	if (!end(s, &w, level + 1, !ok, err))
		return false;
	drop_runs(s, level);
	return true;
}

/* What is in memory becomes a run. */
static bool spill(struct sort *s, struct err *err)
{
	struct writing w;
	bool ok = true;

	if (!begin(s, &w, err))
		return false;
	sort_items(s);
	for (size_t i = 0; i < s->count && ok; i++)
		ok = put(s, &w, s->items[i], err);
	if (!end(s, &w, 0, !ok, err))
		return false;
	s->count = 0;
	buf_clear(&s->bytes);
	for (int level = 0; count_runs(s, level) >= FAN; level++)
		if (!merge(s, level, err))
			return false;
	return true;
}

/* ---- in and out ---- */

bool sort_add(struct sort *s, struct slice record, struct err *err)
{
	if (record.len > SORT_RECORD_MAX)
		return err_set(err, ERR_TOO_BIG, _("a record of more than %zu bytes cannot be sorted"),
			       SORT_RECORD_MAX);
	buf_add_slice(&s->bytes, record);
	s->items = mem_grow(s->items, s->count, &s->cap, sizeof(*s->items));
	s->items[s->count++] = (struct slice){ NULL, record.len };
	return s->bytes.len + s->count * sizeof(*s->items) < s->memory || spill(s, err);
}

enum sort_got sort_next(struct sort *s, struct slice *record, struct err *err)
{
	if (!s->given)
		sort_items(s);
	s->given = true;
	if (s->last && !advance(s, s->last, err))
		return SORT_FAILED;
	s->last = first_run(s, -1);
	if (s->next < s->count && (!s->last || compare(s->items[s->next],
						       slice_buf(&s->last->record)) < 0)) {
		s->last = NULL;
		*record = s->items[s->next++];
		return SORT_RECORD;
	}
	if (!s->last)
		return SORT_END;
	*record = slice_buf(&s->last->record);
	return SORT_RECORD;
}
