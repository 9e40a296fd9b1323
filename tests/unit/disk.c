/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk with one file, in memory, and all that a power cut may leave of it. */
#include <config.h>

#include "disk.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "pieces.h"

enum {
	SECTOR = 512,
	BLOCK = 4096,
	SIZE_MAX_FILE = 3 << 20,
	ALL_UP_TO = 8,		/* sectors of which every combination is shown */
	SAMPLES = 12,
	LENGTHS = 5,
	FOLDER_FD = 1001,
	FILE_FD = 1002
};

struct image {
	unsigned char bytes[SIZE_MAX_FILE];	/* zero behind the length */
	size_t len;
	bool exists;
};

struct sector {
	size_t at;
	unsigned char bytes[SECTOR];
};

static struct {
	struct image cached, durable, view;
	bool viewing;
	bool blocks[SIZE_MAX_FILE / BLOCK];
	struct sector *pending;
	size_t count, cap;
	size_t lengths[LENGTHS];	/* that the file has had since the last sync */
	size_t lengths_len;
	struct dice dice;
	void (*watch)(const void *);
	const void *arg;
	unsigned long shown;
	bool full;
	int refusal;
	size_t short_len;
	int syncs_left, calls_left;	/* 0: none is to fail */
	bool dead, cut;
	int open_files;
} disk;

static void settle_lengths(void)
{
	disk.lengths[0] = disk.durable.len;
	disk.lengths[1] = disk.cached.len;
	disk.lengths_len = disk.cached.len == disk.durable.len ? 1 : 2;
}

void disk_reset(unsigned long long seed, void (*watch)(const void *), const void *arg)
{
	free(disk.pending);
	memset(&disk, 0, sizeof(disk));
	disk.dice.state = seed;
	disk.watch = watch;
	disk.arg = arg;
	settle_lengths();
}

void disk_fill(bool full)
{
	disk.full = full;
}

void disk_refuse(int error)
{
	disk.refusal = error;
}

void disk_short(size_t len)
{
	disk.short_len = len;
}

void disk_fail_sync(int nth)
{
	disk.syncs_left = nth;
}

void disk_kill(int nth)
{
	disk.calls_left = nth;
}

void disk_cut(int nth)
{
	disk.calls_left = nth;
	disk.cut = true;
}

unsigned char *disk_bytes(size_t *len)
{
	*len = disk.cached.len;
	return disk.cached.bytes;
}

int disk_open_files(void)
{
	return disk.open_files;
}

unsigned long disk_shown(void)
{
	return disk.shown;
}

/* Which of the pending sectors reach the disk: those from FROM to TO (or the others),
 * or each with the chance of ODDS in eight. */
struct choice {
	size_t from, to;
	bool others;
	unsigned odds;		/* 0: by place */
	unsigned long mask;	/* not 0: bit i and the highest, which only marks */
};

static bool chosen(const struct choice *c, size_t i)
{
	if (c->mask)
		return c->mask >> i & 1;
	if (c->odds)
		return roll(&disk.dice, 8) < c->odds;
	return (i >= c->from && i < c->to) != c->others;
}

/* Only the pending sectors differ from what is on disk for sure, which stands there. */
static void make_view(const struct choice *c, size_t len)
{
	struct image *v = &disk.view;

	for (size_t i = 0; i < disk.count; i++) {
		size_t at = disk.pending[i].at;

		memcpy(v->bytes + at, disk.durable.bytes + at, SECTOR);
	}
	for (size_t i = 0; i < disk.count; i++)
		if (chosen(c, i))
			memcpy(v->bytes + disk.pending[i].at, disk.pending[i].bytes, SECTOR);
	v->len = len;
	v->exists = true;
}

static void show(void)
{
	disk.viewing = true;
	disk.shown++;
	disk.watch(disk.arg);
	disk.viewing = false;
}

static size_t any_length(void)
{
	return disk.lengths[roll(&disk.dice, (unsigned)disk.lengths_len)];
}

static void show_choice(struct choice c)
{
	make_view(&c, disk.cached.len);
	show();
	if (disk.lengths_len > 1) {
		disk.view.len = any_length();
		show();
	}
}

