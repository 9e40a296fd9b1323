/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The private folder in which an editor has a text: base/editor's own.
 *
 * It is 0700, in $XDG_RUNTIME_DIR where that is ours alone, else in /dev/shm or /tmp, and
 * named PACKAGE and eight letters.  The descriptor holds a lock on it as long as we live, by
 * which editor_left tells folders in use from those that were left.
 */
#ifndef BASE_EDITOR_FOLDER_H
#define BASE_EDITOR_FOLDER_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/sys.h"

#define FOLDER_FILE "words.txt"

struct folder {
	const struct sys *sys;
	struct buf path;	/* of the folder, then of the file */
	size_t len;		/* of the folder's part */
	int fd;			/* -1: there is none */
};

/* Both are false with errno; folder_release is due in any case. */
bool folder_make(struct folder *f, const struct sys *sys);
bool folder_put(const struct folder *f, struct slice given);
/* Whether a file in it, or in a folder in it, holds something that is not GIVEN. */
bool folder_has_words(const struct folder *f, struct slice given);
/* Removes it with all that is in it, or KEEPS it, 0700 and its files 0600. */
void folder_release(struct folder *f, bool keeps);

#endif
