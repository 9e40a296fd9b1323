/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file or folder in memory is. */
#include <config.h>

#include "content.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "fuzz.h"

int content_tell(const struct content *c, struct stat *st, time_t now)
{
	*st = (struct stat){
		.st_dev = 1,
		.st_ino = c->number,
		.st_mode = c->mode,
		.st_nlink = c->names,
		.st_uid = geteuid(),
		.st_size = (off_t)c->bytes.len,
		.st_mtime = now,
	};
	return 0;
}

void content_lengthen(struct buf *b, size_t len)
{
	char *zeros;

	if (b->len >= len)
		return;
	zeros = mem_zero(len - b->len, 1);
	fuzz_must(buf_splice(b, b->len, 0, zeros, len - b->len), "a file is not that big");
	free(zeros);
}

void content_tidy_path(char *path)
{
	char *to = path;

	for (const char *from = path; *from; from++) {
		if (*from == '/' && (from[1] == '/' || !from[1]))
			continue;
		if (*from == '/' && from[1] == '.' && (from[2] == '/' || !from[2])) {
			from++;
			continue;
		}
		*to++ = *from;
	}
	*to = '\0';
}

bool content_path_too_long(const char *path)
{
	size_t len = 0;

	if (strlen(path) >= PATH_LEN_MAX)
		return true;
	for (; *path && len <= NAME_LEN_MAX; path++)
		len = *path == '/' ? 0 : len + 1;
	return len > NAME_LEN_MAX;
}
