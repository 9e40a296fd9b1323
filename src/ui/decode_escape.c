/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grammar of escape sequences that stand for no known key. */
#include <config.h>

#include "ui/decode_escape.h"

#include <string.h>

#include "text/utf8.h"

#define ESC '\033'
#define BEL '\007'
#define STRING_MAX 4096		/* bytes of a control string that may be swallowed */
#define MOUSE_MAX 9999		/* rows or columns */

enum { X10_LEN = 6 };		/* ESC [ M, button, column, row */

static unsigned char byte_at(struct slice s, size_t at)
{
	return (unsigned char)s.data[at];
}

/* LEN bytes, or all that there are when no more will come. */
static size_t wanted(struct slice s, size_t len, bool quiet)
{
	return s.len >= len ? len : quiet ? s.len : 0;
}

/* ESC [ or ESC O: parameters, then one last byte.  What cannot belong there is left. */
static size_t control_len(struct slice s, bool quiet)
{
	size_t at = 2;

	while (at < s.len && byte_at(s, at) >= 0x20 && byte_at(s, at) < 0x40)
		at++;
	if (at == s.len)
		return quiet ? at : 0;
	if (byte_at(s, at) < 0x40 || byte_at(s, at) >= 0x7F)
		return at;
	if (at == 2 && s.data[1] == '[' && s.data[2] == 'M')
		return s.len >= X10_LEN ? X10_LEN : quiet ? 3 : 0;
	return at + 1;
}

/* ESC ] and its like: up to BEL or ESC \.  Without such an end it was Alt and a key, and what
 * follows was typed. */
static size_t string_len(struct slice s, bool quiet)
{
	for (size_t at = 2; at < s.len && at < STRING_MAX; at++) {
		if (s.data[at] == BEL)
			return at + 1;
		if (s.data[at] == ESC && at + 1 < s.len)
			return s.data[at + 1] == '\\' ? at + 2 : 2;
	}
	return quiet || s.len >= STRING_MAX ? 2 : 0;
}

/* Alt and a character. */
static size_t alt_len(struct slice s, bool quiet)
{
	unsigned char c = byte_at(s, 1);
	size_t len = c < 0xC2 || c > 0xF4 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;

	for (size_t at = 2; at < 1 + len && at < s.len; at++)
		if ((byte_at(s, at) & 0xC0) != 0x80)
			return at;
	return wanted(s, 1 + len, quiet);
}

size_t escape_len(struct slice s, bool quiet)
{
	size_t len;

	if (s.len == 1)
		return quiet;
	switch (s.data[1]) {
	case '[':
	case 'O':
		return control_len(s, quiet);
	case ']':
	case 'P':
	case 'X':
	case '^':
	case '_':
		return string_len(s, quiet);
	case ESC:
		/* Alt and a key that is a sequence itself; else it was Esc, and then another. */
		if (s.len == 2)
			return quiet;
		if (s.data[2] != '[' && s.data[2] != 'O')
			return 1;
		len = control_len(slice_part(s, 1, s.len), quiet);
		return len ? 1 + len : 0;
	default:
		return alt_len(s, quiet);
	}
}

/* Reads digits at *AT and the byte behind them, which is to be one of ENDS. */
static bool number(struct slice s, size_t *at, const char *ends, int *value)
{
	size_t start = *at;

	for (*value = 0; *at < s.len && s.data[*at] >= '0' && s.data[*at] <= '9'; ++*at)
		if (*value <= MOUSE_MAX)
			*value = *value * 10 + (s.data[*at] - '0');
	return *at > start && *value <= MOUSE_MAX && *at < s.len && strchr(ends, s.data[(*at)++]);
}

/* Both forms have the same buttons: 0 is the left one, 64 and 65 turn the wheel; 4, 8 and 16
 * more stand for Shift, Alt and Ctrl, 32 for a move. */
static enum key_code code_of(int button)
{
	return button == 0 ? CODE_CLICK : button == 64 ? CODE_WHEEL_UP :
	       button == 65 ? CODE_WHEEL_DOWN : CODE_NONE;
}

void escape_mouse(struct slice s, struct key *key)
{
	int button, col, row;
	size_t at = 3;

	if (slice_starts(s, "\033[<")) {
		if (!number(s, &at, ";", &button) || !number(s, &at, ";", &col) ||
		    !number(s, &at, "M", &row))
			return;
	} else if (slice_starts(s, "\033[M") && s.len == X10_LEN) {
		button = byte_at(s, 3) - 32;
		col = byte_at(s, 4) - 32;
		row = byte_at(s, 5) - 32;
	} else {
		return;
	}
	if (code_of(button) == CODE_NONE || row < 1 || col < 1)
		return;
	key->code = code_of(button);
	key->row = row - 1;
	key->col = col - 1;
}
