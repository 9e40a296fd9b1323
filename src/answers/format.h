/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of the program's files a file says that it is, for whoever hands in the wrong one.
 *
 * Only its first bytes are looked at, damaged as it may be: nothing here says that it can be read.
 */
#ifndef ANSWERS_FORMAT_H
#define ANSWERS_FORMAT_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/sys.h"

enum format {
	FORMAT_NONE,		/* it does not say */
	FORMAT_WORKBOOK,
	FORMAT_MENTOR,		/* a copy for a mentor */
	FORMAT_GROUP,		/* a copy for the group */
	FORMAT_FOLD,
	FORMAT_VOICES,		/* gathered voices */
	FORMAT_REVIEW,
	FORMAT_ROOM
};

enum format format_look(struct slice bytes);
/* What the file PATH begins with saying, as all do that the program writes; FORMAT_NONE, too, where it
 * cannot be read or is no file. */
enum format format_begins(const struct sys *sys, const char *path);
/* "this is a fold, ...: 'leaderplus collate' ...": what it is and what takes it.  Not of FORMAT_NONE. */
const char *format_says(enum format format);

#endif
