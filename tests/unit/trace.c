/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Carries system calls out, and builds what a power cut may make of them. */
#include <config.h>

#include "trace.h"

#include <check.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "pieces.h"
#include "scratch.h"

enum {
	SECTOR = 512,
	INODES = 512,
	NAMES = 48,
	NAME_SIZE = 256,
	FDS = 256,
	CHANGES = 1 << 14,
	ALL_UP_TO = 7,	/* changes of names of which every combination is shown */
	SAMPLES = 1 << ALL_UP_TO,
	MIXTURES = 5	/* ways of having unsynced bytes: none, all, cut off, by chance twice */
};

enum kind { BYTES, LENGTH, SET, MOVE, GONE, TRADE };

/* One thing that was asked of the disk and not synced. */
struct change {
	enum kind kind;
	int inode, other;	/* TRADE: the other gets the name */
	size_t at, len;		/* LENGTH: the new one in len */
	unsigned char *bytes;
	char name[NAME_SIZE], to[NAME_SIZE];
};

struct content {
	unsigned char *bytes;
	size_t len, cap;
};

struct folder {
	struct { char name[NAME_SIZE]; int inode; } names[NAMES];
	int count;
};

struct descriptor {
	bool used, folder;
	int inode;
	size_t at;
};

static struct {
	struct content durable[INODES];
	size_t live_len[INODES];
	int inodes;
	struct folder live, named;	/* as the program sees it, and as it is on the disk */
	struct change *changes;
	size_t count;
	struct descriptor fds[FDS];
	struct dice dice;
	void (*watch)(void);
	unsigned long shown;
	char refused[NAME_SIZE];
} trace;

static const char *last_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static int find(const struct folder *f, const char *name)
{
	for (int i = 0; i < f->count; i++)
		if (strcmp(f->names[i].name, name) == 0)
			return i;
	return -1;
}

static void put(struct folder *f, const char *name, int inode)
{
	int i = find(f, name);

	if (i < 0) {
		ck_assert_int_lt(f->count, NAMES);
		i = f->count++;
	}
	snprintf(f->names[i].name, NAME_SIZE, "%s", name);
	f->names[i].inode = inode;
}

static void take_out(struct folder *f, const char *name)
{
	int i = find(f, name);

	if (i >= 0)
		f->names[i] = f->names[--f->count];
}

static void lengthen(struct content *c, size_t len)
{
	if (len > c->cap) {
		c->cap = len * 2;
		c->bytes = mem_resize(c->bytes, c->cap, 1);
	}
	if (len > c->len)
		memset(c->bytes + c->len, 0, len - c->len);
	c->len = len;
}

static struct change *add(enum kind kind, int inode)
{
	struct change *c;

	if (!trace.changes)
		trace.changes = mem_zero(CHANGES, sizeof(*trace.changes));
	ck_assert_uint_lt(trace.count, CHANGES);
	c = &trace.changes[trace.count++];
	*c = (struct change){ .kind = kind, .inode = inode };
	return c;
}

static void apply_bytes(struct content *c, const struct change *change)
{
	if (change->kind == LENGTH) {
		lengthen(c, change->len);
		return;
	}
	if (change->at + change->len > c->len)
		lengthen(c, change->at + change->len);
	memcpy(c->bytes + change->at, change->bytes, change->len);
}

static void apply_name(struct folder *f, const struct change *change)
{
	if (change->kind == GONE || change->kind == MOVE)
		take_out(f, change->name);
	if (change->kind == SET || change->kind == MOVE || change->kind == TRADE)
		put(f, change->kind == SET ? change->name : change->to, change->inode);
	if (change->kind == TRADE)
		put(f, change->name, change->other);
}

static bool is_of_names(const struct change *c)
{
	return c->kind != BYTES && c->kind != LENGTH;
}

/* What is synced is on the disk: the bytes of INODE, or with -1 the names. */
static void settle(int inode)
{
	size_t kept = 0;

	for (size_t i = 0; i < trace.count; i++) {
		struct change *c = &trace.changes[i];

		if (inode < 0 && is_of_names(c)) {
			apply_name(&trace.named, c);
		} else if (inode >= 0 && !is_of_names(c) && c->inode == inode) {
			apply_bytes(&trace.durable[inode], c);
			free(c->bytes);
		} else {
			trace.changes[kept++] = *c;
		}
	}
	trace.count = kept;
}

static void clear_cut(void)
{
	DIR *dir = opendir(scratch_path("cut"));
	const struct dirent *entry;

	if (!dir) {
		ck_assert_int_eq(mkdir(scratch_path("cut"), 0700), 0);
		return;
	}
	while ((entry = readdir(dir)))
		if (entry->d_name[0] != '.' || strlen(entry->d_name) > 2)
			(void)unlinkat(dirfd(dir), entry->d_name, 0);
	closedir(dir);
}

