/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The beginning and the end of a fuzz target's run. */
#include <config.h>

#include "fuzz.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

void fuzz_begin(void)
{
	if (MB_CUR_MAX > 1)
		return;
	setenv("TZ", "UTC", 1);
	setenv("HOME", FUZZ_HOME, 1);
	unsetenv("LANGUAGE");
	tzset();
	fuzz_must(setlocale(LC_ALL, "C.UTF-8") != NULL, "the locale C.UTF-8 is needed");
}

void fuzz_must(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "does not hold: %s\n", what);
	abort();
}

void fuzz_must_of(bool holds, const char *what, struct slice shown)
{
	if (!holds)
		fprintf(stderr, "---\n%.*s\n---\n", (int)shown.len, shown.data);
	fuzz_must(holds, what);
}

unsigned fuzz_byte(struct fuzz_bytes *b)
{
	if (!b->left)
		return 0;
	b->left--;
	return *b->at++;
}

struct slice fuzz_slice(struct fuzz_bytes *b, size_t most)
{
	struct slice s = { (const char *)b->at, most < b->left ? most : b->left };

	if (!s.len)
		return (struct slice){ "", 0 };
	b->at += s.len;
	b->left -= s.len;
	return s;
}
