/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory that is there: every call returns memory or ends the process by
 * abort(), and sizes that overflow count as memory that is gone.  Release
 * with free().
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

void *mem_zero(size_t count, size_t size)
	__attribute__((malloc, returns_nonnull));	/* all bytes zero */
void *mem_resize(void *p, size_t count, size_t size)
	__attribute__((returns_nonnull));
char *mem_copy(const char *bytes, size_t len)
	__attribute__((malloc, returns_nonnull));	/* and a NUL after them */
char *mem_string(const char *s)
	__attribute__((malloc, returns_nonnull));

#define MEM_NEW(type) ((type *)mem_zero(1, sizeof(type)))

/* Makes room for one more element in a growing array: *ITEMS has *CAP places,
 * LEN of them used; places double.  Returns the array, perhaps moved. */
void *mem_grow(void *items, size_t len, size_t *cap, size_t size)
	__attribute__((returns_nonnull));

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

#endif
