/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file or folder in memory is, whatever its names; and what names may be. */
#ifndef TESTS_FUZZ_CONTENT_H
#define TESTS_FUZZ_CONTENT_H

#include <stdbool.h>
#include <sys/stat.h>
#include <time.h>

#include "base/buf.h"

enum { PATH_LEN_MAX = 4096, NAME_LEN_MAX = 255 };

struct content {
	struct buf bytes;
	bool folder;
	mode_t mode;
	unsigned names, opens;
	ino_t number;
};

/* As fstat; 0. */
int content_tell(const struct content *c, struct stat *st, time_t now);
/* Lengthens B with zeros to LEN bytes. */
void content_lengthen(struct buf *b, size_t len);
/* "//" and "/." mean "/", and none stands at the end. */
void content_tidy_path(char *path);
bool content_path_too_long(const char *path);

#endif
