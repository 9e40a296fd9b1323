/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory that is there, or abort(): one of the two places that end the process. */
#include <config.h>

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void *mem_zero(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size ? size : 1);

	if (!p)
		abort();
	return p;
}

void *mem_resize(void *p, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		abort();
	p = realloc(p, count && size ? count * size : 1);
	if (!p)
		abort();
	return p;
}

char *mem_copy(const char *bytes, size_t len)
{
	char *copy = mem_resize(NULL, len + 1, 1);

	if (len)
		memcpy(copy, bytes, len);
	copy[len] = '\0';
	return copy;
}

char *mem_string(const char *s)
{
	return mem_copy(s, strlen(s));
}

void *mem_grow(void *items, size_t len, size_t *cap, size_t size)
{
	if (items && len < *cap)
		return items;
	*cap = *cap ? *cap * 2 : 8;
	return mem_resize(items, *cap, size);
}
