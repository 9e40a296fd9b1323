/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking at a stage: its rows, and whether words can be brought into sight. */
#ifndef TESTS_LOOK_H
#define TESTS_LOOK_H

#include "doc/doc.h"
#include "stage.h"

#define LOOK_MAX (1 << 20)	/* bytes that are looked at, at most */

const char *look_row(struct stage *s, int row);		/* good until the next call */
bool look_blank(struct stage *s, int row, int end);	/* up to column END */
/* Whether a rule has WORDS in it; the last is above the keys or above a remark. */
bool look_rules(struct stage *s, const char *words);

/* Appends TEXT without blanks, marks and quotes, so that wraps do not count. */
void look_squeeze(struct buf *out, const char *text);
/* Whether the words of DOC are in SEEN (squeezed), one behind the other. */
bool look_holds(const char *seen, const struct doc *doc);
/* Reads a page down line by line with Down and appends it, squeezed. */
void look_read_down(struct stage *s, struct buf *seen);
/* Whatever of a list shows in a large window can be brought into sight at ROWS x COLS with
 * Up and Down: NULL, or the word that cannot. */
const char *look_list(struct stage *s, int rows, int cols);

#endif
