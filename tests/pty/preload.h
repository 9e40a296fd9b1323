/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The environment of a program with a shim of tests/shim preloaded. */
#ifndef TESTS_PRELOAD_H
#define TESTS_PRELOAD_H

#include <check.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <sanitized.h>

enum { PRELOAD_LINES = 8, PRELOAD_LEN = 4096 };

/* Lines for play_setting.environment, ended by NULL. */
struct preload {
	const char *lines[PRELOAD_LINES + 1];
	char text[PRELOAD_LINES][PRELOAD_LEN];
	int count;
};

static inline void __attribute__((format(printf, 2, 3)))
preload_add(struct preload *l, const char *format, ...)
{
	char *line = l->text[l->count];
	va_list list;

	ck_assert_int_lt(l->count, PRELOAD_LINES);
	va_start(list, format);
	ck_assert_int_lt(vsnprintf(line, PRELOAD_LEN, format, list), PRELOAD_LEN);
	va_end(list);
	l->lines[l->count++] = line;
	l->lines[l->count] = NULL;
}

/* Begins with the shim NAME: "calls" or "memory". */
static inline void preload_begin(struct preload *l, const char *name)
{
	const char *folder = getenv("SHIMS"), *options = getenv("ASAN_OPTIONS");

	ck_assert_msg(folder && *folder, "SHIMS is not set");
	l->count = 0;
	preload_add(l, "LD_PRELOAD=%s/%s.so", folder, name);
	if (SANITIZED)	/* its library comes behind the shim then */
		preload_add(l, "ASAN_OPTIONS=%s:verify_asan_link_order=0", options ? options : "");
}

#endif
