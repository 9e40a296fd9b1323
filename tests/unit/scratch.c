/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An own, empty folder for a test. */
#include <config.h>

#include "scratch.h"

#include <check.h>
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SLOTS = 16, PATH_LEN = 4096, TEXT_LEN = 131072 };

static char folder[PATH_LEN];

void scratch_open(void)
{
	const char *top = getenv("TMPDIR");

	snprintf(folder, sizeof(folder), "%s/leaderplus-test-XXXXXX", top && *top ? top : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(folder));
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

void scratch_close(void)
{
	nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	folder[0] = '\0';
}

const char *scratch_path(const char *name)
{
	static char paths[SLOTS][PATH_LEN * 2];
	static int slot;
	char *path = paths[slot++ % SLOTS];
	int len = snprintf(path, PATH_LEN * 2, "%s%s%s", folder, *name ? "/" : "", name);

	ck_assert_int_lt(len, PATH_LEN * 2);
	return path;
}

void scratch_put(const char *name, const char *text)
{
	int fd = open(scratch_path(name), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	size_t len = strlen(text);

	ck_assert_msg(fd >= 0, "cannot put %s", name);
	ck_assert_int_eq(write(fd, text, len), len);
	ck_assert_int_eq(fchmod(fd, 0600), 0);
	ck_assert_int_eq(close(fd), 0);
}

const char *scratch_get(const char *name)
{
	static char texts[SLOTS][TEXT_LEN];
	static int slot;
	char *text = texts[slot++ % SLOTS];
	int fd = open(scratch_path(name), O_RDONLY | O_CLOEXEC);
	ssize_t n;

	if (fd < 0)
		return "(absent)";
	n = read(fd, text, TEXT_LEN - 1);
	ck_assert_msg(n >= 0 && n < TEXT_LEN - 1, "cannot get %s", name);
	text[n] = '\0';
	close(fd);
	return text;
}

bool scratch_has(const char *name)
{
	struct stat st;

	return lstat(scratch_path(name), &st) == 0;
}

mode_t scratch_mode(const char *name)
{
	struct stat st;

	ck_assert_msg(lstat(scratch_path(name), &st) == 0, "%s is not there", name);
	return st.st_mode & 07777;
}

static bool ends(const char *name, const char *end)
{
	size_t len = strlen(name);
	size_t end_len = strlen(end);

	return len >= end_len && strcmp(name + len - end_len, end) == 0;
}

int scratch_count_ending(const char *end)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	int n = 0;

	ck_assert_ptr_nonnull(dir);
	while ((entry = readdir(dir)))
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			n += ends(entry->d_name, end);
	closedir(dir);
	return n;
}

int scratch_count(void)
{
	return scratch_count_ending("");
}
