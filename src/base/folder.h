/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A private folder in which another program has words: an editor a text, a converter a copy.
 *
 * It is 0700, in $XDG_RUNTIME_DIR where that is ours alone, else in /dev/shm or /tmp, and
 * named PACKAGE and eight letters, with "copy" between them where nothing in it is the only
 * one of its kind.  The descriptor holds a lock on it as long as we live, by which folders in
 * use are told from those that a killed program left: editor_left (base/editor.h) names them,
 * and removes copies.
 */
#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/sys.h"

#define FOLDER_FILE "words.txt"	/* the text in an editor's folder */

enum folder_for { FOLDER_WORDS, FOLDER_COPY };

struct folder {
	const struct sys *sys;
	struct buf path;	/* of the folder; what is put behind it is taken off at the end */
	size_t len;		/* of the folder's part */
	int fd;			/* -1: there is none */
};

/* Both are false with errno; folder_release is due in any case. */
bool folder_make(struct folder *f, const struct sys *sys, enum folder_for what);
bool folder_put(const struct folder *f, const char *name, struct slice given);
/* Whether a file in it, or in a folder in it, holds something that is not GIVEN. */
bool folder_has_words(const struct folder *f, struct slice given);
/* Removes it with all that is in it, or KEEPS it, 0700 and its files 0600. */
void folder_release(struct folder *f, bool keeps);

#endif
