/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A command in one string, as $EDITOR holds it, to the words that a program is started
 * with.
 *
 * Blanks part words; '...' keeps everything, "..." everything but \" and \\, and outside
 * of quotes \ keeps the character behind it (XCU 2.2).  Nothing else means anything: no
 * variable, pattern, ~ or ; is expanded, for no shell ever sees the words.
 */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#define WORDS_MAX 64	/* in one command */

struct words {
	char *list[WORDS_MAX + 2];	/* ended by NULL, with room for one more */
	size_t count;
};

/* False where a quote is left open or there are too many; then nothing is to be released.
 * Of a command of blanks alone the count is 0. */
bool words_split(struct words *w, const char *command);
void words_release(struct words *w);

#endif
