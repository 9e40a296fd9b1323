/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding for search: what people take for the same letters becomes the same bytes.
 *
 * Case, accents, points and vowel signs that may be left out, ligatures, wide and other
 * compatibility forms go (NFKD, full case folding), typographic quotes and dashes become
 * those of a keyboard, what does not show is left out, and a run of blanks and line ends is
 * one blank.  Marks that make another letter stay: those of Thai and Devanagari, the
 * Japanese voicing marks.  Each folded byte knows the cluster of the text that it came from.
 *
 * All texts are valid UTF-8.
 */
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

enum fold_blanks { FOLD_BLANKS, FOLD_NO_BLANKS };	/* kept as said above, or left out */

struct fold_from {
	size_t start, end;	/* bytes of the text: a cluster */
};

struct fold {
	struct buf text;	/* folded */
	struct fold_from *from;	/* of each of its bytes */
	size_t cap;
};

void fold_init(struct fold *f);
void fold_release(struct fold *f);
/* Puts the folded form of TEXT into F, in the place of what was there. */
void fold_make(struct fold *f, struct slice text, enum fold_blanks blanks);
/* The folded text without blanks at its ends: what to look for. */
struct slice fold_needle(const struct fold *f);
/* Looks for NEEDLE, which is folded and not empty, from byte *AT of the folded text on: true,
 * *MATCH the clusters of the text that hold it, and *AT behind it. */
bool fold_find(const struct fold *f, struct slice needle, size_t *at, struct fold_from *match);

#endif
