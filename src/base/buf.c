/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Growable bytes with a hard maximum, and borrowed bytes. */
#include <config.h>

#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* What an empty buf points at: never written to, for cap is 0. */
static char *nothing(void)
{
	return (char *)(uintptr_t)"";
}

void buf_init(struct buf *b, size_t max)
{
	*b = (struct buf){ .data = nothing(), .max = max };
}

void buf_release(struct buf *b)
{
	if (b->cap)
		free(b->data);
	buf_init(b, b->max);
}

void buf_clear(struct buf *b)
{
	b->len = 0;
	b->full = false;
	if (b->cap)
		b->data[0] = '\0';
}

char *buf_steal(struct buf *b)
{
	char *data = b->cap ? b->data : mem_string("");

	buf_init(b, b->max);
	return data;
}

/* Room for LEN bytes in all, which is at most b->max, and the NUL. */
static void reserve(struct buf *b, size_t len)
{
	size_t cap = b->cap ? b->cap : 32;

	if (len < b->cap)
		return;
	while (cap <= len)
		cap = cap > SIZE_MAX / 2 ? len + 1 : cap * 2;
	if (cap > b->max)
		cap = b->max + 1;
	b->data = mem_resize(b->cap ? b->data : NULL, cap, 1);
	b->data[b->len] = '\0';
	b->cap = cap;
}

void buf_add(struct buf *b, const char *bytes, size_t len)
{
	if (!len)
		return;
	if (b->full || len > b->max - b->len) {
		b->full = true;
		return;
	}
	reserve(b, b->len + len);
	memcpy(b->data + b->len, bytes, len);
	b->len += len;
	b->data[b->len] = '\0';
}

void buf_add_char(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void buf_add_str(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_add_slice(struct buf *b, struct slice s)
{
	buf_add(b, s.data, s.len);
}

void buf_addf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	char *text;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n <= 0)
		return;
	text = mem_zero((size_t)n + 1, 1);
	va_start(ap, fmt);
	vsnprintf(text, (size_t)n + 1, fmt, ap);
	va_end(ap);
	buf_add(b, text, (size_t)n);
	free(text);
}

bool buf_splice(struct buf *b, size_t at, size_t cut, const char *bytes, size_t len)
{
	size_t rest = b->len - at - cut;

	if (len > cut && len - cut > b->max - b->len)
		return false;
	reserve(b, b->len - cut + len);
	memmove(b->data + at + len, b->data + at + cut, rest);
	if (len)
		memcpy(b->data + at, bytes, len);
	b->len = at + len + rest;
	b->data[b->len] = '\0';
	return true;
}

struct slice slice_of(const char *s)
{
	return (struct slice){ s, strlen(s) };
}

struct slice slice_buf(const struct buf *b)
{
	return (struct slice){ b->data, b->len };
}

struct slice slice_part(struct slice s, size_t from, size_t to)
{
	return (struct slice){ s.data + from, to - from };
}

bool slice_equal(struct slice a, struct slice b)
{
	return a.len == b.len && (!a.len || memcmp(a.data, b.data, a.len) == 0);
}

bool slice_is(struct slice a, const char *s)
{
	return slice_equal(a, slice_of(s));
}

bool slice_starts(struct slice a, const char *prefix)
{
	size_t len = strlen(prefix);

	return a.len >= len && memcmp(a.data, prefix, len) == 0;
}

bool slice_ends(struct slice a, const char *suffix)
{
	size_t len = strlen(suffix);

	return a.len >= len && slice_is(slice_part(a, a.len - len, a.len), suffix);
}

struct slice slice_trim(struct slice s)
{
	const char *blank = " \t\r\n";

	while (s.len && strchr(blank, s.data[0]) && s.data[0])
		s = slice_part(s, 1, s.len);
	while (s.len && strchr(blank, s.data[s.len - 1]) && s.data[s.len - 1])
		s.len--;
	return s;
}
