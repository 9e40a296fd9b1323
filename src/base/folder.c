/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder in which another program has words, and those that were left. */
#include <config.h>

#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/editor.h"
#include "base/file.h"
#include "base/mem.h"

#define NAME_START PACKAGE "-"
#define COPY_START NAME_START "copy-"

static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";

enum { TRIES = 16, DICE = 8, DEPTH = 16, PATH_BYTES = 65536 };

/* A runtime folder that is not ours alone is none. */
static bool is_ours(const struct sys *sys, const char *path)
{
	struct stat st;

	return path && path[0] == '/' && sys->fstatat(AT_FDCWD, path, &st, 0) == 0 &&
	       S_ISDIR(st.st_mode) && st.st_uid == geteuid() && (st.st_mode & 077) == 0;
}

static void draw_name(struct folder *f, const char *base, const char *start)
{
	unsigned char dice[DICE];

	f->sys->random(dice, sizeof(dice));
	buf_clear(&f->path);
	buf_addf(&f->path, "%s/%s", base, start);
	for (size_t i = 0; i < sizeof(dice); i++)
		buf_add_char(&f->path, letters[dice[i] % (sizeof(letters) - 1)]);
}

/* False leaves errno. */
static bool make_in(struct folder *f, const char *base, const char *start)
{
	int made = -1;

	for (int i = 0; i < TRIES && made != 0; i++) {
		draw_name(f, base, start);
		made = f->sys->mkdirat(AT_FDCWD, f->path.data, 0700);
		if (made != 0 && errno != EEXIST)
			return false;
	}
	if (made != 0)
		return false;
	f->fd = sys_open(f->sys, AT_FDCWD, f->path.data, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0);
	if (f->fd >= 0 && (f->sys->fchmod(f->fd, 0700) == 0 || sys_keeps_no_modes(errno))) {
		f->sys->flock(f->fd, LOCK_EX | LOCK_NB);	/* ours as long as we live: editor_left */
		return true;
	}
	made = errno;
	f->sys->unlinkat(AT_FDCWD, f->path.data, AT_REMOVEDIR);
	if (f->fd >= 0)
		(void)sys_close(f->sys, f->fd);
	f->fd = -1;
	errno = made;
	return false;
}

bool folder_make(struct folder *f, const struct sys *sys, enum folder_for what)
{
	const char *start = what == FOLDER_COPY ? COPY_START : NAME_START;
	const char *runtime = getenv("XDG_RUNTIME_DIR");

	*f = (struct folder){ .sys = sys, .fd = -1 };
	buf_init(&f->path, PATH_BYTES);
	if (!(is_ours(sys, runtime) && make_in(f, runtime, start)) &&
	    !make_in(f, "/dev/shm", start) && !make_in(f, "/tmp", start))
		return false;
	f->len = f->path.len;
	return true;
}

