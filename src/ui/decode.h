/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the bytes that a terminal sends to keys.  Pure: it reads nothing and knows no clock;
 * the caller feeds what it has read, asks for keys until there is none, and when nothing
 * more has come for decode_patience milliseconds asks once more, telling so (`quiet`).
 *
 *	decode_init(&d, 50);
 *	decode_define(&d, "\033[A", CODE_UP);	the terminal's own first
 *	...
 *	decode_feed(&d, bytes, len);
 *	while (decode_key(&d, false, &key))
 *		...
 *
 * A key is the longest sequence that is defined.  Any other escape sequence (CSI, SS3, a
 * control string up to its end, Alt and a key) is swallowed whole.  Esc is Esc when nothing
 * follows in the delay.  Text is UTF-8; what is none becomes U+FFFD (ui/term_bytes.h).
 *
 * Pasted text, between its marks, is one key, CODE_PASTE, whatever is in it.  It may hold an
 * end mark itself, with commands behind it: so what comes in the delay behind an end mark is
 * kept back, and is pasted text too when another end mark is in it.
 *
 * A terminal without those marks sends a paste as a burst of bytes.  While decode_box is on,
 * bytes at hand are taken for one when before the first Esc or control character there are
 *
 *	- eight characters or more, and three or more of them behind a Tab or an end of line, or
 *	- sixty-four characters or more:
 *
 * nobody types so much ahead of a slow line without a key that is no text, and what is typed
 * ahead behind Tab are single letters.  All text that follows closely belongs to it; but
 * where only length tells, a Tab or Enter with less than three characters behind it is a key.
 * What is in doubt is typed, and in a box typed text and Enter do what a paste does; only Tab
 * differs.
 */
#ifndef UI_DECODE_H
#define UI_DECODE_H

#include <stdbool.h>

#include "base/buf.h"
#include "ui/key.h"
#include "ui/term_bytes.h"

#define DECODE_PASTE_MAX ((size_t)16 * 1024 * 1024)	/* the rest of a paste is left out */

struct decode_sequence;

enum decode_state {
	DECODE_KEYS,
	DECODE_PASTE,	/* between the marks */
	DECODE_BEHIND,	/* an end mark has just been */
	DECODE_BURST
};

struct decode {
	struct buf in;			/* what was fed; from `at` on it is to be decoded */
	size_t at;
	struct term_bytes bytes;	/* a character that has come in part */
	struct decode_sequence *table;
	size_t count, cap;
	enum decode_state state;
	struct buf paste;		/* the last one, lent out with its key */
	bool joined;			/* it goes on from the one before */
	bool lent;			/* and begins anew with the next byte */
	bool sure;			/* a burst is a paste not for its length alone */
	bool box;
	int delay;
};

/* DELAY: milliseconds in which an escape sequence goes on. */
void decode_init(struct decode *d, int delay);
void decode_release(struct decode *d);
/* Forgets what has come, as when the terminal is given away. */
void decode_reset(struct decode *d);
/* BYTES stand for CODE, unless they stand for another already.  Copies them; empty or NULL is
 * ignored. */
void decode_define(struct decode *d, const char *bytes, enum key_code code);
/* Whether the focus is where a burst of text is a paste. */
void decode_box(struct decode *d, bool on);

void decode_feed(struct decode *d, const char *bytes, size_t len);
/* The next key; false when more bytes are needed. */
bool decode_key(struct decode *d, bool quiet, struct key *key);
/* How long to wait for more before asking with `quiet`, -1: for ever. */
int decode_patience(const struct decode *d);
/* Whether bytes are kept that gave no key yet. */
bool decode_held(const struct decode *d);
/* Whether a paste has begun and not ended; asked with `quiet` it is cut short. */
bool decode_pasting(const struct decode *d);

#endif