/* Whether the change I of COUNT reached the disk in the mixture MODE. */
static bool reached(int mode, size_t i, size_t count)
{
	switch (mode) {
	case 0:
		return false;
	case 1:
		return true;
	case 2:
		return i < count / 2;
	default:
		return roll(&trace.dice, 2);
	}
}

static void build_file(const char *name, int inode, int mode)
{
	const struct content *durable = &trace.durable[inode];
	struct content c = { 0 };
	char path[PATH_MAX];
	size_t count = 0, n = 0;
	int fd;

	lengthen(&c, durable->len);
	if (durable->len)
		memcpy(c.bytes, durable->bytes, durable->len);
	for (size_t i = 0; i < trace.count; i++)
		count += !is_of_names(&trace.changes[i]) && trace.changes[i].inode == inode;
	for (size_t i = 0; i < trace.count; i++) {
		const struct change *change = &trace.changes[i];

		if (!is_of_names(change) && change->inode == inode && reached(mode, n++, count))
			apply_bytes(&c, change);
	}
	snprintf(path, sizeof(path), "%s/%s", scratch_path("cut"), name);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	ck_assert_int_ge(fd, 0);
	ck_assert(!c.len || write(fd, c.bytes, c.len) == (ssize_t)c.len);
	close(fd);
	free(c.bytes);
}

/* The names of which the bits of WHICH say that they reached the disk, in the mixture MODE. */
static void show(unsigned which, int mode)
{
	struct folder f = trace.named;
	int n = 0;

	for (size_t i = 0; i < trace.count; i++)
		if (is_of_names(&trace.changes[i]) && which & 1u << (n++ % 31))
			apply_name(&f, &trace.changes[i]);
	clear_cut();
	for (int i = 0; i < f.count; i++)
		build_file(f.names[i].name, f.names[i].inode, mode);
	trace.shown++;
	trace.watch();
}

void trace_look(void)
{
	unsigned names = 0, states;
	bool bytes = false;

	if (!trace.watch)
		return;
	for (size_t i = 0; i < trace.count; i++)
		if (is_of_names(&trace.changes[i]))
			names++;
		else
			bytes = true;
	states = names <= ALL_UP_TO ? 1u << names : SAMPLES;
	for (unsigned i = 0; i < states; i++)
		for (int mode = bytes ? 0 : 1; mode < (bytes ? MIXTURES : 2); mode++)
			show(names <= ALL_UP_TO ? i : roll(&trace.dice, 1u << 31), mode);
}

static int trace_openat(int dir, const char *path, int flags, mode_t mode)
{
	int fd = sys_real()->openat(dir, path, flags, mode);
	const char *name = last_of(path);
	int i;

	if (fd < 0)
		return fd;
	ck_assert_int_lt(fd, FDS);
	trace.fds[fd] = (struct descriptor){ .used = true, .folder = flags & O_DIRECTORY };
	if (flags & O_DIRECTORY)
		return fd;
	i = find(&trace.live, name);
	if (i < 0) {
		ck_assert_int_lt(trace.inodes, INODES);
		put(&trace.live, name, trace.inodes);
		snprintf(add(SET, trace.inodes)->name, NAME_SIZE, "%s", name);
		trace.fds[fd].inode = trace.inodes++;
	} else {
		trace.fds[fd].inode = trace.live.names[i].inode;
	}
	return fd;
}

static void note_length(int inode, size_t len)
{
	add(LENGTH, inode)->len = len;
	trace.live_len[inode] = len;
}

static void note_bytes(int inode, const void *bytes, size_t len, size_t at)
{
	const char *from = bytes;

	while (len) {
		size_t part = SECTOR - at % SECTOR < len ? SECTOR - at % SECTOR : len;
		struct change *c = add(BYTES, inode);

		c->at = at;
		c->len = part;
		c->bytes = (unsigned char *)mem_copy(from, part);
		from += part;
		at += part;
		len -= part;
	}
	if (at > trace.live_len[inode])
		trace.live_len[inode] = at;
}

static ssize_t trace_write(int fd, const void *bytes, size_t len)
{
	ssize_t n = sys_real()->write(fd, bytes, len);

	if (n > 0) {
		note_bytes(trace.fds[fd].inode, bytes, (size_t)n, trace.fds[fd].at);
		trace.fds[fd].at += (size_t)n;
	}
	return n;
}

static ssize_t trace_pwrite(int fd, const void *bytes, size_t len, off_t at)
{
	ssize_t n = sys_real()->pwrite(fd, bytes, len, at);

	if (n > 0)
		note_bytes(trace.fds[fd].inode, bytes, (size_t)n, (size_t)at);
	return n;
}

static int trace_fallocate(int fd, off_t at, off_t len)
{
	int error = sys_real()->fallocate(fd, at, len);

	if (!error && (size_t)(at + len) > trace.live_len[trace.fds[fd].inode])
		note_length(trace.fds[fd].inode, (size_t)(at + len));
	return error;
}

static int trace_ftruncate(int fd, off_t len)
{
	int failed = sys_real()->ftruncate(fd, len);

	if (!failed)
		note_length(trace.fds[fd].inode, (size_t)len);
	return failed;
}

