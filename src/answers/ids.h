/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A set of ids, in the order of their bytes, so that it is written in one way only.
 *
 * All zero is the empty set.  What ids_add adds counts only after ids_settle.
 */
#ifndef ANSWERS_IDS_H
#define ANSWERS_IDS_H

#include <stdbool.h>
#include <stddef.h>

struct ids {
	char **items;	/* ours */
	size_t count, cap;
};

void ids_add(struct ids *ids, const char *id);
/* Puts them in order, each once. */
void ids_settle(struct ids *ids);
bool ids_have(const struct ids *ids, const char *id);
bool ids_equal(const struct ids *a, const struct ids *b);
void ids_release(struct ids *ids);	/* the set is empty then */

#endif
