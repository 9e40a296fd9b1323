/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole files: read with a limit, replaced in one step, or created.
 *
 * A replacement never harms what stands: the new bytes go to a temporary file
 * beside the target, are synced and checked, and take the name by rename;
 * only after the folder is synced too does the caller hear true.
 *
 *	struct file_new out;
 *	if (!file_begin(&out, sys, path, err) ||
 *	    !file_write(&out, bytes, err) ||
 *	    !file_finish(&out, err))		synced, closed, size checked
 *		return false;			(each failure cancels by itself)
 *	... a last look at the target ...
 *	file_commit(&out, err)			or file_cancel(&out)
 *
 * Folders are created 0700 and files 0600, whatever the umask.  Symbolic
 * links at the path are followed (at most five) and kept: the target is
 * replaced.  Short writes and EINTR are handled.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buf.h"
#include "base/err.h"
#include "base/sys.h"
#include "base/temp.h"

/* The outcome of looking for a file. */
enum file_found { FILE_READ, FILE_ABSENT, FILE_FAILED };

/* Reads the whole regular file PATH into OUT (cleared first), at most MAX bytes
 * (above: ERR_TOO_BIG).  FILE_ABSENT when there is no such file: no error is
 * set then. */
enum file_found file_read(const struct sys *sys, const char *path, size_t max,
			  struct buf *out, struct err *err);
/* The same for NAME inside the open folder DIR: NAME holds no slash and is not
 * followed when it is a symbolic link (packs are read so). */
enum file_found file_read_at(const struct sys *sys, int dir, const char *name,
			     size_t max, struct buf *out, struct err *err);

struct file_new {
	const struct sys *sys;
	char *path;		/* the target, links resolved; NULL once ended */
	const char *name;	/* its last part, inside path */
	int dir;		/* the folder */
	struct temp temp;	/* the new file, in that folder */
};

/* Each of these that returns false has cancelled: the target is as it was and the
 * temporary file is gone.  But a .bak that was put in place stays, and where the
 * folder could not be synced, the new file has its name already (it may lose it
 * in a power cut) and the error says so.  ERR_IN_PLACE from file_begin and file_commit:
 * nothing can be made or renamed in this folder. */
bool file_begin(struct file_new *out, const struct sys *sys, const char *path, struct err *err);
bool file_write(struct file_new *out, struct slice bytes, struct err *err);
bool file_finish(struct file_new *out, struct err *err);
/* Keeps the file that stands at the target as PATH.bak, 0600 (its name never
 * disappears, and .bak is itself put in place by rename).  No target: true. */
bool file_keep_backup(struct file_new *out, struct err *err);
bool file_commit(struct file_new *out, struct err *err);
/* As file_commit, but fails with ERR_CHANGED where the target exists already. */
bool file_commit_new(struct file_new *out, struct err *err);

/* Instead of file_commit, for there are always some who cannot be kept from writing at the same
 * time: the new file and what stands at the target change names in one step, so that what
 * somebody else put there a moment ago is not lost.  Then file_swapped_read (FILE_ABSENT: the
 * file system does not know the step, and has renamed), for file_swapped_keep the one name that
 * it shall have from now on (in the same folder, which is synced; ERR_CHANGED where something
 * stands), or file_swap_back, and file_settle. */
enum file_swapped {
	FILE_SWAPPED,
	FILE_NOT_HERE,	/* it cannot be done in this folder; nothing has changed */
	FILE_NO_TARGET,	/* nothing stands there; nothing has changed */
	FILE_NOT_SWAPPED	/* the error is set, and all is cancelled */
};
enum file_swapped file_swap(struct file_new *out, struct err *err);
enum file_found file_swapped_read(struct file_new *out, size_t max, struct buf *bytes,
				  struct err *err);
bool file_swapped_keep(struct file_new *out, const char *path, struct err *err);
/* And cancels.  Should a third have taken the target meanwhile, what it put there keeps the
 * temporary name. */
void file_swap_back(struct file_new *out);
bool file_settle(struct file_new *out, struct err *err);	/* syncs the folder */

void file_cancel(struct file_new *out);	/* harmless on one that has ended */

/* Makes a synced copy ASIDE of the file PATH, or gives it that as a second name where it cannot
 * be copied, both without links and in one folder; ERR_CHANGED where something stands there. */
bool file_keep_aside(const struct sys *sys, const char *path, const char *aside,
		     struct err *err);

/* Writes BYTES over what the regular file PATH, links resolved, holds, syncs it, and reads it
 * back: the last resort where ERR_IN_PLACE says that nothing better is to be had.  Whatever
 * fails may leave a mixture of old and new, so the caller has BYTES somewhere safe. */
bool file_overwrite(const struct sys *sys, const char *path, struct slice bytes, struct err *err);

/* begin, write, finish, commit in one; never makes a backup. */
bool file_replace(const struct sys *sys, const char *path, struct slice bytes, struct err *err);
/* The same for a file that must not exist yet (ERR_CHANGED when it does). */
bool file_create(const struct sys *sys, const char *path, struct slice bytes, struct err *err);

/* Makes the folder PATH and those above it, each 0700, where absent. */
bool file_make_folder(const struct sys *sys, const char *path, struct err *err);
/* Whether something stands at PATH (a dangling link counts, and so does what
 * cannot be known). */
bool file_exists(const struct sys *sys, const char *path);
/* PATH with links resolved (at most five, ERR_IO above); a missing last part is
 * kept as it is.  A link that is somebody else's, in a folder that everybody may
 * write, is refused, and any link in such a folder of somebody else's.  Links in
 * the folder's own path are the system's to follow.  For free(). */
char *file_resolve(const struct sys *sys, const char *path, struct err *err);

#endif
