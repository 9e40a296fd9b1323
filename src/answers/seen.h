/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which versions of items a copy has seen: names, each with the greatest clock.
 *
 * Whoever has seen a version has seen all of that name with a smaller clock.  All zero is none.
 * What seen_add adds counts only after seen_settle.
 */
#ifndef ANSWERS_SEEN_H
#define ANSWERS_SEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct seen_name {
	char *name;	/* ours */
	int64_t clock;
};

struct seen {
	struct seen_name *items;	/* in the order of the bytes of their names */
	size_t count, cap;
};

void seen_add(struct seen *seen, const char *name, int64_t clock);
void seen_unite(struct seen *to, const struct seen *from);
/* Puts them in order, each once, with the greatest of its clocks. */
void seen_settle(struct seen *seen);
/* The one called NAME, or NULL. */
struct seen_name *seen_find(const struct seen *seen, const char *name);
/* Takes away those whose clock is below 0. */
void seen_prune(struct seen *seen);
bool seen_equal(const struct seen *a, const struct seen *b);
void seen_release(struct seen *seen);	/* there are none then */

#endif
