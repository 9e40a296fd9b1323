/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets error values. */
#include <config.h>

#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Cuts a truncated text back to the start of its last, unfinished sequence. */
static void cut_at_boundary(char *text, size_t size)
{
	size_t i = size - 1;

	while (i > 0 && ((unsigned char)text[i - 1] & 0xC0) == 0x80)
		i--;
	if (i > 0 && (unsigned char)text[i - 1] >= 0xC0)
		i--;
	text[i] = '\0';
}

bool err_set(struct err *err, enum err_kind kind, const char *fmt, ...)
{
	va_list ap;
	int n;

	err->kind = kind;
	va_start(ap, fmt);
	n = vsnprintf(err->text, sizeof(err->text), fmt, ap);
	va_end(ap);
	if (n < 0)
		err->text[0] = '\0';
	else if ((size_t)n >= sizeof(err->text))
		cut_at_boundary(err->text, sizeof(err->text));
	return false;
}
