/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes from a keyboard to characters.  Those of one character may come in pieces, and
 * are kept until it is whole; what cannot become one is U+FFFD, one for each run that
 * could have, so that nothing goes unseen.
 */
#ifndef UI_TERM_BYTES_H
#define UI_TERM_BYTES_H

#include <stdbool.h>
#include <stddef.h>

struct term_bytes {
	char part[4];	/* the bytes so far */
	size_t len;
	size_t bad;	/* how many U+FFFD were made */
};

enum bytes_took {
	BYTES_PART,	/* more is to come */
	BYTES_WHOLE,	/* *CODE is the character */
	BYTES_AGAIN	/* *CODE is U+FFFD for those before; BYTE is to be given again */
};
enum bytes_took bytes_take(struct term_bytes *b, unsigned char byte, unsigned *code);
/* Something else than a byte has come: true when *CODE is U+FFFD for an unfinished one. */
bool bytes_break(struct term_bytes *b, unsigned *code);

#endif
