/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file system in memory. */
#include <config.h>

#include "memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "content.h"
#include "fuzz.h"

enum {
	FDS = 64, FD_FIRST = 4096	/* no real descriptor is as high: a mix-up is met */
};

struct name {
	char *path;		/* "/a/b"; the root is "" */
	struct content *content;
};

struct open_file {
	struct content *content;	/* NULL: a free place */
	char *path;			/* of a folder */
	size_t at;
};

static struct {
	struct name *names;
	size_t count, cap;
	struct open_file fds[FDS];
	time_t now;
	ino_t last_number;
	unsigned dice;
	bool full;
} disk;

static int fail(int error)
{
	errno = error;
	return -1;
}

static struct name *find(const char *path)
{
	for (size_t i = 0; i < disk.count; i++)
		if (strcmp(disk.names[i].path, path) == 0)
			return &disk.names[i];
	return NULL;
}

static struct open_file *opened(int fd)
{
	struct open_file *f = &disk.fds[fd - FD_FIRST];

	fuzz_must(fd >= FD_FIRST && fd < FD_FIRST + FDS && f->content, "a descriptor is open");
	return f;
}

/* PATH from the root, for free(); NULL and errno. */
static char *whole(int dir, const char *path)
{
	struct buf b;

	if (!*path || content_path_too_long(path)) {
		errno = *path ? ENAMETOOLONG : ENOENT;
		return NULL;
	}
	buf_init(&b, 2 * PATH_LEN_MAX);
	if (*path != '/') {
		if (dir != AT_FDCWD)
			buf_add_str(&b, opened(dir)->path);
		buf_add_char(&b, '/');
	}
	buf_add_str(&b, path);
	content_tidy_path(b.data);
	return buf_steal(&b);
}

/* The name that PATH is; NULL and errno. */
static struct name *look(int dir, const char *path)
{
	char *at = whole(dir, path);
	struct name *name = at ? find(at) : NULL;

	if (at && !name)
		errno = ENOENT;
	free(at);
	return name;
}

/* Whether a new name may stand at PATH; errno. */
static bool has_parent(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *parent = mem_copy(path, (size_t)(slash - path));
	struct name *name = find(parent);

	free(parent);
	errno = name ? ENOTDIR : ENOENT;
	return name && name->content->folder;
}

static void release(struct content *c)
{
	if (c->names || c->opens)
		return;
	buf_release(&c->bytes);
	free(c);
}

static void add_name(const char *path, struct content *content)
{
	disk.names = mem_grow(disk.names, disk.count, &disk.cap, sizeof(*disk.names));
	disk.names[disk.count++] = (struct name){ mem_string(path), content };
	content->names++;
}

static void drop_name(struct name *name)
{
	struct content *content = name->content;

	free(name->path);
	*name = disk.names[--disk.count];
	content->names--;
	release(content);
}

static struct content *add_content(const char *path, bool folder)
{
	struct content *c = MEM_NEW(struct content);

	buf_init(&c->bytes, FUZZ_MANY);
	c->folder = folder;
	c->mode = folder ? S_IFDIR | 0700 : S_IFREG | 0600;
	c->number = ++disk.last_number;
	add_name(path, c);
	return c;
}

static int open_content(struct content *content, const char *path)
{
	for (int i = 0; i < FDS; i++)
		if (!disk.fds[i].content) {
			disk.fds[i] = (struct open_file){ content, mem_string(path), 0 };
			content->opens++;
			return FD_FIRST + i;
		}
	fuzz_must(false, "descriptors are closed again");
	return -1;
}

/* The content that is to be opened, made where FLAGS say so; NULL and errno. */
static struct content *to_open(const char *path, int flags)
{
	struct name *name = find(path);

	if (name && (flags & O_CREAT) && (flags & O_EXCL)) {
		errno = EEXIST;
		return NULL;
	}
	if (name) {
		errno = name->content->folder ? EISDIR : ENOTDIR;
		if (name->content->folder ? (flags & O_ACCMODE) != O_RDONLY : flags & O_DIRECTORY)
			return NULL;
		return name->content;
	}
	errno = ENOENT;
	return flags & O_CREAT && has_parent(path) ? add_content(path, false) : NULL;
}