static void show_all(void)
{
	for (unsigned long mask = 0; mask < 1UL << disk.count; mask++)
		for (size_t i = 0; i < disk.lengths_len; i++) {
			make_view(&(struct choice){ .mask = mask | 1UL << disk.count },
				  disk.lengths[i]);
			show();
		}
}

static void show_some(void)
{
	size_t step = disk.count / SAMPLES + 1;

	for (size_t i = 0; i <= disk.count; i += step) {
		show_choice((struct choice){ .to = i });
		show_choice((struct choice){ .to = i, .others = true });
	}
	for (size_t i = 0; i < disk.count; i += 1 + roll(&disk.dice, (unsigned)step)) {
		show_choice((struct choice){ .from = i, .to = i + 1 });
		show_choice((struct choice){ .from = i, .to = i + 1, .others = true });
	}
	for (unsigned i = 0; i < SAMPLES; i++)
		show_choice((struct choice){ .odds = 1 + i % 7 });
}

void disk_look(void)
{
	if (!disk.watch || disk.viewing)
		return;
	if (!disk.durable.exists) {
		disk.view.exists = false;
		disk.view.len = 0;
		show();
	}
	if (!disk.cached.exists)
		return;
	memcpy(disk.view.bytes, disk.durable.bytes, disk.cached.len);
	if (disk.count <= ALL_UP_TO)
		show_all();
	else
		show_some();
}

/* Some of what is pending comes to the disk; the rest never will. */
static void settle_by_chance(void)
{
	struct choice c = { .odds = 1 + roll(&disk.dice, 7) };

	memcpy(disk.view.bytes, disk.durable.bytes, disk.cached.len);
	make_view(&c, any_length());
	memset(disk.view.bytes + disk.view.len, 0, sizeof(disk.view.bytes) - disk.view.len);
	memcpy(disk.durable.bytes, disk.view.bytes, disk.cached.len);
	disk.durable.len = disk.view.len;
	disk.count = 0;
	settle_lengths();
}

bool disk_is_dead(void)
{
	return disk.dead;
}

void disk_revive(void)
{
	if (disk.cut && disk.dead) {
		settle_by_chance();
		if (!disk.durable.exists && roll(&disk.dice, 2))
			disk.durable = (struct image){ 0 };
		else
			disk.durable.exists = disk.cached.exists;
		disk.cached = disk.durable;
		settle_lengths();
	}
	disk.dead = disk.cut = false;
	disk.calls_left = 0;
}

/* Whether this call, which changes something, fails because everything does. */
static bool is_dead(void)
{
	ck_assert_msg(!disk.viewing, "reading has changed something");
	if (disk.calls_left && --disk.calls_left == 0)
		disk.dead = true;
	errno = EIO;
	return disk.dead;
}

static int disk_openat(int dir, const char *path, int flags, mode_t mode)
{
	struct image *image = disk.viewing ? &disk.view : &disk.cached;

	(void)mode;
	if (flags & O_DIRECTORY) {
		ck_assert_str_eq(path, "folder");
		disk.open_files++;
		return FOLDER_FD;
	}
	ck_assert_str_eq(path, dir == FOLDER_FD ? "file" : DISK_FILE);
	if (!image->exists && !(flags & O_CREAT)) {
		errno = ENOENT;
		return -1;
	}
	if ((flags & O_CREAT) && is_dead())
		return -1;
	image->exists = true;
	disk.open_files++;
	return FILE_FD;
}

static int disk_close(int fd)
{
	ck_assert(fd == FOLDER_FD || fd == FILE_FD);
	disk.open_files--;
	return 0;
}

static int disk_fstat(int fd, struct stat *st)
{
	ck_assert_int_eq(fd, FILE_FD);
	*st = (struct stat){ .st_mode = S_IFREG | 0600, .st_uid = geteuid(), .st_ino = 1,
			     .st_size = (off_t)(disk.viewing ? disk.view.len : disk.cached.len) };
	return 0;
}

