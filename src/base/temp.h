/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A temporary file in an open folder, on its way to a name.
 *
 * temp_make (or temp_link, which needs no writing), temp_write, temp_finish,
 * then temp_rename or temp_name_new, and temp_drop always.  For base/file.c:
 * false leaves errno, and the caller drops.
 */
#ifndef BASE_TEMP_H
#define BASE_TEMP_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/sys.h"

struct temp {
	const struct sys *sys;
	int dir;		/* the folder, borrowed */
	char *name;		/* .NAME.XXXXXXXX.tmp in the folder; NULL: there is none */
	int fd;			/* -1 when closed */
	size_t written;
	struct stat st;		/* as finished, or of the file linked or swapped away */
	struct stat own;	/* as finished */
};

void temp_init(struct temp *t, const struct sys *sys, int dir);
/* Makes an empty file 0600, whatever the umask, named after NAME. */
bool temp_make(struct temp *t, const char *name);
/* Gives the file NAME, whose status is ST, a second, temporary name. */
bool temp_link(struct temp *t, const char *name, const struct stat *st);
bool temp_write(struct temp *t, struct slice bytes);
/* Syncs, checks that all that was written is there, closes. */
bool temp_finish(struct temp *t);
/* Takes NAME, replacing what stands there in one step. */
bool temp_rename(struct temp *t, const char *name);
/* Takes NAME, and what stood there takes the temporary name; EINVAL where that cannot be. */
bool temp_swap(struct temp *t, const char *name);
/* Whether the temporary name is that of the file which was written here. */
bool temp_is_ours(const struct temp *t);
/* Leaves what has the temporary name where it is. */
void temp_leave(struct temp *t);
/* Takes NAME, which must be free: EEXIST otherwise. */
bool temp_name_new(struct temp *t, const char *name);
/* Closes, removes what still has the temporary name, and frees.  Keeps errno;
 * harmless after itself. */
void temp_drop(struct temp *t);

/* What a temporary file called NAME was to become, for free(); NULL where temp_make and
 * temp_link make no such name.  One of TEMP_CUT bytes or more may be only the beginning. */
#define TEMP_CUT 238
char *temp_target(const char *name);

/* Whether a hard link failed with ERROR because there cannot be one here. */
bool temp_cannot_link(int error);

#endif