static int mem_openat(int dir, const char *path, int flags, mode_t mode)
{
	char *at = whole(dir, path);
	struct content *content = at ? to_open(at, flags) : NULL;
	int fd = content ? open_content(content, at) : -1;

	(void)mode;
	free(at);
	return fd;
}

static ssize_t mem_read(int fd, void *out, size_t len)
{
	struct open_file *f = opened(fd);
	size_t left = f->content->bytes.len - f->at;

	if (len > left)
		len = left;
	memcpy(out, f->content->bytes.data + f->at, len);
	f->at += len;
	return (ssize_t)len;
}

static ssize_t mem_write(int fd, const void *bytes, size_t len)
{
	struct open_file *f = opened(fd);
	struct buf *b = &f->content->bytes;
	size_t over = b->len - f->at < len ? b->len - f->at : len;

	if (disk.full)
		return fail(ENOSPC);
	fuzz_must(buf_splice(b, f->at, over, bytes, len), "a file is not that big");
	f->at += len;
	return (ssize_t)len;
}

static ssize_t mem_pread(int fd, void *out, size_t len, off_t at)
{
	const struct buf *b = &opened(fd)->content->bytes;
	size_t from = (size_t)at < b->len ? (size_t)at : b->len;

	if (len > b->len - from)
		len = b->len - from;
	memcpy(out, b->data + from, len);
	return (ssize_t)len;
}

static ssize_t mem_pwrite(int fd, const void *bytes, size_t len, off_t at)
{
	struct buf *b = &opened(fd)->content->bytes;
	size_t end = (size_t)at + len;

	if (disk.full && end > b->len)
		return fail(ENOSPC);
	content_lengthen(b, end);
	memcpy(b->data + at, bytes, len);
	return (ssize_t)len;
}

static int mem_fallocate(int fd, off_t at, off_t len)
{
	struct buf *b = &opened(fd)->content->bytes;

	if (disk.full && (size_t)(at + len) > b->len)
		return ENOSPC;
	content_lengthen(b, (size_t)(at + len));
	return 0;
}

static int mem_ftruncate(int fd, off_t len)
{
	struct buf *b = &opened(fd)->content->bytes;

	content_lengthen(b, (size_t)len);
	b->len = (size_t)len;
	return 0;
}

static int mem_fsync(int fd)
{
	opened(fd);
	return 0;
}

static int mem_close(int fd)
{
	struct open_file *f = opened(fd);
	struct content *content = f->content;

	free(f->path);
	*f = (struct open_file){ 0 };
	content->opens--;
	release(content);
	return 0;
}

static int mem_fstat(int fd, struct stat *st)
{
	return content_tell(opened(fd)->content, st, disk.now);
}

static int mem_fstatat(int dir, const char *path, struct stat *st, int flags)
{
	struct name *name = look(dir, path);

	(void)flags;
	return name ? content_tell(name->content, st, disk.now) : -1;
}

static int rename_whole(const char *from, const char *to)
{
	struct name *name = find(from), *old = find(to);
	struct content *content = name ? name->content : NULL;

	if (!name)
		return fail(ENOENT);
	if (!has_parent(to))
		return -1;
	if (content->folder || (old && old->content->folder))
		return fail(EISDIR);
	if (old && old->content == content)
		return 0;
	if (old)
		drop_name(old);
	add_name(to, content);
	drop_name(find(from));
	return 0;
}

static int link_whole(const char *from, const char *to)
{
	struct name *name = find(from);

	if (!name)
		return fail(ENOENT);
	if (find(to))
		return fail(EEXIST);
	if (!has_parent(to))
		return -1;
	add_name(to, name->content);
	return 0;
}

/* Does ACT with both paths from the root. */
static int with_both(int fromdir, const char *from, int todir, const char *to,
		     int (*act)(const char *, const char *))
{
	char *a = whole(fromdir, from), *b = a ? whole(todir, to) : NULL;
	int done = b ? act(a, b) : -1;

	free(a);
	free(b);
	return done;
}