bool folder_put(const struct folder *f, const char *name, struct slice given)
{
	int fd = sys_open(f->sys, f->fd, name,
			  O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool ok = fd >= 0 && sys_make_private(f->sys, fd) &&
		  sys_write_all(f->sys, fd, given.data, given.len);
	int error = errno;

	if (fd >= 0 && !sys_close(f->sys, fd) && ok) {
		error = errno;
		ok = false;
	}
	errno = error;
	return ok;
}

static DIR *open_list(int fd)
{
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;

	if (!dir && fd >= 0)
		close(fd);
	return dir;
}

/* The next name in it, NULL after the last. */
static const char *next_name(DIR *dir)
{
	const struct dirent *entry = dir ? readdir(dir) : NULL;

	while (entry && (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0))
		entry = readdir(dir);
	return entry ? entry->d_name : NULL;
}

static int open_folder(int dir, const char *name)
{
	return openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* Editors leave backups, swap files and folders of such beside a text.  Takes FD over. */
static void empty(const struct sys *sys, int fd, int depth)
{
	DIR *dir = open_list(fd);
	const char *name;

	while ((name = next_name(dir))) {
		if (sys->unlinkat(fd, name, 0) == 0)
			continue;
		if (depth > 0)
			empty(sys, open_folder(fd, name), depth - 1);
		sys->unlinkat(fd, name, AT_REMOVEDIR);
	}
	if (dir)
		closedir(dir);
}

/* Whether the file holds something, and that is not GIVEN. */
static bool file_differs(const struct sys *sys, int dir, const char *name, struct slice given)
{
	enum file_found found;
	struct err ignored;
	struct buf bytes;
	bool differs;

	buf_init(&bytes, given.len + 1);
	found = file_read_at(sys, dir, name, given.len, &bytes, &ignored);
	differs = found == FILE_READ ? bytes.len && !slice_equal(slice_buf(&bytes), given) :
		  found == FILE_FAILED;
	buf_release(&bytes);
	return differs;
}

/* Takes FD over. */
static bool has_words(const struct sys *sys, int fd, struct slice given, int depth)
{
	DIR *dir = open_list(fd);
	bool has = false;
	const char *name;
	struct stat st;

	while (!has && (name = next_name(dir))) {
		if (sys->fstatat(fd, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
			continue;
		if (S_ISREG(st.st_mode))
			has = st.st_size > 0 && file_differs(sys, fd, name, given);
		else if (S_ISDIR(st.st_mode))
			has = depth == 0 || has_words(sys, open_folder(fd, name), given, depth - 1);
	}
	if (dir)
		closedir(dir);
	return has;
}

bool folder_has_words(const struct folder *f, struct slice given)
{
	return f->fd >= 0 && has_words(f->sys, open_folder(f->fd, "."), given, DEPTH);
}

/* What stays is for its owner alone, whatever an editor thought. */
static void make_private(const struct folder *f)
{
	DIR *dir = open_list(open_folder(f->fd, "."));
	const char *name;
	struct stat st;

	while ((name = next_name(dir))) {
		int fd = sys_open(f->sys, f->fd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0);

		if (fd >= 0 && f->sys->fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
			f->sys->fchmod(fd, 0600);
		if (fd >= 0)
			(void)sys_close(f->sys, fd);
	}
	if (dir)
		closedir(dir);
	f->sys->fchmod(f->fd, 0700);
}

void folder_release(struct folder *f, bool keeps)
{
	if (f->fd >= 0 && keeps)
		make_private(f);
	if (f->fd >= 0 && !keeps) {
		f->sys->unlinkat(f->fd, FOLDER_FILE, 0);
		empty(f->sys, open_folder(f->fd, "."), DEPTH);
		f->path.data[f->len] = '\0';
		f->sys->unlinkat(AT_FDCWD, f->path.data, AT_REMOVEDIR);
	}
	if (f->fd >= 0)
		(void)sys_close(f->sys, f->fd);
	buf_release(&f->path);
}

/* ---- what was left ---- */

struct search {
	const struct sys *sys;
	void (*found)(void *context, const char *path);
	void *context;
};

static bool is_name(const char *name, const char *begin)
{
	const size_t start = strlen(begin);

	return strncmp(name, begin, start) == 0 && strlen(name) == start + DICE &&
	       strspn(name + start, letters) == DICE;
}

/* Which file of the open folder to name: a rescued one before the text.  "" where words are in
 * others alone, NULL where there are none. */
static const char *best_name(const struct search *s, int fd)
{
	static const char *const names[] = { FOLDER_FILE ".save", "#" FOLDER_FILE "#", FOLDER_FILE };
	struct stat st;

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (s->sys->fstatat(fd, names[i], &st, AT_SYMLINK_NOFOLLOW) == 0 &&
		    S_ISREG(st.st_mode) && st.st_size > 0)
			return names[i];
	return has_words(s->sys, open_folder(fd, "."), slice_of(""), DEPTH) ? "" : NULL;
}

static void look_into(const struct search *s, const char *base, int dir, const char *name)
{
	int fd = open_folder(dir, name);
	const char *best = NULL;
	struct buf path;
	struct stat st;

	if (fd < 0)
		return;
	if (s->sys->fstat(fd, &st) == 0 && st.st_uid == geteuid() &&
	    s->sys->flock(fd, LOCK_EX | LOCK_NB) == 0)
		best = best_name(s, fd);
	if (best) {
		buf_init(&path, PATH_BYTES);
		buf_addf(&path, "%s/%s%s%s", base, name, *best ? "/" : "", best);
		s->found(s->context, path.data);
		buf_release(&path);
	}
	close(fd);
}

/* Of a copy nothing is lost, and it shall not lie about. */
static void remove_copy(const struct search *s, int dir, const char *name)
{
	int fd = open_folder(dir, name);
	struct stat st;

	if (fd < 0)
		return;
	if (s->sys->fstat(fd, &st) == 0 && st.st_uid == geteuid() &&
	    s->sys->flock(fd, LOCK_EX | LOCK_NB) == 0) {
		empty(s->sys, open_folder(fd, "."), DEPTH);
		s->sys->unlinkat(dir, name, AT_REMOVEDIR);
	}
	close(fd);
}

static void look_in(const struct search *s, const char *base)
{
	DIR *dir = open_list(open(base, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
	const char *name;

	while ((name = next_name(dir)))
		if (is_name(name, NAME_START))
			look_into(s, base, dirfd(dir), name);
		else if (is_name(name, COPY_START))
			remove_copy(s, dirfd(dir), name);
	if (dir)
		closedir(dir);
}

void editor_left(const struct sys *sys, void (*found)(void *context, const char *path), void *context)
{
	const char *runtime = getenv("XDG_RUNTIME_DIR");
	const struct search s = { sys, found, context };

	if (is_ours(sys, runtime))
		look_in(&s, runtime);
	look_in(&s, "/dev/shm");
	look_in(&s, "/tmp");
}
