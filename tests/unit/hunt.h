/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words looked for in every file of the scratch folder, for tests of erasing. */
#ifndef UNIT_HUNT_H
#define UNIT_HUNT_H

#include <check.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "scratch.h"

/* Whether the bytes of PATH have WORDS in them. */
static inline bool hunt_in(const char *path, const char *words)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	struct stat st;
	bool found;
	char *bytes;

	ck_assert_msg(fd >= 0 && fstat(fd, &st) == 0, "%s", path);
	bytes = mem_zero((size_t)st.st_size + 1, 1);
	ck_assert_int_eq(read(fd, bytes, (size_t)st.st_size), st.st_size);
	found = memmem(bytes, (size_t)st.st_size, words, strlen(words)) != NULL;
	free(bytes);
	close(fd);
	return found;
}

/* Tells FOUND each path in FOLDER, and in folders in it, whose bytes have WORDS in them. */
static inline void hunt_each(const char *folder, const char *words,
			      void (*found)(void *context, const char *path), void *context)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;

	ck_assert_ptr_nonnull(dir);
	while ((entry = readdir(dir))) {
		char path[8192];
		struct stat st;

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		ck_assert_int_eq(lstat(path, &st), 0);
		if (S_ISDIR(st.st_mode))
			hunt_each(path, words, found, context);
		else if (S_ISREG(st.st_mode) && hunt_in(path, words))
			found(context, path);
	}
	closedir(dir);
}

static inline void hunt_count(void *context, const char *path)
{
	(void)path;
	++*(int *)context;
}

/* In how many files of the scratch folder. */
static inline int hunt_files(const char *words)
{
	int count = 0;

	hunt_each(scratch_path(""), words, hunt_count, &count);
	return count;
}

#endif