/* The real disk need not be troubled. */
static int trace_fsync(int fd)
{
	trace_look();
	settle(trace.fds[fd].folder ? -1 : trace.fds[fd].inode);
	return 0;
}

static int trace_close(int fd)
{
	trace.fds[fd].used = false;
	return sys_real()->close(fd);
}

static int trace_renameat(int fromdir, const char *from, int todir, const char *to)
{
	int i, inode;

	if (strcmp(last_of(to), trace.refused) == 0) {
		errno = EBUSY;
		return -1;
	}
	if (sys_real()->renameat(fromdir, from, todir, to) != 0)
		return -1;
	inode = trace.live.names[find(&trace.live, last_of(from))].inode;
	i = find(&trace.live, last_of(to));
	if (i >= 0 && trace.live.names[i].inode == inode)
		return 0;	/* two names of one file: both stay */
	take_out(&trace.live, last_of(from));
	put(&trace.live, last_of(to), inode);
	add(MOVE, inode);
	snprintf(trace.changes[trace.count - 1].name, NAME_SIZE, "%s", last_of(from));
	snprintf(trace.changes[trace.count - 1].to, NAME_SIZE, "%s", last_of(to));
	return 0;
}

/* In one step on the disk, too: those that offer it write it to their journal as one. */
static int trace_exchangeat(int dir, const char *one, const char *other)
{
	int a, b;

	if (strcmp(last_of(other), trace.refused) == 0) {
		errno = EBUSY;
		return -1;
	}
	if (sys_real()->exchangeat(dir, one, other) != 0)
		return -1;
	a = trace.live.names[find(&trace.live, one)].inode;
	b = trace.live.names[find(&trace.live, other)].inode;
	put(&trace.live, one, b);
	put(&trace.live, other, a);
	add(TRADE, a)->other = b;
	snprintf(trace.changes[trace.count - 1].name, NAME_SIZE, "%s", one);
	snprintf(trace.changes[trace.count - 1].to, NAME_SIZE, "%s", other);
	return 0;
}

static int trace_linkat(int fromdir, const char *from, int todir, const char *to, int flags)
{
	int inode;

	if (sys_real()->linkat(fromdir, from, todir, to, flags) != 0)
		return -1;
	inode = trace.live.names[find(&trace.live, last_of(from))].inode;
	put(&trace.live, last_of(to), inode);
	snprintf(add(SET, inode)->name, NAME_SIZE, "%s", last_of(to));
	return 0;
}

static int trace_unlinkat(int dir, const char *path, int flags)
{
	if (sys_real()->unlinkat(dir, path, flags) != 0)
		return -1;
	take_out(&trace.live, last_of(path));
	snprintf(add(GONE, 0)->name, NAME_SIZE, "%s", last_of(path));
	return 0;
}

const struct sys *trace_sys(void)
{
	static struct sys table;

	table = *sys_real();
	table.openat = trace_openat;
	table.write = trace_write;
	table.pwrite = trace_pwrite;
	table.fallocate = trace_fallocate;
	table.ftruncate = trace_ftruncate;
	table.fsync = trace_fsync;
	table.close = trace_close;
	table.renameat = trace_renameat;
	table.exchangeat = trace_exchangeat;
	table.linkat = trace_linkat;
	table.unlinkat = trace_unlinkat;
	return &table;
}

/* Everything that is in the scratch folder is on the disk. */
static void load(const char *name)
{
	int inode = trace.inodes++, fd = open(scratch_path(name), O_RDONLY | O_CLOEXEC);
	struct content *c = &trace.durable[inode];
	struct stat st;

	ck_assert(fd >= 0 && fstat(fd, &st) == 0);
	lengthen(c, (size_t)st.st_size);
	ck_assert_int_eq(c->len ? read(fd, c->bytes, c->len) : 0, (ssize_t)c->len);
	close(fd);
	trace.live_len[inode] = c->len;
	put(&trace.live, name, inode);
	put(&trace.named, name, inode);
}

void trace_reset(unsigned long long seed, void (*watch)(void))
{
	DIR *dir = opendir(scratch_path(""));
	const struct dirent *entry;
	struct stat st;

	for (size_t i = 0; i < trace.count; i++)
		free(trace.changes[i].bytes);
	free(trace.changes);
	for (int i = 0; i < trace.inodes; i++)
		free(trace.durable[i].bytes);
	memset(&trace, 0, sizeof(trace));
	trace.dice.state = seed;
	trace.watch = watch;
	ck_assert_ptr_nonnull(dir);
	while ((entry = readdir(dir)))
		if (fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
		    S_ISREG(st.st_mode))
			load(entry->d_name);
	closedir(dir);
}

unsigned long trace_shown(void)
{
	return trace.shown;
}

void trace_refuse(const char *name)
{
	snprintf(trace.refused, NAME_SIZE, "%s", name ? name : "");
}