static int disk_fstatat(int dir, const char *path, struct stat *st, int flags)
{
	(void)dir;
	(void)flags;
	ck_assert_str_eq(path, DISK_FILE);
	errno = ENOENT;
	return disk.cached.exists ? disk_fstat(FILE_FD, st) : -1;
}

static int disk_fchmod(int fd, mode_t mode)
{
	ck_assert_int_eq(fd, FILE_FD);
	ck_assert_uint_eq(mode, 0600);
	return 0;
}

static ssize_t disk_pread(int fd, void *buf, size_t len, off_t at)
{
	const struct image *image = disk.viewing ? &disk.view : &disk.cached;
	size_t from = (size_t)at;

	ck_assert_int_eq(fd, FILE_FD);
	if (from >= image->len)
		return 0;
	if (len > image->len - from)
		len = image->len - from;
	memcpy(buf, image->bytes + from, len);
	return (ssize_t)len;
}

/* How many of LEN bytes from AT have their blocks, or get them. */
static size_t take_blocks(size_t at, size_t len)
{
	size_t end = at;

	ck_assert_uint_le(at + len, SIZE_MAX_FILE);
	while (end < at + len && (disk.blocks[end / BLOCK] || !disk.full)) {
		disk.blocks[end / BLOCK] = true;
		end = (end / BLOCK + 1) * BLOCK;
	}
	return end < at + len ? end - at : len;
}

static void grow(size_t len)
{
	if (len <= disk.cached.len)
		return;
	disk.cached.len = len;
	if (disk.lengths_len < LENGTHS)
		disk.lengths_len++;
	disk.lengths[disk.lengths_len - 1] = len;
}

static void add_pending(size_t at)
{
	disk.pending = mem_grow(disk.pending, disk.count, &disk.cap, sizeof(*disk.pending));
	disk.pending[disk.count].at = at;
	memcpy(disk.pending[disk.count++].bytes, disk.cached.bytes + at, SECTOR);
}

static ssize_t disk_pwrite(int fd, const void *buf, size_t len, off_t at)
{
	size_t from = (size_t)at;

	ck_assert_int_eq(fd, FILE_FD);
	if (is_dead())
		return -1;
	if (disk.short_len && len > disk.short_len)
		len = disk.short_len;
	len = take_blocks(from, len);
	errno = ENOSPC;
	if (!len)
		return -1;
	memcpy(disk.cached.bytes + from, buf, len);
	grow(from + len);
	for (size_t sector = from / SECTOR * SECTOR; sector < from + len; sector += SECTOR)
		add_pending(sector);
	return (ssize_t)len;
}

static int disk_fallocate(int fd, off_t at, off_t len)
{
	size_t end = (size_t)(at + len);

	ck_assert_int_eq(fd, FILE_FD);
	if (is_dead())
		return EIO;
	if (disk.refusal)
		return disk.refusal;
	if (take_blocks((size_t)at, (size_t)len) < (size_t)len)
		return ENOSPC;
	grow(end);
	return 0;
}

static int disk_fsync(int fd)
{
	disk_look();
	if (is_dead())
		return -1;
	if (fd == FOLDER_FD) {
		disk.durable.exists = true;
		return 0;
	}
	ck_assert_int_eq(fd, FILE_FD);
	if (disk.syncs_left && --disk.syncs_left == 0) {
		settle_by_chance();
		return -1;
	}
	for (size_t i = 0; i < disk.count; i++)
		memcpy(disk.durable.bytes + disk.pending[i].at, disk.pending[i].bytes, SECTOR);
	disk.durable.len = disk.cached.len;
	disk.count = 0;
	settle_lengths();
	return 0;
}

const struct sys *disk_sys(void)
{
	static const struct sys table = {
		.openat = disk_openat,
		.pread = disk_pread,
		.pwrite = disk_pwrite,
		.fallocate = disk_fallocate,
		.fsync = disk_fsync,
		.close = disk_close,
		.fstat = disk_fstat,
		.fstatat = disk_fstatat,
		.fchmod = disk_fchmod,
	};

	return &table;
}
