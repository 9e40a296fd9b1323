/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Growable bytes with a hard maximum, and borrowed bytes.
 *
 * struct slice borrows: it is not terminated and owns nothing.  struct buf
 * owns its bytes and keeps a NUL after them, so that buf.data can be used as a
 * C string when it holds no NUL of its own.
 *
 * A buf is born with a maximum.  What would pass it is left out whole and
 * `full` is set and stays set: a writer checks `full` once, at its end,
 * instead of at each step.
 *
 *	struct buf b;
 *	buf_init(&b, 1 << 20);
 *	buf_add_str(&b, "one, ");
 *	buf_addf(&b, "%d", 2);
 *	...
 *	buf_release(&b);
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

struct slice {
	const char *data;
	size_t len;
};

struct buf {
	char *data;	/* never NULL after buf_init; data[len] is NUL */
	size_t len;
	size_t cap;	/* bytes allocated, 0 while data is the shared "" */
	size_t max;	/* len never passes it */
	bool full;	/* something was left out */
};

void buf_init(struct buf *b, size_t max);
void buf_release(struct buf *b);	/* frees; b may be used again as after buf_init */
void buf_clear(struct buf *b);		/* empties, keeps the memory, resets full */
char *buf_steal(struct buf *b);		/* the bytes, for free(); b is as after buf_init */

void buf_add(struct buf *b, const char *bytes, size_t len);
void buf_add_char(struct buf *b, char c);
void buf_add_str(struct buf *b, const char *s);
void buf_add_slice(struct buf *b, struct slice s);
void buf_addf(struct buf *b, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
/* Takes CUT bytes out at AT and puts LEN there; bytes must not lie in b.
 * Returns false, and changes nothing, where the maximum would be passed. */
bool buf_splice(struct buf *b, size_t at, size_t cut, const char *bytes, size_t len);

struct slice slice_of(const char *s);			/* a C string, without its NUL */
struct slice slice_buf(const struct buf *b);		/* until b changes */
struct slice slice_part(struct slice s, size_t from, size_t to);
bool slice_equal(struct slice a, struct slice b);
bool slice_is(struct slice a, const char *s);
bool slice_starts(struct slice a, const char *prefix);
bool slice_ends(struct slice a, const char *suffix);
/* Without blanks (space, tab, CR, LF) at both ends. */
struct slice slice_trim(struct slice s);

#endif
