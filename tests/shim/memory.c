/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded under a program: one of its allocations fails, or all from one on.
 *
 * Built as memory.so, for LD_PRELOAD.  In the environment:
 *
 *	SHIM_MEMORY	the number of the allocation that fails, from 1; absent: none
 *	SHIM_FROM	not empty: every later one fails too
 *	SHIM_COUNT	a file that gets the number of allocations at a usual end
 *
 * malloc, calloc and realloc are counted, those of libraries and of libc itself too; what
 * fails gives NULL and ENOMEM.
 */
#include <config.h>

#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

/* libc's own, under names that nobody overrides; weak, for another libc has none. */
extern void *__libc_malloc(size_t size) __attribute__((weak));
extern void *__libc_calloc(size_t count, size_t size) __attribute__((weak));
extern void *__libc_realloc(void *p, size_t size) __attribute__((weak));

static struct {
	long nth;
	bool from;
	const char *count;
} plan;

static atomic_long allocations;

__attribute__((constructor)) static void begin(void)
{
	const char *nth = getenv("SHIM_MEMORY"), *from = getenv("SHIM_FROM");

	plan.count = getenv("SHIM_COUNT");
	plan.from = from && *from;
	plan.nth = nth ? atol(nth) : 0;
	allocations = 0;
}

__attribute__((destructor)) static void end(void)
{
	long n = allocations;
	FILE *out = plan.count ? fopen(plan.count, "w") : NULL;

	if (!out)
		return;
	fprintf(out, "%ld\n", n);
	fclose(out);
}

static bool fails(void)
{
	long n = ++allocations;

	if (!plan.nth || (plan.from ? n < plan.nth : n != plan.nth))
		return false;
	errno = ENOMEM;
	return true;
}

void *malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *p, size_t size)
{
	return fails() ? NULL : __libc_realloc(p, size);
}
