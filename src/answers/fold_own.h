/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of folds: what their files share. */
#ifndef ANSWERS_FOLD_OWN_H
#define ANSWERS_FOLD_OWN_H

#include "answers/fold.h"

struct fold {
	struct fold_request request;
	struct sort *sort;	/* of "KEY TAB CLOCK TAB LINE", the clock in 16 hexadecimal digits */
	bool any;		/* a copy came in */
	size_t told;		/* how often something was passed over */
	struct buf held;	/* the newest so far of the key that is being read */
	struct buf given;	/* what was lent last */
	bool ended;
};

/* Takes the copy JSON that is line LINE of PATH, 0: all of it. */
bool fold_take(struct fold *f, struct slice json, const char *path, size_t line, struct err *err);
/* Tells what is wrong with PATH (NULL: WHAT names it). */
void fold_tell(struct fold *f, const char *path, size_t line, size_t column, const char *what);

#endif