static int mem_renameat(int fromdir, const char *from, int todir, const char *to)
{
	return with_both(fromdir, from, todir, to, rename_whole);
}

static int mem_linkat(int fromdir, const char *from, int todir, const char *to, int flags)
{
	(void)flags;
	return with_both(fromdir, from, todir, to, link_whole);
}

static int mem_unlinkat(int dir, const char *path, int flags)
{
	struct name *name = look(dir, path);

	if (!name)
		return -1;
	if (((flags & AT_REMOVEDIR) != 0) != name->content->folder)
		return fail(name->content->folder ? EISDIR : ENOTDIR);
	drop_name(name);
	return 0;
}

static int mem_mkdirat(int dir, const char *path, mode_t mode)
{
	char *at = whole(dir, path);
	bool may = at && has_parent(at);

	(void)mode;
	if (may && find(at)) {
		errno = EEXIST;
		may = false;
	}
	if (may)
		add_content(at, true);
	free(at);
	return may ? 0 : -1;
}

static ssize_t mem_readlinkat(int dir, const char *path, char *target, size_t len)
{
	(void)dir;
	(void)path;
	(void)target;
	(void)len;
	return fail(EINVAL);
}

static int mem_fchmod(int fd, mode_t mode)
{
	struct content *c = opened(fd)->content;

	c->mode = (c->mode & S_IFMT) | mode;
	return 0;
}

static int mem_fchmodat(int dir, const char *path, mode_t mode, int flags)
{
	struct name *name = look(dir, path);

	(void)flags;
	if (!name)
		return -1;
	name->content->mode = (name->content->mode & S_IFMT) | mode;
	return 0;
}

static int mem_flock(int fd, int operation)
{
	(void)operation;
	opened(fd);
	return 0;
}

static time_t mem_now(void)
{
	return disk.now;
}

static void mem_random(void *bytes, size_t len)
{
	for (unsigned char *at = bytes; len--; at++) {
		disk.dice = disk.dice * 1103515245U + 12345U;
		*at = (unsigned char)(disk.dice >> 16);
	}
}

const struct sys *memory_sys(void)
{
	static const struct sys table = {
		.openat = mem_openat,
		.read = mem_read,
		.write = mem_write,
		.pread = mem_pread,
		.pwrite = mem_pwrite,
		.fallocate = mem_fallocate,
		.ftruncate = mem_ftruncate,
		.fsync = mem_fsync,
		.close = mem_close,
		.fstat = mem_fstat,
		.fstatat = mem_fstatat,
		.renameat = mem_renameat,
		.linkat = mem_linkat,
		.unlinkat = mem_unlinkat,
		.mkdirat = mem_mkdirat,
		.readlinkat = mem_readlinkat,
		.fchmod = mem_fchmod,
		.fchmodat = mem_fchmodat,
		.flock = mem_flock,
		.now = mem_now,
		.uptime = mem_now,
		.random = mem_random,
	};

	return &table;
}

void memory_open(void)
{
	memset(&disk, 0, sizeof(disk));
	disk.now = MEMORY_NOW;
	add_content("", true);
}

void memory_close(void)
{
	for (int i = 0; i < FDS; i++)
		fuzz_must(!disk.fds[i].content, "no file is left open");
	while (disk.count)
		drop_name(&disk.names[disk.count - 1]);
	free(disk.names);
	disk.names = NULL;
}

void memory_folder(const char *path)
{
	add_content(path, true);
}

void memory_put(const char *path, struct slice bytes)
{
	struct name *name = find(path);

	if (name)
		drop_name(name);
	buf_add_slice(&add_content(path, false)->bytes, bytes);
}

struct slice memory_get(const char *path)
{
	struct name *name = look(AT_FDCWD, path);

	return name ? slice_buf(&name->content->bytes) : (struct slice){ 0 };
}

void memory_full(bool full)
{
	disk.full = full;
}

void memory_pass(time_t seconds)
{
	disk.now += seconds;
}
