/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed or pasted, made fit to be somebody's writing. */
#include <config.h>

#include "text/clean.h"

#include <stdbool.h>
#include <string.h>

#include "text/utf8.h"

#define ESC 0x1BU
#define BEL 0x07U
#define NBSP 0xA0U
#define NBSP_BYTES "\xC2\xA0"
/* C1 controls that begin what ESC [ and ESC ] and their like begin, and end it */
#define CSI 0x9BU
#define ST 0x9CU

static bool between(unsigned code, unsigned low, unsigned high)
{
	return code >= low && code <= high;
}

static bool is_control(unsigned code)
{
	return code < 0x20 || between(code, 0x7F, 0x9F);
}

/* The code point at AT, 0 at the end. */
static unsigned peek(struct slice text, size_t at)
{
	return at < text.len ? utf8_next(text, &at) : 0;
}

/* AT behind all bytes from LOW to HIGH. */
static size_t pass(struct slice text, size_t at, unsigned char low, unsigned char high)
{
	while (at < text.len && between((unsigned char)text.data[at], low, high))
		at++;
	return at;
}

/* Behind the parameters and the final byte from AT on; AT where no final byte follows. */
static size_t control_end(struct slice text, size_t at)
{
	size_t end = pass(text, pass(text, at, 0x30, 0x3F), 0x20, 0x2F);

	return end < text.len && between((unsigned char)text.data[end], 0x40, 0x7E) ? end + 1 : at;
}

/* Behind the string from AT on and what ends it; AT where nothing does. */
static size_t string_end(struct slice text, size_t at)
{
	size_t end = at;
	unsigned code = 0;

	while (end < text.len && !is_control(code = utf8_next(text, &end)))
		;
	if (code == BEL || code == ST)
		return end;
	return code == ESC && peek(text, end) == '\\' ? end + 1 : at;
}

/* Behind the sequence whose ESC stands before AT. */
static size_t escape_end(struct slice text, size_t at)
{
	unsigned code = peek(text, at);
	size_t final = pass(text, at, 0x20, 0x2F);

	if (code == '[')
		return control_end(text, at + 1);
	if (code == ']' || code == 'P' || code == 'X' || code == '^' || code == '_')
		return string_end(text, at + 1);
	return final < text.len && between((unsigned char)text.data[final], 0x30, 0x7E) ?
		final + 1 : at;
}

/* Behind what the control CODE, which stands before AT, begins. */
static size_t sequence_end(struct slice text, size_t at, unsigned code)
{
	if (code == ESC)
		return escape_end(text, at);
	if (code == CSI)
		return control_end(text, at);
	if (code == 0x90 || code == 0x98 || between(code, 0x9D, 0x9F))
		return string_end(text, at);
	return at;
}

static bool ends_line(unsigned code)
{
	return between(code, 0x0A, 0x0D) || code == 0x85 || code == 0x2028 || code == 0x2029;
}

static bool is_unseen(unsigned code)
{
	return code == 0xAD || code == 0x200B || code == 0xFEFF;
}

/* Word keeps the bullets and ticks of its symbol fonts at places of private use. */
static unsigned as_text(unsigned code)
{
	switch (code) {
	case 0xF0B7:	/* Symbol: bullet */
	case 0xF0A7:	/* Wingdings: small square */
	case 0xF0A8:	/* Wingdings: square */
	case 0xF076:	/* Wingdings: four diamonds */
	case 0xF0D8:	/* Wingdings: arrowhead */
		return 0x2022;
	case 0xF0FC:	/* Wingdings: tick */
		return 0x2713;
	case 0xF0E0:	/* Wingdings: arrow */
		return 0x2192;
	default:
		return code;
	}
}

static bool ends_with(const struct buf *out, const char *end)
{
	size_t len = strlen(end);

	return out->len >= len && memcmp(out->data + out->len - len, end, len) == 0;
}

/* Adds CODE, or a space where it is a no-break space beside another blank; and makes one
 * that it comes to stand beside a space. */
static void add(struct buf *out, unsigned code)
{
	bool nbsp = code == NBSP, blank = nbsp || code == ' ' || code == '\t' || code == '\n';
	bool beside = ends_with(out, " ") || ends_with(out, "\t") || ends_with(out, "\n");

	if (blank && ends_with(out, NBSP_BYTES)) {
		buf_splice(out, out->len - 2, 2, " ", 1);
		beside = true;
	}
	utf8_add(out, nbsp && beside ? ' ' : code);
}

void clean_add(struct buf *out, struct slice text)
{
	struct buf new;
	size_t at = 0;

	buf_init(&new, out->max - out->len);
	while (at < text.len && !new.full) {
		unsigned code = utf8_next(text, &at);

		if (ends_line(code)) {
			if (code == '\r' && peek(text, at) == '\n')
				at++;
			add(&new, '\n');
		} else if (is_control(code) && code != '\t') {
			at = sequence_end(text, at, code);
		} else if (!is_unseen(code)) {
			add(&new, as_text(code));
		}
	}
	buf_add_slice(out, slice_buf(&new));
	out->full |= new.full;
	buf_release(&new);
}
