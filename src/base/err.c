/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets error values. */
#include <config.h>

#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GAP "\xE2\x80\xA6"	/* U+2026, for what was left out */

static bool goes_on(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* Puts TEXT, which is too long, into INTO without its middle: a path may fill it, and the
 * reason stands behind the path.  Cuts between characters. */
static void put_ends(char into[], size_t size, const char *text, size_t len)
{
	size_t head = size / 2, tail = len - (size - 1 - head - strlen(GAP));

	while (head > 0 && goes_on(text[head]))
		head--;
	while (tail < len && goes_on(text[tail]))
		tail++;
	memcpy(into, text, head);
	strcpy(into + head, GAP);
	strcpy(into + head + strlen(GAP), text + tail);
}

bool err_set(struct err *err, enum err_kind kind, const char *fmt, ...)
{
	char *whole = NULL;
	va_list ap;
	int n;

	err->kind = kind;
	va_start(ap, fmt);
	n = vsnprintf(err->text, sizeof(err->text), fmt, ap);
	va_end(ap);
	if (n >= 0 && (size_t)n < sizeof(err->text))
		return false;
	va_start(ap, fmt);
	if (n < 0 || vasprintf(&whole, fmt, ap) < 0)
		whole = NULL;
	va_end(ap);
	if (whole)
		put_ends(err->text, sizeof(err->text), whole, (size_t)n);
	else
		err->text[0] = '\0';
	free(whole);
	return false;
}
