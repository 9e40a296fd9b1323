/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that have no place in a book which measures nobody: marks, points, right answers. */
#ifndef PACK_LINT_WORDS_H
#define PACK_LINT_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Finds the next such words in TEXT from *AT on: FOUND lends them, *AT moves behind them.
 * It knows English only, and only plain cases; words behind a denial ("no", "nothing")
 * pass. */
bool lint_words_next(struct slice text, size_t *at, struct slice *found);

#endif
